//! The one transaction that makes versions: a batch is in the journal whole, or not at all.

use super::columns::{from_code, from_graph, from_json, from_time};
use super::findings::general_property;
use super::links::{self, LinkUse, addresses};
use super::quality::{FindingsThen, Ledger};
use super::received::{self, Compressed};
use super::records::mark_seen;
use super::relations::Stated;
use super::{Assessed, Change, ChangeKind, Journal, RecordStatus, RunId, newest};
use crate::Result;
use crate::catalogue::Committed;
use crate::rdf::canonical;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::{DatasetIri, NativeId, Seq, SourceId};
use jiff::Timestamp;
use oxrdf::Triple;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::Ordering;

/// A change made ready before the transaction begins, so that it holds the writer only for writing.
enum Ready {
    Put {
        native_id: NativeId,
        dataset: DatasetIri,
        payload_hash: String,
        graph: Encoded,
        findings: Vec<Finding>,
        received: Compressed,
        assessed: Option<Box<Assessed>>,
    },
    Withdraw {
        native_id: NativeId,
    },
}

/// A graph as kept.
pub(super) struct Encoded {
    hash: String,
    graph: Vec<u8>,
    /// The addresses it names.
    links: Vec<LinkUse>,
}

impl Encoded {
    /// The graph of a dataset.
    pub fn of(dataset: &DatasetIri, triples: &[Triple]) -> rusqlite::Result<Self> {
        let quads = canonical::n_quads(triples, dataset.as_str());
        let links = addresses(dataset, triples);
        Ok(Self { hash: canonical::hash(&quads), graph: from_graph(&quads)?, links })
    }

    /// See [`super::Version::hash`].
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

/// The current state of a record's dataset.
struct Known {
    dataset: i64,
    iri: String,
    status: String,
    kind: String,
    hash: String,
    findings: String,
    seq: i64,
}

impl Journal {
    /// Writes a batch of changes; durable when it returns. See [`crate::Catalogue::commit`].
    pub fn commit(&self, run: RunId, source: &SourceId, changes: Vec<Change>) -> Result<Committed> {
        let put = changes.iter().filter_map(|change| match change {
            Change::Put { dataset, .. } => Some(dataset),
            Change::Withdraw { .. } => None,
        });
        let stated = self.stated(put)?;
        let ready = changes.into_iter().map(|change| encode(change, &stated));
        let ready = ready.collect::<rusqlite::Result<Vec<_>>>();
        let ready = ready.map_err(super::failed("compressing a graph"))?;
        let mut committed = self.write("committing", |connection| {
            let mut batch = Batch::open(connection, run, source)?;
            let mut done = Committed { seq: Seq(0), created: 0, updated: 0, unchanged: 0, removed: 0 };
            for change in ready {
                batch.apply(change, &mut done)?;
            }
            batch.quality.close()?;
            Ok(done)
        })?;
        committed.seq = Seq(self.publish_seq()?);
        Ok(committed)
    }

    /// Makes the newest seq known to readers of [`Self::seq`].
    fn publish_seq(&self) -> Result<u64> {
        let newest = newest(&self.writer())?;
        Ok(self.seq.fetch_max(newest, Ordering::AcqRel).max(newest))
    }
}

fn encode(change: Change, stated: &HashMap<DatasetIri, Stated>) -> rusqlite::Result<Ready> {
    Ok(match change {
        Change::Put { native_id, dataset, payload_hash, mut triples, mut findings, received, assessed } => {
            if let Some(stated) = stated.get(&dataset) {
                stated.add_to(&mut triples, &mut findings);
            }
            let graph = Encoded::of(&dataset, &triples)?;
            let received = Compressed::new(received)?;
            Ready::Put { native_id, dataset, payload_hash, graph, findings, received, assessed }
        }
        Change::Withdraw { native_id } => Ready::Withdraw { native_id },
    })
}

pub(super) struct Batch<'a> {
    connection: &'a Connection,
    run: RunId,
    source: &'a SourceId,
    at: Timestamp,
    quality: Ledger<'a>,
}

