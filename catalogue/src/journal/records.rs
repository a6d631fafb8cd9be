//! One row per record ever seen at a source: identity, not log; never cleaned.

use super::columns::{from_code, from_time, to_code, to_count, to_time};
use super::{Journal, RunId};
use crate::Result;
use datenkreis_vocab::identity::{DatasetIri, NativeId, Seq, SourceId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordStatus {
    /// Delivered by the last full run.
    Present,
    /// Not delivered any more, still published, waiting out the grace time.
    Missing,
    /// Withdrawn.
    Removed,
}

/// A record as the journal knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The source.
    pub source: SourceId,
    /// The source's own id.
    pub native_id: NativeId,
    /// The IRI of its dataset.
    pub dataset: DatasetIri,
    /// Hash of the payload as delivered, together with everything else mapping depends on.
    pub payload_hash: String,
    /// Hash of the canonical graph of its current version.
    pub graph_hash: String,
    /// The seq of its current version.
    pub seq: Seq,
    /// Where it stands.
    pub status: RecordStatus,
    /// Since when it is missing.
    pub missing_since: Option<Timestamp>,
    /// How many complete runs have missed it in a row.
    pub missing_runs: u32,
    /// The last run that delivered it.
    pub last_seen: RunId,
}

impl Record {
    /// Whether its dataset is published: present, or missing but waiting out the grace time.
    pub fn is_published(&self) -> bool {
        self.status != RecordStatus::Removed
    }
}

/// That a run delivered a record whose dataset needs no new version.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The record.
    pub native_id: NativeId,
    /// Its payload hash now (may differ although the mapped graph is the same).
    pub payload_hash: String,
}

impl Journal {
    /// See [`crate::Catalogue::records`].
    pub fn records(&self, source: &SourceId, ids: &[NativeId]) -> Result<Vec<Record>> {
        self.read("reading records", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT r.native_id, d.iri, r.payload_hash, v.hash, v.seq, r.status, r.missing_since,
                        r.missing_runs, r.last_seen
                 FROM record r JOIN dataset d ON d.id = r.dataset JOIN version v ON v.seq = d.current
                 WHERE r.source = ?1 AND r.native_id = ?2",
            )?;
            let mut found = Vec::with_capacity(ids.len());
            for id in ids {
                let known = select
                    .query_row(params![source.as_str(), id.as_str()], |row| record(source, row))
                    .optional()?;
                found.extend(known);
            }
            Ok(found)
        })
    }

    /// See [`crate::Catalogue::mark_seen`].
    pub fn mark_seen(&self, run: RunId, source: &SourceId, seen: &[Seen]) -> Result<()> {
        self.write("marking records as seen", |connection| {
            for seen in seen {
                mark_seen(connection, run, source, &seen.native_id, &seen.payload_hash)?;
            }
            Ok(())
        })
    }

    /// See [`crate::Catalogue::published_records`].
    pub fn published_records(&self, source: &SourceId) -> Result<u64> {
        self.read("counting records", |connection| {
            connection
                .prepare_cached("SELECT count(*) FROM record WHERE source = ?1 AND status <> 'removed'")?
                .query_row([source.as_str()], |row| to_count(row, 0))
        })
    }

    /// See [`crate::Catalogue::published_sources`].
    pub fn published_sources(&self) -> Result<Vec<(SourceId, u64)>> {
        self.read("listing sources", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT source, count(*) FROM record WHERE status <> 'removed' GROUP BY source ORDER BY source",
            )?;
            let rows =
                select.query_map([], |row| Ok((SourceId::new(row.get::<_, String>(0)?), to_count(row, 1)?)))?;
            rows.collect()
        })
    }

    /// See [`crate::Catalogue::not_delivered`].
    pub fn not_delivered(&self, source: &SourceId, run: RunId) -> Result<(u64, u64)> {
        self.read("counting records not delivered", |connection| {
            connection
                .prepare_cached(
                    "SELECT count(*) FILTER (WHERE status = 'present'), count(*) FILTER (WHERE status = 'missing')
                     FROM record WHERE source = ?1 AND status IN ('present', 'missing') AND last_seen < ?2",
                )?
                .query_row(params![source.as_str(), run.0], |row| Ok((to_count(row, 0)?, to_count(row, 1)?)))
        })
    }

    /// See [`crate::Catalogue::mark_missing`].
    pub fn mark_missing(&self, source: &SourceId, run: RunId) -> Result<u64> {
        self.write("marking records as missing", |connection| mark_missing(connection, source, run))
    }

    /// See [`crate::Catalogue::overdue`].
    pub fn overdue(&self, source: &SourceId, runs: u32, since: Timestamp) -> Result<Vec<NativeId>> {
        self.read("reading overdue records", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT native_id FROM record
                 WHERE source = ?1 AND status = 'missing' AND missing_runs >= ?2 AND missing_since <= ?3
                 ORDER BY native_id",
            )?;
            let rows = select.query_map(params![source.as_str(), runs, from_time(since)], |row| {
                row.get::<_, String>(0).map(NativeId::new)
            })?;
            rows.collect()
        })
    }

    /// See [`crate::Catalogue::published_ids`].
    pub fn published_ids(&self, source: &SourceId) -> Result<Vec<NativeId>> {
        self.read("reading published records", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT native_id FROM record WHERE source = ?1 AND status <> 'removed' ORDER BY native_id",
            )?;
            let rows =
                select.query_map([source.as_str()], |row| row.get::<_, String>(0).map(NativeId::new))?;
            rows.collect()
        })
    }

    /// See [`crate::Catalogue::record_counts`].
    pub fn record_counts(&self, source: &SourceId) -> Result<Vec<(RecordStatus, u64)>> {
        self.read("counting records by status", |connection| {
            let mut select = connection
                .prepare_cached("SELECT status, count(*) FROM record WHERE source = ?1 GROUP BY status")?;
            let rows = select
                .query_map([source.as_str()], |row| Ok((to_code(0, row.get(0)?)?, to_count(row, 1)?)))?;
            rows.collect()
        })
    }
}

