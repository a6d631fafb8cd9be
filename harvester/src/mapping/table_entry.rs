//! The dialect of folders and tables: what a small town writes about its files, in German or English
//! words. [`Entry`] is one dataset as written; [`TableEntry`] is it with the files found.

mod distribution;
mod entry;
mod language;

pub use entry::{Entry, FileEntry, FoundFile, Party};

use super::value::{Values, looks_like_iri};
use super::{Mapping, conclude};
use crate::record::Payload;
use datenkreis_catalogue::journal::Received;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::lists::political_geocoding;
use datenkreis_vocab::model::{
    Agent, Coded, ContactPoint, Dataset, Identifier, LangString, Location, PeriodOfTime,
};
use distribution::{Names, distribution};
use language::Language;
use oxrdf::{Literal, NamedNode};
use std::borrow::Cow;

/// What entries are called among the records received.
pub const DIALECT: &str = "table";

/// A dataset of a folder or table, with its files.
#[derive(Clone, Debug)]
pub struct TableEntry {
    /// As written, with the files found.
    pub entry: Entry,
    /// What was wrong with it when it was read. Part of the payload: if it changes, it is told anew.
    pub findings: Vec<Finding>,
    /// Where relative addresses resolve against.
    pub base: Option<url::Url>,
}

impl Payload for TableEntry {
    fn canonical(&self) -> Cow<'_, [u8]> {
        // The fields have a fixed order and no maps, so equal entries give equal bytes.
        Cow::Owned(serde_json::to_vec(&(&self.entry, &self.findings)).unwrap_or_default())
    }

    fn received(&self) -> Received {
        Received { dialect: DIALECT.into(), payload: serde_json::to_vec(&self.entry).unwrap_or_default() }
    }

    fn map(&self, native_id: &NativeId, mapping: &Mapping) -> (Dataset, Vec<Finding>) {
        let entry = &self.entry;
        let language = Language::of(&entry.language);
        let base = self.base.clone().or_else(|| mapping.site.clone());
        let mut values = Values { base, findings: self.findings.clone() };
        let mut dataset = Dataset::new(NamedNode::new_unchecked(mapping.dataset(native_id).as_str()));
        dataset.title = language.texts(&entry.title);
        dataset.description = language.texts(&entry.description);
        identify(entry, &mut dataset);
        dataset.publisher = publisher(entry, language, mapping, &mut values);
        dataset.creator = entry
            .creator
            .iter()
            .filter_map(|party| agent(party, language, "ersteller", &mut values))
            .collect();
        dataset.contact_point = contacts(entry, &mut values);
        dataset.theme = coded(&entry.theme);
        dataset.keyword = entry.keyword.iter().flat_map(|word| language.texts(word)).collect();
        dataset.language = coded(&entry.language);
        dataset.accrual_periodicity = one_coded(&entry.frequency);
        dataset.access_rights = one_coded(&entry.access_rights).or_else(|| of_files(entry, &mut values));
        dataset.hvd_category = coded(&entry.hvd_category);
        dataset.version = Some(entry.version.clone()).filter(|version| !version.is_empty());
        dataset.provenance = language.texts(&entry.source);
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
        written_period(entry, &mut dataset, &mut values);
        places(entry, language, &mut dataset, &mut values);
        let mut names = Names::default();
        for (number, file) in entry.distribution.iter().enumerate() {
            let before = values.findings.len();
            if let Some(mut distribution) = distribution(file, entry, &dataset.iri, language, &mut values) {
                distribution.iri = Some(names.iri(file.name(), &dataset.iri));
                dataset.distribution.push(distribution);
            }
            for finding in &mut values.findings[before..] {
                finding.property = format!("distribution[{number}].{}", finding.property);
            }
        }
        (dataset, values.findings)
    }
}

/// An id of a folder is unique only within its source, and often a file name that many towns use;
/// federal portals take equal identifiers for copies of one dataset. So the dataset's IRI identifies
/// it, unless the publisher wrote an IRI (convention 25); a written id is a further one.
fn identify(entry: &Entry, dataset: &mut Dataset) {
    if looks_like_iri(&entry.id) {
        dataset.identifier.push(Literal::new_simple_literal(&entry.id));
        return;
    }
    dataset.identifier.push(Literal::new_simple_literal(dataset.iri.as_str()));
    if !entry.id.is_empty() {
        let notation = entry.id.clone();
        dataset.other_identifier.push(Identifier { iri: None, notation, datatype: None });
    }
}

fn coded(values: &[String]) -> Vec<Coded> {
    values.iter().map(Coded::found).collect()
}

fn one_coded(value: &str) -> Option<Coded> {
    (!value.is_empty()).then(|| Coded::found(value))
}

