//! What the columns of the CSV mean (Metadata Vocabulary for Tabular Data, <https://www.w3.org/TR/tabular-metadata/>):
//! read with it, the table gives the dimensions, the figure and the cell of each observation as RDF.

use super::csv::{Column, columns, status_code};
use super::{Names, Selection, Terms};
use datenkreis_vocab::cube::{Dimension, ObsStatus, iri};
use datenkreis_vocab::ns::{prov, qb, schema, sdmx_attribute, sdmx_code, sdmx_dimension, sdmx_measure, skos};
use datenkreis_vocab::text::Text;
use oxrdf::NamedNode;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The metadata of the CSV of one cube or several, which lies at `url`, relative or absolute.
pub fn document(selections: &[Selection<'_>], names: &Names<'_>, url: &str) -> Value {
    let base = names.base;
    let columns: Vec<Value> =
        columns(selections).iter().map(|column| describe(column, selections, base)).collect();
    let terms: Vec<Terms<'_>> = selections.iter().map(Terms::of).collect();
    let definitions = || selections.iter().map(|selection| &selection.cube.definition);
    let licenses: BTreeSet<&str> = terms.iter().flat_map(|terms| terms.licenses.iter().copied()).collect();
    let attributions: BTreeSet<&str> =
        terms.iter().flat_map(|terms| terms.attributions.iter().copied()).collect();
    let titles: BTreeSet<&str> =
        terms.iter().flat_map(|terms| terms.tables.iter().map(|table| &*table.title)).collect();
    let cubes = definitions().map(|definition| json!({ "@id": iri::cube(base, &definition.id).as_str() }));
    json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "de" }],
        "url": url,
        "dc:title": definitions().map(|definition| &*definition.title.de).collect::<Vec<_>>().join("; "),
        "dc:description": definitions().map(|definition| &*definition.description.de).collect::<Vec<_>>().join("\n"),
        "dc:license": licenses.into_iter().map(|iri| json!({ "@id": iri })).collect::<Vec<_>>(),
        "dc:rights": attributions.into_iter().collect::<Vec<_>>().join("; "),
        "dc:source": titles,
        "dc:isPartOf": cubes.collect::<Vec<_>>(),
        "dialect": { "encoding": "utf-8", "delimiter": ",", "header": true },
        "tableSchema": {
            "aboutUrl": "{+beobachtung}",
            "primaryKey": Column::Observation.name(),
            "columns": columns,
        },
    })
}

