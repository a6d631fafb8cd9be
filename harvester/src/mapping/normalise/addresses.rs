//! Access and download addresses of a distribution.

use super::Findings;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::model::Distribution;

/// Schemes of addresses at which nobody gets data.
const NOT_WEB: [&str; 5] = ["mailto:", "tel:", "sms:", "fax:", "file:"];

/// Takes out addresses that do not lead to data. Convention 39: data that can only be downloaded are accessed at the download address. Convention 41:
/// data behind a service are accessed at its endpoint.
pub fn normalise(distribution: &mut Distribution, findings: &mut Findings) {
    let Distribution { access_url, download_url, .. } = distribution;
    for (addresses, property) in [(access_url, "dcat:accessURL"), (download_url, "dcat:downloadURL")] {
        addresses.retain(|address| {
            let address = address.as_str();
            let begins = |scheme: &&str| {
                address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            };
            let is_web = !NOT_WEB.iter().any(begins);
            if !is_web {
                findings.push(Finding::new(&rule::ADDRESS_NOT_WEB, property).found(address));
            }
            is_web
        });
    }
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
