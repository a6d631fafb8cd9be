//! Names that stay the same from run to run, made from what a source calls its nodes.

use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

/// Longest readable part of a name.
const SLUG_CHARS: usize = 60;

/// The stable name of a node with an IRI: its last path segment if that is a UUID, in lower case; else
/// the readable part of that segment and ten hexadecimal digits of the SHA-256 of the IRI without
/// scheme and trailing slash. So a source may change from http to https, or lose a slash, and its
/// datasets stay the same.
pub fn of_iri(iri: &str) -> String {
    let rest = iri.split_once("://").map_or(iri, |(_, rest)| rest).trim_end_matches(['/', '#']);
    let last = rest.rsplit(['/', '#', ':']).next().unwrap_or_default();
    if is_uuid(last) { last.to_ascii_lowercase() } else { of_text(last, rest) }
}

/// The readable part of `label`, if any, and a digest of `identity`.
pub fn of_text(label: &str, identity: &str) -> String {
    let digest = &digest(identity)[..10];
    let slug = slug(label);
    if slug.is_empty() { digest.into() } else { format!("{slug}-{digest}") }
}

/// SHA-256 in lower-case hexadecimal digits.
pub fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let mut groups = text.split('-');
    lengths.iter().all(|length| {
        groups
            .next()
            .is_some_and(|group| group.len() == *length && group.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }) && groups.next().is_none()
}

fn slug(label: &str) -> String {
    let label = percent_decode_str(label).decode_utf8_lossy().to_lowercase();
    let mut slug = String::new();
    for c in label.chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
        if slug.len() >= SLUG_CHARS {
            break;
        }
    }
    slug.trim_end_matches('-').into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_a_change_of_scheme_and_slash() {
        let name = of_iri("https://example.org/dataset/B%C3%A4ume%20in%20Selm/");
        assert!(name.starts_with("baeume-in-selm-"), "{name}");
        assert_eq!(name, of_iri("http://example.org/dataset/B%C3%A4ume%20in%20Selm"));
        assert_ne!(name, of_iri("https://example.com/dataset/B%C3%A4ume%20in%20Selm"));
        let uuid = "E9FDA07A-424b-4e63-8aa1-2c24313b9002";
        assert_eq!(of_iri(&format!("https://example.org/{uuid}")), uuid.to_lowercase());
        assert_eq!(of_iri(&format!("urn:uuid:{uuid}")), uuid.to_lowercase());
        assert_eq!(of_iri("https://example.org/?").len(), 10);
    }
}
