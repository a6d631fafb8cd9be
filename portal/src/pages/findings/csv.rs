//! Findings as a table for spreadsheets, one row each: separated by semicolons and with a byte order
//! mark, as German spreadsheet programs open it with a click.

use crate::language::Language;
use crate::pages::clean;
use crate::pages::quality::constraint_words;
use crate::pages::status::label_one;
use crate::texts::{Texts, quality};
use datenkreis_catalogue::journal::{DatasetConstraints, DatasetFindings, Run};
use datenkreis_vocab::finding::{Finding, by_id};

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The first line.
pub fn head(texts: &Texts) -> String {
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
    format!("{BYTE_ORDER_MARK}{}", line(&names))
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
            line(&[
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
    format!("{BYTE_ORDER_MARK}{}", line(&names))
}

/// The lines of a run, which belong to no dataset.
pub fn run_rows(texts: &Texts, run: &Run) -> String {
    run.findings.iter().map(|finding| row(texts, ["", "", ""], finding)).collect()
}

/// The lines of one dataset.
fn rows(texts: &Texts, dataset: &DatasetFindings) -> String {
    let title = dataset.title.as_ref().map(|title| clean::line(&title.value)).unwrap_or_default();
    let names = [dataset.native_id.as_str(), &title, dataset.dataset.as_str()];
    dataset.findings.iter().map(|finding| row(texts, names, finding)).collect()
}

fn row(texts: &Texts, [native_id, title, dataset]: [&str; 3], finding: &Finding) -> String {
    let rule = by_id(&finding.rule);
    let index = usize::from(texts.language == Language::En);
    let value = finding.concluded.as_deref().unwrap_or_default();
    let (concluded, proposed) = if finding.is_proposal() { ("", value) } else { (value, "") };
    let confidence = finding.confidence.map(|percent| percent.to_string()).unwrap_or_default();
    line(&[
        native_id,
        title,
        dataset,
        &finding.property,
        finding.found.as_deref().unwrap_or_default(),
        concluded,
        proposed,
        &confidence,
        &finding.rule,
        label_one(texts, finding.severity),
        rule.map_or("", |rule| rule.problem[index]),
        rule.map_or("", |rule| rule.fix[index]),
    ])
}

fn line(fields: &[&str]) -> String {
    let fields: Vec<_> = fields.iter().map(|text| field(text)).collect();
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
        let columns = head(texts).matches(';').count();
        let begin =
            "7;Bäume;https://daten.example/dataset/unna/7;metadata_modified;31.02.2024;;;;date-unreadable;";
        assert!(row.starts_with(begin) && row.ends_with("\r\n"), "{row}");
        assert_eq!(row.matches(';').count(), columns);
    }
}
