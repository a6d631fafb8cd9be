//! A region of two districts and a city that belongs to none: what its pages show of all, of some and of hardly any
//! figures.

use datenkreis_tests::statistics::Figures;
use datenkreis_tests::{Portal, Site};

const KIEL: &str = "01002";
const DISTRICTS: [&str; 2] = ["01057", "01058"];
const MUNICIPALITIES: [&str; 4] = ["01057001", "01057057", "01058001", "01058043"];
/// Known by its population of one year alone.
const HARDLY_ANY: &str = "01057002";
/// Known by name alone.
const NOTHING: &str = "01057003";
const COUNTRIES: [&str; 14] = [
    "Türkei",
    "Polen",
    "Syrien",
    "Ukraine",
    "Rumänien",
    "Italien",
    "Irak",
    "Kroatien",
    "Kosovo",
    "Griechenland",
    "Bulgarien",
    "Spanien",
    "Afghanistan",
    "Niederlande",
];

/// A mapping of `[table]` and one cube, whose dimensions besides area and time are these lines.
fn mapping(dataset: &str, cube: &str, values: &str, dimensions: &str, more: &str) -> String {
    format!(
        "[table]\nsource = \"zahlen\"\ndataset = \"{dataset}\"\n\n[layout]\nheader_rows = 1\n\n[[cube]]\nid = \"{cube}\"\n\
         values = [{values}]\n{more}\n[cube.dimensions]\nrefArea = {{ column = \"AGS\" }}\nrefPeriod = {{ column = \"Jahr\" }}\n{dimensions}\n"
    )
}

/// What every area has a figure of.
fn areas() -> Vec<String> {
    let cities = [KIEL].into_iter().chain(DISTRICTS).chain(MUNICIPALITIES);
    cities.map(str::to_owned).collect()
}

/// The mappings by name, with their tables.
fn tables() -> Vec<(&'static str, String, String)> {
    let figures = Figures { areas: areas(), first: 2011, years: 13 };
    let population = format!("{}{HARDLY_ANY};31.12.2023;insgesamt;Insgesamt;212\n", figures.population());
    let land = areas()
        .into_iter()
        .enumerate()
        .map(|(index, area)| format!("{area};31.12.2023;{}\n", 20 + 7 * index));
    let land = format!("AGS;Jahr;Fläche\n{}", land.collect::<String>());
    let kinds = "sex = { column = \"Geschlecht\" }\nbewegungsart = { header = 1, codes = { \"Geburten\" = \"lebendgeborene\", \"Sterbefälle\" = \"gestorbene\", \"Zuzüge\" = \"zuzug\", \"Fortzüge\" = \"fortzug\" } }";
    let ways = "sex = { constant = \"T\" }\nage = { column = \"Alter\" }\nrichtung = { header = 1, codes = { \"Zuzüge\" = \"zuzug\", \"Fortzüge\" = \"fortzug\" } }\ngegengebiet = { column = \"Herkunft oder Ziel\" }";
    let only = "where = [{ column = \"Staatsangehörigkeit\", equals = [\"deutsch\", \"nicht deutsch\", \"insgesamt\"] }]";
    let citizenship =
        "sex = { constant = \"T\" }\nstaatsangehoerigkeit = { column = \"Staatsangehörigkeit\" }";
    vec![
        (
            "bevoelkerung",
            mapping(
                "bevoelkerung",
                "bevoelkerung-stand",
                "\"Bevölkerung\"",
                "sex = { column = \"Geschlecht\" }\nage = { column = \"Alter\" }",
                "",
            ),
            population,
        ),
        ("flaeche", mapping("flaeche", "flaeche", "\"Fläche\"", "", ""), land),
        ("bewegung", mapping("bewegung", "bevoelkerung-bewegung", "\"4..\"", kinds, ""), figures.changes()),
        ("wanderung", mapping("wanderung", "wanderung", "\"5..6\"", ways, ""), figures.migration()),
        (
            "haushalte",
            mapping(
                "haushalte",
                "haushalte",
                "\"Haushalte\"",
                "haushaltsgroesse = { column = \"Haushaltsgröße\" }",
                "",
            ),
            figures.households(),
        ),
        (
            "staatsangehoerigkeit",
            format!(
                "{}{}",
                mapping(
                    "staatsangehoerigkeit",
                    "bevoelkerung-staatsangehoerigkeit",
                    "\"Personen\"",
                    citizenship,
                    only
                ),
                nationalities()
            ),
            figures.citizenship(&COUNTRIES),
        ),
    ]
}

