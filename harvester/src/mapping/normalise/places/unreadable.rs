//! Texts in place of a place's name that are no name: the rest of a broken document, markup, signs.

use super::SPATIAL;
use crate::mapping::normalise::Findings;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::model::{Dataset, Location};
use oxrdf::NamedOrBlankNode;

/// Takes such texts out, and places of which nothing is left; so the place is concluded as if nothing had
/// been said.
pub(super) fn remove(dataset: &mut Dataset, findings: &mut Findings) {
    let Dataset { iri: of, spatial, extra, .. } = dataset;
    spatial.retain_mut(|location| {
        let labels = location.pref_label.len();
        location.pref_label.retain(|label| {
            let is_name = is_name(&label.value);
            if !is_name {
                findings.push(Finding::new(&rule::PLACE_UNKNOWN, SPATIAL).found(&label.value));
            }
            is_name
        });
        if location.pref_label.len() == labels {
            return true;
        }
        let rest = Location { iri: None, ..location.clone() };
        let says_more = location.iri.as_ref().is_some_and(|iri| {
            let node = NamedOrBlankNode::from(iri.clone());
            let is_own =
                iri.as_str().strip_prefix(of.as_str()).is_some_and(|rest| rest.starts_with(['/', '#']));
            !is_own || extra.iter().any(|triple| triple.subject == node)
        });
        says_more || rest != Location::default()
    });
}

/// No name of a place has braces, angle brackets or backslashes, and each has a letter or digit.
fn is_name(text: &str) -> bool {
    !text.contains(['{', '}', '<', '>', '\\']) && text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_vocab::model::LangString;
    use oxrdf::NamedNode;

    #[test]
    fn what_is_no_name_goes() {
        for (text, expected) in [
            ("kaputt{", 0),
            ("{\"type\": \"Polygon\"", 0),
            ("<p>Selm</p>", 0),
            ("-", 0),
            ("Köln (Stadt)", 1),
            ("05978", 1),
        ] {
            let mut dataset = Dataset::new(NamedNode::new_unchecked("https://x.example/d"));
            dataset.spatial =
                vec![Location { pref_label: vec![LangString::untagged(text)], ..Location::default() }];
            let mut findings = Findings::default();
            remove(&mut dataset, &mut findings);
            assert_eq!((dataset.spatial.len(), findings.list.len()), (expected, 1 - expected), "{text}");
        }
    }
}
