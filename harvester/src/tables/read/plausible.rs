//! Whether a figure can be what its cube counts.

use datenkreis_vocab::cube::{CubeDefinition, Figure, known};

/// What binary fractions and factors may add to a whole number.
const TRACE: f64 = 1e-6;

/// Whether a figure is no whole number where whole things are counted, or below zero where nothing can be. Cubes of a
/// region's own may hold balances, which are below zero by right.
pub fn is_implausible(definition: &CubeDefinition, figure: Figure) -> bool {
    let Some(value) = figure.value.filter(|_| definition.measure.decimals == 0) else { return false };
    let is_known = known::cube(&definition.id).is_some();
    (value - value.round()).abs() > TRACE || is_known && value < 0.0
}
