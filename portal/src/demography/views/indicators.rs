//! Which indicators a view has figures of.

use super::{Request, within};
use crate::demography::view::View;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::INDICATORS;
use std::collections::BTreeMap;

/// The ids of indicators that have two values, which is what a line or a comparison takes.
pub fn known(view: View, request: &Request<'_, '_>) -> Vec<String> {
    let areas: Vec<AreaKey> = match view {
        View::Indicator => vec![request.area.clone()],
        View::Map | View::Ranking => within::areas(request).0,
        _ => return vec![],
    };
    let Some(cube) = request.figures.cubes.get(INDICATORS) else { return vec![] };
    let mut values: BTreeMap<&str, usize> = BTreeMap::new();
    for index in areas.iter().flat_map(|area| cube.area(area.as_str())) {
        let has_value = cube.observations.figure(index).is_some_and(|figure| figure.value.is_some());
        if let Some(id) = cube.observations.notation(index, 2).filter(|_| has_value) {
            *values.entry(id).or_default() += 1;
        }
    }
    values.into_iter().filter(|(_, count)| *count > 1).map(|(id, _)| id.to_owned()).collect()
}
