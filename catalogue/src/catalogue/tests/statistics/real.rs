//! A real table of a statistics office, from its bytes to the store.

use super::*;
use datenkreis_vocab::cube::AreaKey;

/// Area and population of all municipalities and districts of North Rhine-Westphalia on 31 December 2024.
const TABLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../shared/corpora/demography/nrw-landesdatenbank/2024_12411-15i.csv"
);

fn read(bytes: &[u8]) -> Reading {
    let (population, land) = (definition(known::POPULATION), definition(known::LAND));
    let mut persons = Observations::new(population.dimensions.len());
    let mut areas = Observations::new(land.dimensions.len());
    // Latin-1: every byte is the character of that number.
    let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    for (row, line) in (1..).zip(text.lines()) {
        let cells: Vec<&str> = line.split(';').collect();
        let [date, key, _, persons_there, land_there, _] = cells[..] else { continue };
        let (Some(area), "31.12.2024") = (AreaKey::read(key), date) else { continue };
        // Districts that were dissolved have no figures.
        if persons_there == "-" {
            continue;
        }
        let figure = |text: &str| Figure::normal(text.replace(',', ".").parse().expect("a number"));
        let cell = |column| Cell { row, column };
        persons.push(&[area.as_str(), "2024", "T", "_T"], figure(persons_there), cell(4));
        areas.push(&[area.as_str(), "2024"], figure(land_there), cell(5));
    }
    let mut table = table("12411-15i", 1);
    table.sha256 = canonical::hash(bytes);
    Reading {
        table,
        mapping_hash: String::new(),
        priority: 0,
        findings: vec![],
        parts: vec![(population, persons), (land, areas)],
    }
}

#[test]
fn a_table_of_the_statistics_office_adds_up() -> Result<()> {
    let Ok(bytes) = fs::read(TABLE) else {
        println!("skipped: {TABLE} is not there");
        return Ok(());
    };
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    let cubes = catalogue.add_readings(&[read(&bytes)])?;
    let population = cubes.get(known::POPULATION).expect("a cube");
    let persons = |area: &str| population.figure(&[area, "2024", "T", "_T"]).and_then(|figure| figure.value);
    let check = |area: &str, expected: f64, municipalities: usize| {
        assert_eq!(persons(area), Some(expected));
        let key = AreaKey::read(area).expect(area);
        let below: Vec<_> = population.areas_below(&key).filter(|area| area.as_str().len() == 8).collect();
        assert_eq!(below.len(), municipalities, "{area}");
        let sum: f64 = below.iter().filter_map(|area| persons(area.as_str())).sum();
        assert_eq!(sum, expected, "{area}");
    };
    check("05978", 393_784.0, 10);
    assert_eq!(persons("05978032"), Some(25_969.0));
    // Cities that belong to no district have the key of the district.
    let districts = population.areas().iter().filter(|area| area.as_str().len() == 5);
    assert_eq!(districts.filter_map(|area| persons(area.as_str())).sum::<f64>(), 18_034_454.0);
    assert_eq!(persons("05"), Some(18_034_454.0));

    published(&catalogue)?;
    let selm = NamedNode::new_unchecked(format!("{BASE}/id/beobachtung/flaeche/05978032/2024"));
    let said = catalogue.0.store.about(&selm)?;
    let cell = format!("<{BASE}/id/tabelle/{}#cell=447,5>", canonical::hash(&bytes));
    assert!(said.iter().any(|triple| triple.object.to_string() == cell), "{said:?}");
    let value = "\"60.41\"^^<http://www.w3.org/2001/XMLSchema#decimal>";
    assert!(said.iter().any(|triple| triple.object.to_string() == value), "{said:?}");
    Ok(())
}
