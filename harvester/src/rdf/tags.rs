//! Language tags of Turtle and its relatives, mended in the text: at a tag that they cannot read, the
//! parsers give up the whole statement.

use super::parse::line_of;
use datenkreis_vocab::finding::{Finding, rule};
use memchr::{memchr, memchr_iter, memchr2};
use std::borrow::Cow;
use std::collections::HashSet;

/// Tags of one document that are told.
const TOLD: usize = 20;

/// Mends language tags: `"Titel"@de_DE` becomes `"Titel"@de-DE`, and a tag beyond repair is left out.
/// What stands inside a literal, an IRI or a comment stays as it is. Each tag is told once.
pub(super) fn mend(text: &str) -> (Cow<'_, str>, Vec<Finding>) {
    if !is_suspicious(text) {
        return (Cow::Borrowed(text), vec![]);
    }
    let (mut mended, mut findings) = (String::with_capacity(text.len()), vec![]);
    let mut told = HashSet::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(end) = after_literal(text.as_bytes(), at) {
        at = end;
        let Some(tag) = text[end..].strip_prefix('@').map(tag) else {
            continue;
        };
        at += 1 + tag.len();
        if is_well_formed(tag) {
            continue;
        }
        let better = repaired(tag);
        mended.push_str(&text[copied..end]);
        mended.extend(better.iter().flat_map(|tag| ["@", tag.as_str()]));
        copied = at;
        if told.len() < TOLD && told.insert(tag) {
            findings.push(finding(tag, better, line_of(text, end)));
        }
    }
    mended.push_str(&text[copied..]);
    (Cow::Owned(mended), findings)
}

fn finding(found: &str, better: Option<String>, line: String) -> Finding {
    let found = format!("@{found}");
    match better {
        Some(better) => {
            Finding::new(&rule::DOCUMENT_MENDED, line).found(found).concluded(format!("@{better}"))
        }
        None => Finding::new(&rule::LITERAL_INVALID, line).found(found),
    }
}

/// Whether a tag after some quote, closing or not, has to be looked at: most documents have none.
fn is_suspicious(text: &str) -> bool {
    let follows_quote = |at: usize| at > 0 && b"\"'".contains(&text.as_bytes()[at - 1]);
    memchr_iter(b'@', text.as_bytes()).any(|at| follows_quote(at) && !is_well_formed(tag(&text[at + 1..])))
}

/// The tag that a text begins with.
fn tag(rest: &str) -> &str {
    let is_end = |c: char| c.is_whitespace() || ".,;()[]{}<>\"'#^@\\".contains(c);
    &rest[..rest.find(is_end).unwrap_or(rest.len())]
}

/// As the grammar of Turtle has it: `[a-zA-Z]+('-'[a-zA-Z0-9]+)*`.
fn is_well_formed(tag: &str) -> bool {
    let (language, rest) = tag.split_once('-').map_or((tag, None), |(language, rest)| (language, Some(rest)));
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    !language.is_empty()
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && rest.is_none_or(|rest| rest.split('-').all(is_part))
}

/// The tag with hyphens between its parts, and without the direction of RDF 1.2 (`ar--rtl`).
fn repaired(tag: &str) -> Option<String> {
    let language = tag.split("--").next().unwrap_or_default();
    let parts: Vec<&str> = language.split(['_', '-']).filter(|part| !part.is_empty()).collect();
    Some(parts.join("-")).filter(|tag| is_well_formed(tag))
}

/// Where the next literal ends, behind its closing quote.
fn after_literal(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match bytes.get(at)? {
            b'"' | b'\'' => return after_string(bytes, at),
            b'#' => at += memchr(b'\n', &bytes[at..])?,
            b'<' => at += iri_length(&bytes[at..]),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Where the literal ends that begins at `at`. Like the parser, this minds no line breaks.
fn after_string(bytes: &[u8], mut at: usize) -> Option<usize> {
    let long = [bytes[at]; 3];
    let delimiter = if bytes[at..].starts_with(&long) { &long[..] } else { &long[..1] };
    at += delimiter.len();
    loop {
        at += memchr2(long[0], b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at..].starts_with(delimiter) {
            return Some(at + delimiter.len());
        } else {
            at += 1;
        }
    }
}

/// The length of an IRI in angle brackets, or of the bracket alone if it begins none.
fn iri_length(bytes: &[u8]) -> usize {
    let inside = &bytes[1..];
    match inside.iter().position(|byte| b"<>\"\n".contains(byte)) {
        Some(end) if inside[end] == b'>' => end + 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, told: &[&str]) {
        let (mended, findings) = mend(text);
        assert_eq!(mended, expected);
        let shown = |finding: &Finding| {
            let concluded = finding.concluded.as_deref().unwrap_or("-");
            format!(
                "{} {} {} {concluded}",
                finding.rule,
                finding.property,
                finding.found.as_deref().unwrap_or("-")
            )
        };
        assert_eq!(findings.iter().map(shown).collect::<Vec<_>>(), told, "{text}");
    }

    #[test]
    fn tags_are_mended_behind_literals_only() {
        for text in [
            "<a> <b> \"Titel\"@de-DE, 'x'@zh-Hant-419 .",
            "<a> <b> \"so: \\\"@de_DE\" .",
            "<a> <b> \"\"\"so: \"@de_DE\" und '@de_AT'\"\"\"@de .",
            "<a> <b> <http://e/'@de_DE'> . # \"x\"@de_DE",
            "<a> <b> \"it's\", 'a \"@x_y\" b' .",
        ] {
            check(text, text, &[]);
        }
        check(
            "<a> <b> \"it's\"@de_DE ;\n <c> '''x'''@de_AT, \"\"@de_DE, \"y\"@en.",
            "<a> <b> \"it's\"@de-DE ;\n <c> '''x'''@de-AT, \"\"@de-DE, \"y\"@en.",
            &["document-mended line 1 @de_DE @de-DE", "document-mended line 2 @de_AT @de-AT"],
        );
        check(
            "\"a\"@de_;\"b\"@ar--rtl . \"c\"@ . \"d\"@größe,\"e\"@1]",
            "\"a\"@de;\"b\"@ar . \"c\" . \"d\",\"e\"]",
            &[
                "document-mended line 1 @de_ @de",
                "document-mended line 1 @ar--rtl @ar",
                "literal-invalid line 1 @ -",
                "literal-invalid line 1 @größe -",
                "literal-invalid line 1 @1 -",
            ],
        );
    }

    #[test]
    fn what_is_cut_off_is_left_as_it_is() {
        for text in
            ["\"x\"@de_DE \"y", "\"x\"@de_DE \"y\\", "\"x\"@de_DE <http", "\"x\"@de_DE <", "\"x\"@de_"]
        {
            assert!(mend(text).0.starts_with("\"x\"@de"), "{text}");
        }
    }
}
