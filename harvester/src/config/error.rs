use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::de::DeserializeOwned;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Mistakes of one file are looked for so many times, at most: each look finds one more.
const MOST_MISTAKES: usize = 50;

/// A configuration file that cannot be used. Its message is for a person: file, line, caret, and
/// what is allowed; several mistakes stand one below the other.
#[derive(Debug, thiserror::Error)]
#[error("{report}")]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    report: String,
}

impl ConfigError {
    /// An error at a place in the file's text.
    pub fn at(path: &Path, text: &str, span: Range<usize>, message: &str) -> Self {
        let name = path.display().to_string();
        // An empty span shows no caret.
        let end = span.end.max(span.start + 1).min(text.len().max(1));
        let start = span.start.min(end.saturating_sub(1));
        let report = Level::ERROR
            .primary_title(message)
            .element(Snippet::source(text).path(&name).annotation(AnnotationKind::Primary.span(start..end)));
        let groups: &[Group<'_>] = &[report];
        Self { path: path.into(), report: Renderer::plain().render(groups).to_string() }
    }

    /// An error at the value of a key: `&["operator", "email"]`, `&["organisation", "2", "ags"]`.
    pub fn at_key(path: &Path, text: &str, key: &[&str], message: &str) -> Self {
        Self::at(path, text, place(text, key).unwrap_or(0..1), message)
    }

    /// An error about the file as a whole.
    pub fn file(path: &Path, message: impl std::fmt::Display) -> Self {
        Self { path: path.into(), report: format!("error: {}: {message}", path.display()) }
    }

    /// All mistakes of a file as one error; `None` if there are none.
    pub fn all(mistakes: Vec<Self>) -> Option<Self> {
        let path = mistakes.first()?.path.clone();
        let reports: Vec<String> = mistakes.into_iter().map(|mistake| mistake.report).collect();
        Some(Self { path, report: reports.join("\n\n") })
    }
}

/// Reads a TOML file as `T`; every mistake is shown where it stands.
pub fn read_toml<T: DeserializeOwned>(path: &Path) -> Result<(T, String), ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|error| ConfigError::file(path, error))?;
    let value = parse_toml(path, &text)?;
    Ok((value, text))
}

/// Parses TOML text that stands in `path`.
pub fn parse_toml<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, ConfigError> {
    match recover_toml(path, text) {
        (Some(value), mistakes) if mistakes.is_empty() => Ok(value),
        (_, mistakes) => {
            Err(ConfigError::all(mistakes).unwrap_or_else(|| ConfigError::file(path, "cannot be read")))
        }
    }
}

/// Parses TOML text and goes on after a mistake, as if its entry were not there: the value of all that
/// is right, if enough is, and every mistake.
pub fn recover_toml<T: DeserializeOwned>(path: &Path, text: &str) -> (Option<T>, Vec<ConfigError>) {
    let (value, mistakes) = look(text);
    let shown = mistakes.into_iter().map(|(span, message)| ConfigError::at(path, text, span, &message));
    (value, shown.collect())
}

/// Parses TOML text that people write who know nothing of our program.
///
/// # Errors
/// Every mistake: its line, from 1, and what the parser says.
pub fn toml_by_line<T: DeserializeOwned>(text: &str) -> Result<T, Vec<(usize, String)>> {
    let (value, mistakes) = look(text);
    let line = |at: usize| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    match value {
        Some(value) if mistakes.is_empty() => Ok(value),
        _ => Err(mistakes.into_iter().map(|(span, message)| (line(span.start), message)).collect()),
    }
}

