//! Observations as JSON-stat 2.0 (<https://json-stat.org/full/>).
//!
//! Values and statuses are objects by place, for a cube rarely has a figure for all that is possible. A figure
//! without a status is a figure like any other.

use super::{Names, Selection, Terms};
use datenkreis_vocab::cube::{Dimension, ObsStatus};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Writes the observations of one cube as a dataset; of several as a collection of datasets.
///
/// # Errors
/// Those of the writer.
pub fn write(selections: &[Selection<'_>], names: &Names<'_>, out: &mut impl Write) -> io::Result<()> {
    if let [one] = selections {
        return dataset(one, names, out);
    }
    out.write_all(b"{\"version\":\"2.0\",\"class\":\"collection\",\"link\":{\"item\":[")?;
    for (number, selection) in selections.iter().enumerate() {
        if number > 0 {
            out.write_all(b",")?;
        }
        dataset(selection, names, out)?;
    }
    out.write_all(b"]}}")
}

/// The head as one piece, then the figures one by one.
fn dataset(selection: &Selection<'_>, names: &Names<'_>, out: &mut impl Write) -> io::Result<()> {
    let codes: Vec<Vec<&str>> =
        (0..selection.cube.definition.dimensions.len()).map(|position| selection.used(position)).collect();
    let head = serde_json::to_vec(&head(selection, names, &codes)).map_err(io::Error::other)?;
    // Without the bracket that closes it.
    out.write_all(head.strip_suffix(b"}").unwrap_or(&head))?;
    let places = Places::new(selection, &codes);
    out.write_all(b",\"value\":{")?;
    let figure = |index: &usize| Some((places.of(*index)?, selection.cube.observations.figure(*index)?));
    let mut separator = "";
    for (place, figure) in selection.indices.iter().filter_map(figure) {
        if let Some(value) = figure.value {
            write!(out, "{separator}\"{place}\":{}", super::number(value))?;
            separator = ",";
        }
    }
    out.write_all(b"},\"status\":{")?;
    separator = "";
    for (place, figure) in selection.indices.iter().filter_map(figure) {
        if figure.status != ObsStatus::Normal {
            write!(out, "{separator}\"{place}\":\"{}\"", figure.status.notation())?;
            separator = ",";
        }
    }
    out.write_all(b"}}")
}

/// Where an observation stands, were all that is possible written one after the other.
struct Places<'a> {
    selection: &'a Selection<'a>,
    sizes: Vec<usize>,
    /// Of each dimension, by the numbers of its codes: their places among those that occur.
    places: Vec<Vec<usize>>,
}

impl<'a> Places<'a> {
    fn new(selection: &'a Selection<'a>, codes: &[Vec<&str>]) -> Self {
        let columns = selection.cube.observations.columns();
        let places = columns.iter().zip(codes).map(|(column, codes)| {
            let mut places = vec![0; column.notations().len()];
            for (place, number) in codes.iter().filter_map(|code| column.find(code)).enumerate() {
                places[number as usize] = place;
            }
            places
        });
        Self { selection, sizes: codes.iter().map(Vec::len).collect(), places: places.collect() }
    }

    fn of(&self, index: usize) -> Option<usize> {
        let columns = self.selection.cube.observations.columns().iter();
        columns.zip(&self.places).zip(&self.sizes).try_fold(0, |place, ((column, places), size)| {
            Some(place * size + places.get(*column.codes().get(index)? as usize)?)
        })
    }
}

fn head(selection: &Selection<'_>, names: &Names<'_>, codes: &[Vec<&str>]) -> Value {
    let definition = &selection.cube.definition;
    let measure = &definition.measure;
    let dimensions = definition.dimensions.iter().zip(codes).map(|(dimension, codes)| {
        let label = |code: &&str| ((*code).to_owned(), names.label(dimension, code, "de").into());
        let labels: Map<String, Value> = codes.iter().map(label).collect();
        let category = json!({ "index": codes, "label": labels });
        (dimension.id().to_owned(), json!({ "label": dimension.label().de, "category": category }))
    });
    let mut dimensions: Map<String, Value> = dimensions.collect();
    let unit = json!({ "label": measure.unit.label.de, "symbol": measure.unit.symbol, "decimals": measure.decimals });
    let category = json!({
        "index": [measure.id],
        "label": { measure.id.as_str(): measure.label.de },
        "unit": { measure.id.as_str(): unit },
    });
    dimensions.insert("measure".into(), json!({ "label": "Merkmal", "category": category }));
    let terms = Terms::of(selection);
    let tables: Vec<Value> = terms
        .tables
        .iter()
        .map(|table| {
            json!({
                "title": table.title,
                "dataset": table.dataset.as_ref().map(|dataset| dataset.as_str()),
                "sha256": table.sha256,
                "attribution": table.attribution,
                "license": table.license,
            })
        })
        .collect();
    let statuses: Map<String, Value> =
        ObsStatus::all().map(|status| (status.notation().to_owned(), status.label("de").into())).collect();
    json!({
        "version": "2.0",
        "class": "dataset",
        "label": definition.title.de,
        "note": [definition.description.de],
        "source": terms.attribution(),
        "id": definition.dimensions.iter().map(Dimension::id).chain(["measure"]).collect::<Vec<_>>(),
        "size": codes.iter().map(Vec::len).chain([1]).collect::<Vec<_>>(),
        "role": { "geo": ["refArea"], "time": ["refPeriod"], "metric": ["measure"] },
        "dimension": dimensions,
        "extension": { "license": terms.licenses, "tables": tables, "statuses": statuses },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cubes::samples::{names, view};
    use datenkreis_vocab::cube::known;

    fn written(selections: &[Selection<'_>]) -> Value {
        let names = names("https://a.example");
        let mut bytes = vec![];
        write(selections, &names, &mut bytes).expect("written");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    #[test]
    fn a_figure_stands_at_its_place() {
        let rows = ["05978 2023 1", "05978 2024 2.5", "05978020 2024 •"];
        let cube = view(known::LAND, &rows);
        let dataset = written(&[Selection::all(&cube)]);
        assert_eq!(dataset["id"], json!(["refArea", "refPeriod", "measure"]));
        assert_eq!(dataset["size"], json!([2, 2, 1]));
        assert_eq!(dataset["value"], json!({ "0": 1, "1": 2.5 }));
        assert_eq!(dataset["status"], json!({ "3": "Q" }));
        assert_eq!(dataset["dimension"]["refPeriod"]["category"]["index"], json!(["2023", "2024"]));
        assert_eq!(dataset["dimension"]["measure"]["category"]["unit"]["flaecheKm2"]["decimals"], json!(2));
        assert_eq!(dataset["source"], json!("© IT.NRW"));
    }

    #[test]
    fn a_selection_has_a_place_only_for_what_it_holds() {
        let cube = view(known::LAND, &["05978 2023 1", "05978 2024 2.5", "05978020 2024 3"]);
        let some = || Selection { cube: &cube, indices: vec![2, 1] };
        let dataset = written(&[some()]);
        assert_eq!((&dataset["size"], &dataset["value"]), (&json!([2, 1, 1]), &json!({ "0": 2.5, "1": 3 })));
        let collection = written(&[some(), some()]);
        assert_eq!(collection["link"]["item"], json!([dataset, dataset]));
    }
}
