//! Observations as SDMX-CSV 2.0 (<https://github.com/sdmx-twg/sdmx-csv>): the codes alone, one row each.

use super::{Selection, csv, number};
use std::io::{self, Write};

/// Writes observations of one cube.
///
/// # Errors
/// Those of the writer.
pub fn write(selection: &Selection<'_>, out: &mut impl Write) -> io::Result<()> {
    let definition = &selection.cube.definition;
    let dimensions = definition.dimensions.iter().map(|dimension| dimension.id().to_owned());
    let head = ["STRUCTURE", "STRUCTURE_ID", "ACTION"].map(str::to_owned).into_iter().chain(dimensions);
    let head: Vec<String> = head.chain(["OBS_VALUE", "OBS_STATUS"].map(str::to_owned)).collect();
    csv::row(out, head.iter().map(String::as_str))?;
    let structure = format!("DATENKREIS:{}(1.0)", definition.id);
    for (_, observation) in selection.observations() {
        let value = observation.figure.value.map(number).unwrap_or_default();
        let start = ["dataflow", &structure, "I"].into_iter();
        let end = [value.as_str(), observation.figure.status.notation()];
        csv::row(out, start.chain(observation.notations.iter().copied()).chain(end))?;
    }
    Ok(())
}
