//! Datasets as they leave the catalogue: a page of the feed, or one of them alone. The shapes of DCAT-AP ask
//! what the target of a link is, and look no further than the document. In the store every target is there;
//! a document brings the series of its datasets along, and calls links to other datasets by a name that asks
//! nothing. Other datasets are never described in part: readers take each dcat:Dataset for a whole one.

use crate::Result;
use crate::catalog_record::{entry_triples, is_series};
use crate::journal::{ChangeKind, Version};
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::iri::is_dataset_beside;
use datenkreis_vocab::ns::{dcat, dcterms, rdf};
use jiff::Timestamp;
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Statements about some datasets that stand for themselves.
#[derive(Clone, Debug)]
pub struct Document {
    /// The statements; the same one may come twice.
    pub triples: Vec<Triple>,
    /// When the newest of what is described was committed.
    pub at: Timestamp,
}

/// Links between datasets that demand a description of their target, and the names under which they do not:
/// dcterms:hasVersion is what dcat:hasVersion was called before 3.0.
const LINKS: [(NamedNodeRef<'static>, NamedNodeRef<'static>); 2] =
    [(dcat::HAS_VERSION, dcterms::HAS_VERSION), (dcterms::SOURCE, dcterms::RELATION)];

/// A statement of a document that does not describe the target, if it is a link to another dataset.
pub fn to_elsewhere(triple: Triple, dataset: &str) -> Triple {
    let instead = LINKS.iter().find(|(property, _)| triple.predicate == *property);
    match (instead, target(&triple, dataset)) {
        (Some((_, instead)), Some(_)) => Triple { predicate: instead.into_owned(), ..triple },
        _ => triple,
    }
}

/// The dataset of the catalogue that a statement about `dataset` leads to.
pub fn target<'t>(triple: &'t Triple, dataset: &str) -> Option<&'t NamedNode> {
    let is_about = matches!(&triple.subject, NamedOrBlankNode::NamedNode(iri) if iri.as_str() == dataset);
    match &triple.object {
        Term::NamedNode(object) if is_about && is_dataset_beside(dataset, object.as_str()) => Some(object),
        _ => None,
    }
}

/// A document of these versions. `find` gives the version of another dataset.
pub(crate) fn document(
    versions: Vec<Version>,
    mut find: impl FnMut(&DatasetIri) -> Result<Option<Version>>,
) -> Result<Document> {
    let here: HashMap<String, bool> =
        versions.iter().map(|version| (version.dataset.as_str().to_owned(), is_series(version))).collect();
    let mut series: BTreeMap<String, Option<Version>> = BTreeMap::new();
    let mut others: HashSet<String> =
        here.iter().filter(|(_, is_series)| !**is_series).map(|(iri, _)| iri.clone()).collect();
    for target in versions.iter().flat_map(series_of) {
        if !here.contains_key(target.as_str()) && !series.contains_key(target.as_str()) {
            let found = find(&DatasetIri::new(target.as_str()))?;
            let found = found.filter(|found| found.kind != ChangeKind::Withdrawn);
            if found.as_ref().is_some_and(|found| !is_series(found)) {
                others.insert(target.as_str().to_owned());
            }
            let found = found.filter(is_series);
            series.insert(target.as_str().to_owned(), found);
        }
    }
    let is_series_here =
        |iri: &str| here.get(iri).copied().unwrap_or_else(|| series.get(iri).is_some_and(Option::is_some));
    let mut document = Document { triples: vec![], at: Timestamp::UNIX_EPOCH };
    for version in versions.iter().chain(series.values().flatten()) {
        let dataset = version.dataset.as_str();
        document.at = document.at.max(version.at);
        document.triples.extend(entry_triples(version));
        // By DCAT it is one; said for validators that do not know DCAT and demand it of a record's topic.
        let is_resource = Triple::new(NamedNode::new_unchecked(dataset), rdf::TYPE, dcat::RESOURCE_CLASS);
        document.triples.extend((version.kind != ChangeKind::Withdrawn).then_some(is_resource));
        for triple in &version.triples {
            match target(triple, dataset) {
                // What a dataset belongs to, and is no series, it is still related to.
                Some(other) if triple.predicate == dcat::IN_SERIES && others.contains(other.as_str()) => {
                    let other = other.clone();
                    document.triples.push(Triple::new(triple.subject.clone(), dcterms::RELATION, other));
                }
                // A series that is not there (yet) cannot be shown.
                Some(series) if triple.predicate == dcat::IN_SERIES && !is_series_here(series.as_str()) => {}
                Some(other) if here.get(other.as_str()) != Some(&false) => {
                    document.triples.push(to_elsewhere(triple.clone(), dataset));
                }
                _ => document.triples.push(triple.clone()),
            }
        }
    }
    Ok(document)
}

