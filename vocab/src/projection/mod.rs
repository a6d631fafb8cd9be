//! The cohort-component model: what becomes of a population if the stated assumptions come true.
//!
//! P(a+1, t+1, s) = P(a, t, s) · (1 − q(a, s, t)) + W(a, s, t), the last class open; births are
//! Σ f(a, t) · (F(a, t) + F(a−1, t)) / 2, 51.3 % of them boys, and infants survive with half of q(0). The model
//! brings no figures of its own: mortality, fertility and migration are handed in
//! (the catalogue takes them from cubes). How a life table becomes q(a, s, t) is told at [`Mortality::new`].

mod aggregate;
mod assumptions;
mod backtest;
mod error;
mod fit;
mod flows;
mod graduation;
mod history;
mod observations;
mod population;
mod run;
#[cfg(test)]
mod tests;
mod whole;

pub use aggregate::{Aggregated, aggregate};
pub use assumptions::{Assumptions, Fertility, Migration, Mortality, Spread, Variant};
pub use backtest::{Backtest, Compared, backtest};
pub use error::Error;
pub use fit::{Margin, Who, fit};
pub use flows::{at_the_end_of_the_year, level};
pub use graduation::graduate;
pub use history::History;
pub use observations::{Detail, observations};
pub use population::{BySex, Population};
pub use run::{AT_LEAST, Changes, Projection, carry_forward, project};
