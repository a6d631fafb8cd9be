//! Why a tile shows nothing. It stays on the page and says so: its figures may come with the next harvest.

use crate::language::Language;

/// Why there is nothing to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// No mapping feeds the cube.
    NoTable,
    /// Its tables were not read yet.
    NotRead,
    /// The cube lacks a dimension that the tile needs, or a code of it.
    NoDimension(String),
    /// There are no figures of this area.
    NoArea(String),
    /// There are no figures of what was asked for.
    NoFigures,
    /// A line needs two times, and there is only this one.
    OneTime(String),
    /// There are no boundaries of the areas.
    NoBoundaries,
}

impl Nothing {
    /// The reason as a sentence.
    pub fn reason(&self, language: Language) -> String {
        let [german, english] = match self {
            Self::NoTable => [
                "Keine eingerichtete Tabelle füllt diese Statistik.".into(),
                "No table that is set up feeds this statistic.".into(),
            ],
            Self::NotRead => [
                "Die Tabelle ist eingerichtet, aber noch nicht gelesen. Nach der nächsten Ernte stehen hier Zahlen.".into(),
                "The table is set up but has not been read yet. There will be figures after the next harvest.".into(),
            ],
            Self::NoDimension(id) => [
                format!("Die Statistik hat kein Merkmal „{id}“ oder keine Summe darüber."),
                format!("The statistic has no dimension “{id}”, or no total of it."),
            ],
            Self::NoArea(name) => [
                format!("Für {name} liegen keine Zahlen vor."),
                format!("There are no figures for {name}."),
            ],
            Self::NoFigures => [
                "Zu dieser Auswahl liegen keine Zahlen vor.".into(),
                "There are no figures for this selection.".into(),
            ],
            Self::OneTime(time) => [
                format!("Ein Verlauf braucht Zahlen aus mindestens zwei Zeiten; bisher gibt es nur {time}."),
                format!("A course needs figures of two times at least; so far there is only {time}."),
            ],
            Self::NoBoundaries => [
                "Für diese Gebiete sind keine Grenzen eingerichtet.".into(),
                "No boundaries are set up for these areas.".into(),
            ],
        };
        match language {
            Language::De => german,
            Language::En => english,
        }
    }
}
