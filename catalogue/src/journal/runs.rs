//! One row per harvest run (a prov:Activity), also for a failed one, and one per response received.

use super::columns::{
    from_code, from_count, from_json, from_time, to_code, to_count, to_findings, to_json, to_time,
};
use super::{Journal, records};
use crate::Result;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::SourceId;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

/// Number of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RunId(pub i64);

/// How much of the source a run asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Everything; only such a run may find records missing.
    Full,
    /// What changed since the last complete run; never removes.
    Incremental,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every page came, parsed to its end, and the counts agree. Only such a run may mark records
    /// missing.
    Complete,
    /// Something is missing; what came was taken, nothing was removed.
    Partial,
    /// Nothing usable came.
    Failed,
    /// Complete, but it would lose too much: waits for a person's release.
    Held,
}

/// What happened to the records: `seen = created + updated + unchanged + skipped + failed`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RunCounts {
    /// Records the source delivered.
    pub seen: u64,
    /// New datasets.
    pub created: u64,
    /// Changed datasets.
    pub updated: u64,
    /// Datasets that gave the same hash as before.
    pub unchanged: u64,
    /// Left out for a stated reason (duplicate id, deletion mark, filter).
    pub skipped: u64,
    /// Unreadable records; their old version stays.
    pub failed: u64,
    /// Datasets not delivered any more by this complete run (newly or still missing).
    pub missing: u64,
    /// Datasets withdrawn by this run.
    pub removed: u64,
    /// The number of records the source itself claims, if it does.
    pub declared: Option<u64>,
}

/// One run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Its number.
    pub id: RunId,
    /// The source harvested.
    pub source: SourceId,
    /// How much was asked for.
    pub mode: Mode,
    /// When it began.
    pub started: Timestamp,
    /// When it ended; `None` while it runs.
    pub ended: Option<Timestamp>,
    /// How it ended; `None` while it runs.
    pub verdict: Option<Verdict>,
    /// What happened to the records.
    pub counts: RunCounts,
    /// Why it is not complete, in words.
    pub reason: Option<String>,
    /// Whether a person released this held run.
    pub released: bool,
    /// Findings about the run as a whole (damaged pages, caps).
    pub findings: Vec<Finding>,
}

impl Run {
    /// How the source stands after this run: a held run that a person released counts as complete.
    pub fn standing(&self) -> Option<Verdict> {
        match self.verdict {
            Some(Verdict::Held) if self.released => Some(Verdict::Complete),
            verdict => verdict,
        }
    }
}

/// One response received in a run; the body lies in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetch {
    /// The URL asked for.
    pub url: String,
    /// HTTP status, or 0 for a local file.
    pub status: u16,
    /// Response headers worth keeping, name and value.
    pub headers: Vec<(String, String)>,
    /// When the response arrived.
    pub at: Timestamp,
    /// SHA-256 of the body.
    pub body: String,
    /// Size of the decoded body in bytes.
    pub size_bytes: u64,
}

/// What releasing a held run did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// The run released.
    pub run: RunId,
    /// Records it did not deliver, which are missing from now on.
    pub missing: u64,
}

/// Why a run has the verdict `failed` when the process ended before the run did; shown on the status
/// page.
const INTERRUPTED: &str = "Das Programm endete während des Laufs. / The program ended during the run.";

const COLUMNS: &str = "id, source, mode, started, ended, verdict, counts, reason, released, findings";

impl Journal {
    /// See [`crate::Catalogue::start_run`].
    pub fn start_run(&self, source: &SourceId, mode: Mode) -> Result<Option<RunId>> {
        self.write("starting a run", |connection| {
            let mut insert = connection
                .prepare_cached("INSERT OR IGNORE INTO run (source, mode, started) VALUES (?1, ?2, ?3)")?;
            let inserted =
                insert.execute(params![source.as_str(), from_code(&mode)?, from_time(Timestamp::now())])?;
            Ok((inserted == 1).then(|| RunId(connection.last_insert_rowid())))
        })
    }

