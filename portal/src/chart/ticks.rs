//! Round numbers for axes and class limits.

/// Ticks of an axis: multiples of a round step that enclose the values.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The values at the ticks, rising; at least two.
    pub values: Vec<f64>,
    /// Places behind the comma that the ticks need.
    pub decimals: usize,
}

impl Ticks {
    /// Ticks that enclose `low` to `high`, about `count` steps of 1, 2 or 5 times a power of ten, none
    /// smaller than the last of `decimals` places. All values the same give one step around them.
    pub fn around(low: f64, high: f64, count: usize, decimals: usize) -> Self {
        let (low, high) = if low < high { (low, high) } else { (low.min(0.0), low.max(0.0)) };
        let (low, high) = if low < high { (low, high) } else { (0.0, 1.0) };
        let step = step((high - low) / count.max(1) as f64).max(0.1_f64.powi(decimals.min(6) as i32));
        // A hair of tolerance: 0.3 / 0.1 is not quite 3.
        let first = (low / step + 1e-9).floor();
        let last = (high / step - 1e-9).ceil().max(first + 1.0);
        let values = (0..=(last - first) as usize).map(|index| clean((first + index as f64) * step, step));
        Self { values: values.collect(), decimals: places(step) }
    }

    /// The first and the last tick.
    pub fn range(&self) -> (f64, f64) {
        (self.values.first().copied().unwrap_or(0.0), self.values.last().copied().unwrap_or(1.0))
    }
}

/// Whole years on an axis, at most about `count` of them: the first, the last, and round ones between them
/// that are not too close to either.
pub fn years(first: i32, last: i32, count: usize) -> Vec<i32> {
    let step = year_step(first, last, count);
    let near = |year: i32, end: i32| (i64::from(year) - i64::from(end)).abs() * 4 < step * 3;
    let inner = round_years(first, last, count).filter(|year| !near(*year, first) && !near(*year, last));
    let ends = [first, last];
    ends[..1]
        .iter()
        .copied()
        .chain(inner)
        .chain(ends[1..].iter().copied().filter(|last| *last > first))
        .collect()
}

/// Round years inside an axis, at most about `count` of them.
pub fn round_years(first: i32, last: i32, count: usize) -> impl Iterator<Item = i32> {
    let step = year_step(first, last, count);
    let round = i64::from(first).div_euclid(step) * step..=i64::from(last);
    let round =
        round.step_by(usize::try_from(step).unwrap_or(1)).filter(move |year| *year >= i64::from(first));
    round.filter_map(|year| i32::try_from(year).ok())
}

fn year_step(first: i32, last: i32, count: usize) -> i64 {
    let least = (i64::from(last) - i64::from(first)) as f64 / count.max(1) as f64;
    // A quarter of a century is rounder than a fifth.
    if least > 20.0 && least <= 25.0 { 25 } else { step(least.max(1.0)) as i64 }
}

/// The next of 1, 2, 5 times a power of ten that is not smaller.
fn step(least: f64) -> f64 {
    let power = 10.0_f64.powf(least.log10().floor());
    let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|factor| factor * power >= least * (1.0 - 1e-9));
    factor.unwrap_or(10.0) * power
}

/// Without the dust of binary fractions, so that 0.30000000000000004 is 0.3.
fn clean(value: f64, step: f64) -> f64 {
    let factor = 10.0_f64.powi(places(step) as i32);
    let value = (value * factor).round() / factor;
    if value == 0.0 { 0.0 } else { value }
}

fn places(step: f64) -> usize {
    if step >= 1.0 { 0 } else { (-step.log10() - 1e-9).ceil() as usize }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_steps() {
        let check = |low, high, count, expected: &[f64]| {
            assert_eq!(Ticks::around(low, high, count, 6).values, expected, "{low} to {high}");
        };
        check(0.0, 10.0, 5, &[0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        check(0.0, 97.0, 4, &[0.0, 50.0, 100.0]);
        check(24_100.0, 26_900.0, 4, &[24_000.0, 25_000.0, 26_000.0, 27_000.0]);
        check(-12.0, 30.0, 4, &[-20.0, 0.0, 20.0, 40.0]);
        check(0.0, 0.3, 3, &[0.0, 0.1, 0.2, 0.3]);
        check(0.0, 0.0, 4, &[0.0, 0.5, 1.0]);
        check(5.0, 5.0, 2, &[0.0, 5.0]);
        check(-5.0, -5.0, 1, &[-5.0, 0.0]);
    }

    #[test]
    fn steps_are_not_finer_than_the_values() {
        assert_eq!(Ticks::around(0.0, 2.0, 5, 0).values, [0.0, 1.0, 2.0]);
        assert_eq!(Ticks::around(0.0, 0.3, 3, 6).decimals, 1);
    }

    #[test]
    fn years_are_round() {
        let check = |first, last, count, expected: &[i32]| {
            assert_eq!(years(first, last, count), expected, "{first} to {last}");
        };
        check(2023, 2023, 5, &[2023]);
        check(2019, 2023, 5, &[2019, 2020, 2021, 2022, 2023]);
        check(1987, 2023, 4, &[1987, 2000, 2010, 2023]);
        check(2011, 2040, 3, &[2011, 2020, 2030, 2040]);
        check(2000, 2041, 5, &[2000, 2010, 2020, 2030, 2041]);
        check(1840, 2023, 8, &[1840, 1875, 1900, 1925, 1950, 1975, 2000, 2023]);
        assert!(years(i32::MIN, i32::MAX, 5).len() < 12);
    }
}
