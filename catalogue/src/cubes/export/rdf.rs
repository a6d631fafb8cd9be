//! A cube as RDF Data Cube (<https://www.w3.org/TR/vocab-data-cube/>).

use crate::cubes::Cube;
use datenkreis_vocab::cube::{Dimension, Period, iri};
use datenkreis_vocab::ns::{cube as cube_link, prov, qb, rdf, rdfs, sdmx_attribute, skos, xsd};
use datenkreis_vocab::text::Text;
use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};

/// What a cube is made of: its structure, its properties and their codes.
pub fn structure_triples(base: &str, cube: &Cube) -> Vec<Triple> {
    let definition = &cube.definition;
    let mut triples = Triples(vec![]);
    let data_set = NamedNode::new_unchecked(iri::cube(base, &definition.id).as_str());
    let structure = iri::structure(base, &definition.id);
    triples.add(&data_set, rdf::TYPE, qb::DATA_SET_CLASS);
    triples.add(&data_set, qb::STRUCTURE, structure.clone());
    triples.add(&structure, rdf::TYPE, qb::DATA_STRUCTURE_DEFINITION);
    for (order, dimension) in (1_u8..).zip(&definition.dimensions) {
        let component = iri::component(base, &definition.id, dimension.id());
        let property = iri::dimension(base, dimension);
        triples.add(&structure, qb::COMPONENT, component.clone());
        triples.add(&component, rdf::TYPE, qb::COMPONENT_SPECIFICATION);
        triples.add(&component, qb::DIMENSION, property.clone());
        triples.add(&component, qb::ORDER, integer(order.into()));
        if let Dimension::Coded(coded) = dimension {
            triples.add(&property, rdf::TYPE, qb::DIMENSION_PROPERTY);
            triples.name(&property, rdfs::LABEL, &coded.label);
            if let Some(list) = iri::code_list(base, dimension) {
                triples.add(&property, qb::CODE_LIST, list.clone());
                triples.add(&list, rdf::TYPE, skos::CONCEPT_SCHEME);
            }
            for code in &coded.codes {
                if let Some(concept) = iri::code(base, dimension, &code.notation) {
                    triples.add(&concept, rdf::TYPE, skos::CONCEPT);
                    triples.name(&concept, skos::PREF_LABEL, &code.label);
                }
            }
        }
    }
    let measure = iri::measure(base, &definition.measure);
    let component = iri::component(base, &definition.id, &definition.measure.id);
    triples.add(&structure, qb::COMPONENT, component.clone());
    triples.add(&component, qb::MEASURE, measure.clone());
    triples.add(&measure, rdf::TYPE, qb::MEASURE_PROPERTY);
    triples.name(&measure, rdfs::LABEL, &definition.measure.label);
    triples.0
}

/// One observation. None for an index there is not.
pub fn observation_triples(base: &str, cube: &Cube, index: usize) -> Vec<Triple> {
    let (Some(observation), Some(table)) = (cube.observations.get(index), cube.table_of(index)) else {
        return vec![];
    };
    let definition = &cube.definition;
    let subject = iri::observation(base, definition, &observation.notations);
    let mut triples = Triples(Vec::with_capacity(6 + definition.dimensions.len()));
    triples.add(&subject, rdf::TYPE, qb::OBSERVATION_CLASS);
    let data_set = iri::cube(base, &definition.id);
    triples.add(&subject, qb::DATA_SET, NamedNode::new_unchecked(data_set.as_str()));
    for (dimension, notation) in definition.dimensions.iter().zip(&observation.notations) {
        let code = iri::code(base, dimension, notation).map(Term::from);
        let period = || Period::from_notation(notation).map(|period| period.to_literal().into());
        if let Some(value) = code.or_else(period) {
            triples.add(&subject, iri::dimension(base, dimension), value);
        }
    }
    let value = match observation.figure.value {
        None => Literal::new_typed_literal("", cube_link::UNDEFINED),
        Some(value) => number(value, definition.measure.decimals),
    };
    triples.add(&subject, iri::measure(base, &definition.measure), value);
    let status = iri::status(base, observation.figure.status);
    triples.add(&subject, sdmx_attribute::OBS_STATUS, status);
    if table.sha256.is_empty() {
        for slice in cube.slices.of(index) {
            let slice = iri::slice(base, &slice.cube, &slice.area, &slice.period);
            triples.add(&subject, prov::WAS_DERIVED_FROM, slice);
        }
    } else {
        let cell = iri::cell(base, &table.sha256, observation.cell.row, observation.cell.column);
        triples.add(&subject, prov::WAS_DERIVED_FROM, cell);
    }
    triples.0
}

/// `xsd:integer` for what is counted, else `xsd:decimal`; what is not whole is never made so.
fn number(value: f64, decimals: u8) -> Literal {
    let datatype = if decimals == 0 && value.fract() == 0.0 { xsd::INTEGER } else { xsd::DECIMAL };
    // Without an exponent, and without the sign of a zero.
    Literal::new_typed_literal(format!("{}", value + 0.0), datatype)
}

fn integer(number: u32) -> Literal {
    Literal::new_typed_literal(number.to_string(), xsd::INTEGER)
}

struct Triples(Vec<Triple>);

impl Triples {
    fn add(&mut self, subject: &NamedNode, predicate: impl Into<NamedNode>, object: impl Into<Term>) {
        self.0.push(Triple::new(NamedOrBlankNode::from(subject.clone()), predicate, object));
    }

    fn name(&mut self, subject: &NamedNode, predicate: impl Into<NamedNode> + Copy, name: &Text) {
        for text in name.tagged() {
            self.add(subject, predicate, text.to_literal());
        }
    }
}
