//! Tables become cubes, charts and files; every figure keeps its way back.

use datenkreis_tests::site::described;
use datenkreis_tests::statistics::Figures;
use datenkreis_tests::{Portal, Site};

/// A site whose folder holds made-up statistics of two municipalities.
fn site() -> Site {
    Figures { areas: vec!["05978020".into(), "05978032".into()], first: 2019, years: 5 }.site("")
}

/// The rows of the file of a cube, as maps from column to cell.
fn rows(portal: &Portal, cube: &str) -> Vec<std::collections::HashMap<String, String>> {
    let file = portal.get(&format!("/kubus/{cube}.csv")).expect(200).text();
    let mut lines = file.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let head = lines.next().expect("a header");
    lines.map(|cells| head.iter().cloned().zip(cells).collect()).collect()
}

#[test]
fn tables_become_cubes_and_charts() {
    let site = site();
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    assert_eq!(rows(&portal, "bevoelkerung-stand").len(), 2 * 5 * 3 * 20);
    assert_eq!(rows(&portal, "bevoelkerung-bewegung").len(), 2 * 4 * 3 * 4);
    assert!(!rows(&portal, "kennzahlen").is_empty());
    let page = portal.get("/demografie/05978032").expect(200).text();
    for view in ["entwicklung", "pyramide", "altersgruppen", "bilanz", "quotienten"] {
        assert!(page.contains(&format!("id=\"{view}-title\"")), "{view} is not on the page");
        let address = format!("/demografie/05978032/{view}");
        for (extension, media_type) in [
            ("csv", "text/csv"),
            ("json", "application/json"),
            ("parquet", "application/vnd.apache.parquet"),
            ("ttl", "text/turtle"),
            ("svg", "image/svg+xml"),
            ("png", "image/png"),
            ("zip", "application/zip"),
            ("rq", "application/sparql-query"),
        ] {
            let file = portal.get(&format!("{address}.{extension}")).expect(200);
            assert!(file.media_type().starts_with(media_type), "{view}.{extension}: {}", file.media_type());
            assert!(!file.body.is_empty());
        }
    }
    // Totals and balances of the made-up figures are right, and the page of the cube says so.
    for cube in ["bevoelkerung-stand", "bevoelkerung-bewegung"] {
        assert!(
            portal
                .get(&format!("/kubus/{cube}"))
                .expect(200)
                .text()
                .contains("Summen und Fortschreibung stimmen"),
            "{cube}"
        );
    }
}

#[test]
fn what_is_found_in_a_table_is_told_at_each_run() {
    let site = site();
    let table = std::fs::read_to_string(site.path("daten/bevoelkerung.csv")).expect("the table");
    site.write("daten/bevoelkerung.csv", &format!("{table}Selm;31.12.2023;insgesamt;Insgesamt;25969\n"));
    site.harvest("zahlen");
    site.harvest("zahlen");
    let portal = site.serve();
    for page in ["/status/zahlen", "/status/zahlen/befunde.csv"] {
        let told = portal.get(page).expect(200).text();
        assert!(told.contains("bevoelkerung: refArea: Zeile 602, Spalte 1"), "{page}: {told}");
    }
    let told = portal.get("/kubus/bevoelkerung-stand").expect(200).text();
    assert!(told.contains("refArea: Zeile 602, Spalte 1") && told.contains("<q>Selm</q>"), "{told}");
}

#[test]
fn a_table_that_is_no_longer_readable_is_told_beside_its_last_figures() {
    let site = site();
    site.harvest("zahlen");
    let table = std::fs::read_to_string(site.path("daten/bevoelkerung.csv")).expect("the table");
    site.write("daten/bevoelkerung.csv", &table.replacen("AGS;", "Schlüssel;", 1));
    site.harvest("zahlen");
    let portal = site.serve();
    assert_eq!(rows(&portal, "bevoelkerung-stand").len(), 2 * 5 * 3 * 20);
    let told = portal.get("/kubus/bevoelkerung-stand").expect(200).text();
    assert!(told.contains("ließ sich die Tabelle nicht mehr lesen") && told.contains("AGS"), "{told}");
}

