//! compare → map → normalise → check → assess → commit for a handful of records at once.

use super::dates::doubts;
use crate::assess::assess;
use crate::check::check;
use crate::mapping::Mapping;
use crate::mapping::left_out::untold;
use crate::mapping::normalise::normalise;
use crate::record::SourceRecord;
use datenkreis_catalogue::journal::{Assessed, Change, Record, RunId, Seen};
use datenkreis_catalogue::{Catalogue, Result};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::model::{LangString, best};
use datenkreis_vocab::mqa::Links;
use oxrdf::{NamedNode, Triple};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// Records per commit: enough to make one fsync cheap, few enough to keep memory small.
pub const SIZE: usize = 200;
/// Findings that make a batch full even without records.
const NOTES: usize = 10_000;

/// What came in from the source and is not committed yet.
#[derive(Default)]
pub struct Batch {
    /// Readable records.
    pub records: Vec<SourceRecord>,
    /// Records that cannot be read, with their id if that much was readable.
    pub unreadable: Vec<(Option<NativeId>, Finding)>,
    /// Records the source names but does not describe.
    pub undescribed: Vec<NativeId>,
    /// Records the source says it deleted.
    pub deleted: Vec<NativeId>,
    /// How many records the source says it has.
    pub declared: Option<u64>,
    /// Findings that belong to no record.
    pub notes: Vec<Finding>,
    /// Why the source's answer is not whole.
    pub gaps: Vec<String>,
}

/// What became of a batch.
#[derive(Default)]
pub struct Outcome {
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub skipped: u64,
    pub failed: u64,
    /// Unreadable records without an id: nobody can tell which of ours they are.
    pub unidentified: u64,
    /// Published records the source says it deleted.
    pub deleted: Vec<NativeId>,
    pub notes: Vec<Finding>,
}

impl Batch {
    pub fn is_full(&self) -> bool {
        let told = self.unreadable.len() + self.undescribed.len() + self.deleted.len();
        self.records.len() + told >= SIZE || self.notes.len() >= NOTES
    }

    /// Prepares what changed, on all cores, and commits it in one transaction.
    pub fn commit(self, catalogue: &Catalogue, mapping: &Mapping, run: RunId) -> Result<Outcome> {
        let known = self.known(catalogue, mapping)?;
        let mut outcome = Outcome::default();
        let mut delivered = HashSet::new();
        let mut seen = vec![];
        let mut changed = vec![];
        let hash = |record: SourceRecord| (payload_hash(&record, mapping), record);
        let hashed: Vec<(String, SourceRecord)> = self.records.into_par_iter().map(hash).collect();
        for (payload_hash, record) in hashed {
            let before = known.get(&record.native_id);
            if before.is_some_and(|record| record.last_seen == run)
                || !delivered.insert(record.native_id.clone())
            {
                outcome.skipped += 1;
                outcome.notes.push(Finding::new(&rule::RECORD_DUPLICATE, "id").found(&record.native_id));
                continue;
            }
            match before {
                Some(before) if before.payload_hash == payload_hash && before.is_published() => {
                    outcome.unchanged += 1;
                    seen.push(Seen { native_id: record.native_id, payload_hash });
                }
                _ => changed.push((payload_hash, record)),
            }
        }
        for (native_id, finding) in self.unreadable {
            match native_id {
                Some(id) => {
                    if !delivered.insert(id.clone()) {
                        outcome.skipped += 1;
                        continue;
                    }
                    outcome.failed += 1;
                    // The old version stays, so it was delivered in the sense of "not gone".
                    if let Some(before) = known.get(&id) {
                        seen.push(Seen { native_id: id, payload_hash: before.payload_hash.clone() });
                    }
                }
                None => {
                    outcome.failed += 1;
                    outcome.unidentified += u64::from(may_be_ours(&finding));
                }
            }
            outcome.notes.push(finding);
        }
        for id in self.undescribed {
            outcome.failed += 1;
            if let Some(before) = known.get(&id) {
                seen.push(Seen { native_id: id, payload_hash: before.payload_hash.clone() });
            }
        }
        for id in self.deleted {
            outcome.skipped += 1;
            if known.get(&id).is_some_and(Record::is_published) {
                outcome.deleted.push(id);
            }
        }
        catalogue.mark_seen(run, &mapping.source, &seen)?;
        let change = |(payload_hash, record)| put(record, payload_hash, mapping, catalogue);
        let changes = changed.into_par_iter().map(change).collect();
        let committed = catalogue.commit(run, &mapping.source, changes)?;
        outcome.created = committed.created;
        outcome.updated = committed.updated;
        outcome.unchanged += committed.unchanged;
        Ok(outcome)
    }

