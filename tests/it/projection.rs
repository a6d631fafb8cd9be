//! The population to come: what pages, files and SPARQL say of it is the same, it is marked, and small areas have
//! none.

use datenkreis_tests::site::described;
use datenkreis_tests::statistics::Figures;
use datenkreis_tests::{Portal, Site};
use std::collections::BTreeMap;
use std::fmt::Write;

const PROJECTION: &str = "bevoelkerung-vorausberechnung";
const BASIS: &str = "vorausberechnung-annahmen";
/// Two municipalities, one that is too small to be shown, and their district.
const LARGE: [&str; 2] = ["05978020", "05978032"];
const SMALL: &str = "05978008";
const DISTRICT: &str = "05978";
/// Groups of the made-up figures.
const GROUPS: u32 = 19;

const SETTINGS: &str = "[statistics]\ntables = \"statistik\"\n[statistics.projection]\nuntil = 2030\n";

const MAPPINGS: [(&str, &str); 4] = [
    (
        "bevoelkerung",
        "[[cube]]\nid = \"bevoelkerung-stand\"\nvalues = [\"Bevölkerung\"]\n[cube.dimensions]\nrefArea = { column = \"AGS\" }\nrefPeriod = { column = \"Jahr\" }\nsex = { column = \"Geschlecht\" }\nage = { column = \"Alter\" }\n",
    ),
    (
        "bewegung",
        "[[cube]]\nid = \"bevoelkerung-bewegung\"\nvalues = [\"4..5\"]\n[cube.dimensions]\nrefArea = { column = \"AGS\" }\nrefPeriod = { column = \"Jahr\" }\nsex = { column = \"Geschlecht\" }\nbewegungsart = { header = 1, codes = { \"Geburten\" = \"lebendgeborene\", \"Sterbefälle\" = \"gestorbene\" } }\n",
    ),
    (
        "sterbetafel",
        "[[cube]]\nid = \"sterbewahrscheinlichkeit\"\nvalues = [\"2..\"]\n[cube.dimensions]\nrefArea = { constant = \"DE\" }\nrefPeriod = { constant = \"2020\" }\nsex = { header = 1 }\nage = { column = 1 }\n",
    ),
    (
        "geburtenziffern",
        "[[cube]]\nid = \"geburtenziffer\"\nvalues = [2]\n[cube.dimensions]\nrefArea = { constant = \"DE\" }\nrefPeriod = { header = 1 }\nage = { column = 1 }\n",
    ),
];

/// A district of made-up figures from 2014 to 2024, with a life table and births by age.
fn site() -> Site {
    let site = Site::new(datenkreis_tests::site::BASE, SETTINGS);
    for directory in ["daten", "statistik"] {
        std::fs::create_dir(site.path(directory)).expect("a directory");
    }
    let figures = Figures { areas: LARGE.map(Into::into).into(), first: 2014, years: 11 };
    let mut mortality = String::from("Alter;männlich;weiblich\n");
    let mut fertility = String::from("Alter;2020\n");
    for age in 0..=100_i32 {
        let q = 0.0005 + 0.35 * (f64::from(age) / 100.0).powi(5);
        let _ = writeln!(mortality, "{age} Jahre;{:.6};{:.6}", q * 1.2, q * 0.8);
        if (15..50).contains(&age) {
            let _ = writeln!(fertility, "{age} Jahre;{}", 90 - 4 * (age - 30).abs());
        }
    }
    for (name, table) in [
        ("bevoelkerung", with_district(figures.population() + &small())),
        ("bewegung", figures.changes()),
        ("sterbetafel", mortality),
        ("geburtenziffern", fertility),
    ] {
        site.write(&format!("daten/{name}.csv"), &table);
        let metadata = format!(
            "titel = \"{name}\"\nbeschreibung = \"Erfundene Zahlen.\"\nlizenz = \"dl-de/by-2-0\"\nnamensnennung = \"Erfundene Zahlen, Amt für Beispiele\"\n"
        );
        site.write(&format!("daten/{name}.toml"), &metadata);
    }
    for (name, cube) in MAPPINGS {
        let layout = "[layout]\nheader_rows = 1\ndecimal = \".\"\n";
        let table = format!("[table]\nsource = \"zahlen\"\ndataset = \"{name}\"\n");
        site.write(&format!("statistik/{name}.toml"), &format!("{table}{layout}{cube}"));
    }
    site.folder("zahlen", &site.path("daten"));
    site
}

