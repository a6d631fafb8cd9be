//! The boroughs of Berlin and Hamburg. No official list has keys for them: data about one are data about
//! its city, as far as keys go.

use super::place::Place;
use super::wording::{Rank, Reading, simplify};
use super::{Context, lines};
use std::collections::HashMap;

const TABLE: &str = include_str!("../../data/place_borough.tsv");

/// Cities by the simplified names of their boroughs.
pub(super) struct Boroughs(HashMap<String, Borough>);

struct Borough {
    /// The city, as an index of the places.
    city: usize,
    /// Whether parts of other towns are called so.
    is_common: bool,
}

impl Boroughs {
    pub(super) fn of(places: &[Place]) -> Self {
        let mut boroughs = HashMap::new();
        for line in lines(TABLE) {
            let mut columns = line.split('\t');
            let (Some(key), Some(name)) = (columns.next(), columns.next()) else { continue };
            let Some(city) = places.iter().position(|place| place.key == key) else { continue };
            let is_common = columns.next() == Some("common");
            let (own, of_city) = (simplify(name), simplify(places[city].short_name()));
            // With its city a borough is called “Berlin-Mitte”, “Bezirksamt Mitte von Berlin”.
            for with_city in [format!("{of_city} {own}"), format!("{own} {of_city}")] {
                boroughs.insert(with_city, Borough { city, is_common: false });
            }
            boroughs.insert(own, Borough { city, is_common });
        }
        Self(boroughs)
    }

    /// The city of a borough that nothing else in Germany is called like.
    pub(super) fn city(&self, places: &'static [Place], name: &str) -> Option<&'static Place> {
        self.0.get(name).filter(|borough| !borough.is_common).and_then(|borough| places.get(borough.city))
    }

    /// The city of a borough, if that is the city where the text was written: among its own, everybody
    /// calls it by its name.
    pub(super) fn of_city_near(
        &self,
        places: &'static [Place],
        readings: &[Reading],
        context: &Context,
    ) -> Option<&'static Place> {
        let nearest = context.near.first()?;
        readings
            .iter()
            .filter(|reading| reading.rank.is_none_or(|rank| rank == Rank::Borough))
            .filter_map(|reading| places.get(self.0.get(&reading.name)?.city))
            .find(|city| nearest.starts_with(city.key))
    }
}
