//! What is to be said about a dataset so that it gains a metric.

use super::Known;
use datenkreis_vocab::lists::{file_type, license, media_type};
use datenkreis_vocab::mqa::{Level, Metric, is_known_license};
use datenkreis_vocab::ns::{dcat, dcatde, dcterms, foaf, vcard};
use oxrdf::{NamedNodeRef, NamedOrBlankNode, Term, Triple};

const PUBLIC: &str = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
const ENVIRONMENT: &str = "http://publications.europa.eu/resource/authority/data-theme/ENVI";
const CSV: &str = "http://publications.europa.eu/resource/authority/file-type/CSV";
const TEXT_CSV: &str = "https://www.iana.org/assignments/media-types/text/csv";
const ZERO: &str = "http://dcat-ap.de/def/licenses/dl-zero-de/2.0";
const PLACES: &str = "http://dcat-ap.de/def/politicalGeocoding/";

/// A property of a dataset or a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Keyword,
    Theme,
    Spatial,
    PeriodStart,
    PeriodEnd,
    AccessUrl,
    DownloadUrl,
    Format,
    MediaType,
    License,
    AccessRights,
    ContactName,
    ContactEmail,
    Publisher,
    Rights,
    ByteSize,
    Issued,
    Modified,
}

/// What is to be said of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Dataset,
    /// The distribution that counts.
    Distribution,
    /// Another one that is to be published.
    NewDistribution,
}

/// Everything that is to be said.
pub(super) struct Change {
    pub target: Target,
    pub said: Vec<Said>,
}

/// A property with its values: IRIs where the property demands them, else texts.
pub(super) struct Said {
    pub field: Field,
    pub values: Vec<String>,
    pub is_example: bool,
}

impl Change {
    pub fn is_example(&self) -> bool {
        self.said.iter().any(|said| said.is_example)
    }

    pub fn values(&self, field: Field) -> &[String] {
        self.said.iter().find(|said| said.field == field).map_or(&[], |said| &said.values)
    }

    pub fn value(&self, field: Field) -> Option<&str> {
        self.values(field).first().map(String::as_str)
    }
}

