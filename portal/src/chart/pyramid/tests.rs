//! Populations by age and sex.

use super::*;
use crate::chart::samples::on_page;

/// Five-year groups from values for men and women.
fn groups(values: &[(f64, f64)]) -> Vec<AgeGroup> {
    let group = |(index, (men, women)): (usize, &(f64, f64))| {
        let from = index as u8 * 20;
        let to = (index + 1 < values.len()).then_some(from + 19);
        AgeGroup { from, to, men: Datum::Known(*men), women: Datum::Known(*women) }
    };
    values.iter().enumerate().map(group).collect()
}

fn pyramid() -> Pyramid {
    let groups = groups(&[(10.0, 12.0), (20.0, 20.0), (30.0, 18.0), (5.0, 10.0)]);
    Pyramid { groups, year: 2023, name: "Selm 2023".into(), ..Pyramid::default() }
}

#[test]
fn shares_of_the_three_groups() {
    let check = |limits, expected: Option<[f64; 3]>| {
        let parts = Pyramid { limits, ..pyramid() }.parts();
        assert_eq!(parts.map(|parts| parts.persons), expected, "{limits:?}");
    };
    check(None, None);
    check(Some((20, 60)), Some([22.0, 88.0, 15.0]));
    check(Some((20, 40)), Some([22.0, 40.0, 63.0]));
    check(Some((20, 65)), None);
    check(Some((60, 20)), None);
    let mut gap = Pyramid { limits: Some((20, 60)), ..pyramid() };
    gap.groups[0].men = Datum::Suppressed;
    assert_eq!(gap.parts(), None);
    assert_eq!(
        Pyramid { limits: Some((20, 60)), groups: groups(&[(0.0, 0.0); 4]), ..pyramid() }.parts(),
        None
    );
}

#[test]
fn cohorts_lie_in_groups() {
    let check = |cohort, expected: Option<usize>| {
        let found = Pyramid { cohort: Some(cohort), ..pyramid() };
        assert_eq!(found.cohort_group().map(|(row, _)| row), expected, "{cohort}");
    };
    check(2023, Some(0));
    check(2003, Some(1));
    check(2004, Some(0));
    check(1900, Some(3));
    check(2024, None);
    check(i32::MIN, None);
}

#[test]
fn men_lie_left_and_women_right() {
    let svg = on_page(&pyramid()).svg;
    // The highest tick is 30, so that 30 men reach the left edge.
    assert!(svg.contains("<rect x=\"0%\""), "{svg}");
    assert!(svg.contains("<rect x=\"50%\""), "{svg}");
    assert!(svg.contains("data-label=\"Frauen, 60+ Jahre: 10 (8,0\u{a0}%)\""), "{svg}");
}

#[test]
fn bars_tell_which_cohort_they_are() {
    let svg = on_page(&pyramid()).svg;
    // In the middle of the ages 20 to 39; nobody knows the middle of an open class.
    assert_eq!(svg.matches("data-cohort=\"1994\"").count(), 2, "{svg}");
    assert_eq!(svg.matches("data-cohort").count(), 6, "{svg}");
    let unborn = Pyramid { cohort: Some(2024), ..pyramid() };
    assert!(on_page(&unborn).notes.join(" ").contains("noch nicht geboren"));
}

#[test]
fn groups_of_different_width_are_drawn_by_year_of_age() {
    let group = |from, to, men| AgeGroup { from, to, men: Datum::Known(men), women: Datum::Known(men) };
    let groups = vec![group(0, Some(4), 50.0), group(5, Some(14), 50.0), group(15, None, 170.0)];
    let pyramid = Pyramid { groups, ..Pyramid::default() };
    assert_eq!(pyramid.bars(), [[Datum::Known(10.0); 2], [Datum::Known(5.0); 2], [Datum::Known(2.0); 2]]);
    let heights: Vec<f64> = pyramid.groups.iter().map(|group| pyramid.drawn_years(group)).collect();
    assert_eq!(heights, [5.0, 10.0, 85.0]);
    let svg = on_page(&pyramid).svg;
    // The label tells the persons, not the length.
    assert!(svg.contains("height=\"39\"") && svg.contains("Männer, 5–14 Jahre: 50 ("), "{svg}");
}

#[test]
fn shares_make_areas_of_different_size_alike() {
    let larger = groups(&[(100.0, 120.0), (200.0, 200.0), (300.0, 180.0), (50.0, 100.0)]);
    let comparison = Some(Comparison { name: "Kreis".into(), groups: larger });
    let pyramid = Pyramid { basis: Basis::Share, comparison, ..pyramid() };
    let lengths =
        |bars: Vec<[Datum; 2]>| bars.concat().iter().filter_map(|bar| bar.number()).collect::<Vec<_>>();
    for (one, other) in lengths(pyramid.bars()).iter().zip(lengths(pyramid.comparison_bars())) {
        assert!((one - other).abs() < 1e-9, "{one}, {other}");
    }
}

#[test]
fn surplus_and_outline() {
    let count = |pyramid: &Pyramid, part: &str| on_page(pyramid).svg.matches(part).count();
    let surplus = Pyramid { surplus: true, ..pyramid() };
    // The second group has as many men as women.
    assert_eq!(count(&surplus, "url(#p1-hatch)"), 3);
    assert_eq!(count(&pyramid(), "url(#p1-hatch)"), 0);
    let mut compared = pyramid();
    compared.comparison = Some(Comparison { name: "2003".into(), groups: pyramid().groups });
    assert_eq!(count(&compared, "dk-plot__outline\""), 2);
    // A gap in the middle makes two outlines of one.
    if let Some(comparison) = &mut compared.comparison {
        comparison.groups[1].men = Datum::Missing;
    }
    assert_eq!(count(&compared, "dk-plot__outline\""), 3);
}

#[test]
fn what_cannot_be_compared_says_so() {
    let check = |change: &dyn Fn(&mut Pyramid), expected: &str| {
        let mut pyramid = pyramid();
        change(&mut pyramid);
        let notes = on_page(&pyramid).notes.join(" ");
        assert!(notes.contains(expected), "{notes}");
    };
    check(&|pyramid| pyramid.limits = Some((20, 65)), "mitten in einer Altersgruppe");
    check(&|pyramid| pyramid.groups[1].women = Datum::Missing, "liegt kein Wert vor");
    check(&|pyramid| pyramid.groups[1].to = Some(30), "verschieden breit");
    let later = |pyramid: &mut Pyramid| {
        pyramid.groups[1].from = 21;
        let compared = AgeGroup { from: 20, ..pyramid.groups[1] };
        pyramid.comparison = Some(Comparison { name: "2003".into(), groups: vec![compared] });
    };
    check(&later, "verschieden breit");
    check(&|pyramid| pyramid.basis = Basis::Share, "in Prozent");
}
