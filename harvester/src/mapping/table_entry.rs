//! The dialect of folders and tables: what a small town writes about its files, in German or English
//! words. [`Entry`] is one dataset as written; [`TableEntry`] is it with the files found.

use super::Mapping;
use super::value::{Values, looks_like_iri};
use crate::record::Payload;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::iri::below;
use datenkreis_vocab::model::{
    Agent, Checksum, Coded, ContactPoint, Dataset, Distribution, LangString, Location, PeriodOfTime,
};
use oxrdf::{Literal, NamedNode};
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
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

/// A dataset of a folder or table, with its files.
#[derive(Clone, Debug)]
pub struct TableEntry {
    /// As written, with the files found.
    pub entry: Entry,
    /// Where relative addresses resolve against.
    pub base: Option<url::Url>,
}

impl Payload for TableEntry {
    fn canonical(&self) -> Cow<'_, [u8]> {
        // The fields have a fixed order and no maps, so equal entries give equal bytes.
        Cow::Owned(serde_json::to_vec(&self.entry).unwrap_or_default())
    }

    fn map(&self, native_id: &NativeId, mapping: &Mapping) -> (Dataset, Vec<Finding>) {
        let entry = &self.entry;
        let mut values =
            Values { base: self.base.clone().or_else(|| mapping.site.clone()), findings: vec![] };
        let mut dataset = Dataset::new(NamedNode::new_unchecked(mapping.dataset(native_id).as_str()));
        dataset.title = plain(&entry.title);
        dataset.description = plain(&entry.description);
        dataset.identifier.push(Literal::new_simple_literal(native_id.as_str()));
        dataset.publisher =
            entry.publisher.first().and_then(|party| agent(party, "herausgeber", &mut values));
        dataset.creator =
            entry.creator.iter().filter_map(|party| agent(party, "ersteller", &mut values)).collect();
        dataset.contact_point = contacts(entry, &mut values);
        dataset.theme = coded(&entry.theme);
        dataset.keyword = entry.keyword.iter().flat_map(|word| plain(word)).collect();
        dataset.language = coded(&entry.language);
        dataset.accrual_periodicity = one_coded(&entry.frequency);
        dataset.access_rights = one_coded(&entry.access_rights);
        dataset.hvd_category = coded(&entry.hvd_category);
        dataset.version = Some(entry.version.clone()).filter(|version| !version.is_empty());
        dataset.provenance = plain(&entry.source);
        dataset.landing_page = iris(&entry.landing_page, "seite", &mut values);
        dataset.page = iris(&entry.documentation, "dokumentation", &mut values);
        dataset.applicable_legislation = iris(&entry.applicable_legislation, "rechtsgrundlage", &mut values);
        dataset.issued = date(&entry.issued, "veroeffentlicht", &mut values);
        dataset.modified =
            date(&entry.modified, "stand", &mut values).or_else(|| newest_written(entry, &mut values));
        let period = PeriodOfTime {
            start_date: date(&entry.temporal_start, "zeitraum_von", &mut values),
            end_date: date(&entry.temporal_end, "zeitraum_bis", &mut values),
        };
        dataset.temporal.extend(Some(period).filter(|period| *period != PeriodOfTime::default()));
        places(entry, &mut dataset, &mut values);
        for (number, file) in entry.distribution.iter().enumerate() {
            let before = values.findings.len();
            distribution(file, entry, &mut dataset, &mut values);
            for finding in &mut values.findings[before..] {
                finding.property = format!("distribution[{number}].{}", finding.property);
            }
        }
        (dataset, values.findings)
    }
}

fn plain(text: &str) -> Vec<LangString> {
    if text.is_empty() { vec![] } else { vec![LangString::untagged(text)] }
}

fn coded(values: &[String]) -> Vec<Coded> {
    values.iter().map(Coded::found).collect()
}

fn one_coded(value: &str) -> Option<Coded> {
    (!value.is_empty()).then(|| Coded::found(value))
}

fn date(found: &str, property: &str, values: &mut Values) -> Option<Literal> {
    if found.is_empty() { None } else { values.date(found, property) }
}

fn iris(found: &[String], property: &str, values: &mut Values) -> Vec<NamedNode> {
    found.iter().filter_map(|found| values.iri(found, property)).collect()
}

