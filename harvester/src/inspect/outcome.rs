//! What a harvest makes of a result about a record: records are judged as what mapping understands of
//! them. A value that mapping resolves is right at the source; what it completes with the right value is a
//! fault of the source, but none of what is published.

use super::advice::{INTERNAL, key, text};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns::prefixed;
use datenkreis_vocab::shapes::{Report, Violation};
use oxrdf::{Term, Triple};
use std::collections::{HashMap, HashSet};

/// Rules by which something only stands in for what is missing: the title repeated as description, the
/// remark that there is no licence. Nobody would call that completed.
const STAND_INS: [&str; 3] = [rule::TITLE_MISSING.id, rule::DESCRIPTION_MISSING.id, rule::LICENSE_MISSING.id];

/// Rules by which somebody else's word stands for a value that says nothing.
const CONCLUDED: [&str; 2] = [rule::LICENSE_CONCLUDED.id, rule::VALUE_CONCLUDED.id];

/// Nodes between a dataset and a value, at most.
const DEEPEST: usize = 8;

/// What becomes of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The source says it in words that mapping resolves: no fault.
    Understood,
    /// The source does not say it; a harvest completes it with the right value.
    Completed,
    /// It is not published, or only with something in its place.
    Open,
}

/// A record as it arrived and as it would be published.
pub(super) struct Outcomes<'a> {
    arrived: Values<'a>,
    published: Values<'a>,
    /// The subject that leads to a node, and the property.
    above: HashMap<&'a Term, (Term, String)>,
    /// Rules that what is published breaches, with the node.
    left: HashSet<(&'static str, &'a Term)>,
    findings: &'a [Finding],
}

/// The values of a graph by subject and property.
struct Values<'a>(HashMap<(Term, String), Vec<&'a Term>>, HashSet<Term>);

impl<'a> Values<'a> {
    fn of(triples: &'a [Triple]) -> Self {
        let mut values: HashMap<_, Vec<_>> = HashMap::new();
        let mut subjects = HashSet::new();
        for triple in triples {
            let subject = Term::from(triple.subject.clone());
            let key = (subject.clone(), prefixed(triple.predicate.as_str()));
            values.entry(key).or_default().push(&triple.object);
            subjects.insert(subject);
        }
        Self(values, subjects)
    }

    /// The values of the properties that a path begins with.
    fn at(&self, node: &Term, path: &str) -> Vec<&'a Term> {
        let of = |property: &str| self.0.get(&(node.clone(), property.to_owned())).cloned();
        path.split('|')
            .map(|part| part.split('/').next().unwrap_or_default())
            .filter_map(of)
            .flatten()
            .collect()
    }
}

impl<'a> Outcomes<'a> {
    pub(super) fn of(
        arrived: &'a [Triple],
        published: &'a [Triple],
        report: &'a Report,
        findings: &'a [Finding],
    ) -> Self {
        let mut above = HashMap::new();
        for triple in arrived.iter().filter(|triple| !triple.object.is_literal()) {
            let from = (triple.subject.clone().into(), prefixed(triple.predicate.as_str()));
            above.entry(&triple.object).or_insert(from);
        }
        let left = report.results.iter().map(|result| (result.rule.id, result.subject())).collect();
        Self { arrived: Values::of(arrived), published: Values::of(published), above, left, findings }
    }

    /// What becomes of a result of what arrived.
    pub(super) fn of_result(&self, result: &Violation) -> Outcome {
        let Some(node) = self.counterpart(result.subject(), DEEPEST) else { return Outcome::Open };
        let is_left = self.left.contains(&(result.rule.id, &node));
        if is_left || self.published.at(&node, result.property()).is_empty() {
            return Outcome::Open;
        }
        let stated = self.arrived.at(result.subject(), result.property());
        if stated.is_empty() {
            return if self.is_stood_in(result.property()) { Outcome::Open } else { Outcome::Completed };
        }
        // Of too many values one is kept, and nobody knows whether it is the right one.
        if result.component().contains("MaxCount") {
            return Outcome::Open;
        }
        let judged = result.found().map_or(stated, |found| vec![found]);
        let outcomes: Vec<Outcome> = judged.into_iter().map(|value| self.of_value(value)).collect();
        match () {
            () if outcomes.contains(&Outcome::Open) => Outcome::Open,
            () if outcomes.contains(&Outcome::Completed) => Outcome::Completed,
            () => Outcome::Understood,
        }
    }

    /// What arrived, with what is published in the place of values that mapping understands.
    pub(super) fn understood(&self, arrived: &[Triple]) -> Vec<Triple> {
        let mut understood = vec![];
        for triple in arrived {
            let property = prefixed(triple.predicate.as_str());
            let is_described = self.arrived.1.contains(&triple.object);
            let node = self.counterpart(&triple.subject.clone().into(), DEEPEST);
            let published = node.map(|node| self.published.at(&node, &property)).unwrap_or_default();
            let stays = is_described || published.is_empty() || published.contains(&&triple.object);
            if stays || self.of_value(&triple.object) != Outcome::Understood {
                understood.push(triple.clone());
                continue;
            }
            understood.extend(
                published.into_iter().map(|value| Triple { object: value.clone(), ..triple.clone() }),
            );
        }
        understood
    }

    /// What is published without a finding, or with one that tells what it means, is understood.
    fn of_value(&self, value: &Term) -> Outcome {
        let text = text(value).trim();
        let is_about = |finding: &&Finding| {
            finding.found.as_deref().map(str::trim).is_some_and(|found| {
                let mut parts = text.split([',', ';', '|', '\n']);
                !found.is_empty() && (found == text || parts.any(|part| part.trim() == found))
            })
        };
        let about = || self.findings.iter().filter(is_about);
        if about().any(|finding| finding.concluded.is_none() || finding.is_proposal()) {
            return Outcome::Open;
        }
        match about().any(|finding| CONCLUDED.contains(&finding.rule.as_str())) {
            true => Outcome::Completed,
            false => Outcome::Understood,
        }
    }

    /// Whether only something that stands in is published: by the finding, or because nobody knows what the
    /// source is called.
    fn is_stood_in(&self, path: &str) -> bool {
        self.findings.iter().any(|finding| {
            let is_nobody = finding.concluded.as_deref() == Some(INTERNAL);
            (is_nobody || STAND_INS.contains(&finding.rule.as_str()))
                && path.split('|').any(|property| property == key(&finding.property))
        })
    }

    /// The same node in what is published: by its name, or as the only value in the same place.
    fn counterpart(&self, node: &Term, depth: usize) -> Option<Term> {
        if self.published.1.contains(node) {
            return Some(node.clone());
        }
        let (above, property) = self.above.get(node)?;
        let there = self.counterpart(above, depth.checked_sub(1)?)?;
        let only = |values: Vec<&Term>| if let [value] = values[..] { Some(value.clone()) } else { None };
        only(self.arrived.at(above, property))?;
        only(self.published.at(&there, property))
    }
}
