//! What a view needs that is not there, in words for readers and for those who run the portal.

use super::Ground;
use crate::demography::view::View;
use crate::demography::views::NATIONALITIES;
use crate::language::Language;
use datenkreis_vocab::cube::known::{CHANGES, CITIZENSHIP, HOUSEHOLDS, INDICATORS, MIGRATION, POPULATION};

/// What is missing for a view.
pub struct Lack {
    /// The view's name.
    pub name: &'static str,
    /// Which figures are missing.
    pub figures: &'static str,
    /// The cube they belong into.
    pub cube: &'static str,
    /// The page of that cube, if it has figures of other areas.
    pub href: Option<String>,
}

impl Lack {
    /// What `view` needs.
    pub fn new(ground: &Ground<'_>, view: View) -> Self {
        let (cube, german, english) = needs(view);
        let figures = match ground.language {
            Language::De => german,
            Language::En => english,
        };
        let href = ground.cubes.get(cube).map(|_| ground.links.cube(cube));
        Self { name: view.name(ground.texts), figures, cube, href }
    }
}

/// The cube of a view, and what has to be in it.
fn needs(view: View) -> (&'static str, &'static str, &'static str) {
    match view {
        View::Pyramid => (
            POPULATION,
            "Bevölkerung beider Geschlechter nach Altersgruppen",
            "population of both sexes by age group",
        ),
        View::Development => {
            (POPULATION, "Bevölkerung aus mindestens zwei Jahren", "population of at least two years")
        }
        View::Region => (
            POPULATION,
            "Bevölkerung aller Kreise und kreisfreien Städte der Region aus mindestens zwei Jahren",
            "population of all districts and cities of the region of at least two years",
        ),
        View::Balance => (
            CHANGES,
            "Geburten, Sterbefälle, Zuzüge und Fortzüge desselben Jahres",
            "births, deaths, moves in and moves out of the same year",
        ),
        View::AgeGroups => (POPULATION, "Bevölkerung nach Altersgruppen", "population by age group"),
        View::Ratios => (
            POPULATION,
            "Bevölkerung unter 20, von 20 bis 64 und ab 65 Jahren aus mindestens zwei Jahren",
            "population under 20, from 20 to 64 and from 65 on, of at least two years",
        ),
        View::Households => (
            HOUSEHOLDS,
            "private Haushalte nach der Zahl der Personen",
            "private households by number of persons",
        ),
        View::Origins => (
            MIGRATION,
            "Zuzüge und Fortzüge nach Herkunft und Ziel",
            "moves in and out by origin and destination",
        ),
        View::MovesByAge => {
            (MIGRATION, "Zuzüge und Fortzüge nach Altersgruppen", "moves in and out by age group")
        }
        View::Citizenship => (
            CITIZENSHIP,
            "Bevölkerung mit und ohne deutsche Staatsangehörigkeit",
            "population with and without German citizenship",
        ),
        View::Nationalities => (
            NATIONALITIES,
            "Menschen ohne deutsche Staatsangehörigkeit nach Staaten oder Teilen der Welt",
            "people without German citizenship by country or part of the world",
        ),
        View::Map | View::Ranking | View::Indicator => (
            INDICATORS,
            "die Kennzahl für mehrere Gebiete oder Jahre",
            "the indicator for several areas or years",
        ),
    }
}