/// Where nothing says how old the data are, the file's own date does, with a finding.
fn newest_written(entry: &Entry, values: &mut Values) -> Option<Literal> {
    if entry.distribution.iter().any(|file| !file.modified.is_empty()) {
        return None;
    }
    let written =
        entry.distribution.iter().filter_map(|file| file.found.as_ref()?.written.as_deref()).max()?;
    values.findings.push(Finding::new(&rule::MODIFIED_CONCLUDED, "stand").concluded(written));
    datenkreis_vocab::date::read(written).map(|read| read.literal)
}

fn agent(party: &Party, property: &str, values: &mut Values) -> Option<Agent> {
    if party.name.is_empty() {
        return None;
    }
    Some(Agent {
        iri: None,
        name: plain(&party.name),
        r#type: one_coded(&party.r#type),
        mbox: mailbox(&party.email, property, values),
        homepage: homepage(&party.homepage, property, values),
    })
}

fn mailbox(found: &str, property: &str, values: &mut Values) -> Vec<NamedNode> {
    if found.is_empty() { vec![] } else { values.mailbox(found, property).into_iter().collect() }
}

fn homepage(found: &str, property: &str, values: &mut Values) -> Option<NamedNode> {
    if found.is_empty() { None } else { values.iri(found, property) }
}

fn contacts(entry: &Entry, values: &mut Values) -> Vec<ContactPoint> {
    let mut contacts: Vec<ContactPoint> = vec![];
    for party in &entry.contact {
        let telephone = &party.telephone;
        contacts.push(ContactPoint {
            r#fn: Some(party.name.clone()).filter(|name| !name.is_empty()),
            has_email: mailbox(&party.email, "kontakt", values),
            has_url: homepage(&party.homepage, "kontakt", values).into_iter().collect(),
            has_telephone: if telephone.is_empty() {
                vec![]
            } else {
                values.telephone(telephone, "kontakt").into_iter().collect()
            },
            ..ContactPoint::default()
        });
    }
    let email = mailbox(&entry.contact_email, "kontakt_email", values);
    match contacts.first_mut() {
        Some(contact) => contact.has_email.extend(email),
        None if !email.is_empty() => {
            contacts.push(ContactPoint { has_email: email, ..ContactPoint::default() })
        }
        None => {}
    }
    contacts
}

/// Places by official key as the IRIs of DCAT-AP.de (kv-political-geocoding-uri), else by name.
fn places(entry: &Entry, dataset: &mut Dataset, values: &mut Values) {
    for key in &entry.ags {
        if looks_like_iri(key) {
            let iri = values.iri(key, "gemeindeschluessel");
            dataset.spatial.extend(iri.map(|iri| Location { iri: Some(iri), ..Location::default() }));
            continue;
        }
        let scheme = match key.len() {
            2 => "stateKey",
            3 => "governmentDistrictKey",
            5 => "districtKey",
            8 => "municipalityKey",
            9 => "municipalAssociationKey",
            12 => "regionalKey",
            _ => "",
        };
        if scheme.is_empty() || !key.bytes().all(|byte| byte.is_ascii_digit()) {
            values.findings.push(Finding::new(&rule::PLACE_UNKNOWN, "gemeindeschluessel").found(key));
            continue;
        }
        let iri =
            NamedNode::new_unchecked(format!("http://dcat-ap.de/def/politicalGeocoding/{scheme}/{key}"));
        dataset.spatial.push(Location { iri: Some(iri.clone()), ..Location::default() });
        dataset.political_geocoding_uri.push(iri);
    }
    for name in &entry.place {
        dataset.spatial.push(Location { pref_label: plain(name), ..Location::default() });
    }
}

