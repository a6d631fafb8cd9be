//! Estimates that projections start from: structures fitted to known sums, moves brought to a known balance.

use super::*;
use crate::cube::Age;

#[test]
fn structures_reach_the_sums_known() {
    let margins = vec![
        Margin { who: Who::All, age: Age::between(0, 17), persons: 2_000.0 },
        Margin { who: Who::All, age: Age::from(18), persons: 8_000.0 },
        Margin { who: Who::Women, age: Age::from(0), persons: 5_100.0 },
        Margin { who: Who::Men, age: Age::from(0), persons: 4_900.0 },
    ];
    let fitted = fit(vec![(even(50.0), margins)], None).remove(0);
    close(fitted.sum(Age::between(0, 17)), 2_000.0);
    close(fitted.persons().women.iter().sum(), 5_100.0);
    close(fitted.total(), 10_000.0);
    // What nothing is known of stays alike: within the sums all ages are still the same.
    close(fitted.persons().men[3], fitted.persons().men[17]);
    assert_eq!(fit(vec![(even(50.0), vec![])], None), [even(50.0)]);
}

#[test]
fn parts_reach_their_own_sums_and_the_one_of_all() {
    let mut older = vec![50.0; 101];
    older[60..].fill(100.0);
    let together = population(older.iter().map(|persons| persons * 2.0).collect(), vec![100.0; 101]);
    let half =
        |share: f64| vec![Margin { who: Who::All, age: Age::from(0), persons: together.total() * share }];
    let parts = fit(
        vec![(even(50.0), half(0.25)), (population(older, vec![50.0; 101]), half(0.75))],
        Some(&together),
    );
    close(parts[0].total(), together.total() * 0.25);
    close(parts[1].total(), together.total() * 0.75);
    for age in [0, 59, 60, 100] {
        let sum = parts[0].persons().women[age] + parts[1].persons().women[age];
        close(sum, together.persons().women[age]);
    }
    // The part that was older at the beginning still is.
    let share = |part: &Population| part.sum(Age::from(60)) / part.total();
    assert!(share(&parts[1]) > share(&parts[0]));
}

#[test]
fn moves_are_brought_to_their_balance() {
    let (came, left) = ([100.0, 400.0, 20.0], [80.0, 300.0, 40.0]);
    for wanted in [-200.0, 0.0, 100.0, 900.0] {
        close(level(&came, &left, wanted).iter().sum(), wanted);
    }
    // What they are is left as it is.
    let same = level(&came, &left, 100.0);
    same.iter().zip([20.0, 100.0, -20.0]).for_each(|(found, expected)| close(*found, expected));
    assert_eq!(level(&[0.0], &[3.0], 5.0), [-3.0]);
}

#[test]
fn half_of_those_that_move_are_a_year_older_at_its_end() {
    let moved = at_the_end_of_the_year(BySex { women: vec![4.0, 0.0, 2.0], men: vec![0.0, -6.0, 1.0] });
    assert_eq!(moved.net(), &BySex { women: vec![2.0, 2.0, 2.0], men: vec![0.0, -3.0, -2.0] });
    assert_eq!(moved.total(), 1.0);
}
