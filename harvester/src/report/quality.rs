//! The quality of an organisation's data in its report: the figures of its page, and what changed about
//! them.

use datenkreis_catalogue::journal::{QualityPattern, QualitySums, RemedySum};
use datenkreis_vocab::mqa::Dimension;
use serde::{Deserialize, Serialize};

/// A change of the mean score that is smaller, in points of 405, is nobody's news: one dataset more or less
/// moves it by as much. Small changes add up, for the score compared with is that of the last report.
pub const NEWS_POINTS: f64 = 5.0;
/// The same for a dimension, of about 100 points.
const NEWS_POINTS_OF_DIMENSION: f64 = 2.0;
/// Steps named in a report.
const STEPS: usize = 3;

/// The means of an organisation's datasets.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Quality {
    /// Points of 405.
    pub points: f64,
    /// The points of each dimension, in the order of [`Dimension::ALL`].
    pub dimensions: [f64; 5],
    /// What brings the most points for the least effort, the most rewarding first.
    pub steps: Vec<Step>,
}

/// Something that would gain points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Step {
    /// The id of the [`Remedy`](datenkreis_vocab::mqa::Remedy).
    pub remedy: String,
    /// Points gained with all datasets that want it, if their addresses answer.
    pub points: u64,
    /// Those of the points that come only if the addresses answer.
    pub answers: u64,
    /// How many datasets want it.
    pub datasets: u64,
}

/// How the mean score changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreChange {
    /// Points in the last report.
    pub before: f64,
    /// Points now.
    pub now: f64,
    /// Dimensions whose points changed.
    pub dimensions: Vec<DimensionChange>,
}

/// How the points of a dimension changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DimensionChange {
    /// The dimension.
    pub dimension: Dimension,
    /// Points in the last report.
    pub before: f64,
    /// Points now.
    pub now: f64,
}

impl Quality {
    /// The figures of an organisation, and what its datasets gain by which remedy; `None` without datasets.
    pub fn of(sums: &QualitySums, patterns: &[QualityPattern]) -> Option<Self> {
        let step = |sum: RemedySum| Step {
            remedy: sum.remedy.id().to_owned(),
            points: sum.points + sum.answers,
            answers: sum.answers,
            datasets: sum.datasets,
        };
        (sums.datasets > 0).then(|| Self {
            points: rounded(sums.mean()),
            dimensions: Dimension::ALL.map(|dimension| rounded(sums.mean_in(dimension))),
            steps: RemedySum::all(patterns).into_iter().take(STEPS).map(step).collect(),
        })
    }

    /// What changed since `before`, if it is news.
    pub fn since(&self, before: &Self) -> Option<ScoreChange> {
        let change = |dimension: Dimension| {
            let [before, now] = [before, self].map(|quality| quality.dimensions[dimension.index()]);
            let is_news = (now - before).abs() >= NEWS_POINTS_OF_DIMENSION;
            is_news.then_some(DimensionChange { dimension, before, now })
        };
        let is_news = (self.points - before.points).abs() >= NEWS_POINTS;
        is_news.then(|| ScoreChange {
            before: before.points,
            now: self.points,
            dimensions: Dimension::ALL.into_iter().filter_map(change).collect(),
        })
    }
}

/// To tenths of a point, as it is told.
fn rounded(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tiny_change_is_no_news() {
        let quality =
            |points, first| Quality { points, dimensions: [first, 80.0, 50.0, 30.0, 10.0], steps: vec![] };
        let check = |now: Quality, before: Quality, expected: Option<usize>| {
            let change = now.since(&before);
            assert_eq!(change.map(|change| change.dimensions.len()), expected, "{now:?} {before:?}");
        };
        check(quality(200.0, 40.0), quality(200.0, 40.0), None);
        check(quality(204.9, 44.9), quality(200.0, 40.0), None);
        check(quality(205.0, 45.0), quality(200.0, 40.0), Some(1));
        check(quality(190.0, 40.0), quality(200.0, 40.0), Some(0));
    }
}