    fn known(&self, catalogue: &Catalogue, mapping: &Mapping) -> Result<HashMap<NativeId, Record>> {
        let ids: Vec<NativeId> = self
            .records
            .iter()
            .map(|record| &record.native_id)
            .chain(self.unreadable.iter().filter_map(|(id, _)| id.as_ref()))
            .chain(&self.undescribed)
            .chain(&self.deleted)
            .cloned()
            .collect();
        let records = catalogue.records(&mapping.source, &ids)?;
        Ok(records.into_iter().map(|record| (record.native_id.clone(), record)).collect())
    }
}

/// Whether a record whose id is not known may be one we published. One that was read and has no id
/// cannot: what we publish has one.
fn may_be_ours(finding: &Finding) -> bool {
    ![rule::RECORD_WITHOUT_ID.id, rule::RECORD_IS_GROUP.id].contains(&finding.rule.as_str())
}

/// Hash of the payload and of everything else the result of mapping depends on.
fn payload_hash(record: &SourceRecord, mapping: &Mapping) -> String {
    let mut hash = Sha256::new();
    hash.update(mapping.fingerprint());
    hash.update(record.payload.canonical());
    format!("{:x}", hash.finalize())
}

/// The new version of a record.
fn put(record: SourceRecord, payload_hash: String, mapping: &Mapping, catalogue: &Catalogue) -> Change {
    let native_id = record.native_id.clone();
    let received = record.payload.received();
    let prepared = prepare(record, mapping, catalogue);
    Change::Put {
        dataset: mapping.dataset(&native_id),
        native_id,
        payload_hash,
        triples: prepared.triples,
        findings: prepared.findings,
        received,
        assessed: prepared.assessed.map(Box::new),
    }
}

/// A record ready to be committed.
pub struct Prepared {
    /// What arrived, in terms of DCAT-AP.de, before anything is brought to the official lists.
    pub arrived: Vec<Triple>,
    /// The triples of its dataset: sorted, without blank nodes.
    pub triples: Vec<Triple>,
    /// What was found on the way.
    pub findings: Vec<Finding>,
    /// What the dataset is worth; `None` for a series.
    pub assessed: Option<Assessed>,
}

/// map → normalise → check → assess of one record.
pub fn prepare(record: SourceRecord, mapping: &Mapping, links: &dyn Links) -> Prepared {
    let Concluded { iri, arrived, triples, findings, .. } = conclude(record, mapping);
    let assessed = assess(iri.as_str(), &arrived, &triples, mapping, links);
    Prepared { arrived, triples, findings, assessed }
}

/// A record that is mapped, normalised and checked, and not assessed.
pub struct Concluded {
    /// The IRI of its dataset.
    pub iri: NamedNode,
    /// Its title at the source, German if there is one.
    pub title: Option<String>,
    /// See [`Prepared::arrived`].
    pub arrived: Vec<Triple>,
    /// See [`Prepared::triples`].
    pub triples: Vec<Triple>,
    /// See [`Prepared::findings`].
    pub findings: Vec<Finding>,
}

/// map → normalise → check of one record.
pub fn conclude(record: SourceRecord, mapping: &Mapping) -> Concluded {
    let mut findings = record.findings;
    let (mut dataset, mapped) = record.payload.map(&record.native_id, mapping);
    findings.extend(mapped);
    let iri = dataset.iri.clone();
    let title = best(&dataset.title, "de").map(|title| title.value.clone());
    let arrived = dataset.to_rdf_as_found();
    if dataset.publisher.is_none() && mapping.publisher.is_none() {
        dataset.publisher = record.payload.publisher().cloned();
        let name = dataset.publisher.as_ref().and_then(|publisher| best(&publisher.name, "de"));
        let concluded = |name: &LangString| {
            Finding::new(&rule::PUBLISHER_MISSING, "dcterms:publisher").concluded(&name.value)
        };
        findings.extend(name.map(concluded));
    }
    let (dataset, normalised) = normalise(dataset, mapping);
    findings.extend(normalised);
    findings.extend(doubts(&dataset));
    let checked = check(dataset);
    findings.extend(checked.findings);
    findings.extend(untold(&iri, &arrived, &checked.triples, &findings));
    let mut told = HashSet::new();
    findings.retain(|finding| told.insert(finding.clone()));
    Concluded { iri, title, arrived, triples: checked.triples, findings }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_and_has_no_id_is_none_of_ours() {
        for (rule, expected) in [
            (&rule::RECORD_UNREADABLE, true),
            (&rule::RECORD_WITHOUT_ID, false),
            (&rule::RECORD_IS_GROUP, false),
        ] {
            assert_eq!(may_be_ours(&Finding::new(rule, "id")), expected, "{}", rule.id);
        }
    }
}
