//! Compact JSON-LD 1.1 with its context inside, so that no reader has to fetch one.
//!
//! Not written by oxjsonld, which writes the expanded form only. Predicates, classes and datatypes
//! are shortened; IRIs of things stay whole.

use super::prefixes::{iris, used};
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{Literal, NamedOrBlankNode, Term, Triple};
use serde_json::{Map, Value, json};

/// Writes triples, which have to be sorted by subject and predicate.
pub(super) fn write(triples: &[Triple], prefixes: &[(&str, &str)]) -> Vec<u8> {
    let prefixes = safe(used(prefixes, triples), triples);
    let context: Map<String, Value> =
        prefixes.iter().map(|&(prefix, namespace)| (prefix.to_owned(), json!(namespace))).collect();
    let graph: Vec<Value> = triples
        .chunk_by(|left, right| left.subject == right.subject)
        .map(|subject| node(subject, &prefixes))
        .collect();
    let document = json!({ "@context": context, "@graph": graph });
    let mut written = serde_json::to_vec_pretty(&document).unwrap_or_default();
    written.push(b'\n');
    written
}

/// A prefix that is also the scheme of an IRI in the graph would change that IRI's meaning.
fn safe<'p>(mut prefixes: Vec<(&'p str, &'p str)>, triples: &[Triple]) -> Vec<(&'p str, &'p str)> {
    for iri in triples.iter().flat_map(iris) {
        if let Some((scheme, rest)) = iri.split_once(':')
            && !rest.starts_with("//")
        {
            prefixes.retain(|&(prefix, _)| prefix != scheme);
        }
    }
    prefixes
}

fn node(triples: &[Triple], prefixes: &[(&str, &str)]) -> Value {
    let mut node = Map::new();
    if let Some(first) = triples.first() {
        node.insert("@id".into(), Value::String(subject_id(&first.subject)));
    }
    for triple in triples {
        let (key, value) = match &triple.object {
            Term::NamedNode(class) if triple.predicate.as_ref() == rdf::TYPE => {
                ("@type".to_owned(), Value::String(short(class.as_str(), prefixes)))
            }
            object => (short(triple.predicate.as_str(), prefixes), object_value(object, prefixes)),
        };
        push(&mut node, key, value);
    }
    Value::Object(node)
}

/// One value stands alone, several in an array.
fn push(node: &mut Map<String, Value>, key: String, value: Value) {
    match node.get_mut(&key) {
        None => {
            node.insert(key, value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(single) => *single = Value::Array(vec![single.take(), value]),
    }
}

fn object_value(object: &Term, prefixes: &[(&str, &str)]) -> Value {
    match object {
        Term::NamedNode(node) => json!({ "@id": node.as_str() }),
        Term::BlankNode(node) => json!({ "@id": format!("_:{}", node.as_str()) }),
        Term::Literal(literal) => literal_value(literal, prefixes),
    }
}

fn literal_value(literal: &Literal, prefixes: &[(&str, &str)]) -> Value {
    if let Some(tag) = literal.language() {
        json!({ "@language": tag, "@value": literal.value() })
    } else if literal.datatype() == xsd::STRING {
        json!(literal.value())
    } else {
        // Always as text: a JSON number would lose the lexical form.
        json!({ "@type": short(literal.datatype().as_str(), prefixes), "@value": literal.value() })
    }
}

fn subject_id(subject: &NamedOrBlankNode) -> String {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        NamedOrBlankNode::BlankNode(node) => format!("_:{}", node.as_str()),
    }
}

/// The compact IRI, or the IRI itself. A suffix that begins with `//` would be read as a whole IRI
/// (JSON-LD 1.1 API, section 5.2).
fn short(iri: &str, prefixes: &[(&str, &str)]) -> String {
    let compact = prefixes.iter().find_map(|(prefix, namespace)| {
        let suffix = iri.strip_prefix(namespace)?;
        (!suffix.starts_with("//")).then(|| format!("{prefix}:{suffix}"))
    });
    compact.unwrap_or_else(|| iri.to_owned())
}
