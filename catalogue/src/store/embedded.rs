//! Oxigraph on RocksDB, in this process.
//!
//! Layout: the default graph is the catalogue. What a speaker says of shared things stands a second
//! time in a named graph of that speaker (`<speaker>#statements`), so that a shared triple leaves the
//! default graph exactly when its last speaker drops it. Oxigraph rewrites lexical forms (`1.50`
//! becomes `1.5`), so two triples of the journal may be one in the store: whenever a triple is
//! removed, the kept ones with the same subject and predicate are written again.

use super::{MeasurementChange, NewCube, StatementChange, Statements, TripleStore};
use crate::catalog_record::catalog_iri;
use crate::{Error, Result};
use datenkreis_vocab::identity::Seq;
use datenkreis_vocab::ns::{dcat, xsd};
use oxigraph::store::{Store, Transaction};
use oxrdf::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, Term, Triple,
    TripleRef,
};
use parking_lot::Mutex;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// Memory each of two bulk loaders may take. One thread: they share the machine with a serving portal.
const LOAD_MEGABYTES: usize = 32;

/// Marks the seq applied.
const APPLIED: &str = "applied";
/// Marks the revision of assessments applied.
pub(super) const MEASURED: &str = "measured";
/// Marks the revision of readings applied.
pub(super) const COUNTED: &str = "counted";

/// The embedded store of one data directory.
pub struct EmbeddedStore {
    pub(super) store: Store,
    pub(super) base: String,
    applied: AtomicU64,
    /// The number of datasets, and at which seq it was counted.
    counted: Mutex<Option<(Seq, u64)>>,
    pub(super) measured: AtomicU64,
    /// The number of datasets with measurements, and at which revision it was counted.
    pub(super) counted_measured: Mutex<Option<(u64, u64)>>,
    pub(super) revision: AtomicU64,
    /// The number of observations, until one of them changes.
    pub(super) counted_observations: Mutex<Option<u64>>,
}

impl EmbeddedStore {
    /// Opens or creates the directory. The seq read is that of this `base`: a store made for another
    /// one counts as never applied.
    pub fn open(directory: &Path, base: &str) -> Result<Self> {
        Self::read(Store::open(directory).map_err(failed("opening"))?, base)
    }

    /// Opens a checkpoint, which nobody writes any more.
    pub fn open_read_only(directory: &Path, base: &str) -> Result<Self> {
        Self::read(Store::open_read_only(directory).map_err(failed("opening a snapshot"))?, base)
    }

    fn read(store: Store, base: &str) -> Result<Self> {
        let opened = Self {
            store,
            base: base.to_owned(),
            applied: AtomicU64::new(0),
            counted: Mutex::default(),
            measured: AtomicU64::new(0),
            counted_measured: Mutex::default(),
            revision: AtomicU64::new(0),
            counted_observations: Mutex::default(),
        };
        for (name, number) in opened.numbers() {
            let marked = opened.markers(name)?.iter().filter_map(number_of).max();
            number.store(marked.unwrap_or(0), Ordering::Release);
        }
        Ok(opened)
    }

