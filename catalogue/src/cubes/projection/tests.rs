//! The calculation against what must hold whatever the figures are: a district of three made-up municipalities, one
//! of them too small to be shown.

use super::*;
use crate::cubes::samples::{part, rows, table};
use datenkreis_vocab::cube::known::{
    self, CHANGES, ERROR_PERCENT, FERTILITY, MIGRATION, MORTALITY, PROJECTION, PROJECTION_BASIS,
};
use datenkreis_vocab::cube::suppress::Guard;
use std::fmt::Write;
use std::sync::Arc;

const DISTRICT: &str = "05978";
/// Key, and persons of each sex and five-year group in 2018.
const PLACES: [(&str, u32); 3] = [("05978004", 600), ("05978008", 900), ("05978012", 90)];
/// The first year and the last of which totals are known; ages and sexes are of 2018.
const YEARS: RangeInclusive<i16> = 2012..=2024;

/// What is known of the district, as rows of notations and a value.
#[derive(Clone)]
struct Facts {
    population: Vec<String>,
    changes: Vec<String>,
    moves: Vec<String>,
}

impl Facts {
    fn new() -> Self {
        let mut facts = Self { population: vec![], changes: vec![], moves: vec![] };
        for (key, persons) in PLACES {
            facts.place(key, persons);
        }
        facts.district();
        facts
    }

    /// Every group has as many persons; the total falls by a thousandth a year.
    fn place(&mut self, key: &str, persons: u32) {
        for year in YEARS {
            let total = persons * 18 * (2024 + 1000 - year as u32) / 1000;
            for sex in ["F", "M"] {
                self.population.push(format!("{key} {year} {sex} _T {total}"));
                self.changes.push(format!("{key} {year} {sex} lebendgeborene {}", total / 200));
                self.changes.push(format!("{key} {year} {sex} gestorbene {}", total / 90));
            }
            self.population.push(format!("{key} {year} T _T {}", 2 * total));
        }
        for group in 0..18 {
            let age = if group == 17 { "Y_GE85".into() } else { format!("Y{}T{}", group * 5, group * 5 + 4) };
            for sex in ["F", "M"] {
                self.population.push(format!("{key} 2018 {sex} {age} {}", persons * 1006 / 1000));
            }
        }
        for (direction, share) in [("zuzug", 40), ("fortzug", 50)] {
            for sex in ["F", "M"] {
                for (age, part) in [("Y0T17", 2), ("Y18T29", 5), ("Y30T64", 3), ("Y_GE65", 1)] {
                    self.moves
                        .push(format!("{key} 2020 {sex} {age} {direction} _T {}", persons * part / share));
                }
            }
        }
    }

    /// The totals of all places together.
    fn district(&mut self) {
        for year in YEARS {
            for sex in ["F", "M", "T"] {
                let end = format!(" {year} {sex} _T ");
                let all =
                    self.population.iter().filter_map(|row| row.split_once(&end)?.1.parse::<u32>().ok());
                let sum: u32 = all.sum();
                self.population.push(format!("{DISTRICT} {year} {sex} _T {sum}"));
            }
        }
    }

    fn cubes(&self, settings: Settings) -> Cubes {
        let mut mortality = vec![];
        let mut fertility = vec![];
        for age in 0..=100_i32 {
            let q = 0.0005 + 0.3 * (f64::from(age) / 100.0).powi(5);
            for (sex, factor) in [("F", 0.8), ("M", 1.2)] {
                mortality.push(format!("DE 2017 {sex} Y{age} {:.8}", q * factor));
                mortality.push(format!("DE 2024 {sex} Y{age} {:.8}", q * factor * 0.95));
            }
            if (15..50).contains(&age) {
                fertility.push(format!("DE 2015 Y{age} {:.1}", 90.0 - 4.0 * f64::from((age - 30).abs())));
            }
        }
        let parts = [
            (known::POPULATION, &self.population),
            (CHANGES, &self.changes),
            (MIGRATION, &self.moves),
            (MORTALITY, &mortality),
            (FERTILITY, &fertility),
        ];
        let parts = parts.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(cube, rows)| {
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            (cube.to_owned(), vec![part(table(cube, 1), cube, &rows)])
        });
        let derivation: Arc<dyn Derivation> = Arc::new(Projections::new(settings));
        Cubes::default().renewed(1, parts.collect(), &[derivation], &Guard::default())
    }
}

