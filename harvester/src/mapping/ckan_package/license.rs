//! The licence of a package or resource, which CKAN states up to three times: id, title and address.

use super::Reader;
use super::fields::{Fields, member};
use super::members::{Group, tell_rest};
use super::texts::texts;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::{Checked, check};
use datenkreis_vocab::lists::{Certainty, Found, license as list, usable};
use datenkreis_vocab::model::{Coded, LangString};
use serde_json::Value;

/// What is read of `terms_of_use` of the OGD metadata schema 1.0; `other` holds more terms in words.
const OTHER_TERMS: &[&str] = &["other", "sonstige"];
const OF_TERMS: &[Group] =
    &[&["license_id"], &["license_url"], &["license_title"], &["attribution_text"], OTHER_TERMS];

/// A value that names a licence, and the field of the source.
struct Stated {
    property: String,
    value: String,
}

/// The licence of a package or resource, as one value to be looked up; those of the other values that
/// say something else are told.
pub fn license(fields: &mut Fields, reader: &mut Reader) -> Option<Coded> {
    let stated = stated(fields, reader);
    let chosen = choose(&stated)?;
    for other in stated.iter().filter(|other| !means_same(&other.value, &chosen.value)) {
        let rule = if contradicts(&other.value, &chosen.value) {
            &rule::LICENSE_CONTRADICTS
        } else {
            &rule::FIELD_NOT_MAPPED
        };
        let finding = Finding::new(rule, other.property.as_str());
        reader.values.findings.push(finding.found(&other.value).concluded(chosen.value.as_str()));
    }
    Some(Coded::found(chosen.value.as_str()))
}

/// All values, id before address before title.
fn stated(fields: &mut Fields, reader: &mut Reader) -> Vec<Stated> {
    let mut stated = vec![];
    for name in ["license_id", "license", "license_url", "license_title", "licence", "lizenz"] {
        for (property, value) in fields.take_all(&[name]) {
            let values = match &value {
                Value::String(text) => vec![text.clone()],
                value => {
                    members(value, &["license_id", "id", "license_url", "url", "license_title", "title"])
                }
            };
            if values.is_empty() {
                fields.give_back(&property);
            }
            stated.extend(values.into_iter().map(|value| Stated { property: property.clone(), value }));
        }
    }
    for (property, terms) in fields.take_all(&["terms_of_use"]) {
        let values = members(&terms, &["license_id", "license_url", "license_title"]);
        stated.extend(values.into_iter().map(|value| Stated { property: property.clone(), value }));
        reader.attribution.extend(member(&terms, &["attribution_text"]).map(LangString::untagged));
        reader.rights.extend(member(&terms, OTHER_TERMS).map(Coded::found));
        tell_rest(&terms, &property, OF_TERMS, reader);
        if !terms.is_object() {
            fields.give_back(&property);
        }
    }
    stated.retain(|stated| !usable::says_nothing(&stated.value));
    stated
}

fn members(value: &Value, names: &[&str]) -> Vec<String> {
    names.iter().filter_map(|name| member(value, &[name])).collect()
}

/// The value that tells most: one that names a known licence, with its version if possible (CKAN's id
/// `cc-by` has none, its URL often has); else the address of the terms, which tells more than
/// `other-open` and its like; else the first.
fn choose(stated: &[Stated]) -> Option<&Stated> {
    let known: Vec<(&Stated, Found)> =
        stated.iter().filter_map(|stated| Some((stated, list::lookup(&stated.value)?))).collect();
    let names_one = || known.iter().filter(|(_, found)| !is_any_other(found));
    names_one()
        .find(|(_, found)| names_version(found))
        .or_else(|| names_one().next())
        .map(|(stated, _)| *stated)
        .or_else(|| stated.iter().find(|stated| is_address(&stated.value)))
        .or_else(|| known.first().map(|(stated, _)| *stated))
        .or_else(|| stated.first())
}