#[test]
fn what_was_chosen_and_is_not_there_is_said() {
    let site = site();
    site.harvest("zahlen");
    let portal = site.serve();
    let check = |path: &str, expected: &str| {
        let page = portal.get(path).expect(200).text();
        assert!(page.contains(expected), "{path}: {expected}: {page}");
    };
    check("/demografie/05978032/pyramide?jahr=1850", "Für 1850 gibt es diese Zahlen nicht.");
    check("/demografie/05978032/pyramide?vergleichsjahr=1850", "Ohne Zahlen zum Vergleich: 1850.");
    check("/demografie/05978032/pyramide?vergleich=05978036", "Ohne Zahlen zum Vergleich: Unna.");
    let page = portal.get("/demografie/05978032/pyramide?vergleich=05978020").expect(200).text();
    assert!(!page.contains("Ohne Zahlen zum Vergleich"), "{page}");
    let page = portal.get("/demografie/05978032/kennzahl").expect(200).text();
    assert!(
        page.contains("value=\"altenquotient\"") && !page.contains("value=\"haushaltsgroesse\""),
        "{page}"
    );
}

#[test]
fn names_of_a_cube_lead_to_what_they_mean() {
    let site = site();
    site.harvest("zahlen");
    let portal = site.serve();
    let cube = portal.get_as("/def/bewegungsart", "text/html").expect(303);
    assert!(cube.header("location").ends_with("/kubus/bevoelkerung-bewegung"));
    for (name, expected) in [
        ("bewegungsart", "qb:DimensionProperty"),
        ("bewegungsart/liste", "skos:ConceptScheme"),
        ("alter/Y_GE90", "skos:Concept"),
        ("personen", "qb:MeasureProperty"),
    ] {
        let turtle = portal.get_as(&format!("/def/{name}"), "text/turtle").expect(200).text();
        assert!(turtle.contains(expected), "{name}: {turtle}");
    }
    portal.get("/def/unbekannt").expect(404);
}

#[test]
fn a_cube_is_a_dataset_of_the_catalogue() {
    let site = site();
    site.harvest("zahlen");
    let portal = site.serve();
    let turtle = portal.get("/dataset/kubus/bevoelkerung-stand.ttl").expect(200).text();
    for expected in [
        "qb:DataSet",
        "dcat:Dataset",
        "dcatde:licenseAttributionByText",
        "Erfundene Zahlen, Amt für Beispiele",
        "dl-by-de/2.0",
    ] {
        assert!(turtle.contains(expected), "{expected}:\n{turtle}");
    }
    for line in turtle.lines().filter(|line| line.contains("dcat:downloadURL")) {
        let address = line.split(['<', '>']).nth(1).expect("an address");
        portal.get(address).expect(200);
    }
}

#[test]
fn a_cube_is_to_be_had_in_all_formats() {
    let site = site();
    site.harvest("zahlen");
    let portal = site.serve();
    let page = portal.get("/kubus/bevoelkerung-stand").expect(200).text();
    let mut tags = std::collections::BTreeSet::new();
    for (ending, media_type, start) in [
        ("csv", "text/csv", "statistik,gebiet,"),
        ("csv-metadata.json", "application/csvm+json", "{\n"),
        ("zip", "application/zip", "PK"),
        ("parquet", "application/vnd.apache.parquet", "PAR1"),
        ("json", "application/json", "{\"version\":\"2.0\""),
        ("sdmx.csv", "application/vnd.sdmx.data+csv", "STRUCTURE,"),
        ("ttl", "text/turtle", "@prefix"),
        ("ttl?profil=cube.link", "text/turtle", "@prefix"),
    ] {
        let path = format!("/kubus/bevoelkerung-stand.{ending}");
        assert!(page.contains(&format!("href=\"{path}\"")), "{path}: {page}");
        let file = portal.get(&path).expect(200);
        assert!(file.media_type().starts_with(media_type), "{path}: {}", file.media_type());
        assert!(file.body.starts_with(start.as_bytes()), "{path}");
        let tag = file.header("etag").to_owned();
        let head = portal.head_as(&path, "*/*").expect(200);
        assert_eq!((head.header("etag"), head.body.len()), (&*tag, 0), "{path}");
        let again = portal.send("GET", &path, &[("if-none-match", &tag)], None).expect(304);
        assert!(again.body.is_empty(), "{path}");
        tags.insert(tag);
    }
    assert_eq!(tags.len(), 8, "one for each: {tags:?}");
    let profile = portal.get("/kubus/bevoelkerung-stand.ttl?profil=cube.link").expect(200);
    assert_eq!(profile.header("link"), "<https://cube.link/>; rel=\"profile\"");
    assert!(profile.text().contains("a cube:Cube") && !profile.text().contains("a qb:Observation"));
}

#[test]
fn a_table_that_changed_its_layout_keeps_the_last_figures() {
    let site = site();
    site.harvest("zahlen");
    let table = std::fs::read_to_string(site.path("daten/bevoelkerung.csv")).expect("the table");
    site.write("daten/bevoelkerung.csv", &table.replace("Bevölkerung\n", "Einwohner\n"));
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    assert_eq!(rows(&portal, "bevoelkerung-stand").len(), 600);
    let status = portal.get("/status/zahlen").expect(200).text();
    assert!(status.contains("nicht so aufgebaut, wie ihre Zuordnung es erwartet"), "{status}");
}

