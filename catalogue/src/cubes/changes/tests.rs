use super::*;
use crate::cubes::samples::view;
use datenkreis_vocab::cube::known;

#[track_caller]
fn check(before: &[&str], after: &[&str], expected: &[(Option<usize>, Option<usize>)]) {
    let (before, after) = (view(known::LAND, before), view(known::LAND, after));
    let found: Vec<_> = changes(&before, &after).map(|changed| (changed.before, changed.after)).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_came_went_and_differs() {
    let rows = ["05 2024 1", "05978 2023 2", "05978 2024 3"];
    check(&rows, &rows, &[]);
    check(&rows, &["05 2024 1", "05978 2023 2", "05978 2024 4"], &[(Some(2), Some(2))]);
    check(&rows, &rows[..2], &[(Some(2), None)]);
    check(&rows[..2], &rows, &[(None, Some(2))]);
    check(&rows[..1], &["06 2024 1"], &[(Some(0), None), (None, Some(0))]);
    // The first moved to another row.
    check(&rows, &["05978 2023 2", "05 2024 1", "05978 2024 3"], &[(Some(0), Some(0)), (Some(1), Some(1))]);
}
