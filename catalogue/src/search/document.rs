//! What the index knows of a dataset.

use super::plain_text::plain_text;
use crate::journal::Version;
use datenkreis_vocab::graph::Graph;
use datenkreis_vocab::lists;
use datenkreis_vocab::model::{Agent, Coded, Dataset, LangString, best};
use oxrdf::{Literal, NamedNode};

const LICENSES: &str = "http://dcat-ap.de/def/licenses/";
const MUNICIPALITY_KEY: &str = "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/";
const DISTRICT_KEY: &str = "http://dcat-ap.de/def/politicalGeocoding/districtKey/";
const REGIONAL_KEY: &str = "http://dcat-ap.de/def/politicalGeocoding/regionalKey/";

/// One dataset, flattened for searching. Lists are sorted and free of duplicates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchDocument {
    /// The dataset's IRI.
    pub dataset: String,
    /// German title, or the best there is.
    pub title: String,
    /// Language tag of `title`.
    pub title_language: Option<String>,
    /// Titles and descriptions in other languages.
    pub other_titles: String,
    /// Description as plain text.
    pub description: String,
    /// Language tag of `description`.
    pub description_language: Option<String>,
    /// Keywords.
    pub keyword: Vec<String>,
    /// Publisher name.
    pub publisher: Option<String>,
    /// Titles and descriptions of the distributions, names of further agents, identifiers.
    pub distributions: String,
    /// Names of themes, formats and licences in German and English: `csv` and `Umwelt` are typed, too.
    pub labels: String,
    /// Keys (AGS) of municipality or district.
    pub municipality: Vec<String>,
    /// Their names, so that places typed are found.
    pub places: String,
    /// Theme notations.
    pub theme: Vec<String>,
    /// Format notations.
    pub format: Vec<String>,
    /// Licence codes.
    pub license: Vec<String>,
    /// Source id.
    pub source: String,
    /// dcterms:modified as date; none if it is no date (a year, say).
    pub modified: Option<jiff::civil::Date>,
    /// When the first version was committed, Unix seconds.
    pub harvested: i64,
}

impl SearchDocument {
    /// Flattens a version.
    pub fn from_version(version: &Version) -> Self {
        let graph: Graph = version.triples.iter().cloned().collect();
        let iri = NamedNode::new_unchecked(version.dataset.as_str());
        let (dataset, _) = Dataset::from_rdf(&graph, &iri);
        let mut document = Self::from_dataset(&dataset);
        document.source = version.source.as_str().into();
        document.harvested = version.first_at.as_second();
        document
    }

    fn from_dataset(dataset: &Dataset) -> Self {
        let title = best(&dataset.title, "de");
        let description = best(&dataset.description, "de");
        let keys = place_keys(dataset);
        Self {
            dataset: dataset.iri.as_str().into(),
            title: title.map(|text| plain_text(&text.value)).unwrap_or_default(),
            other_titles: joined(
                dataset
                    .title
                    .iter()
                    .filter(|text| Some(*text) != title)
                    .chain(dataset.description.iter().filter(|text| Some(*text) != description))
                    .map(|text| plain_text(&text.value)),
            ),
            title_language: title.and_then(|text| text.language.clone()),
            description: description.map(|text| plain_text(&text.value)).unwrap_or_default(),
            description_language: description.and_then(|text| text.language.clone()),
            keyword: sorted(dataset.keyword.iter().map(|text| text.value.trim().to_owned())),
            publisher: dataset.publisher.as_ref().and_then(name),
            distributions: further_text(dataset),
            labels: labels(dataset),
            places: places(dataset, &keys),
            municipality: keys,
            theme: sorted(dataset.theme.iter().filter_map(concept).map(last_segment)),
            format: sorted(
                dataset
                    .distribution
                    .iter()
                    .filter_map(|d| d.format.as_ref())
                    .filter_map(concept)
                    .map(last_segment),
            ),
            license: sorted(
                dataset
                    .distribution
                    .iter()
                    .filter_map(|distribution| distribution.license.as_ref())
                    .filter_map(concept)
                    .map(|iri| iri.strip_prefix(LICENSES).unwrap_or(iri).to_owned()),
            ),
            source: String::new(),
            modified: dataset.modified.as_ref().and_then(date),
            harvested: 0,
        }
    }
}

