//! What a strict parser refuses. A harvest mends what it can; whoever has a document checked learns of all
//! that others would not read.

use super::explain::NAMESPACE;
use super::{Format, tags, terms, xml_within};
use datenkreis_vocab::finding::Finding;
use memchr::memchr_iter;
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdfxml::RdfXmlParser;
use oxttl::{NQuadsParser, TriGParser, TurtleSyntaxError};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashSet;

/// Faults told of one document.
const FAULTS: usize = 20;
/// Errors after which a document is not read on.
const ERRORS: usize = 10_000;

/// Why, and where, a strict parser refuses a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The line, from 1; 0 if it is about the document as a whole.
    pub line: u32,
    /// The character within the line, from 1; 0 if it is not known.
    pub column: u32,
    /// What the parser said; see `super::explain`.
    pub message: String,
}

impl Fault {
    /// About the document as a whole.
    pub(super) fn of_document(message: impl Into<String>) -> Self {
        Self { line: 0, column: 0, message: message.into() }
    }
}

/// The faults of a document, each message once, in their order.
pub(super) fn faults(text: &str, format: Format, base: &str) -> Vec<Fault> {
    // At a language tag the parsers of Turtle give up without naming it.
    let (mended, tags) = match format {
        Format::RdfXml | Format::JsonLd => (Cow::Borrowed(text), vec![]),
        _ => tags::mend(text),
    };
    let mut faults: Vec<Fault> = tags.iter().map(of_tag).collect();
    let others: Vec<Fault> = match format {
        Format::Turtle | Format::TriG => {
            let parser = TriGParser::new();
            let parser = parser.clone().with_base_iri(base).unwrap_or(parser);
            let results = parser.for_slice(&*mended);
            results.filter_map(|result| of_turtle(&result.err()?)).take(ERRORS).collect()
        }
        Format::NTriples | Format::NQuads => {
            let results = NQuadsParser::new().for_slice(&*mended);
            let mut faults: Vec<Fault> =
                results.filter_map(|result| of_turtle(&result.err()?)).take(ERRORS).collect();
            // Each line stands for itself: its first fault explains the others.
            faults.dedup_by_key(|fault| fault.line);
            faults
        }
        Format::RdfXml => of_xml(&xml_within::extracted(text), base).into_iter().collect(),
        Format::JsonLd => of_json(text, base),
    };
    faults.extend(others);
    faults.extend(terms::miswritten(text).into_iter().map(|(at, wrong, official)| {
        let line = number(memchr_iter(b'\n', &text.as_bytes()[..at]).count() as u64);
        Fault { line, column: 0, message: format!("{NAMESPACE}{wrong} {official}") }
    }));
    faults.sort_by_key(|fault| fault.line);
    let mut seen = HashSet::new();
    faults.into_iter().filter(|fault| seen.insert(fault.message.clone())).take(FAULTS).collect()
}

fn of_tag(finding: &Finding) -> Fault {
    let line = finding.property.strip_prefix("line ").and_then(|line| line.parse().ok());
    let tag = finding.found.as_deref().unwrap_or_default();
    Fault { line: line.unwrap_or(0), column: 0, message: format!("invalid language tag {tag}") }
}

fn of_turtle(error: &TurtleSyntaxError) -> Option<Fault> {
    let at = error.location().start;
    Some(Fault { line: number(at.line), column: number(at.column), message: error.message().to_owned() })
}

/// Counted from 1.
fn number(from_zero: u64) -> u32 {
    u32::try_from(from_zero.saturating_add(1)).unwrap_or(u32::MAX)
}

