//! Single years of age from groups.
//!
//! Through the sums up to each bound of a group goes a monotone cubic curve (Fritsch and Carlson, 1980, with
//! weighted harmonic means of the slopes); single years are its differences. So each group keeps its sum
//! exactly, whatever its width, nobody becomes negative, and neighbouring groups flow into one another. What an
//! open class holds below the open class asked for is spread as the survivors of the life table are.

use super::Error;
use crate::cube::Age;

/// Persons of one sex by single year up to `open_from`, from groups that cover all ages; of several groupings
/// the finest is taken. `probabilities` are the q of [`Mortality`](super::Mortality) for this sex and open class.
/// Fails if the groups leave a gap or overlap, if a figure is negative, or if mortality has other classes.
pub fn graduate(groups: &[(Age, f64)], open_from: usize, probabilities: &[f64]) -> Result<Vec<f64>, Error> {
    if probabilities.len() != open_from + 1 {
        let (found, needed) = (probabilities.len(), open_from + 1);
        return Err(Error::TooFewAges { table: "mortality", found, needed });
    }
    let ages = groups.iter().map(|(age, _)| *age);
    let cover =
        Age::finest_cover(ages.clone(), 0, None).ok_or_else(|| Error::Gap { groups: ages.collect() })?;
    let (mut bounds, mut sums, mut open) = (vec![0.0], vec![0.0], 0.0);
    for age in &cover {
        let persons = groups.iter().find(|(group, _)| group == age).map_or(f64::NAN, |(_, persons)| *persons);
        if !(0.0..f64::INFINITY).contains(&persons) {
            let age = usize::from(age.from);
            return Err(Error::OutOfRange { table: "population", age, found: persons, most: f64::MAX });
        }
        match age.to {
            None => open = persons,
            Some(to) => {
                bounds.push(f64::from(to) + 1.0);
                sums.push(sums.last().copied().unwrap_or_default() + persons);
            }
        }
    }
    let begins = bounds.last().copied().unwrap_or_default() as usize;
    let rest = if begins <= open_from { spread(open, &probabilities[begins..]) } else { Vec::new() };
    let after = rest.first().copied().filter(|_| rest.len() > 1);
    let mut years = Monotone::through(bounds, sums, after).differences();
    if begins > open_from {
        open += years.drain(open_from..).sum::<f64>();
        years.push(open);
    } else {
        years.extend(rest);
    }
    Ok(years)
}

/// Persons of an open class by single year, the last class open, as those of a stationary population.
fn spread(persons: f64, probabilities: &[f64]) -> Vec<f64> {
    let mut survivors = 1.0;
    let mut shares: Vec<f64> = Vec::with_capacity(probabilities.len());
    for (index, probability) in probabilities.iter().enumerate() {
        let is_open = index + 1 == probabilities.len();
        shares.push(if is_open && *probability > 0.0 { survivors / probability } else { survivors });
        survivors *= 1.0 - probability;
    }
    let all: f64 = shares.iter().sum();
    shares.into_iter().map(|share| persons * share / all).collect()
}

/// A monotone cubic curve through points.
struct Monotone {
    bounds: Vec<f64>,
    sums: Vec<f64>,
    slopes: Vec<f64>,
}

impl Monotone {
    /// Through points whose sums do not decrease. `after` is what they rise in the year after the last, if known.
    fn through(bounds: Vec<f64>, sums: Vec<f64>, after: Option<f64>) -> Self {
        let widths: Vec<f64> = bounds.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let rises: Vec<f64> =
            sums.windows(2).zip(&widths).map(|(pair, width)| (pair[1] - pair[0]) / width).collect();
        let mut slopes = vec![0.0; bounds.len()];
        for point in 1..bounds.len().saturating_sub(1) {
            let (before, after) = (rises[point - 1], rises[point]);
            if before > 0.0 && after > 0.0 {
                let (one, other) =
                    (2.0 * widths[point] + widths[point - 1], widths[point] + 2.0 * widths[point - 1]);
                slopes[point] = (one + other) / (one / before + other / after);
            }
        }
        if let (Some(first), Some(last)) = (rises.first(), rises.last()) {
            let ends = slopes.len() - 1;
            slopes[0] = end_slope(*first, slopes[1], ends);
            slopes[ends] = match after {
                Some(after) if after > 0.0 && *last > 0.0 => 2.0 / (1.0 / last + 1.0 / after),
                _ => end_slope(*last, slopes[ends - 1], ends),
            };
        }
        Self { bounds, sums, slopes }
    }

    /// Its value at an age that lies between two bounds.
    fn at(&self, age: f64) -> f64 {
        let right = self.bounds.partition_point(|bound| *bound < age).clamp(1, self.bounds.len() - 1);
        let left = right - 1;
        let width = self.bounds[right] - self.bounds[left];
        let along = (age - self.bounds[left]) / width;
        let (square, cube) = (along * along, along * along * along);
        self.sums[left] * (2.0 * cube - 3.0 * square + 1.0)
            + self.sums[right] * (3.0 * square - 2.0 * cube)
            + width
                * (self.slopes[left] * (cube - 2.0 * square + along) + self.slopes[right] * (cube - square))
    }

    /// What it rises in each year of age; never less than nothing, where rounding would make it so.
    fn differences(&self) -> Vec<f64> {
        let end = self.bounds.last().copied().unwrap_or_default() as usize;
        (0..end).map(|age| (self.at(age as f64 + 1.0) - self.at(age as f64)).max(0.0)).collect()
    }
}

/// The slope at an end: the parabola's, within what keeps the curve monotone.
fn end_slope(rise: f64, inner: f64, ends: usize) -> f64 {
    if ends < 2 { rise } else { ((3.0 * rise - inner) / 2.0).clamp(0.0, 3.0 * rise) }
}
