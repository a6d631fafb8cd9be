//! What a text changes at the source: the change is put into the record as it was delivered, which is mapped
//! again as a harvest would, and what then arrives is measured.

use super::said::Change;
use super::{Known, ckan, table, turtle};
use crate::mapping::ckan_package::CkanPackage;
use crate::mapping::dcat_graph::DcatGraph;
use crate::mapping::table_entry::{Entry, TableEntry};
use crate::mapping::{Mapping, ckan_package, dcat_graph, table_entry};
use crate::record::Payload;
use datenkreis_catalogue::journal::Received;
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::lists::{Certainty, Found, access_right, file_type, license, media_type};
use datenkreis_vocab::mqa::{Outcome, Unasked, measure};
use datenkreis_vocab::ns::{dcat, dcterms};
use oxrdf::{NamedNode, Term, Triple};
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

/// What the source states, metric by metric; `None` if the record cannot be read again.
pub(super) fn stated(known: &Known<'_>, mapping: &Mapping) -> Option<[Outcome; 23]> {
    let Received { dialect, payload } = known.received;
    let base = mapping.site.clone();
    let payload: Box<dyn Payload> = match dialect.as_str() {
        ckan_package::DIALECT => Box::new(CkanPackage::new(serde_json::from_slice(payload).ok()?, base)),
        dcat_graph::DIALECT => Box::new(graph(payload)?),
        table_entry::DIALECT => Box::new(TableEntry { entry: Entry::kept(payload)?, findings: vec![], base }),
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

/// The record as its source would deliver it after a change; `None` if the change has no place in it.
pub(super) fn changed(change: &Change, known: &Known<'_>) -> Option<Received> {
    // Nobody can measure a gap.
    let change = change.filled();
    let dialect = known.received.dialect.clone();
    let payload = match dialect.as_str() {
        ckan_package::DIALECT => ckan::changed(&change, known)?,
        dcat_graph::DIALECT => turtle::changed(&change, known)?,
        table_entry::DIALECT => table::changed(&change, known)?,
        _ => return None,
    };
    Some(Received { dialect, payload })
}

fn graph(payload: &[u8]) -> Option<DcatGraph> {
    let (subject, triples) = turtle::delivered(payload)?;
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