/// The second cube of the table of citizenship: its codes are the countries of the table.
fn nationalities() -> String {
    let codes: Vec<String> = COUNTRIES
        .iter()
        .enumerate()
        .map(|(index, name)| {
            format!("{{ notation = \"s{index}\", label = {{ de = \"{name}\", en = \"{name}\" }} }}")
        })
        .collect();
    format!(
        "\n[[cube]]\nid = \"auslaender-staatsangehoerigkeit\"\nvalues = [\"Personen\"]\n\
         where = [{{ column = \"Staatsangehörigkeit\", not = \"^(deutsch|nicht deutsch|insgesamt)$\" }}]\n\
         [cube.dimensions]\nrefArea = {{ column = \"AGS\" }}\nrefPeriod = {{ column = \"Jahr\" }}\nstaat = {{ column = \"Staatsangehörigkeit\" }}\n\
         [cube.definition]\ntitle = {{ de = \"Ausländische Staatsangehörigkeiten\", en = \"Foreign citizenships\" }}\n\
         description = {{ de = \"Erfundene Zahlen.\", en = \"Made-up figures.\" }}\n\
         measure = {{ id = \"personen\", label = {{ de = \"Personen\", en = \"Persons\" }}, decimals = 0, unit = {{ id = \"person\", label = {{ de = \"Personen\", en = \"persons\" }}, symbol = \"\" }} }}\n\
         [[cube.definition.dimension]]\nid = \"staat\"\nlabel = {{ de = \"Staat\", en = \"Country\" }}\ncodes = [{}]\n",
        codes.join(", ")
    )
}

/// Squares side by side; the boundaries of the districts are those of their municipalities.
fn boundaries() -> String {
    let square = |(place, key): (usize, &str)| {
        let (west, east) = (10.0 + place as f64 / 10.0, 10.1 + place as f64 / 10.0);
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"AGS\":\"{key}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{west:.1},54.0],[{east:.1},54.0],[{east:.1},54.1],[{west:.1},54.1],[{west:.1},54.0]]]}}}}"
        )
    };
    let squares: Vec<String> = [KIEL].into_iter().chain(MUNICIPALITIES).enumerate().map(square).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", squares.join(","))
}

/// A harvested site with all tables but those named.
fn site(without: &[&str]) -> Site {
    let settings = "[statistics]\ntables = \"statistik\"\nboundaries = { file = \"grenzen.geojson\", key = \"AGS\", source = \"erfunden\" }\n";
    let site = Site::new(datenkreis_tests::site::BASE, settings);
    for directory in ["daten", "statistik"] {
        std::fs::create_dir(site.path(directory)).expect("a directory");
    }
    let bodies = [KIEL].into_iter().chain(DISTRICTS).chain(MUNICIPALITIES).chain([HARDLY_ANY, NOTHING]);
    let bodies: String = bodies
        .map(|key| format!("\n[[organisation]]\nid = \"o{key}\"\nname = \"{key}\"\nags = \"{key}\"\n"))
        .collect();
    site.write(
        "region.toml",
        &format!("id = \"kielregion\"\n[title]\nde = \"KielRegion\"\nen = \"Kiel Region\"\n[[organisation]]\nid = \"musterstadt\"\nname = \"Stadt Musterstadt\"\n{bodies}"),
    );
    site.write("grenzen.geojson", &boundaries());
    for (name, mapping, table) in tables().into_iter().filter(|(name, ..)| !without.contains(name)) {
        site.write(&format!("daten/{name}.csv"), &table);
        site.write(
            &format!("daten/{name}.toml"),
            &format!(
                "titel = \"{name}\"\nbeschreibung = \"Erfundene Zahlen.\"\nlizenz = \"dl-de/zero-2-0\"\n"
            ),
        );
        site.write(&format!("statistik/{name}.toml"), &mapping);
    }
    site.folder("zahlen", &site.path("daten"));
    site.harvest("zahlen").assert_verdict("complete");
    site
}

