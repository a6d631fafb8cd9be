//! Histories, their migration, and back-tests.

use super::*;
use crate::cube::{Age, AreaKey};
use std::collections::BTreeMap;

/// Years made by the model itself, with the same migration each year.
fn regular(start: &Population, migration: &Migration, years: i16) -> History {
    let given = assumptions(mortality(101), fertility(), migration.clone());
    let projection = project(2004, start, &given, Variant::Middle, years as usize).expect("projection");
    assert!(projection.short.iter().all(|short| *short == 0.0));
    let made = projection.years.into_iter().zip(2005..);
    let years = made.map(|(population, year)| (year, population)).chain([(2004, start.clone())]).collect();
    History { years, ..History::default() }
}

/// A profile that smoothing leaves as it is.
fn steady() -> Migration {
    Migration::new(BySex { women: vec![1.5; 101], men: vec![2.5; 101] })
}

#[test]
fn the_residual_is_the_migration() {
    let mut net = vec![0.5; 101];
    net[20] = 9.0;
    let migration = Migration::new(BySex { women: net, men: vec![-0.25; 101] });
    let history = regular(&even(80.0), &migration, 3);
    let found = history.residual(2006, &mortality(101), &fertility()).expect("residual");
    let pairs = found.net().women.iter().zip(&migration.net().women);
    pairs
        .chain(found.net().men.iter().zip(&migration.net().men))
        .for_each(|(found, made)| close(*found, *made));
    // Smoothing keeps the sum, and what is born in the year and the open class as they are.
    let smoothed = migration.smoothed();
    close(smoothed.net().women.iter().sum(), migration.net().women.iter().sum());
    assert_eq!(smoothed.net().women[19..=21], [0.5 + 8.5 / 4.0, 0.5 + 8.5 / 2.0, 0.5 + 8.5 / 4.0]);
    assert_eq!(history.residual(2004, &mortality(101), &fertility()), None);
}

#[test]
fn a_regular_past_is_projected_without_error() {
    let history = regular(&even(80.0), &steady(), 20);
    let test = backtest(&history, 2024, 10, 5, &mortality(101), &fertility()).expect("back-test");
    assert_eq!((test.start, test.end, test.crosses_break), (2014, 2024, false));
    close(test.total.error(), 0.0);
    assert!(
        test.mean_absolute_percent.expect("groups") < 1e-9 && test.bias_percent.expect("total").abs() < 1e-9
    );
    close(test.groups.iter().map(|(_, compared)| compared.came).sum(), test.total.came);
    assert_eq!(test.groups.last().map(|(age, _)| *age), Some(Age::from(100)));
}

#[test]
fn what_came_later_is_not_known_at_the_start() {
    let mut history = regular(&even(80.0), &steady(), 20);
    let sudden = history.years[&2020].plus(&even(10.0));
    history.years.insert(2020, sudden);
    let test = |history: &History, end| backtest(history, end, 10, 5, &mortality(101), &fertility());
    let before = test(&history, 2019).expect("back-test");
    close(before.total.error(), 0.0);
    let at = test(&history, 2020).expect("back-test");
    close(at.total.error(), -2020.0);
    close(at.bias_percent.expect("total"), -100.0 * 2020.0 / history.years[&2020].total());
    // A census is no migration: its year is left out of profiles, and named.
    history.breaks.insert(2020);
    assert!(test(&history, 2020).expect("back-test").crosses_break);
    let known = |last| history.profile(last, 3, 3, &mortality(101), &fertility());
    assert_eq!(known(2021), Err(Error::TooFewYears { found: 2, needed: 3 }));
    assert!(known(2019).is_ok());
    assert_eq!(test(&history, 2030).map(|test| test.start), Err(Error::NoYear { year: 2030 }));
}

#[test]
fn small_areas_are_projected_together() {
    let area = |key: &str| AreaKey::read(key).expect(key);
    let mut one = regular(&even(30.0), &Migration::none(101), 2);
    one.breaks.insert(2005);
    let mut other = regular(&even(40.0), &Migration::none(101), 2);
    other.years.remove(&2006);
    other.years.insert(2003, even(40.0));
    let histories = BTreeMap::from([
        (area("05978004"), one),
        (area("05978008"), other),
        (area("05"), History::default()),
    ]);
    let sums = aggregate(&histories, AreaKey::parent);
    let district = &sums[&area("05978")];
    assert_eq!(district.members, [area("05978004"), area("05978008")]);
    close(district.history.years[&2004].total(), even(70.0).total());
    assert_eq!(district.history.years.keys().copied().collect::<Vec<_>>(), [2004, 2005]);
    assert_eq!(district.left_out, [(2003, area("05978004")), (2006, area("05978008"))]);
    assert!(district.history.breaks.contains(&2005));
    assert!(sums.contains_key(&area("DE")) && sums.len() == 2);
}
