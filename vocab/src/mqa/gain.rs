//! What is missing, what mending it brings, and how hard that is.

use super::{Assessment, Level, Metric, Outcome, Remedy};
use std::cmp::Reverse;

/// What a remedy brings a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gain {
    /// What is to be done.
    pub remedy: Remedy,
    /// The points that come with it.
    pub points: u16,
    /// Further points, once the address that it names answers.
    pub answers: u16,
}

impl Gain {
    /// All its points, if the address answers.
    pub const fn total(&self) -> u16 {
        self.points + self.answers
    }

    /// What outcomes tell of the gains still to be had: at least these, for a file whose format is not
    /// known may turn out to have a good one. `has_file` is whether there is a distribution. In the order
    /// of [`Remedy::ALL`]; [`by_effort`] sorts them. What is pending is not missing.
    pub fn planned(outcomes: &[Outcome; 23], has_file: bool) -> Vec<Self> {
        let of = |metric: Metric| outcomes[metric.index()];
        let plan = |remedy: Remedy| {
            let (points, answers) = match remedy {
                Remedy::File if !has_file => whole_file(outcomes),
                Remedy::File => (0, 0),
                _ if !has_file && is_of_file(remedy) => (0, 0),
                Remedy::OpenFormat if knows_format(outcomes) => another_file(outcomes),
                Remedy::OpenFormat => (0, 0),
                Remedy::Download if of(Metric::DownloadUrlAvailability) != Outcome::Gained => (0, 0),
                Remedy::DownloadAddress if of(Metric::DownloadUrlAvailability) == Outcome::Gained => (0, 0),
                Remedy::KnownLicence if of(Metric::LicenceAvailability) != Outcome::Gained => (0, 0),
                Remedy::Licence if of(Metric::LicenceAvailability) == Outcome::Gained => (0, 0),
                Remedy::Rights if of(Metric::LicenceAvailability) != Outcome::Gained => (0, 0),
                _ => missed(remedy.metrics(), outcomes),
            };
            (points + answers > 0).then_some(Self { remedy, points, answers })
        };
        Remedy::ALL.into_iter().filter_map(plan).collect()
    }
}

impl Assessment {
    /// What is missing at least, the most points for the least effort first.
    pub fn gains(&self) -> Vec<Gain> {
        let mut gains = Gain::planned(&self.outcomes, self.distribution.is_some());
        by_effort(&mut gains);
        gains
    }
}

/// Sorts by points for effort; equal ones keep their order.
pub fn by_effort(gains: &mut [Gain]) {
    gains.sort_by_key(|gain| Reverse(rank(u64::from(gain.total()), gain.remedy)));
}

/// Points for effort, in sixths so that they are whole: the larger, the sooner it should be done.
pub const fn rank(points: u64, remedy: Remedy) -> u64 {
    points * 6 / remedy.effort() as u64
}

fn is_of_file(remedy: Remedy) -> bool {
    remedy.metrics().iter().all(|metric| metric.level() != Level::Dataset)
}

/// The points of what is missed: for what is stated, and for answers.
fn missed(metrics: &[Metric], outcomes: &[Outcome; 23]) -> (u16, u16) {
    // Whether a format that is not known is open and machine-readable, nobody can promise.
    let is_promised = |metric: &&Metric| {
        let is_format = matches!(
            metric,
            Metric::FormatMediaTypeNonProprietary | Metric::FormatMediaTypeMachineInterpretable
        );
        outcomes[metric.index()] == Outcome::Missed && !is_format
    };
    sums(metrics.iter().filter(is_promised).copied())
}

fn sums(metrics: impl Iterator<Item = Metric>) -> (u16, u16) {
    metrics.fold((0, 0), |(points, answers), metric| {
        if metric.is_about_answers() {
            (points, answers + metric.points())
        } else {
            (points + metric.points(), answers)
        }
    })
}

fn file_metrics() -> impl Iterator<Item = Metric> {
    Metric::ALL.into_iter().filter(|metric| metric.level() != Level::Dataset)
}

/// A file where there is none; the dates of the dataset counted before.
fn whole_file(outcomes: &[Outcome; 23]) -> (u16, u16) {
    sums(file_metrics().filter(|metric| outcomes[metric.index()] != Outcome::Gained))
}

/// Whether the file's format is known and not as it should be: one quality of it but not the other, or
/// none of them though the lists have it.
fn knows_format(outcomes: &[Outcome; 23]) -> bool {
    let is_gained = |metric: Metric| outcomes[metric.index()] == Outcome::Gained;
    let open = is_gained(Metric::FormatMediaTypeNonProprietary);
    let machine = is_gained(Metric::FormatMediaTypeMachineInterpretable);
    let is_listed = is_gained(Metric::FormatMediaTypeVocabularyAlignment) || open || machine;
    is_listed && !(open && machine)
}

