//! What a visitor chose that a chart has no figures of: said beside it, for the address still names it.

use super::{Request, Shown};
use crate::demography::view::View;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::POPULATION;
use std::collections::BTreeSet;

/// One note each for a year, a year to compare with, areas, and newer figures that are not by age.
pub fn notes(view: View, request: &Request<'_, '_>, shown: &Shown<'_>) -> Vec<String> {
    let Request { figures, state, texts, area, .. } = request;
    // Views of all years have none to choose.
    let lacks = |year: &i16| !shown.years.is_empty() && !shown.years.contains(year);
    let year = state.year.filter(lacks).map(|year| texts.no_such_year(year));
    let is_pyramid = view == View::Pyramid;
    let compared_year = state.compared_year.filter(|year| is_pyramid && lacks(year));
    let compared_year = compared_year.map(|year| texts.not_compared_with(&year.to_string()));
    let there = areas(shown);
    // The figures of an area may be sums of its parts.
    let is_part =
        |key: &AreaKey, part: &AreaKey| key.holds(part) && part != *area && !state.compared.contains(part);
    let is_there = |key: &AreaKey| there.iter().any(|area| area == key || is_part(key, area));
    let compared = state.compared.iter().filter(|key| view.compares_areas() && key != area && !is_there(key));
    let names: Vec<String> = compared.map(|key| figures.name(key)).collect();
    let areas = (!names.is_empty()).then(|| texts.not_compared_with(&names.join(", ")));
    year.into_iter().chain(compared_year).chain(areas).chain(older_by_age(view, request, shown)).collect()
}

/// Where fewer years are known by age than of all inhabitants together, newer numbers elsewhere would surprise. The same
/// for every year a visitor may choose, so that nothing below moves while years go by.
fn older_by_age(view: View, request: &Request<'_, '_>, shown: &Shown<'_>) -> Option<String> {
    let Request { figures, texts, area, .. } = request;
    if !matches!(view, View::Pyramid | View::AgeGroups | View::Ratios) {
        return None;
    }
    let projected = figures.projected_years(area);
    let cubes = shown.used.by_cube();
    let used = cubes.iter().flat_map(|(cube, indices)| {
        indices.iter().filter_map(|index| cube.observations.notation(*index, 1)?.parse::<i16>().ok())
    });
    let there = used.chain(shown.years.iter().copied()).filter(|year| !projected.contains(year)).max()?;
    let newest = figures.years(POPULATION, area).into_iter().max()?;
    (newest > there).then(|| texts.older_by_age(view == View::Pyramid, there, newest))
}

/// The areas whose figures are shown.
fn areas(shown: &Shown<'_>) -> BTreeSet<AreaKey> {
    let cubes = shown.used.by_cube();
    let notations = cubes
        .iter()
        .flat_map(|(cube, indices)| indices.iter().filter_map(|index| cube.observations.notation(*index, 0)));
    notations.filter_map(AreaKey::read).collect()
}
