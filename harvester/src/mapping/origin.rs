//! Where each published statement comes from: what a source delivered, field by field, beside what
//! stands in the catalogue, by property.
//!
//! A [`Statement`] names its property by the way from the dataset to it, in prefixed names without
//! indices: `dcterms:title`, `dcat:distribution dcterms:license`. The same way is used for what was
//! delivered, whatever dialect it was in, and for what is published; so both can stand side by side.

mod ckan;
mod graph;
mod json;
mod table;

use super::{ckan_package, dcat_graph, table_entry};
use datenkreis_catalogue::journal::Received;
use datenkreis_vocab::identity::DatasetIri;
use oxrdf::Triple;

pub(super) use graph::write as write_graph;

/// One value at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The place as a person at the source knows it (`resources[2].format`), or the way in the graph.
    pub field: String,
    /// The way to the property it belongs to; `None` if it has no place in DCAT-AP.de.
    pub property: Option<String>,
    /// The value.
    pub value: String,
}

/// What a source delivered, in its order. Nothing if the dialect is unknown or the payload unreadable.
pub fn delivered(received: &Received) -> Vec<Statement> {
    match received.dialect.as_str() {
        ckan_package::DIALECT => ckan::statements(&received.payload),
        dcat_graph::DIALECT => graph::delivered(&received.payload),
        table_entry::DIALECT => table::statements(&received.payload),
        _ => vec![],
    }
}

/// What is published of a dataset.
pub fn published(dataset: &DatasetIri, triples: &[Triple]) -> Vec<Statement> {
    graph::published(dataset, triples)
}

/// The way to the property that a field of a dialect belongs to: findings name either.
pub fn property_of(dialect: &str, field: &str) -> Option<String> {
    let known = match dialect {
        ckan_package::DIALECT => ckan::property(field),
        table_entry::DIALECT => table::property(field),
        _ => None,
    };
    known.map(str::to_owned)
}

/// The field of a dialect by which a property is stated first of all; `None` if the dialect has none.
pub fn field_of(dialect: &str, way: &str) -> Option<&'static str> {
    match dialect {
        ckan_package::DIALECT => ckan::field(way),
        table_entry::DIALECT => table::field(way),
        _ => None,
    }
}
