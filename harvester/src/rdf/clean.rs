//! One triple: its IRIs checked and mended, its literals made valid, its blank nodes labelled anew.

use super::parse::Noticed;
use super::repair::UNDECLARED;
use datenkreis_vocab::finding::{Finding, Rule, rule};
use datenkreis_vocab::iri::{Checked, check};
use datenkreis_vocab::ns;
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use std::collections::HashMap;

/// Cleans the triples of one document.
pub(super) struct Cleaner {
    /// What a relative IRI begins with once it was resolved against the document's IRI.
    directory: String,
    /// IRIs seen, because catalogues repeat them.
    checked: HashMap<String, Checked>,
    blank: HashMap<String, BlankNode>,
}

/// Beyond this many IRIs of one document the memory of them is started anew.
const REMEMBERED: usize = 100_000;

impl Cleaner {
    pub(super) fn new(base: &str) -> Self {
        let directory = base.rsplit_once('/').map_or(base, |(directory, _)| directory);
        Self { directory: format!("{directory}/"), checked: HashMap::new(), blank: HashMap::new() }
    }

    /// The cleaned triple; `None` if an IRI of it is beyond repair.
    pub(super) fn clean(&mut self, triple: Triple, notes: &mut Vec<Noticed>) -> Option<Triple> {
        let mut findings: Vec<(&'static Rule, String, Option<String>)> = vec![];
        let predicate = self.iri(triple.predicate, &mut findings);
        let subject = match triple.subject {
            NamedOrBlankNode::NamedNode(iri) => self.iri(iri, &mut findings).map(NamedOrBlankNode::from),
            NamedOrBlankNode::BlankNode(node) => Some(self.blank_node(&node).into()),
        };
        let object = match triple.object {
            Term::NamedNode(iri) => self.iri(iri, &mut findings).map(Term::from),
            Term::BlankNode(node) => Some(self.blank_node(&node).into()),
            Term::Literal(literal) => Some(self.literal(literal, &mut findings).into()),
        };
        let property = predicate.as_ref().map_or("IRI".into(), |predicate| ns::prefixed(predicate.as_str()));
        for (rule, found, concluded) in findings {
            let mut finding = Finding::new(rule, &property).found(found);
            finding.concluded = concluded;
            notes.push(Noticed { about: subject.clone(), finding });
        }
        Some(Triple::new(subject?, predicate?, object?))
    }

    fn iri(
        &mut self,
        iri: NamedNode,
        findings: &mut Vec<(&'static Rule, String, Option<String>)>,
    ) -> Option<NamedNode> {
        let found = iri.as_str();
        if !self.checked.contains_key(found) {
            if self.checked.len() >= REMEMBERED {
                self.checked.clear();
            }
            self.checked.insert(found.into(), self.check(found));
        }
        match self.checked.get(found) {
            Some(Checked::Valid(_)) => Some(iri),
            Some(Checked::Repaired(repaired)) => {
                findings.push((&rule::IRI_REPAIRED, found.into(), Some(repaired.as_str().into())));
                Some(repaired.clone())
            }
            _ => {
                let shown = found.strip_prefix(UNDECLARED).unwrap_or(found);
                findings.push((&rule::IRI_INVALID, shown.into(), None));
                None
            }
        }
    }

    fn check(&self, found: &str) -> Checked {
        if found.starts_with(UNDECLARED) {
            return Checked::Invalid;
        }
        // A blank before an absolute IRI made it a relative one.
        if let Some(rest) = found.strip_prefix(&self.directory)
            && rest.starts_with(char::is_whitespace)
            && rest.contains("://")
        {
            return match check(rest.trim()) {
                Checked::Valid(iri) => Checked::Repaired(iri),
                other => other,
            };
        }
        check(found)
    }

    fn literal(
        &mut self,
        literal: Literal,
        findings: &mut Vec<(&'static Rule, String, Option<String>)>,
    ) -> Literal {
        if let Some(language) = literal.language() {
            let tag = language.trim().replace('_', "-");
            if tag.is_empty() {
                return Literal::new_simple_literal(literal.value());
            }
            return Literal::new_language_tagged_literal(literal.value(), tag).unwrap_or_else(|_| {
                findings.push((&rule::LITERAL_INVALID, language.into(), None));
                Literal::new_simple_literal(literal.value())
            });
        }
        let datatype = literal.datatype();
        match self.check(datatype.as_str()) {
            Checked::Valid(_) => literal,
            Checked::Repaired(datatype) => Literal::new_typed_literal(literal.value(), datatype),
            Checked::Invalid => {
                findings.push((&rule::LITERAL_INVALID, datatype.as_str().into(), None));
                Literal::new_simple_literal(literal.value())
            }
        }
    }

    fn blank_node(&mut self, node: &BlankNode) -> BlankNode {
        let next = self.blank.len();
        self.blank
            .entry(node.as_str().into())
            .or_insert_with(|| BlankNode::new_unchecked(format!("b{next}")))
            .clone()
    }
}
