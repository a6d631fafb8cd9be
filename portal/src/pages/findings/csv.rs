//! Findings as a table for spreadsheets, one row each: separated by semicolons and with a byte order
//! mark, as German spreadsheet programs open it with a click.

use crate::language::Language;
use crate::pages::clean;
use crate::pages::quality::constraint_words;
use crate::pages::status::label_one;
use crate::texts::{Texts, quality};
use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpResponse, web};
use datenkreis_catalogue::journal::{DatasetConstraints, DatasetFindings, Run};
use datenkreis_vocab::finding::{Finding, by_id};
use futures::{Stream, StreamExt};

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The first line; `more` names further columns.
pub fn head(texts: &Texts, more: &[&str]) -> String {
    let names = [
        texts.findings_id,
        texts.findings_dataset_title,
        texts.findings_dataset,
        texts.property,
        texts.value,
        texts.findings_concluded,
        texts.findings_proposed,
        texts.findings_confidence,
        texts.findings_rule,
        texts.findings_severity,
        texts.findings_meaning,
        texts.findings_fix,
    ];
    format!("{BYTE_ORDER_MARK}{}", line(names.iter().chain(more).copied()))
}

/// A line below the head, without the names of the dataset that stand before it.
#[derive(Default)]
pub struct Line {
    /// The property concerned.
    pub property: String,
    /// What was found.
    pub found: String,
    /// What was published instead.
    pub concluded: String,
    /// What is proposed.
    pub proposed: String,
    /// How sure either is, in percent.
    pub confidence: String,
    /// What is not kept.
    pub rule: String,
    /// How bad that is.
    pub severity: String,
    /// What is wrong, in words.
    pub meaning: String,
    /// What to do.
    pub fix: String,
    /// What stands in further columns.
    pub more: Vec<String>,
}

impl Line {
    /// A finding.
    pub fn of(texts: &Texts, finding: &Finding) -> Self {
        let rule = by_id(&finding.rule);
        let index = usize::from(texts.language == Language::En);
        let value = finding.concluded.clone().unwrap_or_default();
        let (concluded, proposed) =
            if finding.is_proposal() { (String::new(), value) } else { (value, String::new()) };
        Self {
            property: finding.property.clone(),
            found: finding.found.clone().unwrap_or_default(),
            concluded,
            proposed,
            confidence: finding.confidence.map(|percent| percent.to_string()).unwrap_or_default(),
            rule: finding.rule.clone(),
            severity: label_one(texts, finding.severity).into(),
            meaning: rule.map_or("", |rule| rule.problem[index]).into(),
            fix: rule.map_or("", |rule| rule.fix[index]).into(),
            more: vec![],
        }
    }

    /// The line with further columns.
    pub fn more(self, more: impl IntoIterator<Item = String>) -> Self {
        Self { more: more.into_iter().collect(), ..self }
    }

    /// The text of the line; `names` are identifier, title and IRI of the dataset.
    pub fn write(&self, names: [&str; 3]) -> String {
        let own = [
            &self.property,
            &self.found,
            &self.concluded,
            &self.proposed,
            &self.confidence,
            &self.rule,
            &self.severity,
            &self.meaning,
            &self.fix,
        ];
        line(names.into_iter().chain(own.into_iter().chain(&self.more).map(String::as_str)))
    }
}

/// A dataset with rows of its own.
pub trait Listed {
    /// Where it stands; what follows has greater ones.
    fn position(&self) -> u64;
    /// Its rows.
    fn rows(&self, texts: &Texts) -> String;
}

impl Listed for DatasetFindings {
    fn position(&self) -> u64 {
        self.position
    }

    fn rows(&self, texts: &Texts) -> String {
        rows(texts, self)
    }
}

impl Listed for DatasetConstraints {
    fn position(&self) -> u64 {
        self.position
    }

    /// One for each constraint it breaks, or broke on its arrival.
    fn rows(&self, texts: &Texts) -> String {
        let title = self.title.as_ref().map(|title| clean::line(&title.value)).unwrap_or_default();
        let rows = self.breaches.iter().map(|(rule, [arrived, published])| {
            let [problem, fix, clause] = constraint_words(texts.language, rule);
            line([
                self.native_id.as_str(),
                &title,
                self.dataset.as_str(),
                rule,
                &problem,
                &fix,
                &clause,
                &arrived.to_string(),
                &published.to_string(),
            ])
        });
        rows.collect()
    }
}

