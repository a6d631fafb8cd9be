//! Readings of tables come in; the cubes they make up, their datasets and their observations follow.

use super::{Catalogue, Inner};
use crate::Result;
use crate::cubes::export::Names;
use crate::cubes::export::cube_link::Publication;
use crate::cubes::{Cubes, Part, Statistics, described};
use crate::journal::{
    Change, CubeDates, Journal, Mode, Reading, ReadingSummary, Received, RunCounts, Verdict,
};
use crate::rdf::canonical;
use datenkreis_vocab::cube::iri;
use datenkreis_vocab::identity::{NativeId, SourceId};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Catalogue {
    /// All cubes as they stand. Whoever needs several figures of one state keeps what this returns.
    pub fn cubes(&self) -> Arc<Cubes> {
        self.0.cubes.load_full()
    }

    /// What is said about all cubes.
    pub fn statistics(&self) -> &Statistics {
        &self.0.statistics
    }

    /// What areas are called.
    pub fn names(&self) -> Names<'_> {
        Names { base: &self.0.base, areas: &self.0.statistics.areas }
    }

    /// Adds readings, durable, and makes the cubes they feed anew, and all that are calculated. The datasets that
    /// cubes are get their versions; store and index follow with [`Self::publish`].
    pub fn add_readings(&self, readings: &[Reading]) -> Result<Arc<Cubes>> {
        let _uniting = self.0.uniting.lock();
        let changed = self.0.journal.add_readings(readings)?;
        self.renew(changed)
    }

    /// Retires the mappings that are not among those configured: their readings stay as history, and no cube is
    /// made of them any more.
    pub fn retire_readings(&self, configured: &BTreeSet<&str>) -> Result<Arc<Cubes>> {
        let _uniting = self.0.uniting.lock();
        let changed = self.0.journal.retire_readings(configured)?;
        self.renew(changed)
    }

    /// The current reading of each mapping, by mapping. A mapping whose table could never be read has none.
    pub fn readings(&self) -> Result<Vec<ReadingSummary>> {
        self.0.journal.readings()
    }

    /// Every reading of a mapping, the newest first: who said what when, and which tables could not be read.
    pub fn reading_history(&self, mapping: &str) -> Result<Vec<ReadingSummary>> {
        self.0.journal.reading_history(mapping)
    }

    /// A reading with its observations; `None` if there is none with that revision.
    pub fn reading(&self, revision: u64) -> Result<Option<Reading>> {
        self.0.journal.reading(revision)
    }

    /// Who answers for a cube, and since when it is there; `None` if nobody does or there is none.
    pub fn publication(&self, cube: &str) -> Result<Option<Publication<'_>>> {
        let Some(speaker) = &self.0.statistics.speaker else { return Ok(None) };
        let dates = self.0.journal.dates_of_cube(cube)?;
        Ok(dates.map(|CubeDates { issued, modified }| Publication { speaker, issued, modified }))
    }

    fn renew(&self, changed: BTreeSet<String>) -> Result<Arc<Cubes>> {
        let Inner { journal, base, cubes, statistics, .. } = &*self.0;
        let before = cubes.load_full();
        let revision = journal.readings_revision()?;
        if revision == before.revision() {
            return Ok(before);
        }
        let parts = parts_of(journal, changed, revision)?;
        let renewed = Arc::new(before.renewed(revision, parts, &statistics.derivations, &statistics.guard));
        publish_datasets(journal, base, &renewed, statistics)?;
        cubes.store(renewed.clone());
        Ok(renewed)
    }
}

/// All cubes, made of what the journal held at a revision of the readings.
pub(super) fn unite_as_of(journal: &Journal, revision: u64, statistics: &Statistics) -> Result<Cubes> {
    let parts = parts_of(journal, journal.fed_cubes(revision)?, revision)?;
    Ok(Cubes::default().renewed(revision, parts, &statistics.derivations, &statistics.guard))
}

fn parts_of(
    journal: &Journal,
    cubes: impl IntoIterator<Item = String>,
    revision: u64,
) -> Result<Vec<(String, Vec<Part>)>> {
    cubes.into_iter().map(|id| journal.parts_of_cube(&id, revision).map(|parts| (id, parts))).collect()
}

/// Publishes, changes and withdraws the datasets that cubes are. Nothing is written for those that are
/// published as they should be.
pub(super) fn publish_datasets(
    journal: &Journal,
    base: &str,
    cubes: &Cubes,
    statistics: &Statistics,
) -> Result<()> {
    let source = SourceId::new(iri::SOURCE);
    let changes = dataset_changes(journal, base, cubes, statistics, &source)?;
    if changes.is_empty() {
        return Ok(());
    }
    // Nobody else runs this source: what is open was interrupted.
    journal.close_open_runs(Some(&source))?;
    let Some(run) = journal.start_run(&source, Mode::Full)? else {
        return Ok(());
    };
    let done = journal.commit(run, &source, changes)?;
    let counts = RunCounts {
        seen: cubes.iter().len() as u64,
        created: done.created,
        updated: done.updated,
        unchanged: (cubes.iter().len() as u64).saturating_sub(done.created + done.updated),
        removed: done.removed,
        ..RunCounts::default()
    };
    journal.finish_run(run, Verdict::Complete, &counts, None, &[])?;
    tracing::info!(
        created = done.created,
        updated = done.updated,
        removed = done.removed,
        "brought the datasets of cubes to what was read"
    );
    Ok(())
}

fn dataset_changes(
    journal: &Journal,
    base: &str,
    cubes: &Cubes,
    statistics: &Statistics,
    source: &SourceId,
) -> Result<Vec<Change>> {
    let contents: Vec<(&str, &str)> =
        cubes.iter().map(|cube| (cube.definition.id.as_str(), cube.content())).collect();
    let published = journal.published_ids(source)?;
    if contents.is_empty() && published.is_empty() {
        return Ok(vec![]);
    }
    let dates: Vec<CubeDates> = journal.date_cubes(&contents)?;
    let is_gone = |id: &NativeId| cubes.get(id.as_str()).is_none();
    let mut changes: Vec<Change> =
        published.into_iter().filter(is_gone).map(|native_id| Change::Withdraw { native_id }).collect();
    for (cube, dates) in cubes.iter().zip(dates) {
        let (triples, findings) = described(base, cubes, cube, dates, statistics);
        let dataset = iri::cube(base, &cube.definition.id);
        let hash = canonical::hash(&canonical::n_quads(&triples, dataset.as_str()));
        let current = journal.current(&dataset)?;
        if current.is_some_and(|version| version.hash == hash && version.findings == findings) {
            continue;
        }
        changes.push(Change::Put {
            native_id: NativeId::new(&cube.definition.id),
            assessed: statistics.assess.as_ref().and_then(|assess| assess(&dataset, &triples)),
            dataset,
            payload_hash: hash,
            triples,
            findings,
            received: Received::default(),
        });
    }
    Ok(changes)
}
