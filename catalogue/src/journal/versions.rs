//! One row per dataset version: the catalogue's history.

use super::columns::{from_count, to_code, to_count, to_findings, to_time, to_triples};
use super::{Assessed, Journal, Received, RunId, failed};
use crate::{Error, Result};
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::{DatasetIri, NativeId, Seq, SourceId};
use jiff::Timestamp;
use oxrdf::Triple;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// What a version is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// First version.
    New,
    /// Another version.
    Changed,
    /// A tombstone: not published any more.
    Withdrawn,
    /// Back after having been withdrawn.
    Restored,
}

/// A change to commit. `kind` New and Restored are told apart by the journal.
#[derive(Clone, Debug)]
pub enum Change {
    /// The dataset as it now is.
    Put {
        /// The record it comes from.
        native_id: NativeId,
        /// Its IRI.
        dataset: DatasetIri,
        /// Hash of the payload (see [`super::Record::payload_hash`]).
        payload_hash: String,
        /// All triples of the dataset; no blank nodes, sorted.
        triples: Vec<Triple>,
        /// What was found on the way.
        findings: Vec<Finding>,
        /// What the source delivered.
        received: Received,
        /// What it is worth; `None` for what is not assessed, such as a series.
        assessed: Option<Box<Assessed>>,
    },
    /// The dataset is withdrawn.
    Withdraw {
        /// The record it came from.
        native_id: NativeId,
    },
}

/// A version as kept.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number.
    pub seq: Seq,
    /// The dataset.
    pub dataset: DatasetIri,
    /// The source.
    pub source: SourceId,
    /// The source's own id.
    pub native_id: NativeId,
    /// What it is about.
    pub kind: ChangeKind,
    /// SHA-256 of the RDFC-1.0 canonical N-Quads, hexadecimal; empty for a tombstone.
    pub hash: String,
    /// The run that brought it.
    pub run: RunId,
    /// When it was committed.
    pub at: Timestamp,
    /// When the first version of this dataset was committed.
    pub first_at: Timestamp,
    /// All triples; empty for a tombstone.
    pub triples: Vec<Triple>,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

/// A dataset that changed between two seqs: its version before and its version after.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// `None` if there was none.
    pub before: Option<Version>,
    /// The newer one, maybe a tombstone.
    pub after: Version,
}

/// The columns `version` reads, with `v` the version and `d` its dataset.
const COLUMNS: &str =
    "v.seq, d.iri, d.source, d.native_id, v.kind, v.hash, v.run, v.at, d.first_at, v.findings";

impl Journal {
    /// See [`crate::Catalogue::current`].
    pub fn current(&self, dataset: &DatasetIri) -> Result<Option<Version>> {
        self.with_reader("reading a dataset", |connection| {
            let sql = format!(
                "SELECT {COLUMNS}, v.graph FROM dataset d JOIN version v ON v.seq = d.current WHERE d.iri = ?1"
            );
            select_one(connection, &sql, [dataset.as_str()])
        })
    }

    /// See [`crate::Catalogue::version`].
    pub fn version(&self, seq: Seq) -> Result<Option<Version>> {
        self.with_reader("reading a version", |connection| version_at(connection, seq))
    }

    /// See [`crate::Catalogue::versions`].
    pub fn versions(&self, seqs: &[Seq]) -> Result<Vec<Version>> {
        self.with_reader("reading versions", |connection| {
            let found = seqs.iter().filter_map(|&seq| version_at(connection, seq).transpose());
            found.collect()
        })
    }

    /// The version of a dataset that was current at `snapshot`; it may be a tombstone.
    pub fn version_of(&self, dataset: &DatasetIri, snapshot: Seq) -> Result<Option<Version>> {
        self.with_reader("reading a dataset as it was", |connection| {
            let sql = format!(
                "SELECT {COLUMNS}, v.graph FROM dataset d JOIN version v ON v.dataset = d.id
                 WHERE d.iri = ?1 AND v.seq <= ?2 ORDER BY v.seq DESC LIMIT 1"
            );
            select_one(connection, &sql, params![dataset.as_str(), from_count(snapshot.0)])
        })
    }

