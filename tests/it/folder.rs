//! A town without a portal: a folder of files.

use datenkreis_tests::site::described;
use datenkreis_tests::{Site, rdf};
use std::process::Command;

fn new_folder(site: &Site, name: &str, options: &[&str]) {
    let output = Command::new(datenkreis_tests::site::binary())
        .arg("new-folder")
        .arg(site.path(name))
        .args(options)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", described(&output));
}

#[test]
fn the_template_harvests_cleanly() {
    for options in [&[][..], &["--english"][..]] {
        let site = Site::default();
        new_folder(&site, "daten", options);
        site.folder("ordner", &site.path("daten"));
        let report = site.harvest("ordner");
        report.assert_verdict("complete");
        assert!(report.counts.created > 0 && report.counts.failed == 0, "{report:?}");
        assert_eq!(site.harvest("ordner").seq, report.seq, "a second run writes nothing");

        let output = site.command(&["check-source", "ordner"]);
        assert!(output.status.success(), "{}", described(&output));
        assert!(!String::from_utf8_lossy(&output.stdout).contains("  Error "), "{}", described(&output));
    }
}

#[test]
fn an_existing_folder_is_not_overwritten() {
    let site = Site::default();
    new_folder(&site, "daten", &[]);
    let output =
        Command::new(datenkreis_tests::site::binary()).arg("new-folder").arg(site.path("daten")).output();
    assert!(!output.expect("the program starts").status.success());
}

const METADATA: &str =
    "title = \"Einwohner\"\ndescription = \"Einwohnerinnen und Einwohner nach Ortsteilen.\"\n";

#[test]
fn files_are_served_as_they_are() {
    let site = Site::default();
    std::fs::create_dir(site.path("daten")).expect("a directory");
    let table = "Ortsteil;Einwohner\nMitte;1200\nSüd;800\n";
    site.write("daten/einwohner.csv", table);
    site.write("daten/einwohner.csv.toml", METADATA);
    site.folder("ordner", &site.path("daten"));
    let report = site.harvest("ordner");
    assert_eq!(report.counts.created, 1, "{report:?}");

    let portal = site.serve();
    let feed = rdf::parse(&portal.get("/catalog.nt").expect(200).body, "application/n-triples");
    let download = oxrdf::NamedNodeRef::new_unchecked("http://www.w3.org/ns/dcat#downloadURL");
    let url = rdf::value(&feed, download).expect("a download address");
    let file = portal.get(&url).expect(200);
    assert_eq!(file.text(), table);
    assert_eq!(file.media_type(), "text/csv");
    assert!(file.header("content-disposition").starts_with("attachment"), "{:?}", file.headers);
    assert_eq!(portal.head_as(&url, "*/*").status, 200, "link checkers ask HEAD");
}

#[test]
fn one_broken_description_costs_one_dataset() {
    let site = Site::default();
    std::fs::create_dir(site.path("daten")).expect("a directory");
    for name in ["a", "b", "c"] {
        site.write(&format!("daten/{name}.csv"), "x;y\n1;2\n");
        site.write(&format!("daten/{name}.csv.toml"), METADATA);
    }
    site.folder("ordner", &site.path("daten"));
    assert_eq!(site.harvest("ordner").counts.created, 3);
    site.write("daten/b.csv.toml", "title = \"Einwohner\ndescription = ");
    let report = site.harvest("ordner");
    assert_eq!((report.counts.unchanged, report.counts.failed), (2, 1), "{report:?}");
    site.status().counts.assert_agree(3);
}

#[test]
fn files_outside_stay_outside() {
    let site = Site::default();
    std::fs::create_dir(site.path("daten")).expect("a directory");
    site.write("geheim.csv", "streng;geheim\n");
    site.write("daten/a.toml", &format!("{METADATA}\n[[distribution]]\nfile = \"../geheim.csv\"\n"));
    std::os::unix::fs::symlink(site.path("geheim.csv"), site.path("daten/b.csv")).expect("a link");
    site.write("daten/b.csv.toml", METADATA);
    site.folder("ordner", &site.path("daten"));
    site.harvest("ordner");
    let portal = site.serve();
    for target in [
        "/dataset/ordner/a/datei/geheim.csv",
        "/dataset/ordner/b/datei/b.csv",
        "/dataset/ordner/a/datei/..%2Fgeheim.csv",
    ] {
        let reply = portal.get(target);
        assert_ne!(reply.status, 200, "{target}: {}", reply.text());
    }
}

const TABLE: &str = "Einwohnerzahlen der Stadt;;;;\n\
    Kennung;Titel;Beschreibung;Datei;Lizenz\n\
    zahl;Einwohner;Nach Ortsteilen.;a.csv;dl-by-de/2.0\n\
    zahl;Einwohnerinnen;;b.csv;dl-zero-de/2.0\n";

#[test]
fn a_row_keeps_its_licence_and_a_town_its_identifier() {
    let site = Site::default();
    for town in ["nord", "sued"] {
        std::fs::create_dir(site.path(town)).expect("a directory");
        site.write(&format!("{town}/datensaetze.csv"), TABLE);
        site.write(&format!("{town}/a.csv"), "x;y\n1;2\n");
        site.write(&format!("{town}/b.csv"), "x;y\n3;4\n");
        site.folder(town, &site.path(town));
        let report = site.harvest(town);
        report.assert_verdict("complete");
        assert_eq!(report.counts.created, 1, "{report:?}");
    }
    let portal = site.serve();
    let feed = portal.get("/catalog.nt").expect(200).text();
    let of = |town: &str, predicate: &str| -> Vec<&str> {
        let mut values: Vec<&str> = feed
            .lines()
            .filter(|line| line.contains(&format!("/dataset/{town}/zahl")) && line.contains(predicate))
            .filter_map(|line| line.split_once(predicate)?.1.trim().strip_suffix(" ."))
            .collect();
        values.sort_unstable();
        values
    };
    let licences = of("nord", "<http://purl.org/dc/terms/license>");
    assert_eq!(
        licences,
        ["<http://dcat-ap.de/def/licenses/dl-by-de/2.0>", "<http://dcat-ap.de/def/licenses/dl-zero-de/2.0>"]
    );
    let identifier = |town| of(town, "<http://purl.org/dc/terms/identifier>");
    assert_eq!(identifier("nord").len(), 1, "{:?}", identifier("nord"));
    assert_ne!(identifier("nord"), identifier("sued"));
    let page = portal.get("/dataset/nord/zahl").expect(200).text();
    assert!(page.contains("Einwohnerinnen"), "the title of the second row is told: {page}");
}
