//! What is to be said about a dataset for a remedy. In this order: what is published, what findings
//! propose, what the record itself or its organisation tells, and else a gap.

use super::Known;
use super::said::{Change, Field, Said, Target};
use crate::mapping::origin;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::lists::{access_right, file_type, license, media_type};
use datenkreis_vocab::mqa::{LinkAnswer, Remedy};
use datenkreis_vocab::ns::{dcat, dcatde, dcterms, foaf, prefixed, rdfs, vcard};
use oxrdf::{NamedNodeRef, NamedOrBlankNode, Term, Triple};

const PUBLIC: &str = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
/// The way of [`origin`] to the name of a contact.
const CONTACT_NAME: &str = "dcat:contactPoint vcard:fn";
const PLACES: &str = "http://dcat-ap.de/def/politicalGeocoding/";

/// What a remedy wants. `None` where no text would do: violations say themselves what to write, and only
/// the holder of the rights may choose another licence.
pub(super) fn change(remedy: Remedy, known: &Known<'_>) -> Option<Change> {
    let facts = Facts { known };
    let file = |said: Vec<Said>| Some(Change { target: Target::Distribution, said });
    let dataset = |said: Vec<Said>| Some(Change { target: Target::Dataset, said });
    match remedy {
        Remedy::Constraints | Remedy::KnownLicence => None,
        Remedy::File | Remedy::OpenFormat => {
            Some(Change { target: Target::NewDistribution, said: facts.new_file() })
        }
        Remedy::Keywords => dataset(vec![
            Said::published(Field::Keyword, facts.of_dataset(dcat::KEYWORD))
                .or(|| Said::proposed(Field::Keyword, facts.meant(dcat::KEYWORD))),
        ]),
        Remedy::Theme => dataset(vec![Said::published(Field::Theme, facts.of_dataset(dcat::THEME))]),
        Remedy::Place => dataset(vec![
            Said::published(Field::Spatial, facts.places())
                .or(|| Said::proposed(Field::Spatial, facts.own_place())),
        ]),
        Remedy::Period => dataset(facts.period()),
        Remedy::Contact => dataset(facts.contact()),
        Remedy::Publisher => {
            let names = facts.below(dcterms::PUBLISHER, foaf::NAME);
            let own = || known.organisation.map(|own| own.name.clone()).into_iter().collect();
            dataset(vec![
                Said::published(Field::Publisher, names).or(|| Said::proposed(Field::Publisher, own())),
            ])
        }
        Remedy::AccessRights => {
            let listed = facts.of_dataset(dcterms::ACCESS_RIGHTS).into_iter();
            let listed = listed.filter(|iri| access_right::LIST.entry(iri).is_some()).take(1).collect();
            // What a portal of open data offers for everybody is mostly public; mostly.
            let public = || Said::proposed(Field::AccessRights, vec![PUBLIC.to_owned()]);
            dataset(vec![Said::published(Field::AccessRights, listed).or(public)])
        }
        Remedy::Address => file(vec![facts.address(Field::AccessUrl)]),
        Remedy::DownloadAddress | Remedy::Download => file(vec![facts.address(Field::DownloadUrl)]),
        Remedy::Format => file(facts.format()),
        Remedy::Licence => file(vec![facts.license(Field::License)]),
        Remedy::Rights => {
            let rights = facts.of_distribution(dcterms::RIGHTS).into_iter();
            let rights = rights.filter_map(|rights| facts.words(&rights)).collect();
            file(vec![Said::published(Field::Rights, rights).or(|| facts.license(Field::Rights))])
        }
        Remedy::Size => file(vec![facts.size()]),
        Remedy::Dates => file(facts.dates()),
    }
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
        places
    }

    /// The place the organisation stands for.
    fn own_place(&self) -> Vec<String> {
        let key = self.known.organisation.and_then(|own| own.ags.as_deref());
        let kind = key.and_then(|key| match key.len() {
            8 => Some("municipalityKey"),
            5 => Some("districtKey"),
            2 => Some("stateKey"),
            _ => None,
        });
        kind.zip(key).map(|(kind, key)| format!("{PLACES}{kind}/{key}")).into_iter().collect()
    }

    /// The period as published, else the one a finding proposes (`2020`, `2014/2019`).
    fn period(&self) -> Vec<Said> {
        let [start, end] =
            [dcat::START_DATE, dcat::END_DATE].map(|bound| self.below(dcterms::TEMPORAL, bound));
        if !start.is_empty() || !end.is_empty() {
            return vec![Said::published(Field::PeriodStart, start), Said::published(Field::PeriodEnd, end)];
        }
        let is_period = |finding: &&Finding| finding.rule == rule::PERIOD_PROPOSED.id;
        let proposed =
            self.known.findings.iter().find(is_period).and_then(|found| found.concluded.as_deref());
        let (start, end) = proposed.map_or(("", ""), |span| span.split_once('/').unwrap_or((span, span)));
        let bound = |bound: &str| match bound {
            "" | ".." => vec![],
            bound => vec![bound.to_owned()],
        };
        vec![Said::proposed(Field::PeriodStart, bound(start)), Said::proposed(Field::PeriodEnd, bound(end))]
    }

    /// An address that leads to the file: one that is published and not known to fail, the one sort
    /// standing in for the other.
    fn address(&self, field: Field) -> Said {
        let is_file = |address: &String| file_type::of_address(address).is_some();
        let has_failed = |address: &String| self.known.links.answer(address).is_some_and(fails);
        let (own, other) = match field {
            Field::AccessUrl => (dcat::ACCESS_URL, dcat::DOWNLOAD_URL),
            _ => (dcat::DOWNLOAD_URL, dcat::ACCESS_URL),
        };
        let own = self.of_distribution(own).into_iter();
        // A page from which the file can be had is not the file.
        let other = self.of_distribution(other).into_iter();
        let other = other.filter(|address| field == Field::AccessUrl || is_file(address));
        // Nobody asks any other address, so that it brings no points for answers.
        let is_good = |address: &String| is_of_web(address) && !has_failed(address);
        Said::published(field, own.filter(is_good).take(1).collect())
            .or(|| Said::proposed(field, other.filter(is_good).take(1).collect()))
    }

    /// The licence of this file, else the one that all other files of the dataset have; never another.
    fn license(&self, field: Field) -> Said {
        // What stands there in want of any is no licence to repeat.
        let is_stated = |iri: &String| *iri != license::IN_WANT_OF_ANY.as_str();
        let own: Vec<String> = self.of_distribution(dcterms::LICENSE).into_iter().filter(is_stated).collect();
        let mut of_all = vec![];
        if own.is_empty() {
            for file in self.of_dataset(dcat::DISTRIBUTION) {
                of_all.extend(self.of(&file, dcterms::LICENSE).into_iter().filter(is_stated).take(1));
            }
            of_all.dedup();
        }
        let stated = if of_all.len() > 1 { vec![] } else { own.into_iter().chain(of_all).take(1).collect() };
        Said::published(field, stated.iter().filter_map(|license| self.words(license)).collect())
    }

    /// The words in which a source states something we had to make a node for, whose IRI is nobody else's
    /// business; `None` if it has none.
    fn words(&self, iri: &str) -> Option<String> {
        if !iri.starts_with(self.known.dataset.as_str()) {
            return Some(iri.to_owned());
        }
        [rdfs::LABEL, dcterms::TITLE].into_iter().flat_map(|property| self.of(iri, property)).next()
    }

    /// What the record says by a term that nobody knows, but that looks like the property.
    fn meant(&self, property: NamedNodeRef<'_>) -> Vec<String> {
        let property = prefixed(property.as_str());
        let is_meant = |finding: &&Finding| {
            finding.rule == rule::TERM_UNKNOWN.id && finding.concluded.as_deref() == Some(&property)
        };
        let terms: Vec<&str> =
            self.known.findings.iter().filter(is_meant).filter_map(|found| found.found.as_deref()).collect();
        let mut words: Vec<String> = vec![];
        for said in origin::delivered(self.known.received) {
            if said.property.as_deref().is_some_and(|way| terms.contains(&way)) {
                let text = said.value.rsplit_once(" @").map_or(said.value.as_str(), |(text, _)| text);
                words.extend(text.split([',', ';']).map(|word| word.trim().to_owned()));
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    /// The first value that the record states for a way of [`origin`], published or not.
    fn delivered(&self, way: &str) -> Vec<String> {
        let said = origin::delivered(self.known.received).into_iter();
        let said = said.filter(|said| said.property.as_deref() == Some(way));
        let plain = |value: String| match value.rsplit_once(" @") {
            Some((text, _)) => text.to_owned(),
            None => value,
        };
        said.map(|said| plain(said.value)).find(|value| !value.trim().is_empty()).into_iter().collect()
    }

    /// Format and media type: both as the lists have them, one told by the other or by the address.
    fn format(&self) -> Vec<Said> {
        let stated = self.of_distribution(dcterms::FORMAT).into_iter();
        let stated = stated.filter(|iri| file_type::LIST.entry(iri).is_some());
        let addresses = self.of_distribution(dcat::DOWNLOAD_URL).into_iter();
        let addresses = addresses.chain(self.of_distribution(dcat::ACCESS_URL));
        let told = addresses.filter_map(|address| file_type::of_address(&address));
        let told = told.map(|found| found.iri.to_owned());
        let format: Vec<String> = stated.chain(told).take(1).collect();
        let media = self.of_distribution(dcat::MEDIA_TYPE).into_iter();
        let media = media.filter(|iri| media_type::LIST.entry(iri).is_some());
        let usual = format.first().and_then(|format| file_type::media_type(format)).map(str::to_owned);
        let media = media.chain(usual).take(1).collect();
        vec![Said::published(Field::Format, format), Said::published(Field::MediaType, media)]
    }

    fn contact(&self) -> Vec<Said> {
        let name = self.below(dcat::CONTACT_POINT, vcard::FN);
        let email = self.below(dcat::CONTACT_POINT, vcard::HAS_EMAIL);
        let email = email.iter().map(|address| address.trim_start_matches("mailto:").to_owned()).collect();
        let own = self.known.organisation;
        let own_name = || own.map(|own| own.name.clone()).into_iter().collect();
        let own_email = || own.and_then(|own| own.email.clone()).into_iter().collect();
        vec![
            Said::published(Field::ContactName, name)
                .or(|| Said::stated(Field::ContactName, self.delivered(CONTACT_NAME)))
                .or(|| Said::proposed(Field::ContactName, own_name())),
            Said::published(Field::ContactEmail, email)
                .or(|| Said::proposed(Field::ContactEmail, own_email())),
        ]
    }

    fn size(&self) -> Said {
        let told = self.known.byte_size.map(|size| size.to_string());
        let size = self.of_distribution(dcat::BYTE_SIZE).into_iter().chain(told).take(1).collect();
        Said::published(Field::ByteSize, size)
    }

    /// The dates of the distribution that are missing there, else both; those of the dataset stand in.
    fn dates(&self) -> Vec<Said> {
        let both = [(Field::Issued, dcterms::ISSUED), (Field::Modified, dcterms::MODIFIED)];
        let missing: Vec<_> =
            both.into_iter().filter(|(_, property)| self.of_distribution(*property).is_empty()).collect();
        let wanted = if missing.is_empty() { both.to_vec() } else { missing };
        wanted.into_iter().map(|(field, property)| self.date(field, property)).collect()
    }

    fn date(&self, field: Field, property: NamedNodeRef<'_>) -> Said {
        let dates = self.of_distribution(property).into_iter().chain(self.of_dataset(property));
        Said::published(field, dates.take(1).collect())
    }

    /// Everything about a file that is not there yet. It has the licence that the dataset has.
    fn new_file(&self) -> Vec<Said> {
        let of_dataset = |field, property| Said::published(field, self.of_dataset(property));
        vec![
            Said::open(Field::AccessUrl),
            Said::open(Field::DownloadUrl),
            Said::open(Field::Format),
            Said::open(Field::MediaType),
            self.license(Field::License),
            self.license(Field::Rights),
            Said::open(Field::ByteSize),
            of_dataset(Field::Issued, dcterms::ISSUED),
            of_dataset(Field::Modified, dcterms::MODIFIED),
        ]
    }
}

/// Whether the link checker may ask an address at all.
fn is_of_web(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

/// Whether an address was asked and is not good.
fn fails(answer: LinkAnswer) -> bool {
    !answer.is_good()
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