    /// The markers that are numbers.
    fn numbers(&self) -> [(&'static str, &AtomicU64); 3] {
        [(APPLIED, &self.applied), (MEASURED, &self.measured), (COUNTED, &self.revision)]
    }

    /// Whether it holds nothing at all.
    pub fn is_empty(&self) -> Result<bool> {
        self.store.is_empty().map_err(failed("reading"))
    }

    /// All triples of the catalogue, unordered; for comparing views, not for pages.
    pub fn triples(&self) -> impl Iterator<Item = Result<Triple>> + use<> {
        let default = self.store.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph));
        default.map(|quad| quad.map(Triple::from).map_err(failed("reading")))
    }

    /// All measurements and what describes them, unordered; for comparing views, not for pages.
    pub fn measurements(&self) -> impl Iterator<Item = Result<Triple>> + use<> {
        let graph = GraphName::from(super::quality_graph(&self.base));
        let measured = self.store.quads_for_pattern(None, None, None, Some(graph.as_ref()));
        measured.map(|quad| quad.map(Triple::from).map_err(failed("reading")))
    }

    /// The markers of that name. The largest counts: one is enough, but none that lags can do harm.
    fn markers(&self, name: &str) -> Result<Vec<Quad>> {
        let predicate = self.state(name);
        let graph = self.state_graph();
        let markers =
            self.store.quads_for_pattern(None, Some(predicate.as_ref()), None, Some(graph.as_ref().into()));
        markers.collect::<Result<_, _>>().map_err(failed("reading what was applied"))
    }

    fn remove_old_markers(&self) -> Result<()> {
        let mut transaction = self.transaction()?;
        for (name, number) in self.numbers() {
            let newest = self.marker(name, number.load(Ordering::Acquire));
            for old in self.markers(name)?.iter().filter(|marker| **marker != newest) {
                transaction.remove(old);
            }
        }
        transaction.commit().map_err(failed("removing old markers"))
    }

    pub(super) fn state_graph(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}/graph/state", self.base))
    }

    pub(super) fn state(&self, name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}/graph/state#{name}", self.base))
    }

    pub(super) fn marker(&self, name: &str, number: u64) -> Quad {
        let value = Literal::new_typed_literal(number.to_string(), xsd::INTEGER);
        Quad::new(catalog_iri(&self.base), self.state(name), value, self.state_graph())
    }

    pub(super) fn transaction(&self) -> Result<Transaction<'_>> {
        self.store.start_transaction().map_err(failed("starting a transaction"))
    }

    pub(super) fn load_quads(&self, quads: impl Iterator<Item = Result<Quad, LoadError>>) -> Result<()> {
        let mut loader =
            self.store.bulk_loader().with_num_threads(1).with_max_memory_size_in_megabytes(LOAD_MEGABYTES);
        loader.load_ok_quads::<LoadError, LoadError>(quads).map_err(|LoadError(error)| error)?;
        loader.commit().map_err(failed("loading"))
    }

    /// What a speaker says of shared things from now on, beside what it says now.
    pub(super) fn restated(&self, speaker: NamedNode, triples: &[Triple]) -> Result<StatementChange> {
        let graph = statement_graph(speaker.as_ref());
        let before = self.store.quads_for_pattern(None, None, None, Some(graph.as_ref()));
        let before = before.map(|quad| quad.map(Triple::from)).collect::<Result<Vec<_>, _>>();
        let before = before.map_err(failed("reading what was said"))?;
        Ok(StatementChange {
            speaker,
            before: Statements { own: Vec::new(), shared: before },
            after: Statements { own: Vec::new(), shared: triples.to_vec() },
        })
    }

    pub(super) fn apply_in(
        &self,
        transaction: &mut Transaction<'_>,
        changes: &[StatementChange],
    ) -> Result<()> {
        let mut dropped = HashSet::new();
        for change in changes {
            let own = Difference::between(&change.before.own, &change.after.own);
            for triple in own.gone {
                transaction.remove(triple.in_graph(GraphNameRef::DefaultGraph));
            }
            for triple in own.written {
                transaction.insert(triple.in_graph(GraphNameRef::DefaultGraph));
            }
            let graph = statement_graph(change.speaker.as_ref());
            let shared = Difference::between(&change.before.shared, &change.after.shared);
            for triple in shared.gone {
                transaction.remove(triple.in_graph(graph.as_ref()));
                dropped.insert(triple);
            }
            for triple in shared.written {
                transaction.insert(triple.in_graph(graph.as_ref()));
                transaction.insert(triple.in_graph(GraphNameRef::DefaultGraph));
            }
        }
        for triple in dropped {
            if !is_said_by_anyone(transaction, triple)? {
                transaction.remove(triple.in_graph(GraphNameRef::DefaultGraph));
            }
        }
        Ok(())
    }
}

