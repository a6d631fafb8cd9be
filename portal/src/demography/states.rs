//! The states of the charts of a page with several: `jahr=2018` is said to all of them, `pyramide.jahr=2018` to one.

use super::address::State;
use super::view::View;
use crate::error::PortalError;
use crate::language::Language;
use url::form_urlencoded::{Serializer, parse};

/// The state of each chart of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct States {
    all: State,
    own: Vec<Own>,
}

/// What is said to one chart alone.
#[derive(Clone, Debug, PartialEq)]
struct Own {
    view: View,
    said: Vec<(String, String)>,
    state: State,
}

impl States {
    /// Reads a query string. What is said to one chart counts instead of what is said to all, also if it is empty:
    /// then the chart has its default. A wrong value is refused.
    pub fn read(query: &str, language: Language) -> Result<Self, PortalError> {
        let pairs: Vec<(String, String)> = parse(query.as_bytes()).into_owned().collect();
        let all: Vec<_> = pairs.iter().filter(|(name, _)| !name.contains('.')).collect();
        let mut own = vec![];
        for view in View::ALL {
            let said: Vec<_> = pairs
                .iter()
                .filter_map(|(name, value)| {
                    let name = name.strip_prefix(view.slug())?.strip_prefix('.')?;
                    Some((name.to_owned(), value.clone()))
                })
                .collect();
            if said.is_empty() {
                continue;
            }
            let is_said = |name: &String| said.iter().any(|(own, _)| own == name);
            let others = all.iter().copied().filter(|(name, _)| !is_said(name));
            let state = read(others.chain(&said), language)?;
            own.push(Own { view, said, state });
        }
        Ok(Self { all: read(all.iter().copied(), language)?, own })
    }

    /// The state of a chart.
    pub fn of(&self, view: View) -> &State {
        self.own.iter().find(|own| own.view == view).map_or(&self.all, |own| &own.state)
    }

    /// The query string that says the same, without `?`.
    pub fn query(&self) -> String {
        let mut query = Serializer::new(self.all.query());
        for Own { view, said, .. } in &self.own {
            for (name, value) in said.iter().filter(|(name, _)| State::NAMES.contains(&name.as_str())) {
                query.append_pair(&format!("{}.{name}", view.slug()), value);
            }
        }
        query.finish()
    }
}

fn read<'p>(
    pairs: impl Iterator<Item = &'p (String, String)>,
    language: Language,
) -> Result<State, PortalError> {
    State::read_pairs(pairs.map(|(name, value)| (name.as_str(), value.as_str())), language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_chart_can_differ_from_the_others() -> Result<(), PortalError> {
        let states =
            States::read("jahr=2018&vergleich=05978&pyramide.jahr=2015&pyramide.vergleich=", Language::De)?;
        let check = |view: View, expected: &str| assert_eq!(states.of(view).query(), expected, "{view:?}");
        check(View::Pyramid, "jahr=2015");
        check(View::Map, "jahr=2018&vergleich=05978");
        assert_eq!(States::read(&states.query(), Language::De)?, states);
        Ok(())
    }

    #[test]
    fn what_nobody_knows_is_left_alone_and_what_is_wrong_refused() -> Result<(), PortalError> {
        let states = States::read("utm.source=x&torte.jahr=2018&pyramide.farbe=rot", Language::De)?;
        assert_eq!((states.of(View::Pyramid), states.query().as_str()), (&State::default(), ""));
        let error = States::read("pyramide.jahr=zweitausend", Language::De).expect_err("no year");
        assert_eq!(error.status.as_u16(), 400);
        Ok(())
    }
}
