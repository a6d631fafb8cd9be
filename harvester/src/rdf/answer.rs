//! What a parse worker answers, as JSON.

use super::ReadError;
use super::parse::{Noticed, Parsed};
use super::strict::Fault;
use datenkreis_vocab::finding::Finding;
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use serde::{Deserialize, Serialize};

/// The answer to one document. The names are short, for they stand at every term.
#[derive(Serialize, Deserialize)]
pub(super) enum Answer {
    /// A guard refused it.
    #[serde(rename = "refused")]
    Refused(String),
    /// What it says.
    #[serde(rename = "parsed")]
    Parsed {
        triples: Vec<(Name, String, Value)>,
        noticed: Vec<(Option<Name>, Finding)>,
        damaged: Option<String>,
        suspects: Vec<Name>,
        lost: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lines: Vec<u32>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        faults: Vec<Fault>,
    },
}

/// An IRI or a blank node.
#[derive(Serialize, Deserialize)]
pub(super) enum Name {
    #[serde(rename = "i")]
    Iri(String),
    #[serde(rename = "b")]
    Blank(String),
}

/// An object.
#[derive(Serialize, Deserialize)]
pub(super) enum Value {
    #[serde(rename = "i")]
    Iri(String),
    #[serde(rename = "b")]
    Blank(String),
    #[serde(rename = "s")]
    Simple(String),
    #[serde(rename = "l")]
    Tagged(String, String),
    #[serde(rename = "t")]
    Typed(String, String),
}

impl Answer {
    /// The answer as bytes.
    pub(super) fn of(parsed: Result<Parsed, String>) -> Vec<u8> {
        let answer = match parsed {
            Ok(parsed) => Self::Parsed {
                triples: parsed
                    .triples
                    .into_iter()
                    .map(|triple| {
                        (triple.subject.into(), triple.predicate.into_string(), triple.object.into())
                    })
                    .collect(),
                noticed: parsed
                    .noticed
                    .into_iter()
                    .map(|Noticed { about, finding }| (about.map(Name::from), finding))
                    .collect(),
                damaged: parsed.damaged,
                suspects: parsed.suspects.into_iter().map(Name::from).collect(),
                lost: parsed.lost.into_iter().map(NamedNode::into_string).collect(),
                lines: parsed.lines,
                faults: parsed.faults,
            },
            Err(reason) => Self::Refused(reason),
        };
        // Text and lists of text can always be written; an empty answer would be refused as cut off.
        serde_json::to_vec(&answer).unwrap_or_default()
    }

    /// What the bytes say.
    pub(super) fn read(answer: &[u8]) -> Result<Parsed, ReadError> {
        match serde_json::from_slice(answer) {
            Ok(Self::Parsed { triples, noticed, damaged, suspects, lost, lines, faults }) => Ok(Parsed {
                triples: triples
                    .into_iter()
                    .map(|(subject, predicate, object)| {
                        Triple::new(subject, NamedNode::new_unchecked(predicate), object)
                    })
                    .collect(),
                noticed: noticed
                    .into_iter()
                    .map(|(about, finding)| Noticed { about: about.map(Into::into), finding })
                    .collect(),
                damaged,
                suspects: suspects.into_iter().map(Into::into).collect(),
                lost: lost.into_iter().map(NamedNode::new_unchecked).collect(),
                lines,
                faults,
            }),
            Ok(Self::Refused(reason)) => Err(ReadError::Refused(reason)),
            Err(error) => Err(ReadError::Died(format!("the answer was cut off: {error}"))),
        }
    }
}

// The worker has checked all terms; a second time would take as long as parsing.

impl From<NamedOrBlankNode> for Name {
    fn from(node: NamedOrBlankNode) -> Self {
        match node {
            NamedOrBlankNode::NamedNode(iri) => Self::Iri(iri.into_string()),
            NamedOrBlankNode::BlankNode(node) => Self::Blank(node.into_string()),
        }
    }
}

impl From<Name> for NamedOrBlankNode {
    fn from(name: Name) -> Self {
        match name {
            Name::Iri(iri) => NamedNode::new_unchecked(iri).into(),
            Name::Blank(label) => BlankNode::new_unchecked(label).into(),
        }
    }
}

impl From<Term> for Value {
    fn from(term: Term) -> Self {
        match term {
            Term::NamedNode(iri) => Self::Iri(iri.into_string()),
            Term::BlankNode(node) => Self::Blank(node.into_string()),
            Term::Literal(literal) => match literal.destruct() {
                (value, _, Some(language)) => Self::Tagged(value, language),
                (value, Some(datatype), None) => Self::Typed(value, datatype.into_string()),
                (value, None, None) => Self::Simple(value),
            },
        }
    }
}

impl From<Value> for Term {
    fn from(value: Value) -> Self {
        match value {
            Value::Iri(iri) => NamedNode::new_unchecked(iri).into(),
            Value::Blank(label) => BlankNode::new_unchecked(label).into(),
            Value::Simple(value) => Literal::new_simple_literal(value).into(),
            Value::Tagged(value, language) => {
                Literal::new_language_tagged_literal_unchecked(value, language).into()
            }
            Value::Typed(value, datatype) => {
                Literal::new_typed_literal(value, NamedNode::new_unchecked(datatype)).into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::Format;
    use crate::rdf::parse::{self, Lines};

    const BASE: &str = "http://e/";

    #[test]
    fn the_answer_carries_everything() {
        let text = "{\"@id\": \"http://e/ä\", \"http://e/p\": [\"a\\n{b\", {\"@id\": \"http://\"}, {\"http://e/q\": 1}, {\"@value\": \"c\", \"@language\": \"de\"}]}";
        let mut parsed = parse::parse(text, Format::JsonLd, BASE, Lines::Dropped).unwrap();
        assert_eq!((parsed.triples.len(), parsed.noticed.len()), (4, 1));
        parsed.damaged = Some("line 1".into());
        parsed.suspects = vec![NamedNode::new_unchecked(BASE).into(), BlankNode::new_unchecked("b0").into()];
        parsed.lost = vec![NamedNode::new_unchecked(BASE)];
        parsed.lines = vec![1, 2, 3, 0];
        parsed.faults = vec![Fault { line: 1, column: 2, message: "x".into() }];
        assert_eq!(Answer::read(&Answer::of(Ok(parsed.clone()))).unwrap(), parsed);
    }

    #[test]
    fn half_an_answer_is_none() {
        let mut half = Answer::of(Ok(Parsed::default()));
        half.truncate(half.len() - 3);
        assert!(matches!(Answer::read(&half), Err(ReadError::Died(_))));
        assert!(matches!(Answer::read(b""), Err(ReadError::Died(_))));
        assert!(matches!(Answer::read(&Answer::of(Err("deep".into()))), Err(ReadError::Refused(_))));
    }
}
