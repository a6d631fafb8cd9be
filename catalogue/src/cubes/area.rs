//! What is known of an area: its name, its rank, and what lies around it.

use datenkreis_vocab::cube::{AreaKey, Level};
use datenkreis_vocab::gazetteer;
use datenkreis_vocab::text::Text;
use std::collections::BTreeMap;

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
    /// The area that took its place, if it was dissolved.
    pub successor: Option<AreaKey>,
}

impl Area {
    /// What it is.
    pub fn level(&self) -> Level {
        self.key.level()
    }
}

/// Names of areas: those of the register of municipalities, and those the operator gives to parts of
/// municipalities, which no register knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaNames {
    configured: BTreeMap<AreaKey, String>,
}

impl AreaNames {
    /// The register, and names for further areas. A configured name counts more than that of the register.
    pub fn new(configured: impl IntoIterator<Item = (AreaKey, String)>) -> Self {
        Self { configured: configured.into_iter().collect() }
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
        if let Some(name) = self.configured.get(key) {
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
        let names = AreaNames::new([(key("05978020-3"), "Methler".to_owned())]);
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
        let area = AreaNames::default().area(&key);
        assert!(area.successor.is_some_and(|successor| successor != key), "{}", area.name.de);
    }
}
