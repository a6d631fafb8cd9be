use super::{Identity, Imbalance};
use crate::cube::{Age, Observations, Period, known};
use foldhash::{HashMap, HashMapExt};

/// What changes a population, and whether it adds or takes away.
const CHANGES: [(&str, f64); 5] =
    [("lebendgeborene", 1.0), ("gestorbene", -1.0), ("zuzug", 1.0), ("fortzug", -1.0), ("korrektur", 1.0)];

/// Area, year and sex.
type Key<'a> = (&'a str, i16, &'a str);

/// Populations that are not those of the year before with births, deaths, moves and corrections. Both are
/// observations of the known cubes [`known::POPULATION`] and [`known::CHANGES`]; a year is checked where all
/// five kinds of change have a figure.
pub fn balance(population: &Observations, changes: &Observations) -> Vec<Imbalance> {
    let mut stocks: HashMap<Key<'_>, f64> = HashMap::new();
    let mut years: Vec<Key<'_>> = vec![];
    for observation in population.iter() {
        let [area, period, sex, Age::TOTAL] = observation.notations[..] else { continue };
        if let (Some(Period::Year(year)), Some(value)) =
            (Period::from_notation(period), observation.figure.value)
        {
            stocks.insert((area, year, sex), value);
            years.push((area, year, sex));
        }
    }
    let mut sums: HashMap<Key<'_>, [Option<f64>; 5]> = HashMap::new();
    for observation in changes.iter() {
        let [area, period, sex, kind] = observation.notations[..] else { continue };
        let Some(Period::Year(year)) = Period::from_notation(period) else { continue };
        if let Some(at) = CHANGES.iter().position(|(known, _)| *known == kind) {
            sums.entry((area, year, sex)).or_default()[at] = observation.figure.value;
        }
    }
    let imbalance = |key: Key<'_>| {
        let (area, year, sex) = key;
        let before = stocks.get(&(area, year.checked_sub(1)?, sex))?;
        let changes: Vec<f64> = sums.get(&key)?.iter().copied().collect::<Option<_>>()?;
        let change: f64 = changes.iter().zip(CHANGES).map(|(value, (_, sign))| value * sign).sum();
        let (expected, found) = (before + change, *stocks.get(&key)?);
        ((found - expected).abs() > 1e-6).then(|| Imbalance {
            cube: known::POPULATION.into(),
            identity: Identity::Balance,
            notations: [area, &format!("{year:04}"), sex, Age::TOTAL].map(str::to_owned).to_vec(),
            expected,
            found,
            tolerance: 0.0,
        })
    };
    years.into_iter().filter_map(imbalance).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cube::{Cell, Figure};

    fn observations(rows: &[([&str; 4], f64)]) -> Observations {
        let mut observations = Observations::new(4);
        for (notations, value) in rows {
            observations.push(notations, Figure::normal(*value), Cell::default());
        }
        observations
    }

    #[test]
    fn a_population_follows_from_the_one_before() {
        let stock = |year, value| (["05978020", year, "T", "_T"], value);
        let change = |kind, value| (["05978020", "2024", "T", kind], value);
        let changes = [
            change("lebendgeborene", 10.0),
            change("gestorbene", 30.0),
            change("zuzug", 50.0),
            change("fortzug", 20.0),
            change("korrektur", -1.0),
        ];
        let check = |now: f64, changes: &[([&str; 4], f64)], expected: &[(f64, f64)]| {
            let found =
                balance(&observations(&[stock("2023", 100.0), stock("2024", now)]), &observations(changes));
            let shown: Vec<(f64, f64)> = found.iter().map(|found| (found.expected, found.found)).collect();
            assert_eq!(shown, expected);
        };
        check(109.0, &changes, &[]);
        check(119.0, &changes, &[(109.0, 119.0)]);
        check(119.0, &changes[..4], &[]);
    }
}