/// 1,900 persons, as many in each group and year.
fn small() -> String {
    let mut rows = String::new();
    for year in 2014..2025 {
        for sex in ["männlich", "weiblich"] {
            for group in 0..GROUPS {
                let age = match group {
                    18 => "90 Jahre und mehr".into(),
                    _ => format!("{} bis unter {} Jahre", group * 5, group * 5 + 5),
                };
                let _ = writeln!(rows, "{SMALL};31.12.{year};{sex};{age};50");
            }
            let _ = writeln!(rows, "{SMALL};31.12.{year};{sex};Insgesamt;{}", 50 * GROUPS);
        }
        let _ = writeln!(rows, "{SMALL};31.12.{year};insgesamt;Insgesamt;{}", 100 * GROUPS);
    }
    rows
}

/// The table with the totals of the district.
fn with_district(mut table: String) -> String {
    let mut sums: BTreeMap<(String, String), u32> = BTreeMap::new();
    for line in table.lines() {
        if let [_, day, sex, "Insgesamt", persons] = line.split(';').collect::<Vec<_>>()[..] {
            *sums.entry((day.into(), sex.into())).or_default() += persons.parse::<u32>().expect(line);
        }
    }
    for ((day, sex), persons) in sums {
        let _ = writeln!(table, "{DISTRICT};{day};{sex};Insgesamt;{persons}");
    }
    table
}

/// The file of a cube: the IRI of each observation and its value.
fn values(portal: &Portal, cube: &str) -> BTreeMap<String, f64> {
    let file = portal.get(&format!("/kubus/{cube}.csv")).expect(200).text();
    let head: Vec<&str> = file.lines().next().expect("a header").split(',').collect();
    let wanted = head.iter().position(|name| *name == "wert").expect("a column") as i32 - head.len() as i32;
    let value = |line: &str| {
        let mut cells = line.rsplit(',');
        let iri = cells.next().expect("an IRI").to_owned();
        let value = cells.nth((-wanted - 2) as usize).expect("a value");
        (iri, value.parse().unwrap_or_else(|_| panic!("{value}: {line}")))
    };
    file.lines().skip(1).map(value).collect()
}

/// Every figure of a page with the path it leads to.
fn shown(page: &str) -> Vec<(String, f64)> {
    let links = page.split("<a href=\"").skip(1).filter_map(|rest| {
        let (path, rest) = rest.split_once("\">")?;
        let (text, _) = rest.split_once("</a>")?;
        let is_figure = path.starts_with("/id/beobachtung/");
        let number: String = text
            .chars()
            .filter_map(|char| match char {
                '0'..='9' => Some(char),
                '−' | '-' => Some('-'),
                ',' => Some('.'),
                _ => None,
            })
            .collect();
        is_figure.then(|| Some((path.to_owned(), number.parse().ok()?))).flatten()
    });
    links.collect()
}

#[test]
fn pages_file_and_sparql_say_the_same_of_the_population_to_come() {
    let site = site();
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    let mut files = values(&portal, PROJECTION);
    files.extend(values(&portal, BASIS));
    let query = format!(
        "PREFIX qb: <http://purl.org/linked-data/cube#> SELECT ?o ?n WHERE {{ ?o qb:dataSet <{base}/dataset/kubus/{PROJECTION}> ; <{base}/def/personen> ?n ; <http://purl.org/linked-data/sdmx/2009/attribute#obsStatus> <http://purl.org/linked-data/sdmx/2009/code#obsStatus-F> }}",
        base = site.base(),
    );
    let query = percent_encoding::utf8_percent_encode(&query, percent_encoding::NON_ALPHANUMERIC);
    let answer = portal.get_as(&format!("/sparql?query={query}"), "text/csv").expect(200).text();
    let answers: BTreeMap<&str, f64> = answer
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .map(|(iri, value)| (iri, value.parse().expect("a number")))
        .collect();
    // Three areas, six years: the middle variant by sex and 19 groups, the others by groups and by sex; with totals.
    assert_eq!(answers.len(), 3 * 6 * (3 * 20 + 3 * (19 + 3)));
    for (iri, value) in &answers {
        assert_eq!(files.get(*iri), Some(value), "{iri}");
    }
    let mut count = 0;
    for path in [
        "/demografie/05978/entwicklung",
        "/demografie/05978032/entwicklung",
        "/demografie/05978032/pyramide?jahr=2030",
        "/demografie/methode/vorausberechnung",
    ] {
        let page = portal.get(path).expect(200).text();
        let of_projection = |path: &str| path.contains(PROJECTION) || path.contains(BASIS);
        for (figure, value) in shown(&page).into_iter().filter(|(path, _)| of_projection(path)) {
            assert_eq!(files.get(&format!("{}{figure}", site.base())), Some(&value), "{path}: {figure}");
            portal.get(&figure).expect(200);
            count += 1;
        }
    }
    assert!(count > 100, "{count} figures");
}

