//! What a chart says, computed from its model: a headline with the finding, a description for people who
//! do not see the picture, and lines in Leichte Sprache.
//!
//! Sentences are built so that they hold for every name and number: no articles before names, no claim of
//! a direction that the numbers as written do not show.

mod areas;
mod balance;
mod change;
mod easy;
mod flows;
mod line;
mod parts;
mod pyramid;
mod value;

use crate::language::Language;
pub use value::change_of;

/// What a chart says, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The finding, without a full stop at its end.
    pub headline: String,
    /// One to three sentences for `aria-labelledby` and for everybody.
    pub description: Vec<String>,
    /// Lines in Leichte Sprache, one statement each; only in German, empty in English.
    pub easy: Vec<String>,
}

impl Words {
    /// The description as one text.
    pub fn description_text(&self) -> String {
        self.description.join(" ")
    }
}

/// What a chart is about, in the language of the words.
#[derive(Clone, Copy, Debug)]
pub struct Topic<'a> {
    /// The place: `Selm`, `Kreis Unna`.
    pub place: &'a str,
    /// Where that is, in lower case: `in Selm`, `im Kreis Unna`.
    pub within: &'a str,
    /// What kind of number the measure is.
    pub kind: Kind,
}

/// Which words fit a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The people of the place: it grows and shrinks.
    Population,
    /// A count of something else: there are more or fewer of it.
    Count,
    /// A share, a ratio or a mean: it is higher or lower.
    Rate,
}

/// Every chart that has something to say.
pub trait Tell {
    /// The words of the chart; a pure function.
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words;
}

/// One of two texts.
fn pick<T>(language: Language, german: T, english: T) -> T {
    match language {
        Language::De => german,
        Language::En => english,
    }
}

/// A name as it stands inside a sentence: in English without its capital, in German as it is.
fn inside(language: Language, name: &str) -> String {
    let mut letters = name.chars();
    match (language, letters.next()) {
        (Language::En, Some(first)) if letters.clone().all(|letter| !letter.is_uppercase()) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// A name in the quotation marks of its language.
fn quoted(language: Language, name: &str) -> String {
    pick(language, format!("„{name}“"), format!("“{name}”"))
}

/// `A`, `A und B`, `A, B und C`.
fn list(language: Language, items: &[String]) -> String {
    let and = pick(language, "und", "and");
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// The words of a chart without a value.
fn nothing(language: Language, measure: &str, topic: &Topic<'_>) -> Words {
    let within = topic.within;
    Words {
        headline: pick(
            language,
            format!("{measure} {within}: keine Werte"),
            format!("{measure} {within}: no values"),
        ),
        description: vec![pick(
            language,
            format!("{measure} {within}: Es liegen keine Werte vor."),
            format!("{measure} {within}: there are no values."),
        )],
        easy: easy::lines(language, vec![format!("Es gibt keine Zahlen: {measure} {within}.")]),
    }
}

#[cfg(test)]
mod tests;