fn describe(column: &Column, selections: &[Selection<'_>], base: &str) -> Value {
    let mut described = Map::new();
    let Text { de, en } = column.title();
    described.insert("name".into(), column.name().into());
    // The title is what stands in the head of the table; what it holds is said beside it.
    described.insert("titles".into(), column.name().into());
    described.insert(
        "dc:description".into(),
        json!([{ "@value": de, "@language": "de" }, { "@value": en, "@language": "en" }]),
    );
    let mut say = |key: &str, value: Value| described.insert(key.to_owned(), value);
    say("datatype", datatype(column, selections));
    if column.is_required(selections) {
        say("required", true.into());
    }
    if let Some(property) = property(column, selections, base) {
        say("propertyUrl", property.as_str().into());
    }
    if let Some(value) = value_url(column, base) {
        say("valueUrl", value.into());
    }
    if matches!(column, Column::AreaName | Column::AreaKey) {
        say("aboutUrl", "{+gebiet}".into());
    }
    // What follows from other columns is no statement of its own.
    if matches!(
        column,
        Column::CodeName(_)
            | Column::Measure
            | Column::Unit
            | Column::StatusText
            | Column::RowOfTable
            | Column::PlaceInRow
            | Column::Observation
    ) {
        say("suppressOutput", true.into());
    }
    described.into()
}

fn datatype(column: &Column, selections: &[Selection<'_>]) -> Value {
    match column {
        Column::Period { years: true } => json!("gYear"),
        Column::Value if selections.iter().all(whole) => json!("integer"),
        Column::Value => json!("decimal"),
        Column::RowOfTable | Column::PlaceInRow => json!({ "base": "integer", "minimum": 1 }),
        Column::AreaKey => {
            json!({ "base": "string", "format": "(DE|[0-9]{2}|[0-9]{3}|[0-9]{5}|[0-9]{8,9})(-[0-9A-Za-z_.-]+)?" })
        }
        Column::Code(dimension) => json!({ "base": "string", "format": codes(dimension, selections) }),
        Column::Status => {
            let codes: Vec<_> = ObsStatus::all().map(status_code).collect();
            json!({ "base": "string", "format": codes.join("|") })
        }
        Column::Table => json!({ "base": "string", "format": "[0-9a-f]{64}" }),
        Column::Area | Column::Observation => json!("anyURI"),
        _ => json!("string"),
    }
}

/// Whether all figures are whole and meant to be.
fn whole(selection: &Selection<'_>) -> bool {
    let is_whole = |index: &usize| {
        let figure = selection.cube.observations.figure(*index);
        figure.and_then(|figure| figure.value).is_none_or(|value| value.fract() == 0.0)
    };
    selection.cube.definition.measure.decimals == 0 && selection.indices.iter().all(is_whole)
}

/// The codes of a dimension, as a regular expression.
fn codes(dimension: &Dimension, selections: &[Selection<'_>]) -> String {
    let of_one = |selection: &Selection<'_>| -> Vec<String> {
        let Some(position) = selection.cube.definition.position(dimension.id()) else { return vec![] };
        match &selection.cube.definition.dimensions[position] {
            Dimension::Sex => ["F", "M", "T"].map(|code| format!("sex-{code}")).into(),
            Dimension::Coded(coded) => {
                coded.codes.iter().map(|code| code.notation.replace('.', "\\.")).collect()
            }
            _ => selection.used(position).into_iter().map(str::to_owned).collect(),
        }
    };
    let mut codes: Vec<String> = vec![];
    for code in selections.iter().flat_map(of_one) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.join("|")
}

fn property(column: &Column, selections: &[Selection<'_>], base: &str) -> Option<NamedNode> {
    Some(match column {
        Column::Cube => qb::DATA_SET.into_owned(),
        Column::Area => sdmx_dimension::REF_AREA.into_owned(),
        Column::AreaName => schema::NAME.into_owned(),
        Column::AreaKey => skos::NOTATION.into_owned(),
        Column::Period { .. } => sdmx_dimension::REF_PERIOD.into_owned(),
        Column::Code(dimension) => iri::dimension(base, dimension),
        Column::Value => measure(selections, base),
        Column::Status => sdmx_attribute::OBS_STATUS.into_owned(),
        Column::Table => prov::WAS_DERIVED_FROM.into_owned(),
        _ => return None,
    })
}

/// What all cubes measure; where they measure different things, that it is an observed value.
fn measure(selections: &[Selection<'_>], base: &str) -> NamedNode {
    let mut measures = selections.iter().map(|selection| &selection.cube.definition.measure);
    match measures.next() {
        Some(first) if measures.all(|other| other.id == first.id) => iri::measure(base, first),
        _ => sdmx_measure::OBS_VALUE.into_owned(),
    }
}

/// What a cell stands for, as a URI template.
fn value_url(column: &Column, base: &str) -> Option<String> {
    let name = column.name();
    Some(match column {
        Column::Cube => format!("{}{{{name}}}", iri::cube(base, "").as_str()),
        Column::Area => format!("{{+{name}}}"),
        Column::Code(Dimension::Sex) => format!("{}{{{name}}}", sdmx_code::NS),
        Column::Code(Dimension::Age) => format!("{base}/def/alter/{{{name}}}"),
        Column::Code(dimension) => format!("{base}/def/{}/{{{name}}}", dimension.id()),
        Column::Table => format!("{base}/id/tabelle/{{{name}}}#cell={{zeile}},{{spalte}}"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cubes::export::csv;
    use crate::cubes::samples::{names, view};
    use datenkreis_vocab::cube::known;

    #[test]
    fn each_column_of_the_table_is_described() {
        let cube = view(known::POPULATION, &["05978020 2024 F Y0T4 981", "05978020 2024 T _T •"]);
        let names = names("https://a.example");
        let selection = Selection::all(&cube);
        let mut table = vec![];
        csv::write(std::slice::from_ref(&selection), &names, &mut table).expect("written");
        let head = String::from_utf8(table).expect("UTF-8").lines().next().expect("a head").to_owned();
        let document = document(std::slice::from_ref(&selection), &names, "bevoelkerung-stand.csv");
        let columns = document["tableSchema"]["columns"].as_array().expect("columns");
        let described: Vec<&str> = columns.iter().filter_map(|column| column["titles"].as_str()).collect();
        assert_eq!(described.join(","), head);
        let check = |name: &str, key: &str, expected: Value| {
            let column = columns.iter().find(|column| column["name"] == name).expect("a column");
            assert_eq!(column[key], expected, "{name} {key}");
        };
        check("wert", "datatype", json!("integer"));
        check("jahr", "datatype", json!("gYear"));
        check("geschlecht", "valueUrl", json!("http://purl.org/linked-data/sdmx/2009/code#{geschlecht}"));
        check("alter", "datatype", json!({ "base": "string", "format": "Y0T4|_T" }));
        check("statistik", "valueUrl", json!("https://a.example/dataset/kubus/{statistik}"));
        check("wert", "required", Value::Null);
        assert_eq!(document["dc:license"], json!([{ "@id": "http://dcat-ap.de/def/licenses/dl-by-de/2.0" }]));
        assert_eq!(document["dc:rights"], json!("© IT.NRW"));
    }

    #[test]
    fn several_cubes_share_a_description() {
        let population = view(known::POPULATION, &["05978020 2024 F Y0T4 981"]);
        let land = view(known::LAND, &["05978020 2024 40.95"]);
        let names = names("https://a.example");
        let selections = [Selection::all(&land), Selection::all(&population)];
        let document = document(&selections, &names, "karte.csv");
        let column = |name: &str| {
            let columns = document["tableSchema"]["columns"].as_array().expect("columns");
            columns.iter().find(|column| column["name"] == name).expect("a column").clone()
        };
        let value = column("wert");
        assert_eq!(value["propertyUrl"], json!("http://purl.org/linked-data/sdmx/2009/measure#obsValue"));
        assert_eq!(value["datatype"], json!("decimal"));
        // An area of land has no sex.
        assert_eq!(column("geschlecht")["required"], Value::Null);
        assert_eq!(column("gebiet")["required"], json!(true));
        assert_eq!(document["dc:isPartOf"].as_array().map(Vec::len), Some(2));
    }
}
