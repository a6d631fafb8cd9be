//! The legal basis of the data, in the property of 3.0.

use super::Findings;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::model::Dataset;
use oxrdf::NamedNode;

/// A legal basis (dcatde:legalBasis) that is the address of a law is a dcatap:applicableLegislation too, the
/// property that replaces it in DCAT-AP.de 3.0. The text stays, because GovData reads nothing else.
pub(super) fn normalise(dataset: &mut Dataset, findings: &mut Findings) {
    for text in &dataset.legal_basis {
        let text = text.value.trim();
        let is_address = (text.starts_with("https://") || text.starts_with("http://"))
            && !text.contains(char::is_whitespace);
        let Some(law) = Some(text).filter(|_| is_address).and_then(|text| NamedNode::new(text).ok()) else {
            continue;
        };
        if !dataset.applicable_legislation.contains(&law) {
            let finding = Finding::new(&rule::VALUE_CONCLUDED, "dcatap:applicableLegislation");
            findings.push(finding.found(text).concluded(text));
            dataset.applicable_legislation.push(law);
        }
    }
}
