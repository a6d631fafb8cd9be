//! From text to triples: a total function per format. It never gives up on a document because of one
//! statement, and tells when something is missing.

use super::clean::Cleaner;
use super::strict::{self, Fault};
use super::{Format, both, explain, guard, json_ld, terms, terse, xml};
use datenkreis_vocab::finding::{Finding, rule};
use oxrdf::{NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use std::collections::HashSet;

/// Findings kept of one document; one more says how many were left out.
const FINDINGS: usize = 200;

/// What a document says, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The triples, IRIs checked. Blank nodes are labelled anew. Graph names were not looked at.
    pub triples: Vec<Triple>,
    /// What was mended or left out.
    pub noticed: Vec<Noticed>,
    /// Set if whole statements are missing, so that the document may hold fewer datasets than its
    /// source; says why, in both languages.
    pub damaged: Option<String>,
    /// Nodes whose description is cut short: better no news of them than half.
    pub suspects: Vec<NamedOrBlankNode>,
    /// Datasets and series of which nothing could be read.
    pub lost: Vec<NamedNode>,
    /// For each triple the line, counted from 1, at which the parser had read it; 0 where it cannot tell.
    /// Empty unless [`Lines::Kept`] was asked for; JSON-LD is rewritten before it gives triples and has
    /// none.
    pub lines: Vec<u32>,
    /// What a strict parser refuses, if lines were asked for: a harvest does without.
    pub faults: Vec<Fault>,
}

/// Whether the lines of triples are of interest: a harvest does without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// They are not.
    #[default]
    Dropped,
    /// [`Parsed::lines`] tells them.
    Kept,
}

/// A finding, and the node it is about if that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Noticed {
    /// The subject.
    pub about: Option<NamedOrBlankNode>,
    /// What was found.
    pub finding: Finding,
}

