//! Municipalities like this one, by a stated distance, and what makes the difference.

use super::Ground;
use crate::chart::number::{number, percent};
use crate::demography::views::short_title;
use crate::pages::value::Value;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::INDICATORS;
use datenkreis_vocab::indicator::by_id;
use datenkreis_vocab::similar::{Contribution, FEATURES, Profiles};

/// How many are shown, the nearest first.
const SHOWN: usize = 5;

/// Among fewer than these, being the nearest says little.
const MANY: usize = 20;

/// Parts of a distance that are named, the largest first, if they are at least a tenth of it.
const NAMED: usize = 2;

/// What the page of an area says about similar ones.
pub struct SimilarAreas {
    /// The nearest first; none if the area cannot be compared.
    pub rows: Vec<SimilarRow>,
    /// By what areas are compared.
    pub by: String,
    /// Among how many, or why not.
    pub among: String,
}

/// One of the similar areas.
pub struct SimilarRow {
    /// Its name, leading to its page.
    pub name: Value,
    /// The distance; 0 is the same.
    pub distance: String,
    /// The indicators in which they differ most, with their part of the distance.
    pub because: String,
}

impl SimilarAreas {
    /// The municipalities most like one, of all that have figures: those of the region, and others where tables tell
    /// of them; not those that are no more, whose newest figures are old. `None` if the area is no municipality of today.
    pub fn new(ground: &Ground<'_>, area: &AreaKey) -> Option<Self> {
        let areas = &ground.portal.catalogue.statistics().areas;
        let is_compared = |area: &AreaKey| area.is_municipality() && !areas.is_dissolved(area);
        let cube = ground.cubes.get(INDICATORS).filter(|_| is_compared(area))?;
        let figures = ground.figures();
        let texts = ground.texts;
        let newest = |area: &AreaKey, id: &str| {
            let years = figures.years(INDICATORS, area);
            years
                .iter()
                .rev()
                .find_map(|year| figures.find(INDICATORS, &[area.as_str(), &year.to_string(), id]).value())
        };
        let municipalities = cube.areas().iter().filter(|area| is_compared(area));
        let profiles = Profiles::new(municipalities, FEATURES, newest);
        let title =
            |id: &str| by_id(id).map_or(String::new(), |found| found.title(ground.language.tag()).into());
        let similar = profiles.similar_to(area).unwrap_or_default();
        let among = match profiles.left_out().get(area) {
            Some(missing) => {
                let missing: Vec<String> = missing.iter().map(|id| title(id)).collect();
                texts.not_compared(&missing)
            }
            None => texts.compared_with(similar.len(), similar.len() < MANY),
        };
        let rows = similar.iter().take(SHOWN).map(|similar| SimilarRow {
            name: Value::own(figures.name(&similar.area), ground.links.area(&similar.area)),
            distance: number(ground.language, similar.distance, 2),
            because: Self::because(ground, &similar.contributions),
        });
        let by: Vec<String> = FEATURES.iter().map(|feature| title(feature.indicator)).collect();
        Some(Self { rows: rows.collect(), by: format!("{}.", by.join(", ")), among })
    }

    /// `verschieden vor allem in: Altenquotient (62 %), Bevölkerungsdichte (25 %)`.
    fn because(ground: &Ground<'_>, parts: &[Contribution]) -> String {
        let title = |id: &str| by_id(id).map_or(String::new(), |found| short_title(found, ground.language));
        let mut parts: Vec<&Contribution> = parts.iter().filter(|part| part.share >= 0.1).collect();
        parts.sort_by(|one, other| other.share.total_cmp(&one.share));
        let share =
            |part: &Contribution| percent(ground.language, &number(ground.language, part.share * 100.0, 0));
        let parts: Vec<String> = parts
            .into_iter()
            .take(NAMED)
            .map(|part| format!("{} ({})", title(part.indicator), share(part)))
            .collect();
        if parts.is_empty() { String::new() } else { ground.texts.differs_in(&parts) }
    }
}
