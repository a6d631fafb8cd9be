//! The results of an evaluation.

use super::demand;
use super::messages;
use super::notation::expand;
use super::rule::{Rule, Severity, TargetKind};
use super::tables::Set;
use crate::ns::{PREFIXES, rdf, sh, xsd};
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};

/// What was found in a graph.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// By target and node; empty if the graph meets the profile in everything.
    pub results: Vec<Violation>,
}

/// One breach of one rule at one node.
#[derive(Clone, Debug)]
pub struct Violation {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is in the profile.
    pub severity: Severity,
    /// The node that was looked at. For a check of a list this is the value; see [`Self::outer`].
    pub focus: Term,
    /// The value that does not do; `None` if it is their number or absence.
    pub value: Option<Term>,
    /// Where the focus was found, if the rule leads on from value to value.
    pub outer: Option<Outer>,
}

/// The node whose value is the focus of a result.
#[derive(Clone, Debug)]
pub struct Outer {
    /// The node, e.g. the dataset whose language is not in the list.
    pub focus: Term,
}

impl Report {
    /// How many results are that bad.
    pub fn count(&self, severity: Severity) -> usize {
        self.results.iter().filter(|result| result.severity == severity).count()
    }

    /// Whether the profile is met, warnings aside.
    pub fn is_met(&self) -> bool {
        self.count(Severity::Violation) == 0
    }

    /// The violations of the European profile, in a report that holds its rules: what data.europa.eu
    /// looks at. Rules that Germany adds, and warnings, are left out.
    pub fn european(&self) -> impl Iterator<Item = &Violation> {
        let is_european = |result: &&Violation| {
            result.severity == Severity::Violation && matches!(result.rule.set, Set::DcatAp3 | Set::DcatAp2)
        };
        self.results.iter().filter(is_european)
    }

    /// A W3C validation report (SHACL 3.6), with messages in both languages. As SHACL has it, any result
    /// at all makes `sh:conforms` false. `gaps` say in German and English what could not be checked: each is
    /// a result about `document`, for nobody can say that the whole conforms.
    pub fn to_rdf(&self, document: &Term, gaps: &[[String; 2]]) -> Vec<Triple> {
        let report = BlankNode::default();
        let conforms = self.results.is_empty() && gaps.is_empty();
        let conforms = Literal::new_typed_literal(conforms.to_string(), xsd::BOOLEAN);
        let mut triples = vec![
            Triple::new(report.clone(), rdf::TYPE, sh::VALIDATION_REPORT),
            Triple::new(report.clone(), sh::CONFORMS, conforms),
        ];
        for result in &self.results {
            let node = BlankNode::default();
            triples.push(Triple::new(report.clone(), sh::RESULT, node.clone()));
            result.write(&node, &mut triples);
        }
        for gap in gaps {
            let node = BlankNode::default();
            triples.push(Triple::new(report.clone(), sh::RESULT, node.clone()));
            write_gap(&node, document, gap, &mut triples);
        }
        triples
    }
}

/// What the shapes of results are called: our rules are compiled, and have no shapes graph.
const SHAPES: &str = "urn:datenkreis:shape:";

/// A result about a document, a part of which could not be checked.
fn write_gap(node: &BlankNode, document: &Term, texts: &[String; 2], triples: &mut Vec<Triple>) {
    let mut add = |predicate, object: Term| triples.push(Triple::new(node.clone(), predicate, object));
    let severity = NamedNode::new_unchecked(format!("{}{}", sh::NS, Severity::Violation.name()));
    let component = NamedNode::new_unchecked(format!("{SHAPES}readable"));
    add(rdf::TYPE, sh::VALIDATION_RESULT.into());
    add(sh::FOCUS_NODE, document.clone());
    add(sh::RESULT_SEVERITY, severity.into());
    add(sh::SOURCE_CONSTRAINT_COMPONENT, component.into());
    for (language, text) in ["de", "en"].into_iter().zip(texts) {
        add(sh::RESULT_MESSAGE, Literal::new_language_tagged_literal_unchecked(text, language).into());
    }
}

impl Violation {
    /// A breach of a rule that speaks of no node in particular: for what is said of many at once.
    pub fn in_general(rule: &'static Rule) -> Self {
        let focus = BlankNode::new_unchecked("any").into();
        Self { rule, severity: rule.severity, focus, value: None, outer: None }
    }

