//! One dataset as a person writes it, in German or English words, and how forgiving it is read.

use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One dataset as written in a TOML file or a row of a table. Every field may be named in German.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Entry {
    /// The dataset's id within the source; without one, the name of its file.
    #[serde(alias = "kennung", deserialize_with = "text")]
    pub id: String,
    /// dcterms:title.
    #[serde(alias = "titel", deserialize_with = "text")]
    pub title: String,
    /// dcterms:description.
    #[serde(alias = "beschreibung", deserialize_with = "text")]
    pub description: String,
    /// dcterms:publisher; without one, the source's.
    #[serde(alias = "herausgeber", deserialize_with = "parties")]
    pub publisher: Vec<Party>,
    /// dcterms:creator.
    #[serde(alias = "ersteller", deserialize_with = "parties")]
    pub creator: Vec<Party>,
    /// dcat:contactPoint.
    #[serde(alias = "kontakt", deserialize_with = "parties")]
    pub contact: Vec<Party>,
    /// vcard:hasEmail of the contact.
    #[serde(alias = "kontakt_email", deserialize_with = "text")]
    pub contact_email: String,
    /// dcat:theme.
    #[serde(alias = "thema", alias = "themen", deserialize_with = "texts")]
    pub theme: Vec<String>,
    /// dcat:keyword.
    #[serde(alias = "schlagwoerter", alias = "schlagworte", alias = "keywords", deserialize_with = "texts")]
    pub keyword: Vec<String>,
    /// dcterms:license of all files.
    #[serde(alias = "lizenz", deserialize_with = "text")]
    pub license: String,
    /// dcatde:licenseAttributionByText of all files.
    #[serde(alias = "namensnennung", deserialize_with = "text")]
    pub attribution: String,
    /// dcterms:language.
    #[serde(alias = "sprache", deserialize_with = "texts")]
    pub language: Vec<String>,
    /// dcterms:accrualPeriodicity.
    #[serde(alias = "haeufigkeit", deserialize_with = "text")]
    pub frequency: String,
    /// dcterms:modified.
    #[serde(alias = "stand", deserialize_with = "text")]
    pub modified: String,
    /// dcterms:issued.
    #[serde(alias = "veroeffentlicht", deserialize_with = "text")]
    pub issued: String,
    /// dcat:startDate of the time covered.
    #[serde(alias = "zeitraum_von", deserialize_with = "text")]
    pub temporal_start: String,
    /// dcat:endDate of the time covered.
    #[serde(alias = "zeitraum_bis", deserialize_with = "text")]
    pub temporal_end: String,
    /// The time covered, in one text.
    #[serde(alias = "zeitraum", deserialize_with = "text")]
    pub temporal: String,
    /// Official keys of the places: 2, 3, 5, 8, 9 or 12 digits.
    #[serde(alias = "gemeindeschluessel", deserialize_with = "texts")]
    pub ags: Vec<String>,
    /// Names of places without a key.
    #[serde(alias = "ort", deserialize_with = "texts")]
    pub place: Vec<String>,
    /// dcat:landingPage.
    #[serde(alias = "seite", deserialize_with = "texts")]
    pub landing_page: Vec<String>,
    /// foaf:page.
    #[serde(alias = "dokumentation", deserialize_with = "texts")]
    pub documentation: Vec<String>,
    /// dcterms:provenance: where the data come from.
    #[serde(alias = "quelle", deserialize_with = "text")]
    pub source: String,
    /// dcat:version.
    #[serde(deserialize_with = "text")]
    pub version: String,
    /// dcatap:hvdCategory.
    #[serde(alias = "hvd_kategorie", deserialize_with = "texts")]
    pub hvd_category: Vec<String>,
    /// dcatap:applicableLegislation.
    #[serde(alias = "rechtsgrundlage", deserialize_with = "texts")]
    pub applicable_legislation: Vec<String>,
    /// dcterms:accessRights.
    #[serde(alias = "zugang", deserialize_with = "text")]
    pub access_rights: String,
    /// The files, where the names alone do not tell.
    #[serde(alias = "datei")]
    pub distribution: Vec<FileEntry>,
    /// The name of the table or TOML file it stands in, which the source found out.
    #[serde(skip_deserializing)]
    pub kept_in: String,
}

