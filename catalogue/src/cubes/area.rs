//! What is known of an area: its name, its rank, what lies around it, and what it was made of.

use super::Crosswalk;
use super::rebase::ROUNDING;
use datenkreis_vocab::cube::{AreaKey, Level};
use datenkreis_vocab::gazetteer;
use datenkreis_vocab::text::Text;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// An area as people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its key.
    pub key: AreaKey,
    /// Its name with its rank, as the register has it: “Selm, Stadt”. The key itself if nobody knows a name.
    pub name: Text,
    /// Its name for headings: “Selm”.
    pub short_name: Text,
    /// What follows the name behind the comma: “Stadt”.
    pub rank: Option<String>,
    /// The area around it.
    pub parent: Option<AreaKey>,
    /// The area that took its place, if the register does not know it any more, but what came after it.
    pub successor: Option<AreaKey>,
}

impl Area {
    /// What it is.
    pub fn level(&self) -> Level {
        self.key.level()
    }
}

/// What is known of areas: from the register of municipalities, and from the operator, who names parts of
/// municipalities, which no register knows, and says what became of dissolved areas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Areas {
    names: BTreeMap<AreaKey, String>,
    crosswalks: Vec<Crosswalk>,
}

impl Areas {
    /// The register, with names for further areas, and with what became of dissolved ones. A configured name
    /// counts more than that of the register.
    pub fn new(
        names: impl IntoIterator<Item = (AreaKey, String)>,
        crosswalks: impl IntoIterator<Item = Crosswalk>,
    ) -> Self {
        Self { names: names.into_iter().collect(), crosswalks: crosswalks.into_iter().collect() }
    }

    /// What came to an area, as configured.
    pub fn predecessors(&self, key: &AreaKey) -> impl Iterator<Item = &Crosswalk> {
        self.crosswalks.iter().filter(move |crosswalk| crosswalk.to == *key)
    }

    /// What an area gave to others, as configured.
    pub fn successors(&self, key: &AreaKey) -> impl Iterator<Item = &Crosswalk> {
        self.crosswalks.iter().filter(move |crosswalk| crosswalk.from == *key)
    }

    /// Whether an area is no more: nothing was left of it on some day, as configured, or the register says so.
    pub fn is_dissolved(&self, key: &AreaKey) -> bool {
        let mut given: BTreeMap<Date, f64> = BTreeMap::new();
        for crosswalk in self.successors(key) {
            *given.entry(crosswalk.date).or_default() += crosswalk.share;
        }
        let last = given.pop_last();
        let is_reborn = |date| self.predecessors(key).any(|crosswalk| crosswalk.date > date);
        match last {
            Some((date, share)) => share > 1.0 - ROUNDING && !is_reborn(date),
            None => self.area(key).successor.is_some(),
        }
    }

    /// The areas that took the place of one that is no more.
    pub fn replaced_by(&self, key: &AreaKey) -> BTreeSet<AreaKey> {
        if !self.is_dissolved(key) {
            return BTreeSet::new();
        }
        let configured: BTreeSet<AreaKey> =
            self.successors(key).map(|crosswalk| crosswalk.to.clone()).collect();
        if configured.is_empty() { self.area(key).successor.into_iter().collect() } else { configured }
    }

    /// The areas that are no more, as configured, by their keys.
    pub fn dissolved(&self) -> BTreeSet<&AreaKey> {
        self.crosswalks.iter().map(|crosswalk| &crosswalk.from).filter(|key| self.is_dissolved(key)).collect()
    }

    /// What is known of an area.
    pub fn area(&self, key: &AreaKey) -> Area {
        let (name, successor) = self.name(key);
        let short = |name: &str| name.split(", ").next().unwrap_or(name).trim().to_owned();
        Area {
            key: key.clone(),
            short_name: Text::new(short(&name.de), short(&name.en)),
            rank: name.de.split_once(", ").map(|(_, rank)| rank.to_owned()),
            parent: key.parent(),
            successor,
            name,
        }
    }