/// One record was delivered by `run`. A removed one stays removed: it comes back through a commit only.
pub(super) fn mark_seen(
    connection: &Connection,
    run: RunId,
    source: &SourceId,
    native_id: &NativeId,
    payload_hash: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE record SET last_seen = ?1, payload_hash = ?2, status = ?3, missing_since = NULL, missing_runs = 0
             WHERE source = ?4 AND native_id = ?5 AND status <> 'removed'",
        )?
        .execute(params![
            run.0,
            payload_hash,
            from_code(&RecordStatus::Present)?,
            source.as_str(),
            native_id.as_str()
        ])?;
    Ok(())
}

/// Everything `run` did not deliver is missing; returns how many records of the source are.
pub(super) fn mark_missing(connection: &Connection, source: &SourceId, run: RunId) -> rusqlite::Result<u64> {
    connection
        .prepare_cached(
            "UPDATE record
             SET status = 'missing', missing_since = coalesce(missing_since, ?3), missing_runs = missing_runs + 1,
                 missed_by = ?2
             WHERE source = ?1 AND status IN ('present', 'missing') AND last_seen < ?2 AND missed_by < ?2",
        )?
        .execute(params![source.as_str(), run.0, from_time(Timestamp::now())])?;
    connection
        .prepare_cached("SELECT count(*) FROM record WHERE source = ?1 AND status = 'missing'")?
        .query_row([source.as_str()], |row| to_count(row, 0))
}

fn record(source: &SourceId, row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        source: source.clone(),
        native_id: NativeId::new(row.get::<_, String>(0)?),
        dataset: DatasetIri::new(row.get::<_, String>(1)?),
        payload_hash: row.get(2)?,
        graph_hash: row.get(3)?,
        seq: Seq(to_count(row, 4)?),
        status: to_code(5, row.get(5)?)?,
        missing_since: row.get::<_, Option<i64>>(6)?.map(|at| to_time(6, at)).transpose()?,
        missing_runs: row.get(7)?,
        last_seen: RunId(row.get(8)?),
    })
}
