//! How well the model would have done some years ago.

use super::{Assumptions, Error, Fertility, History, Mortality, Population, Spread, Variant, project};
use crate::cube::Age;

/// What was projected, and what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// Persons projected.
    pub projected: f64,
    /// Persons there were.
    pub came: f64,
}

impl Compared {
    /// Persons projected too many; negative if too few.
    pub fn error(self) -> f64 {
        self.projected - self.came
    }

    /// The same in per cent of those there were; `None` if there was nobody.
    pub fn percent(self) -> Option<f64> {
        (self.came > 0.0).then(|| 100.0 * self.error() / self.came)
    }
}

/// A projection from the past against what came.
#[derive(Clone, Debug, PartialEq)]
pub struct Backtest {
    /// The year it started from.
    pub start: i16,
    /// The year it is compared with.
    pub end: i16,
    /// Groups of five years, and the open class.
    pub groups: Vec<(Age, Compared)>,
    /// All persons.
    pub total: Compared,
    /// Mean absolute percentage error of the groups; `None` if there is nobody.
    pub mean_absolute_percent: Option<f64>,
    /// Error of the total in per cent: positive if too many were projected.
    pub bias_percent: Option<f64>,
    /// Whether the series has a break in between, which no projection could know of.
    pub crosses_break: bool,
}

/// Projects in the middle variant from `ahead` years before `end`, with the migration of the `profile_years`
/// years known then, and compares with what came. Mortality and fertility are to be those known at the start.
pub fn backtest(
    history: &History,
    end: i16,
    ahead: u8,
    profile_years: i16,
    mortality: &Mortality,
    fertility: &Fertility,
) -> Result<Backtest, Error> {
    let start = end - i16::from(ahead);
    let came = history.of(end)?;
    let assumptions = Assumptions {
        mortality: mortality.clone(),
        mortality_decline: 0.0,
        fertility: fertility.clone(),
        migration: history.profile(start, profile_years, 1, mortality, fertility)?,
        damping: 1.0,
        spread: Spread::default(),
    };
    let projection = project(start, history.of(start)?, &assumptions, Variant::Middle, ahead.into())?;
    let projected = projection.years.last().ok_or(Error::NoYear { year: end })?;
    Ok(compare(start, end, projected, came, history.breaks.range(start + 1..=end).next().is_some()))
}

fn compare(start: i16, end: i16, projected: &Population, came: &Population, crosses_break: bool) -> Backtest {
    let compared = |age: Age| Compared { projected: projected.sum(age), came: came.sum(age) };
    let open_from = projected.open_from().min(came.open_from()).min(usize::from(u8::MAX)) as u8;
    let closed = (0..open_from).step_by(5).map(|from| Age::between(from, (from + 4).min(open_from - 1)));
    let groups: Vec<(Age, Compared)> =
        closed.chain([Age::from(open_from)]).map(|age| (age, compared(age))).collect();
    let total = compared(Age::from(0));
    let percents: Vec<f64> = groups.iter().filter_map(|(_, compared)| compared.percent()).collect();
    let mean = percents.iter().map(|percent| percent.abs()).sum::<f64>() / percents.len() as f64;
    Backtest {
        start,
        end,
        groups,
        total,
        mean_absolute_percent: (!percents.is_empty()).then_some(mean),
        bias_percent: total.percent(),
        crosses_break,
    }
}