impl TripleStore for EmbeddedStore {
    fn applied(&self) -> Seq {
        Seq(self.applied.load(Ordering::Acquire))
    }

    fn apply(&self, changes: Vec<StatementChange>, seq: Seq) -> Result<()> {
        if changes.iter().all(|change| change.before == Statements::default()) {
            // Nothing to remove, so nothing to look up: a third faster than a transaction that can read.
            // It is atomic too. The older marker stays until the next flush; the larger one counts.
            let quads = changes.into_iter().flat_map(|change| quads(&change.speaker, change.after));
            self.store.extend(quads.chain([self.marker(APPLIED, seq.0)])).map_err(failed("committing"))?;
            self.applied.store(seq.0, Ordering::Release);
            return Ok(());
        }
        let mut transaction = self.transaction()?;
        self.apply_in(&mut transaction, &changes)?;
        transaction.remove(&self.marker(APPLIED, self.applied().0));
        transaction.insert(&self.marker(APPLIED, seq.0));
        transaction.commit().map_err(failed("committing"))?;
        self.applied.store(seq.0, Ordering::Release);
        Ok(())
    }

    fn load(
        &self,
        speakers: &mut dyn Iterator<Item = Result<(NamedNode, Statements)>>,
        seq: Seq,
    ) -> Result<()> {
        let quads = speakers.flat_map(|said| match said {
            Ok((speaker, statements)) => quads(&speaker, statements).into_iter().map(Ok).collect(),
            Err(error) => vec![Err(LoadError(error))],
        });
        self.load_quads(quads.chain([Ok(self.marker(APPLIED, seq.0))]))?;
        self.applied.store(seq.0, Ordering::Release);
        Ok(())
    }

    fn compact(&self) -> Result<()> {
        self.store.optimize().map_err(failed("compacting"))
    }

    fn describe(&self, triples: &[Triple]) -> Result<()> {
        let speaker = NamedNode::new_unchecked(format!("{}/graph/description", self.base));
        let change = self.restated(speaker, triples)?;
        let mut transaction = self.transaction()?;
        self.apply_in(&mut transaction, &[change])?;
        transaction.commit().map_err(failed("committing the description"))
    }

    fn measured(&self) -> u64 {
        self.measured.load(Ordering::Acquire)
    }

    fn measure(&self, changes: Vec<MeasurementChange>, revision: u64) -> Result<()> {
        self.replace_measurements(changes, revision)
    }

    fn load_measurements(
        &self,
        measurements: &mut dyn Iterator<Item = Result<Vec<Triple>>>,
        revision: u64,
    ) -> Result<()> {
        self.add_measurements(measurements, revision)
    }

    fn describe_measurements(&self, triples: &[Triple]) -> Result<()> {
        self.replace_metrics(triples)
    }

    fn count_measured(&self) -> Result<u64> {
        self.count_scores()
    }

    fn counted(&self) -> u64 {
        self.revision.load(Ordering::Acquire)
    }

    fn set_counted(&self, revision: u64) -> Result<()> {
        self.mark_revision(revision)
    }

    fn held_cubes(&self) -> Result<BTreeMap<String, String>> {
        self.cube_markers()
    }

    fn load_cubes(&self, cubes: Vec<NewCube<'_>>) -> Result<()> {
        self.add_cubes(cubes)
    }

    fn change_observations(&self, cube: &str, form: &str, changes: Vec<StatementChange>) -> Result<()> {
        self.replace_observations(cube, form, &changes)
    }

    fn finish_cube(&self, cube: &str, form: Option<&str>, structure: &[Triple]) -> Result<()> {
        self.replace_structure(cube, form, structure)
    }

