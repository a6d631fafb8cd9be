//! What the words of a question mean, each by itself.

use super::ages::age_at;
use super::places::{Found, Places, is_elsewhere, name_of};
use super::text::{Token, tolerance};
use super::words::{Meaning, phrase, single};
use super::years::years_at;
use super::{Conclusion, Ground, Reason, Years};
use crate::cube::known::cube;
use crate::cube::{Age, AreaKey, Dimension, Level};
use crate::text::Text;

/// What was read so far.
pub(super) struct Reading<'a> {
    pub(super) ground: &'a Ground,
    pub(super) names: Places,
    pub(super) used: Vec<Conclusion>,
    pub(super) unknown: Vec<String>,
    /// Why words that are known say nothing here.
    pub(super) wrong: Option<Reason>,
    pub(super) indicators: Vec<&'static str>,
    pub(super) cube: Vec<(&'static str, &'static str)>,
    pub(super) persons: bool,
    /// Whether there are words beside names and years, though they say nothing by themselves.
    pub(super) asks: bool,
    pub(super) sex: Vec<&'static str>,
    pub(super) ages: Vec<Age>,
    /// The ages that a word such as “children” stands for.
    pub(super) aged: Option<Age>,
    /// Whether it is asked how many there are of each age.
    pub(super) of_each_age: bool,
    pub(super) share: bool,
    /// The words that ask for an average.
    pub(super) average: Option<String>,
    /// The word that tells of moving, and whether words say to where and from where.
    pub(super) moved: Option<String>,
    pub(super) toward: bool,
    pub(super) away: Option<String>,
    pub(super) years: Vec<Years>,
    pub(super) course: bool,
    pub(super) places: Vec<AreaKey>,
    pub(super) compared: Vec<AreaKey>,
    pub(super) compares: bool,
    /// Whether places that follow are those to compare with.
    pub(super) others: bool,
    /// The word after which a place to compare with has to be named.
    pub(super) than: Option<String>,
    pub(super) asks_for_area: bool,
    /// Kinds of areas with their words, and whether an “and” joins them to a place before.
    pub(super) kinds: Vec<(Level, String, bool)>,
    /// Whether the word before, articles apart, is “and”.
    joined: bool,
    pub(super) highest: Option<bool>,
    /// Whether the largest or smallest is asked for, of whatever.
    pub(super) by_size: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn new(ground: &'a Ground) -> Self {
        Self {
            ground,
            names: Places::of(ground),
            used: Vec::new(),
            unknown: Vec::new(),
            wrong: None,
            indicators: Vec::new(),
            cube: Vec::new(),
            persons: false,
            asks: false,
            sex: Vec::new(),
            ages: Vec::new(),
            aged: None,
            of_each_age: false,
            share: false,
            average: None,
            moved: None,
            toward: false,
            away: None,
            years: Vec::new(),
            course: false,
            places: Vec::new(),
            compared: Vec::new(),
            compares: false,
            others: false,
            than: None,
            asks_for_area: false,
            kinds: Vec::new(),
            joined: false,
            highest: None,
            by_size: false,
        }
    }

    /// Reads what some tokens begin with; how many they are.
    pub(super) fn read(&mut self, tokens: &[Token], uses_capitals: bool) -> usize {
        let words = |length: usize| {
            tokens[..length].iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        match self.names.at(tokens, uses_capitals) {
            Some(Found::One(key, length)) => {
                self.place(key, words(length));
                return length;
            }
            Some(Found::Several(keys, length)) => {
                let names: Vec<String> =
                    keys.iter().map(|key| format!("{} ({key})", name_of(self.ground, key))).collect();
                self.conclude(words(length), names.join(", "), names.join(", "));
                self.wrong.get_or_insert(Reason::SeveralPlaces);
                self.unknown.push(words(length));
                return length;
            }
            None => {}
        }
        if let Some((years, length)) = years_at(tokens) {
            self.years(years, words(length));
            return length;
        }
        // “Geburten je 1000” is one phrase, so phrases come before ages only where they are no single words.
        let found = phrase(tokens.iter().map(|token| token.stem.as_str()));
        if let Some((meaning, length)) = found.filter(|(_, length)| *length > 1) {
            self.mean(meaning, words(length));
            return length;
        }
        if let Some((age, length)) = age_at(tokens) {
            self.ages.push(age);
            let Text { de, en } = age.label();
            self.conclude(words(length), de, en);
            return length;
        }
        match found {
            Some((meaning, length)) => {
                self.mean(meaning, words(length));
                length
            }
            None => {
                self.nearly(&tokens[0]);
                1
            }
        }
    }

    pub(super) fn conclude(&mut self, words: String, de: impl Into<String>, en: impl Into<String>) {
        self.used.push(Conclusion { words, means: Text::new(de, en) });
    }

    pub(super) fn place(&mut self, key: AreaKey, words: String) {
        self.joined = false;
        let name = name_of(self.ground, &key);
        self.conclude(words, format!("{name} ({key})"), format!("{name} ({key})"));
        let list = if self.others { &mut self.compared } else { &mut self.places };
        if !list.contains(&key) {
            list.push(key);
        }
    }

    fn years(&mut self, years: Years, words: String) {
        let [de, en] = match years {
            Years::One(year) => [format!("Jahr {year}"), format!("year {year}")],
            Years::Between(from, to) => [format!("Jahre {from} bis {to}"), format!("years {from} to {to}")],
            Years::Since(from) => [format!("Jahre ab {from}"), format!("years from {from} on")],
            Years::Last(count) => [
                format!("die jüngsten Jahre mit Zahlen, {count} davon"),
                format!("the latest years that have figures, {count} of them"),
            ],
            Years::Latest | Years::All | Years::ToCome => ["jüngstes Jahr".into(), "latest year".into()],
        };
        self.conclude(words, de, en);
        push(&mut self.years, years);
    }

    fn mean(&mut self, meaning: Meaning, words: String) {
        let Text { de, en } = self.meaning_in_words(meaning);
        let joined = std::mem::take(&mut self.joined);
        match meaning {
            Meaning::Indicator(id) => push(&mut self.indicators, id),
            Meaning::Cube(cube, code) => push(&mut self.cube, (cube, code)),
            Meaning::Persons | Meaning::Larger => self.persons = true,
            Meaning::Sex(sex) => push(&mut self.sex, sex),
            Meaning::Aged(from, to) => self.aged = Some(Age { from, to }),
            Meaning::Ages => self.of_each_age = true,
            Meaning::Share => self.share = true,
            Meaning::Average => self.average = Some(words.clone()),
            Meaning::Moved => {
                self.moved = Some(words);
                return;
            }
            Meaning::Toward => {
                self.asks = true;
                self.toward = true;
                return;
            }
            Meaning::Away => {
                self.away = Some(words);
                return;
            }
            Meaning::Superlative(id, highest) => {
                push(&mut self.indicators, id);
                self.end(highest, &words);
            }
            Meaning::Extreme(highest) => self.end(highest, &words),
            Meaning::Size(highest) => {
                self.by_size = true;
                self.end(highest, &words);
            }
            Meaning::Which | Meaning::Where => self.asks_for_area = true,
            Meaning::Kind(level) => {
                self.kinds.push((level, words, joined));
                return;
            }
            Meaning::Course => self.course = true,
            Meaning::Compare => {
                self.compares = true;
                // “Vergleiche Selm mit Werne” names both after the word.
                self.others = !self.places.is_empty();
            }
            Meaning::Than => self.than(&words),
            Meaning::LargerThan => {
                self.persons = true;
                self.than(&words);
            }
            Meaning::Now => push(&mut self.years, Years::Latest),
            Meaning::ToCome => push(&mut self.years, Years::ToCome),
            Meaning::Filler => {
                self.asks = true;
                self.joined = joined || matches!(words.to_lowercase().as_str(), "und" | "and");
                return;
            }
        }
        self.conclude(words, de, en);
    }

    /// What follows is compared with, and has to be named.
    fn than(&mut self, words: &str) {
        self.compares = true;
        self.others = !self.places.is_empty();
        self.than = Some(words.to_owned());
    }

    fn end(&mut self, highest: bool, words: &str) {
        if self.highest.is_some_and(|known| known != highest) {
            self.wrong.get_or_insert(Reason::Contradiction);
            self.unknown.push(words.to_owned());
        }
        self.highest = Some(highest);
    }

    fn meaning_in_words(&self, meaning: Meaning) -> Text {
        let title = |id: &str| {
            let known = self.ground.indicators.iter().find(|(known, _)| known == id);
            known.map_or_else(|| Text::new(id, id), |(_, title)| title.clone())
        };
        let end = |highest: bool| {
            if highest { ["höchster Wert", "highest value"] } else { ["niedrigster Wert", "lowest value"] }
        };
        match meaning {
            Meaning::Indicator(id) => title(id),
            Meaning::Cube(id, code) => label_of(id, code),
            Meaning::Persons | Meaning::Larger | Meaning::LargerThan => Text::new("Personen", "persons"),
            Meaning::Sex(sex) => Dimension::Sex.label_of(sex).unwrap_or_default(),
            Meaning::Aged(from, to) => Age { from, to }.label(),
            Meaning::Ages => Text::new("Altersaufbau", "age structure"),
            Meaning::Share => Text::new("Anteil", "share"),
            Meaning::Average => Text::new("im Durchschnitt", "on average"),
            Meaning::Superlative(id, highest) => {
                let (Text { de, en }, end) = (title(id), end(highest));
                Text::new(format!("{de}: {}", end[0]), format!("{en}: {}", end[1]))
            }
            Meaning::Extreme(highest) | Meaning::Size(highest) => Text::new(end(highest)[0], end(highest)[1]),
            Meaning::Which | Meaning::Where => Text::new("Frage nach einem Gebiet", "asks for an area"),
            Meaning::Course => Text::new("alle Jahre", "all years"),
            Meaning::Compare | Meaning::Than => Text::new("Vergleich", "comparison"),
            Meaning::Now => Text::new("jüngstes Jahr", "latest year"),
            Meaning::ToCome => Text::new("vorausberechnete Jahre", "projected years"),
            Meaning::Kind(_) | Meaning::Moved | Meaning::Toward | Meaning::Away | Meaning::Filler => {
                Text::default()
            }
        }
    }

    /// A word that is none of the vocabulary: the only one that is nearly the same, or unknown.
    fn nearly(&mut self, token: &Token) {
        let is_place = is_elsewhere(&token.text);
        let allowed = if is_place { 0 } else { tolerance(token.stem.chars().count()) };
        let mut near: Vec<(usize, &str, Meaning)> = single()
            .map(|(stem, meaning)| (strsim::osa_distance(stem, &token.stem), stem, meaning))
            .collect();
        near.sort_by_key(|(distance, stem, _)| (*distance, *stem));
        let word = near.first().filter(|(distance, ..)| allowed > 0 && *distance <= allowed).copied();
        let is_only = |(distance, _, meaning): &(usize, &str, Meaning)| {
            near.iter().all(|(other, _, of)| of == meaning || other > distance)
        };
        let word = word.filter(is_only);
        let place = self.names.nearly(token);
        match (word, place) {
            (Some((distance, _, meaning)), place)
                if place.as_ref().is_none_or(|place| distance < place.2) =>
            {
                self.mean(meaning, token.text.clone());
                if let Some(last) = self.used.last_mut() {
                    nearly_written(last);
                }
            }
            (word, Some((key, _, distance))) if word.is_none_or(|word| distance < word.0) => {
                self.place(key, token.text.clone());
                if let Some(last) = self.used.last_mut() {
                    nearly_written(last);
                }
            }
            _ => {
                if is_place && token.text.chars().next().is_some_and(char::is_uppercase) {
                    self.wrong.get_or_insert(Reason::PlaceWithoutFigures);
                }
                self.unknown.push(token.text.clone());
            }
        }
    }
}

/// Adds what is not in a list yet.
pub(super) fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

fn nearly_written(conclusion: &mut Conclusion) {
    conclusion.means.de.push_str(", ähnlich geschrieben");
    conclusion.means.en.push_str(", written nearly so");
}

/// What a code of a known cube's own dimension is called.
fn label_of(id: &str, code: &str) -> Text {
    let dimensions = cube(id).map(|cube| cube.dimensions.as_slice()).unwrap_or_default();
    let label = |dimension: &Dimension| match dimension {
        Dimension::Coded(_) if code == "_T" => cube(id).map(|cube| cube.measure.label.clone()),
        Dimension::Coded(_) => dimension.label_of(code),
        _ => None,
    };
    dimensions.iter().find_map(label).unwrap_or_else(|| Text::new(code, code))
}
