//! What the portal has added to what a source states, and the texts by which the source would state it
//! itself. A text that would change nothing there is none: what stands in a field of CKAN or in a cell in
//! words that mean one entry of a list is stated.

use super::said::Change;
use super::{Fix, Known, at_source, wanted, written};
use crate::mapping::Mapping;
use datenkreis_vocab::mqa::{Assessment, Metric, Outcome, Remedy};

/// Something that the portal has added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// What would state it at the source.
    pub remedy: Remedy,
    /// The points that what arrives would gain by the texts.
    pub points: u16,
    /// Whether the source states it already, but not as the lists have it.
    pub is_stated: bool,
    /// The texts.
    pub fixes: Vec<Fix>,
}

/// What the portal has added to a dataset, as it is published with `assessment`.
pub fn added(assessment: &Assessment, known: &Known<'_>, mapping: &Mapping) -> Vec<Added> {
    let Some(before) = at_source::stated(known, mapping) else { return vec![] };
    let is_added = |metric: &Metric| {
        before[metric.index()] == Outcome::Missed && assessment.outcome(*metric) == Outcome::Gained
    };
    // Mapping is dear: all texts are put into the record, one after the other, and it is mapped once. No two are
    // about the same metric.
    let mut received = known.received.clone();
    let mut made = vec![];
    for remedy in Remedy::ALL {
        let Some(change) =
            about(remedy).iter().any(is_added).then(|| wanted::change(remedy, known)).flatten()
        else {
            continue;
        };
        if let Some(changed) = at_source::changed(&change, &Known { received: &received, ..*known }) {
            received = changed;
            made.push((remedy, change));
        }
    }
    if made.is_empty() {
        return vec![];
    }
    let Some(after) = at_source::stated(&Known { received: &received, ..*known }, mapping) else {
        return vec![];
    };
    let of = |(remedy, change): (Remedy, Change)| {
        let metrics = about(remedy);
        let gained = |metric: &&Metric| is_added(metric) && after[metric.index()] == Outcome::Gained;
        let points = metrics.iter().filter(gained).map(|metric| metric.points()).sum();
        let fixes = written(&change, known);
        let is_stated = metrics.first().is_some_and(|metric| before[metric.index()] == Outcome::Gained);
        (points > 0 && !fixes.is_empty()).then_some(Added { remedy, points, is_stated, fixes })
    };
    made.into_iter().filter_map(of).collect()
}

/// The metrics that a text satisfies by itself, that of the availability first. Whether addresses answer is no
/// statement, a file is not added, and what breaks a rule is mended by the other texts.
fn about(remedy: Remedy) -> &'static [Metric] {
    match remedy {
        Remedy::File | Remedy::OpenFormat | Remedy::Constraints | Remedy::KnownLicence => &[],
        Remedy::Address | Remedy::Download => &[],
        Remedy::DownloadAddress => &[Metric::DownloadUrlAvailability],
        // The rights are a statement of their own, which the portal concludes from the licence.
        Remedy::Licence => &[Metric::LicenceAvailability, Metric::KnownLicence],
        _ => remedy.metrics(),
    }
}
