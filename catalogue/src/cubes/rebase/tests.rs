use super::*;
use crate::cubes::samples::rows as shown;
use crate::cubes::samples::{part, table};
use datenkreis_vocab::cube::known;
use datenkreis_vocab::cube::suppress::Guard;
use std::sync::Arc;

fn crosswalk(from: &str, to: &str, share: f64, date: &str) -> Crosswalk {
    let key = |key: &str| AreaKey::read(key).expect(key);
    let date = date.parse().expect(date);
    Crosswalk { from: key(from), to: key(to), share, date, source: "Gesetz".into() }
}

/// The recalculated cube of households, total only: area, time, value, status.
fn rebased(rows: &[&str], crosswalks: &[(&str, &str, f64, &str)]) -> Vec<String> {
    let crosswalks = crosswalks.iter().map(|&(from, to, share, date)| crosswalk(from, to, share, date));
    let rebase: Arc<dyn Derivation> =
        Arc::new(Rebase::new(known::HOUSEHOLDS, crosswalks.collect()).expect("a crosswalk"));
    let rows: Vec<String> = rows.iter().map(|row| row.replacen(": ", " _T ", 1)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let parts = vec![part(table("eine", 1), known::HOUSEHOLDS, &rows)];
    let cubes =
        Cubes::default().renewed(1, vec![(known::HOUSEHOLDS.into(), parts)], &[rebase], &Guard::default());
    let Some(cube) = cubes.get("haushalte-gebietsstand") else { return vec![] };
    assert!(cube.tables[0].is_calculated() && cube.tables[0].attribution == "© IT.NRW");
    let status = |index: usize| cube.observations.figure(index).map(|figure| figure.status.notation());
    let rows = shown(cube).into_iter().enumerate();
    rows.map(|(index, row)| format!("{} {}", row.replacen(" _T ", ": ", 1), status(index).unwrap_or("?")))
        .collect()
}

#[track_caller]
fn check(rows: &[&str], crosswalks: &[(&str, &str, f64, &str)], expected: &[&str]) {
    assert_eq!(rebased(rows, crosswalks), expected);
}

const ALT: &str = "03152001";
const NEU: &str = "03159001";
const REST: &str = "03159002";

#[test]
fn a_dissolved_area_is_added_to_its_successor() {
    let rows = ["03152001 2015: 10", "03159001 2015: 100", "03159001 2016: 115"];
    check(&rows, &[(ALT, NEU, 1.0, "2016-11-01")], &["03159001 2015: 110 E", "03159001 2016: 115 A"]);
}

#[test]
fn an_area_newly_made_has_a_past() {
    let rows = ["03152001 2015: 10", "03152002 2015: 20", "03159001 2016: 31"];
    let crosswalks = [(ALT, NEU, 1.0, "2016-11-01"), ("03152002", NEU, 1.0, "2016-11-01")];
    check(&rows, &crosswalks, &["03159001 2015: 30 E", "03159001 2016: 31 A"]);
}

#[test]
fn an_area_that_gave_a_part_keeps_the_rest() {
    let rows = ["03152001 2015: 100", "03159001 2015: 50", "03152001 2016: 81", "03159001 2016: 71"];
    check(
        &rows,
        &[(ALT, NEU, 0.2, "2016-01-01")],
        &["03152001 2015: 80 E", "03152001 2016: 81 A", "03159001 2015: 70 E", "03159001 2016: 71 A"],
    );
}

#[test]
fn changes_follow_one_another() {
    let rows = [
        "03152001 1990: 10",
        "03159002 2000: 12",
        "03159001 1990: 5",
        "03159001 2000: 6",
        "03159001 2010: 20",
    ];
    // The middle one was made in 1995 and dissolved in 2005.
    let crosswalks = [(ALT, REST, 1.0, "1995-01-01"), (REST, NEU, 1.0, "2005-01-01")];
    check(&rows, &crosswalks, &["03159001 1990: 15 E", "03159001 2000: 18 E", "03159001 2010: 20 A"]);
}

#[test]
fn what_is_not_known_is_not_calculated() {
    let crosswalks = [(ALT, NEU, 1.0, "2016-11-01")];
    // No figure of the dissolved area.
    check(&["03159001 2015: 100", "03159001 2016: 115"], &crosswalks, &["03159001 2016: 115 A"]);
    // No figure of the successor, which was there before.
    let rows = ["03159001 2014: 99", "03152001 2014: 1", "03152001 2015: 10", "03159001 2016: 115"];
    check(&rows, &crosswalks, &["03159001 2014: 100 E", "03159001 2016: 115 A"]);
    // A suppressed one: never zero.
    let rows = ["03152001 2015: •", "03159001 2015: 100"];
    check(&rows, &crosswalks, &["03159001 2015: • Q"]);
    check(&["05978 2015: 100"], &crosswalks, &[]);
}

#[test]
fn counts_stay_whole() {
    let rows = ["03152001 2015: 10", "03159001 2015: 100"];
    check(
        &rows,
        &[(ALT, NEU, 0.33, "2016-01-01"), (ALT, REST, 0.67, "2016-01-01")],
        &["03159001 2015: 103 E", "03159002 2015: 7 E"],
    );
}

#[test]
fn impossible_crosswalks_are_refused() {
    let refused = |crosswalks: Vec<Crosswalk>| Rebase::new(known::LAND, crosswalks).expect_err("refused");
    for share in [0.0, -0.1, 1.1, f64::NAN] {
        assert!(refused(vec![crosswalk(ALT, NEU, share, "2016-01-01")]).contains(ALT), "{share}");
    }
    let twice = vec![crosswalk(ALT, NEU, 0.6, "2016-01-01"), crosswalk(ALT, REST, 0.6, "2016-01-01")];
    assert!(refused(twice).contains("1.2"));
    assert!(refused(vec![crosswalk(ALT, ALT, 0.6, "2016-01-01")]).contains("itself"));
}
