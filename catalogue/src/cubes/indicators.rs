//! The cube of the indicators, calculated from the others by the formulas of `vocab`.

use super::{Cubes, Derivation, Derived, Slices, slices};
use datenkreis_vocab::cube::{Age, AreaKey, Cell, Figure, Observations, Period};
use datenkreis_vocab::indicator::{self, Ages, Figures, Slice};
use std::rc::Rc;

/// All indicators for all areas and times.
pub struct Indicators;

impl Derivation for Indicators {
    fn name(&self) -> &str {
        datenkreis_vocab::cube::known::INDICATORS
    }

    fn derive(&self, cubes: &Cubes) -> Vec<Derived> {
        let definition = indicator::cube(indicator::indicators());
        let mut observations = Observations::new(definition.dimensions.len());
        let mut sources = Slices::default();
        indicator::calculate_all(
            indicator::indicators(),
            &View(cubes),
            |indicator, area, period, calculated| {
                let (area, period) = (area.as_str(), period.to_string());
                // As people are shown it, so that page, file and answer say the same.
                let value = rounded(calculated.value, indicator.decimals);
                let figure = Figure { value: Some(value), status: calculated.status };
                observations.push(&[area, &period, indicator.id], figure, Cell::default());
                let inputs: Vec<slices::Slice> = calculated
                    .inputs
                    .iter()
                    .map(|input| slices::Slice::new(input.cube, area, &input.period.to_string()))
                    .collect();
                sources.push(&inputs);
            },
        );
        if observations.is_empty() {
            vec![]
        } else {
            vec![Derived { definition, observations, slices: sources }]
        }
    }
}

fn rounded(value: f64, decimals: u8) -> f64 {
    let factor = 10_f64.powi(decimals.into());
    (value * factor).round() / factor
}

/// Cubes as formulas read them.
struct View<'a>(&'a Cubes);

impl Figures for View<'_> {
    fn figure(&self, slice: Slice<'_>, further: &[&str]) -> Option<Figure> {
        let period = slice.period.to_string();
        let notations: Vec<&str> =
            [slice.area.as_str(), &period].into_iter().chain(further.iter().copied()).collect();
        self.0.get(slice.cube)?.figure(&notations)
    }

    fn ages(&self, slice: Slice<'_>, further: &[&str]) -> Rc<Ages> {
        let ages = self.0.get(slice.cube).map(|cube| {
            let Some(place) = cube.definition.position("age") else { return vec![] };
            let indices = cube.slice(slice.area.as_str(), &slice.period.to_string());
            let found = indices.filter_map(|index| cube.observations.get(index)).filter_map(|observation| {
                let others = observation.notations.iter().enumerate().skip(2).filter(|(at, _)| *at != place);
                let is_meant = others.map(|(_, notation)| *notation).eq(further.iter().copied());
                let age = Age::from_notation(observation.notations[place]).filter(|_| is_meant)?;
                Some((age, observation.figure))
            });
            found.collect()
        });
        Rc::new(Ages::new(ages.unwrap_or_default()))
    }

    fn slices(&self, cube: &str) -> Vec<(AreaKey, Period)> {
        let Some(cube) = self.0.get(cube) else { return vec![] };
        let periods = |area: &AreaKey| {
            let periods = cube.periods_of(area.as_str()).filter_map(Period::from_notation);
            periods.map(|period| (area.clone(), period)).collect::<Vec<_>>()
        };
        cube.areas().iter().flat_map(periods).collect()
    }
}
