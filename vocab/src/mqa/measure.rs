//! Measuring, and choosing the distribution that counts.

use super::{Assessment, Level, LinkAnswer, Links, Metric, Outcome};
use crate::lists::{access_right, file_type, license, media_type};
use crate::ns::{dcat, dcterms};
use oxrdf::{NamedNodeRef, NamedOrBlankNodeRef, Term, TermRef, Triple};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const KNOWN_LICENSES: &str = include_str!("../../data/known_license.tsv");

/// Whether data.europa.eu knows a licence by this very IRI.
pub fn is_known_license(iri: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> =
        LazyLock::new(|| KNOWN_LICENSES.lines().filter(|line| !line.starts_with('#')).collect());
    KNOWN.contains(iri)
}

/// Assesses the dataset `dataset` as `triples` describe it. `links` knows how its addresses answered;
/// `conforms` is whether the official constraints of DCAT-AP have no violation in the dataset's graph,
/// `None` if that was not checked. The order of `triples` decides which of two equal distributions is
/// the first.
pub fn measure<'a>(
    triples: &'a [Triple],
    dataset: impl Into<NamedOrBlankNodeRef<'a>>,
    links: &dyn Links,
    conforms: Option<bool>,
) -> Assessment {
    let facts = Facts::new(triples, dataset.into());
    let at_dataset = of_dataset(&facts, conforms);
    let distributions: Vec<Measured<'_>> =
        facts.distributions.iter().map(|&node| of_distribution(&facts, node, links)).collect();
    let total = |view: View| {
        let chosen = best(&distributions, view).map_or(0, |chosen| points(&chosen.outcomes, view));
        points(&at_dataset, view) + chosen
    };
    let chosen = best(&distributions, View::Certain);
    let mut outcomes = at_dataset;
    if let Some(chosen) = chosen {
        for metric in Metric::ALL.into_iter().filter(|metric| metric.level() != Level::Dataset) {
            outcomes[metric.index()] = chosen.outcomes[metric.index()];
        }
    }
    Assessment {
        outcomes,
        distribution: chosen.map(|chosen| match chosen.node {
            NamedOrBlankNodeRef::NamedNode(iri) => iri.as_str().to_owned(),
            NamedOrBlankNodeRef::BlankNode(node) => node.to_string(),
        }),
        access_status: chosen.and_then(|chosen| chosen.access_status),
        download_status: chosen.and_then(|chosen| chosen.download_status),
        possible: total(View::Hopeful),
        unasked: total(View::Unasked),
    }
}

/// A distribution and what came of its metrics; those of the dataset are missed.
struct Measured<'a> {
    node: NamedOrBlankNodeRef<'a>,
    outcomes: [Outcome; 23],
    access_status: Option<u16>,
    download_status: Option<u16>,
}

/// How points are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    /// What is pending earns nothing.
    Certain,
    /// What is pending earns its points.
    Hopeful,
    /// What is pending earns nothing, nor do good answers.
    Unasked,
}

fn points(outcomes: &[Outcome; 23], view: View) -> u16 {
    let counts = |metric: &Metric| match outcomes[metric.index()] {
        Outcome::Gained => view != View::Unasked || !metric.is_about_answers(),
        Outcome::Missed => false,
        Outcome::Pending => view == View::Hopeful,
    };
    Metric::ALL.into_iter().filter(counts).map(Metric::points).sum()
}

/// The distribution with the most points, the first of several.
fn best<'m, 'a>(distributions: &'m [Measured<'a>], view: View) -> Option<&'m Measured<'a>> {
    distributions.iter().reduce(|best, other| {
        if points(&best.outcomes, view) >= points(&other.outcomes, view) { best } else { other }
    })
}

fn of_dataset(facts: &Facts<'_>, conforms: Option<bool>) -> [Outcome; 23] {
    let about = facts.about(facts.dataset);
    let is_listed = |term: TermRef<'_>| iri(term).is_some_and(|iri| access_right::LIST.entry(iri).is_some());
    let mut outcomes = [Outcome::Missed; 23];
    let mut set = |metric: Metric, is_gained: bool| outcomes[metric.index()] = Outcome::of(is_gained);
    set(Metric::KeywordAvailability, about.has(dcat::KEYWORD));
    set(Metric::CategoryAvailability, about.has(dcat::THEME));
    set(Metric::SpatialAvailability, about.has(dcterms::SPATIAL));
    set(Metric::TemporalAvailability, about.has(dcterms::TEMPORAL));
    set(Metric::AccessRightsAvailability, about.has(dcterms::ACCESS_RIGHTS));
    set(Metric::AccessRightsVocabularyAlignment, about.any(dcterms::ACCESS_RIGHTS, is_listed));
    set(Metric::ContactPointAvailability, about.has(dcat::CONTACT_POINT));
    set(Metric::PublisherAvailability, about.has(dcterms::PUBLISHER));
    if facts.distributions.is_empty() {
        set(Metric::DateIssuedAvailability, about.has(dcterms::ISSUED));
        set(Metric::DateModifiedAvailability, about.has(dcterms::MODIFIED));
    }
    outcomes[Metric::DcatApCompliance.index()] = conforms.map_or(Outcome::Pending, Outcome::of);
    outcomes
}

