//! Whether figures add up: totals are the sums of their parts, districts of their municipalities, and a
//! population is the one of a year before with all that changed it.
//!
//! Only what is complete is checked: where a part has no figure, nothing can be said. Figures that a table
//! rounds are allowed what rounding makes of them.

mod age;
mod areas;
mod balance;

pub use balance::balance;

use super::{CubeDefinition, Dimension, Measure, Observations};

/// Figures that do not add up.
#[derive(Clone, Debug, PartialEq)]
pub struct Imbalance {
    /// The cube.
    pub cube: String,
    /// What should be so and is not.
    pub identity: Identity,
    /// The notations of the total, in the order of the cube's dimensions.
    pub notations: Vec<String>,
    /// What the parts say.
    pub expected: f64,
    /// What stands there.
    pub found: f64,
    /// The difference that rounding explains, in the unit of the measure.
    pub tolerance: f64,
}

impl Imbalance {
    /// How much too large the figure is; negative if it is too small.
    pub fn difference(&self) -> f64 {
        self.found - self.expected
    }
}

/// A rule of arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Identity {
    /// The total of a dimension, by its id, is the sum of its parts.
    Total(String),
    /// An area is the sum of the areas within it.
    Areas,
    /// P(t) = P(t−1) + births − deaths + moves in − moves out + corrections.
    Balance,
}

/// The totals of a cube that are not the sum of their parts, in every dimension that has a total, and over
/// areas. Empty for measures that do not add up, such as shares.
pub fn totals(cube: &CubeDefinition, observations: &Observations) -> Vec<Imbalance> {
    if !is_additive(&cube.measure) {
        return vec![];
    }
    let mut imbalances = vec![];
    for (position, dimension) in cube.dimensions.iter().enumerate() {
        match (dimension, dimension.total()) {
            (Dimension::RefArea, _) => imbalances.extend(areas::sums(cube, observations, position)),
            (_, Some(total)) => {
                let parts = |codes: &[&str]| parts(dimension, codes, total);
                imbalances.extend(sums(cube, observations, position, total, parts));
            }
            _ => {}
        }
    }
    imbalances
}

/// Units of measures that do not add up, though they have no symbol: the unit depends on a code, or there is none.
const NOT_ADDITIVE: [&str; 2] = ["kennzahl", "wahrscheinlichkeit"];

/// Whether parts may be added: shares, densities and rates may not.
fn is_additive(measure: &Measure) -> bool {
    !measure.unit.symbol.contains(['%', '‰', '/']) && !NOT_ADDITIVE.contains(&measure.unit.id.as_str())
}

/// The codes among `codes` that make up the total together; `None` if some are missing.
fn parts(dimension: &Dimension, codes: &[&str], total: &str) -> Option<Vec<String>> {
    let wanted: Vec<String> = match dimension {
        Dimension::Age => return age::parts(codes),
        Dimension::Sex => vec!["F".into(), "M".into()],
        Dimension::Coded(coded) => {
            let notations = coded.codes.iter().map(|code| code.notation.clone());
            notations.filter(|notation| notation != total).collect()
        }
        _ => return None,
    };
    wanted.iter().all(|code| codes.contains(&code.as_str())).then_some(wanted)
}

fn sums(
    cube: &CubeDefinition,
    observations: &Observations,
    position: usize,
    total: &str,
    parts: impl Fn(&[&str]) -> Option<Vec<String>>,
) -> Vec<Imbalance> {
    let Some(column) = observations.columns().get(position) else { return vec![] };
    let mut imbalances = vec![];
    for group in groups(observations, position) {
        let code = |index: u32| column.notation(column.codes()[index as usize]);
        let codes: Vec<&str> = group.iter().map(|&index| code(index)).collect();
        let Some(whole) = codes.iter().position(|code| *code == total).map(|at| group[at]) else { continue };
        let Some(parts) = parts(&codes) else { continue };
        let is_part = |index: &&u32| parts.iter().any(|part| part == code(**index));
        let members: Vec<u32> = group.iter().filter(is_part).copied().collect();
        let identity = Identity::Total(cube.dimensions[position].id().into());
        imbalances.extend(compare(cube, observations, identity, whole, &members));
    }
    imbalances
}

/// The observations that differ in one dimension only, group by group.
fn groups(observations: &Observations, position: usize) -> Vec<Vec<u32>> {
    let columns = observations.columns().iter().enumerate();
    let others: Vec<&[u32]> =
        columns.filter(|(at, _)| *at != position).map(|(_, column)| column.codes()).collect();
    let compare = |one: &u32, other: &u32| {
        let pairs = others.iter().map(|codes| codes[*one as usize].cmp(&codes[*other as usize]));
        pairs.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    };
    let mut order: Vec<u32> = (0..observations.len() as u32).collect();
    order.sort_by(compare);
    order.chunk_by(|one, other| compare(one, other).is_eq()).map(<[u32]>::to_vec).collect()
}

/// The total against its parts; `None` if they agree or one of them has no figure.
fn compare(
    cube: &CubeDefinition,
    observations: &Observations,
    identity: Identity,
    whole: u32,
    parts: &[u32],
) -> Option<Imbalance> {
    let value = |index: u32| observations.figure(index as usize)?.value;
    let found = value(whole)?;
    let parts: Vec<f64> = parts.iter().map(|&part| value(part)).collect::<Option<_>>()?;
    let expected: f64 = parts.iter().sum();
    let tolerance = tolerance(&parts, found, cube.measure.decimals);
    if (found - expected).abs() <= tolerance + 1e-6 {
        return None;
    }
    let notations = observations.get(whole as usize)?.notations.into_iter().map(str::to_owned).collect();
    Some(Imbalance { cube: cube.id.clone(), identity, notations, expected, found, tolerance })
}