#[test]
fn it_is_marked_and_explained() {
    let site = site();
    site.harvest("zahlen");
    let portal = site.serve();
    for path in ["/demografie/05978032/entwicklung", "/demografie/05978032/pyramide?jahr=2030"] {
        let page = portal.get(path).expect(200).text();
        assert!(page.contains("keine amtliche") && page.contains("Vorausberechnung"), "{path}");
        assert!(page.contains("href=\"/demografie/methode/vorausberechnung\""), "{path}");
    }
    // Without a year, the newest one that was counted is shown; those to come can be chosen.
    let page = portal.get("/demografie/05978032/pyramide").expect(200).text();
    assert!(page.contains("<option value=\"2024\" selected>2024</option>"), "{page}");
    assert!(page.contains(">2030 (Vorausberechnung)</option>") && !page.contains("keine amtliche"));
    // Who asks for a year to come is told it is projected; who names none is told what was counted.
    let ask = |question: &str| portal.get(&format!("/frage?frage={question}")).expect(200).text();
    let asked = ask("Wie+viele+Frauen+%C3%BCber+65+leben+2030+in+Selm%3F");
    assert!(asked.contains("2030 (Vorausberechnung) – Selm:"), "{asked}");
    assert!(asked.contains("/id/schnitt/bevoelkerung-vorausberechnung/05978032/2030"), "{asked}");
    assert!(ask("Einwohner+Selm").contains(", 2024 – Selm:"));
    assert!(ask("Einwohner+Selm+2030").contains(", 2030 (Vorausberechnung) – Selm:"));
    let method = portal.get("/demografie/methode/vorausberechnung").expect(200).text();
    assert!(
        method.contains("Prüfung an der Vergangenheit") && method.contains("Mittel der Teile"),
        "{method}"
    );
    assert!(portal.get("/en/demography/method/projection").expect(200).text().contains("Test with the past"));
    let pedigree =
        portal.get(&format!("/id/beobachtung/{PROJECTION}/05978032/2030/T/_T/mittel")).expect(200).text();
    for expected in [
        "href=\"/demografie/methode/vorausberechnung\"",
        "/id/schnitt/vorausberechnung-annahmen/05978032/2024",
        "/id/schnitt/sterbewahrscheinlichkeit/DE/2020",
        "/id/schnitt/geburtenziffer/DE/2020",
    ] {
        assert!(pedigree.contains(expected), "{expected}: {pedigree}");
    }
    let dataset = portal.get(&format!("/dataset/kubus/{PROJECTION}.ttl")).expect(200).text();
    assert!(dataset.contains("Erfundene Zahlen, Amt für Beispiele"), "{dataset}");
}

#[test]
fn small_areas_have_none_and_lead_to_the_district() {
    let site = site();
    site.harvest("zahlen");
    let portal = site.serve();
    for cube in [PROJECTION, BASIS] {
        let of_small = format!("/{cube}/{SMALL}/");
        assert_eq!(values(&portal, cube).keys().filter(|iri| iri.contains(&of_small)).count(), 0, "{cube}");
    }
    portal.get(&format!("/id/beobachtung/{PROJECTION}/{SMALL}/2030/T/_T/mittel")).expect(404);
    let page = portal.get(&format!("/demografie/{SMALL}")).expect(200).text();
    let told = page.split("id=\"vorausberechnung\"").nth(1).expect("a hint");
    assert!(told.starts_with(">Unter 5.000") && told.contains("href=\"/demografie/05978\""), "{told}");
    assert!(!portal.get("/demografie/05978032").expect(200).text().contains("id=\"vorausberechnung\""));
    // It counts in the district: what the district is above its large parts is about what lives there.
    let values = values(&portal, PROJECTION);
    let of =
        |area: &str| values[&format!("{}/id/beobachtung/{PROJECTION}/{area}/2025/T/_T/mittel", site.base())];
    let rest = of(DISTRICT) - LARGE.into_iter().map(of).sum::<f64>();
    assert!((1700.0..2100.0).contains(&rest), "{rest}");
}

#[test]
fn wrong_settings_are_shown_at_their_place() {
    let site = site();
    let config = std::fs::read_to_string(site.config()).expect("the configuration");
    let check = |settings: &str, expected: &[&str]| {
        std::fs::write(site.config(), config.replace("until = 2030\n", settings)).expect("the configuration");
        let output = site.command(&["check-config"]);
        assert!(!output.status.success());
        let shown = described(&output);
        for expected in expected {
            assert!(shown.contains(expected), "{expected}: {shown}");
        }
    };
    check("start = 2024\nuntil = 2020\n", &["until = 2020", "1 to 50 years after `start`"]);
    check("damping = 1.5\n", &["damping = 1.5", "a share from 0 to 1"]);
    check("horizon = 2040\n", &["horizon"]);
    check("mortality = { cube = \"flaeche\" }\n", &["mortality", "no mapping in `tables` feeds it"]);
}
