//! Which property a column of a table or a line of a TOML file becomes: what
//! [`crate::mapping::table_entry`] does, said as a table. Fields are named in German, as in the template.

use super::Statement;
use super::json::{first_way, walk};
use serde_json::Value;

/// A field of the entry, its German name, and the way to its property.
const FIELDS: &[(&str, &str, &str)] = &[
    ("id", "kennung", "dcterms:identifier"),
    ("title", "titel", "dcterms:title"),
    ("description", "beschreibung", "dcterms:description"),
    ("publisher", "herausgeber", "dcterms:publisher foaf:name"),
    ("creator", "ersteller", "dcterms:creator foaf:name"),
    ("contact.email", "kontakt.email", "dcat:contactPoint vcard:hasEmail"),
    ("contact.telephone", "kontakt.telefon", "dcat:contactPoint vcard:hasTelephone"),
    ("contact.homepage", "kontakt.webseite", "dcat:contactPoint vcard:hasURL"),
    ("contact", "kontakt", "dcat:contactPoint vcard:fn"),
    ("contact_email", "kontakt_email", "dcat:contactPoint vcard:hasEmail"),
    ("theme", "thema", "dcat:theme"),
    ("keyword", "schlagwoerter", "dcat:keyword"),
    ("license", "lizenz", "dcat:distribution dcterms:license"),
    ("attribution", "namensnennung", "dcat:distribution dcatde:licenseAttributionByText"),
    ("language", "sprache", "dcterms:language"),
    ("frequency", "haeufigkeit", "dcterms:accrualPeriodicity"),
    ("modified", "stand", "dcterms:modified"),
    ("issued", "veroeffentlicht", "dcterms:issued"),
    ("temporal_start", "zeitraum_von", "dcterms:temporal dcat:startDate"),
    ("temporal", "zeitraum", "dcterms:temporal dcat:startDate"),
    ("temporal_end", "zeitraum_bis", "dcterms:temporal dcat:endDate"),
    ("ags", "gemeindeschluessel", "dcterms:spatial"),
    ("place", "ort", "dcterms:spatial"),
    ("landing_page", "seite", "dcat:landingPage"),
    ("documentation", "dokumentation", "foaf:page"),
    ("source", "quelle", "dcterms:provenance rdfs:label"),
    ("version", "version", "dcat:version"),
    ("hvd_category", "hvd_kategorie", "dcatap:hvdCategory"),
    ("applicable_legislation", "rechtsgrundlage", "dcatap:applicableLegislation"),
    ("access_rights", "zugang", "dcterms:accessRights"),
    ("distribution.file", "datei.datei", "dcat:distribution dcat:accessURL"),
    ("distribution.url", "datei.adresse", "dcat:distribution dcat:accessURL"),
    ("distribution.title", "datei.titel", "dcat:distribution dcterms:title"),
    ("distribution.description", "datei.beschreibung", "dcat:distribution dcterms:description"),
    ("distribution.format", "datei.format", "dcat:distribution dcterms:format"),
    ("distribution.media_type", "datei.medientyp", "dcat:distribution dcat:mediaType"),
    ("distribution.license", "datei.lizenz", "dcat:distribution dcterms:license"),
    ("distribution.attribution", "datei.namensnennung", "dcat:distribution dcatde:licenseAttributionByText"),
    ("distribution.modified", "datei.stand", "dcat:distribution dcterms:modified"),
    ("distribution.issued", "datei.veroeffentlicht", "dcat:distribution dcterms:issued"),
    ("distribution.language", "datei.sprache", "dcat:distribution dcterms:language"),
];

/// The way to the property of a field, by either of its names.
pub fn property(field: &str) -> Option<&'static str> {
    // Findings count the files, and name the field as the template does.
    let german_file = field.strip_prefix("distribution").map(|rest| format!("datei{rest}"));
    let fields = [Some(field.to_owned()), german_file];
    fields.iter().flatten().find_map(|field| {
        FIELDS.iter().find_map(|(english, german, way)| first_way(&[(&[*english, *german], *way)], field))
    })
}

/// The field that states a property, as a person writes it.
pub fn field(way: &str) -> Option<&'static str> {
    FIELDS.iter().find(|(_, _, known)| *known == way).map(|(_, german, _)| *german).or_else(|| {
        let begins = |known: &str| known.strip_prefix(way).is_some_and(|rest| rest.starts_with(' '));
        FIELDS.iter().find(|(_, _, known)| begins(known)).map(|(_, german, _)| *german)
    })
}

/// The fields of an entry that say something.
pub fn statements(payload: &[u8]) -> Vec<Statement> {
    let Ok(entry) = serde_json::from_slice::<Value>(payload) else {
        return vec![];
    };
    let mut statements = vec![];
    walk("", &entry, &mut |place, value| {
        // Where it stands, and what is found in a file, nobody wrote.
        if place == "kept_in" || place.contains("].found.") {
            return;
        }
        let property = property(place).map(str::to_owned);
        statements.push(Statement { field: german(place), property, value });
    });
    statements
}

/// The name a person wrote, or could have written.
fn german(place: &str) -> String {
    let known = FIELDS.iter().find(|(english, _, way)| first_way(&[(&[*english], *way)], place).is_some());
    let Some((english, german, _)) = known else {
        return place.to_owned();
    };
    let number = |name: &str| place.starts_with(name).then(|| place[name.len()..].split_once(']')).flatten();
    match (german.split_once('.'), number("distribution")) {
        (Some((file, field)), Some((number, _))) => format!("{file}{number}].{field}"),
        _ => place.replacen(english, german, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_told_in_the_words_of_the_template() {
        let entry = r#"{"title": "Bäume", "keyword": ["Baum"], "contact": [{"name": "Amt", "email": ""}],
            "distribution": [{"file": "a.csv", "found": {"byte_size": 4}}], "license": ""}"#;
        let told: Vec<_> = statements(entry.as_bytes())
            .into_iter()
            .map(|told| format!("{} = {} -> {}", told.field, told.value, told.property.unwrap_or_default()))
            .collect();
        assert_eq!(
            told,
            [
                "titel = Bäume -> dcterms:title",
                "schlagwoerter[0] = Baum -> dcat:keyword",
                "kontakt[0].name = Amt -> dcat:contactPoint vcard:fn",
                "datei[0].datei = a.csv -> dcat:distribution dcat:accessURL",
            ]
        );
        assert_eq!(property("distribution[2].lizenz"), Some("dcat:distribution dcterms:license"));
        assert_eq!(property("distribution[2].adresse"), Some("dcat:distribution dcat:accessURL"));
        assert_eq!(property("stand"), Some("dcterms:modified"));
    }
}
