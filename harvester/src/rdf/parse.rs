//! From text to triples: a total function per format. It never gives up on a document because of one
//! statement, and tells when something is missing.

use super::clean::Cleaner;
use super::{Format, guard, json_ld, terse, xml};
use datenkreis_vocab::finding::{Finding, rule};
use oxrdf::{NamedNode, NamedOrBlankNode, Quad, Triple};
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
    /// source; says why.
    pub damaged: Option<String>,
    /// Nodes whose description is cut short: better no news of them than half.
    pub suspects: Vec<NamedOrBlankNode>,
    /// Datasets and series of which nothing could be read.
    pub lost: Vec<NamedNode>,
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
}

impl<'a> Collector<'a> {
    pub(super) fn new(text: &'a str, base: &str) -> Self {
        Self { text, cleaner: Cleaner::new(base), parsed: Parsed::default(), left_out: 0, last: None }
    }

    /// Forgets everything but the findings, to parse a mended text from the start.
    pub(super) fn restart(&mut self) {
        self.cleaner.restart();
        self.parsed.triples.clear();
        self.parsed.suspects.clear();
        self.parsed.noticed.retain(|noticed| noticed.about.is_none());
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

    /// Something at `place` cannot be read; nothing else is missing.
    pub(super) fn unreadable(&mut self, place: String, reason: &str) {
        self.notice(None, Finding::new(&rule::DOCUMENT_DAMAGED, place).found(reason));
    }

    /// Statements are missing from `place` on, or around it.
    pub(super) fn missing(&mut self, place: String, reason: &str) {
        self.parsed.damaged.get_or_insert_with(|| format!("{place}: {reason}"));
        self.unreadable(place, reason);
    }

    pub(super) fn finish(mut self) -> Parsed {
        let (triples, noticed) = self.cleaner.finish();
        self.parsed.triples.extend(triples);
        for noticed in noticed {
            self.notice_iri(noticed);
        }
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
pub(super) fn parse(text: &str, format: Format, base: &str) -> Result<Parsed, String> {
    if text.len() > guard::DOCUMENT_BYTES {
        return Err(guard::too_large());
    }
    match format {
        Format::RdfXml => xml::parse(text, base),
        Format::JsonLd => json_ld::parse(text, base),
        Format::Turtle | Format::TriG => Ok(terse::parse(text, base)),
        Format::NTriples | Format::NQuads => Ok(terse::parse_lines(text, base)),
    }
}

/// The line of a byte, as a finding names it.
pub(super) fn line_of(text: &str, at: usize) -> String {
    let before = &text.as_bytes()[..at.min(text.len())];
    format!("line {}", 1 + before.iter().filter(|byte| **byte == b'\n').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://example.org/katalog/1.rdf";

    /// The triples of a document, and the rules of its findings.
    fn check(format: Format, text: &str, expected: &[&str], rules: &[&str]) -> Parsed {
        let parsed = parse(text, format, BASE).unwrap();
        let mut found: Vec<String> = parsed.triples.iter().map(ToString::to_string).collect();
        found.sort();
        assert_eq!(found, expected, "{text}");
        let found: Vec<&str> = parsed.noticed.iter().map(|noticed| noticed.finding.rule.as_str()).collect();
        assert_eq!(found, rules, "{text}");
        parsed
    }

    fn rdf(inner: &str) -> String {
        format!(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e/\">{inner}</rdf:RDF>"
        )
    }

    #[test]
    fn one_bad_iri_costs_one_triple() {
        let one = "<http://e/a> <http://e/p> \"1\"";
        let parsed = check(
            Format::RdfXml,
            &rdf(
                "<rdf:Description rdf:about='http://e/a'>\n<e:q rdf:resource='http://'/><e:p>1</e:p></rdf:Description>",
            ),
            &[one],
            &["iri-invalid"],
        );
        assert_eq!(parsed.noticed[0].finding.property, "http://e/q (line 2)");
        assert!(parsed.damaged.is_none());
        check(
            Format::Turtle,
            "<http://e/a> <http://e/q> <http://> ; <http://e/p> \"1\" .",
            &[one],
            &["iri-invalid"],
        );
        check(
            Format::NTriples,
            "<http://e/a> <http://e/q> <http://> .\n<http://e/a> <http://e/p> \"1\" .",
            &[one],
            &["iri-invalid"],
        );
        let json = r#"{"@id": "http://e/a", "http://e/p": "1", "http://e/q": {"@id": "http://"}}"#;
        check(Format::JsonLd, json, &[one], &["iri-invalid"]);
    }

    #[test]
    fn a_subject_beyond_repair_keeps_its_statements() {
        let text =
            "<http://e/a> <http://e/q> <http://> . <http://> <http://e/p> \"1\" ; <http://e/r> \"2\" .";
        let expected =
            ["<http://e/a> <http://e/q> _:n0", "_:n0 <http://e/p> \"1\"", "_:n0 <http://e/r> \"2\""];
        check(Format::Turtle, text, &expected, &["iri-invalid"]);
    }

    #[test]
    fn iris_are_mended_and_resolved() {
        check(
            Format::RdfXml,
            &rdf(
                "<rdf:Description rdf:about='a'><e:p rdf:resource='tel:+49 40 42'/><e:p rdf:resource=' http://e/b '/></rdf:Description>",
            ),
            &[
                "<https://example.org/katalog/a> <http://e/p> <http://e/b>",
                "<https://example.org/katalog/a> <http://e/p> <tel:+49-40-42>",
            ],
            &["iri-repaired", "iri-repaired"],
        );
    }

    #[test]
    fn languages_are_mended() {
        check(
            Format::RdfXml,
            &rdf(
                "<rdf:Description rdf:about='http://e/a'><e:p xml:lang=''>1</e:p><e:p xml:lang='de_DE'>2</e:p><e:p xml:lang='not a tag'>3</e:p></rdf:Description>",
            ),
            &[
                "<http://e/a> <http://e/p> \"1\"",
                "<http://e/a> <http://e/p> \"2\"@de-de",
                "<http://e/a> <http://e/p> \"3\"",
            ],
            &["literal-invalid"],
        );
    }

    #[test]
    fn undeclared_prefixes_cost_their_triples_only() {
        let one = "<http://e/a> <http://purl.org/dc/terms/title> \"1\"";
        let turtle = "<http://e/a> foo:x 2 ; dct:title \"1\" ; foo:y bar:z .";
        let rules = [
            "document-damaged",
            "document-mended",
            "document-damaged",
            "iri-invalid",
            "iri-invalid",
            "iri-invalid",
        ];
        assert!(check(Format::Turtle, turtle, &[one], &rules).damaged.is_none());
        let xml = rdf(
            "<rdf:Description rdf:about='http://e/a'><foo:x>2</foo:x><dct:title>1</dct:title></rdf:Description>",
        );
        check(Format::RdfXml, &xml, &[one], &["document-damaged", "document-mended", "iri-invalid"]);
    }

    #[test]
    fn a_broken_statement_does_not_end_the_document() {
        let two = "<http://e/b> <http://e/p> \"2\"";
        let text = "<http://e/a> <http://e/p> ; ; \"1\" .\n<http://e/b> <http://e/p> \"2\" .";
        assert!(check(Format::Turtle, text, &[two], &["document-damaged"]).damaged.is_some());
        let text = "nonsense\n<http://e/b> <http://e/p> \"2\" .\n";
        assert!(check(Format::NTriples, text, &[two], &["document-damaged"]).damaged.is_none());
        let text = "Stand: 22.02.2024 16:12\n\n@prefix e: <http://e/> .\ne:b e:p \"2\" .";
        check(Format::Turtle, text, &[two], &["document-damaged"]);
        let text = rdf("<rdf:Description rdf:about='http://e/b'>stray<e:p>2</e:p></rdf:Description>");
        assert!(check(Format::RdfXml, &text, &[two], &["document-damaged"]).damaged.is_none());
        let text = rdf(
            "<e:T rdf:nodeID='1 2'><e:p>1</e:p></e:T><rdf:Description rdf:about='http://e/b'><e:p>2</e:p></rdf:Description>",
        );
        assert!(check(Format::RdfXml, &text, &[two], &["document-damaged"]).damaged.is_some());
        let text = rdf("<e:T rdf:about='http://e/c'><e:p rdf:nodeID='1 2'/></e:T>");
        let parsed = parse(&text, Format::RdfXml, BASE).unwrap();
        assert_eq!(parsed.suspects, [NamedOrBlankNode::from(NamedNode::new_unchecked("http://e/c"))]);
    }

    #[test]
    fn what_came_before_the_damage_is_kept() {
        let one = "<http://e/b> <http://e/p> \"2\"";
        let whole =
            rdf("<rdf:Description rdf:about='http://e/b'><e:p>2</e:p></rdf:Description><rdf:Description>");
        for cut in [whole.len(), whole.len() - 10, whole.len() - 12] {
            assert!(
                check(Format::RdfXml, &whole[..cut], &[one], &["document-damaged"]).damaged.is_some(),
                "{cut}"
            );
        }
        for text in [
            "<http://e/b> <http://e/p> \"2\" .\n<http://e/c> <http://e",
            "<http://e/b> <http://e/p> \"2\" .\n<http://e/c> <http://e/d> ",
        ] {
            assert!(check(Format::Turtle, text, &[one], &["document-damaged"]).damaged.is_some());
            assert!(check(Format::NTriples, text, &[one], &["document-damaged"]).damaged.is_some());
        }
        let parsed =
            parse("[{\"@id\": \"http://e/a\", \"http://e/p\": \"1\"}", Format::JsonLd, BASE).unwrap();
        assert!(parsed.damaged.is_some());
    }

    #[test]
    fn every_dataset_is_read_or_named_as_lost() {
        let dcat = "http://www.w3.org/ns/dcat#";
        let turtle = format!(
            "@prefix e: <http://e/> .\n@prefix dcat: <{dcat}> .\ne:a a dcat:Dataset ; e:p \"1\" .\n\
             e:b a dcat:Dataset ;\n  e:p \"open .\ne:c a dcat:Dataset ;\n  e:p \"2\" .\n\
             e:d e:p \"long\" ;\n  a dcat:Dataset .\ne:f a dcat:Dataset ; e:p \"3\" .\n"
        );
        let dataset =
            |id: &str, inner: &str| format!("<dcat:Dataset rdf:about='http://e/{id}'>{inner}</dcat:Dataset>");
        let xml = format!(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e/\" xmlns:dcat=\"{dcat}\">{}{}{}{}",
            dataset("a", "<e:p>1</e:p>"),
            dataset("b", "<e:p>1</e:q>"),
            dataset("c", "<e:p>2</e:p>"),
            dataset("d", "<e:p>2</e:p>") + &dataset("f", "")
        );
        for (format, text) in [(Format::Turtle, turtle), (Format::RdfXml, xml)] {
            let parsed = parse(&text, format, BASE).unwrap();
            assert!(parsed.damaged.is_some());
            for id in ["a", "b", "c", "d", "f"] {
                let iri = NamedNode::new_unchecked(format!("http://e/{id}"));
                let is_read = parsed.triples.iter().any(|triple| triple.subject == iri.clone().into());
                assert_ne!(is_read, parsed.lost.contains(&iri), "{id}: {parsed:?}");
            }
            let is_suspect =
                |id: &str| parsed.suspects.iter().any(|node| node.to_string() == format!("<http://e/{id}>"));
            assert!(is_suspect("b") && !is_suspect("a"), "{parsed:?}");
        }
    }

    #[test]
    fn every_cut_is_noticed() {
        let xml = rdf(
            "<rdf:Description rdf:about='http://e/ä'><e:p xml:lang='de'>&#228; &amp; </e:p></rdf:Description>",
        );
        let json = "{\"@id\": \"http://e/a\", \"http://e/p\": [\"ä\", {\"@id\": \"http://e/b\"}]}";
        for (format, text) in [(Format::RdfXml, xml.as_str()), (Format::JsonLd, json)] {
            for cut in (1..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
                assert!(parse(&text[..cut], format, BASE).unwrap().damaged.is_some(), "{}", &text[..cut]);
            }
        }
    }

    #[test]
    fn contexts_are_never_fetched() {
        let text = r#"{"@context": "http://169.254.169.254/x", "@id": "http://e/a", "http://e/p": "1", "title": "x"}"#;
        let parsed = check(
            Format::JsonLd,
            text,
            &["<http://e/a> <http://e/p> \"1\""],
            &["iri-invalid", "document-damaged"],
        );
        assert!(parsed.damaged.is_some());
        let text = r#"{"@context": {"p": "http://e/p"}, "@id": "http://e/a", "p": "1"}"#;
        check(Format::JsonLd, text, &["<http://e/a> <http://e/p> \"1\""], &[]);
    }

    #[test]
    fn graph_names_are_dropped() {
        check(
            Format::TriG,
            "<urn:g> { <http://e/a> <http://e/p> 1 }",
            &["<http://e/a> <http://e/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer>"],
            &[],
        );
        check(
            Format::NQuads,
            "<http://e/a> <http://e/p> \"1\" <urn:g> .",
            &["<http://e/a> <http://e/p> \"1\""],
            &[],
        );
    }
}
