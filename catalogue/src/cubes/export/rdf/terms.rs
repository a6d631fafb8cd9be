//! Under which terms a file may be used, for whoever has nothing but the file.

use super::statements::Statements;
use super::{Selection, data_set};
use crate::cubes::export::Terms;
use datenkreis_vocab::ns::{dcatde, dcterms, rdfs};
use oxrdf::{Literal, NamedNode};

/// Title, licences and attributions. Not part of a cube's structure: its dataset says this of its distributions.
pub(super) fn add(base: &str, selection: &Selection<'_>, said: &mut Statements) {
    let node = data_set(base, selection.cube);
    said.name(&node, rdfs::LABEL, &selection.cube.definition.title);
    let terms = Terms::of(selection);
    for license in terms.licenses {
        said.add(&node, dcterms::LICENSE, NamedNode::new_unchecked(license));
    }
    for attribution in terms.attributions {
        said.add(&node, dcatde::LICENSE_ATTRIBUTION_BY_TEXT, Literal::new_simple_literal(attribution));
    }
    for dataset in terms.datasets {
        said.add(&node, dcterms::SOURCE, NamedNode::new_unchecked(dataset));
    }
}