/// The parser of RDF/XML ends at its first error.
fn of_xml(text: &str, base: &str) -> Option<Fault> {
    // That a text has no language may be said (XML 1.0, 2.12), but the parser does not know it.
    let text = text.replace("xml:lang=\"\"", "           ").replace("xml:lang=''", "           ");
    let text = text.as_str();
    let parser = RdfXmlParser::new();
    let mut parser = parser.clone().with_base_iri(base).unwrap_or(parser).for_slice(text);
    while let Some(result) = parser.next() {
        let Err(error) = result else { continue };
        let message = error.to_string();
        let at = usize::try_from(parser.buffer_position()).unwrap_or(text.len()).min(text.len());
        // The parser stands behind the tag or text that does not do.
        let before = text.get(..at).unwrap_or(text);
        let before = &before[..before.rfind('<').unwrap_or(0)];
        let line = memchr_iter(b'\n', before.as_bytes()).count() as u64;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() as u64;
        return Some(Fault { line: number(line), column: number(column), message });
    }
    None
}

fn of_json(text: &str, base: &str) -> Vec<Fault> {
    let parser = JsonLdParser::new();
    let parser = parser.clone().with_base_iri(base).unwrap_or(parser);
    // What a context elsewhere says is told by the reader.
    let results = parser.for_slice(text).with_load_document_callback(|url, _| {
        Ok(JsonLdRemoteDocument { document: b"{\"@context\": {}}".into(), document_url: url.into() })
    });
    let errors = results.filter_map(Result::err).take(ERRORS);
    let fault = |error: oxjsonld::JsonLdSyntaxError| {
        let at = error.location().map(|at| at.start);
        let message = error.to_string();
        Fault {
            line: at.map_or(0, |at| number(at.line)),
            column: at.map_or(0, |at| number(at.column)),
            message,
        }
    };
    errors.map(fault).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, text: &str, expected: &[(u32, u32, &str)]) {
        let found = faults(text, format, "https://example.org/a");
        assert_eq!(found.len(), expected.len(), "{text}: {found:?}");
        for (fault, (line, column, message)) in found.iter().zip(expected) {
            assert!(fault.message.contains(message), "{text}: {fault:?}");
            assert_eq!((fault.line, fault.column), (*line, *column), "{text}: {fault:?}");
        }
    }

    #[test]
    fn whatever_is_mended_is_a_fault() {
        check(Format::Turtle, "<a> <b> \"c\"@de, <d e> .", &[(1, 17, "IRI")]);
        check(
            Format::Turtle,
            "<a> <b> 1 .\n<a> kaputt:x 1 .\n<b> kaputt:y 2 .",
            &[(2, 5, "The prefix kaputt: has not been declared")],
        );
        check(Format::Turtle, "<a> <b> \"c\"@de_DE .", &[(1, 0, "language tag @de_DE")]);
        check(Format::NTriples, "<http://e/a> <http://e/b> \"1\" .\nnonsense", &[(2, 1, "")]);
        let rdf = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'";
        for (inner, found) in [
            ("<dct:title>1</dct:title>", "Unknown prefix dct:"),
            ("<e:p xml:lang='de_DE'>1</e:p>", "language tag"),
            ("<e:p>a &nbsp; b</e:p>", "nbsp"),
            ("<e:p rdf:resource='http://e/a b'/>", "IRI"),
        ] {
            let text = format!(
                "<rdf:RDF {rdf} xmlns:e='http://e/'>\n<rdf:Description>\n{inner}</rdf:Description></rdf:RDF>"
            );
            check(Format::RdfXml, &text, &[(3, 1, found)]);
        }
        check(Format::JsonLd, "{\"@id\": \"http://e/a\",\n \"http://e/p\": }", &[(2, 16, "")]);
    }

    #[test]
    fn what_is_right_has_no_fault() {
        check(Format::Turtle, "@prefix e: <http://e/> . e:a e:b 'x'@de-DE, \"13\"^^e:c, <../ä> .", &[]);
        let rdf = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'";
        let text = format!(
            "<rdf:RDF {rdf} xmlns:e='http://e/'><rdf:Description><e:p xml:lang=''>1 &amp; 2</e:p></rdf:Description></rdf:RDF>"
        );
        check(Format::RdfXml, &text, &[]);
        check(Format::JsonLd, "{\"@id\": \"http://e/a\", \"http://e/p\": {\"@value\": 1}}", &[]);
    }
}
