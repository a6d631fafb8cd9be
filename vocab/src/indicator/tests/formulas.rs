//! Each formula on figures small enough to calculate in the head.

use super::view::View;
use crate::cube::known::{BIRTHS, CHANGES, CITIZENSHIP, HOUSEHOLDS, LAND, POPULATION};
use crate::cube::{AreaKey, Figure, ObsStatus, Period};
use crate::indicator::{Calculated, Input, by_id};

const AREA: &str = "05978020";
const DECADE: [&str; 10] =
    ["Y0T9", "Y10T14", "Y15T19", "Y20T49", "Y50T59", "Y60T64", "Y65T66", "Y67T79", "Y80T89", "Y_GE90"];

/// 2024 with all cubes, 2023 and 2011 with totals; 1,000 persons.
fn sample() -> View {
    let mut view = View::default();
    for (age, persons) in DECADE.iter().zip([90.0, 50.0, 60.0, 400.0, 150.0, 50.0, 20.0, 100.0, 70.0, 10.0]) {
        view.push(POPULATION, AREA, "2024", &["T", age], Figure::normal(persons));
    }
    for (year, persons) in [("2024", 1000.0), ("2023", 800.0), ("2011", 500.0)] {
        view.push(POPULATION, AREA, year, &["T", "_T"], Figure::normal(persons));
    }
    view.push(POPULATION, AREA, "2024", &["F", "_T"], Figure::normal(520.0));
    view.push(POPULATION, AREA, "2024", &["M", "_T"], Figure::normal(480.0));
    view.push(LAND, AREA, "2022", &[], Figure::normal(40.0));
    view.push(CITIZENSHIP, AREA, "2024", &["T", "nicht-deutsch"], Figure::normal(120.0));
    view.push(CITIZENSHIP, AREA, "2024", &["T", "_T"], Figure::normal(1000.0));
    let changes = [("lebendgeborene", 9.0), ("gestorbene", 18.0), ("zuzug", 90.0), ("fortzug", 45.0)];
    for (kind, cases) in changes {
        view.push(CHANGES, AREA, "2024", &["T", kind], Figure::normal(cases));
    }
    view.push(HOUSEHOLDS, AREA, "2024", &["1"], Figure::normal(160.0));
    view.push(HOUSEHOLDS, AREA, "2024", &["_T"], Figure::normal(400.0));
    view
}

fn calculate(view: &View, id: &str, period: &str) -> Option<Calculated> {
    let area = AreaKey::read(AREA).expect("key");
    by_id(id).expect(id).calculate(view, &area, Period::from_notation(period).expect("period"))
}

#[test]
fn formulas_give_what_they_say() {
    let view = sample();
    let check = |id: &str, expected: f64| {
        let calculated = calculate(&view, id, "2024").expect(id);
        assert!(
            (calculated.value - expected).abs() < 1e-9,
            "{id}: {} instead of {expected}",
            calculated.value
        );
    };
    check("einwohner", 1000.0);
    check("dichte", 25.0);
    check("veraenderung-vorjahr", 25.0);
    check("veraenderung", 100.0);
    check("veraenderung-jaehrlich", 100.0 * (2.0_f64.powf(1.0 / 13.0) - 1.0));
    check("index", 200.0);
    check("jugendquotient", 100.0 * 200.0 / 600.0);
    check("altenquotient", 100.0 * 200.0 / 600.0);
    check("altenquotient-67", 100.0 * 180.0 / 620.0);
    check("gesamtquotient", 100.0 * 400.0 / 600.0);
    check("billeter", (140.0 - 400.0) / 460.0);
    check("greying", 100.0 * 80.0 / 170.0);
    check("frauenanteil", 52.0);
    check("sexualproportion", 100.0 * 480.0 / 520.0);
    check("auslaenderanteil", 12.0);
    check("geburtenziffer", 10.0);
    check("sterbeziffer", 20.0);
    check("natuerlicher-saldo", -9.0);
    check("natuerlicher-saldo-je-1000", -10.0);
    check("wanderungssaldo", 45.0);
    check("wanderungssaldo-je-1000", 50.0);
    check("wanderungsvolumen", 150.0);
    check("haushaltsgroesse", 2.5);
    check("einpersonenanteil", 40.0);
}

