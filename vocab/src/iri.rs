//! Which IRIs are ours, and which foreign ones are fit to be published.

use crate::identity::{DatasetIri, NativeId, SourceId};
use oxrdf::NamedNode;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but RFC 3986 unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Extensions under which a dataset's representations are to be had; see [`dataset_iri`].
const REPRESENTATIONS: [&str; 9] = ["ttl", "turtle", "rdf", "rdfxml", "owl", "xml", "jsonld", "json", "nt"];

/// The IRI of a dataset: `<base>/dataset/<source>/<native id>`, for ever. `base` has no trailing
/// slash. A native id that ends like the name of a representation (`name.ttl`) gets an underscore more,
/// so that it is not taken for that of another dataset (`name`).
pub fn dataset_iri(base: &str, source: &SourceId, native: &NativeId) -> DatasetIri {
    let mark = if names_a_representation(native.as_str()) { "_" } else { "" };
    dataset_at(base, source, &format!("{native}{mark}"))
}

/// The dataset IRI whose last segment, decoded, is `name`. A name of dots only is encoded too, so that
/// no path segment is `.` or `..`.
pub fn dataset_at(base: &str, source: &SourceId, name: &str) -> DatasetIri {
    let mut segment = utf8_percent_encode(name, SEGMENT).to_string();
    if segment.bytes().all(|byte| byte == b'.') {
        segment = segment.replace('.', "%2E");
    }
    DatasetIri::new(format!("{base}/dataset/{source}/{segment}"))
}

/// Whether a native id ends like a representation, perhaps with underscores, so that no two native ids
/// get the same IRI.
fn names_a_representation(native: &str) -> bool {
    let extension = native.trim_end_matches('_').rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|found| REPRESENTATIONS.iter().any(|known| known.eq_ignore_ascii_case(found)))
}

/// Whether an IRI is that of a dataset of the same portal as `dataset`, whether there is one or not.
pub fn is_dataset_beside(dataset: &str, iri: &str) -> bool {
    let home = dataset.rsplitn(3, '/').nth(2).unwrap_or_default();
    let segments = iri.strip_prefix(home).and_then(|rest| rest.strip_prefix('/'));
    segments.and_then(|rest| rest.split_once('/')).is_some_and(|(source, id)| {
        !home.is_empty() && !source.is_empty() && !id.is_empty() && !id.contains(['/', '#', '?'])
    })
}

/// The IRI of something that belongs to a dataset, e.g. `below(dataset, "distribution", "42")`.
pub fn below(dataset: &str, kind: &str, id: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{dataset}/{kind}/{}", utf8_percent_encode(id, SEGMENT)))
}

/// What became of an IRI found in metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It was valid.
    Valid(NamedNode),
    /// It held blanks or other characters that could be encoded.
    Repaired(NamedNode),
    /// Nothing sensible can be made of it.
    Invalid,
}

/// Checks an absolute IRI by RFC 3987; trims, and percent-encodes what may be encoded. Never
/// guesses a scheme or host: what lacks one, or whose host would need mending, is invalid, and so
/// are two addresses in one value and schemes that carry a payload instead of an address
/// (`javascript:`, `data:`). Checking a repaired IRI again finds it valid.
pub fn check(found: &str) -> Checked {
    let trimmed = trim(found);
    let Some((scheme, rest)) = split_scheme(trimmed) else {
        return Checked::Invalid;
    };
    if PAYLOAD_SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
        return Checked::Invalid;
    }
    if !needs_repair(rest) && has_host(scheme, rest) && is_mailbox(scheme, rest) {
        return match NamedNode::new(trimmed) {
            Ok(iri) if trimmed.len() == found.len() => Checked::Valid(iri),
            Ok(iri) => Checked::Repaired(iri),
            Err(_) => repaired(scheme, rest),
        };
    }
    repaired(scheme, rest)
}

/// How sure it is, in percent, that an address without a scheme is had with `https`.
pub const HTTPS_CONFIDENCE: u8 = 95;

