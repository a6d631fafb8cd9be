//! What to do next: one step for each remedy, the most points for the least effort first.

use super::organisation::DatasetRow;
use crate::pages::links::{Links, Page};
use crate::texts::quality::QualityTexts;
use datenkreis_catalogue::journal::RemedySum;
use datenkreis_vocab::mqa::Remedy;
use url::form_urlencoded;

/// One step.
pub struct StepView {
    /// What is missing.
    pub name: &'static str,
    /// What to do.
    pub advice: &'static str,
    /// What it brings each dataset, and how many want it.
    pub gain: String,
    /// Points gained if it is done everywhere.
    pub total: String,
    /// How hard it is.
    pub effort: &'static str,
    /// To the datasets concerned, on the page of an organisation.
    pub href: Option<String>,
    /// Words for that link.
    pub label: String,
    /// One of those datasets with its texts, where they are shown.
    pub example: Option<DatasetRow>,
}

impl StepView {
    /// All steps in the order given, for `datasets` datasets; of an organisation, if one is named.
    pub fn all(
        words: &'static QualityTexts,
        links: &Links,
        organisation: Option<&str>,
        sums: &[RemedySum],
        datasets: u64,
    ) -> Vec<Self> {
        let language = words.language.tag();
        let view = |sum: &RemedySum| Self {
            name: sum.remedy.missing(language),
            advice: sum.remedy.advice(language),
            gain: words.step([sum.least, sum.most], sum.datasets, datasets),
            total: words.total(sum.points, sum.answers),
            effort: words.effort(sum.remedy.effort()),
            href: organisation.map(|id| path(links, id, sum.remedy, 1)),
            label: words.concerned(sum.datasets),
            example: None,
        };
        sums.iter().map(view).collect()
    }
}

/// The path of the datasets that want a remedy.
pub fn path(links: &Links, organisation: &str, remedy: Remedy, page: u64) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("schritt", remedy.id());
    if page > 1 {
        query.append_pair("seite", &page.to_string());
    }
    links.path(&Page::QualityOf(organisation.into(), query.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::texts::quality::of;

    #[test]
    fn a_step_says_what_it_brings() {
        let check = |points, answers, [least, most]: [u16; 2], gain: &str, total: &str| {
            let sum = RemedySum { remedy: Remedy::Licence, datasets: 12, points, answers, least, most };
            let links = Links::new("https://x.example", Language::De);
            let step = StepView::all(of(Language::De), &links, Some("selm"), &[sum], 40).swap_remove(0);
            assert_eq!((step.gain.as_str(), step.total.as_str()), (gain, total));
            assert_eq!(step.name, "Lizenz fehlt");
            assert_eq!(step.href.as_deref(), Some("/qualitaet/selm?schritt=licenceAvailability"));
        };
        check(420, 0, [35, 35], "+35 Punkte je Datensatz, betrifft 12 von 40", "zusammen 420 Punkte");
        check(
            240,
            360,
            [30, 50],
            "+30 bis +50 Punkte je Datensatz, betrifft 12 von 40",
            "zusammen 600 Punkte, davon 360, wenn die Adressen antworten",
        );
        check(
            0,
            600,
            [50, 50],
            "+50 Punkte je Datensatz, betrifft 12 von 40",
            "zusammen 600 Punkte, wenn die Adressen antworten",
        );
    }
}
