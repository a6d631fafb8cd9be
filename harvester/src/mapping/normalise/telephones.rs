//! Telephone numbers that can be dialled from anywhere.

use super::Findings;
use crate::mapping::value::Values;
use datenkreis_vocab::model::Dataset;

/// Brings `tel:02306-104-0` to the global form that RFC 3966 demands (section 5.1.5: a local number needs its context).
/// One that is global, or states its context, stays to the letter.
pub fn normalise(dataset: &mut Dataset, findings: &mut Findings) {
    let contacts = dataset.contact_point.iter_mut();
    for telephone in contacts.flat_map(|contact| &mut contact.has_telephone) {
        let is_local = |number: &str| !number.starts_with('+') && !number.contains(';');
        let Some(number) = telephone.as_str().strip_prefix("tel:").filter(|number| is_local(number)) else {
            continue;
        };
        let mut values = Values::default();
        let Some(global) = values.telephone(number, "vcard:hasTelephone") else { continue };
        if global.as_str().starts_with("tel:+") {
            *telephone = global;
            values.findings.into_iter().for_each(|finding| findings.push(finding));
        }
    }
}