    fn observations_of(&self, cube: &str) -> Box<dyn Iterator<Item = Result<NamedNode>> + '_> {
        Box::new(self.subjects_of(cube))
    }

    fn about(&self, subject: &NamedNode) -> Result<Vec<Triple>> {
        self.said_about(subject)
    }

    fn count_observations(&self) -> Result<u64> {
        self.count_all_observations()
    }

    fn count(&self) -> Result<u64> {
        let mut counted = self.counted.lock();
        let applied = self.applied();
        if let Some((at, count)) = *counted
            && at == applied
        {
            return Ok(count);
        }
        let catalog = catalog_iri(&self.base);
        let listed = [dcat::DATASET, dcat::RESOURCE].into_iter().flat_map(|listing| {
            self.store.quads_for_pattern(
                Some(NamedOrBlankNodeRef::from(catalog.as_ref())),
                Some(listing),
                None,
                Some(GraphNameRef::DefaultGraph),
            )
        });
        let mut count = 0;
        for quad in listed {
            quad.map_err(failed("counting datasets"))?;
            count += 1;
        }
        *counted = Some((applied, count));
        Ok(count)
    }

    fn flush(&self) -> Result<()> {
        self.remove_old_markers()?;
        self.store.flush().map_err(failed("flushing"))
    }

    fn checkpoint(&self, directory: &Path) -> Result<()> {
        self.store.backup(directory).map_err(failed("writing a snapshot"))
    }
}

/// The triples to remove, and those to write afterwards.
struct Difference<'a> {
    gone: Vec<TripleRef<'a>>,
    written: Vec<TripleRef<'a>>,
}

impl<'a> Difference<'a> {
    fn between(before: &'a [Triple], after: &'a [Triple]) -> Self {
        if before.is_empty() {
            return Self { gone: Vec::new(), written: after.iter().map(Triple::as_ref).collect() };
        }
        let old: HashSet<TripleRef<'_>> = before.iter().map(Triple::as_ref).collect();
        let new: HashSet<TripleRef<'_>> = after.iter().map(Triple::as_ref).collect();
        let gone: Vec<TripleRef<'_>> =
            before.iter().map(Triple::as_ref).filter(|t| !new.contains(t)).collect();
        let touched: HashSet<_> = gone.iter().map(|triple| (triple.subject, triple.predicate)).collect();
        let written = after.iter().map(Triple::as_ref);
        let written =
            written.filter(|t| !old.contains(t) || touched.contains(&(t.subject, t.predicate))).collect();
        Self { gone, written }
    }
}

fn is_said_by_anyone(transaction: &Transaction<'_>, triple: TripleRef<'_>) -> Result<bool> {
    let said = transaction.quads_for_pattern(
        Some(triple.subject),
        Some(triple.predicate),
        Some(triple.object),
        None,
    );
    for quad in said {
        if quad.map_err(failed("reading"))?.graph_name != GraphName::DefaultGraph {
            return Ok(true);
        }
    }
    Ok(false)
}

fn statement_graph(speaker: NamedNodeRef<'_>) -> GraphName {
    NamedNode::new_unchecked(format!("{}#statements", speaker.as_str())).into()
}

pub(super) fn quads(speaker: &NamedNode, statements: Statements) -> Vec<Quad> {
    let graph = statement_graph(speaker.as_ref());
    let mut quads = Vec::with_capacity(statements.own.len() + 2 * statements.shared.len());
    for triple in statements.shared {
        quads.push(triple.clone().in_graph(graph.clone()));
        quads.push(triple.in_graph(GraphName::DefaultGraph));
    }
    quads.extend(statements.own.into_iter().map(|triple| triple.in_graph(GraphName::DefaultGraph)));
    quads
}

/// The number a marker bears.
fn number_of(marker: &Quad) -> Option<u64> {
    match &marker.object {
        Term::Literal(literal) => literal.value().parse().ok(),
        _ => None,
    }
}

/// Carries our errors through the bulk loader, which wants one type made from its own.
pub(super) struct LoadError(pub Error);

impl From<oxigraph::store::StorageError> for LoadError {
    fn from(error: oxigraph::store::StorageError) -> Self {
        Self(failed("loading")(error))
    }
}

pub(super) fn failed(doing: &'static str) -> impl Fn(oxigraph::store::StorageError) -> Error {
    move |source| Error::Store { doing, source: Box::new(source) }
}
