use super::Reader;
use super::fields::{Fields, member};
use super::texts::texts;
use crate::mapping::value::looks_like_iri;
use datenkreis_vocab::model::{Coded, LangString};

/// Values that say "no licence stated".
const UNSTATED: &[&str] = &["notspecified", "none", "keine", "unknown", "unbekannt"];

/// The licence of a package or resource, as one value to be looked up: an IRI where there is one with
/// a version (CKAN's id `cc-by` has none, its URL often has), else the id, else the title.
pub fn license(fields: &mut Fields, reader: &mut Reader) -> Option<Coded> {
    let mut found: Vec<String> = vec![];
    for name in ["license_id", "license", "license_url", "license_title", "licence", "lizenz"] {
        for (property, value) in fields.take_all(&[name]) {
            match value.as_str() {
                Some(text) => found.push(text.into()),
                None => match member(&value, &["license_id", "id", "url", "title"]) {
                    Some(text) => found.push(text),
                    None => fields.give_back(&property),
                },
            }
        }
    }
    for (property, terms) in fields.take_all(&["terms_of_use"]) {
        found.extend(member(&terms, &["license_id", "license_url"]));
        reader.attribution.extend(member(&terms, &["attribution_text"]).map(LangString::untagged));
        if !terms.is_object() {
            fields.give_back(&property);
        }
    }
    found.retain(|value| !UNSTATED.contains(&value.to_lowercase().as_str()));
    let versioned = |value: &&String| value.bytes().any(|byte| byte.is_ascii_digit());
    let first = found.first()?;
    let chosen = if looks_like_iri(first) || versioned(&first) {
        first
    } else {
        found
            .iter()
            .filter(|value| looks_like_iri(value))
            .find(versioned)
            .or_else(|| found.iter().find(versioned))
            .unwrap_or(first)
    };
    Some(Coded::found(chosen.as_str()))
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
            Some("CC0"),
        );
        check(
            r#"{"license_id": "http://dcat-ap.de/def/licenses/cc-by/4.0", "license_url": "x"}"#,
            Some("http://dcat-ap.de/def/licenses/cc-by/4.0"),
        );
        check(r#"{"license_id": "notspecified"}"#, None);
        check(r#"{"license_title": "dl-de-by"}"#, Some("dl-de-by"));
        check(r#"{"extras": {"terms_of_use": {"license_id": "dl-de-by-1.0"}}}"#, Some("dl-de-by-1.0"));
    }
}