/// What lies in the folder is put there to be published, and the portal hands it to everybody. What lies
/// elsewhere may be guarded there.
fn of_files(entry: &Entry, values: &mut Values) -> Option<Coded> {
    const PUBLIC: &str = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
    let are_here = entry.distribution.iter().all(|file| file.found.is_some());
    (are_here && !entry.distribution.is_empty()).then(|| {
        values.findings.push(Finding::new(&rule::VALUE_CONCLUDED, "zugang").concluded(PUBLIC));
        Coded::found(PUBLIC)
    })
}

fn date(found: &str, property: &str, values: &mut Values) -> Option<Literal> {
    if found.is_empty() { None } else { values.date(found, property) }
}

fn iris(found: &[String], property: &str, values: &mut Values) -> Vec<NamedNode> {
    found.iter().filter_map(|found| values.iri(found, property)).collect()
}

/// The period in one text, where the fields for its ends say nothing or the same.
fn written_period(entry: &Entry, dataset: &mut Dataset, values: &mut Values) {
    const PROPERTY: &str = "zeitraum";
    let text = entry.temporal.as_str();
    if text.is_empty() {
        return;
    }
    let Some((period, written)) = conclude::stated_period(text) else {
        values.findings.push(Finding::new(&rule::DATE_UNREADABLE, PROPERTY).found(text));
        return;
    };
    match dataset.temporal.first() {
        None => {
            if written != text {
                values
                    .findings
                    .push(Finding::new(&rule::DATE_REWRITTEN, PROPERTY).found(text).concluded(written));
            }
            dataset.temporal.push(period);
        }
        Some(known) if *known == period => {}
        Some(known) => {
            let end = |date: &Option<Literal>| date.as_ref().map_or("..", |date| date.value()).to_owned();
            let known = format!("{}/{}", end(&known.start_date), end(&known.end_date));
            values.findings.push(Finding::new(&rule::CARDINALITY, PROPERTY).found(text).concluded(known));
        }
    }
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

/// The one the source stands for, else the first one named; DCAT-AP.de allows one.
fn publisher(entry: &Entry, language: Language, mapping: &Mapping, values: &mut Values) -> Option<Agent> {
    let own = entry.publisher.iter().position(|party| mapping.is_own(&party.name));
    let at = own.unwrap_or(0);
    let chosen = entry.publisher.get(at)?;
    for (_, other) in entry.publisher.iter().enumerate().filter(|(number, _)| *number != at) {
        let finding = Finding::new(&rule::CARDINALITY, "herausgeber").found(&other.name);
        values.findings.push(finding.concluded(&chosen.name));
    }
    agent(chosen, language, "herausgeber", values)
}

fn agent(party: &Party, language: Language, property: &str, values: &mut Values) -> Option<Agent> {
    if party.name.is_empty() {
        return None;
    }
    Some(Agent {
        iri: None,
        name: language.texts(&party.name),
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
            r#fn: Some(LangString::untagged(&party.name)).filter(|name| !name.value.is_empty()),
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
fn places(entry: &Entry, language: Language, dataset: &mut Dataset, values: &mut Values) {
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
        let is_key = key.bytes().all(|byte| byte.is_ascii_digit());
        // A spreadsheet takes a key for a number and drops its leading zero.
        let of_state = (key.len() == 1).then(|| format!("0{key}"));
        let place = political_geocoding::lookup(of_state.as_ref().unwrap_or(key)).filter(|_| is_key);
        if let Some(place) = place.filter(|_| matches!(key.len(), 1 | 4 | 7 | 11)) {
            values.findings.push(
                Finding::new(&rule::VALUE_NORMALISED, "gemeindeschluessel").found(key).concluded(place.iri),
            );
            let iri = NamedNode::new_unchecked(place.iri);
            dataset.spatial.push(Location { iri: Some(iri.clone()), ..Location::default() });
            dataset.political_geocoding_uri.push(iri);
            continue;
        }
        if scheme.is_empty() || !is_key {
            values.findings.push(Finding::new(&rule::PLACE_UNKNOWN, "gemeindeschluessel").found(key));
            continue;
        }
        let iri =
            NamedNode::new_unchecked(format!("http://dcat-ap.de/def/politicalGeocoding/{scheme}/{key}"));
        dataset.spatial.push(Location { iri: Some(iri.clone()), ..Location::default() });
        dataset.political_geocoding_uri.push(iri);
    }
    for name in &entry.place {
        dataset.spatial.push(Location { pref_label: language.texts(name), ..Location::default() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SourceFile;
    use std::path::Path;
    use std::sync::Arc;

    fn map(toml: &str) -> (Dataset, Vec<Finding>) {
        map_entry(toml::from_str(toml).unwrap())
    }

    fn map_entry(entry: Entry) -> (Dataset, Vec<Finding>) {
        let text = "kind = \"folder\"\ntitle = \"Ordner\"\n".into();
        let file = SourceFile::parse(Path::new("ordner.toml"), text).unwrap();
        let mapping = Mapping::new("https://example.org", &file, &Arc::default());
        TableEntry { entry, findings: vec![], base: None }.map(&NativeId::new("baeume"), &mapping)
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
    fn a_key_without_its_leading_zero_is_known() {
        let (dataset, findings) = map("titel = \"t\"\ngemeindeschluessel = \"5978036\"");
        assert_eq!(
            dataset.political_geocoding_uri[0].as_str(),
            "http://dcat-ap.de/def/politicalGeocoding/regionalKey/059780036036"
        );
        assert!(findings.iter().any(|finding| finding.rule == "value-normalised"), "{findings:?}");
        let (dataset, findings) = map("titel = \"t\"\ngemeindeschluessel = \"5\"");
        assert!(dataset.political_geocoding_uri[0].as_str().ends_with("stateKey/05"), "{findings:?}");
    }

    #[test]
    fn mistakes_become_findings() {
        let (dataset, findings) = map(
            "titel = \"t\"\nstand = \"bald\"\ngemeindeschluessel = \"Selm\"\nkontakt_email = \"selm\"\n[[datei]]\ndatei = \"fehlt.csv\"",
        );
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(
            rules,
            ["contact-address-invalid", "date-unreadable", "place-unknown", "access-url-missing"]
        );
        assert!(dataset.distribution.is_empty());
    }

    #[test]
    fn texts_have_the_language_that_is_stated() {
        let check = |toml: &str, expected: [Option<&str>; 2]| {
            let (dataset, _) = map(&format!(
                "titel = \"t\"\nherausgeber = \"h\"\n{toml}\n[[datei]]\nadresse = \"https://a.example/\"\ntitel = \"d\"\nsprache = \"de\""
            ));
            let of = |texts: &[datenkreis_vocab::model::LangString]| texts[0].language.clone();
            let publisher = of(&dataset.publisher.as_ref().unwrap().name);
            assert_eq!(publisher, of(&dataset.title), "{toml}");
            let found = [of(&dataset.title), of(&dataset.distribution[0].title)];
            assert_eq!(found.each_ref().map(Option::as_deref), expected, "{toml}");
        };
        check("sprache = \"de\"", [Some("de"), Some("de")]);
        check(
            "language = [\"http://publications.europa.eu/resource/authority/language/DEU\"]",
            [Some("de"), Some("de")],
        );
        check("sprache = \"en\"", [Some("en"), None]);
        check("sprache = [\"de\", \"en\"]", [None, None]);
        check("", [None, None]);
    }

    #[test]
    fn a_period_in_one_text() {
        #[track_caller]
        fn check(toml: &str, expected: &str, rules: &[&str]) {
            let (dataset, findings) = map(&format!("titel = \"t\"\n{toml}"));
            let end = |date: &Option<Literal>| date.as_ref().map(|date| date.value().to_owned());
            let periods = dataset.temporal.iter().map(|period| {
                format!(
                    "{}/{}",
                    end(&period.start_date).unwrap_or_default(),
                    end(&period.end_date).unwrap_or_default()
                )
            });
            assert_eq!(periods.collect::<Vec<_>>().join(" "), expected, "{toml}");
            let told: Vec<_> = findings.iter().map(|finding| finding.rule.as_str()).collect();
            assert_eq!(told, rules, "{toml}");
        }
        const REWRITTEN: &[&str] = &["date-rewritten"];
        check("zeitraum = \"2019 bis 2021\"", "2019/2021", REWRITTEN);
        check("zeitraum = \"seit 2015\"", "2015/", REWRITTEN);
        check("zeitraum = \"2020\"", "2020/2020", &[]);
        check("zeitraum = 2020", "2020/2020", &[]);
        check("zeitraum = \"01.01.2020–31.12.2020\"", "2020-01-01/2020-12-31", REWRITTEN);
        check("zeitraum = \"2020-01-01/2020-12-31\"", "2020-01-01/2020-12-31", &[]);
        check("zeitraum = \"Schuljahr 2019/20\"", "2019-08/2020-07", REWRITTEN);
        check("zeitraum = \"unbekannt\"", "", &["date-unreadable"]);
        check("zeitraum = \"2020\"\nzeitraum_von = 2020\nzeitraum_bis = 2020", "2020/2020", &[]);
        check("zeitraum = \"2021\"\nzeitraum_von = 2020", "2020/", &["cardinality"]);
    }

    #[test]
    fn identifiers_are_unique_beyond_the_source() {
        let check = |toml: &str, identifier: &str, other: &[&str]| {
            let dataset = map(&format!("titel = \"t\"\n{toml}")).0;
            let found: Vec<&str> = dataset.identifier.iter().map(Literal::value).collect();
            assert_eq!(found, [identifier], "{toml}");
            let found: Vec<&str> =
                dataset.other_identifier.iter().map(|other| other.notation.as_str()).collect();
            assert_eq!(found, other, "{toml}");
        };
        check("", "https://example.org/dataset/ordner/baeume", &[]);
        check("kennung = \"B 1\"", "https://example.org/dataset/ordner/baeume", &["B 1"]);
        check("kennung = \"https://doi.org/10.1/2\"", "https://doi.org/10.1/2", &[]);
    }

    #[test]
    fn what_one_place_holds_is_told_if_two_are_given() {
        let (dataset, findings) = map("titel = \"t\"\nherausgeber = [\"a\", \"b\"]");
        assert_eq!(dataset.publisher.unwrap().name[0].value, "a");
        assert_eq!((findings[0].rule.as_str(), findings[0].found.as_deref()), ("cardinality", Some("b")));

        let (_, findings) = map(
            "titel = \"t\"\nlizenz = \"cc-zero\"\n[[datei]]\ntitel = \"ohne Adresse\"\nformat = \"CSV\"\n[[datei]]\nadresse = \"https://a.example/\"\nlizenz = \"siehe Amt\"",
        );
        let told: Vec<_> = findings.iter().map(|f| (f.rule.as_str(), f.found.as_deref())).collect();
        assert_eq!(
            told,
            [
                ("access-url-missing", Some("titel: ohne Adresse | format: CSV")),
                ("license-unknown", Some("siehe Amt"))
            ]
        );

        let file = |name: &str| FileEntry { url: name.into(), ..FileEntry::default() };
        let found = FoundFile::default();
        let both = FileEntry { file: "a.csv".into(), found: Some(found), ..file("https://a.example/a.csv") };
        let same = file("https://a.example/b.csv");
        let entry = Entry { distribution: vec![both, same.clone(), same.clone(), same], ..Entry::default() };
        let (dataset, findings) = map_entry(entry);
        let iris: Vec<_> =
            dataset.distribution.iter().filter_map(|d| d.iri.as_ref()?.as_str().rsplit('/').next()).collect();
        assert_eq!(iris[0], "a.csv");
        assert!(iris[2].ends_with("b.csv-2") && iris[3].ends_with("b.csv-3"), "{iris:?}");
        assert_eq!((findings[0].property.as_str(), findings.len()), ("distribution[0].adresse", 1));
    }

    #[test]
    fn files_of_the_folder_are_public_and_have_the_dates_of_their_dataset() {
        let here = FoundFile { url: Some("https://a.example/a.csv".into()), ..FoundFile::default() };
        let file = FileEntry { file: "a.csv".into(), found: Some(here.clone()), ..FileEntry::default() };
        let elsewhere = FileEntry { url: "https://a.example/b.csv".into(), ..FileEntry::default() };
        let dated = FileEntry { modified: "2024-05-01".into(), ..file.clone() };
        let written = FoundFile { written: Some("2023-01-02".into()), ..here };
        let written = FileEntry { found: Some(written), ..file.clone() };
        #[track_caller]
        fn check(stated: &str, files: &[&FileEntry], access: Option<&str>, modified: &[Option<&str>]) {
            let distribution = files.iter().copied().cloned().collect();
            let entry = Entry { modified: stated.into(), distribution, ..Entry::default() };
            let (dataset, findings) = map_entry(entry);
            let local = dataset.access_rights.as_ref().and_then(|rights| rights.found.rsplit('/').next());
            assert_eq!(local, access);
            let dates = dataset.distribution.iter().map(|file| file.modified.as_ref().map(Literal::value));
            assert_eq!(dates.collect::<Vec<_>>(), modified);
            let is_told =
                |property: &str| findings.iter().any(|finding| finding.property.ends_with(property));
            assert_eq!(is_told("zugang"), access.is_some());
        }
        check("2024-03-01", &[&file], Some("PUBLIC"), &[Some("2024-03-01")]);
        check("2024-03-01", &[&file, &dated], Some("PUBLIC"), &[Some("2024-03-01"), Some("2024-05-01")]);
        check("", &[&written], Some("PUBLIC"), &[Some("2023-01-02")]);
        check("", &[&file, &elsewhere], None, &[None, None]);
        check("irgendwann", &[&file], Some("PUBLIC"), &[None]);
        check("", &[], None, &[]);
    }

    #[test]
    fn wrong_types_are_told_where_they_stand() {
        let error = toml::from_str::<Entry>("titel = \"t\"\nstand = [1, 2]\n").unwrap_err();
        assert_eq!(error.span().map(|span| span.start), Some(20));
        assert!(toml::from_str::<Entry>("titl = \"t\"").unwrap_err().message().contains("titl"));
    }
}
