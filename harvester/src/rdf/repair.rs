//! What can be mended in the text of an XML document before it is parsed: an ampersand that is none,
//! an entity of HTML, a prefix nobody declared, the namespace of RDF with another scheme.

use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns::{self, rdf};
use memchr::memchr2;
use std::borrow::Cow;
use std::collections::HashMap;

/// The namespace given to a prefix that is neither declared nor well known; its statements are left
/// out later, each with a finding.
pub(super) const UNDECLARED: &str = "urn:undeclared-prefix:";

/// A namespace for an undeclared prefix: the usual one where there is one.
pub(super) fn namespace(prefix: &str) -> String {
    let alias = match prefix {
        "dct" | "dcterm" => "dcterms",
        "geo" | "gsp" | "ogc" => "geosparql",
        other => other,
    };
    let known = ns::PREFIXES.iter().find(|(known, _)| *known == alias);
    known.map_or_else(|| format!("{UNDECLARED}{prefix}:"), |(_, namespace)| (*namespace).into())
}

/// What is told of an undeclared prefix: the usual namespace mends it.
pub(super) fn undeclared(property: &str, prefix: &str, namespace: String) -> Finding {
    let found = format!("{prefix}:");
    if namespace.starts_with(UNDECLARED) {
        Finding::new(&rule::DOCUMENT_DAMAGED, property).found(found)
    } else {
        Finding::new(&rule::DOCUMENT_MENDED, property).found(found).concluded(namespace)
    }
}

/// Mends ampersands: `&nbsp;` and other entities of HTML become their character, what names no
/// entity becomes text. Comments, CDATA and the DTD stay as they are.
pub(super) fn ampersands(text: &str) -> (Cow<'_, str>, Vec<Finding>) {
    if !text.contains('&') {
        return (Cow::Borrowed(text), vec![]);
    }
    let declared = declared_entities(text);
    let mut mended: Option<String> = None;
    let mut findings: HashMap<&str, Finding> = HashMap::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(step) = memchr2(b'&', b'<', &text.as_bytes()[at..]) {
        at += step;
        let rest = &text[at..];
        if let Some(length) = verbatim(rest) {
            at += length;
            continue;
        }
        at += 1;
        let Some(after) = rest.strip_prefix('&') else {
            continue;
        };
        let name: &str = after.find(';').filter(|end| *end <= 32).map_or("", |end| &after[..end]);
        if is_xml_reference(name) || declared.contains(&name) {
            continue;
        }
        let character = html_entity(name);
        let (length, replacement) = match character {
            Some(character) => (name.len() + 2, character.to_string()),
            None => (1, "&amp;".to_owned()),
        };
        let output = mended.get_or_insert_with(String::new);
        output.push_str(&text[copied..at - 1]);
        output.push_str(&replacement);
        copied = at - 1 + length;
        at = copied;
        let shown = if character.is_some() { &rest[..length] } else { "&" };
        findings.entry(shown).or_insert_with(|| {
            let line = super::parse::line_of(text, copied.saturating_sub(1));
            Finding::new(&rule::DOCUMENT_MENDED, line).found(shown).concluded(replacement)
        });
    }
    let mut findings: Vec<Finding> = findings.into_values().collect();
    findings.sort_by(|a, b| a.found.cmp(&b.found));
    match mended {
        Some(mut output) => {
            output.push_str(&text[copied..]);
            (Cow::Owned(output), findings)
        }
        None => (Cow::Borrowed(text), findings),
    }
}

/// Declares the namespace of RDF/XML itself as it is defined: the parser has to know it, and with
/// `https` knows nothing of the document.
pub(super) fn namespace_of_rdf(text: &str) -> Option<(String, Finding)> {
    let official = rdf::TYPE.as_str().trim_end_matches("type");
    let found = official.replacen("http://", "https://", 1);
    if !text.contains(&found) {
        return None;
    }
    let mut mended = text.to_owned();
    for quote in ['"', '\''] {
        mended = mended.replace(&format!("{quote}{found}{quote}"), &format!("{quote}{official}{quote}"));
    }
    let finding = Finding::new(&rule::DOCUMENT_MENDED, "xmlns:rdf").found(found).concluded(official);
    (mended != text).then_some((mended, finding))
}

