//! The address of a chart: which area, which view, and its state. The same address with an extension is the
//! chart's API.

use super::view::View;
use crate::error::PortalError;
use crate::language::Language;
use datenkreis_vocab::cube::AreaKey;
use url::form_urlencoded::{Serializer, parse};

/// A chart and its state. What is not stated is the default: the newest year, no comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// The area.
    pub area: AreaKey,
    /// What is seen of it.
    pub view: View,
    /// Its state.
    pub state: State,
}

/// What a visitor chose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// `jahr`: the year shown.
    pub year: Option<i16>,
    /// `vergleich`: areas beside it, in this order.
    pub compared: Vec<AreaKey>,
    /// `vergleichsjahr`: another year of the same area, as outline.
    pub compared_year: Option<i16>,
    /// `jahrgang`: the birth cohort followed.
    pub cohort: Option<i16>,
    /// `grenzen`: where the middle age group begins and the oldest, e.g. `20-65`; a form sends the two one by one.
    pub limits: Option<(u8, u8)>,
    /// `art=anteil`: shares of all instead of persons.
    pub shares: bool,
    /// `kennzahl`: the indicator, where the view shows one.
    pub indicator: Option<String>,
    /// `ebene=kreise`: districts on the map of a region, not municipalities.
    pub districts: bool,
    /// `leicht=1`: what the chart shows in Leichte Sprache.
    pub easy: bool,
}

/// Areas compared at once, at most: more lines cannot be told apart.
pub const COMPARED: usize = 5;

impl State {
    /// The parameters it is stated with.
    pub const NAMES: [&str; 9] =
        ["jahr", "vergleich", "vergleichsjahr", "jahrgang", "grenzen", "art", "kennzahl", "ebene", "leicht"];

    /// Reads a query string. Parameters of others are left alone; a wrong value is refused, and said so.
    pub fn read(query: &str, language: Language) -> Result<Self, PortalError> {
        let pairs: Vec<_> = parse(query.as_bytes()).collect();
        Self::read_pairs(pairs.iter().map(|(name, value)| (&**name, &**value)), language)
    }

    /// The same from names and values.
    pub fn read_pairs<'q>(
        pairs: impl Iterator<Item = (&'q str, &'q str)>,
        language: Language,
    ) -> Result<Self, PortalError> {
        let mut state = Self::default();
        let mut limits_sent: Vec<&str> = vec![];
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let wrong = || refused(language, name, value);
            match name {
                "jahr" => state.year = Some(year(value).ok_or_else(wrong)?),
                "vergleichsjahr" => state.compared_year = Some(year(value).ok_or_else(wrong)?),
                "jahrgang" => state.cohort = Some(year(value).ok_or_else(wrong)?),
                "grenzen" => limits_sent.push(value),
                "art" => {
                    state.shares = match value {
                        "anteil" => true,
                        "zahl" => false,
                        _ => return Err(wrong()),
                    }
                }
                "kennzahl" => {
                    let is_id =
                        value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                    state.indicator = Some(value.to_owned()).filter(|_| is_id && value.len() < 64);
                    if state.indicator.is_none() {
                        return Err(wrong());
                    }
                }
                "ebene" => {
                    state.districts = match value {
                        "kreise" => true,
                        "gemeinden" => false,
                        _ => return Err(wrong()),
                    }
                }
                "leicht" => state.easy = value == "1",
                "vergleich" => {
                    for key in value.split(',').filter(|key| !key.is_empty()) {
                        let key = AreaKey::read(key).ok_or_else(wrong)?;
                        if !state.compared.contains(&key) {
                            state.compared.push(key);
                        }
                    }
                    if state.compared.len() > COMPARED {
                        return Err(wrong());
                    }
                }
                _ => {}
            }
        }
        if !limits_sent.is_empty() {
            let text = limits_sent.join("-");
            state.limits = Some(limits(&text).ok_or_else(|| refused(language, "grenzen", &text))?);
        }
        Ok(state)
    }

    /// The query string, without `?`; empty if everything is the default. The same state gives the same text.
    pub fn query(&self) -> String {
        let mut query = Serializer::new(String::new());
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                query.append_pair(name, &value);
            }
        };
        let compared: Vec<_> = self.compared.iter().map(AreaKey::as_str).collect();
        add("jahr", self.year.map(|year| year.to_string()));
        add("vergleich", (!compared.is_empty()).then(|| compared.join(",")));
        add("vergleichsjahr", self.compared_year.map(|year| year.to_string()));
        add("jahrgang", self.cohort.map(|year| year.to_string()));
        add("grenzen", self.limits.map(|(young, old)| format!("{young}-{old}")));
        add("art", self.shares.then(|| "anteil".into()));
        add("kennzahl", self.indicator.clone());
        add("ebene", self.districts.then(|| "kreise".into()));
        add("leicht", self.easy.then(|| "1".into()));
        query.finish()
    }
}

