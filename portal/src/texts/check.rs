//! Texts of `datenkreis check`, of the page `/pruefen` and of its reports.

use super::format::number;
use crate::language::Language;
use datenkreis_harvester::inspect::{Inspection, Reading, Recognised, Score};
use datenkreis_harvester::rdf::Format;
use datenkreis_vocab::finding;
use datenkreis_vocab::mqa::{MOST_POINTS, Remedy};
use datenkreis_vocab::shapes::{Profile, Severity};

/// The texts in `language`.
pub fn of(language: Language) -> &'static Texts {
    match language {
        Language::De => &GERMAN,
        Language::En => &ENGLISH,
    }
}

texts! {
    Texts:

    title: "Metadaten prüfen" / "Check metadata";
    lead: "Prüfen Sie einen Datenkatalog, bevor andere ihn abholen: Sie erfahren, was nach DCAT-AP.de fehlt oder nicht stimmt, in welcher Zeile es steht und wie Sie es beheben." / "Check a data catalogue before others fetch it: you learn what is missing or wrong by DCAT-AP.de, on which line it stands, and how to mend it.";
    one_of: "Geben Sie den Katalog auf einem der drei Wege an." / "Give the catalogue in one of the three ways.";
    text_label: "Text einfügen" / "Paste text";
    text_name: "eingefügter Text" / "pasted text";
    text_hint: "Turtle, RDF/XML, JSON-LD, N-Triples oder JSON aus CKAN" / "Turtle, RDF/XML, JSON-LD, N-Triples or JSON from CKAN";
    file_label: "Datei hochladen" / "Upload a file";
    address_label: "Adresse im Web" / "Web address";
    address_hint: "Adresse eines Katalogs, eines Datensatzes oder eines CKAN-Portals. Sie muss öffentlich erreichbar sein." / "Address of a catalogue, a dataset or a CKAN portal. It has to be publicly reachable.";
    profile_label: "Prüfen nach" / "Check by";
    output_label: "Ergebnis als" / "Result as";
    output_page: "Seite" / "Page";
    output_json: "JSON" / "JSON";
    output_turtle: "SHACL-Bericht (Turtle)" / "SHACL report (Turtle)";
    run: "Prüfen" / "Check";
    privacy: "Nichts davon wird gespeichert: weder der Text noch die Datei noch die Adresse noch das Ergebnis. Es wird kein Cookie gesetzt." / "Nothing of this is stored: neither the text nor the file nor the address nor the result. No cookie is set.";
    programs: "Für Programme" / "For programs";
    programs_text: "Dieselbe Prüfung gibt es als Schnittstelle (POST mit dem Dokument im Rumpf oder mit JSON und einer Adresse) und auf der Kommandozeile mit dem Befehl datenkreis check; der prüft auch einen Ordner mit Dateien und der Tabelle dazu." / "The same check is an interface (POST with the document as body, or with JSON and an address), and on the command line the command datenkreis check, which also checks a folder with files and the table that describes them.";
    failed: "Die Prüfung war nicht möglich" / "The check was not possible";
    result: "Ergebnis" / "Result";
    skip_to_result: "Zum Ergebnis" / "Skip to the result";
    again: "Noch einmal prüfen" / "Check again";
    download: "Bericht herunterladen" / "Download the report";
    download_json: "Bericht als JSON" / "Report as JSON";
    download_turtle: "Bericht als Turtle (SHACL)" / "Report as Turtle (SHACL)";
    download_again: "Das Dokument ist zu groß, um es mit dieser Seite ein zweites Mal zu schicken. Den ganzen Bericht erhalten Sie, wenn Sie es im Formular noch einmal angeben und dort unter „Ergebnis als“ JSON oder Turtle wählen." / "The document is too large to be sent a second time with this page. You get the whole report if you give it in the form once more and choose JSON or Turtle there under “Result as”.";
    checked: "Geprüft wurde" / "Checked";
    recognised: "Erkannt als" / "Recognised as";
    profile: "Maßstab" / "Measured by";
    contents: "Inhalt" / "Contents";
    published: "So würde es nach dem Abgleich veröffentlicht" / "As it would be published after harvesting";
    points: "Punkte für Metadaten (MQA)" / "Points for metadata (MQA)";
    chances: "Das bringt am meisten" / "This gains most";
    europe_shown: "Verstöße gegen DCAT-AP 3.0.0, unten" / "violations of DCAT-AP 3.0.0, below";
    europe_elsewhere: "dieser Bericht zeigt sie nicht, wohl aber die Prüfung nach DCAT-AP.de 3.0" / "this report does not show them, but a check by DCAT-AP.de 3.0 does";
    gaps: "Fehler im Dokument, oder nicht geprüft" / "Faults of the document, or not checked";
    violations: "Verstöße" / "Violations";
    warnings: "Warnungen" / "Warnings";
    infos: "Hinweise" / "Hints";
    nothing_found: "Es wurde nichts gefunden, was zu beheben wäre." / "Nothing was found that would need mending.";
    fix: "So beheben Sie es:" / "How to mend it:";
    found: "gefunden:" / "found:";
    field: "Angabe:" / "Entry:";
    clause: "Grundlage:" / "Based on:";
    rule: "Regel:" / "Rule:";
    examples: "Fundstellen" / "Where it stands";
    remarks: "Außerdem bemerkt" / "Also noticed";
    remarks_lead: "Das hat der Abgleich ausgebessert, erschlossen oder nicht verwenden können. Es zählt nicht zu den Verstößen gegen den Maßstab." / "Harvesting mended or concluded this, or could not use it. It does not count among the violations of the profile.";
    proposed: "vermutlich gemeint:" / "probably meant:";
    repaired_title: "Ergänzt der Abgleich von selbst" / "Completed by harvesting itself";
    nameless: "ohne IRI" / "without IRI";
    concluded: "stattdessen:" / "instead:";
    catalogue_itself: "gehört zu keinem Datensatz" / "belongs to no dataset";
    nothing_given: "Fügen Sie einen Text ein, wählen Sie eine Datei oder geben Sie eine Adresse an." / "Paste a text, choose a file or give an address.";
    several_given: "Geben Sie nur eines an: Text, Datei oder Adresse." / "Give only one: text, file or address.";
    address_wrong: "Das ist keine Webadresse. Sie beginnt mit https:// oder http://." / "This is no web address. It begins with https:// or http://.";
    address_private: "Diese Adresse darf von hier aus nicht abgefragt werden: Sie ist nicht öffentlich, oder Protokoll oder Port sind nicht erlaubt." / "This address may not be asked from here: it is not public, or its scheme or port is not allowed.";
    busy: "Gerade laufen zu viele Prüfungen. Bitte versuchen Sie es gleich noch einmal." / "Too many checks are running. Please try again in a moment.";
    too_many: "Von Ihrer Adresse kamen in kurzer Zeit zu viele Prüfungen. Bitte warten Sie eine Minute." / "Too many checks came from your address in a short time. Please wait a minute.";
    too_slow: "Die Prüfung hat zu lange gedauert und wurde abgebrochen. Prüfen Sie einen kleineren Teil, oder nehmen Sie den Befehl datenkreis check." / "The check took too long and was stopped. Check a smaller part, or use the command datenkreis check.";
    incomplete: "Die Anfrage kam nicht vollständig an." / "The request did not arrive whole.";
    not_understood: "Die Anfrage ist nicht zu verstehen." / "The request cannot be understood.";
}

