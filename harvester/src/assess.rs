//! Step 7: what a dataset is worth, as it arrived and as it is published, and which organisation of
//! the region it counts for.

mod organisation;

use crate::mapping::Mapping;
use datenkreis_catalogue::document::{target, to_elsewhere};
use datenkreis_catalogue::journal::{Assessed, Breaches, Measured, ShapeCounts};
use datenkreis_vocab::iri::below;
use datenkreis_vocab::mqa::{Links, Unasked, govdata, measure};
use datenkreis_vocab::ns::{dcat, dcterms, foaf, rdf};
use datenkreis_vocab::shapes::{Profile, Report, Severity, Violation, validate_all};
use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Triple};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The warning that dcatde:politicalGeocodingURI is outdated. Convention 08 demands it still, beside
/// dcterms:spatial, and GovData finds datasets by it: nobody is to be reproached with it.
const DEMANDED: &str = "de3-any-political-geocoding-uri-deprecated";

/// Assesses a dataset: the graph that arrived, and the one that is published. `None` for a series, which
/// data.europa.eu does not measure either.
pub fn assess(
    iri: &str,
    arrived: &[Triple],
    published: &[Triple],
    mapping: &Mapping,
    links: &dyn Links,
) -> Option<Assessed> {
    let dataset = NamedNode::new_unchecked(iri);
    let is_dataset = published.iter().any(|triple| {
        triple.predicate == rdf::TYPE
            && triple.object == dcat::DATASET_CLASS.into()
            && triple.subject.as_ref() == NamedOrBlankNodeRef::from(dataset.as_ref())
    });
    is_dataset.then(|| {
        let mut constraints = BTreeMap::new();
        let [came, stands] = [0, 1];
        let (arrived, published_in) = (in_document(&dataset, arrived), in_document(&dataset, published));
        Assessed {
            published: measured(dataset.as_ref(), &published_in, links, stands, &mut constraints),
            arrived: Some(measured(dataset.as_ref(), &arrived, &Unasked, came, &mut constraints)),
            organisation: organisation::find(dataset.as_ref(), published, mapping),
            constraints,
        }
    })
}

/// Assesses a dataset that the portal made itself, of figures it read: nothing arrived.
pub fn assess_made(iri: &str, published: &[Triple]) -> Assessed {
    let dataset = NamedNode::new_unchecked(iri);
    let mut constraints = BTreeMap::new();
    let document = in_document(&dataset, published);
    Assessed {
        published: measured(dataset.as_ref(), &document, &Unasked, 1, &mut constraints),
        arrived: None,
        organisation: None,
        constraints,
    }
}

/// The graph as a document gives it (see [`datenkreis_catalogue::document`]), with the series it is in. What
/// the series says of itself is not known here and is not the dataset's to answer for; it counts as a series
/// that has what a series must have.
fn in_document<'t>(dataset: &NamedNode, triples: &'t [Triple]) -> Cow<'t, [Triple]> {
    if !triples.iter().any(|triple| target(triple, dataset.as_str()).is_some()) {
        return Cow::Borrowed(triples);
    }
    let mut document = vec![];
    for triple in triples {
        if let Some(series) = target(triple, dataset.as_str()).filter(|_| triple.predicate == dcat::IN_SERIES)
        {
            let name = Literal::new_simple_literal("-");
            let publisher = below(series.as_str(), "agent", "-");
            document.extend([
                Triple::new(series.clone(), rdf::TYPE, dcat::DATASET_SERIES),
                Triple::new(series.clone(), dcterms::TITLE, name.clone()),
                Triple::new(series.clone(), dcterms::DESCRIPTION, name.clone()),
                Triple::new(series.clone(), dcterms::PUBLISHER, publisher.clone()),
                Triple::new(publisher.clone(), rdf::TYPE, foaf::AGENT),
                Triple::new(publisher, foaf::NAME, name),
            ]);
        }
        document.push(to_elsewhere(triple.clone(), dataset.as_str()));
    }
    Cow::Owned(document)
}

/// Counts the constraints broken at `place` of [`Breaches`].
fn measured(
    dataset: NamedNodeRef<'_>,
    triples: &[Triple],
    links: &dyn Links,
    place: usize,
    constraints: &mut BTreeMap<&'static str, Breaches>,
) -> Measured {
    let reports = reports(triples);
    let count = |severity| reports.iter().map(|report| report.count(severity)).sum::<usize>();
    let shapes = ShapeCounts {
        violations: bounded(count(Severity::Violation)),
        warnings: bounded(count(Severity::Warning)),
    };
    let results = reports.iter().flat_map(|report| &report.results);
    for result in results.filter(|result| result.severity == Severity::Violation) {
        constraints.entry(result.rule.id).or_default()[place] += 1;
    }
    // data.europa.eu scores by the European profile alone: what Germany and the law on high-value
    // datasets add comes on top.
    let conforms = reports.first().is_some_and(|report| report.european().next().is_none());
    Measured {
        assessment: measure(triples, dataset, links, Some(conforms)),
        govdata: govdata::measure(triples, dataset),
        shapes: Some(shapes),
    }
}

/// What is found in a document by the profiles that datasets are held to: DCAT-AP.de first, then what the law on
/// high-value datasets adds.
fn reports(document: &[Triple]) -> Vec<Report> {
    let mut reports = validate_all(&[Profile::DcatApDe3, Profile::HighValue], document);
    for report in &mut reports {
        report.results.retain(|result| result.rule.id != DEMANDED);
    }
    reports
}

/// The violations of a dataset as [`assess`] counts them.
pub fn violations(iri: &str, triples: &[Triple]) -> Vec<Violation> {
    let document = in_document(&NamedNode::new_unchecked(iri), triples);
    let results = reports(&document).into_iter().flat_map(|report| report.results);
    results.filter(|result| result.severity == Severity::Violation).collect()
}

fn bounded(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
