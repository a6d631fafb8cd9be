//! Datasets with the same outcomes, counted; and what they gain by each remedy.

use super::Scope;
use crate::Result;
use crate::journal::Journal;
use crate::journal::columns::to_count;
use datenkreis_vocab::mqa::{Assessment, Gain, Outcome, Remedy, rank};
use rusqlite::types::Type;
use rusqlite::{Connection, params};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Outcomes, and how many datasets have them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualityPattern {
    /// What came of each metric.
    pub outcomes: [Outcome; 23],
    /// Whether the datasets have a distribution.
    pub has_file: bool,
    /// How many they are.
    pub datasets: u64,
}

impl QualityPattern {
    /// What these datasets gain by a remedy.
    pub fn gain(&self, remedy: Remedy) -> Option<Gain> {
        let gains = Gain::planned(&self.outcomes, self.has_file);
        gains.into_iter().find(|gain| gain.remedy == remedy)
    }
}

/// What a remedy brings the datasets of a scope, added up dataset by dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemedySum {
    /// What is to be done.
    pub remedy: Remedy,
    /// How many datasets want it.
    pub datasets: u64,
    /// The points of all of them.
    pub points: u64,
    /// Further points of all of them, once the addresses answer.
    pub answers: u64,
    /// The gain of the dataset that gains least, answers included.
    pub least: u16,
    /// The gain of the dataset that gains most, answers included.
    pub most: u16,
}

impl RemedySum {
    /// What a scope gains by each remedy, the most points for the least effort first; equal ones in the
    /// order of [`Remedy::ALL`].
    pub fn all(patterns: &[QualityPattern]) -> Vec<Self> {
        let mut sums: BTreeMap<Remedy, Self> = BTreeMap::new();
        for pattern in patterns {
            for gain in Gain::planned(&pattern.outcomes, pattern.has_file) {
                let total = gain.total();
                let new = || Self {
                    remedy: gain.remedy,
                    datasets: 0,
                    points: 0,
                    answers: 0,
                    least: total,
                    most: total,
                };
                let sum = sums.entry(gain.remedy).or_insert_with(new);
                sum.datasets += pattern.datasets;
                sum.points += pattern.datasets * u64::from(gain.points);
                sum.answers += pattern.datasets * u64::from(gain.answers);
                sum.least = sum.least.min(total);
                sum.most = sum.most.max(total);
            }
        }
        let mut sums: Vec<Self> = sums.into_values().collect();
        sums.sort_by_key(|sum| Reverse(rank(sum.points + sum.answers, sum.remedy)));
        sums
    }
}

/// Outcomes and whether there is a distribution: what a row counts.
pub(super) type Key = (Scope, String, bool);

/// Adds changes to the counts.
pub(super) fn write(connection: &Connection, changes: &BTreeMap<Key, i64>) -> rusqlite::Result<()> {
    for ((scope, outcomes, has_file), change) in changes.iter().filter(|(_, change)| **change != 0) {
        connection
            .prepare_cached(
                "INSERT INTO quality_pattern (kind, scope, outcomes, has_file, datasets) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (kind, scope, outcomes, has_file) DO UPDATE SET datasets = datasets + ?5",
            )?
            .execute(params![scope.kind(), scope.name(), outcomes, has_file, change])?;
        connection
            .prepare_cached(
                "DELETE FROM quality_pattern
                 WHERE kind = ?1 AND scope = ?2 AND outcomes = ?3 AND has_file = ?4 AND datasets <= 0",
            )?
            .execute(params![scope.kind(), scope.name(), outcomes, has_file])?;
    }
    Ok(())
}

impl Journal {
    /// See [`crate::Catalogue::quality_patterns`].
    pub fn quality_patterns(&self, scope: &Scope) -> Result<Vec<QualityPattern>> {
        self.read("reading patterns of quality", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT outcomes, has_file, datasets FROM quality_pattern WHERE kind = ?1 AND scope = ?2",
            )?;
            let rows = select.query_map(params![scope.kind(), scope.name()], |row| {
                let letters: String = row.get(0)?;
                let outcomes = Assessment::outcomes_of(&letters).ok_or_else(|| {
                    let problem = format!("no outcomes: {letters}");
                    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, problem.into())
                })?;
                Ok(QualityPattern { outcomes, has_file: row.get(1)?, datasets: to_count(row, 2)? })
            })?;
            rows.collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_vocab::mqa::Metric;

    #[test]
    fn remedies_are_summed_dataset_by_dataset() {
        let pattern = |missed: &[Metric], datasets| {
            let mut outcomes = [Outcome::Gained; 23];
            missed.iter().for_each(|metric| outcomes[metric.index()] = Outcome::Missed);
            QualityPattern { outcomes, has_file: true, datasets }
        };
        let licence = [Metric::LicenceAvailability, Metric::KnownLicence];
        let with_rights = [Metric::LicenceAvailability, Metric::KnownLicence, Metric::RightsAvailability];
        let sums = RemedySum::all(&[
            pattern(&licence, 2),
            pattern(&with_rights, 3),
            pattern(&[Metric::AccessUrlStatusCode], 10),
            pattern(&[], 100),
        ]);
        let sum = |remedy, datasets, points, answers, least, most| RemedySum {
            remedy,
            datasets,
            points,
            answers,
            least,
            most,
        };
        // 250 with twice the effort of 165.
        let address = sum(Remedy::Address, 10, 0, 500, 50, 50);
        assert_eq!(sums, [address, sum(Remedy::Licence, 5, 165, 0, 30, 35)]);
    }
}
