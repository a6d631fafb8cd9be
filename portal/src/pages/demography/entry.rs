//! What the start page tells of the statistics: key figures of the region, and where there are more.

use super::Ground;
use super::area::{KEY_FIGURES, KeyFigure};
use crate::demography::address::{Address, State};
use crate::demography::view::View;
use crate::language::Language;
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::demography::DemographyTexts;

/// Key figures on the start page, at most.
const SHOWN: usize = 3;

/// What `components/demography-entry.html` shows.
pub struct Entry {
    /// Texts.
    pub words: &'static DemographyTexts,
    /// The region's name, where there are figures about all of it.
    pub region: Option<String>,
    /// The figures.
    pub key_figures: Vec<KeyFigure>,
    /// Pages with more.
    pub links: Vec<Value>,
}

impl Entry {
    /// `None` as long as there are no statistics.
    pub fn new(portal: &Portal, language: Language) -> Option<Self> {
        let ground = Ground::new(portal, language);
        ground.cubes.iter().next()?;
        let region = portal.statistics.territory.around().filter(|area| ground.area(area.as_str()).is_ok());
        let (texts, links) = (ground.texts, &ground.links);
        let name = region.as_ref().map(|area| ground.figures().name(area));
        let mut more = vec![Value::own(texts.entry_all, links.demography())];
        let mut key_figures = vec![];
        if let (Some(area), Some(name)) = (&region, &name) {
            let found = KEY_FIGURES.into_iter().filter_map(|id| KeyFigure::new(&ground, area, id));
            key_figures.extend(found.take(SHOWN));
            more.push(Value::own(texts.everything_about(name), links.area(area)));
            let state = State::default();
            if ground.show(View::Pyramid, area, &state).is_some() {
                let address = Address { area: area.clone(), view: View::Pyramid, state };
                more.push(Value::own(format!("{}: {name}", texts.view_pyramid), links.chart(&address)));
            }
        }
        more.push(Value::own(texts.question, links.question()));
        Some(Self { words: texts, region: name, key_figures, links: more })
    }
}
