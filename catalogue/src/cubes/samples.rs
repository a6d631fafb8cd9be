//! Small cubes for tests.

use super::export::Names;
use super::union::{Part, unite};
use super::{Areas, Cube, CubeView, Slices, Table};
use datenkreis_vocab::cube::{Cell, CubeDefinition, Figure, ObsStatus, Observations, known};
use datenkreis_vocab::identity::DatasetIri;
use jiff::Timestamp;
use std::sync::LazyLock;

/// A table that was read at a second.
pub(crate) fn table(mapping: &str, at: i64) -> Table {
    Table {
        mapping: mapping.into(),
        title: format!("Tabelle {mapping}"),
        dataset: Some(DatasetIri::new(format!("https://daten.example/dataset/unna/{mapping}"))),
        url: format!("https://tabellen.example/{mapping}.csv"),
        sha256: crate::rdf::canonical::hash(format!("{mapping} {at}").as_bytes()),
        run: None,
        at: Timestamp::from_second(at).expect("a time"),
        attribution: "© IT.NRW".into(),
        license: Some("http://dcat-ap.de/def/licenses/dl-by-de/2.0".into()),
    }
}

/// A known cube.
pub(crate) fn definition(cube: &str) -> CubeDefinition {
    known::cube(cube).expect("a known cube").clone()
}

/// Areas as the register calls them.
pub(crate) fn names(base: &str) -> Names<'_> {
    static AREAS: LazyLock<Areas> = LazyLock::new(Areas::default);
    Names { base, areas: &AREAS }
}

/// Notations and a value each, separated by blanks; a sign stands for a missing value.
pub(crate) fn observations(dimensions: usize, rows: &[&str]) -> Observations {
    let mut observations = Observations::new(dimensions);
    for (number, row) in (1..).zip(rows) {
        let mut parts: Vec<&str> = row.split(' ').collect();
        let value = parts.pop().unwrap_or_default();
        let missing = || ObsStatus::all().find(|status| status.is_missing() && status.sign() == value);
        let figure =
            value.parse().map_or_else(|_| Figure::missing(missing().expect("a sign")), Figure::normal);
        observations.push(&parts, figure, Cell { row: number, column: 3 });
    }
    observations
}

/// What a table says about a known cube.
pub(crate) fn part(table: Table, cube: &str, rows: &[&str]) -> Part {
    let definition = definition(cube);
    let observations = observations(definition.dimensions.len(), rows);
    Part { table, priority: 0, revision: 1, definition, observations, slices: Slices::default() }
}

/// A cube of one table.
pub(crate) fn view(cube: &str, rows: &[&str]) -> CubeView {
    CubeView::new(unite(vec![part(table("eine", 1), cube, rows)]).expect("a part")).0
}

/// The observations as [`observations`] reads them.
pub(crate) fn rows(cube: &Cube) -> Vec<String> {
    let row = |(observation, _): (datenkreis_vocab::cube::Observation<'_>, &Table)| {
        let value = observation.figure.value.map(|value| value.to_string());
        let value = value.unwrap_or_else(|| observation.figure.status.sign().to_owned());
        format!("{} {value}", observation.notations.join(" "))
    };
    cube.iter().map(row).collect()
}
