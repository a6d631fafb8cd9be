use super::*;
use crate::cubes::samples::{part, rows, table};
use datenkreis_vocab::cube::known;

/// Households of three quarters of a municipality; that of the second has two of the largest size.
const HOUSEHOLDS: [&str; 8] = [
    "05978020-1 2024 1 100",
    "05978020-1 2024 2 60",
    "05978020-2 2024 1 80",
    "05978020-2 2024 2 2",
    "05978020-3 2024 1 90",
    "05978020-3 2024 2 30",
    "05978020 2024 1 270",
    "05978020 2024 2 92",
];

fn united(parts: Vec<Part>) -> United {
    unite_guarded(parts, &Guard::default()).expect("a cube")
}

fn kept_back(united: &United) -> &KeptBack {
    united.kept_back.as_ref().expect("something is kept back")
}

#[test]
fn small_figures_and_what_gives_them_away_are_kept_back() {
    let one = table("quartiere", 1);
    let found = united(vec![part(one.clone(), known::HOUSEHOLDS, &HOUSEHOLDS)]);
    let shown = rows(&found.cube);
    assert!(shown.contains(&"05978020-2 2024 2 •".to_owned()), "{shown:?}");
    assert!(shown.contains(&"05978020 2024 2 92".to_owned()), "municipalities stay: {shown:?}");
    // The total of the municipality would give the figure away if no other one was missing.
    assert!(shown.iter().filter(|row| row.ends_with(" 2 •")).count() > 1, "{shown:?}");
    assert_eq!(kept_back(&found).primary, 1);
    assert!(kept_back(&found).secondary > 0);
    assert_eq!(kept_back(&found).tables, BTreeSet::from([one.sha256]));
}

#[test]
fn what_one_table_hides_another_does_not_give_away() {
    let hidden: Vec<String> =
        HOUSEHOLDS.iter().map(|row| row.replace("-2 2024 2 2", "-2 2024 2 •")).collect();
    let hidden: Vec<&str> = hidden.iter().map(String::as_str).collect();
    let later = part(table("spaeter", 2), known::HOUSEHOLDS, &hidden);
    let earlier = part(table("frueher", 1), known::HOUSEHOLDS, &HOUSEHOLDS);
    let found = united(vec![later, earlier]);
    // The later table counts: the figure is missing there, so nothing is small, and the earlier one stands aside.
    assert!(rows(&found.cube).contains(&"05978020-2 2024 2 •".to_owned()));
    assert!(found.differences.is_empty(), "a difference would tell what the later table hides");
    assert_eq!((kept_back(&found).primary, kept_back(&found).secondary), (1, 0));
    assert_eq!(kept_back(&found).tables.len(), 2, "nor are the bytes of the earlier one given out");
    let later = part(table("spaeter", 2), known::HOUSEHOLDS, &HOUSEHOLDS);
    let earlier: Vec<String> =
        HOUSEHOLDS.iter().map(|row| row.replace("-2 2024 2 2", "-2 2024 2 3")).collect();
    let earlier: Vec<&str> = earlier.iter().map(String::as_str).collect();
    let found = united(vec![later, part(table("frueher", 1), known::HOUSEHOLDS, &earlier)]);
    assert!(found.differences.is_empty(), "a difference would tell both figures");
    assert_eq!(kept_back(&found).tables.len(), 2);
}

#[test]
fn a_small_figure_that_another_table_corrects_is_not_told() {
    let changed = |from: &str, to: &str| -> Vec<String> {
        HOUSEHOLDS.iter().map(|row| row.replace("-2 2024 2 2", "-2 2024 2 20").replace(from, to)).collect()
    };
    let differing = |from: &str, to: &str| {
        let (now, before) = (changed("none", ""), changed(from, to));
        let [now, before] = [&now, &before].map(|rows| rows.iter().map(String::as_str).collect::<Vec<_>>());
        united(vec![
            part(table("spaeter", 2), known::HOUSEHOLDS, &now),
            part(table("frueher", 1), known::HOUSEHOLDS, &before),
        ])
    };
    let small = differing("-2 2024 2 20", "-2 2024 2 4");
    assert!(small.differences.is_empty());
    assert_eq!((kept_back(&small).primary, kept_back(&small).secondary), (1, 0));
    assert!(rows(&small.cube).contains(&"05978020-2 2024 2 20".to_owned()), "what counts is not small");
    let large = differing("-2 2024 2 20", "-2 2024 2 24");
    assert_eq!((large.differences.len(), large.kept_back), (1, None));
    let whole = differing("05978020 2024 2 92", "05978020 2024 2 4");
    assert_eq!((whole.differences.len(), whole.kept_back), (1, None), "municipalities are not guarded");
}

#[test]
fn everything_below_municipalities_is_left_out_where_nothing_helps() {
    // One quarter alone is the municipality without the rest: its figure follows from the total.
    let found = united(vec![part(
        table("quartiere", 1),
        known::HOUSEHOLDS,
        &["05978020-2 2024 2 2", "05978020-2 2024 1 80", "05978020 2024 2 2", "05978020 2024 1 80"],
    )]);
    assert_eq!(rows(&found.cube), ["05978020 2024 1 80", "05978020 2024 2 2"]);
    let left_out = found.left_out.first().expect("it is told");
    assert_eq!((left_out.observations, &left_out.reason), (2, &Reason::NotProtected));
    let areas: Vec<&str> = found.cube.observations.columns()[0].notations().collect();
    assert_eq!(areas, ["05978020"]);
}

#[test]
fn other_figures_stand_as_they_are() {
    let municipalities = united(vec![part(table("a", 1), known::HOUSEHOLDS, &["05978020 2024 1 2"])]);
    assert_eq!(rows(&municipalities.cube), ["05978020 2024 1 2"]);
    assert_eq!(municipalities.kept_back, None);
    let land = united(vec![part(table("a", 1), known::LAND, &["05978020-1 2024 2"])]);
    assert_eq!(rows(&land.cube), ["05978020-1 2024 2"]);
    let mut things = part(table("a", 1), known::HOUSEHOLDS, &HOUSEHOLDS);
    things.definition.measure.counts_things = true;
    assert_eq!(united(vec![things]).kept_back, None);
    let hidden = part(table("b", 2), known::HOUSEHOLDS, &["05978020-1 2024 1 •"]);
    let stated = part(table("a", 1), known::HOUSEHOLDS, &["05978020-1 2024 1 2"]);
    let off = unite_guarded(vec![hidden, stated], &Guard { threshold: 1.0, ..Guard::default() });
    assert_eq!(off.map(|off| (off.differences.len(), off.kept_back)), Some((1, None)));
    let large = united(vec![part(table("a", 1), known::HOUSEHOLDS, &["05978020-1 2024 1 100"])]);
    assert_eq!(large.kept_back, None);
}