    /// The name of an area, and the key of its successor if it was dissolved.
    fn name(&self, key: &AreaKey) -> (Text, Option<AreaKey>) {
        let same = |name: &str| Text::new(name, name);
        if let Some(name) = self.names.get(key) {
            return (same(name), None);
        }
        if key.level() == Level::Country {
            return (Text::new("Deutschland", "Germany"), None);
        }
        if let Some(place) = gazetteer::by_key(key.as_str()).filter(|place| place.is_called(key.as_str())) {
            return (same(place.name), None);
        }
        if let Some((name, successor)) = gazetteer::former(key.as_str()) {
            return (same(name), AreaKey::read(successor.key));
        }
        (same(key.as_str()), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_have_names() {
        let key = |key: &str| AreaKey::read(key).expect(key);
        let names = Areas::new([(key("05978020-3"), "Methler".to_owned())], []);
        let check = |of: &str, name: &str, short: &str, rank: Option<&str>, parent: Option<&str>| {
            let area = names.area(&key(of));
            assert_eq!((area.name.de.as_str(), area.short_name.de.as_str()), (name, short));
            assert_eq!(area.rank.as_deref(), rank);
            assert_eq!(area.parent.as_ref().map(AreaKey::as_str), parent);
            assert_eq!(area.successor, None);
        };
        check("05978032", "Selm, Stadt", "Selm", Some("Stadt"), Some("05978"));
        check("05978", "Kreis Unna", "Kreis Unna", None, Some("05"));
        check("05", "Nordrhein-Westfalen", "Nordrhein-Westfalen", None, Some("DE"));
        check("055", "Reg.-Bez. Münster", "Reg.-Bez. Münster", None, Some("05"));
        check("05978020-3", "Methler", "Methler", None, Some("05978020"));
        check("05978020-4", "05978020-4", "05978020-4", None, Some("05978020"));
        check("DE", "Deutschland", "Deutschland", None, None);
        assert_eq!(names.area(&key("DE")).name.en, "Germany");
    }

    #[test]
    fn dissolved_areas_keep_their_names() {
        let key = AreaKey::read("03152").expect("a key");
        let area = Areas::default().area(&key);
        assert!(area.successor.is_some_and(|successor| successor != key), "{}", area.name.de);
    }

    #[test]
    fn what_became_of_areas_is_configured() {
        let key = |key: &str| AreaKey::read(key).expect(key);
        let crosswalk = Crosswalk {
            from: key("03152"),
            to: key("03159"),
            share: 1.0,
            date: jiff::civil::date(2016, 11, 1),
            source: "Gesetz".into(),
        };
        let areas = Areas::new([], [crosswalk.clone()]);
        assert_eq!(areas.successors(&key("03152")).collect::<Vec<_>>(), [&crosswalk]);
        assert_eq!(areas.predecessors(&key("03159")).collect::<Vec<_>>(), [&crosswalk]);
        assert_eq!(areas.successors(&key("03159")).count() + areas.predecessors(&key("03152")).count(), 0);
        let areas = |share| {
            let given = Crosswalk { from: key("05978004"), to: key("05978036"), share, ..crosswalk.clone() };
            Areas::new([], [given])
        };
        assert_eq!(areas(1.0).replaced_by(&key("05978004")), BTreeSet::from([key("05978036")]));
        assert_eq!(areas(0.4).replaced_by(&key("05978004")), BTreeSet::new());
        assert!(areas(1.0).is_dissolved(&key("05978004")));
        assert!(!areas(0.4).is_dissolved(&key("05978004")));
        assert!(!areas(1.0).is_dissolved(&key("05978036")));
        assert_eq!(areas(1.0).dissolved(), BTreeSet::from([&key("05978004")]));
    }

    /// Every municipality of the official register has its name.
    #[test]
    fn municipalities_are_called_as_the_register_does() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpora/keys/GV100AD_31082025.txt");
        let Ok(register) = std::fs::read_to_string(path) else {
            println!("skipped: {path} is not there");
            return;
        };
        let areas = Areas::default();
        let mut count = 0;
        for line in register.lines().filter(|line| line.starts_with("60")) {
            let field = |from, length| line.chars().skip(from).take(length).collect::<String>();
            let (key, name) = (field(10, 8), field(22, 50));
            // A city that belongs to no district is known as the district it is.
            if key.ends_with("000") {
                continue;
            }
            let area = areas.area(&AreaKey::read(&key).expect(&key));
            assert_eq!(area.name.de, name.trim(), "{key}");
            count += 1;
        }
        assert!(count > 10_000);
    }
}