fn page(portal: &Portal, path: &str) -> String {
    portal.get(path).expect(200).text()
}

/// The chart of a page by its id, with words and table.
fn chart<'a>(page: &'a str, id: &str) -> &'a str {
    let start = page
        .find(&format!("<figure class=\"dk-chart\" id=\"{id}\""))
        .unwrap_or_else(|| panic!("no {id}:\n{page}"));
    page[start..].split("</figure>").next().unwrap_or_default()
}

/// How many rows the tables in a text have.
fn rows(text: &str) -> usize {
    text.matches("<th scope=\"row\">").count()
}

/// The population of an area at the end of 2023, as the file of the cube has it.
fn population(portal: &Portal, area: &str) -> u64 {
    let turtle =
        portal.get_as(&format!("/id/beobachtung/bevoelkerung-stand/{area}/2023/T/_T"), "text/turtle");
    let text = turtle.expect(200).text();
    let value = text.split("personen> ").nth(1).or_else(|| text.split("personen ").nth(1)).expect("a value");
    value.chars().take_while(char::is_ascii_digit).collect::<String>().parse().expect(value)
}

#[test]
fn a_region_is_the_sum_of_its_districts_and_cities() {
    let site = site(&[]);
    let portal = site.serve();
    let sum: u64 = [KIEL].into_iter().chain(DISTRICTS).map(|area| population(&portal, area)).sum();
    let grouped = format!("{},{:03}", sum / 1000, sum % 1000);
    let overview = page(&portal, "/en/demography");
    let course = chart(&overview, "region");
    assert!(course.contains("Kiel Region") && course.contains(&grouped), "{grouped}: {course}");
    assert!(overview.contains(&format!("Kiel Region (sum)</th><td>{grouped}</td>")), "{grouped}: {overview}");
    // Municipalities, the city among them, or districts, the city among them, too.
    let maps = [("/demografie/01/karte", 5), ("/demografie/01/karte?ebene=kreise", 3)];
    for (path, count) in maps {
        let map = page(&portal, path);
        assert!(map.contains("KielRegion") && map.contains("href=\"/demografie/01002\""), "{path}: {map}");
        assert_eq!(
            (rows(chart(&map, "karte")), chart(&map, "karte").matches("<a href").count() > 0),
            (count, true),
            "{path}"
        );
        assert!(chart(&map, "karte").matches("<path").count() >= count, "{path}");
        let ranking = page(&portal, &path.replace("karte", "rangfolge"));
        assert_eq!(rows(chart(&ranking, "rangfolge")), count, "{path}");
    }
    // The indicator shows the same, and the Land itself has no page.
    assert_eq!(rows(chart(&page(&portal, "/indikator/altenquotient?ebene=kreise"), "karte")), 3);
    let land = portal.get_as("/demografie/01", "application/json").expect(404).text();
    assert!(land.contains("Schleswig-Holstein"), "{land}");
}