#[test]
fn inputs_and_statuses_are_carried_over() {
    let mut view = sample();
    let input = |cube, year| Input { cube, period: Period::Year(year) };
    let births = calculate(&view, "geburtenziffer", "2024").expect("calculated");
    assert_eq!(births.inputs, [input(CHANGES, 2024), input(POPULATION, 2023), input(POPULATION, 2024)]);
    assert_eq!(births.status, ObsStatus::Normal);
    assert_eq!(calculate(&view, "dichte", "2024").expect("density").inputs[1], input(LAND, 2022));
    assert_eq!(calculate(&view, "haushaltsgroesse", "2024").expect("size").status, ObsStatus::Estimated);
    // A break in between is a break of the change; one before is none.
    view.push(
        POPULATION,
        AREA,
        "2022",
        &["T", "_T"],
        Figure { value: Some(700.0), status: ObsStatus::Break },
    );
    assert_eq!(calculate(&view, "veraenderung", "2024").expect("change").status, ObsStatus::Break);
    assert_eq!(calculate(&view, "veraenderung-vorjahr", "2024").expect("change").status, ObsStatus::Normal);
    assert_eq!(calculate(&view, "veraenderung-vorjahr", "2023").expect("change").status, ObsStatus::Normal);
}

#[test]
fn what_is_missing_gives_no_value() {
    let check = |cube: &str, further: &[&str], figure: Figure, id: &str, expected: Option<f64>| {
        let mut view = View::default();
        view.push(POPULATION, AREA, "2024", &["T", "_T"], Figure::normal(1000.0));
        view.push(POPULATION, AREA, "2023", &["T", "_T"], Figure::normal(1000.0));
        view.push(cube, AREA, "2024", further, figure);
        assert_eq!(
            calculate(&view, id, "2024").map(|calculated| calculated.value),
            expected,
            "{id} {figure:?}"
        );
    };
    let zero = Figure { value: Some(0.0), status: ObsStatus::Zero };
    let suppressed = Figure::missing(ObsStatus::Suppressed);
    check(CHANGES, &["T", "lebendgeborene"], zero, "geburtenziffer", Some(0.0));
    check(CHANGES, &["T", "lebendgeborene"], suppressed, "geburtenziffer", None);
    check(CHANGES, &["T", "gestorbene"], zero, "geburtenziffer", None);
    check(LAND, &[], zero, "dichte", None);
    check(LAND, &[], Figure::missing(ObsStatus::Unknown), "dichte", None);
    check(POPULATION, &["F", "_T"], zero, "frauenanteil", Some(0.0));
    check(POPULATION, &["F", "_T"], Figure::missing(ObsStatus::Empty), "frauenanteil", None);
    // More women than people: the two are from tables that do not fit together.
    check(POPULATION, &["F", "_T"], Figure::normal(1001.0), "frauenanteil", None);
    let view = sample();
    assert_eq!(calculate(&view, "veraenderung-vorjahr", "2011"), None);
    assert_eq!(calculate(&view, "geburtenziffer", "2011"), None);
    assert_eq!(calculate(&view, "veraenderung", "2011").map(|base| base.value), Some(0.0));
    assert_eq!(calculate(&view, "veraenderung-jaehrlich", "2011"), None);
}

#[test]
fn an_index_looks_both_ways_from_its_base() {
    let mut view = sample();
    let mut push = |year: &str, value: f64, status: ObsStatus| {
        view.push(POPULATION, AREA, year, &["T", "_T"], Figure { value: Some(value), status });
    };
    push("2008", 400.0, ObsStatus::Break);
    push("2009", 450.0, ObsStatus::Normal);
    let check = |view: &View, id: &str, period: &str, expected: Option<(f64, ObsStatus)>| {
        let found = calculate(view, id, period).map(|found| (found.value, found.status));
        assert_eq!(found, expected, "{id} {period}");
    };
    // The break of 2008 lies before all that is compared.
    check(&view, "index", "2008", Some((80.0, ObsStatus::Normal)));
    check(&view, "index", "2009", Some((90.0, ObsStatus::Normal)));
    check(&view, "index", "2011", Some((100.0, ObsStatus::Normal)));
    for id in ["veraenderung", "veraenderung-jaehrlich"] {
        check(&view, id, "2009", None);
    }
    view.push(
        POPULATION,
        AREA,
        "2010",
        &["T", "_T"],
        Figure { value: Some(480.0), status: ObsStatus::Break },
    );
    check(&view, "index", "2009", Some((90.0, ObsStatus::Break)));
    check(&view, "index", "2024", Some((200.0, ObsStatus::Normal)));
}

