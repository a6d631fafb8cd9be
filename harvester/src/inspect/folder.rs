//! What the fields of a folder's records are called by those who write them: the heading of a column of the
//! table, or the key in a TOML file.

use crate::mapping::table_entry;
use datenkreis_catalogue::journal::Received;
use serde_json::Value;

/// Headings as in the template, by the key of a TOML file.
const HEADINGS: &[(&str, &str)] = &[
    ("kennung", "Kennung"),
    ("titel", "Titel"),
    ("beschreibung", "Beschreibung"),
    ("herausgeber", "Herausgeber"),
    ("ersteller", "Ersteller"),
    ("kontakt", "Kontakt-Name"),
    ("kontakt.name", "Kontakt-Name"),
    ("kontakt.email", "Kontakt-E-Mail"),
    ("kontakt_email", "Kontakt-E-Mail"),
    ("thema", "Thema"),
    ("schlagwoerter", "Schlagwörter"),
    ("lizenz", "Lizenz"),
    ("namensnennung", "Namensnennung"),
    ("sprache", "Sprache"),
    ("haeufigkeit", "Häufigkeit"),
    ("stand", "Stand"),
    ("veroeffentlicht", "Veröffentlicht"),
    ("zeitraum_von", "Zeitraum von"),
    ("zeitraum_bis", "Zeitraum bis"),
    ("zeitraum", "Zeitraum"),
    ("gemeindeschluessel", "Gemeindeschlüssel"),
    ("ort", "Ort"),
    ("seite", "Seite"),
    ("dokumentation", "Dokumentation"),
    ("quelle", "Quelle"),
    ("version", "Version"),
    ("hvd_kategorie", "HVD-Kategorie"),
    ("rechtsgrundlage", "Rechtsgrundlage"),
    ("zugang", "Zugang"),
    ("datei.datei", "Datei oder Adresse"),
    ("datei.adresse", "Datei oder Adresse"),
    ("datei.titel", "Titel der Datei"),
    ("datei.format", "Format"),
    ("datei.lizenz", "Lizenz"),
    ("datei.namensnennung", "Namensnennung"),
    ("datei.sprache", "Sprache"),
    ("datei.stand", "Stand"),
    ("datei.veroeffentlicht", "Veröffentlicht"),
];

/// Where the fields of a record are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Keeper {
    /// The form of a portal.
    Portal,
    /// A column of this table.
    Table(String),
    /// A key of this TOML file, or of one that is still to be written.
    Toml(String),
}

impl Keeper {
    /// `None` if the record is RDF or of no known dialect.
    pub(super) fn of(received: &Received) -> Option<Self> {
        match received.dialect.as_str() {
            crate::mapping::ckan_package::DIALECT => return Some(Self::Portal),
            table_entry::DIALECT => {}
            _ => return None,
        }
        let entry: Value = serde_json::from_slice(&received.payload).ok()?;
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let kept_in = text(entry.get("kept_in"));
        Some(match kept_in.to_lowercase() {
            lower if lower.ends_with(".toml") => Self::Toml(kept_in),
            lower if !lower.is_empty() => Self::Table(kept_in),
            // Nothing was written about the file yet: a TOML file beside it is the way.
            _ => {
                let file = entry.get("distribution").and_then(|files| files.get(0));
                let name = text(file.and_then(|file| file.get("file")));
                let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
                Self::Toml(format!("{stem}.toml"))
            }
        })
    }

    /// What a field is called there. A table has no column for everything.
    pub(super) fn name(&self, field: &str) -> Option<String> {
        match self {
            Self::Portal | Self::Toml(_) => Some(field.to_owned()),
            Self::Table(_) => {
                let known = HEADINGS.iter().find(|(key, _)| *key == without_numbers(field));
                known.map(|(_, heading)| (*heading).to_owned())
            }
        }
    }

    /// The whole place, for a list of places: `datensaetze.csv, Spalte „Lizenz“` in German and English.
    pub(super) fn place(&self, name: &str) -> [String; 2] {
        match self {
            Self::Portal => [format!("Feld „{name}“"), format!("field “{name}”")],
            Self::Table(file) => [format!("Spalte „{name}“ ({file})"), format!("column “{name}” ({file})")],
            Self::Toml(file) => [format!("„{name}“ in {file}"), format!("“{name}” in {file}")],
        }
    }
}

/// `datei[0].format` is the `datei.format` of a file.
fn without_numbers(field: &str) -> String {
    let mut parts = field.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| name + part.split_once(']').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeper(payload: &str) -> Keeper {
        let received = Received { dialect: table_entry::DIALECT.into(), payload: payload.into() };
        Keeper::of(&received).unwrap()
    }

    #[test]
    fn fields_are_called_as_they_are_written() {
        #[track_caller]
        fn check(payload: &str, field: &str, expected: Option<&str>) {
            let keeper = keeper(payload);
            let named = keeper.name(field).map(|name| keeper.place(&name)[0].clone());
            assert_eq!(named.as_deref(), expected);
        }
        let table = "{\"kept_in\": \"datensaetze.csv\"}";
        check(table, "thema[0]", Some("Spalte „Thema“ (datensaetze.csv)"));
        check(table, "datei[2].format", Some("Spalte „Format“ (datensaetze.csv)"));
        check(table, "datei[0].medientyp", None);
        check("{\"kept_in\": \"a.toml\"}", "datei[0].medientyp", Some("„datei[0].medientyp“ in a.toml"));
        check("{\"distribution\": [{\"file\": \"bäume.csv\"}]}", "lizenz", Some("„lizenz“ in bäume.toml"));
    }
}
