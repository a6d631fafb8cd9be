use super::*;
use crate::cubes::samples::{part, rows, table};
use datenkreis_vocab::cube::{Code, CodedDimension, Figure, ObsStatus, known};

fn united(parts: Vec<Part>) -> United {
    unite(parts).expect("there are parts")
}

#[test]
fn nothing_gives_no_cube() {
    assert!(unite(vec![]).is_none());
}

#[test]
fn observations_are_sorted_by_area_time_and_codes() {
    let part = part(
        table("eine", 1),
        known::POPULATION,
        &[
            "DE 2024 T _T 9",
            "05978 2024 T _T 8",
            "05978 2024 F _T 3",
            "05978 2024 M _T 4",
            "05978 2023 F _T 7",
            "05978 2024 F Y_GE75 1",
            "05978 2024 F Y0T4 1",
            "05978 2024 F Y0 1",
            "05978 2024 F Y10T14 1",
            "05978 2024 F Y75 1",
        ],
    );
    let united = united(vec![part]);
    let expected = [
        "05978 2023 F _T 7",
        "05978 2024 F Y0 1",
        "05978 2024 F Y0T4 1",
        "05978 2024 F Y10T14 1",
        "05978 2024 F Y75 1",
        "05978 2024 F Y_GE75 1",
        "05978 2024 F _T 3",
        "05978 2024 M _T 4",
        "05978 2024 T _T 8",
        "DE 2024 T _T 9",
    ];
    assert_eq!(rows(&united.cube), expected);
    assert!(united.differences.is_empty() && united.left_out.is_empty());
}

#[test]
fn the_higher_priority_counts_then_the_later_reading() {
    let parts = || {
        let one = part(table("alt", 1), known::LAND, &["05978 2023 10", "05978 2024 10", "05 2024 5"]);
        let other = part(table("neu", 2), known::LAND, &["05978 2023 10", "05978 2024 11"]);
        [one, other]
    };
    let check = |priorities: [i32; 2], value: &str, by: &str| {
        let mut parts = parts();
        for (part, priority) in parts.iter_mut().zip(priorities) {
            part.priority = priority;
        }
        let United { cube, differences, .. } = united(parts.into());
        assert_eq!(rows(&cube), ["05 2024 5", "05978 2023 10", &format!("05978 2024 {value}")]);
        assert_eq!(cube.table_of(2).map(|table| table.mapping.as_str()), Some(by));
        assert_eq!(cube.table_of(0).map(|table| table.mapping.as_str()), Some("alt"));
        let [difference] = differences[..] else { panic!("{differences:?}") };
        assert_eq!(difference.index, 2);
        assert_ne!(cube.tables[usize::from(difference.table)].mapping, by);
    };
    check([0, 0], "11", "neu");
    check([1, 0], "10", "alt");
    check([-1, 3], "11", "neu");
}

#[test]
fn a_missing_figure_differs_from_zero() {
    let mut one = part(table("eine", 1), known::LAND, &["05978 2024 0"]);
    one.priority = 1;
    let mut other = part(table("andere", 1), known::LAND, &[]);
    other.observations.push(&["05978", "2024"], Figure::missing(ObsStatus::Suppressed), Default::default());
    let zero = Figure { value: Some(0.0), status: ObsStatus::Zero };
    let mut third = part(table("dritte", 1), known::LAND, &[]);
    third.observations.push(&["05978", "2024"], zero, Default::default());
    let United { cube, differences, .. } = united(vec![one, other, third]);
    assert_eq!(rows(&cube), ["05978 2024 0"]);
    let figures: Vec<_> = differences.iter().map(|differing| differing.figure.status).collect();
    assert_eq!(figures, [ObsStatus::Suppressed], "zero is zero");
}

#[test]
fn what_does_not_fit_is_left_out_and_told() {
    let check = |other: Part, reason: Reason| {
        let mut first = part(table("eine", 1), known::LAND, &["05978 2024 1"]);
        first.priority = 1;
        let United { cube, left_out, .. } = united(vec![first, other]);
        assert_eq!(rows(&cube), ["05978 2024 1"]);
        let [left] = &left_out[..] else { panic!("{left_out:?}") };
        assert_eq!((left.table.mapping.as_str(), left.cube.as_str()), ("andere", known::LAND));
        assert_eq!((left.observations, &left.reason), (1, &reason));
        assert_ne!(left.reason.text().de, left.reason.text().en);
    };
    let mut dimensions = part(table("andere", 2), known::HOUSEHOLDS, &["05978 2024 _T 3"]);
    dimensions.definition.id = known::LAND.into();
    check(
        dimensions,
        Reason::Dimensions {
            expected: vec!["refArea".into(), "refPeriod".into()],
            found: vec!["refArea".into(), "refPeriod".into(), "haushaltsgroesse".into()],
        },
    );
    let mut measure = part(table("andere", 2), known::LAND, &["05978 2023 3"]);
    measure.definition.measure.unit.id = "hektar".into();
    check(
        measure,
        Reason::Measure {
            expected: "flaecheKm2 (quadratkilometer, 2)".into(),
            found: "flaecheKm2 (hektar, 2)".into(),
        },
    );
    let unknown = |row: &str, dimension: &str, notation: &str| {
        let reason = Reason::Code { dimension: dimension.into(), notation: notation.into() };
        check(part(table("andere", 2), known::LAND, &[row]), reason);
    };
    unknown("Selm 2023 3", "refArea", "Selm");
    unknown("05515000 2023 3", "refArea", "05515000");
    unknown("05978 23 3", "refPeriod", "23");
}

#[test]
fn code_lists_are_united() {
    let mut one = part(table("eine", 2), known::HOUSEHOLDS, &["05978 2024 _T 3", "05978 2024 1 1"]);
    one.priority = 1;
    let mut other = part(table("andere", 1), known::HOUSEHOLDS, &["05978 2024 6p 2"]);
    if let Some(Dimension::Coded(CodedDimension { codes, .. })) = other.definition.dimensions.last_mut() {
        codes.push(Code { notation: "6p".into(), label: Default::default() });
    }
    let United { cube, left_out, .. } = united(vec![one, other]);
    assert_eq!(rows(&cube), ["05978 2024 1 1", "05978 2024 _T 3", "05978 2024 6p 2"]);
    assert!(left_out.is_empty());
    assert!(cube.definition.dimensions[2].label_of("6p").is_some());
}
