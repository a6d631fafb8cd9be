//! The territory of the region: which areas its portal is about.

use datenkreis_harvester::config::Region;
use datenkreis_vocab::cube::{AreaKey, Level};
use datenkreis_vocab::text::Text;

/// The areas of the region's organisations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Territory {
    /// What the region is called.
    pub name: Text,
    /// Areas of organisations that lie in no other one of them: a district, or several.
    pub outer: Vec<AreaKey>,
    /// The municipalities among the organisations, in the order of the configuration.
    pub municipalities: Vec<AreaKey>,
}

impl Territory {
    /// The territory of a region; empty if no organisation has a key.
    pub fn of(region: &Region) -> Self {
        let keys: Vec<AreaKey> = region
            .organisations
            .iter()
            .filter_map(|organisation| AreaKey::read(organisation.ags.as_deref()?))
            .collect();
        let is_outer = |key: &&AreaKey| !keys.iter().any(|other| other != *key && other.holds(key));
        let is_municipality = |key: &&AreaKey| {
            key.is_municipality()
                || (key.level() == Level::District
                    && !keys.iter().any(|other| other != *key && key.holds(other)))
        };
        Self {
            name: region.title.clone(),
            outer: keys.iter().filter(is_outer).cloned().collect(),
            municipalities: keys.iter().filter(is_municipality).cloned().collect(),
        }
    }

    /// The smallest area around all of it: the district, the Land, Germany.
    pub fn around(&self) -> Option<AreaKey> {
        let first = self.outer.first()?.clone();
        std::iter::successors(Some(first), AreaKey::parent)
            .find(|area| self.outer.iter().all(|outer| area.holds(outer)))
    }

    /// Whether an area lies in it.
    pub fn holds(&self, area: &AreaKey) -> bool {
        self.outer.iter().any(|outer| outer.holds(area))
    }

    /// Whether an area lies around the territory without being an area of it: the Land around several districts.
    pub fn is_within(&self, area: &AreaKey) -> bool {
        !self.outer.is_empty() && self.outer.iter().all(|outer| area.holds(outer) && area != outer)
    }

    /// Whether an area is one to be shown within another: for one around the territory only what lies in the
    /// territory, else all.
    pub fn shows(&self, inner: &AreaKey, within: &AreaKey) -> bool {
        let is_around = self.outer.iter().any(|outer| within.holds(outer) && within != outer);
        !is_around || self.holds(inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_harvester::config::Organisation;

    fn territory(keys: &[&str]) -> Territory {
        let organisation = |key: &&str| {
            toml::from_str::<Organisation>(&format!("id = 'a'\nname = 'A'\nags = '{key}'"))
                .expect("an organisation")
        };
        Territory::of(&Region { organisations: keys.iter().map(organisation).collect(), ..Region::default() })
    }

    #[test]
    fn regions_have_a_territory() {
        let check = |keys: &[&str], outer: &[&str], municipalities: usize, around: &str| {
            let territory = territory(keys);
            assert_eq!(territory.outer.iter().map(AreaKey::as_str).collect::<Vec<_>>(), outer);
            assert_eq!(territory.municipalities.len(), municipalities);
            assert_eq!(territory.around().as_ref().map(AreaKey::as_str), Some(around));
        };
        check(&["05978", "05978004", "05978008"], &["05978"], 2, "05978");
        check(&["01002", "01057", "01058", "01057001"], &["01002", "01057", "01058"], 3, "01");
        check(&["05978004"], &["05978004"], 1, "05978004");
        assert_eq!(territory(&[]).around(), None);
    }

    #[test]
    fn around_the_territory_only_the_territory_is_shown() {
        let key = |key: &str| AreaKey::read(key).expect(key);
        let territory = territory(&["05958", "05962"]);
        assert!(
            territory.shows(&key("05958004"), &key("05")) && !territory.shows(&key("05978004"), &key("05"))
        );
        assert!(territory.shows(&key("05978004"), &key("05978")));
    }
}