/// A second file beside one: what it has more than the one that counted until now. It has the licence
/// of the first, known or not.
fn another_file(outcomes: &[Outcome; 23]) -> (u16, u16) {
    let of = |metric: Metric| outcomes[metric.index()];
    let is_foreign =
        of(Metric::LicenceAvailability) == Outcome::Gained && of(Metric::KnownLicence) != Outcome::Gained;
    let has = |metric: &Metric| !(is_foreign && *metric == Metric::KnownLicence);
    let (certain, hoped) = sums(file_metrics().filter(has));
    let before = |outcome: Outcome| {
        let (points, answers) = sums(file_metrics().filter(|metric| of(*metric) == outcome));
        points + answers
    };
    let gained = before(Outcome::Gained);
    let points = certain.saturating_sub(gained);
    let total = (certain + hoped).saturating_sub(gained + before(Outcome::Pending));
    (points, total.saturating_sub(points))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything gained but these.
    fn outcomes(missed: &[Metric]) -> [Outcome; 23] {
        let mut outcomes = [Outcome::Gained; 23];
        missed.iter().for_each(|metric| outcomes[metric.index()] = Outcome::Missed);
        outcomes
    }

    #[track_caller]
    fn check(missed: &[Metric], expected: &[(Remedy, u16, u16)]) {
        let gains = Gain::planned(&outcomes(missed), true);
        let found: Vec<_> = gains.iter().map(|gain| (gain.remedy, gain.points, gain.answers)).collect();
        assert_eq!(found, expected, "{missed:?}");
    }

    #[test]
    fn one_text_is_one_step() {
        use Metric as M;
        check(&[], &[]);
        check(&[M::LicenceAvailability, M::KnownLicence, M::RightsAvailability], &[(Remedy::Licence, 35, 0)]);
        check(&[M::LicenceAvailability, M::KnownLicence], &[(Remedy::Licence, 30, 0)]);
        check(&[M::KnownLicence], &[(Remedy::KnownLicence, 10, 0)]);
        check(&[M::RightsAvailability], &[(Remedy::Rights, 5, 0)]);
        check(
            &[M::AccessRightsAvailability, M::AccessRightsVocabularyAlignment],
            &[(Remedy::AccessRights, 15, 0)],
        );
        check(&[M::AccessRightsVocabularyAlignment], &[(Remedy::AccessRights, 5, 0)]);
        check(&[M::DownloadUrlAvailability, M::DownloadUrlStatusCode], &[(Remedy::DownloadAddress, 20, 30)]);
        check(&[M::DownloadUrlStatusCode], &[(Remedy::Download, 0, 30)]);
        check(&[M::AccessUrlStatusCode], &[(Remedy::Address, 0, 50)]);
        check(&[M::DateIssuedAvailability, M::DateModifiedAvailability], &[(Remedy::Dates, 10, 0)]);
        check(&[M::DcatApCompliance], &[(Remedy::Constraints, 30, 0)]);
    }

    #[test]
    fn an_unknown_format_is_named_and_a_known_one_is_accompanied() {
        use Metric as M;
        let unknown = [
            M::FormatAvailability,
            M::MediaTypeAvailability,
            M::FormatMediaTypeVocabularyAlignment,
            M::FormatMediaTypeNonProprietary,
            M::FormatMediaTypeMachineInterpretable,
        ];
        check(&unknown, &[(Remedy::Format, 40, 0)]);
        check(&unknown[1..], &[(Remedy::Format, 20, 0)]);
        check(&unknown[3..], &[(Remedy::OpenFormat, 0, 40)]);
        check(&unknown[4..], &[(Remedy::OpenFormat, 0, 20)]);
    }

    #[test]
    fn a_whole_file_brings_everything_about_files() {
        let gains = Gain::planned(&[Outcome::Missed; 23], false);
        let file = gains.iter().find(|gain| gain.remedy == Remedy::File);
        assert_eq!(file.map(|gain| (gain.points, gain.answers)), Some((150, 80)));
        assert!(gains.iter().all(|gain| gain.remedy == Remedy::File || !is_of_file(gain.remedy)));
        let mut dated = [Outcome::Missed; 23];
        dated[Metric::DateIssuedAvailability.index()] = Outcome::Gained;
        assert_eq!(Gain::planned(&dated, false)[0].points, 145);
    }

    #[test]
    fn the_most_points_for_the_least_effort_come_first() {
        let mut gains = Gain::planned(
            &outcomes(&[
                Metric::ByteSizeAvailability,
                Metric::AccessUrlStatusCode,
                Metric::KeywordAvailability,
                Metric::SpatialAvailability,
            ]),
            true,
        );
        by_effort(&mut gains);
        let order: Vec<Remedy> = gains.iter().map(|gain| gain.remedy).collect();
        assert_eq!(order, [Remedy::Keywords, Remedy::Address, Remedy::Place, Remedy::Size]);
    }
}
