//! The statements of a graph about a dataset, by the way that leads to them.

use super::Statement;
use datenkreis_catalogue::rdf::PREFIXES;
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::ns::rdf;
use oxrdf::{NamedNode, NamedOrBlankNode, Term, Triple};
use oxttl::NTriplesParser;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// Nodes from the dataset down that are looked into: no model goes deeper, but a hostile graph may.
const DEEPEST: usize = 12;

/// The graph as it is kept: the dataset's node, then its statements as N-Triples.
pub fn write(subject: &NamedOrBlankNode, triples: &[Triple]) -> Vec<u8> {
    let mut text = format!("# {subject}\n");
    for triple in triples {
        let _ = writeln!(text, "{triple} .");
    }
    text.into_bytes()
}

/// The statements of a graph kept with `write`.
pub fn delivered(payload: &[u8]) -> Vec<Statement> {
    let text = String::from_utf8_lossy(payload);
    let Some((head, _)) = text.split_once('\n') else {
        return vec![];
    };
    let subject = head.trim_start_matches("# ");
    let triples: Vec<Triple> = NTriplesParser::new().for_slice(payload).filter_map(Result::ok).collect();
    let root = triples.iter().map(|triple| &triple.subject).find(|node| node.to_string() == subject).cloned();
    root.map(|root| Ways::of(&triples).from(&root)).unwrap_or_default()
}

/// The statements of a published graph.
pub fn published(dataset: &DatasetIri, triples: &[Triple]) -> Vec<Statement> {
    Ways::of(triples).from(&NamedNode::new_unchecked(dataset.as_str()).into())
}

/// The statements by subject.
struct Ways<'a> {
    about: HashMap<&'a NamedOrBlankNode, Vec<&'a Triple>>,
}

impl<'a> Ways<'a> {
    fn of(triples: &'a [Triple]) -> Self {
        let mut about: HashMap<_, Vec<_>> = HashMap::new();
        for triple in triples {
            about.entry(&triple.subject).or_default().push(triple);
        }
        Self { about }
    }

    /// The statements about `root` and about what it leads to, each node once.
    fn from(&self, root: &NamedOrBlankNode) -> Vec<Statement> {
        let mut statements = vec![];
        let mut known = HashSet::from([root.clone()]);
        self.tell(root, &Place::default(), &mut known, &mut statements);
        statements
    }

    fn tell(
        &self,
        node: &NamedOrBlankNode,
        at: &Place,
        known: &mut HashSet<NamedOrBlankNode>,
        statements: &mut Vec<Statement>,
    ) {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        for triple in self.about.get(node).into_iter().flatten() {
            let name = prefixed(triple.predicate.as_str());
            let Some(next) = inner(&triple.object).filter(|next| self.about.contains_key(next)) else {
                if triple.predicate != rdf::TYPE || at.depth == 0 {
                    statements.push(at.below(&name, None).says(&triple.object));
                }
                continue;
            };
            let number = numbers.entry(triple.predicate.as_str()).or_default();
            let below = at.below(&name, Some(*number));
            *number += 1;
            if below.depth < DEEPEST && known.insert(next.clone()) {
                self.tell(&next, &below, known, statements);
            } else {
                statements.push(below.says(&triple.object));
            }
        }
    }
}

/// Where in the graph we are.
#[derive(Default)]
struct Place {
    field: String,
    way: String,
    depth: usize,
}

impl Place {
    fn below(&self, name: &str, number: Option<usize>) -> Self {
        let numbered = number.map(|number| format!("{name}[{number}]"));
        Self {
            field: join(&self.field, numbered.as_deref().unwrap_or(name)),
            way: join(&self.way, name),
            depth: self.depth + 1,
        }
    }

    fn says(self, object: &Term) -> Statement {
        Statement { field: self.field, property: Some(self.way), value: value(object) }
    }
}

fn inner(object: &Term) -> Option<NamedOrBlankNode> {
    match object {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        _ => None,
    }
}

/// A value as a person would write it.
fn value(object: &Term) -> String {
    match object {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => match literal.language() {
            Some(language) => format!("{} @{language}", literal.value()),
            None => literal.value().to_owned(),
        },
        other => other.to_string(),
    }
}

fn join(before: &str, name: &str) -> String {
    if before.is_empty() { name.to_owned() } else { format!("{before} {name}") }
}

fn prefixed(iri: &str) -> String {
    let known = PREFIXES.iter().find_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace)?)));
    known.map_or_else(|| format!("<{iri}>"), |(prefix, local)| format!("{prefix}:{local}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxttl::TurtleParser;

    #[test]
    fn statements_are_told_by_the_way_to_them() {
        let turtle = "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
            <https://a.example/d> a dcat:Dataset ; dct:title \"Bäume\"@de ; dct:relation <https://a.example/d> ;
                dcat:distribution <https://a.example/f> , [ dct:license <https://l.example/> ] .
            <https://a.example/f> a dcat:Distribution ; dct:title \"CSV\" .";
        let triples: Vec<Triple> = TurtleParser::new().for_slice(turtle).map(Result::unwrap).collect();
        let subject = NamedNode::new_unchecked("https://a.example/d").into();
        let told: Vec<_> = delivered(&write(&subject, &triples))
            .into_iter()
            .map(|told| format!("{} = {} -> {}", told.field, told.value, told.property.unwrap_or_default()))
            .collect();
        assert_eq!(
            told,
            [
                "rdf:type = http://www.w3.org/ns/dcat#Dataset -> rdf:type",
                "dcterms:title = Bäume @de -> dcterms:title",
                "dcterms:relation[0] = https://a.example/d -> dcterms:relation",
                "dcat:distribution[0] dcterms:title = CSV -> dcat:distribution dcterms:title",
                "dcat:distribution[1] dcterms:license = https://l.example/ -> dcat:distribution dcterms:license",
            ]
        );
    }
}
