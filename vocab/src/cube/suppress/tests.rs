//! The guard against an audit that knows nothing of it: each suppressed figure as the smallest and the largest
//! that linear programming finds for it from all that is shown.

use super::*;
use crate::cube::known::{POPULATION, cube};
use crate::cube::{Cell, Figure};
use proptest::prelude::*;

const AREAS: [&str; 4] = ["05978020-1", "05978020-2", "05978020-3", "05978020-4"];
const AGES: [&str; 4] = ["Y0T17", "Y18T64", "Y65T79", "Y_GE80"];

/// Areas × sexes × ages with all totals, from figures of the parts.
fn table(areas: usize, ages: usize, figures: impl Fn(usize, usize, usize) -> f64) -> Observations {
    let mut observations = Observations::new(4);
    let all: Vec<usize> = (0..areas).collect();
    let ages_of = |age: usize| if age == ages { (0..ages).collect() } else { vec![age] };
    let notation = |age: usize| match age {
        _ if age == ages => "_T",
        _ if age + 1 == ages => ["Y_GE0", "Y_GE18", "Y_GE65", "Y_GE80"][age],
        _ => AGES[age],
    };
    for area in 0..=areas {
        let (key, of) = match AREAS[..areas].get(area) {
            Some(key) => (*key, vec![area]),
            None => ("05978020", all.clone()),
        };
        for (sex, sexes) in [("F", vec![0]), ("M", vec![1]), ("T", vec![0, 1])] {
            for age in 0..=ages {
                let mut sum = 0.0;
                for area in &of {
                    for sex in &sexes {
                        for age in ages_of(age) {
                            sum += figures(*area, *sex, age);
                        }
                    }
                }
                let figure = if sum == 0.0 {
                    Figure { value: Some(0.0), status: ObsStatus::Zero }
                } else {
                    Figure::normal(sum)
                };
                observations.push(&[key, "2024", sex, notation(age)], figure, Cell::default());
            }
        }
    }
    observations
}

fn guard(observations: &Observations) -> Guarded {
    suppress(observations, &cube(POPULATION).expect("cube").dimensions, &Guard::default())
}

fn figures_of(observations: &Observations) -> Vec<String> {
    let text = |figure: Figure| figure.value.map_or("•".into(), |value| value.to_string());
    observations.iter().map(|found| text(found.figure)).collect()
}

#[test]
fn the_smallest_others_go_and_totals_stay() {
    // One age only, so sexes and areas make the table; the municipality is known.
    let of = [[3.0, 40.0], [20.0, 30.0], [50.0, 60.0]];
    let guarded = guard(&table(3, 1, |area, sex, _| of[area][sex]));
    let check = |index: usize, expected: &[&str]| {
        // Each figure stands twice, for all ages are one group.
        let found = figures_of(&guarded.observations);
        assert_eq!(found[index * 6..][..6].iter().step_by(2).collect::<Vec<_>>(), expected, "{index}");
        assert_eq!(
            found[index * 6..][..6].iter().skip(1).step_by(2).collect::<Vec<_>>(),
            expected,
            "{index}"
        );
    };
    check(0, &["•", "•", "43"]);
    check(1, &["•", "•", "50"]);
    check(2, &["50", "60", "110"]);
    check(3, &["73", "130", "203"]);
    assert_eq!((guarded.primary, guarded.secondary, guarded.unprotected.len()), (2, 6, 0));
}

#[test]
fn tables_without_small_figures_stay_as_they_are() {
    let whole = table(3, 3, |area, sex, age| if area == sex { 0.0 } else { 5.0 + (area + age) as f64 });
    let guarded = guard(&whole);
    assert_eq!((guarded.primary, guarded.secondary), (0, 0));
    assert_eq!(figures_of(&guarded.observations), figures_of(&whole));
}

#[test]
fn zeros_stay_where_they_tell_nothing() {
    let of = [[0.0, 3.0], [9.0, 12.0], [20.0, 30.0]];
    let guarded = guard(&table(3, 1, |area, sex, _| of[area][sex]));
    assert_eq!(guarded.observations.figure(0).and_then(|figure| figure.value), Some(0.0));
    assert!(guarded.unprotected.is_empty());
}

