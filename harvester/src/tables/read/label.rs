//! The code that a label means in a dimension.

use crate::tables::mapping::{Place, folded};
use datenkreis_vocab::cube::label::{self, is_total};
use datenkreis_vocab::cube::{AreaKey, Dimension, Level};
use datenkreis_vocab::gazetteer;
use foldhash::{HashMap, HashMapExt};
use std::sync::Arc;

/// What a label means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A code. Of an area, whether the present register knows it.
    Code {
        /// Its notation.
        notation: Arc<str>,
        /// Whether it is in use at present; always so for other dimensions.
        is_present: bool,
    },
    /// Not to be read, by declaration.
    LeftOut,
    /// Nothing that is known.
    Unknown,
}

/// Reads the labels of one dimension, each once.
pub struct Labels<'a> {
    dimension: &'a Dimension,
    place: &'a Place,
    known: HashMap<String, Meaning>,
}

/// Different labels that are remembered; in usual tables there are fewer by far.
const REMEMBERED: usize = 100_000;

impl<'a> Labels<'a> {
    /// The labels of a dimension that stand at a place.
    pub fn new(dimension: &'a Dimension, place: &'a Place) -> Self {
        Self { dimension, place, known: HashMap::new() }
    }

    /// What a label means.
    pub fn read(&mut self, label: &str) -> Meaning {
        if let Some(meaning) = self.known.get(label) {
            return meaning.clone();
        }
        let meaning = self.meaning(label);
        if self.known.len() < REMEMBERED {
            self.known.insert(label.into(), meaning.clone());
        }
        meaning
    }

    fn meaning(&self, found: &str) -> Meaning {
        let whole = folded(found);
        let label = match &self.place.matches {
            None => whole.as_str(),
            Some(regex) => match regex.captures(&whole).and_then(|captures| captures.get(1)) {
                Some(part) => part.as_str().trim(),
                // What is declared for the whole label needs no match.
                None if self.place.codes.contains_key(&whole) || self.place.leave_out.contains(&whole) => {
                    &whole
                }
                None => return Meaning::Unknown,
            },
        };
        let is_listed = |list: &[String]| list.iter().any(|entry| entry == label || *entry == whole);
        if is_listed(&self.place.leave_out) {
            return Meaning::LeftOut;
        }
        let declared = self.place.codes.get(label).or_else(|| self.place.codes.get(&whole));
        code(self.dimension, self.place, label, declared.map(String::as_str))
    }
}

/// The code of a label, or the one declared for it.
fn code(dimension: &Dimension, place: &Place, label: &str, declared: Option<&str>) -> Meaning {
    let notation = match (dimension, declared) {
        (Dimension::RefArea, Some(key)) => return area(AreaKey::read(key)),
        (Dimension::RefArea, None) => {
            return area(match &place.within {
                Some(around) => around.part(label).filter(|_| is_number_of_part(label)),
                None => AreaKey::read(label),
            });
        }
        (_, Some(notation)) => Some(notation.to_owned()),
        (Dimension::RefPeriod, None) => label::period(label).map(|period| period.to_string()),
        (Dimension::Sex, None) => label::sex(label).map(str::to_owned),
        (Dimension::Age, None) => label::age(label),
        (Dimension::Coded(coded), None) => {
            let plain = label::plain(label);
            let is_called = |name: &str| label::plain(name) == plain;
            let code = coded.codes.iter().find(|code| code.notation == label).or_else(|| {
                coded.codes.iter().find(|code| is_called(&code.label.de) || is_called(&code.label.en))
            });
            let total = || dimension.total().filter(|_| is_total(label)).map(str::to_owned);
            code.map(|code| code.notation.clone()).or_else(total)
        }
    };
    notation
        .map_or(Meaning::Unknown, |notation| Meaning::Code { notation: notation.into(), is_present: true })
}

/// Whether a label can be the number of a part of an area: `3`, `012`, `7a`. Words and `000` are not: they mean the
/// whole as a rule, and taken for a part it would be counted beside its parts.
fn is_number_of_part(label: &str) -> bool {
    label.starts_with(|first: char| first.is_ascii_digit())
        && label.contains(|figure: char| ('1'..='9').contains(&figure))
}

fn area(key: Option<AreaKey>) -> Meaning {
    key.map_or(Meaning::Unknown, |key| Meaning::Code {
        is_present: is_present(&key),
        notation: key.as_str().into(),
    })
}

/// Whether the present register knows an area, or the area that it is a part of.
fn is_present(key: &AreaKey) -> bool {
    match key.level() {
        Level::Country => true,
        Level::Quarter => key.parent().is_some_and(|around| is_present(&around)),
        _ => gazetteer::by_key(key.as_str()).is_some_and(|place| place.is_called(key.as_str())),
    }
}