/// Collects what a parser gives.
pub(super) struct Collector<'a> {
    text: &'a str,
    cleaner: Cleaner,
    parsed: Parsed,
    left_out: usize,
    /// The IRI last seen as a subject.
    last: Option<NamedNode>,
    /// The line being read, if lines are kept.
    line: Option<u32>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(text: &'a str, base: &str) -> Self {
        Self {
            text,
            cleaner: Cleaner::new(base),
            parsed: Parsed::default(),
            left_out: 0,
            last: None,
            line: None,
        }
    }

    /// Forgets everything but the findings, to parse a mended text from the start.
    pub(super) fn restart(&mut self) {
        self.cleaner.restart();
        self.parsed.triples.clear();
        self.parsed.lines.clear();
        self.parsed.suspects.clear();
        self.parsed.noticed.retain(|noticed| noticed.about.is_none());
    }

    /// The triples to come were read up to this line, counted from 1.
    pub(super) fn at_line(&mut self, line: u32) {
        self.line = Some(line);
    }

    pub(super) fn quad(&mut self, quad: Quad) {
        self.triple(Triple::new(quad.subject, quad.predicate, quad.object));
    }

    pub(super) fn triple(&mut self, triple: Triple) {
        if let NamedOrBlankNode::NamedNode(iri) = &triple.subject
            && self.last.as_ref() != Some(iri)
        {
            self.last = Some(iri.clone());
        }
        let mut notes = vec![];
        let triple = self.cleaner.clean(triple, &mut notes);
        for noticed in notes {
            self.notice_iri(noticed);
        }
        if let (Some(_), Some(line)) = (&triple, self.line) {
            self.parsed.lines.push(line);
        }
        self.parsed.triples.extend(triple);
    }

    /// A finding about an IRI, with its line.
    fn notice_iri(&mut self, mut noticed: Noticed) {
        if !self.is_full()
            && let Some(at) = noticed.finding.found.as_deref().and_then(|found| self.find_iri(found))
        {
            let line = line_of(self.text, at);
            noticed.finding.property = format!("{} ({line})", noticed.finding.property);
        }
        self.notice(noticed.about, noticed.finding);
    }

    /// Where an IRI stands in the text: in angle brackets or quotes.
    fn find_iri(&self, iri: &str) -> Option<usize> {
        [('<', '>'), ('"', '"'), ('\'', '\'')]
            .iter()
            .filter_map(|(open, close)| self.text.find(&format!("{open}{iri}{close}")))
            .min()
    }

    /// Whether further findings are only counted; then there is no need to work out their lines.
    pub(super) fn is_full(&self) -> bool {
        self.parsed.noticed.len() >= FINDINGS
    }

    pub(super) fn notice(&mut self, about: Option<NamedOrBlankNode>, finding: Finding) {
        if self.parsed.noticed.len() < FINDINGS {
            self.parsed.noticed.push(Noticed { about, finding });
        } else {
            self.left_out += 1;
        }
    }

    /// The description being read is cut short here.
    pub(super) fn suspect(&mut self) {
        if let Some(iri) = self.last.take() {
            self.parsed.suspects.push(iri.into());
        }
    }

    /// The description of this node is cut short, or not read at all.
    pub(super) fn suspect_node(&mut self, node: NamedNode) {
        self.parsed.suspects.push(node.into());
    }

    /// A dataset of which nothing could be read.
    pub(super) fn lose(&mut self, dataset: NamedNode) {
        self.parsed.lost.push(dataset);
    }

    /// Whether anything read so far is a term of these namespaces.
    pub(super) fn mentions(&self, namespaces: &[&str]) -> bool {
        let is_term =
            |iri: &NamedNode| namespaces.iter().any(|namespace| iri.as_str().starts_with(namespace));
        self.parsed.triples.iter().any(|triple| {
            is_term(&triple.predicate) || matches!(&triple.object, Term::NamedNode(iri) if is_term(iri))
        })
    }

    /// Drops what was read; only the findings stay.
    pub(super) fn forget_triples(&mut self) {
        self.cleaner.restart();
        self.parsed.triples.clear();
        self.parsed.lines.clear();
    }

    /// Whether statements are missing.
    pub(super) fn is_damaged(&self) -> bool {
        self.parsed.damaged.is_some()
    }

    /// The subjects so far.
    pub(super) fn subjects(&self) -> HashSet<NamedNode> {
        let subjects = self.parsed.triples.iter().map(|triple| &triple.subject);
        subjects
            .filter_map(|subject| match subject {
                NamedOrBlankNode::NamedNode(iri) => Some(iri.clone()),
                NamedOrBlankNode::BlankNode(_) => None,
            })
            .collect()
    }

    /// The descriptions of these nodes, as the document names them, are cut short.
    pub(super) fn suspect_named(&mut self, names: &[String]) {
        for triple in &self.parsed.triples {
            if let NamedOrBlankNode::NamedNode(iri) = &triple.subject
                && names.iter().any(|name| iri.as_str().ends_with(name.as_str()))
            {
                self.parsed.suspects.push(triple.subject.clone());
            }
        }
        self.parsed.suspects.sort_by_cached_key(ToString::to_string);
        self.parsed.suspects.dedup();
    }

    /// Something at `place` cannot be read; nothing else is missing. `reason` is the parser's.
    pub(super) fn unreadable(&mut self, place: String, reason: &str) {
        let [german, _] = explain(reason);
        self.notice(None, Finding::new(&rule::DOCUMENT_DAMAGED, place).found(german));
    }

    /// Statements are missing from `place` on, or around it. `reason` is the parser's, `names` what can be
    /// said of what is missing.
    pub(super) fn missing(&mut self, place: String, reason: &str, names: &str) {
        let mut told = explain(reason);
        if !names.is_empty() {
            let names = names.replace(" / ", "/");
            told = told.map(|told| format!("{told}: {names}"));
        }
        self.missing_for(place, told);
    }

    /// Statements are missing for a reason that is told in both languages.
    pub(super) fn missing_for(&mut self, place: String, reason: [String; 2]) {
        let [german, english] = &reason;
        self.parsed.damaged.get_or_insert_with(|| {
            let in_german = place.replacen("lines ", "Zeilen ", 1).replacen("line ", "Zeile ", 1);
            both([format!("{in_german}: {german}"), format!("{place}: {english}")])
        });
        self.notice(None, Finding::new(&rule::DOCUMENT_DAMAGED, place).found(german));
    }

    pub(super) fn finish(mut self) -> Parsed {
        let (triples, noticed) = self.cleaner.finish();
        self.parsed.triples.extend(triples);
        if self.line.is_some() {
            self.parsed.lines.resize(self.parsed.triples.len(), 0);
        }
        for noticed in noticed {
            self.notice_iri(noticed);
        }
        terms::lift_elements(&mut self.parsed.triples);
        if self.left_out > 0 {
            let found = format!("… ({})", self.left_out);
            let finding = Finding::new(&rule::DOCUMENT_DAMAGED, "document").found(found);
            self.parsed.noticed.push(Noticed { about: None, finding });
        }
        self.parsed
    }
}

/// Parses a document in one format. `base` is an absolute IRI.
///
/// # Errors
/// Which limit the document exceeds.
pub(super) fn parse(text: &str, format: Format, base: &str, lines: Lines) -> Result<Parsed, String> {
    if text.len() > guard::DOCUMENT_BYTES {
        return Err(guard::too_large());
    }
    let mut parsed = match format {
        Format::RdfXml => xml::parse(text, base, lines)?,
        Format::JsonLd => json_ld::parse(text, base)?,
        Format::Turtle | Format::TriG => terse::parse(text, base, lines),
        Format::NTriples | Format::NQuads => terse::parse_lines(text, base, lines),
    };
    if lines == Lines::Kept {
        parsed.faults = strict::faults(text, format, base);
    }
    Ok(parsed)
}

/// The line of a byte, as a finding names it.
pub(super) fn line_of(text: &str, at: usize) -> String {
    let before = &text.as_bytes()[..at.min(text.len())];
    format!("line {}", 1 + before.iter().filter(|byte| **byte == b'\n').count())
}

#[cfg(test)]
mod tests;
