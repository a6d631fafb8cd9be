//! Codes of facets and IRIs of lists as words.

use super::series::own_source;
use crate::language::Language;
use crate::state::Portal;
use datenkreis_catalogue::search::Facet;
use datenkreis_vocab::lists;
use datenkreis_vocab::model::Coded;

/// The words for one value of a facet.
pub fn facet_value(portal: &Portal, language: Language, facet: Facet, value: &str) -> String {
    let listed = |prefix: &str| lists::label(&format!("{prefix}{value}"), language.tag()).map(String::from);
    let label = match facet {
        Facet::Municipality => municipality(portal, language, value),
        Facet::Theme => listed("http://publications.europa.eu/resource/authority/data-theme/"),
        Facet::Format => Some(format_name(value, language)),
        Facet::License => listed("http://dcat-ap.de/def/licenses/"),
        Facet::Source => portal
            .sources
            .iter()
            .find(|source| source.id.as_str() == value)
            .map(|source| source.title.clone())
            .or_else(|| own_source(value).map(Into::into)),
    };
    label.unwrap_or_else(|| value.into())
}

/// A file type as people write it in short: the list's label where the code is no word
/// (`WFS_SRVC`) or only another spelling (`GEOJSON`), else the code.
pub fn format_name(code: &str, language: Language) -> String {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let label =
        of_iri(&format!("http://publications.europa.eu/resource/authority/file-type/{code}"), language);
    match label {
        Some(label) if code.contains('_') || letters(label) == letters(code) => label.into(),
        _ => code.replace('_', " "),
    }
}

/// The name of a municipality or district by its key.
pub fn municipality(portal: &Portal, language: Language, key: &str) -> Option<String> {
    let of_list = || {
        let kind = match key.len() {
            8 => "municipalityKey",
            5 => "districtKey",
            3 => "governmentDistrictKey",
            2 => "stateKey",
            _ => return None,
        };
        lists::label(&format!("http://dcat-ap.de/def/politicalGeocoding/{kind}/{key}"), language.tag())
            .map(String::from)
    };
    portal.region.by_ags(key).map(|organisation| organisation.name.clone()).or_else(of_list)
}

/// The key by which the search knows the place of an official IRI: a municipality's key of 8 digits,
/// a district's of 5. A regional key (12 digits) holds the key of a municipal association between.
pub fn place_key(iri: &str) -> Option<String> {
    let (_, key) = iri.split_once("/politicalGeocoding/")?.1.split_once('/')?;
    if !key.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match key.len() {
        12 if key.ends_with("0000000") => Some(key[..5].into()),
        12 => Some(format!("{}{}", &key[..5], &key[9..])),
        5 | 8 => Some(key.into()),
        _ => None,
    }
}

/// The words for a coded value: the list's label, or what the source said.
pub fn label(coded: &Coded, language: Language) -> String {
    let listed = coded.concept.as_ref().and_then(|concept| of_iri(concept.as_str(), language));
    listed.map_or_else(|| super::clean::line(&coded.found), String::from)
}

/// The list's label for an IRI.
pub fn of_iri(iri: &str, language: Language) -> Option<&'static str> {
    lists::label(iri, language.tag())
}

/// The parameter of a facet in the search page's address.
pub fn parameter(facet: Facet) -> &'static str {
    match facet {
        Facet::Municipality => "kommune",
        Facet::Theme => "thema",
        Facet::Format => "format",
        Facet::License => "lizenz",
        Facet::Source => "quelle",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_short_names() {
        let check = |code: &str, german: &str, english: &str| {
            assert_eq!(format_name(code, Language::De), german);
            assert_eq!(format_name(code, Language::En), english);
        };
        check("CSV", "CSV", "CSV");
        check("WFS_SRVC", "WFS-Dienst", "WFS service");
        check("GEOJSON", "GeoJSON", "GeoJSON");
        check("JSON_LD", "JSON-LD", "JSON-LD");
        check("XLSX", "XLSX", "XLSX");
        check("NEU_HIER", "NEU HIER", "NEU HIER");
    }

    #[test]
    fn place_keys() {
        let check =
            |iri: &str, expected: Option<&str>| assert_eq!(place_key(iri).as_deref(), expected, "{iri}");
        check("http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05978036", Some("05978036"));
        check("http://dcat-ap.de/def/politicalGeocoding/regionalKey/059780036036", Some("05978036"));
        check("http://dcat-ap.de/def/politicalGeocoding/regionalKey/059780000000", Some("05978"));
        check("http://dcat-ap.de/def/politicalGeocoding/districtKey/05978", Some("05978"));
        check("http://dcat-ap.de/def/politicalGeocoding/stateKey/05", None);
        check("http://dcat-ap.de/def/politicalGeocoding/municipalityKey/äöü", None);
        check("https://sws.geonames.org/2820456", None);
    }
}
