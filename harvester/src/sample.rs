//! `datenkreis check-source`: fetches a sample and tells what a run would do, writing nothing.

use crate::run::{Configured, Harvest, fetcher, prepare};
use crate::sources::{Item, Request};
use datenkreis_catalogue::journal::{Assessed, Mode};
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::{DatasetIri, NativeId};
use datenkreis_vocab::mqa::Unasked;
use futures::StreamExt;
use oxrdf::Triple;

/// What became of one record of the sample.
pub struct Sampled {
    /// The source's own id.
    pub native_id: NativeId,
    /// The IRI the dataset would get.
    pub dataset: DatasetIri,
    /// What arrived: the record in terms of DCAT-AP.de, before anything is brought to the official lists.
    pub arrived: Vec<Triple>,
    /// What would be published.
    pub triples: Vec<Triple>,
    /// What was found on the way.
    pub findings: Vec<Finding>,
    /// What the dataset would be worth; `None` for a series.
    pub assessed: Option<Assessed>,
}

/// What a sample shows.
#[derive(Default)]
pub struct Sample {
    /// Records of the sample.
    pub records: Vec<Sampled>,
    /// How many records the source says it has.
    pub declared: Option<u64>,
    /// Records that cannot be read, and findings about the delivery.
    pub notes: Vec<(Option<NativeId>, Finding)>,
    /// What is missing from the delivery; a run would be partial.
    pub gaps: Vec<String>,
}

/// Fetches at most `limit` records. Nothing is archived or committed.
pub async fn sample(configured: &Configured, harvest: &Harvest, limit: usize) -> Sample {
    let http = fetcher(configured, harvest, None);
    let request = Request { http: &http, mode: Mode::Full, since: None };
    let mut items = configured.source.fetch(&request);
    let mut sample = Sample::default();
    while sample.records.len() < limit {
        let Some(item) = items.next().await else { break };
        match item {
            Ok(Item::Declared(records)) => sample.declared = Some(records),
            Ok(Item::Record(record)) => {
                let mapping = &configured.mapping;
                let native_id = record.native_id.clone();
                let prepared = prepare(record, mapping, &Unasked);
                sample.records.push(Sampled {
                    dataset: mapping.dataset(&native_id),
                    native_id,
                    arrived: prepared.arrived,
                    triples: prepared.triples,
                    findings: prepared.findings,
                    assessed: prepared.assessed,
                });
            }
            Ok(Item::Unreadable { native_id, finding }) => sample.notes.push((native_id, finding)),
            Ok(Item::Note(finding)) => sample.notes.push((None, finding)),
            Ok(Item::Undescribed(_) | Item::Deleted(_)) => {}
            Ok(Item::Gap(reason)) => sample.gaps.push(reason),
            Err(error) => {
                sample.gaps.push(crate::chain(&error));
                break;
            }
        }
    }
    sample
}
