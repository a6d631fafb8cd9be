//! Observations as JSON-stat 2.0 (<https://json-stat.org/full/>).

use super::{Names, Selection};
use datenkreis_vocab::cube::Dimension;
use serde_json::{Map, Value, json};

/// The observations of one cube as a dataset; of several as a collection of datasets.
pub fn document(selections: &[Selection<'_>], names: &Names<'_>) -> Value {
    match selections {
        [one] => dataset(one, names),
        several => json!({
            "version": "2.0",
            "class": "collection",
            "link": { "item": several.iter().map(|selection| dataset(selection, names)).collect::<Vec<_>>() },
        }),
    }
}

fn dataset(selection: &Selection<'_>, names: &Names<'_>) -> Value {
    let definition = &selection.cube.definition;
    let observations: Vec<_> = selection.observations().collect();
    // The codes that occur, in the order they occur.
    let mut codes: Vec<Vec<&str>> = vec![vec![]; definition.dimensions.len()];
    let mut places: Vec<std::collections::HashMap<&str, usize>> =
        vec![Default::default(); definition.dimensions.len()];
    for (_, observation) in &observations {
        for (at, notation) in observation.notations.iter().enumerate() {
            places[at].entry(notation).or_insert_with(|| {
                codes[at].push(notation);
                codes[at].len() - 1
            });
        }
    }
    let sizes: Vec<usize> = codes.iter().map(Vec::len).collect();
    let (mut values, mut statuses) = (Map::new(), Map::new());
    for (_, observation) in &observations {
        let place = observation
            .notations
            .iter()
            .enumerate()
            .fold(0, |place, (at, notation)| place * sizes[at] + places[at][notation]);
        if let Some(value) = observation.figure.value {
            values.insert(place.to_string(), plain(value));
        }
        statuses.insert(place.to_string(), observation.figure.status.notation().into());
    }
    let ids: Vec<&str> = definition.dimensions.iter().map(Dimension::id).collect();
    let dimensions = definition.dimensions.iter().zip(&codes).map(|(dimension, codes)| {
        let labels: Map<String, Value> = codes
            .iter()
            .map(|code| ((*code).to_owned(), names.label(dimension, code, "de").into()))
            .collect();
        (
            dimension.id().to_owned(),
            json!({ "label": dimension.label().de, "category": { "index": codes, "label": labels } }),
        )
    });
    let mut dimensions: Map<String, Value> = dimensions.collect();
    let measure = &definition.measure;
    dimensions.insert(
        "measure".into(),
        json!({
            "label": "Merkmal",
            "category": {
                "index": [measure.id],
                "label": { measure.id.as_str(): measure.label.de },
                "unit": { measure.id.as_str(): { "label": measure.unit.label.de, "symbol": measure.unit.symbol, "decimals": measure.decimals } },
            },
        }),
    );
    let tables: Vec<Value> = selection
        .cube
        .sources()
        .map(|table| json!({ "title": table.title, "dataset": table.dataset.as_ref().map(|dataset| dataset.as_str()), "sha256": table.sha256, "attribution": table.attribution, "license": table.license }))
        .collect();
    json!({
        "version": "2.0",
        "class": "dataset",
        "label": definition.title.de,
        "note": [definition.description.de],
        "source": selection.cube.sources().map(|table| table.attribution.as_str()).filter(|text| !text.is_empty()).collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("; "),
        "id": ids.iter().copied().chain(["measure"]).collect::<Vec<_>>(),
        "size": sizes.iter().copied().chain([1]).collect::<Vec<_>>(),
        "role": { "geo": ["refArea"], "time": ["refPeriod"], "metric": ["measure"] },
        "dimension": dimensions,
        "value": values,
        "status": statuses,
        "extension": { "tables": tables },
    })
}

/// A whole number without a point.
fn plain(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { Value::from(value as i64) } else { Value::from(value) }
}