/// The first line of a list of constraints.
pub fn constraint_head(texts: &Texts) -> String {
    let words = quality::of(texts.language);
    let names = [
        texts.findings_id,
        texts.findings_dataset_title,
        texts.findings_dataset,
        texts.findings_rule,
        texts.findings_meaning,
        texts.findings_fix,
        texts.finding_clause.trim_end_matches(':'),
        words.constraints_breaches_arrived,
        words.constraints_breaches_published,
    ];
    format!("{BYTE_ORDER_MARK}{}", line(names))
}

/// The lines of a run, which belong to no dataset.
pub fn run_rows(texts: &Texts, run: &Run) -> String {
    run.findings.iter().map(|finding| Line::of(texts, finding).write(["", "", ""])).collect()
}

/// The lines of one dataset.
fn rows(texts: &Texts, dataset: &DatasetFindings) -> String {
    let title = dataset.title.as_ref().map(|title| clean::line(&title.value)).unwrap_or_default();
    let names = [dataset.native_id.as_str(), &title, dataset.dataset.as_str()];
    dataset.findings.iter().map(|finding| Line::of(texts, finding).write(names)).collect()
}

/// The name of a file of findings.
pub fn file_name(texts: &Texts) -> &'static str {
    match texts.language {
        Language::De => "befunde.csv",
        Language::En => "findings.csv",
    }
}

/// A file that is sent while it is read: its first lines, then what `rows` gives.
pub fn download(
    name: &str,
    head: String,
    rows: impl Stream<Item = Result<web::Bytes, actix_web::Error>> + 'static,
) -> HttpResponse {
    let head = futures::stream::iter([Ok::<_, actix_web::Error>(web::Bytes::from(head))]);
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(name.into())],
    };
    HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(disposition)
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .streaming(Box::pin(head.chain(rows)))
}

fn line<'a>(fields: impl IntoIterator<Item = &'a str>) -> String {
    let fields: Vec<_> = fields.into_iter().map(field).collect();
    format!("{}\r\n", fields.join(";"))
}

/// A field as RFC 4180 quotes it. What a spreadsheet would take for a formula gets an apostrophe in
/// front: values come from others, and a formula can send data away.
fn field(text: &str) -> String {
    let is_formula =
        text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([';', ',', '"', '\r', '\n', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_catalogue::journal::{Mode, RunCounts, RunId, Verdict};
    use datenkreis_vocab::finding::rule;
    use datenkreis_vocab::identity::{DatasetIri, NativeId, SourceId};
    use datenkreis_vocab::model::LangString;
    use jiff::Timestamp;

    #[test]
    fn formulas_stay_text() {
        let check = |text: &str, expected: &str| assert_eq!(field(text), expected);
        check("Unna", "Unna");
        check("a;b", "\"a;b\"");
        check("sagt \"ja\"\nund", "\"sagt \"\"ja\"\"\nund\"");
        check("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"");
        for start in [" =1+1", "+1", "-1", "@a", "\tx", "\rx"] {
            assert!(field(start).trim_start_matches('"').starts_with('\''), "{start:?}");
        }
    }

    #[test]
    fn a_finding_of_a_run_names_no_dataset() {
        let texts = crate::texts::of(Language::De);
        let run = Run {
            id: RunId(1),
            source: SourceId::new("unna"),
            mode: Mode::Full,
            started: Timestamp::UNIX_EPOCH,
            ended: Some(Timestamp::UNIX_EPOCH),
            verdict: Some(Verdict::Complete),
            counts: RunCounts::default(),
            reason: None,
            released: false,
            findings: vec![Finding::new(&rule::FILE_UNREADABLE, "baeume.toml").found("Zeile 3")],
        };
        let rows = run_rows(texts, &run);
        assert!(rows.starts_with(";;;baeume.toml;Zeile 3;;;;file-unreadable;Fehler;"), "{rows}");
        assert_eq!(rows.lines().count(), 1);
    }

    #[test]
    fn a_finding_is_a_row() {
        let texts = crate::texts::of(Language::De);
        let dataset = DatasetFindings {
            position: 1,
            dataset: DatasetIri::new("https://daten.example/dataset/unna/7"),
            native_id: NativeId::new("7"),
            title: Some(LangString::german("Bäume")),
            findings: vec![Finding::new(&rule::DATE_UNREADABLE, "metadata_modified").found("31.02.2024")],
        };
        let row = rows(texts, &dataset);
        let columns = head(texts, &[]).matches(';').count();
        let begin =
            "7;Bäume;https://daten.example/dataset/unna/7;metadata_modified;31.02.2024;;;;date-unreadable;";
        assert!(row.starts_with(begin) && row.ends_with("\r\n"), "{row}");
        assert_eq!(row.matches(';').count(), columns);
    }
}