impl<'a> Batch<'a> {
    /// Begins, within a transaction.
    pub fn open(connection: &'a Connection, run: RunId, source: &'a SourceId) -> rusqlite::Result<Self> {
        let at = Timestamp::now();
        Ok(Self { connection, run, source, at, quality: Ledger::open(connection, at)? })
    }
}

impl Batch<'_> {
    fn apply(&mut self, change: Ready, done: &mut Committed) -> rusqlite::Result<()> {
        match change {
            Ready::Put { native_id, dataset, payload_hash, graph, findings, received, assessed } => {
                let assessed = assessed.as_deref();
                let known = self.known(&native_id)?;
                let findings_json = from_json(&findings)?;
                match known {
                    Some(known) if known.iri == dataset.as_str() => {
                        let then = FindingsThen { before: &known.findings, now: &findings };
                        received.keep(self.connection, known.dataset)?;
                        if known.kind != from_code(&ChangeKind::Withdrawn)? && known.hash == graph.hash {
                            if known.findings != findings_json {
                                self.replace_findings(known.dataset, known.seq, &findings, &findings_json)?;
                            }
                            self.quality.put(known.dataset, self.source.as_str(), assessed, then)?;
                            mark_seen(self.connection, self.run, self.source, &native_id, &payload_hash)?;
                            done.unchanged += 1;
                            return Ok(());
                        }
                        let kind = if known.kind == from_code(&ChangeKind::Withdrawn)? {
                            done.created += 1;
                            ChangeKind::Restored
                        } else {
                            done.updated += 1;
                            ChangeKind::Changed
                        };
                        self.add_version(known.dataset, kind, &graph, &findings, &findings_json)?;
                        self.quality.put(known.dataset, self.source.as_str(), assessed, then)?;
                        self.deliver(&native_id, known.dataset, &payload_hash)
                    }
                    known => {
                        // The base IRI has changed: what was published under the old one is withdrawn.
                        if let Some(known) = known
                            && known.status != from_code(&RecordStatus::Removed)?
                        {
                            self.add_tombstone(known.dataset)?;
                        }
                        let id =
                            self.add_dataset(&native_id, &dataset, &graph, &findings, &findings_json, done)?;
                        received.keep(self.connection, id)?;
                        let then = FindingsThen { before: "[]", now: &findings };
                        self.quality.put(id, self.source.as_str(), assessed, then)?;
                        self.deliver(&native_id, id, &payload_hash)
                    }
                }
            }
            Ready::Withdraw { native_id } => {
                let Some(known) = self.known(&native_id)? else {
                    return Ok(());
                };
                if known.status == from_code(&RecordStatus::Removed)? {
                    return Ok(());
                }
                self.add_tombstone(known.dataset)?;
                self.connection
                    .prepare_cached("UPDATE record SET status = ?3 WHERE source = ?1 AND native_id = ?2")?
                    .execute(params![
                        self.source.as_str(),
                        native_id.as_str(),
                        from_code(&RecordStatus::Removed)?
                    ])?;
                done.removed += 1;
                Ok(())
            }
        }
    }

    fn known(&self, native_id: &NativeId) -> rusqlite::Result<Option<Known>> {
        self.connection
            .prepare_cached(
                "SELECT r.dataset, d.iri, r.status, v.kind, v.hash, v.findings, v.seq
                 FROM record r JOIN dataset d ON d.id = r.dataset JOIN version v ON v.seq = d.current
                 WHERE r.source = ?1 AND r.native_id = ?2",
            )?
            .query_row(params![self.source.as_str(), native_id.as_str()], |row| {
                Ok(Known {
                    dataset: row.get(0)?,
                    iri: row.get(1)?,
                    status: row.get(2)?,
                    kind: row.get(3)?,
                    hash: row.get(4)?,
                    findings: row.get(5)?,
                    seq: row.get(6)?,
                })
            })
            .optional()
    }

    /// A version of a dataset IRI no record pointed at; the IRI may have had another life before.
    fn add_dataset(
        &self,
        native_id: &NativeId,
        dataset: &DatasetIri,
        graph: &Encoded,
        findings: &[Finding],
        findings_json: &str,
        done: &mut Committed,
    ) -> rusqlite::Result<i64> {
        done.created += 1;
        let earlier: Option<i64> = self
            .connection
            .prepare_cached("SELECT id FROM dataset WHERE iri = ?1")?
            .query_row([dataset.as_str()], |row| row.get(0))
            .optional()?;
        if let Some(id) = earlier {
            self.add_version(id, ChangeKind::Restored, graph, findings, findings_json)?;
            return Ok(id);
        }
        self.connection
            .prepare_cached(
                "INSERT INTO dataset (iri, source, native_id, first_at, current, published)
                 VALUES (?1, ?2, ?3, ?4, 0, 0)",
            )?
            .execute(params![
                dataset.as_str(),
                self.source.as_str(),
                native_id.as_str(),
                from_time(self.at)
            ])?;
        let id = self.connection.last_insert_rowid();
        self.add_version(id, ChangeKind::New, graph, findings, findings_json)?;
        Ok(id)
    }

    fn add_tombstone(&mut self, dataset: i64) -> rusqlite::Result<()> {
        self.quality.remove(dataset)?;
        received::forget(self.connection, dataset)?;
        let nothing = Encoded { hash: String::new(), graph: Vec::new(), links: Vec::new() };
        self.add_version(dataset, ChangeKind::Withdrawn, &nothing, &[], "[]")
    }

    pub fn add_version(
        &self,
        dataset: i64,
        kind: ChangeKind,
        graph: &Encoded,
        findings: &[Finding],
        findings_json: &str,
    ) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO version (dataset, kind, hash, run, at, findings, graph)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                dataset,
                from_code(&kind)?,
                graph.hash,
                self.run.0,
                from_time(self.at),
                findings_json,
                graph.graph
            ])?;
        let seq = self.connection.last_insert_rowid();
        self.connection
            .prepare_cached("UPDATE dataset SET current = ?2, published = ?3 WHERE id = ?1")?
            .execute(params![dataset, seq, kind != ChangeKind::Withdrawn])?;
        links::replace(self.connection, dataset, &graph.links, self.at)?;
        self.replace_broken_rules(dataset, findings)
    }

    /// The record was delivered and stands behind `dataset`.
    fn deliver(&self, native_id: &NativeId, dataset: i64, payload_hash: &str) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO record (source, native_id, dataset, payload_hash, status, last_seen)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (source, native_id) DO UPDATE SET
                     dataset = excluded.dataset, payload_hash = excluded.payload_hash, status = excluded.status,
                     missing_since = NULL, missing_runs = 0, last_seen = excluded.last_seen",
            )?
            .execute(params![
                self.source.as_str(),
                native_id.as_str(),
                dataset,
                payload_hash,
                from_code(&RecordStatus::Present)?,
                self.run.0
            ])?;
        Ok(())
    }

    /// The graph stayed the same, but we now see other things in it (a newer mapping).
    pub fn replace_findings(
        &self,
        dataset: i64,
        seq: i64,
        findings: &[Finding],
        json: &str,
    ) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("UPDATE version SET findings = ?2 WHERE seq = ?1")?
            .execute(params![seq, json])?;
        self.replace_broken_rules(dataset, findings)
    }

    /// Tells who follows the quality of a dataset that other things are found in it.
    pub fn tell(&self, dataset: i64, findings: FindingsThen<'_>) -> rusqlite::Result<()> {
        self.quality.tell(dataset, findings)
    }

    fn replace_broken_rules(&self, dataset: i64, findings: &[Finding]) -> rusqlite::Result<()> {
        self.connection.prepare_cached("DELETE FROM broken_rule WHERE dataset = ?1")?.execute([dataset])?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO broken_rule (source, rule, property, dataset) VALUES (?1, ?2, ?3, ?4)",
        )?;
        let broken: BTreeSet<(&str, String)> = findings
            .iter()
            .map(|finding| (finding.rule.as_str(), general_property(&finding.property)))
            .collect();
        for (rule, property) in broken {
            insert.execute(params![self.source.as_str(), rule, property, dataset])?;
        }
        Ok(())
    }
}
