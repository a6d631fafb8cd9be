//! Single years from groups.

use super::*;
use crate::cube::Age;
use proptest::prelude::*;

fn survival(open_from: usize) -> Vec<f64> {
    mortality(open_from + 1).probabilities().women.clone()
}

fn groups(notations: &[(&str, f64)]) -> Vec<(Age, f64)> {
    notations
        .iter()
        .map(|(notation, persons)| (Age::from_notation(notation).expect(notation), *persons))
        .collect()
}

#[test]
fn groups_keep_their_sums() {
    let of_office = groups(&[
        ("Y0T2", 300.0),
        ("Y3T5", 320.0),
        ("Y6T9", 400.0),
        ("Y10T14", 510.0),
        ("Y15T17", 330.0),
        ("Y18T19", 0.0),
        ("Y20T24", 700.0),
        ("Y25T64", 9000.0),
        ("Y65T74", 1200.0),
        ("Y_GE75", 1500.0),
    ]);
    let years = graduate(&of_office, 90, &survival(90)).expect("graduated");
    assert_eq!(years.len(), 91);
    for (age, persons) in &of_office {
        let end = age.to.map_or(91, |to| usize::from(to) + 1);
        close(years[usize::from(age.from)..end].iter().sum(), *persons);
    }
    assert!(years.iter().all(|persons| *persons >= 0.0));
    assert!(years[75..90].is_sorted_by(|one, next| one >= next), "fewer from year to year");
}

#[test]
fn what_is_even_stays_even() {
    let years = graduate(
        &groups(&[("Y0T9", 100.0), ("Y10T49", 400.0), ("Y50T89", 400.0), ("Y_GE90", 70.0)]),
        60,
        &survival(60),
    );
    let years = years.expect("graduated");
    years[..60].iter().for_each(|persons| close(*persons, 10.0));
    close(years[60], 370.0);
}

#[test]
fn of_several_groupings_the_finest_is_taken() {
    let both = groups(&[("Y0T89", 900.0), ("Y0T49", 900.0), ("Y50T89", 0.0), ("Y_GE90", 1.0)]);
    let years = graduate(&both, 90, &survival(90)).expect("graduated");
    close(years[..50].iter().sum(), 900.0);
}

#[test]
fn gaps_and_nonsense_are_refused() {
    let check =
        |notations: &[(&str, f64)]| graduate(&groups(notations), 90, &survival(90)).expect_err("refused");
    assert!(matches!(check(&[("Y0T9", 1.0), ("Y_GE11", 1.0)]), Error::Gap { .. }));
    assert!(matches!(check(&[("Y0T9", -1.0), ("Y_GE10", 1.0)]), Error::OutOfRange { age: 0, .. }));
    assert!(matches!(check(&[("Y0T9", 1.0), ("Y_GE10", f64::NAN)]), Error::OutOfRange { age: 10, .. }));
    let short = graduate(&groups(&[("Y_GE0", 1.0)]), 90, &[0.0; 5]);
    assert!(matches!(short, Err(Error::TooFewAges { found: 5, needed: 91, .. })));
}

proptest! {
    #[test]
    fn any_groups_keep_their_sums(
        widths in prop::collection::vec((1..=10_u8, 0.0..5000.0_f64), 1..10),
        open in 0.0..5000.0_f64,
    ) {
        let mut from = 0;
        let mut groups = Vec::new();
        for (width, persons) in widths {
            groups.push((Age::between(from, from + width - 1), persons));
            from += width;
        }
        groups.push((Age::from(from), open));
        let years = graduate(&groups, 100, &survival(100)).expect("graduated");
        for (age, persons) in &groups {
            let end = age.to.map_or(101, |to| usize::from(to) + 1);
            let sum: f64 = years[usize::from(age.from)..end].iter().sum();
            prop_assert!((sum - persons).abs() < 1e-6, "{:?}: {} {}", age, sum, persons);
        }
        prop_assert!(years.iter().all(|persons| *persons >= 0.0));
    }
}
