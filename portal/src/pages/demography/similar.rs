//! Municipalities like this one, by a stated distance, and what makes the difference.

use super::Ground;
use crate::chart::number::number;
use crate::pages::value::Value;
use datenkreis_vocab::cube::known::INDICATORS;
use datenkreis_vocab::cube::{AreaKey, Level};
use datenkreis_vocab::indicator::by_id;
use datenkreis_vocab::similar::{FEATURES, Profiles};

/// How many are shown, the nearest first.
const SHOWN: usize = 5;

/// One of the similar areas.
pub struct SimilarRow {
    /// Its name, leading to its page.
    pub name: Value,
    /// The distance; 0 is the same.
    pub distance: String,
    /// The indicator in which they differ most.
    pub because: String,
}

/// The areas most like one, and by which indicators they were compared. Of all that have figures: those of the
/// region first of all, others where tables tell of them.
pub fn rows(ground: &Ground<'_>, area: &AreaKey) -> (Vec<SimilarRow>, String) {
    let Some(cube) = ground.cubes.get(INDICATORS) else { return (vec![], String::new()) };
    let figures = ground.figures();
    let language = ground.language.tag();
    let newest = |area: &AreaKey, id: &str| {
        let years = figures.years(INDICATORS, area);
        years
            .iter()
            .rev()
            .find_map(|year| figures.find(INDICATORS, &[area.as_str(), &year.to_string(), id]).value())
    };
    let profiles = Profiles::new(Level::Municipality, cube.areas().iter(), FEATURES, newest);
    let similar = profiles.similar_to(area).unwrap_or_default();
    let rows = similar.iter().take(SHOWN).map(|similar| {
        let most = similar.contributions.iter().max_by(|one, other| one.share.total_cmp(&other.share));
        let most = most.and_then(|most| by_id(most.indicator)).map(|indicator| indicator.title(language));
        SimilarRow {
            name: Value::own(figures.name(&similar.area), ground.links.area(&similar.area)),
            distance: number(ground.language, similar.distance, 2),
            because: most.map(|title| ground.texts.differs_most(title)).unwrap_or_default(),
        }
    });
    let by: Vec<&str> = FEATURES
        .iter()
        .filter_map(|feature| by_id(feature.indicator))
        .map(|indicator| indicator.title(language))
        .collect();
    (rows.collect(), format!("{}.", by.join(", ")))
}
