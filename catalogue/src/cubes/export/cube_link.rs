//! A cube in the profile cube.link (<https://cube.link/>), as visualize.admin.ch and other viewers read it.
//!
//! Its shapes allow observations one type and nothing that the constraint does not name. So this is a file of its
//! own: the same observations under the same IRIs, said in other words, without their cells and statements about
//! `qb:Observation`. To be read instead of the RDF Data Cube, never with it.

mod constraint;
mod shape;

use super::rdf::{Statements, integer};
use super::{Names, Selection, Terms};
use crate::cubes::Cube;
use crate::relations::Speaker;
use datenkreis_vocab::cube::{AreaKey, Dimension, Observation, Period, iri};
use datenkreis_vocab::ns::{cube as cube_link, rdf, schema, sdmx_attribute, xsd};
use datenkreis_vocab::text::Text;
use jiff::Timestamp;
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term};
use std::io::{self, Write};

const PUBLISHED: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://ld.admin.ch/vocabulary/CreativeWorkStatus/Published");

/// Who answers for a cube, and since when it is there.
#[derive(Clone, Debug)]
pub struct Publication<'a> {
    /// The publisher.
    pub speaker: &'a Speaker,
    /// When it was published first.
    pub issued: Timestamp,
    /// When its observations changed last.
    pub modified: Timestamp,
}

/// Writes observations of one cube as Turtle.
///
/// # Errors
/// Those of the writer; one that is no IRI as the base.
pub fn write(
    selection: &Selection<'_>,
    names: &Names<'_>,
    publication: &Publication<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let (base, cube) = (names.base, selection.cube);
    let mut said = Statements::default();
    add_cube(base, selection, publication, &mut said);
    constraint::add(base, selection, &publication.speaker.iri, &mut said);
    add_names(names, selection, &mut said);
    let mut writer = super::rdf::turtle_writer(base, out)?;
    for triple in &said.0 {
        writer.serialize_triple(triple)?;
    }
    let set = node(base, cube, "beobachtungen");
    for (_, observation) in selection.observations() {
        let mut said = Statements::default();
        said.add(
            &set,
            cube_link::OBSERVATION,
            iri::observation(base, &cube.definition, &observation.notations),
        );
        for triple in &said.0 {
            writer.serialize_triple(triple)?;
        }
    }
    for (_, observation) in selection.observations() {
        for triple in &observed(base, cube, &observation, &publication.speaker.iri).0 {
            writer.serialize_triple(triple)?;
        }
    }
    writer.finish()?;
    Ok(())
}

/// What belongs to the cube in this profile alone.
fn node(base: &str, cube: &Cube, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}/cube.link/{name}", iri::cube(base, &cube.definition.id).as_str()))
}

fn add_cube(base: &str, selection: &Selection<'_>, publication: &Publication<'_>, said: &mut Statements) {
    let cube = selection.cube;
    let definition = &cube.definition;
    let subject = super::rdf::data_set(base, cube);
    let set = node(base, cube, "beobachtungen");
    said.add(&subject, rdf::TYPE, cube_link::CUBE);
    said.name(&subject, schema::NAME, &definition.title);
    said.name(&subject, schema::DESCRIPTION, &definition.description);
    said.add(&subject, schema::IDENTIFIER, Literal::new_simple_literal(&definition.id));
    let day = |at: Timestamp| Literal::new_typed_literal(at.strftime("%Y-%m-%d").to_string(), xsd::DATE);
    said.add(&subject, schema::DATE_CREATED, day(publication.issued));
    said.add(&subject, schema::DATE_PUBLISHED, day(publication.issued));
    said.add(&subject, schema::DATE_MODIFIED, day(publication.modified));
    said.add(&subject, schema::CREATIVE_WORK_STATUS, PUBLISHED);
    let publisher = NamedNode::new_unchecked(&publication.speaker.iri);
    for role in [schema::PUBLISHER, schema::CREATOR, schema::CONTRIBUTOR] {
        said.add(&subject, role, publisher.clone());
    }
    let contact = node(base, cube, "kontakt");
    said.add(&subject, schema::CONTACT_POINT, contact.clone());
    let terms = Terms::of(selection);
    for license in &terms.licenses {
        said.add(&subject, schema::LICENSE, NamedNode::new_unchecked(*license));
    }
    for attribution in &terms.attributions {
        said.add(&subject, schema::CREDIT_TEXT, Literal::new_simple_literal(*attribution));
    }
    said.add(&subject, cube_link::OBSERVATION_CONSTRAINT, node(base, cube, "form"));
    said.add(&subject, cube_link::OBSERVATION_SET, set.clone());
    said.add(&contact, rdf::TYPE, schema::CONTACT_POINT_CLASS);
    said.add(&contact, schema::NAME, Literal::new_simple_literal(&publication.speaker.name));
    said.add(&contact, schema::EMAIL, Literal::new_simple_literal(&publication.speaker.email));
    said.add(&set, rdf::TYPE, cube_link::OBSERVATION_SET_CLASS);
}

/// What viewers call areas, codes and statuses; and the order of codes.
fn add_names(names: &Names<'_>, selection: &Selection<'_>, said: &mut Statements) {
    let base = names.base;
    for (at, dimension) in selection.cube.definition.dimensions.iter().enumerate() {
        for (position, notation) in (1_u32..).zip(selection.used(at)) {
            let Some(code) = iri::code(base, dimension, notation) else { continue };
            let area = AreaKey::read(notation).filter(|_| *dimension == Dimension::RefArea);
            let label = area.as_ref().map(|area| names.area(area)).or_else(|| dimension.label_of(notation));
            said.name(&code, schema::NAME, &label.unwrap_or_else(|| Text::new(notation, notation)));
            said.add(&code, schema::IDENTIFIER, Literal::new_simple_literal(notation));
            if area.is_none() {
                said.add(&code, schema::POSITION, integer(position));
            }
        }
    }
    for status in selection.statuses() {
        let code = iri::status(base, status);
        said.name(&code, schema::NAME, &Text::new(status.label("de"), status.label("en")));
        said.add(&code, schema::IDENTIFIER, Literal::new_simple_literal(status.notation()));
    }
}

/// One observation; each statement is one that the constraint names.
fn observed(base: &str, cube: &Cube, observation: &Observation<'_>, by: &str) -> Statements {
    let definition = &cube.definition;
    let subject = iri::observation(base, definition, &observation.notations);
    let mut said = Statements::default();
    said.add(&subject, rdf::TYPE, cube_link::OBSERVATION_CLASS);
    said.add(&subject, cube_link::OBSERVED_BY, NamedNode::new_unchecked(by));
    for (dimension, notation) in definition.dimensions.iter().zip(&observation.notations) {
        if let Some(value) = key(base, dimension, notation) {
            said.add(&subject, iri::dimension(base, dimension), value);
        }
    }
    let value = super::rdf::value(observation.figure.value, definition.measure.decimals);
    said.add(&subject, iri::measure(base, &definition.measure), value);
    said.add(&subject, sdmx_attribute::OBS_STATUS, iri::status(base, observation.figure.status));
    said
}

/// The value of a dimension.
fn key(base: &str, dimension: &Dimension, notation: &str) -> Option<Term> {
    let period = || Period::from_notation(notation).map(|period| period.to_literal().into());
    iri::code(base, dimension, notation).map(Term::from).or_else(period)
}

#[cfg(test)]
mod tests;
