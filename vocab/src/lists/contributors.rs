//! The data providers of GovData, for dcatde:contributorID.

use super::{Found, List};
use oxrdf::NamedNode;
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/contributors.tsv")));

/// The contributor that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}

/// The IRI a code means, and whether the list has it: the list grows faster than our copy, so a code that is
/// not on it may be new. A text that has not the form of a code means nothing.
pub fn of_code(found: &str) -> Option<(NamedNode, bool)> {
    if let Some(listed) = lookup(found) {
        return Some((NamedNode::new_unchecked(listed.iri), true));
    }
    let is_code = !found.is_empty()
        && found.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    is_code.then(|| (NamedNode::new_unchecked(format!("{}{found}", LIST.base)), false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_mean_iris() {
        for (found, expected) in [
            ("openNRW", Some(("openNRW", true))),
            ("opennrw", Some(("openNRW", true))),
            ("neuerKreis", Some(("neuerKreis", false))),
            ("Kreis Unna", None),
            ("", None),
        ] {
            let iri = of_code(found);
            let local = iri.as_ref().map(|(iri, listed)| (&iri.as_str()[LIST.base.len()..], *listed));
            assert_eq!(local, expected, "{found}");
        }
    }
}
