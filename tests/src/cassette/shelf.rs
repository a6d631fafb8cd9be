//! Recorded answers by path.

use super::{Answer, Asked};
use std::collections::HashMap;

/// Answers by path and query; anything else is 404.
#[derive(Clone, Default)]
pub struct Shelf {
    answers: HashMap<String, Answer>,
}

impl Shelf {
    /// Adds an answer for a path, with its query string if it matters.
    pub fn at(mut self, target: &str, answer: Answer) -> Self {
        self.answers.insert(target.into(), answer);
        self
    }

    /// The answer to a request: for path and query, else for the path alone.
    pub fn play(&self, asked: &Asked) -> Answer {
        let path = asked.path();
        let target = asked.url.query().map(|query| format!("{path}?{query}"));
        let exact = target.and_then(|target| self.answers.get(&target));
        exact
            .or_else(|| self.answers.get(path))
            .cloned()
            .unwrap_or_else(|| Answer::text("not found").with_status(404))
    }
}

/// The media type of a recorded file, by its name.
pub fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "rdf" | "xml" => "application/rdf+xml",
        "ttl" => "text/turtle",
        "jsonld" => "application/ld+json",
        "json" => "application/json",
        "nt" => "application/n-triples",
        "csv" => "text/csv",
        _ => "application/octet-stream",
    }
}