fn year(text: &str) -> Option<i16> {
    text.parse().ok().filter(|year| (1800..=2200).contains(year))
}

fn limits(text: &str) -> Option<(u8, u8)> {
    let (young, old) = text.split_once('-')?;
    let (young, old) = (young.parse().ok()?, old.parse().ok()?);
    (0 < young && young < old && old < 110).then_some((young, old))
}

fn refused(language: Language, name: &str, value: &str) -> PortalError {
    let shown: String = value.chars().take(80).collect();
    let allowed = match (language, name) {
        (Language::De, "jahr" | "vergleichsjahr" | "jahrgang") => "eine Jahreszahl, z. B. 2024",
        (Language::En, "jahr" | "vergleichsjahr" | "jahrgang") => "a year, e.g. 2024",
        (Language::De, "grenzen") => "zwei Alter, z. B. 20-65",
        (Language::En, "grenzen") => "two ages, e.g. 20-65",
        (_, "art") => "zahl, anteil",
        (_, "ebene") => "gemeinden, kreise",
        (Language::De, "kennzahl") => "der Name einer Kennzahl, z. B. altenquotient",
        (Language::En, "kennzahl") => "the name of an indicator, e.g. altenquotient",
        (Language::De, _) => "bis zu fünf amtliche Schlüssel mit Kommas dazwischen, z. B. 05978,05978036",
        (Language::En, _) => "up to five official keys with commas between them, e.g. 05978,05978036",
    };
    let message = match language {
        Language::De => format!("„{name}={shown}“ ist hier nicht zu verstehen. Erlaubt ist: {allowed}."),
        Language::En => format!("“{name}={shown}” cannot be understood here. Allowed is: {allowed}."),
    };
    PortalError::bad_request("chart-parameter", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_a_form_are_sent_one_by_one() -> Result<(), PortalError> {
        assert_eq!(State::read("grenzen=18&grenzen=67", Language::De)?.limits, Some((18, 67)));
        Ok(())
    }

    #[test]
    fn states_come_back() -> Result<(), PortalError> {
        for query in [
            "",
            "jahr=2024",
            "jahr=2024&vergleich=05978%2C05978036&vergleichsjahr=2018&jahrgang=1960&grenzen=20-65&art=anteil",
            "kennzahl=altenquotient&ebene=kreise&leicht=1",
        ] {
            assert_eq!(State::read(query, Language::De)?.query(), query);
        }
        assert_eq!(
            State::read("jahr=&utm_source=x&vergleich=05978,05978", Language::De)?.query(),
            "vergleich=05978"
        );
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_refused() {
        for query in [
            "jahr=24",
            "jahr=zweitausend",
            "vergleich=Unna",
            "vergleich=05978,05974,05962,05958,05954,05966",
            "grenzen=65-20",
            "grenzen=20",
            "grenzen=65&grenzen=20",
            "grenzen=15&grenzen=20&grenzen=65",
            "art=torte",
            "ebene=Land",
            "kennzahl=%22%3E",
        ] {
            let error = State::read(query, Language::De).expect_err(query);
            assert_eq!(error.status.as_u16(), 400, "{query}");
            assert!(error.message.contains("Erlaubt ist"), "{query}");
        }
    }
}