#[test]
fn a_figure_that_changed_is_another_everywhere() {
    let site = site();
    site.harvest("zahlen");
    let table = std::fs::read_to_string(site.path("daten/bevoelkerung.csv")).expect("the table");
    let (line, rest) = table.split_once("05978032;31.12.2023;männlich;unter 5 Jahre;").unwrap_or_else(|| {
        table.split_once("05978032;31.12.2023;männlich;0 bis unter 5 Jahre;").expect("the row")
    });
    let (_, after) = rest.split_once('\n').expect("further rows");
    site.write(
        "daten/bevoelkerung.csv",
        &format!("{line}05978032;31.12.2023;männlich;0 bis unter 5 Jahre;7\n{after}"),
    );
    site.harvest("zahlen");
    let portal = site.serve();
    let path = "/id/beobachtung/bevoelkerung-stand/05978032/2023/M/Y0T4";
    let turtle = portal.get_as(path, "text/turtle").expect(200).text();
    assert!(turtle.contains("def/personen> 7") || turtle.contains(" 7 "), "{turtle}");
    let page = portal.get(path).expect(200).text();
    assert!(page.contains("<mark>7</mark>"), "{page}");
    let query = format!("SELECT ?n WHERE {{ <{}{path}> <{}/def/personen> ?n }}", site.base(), site.base());
    let answer = portal.get_as(&format!("/sparql?query={}", encode(&query)), "text/csv").expect(200).text();
    assert_eq!(answer.lines().nth(1), Some("7"), "{answer}");
    // The totals do not add up any more, and the page of the cube says where.
    let cube = portal.get("/kubus/bevoelkerung-stand").expect(200).text();
    assert!(cube.contains("Summen, die nicht aufgehen"), "{cube}");
}

/// Two tables say different things: said with the figure shown, and with what is calculated from it.
#[test]
fn tables_that_disagree_are_told_of_a_figure_and_of_what_rests_on_it() {
    let site = site();
    site.write(
        "daten/andere.csv",
        "AGS;Jahr;Geschlecht;Alter;Bevölkerung\n05978032;31.12.2023;insgesamt;insgesamt;7\n",
    );
    site.write(
        "daten/andere.toml",
        "titel = \"Andere Zählung\"\nbeschreibung = \"Erfunden.\"\nlizenz = \"dl-de/zero-2-0\"\n",
    );
    let mapping = std::fs::read_to_string(site.path("statistik/bevoelkerung.toml")).expect("a mapping");
    let mapping = mapping.replacen("dataset = \"bevoelkerung\"", "dataset = \"andere\"\npriority = -1", 1);
    let mapping = mapping.replacen("Bevölkerung nach Alter", "Andere Zählung", 1);
    site.write("statistik/andere.toml", &mapping);
    site.harvest("zahlen");
    let portal = site.serve();
    let page = |path: &str| portal.get(&format!("/id/beobachtung/{path}")).expect(200).text();
    for path in ["bevoelkerung-stand/05978032/2023/T/_T", "kennzahlen/05978032/2023/altenquotient"] {
        let text = page(path);
        assert!(text.contains("anders 7 (Andere Zählung)"), "{path}: {text}");
    }
    for path in ["bevoelkerung-stand/05978032/2022/T/_T", "kennzahlen/05978020/2023/altenquotient"] {
        assert!(!page(path).contains("Tabellen, die Verschiedenes sagen"), "{path}");
    }
}

/// Those queries of the page that are about statistics have an answer in this portal.
#[test]
fn example_queries_are_answered() {
    let site = site();
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    for language in ["", "/en"] {
        let page = portal.get_as(&format!("{language}/sparql"), "text/html").expect(200).text();
        let of_cubes = page
            .split("href=\"")
            .filter_map(|rest| rest.split_once('"'))
            .map(|(href, _)| href.replace("&amp;", "&"))
            .filter(|href| {
                href.contains("query=") && (href.contains("cube%23") || href.contains("indikator"))
            });
        let mut asked = 0;
        for href in of_cubes {
            let answer = portal.get_as(&href, "text/csv").expect(200).text();
            assert!(answer.lines().count() > 1, "{href} has no answer: {answer}");
            asked += 1;
        }
        assert_eq!(asked, 3, "{language}");
    }
}

fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[test]
fn what_cannot_be_shown_is_said() {
    let site = site();
    site.harvest("zahlen");
    let portal = site.serve();
    for (path, status) in [
        ("/demografie/05978032/pyramide?jahr=24", 400),
        ("/demografie/05978032/pyramide?vergleich=Selm", 400),
        ("/demografie/05978032/haushalte", 404),
        ("/demografie/05978032/torte", 404),
        ("/demografie/05978032/pyramide.exe", 404),
        ("/demografie/05978036", 404),
        ("/demografie/Selm", 404),
        ("/indikator/gibtesnicht", 404),
        ("/kubus/gibtesnicht", 404),
        ("/kubus/bevoelkerung-stand.exe", 404),
        ("/kubus/bevoelkerung-stand.ttl?profil=anderes", 404),
        ("/kubus/bevoelkerung-stand.csv?profil=cube.link", 404),
        ("/id/beobachtung/bevoelkerung-stand/05978032/2023/M", 404),
        ("/id/tabelle/", 404),
        ("/id/tabelle/0000000000000000000000000000000000000000000000000000000000000000", 404),
    ] {
        let reply = portal.get_as(path, "application/json").expect(status);
        assert_eq!(reply.media_type(), "application/problem+json", "{path}");
    }
}

#[test]
fn age_groups_that_are_not_known_are_answered_with_the_nearest() {
    let site = site();
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    let ask = |question: &str| portal.get(&format!("/frage?frage={}", encode(question))).expect(200).text();
    let known = ask("Wie viele über 85 leben in Selm?");
    assert!(known.contains("Antwort</h2>") && known.contains("85 Jahre und älter"), "{known}");
    let wider = ask("Wie viele über 92 leben in Selm?");
    assert!(wider.contains("Die nächste bekannte heißt „90 Jahre und älter“"), "{wider}");
}

#[test]
fn questions_without_an_answer_are_told_what_there_is() {
    let site = site();
    let mapping = std::fs::read_to_string(site.path("statistik/bewegung.toml")).expect("a mapping");
    let of_selm = "\"bevoelkerung-bewegung\"\nwhere = [{ column = \"AGS\", equals = \"05978032\" }]";
    site.write("statistik/bewegung.toml", &mapping.replace("\"bevoelkerung-bewegung\"", of_selm));
    site.harvest("zahlen").assert_verdict("complete");
    let portal = site.serve();
    let ask = |question: &str| portal.get(&format!("/frage?frage={}", encode(question))).expect(200).text();
    let years = ask("Einwohner Selm 1850");
    assert!(years.contains("Zahlen gibt es nur für 2"), "{years}");
    assert!(!years.contains("Nicht verstanden:"), "{years}");
    let part = ask("Einwohner Selm seit 1850");
    assert!(part.contains("Antwort</h2>") && part.contains("Zahlen gibt es nur für 2"), "{part}");
    let places = ask("Zuzüge Kamen");
    assert!(places.contains("Zahlen dazu gibt es nur für: Selm."), "{places}");
    let ages = ask("Altersaufbau Selm");
    assert!(ages.contains("Altersaufbau, 2") && ages.contains("id=\"pyramide"), "{ages}");
}

#[test]
fn only_the_embedded_chart_may_be_framed() {
    let site = site();
    site.harvest("zahlen");
    let portal = site.serve();
    let policy = |path: &str| portal.get(path).expect(200).header("content-security-policy").to_owned();
    assert!(policy("/demografie/05978032/pyramide").contains("frame-ancestors 'none'"));
    assert!(policy("/demografie/05978032/pyramide/einbetten").contains("frame-ancestors *"));
    let embedded = portal.get("/demografie/05978032/pyramide/einbetten").expect(200).text();
    assert!(embedded.contains("<svg") && !embedded.contains("<script"), "{embedded}");
}

#[test]
fn mistakes_of_a_mapping_are_shown_at_their_place() {
    let site = site();
    let mapping = std::fs::read_to_string(site.path("statistik/bewegung.toml")).expect("a mapping");
    site.write("statistik/bewegung.toml", &mapping.replace("sex = ", "geschlecht = "));
    let output = site.command(&["harvest"]);
    assert!(!output.status.success());
    let shown = described(&output);
    assert!(shown.contains("bewegung.toml:") && shown.contains("geschlecht"), "{shown}");
}

#[test]
fn tables_that_are_not_configured_any_more_feed_nothing() {
    let site = site();
    site.harvest("zahlen");
    std::fs::remove_file(site.path("statistik/bewegung.toml")).expect("the mapping");
    let portal = site.serve();
    portal.get("/kubus/bevoelkerung-bewegung").expect(404);
    portal.get("/dataset/kubus/bevoelkerung-bewegung").expect(410);
    assert_eq!(rows(&portal, "bevoelkerung-stand").len(), 600);
}
