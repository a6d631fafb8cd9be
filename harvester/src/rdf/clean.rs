//! One triple: its IRIs checked and mended, its literals made valid, its blank nodes labelled anew.

use super::parse::Noticed;
use super::repair::UNDECLARED;
use super::terms;
use datenkreis_vocab::finding::{Finding, Rule, rule};
use datenkreis_vocab::iri::{Checked, check};
use datenkreis_vocab::ns::{self, rdf};
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use std::collections::{HashMap, HashSet};

/// Cleans the triples of one document.
pub(super) struct Cleaner {
    /// What a relative IRI begins with once it was resolved against the document's IRI.
    directory: String,
    /// IRIs seen, because catalogues repeat them, and where each stands in `checked`.
    seen: HashMap<String, usize>,
    checked: Vec<Checked>,
    blank: HashMap<String, BlankNode>,
    /// Blank nodes in place of subjects whose IRI is beyond repair: the statements about them stay.
    nameless: HashMap<String, BlankNode>,
    /// Statements that refer to an IRI beyond repair, until it is known whether it is a subject.
    waiting: Vec<(Triple, Noticed)>,
    /// Language tags that were mended, each told once.
    tags: HashSet<String>,
}

/// Beyond this many IRIs of one document the memory of them is started anew.
const REMEMBERED: usize = 100_000;

/// Language tags of one document that are told.
const TAGS: usize = 20;

impl Cleaner {
    pub(super) fn new(base: &str) -> Self {
        let directory = base.rsplit_once('/').map_or(base, |(directory, _)| directory);
        Self {
            directory: format!("{directory}/"),
            seen: HashMap::new(),
            checked: vec![],
            blank: HashMap::new(),
            nameless: HashMap::new(),
            waiting: vec![],
            tags: HashSet::new(),
        }
    }

    /// Starts over with the same document.
    pub(super) fn restart(&mut self) {
        self.blank.clear();
        self.nameless.clear();
        self.waiting.clear();
    }

    /// The statements that waited: those whose object turned out to be described, and the findings of
    /// the others.
    pub(super) fn finish(&mut self) -> (Vec<Triple>, Vec<Noticed>) {
        let (mut triples, mut noticed) = (vec![], vec![]);
        for (triple, finding) in std::mem::take(&mut self.waiting) {
            let node = match &triple.object {
                Term::NamedNode(iri) => self.nameless.get(iri.as_str()),
                _ => None,
            };
            match node {
                Some(node) => triples.push(Triple::new(triple.subject, triple.predicate, node.clone())),
                None => noticed.push(finding),
            }
        }
        (triples, noticed)
    }

