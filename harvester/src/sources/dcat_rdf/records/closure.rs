//! What belongs to a dataset: its statements, and those of the nodes they lead to, up to the next
//! record.

use super::graph::{Node, PageGraph, Statement};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns::prefixed;
use oxrdf::{Term, Triple};
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

/// Statements of one record, at most. Catalogues stay far below; a page whose nodes all hang together
/// would otherwise give every record the whole page.
const TRIPLES: usize = 20_000;

/// How much of a page may be repeated in its records because they share nodes (a publisher, a place):
/// a multiple of the page's triples, and what small pages may have in any case.
pub(super) const SHARED: (usize, usize) = (5, 50_000);

/// Values given of what was left out.
const EXAMPLES: usize = 5;

/// What records of the page took so far.
pub(super) struct Shared {
    seen: HashSet<Node>,
    /// Triples that may still be repeated.
    left: usize,
}

impl Shared {
    /// Of a page with so many triples.
    pub(super) fn of(triples: usize) -> Self {
        Self { seen: HashSet::new(), left: triples * SHARED.0 + SHARED.1 }
    }

    /// Whether a record may take a node with so many statements.
    fn takes(&mut self, node: Node, statements: usize) -> bool {
        if self.seen.insert(node) {
            return true;
        }
        let fits = statements <= self.left;
        self.left -= if fits { statements } else { 0 };
        fits
    }
}

/// A dataset with what belongs to it.
pub(super) struct Closure<'a> {
    pub statements: Vec<Statement<'a>>,
    /// The nodes the statements are about.
    pub nodes: Vec<Node>,
    /// What was left out.
    pub findings: Vec<Finding>,
}

impl<'a> Closure<'a> {
    pub(super) fn of(dataset: Node, page: &PageGraph<'a>, shared: &mut Shared) -> Self {
        let mut closure = Self { statements: vec![], nodes: vec![], findings: vec![] };
        let mut queue: VecDeque<Node> = std::iter::once(&dataset)
            .chain(page.services(dataset))
            .chain(page.entries(dataset))
            .copied()
            .collect();
        let mut seen: HashSet<Node> = queue.iter().copied().collect();
        let mut left_out = LeftOut::default();
        while let Some(subject) = queue.pop_front() {
            let statements = page.statements(subject);
            if subject != dataset && !shared.takes(subject, statements.len()) {
                statements.iter().for_each(|statement| left_out.add(statement));
                continue;
            }
            closure.nodes.push(subject);
            // What a shared node says about other datasets is theirs.
            let about_records = page.about_records(subject).iter();
            let (own, others): (Vec<_>, Vec<_>) = about_records.partition(|(record, _)| *record == dataset);
            others.into_iter().flat_map(|(_, statements)| statements).for_each(|other| left_out.add(other));
            for statement in statements.iter().chain(own.into_iter().flat_map(|(_, statements)| statements)) {
                if closure.statements.len() >= TRIPLES {
                    left_out.add(statement);
                    continue;
                }
                closure.statements.push(*statement);
                if let Some(to) = statement.to
                    && page.is_subject(to)
                    && !page.is_end(to)
                    && seen.insert(to)
                {
                    queue.push_back(to);
                }
            }
        }
        closure.findings = left_out.findings();
        closure
    }

    /// Whether the description of the record, or of a node it refers to, is cut short.
    pub(super) fn is_half(&self, page: &PageGraph<'_>, suspects: &HashSet<Node>) -> bool {
        !suspects.is_empty()
            && (self.nodes.iter().any(|node| suspects.contains(node))
                || self
                    .statements
                    .iter()
                    .filter_map(|statement| statement.to)
                    .any(|to| suspects.contains(&to) && !page.is_end(to)))
    }

    pub(super) fn triples(&self) -> Vec<Triple> {
        self.statements.iter().map(|statement| statement.triple.clone()).collect()
    }
}

/// Statements that are not taken, by property: how many, and the first of their values.
#[derive(Default)]
struct LeftOut<'a>(BTreeMap<&'a str, (usize, BTreeSet<String>)>);

impl<'a> LeftOut<'a> {
    fn add(&mut self, statement: &Statement<'a>) {
        let (count, values) = self.0.entry(statement.triple.predicate.as_str()).or_default();
        *count += 1;
        values.insert(match &statement.triple.object {
            Term::NamedNode(iri) => iri.as_str().to_owned(),
            Term::Literal(literal) => literal.value().to_owned(),
            Term::BlankNode(_) => "[]".to_owned(),
        });
        if values.len() > EXAMPLES {
            values.pop_last();
        }
    }

    /// One finding a property.
    fn findings(self) -> Vec<Finding> {
        let told = |(property, (count, values)): (&str, (usize, BTreeSet<String>))| {
            let shown: Vec<String> = values.into_iter().collect();
            let more = if count > shown.len() { format!(" | … ({count})") } else { String::new() };
            let finding = Finding::new(&rule::TRIPLE_NOT_PUBLISHED, prefixed(property));
            finding.found(format!("{}{more}", shown.join(" | ")))
        };
        self.0.into_iter().map(told).collect()
    }
}