    /// See [`crate::Catalogue::history`].
    pub fn history(&self, dataset: &DatasetIri) -> Result<Vec<Version>> {
        self.read("reading a history", |connection| {
            let mut select = connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM dataset d JOIN version v ON v.dataset = d.id WHERE d.iri = ?1 ORDER BY v.seq DESC"
            ))?;
            let rows = select.query_map([dataset.as_str()], without_triples)?;
            rows.collect()
        })
    }

    /// See [`crate::Catalogue::as_of`].
    pub fn as_of(&self, snapshot: Seq) -> Result<Vec<Seq>> {
        self.read("reading a snapshot's versions", |connection| {
            // SQLite gives `kind` of the row with max(seq); datasets come in order of first appearance.
            let mut select = connection.prepare_cached(
                "SELECT seq FROM (SELECT dataset, max(seq) AS seq, kind FROM version WHERE seq <= ?1 GROUP BY dataset)
                 WHERE kind <> 'withdrawn' AND dataset NOT IN
                     (SELECT dataset FROM (SELECT dataset, max(seq), shown FROM decision WHERE seq <= ?1 GROUP BY dataset)
                      WHERE shown IS NOT NULL)
                 ORDER BY dataset",
            )?;
            let rows = select.query_map([from_count(snapshot.0)], |row| to_count(row, 0).map(Seq))?;
            rows.collect()
        })
    }

    /// The newest version in `(after, until]` of every dataset that has one, in order of seq.
    pub fn changed(&self, after: Seq, until: Seq) -> Result<Vec<Seq>> {
        self.read("reading what changed", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT max(seq) AS seq FROM version WHERE seq > ?1 AND seq <= ?2 GROUP BY dataset ORDER BY seq",
            )?;
            let rows = select.query_map([from_count(after.0), from_count(until.0)], |row| to_count(row, 0).map(Seq))?;
            rows.collect()
        })
    }

    /// How far after `after`, at most to `until`, no version is of a dataset that had one before.
    pub fn new_until(&self, after: Seq, until: Seq) -> Result<Seq> {
        self.read("reading what is new", |connection| {
            let first_known = connection
                .prepare_cached(
                    "SELECT v.seq FROM version v WHERE v.seq > ?1 AND v.seq <= ?2 AND EXISTS
                         (SELECT 1 FROM version older WHERE older.dataset = v.dataset AND older.seq <= ?1)
                     ORDER BY v.seq LIMIT 1",
                )?
                .query_row([from_count(after.0), from_count(until.0)], |row| to_count(row, 0))
                .optional()?;
            Ok(first_known.map_or(until, |seq| Seq(seq - 1)))
        })
    }

    /// The version `seq` together with the one of the same dataset that was current at `before`.
    pub fn pairs(&self, seqs: &[Seq], before: Seq) -> Result<Vec<Pair>> {
        self.with_reader("reading changes", |connection| {
            let mut pairs = Vec::with_capacity(seqs.len());
            for &seq in seqs {
                let Some(after) = version_at(connection, seq)? else {
                    continue;
                };
                pairs.push(Pair { before: version_before(connection, seq, before)?, after });
            }
            Ok(pairs)
        })
    }

    /// Number of datasets shown at `snapshot`.
    pub fn count_as_of(&self, snapshot: Seq) -> Result<u64> {
        if snapshot == self.seq() {
            Ok(self.count()?.saturating_sub(self.count_hidden()?))
        } else {
            Ok(self.as_of(snapshot)?.len() as u64)
        }
    }
}

fn version_at(connection: &Connection, seq: Seq) -> Result<Option<Version>> {
    let sql = format!(
        "SELECT {COLUMNS}, v.graph FROM version v JOIN dataset d ON d.id = v.dataset WHERE v.seq = ?1"
    );
    select_one(connection, &sql, [from_count(seq.0)])
}

/// The version that was current at `limit` of the dataset to which version `seq` belongs.
fn version_before(connection: &Connection, seq: Seq, limit: Seq) -> Result<Option<Version>> {
    let sql = format!(
        "SELECT {COLUMNS}, v.graph FROM version v JOIN dataset d ON d.id = v.dataset
         WHERE v.dataset = (SELECT dataset FROM version WHERE seq = ?1) AND v.seq <= ?2
         ORDER BY v.seq DESC LIMIT 1"
    );
    select_one(connection, &sql, params![from_count(seq.0), from_count(limit.0)])
}

fn select_one(connection: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<Option<Version>> {
    let reading = failed("reading a version");
    let found = connection
        .prepare_cached(sql)
        .and_then(|mut select| {
            select
                .query_row(values, |row| Ok((without_triples(row)?, to_triples(row.get_ref(10)?.as_blob()?))))
                .optional()
        })
        .map_err(reading)?;
    let Some((mut version, triples)) = found else {
        return Ok(None);
    };
    version.triples = triples.map_err(|reason| Error::Damaged { seq: version.seq.0, reason })?;
    Ok(Some(version))
}

fn without_triples(row: &Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        seq: Seq(to_count(row, 0)?),
        dataset: DatasetIri::new(row.get::<_, String>(1)?),
        source: SourceId::new(row.get::<_, String>(2)?),
        native_id: NativeId::new(row.get::<_, String>(3)?),
        kind: to_code(4, row.get(4)?)?,
        hash: row.get(5)?,
        run: RunId(row.get(6)?),
        at: to_time(7, row.get(7)?)?,
        first_at: to_time(8, row.get(8)?)?,
        triples: Vec::new(),
        findings: to_findings(9, row.get_ref(9)?.as_str()?)?,
    })
}
