//! The ordered truth (SQLite): runs, records seen, dataset versions. Never RDF semantics.
//!
//! One connection writes, behind a mutex; a small pool of others reads, so that a page never waits
//! for a commit (WAL). Every write is on the disk when its method returns (`synchronous=FULL`).

mod columns;
mod commit;
mod description;
mod findings;
mod links;
mod quality;
mod readings;
mod received;
mod records;
mod relations;
mod reports;
mod runs;
mod versions;

pub use findings::{DatasetFindings, FindingSummary, PropertyCount, RuleCount, general_property};
pub use links::{
    BadLink, DueLink, DueLinks, LinkAnswer, LinkCheck, LinkCounts, LinkHealth, LinkOutcome, LinkState,
    LinkTry, LinkedDataset,
};
pub(crate) use quality::QualityChange;
pub use quality::{
    Arrived, Assessed, Breaches, ConstraintCount, DatasetConstraints, DatasetQuality, EventsOf, Measured,
    MetricShare, QualityEvent, QualityPattern, QualitySums, QualityThen, RemedySum, Scope, ShapeCounts, ToDo,
    Whose,
};
pub(crate) use readings::CubeDates;
pub use readings::{Reading, ReadingKind, ReadingSummary};
pub use received::Received;
pub use records::{Record, RecordStatus, Seen};
pub(crate) use relations::{Resolved, Stated};
pub use reports::ReportState;
pub use runs::{Fetch, Mode, Released, Run, RunCounts, RunId, Verdict};
pub use versions::{Change, ChangeKind, Version};

use self::columns::to_count;
use crate::{Error, Result};
use datenkreis_vocab::identity::Seq;
use parking_lot::{Mutex, MutexGuard};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How the schema came to be, one step after the other; `user_version` counts those a file has seen. A
/// step that was released is never changed.
const SCHEMA: [&str; 12] = [
    include_str!("schema/runs_and_versions.sql"),
    include_str!("schema/received.sql"),
    include_str!("schema/quality.sql"),
    include_str!("schema/links.sql"),
    include_str!("schema/relations.sql"),
    include_str!("schema/reports.sql"),
    include_str!("schema/quality_events.sql"),
    include_str!("schema/series.sql"),
    include_str!("schema/quality_constraints.sql"),
    include_str!("schema/report_intention.sql"),
    include_str!("schema/quality_patterns.sql"),
    include_str!("schema/statistics.sql"),
];

/// Readers kept open for later use.
const IDLE_READERS: usize = 8;

/// The journal of one data directory.
pub(crate) struct Journal {
    path: PathBuf,
    /// Before the writer, so that they are closed before it: the last connection to close tidies the
    /// write-ahead log away, which a reader may not.
    readers: Mutex<Vec<Connection>>,
    writer: Mutex<Connection>,
    seq: AtomicU64,
}

impl Journal {
    /// Opens or creates the file. Fails with [`Error::Schema`] if a newer program wrote it.
    pub fn open(path: &Path) -> Result<Self> {
        let mut writer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        prepare(&writer)?;
        links::fill(&mut writer)?;
        let seq = newest(&writer)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            seq: AtomicU64::new(seq),
        })
    }

    /// The newest seq.
    pub fn seq(&self) -> Seq {
        Seq(self.seq.load(Ordering::Acquire))
    }

    /// Number of published datasets.
    pub fn count(&self) -> Result<u64> {
        self.read("counting datasets", |connection| {
            connection
                .prepare_cached("SELECT count(*) FROM dataset WHERE published = 1")?
                .query_row([], |row| to_count(row, 0))
        })
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock()
    }

    /// Runs `work` as one transaction of the writer; nothing of it stays if it fails.
    fn write<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let mut writer = self.writer();
        let transaction = writer.transaction().map_err(failed(doing))?;
        let done = work(&transaction).map_err(failed(doing))?;
        transaction.commit().map_err(failed(doing))?;
        Ok(done)
    }

    /// Runs `work` on a reader, which sees one state of the journal throughout.
    fn read<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T> {
        self.with_reader(doing, |connection| work(connection).map_err(failed(doing)))
    }

    /// Like [`Self::read`] for work that can fail otherwise too.
    fn with_reader<T>(&self, doing: &'static str, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.readers.lock().pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?,
        };
        let transaction = reader.transaction().map_err(failed(doing))?;
        let done = work(&transaction)?;
        transaction.finish().map_err(failed(doing))?;
        let mut readers = self.readers.lock();
        if readers.len() < IDLE_READERS {
            readers.push(reader);
        }
        Ok(done)
    }
}

/// Names what was being done when SQLite refused.
fn failed(doing: &'static str) -> impl Fn(rusqlite::Error) -> Error {
    move |source| Error::Journal { doing, source }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let opening = failed("opening");
    let connection =
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(&opening)?;
    connection.busy_timeout(Duration::from_secs(10)).map_err(&opening)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Statements keep their plan. Without this, a statement with a comparison to a parameter is
    // prepared anew whenever the parameter changes.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(&opening)?;
    Ok(connection)
}

/// Sets up durability and takes the steps of the schema that the file has not seen yet.
fn prepare(writer: &Connection) -> Result<()> {
    let preparing = failed("preparing the schema");
    writer
        .execute_batch(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384;",
        )
        .map_err(&preparing)?;
    let found: u32 = writer.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(&preparing)?;
    let known = SCHEMA.len();
    if found as usize > known {
        return Err(Error::Schema { found, known: known as u32 });
    }
    for (step, sql) in SCHEMA.iter().enumerate().skip(found as usize) {
        let step = format!("BEGIN; {sql} PRAGMA user_version = {}; COMMIT;", step + 1);
        writer.execute_batch(&step).map_err(&preparing)?;
    }
    Ok(())
}

fn newest(connection: &Connection) -> Result<u64> {
    connection
        .query_row(
            "SELECT max((SELECT coalesce(max(seq), 0) FROM version), (SELECT coalesce(max(seq), 0) FROM decision))",
            [],
            |row| to_count(row, 0),
        )
        .map_err(failed("reading the newest seq"))
}
