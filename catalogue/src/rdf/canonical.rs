//! Canonical N-Quads: what the journal keeps and what hashes are made of.
//!
//! Our graphs have no blank nodes. For such a graph the output of RDFC-1.0 (W3C Recommendation
//! 2024, section 4) is simply its canonical N-Quads (appendix A), sorted by code point.

use oxrdf::{BlankNodeRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, TermRef, Triple};
use oxttl::NTriplesParser;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The sorted canonical N-Quads of the triples, without duplicates.
///
/// Whatever comes in, what comes out can be read back: characters that no IRI may hold are
/// percent-encoded, an ill-formed language tag is left out, and a blank node, which our graphs
/// should not have, becomes an IRI below `owner`.
pub fn n_quads(triples: &[Triple], owner: &str) -> Vec<u8> {
    let mut lines: Vec<String> = triples.iter().map(|triple| skolemised(triple, owner)).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.concat().into_bytes()
}

/// SHA-256, lower-case hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads what [`n_quads`] wrote, in its order.
pub(crate) fn parse(canonical: &[u8]) -> Result<Vec<Triple>, String> {
    // Lenient: IRIs and language tags were checked when they were written.
    let parsed = NTriplesParser::new().lenient().for_slice(canonical).collect::<Result<Vec<_>, _>>();
    parsed.map_err(|error| error.to_string())
}

/// One triple as a canonical N-Quads line.
pub(super) fn line(triple: &Triple) -> String {
    write_line(triple, |line, node| {
        line.push_str("_:");
        line.push_str(node.as_str());
    })
}

fn skolemised(triple: &Triple, owner: &str) -> String {
    write_line(triple, |line, node| {
        push_iri(line, NamedNodeRef::new_unchecked(&format!("{owner}#blank-{}", node.as_str())));
    })
}

fn write_line(triple: &Triple, push_blank: impl Fn(&mut String, BlankNodeRef<'_>)) -> String {
    let mut line = String::with_capacity(160);
    match triple.subject.as_ref() {
        NamedOrBlankNodeRef::NamedNode(node) => push_iri(&mut line, node),
        NamedOrBlankNodeRef::BlankNode(node) => push_blank(&mut line, node),
    }
    line.push(' ');
    push_iri(&mut line, triple.predicate.as_ref());
    line.push(' ');
    match triple.object.as_ref() {
        TermRef::NamedNode(node) => push_iri(&mut line, node),
        TermRef::BlankNode(node) => push_blank(&mut line, node),
        TermRef::Literal(literal) => push_literal(&mut line, literal),
    }
    line.push_str(" .\n");
    line
}

fn push_iri(line: &mut String, node: NamedNodeRef<'_>) {
    line.push('<');
    let iri = node.as_str();
    if iri.chars().any(is_forbidden_in_iri) {
        for character in iri.chars() {
            if is_forbidden_in_iri(character) {
                let _ = write!(line, "%{:02X}", u32::from(character));
            } else {
                line.push(character);
            }
        }
    } else {
        line.push_str(iri);
    }
    line.push('>');
}

/// The characters the N-Quads grammar keeps out of IRIREF; all of them ASCII.
fn is_forbidden_in_iri(character: char) -> bool {
    matches!(character, '\0'..=' ' | '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\')
}

fn push_literal(line: &mut String, literal: LiteralRef<'_>) {
    line.push('"');
    for character in literal.value().chars() {
        match character {
            '\u{8}' => line.push_str("\\b"),
            '\t' => line.push_str("\\t"),
            '\n' => line.push_str("\\n"),
            '\u{C}' => line.push_str("\\f"),
            '\r' => line.push_str("\\r"),
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            '\0'..='\u{1F}' | '\u{7F}' => {
                let _ = write!(line, "\\u{:04X}", u32::from(character));
            }
            _ => line.push(character),
        }
    }
    line.push('"');
    if let Some(tag) = literal.language() {
        if is_language_tag(tag) {
            // Tags are the same in upper and lower case, and RDFC-1.0 compares bytes.
            line.push('@');
            line.push_str(&tag.to_ascii_lowercase());
        }
    } else if literal.datatype() != oxrdf::vocab::xsd::STRING {
        line.push_str("^^");
        push_iri(line, literal.datatype());
    }
}

/// LANGTAG of the N-Quads grammar, with BCP 47's limit of eight characters a part.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_part = |part: &str| (1..=8).contains(&part.len());
    parts.next().is_some_and(|first| is_part(first) && first.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && parts.all(|part| is_part(part) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::{isomorphic, sophia};
    use oxrdf::vocab::xsd;
    use oxrdf::{Literal, NamedNode, Term};
    use sophia_api::term::SimpleTerm;
    use std::collections::HashSet;

    fn graph() -> Vec<Triple> {
        let node = |iri: &str| NamedNode::new_unchecked(iri);
        let objects: Vec<Term> = vec![
            node("https://a.example/ö?x=1#y").into(),
            Literal::new_simple_literal("\u{0}\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F}\"\\\u{7F}\u{80}ä\u{FFFE}🚲")
                .into(),
            Literal::new_language_tagged_literal_unchecked("Radweg", "de-DE").into(),
            Literal::new_typed_literal("1.50", xsd::DECIMAL).into(),
            Literal::new_typed_literal("gestern", xsd::DATE).into(),
            Literal::new_simple_literal("").into(),
        ];
        let about =
            |object: Term| Triple::new(node("https://b.example/s"), node("https://b.example/p"), object);
        objects.into_iter().map(about).collect()
    }

    #[test]
    fn without_blank_nodes_it_is_what_rdfc_1_0_gives() {
        let mut triples = graph();
        triples.reverse();
        triples.push(triples[0].clone());
        let quads: HashSet<([SimpleTerm<'_>; 3], Option<SimpleTerm<'_>>)> =
            triples.iter().map(|triple| (sophia::triple(triple), None)).collect();
        let mut expected = Vec::new();
        sophia_c14n::rdfc10::normalize(&quads, &mut expected).expect("no blank nodes, nothing to refuse");
        assert_eq!(String::from_utf8_lossy(&n_quads(&triples, "")), String::from_utf8_lossy(&expected));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let written = n_quads(&graph(), "");
        let read = parse(&written).expect("we wrote it");
        assert_eq!(n_quads(&read, ""), written);
        assert!(isomorphic(&read, &graph()));
    }

    #[test]
    fn the_order_of_triples_does_not_matter_to_the_hash() {
        let mut reversed = graph();
        reversed.reverse();
        assert_eq!(hash(&n_quads(&graph(), "")), hash(&n_quads(&reversed, "")));
        assert_eq!(hash(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