/// What rounding may add up to: half a unit of the last place for each figure. Counts are exact unless all of
/// them are multiples of the same power of ten or of five.
fn tolerance(parts: &[f64], total: f64, decimals: u8) -> f64 {
    let figures = parts.len() as f64 + 1.0;
    if decimals > 0 {
        return 0.5 * 10f64.powi(-i32::from(decimals)) * figures;
    }
    let filled: Vec<f64> = parts.iter().copied().chain([total]).filter(|value| *value != 0.0).collect();
    let step = [1000.0, 100.0, 10.0, 5.0]
        .into_iter()
        .find(|step| filled.len() > 2 && filled.iter().all(|value| value % step == 0.0));
    step.map_or(0.0, |step| step / 2.0 * figures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cube::{Cell, Figure, ObsStatus, known};

    type Row<'a> = (&'a [&'a str], Option<f64>);

    fn observations(rows: &[Row<'_>]) -> Observations {
        let mut observations = Observations::new(rows[0].0.len());
        for (notations, value) in rows {
            let figure = value.map_or(Figure::missing(ObsStatus::Unknown), Figure::normal);
            observations.push(notations, figure, Cell::default());
        }
        observations
    }

    /// Identity, notations, expected and found of all that does not add up.
    #[track_caller]
    fn check(cube: &str, rows: &[Row<'_>], expected: &[(&str, &str, f64, f64)]) {
        let definition = known::cube(cube).expect(cube);
        let found = totals(definition, &observations(rows));
        let shown: Vec<(String, String, f64, f64)> = found
            .into_iter()
            .map(|found| {
                let identity = match &found.identity {
                    Identity::Total(dimension) => dimension.clone(),
                    identity => format!("{identity:?}"),
                };
                (identity, found.notations.join(" "), found.expected, found.found)
            })
            .collect();
        let expected: Vec<(String, String, f64, f64)> =
            expected.iter().map(|(a, b, c, d)| (a.to_string(), b.to_string(), *c, *d)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn sexes_and_ages_make_up_their_total() {
        let population = known::POPULATION;
        let row = |sex, age, value| -> (Vec<&str>, Option<f64>) {
            (vec!["05978020", "2024", sex, age], Some(value))
        };
        let rows = [
            row("T", "_T", 101.0),
            row("F", "_T", 51.0),
            row("M", "_T", 49.0),
            row("T", "Y0T17", 21.0),
            row("T", "Y0T2", 7.0),
            row("T", "Y3T17", 14.0),
            row("T", "Y18T64", 50.0),
            row("T", "Y_GE65", 31.0),
        ];
        let rows: Vec<Row<'_>> = rows.iter().map(|(codes, value)| (&codes[..], *value)).collect();
        check(
            population,
            &rows,
            &[("sex", "05978020 2024 T _T", 100.0, 101.0), ("age", "05978020 2024 T _T", 102.0, 101.0)],
        );
        let incomplete: Vec<Row<'_>> = rows
            .iter()
            .map(|(codes, value)| (*codes, value.filter(|value| *value != 49.0 && *value != 7.0)))
            .collect();
        check(population, &incomplete, &[]);
    }

    #[test]
    fn what_is_rounded_may_differ_a_little() {
        let row = |size: &'static str, value| (["05978", "2022", size], Some(value));
        let rows = [row("_T", 100.0), row("1", 30.0), row("2", 20.0), row("3", 20.0), row("4", 20.0)];
        let with = |last: f64| -> Vec<([&str; 3], Option<f64>)> {
            rows.iter().copied().chain([row("5p", last)]).collect()
        };
        for (last, expected) in [
            (10.0, vec![]),
            (20.0, vec![]),
            (11.0, vec![("haushaltsgroesse", "05978 2022 _T", 101.0, 100.0)]),
        ] {
            let rows = with(last);
            let rows: Vec<Row<'_>> = rows.iter().map(|(codes, value)| (&codes[..], *value)).collect();
            check(known::HOUSEHOLDS, &rows, &expected);
        }
    }

    #[test]
    fn districts_are_the_sum_of_their_municipalities() {
        // The ten municipalities of the district of Unna, and what belonged to no part of it.
        let parts = ["004", "008", "012", "016", "020", "024", "028", "032", "036", "040"];
        let keys: Vec<String> = parts.iter().map(|part| format!("05978{part}")).collect();
        let mut rows: Vec<([&str; 2], f64)> =
            keys.iter().map(|key| ([key.as_str(), "2024"], 10.01)).collect();
        rows.push((["05978", "2024"], 100.1));
        rows.push((["05978", "2023"], 99.0));
        let check_with = |rows: &[([&str; 2], f64)], expected: &[(&str, &str, f64, f64)]| {
            let rows: Vec<Row<'_>> = rows.iter().map(|(codes, value)| (&codes[..], Some(*value))).collect();
            check(known::LAND, &rows, expected);
        };
        check_with(&rows, &[]);
        rows[10].1 = 100.11;
        check_with(&rows, &[]);
        rows[10].1 = 101.0;
        let sum = 10.01 * 10.0;
        let rounded = rows.iter().take(10).map(|(_, value)| value).sum::<f64>();
        assert!((sum - rounded).abs() < 1e-6);
        check_with(&rows, &[("Areas", "05978 2024", rounded, 101.0)]);
        rows.remove(3);
        check_with(&rows, &[]);
    }
}