#[test]
fn what_cannot_be_protected_is_told() {
    // The municipality has three persons of this age and sex, and everybody knows: no quarter can hide them.
    let guarded = guard(&table(2, 1, |area, sex, _| [[1.0, 40.0], [2.0, 30.0]][area][sex]));
    assert!(!guarded.unprotected.is_empty());
}

#[test]
fn municipalities_are_not_guarded() {
    let mut whole = Observations::new(4);
    whole.push(&["05978020", "2024", "T", "_T"], Figure::normal(3.0), Cell::default());
    assert_eq!(guard(&whole).observations.figure(0), Some(Figure::normal(3.0)));
}

#[test]
fn a_city_is_guarded_at_once() {
    // Sixty quarters by sex and eighteen groups, a tenth of them small.
    let mut whole = Observations::new(4);
    let mut totals = std::collections::BTreeMap::<(String, String), f64>::new();
    let mut seed = 7_u64;
    for area in 1..=60 {
        let key = format!("05978020-{area}");
        let mut of_area = std::collections::BTreeMap::<(String, String), f64>::new();
        for (sex, age) in ["F", "M"].into_iter().flat_map(|sex| (0..18).map(move |age| (sex, age))) {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let persons = (seed >> 33) as f64 % if age < 15 { 90.0 } else { 12.0 };
            let age = if age == 17 { "Y_GE85".to_owned() } else { format!("Y{}T{}", age * 5, age * 5 + 4) };
            for sex in [sex, "T"] {
                for age in [&age, "_T"] {
                    *of_area.entry((sex.to_owned(), age.to_owned())).or_default() += persons;
                }
            }
        }
        for ((sex, age), persons) in of_area {
            whole.push(&[&key, "2024", &sex, &age], Figure::normal(persons), Cell::default());
            *totals.entry((sex, age)).or_default() += persons;
        }
    }
    let start = std::time::Instant::now();
    let guarded = guard(&whole);
    let took = start.elapsed();
    println!("{} figures, {} small, {} others, {took:?}", whole.len(), guarded.primary, guarded.secondary);
    assert!(guarded.unprotected.is_empty() && guarded.primary > 100);
    assert!(guarded.secondary < 3 * guarded.primary);
    assert!(took.as_secs() < 20, "{took:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn no_suppressed_figure_is_known_nearly(
        areas in 2..=4_usize,
        ages in 1..=4_usize,
        figures in prop::collection::vec(prop_oneof![2 => 0.0..1.0_f64, 3 => 1.0..6.0_f64, 5 => 5.0..60.0_f64], 32),
    ) {
        let whole = table(areas, ages, |area, sex, age| figures[(area * 2 + sex) * 4 + age].floor());
        let guarded = guard(&whole);
        let intervals = audit::intervals(&guarded.observations, &whole);
        for (cell, (low, high)) in intervals {
            let value = whole.figure(cell).and_then(|figure| figure.value).expect("value");
            prop_assert!(low <= value + 1e-6 && value <= high + 1e-6, "audit: {} not in {}..{}", value, low, high);
            let told = guarded.unprotected.contains(&cell);
            prop_assert!(told || high - low > Guard::default().threshold, "{:?}: {} in {}..{}", whole.get(cell), value, low, high);
        }
    }
}

/// The audit. A table is its smallest parts, none of them negative; each figure shown is the sum of some.
mod audit {
    use super::*;
    use std::collections::BTreeMap;