    /// See [`crate::Catalogue::add_fetch`].
    pub fn add_fetch(&self, run: RunId, fetch: &Fetch) -> Result<()> {
        self.write("remembering a response", |connection| {
            connection
                .prepare_cached(
                    "INSERT INTO fetch (run, url, status, headers, at, body, size_bytes)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![
                    run.0,
                    fetch.url,
                    fetch.status,
                    from_json(&fetch.headers)?,
                    from_time(fetch.at),
                    fetch.body,
                    from_count(fetch.size_bytes)
                ])?;
            Ok(())
        })
    }

    /// See [`crate::Catalogue::archived`].
    pub fn newest_fetch(&self, source: &SourceId, url: &str) -> Result<Option<Fetch>> {
        self.read("finding an archived response", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT url, status, headers, at, body, size_bytes FROM fetch
                 WHERE url = ?1 AND run IN (SELECT id FROM run WHERE source = ?2)
                 ORDER BY at DESC, fetch.rowid DESC LIMIT 1",
            )?;
            select.query_row((url, source.as_str()), fetch_of_row).optional()
        })
    }

    /// See [`crate::Catalogue::fetches`].
    pub fn fetches(&self, run: RunId) -> Result<Vec<Fetch>> {
        self.read("reading the responses of a run", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT url, status, headers, at, body, size_bytes FROM fetch WHERE run = ?1 ORDER BY rowid",
            )?;
            select.query_map([run.0], fetch_of_row)?.collect()
        })
    }

    /// See [`crate::Catalogue::finish_run`].
    pub fn finish_run(
        &self,
        run: RunId,
        verdict: Verdict,
        counts: &RunCounts,
        reason: Option<&str>,
        findings: &[Finding],
    ) -> Result<()> {
        self.write("ending a run", |connection| {
            connection
                .prepare_cached(
                    "UPDATE run SET ended = ?2, verdict = ?3, counts = ?4, reason = ?5, findings = ?6 WHERE id = ?1",
                )?
                .execute(params![
                    run.0,
                    from_time(Timestamp::now()),
                    from_code(&verdict)?,
                    from_json(counts)?,
                    reason,
                    from_json(findings)?
                ])?;
            Ok(())
        })
    }

    /// Ends runs that were left open, of one source or of all; returns how many.
    pub fn close_open_runs(&self, source: Option<&SourceId>) -> Result<usize> {
        self.write("closing interrupted runs", |connection| {
            connection.execute(
                "UPDATE run SET ended = ?1, verdict = ?2, reason = ?3
                 WHERE ended IS NULL AND (?4 IS NULL OR source = ?4)",
                params![
                    from_time(Timestamp::now()),
                    from_code(&Verdict::Failed)?,
                    INTERRUPTED,
                    source.map(SourceId::as_str)
                ],
            )
        })
    }

    /// See [`crate::Catalogue::runs`].
    pub fn runs(&self, source: &SourceId, limit: usize) -> Result<Vec<Run>> {
        self.read("reading runs", |connection| {
            let mut select = connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM run WHERE source = ?1 ORDER BY id DESC LIMIT ?2"
            ))?;
            let rows =
                select.query_map(params![source.as_str(), i64::try_from(limit).unwrap_or(i64::MAX)], run)?;
            rows.collect()
        })
    }

    /// See [`crate::Catalogue::last_complete_run`].
    pub fn last_complete_run(&self, source: &SourceId) -> Result<Option<Run>> {
        self.read("reading the last complete run", |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM run WHERE source = ?1 AND verdict = ?2 ORDER BY id DESC LIMIT 1"
                ))?
                .query_row(params![source.as_str(), from_code(&Verdict::Complete)?], run)
                .optional()
        })
    }

    /// See [`crate::Catalogue::release`].
    pub fn release(&self, source: &SourceId) -> Result<Option<Released>> {
        self.write("releasing a run", |connection| {
            let held: Option<i64> = connection
                .prepare_cached(
                    "SELECT id FROM run
                     WHERE source = ?1 AND verdict = ?2 AND released = 0
                       AND id > coalesce((SELECT max(id) FROM run WHERE source = ?1 AND verdict = ?3), 0)
                     ORDER BY id DESC LIMIT 1",
                )?
                .query_row(
                    params![source.as_str(), from_code(&Verdict::Held)?, from_code(&Verdict::Complete)?],
                    |row| row.get(0),
                )
                .optional()?;
            let Some(run) = held.map(RunId) else { return Ok(None) };
            connection.prepare_cached("UPDATE run SET released = 1 WHERE id = ?1")?.execute([run.0])?;
            let missing = records::mark_missing(connection, source, run)?;
            Ok(Some(Released { run, missing }))
        })
    }
}

fn run(row: &Row<'_>) -> rusqlite::Result<Run> {
    Ok(Run {
        id: RunId(row.get(0)?),
        source: SourceId::new(row.get::<_, String>(1)?),
        mode: to_code(2, row.get(2)?)?,
        started: to_time(3, row.get(3)?)?,
        ended: row.get::<_, Option<i64>>(4)?.map(|at| to_time(4, at)).transpose()?,
        verdict: row.get::<_, Option<String>>(5)?.map(|word| to_code(5, word)).transpose()?,
        counts: to_json(6, row.get_ref(6)?.as_str()?)?,
        reason: row.get(7)?,
        released: row.get(8)?,
        findings: to_findings(9, row.get_ref(9)?.as_str()?)?,
    })
}

fn fetch_of_row(row: &Row<'_>) -> rusqlite::Result<Fetch> {
    Ok(Fetch {
        url: row.get(0)?,
        status: row.get(1)?,
        headers: to_json(2, row.get_ref(2)?.as_str()?)?,
        at: to_time(3, row.get(3)?)?,
        body: row.get(4)?,
        size_bytes: to_count(row, 5)?,
    })
}
