//! The places a question names.

use super::Ground;
use super::text::{Token, fold, tokens, tolerance};
use crate::cube::{AreaKey, Level};
use crate::gazetteer::{self, Context};

/// Names have so many words at most.
const LONGEST: usize = 6;
/// The next best name must differ by so many letters more.
const MARGIN: usize = 2;

/// A name found at some tokens.
pub(super) enum Found {
    /// One place.
    One(AreaKey, usize),
    /// Several bear the name.
    Several(Vec<AreaKey>, usize),
}

/// The known places by the folded words of their names.
pub(super) struct Places(Vec<(Vec<String>, AreaKey)>);

impl Places {
    pub(super) fn of(ground: &Ground) -> Self {
        let name = |name: &String, key: &AreaKey| {
            (tokens(name).into_iter().map(|token| token.folded).collect::<Vec<_>>(), key.clone())
        };
        let names =
            ground.places.iter().flat_map(|place| place.names.iter().map(move |text| name(text, &place.key)));
        Self(names.filter(|(words, _)| !words.is_empty()).collect())
    }

    /// The longest name that some tokens begin with. In a text that gives names capitals, a name without one is a
    /// word like others (“Wie viele kamen nach Selm?”).
    pub(super) fn at(&self, tokens: &[Token], uses_capitals: bool) -> Option<Found> {
        let first = tokens.first()?;
        if uses_capitals && !first.text.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        for length in (1..=LONGEST.min(tokens.len())).rev() {
            let words = tokens[..length].iter().map(|token| token.folded.as_str());
            let mut keys: Vec<AreaKey> = self
                .0
                .iter()
                .filter(|(name, _)| name.iter().map(String::as_str).eq(words.clone()))
                .map(|(_, key)| key.clone())
                .collect();
            keys.sort();
            keys.dedup();
            match keys.len() {
                0 => {}
                1 => return keys.pop().map(|key| Found::One(key, length)),
                _ => return Some(Found::Several(keys, length)),
            }
        }
        None
    }

    /// The only place whose name of one word is nearly this one, and by how many letters it differs. A name that a
    /// place in Germany bears is never taken for another one.
    pub(super) fn nearly(&self, token: &Token) -> Option<(AreaKey, String, usize)> {
        let allowed = tolerance(token.folded.chars().count());
        if allowed == 0 || is_elsewhere(&token.text) {
            return None;
        }
        let distances = self.0.iter().filter(|(name, _)| name.len() == 1);
        let mut near: Vec<(usize, &AreaKey, &String)> = distances
            .map(|(name, key)| (strsim::osa_distance(&name[0], &token.folded), key, &name[0]))
            .collect();
        near.sort();
        let (distance, key, name) = *near.first()?;
        let next =
            near.iter().find(|(_, other, _)| *other != key).map_or(usize::MAX, |(distance, ..)| *distance);
        (distance <= allowed && next >= distance + MARGIN).then(|| (key.clone(), name.clone(), distance))
    }

    /// The known place of a level around a place; without a place, the only known one of this level.
    pub(super) fn of_level(ground: &Ground, level: Level, place: Option<&AreaKey>) -> Option<AreaKey> {
        let mut keys = ground.places.iter().map(|known| &known.key).filter(|key| {
            key.level() == level && place.is_none_or(|place| key.holds(place) && *key != place)
        });
        let only = keys.next()?;
        keys.next().is_none().then(|| only.clone())
    }
}

/// Whether the register of municipalities knows the name.
pub(super) fn is_elsewhere(name: &str) -> bool {
    gazetteer::named(name, &Context::default()) != gazetteer::Meaning::Nothing
}

/// What a place is called.
pub(super) fn name_of(ground: &Ground, key: &AreaKey) -> String {
    let known = ground.places.iter().find(|place| place.key == *key);
    known.and_then(|place| place.names.first()).cloned().unwrap_or_else(|| key.to_string())
}

/// Names that look a little like a word.
pub(super) fn similar(ground: &Ground, word: &str) -> Vec<String> {
    let folded = fold(word);
    let names = ground.places.iter().filter_map(|place| place.names.first());
    names.filter(|name| strsim::jaro_winkler(&fold(name), &folded) > 0.85).cloned().collect()
}