    /// For each suppressed figure the smallest and the largest number it can be.
    pub(super) fn intervals(shown: &Observations, whole: &Observations) -> Vec<(usize, (f64, f64))> {
        // The parts: no total in any dimension. A figure is made of the parts that agree with it.
        let is_part =
            |notations: &[&str]| notations[0].contains('-') && notations[2] != "T" && notations[3] != "_T";
        let all: Vec<Vec<&str>> = whole.iter().map(|found| found.notations).collect();
        let parts: Vec<&Vec<&str>> = all.iter().filter(|notations| is_part(notations)).collect();
        let made_of = |notations: &[&str]| -> Vec<f64> {
            let agrees = |part: &[&str]| {
                part[0].starts_with(notations[0])
                    && (notations[2] == "T" || notations[2] == part[2])
                    && (notations[3] == "_T" || notations[3] == part[3])
            };
            parts.iter().map(|part| f64::from(u8::from(agrees(part)))).collect()
        };
        let mut rows: BTreeMap<Vec<u64>, (Vec<f64>, f64)> = BTreeMap::new();
        for found in shown.iter() {
            if let Some(value) = found.figure.value {
                let row = made_of(&found.notations);
                rows.insert(row.iter().map(|coefficient| *coefficient as u64).collect(), (row, value));
            }
        }
        let rows: Vec<(Vec<f64>, f64)> = rows.into_values().collect();
        let suppressed =
            shown.iter().enumerate().filter(|(_, found)| found.figure.status == ObsStatus::Suppressed);
        suppressed
            .map(|(cell, found)| {
                let goal = made_of(&found.notations);
                let least = goal.iter().map(|coefficient| -coefficient).collect::<Vec<_>>();
                (cell, (-largest(&rows, &least), largest(&rows, &goal)))
            })
            .collect()
    }

    /// The largest value of a goal over all x ≥ 0 with the rows' sums: the simplex method in two phases, with
    /// Bland's rule.
    fn largest(rows: &[(Vec<f64>, f64)], goal: &[f64]) -> f64 {
        let (count, width) = (rows.len(), goal.len());
        // Columns: the variables, one artificial one for each row, the right side.
        let mut tableau: Vec<Vec<f64>> = Vec::new();
        for (index, (row, sum)) in rows.iter().enumerate() {
            let mut line = row.clone();
            line.extend((0..count).map(|other| f64::from(u8::from(other == index))));
            line.push(*sum);
            tableau.push(line);
        }
        let mut basis: Vec<usize> = (width..width + count).collect();
        let mut costs = vec![0.0; width + count + 1];
        for line in &tableau {
            for (cost, value) in costs.iter_mut().zip(line) {
                *cost += value;
            }
        }
        costs[width..width + count].fill(0.0);
        maximise(&mut tableau, &mut basis, &mut costs, width);
        assert!(costs[width + count].abs() < 1e-6, "what is shown contradicts itself");
        // Artificial variables that are still basic are zero; they leave where they can.
        for row in 0..count {
            if basis[row] >= width
                && let Some(column) = (0..width).find(|column| tableau[row][*column].abs() > 1e-9)
            {
                pivot(&mut tableau, &mut basis, &mut costs, row, column);
            }
        }
        let mut costs: Vec<f64> = goal.iter().copied().chain(std::iter::repeat_n(0.0, count + 1)).collect();
        for (row, line) in basis.iter().zip(&tableau) {
            let factor = costs[*row];
            for (cost, value) in costs.iter_mut().zip(line) {
                *cost -= factor * value;
            }
        }
        if maximise(&mut tableau, &mut basis, &mut costs, width) {
            -costs[width + count]
        } else {
            f64::INFINITY
        }
    }

    /// Whether there is a largest value.
    fn maximise(tableau: &mut [Vec<f64>], basis: &mut [usize], costs: &mut [f64], width: usize) -> bool {
        let right = costs.len() - 1;
        while let Some(column) = (0..width).find(|column| costs[*column] > 1e-9) {
            let limits = (0..tableau.len()).filter(|row| tableau[*row][column] > 1e-9);
            let limit = |row: &usize| (tableau[*row][right] / tableau[*row][column], basis[*row]);
            let Some(row) = limits.min_by(|one, other| {
                let (one, other) = (limit(one), limit(other));
                one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))
            }) else {
                return false;
            };
            pivot(tableau, basis, costs, row, column);
        }
        true
    }

    fn pivot(tableau: &mut [Vec<f64>], basis: &mut [usize], costs: &mut [f64], row: usize, column: usize) {
        let factor = tableau[row][column];
        tableau[row].iter_mut().for_each(|value| *value /= factor);
        let line = tableau[row].clone();
        let others = tableau
            .iter_mut()
            .enumerate()
            .filter(|(index, _)| *index != row)
            .map(|(_, line)| line.as_mut_slice());
        for other in others.chain([costs]) {
            let factor = other[column];
            if factor != 0.0 {
                for (value, own) in other.iter_mut().zip(&line) {
                    *value -= factor * own;
                }
            }
        }
        basis[row] = column;
    }
}
