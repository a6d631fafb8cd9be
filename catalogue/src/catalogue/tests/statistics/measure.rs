//! How long things take with as many observations as a region has. Run by hand.

use super::*;
use crate::cubes::CubeView;
use std::time::Instant;

/// 400,000 observations in ten tables, each of two years.
fn tables(change: f64) -> Vec<Reading> {
    let definition = definition(known::POPULATION);
    let ages: Vec<String> = (0..18).map(|group| format!("Y{}T{}", group * 5, group * 5 + 4)).collect();
    let areas: Vec<String> =
        (0..370).map(|area| format!("05{:03}{:03}", area % 53 + 100, area / 53 * 4 + 4)).collect();
    (0..10_u16)
        .map(|table_number| {
            let mut read = Observations::new(definition.dimensions.len());
            let mut row = 0;
            for year in [2004 + 2 * table_number, 2005 + 2 * table_number].map(|year| year.to_string()) {
                for area in &areas {
                    row += 1;
                    let mut column = 0;
                    for sex in ["F", "M", "T"] {
                        for age in ages.iter().map(String::as_str) {
                            column += 1;
                            let value = f64::from(row * 7 + u32::from(column)) + change;
                            read.push(&[area, &year, sex, age], Figure::normal(value), Cell { row, column });
                        }
                    }
                }
            }
            Reading {
                table: table(&format!("tabelle-{table_number}"), 1),
                mapping_hash: String::new(),
                priority: 0,
                findings: vec![],
                parts: vec![(definition.clone(), read)],
            }
        })
        .collect()
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("{what}: {:.3} s, {} MB", start.elapsed().as_secs_f64(), memory_megabytes());
    done
}

/// Resident memory of this process.
fn memory_megabytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1024
}

#[test]
#[ignore = "takes a minute; prints what it measured"]
fn four_hundred_thousand_observations() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let plain = || Options { statistics: Statistics::default(), ..super::super::options(directory.path()) };
    let readings = tables(0.0);
    let catalogue = timed("open, empty", || Catalogue::open(plain()))?;
    timed("add_readings", || catalogue.add_readings(&readings))?;
    timed("publish: first load, snapshot", || catalogue.publish())?;
    drop(catalogue);
    let catalogue = timed("open", || Catalogue::open(plain()))?;
    println!("observations: {}", catalogue.cubes().observations());
    let changed = &tables(1.0)[3..4];
    timed("add_readings of one table", || catalogue.add_readings(changed))?;
    timed("publish: one table", || catalogue.publish())?;
    let changed = &tables(2.0)[3..4];
    timed("add_readings of one table", || catalogue.add_readings(changed))?;
    drop(catalogue);
    let catalogue = timed("open after readings that were not published", || Catalogue::open(plain()))?;
    assert!(catalogue.counts()?.agree());
    catalogue.0.store.change_observations(known::POPULATION, "", vec![])?;
    drop(catalogue);
    let catalogue = timed("open after a change that was interrupted", || Catalogue::open(plain()))?;
    timed("counts", || catalogue.counts())?;
    timed("the cubes alone", || {
        super::super::super::statistics::unite_as_of(
            &catalogue.0.journal,
            catalogue.cubes().revision(),
            catalogue.statistics(),
        )
    })?;
    let cubes = catalogue.cubes();
    look_up(cubes.get(known::POPULATION).expect("a cube"));
    Ok(())
}

fn look_up(cube: &CubeView) {
    let start = Instant::now();
    let mut sum = 0.0;
    for year in 2004..2024_u16 {
        let year = year.to_string();
        let figure = cube.figure(&["05100004", &year, "T", "Y0T4"]);
        sum += figure.and_then(|figure| figure.value).unwrap_or(f64::NAN);
    }
    println!("20 figures: {:?} (sum {sum})", start.elapsed());
    for _ in 0..3 {
        look_up_areas(cube);
    }
}

fn look_up_areas(cube: &CubeView) {
    let start = Instant::now();
    let mut sum = 0.0;
    for area in cube.areas() {
        for index in cube.range(&[area.as_str(), "2014", "T"]) {
            sum += cube.observations.figure(index).and_then(|figure| figure.value).unwrap_or(f64::NAN);
        }
    }
    println!("all areas of a year by 18 ages: {:?} (sum {sum})", start.elapsed());
}
