//! Boundaries that changed: series within present boundaries stand beside the original ones, dissolved areas apart.

use datenkreis_tests::site::described;
use datenkreis_tests::statistics::Figures;
use datenkreis_tests::{Portal, Site};

/// Came to [`HEIR`] as a whole.
const GONE: &str = "05978004";
const HEIR: &str = "05978036";
/// Gave a quarter of its people to [`TAKER`].
const GIVER: &str = "05978032";
const TAKER: &str = "05978020";

const CROSSWALKS: &str = r#"
[[statistics.crosswalk]]
from = "05978004"
to = "05978036"
date = "2021-01-01"
source = "Erfundenes Gesetz"

[[statistics.crosswalk]]
from = "05978032"
to = "05978020"
share = 0.25
date = "2022-01-01"
source = "Erfundener Vertrag"
"#;

/// The year that change is counted from: without it none is compared with others.
const FIRST: i16 = 2011;

/// All of them are of the region, also the one that is no more.
const REGION: &str = r#"
id = "kreis"
title = { de = "Kreis", en = "Kreis" }

[[organisation]]
id = "musterstadt"
name = "Kreis Unna"
ags = "05978"

[[organisation]]
id = "bergkamen"
name = "Bergkamen"
ags = "05978004"

[[organisation]]
id = "kamen"
name = "Kamen"
ags = "05978020"

[[organisation]]
id = "selm"
name = "Selm"
ags = "05978032"

[[organisation]]
id = "unna"
name = "Unna"
ags = "05978036"
"#;

/// Without the area of areas there is no density, and without that none is compared with others.
const LAND: &str = r#"
[table]
source = "zahlen"
dataset = "flaeche"

[layout]
header_rows = 1

[[cube]]
id = "flaeche"
values = ["Fläche"]
[cube.dimensions]
refArea = { column = "AGS" }
refPeriod = { column = "Jahr" }
"#;

fn site(crosswalks: &str) -> Site {
    let areas = [GONE, HEIR, GIVER, TAKER].map(str::to_owned).to_vec();
    let years = FIRST..=2023;
    let land = years.flat_map(|year| areas.iter().map(move |area| format!("{area};{year};60\n")));
    let land: String = std::iter::once("AGS;Jahr;Fläche\n".to_owned()).chain(land).collect();
    let figures = Figures { areas, first: FIRST, years: 13 };
    let site = figures.site(crosswalks);
    site.write("region.toml", REGION);
    site.write("daten/flaeche.csv", &land);
    let metadata = "titel = \"Fläche\"\nbeschreibung = \"Erfundene Zahlen.\"\nlizenz = \"dl-de/zero-2-0\"\n";
    site.write("daten/flaeche.toml", metadata);
    site.write("statistik/flaeche.toml", LAND);
    for name in ["bevoelkerung", "bewegung", "flaeche"] {
        let path = site.path(&format!("daten/{name}.csv"));
        let table = std::fs::read_to_string(&path).expect("a table");
        let is_there = |line: &&str| {
            !line.starts_with(GONE) || !["2021", "2022", "2023"].iter().any(|year| line.contains(year))
        };
        let left: String = table.lines().filter(is_there).map(|line| format!("{line}\n")).collect();
        std::fs::write(path, left).expect("a table");
    }
    site
}

/// The inhabitants of an area in a year, as a cube's CSV has them.
fn inhabitants(portal: &Portal, cube: &str, area: &str, year: u16) -> Option<f64> {
    let file = portal.get(&format!("/kubus/{cube}.csv")).expect(200).text();
    let mut lines = file.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = lines.next().expect("a header");
    let at = |name: &str| head.iter().position(|column| *column == name).expect(name);
    let (observation, value) = (at("beobachtung"), at("wert"));
    let end = format!("/{cube}/{area}/{year}/T/_T");
    let row = lines.find(|cells| cells[observation].ends_with(&end))?;
    row[value].parse().ok()
}

