//! A cube as RDF Data Cube (<https://www.w3.org/TR/vocab-data-cube/>).
//!
//! Properties of SDMX are used as they are; what is said of them holds for all cubes, so a time is any literal:
//! some cubes have years, others months.

mod areas;
mod codes;
mod component;
#[cfg(test)]
mod integrity;
mod slices;
mod statements;
mod terms;
pub mod turtle;

pub use turtle::write;

use super::{Names, Selection};
use crate::cubes::Cube;
use datenkreis_vocab::cube::{Measure, Period, iri};
use datenkreis_vocab::ns::{
    cube as cube_link, dcterms, prov, qb, rdf, rdfs, sdmx_attribute, sdmx_measure, xsd,
};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, Triple};
pub(super) use statements::{Statements, boolean, integer};
pub(super) use turtle::turtle_writer;

/// What a cube is made of: its structure, its properties and their codes, the areas and the slices. Areas are
/// called what people call them.
pub fn structure_triples(names: &Names<'_>, cube: &Cube) -> Vec<Triple> {
    structure(names, &Selection::all(cube))
}

/// What some observations of a cube are made of. Of areas, times and ages only those that occur are told.
pub fn structure(names: &Names<'_>, selection: &Selection<'_>) -> Vec<Triple> {
    let definition = &selection.cube.definition;
    let base = names.base;
    let mut said = Statements::default();
    let data_set = data_set(base, selection.cube);
    let structure = iri::structure(base, &definition.id);
    said.add(&data_set, rdf::TYPE, qb::DATA_SET_CLASS);
    said.add(&data_set, qb::STRUCTURE, structure.clone());
    said.add(&data_set, sdmx_attribute::UNIT_MEASURE, iri::unit(base, &definition.measure.unit.id));
    said.add(&structure, rdf::TYPE, qb::DATA_STRUCTURE_DEFINITION);
    said.name(&structure, rdfs::LABEL, &definition.title);
    component::add(base, definition, &mut said);
    codes::add(base, selection, &mut said);
    areas::add(names, selection, &mut said);
    slices::add(base, selection, &mut said);
    said.0
}

/// One observation; nothing for an index there is not.
pub fn observation_triples(base: &str, cube: &Cube, index: usize) -> Vec<Triple> {
    let (Some(observation), Some(table)) = (cube.observations.get(index), cube.table_of(index)) else {
        return vec![];
    };
    let definition = &cube.definition;
    let subject = iri::observation(base, definition, &observation.notations);
    let mut said = Statements(Vec::with_capacity(7 + definition.dimensions.len()));
    said.add(&subject, rdf::TYPE, qb::OBSERVATION_CLASS);
    said.add(&subject, qb::DATA_SET, data_set(base, cube));
    // qb:observation leads from a slice to its observations; said of each of them, they are found as fast.
    if let [area, period, ..] = observation.notations.as_slice() {
        said.add(&subject, dcterms::IS_PART_OF, iri::slice(base, &definition.id, area, period));
    }
    for (dimension, notation) in definition.dimensions.iter().zip(&observation.notations) {
        let code = iri::code(base, dimension, notation).map(Term::from);
        let period = || Period::from_notation(notation).map(|period| period.to_literal().into());
        if let Some(value) = code.or_else(period) {
            said.add(&subject, iri::dimension(base, dimension), value);
        }
    }
    said.add(
        &subject,
        iri::measure(base, &definition.measure),
        value(observation.figure.value, definition.measure.decimals),
    );
    said.add(&subject, sdmx_attribute::OBS_STATUS, iri::status(base, observation.figure.status));
    if table.sha256.is_empty() {
        for slice in cube.slices.of(index) {
            let slice = iri::slice(base, &slice.cube, &slice.area, &slice.period);
            said.add(&subject, prov::WAS_DERIVED_FROM, slice);
        }
    } else {
        let cell = iri::cell(base, &table.sha256, observation.cell.row, observation.cell.column);
        said.add(&subject, prov::WAS_DERIVED_FROM, cell);
    }
    said.0
}

/// The cube itself.
pub(super) fn data_set(base: &str, cube: &Cube) -> NamedNode {
    NamedNode::new_unchecked(iri::cube(base, &cube.definition.id).as_str())
}

/// A figure; a missing one is `""^^cube:Undefined`.
pub(super) fn value(value: Option<f64>, decimals: u8) -> Literal {
    Literal::new_typed_literal(value.map(super::number).unwrap_or_default(), value_type(value, decimals))
}

/// The datatype of a figure: `xsd:integer` for what is counted, else `xsd:decimal`; what is not whole is never made
/// so.
pub(super) fn value_type(value: Option<f64>, decimals: u8) -> NamedNodeRef<'static> {
    match value {
        None => cube_link::UNDEFINED,
        Some(value) if value.fract() == 0.0 => number_type(decimals),
        Some(_) => xsd::DECIMAL,
    }
}

/// The datatype of a measure's figures.
fn number_type(decimals: u8) -> NamedNodeRef<'static> {
    if decimals == 0 { xsd::INTEGER } else { xsd::DECIMAL }
}

/// What is measured.
fn add_measure(base: &str, measure: &Measure, said: &mut Statements) {
    let property = iri::measure(base, measure);
    said.add(&property, rdf::TYPE, rdf::PROPERTY);
    said.add(&property, rdf::TYPE, qb::MEASURE_PROPERTY);
    said.add(&property, rdfs::SUB_PROPERTY_OF, sdmx_measure::OBS_VALUE);
    said.add(&property, rdfs::RANGE, number_type(measure.decimals));
    said.name(&property, rdfs::LABEL, &measure.label);
}

#[cfg(test)]
mod tests;