#[test]
fn ages_have_means_and_medians() {
    let check = |ages: &[(&str, f64)], mean: Option<(f64, ObsStatus)>, median: Option<(f64, ObsStatus)>| {
        let mut view = View::default();
        for (age, persons) in ages {
            view.push(POPULATION, AREA, "2024", &["T", age], Figure::normal(*persons));
        }
        let of = |id| calculate(&view, id, "2024").map(|found| (found.value, found.status));
        assert_eq!((of("durchschnittsalter"), of("medianalter")), (mean, median), "{ages:?}");
    };
    let (exact, estimated) = (ObsStatus::Normal, ObsStatus::Estimated);
    check(&[("Y0", 10.0), ("Y1", 10.0), ("Y_GE2", 0.0)], None, Some((1.0, exact)));
    check(
        &[
            ("Y0T9", 10.0),
            ("Y10T19", 20.0),
            ("Y20T29", 10.0),
            ("Y30T39", 0.0),
            ("Y40T49", 0.0),
            ("Y50T59", 0.0),
            ("Y60T64", 0.0),
            ("Y_GE65", 0.0),
        ],
        Some((15.0, estimated)),
        Some((15.0, estimated)),
    );
    // Wider than ten years: no mean; the median lies in a narrow group.
    check(&[("Y0T19", 10.0), ("Y20T24", 30.0), ("Y_GE25", 0.0)], None, Some((20.0 + 5.0 / 3.0, estimated)));
    check(&[("Y0T9", 1.0), ("Y_GE10", 30.0)], None, None);
    check(&[("Y0T9", 0.0), ("Y10T64", 0.0), ("Y_GE65", 0.0)], None, None);
    // A gap: nothing.
    check(&[("Y0T9", 1.0), ("Y_GE11", 30.0)], None, None);
}

#[test]
fn fertility_adds_up_rates() {
    let check = |births: &[(&str, f64)], years: &[&str], total: f64, expected: Option<(f64, ObsStatus)>| {
        let mut view = View::default();
        for year in ["2021", "2022", "2023", "2024"] {
            view.push(POPULATION, AREA, year, &["T", "_T"], Figure::normal(total));
            for age in 0..90_u8 {
                view.push(POPULATION, AREA, year, &["F", &format!("Y{age}")], Figure::normal(100.0));
            }
            view.push(POPULATION, AREA, year, &["F", "Y_GE90"], Figure::normal(100.0));
        }
        for year in years {
            for (age, cases) in births {
                view.push(BIRTHS, AREA, year, &[age], Figure::normal(*cases));
            }
        }
        let found =
            calculate(&view, "tfr", "2024").map(|found| ((found.value * 1e6).round() / 1e6, found.status));
        assert_eq!(found, expected, "{births:?}");
    };
    let single: Vec<(String, f64)> = (15..50).map(|age| (format!("Y{age}"), 4.0)).collect();
    let single: Vec<(&str, f64)> = single.iter().map(|(age, births)| (age.as_str(), *births)).collect();
    let pooled = ["2022", "2023", "2024"];
    check(&single, &["2024"], 60_000.0, Some((1.4, ObsStatus::Normal)));
    check(&single, &pooled, 9_000.0, Some((1.4, ObsStatus::Normal)));
    check(&single, &["2024"], 9_000.0, None);
    let outside: Vec<_> = single.iter().copied().chain([("Y0T14", 1.0), ("Y_GE50", 1.0)]).collect();
    check(&outside, &pooled, 9_000.0, Some((1.42, ObsStatus::Normal)));
    let groups = [("Y0T19", 20.0), ("Y20T29", 40.0), ("Y30T39", 40.0), ("Y_GE40", 40.0)];
    check(&groups, &pooled, 9_000.0, Some((1.4, ObsStatus::Estimated)));
    check(&groups[..3], &pooled, 9_000.0, None);
}
