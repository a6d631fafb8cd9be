//! What we add to what a source says about a dataset: that it is in a series the operator confirms, or
//! probably in one. Each version of the dataset gets it when it is committed; when it changes, the dataset
//! gets a version of its own.

use super::Journal;
use crate::journal::columns::{from_json, to_findings, to_triples};
use crate::journal::commit::{Batch, Encoded};
use crate::journal::quality::FindingsThen;
use crate::journal::{ChangeKind, RunId, newest};
use crate::rdf::canonical;
use crate::{Error, Result};
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::{DatasetIri, SourceId};
use oxrdf::Triple;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::Ordering;

/// Datasets in one transaction.
const STEP: usize = 200;

/// What we say about a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// In the order of canonical N-Quads.
    pub triples: Vec<Triple>,
    /// What its publisher is told.
    pub findings: Vec<Finding>,
}

/// The current version of a dataset, as far as it is needed to say something else about it.
struct Current {
    iri: DatasetIri,
    source: SourceId,
    seq: i64,
    hash: String,
    findings: String,
    graph: Vec<u8>,
}

impl Stated {
    /// Brings triples into the order in which they are kept.
    pub fn new(triples: &[Triple], findings: Vec<Finding>) -> std::result::Result<Self, String> {
        Ok(Self { triples: canonical::parse(&canonical::n_quads(triples, ""))?, findings })
    }

    fn is_empty(&self) -> bool {
        self.triples.is_empty() && self.findings.is_empty()
    }

    /// Adds it to what a source says.
    pub(in crate::journal) fn add_to(&self, triples: &mut Vec<Triple>, findings: &mut Vec<Finding>) {
        triples.extend(self.triples.iter().cloned());
        add_findings(findings, &self.findings);
    }

    /// Reads the columns `triples` and `findings`.
    fn read(row: &Row<'_>, at: usize) -> rusqlite::Result<Self> {
        let triples = canonical::parse(row.get_ref(at)?.as_str()?.as_bytes());
        let triples = triples
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, error.into()))?;
        Ok(Self { triples, findings: to_findings(at + 1, row.get_ref(at + 1)?.as_str()?)? })
    }

    fn write(&self, connection: &Connection, dataset: i64) -> rusqlite::Result<()> {
        if self.is_empty() {
            connection.prepare_cached("DELETE FROM stated WHERE dataset = ?1")?.execute([dataset])?;
            return Ok(());
        }
        let triples = String::from_utf8_lossy(&canonical::n_quads(&self.triples, "")).into_owned();
        connection
            .prepare_cached("INSERT OR REPLACE INTO stated (dataset, triples, findings) VALUES (?1, ?2, ?3)")?
            .execute(params![dataset, triples, from_json(&self.findings)?])?;
        Ok(())
    }
}

impl Journal {
    /// What we say about every dataset of which we say something.
    pub fn all_stated(&self) -> Result<BTreeMap<i64, Stated>> {
        self.read("reading what is said", |connection| {
            let mut select = connection.prepare_cached("SELECT dataset, triples, findings FROM stated")?;
            let rows = select.query_map([], |row| Ok((row.get(0)?, Stated::read(row, 1)?)))?;
            rows.collect()
        })
    }

    /// What we say about these datasets; those of which we say nothing are left out.
    pub fn stated<'a>(
        &self,
        datasets: impl IntoIterator<Item = &'a DatasetIri>,
    ) -> Result<HashMap<DatasetIri, Stated>> {
        self.read("reading what is said", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT s.triples, s.findings FROM dataset d JOIN stated s ON s.dataset = d.id WHERE d.iri = ?1",
            )?;
            let mut found = HashMap::new();
            for dataset in datasets {
                let row = select.query_row([dataset.as_str()], |row| Stated::read(row, 0)).optional()?;
                found.extend(row.map(|stated| (dataset.clone(), stated)));
            }
            Ok(found)
        })
    }

    /// Says something else about datasets: those whose triples change with it get a version of `run`.
    /// Returns how many did. Withdrawn ones are forgotten.
    pub fn state(&self, run: RunId, wanted: &[(i64, Stated)]) -> Result<u64> {
        let mut versions = 0;
        for step in wanted.chunks(STEP) {
            versions += self.write("saying what is in a series", |connection| {
                let mut versions = 0;
                for (dataset, stated) in step {
                    versions += u64::from(state(connection, run, *dataset, stated)?);
                }
                Ok(versions)
            })?;
        }
        let newest = newest(&self.writer())?;
        self.seq.fetch_max(newest, Ordering::AcqRel);
        Ok(versions)
    }
}

/// Whether the dataset got a version.
fn state(connection: &Connection, run: RunId, dataset: i64, wanted: &Stated) -> rusqlite::Result<bool> {
    let before = connection
        .prepare_cached("SELECT triples, findings FROM stated WHERE dataset = ?1")?
        .query_row([dataset], |row| Stated::read(row, 0))
        .optional()?
        .unwrap_or_default();
    let Some(current) = Current::of(connection, dataset)? else {
        return Stated::default().write(connection, dataset).map(|()| false);
    };
    wanted.write(connection, dataset)?;
    let mut findings = to_findings(0, &current.findings)?;
    findings.retain(|finding| !before.findings.contains(finding));
    add_findings(&mut findings, &wanted.findings);
    let json = from_json(&findings)?;
    let batch = Batch::open(connection, run, &current.source)?;
    let graph =
        if before.triples == wanted.triples { None } else { Some(current.restated(&before, wanted)?) };
    let graph = graph.filter(|graph| graph.hash() != current.hash);
    if let Some(graph) = &graph {
        batch.add_version(dataset, ChangeKind::Changed, graph, &findings, &json)?;
    } else if json != current.findings {
        batch.replace_findings(dataset, current.seq, &findings, &json)?;
    }
    batch.tell(dataset, FindingsThen { before: &current.findings, now: &findings })?;
    Ok(graph.is_some())
}

/// The error of an unreadable graph within a transaction.
fn damaged(seq: i64, reason: String) -> rusqlite::Error {
    let error = Error::Damaged { seq: seq.unsigned_abs(), reason };
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, error.into())
}

/// Adds findings that are not there yet.
fn add_findings(findings: &mut Vec<Finding>, own: &[Finding]) {
    for finding in own {
        if !findings.contains(finding) {
            findings.push(finding.clone());
        }
    }
}

impl Current {
    /// The graph with what is to be said instead of what was said before.
    fn restated(&self, before: &Stated, wanted: &Stated) -> rusqlite::Result<Encoded> {
        let mut triples = to_triples(&self.graph).map_err(|reason| damaged(self.seq, reason))?;
        triples.retain(|triple| !before.triples.contains(triple));
        triples.extend(wanted.triples.iter().cloned());
        Encoded::of(&self.iri, &triples)
    }

    /// `None` if the dataset is withdrawn.
    fn of(connection: &Connection, dataset: i64) -> rusqlite::Result<Option<Self>> {
        connection
            .prepare_cached(
                "SELECT d.iri, d.source, v.seq, v.hash, v.findings, v.graph
                 FROM dataset d JOIN version v ON v.seq = d.current WHERE d.id = ?1 AND d.published = 1",
            )?
            .query_row([dataset], |row| {
                Ok(Self {
                    iri: DatasetIri::new(row.get::<_, String>(0)?),
                    source: SourceId::new(row.get::<_, String>(1)?),
                    seq: row.get(2)?,
                    hash: row.get(3)?,
                    findings: row.get(4)?,
                    graph: row.get(5)?,
                })
            })
            .optional()
    }
}
