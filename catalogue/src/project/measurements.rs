//! journal → store: what every dataset is worth.

use super::store::{LOAD_STEP, STEPS_PER_FLUSH};
use crate::Result;
use crate::journal::{Journal, QualityChange};
use crate::store::{MeasurementChange, TripleStore};
use datenkreis_vocab::mqa;
use oxrdf::NamedNode;

/// Assessments a store transaction covers.
const QUALITY_STEP: usize = 250;

/// Loads the assessments that come next, as far as their datasets are new to the store's measurements.
pub(super) fn load_new_measurements(store: &dyn TripleStore, journal: &Journal) -> Result<()> {
    let measured = store.measured();
    let new_until = journal.new_assessments_until(measured, journal.quality_revision()?)?;
    if new_until > measured + QUALITY_STEP as u64 {
        load(store, journal, new_until)?;
    }
    Ok(())
}

/// Brings the store's measurements to the journal's assessments, transaction by transaction but for long
/// stretches of new ones.
pub(super) fn apply_measurements(store: &dyn TripleStore, journal: &Journal) -> Result<()> {
    let target = journal.quality_revision()?;
    let mut steps = 0;
    while store.measured() < target {
        let changes = journal.quality_changes(store.measured(), QUALITY_STEP)?;
        // Revisions that are not there any more were replaced by later ones.
        let until = changes.last().map_or(target, |change| change.revision);
        store.measure(changes.into_iter().map(measurement_change).collect(), until)?;
        steps += 1;
        if steps % STEPS_PER_FLUSH == 0 {
            store.flush()?;
        }
        load_new_measurements(store, journal)?;
    }
    if target > 0 {
        store.describe_measurements(&mqa::descriptions())?;
    }
    Ok(())
}

/// Loads the assessments up to revision `until`, all of datasets of which the store measures nothing.
fn load(store: &dyn TripleStore, journal: &Journal, until: u64) -> Result<()> {
    let mut after = store.measured();
    let mut steps = std::iter::from_fn(|| {
        let changes = match journal.quality_changes(after, LOAD_STEP) {
            Ok(changes) => changes,
            Err(error) => return Some(vec![Err(error)]),
        };
        after = changes.last()?.revision;
        let within = changes.into_iter().filter(|change| change.revision <= until);
        let measurements: Vec<_> = within.map(|change| Ok(measurement_change(change).measurements)).collect();
        (!measurements.is_empty()).then_some(measurements)
    })
    .flatten();
    store.load_measurements(&mut steps, until)
}

fn measurement_change(change: QualityChange) -> MeasurementChange {
    let measure = |assessment| mqa::measurements(change.dataset.as_str(), &assessment);
    MeasurementChange {
        measurements: change.assessment.map(measure).unwrap_or_default(),
        dataset: NamedNode::new_unchecked(change.dataset.as_str()),
        is_new: change.is_new,
    }
}
