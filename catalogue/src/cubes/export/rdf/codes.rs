//! The code lists, the statuses, and the unit.

use super::statements::{Statements, integer};
use super::{Selection, iri};
use datenkreis_vocab::cube::{Age, Dimension, ObsStatus};
use datenkreis_vocab::ns::{qudt, rdf, rdfs, sdmx_code, skos, xsd};
use datenkreis_vocab::text::Text;
use oxrdf::{Literal, NamedNode};

/// The codes of all dimensions: of a list of our own all, of the ages, of which there are more than any cube has,
/// those that occur.
pub(super) fn add(base: &str, selection: &Selection<'_>, said: &mut Statements) {
    let definition = &selection.cube.definition;
    for (at, dimension) in definition.dimensions.iter().enumerate() {
        let Some(list) = iri::code_list(base, dimension) else { continue };
        let notations: Vec<&str> = match dimension {
            Dimension::Coded(coded) => coded.codes.iter().map(|code| &*code.notation).collect(),
            Dimension::Sex => vec!["F", "M", "T"],
            _ => selection.used(at),
        };
        add_list(&list, &dimension.label(), said);
        for notation in notations {
            let (Some(code), Some(label)) =
                (iri::code(base, dimension, notation), dimension.label_of(notation))
            else {
                continue;
            };
            add_code(&code, &list, notation, &label, said);
            if let Some(age) = Age::from_notation(notation).filter(|_| *dimension == Dimension::Age) {
                add_bounds(base, &code, age, said);
            }
        }
        if *dimension == Dimension::Age {
            add_bound_properties(base, said);
        }
    }
    add_statuses(base, said);
    let unit = &definition.measure.unit;
    let node = iri::unit(base, &unit.id);
    said.add(&node, rdf::TYPE, qudt::UNIT_CLASS);
    said.name(&node, rdfs::LABEL, &unit.label);
    if !unit.symbol.is_empty() {
        said.add(&node, qudt::SYMBOL, Literal::new_simple_literal(&unit.symbol));
    }
}

fn add_list(list: &NamedNode, label: &Text, said: &mut Statements) {
    said.add(list, rdf::TYPE, skos::CONCEPT_SCHEME);
    said.name(list, skos::PREF_LABEL, label);
}

fn add_code(code: &NamedNode, list: &NamedNode, notation: &str, label: &Text, said: &mut Statements) {
    said.add(code, rdf::TYPE, skos::CONCEPT);
    said.add(code, skos::NOTATION, Literal::new_simple_literal(notation));
    said.name(code, skos::PREF_LABEL, label);
    said.add(code, skos::IN_SCHEME, list.clone());
    said.add(code, skos::TOP_CONCEPT_OF, list.clone());
    said.add(list, skos::HAS_TOP_CONCEPT, code.clone());
}

fn add_bounds(base: &str, code: &NamedNode, age: Age, said: &mut Statements) {
    said.add(code, iri::age_from(base), integer(age.from));
    if let Some(to) = age.to {
        said.add(code, iri::age_to(base), integer(to));
    }
}

fn add_bound_properties(base: &str, said: &mut Statements) {
    for (property, label) in [
        (iri::age_from(base), Text::new("ab (vollendete Lebensjahre)", "from (completed years of life)")),
        (iri::age_to(base), Text::new("bis (vollendete Lebensjahre)", "to (completed years of life)")),
    ] {
        said.add(&property, rdf::TYPE, rdf::PROPERTY);
        said.name(&property, rdfs::LABEL, &label);
        said.add(&property, rdfs::RANGE, xsd::INTEGER);
    }
}

/// All statuses. Those of SDMX are members of our list as they are; the others have a broader one there, if any.
fn add_statuses(base: &str, said: &mut Statements) {
    let list = iri::status_list(base);
    add_list(&list, &Text::new("Status einer Angabe", "Status of an observation"), said);
    for status in ObsStatus::all() {
        let code = iri::status(base, status);
        let label = Text::new(status.label("de"), status.label("en"));
        add_code(&code, &list, status.notation(), &label, said);
        match status.sdmx() {
            Some(broader) if broader != code.as_ref() => said.add(&code, skos::BROAD_MATCH, broader),
            Some(_) => said.add(&code, skos::IN_SCHEME, sdmx_code::OBS_STATUS),
            None => {}
        }
    }
}
