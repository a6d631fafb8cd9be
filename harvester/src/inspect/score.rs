//! What the metadata are worth by the measure of data.europa.eu, without asking any address, and what
//! would gain most.

use datenkreis_vocab::mqa::{Assessment, Remedy, Unasked, measure, rank};
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
    /// What is missing, the most points for the least effort first.
    pub chances: Vec<Chance>,
}

/// What a remedy brings several datasets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    /// What is to be done.
    pub remedy: Remedy,
    /// How many datasets want it.
    pub datasets: usize,
    /// The points of all of them together.
    pub points: u64,
    /// Further points, if the addresses answer.
    pub answers: u64,
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
    /// Adds what others are worth; the chances are to be put in order afterwards.
    pub(super) fn add(&mut self, other: &Self) {
        self.datasets += other.datasets;
        self.left_out += other.left_out;
        self.points += other.points;
        self.possible += other.possible;
        for chance in &other.chances {
            match self.chances.iter_mut().find(|known| known.remedy == chance.remedy) {
                Some(known) => {
                    known.datasets += chance.datasets;
                    known.points += chance.points;
                    known.answers += chance.answers;
                }
                None => self.chances.push(chance.clone()),
            }
        }
    }

    /// Puts the chances in order.
    pub(super) fn sort(&mut self) {
        self.chances.sort_by_key(|chance| chance.remedy);
        self.chances
            .sort_by_key(|chance| std::cmp::Reverse(rank(chance.points + chance.answers, chance.remedy)));
    }
}

/// Adds up assessments.
#[derive(Default)]
pub(super) struct Tally {
    score: Score,
    missed: BTreeMap<Remedy, Chance>,
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
        for gain in assessment.gains() {
            let remedy = gain.remedy;
            let new = || Chance { remedy, datasets: 0, points: 0, answers: 0 };
            let chance = self.missed.entry(remedy).or_insert_with(new);
            chance.datasets += 1;
            chance.points += u64::from(gain.points);
            chance.answers += u64::from(gain.answers);
        }
    }

    pub(super) fn finish(mut self) -> Score {
        self.score.chances = self.missed.into_values().collect();
        self.score.sort();
        self.score
    }
}
