//! Indicators against values that offices published, and against sums made elsewhere.

use super::view::View;
use crate::cube::known::{LAND, POPULATION};
use crate::cube::{Age, AreaKey, Figure, ObsStatus, Period};
use crate::indicator::{Figures, Slice, by_id};
use std::path::PathBuf;

/// The bytes of a file of the material; none, with a word, where it is not there.
fn material(path: &str) -> Option<Vec<u8>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared").into();
    let path =
        std::env::var_os("DATENKREIS_SHARED").map_or(default, PathBuf::from).join("corpora").join(path);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        println!("skipped: {} is not there", path.display());
    }
    bytes
}

/// The cells of a table in ISO 8859-1, in which each byte is its code point.
fn table(path: &str) -> Option<Vec<Vec<String>>> {
    let text: String = material(path)?.into_iter().map(char::from).collect();
    Some(text.lines().map(|line| line.split(';').map(|cell| cell.trim().to_owned()).collect()).collect())
}

fn decimal(cell: &str) -> f64 {
    cell.replace(',', ".").parse().expect(cell)
}

fn value(view: &View, id: &str, area: &str, period: &str) -> (f64, ObsStatus) {
    let (area, period) = (AreaKey::read(area).expect(area), Period::from_notation(period).expect(period));
    let found = by_id(id).expect(id).calculate(view, &area, period).expect(id);
    (found.value, found.status)
}

#[test]
fn density_is_that_of_the_office() {
    let Some(rows) = table("demography/nrw-landesdatenbank/2024_12411-15i.csv") else { return };
    let mut checked = 0;
    for row in rows.iter().filter(|row| row.len() == 6 && row[0] == "31.12.2024") {
        let (Some(area), Ok(persons)) = (AreaKey::read(&row[1]), row[3].parse()) else { continue };
        let mut view = View::default();
        view.push(POPULATION, area.as_str(), "2024", &["T", "_T"], Figure::normal(persons));
        view.push(LAND, area.as_str(), "2024", &[], Figure::normal(decimal(&row[4])));
        let (density, _) = value(&view, "dichte", area.as_str(), "2024");
        // The office divides by an area that is not rounded to hectares: half of one on the smallest is 0.05 %.
        let allowed = 0.0501 + density * 0.005 / decimal(&row[4]);
        assert!((density - decimal(&row[5])).abs() <= allowed, "{row:?}: {density}");
        checked += 1;
    }
    assert!(checked > 396, "{checked}");
}

#[test]
fn municipalities_of_the_register_add_up_to_the_state() {
    let Some(bytes) = material("keys/GV100AD_31082025.txt") else { return };
    let text = String::from_utf8(bytes).expect("UTF-8");
    let mut view = View::default();
    let mut states = std::collections::BTreeMap::<String, (f64, f64)>::new();
    for line in text.lines().filter(|line| line.starts_with("60")) {
        let characters: Vec<char> = line.chars().collect();
        let cut = |from: usize, to: usize| characters[from..to].iter().collect::<String>();
        let (state, land, persons, men) =
            (cut(10, 12), decimal(&cut(128, 139)) / 100.0, decimal(&cut(139, 150)), decimal(&cut(150, 161)));
        let sums = states.entry(state).or_default();
        *sums = (sums.0 + persons, sums.1 + land);
        let key = cut(10, 18);
        if persons > 0.0 && land > 0.0 {
            view.push(POPULATION, &key, "2024", &["T", "_T"], Figure::normal(persons));
            view.push(POPULATION, &key, "2024", &["M", "_T"], Figure::normal(men));
            view.push(POPULATION, &key, "2024", &["F", "_T"], Figure::normal(persons - men));
            let (share, (proportion, _)) = (
                value(&view, "frauenanteil", &key, "2024").0,
                value(&view, "sexualproportion", &key, "2024"),
            );
            assert!((share - 100.0 / (1.0 + proportion / 100.0)).abs() < 1e-9, "{key}");
        }
    }
    // What the table 12411-15i of the office gives for all of the state; the land there is a year younger.
    let (persons, land) = states["05"];
    assert!(persons == 18_034_454.0 && (land - 34_112.44).abs() < 1.0, "{persons} on {land}");
}