fn settings() -> Settings {
    Settings {
        until: Some(2034),
        region: AreaKey::read(DISTRICT).into_iter().collect(),
        ..Settings::default()
    }
}

fn value(cubes: &Cubes, cube: &str, notations: &[&str]) -> f64 {
    let figure = cubes.get(cube).and_then(|cube| cube.figure(notations));
    figure.and_then(|figure| figure.value).unwrap_or_else(|| panic!("no figure {cube} {notations:?}"))
}

fn projected(cubes: &Cubes, area: &str, year: i16, variant: &str) -> f64 {
    value(cubes, PROJECTION, &[area, &year.to_string(), "T", "_T", variant])
}

#[test]
fn the_same_cubes_give_the_same() {
    let text = |cubes: &Cubes| {
        let mut text = String::new();
        for id in [PROJECTION, PROJECTION_BASIS] {
            let cube = cubes.get(id).expect(id);
            for (index, row) in rows(cube).into_iter().enumerate() {
                let _ = writeln!(text, "{row} {:?}", cube.slices.of(index).collect::<Vec<_>>());
            }
        }
        text
    };
    let [one, other] = [Facts::new(), Facts::new()].map(|facts| facts.cubes(settings()));
    assert_eq!(text(&one), text(&other));
    assert!(text(&one).lines().all(|line| line.contains("Slice")), "every figure tells what it came from");
}

#[test]
fn each_year_is_the_one_before_with_births_deaths_and_moves() {
    let cubes = Facts::new().cubes(settings());
    for area in [DISTRICT, "05978004", "05978008"] {
        let mut before = value(&cubes, known::POPULATION, &[area, "2024", "T", "_T"]);
        for year in 2025..=2034 {
            let of = |what| value(&cubes, PROJECTION_BASIS, &[area, &year.to_string(), what]);
            let after = projected(&cubes, area, year, "mittel");
            assert_eq!(
                after,
                before + of(known::PROJECTED_BIRTHS) - of(known::PROJECTED_DEATHS)
                    + of(known::PROJECTED_MIGRATION),
                "{area} {year}"
            );
            before = after;
        }
    }
}

#[test]
fn nothing_below_five_thousand_is_shown_but_counts_in_the_district() {
    let cubes = Facts::new().cubes(settings());
    for id in [PROJECTION, PROJECTION_BASIS] {
        let areas: Vec<&str> = cubes.get(id).expect(id).areas().iter().map(AreaKey::as_str).collect();
        assert_eq!(areas, [DISTRICT, "05978004", "05978008"], "{id}");
    }
    let small = value(&cubes, known::POPULATION, &["05978012", "2024", "T", "_T"]);
    assert!(small < 5000.0);
    let of = |area| projected(&cubes, area, 2025, "mittel");
    let rest = of(DISTRICT) - of("05978004") - of("05978008");
    assert!((rest - small).abs() < small / 50.0, "{rest} of {small}");
}

#[test]
fn totals_are_sums_and_variants_keep_their_order() {
    let mut facts = Facts::new();
    // Without the small one, the district is what its other two are.
    for rows in [&mut facts.population, &mut facts.changes, &mut facts.moves] {
        rows.retain(|row| !row.starts_with("05978012") && !row.starts_with("05978 "));
    }
    facts.district();
    let cubes = facts.cubes(settings());
    let cube = cubes.get(PROJECTION).expect("a projection");
    assert_eq!(cube.imbalances(), []);
    for (observation, _) in cube.iter() {
        if let [_, year, sex, age, "mittel"] = observation.notations.as_slice()
            && observation.notations[0] == DISTRICT
        {
            let of = |area| value(&cubes, PROJECTION, &[area, year, sex, age, "mittel"]);
            assert_eq!(of(DISTRICT), of("05978004") + of("05978008"), "{year} {sex} {age}");
        }
    }
    for year in 2025..=2034 {
        let [low, middle, high] =
            ["niedrig", "mittel", "hoch"].map(|variant| projected(&cubes, DISTRICT, year, variant));
        assert!(low < middle && middle < high, "{year}: {low} {middle} {high}");
    }
}

