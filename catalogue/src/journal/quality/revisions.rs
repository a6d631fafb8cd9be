//! What the store's measurements follow: every change of what is measured has a revision.

use super::ledger::newest_revision;
use super::read::{COLUMNS, Row};
use crate::Result;
use crate::journal::Journal;
use crate::journal::columns::{from_count, to_count};
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::mqa::Assessment;
use rusqlite::params;

/// What became of a dataset's assessment.
#[derive(Clone, Debug)]
pub(crate) struct QualityChange {
    /// Its number.
    pub revision: u64,
    /// The dataset.
    pub dataset: DatasetIri,
    /// Whether it was never assessed before the revision asked for.
    pub is_new: bool,
    /// The assessment; `None` if there is none any more.
    pub assessment: Option<Assessment>,
}

impl Journal {
    /// The newest revision.
    pub fn quality_revision(&self) -> Result<u64> {
        self.read("reading the newest assessment", newest_revision)
    }

    /// The next `limit` changes after `after`, in order.
    pub fn quality_changes(&self, after: u64, limit: usize) -> Result<Vec<QualityChange>> {
        self.read("reading changed assessments", |connection| {
            let (begin, most) = (from_count(after), from_count(limit as u64));
            let values = params![begin, most];
            let mut select = connection.prepare_cached(&format!(
                "SELECT {COLUMNS}, d.iri FROM quality q JOIN dataset d ON d.id = q.dataset
                 WHERE q.revision > ?1 ORDER BY q.revision LIMIT ?2"
            ))?;
            let rows = select.query_map(values, |row| {
                let dataset = DatasetIri::new(row.get::<_, String>(15)?);
                let row = Row::read(row)?;
                Ok(QualityChange {
                    revision: row.revision.unsigned_abs(),
                    dataset,
                    is_new: row.first_revision.unsigned_abs() > after,
                    assessment: Some(row.content.published.assessment),
                })
            })?;
            let mut changes = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            let mut select = connection.prepare_cached(
                "SELECT g.revision, g.first_revision, d.iri FROM quality_gone g JOIN dataset d ON d.id = g.dataset
                 WHERE g.revision > ?1 ORDER BY g.revision LIMIT ?2",
            )?;
            let rows = select.query_map(values, |row| {
                Ok(QualityChange {
                    revision: to_count(row, 0)?,
                    dataset: DatasetIri::new(row.get::<_, String>(2)?),
                    is_new: to_count(row, 1)? > after,
                    assessment: None,
                })
            })?;
            changes.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
            changes.sort_by_key(|change| change.revision);
            changes.truncate(limit);
            Ok(changes)
        })
    }

    /// How far after `after`, at most to `until`, no change is of a dataset assessed before.
    pub fn new_assessments_until(&self, after: u64, until: u64) -> Result<u64> {
        self.read("reading new assessments", |connection| {
            let first_known: Option<u64> = connection
                .prepare_cached(
                    "SELECT min(revision) FROM (
                         SELECT revision FROM quality WHERE revision > ?1 AND revision <= ?2 AND first_revision <= ?1
                         UNION ALL
                         SELECT revision FROM quality_gone WHERE revision > ?1 AND revision <= ?2 AND first_revision <= ?1)",
                )?
                .query_row(params![from_count(after), from_count(until)], |row| {
                    Ok(row.get::<_, Option<i64>>(0)?.map(i64::unsigned_abs))
                })?;
            Ok(first_known.map_or(until, |revision| revision - 1))
        })
    }
}