#[test]
fn quotients_of_districts_are_the_same_in_two_ways() {
    let Some(rows) = table("demography/regionalstatistik/12411-02-03-5-B_2018_kreise.csv") else { return };
    let groups = [
        "Y0T2", "Y3T5", "Y6T9", "Y10T14", "Y15T17", "Y18T19", "Y20T24", "Y25T29", "Y30T34", "Y35T39",
        "Y40T44", "Y45T49", "Y50T54", "Y55T59", "Y60T64", "Y65T74", "Y_GE75",
    ];
    let mut checked = 0;
    for row in rows.iter().filter(|row| row.len() == 56 && AreaKey::read(&row[0]).is_some()) {
        let Ok(figures) = row[2..20].iter().map(|cell| cell.parse()).collect::<Result<Vec<f64>, _>>() else {
            continue;
        };
        let area = AreaKey::read(&row[0]).expect("key");
        let mut view = View::default();
        for (group, persons) in groups.iter().zip(&figures) {
            view.push(POPULATION, area.as_str(), "2018", &["T", group], Figure::normal(*persons));
        }
        let sum = |from: usize, to: usize| figures[from..=to].iter().sum::<f64>();
        let all = figures[17];
        let working = all - sum(0, 5) - sum(15, 16);
        let check = |id: &str, expected: f64, status: ObsStatus| {
            let (found, of) = value(&view, id, area.as_str(), "2018");
            assert!((found - expected).abs() < 1e-9 && of == status, "{id} of {area}: {found}, {expected}");
        };
        check("jugendquotient", 100.0 * sum(0, 5) / working, ObsStatus::Normal);
        check("altenquotient", 100.0 * (figures[15] + figures[16]) / working, ObsStatus::Normal);
        check("gesamtquotient", 100.0 * (all / working - 1.0), ObsStatus::Normal);
        check("billeter", (sum(0, 3) - (all - sum(0, 11))) / sum(4, 11), ObsStatus::Normal);
        let slice = Slice { cube: POPULATION, area: &area, period: Period::Year(2018) };
        assert_eq!(view.ages(slice, &["T"]).sum(Age::from(0)).map(|sum| sum.value), Some(all));
        for id in ["greying", "altenquotient-67"] {
            assert_eq!(by_id(id).expect(id).calculate(&view, &area, Period::Year(2018)), None, "{id}");
        }
        checked += 1;
    }
    assert!(checked > 400, "{checked}");
}

/// The expected values of the state and of Kreis Unna were made from the same rows without this code:
/// `v` are the 91 figures of a row, `t` their sum, and in Python
/// `(sum((a+.5)*p for a,p in enumerate(v[:90]))+(90+8/3)*v[90])/t` is the mean age; the median is
/// `a+(t/2-c)/v[a]` for the first `a` with `c+v[a]>=t/2`, `c` being `sum(v[:a])`; quotients are sums of slices.
#[test]
fn single_years_of_a_district_give_its_ages() {
    let Some(rows) = table("demography/nrw-landesdatenbank/2024_12411-09i.csv") else { return };
    let of_area = |area: &str, width: usize, open: usize| {
        let row = rows.iter().find(|row| row.len() > 94 && row[1] == area).expect(area);
        let figures: Vec<f64> = row[4..95].iter().map(|cell| decimal(cell)).collect();
        let mut view = View::default();
        for (index, group) in figures[..open].chunks(width).enumerate() {
            let from = (index * width) as u8;
            let age = Age::between(from, from + width as u8 - 1).notation();
            view.push(POPULATION, area, "2024", &["T", &age], Figure::normal(group.iter().sum()));
        }
        let rest = Figure::normal(figures[open..].iter().sum());
        view.push(POPULATION, area, "2024", &["T", &format!("Y_GE{open}")], rest);
        view
    };
    let check = |area: &str, id: &str, expected: f64| {
        let (found, status) = value(&of_area(area, 1, 90), id, area, "2024");
        assert!((found - expected).abs() < 1e-6 && status == ObsStatus::Normal, "{id} of {area}: {found}");
    };
    check("05", "durchschnittsalter", 44.446832);
    check("05", "medianalter", 45.019419);
    check("05978", "durchschnittsalter", 45.891987);
    check("05978", "medianalter", 47.766077);
    check("05978", "jugendquotient", 32.084153);
    check("05978", "altenquotient", 42.474777);
    check("05978", "altenquotient-67", 35.419502);
    check("05978", "greying", 29.477593);
    check("05978", "billeter", -0.864714);
    // Groups of five years, and an open class from 75 on, estimate it to a twentieth of a year.
    for area in ["05", "05978"] {
        let (exact, _) = value(&of_area(area, 1, 90), "durchschnittsalter", area, "2024");
        for open in [65, 75, 85] {
            let (found, status) = value(&of_area(area, 5, open), "durchschnittsalter", area, "2024");
            assert!((found - exact).abs() < 0.05, "{area} {open}: {found} {exact}");
            assert_eq!(status, ObsStatus::Estimated);
        }
    }
    // An open class alone, in every district; the city and the district Aachen had before 2009 have no figures.
    let mut districts = 0;
    for row in rows.iter().filter(|row| row.len() > 94 && row[1].len() == 5 && row[4] != "-") {
        let exact = value(&of_area(&row[1], 1, 90), "durchschnittsalter", &row[1], "2024").0;
        for (open, allowed, expected) in [(65, 0.14, ObsStatus::Estimated), (85, 0.03, ObsStatus::Normal)] {
            let (found, status) = value(&of_area(&row[1], 1, open), "durchschnittsalter", &row[1], "2024");
            assert!((found - exact).abs() < allowed, "{} {open}: {found} {exact}", row[1]);
            assert_eq!(status, expected);
        }
        districts += 1;
    }
    assert_eq!(districts, 53);
}
