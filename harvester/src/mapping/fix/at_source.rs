//! What a text changes at the source: the change is put into the record as it was delivered, which is mapped
//! again as a harvest would, and what then arrives is measured.

use super::said::Change;
use super::{Known, ckan, table, turtle};
use crate::mapping::ckan_package::CkanPackage;
use crate::mapping::dcat_graph::DcatGraph;
use crate::mapping::table_entry::{Entry, TableEntry};
use crate::mapping::{Mapping, ckan_package, dcat_graph, table_entry};
use crate::record::Payload;
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::lists::{Certainty, Found, access_right, file_type, license, media_type};
use datenkreis_vocab::mqa::{Outcome, Unasked, measure};
use datenkreis_vocab::ns::{dcat, dcterms};
use oxrdf::{NamedNode, NamedOrBlankNode, Term, Triple};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What the source states, metric by metric, by itself or after a change; `None` if the record cannot be read
/// again, or the change has no place in it.
pub(super) fn stated(change: Option<&Change>, known: &Known<'_>, mapping: &Mapping) -> Option<[Outcome; 23]> {
    // Nobody can measure a gap.
    let change = change.map(Change::filled);
    let change = change.as_ref();
    let dialect = known.received.dialect.as_str();
    let payload: Box<dyn Payload> = match dialect {
        ckan_package::DIALECT => Box::new(CkanPackage::new(package(change, known)?, mapping.site.clone())),
        dcat_graph::DIALECT => Box::new(graph(change, known)?),
        table_entry::DIALECT => Box::new(TableEntry {
            entry: entry(change, known)?,
            findings: vec![],
            base: mapping.site.clone(),
        }),
        _ => return None,
    };
    let (dataset, _) = payload.map(&native_id(known), mapping);
    let mut triples = dataset.to_rdf_as_found();
    // Neither a field of CKAN nor a cell can hold anything but text.
    if dialect != dcat_graph::DIALECT {
        triples.iter_mut().for_each(resolve);
    }
    Some(measure(&triples, dataset.iri.as_ref(), &Unasked, None).outcomes)
}

fn package(change: Option<&Change>, known: &Known<'_>) -> Option<Map<String, Value>> {
    match change {
        Some(change) => ckan::changed(change, known),
        None => serde_json::from_slice(&known.received.payload).ok(),
    }
}

fn entry(change: Option<&Change>, known: &Known<'_>) -> Option<Entry> {
    match change {
        Some(change) => table::changed(change, known),
        None => Entry::kept(&known.received.payload),
    }
}

fn graph(change: Option<&Change>, known: &Known<'_>) -> Option<DcatGraph> {
    let (subject, triples): (NamedOrBlankNode, Vec<Triple>) = turtle::changed(change, known)?;
    Some(DcatGraph { subject, triples, siblings: BTreeMap::new(), publisher: None, entries: vec![] })
}

/// A dataset's IRI ends with what its source calls it.
fn native_id(known: &Known<'_>) -> NativeId {
    let end = known.dataset.as_str().rsplit('/').next().unwrap_or_default();
    NativeId::new(percent_decode_str(end).decode_utf8_lossy().as_ref())
}

/// A text that means one entry of a list for certain is that entry: it need not be stated in another way.
fn resolve(triple: &mut Triple) {
    let Term::Literal(text) = &triple.object else { return };
    let lookup: fn(&str) -> Option<Found> = match triple.predicate.as_ref() {
        property if property == dcterms::FORMAT => file_type::lookup,
        property if property == dcat::MEDIA_TYPE => media_type::lookup,
        property if property == dcterms::LICENSE => license::lookup,
        property if property == dcterms::ACCESS_RIGHTS => access_right::lookup,
        _ => return,
    };
    if let Some(found) = lookup(text.value()).filter(|found| found.certainty != Certainty::Assumed) {
        triple.object = NamedNode::new_unchecked(found.iri).into();
    }
}
