//! RDF/XML. The parser stops at its first error; so what can be mended is mended in the text, what
//! cannot is cut out element by element, and the text parsed again, a limited number of times.

use super::parse::{Collector, Lines, Parsed, line_of};
use super::{guard, lost, repair, xml_within};
use memchr::memchr_iter;
use oxrdfxml::RdfXmlParser;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// How often a document is mended and parsed again.
const REPAIRS: usize = 20;

/// Parses RDF/XML.
///
/// # Errors
/// The limit of [`guard::xml`] that the document exceeds.
pub(super) fn parse(original: &str, base: &str, lines: Lines) -> Result<Parsed, String> {
    guard::xml(original)?;
    let original = &*xml_within::extracted(original);
    let (mut text, findings) = repair::ampersands(original);
    let mut collector = Collector::new(original, base);
    for finding in findings {
        collector.notice(None, finding);
    }
    if let Some((mended, finding)) = repair::namespace_of_rdf(&text) {
        text = Cow::Owned(mended);
        collector.notice(None, finding);
    }
    let mut stray = HashSet::new();
    let mut open: Vec<String> = vec![];
    for repairs in 0.. {
        match run(&text, base, lines, &mut collector, &mut stray) {
            End::Whole => break,
            End::Prefix(prefix) if repairs < REPAIRS => {
                let namespace = repair::namespace(&prefix);
                let Some(declared) = repair::declare(&text, &prefix, &namespace) else {
                    break;
                };
                text = Cow::Owned(declared);
                collector.restart();
                let at = original.find(&format!("<{prefix}:")).map(|at| line_of(original, at));
                let used_at = at.as_deref().unwrap_or("xmlns");
                collector.notice(None, repair::undeclared(used_at, &prefix, namespace));
            }
            End::Damaged { at, reason } => {
                let place = line_of(&text, at);
                let element = (repairs < REPAIRS).then(|| element_ending(&text, at)).flatten();
                let Some(element) = element else {
                    collector.missing(place, &reason, "");
                    open.extend(open_nodes(&text, at));
                    break;
                };
                open.extend(open_nodes(&text, element.start));
                text = Cow::Owned(without(&text, element));
                collector.restart();
                collector.missing(place, &reason, "");
            }
            End::Prefix(prefix) => {
                collector.missing("xmlns".into(), &format!("Unknown prefix {prefix}:"), "");
                break;
            }
        }
    }
    collector.suspect_named(&open);
    if collector.is_damaged() {
        let described = collector.subjects();
        let lost = lost::elements(original, base).into_iter().filter(|iri| !described.contains(iri));
        lost.for_each(|dataset| collector.lose(dataset));
    }
    Ok(collector.finish())
}

enum End {
    Whole,
    /// A prefix is not declared.
    Prefix(String),
    /// The parser stopped after byte `at`.
    Damaged {
        at: usize,
        reason: String,
    },
}

fn run(
    text: &str,
    base: &str,
    lines: Lines,
    collector: &mut Collector<'_>,
    stray: &mut HashSet<String>,
) -> End {
    let parser = RdfXmlParser::new().lenient();
    let parser = parser.clone().with_base_iri(base).unwrap_or(parser);
    let mut triples = parser.for_slice(text);
    // How far lines were counted: byte, and line there.
    let (mut counted, mut line) = (0, 1);
    while let Some(result) = triples.next() {
        let error = match result {
            Ok(triple) => {
                if lines == Lines::Kept {
                    let at = usize::try_from(triples.buffer_position()).unwrap_or(text.len()).min(text.len());
                    line += line_breaks(&text.as_bytes()[counted..at.max(counted)]);
                    counted = at.max(counted);
                    collector.at_line(line);
                }
                collector.triple(triple);
                continue;
            }
            Err(error) => error.to_string(),
        };
        let at = usize::try_from(triples.buffer_position()).unwrap_or(text.len());
        if error.starts_with("Unexpected text event") || error.starts_with("Unexpected node") {
            // Text beside elements: the parser has skipped one of the two and can go on.
            let place = if collector.is_full() { "XML".into() } else { line_of(text, at) };
            if stray.insert(format!("{place} {error}")) {
                collector.unreadable(place, &error);
            }
            continue;
        }
        return match error.strip_prefix("Unknown prefix ").and_then(|rest| rest.strip_suffix(':')) {
            Some(prefix) => End::Prefix(prefix.into()),
            None => End::Damaged { at, reason: error },
        };
    }
    if is_closed(text) {
        End::Whole
    } else {
        End::Damaged { at: text.len(), reason: "the document ends before its last element is closed".into() }
    }
}

fn line_breaks(text: &[u8]) -> u32 {
    u32::try_from(memchr_iter(b'\n', text).count()).unwrap_or(u32::MAX)
}

/// Whether every element is closed; the parser does not mind.
fn is_closed(text: &str) -> bool {
    // As nearly all documents end; that the names match up to there, the parser has seen.
    if text.trim_end().ends_with("</rdf:RDF>") {
        return true;
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// The names (rdf:about) of the nodes that are open at byte `at`.
fn open_nodes(text: &str, at: usize) -> Vec<String> {
    let mut reader = Reader::from_str(text.get(..at).unwrap_or(text));
    reader.config_mut().check_end_names = false;
    let mut open: Vec<Option<String>> = vec![];
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let about = tag
                    .attributes()
                    .flatten()
                    .find(|attribute| attribute.key.local_name().as_ref() == "about");
                let name = about.and_then(|about| {
                    quick_xml::escape::unescape(&about.value).ok().map(|value| value.trim().to_owned())
                });
                open.push(name.filter(|name| !name.is_empty()));
            }
            Ok(Event::End(_)) => {
                open.pop();
            }
            Ok(Event::Eof) | Err(_) => return open.into_iter().flatten().collect(),
            Ok(_) => {}
        }
    }
}

/// The element whose start tag ends at byte `at`, unless it is the root or not closed.
fn element_ending(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at)?;
    let start = before.rfind('<')?;
    if before[start..].starts_with("</") || !before.ends_with('>') {
        return None;
    }
    let is_inside =
        before[..start].match_indices('<').any(|(open, _)| !before[open + 1..].starts_with(['?', '!']));
    if !is_inside {
        return None;
    }
    let mut reader = Reader::from_str(&text[start..]);
    match reader.read_event().ok()? {
        Event::Start(tag) => {
            let name = tag.name().0.to_owned();
            reader.read_to_end(quick_xml::name::QName(&name)).ok()?;
        }
        Event::Empty(_) => {}
        _ => return None,
    }
    let length = usize::try_from(reader.buffer_position()).ok()?;
    Some(start..(start + length).min(text.len()))
}

/// The text with blanks instead of the element, line breaks kept.
fn without(text: &str, element: Range<usize>) -> String {
    let blanks: String = text[element.clone()].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
    format!("{}{blanks}{}", &text[..element.start], &text[element.end..])
}
