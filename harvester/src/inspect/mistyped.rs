//! Values that do not fit the datatype they are given: an official constraint looks at the datatype alone, but
//! no program can read the value.

use super::Remark;
use super::owners::Owners;
use super::places::Places;
use crate::check::mistyped as meant;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns::prefixed;
use datenkreis_vocab::shapes::Report;
use oxrdf::{Term, Triple};
use std::collections::HashSet;

/// A remark for each such value that no result speaks of.
pub(super) fn mistyped(
    triples: &[Triple],
    report: &Report,
    owners: &Owners<'_>,
    places: &Places<'_>,
) -> Vec<Remark> {
    let reported: HashSet<(&Term, &Term)> =
        report.results.iter().filter_map(|result| Some((result.subject(), result.found()?))).collect();
    let remark = |(index, triple): (usize, &Triple)| {
        let Term::Literal(literal) = &triple.object else { return None };
        let (shown, meant) = meant(literal)?;
        let subject = Term::from(triple.subject.clone());
        if reported.contains(&(&subject, &triple.object)) {
            return None;
        }
        let mut finding =
            Finding::new(&rule::LITERAL_INVALID, prefixed(triple.predicate.as_str())).found(shown);
        finding.concluded =
            meant.map(|meant| format!("\"{}\"^^{}", meant.value(), prefixed(meant.datatype().as_str())));
        let dataset = owners.owner(&subject).and_then(|number| owners.name(number));
        Some(Remark { dataset, place: places.of_statement(index), finding })
    };
    triples.iter().enumerate().filter_map(remark).collect()
}