/// The value of all that is right, if enough is, and every mistake with its place.
fn look<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<(Range<usize>, String)>) {
    let mut left = text.to_owned();
    let mut mistakes: Vec<(Range<usize>, String)> = vec![];
    let mut value = None;
    while mistakes.len() < MOST_MISTAKES {
        let error = match toml::from_str(&left) {
            Ok(right) => {
                value = Some(right);
                break;
            }
            Err(error) => error,
        };
        let damaged = DeTable::parse(&left).is_err();
        // What is missing or broken only because its entry was left out is no further mistake.
        if !mistakes.is_empty() && (damaged || error.message().starts_with("missing field")) {
            break;
        }
        let span = error.span().unwrap_or(0..text.len().min(1));
        let entry = entry(&left, span.start).filter(|_| !damaged);
        mistakes.push((span, error.message().to_owned()));
        let Some(entry) = entry else { break };
        left.replace_range(entry.clone(), &blanks(&left[entry]));
    }
    mistakes.sort_by_key(|(span, _)| span.start);
    (value, mistakes)
}

/// As long as `text`, on as many lines.
fn blanks(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

/// The entry (`key = value`, or a table with its header) in which `at` stands.
fn entry(text: &str, at: usize) -> Option<Range<usize>> {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    if text[line..].trim_start().starts_with('[') {
        let next = text[line..].match_indices("\n[").map(|(offset, _)| line + offset + 1).next();
        return Some(line..next.unwrap_or(text.len()));
    }
    let document = DeTable::parse(text).ok()?;
    innermost(document.get_ref(), at)
}

fn innermost(table: &DeTable<'_>, at: usize) -> Option<Range<usize>> {
    table.iter().find_map(|(key, value)| {
        let inner = match value.get_ref() {
            DeValue::Table(inner) => innermost(inner, at),
            DeValue::Array(items) => items.iter().find_map(|item| innermost(item.get_ref().as_table()?, at)),
            _ => None,
        };
        let whole = key.span().start..value.span().end;
        inner.or_else(|| whole.contains(&at).then_some(whole))
    })
}

/// Where the value of a key stands.
fn place(text: &str, key: &[&str]) -> Option<Range<usize>> {
    let document = DeTable::parse(text).ok()?;
    let (first, rest) = key.split_first()?;
    let mut found = member(document.get_ref(), first)?;
    for step in rest {
        found = match found.get_ref() {
            DeValue::Table(table) => member(table, step)?,
            DeValue::Array(items) => items.get(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(found.span())
}

fn member<'a, 'i>(table: &'a DeTable<'i>, name: &str) -> Option<&'a Spanned<DeValue<'i>>> {
    table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read by the parser")]
    struct Sample {
        name: String,
        number: u8,
        #[serde(default)]
        part: Part,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Part {
        list: Vec<String>,
    }

    /// The lines at which mistakes are shown.
    fn check(text: &str, lines: &[usize]) {
        let (_, mistakes) = recover_toml::<Sample>(Path::new("x.toml"), text);
        let shown: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert_eq!(shown.len(), lines.len(), "{text}\n{}", shown.join("\n"));
        for (shown, line) in shown.iter().zip(lines) {
            assert!(shown.contains(&format!("x.toml:{line}:")), "line {line}:\n{shown}");
        }
    }

    #[test]
    fn every_mistake_is_shown_where_it_stands() {
        check("name = 'a'\nnumber = 1\n", &[]);
        check("name = 'a'\nnumber = 'b'\nnumbre = 1\n[part]\nlist = 1\nlsit = []\n", &[2, 3, 5, 6]);
        check("name = 'a'\nnumber = 1\nx = [\n  1,\n]\ny = 1\n", &[3, 6]);
        check("name = 'a'\nnumber = 1\n[patr]\nlist = []\n\n[part]\nlist = 5\n", &[3, 7]);
        check("name = 'a'\nnumber = = 1\nx = 1\n", &[2]);
    }

    #[test]
    fn values_are_found_by_their_key() {
        let text = "a = 1\n[b]\nc = ['x', 'y']\n[[d]]\ne = 1\n[[d]]\ne = 2\n";
        let check = |key: &[&str], expected: Option<&str>| {
            assert_eq!(place(text, key).map(|span| &text[span]), expected, "{key:?}");
        };
        check(&["a"], Some("1"));
        check(&["b", "c", "1"], Some("'y'"));
        check(&["d", "1", "e"], Some("2"));
        check(&["b", "x"], None);
    }
}