#[test]
fn series_within_present_boundaries_stand_beside_the_original() {
    let site = site(CROSSWALKS);
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    let original = |area, year| inhabitants(&portal, "bevoelkerung-stand", area, year).expect("a figure");
    let rebased = |area, year| inhabitants(&portal, "bevoelkerung-stand-gebietsstand", area, year);
    assert_eq!(rebased(HEIR, 2019), Some(original(HEIR, 2019) + original(GONE, 2019)));
    assert_eq!(rebased(HEIR, 2022), Some(original(HEIR, 2022)));
    assert_eq!(rebased(GONE, 2019), None);
    let near = |found: Option<f64>, expected: f64| (found.expect("a figure") - expected).abs() <= 1.0;
    assert!(near(rebased(GIVER, 2021), original(GIVER, 2021) * 0.75));
    assert!(near(rebased(TAKER, 2021), original(TAKER, 2021) + original(GIVER, 2021) * 0.25));
    assert_eq!(rebased(TAKER, 2022), Some(original(TAKER, 2022)));
    let heir = portal.get(&format!("/demografie/{HEIR}")).expect(200).text();
    assert!(heir.contains("(heutige Grenzen)"), "both series are in the chart");
    assert!(heir.contains("die auf heutige Grenzen umgerechneten"), "and it is explained");
    assert!(heir.contains("Am 1. Januar 2021 kam") && heir.contains("Erfundenes Gesetz"), "{heir}");
    let giver = portal.get(&format!("/en/demography/{GIVER}")).expect(200).text();
    assert!(giver.contains("25.0") && giver.contains("of the population came to"), "{giver}");
    // Each recalculated figure names what it was calculated from.
    let path = format!("/id/beobachtung/bevoelkerung-stand-gebietsstand/{HEIR}/2019/T/_T");
    let told = portal.get(&path).expect(200).text();
    for area in [HEIR, GONE] {
        assert!(told.contains(&format!("/id/schnitt/bevoelkerung-stand/{area}/2019")), "{told}");
    }
}

#[test]
fn dissolved_areas_are_kept_apart() {
    let site = site(CROSSWALKS);
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    let gone = portal.get(&format!("/demografie/{GONE}")).expect(200).text();
    assert!(gone.contains("Dieses Gebiet gibt es nicht mehr."), "{gone}");
    assert!(gone.contains(&format!("href=\"/demografie/{HEIR}\"")), "it leads to what it became part of");
    let overview = portal.get("/demografie").expect(200).text();
    let (present, apart) = overview.split_once("Gebiete, die es nicht mehr gibt").expect("they are listed");
    let (list, charts) = apart.split_once("</p>").expect("charts follow");
    assert!(list.contains(GONE), "{list}");
    // Neither ranked nor compared with those of today.
    let leads_there = format!("\"/demografie/{GONE}\"");
    assert!(!present.contains(&leads_there) && !charts.contains(&leads_there), "{overview}");
    assert!(present.contains(&format!("\"/demografie/{HEIR}\"")), "{present}");
    let taker = portal.get(&format!("/demografie/{TAKER}")).expect(200).text();
    let (_, similar) = taker.split_once("<ol class=\"dk-similar\">").expect("similar areas");
    let (similar, _) = similar.split_once("</ol>").expect("the end of the list");
    assert!(
        similar.contains(&format!("\"/demografie/{HEIR}\"")) && !similar.contains(&leads_there),
        "{similar}"
    );
    assert!(!gone.contains("dk-similar"), "{gone}");
    let turtle = portal.get("/kubus/bevoelkerung-stand.ttl").expect(200).text();
    let replaced = format!("isReplacedBy <{}/id/gebiet/{HEIR}>", site.base());
    assert!(
        turtle.contains(&replaced) || turtle.contains(&format!("isReplacedBy gebiet:{HEIR}")),
        "{replaced}"
    );
}

#[test]
fn impossible_shares_are_shown_at_their_place() {
    let site = site(&CROSSWALKS.replace("share = 0.25", "share = 1.25"));
    let said = described(&site.command(&["check-config"]));
    assert!(said.contains("statistics.crosswalk") && said.contains("at most 1 is allowed"), "{said}");
}
