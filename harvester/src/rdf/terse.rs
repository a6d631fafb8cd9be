//! Turtle, TriG, N-Triples and N-Quads. Their parsers go on after an error by themselves: at the next
//! statement, or on the next line.

use super::parse::{Collector, Parsed, line_of};
use super::repair;
use datenkreis_vocab::finding::{Finding, rule};
use oxrdf::Quad;
use oxttl::{NQuadsParser, TriGParser, TurtleSyntaxError};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Undeclared prefixes looked for in one document.
const PREFIXES: usize = 16;

/// Parses Turtle or TriG.
pub(super) fn parse(text: &str, base: &str) -> Parsed {
    let mut prefixes: BTreeMap<String, String> = BTreeMap::new();
    let mut text = Cow::Borrowed(text);
    let mut junk = None;
    let results = loop {
        let results = run(&text, base, &prefixes);
        let errors: Vec<&TurtleSyntaxError> =
            results.iter().filter_map(|result| result.as_ref().err()).collect();
        if junk.is_none()
            && let Some(first) = errors.first()
            && let Some(directive) = first_directive(&text)
            && first.location().start.line < directive
        {
            junk = Some(first.message().to_owned());
            text = Cow::Owned(without_lines(&text, directive));
            continue;
        }
        let before = prefixes.len();
        for prefix in errors.into_iter().filter_map(undeclared) {
            if prefixes.len() < PREFIXES {
                prefixes.entry(prefix.into()).or_insert_with(|| repair::namespace(prefix));
            }
        }
        if prefixes.len() == before {
            break results;
        }
    };
    let mut collector = Collector::new(&text, base);
    if let Some(junk) = junk {
        collector.unreadable("line 1".into(), &junk);
    }
    for (prefix, namespace) in prefixes {
        let mut finding = Finding::new(&rule::DOCUMENT_DAMAGED, "@prefix").found(format!("{prefix}:"));
        finding.concluded = Some(namespace).filter(|namespace| !namespace.starts_with(repair::UNDECLARED));
        collector.notice(None, finding);
    }
    for result in results {
        match result {
            Ok(quad) => collector.quad(quad),
            Err(error) => {
                collector.missing(place(&error), error.message());
                collector.suspect();
            }
        }
    }
    collector.finish()
}

fn run(text: &str, base: &str, prefixes: &BTreeMap<String, String>) -> Vec<Result<Quad, TurtleSyntaxError>> {
    let mut parser = TriGParser::new().lenient();
    // A base or namespace that is no IRI leaves relative IRIs unresolved, which the check then finds.
    if let Ok(with_base) = parser.clone().with_base_iri(base) {
        parser = with_base;
    }
    for (prefix, namespace) in prefixes {
        if let Ok(with_prefix) = parser.clone().with_prefix(prefix, namespace) {
            parser = with_prefix;
        }
    }
    parser.for_slice(text).collect()
}

/// Parses N-Triples or N-Quads. A bad line costs that line; only a bad last line, as of a document
/// that was cut off, means that more may be missing.
pub(super) fn parse_lines(text: &str, base: &str) -> Parsed {
    let mut collector = Collector::new(text, base);
    let last_line = line_of(text, text.trim_end().len());
    let mut bad_line = String::new();
    for result in NQuadsParser::new().lenient().for_slice(text) {
        match result {
            Ok(quad) => collector.quad(quad),
            Err(error) if place(&error) == bad_line => {}
            Err(error) => {
                bad_line = place(&error);
                if bad_line == last_line {
                    collector.missing(bad_line.clone(), error.message());
                    collector.suspect();
                } else {
                    collector.unreadable(bad_line.clone(), error.message());
                }
            }
        }
    }
    collector.finish()
}

fn place(error: &TurtleSyntaxError) -> String {
    format!("line {}", error.location().start.line + 1)
}

/// The prefix an error complains about.
fn undeclared(error: &TurtleSyntaxError) -> Option<&str> {
    error.message().strip_prefix("The prefix ")?.strip_suffix(": has not been declared")
}

/// The line, from 0, of the first directive.
fn first_directive(text: &str) -> Option<u64> {
    let directives = ["@prefix", "@base", "prefix ", "base "];
    let is_directive = |line: &str| {
        let line = line.trim_start();
        directives
            .iter()
            .any(|word| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
    };
    text.lines().position(is_directive).and_then(|line| u64::try_from(line).ok())
}

/// The text with its first `count` lines empty.
fn without_lines(text: &str, count: u64) -> String {
    let mut lines = text.split_inclusive('\n');
    let junk = (0..count).zip(lines.by_ref()).count();
    "\n".repeat(junk) + &lines.collect::<String>()
}
