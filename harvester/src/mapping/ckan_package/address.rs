//! The postal address of a contact (vcard:hasAddress).

use super::Reader;
use super::fields::member;
use datenkreis_vocab::iri::below;
use datenkreis_vocab::ns::{rdf, rdfs, vcard};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Triple};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Members that hold an address.
pub const ADDRESSES: &[&str] = &["address", "adresse", "postal_address", "postanschrift", "hasAddress"];

/// Members of a contact or an address that are a part of one.
pub const STREETS: &[&str] = &["street_address", "street-address", "streetAddress", "street", "strasse"];
pub const CODES: &[&str] = &["postal_code", "postal-code", "postalCode", "zip", "plz"];
pub const LOCALITIES: &[&str] = &["locality", "city", "ort"];
pub const COUNTRIES: &[&str] = &["country_name", "country-name", "country", "land"];

/// An address in its parts, or as the text it is.
#[derive(Debug, Default, PartialEq)]
struct Address {
    street: Option<String>,
    code: Option<String>,
    locality: Option<String>,
    country: Option<String>,
    text: Option<String>,
}

/// Describes the address of a contact, and returns its node.
pub fn address(contact: &Value, reader: &mut Reader) -> Option<NamedNode> {
    let nested = ADDRESSES.iter().find_map(|name| contact.get(*name)).filter(|value| value.is_object());
    let address = match member(contact, ADDRESSES) {
        Some(text) => Address::of_text(&text),
        None => Address::of_members(nested.unwrap_or(contact)),
    };
    let parts: [(NamedNodeRef<'static>, Option<String>); 5] = [
        (vcard::STREET_ADDRESS, address.street),
        (vcard::POSTAL_CODE, address.code),
        (vcard::LOCALITY, address.locality),
        (vcard::COUNTRY_NAME, address.country),
        (rdfs::LABEL, address.text),
    ];
    let parts: Vec<_> = parts.into_iter().filter_map(|(part, value)| Some((part, value?))).collect();
    if parts.is_empty() {
        return None;
    }
    let written: String = parts.iter().map(|(part, value)| format!("{part} {value}\n")).collect();
    let node = below(&reader.dataset, "address", &hashed(&written));
    reader.extra.push(Triple::new(node.clone(), rdf::TYPE, vcard::ADDRESS));
    for (part, value) in parts {
        reader.extra.push(Triple::new(node.clone(), part, Literal::new_simple_literal(value)));
    }
    Some(node)
}

/// The first 16 hexadecimal digits of the SHA-256.
pub fn hashed(text: &str) -> String {
    Sha256::digest(text)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Address {
    fn of_members(value: &Value) -> Self {
        Self {
            street: member(value, STREETS),
            code: member(value, CODES),
            locality: member(value, LOCALITIES),
            country: member(value, COUNTRIES),
            text: None,
        }
    }

    /// `Lange Straße 1, 59379 Selm` in its parts; anything else stays a text.
    fn of_text(text: &str) -> Self {
        let parts: Vec<&str> =
            text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let town = |part: &str| {
            let part = part.strip_prefix("D-").unwrap_or(part);
            let (code, locality) = part.split_once(' ')?;
            let is_code = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
            is_code.then(|| (Some(code.to_owned()), Some(locality.trim().to_owned())))
        };
        let (street, town) = match parts[..] {
            [town_only] => (None, town(town_only)),
            [street, last] => (Some(street.to_owned()), town(last)),
            _ => (None, None),
        };
        match town {
            Some((code, locality)) => Self { street, code, locality, ..Self::default() },
            None => Self { text: Some(text.trim().to_owned()), ..Self::default() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn addresses_in_parts_or_as_text() {
        #[track_caller]
        fn check(contact: Value, expected: &[&str]) {
            let mut reader = Reader { dataset: "https://x.example/d".into(), ..Reader::default() };
            let node = address(&contact, &mut reader);
            assert_eq!(node.is_some(), !expected.is_empty());
            let literals = reader.extra.iter().filter(|triple| triple.predicate != rdf::TYPE);
            let told: Vec<String> = literals
                .map(|triple| {
                    let name = triple.predicate.as_str().rsplit('#').next().unwrap_or_default();
                    format!("{name} {}", triple.object)
                })
                .collect();
            assert_eq!(told, expected, "{contact}");
        }
        check(
            json!({"address": "Lange Str. 1, 59379 Selm"}),
            &["street-address \"Lange Str. 1\"", "postal-code \"59379\"", "locality \"Selm\""],
        );
        check(json!({"address": "D-59379 Selm"}), &["postal-code \"59379\"", "locality \"Selm\""]);
        check(
            json!({"address": "Rathaus, Zimmer 3, 59379 Selm"}),
            &["label \"Rathaus, Zimmer 3, 59379 Selm\""],
        );
        check(
            json!({"address": {"street": "Markt 1", "city": "Selm", "plz": 59379}}),
            &["street-address \"Markt 1\"", "postal-code \"59379\"", "locality \"Selm\""],
        );
        check(json!({"name": "Amt", "zip": "59379"}), &["postal-code \"59379\""]);
        check(json!({"name": "Amt", "address": ""}), &[]);
    }
}