/// What a metric wants. `None` for the constraints of DCAT-AP.
pub(super) fn change(metric: Metric, known: &Known<'_>) -> Option<Change> {
    let facts = Facts { known };
    let of_file = |field| facts.of_distribution(field);
    let of_dataset = |field| facts.of_dataset(field);
    let format = of_file(dcterms::FORMAT).into_iter().find(|iri| file_type::LIST.entry(iri).is_some());
    let target = match metric.level() {
        Level::Dataset => Target::Dataset,
        _ if known.distribution.is_none() => Target::NewDistribution,
        _ => Target::Distribution,
    };
    let said = match metric {
        Metric::DcatApCompliance => return None,
        Metric::KeywordAvailability => {
            vec![said(Field::Keyword, of_dataset(dcat::KEYWORD), "Straßenbaum")]
        }
        Metric::CategoryAvailability => vec![said(Field::Theme, of_dataset(dcat::THEME), ENVIRONMENT)],
        Metric::SpatialAvailability => vec![said(Field::Spatial, facts.places(), &facts.own_place())],
        Metric::TemporalAvailability => vec![
            said(Field::PeriodStart, facts.below(dcterms::TEMPORAL, dcat::START_DATE), "2026-01-01"),
            said(Field::PeriodEnd, facts.below(dcterms::TEMPORAL, dcat::END_DATE), "2026-12-31"),
        ],
        Metric::AccessUrlStatusCode => {
            vec![said(Field::AccessUrl, vec![], "https://daten.example.de/baeume.csv")]
        }
        Metric::DownloadUrlStatusCode => {
            vec![said(Field::DownloadUrl, vec![], "https://daten.example.de/baeume.csv")]
        }
        Metric::DownloadUrlAvailability => {
            let is_file = |address: &String| file_type::of_address(address).is_some();
            let known = of_file(dcat::DOWNLOAD_URL).into_iter();
            let known = known.chain(of_file(dcat::ACCESS_URL).into_iter().filter(is_file)).take(1).collect();
            vec![said(Field::DownloadUrl, known, "https://daten.example.de/baeume.csv")]
        }
        Metric::FormatMediaTypeNonProprietary | Metric::FormatMediaTypeMachineInterpretable
            if format.is_some() =>
        {
            return Some(Change { target: Target::NewDistribution, said: new_file() });
        }
        Metric::FormatAvailability
        | Metric::FormatMediaTypeVocabularyAlignment
        | Metric::FormatMediaTypeNonProprietary
        | Metric::FormatMediaTypeMachineInterpretable
        | Metric::MediaTypeAvailability => facts.format(metric, format),
        Metric::LicenceAvailability => vec![said(Field::License, facts.licenses(), ZERO)],
        Metric::KnownLicence => {
            let known = facts.licenses().into_iter().filter(|iri| is_known_license(iri)).collect();
            vec![said(Field::License, known, ZERO)]
        }
        Metric::AccessRightsAvailability | Metric::AccessRightsVocabularyAlignment => {
            vec![said(Field::AccessRights, of_dataset(dcterms::ACCESS_RIGHTS), PUBLIC)]
        }
        Metric::ContactPointAvailability => facts.contact(),
        Metric::PublisherAvailability => {
            let names = facts.below(dcterms::PUBLISHER, foaf::NAME);
            let own = known.organisation.map(|own| own.name.clone());
            vec![said(Field::Publisher, names.into_iter().chain(own).take(1).collect(), "Stadt Musterstadt")]
        }
        Metric::RightsAvailability => {
            let rights = of_file(dcterms::RIGHTS).into_iter().chain(facts.licenses());
            vec![said(Field::Rights, rights.take(1).collect(), ZERO)]
        }
        Metric::ByteSizeAvailability => {
            let size = known.byte_size.map(|size| size.to_string());
            let size = of_file(dcat::BYTE_SIZE).into_iter().chain(size).take(1).collect();
            vec![said(Field::ByteSize, size, "12345")]
        }
        Metric::DateIssuedAvailability => vec![facts.date(Field::Issued, dcterms::ISSUED)],
        Metric::DateModifiedAvailability => vec![facts.date(Field::Modified, dcterms::MODIFIED)],
    };
    // Without a distribution, one has to be published first.
    let said = if target == Target::NewDistribution { new_file() } else { said };
    Some(Change { target, said })
}

fn said(field: Field, values: Vec<String>, example: &str) -> Said {
    let is_example = values.is_empty();
    Said { field, values: if is_example { vec![example.to_owned()] } else { values }, is_example }
}

fn new_file() -> Vec<Said> {
    vec![
        said(Field::AccessUrl, vec![], "https://daten.example.de/baeume.csv"),
        said(Field::DownloadUrl, vec![], "https://daten.example.de/baeume.csv"),
        said(Field::Format, vec![], CSV),
        said(Field::MediaType, vec![], TEXT_CSV),
        said(Field::License, vec![], ZERO),
    ]
}

/// What is published.
struct Facts<'a, 'k> {
    known: &'a Known<'k>,
}

impl Facts<'_, '_> {
    fn of(&self, subject: &str, property: NamedNodeRef<'_>) -> Vec<String> {
        objects(self.known.triples, subject, property)
    }

    fn of_dataset(&self, property: NamedNodeRef<'_>) -> Vec<String> {
        self.of(self.known.dataset.as_str(), property)
    }

    fn of_distribution(&self, property: NamedNodeRef<'_>) -> Vec<String> {
        self.known.distribution.map(|iri| self.of(iri, property)).unwrap_or_default()
    }

    /// A property of what a property of the dataset leads to.
    fn below(&self, property: NamedNodeRef<'_>, next: NamedNodeRef<'_>) -> Vec<String> {
        self.of_dataset(property).iter().flat_map(|node| self.of(node, next)).take(1).collect()
    }

    /// Places with an IRI of a list, not those we had to name ourselves.
    fn places(&self) -> Vec<String> {
        let stated = self.of_dataset(dcterms::SPATIAL).into_iter();
        let coded = self.of_dataset(dcatde::POLITICAL_GEOCODING_URI);
        let own = self.known.dataset.as_str();
        let mut places: Vec<String> = stated.chain(coded).filter(|iri| !iri.starts_with(own)).collect();
        let mut seen = std::collections::HashSet::new();
        places.retain(|place| seen.insert(place.clone()));
        if places.is_empty() && self.known.organisation.is_some_and(|own| own.ags.is_some()) {
            places.push(self.own_place());
        }
        places
    }