/// The address that a text means which leaves out `https://`, as browsers do: `www.unna.de/daten.csv`. Only where
/// its first letters say that it is one.
pub fn without_scheme(found: &str) -> Option<NamedNode> {
    let found = found.trim();
    let starts = found.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    let host = host(found);
    let top = host.rsplit('.').next().unwrap_or_default();
    let is_host = host.split('.').count() > 2
        && host.split('.').all(|label| !label.is_empty())
        && top.len() > 1
        && top.chars().all(char::is_alphabetic);
    match check(&format!("https://{found}")) {
        Checked::Valid(iri) | Checked::Repaired(iri) if starts && is_host => Some(iri),
        _ => None,
    }
}

/// Schemes whose IRIs hold code or content.
const PAYLOAD_SCHEMES: [&str; 3] = ["javascript", "vbscript", "data"];

/// Schemes without `//` in which blanks and the like may be mended. Any other word before a colon
/// (`Hinweis: auf Anfrage`) is prose.
const OPAQUE_SCHEMES: [&str; 5] = ["mailto", "tel", "urn", "doi", "tag"];

/// Schemes that address a server, and in which browsers read `\` as `/` (WHATWG URL, special
/// schemes).
const SERVER_SCHEMES: [&str; 5] = ["http", "https", "ftp", "ws", "wss"];

/// Without blanks, invisible characters and angle brackets around the address.
fn trim(found: &str) -> &str {
    let outer = |c: char| c.is_whitespace() || c.is_control() || is_invisible(c);
    let bare = found.trim_matches(outer);
    bare.strip_prefix('<')
        .and_then(|inner| inner.strip_suffix('>'))
        .map_or(bare, |inner| inner.trim_matches(outer))
}

/// Scheme and what follows the colon. A single letter is a Windows drive, not a scheme.
fn split_scheme(iri: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = iri.split_once(':')?;
    let valid = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    valid.then_some((scheme, rest))
}