fn distribution(file: &FileEntry, entry: &Entry, dataset: &mut Dataset, values: &mut Values) {
    let name = if file.file.is_empty() { &file.url } else { &file.file };
    let own = below(dataset.iri.as_str(), "datei", &file.file);
    let address = match &file.found {
        Some(FoundFile { url: Some(url), .. }) => values.iri(url, "datei"),
        Some(_) if !file.file.is_empty() => Some(own),
        _ if !file.url.is_empty() => values.iri(&file.url, "adresse"),
        _ => None,
    };
    let Some(address) = address else {
        values.findings.push(Finding::new(&rule::ACCESS_URL_MISSING, "datei").found(name));
        return;
    };
    let either = |own: &String, all: &String| {
        if own.is_empty() { all.clone() } else { own.clone() }
    };
    let found = file.found.as_ref();
    let format = Some(file.format.clone()).filter(|format| !format.is_empty()).or_else(|| extension(name));
    let mut iri = below(dataset.iri.as_str(), "distribution", name);
    let mut twin = 2;
    while dataset.distribution.iter().any(|known| known.iri.as_ref() == Some(&iri)) {
        iri = below(dataset.iri.as_str(), "distribution", &format!("{name}-{twin}"));
        twin += 1;
    }
    let distribution = Distribution {
        iri: Some(iri),
        title: plain(&file.title),
        description: plain(&file.description),
        access_url: vec![address.clone()],
        // What was read here is the file itself; what was only named may be a page.
        download_url: found.map(|_| address).into_iter().collect(),
        license: one_coded(&either(&file.license, &entry.license)),
        license_attribution_by_text: plain(&either(&file.attribution, &entry.attribution)),
        format: format.map(Coded::found),
        media_type: one_coded(&file.media_type),
        byte_size: found.map(|found| found.byte_size),
        checksum: found.map(|found| Checksum {
            algorithm: Coded::found("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            checksum_value: found.sha256.clone(),
        }),
        issued: date(&file.issued, "veroeffentlicht", values),
        modified: date(&file.modified, "stand", values),
        language: coded(&file.language),
        ..Distribution::default()
    };
    dataset.distribution.push(distribution);
}

fn extension(name: &str) -> Option<String> {
    let path = name.split(['?', '#']).next().unwrap_or(name);
    let (stem, extension) = path.rsplit('/').next().unwrap_or(path).rsplit_once('.')?;
    let plain = !stem.is_empty()
        && (1..=8).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain.then(|| extension.to_uppercase())
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
    use crate::config::SourceFile;
    use std::path::Path;
    use std::sync::Arc;

    fn map(toml: &str) -> (Dataset, Vec<Finding>) {
        let text = "kind = \"folder\"\ntitle = \"Ordner\"\n".into();
        let file = SourceFile::parse(Path::new("ordner.toml"), text).unwrap();
        let mapping = Mapping::new("https://example.org", &file, &Arc::default());
        let entry = toml::from_str(toml).unwrap();
        TableEntry { entry, base: None }.map(&NativeId::new("baeume"), &mapping)
    }

    #[test]
    fn german_and_english_words_mean_the_same() {
        let german = map(r#"titel = "Bäume"
            stand = 2026-01-19
            thema = "ENVI"
            schlagwoerter = ["Baum", "Grün"]
            herausgeber = { name = "Stadt Selm", typ = "LocalAuthority", webseite = "https://www.selm.de" }
            gemeindeschluessel = "05978032"
            kontakt_email = "daten@example.org"
            [[datei]]
            adresse = "https://www.example.org/baeume.csv""#);
        let english = map(r#"title = "Bäume"
            modified = "2026-01-19"
            theme = ["ENVI"]
            keywords = ["Baum", "Grün"]
            publisher = [{ name = "Stadt Selm", type = "LocalAuthority", homepage = "https://www.selm.de" }]
            ags = ["05978032"]
            contact_email = "daten@example.org"
            [[distribution]]
            url = "https://www.example.org/baeume.csv""#);
        assert_eq!(german, english);
        assert_eq!(german.1, []);
        let dataset = german.0;
        assert_eq!(dataset.modified.unwrap().value(), "2026-01-19");
        assert_eq!(dataset.distribution[0].format, Some(Coded::found("CSV")));
        assert!(dataset.distribution[0].download_url.is_empty());
        assert_eq!(
            dataset.political_geocoding_uri[0].as_str(),
            "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05978032"
        );
    }

    #[test]
    fn mistakes_become_findings() {
        let (dataset, findings) = map(
            "titel = \"t\"\nstand = \"bald\"\ngemeindeschluessel = \"Selm\"\nkontakt_email = \"selm\"\n[[datei]]\ndatei = \"fehlt.csv\"",
        );
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(rules, ["contact-invalid", "date-unreadable", "place-unknown", "access-url-missing"]);
        assert!(dataset.distribution.is_empty());
    }

    #[test]
    fn wrong_types_are_told_where_they_stand() {
        let error = toml::from_str::<Entry>("titel = \"t\"\nstand = [1, 2]\n").unwrap_err();
        assert_eq!(error.span().map(|span| span.start), Some(20));
        assert!(toml::from_str::<Entry>("titl = \"t\"").unwrap_err().message().contains("titl"));
    }
}
