//! What can be seen of an area: one chart each, with an address of its own.

use crate::texts::demography::DemographyTexts;

/// A chart about an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum View {
    /// Age and sex as a pyramid.
    Pyramid,
    /// Population over the years, with the projection.
    Development,
    /// Births, deaths and moves by year.
    Balance,
    /// Functional age groups over the years.
    AgeGroups,
    /// Youth, old-age and total dependency ratio over the years.
    Ratios,
    /// Households by size.
    Households,
    /// Moves by origin and destination.
    Origins,
    /// Net migration by age.
    MovesByAge,
    /// Share of inhabitants without German citizenship over the years.
    Citizenship,
    /// Inhabitants without German citizenship by the citizenship they have.
    Nationalities,
    /// Population of a region of several districts over the years.
    Region,
    /// An indicator on the map of the areas within.
    Map,
    /// The same values, ranked.
    Ranking,
    /// An indicator over the years, next to other areas.
    Indicator,
}

impl View {
    /// All of them, in the order of a page.
    pub const ALL: [Self; 14] = [
        Self::Pyramid,
        Self::Development,
        Self::Balance,
        Self::AgeGroups,
        Self::Ratios,
        Self::Households,
        Self::Origins,
        Self::MovesByAge,
        Self::Citizenship,
        Self::Nationalities,
        Self::Region,
        Self::Map,
        Self::Ranking,
        Self::Indicator,
    ];

    /// What it is called in addresses, in both languages.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Pyramid => "pyramide",
            Self::Development => "entwicklung",
            Self::Balance => "bilanz",
            Self::AgeGroups => "altersgruppen",
            Self::Ratios => "quotienten",
            Self::Households => "haushalte",
            Self::Origins => "wanderung-herkunft",
            Self::MovesByAge => "wanderung-alter",
            Self::Citizenship => "staatsangehoerigkeit",
            Self::Nationalities => "staaten",
            Self::Region => "region",
            Self::Map => "karte",
            Self::Ranking => "rangfolge",
            Self::Indicator => "kennzahl",
        }
    }

    /// The view with a name in addresses.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.slug() == slug)
    }

    /// Whether other areas can be shown beside the one it is about.
    pub fn compares_areas(self) -> bool {
        !matches!(
            self,
            Self::Map
                | Self::Ranking
                | Self::Region
                | Self::Nationalities
                | Self::Balance
                | Self::AgeGroups
                | Self::Origins
                | Self::MovesByAge
        )
    }

    /// Its name.
    pub fn name(self, texts: &DemographyTexts) -> &'static str {
        match self {
            Self::Pyramid => texts.view_pyramid,
            Self::Development => texts.view_development,
            Self::Balance => texts.view_balance,
            Self::AgeGroups => texts.view_age_groups,
            Self::Ratios => texts.view_ratios,
            Self::Households => texts.view_households,
            Self::Origins => texts.view_origins,
            Self::MovesByAge => texts.view_moves_by_age,
            Self::Citizenship => texts.view_citizenship,
            Self::Nationalities => texts.view_nationalities,
            Self::Region => texts.view_region,
            Self::Map => texts.view_map,
            Self::Ranking => texts.view_ranking,
            Self::Indicator => texts.view_indicator,
        }
    }
}
