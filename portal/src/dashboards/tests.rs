//! Dashboard files: what they may say, and that every mistake is shown where it stands.

use super::file::parse;
use super::tile::{Asked, Kind, Where};
use crate::demography::territory::Territory;
use datenkreis_vocab::cube::known::{self, CHANGES, POPULATION};
use datenkreis_vocab::cube::{AreaKey, CubeDefinition};
use std::path::Path;

const HEAD: &str = "title = { de = 'Wasser', en = 'Water' }\ndescription = { de = 'a', en = 'b' }\n";

fn territory() -> Territory {
    let key = |key: &str| AreaKey::read(key).expect(key);
    Territory {
        name: Default::default(),
        outer: vec![key("05978")],
        municipalities: vec![key("05978004"), key("05978036")],
    }
}

fn cubes() -> Vec<&'static CubeDefinition> {
    known::cubes().iter().collect()
}

/// The lines at which mistakes are shown, and a part of each message. The tile begins in line 3.
#[track_caller]
fn check(tile: &str, expected: &[(usize, &str)]) {
    let text = format!("{HEAD}[[tile]]\nid = 't'\ntitle = {{ de = 'T', en = 'T' }}\n{tile}");
    shown("wasser.toml", &text, expected);
}

#[track_caller]
fn shown(file: &str, text: &str, expected: &[(usize, &str)]) {
    let shown: Vec<String> = match parse(Path::new(file), text, &cubes(), &territory()) {
        Ok(_) => vec![],
        Err(mistakes) => mistakes.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(shown.len(), expected.len(), "{text}\n{}", shown.join("\n"));
    for (shown, (line, message)) in shown.iter().zip(expected) {
        let place = format!("{file}:{line}:");
        assert!(shown.contains(&place) && shown.contains(message), "line {line}, {message}:\n{shown}");
    }
}

#[test]
fn mistakes_are_shown_where_they_stand() {
    let births = "cube = 'bevoelkerung-bewegung'\ndimensions = { bewegungsart = 'lebendgeborene' }\n";
    check(&format!("kind = 'value'\n{births}"), &[]);
    check(&format!("kind = 'torte'\n{births}"), &[(6, "`value`, `line`, `bars`, `map`, `table`")]);
    check(&format!("kind = 'value'\n{births}farbe = 'rot'\n"), &[(9, "unknown field `farbe`")]);
    check(&format!("kind = 'value'\nby = 'sex'\n{births}"), &[(7, "one figure")]);
    check(&format!("kind = 'value'\ncolumns = 'sex'\n{births}"), &[(7, "kind = \"table\"")]);
    check(&format!("kind = 'map'\nby = 'sex'\n{births}"), &[(7, "a map shows areas")]);
    check(&format!("kind = 'line'\nby = 'refPeriod'\n{births}"), &[(7, "over time anyway")]);
    check(&format!("kind = 'table'\nby = 'sex'\ncolumns = 'sex'\n{births}"), &[(8, "different")]);
    check(
        &format!("kind = 'bars'\nby = 'hund'\n{births}"),
        &[(7, "there are: refArea, refPeriod, sex, bewegungsart")],
    );
    check(&format!("kind = 'value'\nperiod = 'all'\n{births}"), &[(7, "\"latest\" or a time")]);
    check(&format!("kind = 'line'\nperiod = 'latest'\n{births}"), &[(7, "runs over time")]);
    check(&format!("kind = 'value'\nperiod = '24'\n{births}"), &[(7, "no time")]);
    check(&format!("kind = 'line'\nperiod = {{ from = 'früher' }}\n{births}"), &[(7, "no time")]);
    check(&format!("kind = 'line'\nperiod = {{ von = '2015' }}\n{births}"), &[(7, "`period` is")]);
    check(
        &format!("kind = 'map'\nareas = ['region', 'Unna']\n{births}"),
        &[(7, "chosen, region, districts")],
    );
    check(&format!("kind = 'value'\nareas = 'municipalities'\n{births}"), &[(7, "one area")]);
    check(&format!("kind = 'line'\nareas = 'quarters'\n{births}"), &[(7, "more than 6 lines")]);
}

#[test]
fn what_a_tile_asks_of_its_cube_is_there() {
    let tile = |kind: &str, cube: &str, rest: &str| format!("kind = '{kind}'\ncube = '{cube}'\n{rest}");
    // Nobody defines it: its table may come later.
    check(&tile("value", "wasser", "dimensions = { irgendwas = 'x' }"), &[]);
    check(&tile("value", CHANGES, ""), &[(7, "`bewegungsart` has no total: name one of its codes")]);
    check(
        &tile("value", CHANGES, "dimensions = { bewegungsart = 'umzug' }"),
        &[(8, "there are: lebendgeborene")],
    );
    check(
        &tile("value", CHANGES, "dimensions = { bewegungsart = ['zuzug', 'fortzug'] }"),
        &[(8, "nothing is added up")],
    );
    check(&tile("line", CHANGES, "by = 'bewegungsart'"), &[]);
    check(
        &tile("bars", CHANGES, "by = 'bewegungsart'\ndimensions = { art = 'x' }"),
        &[(9, "no dimension `art`")],
    );
    check(
        &tile("value", POPULATION, "dimensions = { refArea = '05978', refPeriod = '2024' }"),
        &[(8, "`areas`"), (8, "`period`")],
    );
    check(&tile("bars", POPULATION, "by = 'age'"), &[(7, "may overlap")]);
    check(&tile("bars", POPULATION, "by = 'age'\ndimensions = { age = ['Y0T4', '65+'] }"), &[(9, "Y_GE65")]);
    let ages = "by = 'age'\ndimensions = { age = ['Y0', 'Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6'] }";
    check(&tile("line", POPULATION, ages), &[(6, "more than 6 lines")]);
}

#[test]
fn files_and_tiles_have_ids() {
    let tile = "[[tile]]\nid = 'a'\nkind = 'value'\ntitle = { de = 'T', en = 'T' }\ncube = 'flaeche'\n";
    shown("wasser.toml", &format!("{HEAD}{tile}"), &[]);
    shown("wasser.toml", HEAD, &[(1, "at least one tile")]);
    shown("wasser.toml", &format!("{HEAD}{tile}{tile}"), &[(9, "a tile `a` already")]);
    shown("wasser.toml", &format!("{HEAD}{tile}").replace("'a'\nkind", "'Ä b'\nkind"), &[(4, "lower-case")]);
    let mistakes = parse(Path::new("Mein Wasser.toml"), &format!("{HEAD}{tile}"), &cubes(), &territory());
    let mistakes = mistakes.expect_err("no name for an address");
    assert!(mistakes[0].to_string().contains("the name of the file"), "{}", mistakes[0]);
}

#[test]
fn what_is_not_said_has_a_default() {
    let of = |rest: &str| {
        let text =
            format!("{HEAD}[[tile]]\nid = 't'\ntitle = {{ de = 'T', en = 'T' }}\ncube = 'wasser'\n{rest}");
        parse(Path::new("wasser.toml"), &text, &cubes(), &territory()).expect(rest).tiles.remove(0)
    };
    let value = of("kind = 'value'");
    assert_eq!((value.areas(), value.times(), value.axes().len()), (vec![Where::Chosen], Asked::Latest, 0));
    let line = of("kind = 'line'");
    assert_eq!((line.areas(), line.times()), (vec![Where::Chosen], Asked::Between(None, None)));
    assert_eq!(line.axes(), ["refArea", "refPeriod"]);
    let map = of("kind = 'map'");
    assert_eq!((map.kind, map.areas(), map.times()), (Kind::Map, vec![Where::Municipalities], Asked::Latest));
    let table = of("kind = 'table'\nby = 'refPeriod'\nperiod = { from = '2015' }");
    assert_eq!((table.areas(), table.times()), (vec![Where::Chosen], Asked::Between(Some("2015"), None)));
}

#[test]
fn the_examples_of_the_documentation_can_be_used() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/dashboards.md");
    let text = std::fs::read_to_string(path).expect("docs/dashboards.md");
    let examples: Vec<&str> =
        text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() > 1);
    for example in examples {
        let whole =
            if example.starts_with("title") { example.to_owned() } else { format!("{HEAD}{example}") };
        let read = parse(Path::new("beispiel.toml"), &whole, &cubes(), &territory());
        let mistakes = read.err().unwrap_or_default();
        let mistakes: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
    }
}
