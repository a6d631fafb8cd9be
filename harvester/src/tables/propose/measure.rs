//! What a table counts or measures, by the words around its figures.

use super::unit::unit;
use datenkreis_vocab::cube::known;

/// What figures are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// Inhabitants.
    Population,
    /// Private households.
    Households,
    /// Square kilometres.
    SquareKilometres,
    /// Hectares.
    Hectares,
    /// Births, deaths or moves, by their code.
    Change(&'static str),
    /// Inhabitants for each square kilometre: follows from the others.
    Density,
    /// Per cent.
    Share,
    /// Anything else.
    #[default]
    Other,
}

/// What a text says; the most particular word counts.
pub fn subject(text: &str) -> Subject {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let is_area = has(&["fläche", "flaeche", "flc0", "area"]);
    if has(&["dichte", "je km", "pro km", "je qkm", "pro qkm", "ew/qkm", "/km²", "density"]) {
        Subject::Density
    } else if has(&["quote", "anteil", "prozent", "%"]) {
        Subject::Share
    } else if unit(&text).is_some_and(|unit| !matches!(unit.id, "quadratkilometer" | "hektar")) {
        // “Schulden je Einwohner in Euro” counts nobody.
        Subject::Other
    } else if has(&["lebendgebor", "geburten"]) {
        Subject::Change("lebendgeborene")
    } else if has(&["gestorbene", "sterbefälle"]) {
        Subject::Change("gestorbene")
    } else if has(&["zuzüge", "zugezogene"]) {
        Subject::Change("zuzug")
    } else if has(&["fortzüge", "fortgezogene", "wegzüge"]) {
        Subject::Change("fortzug")
    } else if is_area && has(&["qkm", "km²", "km2"]) {
        Subject::SquareKilometres
    } else if is_area && has(&["hektar", " ha", "(ha"]) {
        Subject::Hectares
    } else if has(&["haushalt"]) {
        Subject::Households
    } else if has(&["bevölkerung", "bevoelkerung", "einwohner", "population", "wohnberechtigt", "bevstd"]) {
        Subject::Population
    } else {
        Subject::Other
    }
}

impl Subject {
    /// The cube that every portal has for it.
    pub fn cube(self) -> Option<&'static str> {
        match self {
            Self::Population => Some(known::POPULATION),
            Self::Households => Some(known::HOUSEHOLDS),
            Self::SquareKilometres | Self::Hectares => Some(known::LAND),
            Self::Change(_) => Some(known::CHANGES),
            Self::Density | Self::Share | Self::Other => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_particular_word_counts() {
        for (text, expected) in [
            ("Bevölkerungsstand (Basis Zensus 2022 und früher) Anzahl", Subject::Population),
            ("Bevölkerungsdichte EW pro qkm", Subject::Density),
            ("Bodenfläche (Katasterfläche) in qkm", Subject::SquareKilometres),
            ("Fläche in Hektar", Subject::Hectares),
            ("Mindestsicherungsquote", Subject::Share),
            ("Haushalte der Wohnberechtigten Bevölkerung", Subject::Households),
            ("Lebendgeborene", Subject::Change("lebendgeborene")),
            ("Arbeitslose", Subject::Other),
            ("Schulden je Einwohner in Euro", Subject::Other),
        ] {
            assert_eq!(subject(text), expected, "{text}");
        }
    }
}