/// Characters RFC 3987 allows but nobody sees or means: blanks and direction marks (§4.1).
fn is_invisible(c: char) -> bool {
    (c.is_whitespace() && !c.is_ascii())
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn needs_repair(rest: &str) -> bool {
    rest.chars().any(is_invisible)
}

fn has_host(scheme: &str, rest: &str) -> bool {
    !SERVER_SCHEMES.contains(&scheme.to_ascii_lowercase().as_str())
        || rest.strip_prefix("//").is_some_and(|after| !host(after).is_empty())
}

/// The host within `userinfo@host:port/path`.
fn host(after_slashes: &str) -> &str {
    let authority = after_slashes.split(['/', '?', '#']).next().unwrap_or_default();
    let address = authority.rsplit_once('@').map_or(authority, |(_, address)| address);
    if address.starts_with('[') { address } else { address.split(':').next().unwrap_or_default() }
}

/// A `mailto:` IRI must name a mailbox (RFC 6068).
fn is_mailbox(scheme: &str, rest: &str) -> bool {
    if !scheme.eq_ignore_ascii_case("mailto") {
        return true;
    }
    let address = rest.split('?').next().unwrap_or_default();
    address.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
}

fn repaired(scheme: &str, rest: &str) -> Checked {
    let lower = scheme.to_ascii_lowercase();
    if two_addresses(rest) {
        return Checked::Invalid;
    }
    // Line breaks and tabs come from wrapping, and are removed (WHATWG URL).
    let rest: String = rest.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let mended = if SERVER_SCHEMES.contains(&lower.as_str()) {
        hierarchical(&slashes(&rest))
    } else if OPAQUE_SCHEMES.contains(&lower.as_str()) {
        opaque(&lower, rest.trim())
    } else if rest.starts_with("//") {
        hierarchical(&rest)
    } else {
        None
    };
    let Some(rest) = mended else {
        return Checked::Invalid;
    };
    if !has_host(scheme, &rest) || !is_mailbox(scheme, &rest) {
        return Checked::Invalid;
    }
    NamedNode::new(format!("{scheme}:{rest}")).map_or(Checked::Invalid, Checked::Repaired)
}

/// Whether a second address follows after a blank.
fn two_addresses(rest: &str) -> bool {
    rest.split(char::is_whitespace)
        .skip(1)
        .any(|word| split_scheme(word).is_some_and(|(_, after)| after.starts_with("//")))
}

/// Backslashes before the query as slashes.
fn slashes(rest: &str) -> String {
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (path, tail) = rest.split_at(end);
    path.replace('\\', "/") + tail
}

/// Encodes path, query and fragment of `//authority/path?query#fragment`; the authority must be
/// right as it stands.
fn hierarchical(rest: &str) -> Option<String> {
    let after = rest.strip_prefix("//")?;
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    let (authority, tail) = after.split_at(end);
    let authority = authority.trim_end();
    if authority.chars().any(|c| !is_allowed(c, "[]")) {
        return None;
    }
    Some(format!("//{authority}{}", encode(tail)))
}

/// Mends what stands behind the colon of `mailto:`, `tel:`, `urn:` and the like.
fn opaque(scheme: &str, rest: &str) -> Option<String> {
    match scheme {
        "mailto" if rest.split('?').next().is_some_and(|address| address.contains(char::is_whitespace)) => {
            None
        }
        // RFC 3966: a blank is no visual separator, a hyphen is.
        "tel" => Some(encode(&rest.split_whitespace().collect::<Vec<_>>().join("-"))),
        _ => Some(encode(rest)),
    }
}

/// Percent-encodes whatever may not stand in path, query and fragment, and percent signs that encode
/// nothing.
fn encode(part: &str) -> String {
    let mut encoded = String::with_capacity(part.len());
    let mut fragment = false;
    for (at, c) in part.char_indices() {
        let keep = match c {
            '%' => {
                part.as_bytes().get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
            }
            '#' => !std::mem::replace(&mut fragment, true),
            _ => is_allowed(c, "/?"),
        };
        if keep {
            encoded.push(c);
        } else {
            let mut bytes = [0; 4];
            encoded.extend(utf8_percent_encode(c.encode_utf8(&mut bytes), NON_ALPHANUMERIC));
        }
    }
    encoded
}

/// RFC 3987 `iunreserved`, `sub-delims`, `:`, `@`, `%`, and those in `also`.
fn is_allowed(c: char, also: &str) -> bool {
    c.is_ascii_alphanumeric()
        || "-._~!$&'()*+,;=:@%".contains(c)
        || also.contains(c)
        || (is_ucschar(c) && !is_invisible(c))
}

fn is_ucschar(c: char) -> bool {
    match u32::from(c) {
        0xA0..=0xD7FF | 0xF900..=0xFDCF | 0xFDF0..=0xFFEF => true,
        code @ 0x1_0000..=0xE_FFFF => code & 0xFFFF <= 0xFFFD && !(0xE_0000..0xE_1000).contains(&code),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(found: &str) -> String {
        match check(found) {
            Checked::Valid(iri) => format!("valid {}", iri.as_str()),
            Checked::Repaired(iri) => format!("repaired {}", iri.as_str()),
            Checked::Invalid => "invalid".into(),
        }
    }

    #[track_caller]
    fn valid(found: &str) {
        assert_eq!(outcome(found), format!("valid {found}"));
    }

    #[track_caller]
    fn repairs(found: &str, expected: &str) {
        assert_eq!(outcome(found), format!("repaired {expected}"));
        valid(expected);
    }

    #[track_caller]
    fn invalid(found: &str) {
        assert_eq!(outcome(found), "invalid");
    }

    #[test]
    fn datasets_of_one_portal() {
        let check = |iri: &str, expected: bool| {
            assert_eq!(
                is_dataset_beside("https://x.example/daten/dataset/dataset/1", iri),
                expected,
                "{iri}"
            );
        };
        check("https://x.example/daten/dataset/dataset/2", true);
        check("https://x.example/daten/dataset/andere/2", true);
        check("https://x.example/daten/dataset/dataset/2/distribution/1", false);
        check("https://x.example/daten/dataset/dataset/2#record", false);
        check("https://x.example/daten/dataset/dataset", false);
        check("https://x.example/dataset/dataset/2", false);
        assert!(!is_dataset_beside("urn:d", "urn:d/1/2"));
    }

    #[test]
    fn good_iris_stay_to_the_letter() {
        valid("https://www.kreis-unna.de/daten/Bäume.csv?x=1&y=2#a");
        valid("HTTP://Example.ORG/%7Ea/../b");
        valid("http://[2001:db8::1]:8080/");
        valid("http://münchen.de/straße");
        valid("mailto:opendata@kiel.de?subject=a%20b");
        valid("urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66");
        valid("tel:+49-2303-270");
        valid("http://example.org");
        valid("file://server/a.csv");
    }

    #[test]
    fn characters_are_encoded_where_they_may_stand() {
        repairs(" http://a.de/x.csv\n", "http://a.de/x.csv");
        repairs("<http://a.de/x>", "http://a.de/x");
        repairs("\u{feff}http://a.de/x", "http://a.de/x");
        repairs("http://a.de/Stadt Unna/x y.csv", "http://a.de/Stadt%20Unna/x%20y.csv");
        repairs("http://a.de/x?q={a|b}^`\"<>", "http://a.de/x?q=%7Ba%7Cb%7D%5E%60%22%3C%3E");
        repairs("http://a.de/100%/x%2", "http://a.de/100%25/x%252");
        repairs("http://a.de/a%20b c", "http://a.de/a%20b%20c");
        repairs("http://a.de/x[1]?y=[2]", "http://a.de/x%5B1%5D?y=%5B2%5D");
        repairs("http://a.de/x#a#b", "http://a.de/x#a%23b");
        repairs("http:\\\\a.de\\daten\\x.csv?p=a\\b", "http://a.de/daten/x.csv?p=a%5Cb");
        repairs("http://a.de/lang\n  er/x", "http://a.de/lang%20%20er/x");
        repairs("http://a.de/a\u{a0}b", "http://a.de/a%C2%A0b");
        repairs("http://a.de/\u{e000}", "http://a.de/%EE%80%80");
        repairs("mailto: info@a.de", "mailto:info@a.de");
        repairs("tel:+49 2303 27 0", "tel:+49-2303-27-0");
    }

    #[test]
    fn nothing_is_guessed() {
        for found in [
            "",
            " ",
            "www.kreis-unna.de",
            "/datei.csv",
            "datei.csv",
            "//a.de/x",
            "C:\\daten\\x.csv",
            "http:",
            "http://",
            "http:///x",
            "https://?x",
            "http://:80/",
            "http:/a.de/x",
            "http://a b.de/x",
            "http://a.de:80x/",
            "http://a.de/x http://b.de/y",
            "http://a.de/x; https://b.de",
            "Hinweis: auf Anfrage",
            "javascript:alert(1)",
            "data:text/csv,a",
            "mailto:",
            "mailto:Max",
            "mailto:Max Muster <a@b.de>",
            "http://<host>/x",
            "n/a",
            "http://[a/x",
        ] {
            invalid(found);
        }
    }

    #[test]
    fn an_address_may_leave_out_its_scheme() {
        for (found, expected) in [
            ("www.kamenz.de/a.csv", Some("https://www.kamenz.de/a.csv")),
            (" WWW.kamenz.de ", Some("https://WWW.kamenz.de")),
            ("www.kamenz.de/a b.csv", Some("https://www.kamenz.de/a%20b.csv")),
            ("kamenz.de/a.csv", None),
            ("www.kamenz", None),
            ("www.kamenz.d3/a", None),
            ("www. kamenz.de", None),
            ("a.csv", None),
        ] {
            assert_eq!(without_scheme(found).as_ref().map(NamedNode::as_str), expected, "{found}");
        }
    }

    #[test]
    fn dataset_iris_hold_any_native_id() {
        let iri = |native: &str| {
            dataset_iri("https://x.de", &SourceId::new("s"), &NativeId::new(native)).to_string()
        };
        assert_eq!(iri("a/b ä"), "https://x.de/dataset/s/a%2Fb%20%C3%A4");
        assert_eq!(iri(".."), "https://x.de/dataset/s/%2E%2E");
        assert_eq!(iri("name.v2"), "https://x.de/dataset/s/name.v2");
        assert_eq!(iri("name.ttl"), "https://x.de/dataset/s/name.ttl_");
        assert_eq!(iri("name.Ttl_"), "https://x.de/dataset/s/name.Ttl__");
    }
}
