//! The areas, and those they lie in.

use super::statements::Statements;
use super::{Selection, iri};
use crate::cubes::export::Names;
use datenkreis_vocab::cube::{AreaKey, Level};
use datenkreis_vocab::gazetteer;
use datenkreis_vocab::ns::{dcterms, rdf, schema, skos};
use oxrdf::{Literal, NamedNode};
use std::collections::BTreeSet;

/// How keys of municipalities are called among the IRIs of GovData.
const MUNICIPALITY_KEY: &str = "municipalityKey";

const GERMANY: &str = "http://publications.europa.eu/resource/authority/country/DEU";

/// Each area with its name, the one around it, and the same in other lists.
pub(super) fn add(names: &Names<'_>, selection: &Selection<'_>, said: &mut Statements) {
    let mut areas: BTreeSet<AreaKey> = BTreeSet::new();
    for area in selection.used(0).into_iter().filter_map(AreaKey::read) {
        let mut next = Some(area);
        while let Some(area) = next {
            next = area.parent();
            areas.insert(area);
        }
    }
    for area in areas {
        add_area(names, &area, said);
    }
}

fn add_area(names: &Names<'_>, area: &AreaKey, said: &mut Statements) {
    let node = iri::area(names.base, area);
    said.add(&node, rdf::TYPE, schema::ADMINISTRATIVE_AREA);
    said.add(&node, skos::NOTATION, Literal::new_simple_literal(area.as_str()));
    said.name(&node, schema::NAME, &names.area(area));
    if let Some(parent) = area.parent() {
        said.add(&node, schema::CONTAINED_IN_PLACE, iri::area(names.base, &parent));
    }
    if let Some(same) = same(area) {
        said.add(&node, skos::EXACT_MATCH, NamedNode::new_unchecked(same));
    }
    for successor in names.areas.replaced_by(area) {
        said.add(&node, dcterms::IS_REPLACED_BY, iri::area(names.base, &successor));
    }
}

/// The area in the lists of GovData, and the country in that of the EU.
fn same(area: &AreaKey) -> Option<&'static str> {
    if area.level() == Level::Country {
        return Some(GERMANY);
    }
    let key = area.as_str();
    let place = gazetteer::by_key(key).filter(|place| place.is_called(key))?;
    match area.level() {
        Level::Municipality => place.iri_of_kind(MUNICIPALITY_KEY),
        _ => Some(place.iri()),
    }
}
