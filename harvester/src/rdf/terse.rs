//! Turtle, TriG, N-Triples and N-Quads. Their parsers go on after an error by themselves: at the next
//! statement, or on the next line.

use super::lost::{self, Statement};
use super::parse::{Collector, Lines, Parsed, line_of};
use super::{repair, tags};
use oxrdf::{NamedNode, NamedOrBlankNode, Quad};
use oxttl::{NQuadsParser, TriGParser, TurtleSyntaxError};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

/// Undeclared prefixes looked for in one document.
const PREFIXES: usize = 16;

/// Lost subjects named in one finding.
const NAMES: usize = 5;

/// Parses Turtle or TriG.
pub(super) fn parse(text: &str, base: &str, lines: Lines) -> Parsed {
    let mut prefixes: BTreeMap<String, String> = BTreeMap::new();
    let mut used_at: BTreeMap<String, String> = BTreeMap::new();
    let (mut text, mended) = tags::mend(text);
    let mut junk = None;
    let (results, read_at) = loop {
        let (results, read_at) = run(&text, base, &prefixes, lines);
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
        for (prefix, error) in errors.into_iter().filter_map(|error| Some((undeclared(error)?, error))) {
            if prefixes.len() < PREFIXES {
                used_at.entry(prefix.into()).or_insert_with(|| place(error));
                prefixes.entry(prefix.into()).or_insert_with(|| repair::namespace(prefix));
            }
        }
        if prefixes.len() == before {
            break (results, read_at);
        }
    };
    let mut collector = Collector::new(&text, base);
    if let Some(junk) = junk {
        collector.unreadable("line 1".into(), &junk);
    }
    mended.into_iter().for_each(|finding| collector.notice(None, finding));
    let undeclared = prefixes.clone();
    for (prefix, namespace) in prefixes {
        let used_at = used_at.get(&prefix).map_or("@prefix", String::as_str);
        collector.notice(None, repair::undeclared(used_at, &prefix, namespace));
    }
    let mut damage = Damage::of(&text, base, &undeclared, &results);
    for (index, result) in results.into_iter().enumerate() {
        if let Some(line) = read_at.get(index) {
            collector.at_line(*line);
        }
        match result {
            Ok(quad) => collector.quad(quad),
            Err(error) => damage.tell(&error, &mut collector),
        }
    }
    collector.finish()
}

/// What surrounds the places that cannot be read.
struct Damage {
    statements: Vec<Statement>,
    /// Subjects of statements that could be read.
    read: HashSet<NamedNode>,
    last_line: u64,
    /// The last line of what was told already.
    told: Option<u64>,
}

impl Damage {
    fn of(
        text: &str,
        base: &str,
        prefixes: &BTreeMap<String, String>,
        results: &[Result<Quad, TurtleSyntaxError>],
    ) -> Self {
        if results.iter().all(Result::is_ok) {
            return Self { statements: vec![], read: HashSet::new(), last_line: 0, told: None };
        }
        let subjects = results.iter().flatten().filter_map(|quad| match &quad.subject {
            NamedOrBlankNode::NamedNode(iri) => Some(iri.clone()),
            NamedOrBlankNode::BlankNode(_) => None,
        });
        let last_line = text.trim_end().matches('\n').count() as u64;
        Self {
            statements: lost::statements(text, base, prefixes),
            read: subjects.collect(),
            last_line,
            told: None,
        }
    }

    /// The parser goes on at some later statement: nothing was read from the error to there. The
    /// statement with the error is cut short, and those after it up to the next one read are lost.
    fn tell(&mut self, error: &TurtleSyntaxError, collector: &mut Collector<'_>) {
        let line = error.location().start.line;
        if self.told.is_some_and(|told| line <= told) {
            collector.missing(place(error), error.message(), "");
            return;
        }
        let after = self.statements.partition_point(|statement| statement.line <= line);
        let (before, after) = self.statements.split_at(after);
        let read = &self.read;
        let is_read = |statement: &&Statement| read.contains(&statement.subject);
        let end = after.iter().find(is_read).map_or(self.last_line, |statement| statement.line - 1);
        let skipped = after.iter().take_while(|statement| !is_read(statement));
        let lost: Vec<&Statement> =
            before.last().into_iter().filter(|statement| !is_read(statement)).chain(skipped).collect();
        let names: Vec<&str> = lost.iter().take(NAMES).map(|statement| statement.subject.as_str()).collect();
        let more = if lost.len() > NAMES { format!(" … ({})", lost.len()) } else { String::new() };
        self.told = Some(end.max(line));
        let names = names.join(" | ") + &more;
        collector.missing(lines(line, end.max(line)), error.message(), &names);
        for statement in &lost {
            match statement.is_dataset {
                true => collector.lose(statement.subject.clone()),
                false => collector.suspect_node(statement.subject.clone()),
            }
        }
        match before.last() {
            Some(broken) if is_read(&broken) => collector.suspect_node(broken.subject.clone()),
            Some(_) => {}
            None => collector.suspect(),
        }
    }
}

