//! What a visitor chose on a dashboard, as its address says it. What is not stated is the default: the region, the
//! latest time.

use super::Tile;
use crate::demography::said::Said;
use crate::error::PortalError;
use crate::language::Language;
use datenkreis_vocab::cube::{AreaKey, Period};
use url::form_urlencoded::Serializer;

/// Names of parameters.
const NAMES: [&str; 2] = ["gebiet", "zeit"];

/// What was chosen for a whole dashboard, and for each of its tiles alone.
#[derive(Clone, Debug)]
pub struct Choices {
    said: Said,
    /// For all tiles.
    pub all: Choice,
    own: Vec<(String, Choice)>,
}

impl Choices {
    /// Reads the query string of the page of a dashboard with these tiles.
    pub fn read(query: &str, tiles: &[Tile], language: Language) -> Result<Self, PortalError> {
        let said = Said::read(query);
        let mut own = vec![];
        for chart in tiles.iter().map(Tile::chart) {
            let choice = said.for_one(&chart).map(|pairs| Choice::read_pairs(pairs, language)).transpose()?;
            own.extend(choice.map(|choice| (chart, choice)));
        }
        Ok(Self { all: Choice::read_pairs(said.to_all(), language)?, own, said })
    }

    /// What was chosen for a tile.
    pub fn of(&self, tile: &Tile) -> &Choice {
        let chart = tile.chart();
        self.own.iter().find(|(own, _)| *own == chart).map_or(&self.all, |(_, choice)| choice)
    }

    /// The query string that says the same, without `?`.
    pub fn query(&self) -> String {
        self.said.query(self.all.query(), self.own.iter().map(|(chart, _)| chart.as_str()), &NAMES)
    }

    /// The times chosen for single tiles, as parameters: they stay when another area is chosen for all.
    pub fn times(&self) -> Vec<(String, String)> {
        let time = |(chart, choice): &(String, Choice)| {
            Some((
                format!("{chart}.zeit"),
                choice.period.filter(|period| Some(*period) != self.all.period)?.to_string(),
            ))
        };
        self.own.iter().filter_map(time).collect()
    }
}

/// The state of a dashboard, and of each of its tiles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// `gebiet`: the area.
    pub area: Option<AreaKey>,
    /// `zeit`: the time, for tiles that show one.
    pub period: Option<Period>,
}

impl Choice {
    /// Reads a query string. Parameters of others are left alone; a wrong value is refused, and said so.
    pub fn read(query: &str, language: Language) -> Result<Self, PortalError> {
        Self::read_pairs(Said::read(query).to_all(), language)
    }

    fn read_pairs<'q>(
        pairs: impl Iterator<Item = (&'q str, &'q str)>,
        language: Language,
    ) -> Result<Self, PortalError> {
        let mut choice = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            let wrong = || refused(language, name, value);
            match name {
                _ if value.is_empty() => {}
                "gebiet" => choice.area = Some(AreaKey::read(value).ok_or_else(wrong)?),
                "zeit" => choice.period = Some(Period::from_notation(value).ok_or_else(wrong)?),
                _ => {}
            }
        }
        Ok(choice)
    }

    /// The query string, without `?`; empty if everything is the default. The same state gives the same text.
    pub fn query(&self) -> String {
        let mut query = Serializer::new(String::new());
        if let Some(area) = &self.area {
            query.append_pair("gebiet", area.as_str());
        }
        if let Some(period) = self.period {
            query.append_pair("zeit", &period.to_string());
        }
        query.finish()
    }
}

fn refused(language: Language, name: &str, value: &str) -> PortalError {
    let shown: String = value.chars().take(80).collect();
    let message = match (language, name) {
        (Language::De, "gebiet") => {
            format!(
                "„gebiet={shown}“ ist hier nicht zu verstehen. Erlaubt ist: ein amtlicher Schlüssel, z. B. 05978036."
            )
        }
        (Language::En, "gebiet") => {
            format!("“gebiet={shown}” cannot be understood here. Allowed is: an official key, e.g. 05978036.")
        }
        (Language::De, _) => {
            format!(
                "„{name}={shown}“ ist hier nicht zu verstehen. Erlaubt ist: eine Zeit, z. B. 2024 oder 2024-09."
            )
        }
        (Language::En, _) => {
            format!("“{name}={shown}” cannot be understood here. Allowed is: a time, e.g. 2024 or 2024-09.")
        }
    };
    PortalError::bad_request("dashboard-parameter", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_come_back() -> Result<(), PortalError> {
        for query in ["", "gebiet=05978036", "gebiet=05978&zeit=2024-09", "zeit=2024"] {
            assert_eq!(Choice::read(query, Language::De)?.query(), query);
        }
        assert_eq!(Choice::read("gebiet=&utm_source=x&zeit=", Language::De)?, Choice::default());
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_refused() {
        for query in ["gebiet=Unna", "zeit=24", "zeit=2024-13", "gebiet=%22%3E"] {
            let error = Choice::read(query, Language::De).expect_err(query);
            assert_eq!(error.status.as_u16(), 400, "{query}");
            assert!(error.message.contains("Erlaubt ist"), "{query}");
        }
    }
}
