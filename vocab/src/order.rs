//! The order of statements: that of their N-Triples form, found without writing it.

use oxrdf::{Literal, NamedNodeRef, NamedOrBlankNodeRef, Term, Triple};
use std::cmp::Ordering;

/// Sorts statements by their N-Triples form and leaves out repeated ones.
pub fn sort(triples: &mut Vec<Triple>) {
    triples.sort_unstable_by(compare);
    triples.dedup();
}

/// Compares the N-Triples forms of two statements.
pub fn compare(left: &Triple, right: &Triple) -> Ordering {
    subjects(left.subject.as_ref(), right.subject.as_ref())
        .then_with(|| iris(left.predicate.as_ref(), right.predicate.as_ref()))
        .then_with(|| objects(&left.object, &right.object))
}

/// Compares the N-Triples forms of two subjects.
pub fn subjects(left: NamedOrBlankNodeRef<'_>, right: NamedOrBlankNodeRef<'_>) -> Ordering {
    match (left, right) {
        (NamedOrBlankNodeRef::NamedNode(left), NamedOrBlankNodeRef::NamedNode(right)) => iris(left, right),
        _ => left.to_string().cmp(&right.to_string()),
    }
}

fn objects(left: &Term, right: &Term) -> Ordering {
    match (left, right) {
        (Term::NamedNode(left), Term::NamedNode(right)) => iris(left.as_ref(), right.as_ref()),
        (Term::NamedNode(_), Term::Literal(_)) => b'<'.cmp(&b'"'),
        (Term::Literal(_), Term::NamedNode(_)) => b'"'.cmp(&b'<'),
        (Term::Literal(left), Term::Literal(right)) => literals(left, right),
        _ => left.to_string().cmp(&right.to_string()),
    }
}

fn iris(left: NamedNodeRef<'_>, right: NamedNodeRef<'_>) -> Ordering {
    ended(left.as_str(), b'>', right.as_str())
}

fn literals(left: &Literal, right: &Literal) -> Ordering {
    let is_plain = |text: &str| text.bytes().all(|byte| byte >= b' ' && !b"\"\\\x7f".contains(&byte));
    if left.value() != right.value() && is_plain(left.value()) && is_plain(right.value()) {
        return ended(left.value(), b'"', right.value());
    }
    left.to_string().cmp(&right.to_string())
}

/// Compares two texts as if each were followed by `end`.
fn ended(left: &str, end: u8, right: &str) -> Ordering {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let shared = left.len().min(right.len());
    left[..shared].cmp(&right[..shared]).then_with(|| match (left.get(shared), right.get(shared)) {
        (Some(next), _) => next.cmp(&end),
        (_, Some(next)) => end.cmp(next),
        (None, None) => Ordering::Equal,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::vocab::xsd;
    use oxrdf::{BlankNode, NamedNode, NamedOrBlankNode};

    #[test]
    fn the_order_is_that_of_the_written_form() {
        let iri = NamedNode::new_unchecked;
        let nodes = ["a:", "a:b", "a:b#c", "a:b/c", "a:b-c", "a:bc", "a:ü", "a:b?c"];
        let mut terms: Vec<Term> = nodes.map(|node| iri(node).into()).into();
        terms.extend(["x", "y", "xy"].map(|name| BlankNode::new_unchecked(name).into()));
        for value in ["", "a", "a b", "ab", "a\"b", "a!", "a#", "a\\", "a\n", "a\u{7f}", "ä", "\u{1f600}"] {
            terms.push(Literal::from(value).into());
            terms.push(Literal::new_language_tagged_literal_unchecked(value, "de").into());
            terms.push(Literal::new_language_tagged_literal_unchecked(value, "de-at").into());
            terms.push(Literal::new_typed_literal(value, xsd::DATE).into());
        }
        let subjects: [NamedOrBlankNode; 5] = [
            iri("a:b").into(),
            iri("a:b/").into(),
            iri("a:b?").into(),
            BlankNode::new_unchecked("a").into(),
            BlankNode::new_unchecked("ab").into(),
        ];
        let mut triples = vec![];
        for subject in &subjects {
            for predicate in ["p:a", "p:a-b", "p:a_b"] {
                triples.extend(
                    terms.iter().map(|term| Triple::new(subject.clone(), iri(predicate), term.clone())),
                );
            }
        }
        let written: Vec<String> = triples.iter().map(ToString::to_string).collect();
        for (left, left_written) in triples.iter().zip(&written) {
            for (right, right_written) in triples.iter().zip(&written) {
                assert_eq!(compare(left, right), left_written.cmp(right_written), "{left} {right}");
            }
        }
        let mut sorted = [triples.clone(), triples].concat();
        sort(&mut sorted);
        assert!(sorted.is_sorted_by(|left, right| left.to_string() < right.to_string()));
    }
}
