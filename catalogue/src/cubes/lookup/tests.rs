use super::*;
use crate::cubes::samples::{part, table, view};
use crate::cubes::union::unite;
use datenkreis_vocab::cube::known;

fn sample() -> CubeView {
    view(
        known::POPULATION,
        &[
            "DE 2024 T _T 83",
            "05 2024 T _T 18",
            "05978 2022 T _T 39",
            "05978 2024 T _T 41",
            "05978 2024 F _T 21",
            "05978 2024 M Y0T4 2",
            "05978020 2024 T _T 43",
            "05978020-3 2024 T _T 5",
            "059780200 2024 T _T 6",
            "05978032 2023 T _T 25",
            "05978032 2023-06 T _T 26",
            "05978032 2024 T _T •",
        ],
    )
}

#[test]
fn figures_are_found_by_their_notations() {
    let cube = sample();
    let check = |notations: &str, expected: Option<f64>| {
        let notations: Vec<&str> = notations.split(' ').collect();
        assert_eq!(
            cube.figure(&notations).map(|figure| figure.value.unwrap_or(-1.0)),
            expected,
            "{notations:?}"
        );
    };
    check("05978 2024 T _T", Some(41.0));
    check("05978 2024 M Y0T4", Some(2.0));
    check("05978032 2024 T _T", Some(-1.0));
    check("05978 2023 T _T", None);
    check("05978 2024 M _T", None);
    check("05979 2024 T _T", None);
    check("05978 2024 T", None);
    check("05978 2024 T _T _T", None);
    // Every observation is found where it stands.
    for (index, observation) in cube.observations.iter().enumerate() {
        assert_eq!(cube.find(&observation.notations), Some(index));
    }
}

#[test]
fn areas_and_times_are_ranges() {
    let cube = sample();
    let keys = |areas: Vec<&AreaKey>| areas.iter().map(|area| area.as_str().to_owned()).collect::<Vec<_>>();
    let below = |parent: &str| keys(cube.areas_below(&AreaKey::read(parent).expect(parent)).collect());
    assert_eq!(below("05978"), ["05978020", "05978020-3", "059780200", "05978032"]);
    assert_eq!(below("05978020"), ["05978020-3"]);
    assert_eq!(below("059780200"), [""; 0]);
    assert_eq!(below("DE"), ["05", "05978", "05978020", "05978020-3", "059780200", "05978032"]);
    assert_eq!(below("06"), [""; 0]);
    assert_eq!(keys(cube.areas_at("2023").collect()), ["05978032"]);
    assert_eq!(keys(cube.areas_at("2022").collect()), ["05978"]);
    assert_eq!(cube.periods().collect::<Vec<_>>(), ["2022", "2023", "2023-06", "2024"]);
    assert_eq!(cube.periods_of("05978032").collect::<Vec<_>>(), ["2023", "2023-06", "2024"]);
    assert_eq!(cube.periods_of("05978099").count(), 0);
    let check = |rows: Range<usize>, expected: usize| assert_eq!(rows.len(), expected);
    check(cube.area("05978"), 4);
    check(cube.area("0597"), 0);
    check(cube.slice("05978", "2024"), 3);
    check(cube.slice("05978", "2023"), 0);
    check(cube.range(&["05978", "2024", "M"]), 1);
    check(cube.range(&["05978", "2024", "X"]), 0);
    check(cube.range(&["05978", "2024", "M", "Y0T4", "?"]), 0);
    check(cube.range(&[]), 12);
    check(cube.series("05978", "2022"..="2024"), 4);
    check(cube.series("05978032", "2023"..="2023-12"), 2);
    check(cube.series("05978", "2024"..="2022"), 0);
    check(cube.series("05978", "1900"..="2100"), 4);
}

#[test]
fn what_says_the_same_has_the_same_content() {
    let rows = ["05978 2024 1", "05 2024 2"];
    let read = |at, rows: &[&str]| {
        CubeView::new(unite(vec![part(table("eine", at), known::LAND, rows)]).expect("a part")).0
    };
    let one = read(1, &rows);
    let check = |other: CubeView, content: bool, form: bool| {
        assert_eq!((one.content() == other.content(), one.form() == other.form()), (content, form));
    };
    check(read(1, &rows), true, true);
    check(read(2, &rows), true, false);
    check(read(1, &[rows[1], rows[0]]), true, false);
    check(read(1, &["05978 2024 1", "05 2024 3"]), false, false);
    check(read(1, &["05978 2024 1", "05 2024 •"]), false, false);
    check(read(1, &rows[..1]), false, false);
}

#[test]
fn disagreement_is_told_in_full() {
    let one = part(table("alt", 1), known::LAND, &["05978 2024 10"]);
    let other = part(table("neu", 2), known::LAND, &["05978 2023 9", "05978 2024 11"]);
    let (cube, _) = CubeView::new(unite(vec![one, other]).expect("parts"));
    let differences: Vec<_> = cube.differences().collect();
    let [difference] = &differences[..] else { panic!("{differences:?}") };
    assert_eq!(difference.notations, ["05978", "2024"]);
    assert_eq!((difference.kept.value, difference.other.value), (Some(11.0), Some(10.0)));
    assert_eq!((&*difference.kept_table.mapping, &*difference.other_table.mapping), ("neu", "alt"));
    assert_eq!((difference.index, difference.other_cell.row), (1, 1));
    assert_eq!(cube.sources().count(), 1, "nothing of the other table is left");
}