/// Declares a prefix at the root element.
pub(super) fn declare(text: &str, prefix: &str, namespace: &str) -> Option<String> {
    let mut at = 0;
    loop {
        at += text[at..].find('<')?;
        let rest = &text[at..];
        if let Some(length) = verbatim(rest) {
            at += length;
        } else if rest.starts_with("<?") {
            at += rest.find("?>")?;
        } else {
            let name = rest[1..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
            let (head, tail) = text.split_at(at + 1 + name);
            return Some(format!("{head} xmlns:{prefix}=\"{namespace}\"{tail}"));
        }
    }
}

/// The length of a comment, CDATA section or DTD that starts here.
fn verbatim(rest: &str) -> Option<usize> {
    let end = if rest.starts_with("<!--") {
        "-->"
    } else if rest.starts_with("<![CDATA[") {
        "]]>"
    } else if rest.starts_with("<!DOCTYPE") {
        let end = rest.find('>')?;
        let inner = rest.find('[').filter(|open| *open < end);
        return Some(match inner {
            Some(open) => rest[open..].find("]>").map_or(rest.len(), |close| open + close + 2),
            None => end + 1,
        });
    } else {
        return None;
    };
    Some(rest.find(end).map_or(rest.len(), |at| at + end.len()))
}

fn declared_entities(text: &str) -> Vec<&str> {
    let Some(at) = text.find("<!DOCTYPE") else {
        return vec![];
    };
    let dtd = &text[at..];
    let dtd = &dtd[..verbatim(dtd).unwrap_or(dtd.len())];
    dtd.split("<!ENTITY").skip(1).filter_map(|rest| rest.split_whitespace().next()).collect()
}

fn is_xml_reference(name: &str) -> bool {
    let number = name.strip_prefix('#').is_some_and(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).is_some_and(|c| c != '\0'),
        None => number.parse().ok().and_then(char::from_u32).is_some_and(|c| c != '\0'),
    });
    number || matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
}

/// The entities of HTML met in metadata: Latin 1 and the usual punctuation.
fn html_entity(name: &str) -> Option<char> {
    Some(match name {
        "nbsp" => '\u{A0}',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "bdquo" => '„',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "sbquo" => '‚',
        "laquo" => '«',
        "raquo" => '»',
        "bull" => '•',
        "middot" => '·',
        "euro" => '€',
        "sect" => '§',
        "copy" => '©',
        "reg" => '®',
        "deg" => '°',
        "sup2" => '²',
        "sup3" => '³',
        "times" => '×',
        "shy" => '\u{AD}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(ampersands(text).0, expected);
    }

    #[test]
    fn ampersands_are_mended() {
        check("<a b='?x=1&y=2&amp;z'/>", "<a b='?x=1&amp;y=2&amp;z'/>");
        check(
            "<a>Stra&szlig;e&nbsp;&bogus; &#252; &#0;</a>",
            "<a>Straße\u{A0}&amp;bogus; &#252; &amp;#0;</a>",
        );
        check("<a><![CDATA[a & b]]><!-- & --> & </a>", "<a><![CDATA[a & b]]><!-- & --> &amp; </a>");
        let dtd = "<!DOCTYPE a [<!ENTITY xsd \"x\">]><a>&xsd;</a>";
        check(dtd, dtd);
        assert_eq!(ampersands("<a>\n&bogus; & &\n</a>").1.len(), 1);
    }

    #[test]
    fn the_namespace_of_rdf_is_the_official_one() {
        let text = "<rdf:RDF xmlns:rdf='https://www.w3.org/1999/02/22-rdf-syntax-ns#'/>";
        let (mended, finding) = namespace_of_rdf(text).unwrap();
        assert_eq!(mended, text.replace("https", "http"));
        assert_eq!(finding.rule, "document-mended");
        assert!(namespace_of_rdf(&mended).is_none());
    }

    #[test]
    fn prefixes_are_declared_at_the_root() {
        let declared = declare("<!-- <x> --><rdf:RDF a='b'><x:y/></rdf:RDF>", "x", "urn:x").unwrap();
        assert_eq!(declared, "<!-- <x> --><rdf:RDF xmlns:x=\"urn:x\" a='b'><x:y/></rdf:RDF>");
        assert_eq!(namespace("dct"), "http://purl.org/dc/terms/");
        assert_eq!(namespace("foo"), "urn:undeclared-prefix:foo:");
    }
}
