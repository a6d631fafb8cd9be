//! The places within a text that as a whole means none: “Göda und Umgebung”, “Landkreis Bautzen ohne Stadt Kamenz”,
//! “Statistisches Amt der Stadt Dresden”.

use super::names::Names;
use super::place::{Kind, Place};
use super::wording::{Rank, readings};
use crate::lists::fold;

/// A name within a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The places that are called so; none for a district or state that the register does not know.
    pub places: Vec<&'static Place>,
    /// Whether a place is meant for certain: it is called by its rank, or by the name of a single town, district or
    /// state. Names of villages, and those that several places bear, are names of parts of towns too.
    pub is_certain: bool,
}

/// No text about a place needs more.
const LONGEST_TEXT_BYTES: usize = 300;
const LONGEST_NAME_WORDS: usize = 5;

/// Words behind which the name of a part of a town follows.
const PARTS: [&str; 20] = [
    "ortsteil",
    "ortsteile",
    "ortsteilen",
    "ot",
    "ortschaft",
    "ortschaften",
    "ortslage",
    "stadtteil",
    "stadtteile",
    "stadtteilen",
    "stadtbezirk",
    "stadtbezirke",
    "stadtviertel",
    "bezirk",
    "viertel",
    "quartier",
    "siedlung",
    "gemarkung",
    "gemarkungen",
    "flur",
];

/// Words that make the name before them that of a street.
const STREETS: [&str; 8] = ["strasse", "str", "platz", "weg", "allee", "ring", "damm", "ufer"];

/// The names in a text, in its order, the longest where one holds another.
pub(super) fn of(names: &Names, places: &'static [Place], text: &str) -> Vec<Mention> {
    let text = &text[..text.floor_char_boundary(LONGEST_TEXT_BYTES.min(text.len()))];
    let clauses = text.split([',', ';', ':', '|', '/', '(', ')', '\n', '–', '—']);
    clauses.flat_map(|clause| of_clause(names, places, clause)).collect()
}

fn of_clause(names: &Names, places: &'static [Place], clause: &str) -> Vec<Mention> {
    let words: Vec<&str> = clause.split_whitespace().collect();
    let mut mentions = vec![];
    let mut rest = &words[..];
    while let Some(word) = rest.first() {
        let length = match longest(names, places, rest) {
            Some((length, mention)) => {
                mentions.push(mention);
                length
            }
            // “Ortsteil Wiesa”, but not “Ortsteil von Bautzen”
            None if PARTS.contains(&fold(word).as_str()) && rest.get(1).is_some_and(|next| is_name(next)) => {
                2
            }
            None => 1,
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    mentions
}

/// The longest name that these words begin with, and of how many words it is.
fn longest(names: &Names, places: &'static [Place], words: &[&str]) -> Option<(usize, Mention)> {
    let first = words.first().filter(|word| is_name(word) && !PARTS.contains(&fold(word).as_str()))?;
    let is_street =
        |length: usize| words.get(length).is_some_and(|next| STREETS.contains(&fold(next).as_str()));
    let lengths = (1..=words.len().min(LONGEST_NAME_WORDS)).rev().filter(|length| !is_street(*length));
    let mut named =
        lengths.filter_map(|length| Some((length, called(names, places, &words[..length].join(" "))?)));
    named.next().or_else(|| {
        // “Landkreis Kamenz” is none of today, but a district, and not the town.
        let is_area =
            matches!(Rank::of(first), Some(Rank::State | Rank::GovernmentDistrict | Rank::District));
        let is_unknown = is_area && words.get(1).is_some_and(|next| is_name(next));
        is_unknown.then(|| (2, Mention { places: vec![], is_certain: true }))
    })
}

fn is_name(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// The places that are called so, by their names or the beginnings of those.
fn called(names: &Names, places: &'static [Place], text: &str) -> Option<Mention> {
    let readings = readings(text);
    let found = [false, true].into_iter().find_map(|by_base| {
        let mut found = readings.iter().map(|reading| names.candidates(places, reading, by_base));
        found.find(|found| !found.is_empty())
    })?;
    let is_known_town =
        matches!(found[..], [place] if !matches!(place.kind, Kind::Municipality | Kind::Area));
    let is_explicit = found.iter().any(|place| names.is_explicit(places, &readings, place));
    Some(Mention { is_certain: is_known_town || is_explicit, places: found })
}