impl Texts {
    fn pick<'t>(&self, german: &'t str, english: &'t str) -> &'t str {
        match self.language {
            Language::De => german,
            Language::En => english,
        }
    }

    fn counted(&self, count: usize, german: [&str; 2], english: [&str; 2]) -> String {
        let [one, many] = match self.language {
            Language::De => german,
            Language::En => english,
        };
        format!("{} {}", number(self.language, count as u64), if count == 1 { one } else { many })
    }

    /// The half of a message that is in this language, if it is given in both.
    pub fn half<'m>(&self, message: &'m str) -> &'m str {
        match message.split_once(" / ") {
            Some((german, english)) => match self.language {
                Language::De => german,
                Language::En => english,
            },
            None => message,
        }
    }

    /// A message as a sentence of a page: it begins with a capital and ends with a mark. Names keep their case.
    pub fn sentence(&self, message: &str) -> String {
        let text = self.half(message).trim();
        let mut letters = text.chars();
        let begins_with_word = text
            .split_whitespace()
            .next()
            .is_some_and(|word| word.chars().all(|c| c.is_alphabetic() || matches!(c, ',' | ':' | '-')));
        let mut sentence: String = match letters.next() {
            Some(first) if begins_with_word => first.to_uppercase().chain(letters).collect(),
            _ => text.to_owned(),
        };
        if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?', '…', ':']) {
            sentence.push('.');
        }
        sentence
    }

    /// How large a document may be.
    pub fn limits(&self, mebibytes: u64, seconds: u64) -> String {
        match self.language {
            Language::De => format!(
                "Ein Dokument darf {mebibytes} MiB groß sein, eine Prüfung {seconds} Sekunden dauern."
            ),
            Language::En => {
                format!("A document may have {mebibytes} MiB, a check may take {seconds} seconds.")
            }
        }
    }

    /// Beyond the limit.
    pub fn too_large(&self, mebibytes: u64) -> String {
        match self.language {
            Language::De => format!(
                "Das Dokument ist größer als {mebibytes} MiB. Prüfen Sie einen Teil davon, oder nehmen Sie den Befehl datenkreis check."
            ),
            Language::En => format!(
                "The document is larger than {mebibytes} MiB. Check a part of it, or use the command datenkreis check."
            ),
        }
    }

    /// What it was recognised as.
    pub fn format(&self, recognised: &Recognised) -> String {
        match recognised {
            Recognised::Rdf(Format::RdfXml) => "RDF/XML".into(),
            Recognised::Rdf(Format::Turtle) => "Turtle".into(),
            Recognised::Rdf(Format::TriG) => "Turtle/TriG".into(),
            Recognised::Rdf(Format::NTriples) => "N-Triples".into(),
            Recognised::Rdf(Format::NQuads) => "N-Quads".into(),
            Recognised::Rdf(Format::JsonLd) => "JSON-LD".into(),
            Recognised::Ckan => self.pick("Datensätze aus CKAN oder DKAN", "packages of CKAN or DKAN").into(),
            Recognised::Folder => self.pick("Ordner mit Dateien", "folder with files").into(),
            Recognised::Source(kind) => {
                format!("{} ({kind})", self.pick("konfigurierte Quelle", "configured source"))
            }
        }
    }

    /// `12 Datensätze`.
    pub fn datasets(&self, inspection: &Inspection) -> String {
        self.counted(inspection.datasets, ["Datensatz", "Datensätze"], ["dataset", "datasets"])
    }

    /// `12 Datensätze, 30 Distributionen, 1.234 Aussagen`, and the number of pages if there are several.
    pub fn contents(&self, inspection: &Inspection) -> String {
        let mut parts = vec![
            self.datasets(inspection),
            self.counted(
                inspection.distributions,
                ["Distribution", "Distributionen"],
                ["distribution", "distributions"],
            ),
            self.counted(inspection.graph.len(), ["Aussage", "Aussagen"], ["statement", "statements"]),
        ];
        if inspection.documents.len() > 1 {
            parts.push(self.counted(inspection.documents.len(), ["Seite", "Seiten"], ["page", "pages"]));
        }
        parts.join(", ")
    }

    /// `3 Verstöße, 1 Warnung, 2 Hinweise`.
    pub fn counts(&self, [violations, warnings, infos]: [usize; 3]) -> String {
        [
            self.counted(violations, ["Verstoß", "Verstöße"], ["violation", "violations"]),
            self.counted(warnings, ["Warnung", "Warnungen"], ["warning", "warnings"]),
            self.counted(infos, ["Hinweis", "Hinweise"], ["hint", "hints"]),
        ]
        .join(", ")
    }

    /// The verdict in one sentence.
    pub fn verdict(&self, inspection: &Inspection) -> String {
        let title = inspection.profile.title(self.language.tag());
        let counts = self.counts(inspection.counts());
        match (self.language, inspection.report.is_met(), inspection.gaps.is_empty()) {
            (Language::De, true, true) => format!("{title} ist erfüllt: {counts}."),
            (Language::En, true, true) => format!("{title} is met: {counts}."),
            (Language::De, true, false) => format!(
                "{title} ist nicht erfüllt: das Dokument ist fehlerhaft, oder es konnte nicht alles geprüft werden. Sonst: {counts}."
            ),
            (Language::En, true, false) => format!(
                "{title} is not met: the document is faulty, or not everything could be checked. Apart from that: {counts}."
            ),
            (Language::De, false, _) => format!("{title} ist nicht erfüllt: {counts}."),
            (Language::En, false, _) => format!("{title} is not met: {counts}."),
        }
    }

    /// That terms of 2.0 are used.
    pub fn old_terms(&self, terms: &[String]) -> String {
        let terms = terms.join(", ");
        match self.language {
            Language::De => format!(
                "Das Dokument verwendet Begriffe aus DCAT-AP.de 2.0: {terms}. In 3.0 heißen sie anders; beim Abgleich werden sie umgeschrieben."
            ),
            Language::En => format!(
                "The document uses terms of DCAT-AP.de 2.0: {terms}. In 3.0 they have other names; they are rewritten when harvested."
            ),
        }
    }

    /// That the document can be measured by another profile.
    pub fn offer(&self, title: &str, name: &str) -> String {
        match self.language {
            Language::De => format!("Sie können auch nach {title} prüfen (Maßstab „{name}“)."),
            Language::En => format!("You can also check by {title} (profile “{name}”)."),
        }
    }

    /// A severity.
    pub fn severity(&self, severity: Severity) -> &'static str {
        match (severity, self.language) {
            (Severity::Violation, Language::De) => "Verstoß",
            (Severity::Warning, Language::De) => "Warnung",
            (Severity::Info, Language::De) => "Hinweis",
            (Severity::Violation, Language::En) => "Violation",
            (Severity::Warning, Language::En) => "Warning",
            (Severity::Info, Language::En) => "Hint",
        }
    }

    /// The severity of a finding of ours.
    pub fn finding_severity(&self, severity: finding::Severity) -> &'static str {
        match severity {
            // No constraint of the profile is breached.
            finding::Severity::Error => self.pick("Fehler", "Error"),
            finding::Severity::Warning => self.severity(Severity::Warning),
            finding::Severity::Info => self.severity(Severity::Info),
        }
    }

    /// `14-mal, in 12 Datensätzen`.
    pub fn times(&self, results: usize, datasets: usize) -> String {
        let times = match (self.language, results) {
            (Language::De, _) => format!("{}-mal", number(self.language, results as u64)),
            (Language::En, 1) => "once".into(),
            (Language::En, _) => format!("{} times", number(self.language, results as u64)),
        };
        match (self.language, datasets) {
            (_, 0) => times,
            (Language::De, 1) => format!("{times}, in 1 Datensatz"),
            (Language::De, _) => {
                format!("{times}, in {} Datensätzen", number(self.language, datasets as u64))
            }
            (Language::En, 1) => format!("{times}, in 1 dataset"),
            (Language::En, _) => format!("{times}, in {} datasets", number(self.language, datasets as u64)),
        }
    }

    /// What is to be known to read the advice: that it is Turtle, and what its prefixes stand for.
    pub fn reading(&self, reading: &Reading) -> Option<String> {
        let prefixes: Vec<String> =
            reading.prefixes.iter().map(|(prefix, namespace)| format!("{prefix}: <{namespace}>")).collect();
        let prefixes = prefixes.join(", ");
        let told = match (self.language, reading.is_foreign) {
            (Language::De, true) => format!(
                "Die Vorschläge sind in Turtle geschrieben; schreiben Sie dasselbe in der Form Ihres Dokuments. Die Präfixe bedeuten: {prefixes}."
            ),
            (Language::En, true) => format!(
                "The advice is written in Turtle; write the same in the form of your document. The prefixes mean: {prefixes}."
            ),
            (Language::De, false) => {
                format!("Präfixe in den Vorschlägen, die Ihr Dokument nicht erklärt: {prefixes}.")
            }
            (Language::En, false) => {
                format!("Prefixes in the advice that your document does not declare: {prefixes}.")
            }
        };
        (!reading.prefixes.is_empty()).then_some(told)
    }

    /// Which of the mistakes harvesting completes by itself; `None` if there are none.
    pub fn by_itself(&self, inspection: &Inspection) -> Option<String> {
        let repaired = inspection.repaired();
        let counts = self.counts(repaired);
        (repaired.iter().sum::<usize>() > 0).then(|| match self.language {
            Language::De => format!("Davon ergänzt der Abgleich von selbst: {counts}. Besser ist es auch dort, die Quelle zu berichtigen."),
            Language::En => format!("Of these harvesting completes by itself: {counts}. Mending the source is better there, too."),
        })
    }

    /// What to write where each mistake has its own right value.
    pub fn each_its_own(&self, example: &str) -> String {
        match self.language {
            Language::De => {
                format!(
                    "Schreiben Sie jeweils den Wert, der bei der Fundstelle steht. Zum Beispiel: {example}"
                )
            }
            Language::En => format!("Write the value that stands beside each place. For example: {example}"),
        }
    }

    /// What stands before the value that was concluded.
    pub fn instead(&self, finding: &finding::Finding) -> &'static str {
        if finding.is_proposal() { self.proposed } else { self.concluded }
    }

    /// A title and what it belongs to.
    pub fn titled(&self, title: &str, id: &str) -> String {
        match self.language {
            Language::De => format!("„{title}“ ({id})"),
            Language::En => format!("“{title}” ({id})"),
        }
    }

    /// `Zeile 12`, with the character if it is told, and with the page if there are several.
    pub fn line(&self, document: Option<&str>, line: u32, column: Option<u32>) -> String {
        let line = format!("{} {line}", self.pick("Zeile", "Line"));
        let line = column.map_or_else(
            || line.clone(),
            |column| format!("{line}, {} {column}", self.pick("Zeichen", "character")),
        );
        document.map_or_else(|| line.clone(), |document| format!("{line} ({document})"))
    }

    /// What is not shown.
    pub fn more(&self, count: usize, where_else: &str) -> String {
        let count = number(self.language, count as u64);
        match self.language {
            Language::De => format!("… und {count} weitere; alle {where_else}"),
            Language::En => format!("… and {count} more; all of them {where_else}"),
        }
    }

    /// Where all results stand, for readers of a page.
    pub fn in_the_report(&self) -> &'static str {
        match self.language {
            Language::De => "stehen im Bericht als JSON",
            Language::En => "are in the report as JSON",
        }
    }

    /// The mean score, and what would gain most, in one line.
    pub fn score(&self, score: &Score) -> Option<String> {
        let (mean, possible) = (score.mean()?, score.mean_possible()?);
        let left_out = match (self.language, score.left_out) {
            (_, 0) => String::new(),
            (Language::De, count) => {
                format!(" {count} Datensätze wurden nicht gemessen, weil sie zusammen zu groß sind.")
            }
            (Language::En, count) => {
                format!(" {count} datasets were not measured, because together they are too large.")
            }
        };
        Some(match self.language {
            Language::De => format!(
                "im Mittel {mean:.0} von {MOST_POINTS}, mit erreichbaren Adressen {possible:.0} (Adressen wurden nicht abgefragt).{left_out}"
            ),
            Language::En => format!(
                "{mean:.0} of {MOST_POINTS} on average, {possible:.0} if all addresses answer (they were not asked).{left_out}"
            ),
        })
    }

    /// What would gain most for the least effort, the first few, in the words of the quality pages.
    /// `profile` is what the report shows.
    pub fn chances(&self, score: &Score, most: usize, profile: Profile) -> Vec<String> {
        let (language, words) = (self.language.tag(), super::quality::of(self.language));
        let chances = score.chances.iter().take(most);
        let line = chances.map(|chance| {
            let datasets = chance.datasets as u64;
            let mean = |points: u64| points as f64 / chance.datasets.max(1) as f64;
            let gain = words.gained(mean(chance.points), mean(chance.answers));
            let missing = words.missing_in(datasets, score.datasets as u64);
            let line = format!("{}: {gain}, {missing}", chance.remedy.missing(language));
            // What the report does not show, it must not send anybody to.
            let shows_europe = matches!(profile, Profile::DcatApDe3 | Profile::DcatAp);
            match chance.remedy {
                Remedy::Constraints if shows_europe => format!("{line} ({})", self.europe_shown),
                Remedy::Constraints => format!("{line} ({})", self.europe_elsewhere),
                _ => line,
            }
        });
        line.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_become_sentences() {
        let check = |message, expected| assert_eq!(of(Language::De).sentence(message), expected);
        check("das Dokument ist leer / the document is empty", "Das Dokument ist leer.");
        check("diese Adresse antwortet nicht: HTTP 404", "Diese Adresse antwortet nicht: HTTP 404.");
        check("https://e.example/ antwortet nicht", "https://e.example/ antwortet nicht.");
        check("Schon ein Satz.", "Schon ein Satz.");
        check("", "");
    }

    #[test]
    fn messages_in_both_languages_are_halved() {
        let check = |language, message, expected| assert_eq!(of(language).half(message), expected);
        check(Language::De, "leer / empty", "leer");
        check(Language::En, "leer / empty", "empty");
        check(Language::En, "http://e/a", "http://e/a");
    }
}
