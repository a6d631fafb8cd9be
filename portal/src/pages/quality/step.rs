//! What an organisation should do next: its missed metrics, the most points for the least effort first.

use crate::pages::links::{Links, Page};
use crate::texts::quality::QualityTexts;
use datenkreis_catalogue::journal::MetricShare;
use datenkreis_vocab::mqa::Metric;
use url::form_urlencoded;

/// One step.
pub struct StepView {
    /// What is missing.
    pub name: &'static str,
    /// What to do.
    pub advice: &'static str,
    /// What it brings, and how often it is missing.
    pub gain: String,
    /// Points gained if it is done everywhere.
    pub total: String,
    /// How hard it is.
    pub effort: &'static str,
    /// To the datasets concerned.
    pub href: String,
    /// Words for that link.
    pub label: String,
}

impl StepView {
    /// All steps of an organisation, sorted.
    pub fn all(
        words: &'static QualityTexts,
        links: &Links,
        organisation: &str,
        shares: &[MetricShare],
    ) -> Vec<Self> {
        let language = words.language.tag();
        let view = |share: &&MetricShare| {
            let MetricShare { metric, gained, missed, pending } = **share;
            Self {
                name: metric.name(language),
                advice: metric.advice(language),
                gain: words.step(metric.points(), missed, gained + missed + pending),
                total: words.total(share.total()),
                effort: words.effort(metric.usual_effort()),
                href: path(links, organisation, metric, 1),
                label: words.concerned(missed),
            }
        };
        MetricShare::most_rewarding(shares).iter().map(view).collect()
    }
}

/// The path of the datasets that miss a metric.
pub fn path(links: &Links, organisation: &str, metric: Metric, page: u64) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("schritt", metric.local());
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
    fn the_most_points_for_the_least_effort_come_first() {
        let share = |metric, missed| MetricShare { metric, gained: 40 - missed, missed, pending: 0 };
        let check = |shares: &[MetricShare], expected: &[Metric]| {
            let links = Links::new("https://x.example", Language::De);
            let steps = StepView::all(of(Language::De), &links, "selm", shares);
            let names: Vec<_> = steps.iter().map(|step| step.name).collect();
            assert_eq!(names, expected.iter().map(|metric| metric.name("de")).collect::<Vec<_>>());
        };
        check(&[share(Metric::KeywordAvailability, 0)], &[]);
        // 12 × 20 against 5 × 30, then 10 × 50 with twice the effort.
        check(
            &[
                share(Metric::KeywordAvailability, 5),
                share(Metric::AccessUrlStatusCode, 10),
                share(Metric::LicenceAvailability, 12),
            ],
            &[Metric::AccessUrlStatusCode, Metric::LicenceAvailability, Metric::KeywordAvailability],
        );
        check(
            &[share(Metric::FormatMediaTypeNonProprietary, 10), share(Metric::FormatAvailability, 4)],
            &[Metric::FormatAvailability, Metric::FormatMediaTypeNonProprietary],
        );
    }

    #[test]
    fn a_step_says_what_it_brings() {
        let shares =
            [MetricShare { metric: Metric::LicenceAvailability, gained: 27, missed: 12, pending: 1 }];
        let links = Links::new("https://x.example", Language::De);
        let step = StepView::all(of(Language::De), &links, "selm", &shares).swap_remove(0);
        assert_eq!(step.gain, "+20 Punkte je Datensatz, fehlt bei 12 von 40");
        assert_eq!(step.total, "zusammen 240 Punkte");
        assert_eq!(step.href, "/qualitaet/selm?schritt=licenceAvailability");
    }
}