/// Keys of the municipalities and districts a dataset says it is about.
fn place_keys(dataset: &Dataset) -> Vec<String> {
    let spatial = dataset.spatial.iter().filter_map(|location| location.iri.as_ref());
    sorted(spatial.chain(&dataset.political_geocoding_uri).filter_map(|iri| place_key(iri.as_str())))
}

/// The official key (AGS) in a place IRI of DCAT-AP.de: 8 digits for a municipality, 5 for a
/// district. A regional key (ARS, 12 digits) holds the same parts and an association between them.
fn place_key(iri: &str) -> Option<String> {
    let digits = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(key) = iri.strip_prefix(MUNICIPALITY_KEY) {
        return digits(key, 8).then(|| key.to_owned());
    }
    if let Some(key) = iri.strip_prefix(DISTRICT_KEY) {
        return digits(key, 5).then(|| key.to_owned());
    }
    let key = iri.strip_prefix(REGIONAL_KEY).filter(|key| digits(key, 12))?;
    let municipality = format!("{}{}", &key[..5], &key[9..]);
    // A district and a town that is its own district both end in zeros; only the latter is listed
    // as municipality.
    let is_district = key.ends_with("0000000") && place_name(&municipality).is_none();
    Some(if is_district { key[..5].to_owned() } else { municipality })
}

/// The official name behind a key.
fn place_name(key: &str) -> Option<&'static str> {
    let list = if key.len() == 8 { MUNICIPALITY_KEY } else { DISTRICT_KEY };
    lists::label(&format!("{list}{key}"), "de")
}

fn places(dataset: &Dataset, keys: &[String]) -> String {
    let names = keys.iter().filter_map(|key| place_name(key)).map(str::to_owned);
    let labels = dataset
        .spatial
        .iter()
        .flat_map(|location| &location.pref_label)
        .chain(&dataset.geocoding_description);
    joined(names.chain(labels.map(|text| text.value.clone())).chain(keys.iter().cloned()))
}

fn further_text(dataset: &Dataset) -> String {
    let agents = dataset
        .creator
        .iter()
        .chain(&dataset.contributor)
        .chain(&dataset.originator)
        .chain(&dataset.custodian);
    let distributions = dataset.distribution.iter().flat_map(|d| d.title.iter().chain(&d.description));
    let services = dataset.distribution.iter().flat_map(|d| &d.access_service).flat_map(|s| &s.title);
    joined(
        distributions
            .chain(services)
            .map(|text| plain_text(&text.value))
            .chain(agents.filter_map(name))
            .chain(dataset.identifier.iter().map(|literal| literal.value().to_owned())),
    )
}

fn labels(dataset: &Dataset) -> String {
    let files = dataset.distribution.iter().flat_map(|distribution| {
        [&distribution.format, &distribution.media_type, &distribution.license].into_iter().flatten()
    });
    let concepts = dataset.theme.iter().chain(files).filter_map(concept);
    joined(concepts.flat_map(|iri| {
        let label = |language| lists::label(iri, language).map(str::to_owned);
        [Some(last_segment(iri)), label("de"), label("en")].into_iter().flatten()
    }))
}

fn name(agent: &Agent) -> Option<String> {
    best(&agent.name, "de")
        .map(|name: &LangString| name.value.trim().to_owned())
        .filter(|name| !name.is_empty())
}

/// The IRI of the list entry, or the IRI at the source where no list applies.
fn concept(coded: &Coded) -> Option<&str> {
    let found = || {
        Some(coded.found.as_str())
            .filter(|found| found.starts_with("http://") || found.starts_with("https://"))
    };
    coded.concept.as_ref().map(NamedNode::as_str).or_else(found)
}

fn last_segment(iri: &str) -> String {
    iri.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or(iri).to_owned()
}

