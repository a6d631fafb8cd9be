//! What every page on statistics stands on: the cubes as they are now, and the words and links of its language.

use crate::chart::line::Break;
use crate::demography::address::State;
use crate::demography::figures::Figures;
use crate::demography::shown::Shown;
use crate::demography::view::View;
use crate::demography::views::{self, Request};
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::links::Links;
use crate::state::Portal;
use crate::texts::demography::{DemographyTexts, of};
use actix_web::http::StatusCode;
use datenkreis_catalogue::cubes::Cubes;
use datenkreis_vocab::cube::AreaKey;
use std::sync::Arc;

/// One state of all cubes, for one answer.
pub struct Ground<'p> {
    /// The portal.
    pub portal: &'p Portal,
    /// The cubes.
    pub cubes: Arc<Cubes>,
    /// Texts.
    pub texts: &'static DemographyTexts,
    /// Addresses.
    pub links: Links,
    /// Language.
    pub language: Language,
}

impl<'p> Ground<'p> {
    /// The present state.
    pub fn new(portal: &'p Portal, language: Language) -> Self {
        Self {
            portal,
            cubes: portal.catalogue.cubes(),
            texts: of(language),
            links: Links::new(portal.base(), language),
            language,
        }
    }

    /// Where figures come from.
    pub fn figures(&self) -> Figures<'_> {
        Figures {
            cubes: &self.cubes,
            names: &self.portal.catalogue.statistics().areas,
            base: self.portal.base(),
            language: self.language,
        }
    }

    /// The chart of a view of an area; `None` if there are no figures for it.
    pub fn show<'s>(&'s self, view: View, area: &AreaKey, state: &State) -> Option<Shown<'s>> {
        views::show(view, &self.request(area, state))
    }

    /// What is asked for, with all that a view needs.
    pub fn request<'s, 'b>(&'s self, area: &'b AreaKey, state: &'b State) -> Request<'s, 'b>
    where
        's: 'b,
    {
        let statistics = &self.portal.statistics;
        Request {
            figures: self.figures(),
            area,
            state,
            territory: &statistics.territory,
            boundaries: &statistics.boundaries,
            breaks: self.chart_breaks(),
            texts: self.texts,
            links: &self.links,
        }
    }

    /// Where lines of population have another base.
    pub fn chart_breaks(&self) -> Vec<Break> {
        self.breaks().map(|(year, label)| Break { year: year.into(), label }).collect()
    }

    /// The years from which on series of population have another base, with what that is.
    pub fn breaks(&self) -> impl Iterator<Item = (i16, String)> {
        let breaks = self.portal.statistics.breaks.iter();
        breaks.map(|found| (found.year, found.label.get(self.language.tag()).to_owned()))
    }

    /// An area by the key in an address, if there are figures about it.
    pub fn area(&self, key: &str) -> Result<AreaKey, PortalError> {
        let area = AreaKey::read(key)
            .filter(|area| self.cubes.iter().any(|cube| !cube.area(area.as_str()).is_empty()));
        area.ok_or_else(|| self.no_figures(key))
    }

    /// An area that charts can be about: one there are figures of, or the one around the region, which stands for it.
    pub fn charted(&self, key: &str) -> Result<AreaKey, PortalError> {
        let territory = &self.portal.statistics.territory;
        let is_region = |area: &AreaKey| {
            territory.is_within(area) && territory.outer.iter().any(|outer| self.area(outer.as_str()).is_ok())
        };
        match AreaKey::read(key).filter(is_region) {
            Some(area) => Ok(area),
            None => self.area(key),
        }
    }

    /// The smallest area around the whole region that charts can be about.
    pub fn around(&self) -> Option<AreaKey> {
        self.portal.statistics.territory.around().filter(|area| self.charted(area.as_str()).is_ok())
    }

    /// 404; of a place that the register knows, it says what is missing.
    fn no_figures(&self, key: &str) -> PortalError {
        let about = AreaKey::read(key).map(|area| (self.figures().name(&area), area));
        match about.filter(|(name, area)| name != area.as_str()) {
            Some((name, _)) => {
                PortalError::new(StatusCode::NOT_FOUND, "no-figures", self.texts.no_figures_of(&name))
            }
            None => PortalError::not_found(self.language),
        }
    }
}
