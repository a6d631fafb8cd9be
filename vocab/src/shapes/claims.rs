//! What the constraints for high-value datasets apply to. The official shapes name no such condition and
//! fire on every dataset; ours look at what says of itself that it is one, and at what belongs to it.

use super::index::{Index, Number};
use crate::ns::{dcat, dcatap, dcterms, foaf};
use oxrdf::NamedNodeRef;
use std::collections::HashSet;

/// The regulation that a high-value dataset names as its legislation.
const REGULATION: &str = "http://data.europa.eu/eli/reg_impl/2023/138/oj";

/// From a dataset, service, series or distribution to what is judged with it.
const PARTS: [NamedNodeRef<'static>; 5] =
    [dcat::DISTRIBUTION, dcat::ACCESS_SERVICE, dcat::CONTACT_POINT, dcterms::LICENSE, dcterms::RIGHTS];

/// From what is judged to what mentions it and is judged with it: services, catalogues, records.
const WHOLES: [NamedNodeRef<'static>; 4] =
    [dcat::SERVES_DATASET, dcat::DATASET, dcat::SERVICE, foaf::PRIMARY_TOPIC];

/// The nodes that claim to be high-value data, and what belongs to them.
pub(super) fn high_value(index: &Index<'_>) -> HashSet<Number> {
    let number = |property: NamedNodeRef<'_>| index.constant(property.as_str());
    let mut found = vec![];
    if let Some(category) = number(dcatap::HVD_CATEGORY) {
        found.extend(index.pairs(category).map(|(_, subject)| subject));
    }
    if let (Some(legislation), Some(regulation)) =
        (number(dcatap::APPLICABLE_LEGISLATION), index.constant(REGULATION))
    {
        found.extend(index.subjects(legislation, regulation));
    }
    let mut claimed = HashSet::new();
    let parts: Vec<Number> = PARTS.into_iter().filter_map(number).collect();
    let wholes: Vec<Number> = WHOLES.into_iter().filter_map(number).collect();
    let mut wholes_found = vec![];
    while let Some(node) = found.pop() {
        if claimed.insert(node) {
            found.extend(parts.iter().flat_map(|&part| index.objects(node, part)));
            wholes_found.extend(wholes.iter().flat_map(|&whole| index.subjects(whole, node)));
        }
    }
    claimed.extend(wholes_found);
    claimed
}