/// The series that a version says it is in.
fn series_of(version: &Version) -> impl Iterator<Item = &NamedNode> {
    let links = version.triples.iter().filter(|triple| triple.predicate == dcat::IN_SERIES);
    links.filter_map(|triple| target(triple, version.dataset.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::RunId;
    use datenkreis_vocab::identity::{NativeId, Seq, SourceId};
    use std::collections::BTreeSet;

    const BASE: &str = "https://daten.example/dataset/q/";

    fn version(name: &str, turtle: &str) -> Version {
        let prefixes: String = datenkreis_vocab::ns::PREFIXES
            .iter()
            .map(|(prefix, iri)| format!("@prefix {prefix}: <{iri}> .\n"))
            .collect();
        let text = format!("{prefixes}@base <{BASE}> . {turtle}");
        Version {
            seq: Seq(1),
            dataset: DatasetIri::new(format!("{BASE}{name}")),
            source: SourceId::new("q"),
            native_id: NativeId::new(name),
            kind: ChangeKind::New,
            hash: String::new(),
            run: RunId(1),
            at: Timestamp::UNIX_EPOCH,
            first_at: Timestamp::UNIX_EPOCH,
            triples: oxttl::TurtleParser::new().for_slice(&text).map(Result::unwrap).collect(),
            findings: vec![],
        }
    }

    fn series() -> Version {
        version(
            "reihe",
            "<reihe> a dcat:DatasetSeries ; dcterms:title \"Reihe\" ; dcterms:publisher <https://p.example/> .",
        )
    }

    /// The links and titles of a document, without what the catalogue itself says.
    fn check(versions: Vec<Version>, expected: &[&str]) {
        let find = |iri: &DatasetIri| {
            let known = [series(), version("daten", "<daten> a dcat:Dataset .")];
            Ok(known.into_iter().find(|version| version.dataset == *iri))
        };
        let document = document(versions, find).expect("a document");
        let told: BTreeSet<String> = document
            .triples
            .iter()
            .filter(|triple| !triple.subject.to_string().contains("#record"))
            .filter(|triple| triple.object != dcat::RESOURCE_CLASS.into())
            .map(|triple| {
                let name = |text: String| text.trim_matches(['<', '>', '"']).replace(BASE, "");
                let property = datenkreis_vocab::ns::prefixed(triple.predicate.as_str());
                let object = match &triple.object {
                    Term::NamedNode(iri) => datenkreis_vocab::ns::prefixed(iri.as_str()),
                    other => other.to_string(),
                };
                format!("{} {property} {}", name(triple.subject.to_string()), name(object))
            })
            .collect();
        let expected: BTreeSet<String> = expected.iter().map(|&line| line.to_owned()).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn a_series_comes_along() {
        let member = || version("1", "<1> a dcat:Dataset ; dcat:inSeries <reihe>, <fehlt>, <daten> .");
        let described = [
            "1 rdf:type dcat:Dataset",
            "1 dcat:inSeries reihe",
            "1 dcterms:relation daten",
            "reihe rdf:type dcat:DatasetSeries",
            "reihe dcterms:title Reihe",
            "reihe dcterms:publisher https://p.example/",
        ];
        check(vec![member()], &described);
        check(vec![series(), member()], &described);
    }

    #[test]
    fn a_dataset_described_elsewhere_is_named_only() {
        let one = || {
            version(
                "1",
                "<1> a dcat:Dataset ; dcat:hasVersion <2> ; dcterms:source <2>, <https://x.example/> .",
            )
        };
        let alone = [
            "1 rdf:type dcat:Dataset",
            "1 dcterms:hasVersion 2",
            "1 dcterms:relation 2",
            "1 dcterms:source https://x.example/",
        ];
        check(vec![one()], &alone);
        let both = [
            "1 rdf:type dcat:Dataset",
            "1 dcat:hasVersion 2",
            "1 dcterms:source 2",
            "1 dcterms:source https://x.example/",
            "2 rdf:type dcat:Dataset",
        ];
        check(vec![one(), version("2", "<2> a dcat:Dataset .")], &both);
    }

    #[test]
    fn the_record_of_the_source_is_the_source_of_ours() {
        let one = version(
            "1",
            "<1> a dcat:Dataset . <1/record/a> a dcat:CatalogRecord ; foaf:primaryTopic <1> ; dcterms:source <1/record/b> .
             <1/record/b> a dcat:CatalogRecord ; foaf:primaryTopic <1> .",
        );
        let document = document(vec![one], |_| Ok(None)).expect("a document");
        let record = format!("<{BASE}1#record>");
        let sources: Vec<String> = document
            .triples
            .iter()
            .filter(|triple| triple.subject.to_string() == record && triple.predicate == dcterms::SOURCE)
            .map(|triple| triple.object.to_string())
            .collect();
        assert_eq!(sources, [format!("<{BASE}1/record/a>")]);
    }
}