fn of_distribution<'a>(facts: &Facts<'a>, node: NamedOrBlankNodeRef<'a>, links: &dyn Links) -> Measured<'a> {
    let about = facts.about(node);
    let format = |is: fn(&str) -> bool| about.any(dcterms::FORMAT, |term| iri(term).is_some_and(is));
    let mut outcomes = [Outcome::Missed; 23];
    let mut set = |metric: Metric, is_gained: bool| outcomes[metric.index()] = Outcome::of(is_gained);
    set(Metric::DownloadUrlAvailability, about.has(dcat::DOWNLOAD_URL));
    set(Metric::FormatAvailability, about.has(dcterms::FORMAT));
    set(Metric::MediaTypeAvailability, about.has(dcat::MEDIA_TYPE));
    let is_media_type = |term: TermRef<'_>| iri(term).is_some_and(is_of_iana);
    let is_aligned =
        format(|iri| file_type::LIST.entry(iri).is_some()) && about.any(dcat::MEDIA_TYPE, is_media_type);
    set(Metric::FormatMediaTypeVocabularyAlignment, is_aligned);
    set(Metric::FormatMediaTypeNonProprietary, format(file_type::is_non_proprietary));
    set(Metric::FormatMediaTypeMachineInterpretable, format(file_type::is_machine_readable));
    // What stands in want of a licence tells that nobody stated any; data.europa.eu would count it as one.
    let is_stated = |term: TermRef<'_>| iri(term) != Some(license::IN_WANT_OF_ANY.as_str());
    set(Metric::LicenceAvailability, about.any(dcterms::LICENSE, is_stated));
    let is_known = |term: TermRef<'_>| iri(term).is_some_and(is_known_license);
    set(Metric::KnownLicence, about.any(dcterms::LICENSE, is_known));
    set(Metric::RightsAvailability, about.has(dcterms::RIGHTS));
    set(Metric::ByteSizeAvailability, about.has(dcat::BYTE_SIZE));
    set(Metric::DateIssuedAvailability, about.has(dcterms::ISSUED));
    set(Metric::DateModifiedAvailability, about.has(dcterms::MODIFIED));
    let (access, access_status) = answers(&about, dcat::ACCESS_URL, links);
    let (download, download_status) = answers(&about, dcat::DOWNLOAD_URL, links);
    outcomes[Metric::AccessUrlStatusCode.index()] = access;
    outcomes[Metric::DownloadUrlStatusCode.index()] = download;
    Measured { node, outcomes, access_status, download_status }
}

/// IANA itself writes its IRIs with `https`, DCAT-AP.de and older records with `http`.
fn is_of_iana(iri: &str) -> bool {
    let list = &media_type::LIST;
    list.entry(iri).is_some()
        || iri.strip_prefix("http://").is_some_and(|rest| list.entry(&format!("https://{rest}")).is_some())
}

/// How the addresses of a property answered: good if one did, pending while one may.
fn answers(about: &About<'_, '_>, property: NamedNodeRef<'_>, links: &dyn Links) -> (Outcome, Option<u16>) {
    let mut best: Option<LinkAnswer> = None;
    let mut is_pending = false;
    for url in about.objects(property).filter_map(iri) {
        match links.answer(url) {
            Some(answer) if best.is_none_or(|best| !best.is_good() && better(answer, best)) => {
                best = Some(answer);
            }
            Some(_) => {}
            None => is_pending |= may_be_asked(url),
        }
    }
    let outcome = match best {
        Some(best) if best.is_good() => Outcome::Gained,
        _ if is_pending => Outcome::Pending,
        _ => Outcome::Missed,
    };
    (outcome, best.filter(|_| outcome != Outcome::Pending).map(LinkAnswer::status))
}

/// Whether an address is of the web: nobody asks any other.
fn may_be_asked(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

/// A good answer before any other, any status before silence.
fn better(one: LinkAnswer, other: LinkAnswer) -> bool {
    one.is_good() || (other == LinkAnswer::Silence && one != LinkAnswer::Silence)
}

fn iri(term: TermRef<'_>) -> Option<&str> {
    match term {
        TermRef::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

/// What is said about the dataset and its distributions, looked up by subject.
pub(super) struct Facts<'a> {
    pub dataset: NamedOrBlankNodeRef<'a>,
    /// In the order of the triples, each once.
    pub distributions: Vec<NamedOrBlankNodeRef<'a>>,
    by_subject: HashMap<NamedOrBlankNodeRef<'a>, Vec<&'a Triple>>,
}

impl<'a> Facts<'a> {
    pub fn new(triples: &'a [Triple], dataset: NamedOrBlankNodeRef<'a>) -> Self {
        let mut by_subject: HashMap<_, Vec<&Triple>> = HashMap::new();
        let mut distributions = vec![];
        for triple in triples {
            let subject = triple.subject.as_ref();
            by_subject.entry(subject).or_default().push(triple);
            if subject != dataset || triple.predicate != dcat::DISTRIBUTION {
                continue;
            }
            let node = match &triple.object {
                Term::NamedNode(node) => NamedOrBlankNodeRef::from(node.as_ref()),
                Term::BlankNode(node) => NamedOrBlankNodeRef::from(node.as_ref()),
                _ => continue,
            };
            if !distributions.contains(&node) {
                distributions.push(node);
            }
        }
        Self { dataset, distributions, by_subject }
    }

    pub fn about<'f>(&'f self, node: NamedOrBlankNodeRef<'a>) -> About<'f, 'a> {
        About(self.by_subject.get(&node).map(Vec::as_slice).unwrap_or_default())
    }
}

/// What is said about one node.
pub(super) struct About<'f, 'a>(&'f [&'a Triple]);

impl<'a> About<'_, 'a> {
    pub fn objects(&self, property: NamedNodeRef<'_>) -> impl Iterator<Item = TermRef<'a>> {
        let said = self.0.iter().filter(move |triple| triple.predicate == property);
        said.map(|triple| triple.object.as_ref())
    }

    pub fn has(&self, property: NamedNodeRef<'_>) -> bool {
        self.objects(property).next().is_some()
    }

    fn any(&self, property: NamedNodeRef<'_>, is: impl Fn(TermRef<'a>) -> bool) -> bool {
        self.objects(property).any(is)
    }
}

#[cfg(test)]
mod tests;
