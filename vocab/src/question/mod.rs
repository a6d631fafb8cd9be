//! The question box: a small grammar of German and English questions about figures of places. No language
//! model, no guess: each word of a question is understood, or says nothing by itself, or the question is not
//! understood; what was concluded from which words is listed.
//!
//! To add a word: a line in `words.rs`.

mod ages;
mod places;
mod reading;
#[cfg(test)]
mod tests;
mod text;
mod understand;
mod words;
mod years;

use crate::cube::{Age, AreaKey, Level};
use crate::text::Text;

/// What can be asked about.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// The places that have figures.
    pub places: Vec<KnownPlace>,
    /// The indicators there are: id and title.
    pub indicators: Vec<(String, Text)>,
    /// The cubes there are, by id.
    pub cubes: Vec<String>,
}

/// A place that has figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPlace {
    /// Its key.
    pub key: AreaKey,
    /// What it is called, with and without rank (“Kreis Unna”; “Selm”, “Stadt Selm”).
    pub names: Vec<String>,
}

/// What became of a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// It was understood to the last word.
    Understood(Question),
    /// It was not.
    NotUnderstood(NotUnderstood),
}

/// A question that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked for.
    pub what: What,
    /// Where; empty if no place is named, which means all that are shown.
    pub places: Vec<AreaKey>,
    /// What they are to be compared with.
    pub compare_with: Vec<AreaKey>,
    /// When.
    pub years: Years,
    /// Which area comes first, if that is the question.
    pub order: Option<Order>,
    /// What was concluded from which words, in the order of the text.
    pub used: Vec<Conclusion>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// An indicator, by its id.
    Indicator(String),
    /// Persons of some ages or one sex, as a number or as a share of all.
    Population {
        /// `None`: of all ages.
        age: Option<Age>,
        /// `F` or `M`; `None`: both.
        sex: Option<&'static str>,
        /// Whether in per cent of all persons.
        share: bool,
    },
    /// One code of a cube: births, moves out, households …
    Cube {
        /// The cube's id.
        cube: &'static str,
        /// The code in the cube's own dimension.
        code: &'static str,
    },
    /// How many people there are of each age.
    Ages,
    /// All about a place, or about several beside each other: nothing but their names was given.
    Overview,
}

/// When.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Years {
    /// The latest year there is.
    Latest,
    /// One year.
    One(i16),
    /// From and to, both included.
    Between(i16, i16),
    /// From a year on.
    Since(i16),
    /// So many of the latest there are; at least 1.
    Last(u16),
    /// All there are.
    All,
    /// All that are projected.
    ToCome,
}

/// Which area comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// Whether that with the highest value.
    pub highest: bool,
    /// Which kind of area.
    pub among: Level,
}

/// What was concluded from some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// The words as they stand in the question; empty for what no word says, but all together.
    pub words: String,
    /// What they were taken for.
    pub means: Text,
}

/// A question that was not understood.
#[derive(Clone, Debug, PartialEq)]
pub struct NotUnderstood {
    /// Why.
    pub reason: Reason,
    /// What was understood of it.
    pub used: Vec<Conclusion>,
    /// The words that were not understood, or contradict others.
    pub unknown: Vec<String>,
    /// Words that may be meant instead: titles of indicators and names of places.
    pub suggestions: Vec<Text>,
}

/// Why a question was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There are words nobody told what they mean.
    UnknownWords,
    /// A place in Germany that has no figures here.
    PlaceWithoutFigures,
    /// A name that several places bear.
    SeveralPlaces,
    /// Nothing is asked for.
    NothingAsked,
    /// Two things are asked for at once, or what does not go together.
    Contradiction,
    /// There are no figures of this kind.
    NoFigures,
}

impl Ground {
    /// What a question asks for.
    pub fn understand(&self, question: &str) -> Answer {
        understand::understand(self, question)
    }
}
