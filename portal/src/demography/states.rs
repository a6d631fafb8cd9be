//! The states of the charts of a page with several.

use super::address::State;
use super::said::Said;
use super::view::View;
use crate::error::PortalError;
use crate::language::Language;

/// The state of each chart of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct States {
    said: Said,
    all: State,
    own: Vec<(View, State)>,
}

impl States {
    /// Reads a query string. A wrong value is refused.
    pub fn read(query: &str, language: Language) -> Result<Self, PortalError> {
        let said = Said::read(query);
        let mut own = vec![];
        for view in View::ALL {
            if let Some(pairs) = said.for_one(view.slug()) {
                own.push((view, State::read_pairs(pairs, language)?));
            }
        }
        Ok(Self { all: State::read_pairs(said.to_all(), language)?, own, said })
    }

    /// The state of a chart.
    pub fn of(&self, view: View) -> &State {
        self.own.iter().find(|(own, _)| *own == view).map_or(&self.all, |(_, state)| state)
    }

    /// The query string that says the same, without `?`.
    pub fn query(&self) -> String {
        let charts = self.own.iter().map(|(view, _)| view.slug());
        self.said.query(self.all.query(), charts, &State::NAMES)
    }
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
        let again = States::read(&states.query(), Language::De)?;
        assert_eq!((again.all, again.own), (states.all, states.own));
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