impl Entry {
    /// Reads an entry as it is kept ([`crate::record::Payload::received`]), with what its source found out, which
    /// nobody may write.
    pub fn kept(payload: &[u8]) -> Option<Self> {
        let mut value: Value = serde_json::from_slice(payload).ok()?;
        let kept_in = value.as_object_mut()?.remove("kept_in");
        let files = value.get_mut("distribution").and_then(Value::as_array_mut);
        let files = files.map(Vec::as_mut_slice).unwrap_or_default();
        let found = files.iter_mut().map(|file| {
            let found = file.as_object_mut()?.remove("found")?;
            serde_json::from_value::<FoundFile>(found).ok()
        });
        let found: Vec<Option<FoundFile>> = found.collect();
        let mut entry: Self = serde_json::from_value(value).ok()?;
        entry.kept_in = kept_in.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
        entry.distribution.iter_mut().zip(found).for_each(|(file, found)| file.found = found);
        Some(entry)
    }

    /// Reads what is said of one file in several places as one, unless they contradict each other: who
    /// adds a `[[datei]]` to a TOML file need not look for the one that is there.
    pub fn unite_files(&mut self) {
        let mut files: Vec<FileEntry> = vec![];
        for file in std::mem::take(&mut self.distribution) {
            let known = files.iter_mut().find(|known| !file.name().is_empty() && known.name() == file.name());
            let united = known.as_ref().and_then(|known| known.united(&file));
            match (known, united) {
                (Some(known), Some(united)) => *known = united,
                _ => files.push(file),
            }
        }
        self.distribution = files;
    }
}

/// One file or address of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileEntry {
    /// A file in the folder.
    #[serde(alias = "datei", deserialize_with = "text")]
    pub file: String,
    /// An address elsewhere.
    #[serde(alias = "adresse", deserialize_with = "text")]
    pub url: String,
    /// dcterms:title.
    #[serde(alias = "titel", deserialize_with = "text")]
    pub title: String,
    /// dcterms:description.
    #[serde(alias = "beschreibung", deserialize_with = "text")]
    pub description: String,
    /// dcterms:format; without one, the ending of the name.
    #[serde(deserialize_with = "text")]
    pub format: String,
    /// dcat:mediaType.
    #[serde(alias = "medientyp", deserialize_with = "text")]
    pub media_type: String,
    /// dcterms:license, where it differs from the dataset's.
    #[serde(alias = "lizenz", deserialize_with = "text")]
    pub license: String,
    /// dcatde:licenseAttributionByText, where it differs from the dataset's.
    #[serde(alias = "namensnennung", deserialize_with = "text")]
    pub attribution: String,
    /// dcterms:modified.
    #[serde(alias = "stand", deserialize_with = "text")]
    pub modified: String,
    /// dcterms:issued.
    #[serde(alias = "veroeffentlicht", deserialize_with = "text")]
    pub issued: String,
    /// dcterms:language.
    #[serde(alias = "sprache", deserialize_with = "texts")]
    pub language: Vec<String>,
    /// What the source found out about the file.
    #[serde(skip_deserializing)]
    pub found: Option<FoundFile>,
}

impl FileEntry {
    /// Both in one; `None` if they say different things.
    fn united(&self, other: &Self) -> Option<Self> {
        let text = |one: &String, other: &String| match (one.is_empty(), other.is_empty()) {
            (_, true) => Some(one.clone()),
            (true, false) => Some(other.clone()),
            (false, false) => (one == other).then(|| one.clone()),
        };
        let language = match (self.language.is_empty(), other.language.is_empty()) {
            (_, true) => self.language.clone(),
            (true, false) => other.language.clone(),
            (false, false) if self.language == other.language => self.language.clone(),
            (false, false) => return None,
        };
        Some(Self {
            file: text(&self.file, &other.file)?,
            url: text(&self.url, &other.url)?,
            title: text(&self.title, &other.title)?,
            description: text(&self.description, &other.description)?,
            format: text(&self.format, &other.format)?,
            media_type: text(&self.media_type, &other.media_type)?,
            license: text(&self.license, &other.license)?,
            attribution: text(&self.attribution, &other.attribution)?,
            modified: text(&self.modified, &other.modified)?,
            issued: text(&self.issued, &other.issued)?,
            language,
            found: self.found.clone().or_else(|| other.found.clone()),
        })
    }

