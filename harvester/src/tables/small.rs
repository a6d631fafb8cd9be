//! Whether a table shows small figures of parts of municipalities, which its publisher should know.

use super::report::{Report, place};
use datenkreis_vocab::cube::suppress::Guard;
use datenkreis_vocab::cube::{AreaKey, CubeDefinition, Level, Observations};
use datenkreis_vocab::finding::{Finding, rule};

/// Whether findings may repeat what a table says about an area. They do not for parts of municipalities, whatever
/// the threshold: it may change, and findings stay.
pub fn may_be_repeated(area: Option<&str>) -> bool {
    area.and_then(AreaKey::read).is_none_or(|area| area.level() != Level::Quarter)
}

/// Where small figures stand; which they are is not repeated.
pub fn small_numbers(parts: &[(CubeDefinition, Observations)], guard: &Guard) -> Vec<Finding> {
    let mut report = Report::new();
    for (definition, observations) in
        parts.iter().filter(|(definition, _)| definition.measure.counts_people())
    {
        for observation in observations.iter() {
            let is_small = observation.figure.value.is_some_and(|value| guard.is_small(value));
            let area = observation.notations.first().copied().and_then(AreaKey::read);
            if is_small && area.is_some_and(|area| (guard.guards)(&area)) {
                let cell = place(observation.cell.row, observation.cell.column.into());
                report.tell(&rule::TABLE_SMALL_NUMBERS, &definition.id, cell, "");
            }
        }
    }
    report.finish()
}
