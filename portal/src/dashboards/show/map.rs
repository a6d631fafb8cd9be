//! Areas in the colours of their figures.

use super::Making;
use super::bars::classes;
use crate::chart::map::{Area, Map};
use crate::dashboards::nothing::Nothing;
use crate::demography::shown::Shown;
use datenkreis_vocab::cube::AreaKey;

/// The map of a tile; areas without boundaries are in its table only.
pub fn map<'a>(making: &Making<'a, '_>) -> Result<Shown<'a>, Nothing> {
    let plan = making.plan;
    let mut found = making.along(making.by()?);
    let areas = found.iter().filter_map(|(notation, found)| {
        let area = AreaKey::read(notation)?;
        let outline = making.around.boundaries.get(&area)?;
        let rings =
            outline.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        Some(Area {
            name: plan.figures.name(&area),
            value: found.datum(),
            href: making.page_of(&area, found),
            selected: area == plan.area,
            rings: rings.map(|ring| ring.coords().map(|point| (point.x, point.y)).collect()).collect(),
        })
    });
    let measure = making.measure();
    let model = Map { measure: measure.clone(), classes: classes(making), areas: areas.collect() };
    if model.areas.is_empty() {
        return Err(Nothing::NoBoundaries);
    }
    super::sort(&mut found, |(_, found)| found.value());
    let mut table = making.tabulate(vec![making.headed(measure.name.clone())]);
    for (notation, found) in &found {
        table.row(plan.name(0, notation), &[(*found, measure.decimals as u8)]);
    }
    let words = making.words(&model, &measure);
    let subtitle = making.subtitle(&measure.name, &making.time(), &plan.unit(&[]));
    Ok(making.shown(model, words, subtitle, table))
}