    /// The cleaned triple; `None` if an IRI of it is beyond repair.
    pub(super) fn clean(&mut self, triple: Triple, notes: &mut Vec<Noticed>) -> Option<Triple> {
        let mut findings: Vec<(&'static Rule, String, Option<String>)> = vec![];
        let predicate = self.iri(triple.predicate, &mut findings).map(terms::term);
        let subject = match triple.subject {
            NamedOrBlankNode::NamedNode(iri) => self.subject(iri, &mut findings),
            NamedOrBlankNode::BlankNode(node) => self.blank_node(&node).into(),
        };
        let object: Option<Term> = match triple.object {
            Term::NamedNode(iri) => match self.iri(iri.clone(), &mut findings) {
                Some(class) if predicate.as_ref().is_some_and(|predicate| *predicate == rdf::TYPE) => {
                    Some(terms::term(class).into())
                }
                Some(iri) => Some(iri.into()),
                None => {
                    self.wait(&subject, predicate.as_ref(), iri, &mut findings);
                    None
                }
            },
            Term::BlankNode(node) => Some(self.blank_node(&node).into()),
            Term::Literal(literal) => Some(self.literal(literal, &mut findings).into()),
        };
        notes.extend(findings.into_iter().map(|(rule, found, concluded)| {
            let property = predicate.as_ref().map_or("IRI".into(), |iri| ns::prefixed(iri.as_str()));
            let mut finding = Finding::new(rule, property).found(found);
            finding.concluded = concluded;
            // What is told once for the whole document is not the matter of the node where it stood first.
            let about = (rule.id != rule::DOCUMENT_MENDED.id).then(|| subject.clone());
            Noticed { about, finding }
        }));
        Some(Triple::new(subject, predicate?, object?))
    }

    /// A subject beyond repair becomes a blank node, with one finding.
    fn subject(
        &mut self,
        iri: NamedNode,
        findings: &mut Vec<(&'static Rule, String, Option<String>)>,
    ) -> NamedOrBlankNode {
        if let Some(node) = self.nameless.get(iri.as_str()) {
            return node.clone().into();
        }
        let found = iri.as_str().to_owned();
        match self.iri(iri, findings) {
            Some(iri) => iri.into(),
            None => {
                let node = BlankNode::new_unchecked(format!("n{}", self.nameless.len()));
                self.nameless.insert(found, node.clone());
                node.into()
            }
        }
    }

    /// Keeps a statement whose object is beyond repair, together with its finding.
    fn wait(
        &mut self,
        subject: &NamedOrBlankNode,
        predicate: Option<&NamedNode>,
        object: NamedNode,
        findings: &mut Vec<(&'static Rule, String, Option<String>)>,
    ) {
        if let Some(predicate) = predicate
            && let Some((rule, found, _)) = findings.pop()
        {
            let finding = Finding::new(rule, ns::prefixed(predicate.as_str())).found(found);
            let noticed = Noticed { about: Some(subject.clone()), finding };
            self.waiting.push((Triple::new(subject.clone(), predicate.clone(), object), noticed));
        }
    }

    fn iri(
        &mut self,
        iri: NamedNode,
        findings: &mut Vec<(&'static Rule, String, Option<String>)>,
    ) -> Option<NamedNode> {
        let found = iri.as_str();
        match self.checked(found) {
            Checked::Valid(_) => Some(iri),
            Checked::Repaired(repaired) => {
                findings.push((&rule::IRI_REPAIRED, found.into(), Some(repaired.as_str().into())));
                Some(repaired.clone())
            }
            Checked::Invalid => {
                let shown = found.strip_prefix(UNDECLARED).unwrap_or(found);
                findings.push((&rule::IRI_INVALID, shown.into(), None));
                None
            }
        }
    }

    /// [`Self::check`], once per IRI.
    fn checked(&mut self, found: &str) -> &Checked {
        let place = match self.seen.get(found) {
            Some(place) => *place,
            None => self.remember(found),
        };
        &self.checked[place]
    }

    fn remember(&mut self, found: &str) -> usize {
        if self.checked.len() >= REMEMBERED {
            self.seen.clear();
            self.checked.clear();
        }
        self.checked.push(self.check(found));
        self.seen.insert(found.into(), self.checked.len() - 1);
        self.checked.len() - 1
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
            return match Literal::new_language_tagged_literal(literal.value(), &tag) {
                Ok(mended) => {
                    if tag != language && self.tags.len() < TAGS && self.tags.insert(language.into()) {
                        findings.push((&rule::DOCUMENT_MENDED, language.into(), Some(tag)));
                    }
                    mended
                }
                Err(_) => {
                    findings.push((&rule::LITERAL_INVALID, language.into(), None));
                    Literal::new_simple_literal(literal.value())
                }
            };
        }
        match self.checked(literal.datatype().as_str()) {
            Checked::Valid(_) => with_official_datatype(literal),
            Checked::Repaired(datatype) => Literal::new_typed_literal(literal.value(), datatype.clone()),
            Checked::Invalid => {
                findings.push((&rule::LITERAL_INVALID, literal.datatype().as_str().into(), None));
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

/// The literal, its datatype in the namespace it is defined in.
fn with_official_datatype(literal: Literal) -> Literal {
    let datatype = literal.datatype();
    if datatype.as_str().starts_with("http://") {
        return literal;
    }
    let official = terms::term(datatype.into_owned());
    Literal::new_typed_literal(literal.destruct().0, official)
}