    /// The file's name, else its address.
    pub fn name(&self) -> &str {
        if self.file.is_empty() { &self.url } else { &self.file }
    }
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FoundFile {
    /// Its public address; without one, the portal serves the archived copy.
    pub url: Option<String>,
    /// Size in bytes.
    pub byte_size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// The day the file was last written, if nothing else tells how old the data are.
    pub written: Option<String>,
}

/// A person or body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Party {
    /// Name.
    pub name: String,
    /// ADMS publisher type, e.g. `LocalAuthority`.
    #[serde(alias = "typ")]
    pub r#type: String,
    /// Mailbox.
    pub email: String,
    /// Telephone number.
    #[serde(alias = "telefon")]
    pub telephone: String,
    /// Home page or contact form.
    #[serde(alias = "webseite", alias = "url")]
    pub homepage: String,
}

/// A text, number or date as text.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    as_text(&toml::Value::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// One text or a list of texts.
fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let found = match toml::Value::deserialize(deserializer)? {
        toml::Value::Array(values) => values.iter().map(as_text).collect::<Result<Vec<_>, _>>(),
        value => as_text(&value).map(|text| vec![text]),
    };
    Ok(found.map_err(D::Error::custom)?.into_iter().filter(|text| !text.is_empty()).collect())
}

/// A name, a table with `name`, or a list of either.
fn parties<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Party>, D::Error> {
    let party = |value: toml::Value| match value {
        table @ toml::Value::Table(_) => {
            table.try_into().map_err(|error: toml::de::Error| error.message().to_owned())
        }
        value => as_text(&value).map(|name| Party { name, ..Party::default() }),
    };
    let found = match toml::Value::deserialize(deserializer)? {
        toml::Value::Array(values) => values.into_iter().map(party).collect::<Result<Vec<_>, _>>(),
        value => party(value).map(|party| vec![party]),
    };
    Ok(found.map_err(D::Error::custom)?.into_iter().filter(|party| *party != Party::default()).collect())
}

fn as_text(value: &toml::Value) -> Result<String, String> {
    match value {
        toml::Value::String(text) => Ok(text.trim().into()),
        toml::Value::Array(_) | toml::Value::Table(_) => Err(
            "hier steht ein einzelner Text in Anführungszeichen / one text in quotation marks is expected"
                .into(),
        ),
        other => Ok(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let found = FoundFile { url: None, byte_size: 4, sha256: "ab".into(), written: Some("2026".into()) };
        let mut entry: Entry = toml::from_str(
            "titel = \"a\"\nkontakt = { name = \"Amt\" }\nschlagwoerter = [\"x\"]\n[[datei]]\ndatei = \"a.csv\"",
        )
        .unwrap();
        entry.distribution[0].found = Some(found);
        entry.kept_in = "a.toml".into();
        assert_eq!(Entry::kept(&serde_json::to_vec(&entry).unwrap()), Some(entry));
        assert_eq!(Entry::kept(b"[]"), None);
    }

    #[test]
    fn what_is_said_of_one_file_in_two_places_is_one() {
        let check = |text: &str, expected: &[(&str, &str, &str)]| {
            let mut entry: Entry = toml::from_str(text).unwrap();
            entry.unite_files();
            let files = entry.distribution.iter();
            let files: Vec<_> =
                files.map(|file| (file.name(), file.format.as_str(), file.issued.as_str())).collect();
            assert_eq!(files, expected, "{text}");
        };
        let csv = "[[datei]]\ndatei = \"a.csv\"\nformat = \"CSV\"\n";
        let dated = "[[datei]]\ndatei = \"a.csv\"\nveroeffentlicht = \"2026-01-01\"\n";
        check(&format!("{csv}{dated}"), &[("a.csv", "CSV", "2026-01-01")]);
        check(&format!("{csv}{csv}"), &[("a.csv", "CSV", "")]);
        // Who contradicts himself means two.
        let other = csv.replace("CSV", "TXT");
        check(&format!("{csv}{other}"), &[("a.csv", "CSV", ""), ("a.csv", "TXT", "")]);
        let nameless = "[[datei]]\ntitel = \"A\"\n";
        check(&format!("{nameless}{nameless}"), &[("", "", ""), ("", "", "")]);
    }
}
