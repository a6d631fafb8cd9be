//! Access and download addresses of a distribution.

use super::Findings;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::model::Distribution;

/// Convention 39: data that can only be downloaded are accessed at the download address. Convention 41:
/// data behind a service are accessed at its endpoint.
pub fn normalise(distribution: &mut Distribution, findings: &mut Findings) {
    if !distribution.access_url.is_empty() {
        return;
    }
    let endpoints = distribution.access_service.iter().flat_map(|service| &service.endpoint_url);
    let mut addresses: Vec<_> = endpoints.cloned().collect();
    if addresses.is_empty() {
        addresses.clone_from(&distribution.download_url);
    }
    for address in &addresses {
        findings.push(Finding::new(&rule::VALUE_CONCLUDED, "dcat:accessURL").concluded(address.as_str()));
    }
    distribution.access_url = addresses;
}
