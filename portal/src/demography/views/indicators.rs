//! Which indicators a view has figures of.

use super::{Request, within};
use crate::demography::view::View;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::INDICATORS;

/// The ids of indicators that have two values, which is what a line or a comparison takes.
pub fn known(view: View, request: &Request<'_, '_>) -> Vec<String> {
    let areas: Vec<AreaKey> = match view {
        View::Indicator => vec![request.area.clone()],
        View::Map | View::Ranking => within::areas(request).0,
        _ => return vec![],
    };
    let Some(cube) = request.figures.cubes.get(INDICATORS) else { return vec![] };
    let Some(column) = cube.observations.columns().get(2) else { return vec![] };
    let mut values = vec![0; column.notations().len()];
    for index in areas.iter().flat_map(|area| cube.area(area.as_str())) {
        if cube.observations.figure(index).is_some_and(|figure| figure.value.is_some()) {
            values.get_mut(column.codes()[index] as usize).into_iter().for_each(|count| *count += 1);
        }
    }
    let several = column.notations().zip(values).filter(|(_, count)| *count > 1);
    several.map(|(id, _)| id.to_owned()).collect()
}
