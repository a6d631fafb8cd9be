//! dcat:granularity of 2.0 told by a frequency what 3.0 tells by a duration: how close in time the values
//! lie (dcat:temporalResolution). 3.0 removed it.

use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::lists::frequency;
use datenkreis_vocab::ns::{dcat, dcatde, prefixed, xsd};
use oxrdf::{Literal, Term, Triple};

/// The same in the namespace of DCAT-AP.de, as some write it.
const OURS: &str = "granularity";

/// Frequencies that are one interval, by the last part of their IRI, and the interval as an xsd:duration.
/// Those that are several times in a period, or none, have no interval.
const INTERVALS: [(&str, &str); 26] = [
    ("TRIDECENNIAL", "P30Y"),
    ("BIDECENNIAL", "P20Y"),
    ("DECENNIAL", "P10Y"),
    ("QUINQUENNIAL", "P5Y"),
    ("QUADRENNIAL", "P4Y"),
    ("TRIENNIAL", "P3Y"),
    ("BIENNIAL", "P2Y"),
    ("ANNUAL", "P1Y"),
    ("ANNUAL_2", "P6M"),
    ("ANNUAL_3", "P4M"),
    ("QUARTERLY", "P3M"),
    ("BIMONTHLY", "P2M"),
    ("MONTHLY", "P1M"),
    ("BIWEEKLY", "P14D"),
    ("WEEKLY", "P7D"),
    ("DAILY", "P1D"),
    ("DAILY_2", "PT12H"),
    ("12HRS", "PT12H"),
    ("TRIHOURLY", "PT3H"),
    ("BIHOURLY", "PT2H"),
    ("HOURLY", "PT1H"),
    ("30MIN", "PT30M"),
    ("15MIN", "PT15M"),
    ("10MIN", "PT10M"),
    ("5MIN", "PT5M"),
    ("1MIN", "PT1M"),
];

/// Whether a statement tells a granularity.
pub(super) fn is_one(triple: &Triple) -> bool {
    triple.predicate == dcat::GRANULARITY
        || triple.predicate.as_str().strip_prefix(dcatde::NS).is_some_and(|local| local == OURS)
}

/// The statement as a temporal resolution; `None` for a value that is no interval.
pub(super) fn lift(triple: Triple, findings: &mut Vec<Finding>) -> Option<Triple> {
    let found = super::value(&triple.object);
    let interval = interval(&triple.object);
    let mut finding = match interval {
        Some(interval) => Finding::new(&rule::TERM_RENAMED, prefixed(triple.predicate.as_str()))
            .concluded(format!("{} {interval}", prefixed(dcat::TEMPORAL_RESOLUTION.as_str()))),
        None => Finding::new(&rule::TERM_REMOVED, prefixed(triple.predicate.as_str())),
    };
    if !found.is_empty() {
        finding = finding.found(found);
    }
    findings.push(finding);
    let duration = Literal::new_typed_literal(interval?, xsd::DURATION);
    Some(Triple::new(triple.subject, dcat::TEMPORAL_RESOLUTION, duration))
}

fn interval(value: &Term) -> Option<&'static str> {
    let found = match value {
        Term::NamedNode(iri) => frequency::lookup(iri.as_str()),
        Term::Literal(literal) => frequency::lookup(literal.value()),
        Term::BlankNode(_) => None,
    }?;
    let name = found.iri.rsplit('/').next()?;
    INTERVALS.iter().find(|(frequency, _)| *frequency == name).map(|(_, interval)| *interval)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{NamedNode, NamedNodeRef};

    #[track_caller]
    fn check(property: NamedNodeRef<'_>, value: impl Into<Term>, expected: Option<&str>, rule: &str) {
        let mut findings = vec![];
        let triple = Triple::new(NamedNode::new_unchecked("https://x.example/1"), property, value);
        assert!(is_one(&triple));
        let lifted = lift(triple, &mut findings);
        assert_eq!(lifted.map(|lifted| lifted.object.to_string()).as_deref(), expected);
        assert!(
            findings.iter().all(|finding| finding.rule == rule && finding.found.is_some()),
            "{findings:?}"
        );
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn a_frequency_becomes_a_duration_if_it_is_an_interval() {
        let eu = |code: &str| {
            NamedNode::new_unchecked(format!(
                "http://publications.europa.eu/resource/authority/frequency/{code}"
            ))
        };
        let year = Some("\"P1Y\"^^<http://www.w3.org/2001/XMLSchema#duration>");
        let ours = NamedNode::new_unchecked(format!("{}granularity", dcatde::NS));
        check(dcat::GRANULARITY, eu("ANNUAL"), year, "term-renamed");
        check(ours.as_ref(), eu("ANNUAL"), year, "term-renamed");
        check(dcat::GRANULARITY, Literal::new_simple_literal("jährlich"), year, "term-renamed");
        check(dcat::GRANULARITY, eu("IRREG"), None, "term-removed");
        check(dcat::GRANULARITY, NamedNode::new_unchecked("https://x.example/fein"), None, "term-removed");
    }

    #[test]
    fn every_interval_is_of_the_list() {
        for (name, _) in INTERVALS {
            let iri = format!("http://publications.europa.eu/resource/authority/frequency/{name}");
            assert_eq!(frequency::lookup(&iri).map(|found| found.iri), Some(iri.as_str()));
        }
    }
}