#[test]
fn the_test_knows_nothing_of_what_came_later() {
    let facts = Facts::new();
    let mut later = facts.clone();
    // Twice as many births, and another population, after the test starts.
    let changed = |row: &String, of: fn(f64) -> f64| {
        let (start, value) = row.rsplit_once(' ').expect("a value");
        let is_later =
            start.split(' ').nth(1).and_then(|year| year.parse::<i16>().ok()).is_some_and(|y| y > 2018);
        let value: f64 = value.parse().expect("a number");
        if is_later { format!("{start} {}", of(value)) } else { row.clone() }
    };
    later.changes = later.changes.iter().map(|row| changed(row, |value| value * 2.0)).collect();
    later.population = later.population.iter().map(|row| changed(row, |value| value + 300.0)).collect();
    let implied = |facts: &Facts| {
        let cubes = facts.cubes(Settings { back_test: Some(2018), ..settings() });
        let of = |year: &str| {
            let came = value(&cubes, known::POPULATION, &["05978004", year, "T", "_T"]);
            came * (1.0 + value(&cubes, PROJECTION_BASIS, &["05978004", year, ERROR_PERCENT]) / 100.0)
        };
        // Moves are known of 2020 only, so none are at the start: nothing can be tested.
        let has_moves = cubes
            .get(PROJECTION_BASIS)
            .is_some_and(|cube| cube.find(&["05978004", "2022", ERROR_PERCENT]).is_some());
        has_moves.then(|| ["2019", "2022"].map(of))
    };
    assert_eq!(implied(&facts), None);
    let known_then = |facts: &Facts| {
        let mut facts = facts.clone();
        let before: Vec<String> = facts.moves.iter().map(|row| row.replace(" 2020 ", " 2017 ")).collect();
        facts.moves.extend(before);
        facts
    };
    let [one, other] = [facts, later].map(|facts| implied(&known_then(&facts)).expect("a test"));
    for (one, other) in one.into_iter().zip(other) {
        // Errors are told with one decimal of a per cent.
        assert!((one - other).abs() < one / 900.0, "{one} {other}");
    }
}

#[test]
fn a_census_is_no_migration() {
    let mut facts = Facts::new();
    for row in &mut facts.population {
        let (start, value) = row.rsplit_once(' ').expect("a value");
        let year = start.split(' ').nth(1).and_then(|year| year.parse::<i16>().ok());
        // From 2022 on, a tenth fewer people are counted.
        if year.is_some_and(|year| year >= 2022) {
            let value = value.parse::<f64>().expect("a number") * 0.9;
            *row = format!("{start} {}", value.round());
        }
    }
    let mut rest = facts.population.clone();
    rest.retain(|row| !row.starts_with("05978 "));
    facts.population = rest;
    facts.district();
    let net = |breaks: &[i16]| {
        let cubes = facts.cubes(Settings { breaks: breaks.iter().copied().collect(), ..settings() });
        value(&cubes, PROJECTION_BASIS, &["05978008", "2024", known::NET_MIGRATION])
    };
    assert!(net(&[2022]) - net(&[]) > 100.0, "{} {}", net(&[2022]), net(&[]));
}

#[test]
fn where_moves_are_not_known_by_age_the_rest_is_migration() {
    let mut facts = Facts::new();
    facts.moves.clear();
    assert!(facts.cubes(settings()).get(PROJECTION).is_none(), "ages of one year tell nothing of moves");
    let ages: Vec<String> = facts.population.iter().filter(|row| row.contains(" Y")).cloned().collect();
    for year in [2019, 2020, 2021, 2022, 2023] {
        facts.population.extend(ages.iter().map(|row| row.replace(" 2018 ", &format!(" {year} "))));
    }
    let cubes = facts.cubes(settings());
    let place = projected(&cubes, "05978008", 2025, "mittel");
    let before = value(&cubes, known::POPULATION, &["05978008", "2024", "T", "_T"]);
    assert!((place - before).abs() < before / 20.0, "{place} {before}");
}

#[test]
fn without_tables_there_is_no_projection() {
    let facts = Facts::new();
    let elsewhere = Settings { mortality: Assumed::of_germany("sterbetafel"), ..settings() };
    assert!(facts.cubes(elsewhere).get(PROJECTION).is_none());
    let other = Settings { region: AreaKey::read("05915").into_iter().collect(), ..settings() };
    let cubes = facts.cubes(other);
    assert!(cubes.get(PROJECTION).is_none() && cubes.get(PROJECTION_BASIS).is_none());
}
