//! IANA media types, for dcat:mediaType, dcat:compressFormat and dcat:packageFormat.

use super::{Found, List};
use std::sync::LazyLock;

/// The registry of IANA.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/media_type.tsv")));

/// The registered media type that `found` means: a name with or without parameters, an IRI of IANA, or a
/// common unregistered name of a registered type.
pub fn lookup(found: &str) -> Option<Found> {
    if !found.contains('/') {
        return None;
    }
    let name = found.split_once("/assignments/media-types/").map_or(found, |(_, name)| name);
    let bare = name.split_once(';').map_or(name, |(name, _)| name);
    LIST.lookup(found)
        .or_else(|| LIST.lookup(name))
        .or_else(|| LIST.lookup(bare))
        .or_else(|| LIST.lookup(name_in_iri(found)?))
}

/// The last two parts of an IRI that is not IANA's, if they are a media type: a name that was written as a
/// relative IRI (`<text/csv>`) arrives so.
fn name_in_iri(found: &str) -> Option<&str> {
    let start = found.find("://")? + "://".len();
    let mut slashes = found.get(start..)?.rmatch_indices('/').map(|(at, _)| start + at);
    let (_, before) = (slashes.next()?, slashes.next()?);
    found.get(before + 1..).filter(|name| is_well_formed(name))
}

/// Whether `name` has the shape of a media type (RFC 6838, section 4.2), registered or not.
pub fn is_well_formed(name: &str) -> bool {
    const TOP_LEVEL: [&str; 11] = [
        "application",
        "audio",
        "chemical",
        "font",
        "haptics",
        "image",
        "message",
        "model",
        "multipart",
        "text",
        "video",
    ];
    name.split_once('/').is_some_and(|(top, sub)| {
        TOP_LEVEL.contains(&top.to_ascii_lowercase().as_str())
            && sub.len() <= 127
            && sub.starts_with(|c: char| c.is_ascii_alphanumeric())
            && sub.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Certainty;

    #[track_caller]
    fn check(found: &str, name: &str, certainty: Certainty) {
        let read = lookup(found).map(|found| (found.iri.to_owned(), found.certainty));
        assert_eq!(read, Some((format!("{}{name}", LIST.base), certainty)), "{found}");
    }

    #[test]
    fn media_types_are_found() {
        check("https://www.iana.org/assignments/media-types/text/csv", "text/csv", Certainty::Listed);
        check("http://www.iana.org/assignments/media-types/text/csv", "text/csv", Certainty::Spelling);
        check("Text/CSV; charset=utf-8", "text/csv", Certainty::Spelling);
        check("application/x-zip-compressed", "application/zip", Certainty::Spelling);
        check("application/vnd.geo+json", "application/geo+json", Certainty::Spelling);
        check("https://example.org/katalog/text/csv", "text/csv", Certainty::Spelling);
        assert_eq!(lookup("https://example.org/katalog/csv"), None);
        check(
            "https://www.iana.org/assignments/media-types/application/octet-stream+zip",
            "application/zip",
            Certainty::Spelling,
        );
        assert_eq!(lookup("csv"), None);
        assert_eq!(lookup("application/x-unbekannt"), None);
    }

    #[test]
    fn shape_of_a_media_type() {
        for (name, expected) in [
            ("application/x-unbekannt", true),
            ("csv/text", false),
            ("text/", false),
            ("text/a b", false),
            ("text/csv; x", false),
        ] {
            assert_eq!(is_well_formed(name), expected, "{name}");
        }
    }
}
