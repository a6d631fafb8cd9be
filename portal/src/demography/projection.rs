//! The table `[statistics.projection]` of the portal file: that the population is projected, and how. Every key may
//! be left out.

use datenkreis_catalogue::cubes::projection::{Assumed, Settings};
use datenkreis_harvester::tables::Mapping;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::projection::Spread;
use serde::Deserialize;
use std::ops::RangeInclusive;

/// Years that may be projected or looked back upon.
const YEARS: RangeInclusive<i16> = 1900..=2200;
/// The farthest end, in years after the start.
const FARTHEST: i16 = 50;
/// Years that tell how many people move.
const MIGRATION_YEARS: RangeInclusive<i16> = 3..=30;

/// What an operator sets about the projection.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProjectionSettings {
    /// The year at whose end it starts; the last one with figures of the region, if none is set.
    pub start: Option<i16>,
    /// The last year; 20 years after the start, if none is set.
    pub until: Option<i16>,
    /// Where probabilities of death stand.
    pub mortality: Option<AssumedSettings>,
    /// Where births by age stand.
    pub fertility: Option<AssumedSettings>,
    /// How the ages of mothers are counted.
    pub mothers: Mothers,
    /// By which share mortality declines each year; 0.01 if none is set.
    pub mortality_decline: Option<f64>,
    /// What is left of net migration from one year to the next; 1 if none is set.
    pub damping: Option<f64>,
    /// By which share low and high variant differ in births per woman; 0.1 if none is set.
    pub fertility_spread: Option<f64>,
    /// By which share they differ in net migration; 0.25 if none is set.
    pub migration_spread: Option<f64>,
    /// Years before the start that tell how many people move; 10 if none is set.
    pub migration_years: Option<i16>,
    /// The year the back-test starts from; the first possible one, if none is set.
    pub back_test: Option<i16>,
}

/// A cube, and the area of it whose figures are assumed for the region.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssumedSettings {
    /// The id of the cube.
    pub cube: String,
    /// The area, Germany if none is set.
    #[serde(default = "AreaKey::germany")]
    pub area: AreaKey,
}

/// How the ages of mothers are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mothers {
    /// The year of birth of the child less that of the mother, as Destatis does.
    #[default]
    YearsOfBirth,
    /// Completed years of age.
    CompletedYears,
}

impl ProjectionSettings {
    /// What is wrong, each by its key.
    pub fn mistakes(&self) -> Vec<(&'static str, String)> {
        let mut mistakes = vec![];
        for (key, year) in [("start", self.start), ("until", self.until), ("back_test", self.back_test)] {
            if year.is_some_and(|year| !YEARS.contains(&year)) {
                mistakes.push((key, format!("`{key}` is a year from {} to {}", YEARS.start(), YEARS.end())));
            }
        }
        if let (Some(start), Some(until)) = (self.start, self.until)
            && !(start + 1..=start.saturating_add(FARTHEST)).contains(&until)
        {
            mistakes.push(("until", format!("`until` is 1 to {FARTHEST} years after `start`, {start}")));
        }
        if let (Some(start), Some(back_test)) = (self.start, self.back_test)
            && back_test >= start
        {
            mistakes.push(("back_test", format!("`back_test` is a year before `start`, {start}")));
        }
        for (key, share, most) in [
            ("mortality_decline", self.mortality_decline, 0.1),
            ("damping", self.damping, 1.0),
            ("fertility_spread", self.fertility_spread, 1.0),
            ("migration_spread", self.migration_spread, 1.0),
        ] {
            if share.is_some_and(|share| !(0.0..=most).contains(&share)) {
                mistakes.push((key, format!("`{key}` is a share from 0 to {most}")));
            }
        }
        if self.migration_years.is_some_and(|years| !MIGRATION_YEARS.contains(&years)) {
            let (least, most) = MIGRATION_YEARS.into_inner();
            mistakes.push((
                "migration_years",
                format!("`migration_years` is a whole number from {least} to {most}"),
            ));
        }
        mistakes
    }

    /// Cubes it needs that no table feeds, each by its key; by none where the key is not set.
    pub fn missing(&self, tables: &[Mapping]) -> Vec<(&'static str, String)> {
        let Settings { mortality, fertility, .. } = self.settings();
        let is_fed =
            |id: &str| tables.iter().flat_map(|mapping| &mapping.cubes).any(|cube| cube.definition.id == id);
        let key = |key, is_set| if is_set { key } else { "" };
        let needed = [
            (key("mortality", self.mortality.is_some()), mortality.cube),
            (key("fertility", self.fertility.is_some()), fertility.cube),
        ];
        let missing = needed.into_iter().filter(|(_, id)| !is_fed(id)).map(|(key, id)| {
            (key, format!("the projection needs the cube `{id}`, but no mapping in `tables` feeds it"))
        });
        missing.collect()
    }

    /// As the calculation takes them; what else it needs is not set here.
    pub fn settings(&self) -> Settings {
        let defaults = Settings::default();
        let assumed = |set: &Option<AssumedSettings>, default| {
            set.as_ref().map_or(default, |set| Assumed { cube: set.cube.clone(), area: set.area.clone() })
        };
        Settings {
            start: self.start,
            until: self.until,
            mortality: assumed(&self.mortality, defaults.mortality),
            fertility: assumed(&self.fertility, defaults.fertility),
            completed_ages: self.mothers == Mothers::CompletedYears,
            mortality_decline: self.mortality_decline.unwrap_or(defaults.mortality_decline),
            damping: self.damping.unwrap_or(defaults.damping),
            spread: Spread {
                fertility: self.fertility_spread.unwrap_or(defaults.spread.fertility),
                migration: self.migration_spread.unwrap_or(defaults.spread.migration),
            },
            migration_years: self.migration_years.unwrap_or(defaults.migration_years),
            back_test: self.back_test,
            ..defaults
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_have_ranges() {
        let check = |text: &str, expected: &[&str]| {
            let settings: ProjectionSettings = toml::from_str(text).expect(text);
            let found: Vec<_> = settings.mistakes().into_iter().map(|(key, _)| key).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("", &[]);
        check("start = 2024\nuntil = 2040\nback_test = 2015\ndamping = 0.95", &[]);
        check("start = 2024\nuntil = 2024\nback_test = 2024", &["until", "back_test"]);
        check(
            "until = 20400\nfertility_spread = -0.1\nmortality_decline = 1.0",
            &["until", "mortality_decline", "fertility_spread"],
        );
        check("migration_years = 2", &["migration_years"]);
        assert!(toml::from_str::<ProjectionSettings>("horizon = 2040").is_err());
    }

    #[test]
    fn what_is_not_set_is_as_the_calculation_has_it() {
        assert_eq!(ProjectionSettings::default().settings(), Settings::default());
        let set: ProjectionSettings =
            toml::from_str("mothers = \"completed-years\"\nmortality = { cube = \"tafel\" }")
                .expect("settings");
        assert_eq!(set.settings().mortality, Assumed::of_germany("tafel"));
        assert!(set.settings().completed_ages);
        let missing: Vec<_> = set.missing(&[]).into_iter().map(|(key, _)| key).collect();
        assert_eq!(missing, ["mortality", ""]);
    }
}
