//! The line of a result: that of the statement that does not do; if something is missing, that where the
//! description of the node begins; else the first line that mentions the node.

use super::json::{At, Json};
use super::owners::Owners;
use super::{Document, Place};
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::ns::prefixed;
use datenkreis_vocab::shapes::Violation;
use oxrdf::{NamedOrBlankNode, Term, Triple};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// How often a text is searched from its start for a name, at most; further results have no line.
const SEARCHES: usize = 200;

/// Bytes of lines searched for columns, at most: a document may be one line, and its results many.
const SCANNED: usize = 1 << 30;

/// A subject stands so many lines, at most, before what is first said about it.
const NEAR: u32 = 40;

/// Knows the lines of the statements of documents.
pub(super) struct Places<'a> {
    documents: &'a [Document],
    triples: &'a [Triple],
    /// For each triple where the parser had read it; line 0 where it could not tell.
    read_at: &'a [Place],
    owners: &'a Owners<'a>,
    /// Of the documents that are JSON-LD, their values.
    json: Vec<Option<Json>>,
    /// The first statement with a subject and an object, and the first with an object.
    exact: HashMap<(&'a NamedOrBlankNode, &'a Term), usize>,
    referring: HashMap<&'a Term, usize>,
    /// The first statement about a node with a property of a path, once it was looked for.
    first: RefCell<HashMap<(&'a NamedOrBlankNode, &'static str), Option<usize>>>,
    searches: Cell<usize>,
    /// Bytes of lines that may still be searched for columns.
    scanned: Cell<usize>,
}

impl<'a> Places<'a> {
    pub(super) fn of_documents(
        documents: &'a [Document],
        triples: &'a [Triple],
        read_at: &'a [Place],
        owners: &'a Owners<'a>,
        json: Vec<Option<Json>>,
    ) -> Self {
        let (mut exact, mut referring) = (HashMap::new(), HashMap::new());
        for (index, triple) in triples.iter().enumerate() {
            exact.entry((&triple.subject, &triple.object)).or_insert(index);
            referring.entry(&triple.object).or_insert(index);
        }
        let (first, searches, scanned) = (RefCell::default(), Cell::new(SEARCHES), Cell::new(SCANNED));
        Self { documents, triples, read_at, owners, json, exact, referring, first, searches, scanned }
    }

    /// Where a result stands.
    pub(super) fn of(&self, result: &Violation) -> Option<Place> {
        let place = self.line_of(result)?;
        if place.column > 0 {
            return Some(place);
        }
        let named = |term: &Term| match term {
            Term::NamedNode(iri) => iri.as_str().to_owned(),
            Term::BlankNode(_) => String::new(),
            Term::Literal(literal) => literal.value().lines().next().unwrap_or_default().to_owned(),
        };
        let found = result.found().map(named).unwrap_or_default();
        Some(self.with_column(place, &named(result.subject()), &found))
    }

