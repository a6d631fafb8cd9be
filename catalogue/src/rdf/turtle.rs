//! Pretty Turtle, by sophia, one subject at a time.
//!
//! Sophia's writer looks through the whole graph for every subject, which is quadratic, and recurses
//! once per escaped character of a literal, which ends the process on a long text full of line
//! breaks. As our graphs have no blank nodes, a subject can be written without knowing the others;
//! and a subject with a literal that needs very much escaping is written by oxttl.

use super::prefixes::used;
use super::sophia;
use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxttl::TurtleSerializer as PlainTurtle;
use sophia_api::prefix::{Prefix, PrefixMapPair};
use sophia_api::prelude::Iri;
use sophia_api::serializer::TripleSerializer;
use sophia_api::term::SimpleTerm;
use sophia_turtle::serializer::turtle::{TurtleConfig, TurtleSerializer};
use std::io;

/// Escapes in one literal up to which sophia writes it.
const ESCAPES: usize = 500;

/// Writes triples, which have to be sorted by subject.
pub(super) fn write(triples: &[Triple], prefixes: &[(&str, &str)]) -> Vec<u8> {
    let prefixes = used(prefixes, triples);
    let config =
        TurtleConfig::new().with_pretty(true).with_own_prefix_map(prefixes.iter().map(pair).collect());
    let mut written = prefixes
        .iter()
        .map(|(prefix, namespace)| format!("PREFIX {prefix}: <{namespace}>\n"))
        .collect::<String>()
        .into_bytes();
    let declarations = written.len();
    // A blank node may stand inside the description of another subject.
    let subjects: Vec<&[Triple]> = if triples.iter().any(has_blank_node) {
        vec![triples]
    } else {
        triples.chunk_by(|left, right| left.subject == right.subject).collect()
    };
    for subject in subjects {
        let block =
            if subject.iter().all(is_easily_escaped) { pretty(subject, &config) } else { plain(subject) };
        match block {
            Some(Block::WithDeclarations(block)) => {
                written.extend_from_slice(block.get(declarations..).unwrap_or_default())
            }
            Some(Block::Whole(block)) => {
                written.push(b'\n');
                written.extend_from_slice(&block);
            }
            None => {}
        }
    }
    written
}

enum Block {
    /// Sophia repeats the prefix declarations.
    WithDeclarations(Vec<u8>),
    Whole(Vec<u8>),
}

/// Writing to memory does not fail; `None` would mean it did.
fn pretty(subject: &[Triple], config: &TurtleConfig) -> Option<Block> {
    let graph: Vec<[SimpleTerm<'_>; 3]> = subject.iter().map(sophia::triple).collect();
    let mut block = Vec::new();
    TurtleSerializer::new_with_config(&mut block, config.clone()).serialize_graph(&graph).ok()?;
    Some(Block::WithDeclarations(block))
}

fn plain(subject: &[Triple]) -> Option<Block> {
    let written = || -> io::Result<Vec<u8>> {
        let mut serializer = PlainTurtle::new().for_writer(Vec::new());
        for triple in subject {
            serializer.serialize_triple(triple)?;
        }
        serializer.finish()
    };
    written().ok().map(Block::Whole)
}

fn pair((prefix, namespace): &(&str, &str)) -> PrefixMapPair {
    (Prefix::new_unchecked((*prefix).into()), Iri::new_unchecked((*namespace).into()))
}

fn has_blank_node(triple: &Triple) -> bool {
    matches!(triple.subject, NamedOrBlankNode::BlankNode(_)) || matches!(triple.object, Term::BlankNode(_))
}

fn is_easily_escaped(triple: &Triple) -> bool {
    let Term::Literal(literal) = &triple.object else {
        return true;
    };
    let escaped = |c: &char| matches!(c, '\0'..='\u{1F}' | '\u{7F}' | '"' | '\\' | '\u{FFFE}' | '\u{FFFF}');
    literal.value().chars().filter(escaped).nth(ESCAPES).is_none()
}
