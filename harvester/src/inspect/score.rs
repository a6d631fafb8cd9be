//! What the metadata are worth by the measure of data.europa.eu, without asking any address, and what
//! would gain most.

use datenkreis_vocab::mqa::{Assessment, Metric, Unasked, measure};
use oxrdf::{NamedOrBlankNode, Triple};
use std::collections::BTreeMap;

/// The points of the datasets together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// How many datasets were measured; series are not.
    pub datasets: usize,
    /// How many were left out, because together they are too large.
    pub left_out: usize,
    /// Points of all of them, addresses not asked.
    pub points: u64,
    /// The same if all their addresses answer.
    pub possible: u64,
    /// What is missing, the largest sum of points first.
    pub chances: Vec<Chance>,
}

/// Points that are missing at several datasets for the same reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    /// The metric.
    pub metric: Metric,
    /// At how many datasets it is missed.
    pub datasets: usize,
    /// The points of all of them together.
    pub points: u64,
}

impl Score {
    /// Mean points of a dataset; `None` if there is none.
    pub fn mean(&self) -> Option<f64> {
        (self.datasets > 0).then(|| self.points as f64 / self.datasets as f64)
    }

    /// Mean points if all addresses answer; `None` if there is no dataset.
    pub fn mean_possible(&self) -> Option<f64> {
        (self.datasets > 0).then(|| self.possible as f64 / self.datasets as f64)
    }
}

impl Score {
    /// Adds what others are worth; the chances are not in order afterwards.
    pub(super) fn add(&mut self, other: &Self) {
        self.datasets += other.datasets;
        self.left_out += other.left_out;
        self.points += other.points;
        self.possible += other.possible;
        for chance in &other.chances {
            match self.chances.iter_mut().find(|known| known.metric == chance.metric) {
                Some(known) => {
                    known.datasets += chance.datasets;
                    known.points += chance.points;
                }
                None => self.chances.push(chance.clone()),
            }
        }
    }
}

/// Adds up assessments.
#[derive(Default)]
pub(super) struct Tally {
    score: Score,
    missed: BTreeMap<Metric, (usize, u64)>,
}

impl Tally {
    /// Measures a dataset. `conforms` is whether it meets DCAT-AP.
    pub(super) fn measure(&mut self, triples: &[Triple], dataset: &NamedOrBlankNode, conforms: bool) {
        self.add(&measure(triples, dataset.as_ref(), &Unasked, Some(conforms)));
    }

    /// A dataset that was not measured.
    pub(super) fn leave_out(&mut self) {
        self.score.left_out += 1;
    }

    fn add(&mut self, assessment: &Assessment) {
        self.score.datasets += 1;
        self.score.points += u64::from(assessment.points());
        self.score.possible += u64::from(assessment.possible);
        // Who was not asked has not failed to answer.
        let is_stated =
            |metric| !matches!(metric, Metric::AccessUrlStatusCode | Metric::DownloadUrlStatusCode);
        for gain in assessment.gains().into_iter().filter(|gain| is_stated(gain.metric)) {
            let (datasets, points) = self.missed.entry(gain.metric).or_default();
            *datasets += 1;
            *points += u64::from(gain.points);
        }
    }

    pub(super) fn finish(mut self) -> Score {
        let chances = self.missed.into_iter();
        self.score.chances =
            chances.map(|(metric, (datasets, points))| Chance { metric, datasets, points }).collect();
        self.score.chances.sort_by_key(|chance| std::cmp::Reverse(chance.points));
        self.score
    }
}