/// Lines, counted from 0, as a finding names them.
fn lines(first: u64, last: u64) -> String {
    if first == last { format!("line {}", first + 1) } else { format!("lines {}–{}", first + 1, last + 1) }
}

type Results = Vec<Result<Quad, TurtleSyntaxError>>;

/// The results, and for each the line at which it was read, if lines are kept.
fn run(text: &str, base: &str, prefixes: &BTreeMap<String, String>, lines: Lines) -> (Results, Vec<u32>) {
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
    if lines == Lines::Dropped {
        return (parser.for_slice(text).collect(), vec![]);
    }
    let mut parser = parser.low_level();
    by_line(text, |feed| match feed {
        Feed::Text(text) => {
            parser.extend_from_slice(text.as_bytes());
            parser.parse_next()
        }
        Feed::More => parser.parse_next(),
        Feed::End => {
            parser.end();
            parser.parse_next()
        }
    })
}

/// What a parser is given.
enum Feed<'a> {
    /// More of the text.
    Text(&'a str),
    /// Nothing new: it may still have results.
    More,
    /// The text has ended.
    End,
}

/// Feeds a parser line by line, so that the line of each result is known. A parser reads a token that is
/// not complete again from its start: so after many lines without a result it gets several at once, and
/// the whole stays linear.
fn by_line(
    text: &str,
    mut parse: impl FnMut(Feed<'_>) -> Option<Result<Quad, TurtleSyntaxError>>,
) -> (Results, Vec<u32>) {
    const SHARE: usize = 8;
    let (mut results, mut read_at) = (vec![], vec![]);
    let (mut line, mut quiet, mut rest) = (0_u32, 0_usize, text);
    loop {
        let parts = rest.split_inclusive('\n').take(1 + quiet / SHARE);
        let (lines, bytes) = parts.fold((0_usize, 0), |(lines, bytes), part| (lines + 1, bytes + part.len()));
        let (now, later) = rest.split_at(bytes);
        rest = later;
        line = line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        quiet += lines;
        let mut next = parse(if now.is_empty() { Feed::End } else { Feed::Text(now) });
        while let Some(result) = next {
            results.push(result);
            read_at.push(line);
            quiet = 0;
            next = parse(Feed::More);
        }
        if now.is_empty() {
            return (results, read_at);
        }
    }
}

/// Parses N-Triples or N-Quads. A bad line costs that line; only a bad last line, as of a document
/// that was cut off, means that more may be missing.
pub(super) fn parse_lines(text: &str, base: &str, lines: Lines) -> Parsed {
    let (text, mended) = tags::mend(text);
    let mut collector = Collector::new(&text, base);
    mended.into_iter().for_each(|finding| collector.notice(None, finding));
    let last_line = line_of(&text, text.trim_end().len());
    let mut bad_line = String::new();
    let (results, read_at) = match lines {
        Lines::Dropped => (NQuadsParser::new().lenient().for_slice(&*text).collect(), vec![]),
        Lines::Kept => {
            let mut parser = NQuadsParser::new().lenient().low_level();
            by_line(&text, |feed| match feed {
                Feed::Text(text) => {
                    parser.extend_from_slice(text.as_bytes());
                    parser.parse_next()
                }
                Feed::More => parser.parse_next(),
                Feed::End => {
                    parser.end();
                    parser.parse_next()
                }
            })
        }
    };
    for (index, result) in results.into_iter().enumerate() {
        if let Some(line) = read_at.get(index) {
            collector.at_line(*line);
        }
        match result {
            Ok(quad) => collector.quad(quad),
            Err(error) if place(&error) == bad_line => {}
            Err(error) => {
                bad_line = place(&error);
                if bad_line == last_line {
                    collector.missing(bad_line.clone(), error.message(), "");
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