/// The calendar day of an xsd:date or xsd:dateTime as written, whatever its time zone.
fn date(literal: &Literal) -> Option<jiff::civil::Date> {
    let value = literal.value().trim();
    let day = value.get(..10)?;
    let rest = &value[10..];
    let ends = rest.is_empty() || rest.starts_with(['T', 't', 'Z', '+', '-', ' ']);
    if ends { day.parse().ok() } else { None }
}

fn sorted(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut values: Vec<String> = values.filter(|value| !value.is_empty()).collect();
    values.sort();
    values.dedup();
    values
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.sort();
    texts.dedup();
    texts.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_vocab::model::{Distribution, Location};

    fn node(iri: &str) -> NamedNode {
        NamedNode::new(iri).unwrap()
    }

    #[test]
    fn a_dataset_is_flattened() {
        let mut dataset = Dataset::new(node("https://example.org/dataset/a/1"));
        dataset.title = vec![
            LangString { value: "Waste".into(), language: Some("en".into()) },
            LangString::german("Abfall &amp; Wertstoffe"),
        ];
        dataset.description = vec![LangString::german("<p>Wann die <b>Tonne</b> geleert wird</p>")];
        dataset.theme = vec![
            Coded::concept(node("http://publications.europa.eu/resource/authority/data-theme/ENVI")),
            Coded::found("Umwelt"),
        ];
        dataset.spatial = vec![
            Location {
                iri: Some(node("http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05978036")),
                ..Location::default()
            },
            Location {
                iri: Some(node("http://dcat-ap.de/def/politicalGeocoding/districtKey/05978")),
                ..Location::default()
            },
        ];
        dataset.modified = Some(Literal::new_simple_literal("2024-05-06T07:08:09"));
        dataset.distribution = vec![Distribution {
            format: Some(Coded::concept(node(
                "http://publications.europa.eu/resource/authority/file-type/CSV",
            ))),
            license: Some(Coded::found("http://dcat-ap.de/def/licenses/dl-by-de/2.0")),
            ..Distribution::default()
        }];
        let document = SearchDocument::from_dataset(&dataset);
        assert_eq!(document.title, "Abfall & Wertstoffe");
        assert_eq!(document.title_language.as_deref(), Some("de"));
        for label in ["CSV", "Umwelt", "Environment", "Datenlizenz Deutschland"] {
            assert!(document.labels.contains(label), "{label}: {}", document.labels);
        }
        assert_eq!(document.other_titles, "Waste");
        assert_eq!(document.description, "Wann die Tonne geleert wird");
        assert_eq!(document.theme, ["ENVI"]);
        assert_eq!(document.municipality, ["05978", "05978036"]);
        assert_eq!(document.format, ["CSV"]);
        assert_eq!(document.license, ["dl-by-de/2.0"]);
        assert_eq!(document.modified, Some(jiff::civil::date(2024, 5, 6)));
    }

    #[test]
    fn keys_are_read_from_place_iris() {
        let check =
            |iri: &str, expected: Option<&str>| assert_eq!(place_key(iri).as_deref(), expected, "{iri}");
        check("http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05978036", Some("05978036"));
        check("http://dcat-ap.de/def/politicalGeocoding/regionalKey/059780036036", Some("05978036"));
        check("http://dcat-ap.de/def/politicalGeocoding/districtKey/05978", Some("05978"));
        check("http://dcat-ap.de/def/politicalGeocoding/municipalityKey/0597803x", None);
        check("http://www.geonames.org/2820456", None);
    }

    #[test]
    fn only_days_are_dates() {
        let check = |value: &str, expected: bool| {
            assert_eq!(date(&Literal::new_simple_literal(value)).is_some(), expected, "{value}");
        };
        check("2024-05-06", true);
        check("2024-05-06T00:00:00Z", true);
        check("2024-05-06+02:00", true);
        check("2024", false);
        check("2024-13-06", false);
        check("06.05.2024", false);
        check("2024-05-06x", false);
    }
}