    /// With the character at which a value, or else its subject, stands in the line. In a long line the value is
    /// that behind the subject.
    fn with_column(&self, place: Place, subject: &str, value: &str) -> Place {
        let line = self.documents[place.document].line(place.line);
        let left = self.scanned.get();
        if left < line.len() {
            return place;
        }
        self.scanned.set(left - line.len());
        let local = |iri: &str| iri.rsplit(['/', '#']).next().unwrap_or_default().to_owned();
        let find = |text: &str, from: usize| {
            let at =
                (!text.is_empty()).then(|| memchr::memmem::find(&line.as_bytes()[from..], text.as_bytes()));
            at.flatten().map(|at| from + at)
        };
        let of_subject = find(subject, 0);
        let from = of_subject.unwrap_or(0);
        let of_value = find(value, from).or_else(|| find(&local(value), from));
        let Some(before) = of_value.or(of_subject).and_then(|at| line.get(..at)) else { return place };
        let column = u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX);
        let byte = self.documents[place.document].start_of(place.line) + before.len();
        Place { column, byte, ..place }
    }

    /// Where a value that mapping told of stands: the statement of the dataset with this property and value.
    pub(super) fn of_value_of(
        &self,
        dataset: &NamedOrBlankNode,
        statements: &[usize],
        finding: &Finding,
    ) -> Option<Place> {
        let property = finding.property.rsplit(' ').next().unwrap_or_default();
        let found = finding.found.as_deref().unwrap_or_default();
        let says = |index: &&usize| {
            let triple = &self.triples[**index];
            let name = prefixed(triple.predicate.as_str());
            let value = match &triple.object {
                Term::NamedNode(iri) => iri.as_str(),
                Term::Literal(literal) => literal.value(),
                Term::BlankNode(_) => "",
            };
            name == found || (name == property && !found.is_empty() && value.trim() == found.trim())
        };
        let place = statements.iter().find(says).and_then(|index| self.of_statement(*index));
        let place = place.or_else(|| self.of_subject(dataset))?;
        Some(if place.column > 0 { place } else { self.with_column(place, "", found) })
    }

    fn line_of(&self, result: &Violation) -> Option<Place> {
        let about = self.owners.node(result.subject());
        let exact = result.found().zip(about).and_then(|(found, node)| {
            let index = *self.exact.get(&(node, found))?;
            is_named(result.property(), self.triples[index].predicate.as_str()).then_some(index)
        });
        exact
            .or_else(|| self.first(about?, result.property()))
            .and_then(|index| self.of_statement(index))
            .or_else(|| about.and_then(|node| self.of_subject(node)))
            .or_else(|| self.of_mention(result.subject()))
    }

    fn first(&self, node: &'a NamedOrBlankNode, path: &'static str) -> Option<usize> {
        *self.first.borrow_mut().entry((node, path)).or_insert_with(|| {
            let mut about = self.owners.about(node).iter().copied();
            about.find(|index| is_named(path, self.triples[*index].predicate.as_str()))
        })
    }

    /// Where a finding of the reader stands: it names the line, or the node is known.
    pub(super) fn of_finding(
        &self,
        document: usize,
        about: Option<&NamedOrBlankNode>,
        finding: &Finding,
    ) -> Option<Place> {
        let line = finding.property.split_once("line ").or(finding.property.split_once("lines "));
        let line = line.and_then(|(_, rest)| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        });
        match line {
            Some(line) => Some(Place::of_line(document, line)),
            None => about.and_then(|node| self.of_subject(node)),
        }
    }

    /// The line of a triple.
    pub(super) fn of_statement(&self, index: usize) -> Option<Place> {
        let triple = &self.triples[index];
        let read_at = *self.read_at.get(index)?;
        if let Some(json) = self.json.get(read_at.document)?.as_ref() {
            let at = self.of_value(json, index, triple);
            return at.map(|At { line, column, byte }| Place { line, column, byte, ..read_at });
        }
        if read_at.line == 0 {
            return None;
        }
        let line = match &triple.object {
            Term::Literal(literal) => self.begin_of_text(read_at, literal.value()),
            _ => read_at.line,
        };
        Some(Place { line, ..read_at })
    }

    /// Where a statement stands in JSON-LD. Nodes without a name are known by their place in the list.
    fn of_value(&self, json: &Json, index: usize, triple: &Triple) -> Option<At> {
        let iri = match &triple.subject {
            NamedOrBlankNode::NamedNode(iri) => Some(iri.as_str()),
            NamedOrBlankNode::BlankNode(_) => None,
        };
        let value = match &triple.object {
            Term::Literal(literal) => literal.value(),
            Term::NamedNode(object) => object.as_str(),
            Term::BlankNode(_) => {
                let same = self.owners.about(&triple.subject).iter();
                let before = same
                    .filter(|other| **other < index && self.triples[**other].predicate == triple.predicate);
                return json.value(iri?, triple.predicate.as_str(), before.count());
            }
        };
        json.statement(iri, triple.predicate.as_str(), value)
    }

    /// A text of several lines was read when it had ended; a person looks where it begins.
    fn begin_of_text(&self, read_at: Place, text: &str) -> u32 {
        let breaks = u32::try_from(text.matches('\n').count()).unwrap_or(0);
        let first = text.lines().next().unwrap_or_default().trim();
        let begin = read_at.line.saturating_sub(breaks).max(1);
        let document = &self.documents[read_at.document];
        if breaks > 0 && document.line(begin).contains(first) { begin } else { read_at.line }
    }

    /// Where the description of a node begins.
    fn of_subject(&self, node: &NamedOrBlankNode) -> Option<Place> {
        let read_at = self.owners.about(node).iter().filter_map(|index| self.read_at.get(*index));
        let first = *read_at.min_by_key(|place| (place.document, place.line == 0, place.line))?;
        let name = match node {
            NamedOrBlankNode::NamedNode(iri) => Some(iri.as_str()),
            NamedOrBlankNode::BlankNode(_) => None,
        };
        if let Some(json) = self.json.get(first.document)?.as_ref() {
            let at = match name {
                Some(iri) => json.subject(iri).and_then(|object| json.at(object)),
                None => return self.of_reference(&node.clone().into()),
            };
            return at.map(|At { line, column, byte }| Place { line, column, byte, ..first });
        }
        let Some(name) = name else { return (first.line > 0).then_some(first) };
        if first.line == 0 {
            return self.of_mention(&node.clone().into());
        }
        let document = &self.documents[first.document];
        let line = (0..NEAR).map_while(|back| first.line.checked_sub(back).filter(|line| *line > 0));
        let line = line.into_iter().find(|line| mentions(document.line(*line), name));
        Some(Place { line: line.unwrap_or(first.line), ..first })
    }

    /// Where another node refers to this one.
    fn of_reference(&self, node: &Term) -> Option<Place> {
        self.of_statement(*self.referring.get(node)?)
    }

    /// The first line that mentions a node.
    fn of_mention(&self, node: &Term) -> Option<Place> {
        self.of_reference(node).or_else(|| {
            let text = match node {
                Term::NamedNode(iri) => iri.as_str(),
                Term::Literal(literal) => literal.value().lines().next().unwrap_or_default(),
                Term::BlankNode(_) => return None,
            };
            let left = self.searches.get();
            if text.is_empty() || left == 0 {
                return None;
            }
            self.searches.set(left - 1);
            self.documents.iter().enumerate().find_map(|(number, document)| {
                let at = document.text().find(text)?;
                Some(Place::of_line(number, document.line_at(at)))
            })
        })
    }
}

/// Whether a path begins with a property: `dcterms:title`, `dcterms:license|dcterms:rights`.
fn is_named(path: &str, property: &str) -> bool {
    let name = prefixed(property);
    path.split(['|', '/']).any(|step| step == name || step.trim_matches(['<', '>']) == property)
}

/// Whether a line names an IRI, written out or short (`ex:local`, `#local`).
fn mentions(line: &str, iri: &str) -> bool {
    let local = iri.rsplit(['/', '#', ':']).find(|part| !part.is_empty()).unwrap_or(iri);
    line.contains(iri)
        || line.match_indices(local).any(|(at, _)| {
            let follows = line[..at].ends_with([':', '#', '/', '<', '"', '\'']);
            let ended = line[at + local.len()..].chars().next();
            follows && ended.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_')
        })
}
