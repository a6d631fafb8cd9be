//! What a dataset is expected to be about, before its own words are weighed: a name alone proves nothing, for
//! parts of towns and other towns bear the same.

use super::{extent, official_places};
use crate::mapping::Mapping;
use datenkreis_vocab::gazetteer::{self, Context, Place};
use datenkreis_vocab::model::Dataset;
use datenkreis_vocab::model::geometry::Geometry;

/// The places and the extent that are known otherwise.
#[derive(Default)]
pub(super) struct Area {
    /// Those of the dataset itself, of its publisher and of its source.
    near: Vec<&'static Place>,
    /// Those of the bodies of the region.
    region: Vec<&'static Place>,
    /// The extents that the region file states.
    bounds: Vec<Geometry>,
    /// The extent of the data.
    extent: Option<Geometry>,
}

impl Area {
    /// What the configuration knows.
    pub(super) fn configured(mapping: &Mapping) -> Self {
        let bodies = &mapping.region.organisations;
        Self {
            near: mapping.place.as_deref().and_then(gazetteer::by_key).into_iter().collect(),
            region: bodies
                .iter()
                .filter_map(|body| body.ags.as_deref())
                .filter_map(gazetteer::by_key)
                .collect(),
            bounds: bodies.iter().filter_map(extent::of_body).collect(),
            extent: None,
        }
    }

    /// With the place of the publisher, the nearest of all.
    pub(super) fn with_publisher(mut self, publisher: Option<&'static Place>) -> Self {
        self.near.splice(0..0, publisher);
        self
    }

    /// With what the dataset states for certain: keys, else its extent.
    pub(super) fn with_statements(mut self, dataset: &Dataset) -> Self {
        self.near.extend(official_places(dataset));
        self.extent = extent::stated(dataset).filter(|_| official_places(dataset).next().is_none());
        self
    }

    /// Whether nothing is known.
    pub(super) fn is_unknown(&self) -> bool {
        self.near.is_empty() && self.region.is_empty() && self.extent.is_none()
    }

    /// What decides between places of the same name.
    pub(super) fn context(&self) -> Context<'static> {
        let keys = self.near.iter().chain(&self.region).map(|place| place.key);
        Context { near: keys.collect(), extent: self.extent }
    }

    /// Whether a place known by its name only may be meant: it lies in the district of one of the places, or
    /// around it, or around the data. Where nothing is known, nothing contradicts.
    pub(super) fn agrees(&self, place: &Place) -> bool {
        let is_in_district_of = |known: &&Place| place.is_within(known.key.get(..5).unwrap_or(known.key));
        // A state among the bodies of a region is not what its towns publish about.
        let mut regional = self.region.iter().copied().filter(|known| known.key.len() >= 5);
        let mut all = self.near.iter().chain(&self.region);
        self.is_unknown()
            || self.near.iter().copied().any(|known| is_in_district_of(&known))
            || regional.any(|known| is_in_district_of(&known))
            || all.any(|known| known.is_within(place.key))
            || self.extent.is_some_and(|extent| gazetteer::holds(place, &extent))
    }

    /// Whether data of that extent may be meant: it touches one of the places. `None` where none is known.
    pub(super) fn meets(&self, extent: &Geometry) -> Option<bool> {
        let mut places = self.near.iter().chain(&self.region).peekable();
        places.peek()?;
        let within = |bounds: &Geometry| {
            extent.west <= bounds.east
                && extent.east >= bounds.west
                && extent.south <= bounds.north
                && extent.north >= bounds.south
        };
        Some(places.any(|place| gazetteer::meets(place, extent)) || self.bounds.iter().any(within))
    }
}
