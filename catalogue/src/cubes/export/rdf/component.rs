//! The components of a structure, and the properties they are.

use super::statements::{Statements, boolean, integer};
use super::{add_measure, iri};
use datenkreis_vocab::cube::{CubeDefinition, Dimension};
use datenkreis_vocab::ns::{qb, qudt, rdf, rdfs, schema, sdmx_attribute, sdmx_concept, skos};
use datenkreis_vocab::text::Text;
use oxrdf::{NamedNode, NamedNodeRef};

/// All components in their order: the dimensions, the measure, the attributes; and the key of the slices.
pub(super) fn add(base: &str, definition: &CubeDefinition, said: &mut Statements) {
    let structure = iri::structure(base, &definition.id);
    let mut order = 0;
    let mut component = |said: &mut Statements, id: &str, role: NamedNodeRef<'_>, property: NamedNode| {
        order += 1;
        let component = iri::component(base, &definition.id, id);
        said.add(&structure, qb::COMPONENT, component.clone());
        said.add(&component, rdf::TYPE, qb::COMPONENT_SPECIFICATION);
        said.add(&component, role, property);
        said.add(&component, qb::ORDER, integer(order));
        component
    };
    for dimension in &definition.dimensions {
        let property = iri::dimension(base, dimension);
        add_dimension(base, dimension, &property, said);
        component(said, dimension.id(), qb::DIMENSION, property);
    }
    let measure = &definition.measure;
    add_measure(base, measure, said);
    component(said, &measure.id, qb::MEASURE, iri::measure(base, measure));
    for (id, property) in
        [("obsStatus", sdmx_attribute::OBS_STATUS), ("unitMeasure", sdmx_attribute::UNIT_MEASURE)]
    {
        let component = component(said, id, qb::ATTRIBUTE, property.into_owned());
        said.add(&component, qb::COMPONENT_REQUIRED, boolean(true));
        if property == sdmx_attribute::UNIT_MEASURE {
            said.add(&component, qb::COMPONENT_ATTACHMENT, qb::DATA_SET_CLASS);
        }
    }
    add_attributes(base, said);
    add_slice_key(base, definition, &structure, said);
}

fn add_dimension(base: &str, dimension: &Dimension, property: &NamedNode, said: &mut Statements) {
    said.add(property, rdf::TYPE, rdf::PROPERTY);
    said.add(property, rdf::TYPE, qb::DIMENSION_PROPERTY);
    said.name(property, rdfs::LABEL, &dimension.label());
    let (range, concept) = match dimension {
        Dimension::RefArea => (schema::ADMINISTRATIVE_AREA, Some(sdmx_concept::REF_AREA)),
        Dimension::RefPeriod => (rdfs::LITERAL, Some(sdmx_concept::REF_PERIOD)),
        Dimension::Sex => (skos::CONCEPT, Some(sdmx_concept::SEX)),
        Dimension::Age => (skos::CONCEPT, Some(sdmx_concept::AGE)),
        Dimension::Coded(_) => (skos::CONCEPT, None),
    };
    said.add(property, rdfs::RANGE, range);
    if let Some(concept) = concept {
        said.add(property, qb::CONCEPT, concept);
    }
    if let Some(list) = iri::code_list(base, dimension) {
        said.add(property, rdf::TYPE, qb::CODED_PROPERTY);
        said.add(property, qb::CODE_LIST, list);
    }
}

fn add_attributes(base: &str, said: &mut Statements) {
    let status = sdmx_attribute::OBS_STATUS.into_owned();
    said.add(&status, rdf::TYPE, qb::CODED_PROPERTY);
    said.add(&status, qb::CODE_LIST, iri::status_list(base));
    let unit = sdmx_attribute::UNIT_MEASURE.into_owned();
    for (property, label, range, concept) in [
        (status, Text::new("Status", "Status"), skos::CONCEPT, sdmx_concept::OBS_STATUS),
        (unit, Text::new("Einheit", "Unit"), qudt::UNIT_CLASS, sdmx_concept::UNIT_MEASURE),
    ] {
        said.add(&property, rdf::TYPE, rdf::PROPERTY);
        said.add(&property, rdf::TYPE, qb::ATTRIBUTE_PROPERTY);
        said.name(&property, rdfs::LABEL, &label);
        said.add(&property, rdfs::RANGE, range);
        said.add(&property, qb::CONCEPT, concept);
    }
}

fn add_slice_key(base: &str, definition: &CubeDefinition, structure: &NamedNode, said: &mut Statements) {
    let key = iri::slice_key(base, &definition.id);
    said.add(structure, qb::SLICE_KEY, key.clone());
    said.add(&key, rdf::TYPE, qb::SLICE_KEY_CLASS);
    said.name(&key, rdfs::LABEL, &Text::new("ein Gebiet zu einer Zeit", "an area at a time"));
    for dimension in definition.dimensions.iter().take(2) {
        said.add(&key, qb::COMPONENT_PROPERTY, iri::dimension(base, dimension));
    }
}