    /// The property that was looked at, as a prefixed name or as the path of the table; empty if the rule
    /// is about the node itself.
    pub fn path(&self) -> &'static str {
        let last = self.rule.path.rsplit(" > ").next().unwrap_or_default();
        last.strip_prefix('.').unwrap_or(last)
    }

    /// The property a person looks for: that of [`Self::outer`], if there is one.
    pub fn property(&self) -> &'static str {
        let first = self.rule.path.split(" > ").next().unwrap_or_default();
        first.strip_prefix('.').unwrap_or(first)
    }

    /// The node a person looks for: that of [`Self::outer`], if there is one.
    pub fn subject(&self) -> &Term {
        self.outer.as_ref().map_or(&self.focus, |outer| &outer.focus)
    }

    /// What a person would call the value that does not do.
    pub fn found(&self) -> Option<&Term> {
        self.value.as_ref().or_else(|| self.outer.is_some().then_some(&self.focus))
    }

    /// The class of the nodes the rule applies to; `None` if it applies to whatever has a property.
    pub fn class(&self) -> Option<&'static str> {
        (self.rule.target.kind == TargetKind::Class).then_some(self.rule.target.term)
    }

    /// The local name of the SHACL constraint component.
    pub fn component(&self) -> &'static str {
        self.rule.constraint.component()
    }

    /// What is wrong; any language but `en` gives German.
    pub fn problem(&self, language: &str) -> String {
        messages::problem(self, language == "en")
    }

    /// What to write instead; any language but `en` gives German.
    pub fn fix(&self, language: &str) -> String {
        messages::fix(self, language == "en")
    }

    /// The statement to write, if the right value is known, as Turtle writes it.
    pub fn fix_with(&self, value: &str, language: &str) -> String {
        messages::fix_with(self, value, language == "en")
    }

    /// How much a person learns from it, beside other results about the same value: the name of a list (0)
    /// tells more than the kind of term (3).
    pub fn rank(&self) -> u8 {
        demand::rank(self)
    }

    /// Where it is demanded: `DCAT-AP.de 3.0, dcat:Dataset, dcterms:publisher`. Any language but `en` gives
    /// German.
    pub fn clause(&self, language: &str) -> String {
        let parts = [Some(self.rule.set.title(language)), self.class(), Some(self.property())];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn write(&self, node: &BlankNode, triples: &mut Vec<Triple>) {
        let named = |local: &str| NamedNode::new_unchecked(format!("{}{local}", sh::NS));
        let mut add = |predicate, object: Term| triples.push(Triple::new(node.clone(), predicate, object));
        add(rdf::TYPE, sh::VALIDATION_RESULT.into());
        add(sh::FOCUS_NODE, self.focus.clone());
        add(sh::RESULT_SEVERITY, named(self.severity.name()).into());
        add(sh::SOURCE_CONSTRAINT_COMPONENT, named(self.component()).into());
        add(sh::SOURCE_SHAPE, NamedNode::new_unchecked(format!("{SHAPES}{}", self.rule.id)).into());
        if let Some(value) = &self.value {
            add(sh::VALUE, value.clone());
        }
        for (language, text) in [("de", self.problem("de")), ("en", self.problem("en"))] {
            let text = Literal::new_language_tagged_literal_unchecked(text, language);
            add(sh::RESULT_MESSAGE, text.into());
        }
        if !self.path().is_empty() {
            let path = write_path(self.path(), triples);
            triples.push(Triple::new(node.clone(), sh::RESULT_PATH, path));
        }
    }
}

/// A path as SHACL writes it (2.3.1).
fn write_path(path: &str, triples: &mut Vec<Triple>) -> Term {
    if path.contains('|') && !path.starts_with('<') {
        let parts: Vec<Term> = path.split('|').map(|part| write_path(part, triples)).collect();
        let list = write_list(parts, triples);
        let node = BlankNode::default();
        triples.push(Triple::new(node.clone(), sh::ALTERNATIVE_PATH, list));
        return node.into();
    }
    if path.contains('/') && !path.starts_with('<') {
        let parts: Vec<Term> = path.split('/').map(|part| write_path(part, triples)).collect();
        return write_list(parts, triples);
    }
    if let Some(inverse) = path.strip_prefix('^') {
        let inverse = write_path(inverse, triples);
        let node = BlankNode::default();
        triples.push(Triple::new(node.clone(), sh::INVERSE_PATH, inverse));
        return node.into();
    }
    NamedNode::new_unchecked(expand(path).unwrap_or_else(|| path.to_owned())).into()
}

fn write_list(parts: Vec<Term>, triples: &mut Vec<Triple>) -> Term {
    parts.into_iter().rev().fold(Term::from(rdf::NIL.into_owned()), |rest, first| {
        let node = NamedOrBlankNode::from(BlankNode::default());
        triples.push(Triple::new(node.clone(), rdf::FIRST, first));
        triples.push(Triple::new(node.clone(), rdf::REST, rest));
        node.into()
    })
}

/// The prefixes for writing a report.
pub fn prefixes() -> Vec<(&'static str, &'static str)> {
    PREFIXES.iter().copied().chain([("sh", sh::NS)]).collect()
}
