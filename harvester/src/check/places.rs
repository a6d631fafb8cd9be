//! Places that say nothing: their geometry could not be read, or there was none.

use datenkreis_vocab::ns::{dcterms, rdf};
use oxrdf::{NamedNode, NamedOrBlankNode, Term, Triple};
use std::collections::HashSet;

/// All triples but the links to nodes of the dataset that are nothing more than a dcterms:Location. What was lost
/// of them was told where it was lost.
pub(super) fn telling(dataset: &NamedNode, triples: Vec<Triple>) -> Vec<Triple> {
    let is_about = |triple: &Triple, node: &NamedNode| match &triple.subject {
        NamedOrBlankNode::NamedNode(subject) => subject == node,
        NamedOrBlankNode::BlankNode(_) => false,
    };
    let telling: HashSet<NamedOrBlankNode> = triples
        .iter()
        .filter(|triple| {
            triple.predicate != rdf::TYPE || triple.object != dcterms::LOCATION.into_owned().into()
        })
        .map(|triple| triple.subject.clone())
        .collect();
    let is_own = |node: &NamedNode| {
        node.as_str().strip_prefix(dataset.as_str()).is_some_and(|rest| rest.starts_with(['/', '#']))
    };
    let is_empty = |triple: &Triple| {
        triple.predicate == dcterms::SPATIAL
            && is_about(triple, dataset)
            && matches!(&triple.object, Term::NamedNode(node) if is_own(node) && !telling.contains(&node.clone().into()))
    };
    triples.into_iter().filter(|triple| !is_empty(triple)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use datenkreis_vocab::model::{Dataset, LangString, Location};
    use oxrdf::Literal;

    #[test]
    fn places_without_content_are_not_published() {
        let iri = |text: &str| NamedNode::new_unchecked(text);
        let own = |name: &str| iri(&format!("https://x.example/dataset/a/1/location/{name}"));
        let mut dataset = Dataset::new(iri("https://x.example/dataset/a/1"));
        dataset.title = vec![LangString::german("Titel")];
        let node = |iri: NamedNode| Location { iri: Some(iri), ..Location::default() };
        let centroid = Some("POINT(7.7 51.5)".to_owned());
        dataset.spatial = vec![
            node(own("empty")),
            Location { centroid, ..node(own("point")) },
            node(own("noted")),
            node(iri("https://elsewhere.example/place")),
        ];
        dataset.extra =
            vec![Triple::new(own("noted"), iri("https://x.example/note"), Literal::from("Notiz"))];
        let triples = check(dataset).triples;
        let places = triples.iter().filter(|triple| triple.predicate == dcterms::SPATIAL);
        let mut places: Vec<&str> = places
            .filter_map(|triple| match &triple.object {
                Term::NamedNode(place) => place.as_str().rsplit('/').next(),
                _ => None,
            })
            .collect();
        places.sort_unstable();
        assert_eq!(places, ["noted", "place", "point"]);
        assert!(!triples.iter().any(|triple| triple.subject == own("empty").into()));
    }
}