fn names_version(found: &Found) -> bool {
    found.certainty != Certainty::Assumed && found.iri.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether it is an entry of the list for what is not on the list: `other-open`, `other-closed`.
fn is_any_other(found: &Found) -> bool {
    found.iri.strip_prefix(list::LIST.base).is_some_and(|local| local.starts_with("other-"))
}

fn is_address(value: &str) -> bool {
    let web = value.starts_with("http://") || value.starts_with("https://");
    web && !value.contains(char::is_whitespace) && check(value) != Checked::Invalid
}

fn means_same(one: &str, other: &str) -> bool {
    let meant = |value: &str| list::lookup(value).map(|found| found.iri);
    one.eq_ignore_ascii_case(other) || (meant(one).is_some() && meant(one) == meant(other))
}

/// Whether another value says something else than the licence chosen: another licence of the list, or words
/// that no licence is called by. An id or address that is not known may be the same licence, and an entry
/// for what is not on the list says less than the licence, not something else.
fn contradicts(other: &str, chosen: &str) -> bool {
    let Some(meant) = list::lookup(chosen) else {
        return false;
    };
    let Some(found) = list::lookup(other) else {
        return other.contains(char::is_whitespace) && !is_address(other);
    };
    if is_any_other(&found) {
        return list::is_open(found.iri) != list::is_open(meant.iri);
    }
    let leaves_open = |license: &Found| {
        license.certainty == Certainty::Assumed || !license.iri.ends_with(|c: char| c.is_ascii_digit())
    };
    let is_same_kind = family(found.iri) == family(meant.iri);
    !(is_same_kind && (leaves_open(&found) || leaves_open(&meant)))
}

/// The licence without its version and country.
fn family(iri: &str) -> &str {
    let family = match iri.rsplit_once('/') {
        Some((family, version)) if version.starts_with(|c: char| c.is_ascii_digit()) => family,
        _ => iri,
    };
    family.strip_suffix("-de").unwrap_or(family)
}

/// Whether a value tells a reader what is allowed: a known licence, or the address of one.
pub fn is_usable(value: &str) -> bool {
    list::lookup(value).is_some() || is_address(value)
}

/// The attribution a package asks for.
pub fn attribution(fields: &mut Fields, reader: &mut Reader) -> Vec<LangString> {
    let names =
        ["licenseAttributionByText", "license_attribution_by_text", "attribution_text", "attribution"];
    let mut stated: Vec<LangString> =
        fields.take_all(&names).iter().flat_map(|(_, value)| texts(value)).collect();
    stated.append(&mut reader.attribution);
    stated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: Option<&str>) {
        let members = serde_json::from_str(json).unwrap();
        let found = license(&mut Fields::new(&members), &mut Reader::default());
        assert_eq!(found.map(|license| license.found).as_deref(), expected, "{json}");
    }

    #[test]
    fn the_most_telling_value_is_chosen() {
        check(
            r#"{"license_id": "cc-by", "license_url": "https://creativecommons.org/licenses/by/4.0/"}"#,
            Some("https://creativecommons.org/licenses/by/4.0/"),
        );
        check(
            r#"{"license_id": "cc-zero", "license_url": "http://www.opendefinition.org/licenses/cc-zero", "license_title": "CC0"}"#,
            Some("cc-zero"),
        );
        check(
            r#"{"license_id": "http://dcat-ap.de/def/licenses/cc-by/4.0", "license_url": "x"}"#,
            Some("http://dcat-ap.de/def/licenses/cc-by/4.0"),
        );
        check(r#"{"license_id": "notspecified"}"#, None);
        check(r#"{"license_title": "dl-de-by"}"#, Some("dl-de-by"));
        check(r#"{"extras": {"terms_of_use": {"license_id": "dl-de-by-1.0"}}}"#, Some("dl-de-by-1.0"));
    }

    #[test]
    fn nothing_said_about_the_licence_vanishes() {
        #[track_caller]
        fn check(json: &str, expected: &str, told: &[&str]) {
            let members = serde_json::from_str(json).unwrap();
            let mut reader = Reader::default();
            let found = license(&mut Fields::new(&members), &mut reader).map(|license| license.found);
            assert_eq!(found.as_deref(), Some(expected), "{json}");
            let findings = reader.values.findings;
            let shown: Vec<_> =
                findings.iter().map(|f| format!("{} {}", f.property, f.found.as_deref().unwrap())).collect();
            assert_eq!(shown, told, "{json}");
        }
        const URL: &str = "https://stadt.de/lizenz";
        check(
            r#"{"license_id": "stadt-lizenz", "license_title": "Stadtlizenz", "license_url": "https://stadt.de/lizenz"}"#,
            URL,
            &["license_id stadt-lizenz", "license_title Stadtlizenz"],
        );
        check(
            r#"{"license_id": "other-open", "license_title": "Andere offene Lizenz", "license_url": "https://stadt.de/lizenz"}"#,
            URL,
            &["license_id other-open", "license_title Andere offene Lizenz"],
        );
        check(
            r#"{"license_id": "x", "license_title": "dl-de-zero-2.0", "license_url": "https://stadt.de/lizenz"}"#,
            "dl-de-zero-2.0",
            &["license_id x", "license_url https://stadt.de/lizenz"],
        );
        check(
            r#"{"license_id": "dl-de-by", "license_title": "Datenlizenz Deutschland Namensnennung 2.0"}"#,
            "Datenlizenz Deutschland Namensnennung 2.0",
            &[],
        );
        check(r#"{"license_id": "other-closed", "license_title": "other-closed"}"#, "other-closed", &[]);
        check(
            r#"{"terms_of_use": {"license_id": "dl-de-by-2.0", "other": "Nur im Kreis", "preis": "5 Euro"}}"#,
            "dl-de-by-2.0",
            &["terms_of_use.preis 5 Euro"],
        );
        check(
            r#"{"license": {"id": "x", "url": "https://stadt.de/lizenz"}, "license_id": "notspecified"}"#,
            URL,
            &["license x"],
        );
    }

    #[test]
    fn statements_that_contradict_each_other_are_a_warning() {
        #[track_caller]
        fn check(id: &str, title: &str, expected: &[&str]) {
            let json = serde_json::json!({"license_id": id, "license_title": title});
            let mut reader = Reader::default();
            license(&mut Fields::new(json.as_object().unwrap()), &mut reader);
            let rules: Vec<_> = reader.values.findings.iter().map(|finding| finding.rule.as_str()).collect();
            assert_eq!(rules, expected, "{id} {title}");
        }
        check("dl-de-by-2.0", "Frei für alle", &["license-contradicts"]);
        check("dl-de-by-2.0", "CC0", &["license-contradicts"]);
        check("dl-de-by-2.0", "dl-de-by-1.0", &["license-contradicts"]);
        check("cc-by", "https://creativecommons.org/licenses/by/3.0/de/", &["field-not-mapped"]);
        check("dl-de-zero-2.0", "other-open", &["field-not-mapped"]);
        check("dl-de-zero-2.0", "other-closed", &["license-contradicts"]);
        check("stadt-lizenz", "Lizenz der Stadt", &["field-not-mapped"]);
        check("dl-de-by-2.0", "Datenlizenz Deutschland Namensnennung 2.0", &[]);
    }
}