#[test]
fn cities_without_a_district_are_ranked_among_municipalities() {
    let site = site(&[]);
    let portal = site.serve();
    let kiel = page(&portal, "/demografie/01002");
    assert!(kiel.contains("Kreisfreie Stadt") && kiel.contains(" von 5</td>"), "{kiel}");
    assert!(kiel.contains("Verglichen wurden 4 andere Gemeinden"), "{kiel}");
    let district = page(&portal, "/demografie/01057");
    assert!(district.contains(" von 3</td>"), "{district}");
    // A district shows the municipalities in it.
    assert_eq!(rows(chart(&district, "karte")), 2);
    assert!(page(&portal, "/demografie/01057001").contains(" von 2</td>"));
    let compared = page(&portal, "/vergleich?gebiet=01002&gebiet=01057001");
    assert!(chart(&compared, "kennzahl").contains("Kiel"), "{compared}");
    assert_eq!(rows(chart(&page(&portal, "/demografie/01002/karte"), "karte")), 5);
}

#[test]
fn migration_households_and_citizenship_are_shown() {
    let site = site(&[]);
    let portal = site.serve();
    let german = page(&portal, "/demografie/01002");
    for (id, headline) in [
        ("wanderung-alter", "Kiel 2023: "),
        ("wanderung-herkunft", "Kiel 2023: "),
        ("haushalte", "Haushalte in Kiel 2023: am häufigsten „"),
        ("staatsangehoerigkeit", "Anteil ohne deutsche Staatsangehörigkeit in Kiel"),
        ("staaten", "Ausländische Staatsangehörigkeiten in Kiel 2023: am häufigsten „"),
    ] {
        let shown = chart(&german, id);
        assert!(shown.contains(headline), "{id}: {shown}");
        assert!(shown.contains("Leichter Sprache"), "{id}: {shown}");
        for extension in ["csv", "json", "parquet", "ttl", "svg", "png", "zip", "rq"] {
            portal.get(&format!("/demografie/01002/{id}.{extension}?jahr=2021")).expect(200);
        }
        chart(&page(&portal, "/en/demography/01002"), id);
    }
    assert!(!german.contains("Was hier noch fehlt"), "{german}");
    // Four origins; nineteen ages; all countries in the table, the most frequent in the picture.
    assert_eq!(rows(chart(&german, "wanderung-herkunft")), 4);
    assert_eq!(rows(chart(&german, "wanderung-alter")), 19);
    assert_eq!(rows(chart(&german, "staaten")), COUNTRIES.len());
    assert!(chart(&german, "staaten").contains("die 12 häufigsten von 14"));
    let compared = page(&portal, "/demografie/01002/haushalte?vergleich=01057");
    assert!(compared.contains("Zum Vergleich Kreis Plön 2023: „"), "{compared}");
}

#[test]
fn what_is_missing_is_said_with_the_way_to_add_it() {
    let site = site(&["haushalte", "staatsangehoerigkeit"]);
    let portal = site.serve();
    let german = page(&portal, "/demografie/01002");
    for missing in [
        "Was hier noch fehlt",
        "private Haushalte nach der Zahl der Personen",
        "id = \"haushalte\"",
        "datenkreis propose-cube",
    ] {
        assert!(german.contains(missing), "{missing}: {german}");
    }
    assert!(page(&portal, "/en/demography/01002").contains("private households by number of persons"));
    let problem = portal.get_as("/demografie/01002/haushalte", "application/json").expect(404).text();
    assert!(problem.contains("private Haushalte nach der Zahl der Personen"), "{problem}");
}

#[test]
fn places_with_hardly_any_figures_have_a_page() {
    let site = site(&[]);
    let portal = site.serve();
    for path in ["/demografie/01057002", "/en/demography/01057002"] {
        let shown = page(&portal, path);
        assert!(shown.contains(">212</a>"), "{shown}");
        assert!(!shown.contains("<figure"), "{shown}");
    }
    let german = page(&portal, "/demografie/01057002");
    assert!(german.contains("Ein Vergleich ist nicht möglich, denn es fehlt: "), "{german}");
    let nothing = portal.get(&format!("/demografie/{NOTHING}")).expect(404).text();
    assert!(nothing.contains("liegen in diesem Portal noch keine Zahlen vor"), "{nothing}");
}
