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

    /// Where series of population have another base.
    pub fn breaks(&self) -> Vec<Break> {
        let breaks = self.portal.statistics.breaks.iter().map(|found| Break {
            year: found.year.into(),
            label: found.label.get(self.language.tag()).into(),
        });
        breaks.collect()
    }

    /// The chart of a view of an area; `None` if there are no figures for it.
    pub fn show<'s>(&'s self, view: View, area: &AreaKey, state: &State) -> Option<Shown<'s>> {
        let statistics = &self.portal.statistics;
        views::show(
            view,
            &Request {
                figures: self.figures(),
                area,
                state,
                territory: &statistics.territory,
                boundaries: &statistics.boundaries,
                breaks: self.breaks(),
                texts: self.texts,
                links: &self.links,
            },
        )
    }

    /// An area by the key in an address, if there are figures about it.
    pub fn area(&self, key: &str) -> Result<AreaKey, PortalError> {
        let area = AreaKey::read(key)
            .filter(|area| self.cubes.iter().any(|cube| !cube.area(area.as_str()).is_empty()));
        area.ok_or_else(|| PortalError::not_found(self.language))
    }
}