    fn own_place(&self) -> String {
        let key = self.known.organisation.and_then(|own| own.ags.as_deref());
        match key {
            Some(key) if key.len() == 8 => format!("{PLACES}municipalityKey/{key}"),
            Some(key) if key.len() == 5 => format!("{PLACES}districtKey/{key}"),
            Some(key) if key.len() == 2 => format!("{PLACES}stateKey/{key}"),
            _ => format!("{PLACES}municipalityKey/05978032"),
        }
    }

    fn licenses(&self) -> Vec<String> {
        // What stands there in want of any is no licence to repeat.
        let is_usable = |iri: &String| {
            *iri != license::IN_WANT_OF_ANY.as_str()
                && (license::LIST.entry(iri).is_some() || is_known_license(iri))
        };
        self.of_distribution(dcterms::LICENSE).into_iter().filter(is_usable).take(1).collect()
    }

    fn format(&self, metric: Metric, stated: Option<String>) -> Vec<Said> {
        let addresses = self.of_distribution(dcat::DOWNLOAD_URL).into_iter();
        let addresses = addresses.chain(self.of_distribution(dcat::ACCESS_URL));
        let told = || {
            addresses.filter_map(|address| file_type::of_address(&address)).map(|found| found.iri.to_owned())
        };
        let format = stated.or_else(|| told().next());
        let media = self.of_distribution(dcat::MEDIA_TYPE).into_iter();
        let media = media.filter(|iri| media_type::LIST.entry(iri).is_some());
        let usual = format.as_deref().and_then(file_type::media_type).map(str::to_owned);
        let media: Vec<String> = media.chain(usual).take(1).collect();
        let format = said(Field::Format, format.into_iter().collect(), CSV);
        let media = said(Field::MediaType, media, TEXT_CSV);
        match metric {
            Metric::MediaTypeAvailability => vec![media],
            Metric::FormatMediaTypeVocabularyAlignment => vec![format, media],
            _ => vec![format],
        }
    }

    fn contact(&self) -> Vec<Said> {
        let own = self.known.organisation;
        let name = self.below(dcat::CONTACT_POINT, vcard::FN).into_iter();
        let name = name.chain(own.map(|own| own.name.clone())).take(1).collect();
        let email = self.below(dcat::CONTACT_POINT, vcard::HAS_EMAIL).into_iter();
        let email = email.map(|address| address.trim_start_matches("mailto:").to_owned());
        let email = email.chain(own.and_then(|own| own.email.clone())).take(1).collect();
        vec![
            said(Field::ContactName, name, "Stadt Musterstadt, Amt für Daten"),
            said(Field::ContactEmail, email, "offene-daten@musterstadt.example"),
        ]
    }

    /// A date of the distribution, else of the dataset.
    fn date(&self, field: Field, property: NamedNodeRef<'_>) -> Said {
        let dates = self.of_distribution(property).into_iter().chain(self.of_dataset(property));
        said(field, dates.take(1).collect(), "2026-01-31")
    }
}

/// The values of a property: IRIs and the texts of literals.
pub(super) fn objects(triples: &[Triple], subject: &str, property: NamedNodeRef<'_>) -> Vec<String> {
    let is_about = |triple: &&Triple| {
        let node = match &triple.subject {
            NamedOrBlankNode::NamedNode(node) => node.as_str(),
            NamedOrBlankNode::BlankNode(node) => node.as_str(),
        };
        triple.predicate == property && node == subject
    };
    let value = |triple: &Triple| match &triple.object {
        Term::NamedNode(node) => Some(node.as_str().to_owned()),
        Term::BlankNode(node) => Some(node.as_str().to_owned()),
        Term::Literal(literal) => Some(literal.value().to_owned()),
        #[allow(unreachable_patterns)]
        _ => None,
    };
    triples.iter().filter(is_about).filter_map(value).collect()
}
