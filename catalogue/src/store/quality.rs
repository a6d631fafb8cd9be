//! The graph of measurements, `<base>/graph/quality`: what every dataset is worth, as dqv.

use super::MeasurementChange;
use super::embedded::{EmbeddedStore, LoadError, MEASURED, failed};
use crate::Result;
use datenkreis_vocab::ns::{dqv, pv};
use oxrdf::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Triple};
use std::collections::HashSet;
use std::sync::atomic::Ordering;

/// The IRI of the graph of measurements.
pub fn quality_graph(base: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{base}/graph/quality"))
}

impl EmbeddedStore {
    pub(super) fn replace_measurements(&self, changes: Vec<MeasurementChange>, revision: u64) -> Result<()> {
        let graph = GraphName::from(quality_graph(&self.base));
        let mut gone = HashSet::new();
        let mut written = HashSet::new();
        for change in changes {
            let after: HashSet<Quad> =
                change.measurements.into_iter().map(|triple| triple.in_graph(graph.clone())).collect();
            let before = if change.is_new { HashSet::new() } else { self.measurements_of(&change.dataset)? };
            gone.extend(before.difference(&after).cloned());
            written.extend(after.difference(&before).cloned());
        }
        written.insert(self.marker(MEASURED, revision));
        if gone.is_empty() {
            // Nothing to look up, so no transaction is needed: this is atomic, too. The older marker
            // stays until the next flush; the larger one counts.
            self.store.extend(written).map_err(failed("committing measurements"))?;
        } else {
            let mut transaction = self.transaction()?;
            gone.iter().for_each(|quad| transaction.remove(quad));
            written.iter().for_each(|quad| transaction.insert(quad));
            transaction.commit().map_err(failed("committing measurements"))?;
        }
        self.measured.store(revision, Ordering::Release);
        Ok(())
    }

    pub(super) fn add_measurements(
        &self,
        measurements: &mut dyn Iterator<Item = Result<Vec<Triple>>>,
        revision: u64,
    ) -> Result<()> {
        let graph = GraphName::from(quality_graph(&self.base));
        let quads = measurements.flat_map(|measured| match measured {
            Ok(triples) => {
                let quads = triples.into_iter().map(|triple| Ok(triple.in_graph(graph.clone())));
                quads.collect::<Vec<Result<Quad, LoadError>>>()
            }
            Err(error) => vec![Err(LoadError(error))],
        });
        self.load_quads(quads.chain([Ok(self.marker(MEASURED, revision))]))?;
        self.measured.store(revision, Ordering::Release);
        Ok(())
    }

    pub(super) fn replace_metrics(&self, triples: &[Triple]) -> Result<()> {
        let graph = GraphName::from(quality_graph(&self.base));
        let subjects: HashSet<&NamedOrBlankNode> = triples.iter().map(|triple| &triple.subject).collect();
        let mut before = HashSet::new();
        for subject in subjects {
            let said = self.store.quads_for_pattern(Some(subject.as_ref()), None, None, Some(graph.as_ref()));
            for quad in said {
                before.insert(quad.map_err(failed("reading metrics"))?);
            }
        }
        let after: HashSet<Quad> =
            triples.iter().map(|triple| triple.clone().in_graph(graph.clone())).collect();
        if before == after {
            return Ok(());
        }
        let mut transaction = self.transaction()?;
        before.difference(&after).for_each(|quad| transaction.remove(quad));
        after.difference(&before).for_each(|quad| transaction.insert(quad));
        transaction.commit().map_err(failed("committing metrics"))
    }

    pub(super) fn count_scores(&self) -> Result<u64> {
        let mut counted = self.counted_measured.lock();
        let revision = self.measured.load(Ordering::Acquire);
        if let Some((at, count)) = *counted
            && at == revision
        {
            return Ok(count);
        }
        let mut count = 0;
        for quad in self.of(dqv::IS_MEASUREMENT_OF, pv::SCORING) {
            quad?;
            count += 1;
        }
        *counted = Some((revision, count));
        Ok(count)
    }

    /// What the store holds of a dataset's measurements.
    fn measurements_of(&self, dataset: &NamedNode) -> Result<HashSet<Quad>> {
        let graph = GraphName::from(quality_graph(&self.base));
        let mut held = HashSet::new();
        for computed in self.of(dqv::COMPUTED_ON, dataset.as_ref()) {
            let measurement = computed?.subject;
            let said =
                self.store.quads_for_pattern(Some(measurement.as_ref()), None, None, Some(graph.as_ref()));
            for quad in said {
                held.insert(quad.map_err(failed("reading measurements"))?);
            }
        }
        Ok(held)
    }

    fn of(
        &self,
        predicate: NamedNodeRef<'_>,
        object: NamedNodeRef<'_>,
    ) -> impl Iterator<Item = Result<Quad>> {
        let graph = GraphName::from(quality_graph(&self.base));
        let found =
            self.store.quads_for_pattern(None, Some(predicate), Some(object.into()), Some(graph.as_ref()));
        found.map(|quad| quad.map_err(failed("reading measurements")))
    }
}
