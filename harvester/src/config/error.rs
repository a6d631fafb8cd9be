use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::de::DeserializeOwned;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A configuration file that cannot be used. Its message is for a person: file, line, caret, and
/// what is allowed.
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

    /// An error about the file as a whole.
    pub fn file(path: &Path, message: impl std::fmt::Display) -> Self {
        Self { path: path.into(), report: format!("error: {}: {message}", path.display()) }
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
    toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or(0..text.len().min(1));
        ConfigError::at(path, text, span, error.message())
    })
}
