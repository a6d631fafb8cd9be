//! Observations as SDMX-CSV 2.0 (<https://github.com/sdmx-twg/sdmx-csv>): the codes alone, one row each.

use super::{Selection, csv, number};
use datenkreis_vocab::cube::{Dimension, ObsStatus};
use datenkreis_vocab::indicator::unit_of;
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes observations of one cube. Dimensions are called as SDMX calls its own: `REF_AREA`, `TIME_PERIOD`.
///
/// # Errors
/// Those of the writer.
pub fn write(selection: &Selection<'_>, out: &mut impl Write) -> io::Result<()> {
    let definition = &selection.cube.definition;
    let dimensions = definition.dimensions.iter().map(|dimension| Cow::from(component(dimension)));
    let start = ["STRUCTURE", "STRUCTURE_ID", "ACTION"].map(Cow::from);
    let end = ["OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS"].map(Cow::from);
    csv::row(out, start.into_iter().chain(dimensions).chain(end))?;
    let structure = format!("DATENKREIS:{}(1.0)", definition.id);
    for (_, observation) in selection.observations() {
        let value = observation.figure.value.map(number).unwrap_or_default();
        let start = ["dataflow", &structure, "I"].map(Cow::from);
        let end = [
            Cow::from(value),
            Cow::from(&*unit_of(definition, &observation.notations).id),
            Cow::from(status(observation.figure.status)),
        ];
        let notations = observation.notations.iter().map(|notation| Cow::from(*notation));
        csv::row(out, start.into_iter().chain(notations).chain(end))?;
    }
    Ok(())
}

fn component(dimension: &Dimension) -> String {
    match dimension {
        Dimension::RefArea => "REF_AREA".into(),
        Dimension::RefPeriod => "TIME_PERIOD".into(),
        other => other.id().replace('-', "_").to_ascii_uppercase(),
    }
}

/// The code of the SDMX list of statuses. Where ours is free or means something else there, the nearest one.
fn status(status: ObsStatus) -> &'static str {
    match status {
        ObsStatus::Zero | ObsStatus::Revised => ObsStatus::Normal.notation(),
        ObsStatus::Empty => ObsStatus::Unknown.notation(),
        other => other.notation(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cubes::samples::view;
    use datenkreis_vocab::cube::known;

    #[test]
    fn codes_and_values_alone() {
        let cube = view(known::CHANGES, &["05978020 2024 T zuzug 12", "05978020 2024 T fortzug ."]);
        let mut bytes = vec![];
        write(&Selection::all(&cube), &mut bytes).expect("written");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let start = "dataflow,DATENKREIS:bevoelkerung-bewegung(1.0),I,05978020,2024,T";
        assert_eq!(
            text,
            format!(
                "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,TIME_PERIOD,SEX,BEWEGUNGSART,OBS_VALUE,UNIT_MEASURE,OBS_STATUS\r\n{start},zuzug,12,fall,A\r\n{start},fortzug,,fall,O\r\n"
            )
        );
    }
}
