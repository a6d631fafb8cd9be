//! The commands of an operator: through the server while one runs, without it otherwise.

use crate::{ckan_site, packages};
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::site::described;
use datenkreis_tests::{Cassette, Site};
use std::os::unix::fs::PermissionsExt;

fn deliver(cassette: &Cassette, packages: Vec<serde_json::Value>) {
    let ckan = Ckan::new(packages);
    cassette.replace(move |asked| ckan.play(asked));
}

fn told(site: &Site, arguments: &[&str]) -> (bool, String) {
    let output = site.command(arguments);
    (output.status.success(), described(&output))
}

#[test]
fn commands_go_through_the_running_server_without_a_token() {
    let (site, cassette) = ckan_site(packages(0..100));
    let portal = site.serve();
    let mode = std::fs::metadata(site.path("data/server.json")).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    let report = site.harvest("quelle");
    report.assert_verdict("complete");
    assert_eq!((report.counts.created, report.seq), (100, 100));
    site.status().counts.assert_agree(100);

    deliver(&cassette, packages(0..40));
    let held = site.harvest("quelle");
    held.assert_verdict("held");
    assert!(held.reason.is_some_and(|reason| reason.contains("datenkreis release quelle")));
    let (_, text) = told(&site, &["status"]);
    assert!(text.contains("angehalten / held"), "{text}");
    site.release("quelle");
    let (_, text) = told(&site, &["status"]);
    assert!(!text.contains("angehalten / held"), "a released run is held no more: {text}");
    let page = portal.get("/status").expect(200).text();
    assert!(!page.contains("dk-verdict--held"), "{page}");
    let (done, text) = told(&site, &["release", "quelle"]);
    assert!(!done && text.contains("Freigabe"), "{text}");

    drop(portal);
    assert!(!site.path("data/server.json").exists(), "it goes with the server");
    assert_eq!(site.status().source("quelle").records("missing"), 60);
}

#[test]
fn what_a_killed_server_left_behind_does_no_harm() {
    let (site, _cassette) = ckan_site(packages(0..3));
    site.serve().kill();
    assert!(site.path("data/server.json").exists());
    site.harvest("quelle").assert_verdict("complete");
    assert!(!site.path("data/server.json").exists());
    site.status().counts.assert_agree(3);
}

#[test]
fn status_is_a_table() {
    let (site, _cassette) = ckan_site(packages(0..3));
    let (_, text) = told(&site, &["status"]);
    assert!(text.contains("noch nie / never"), "{text}");
    site.harvest("quelle");
    let (_, text) = told(&site, &["status"]);
    assert!(
        text.contains("vollständig / complete") && !text.contains("Seq(") && !text.contains('{'),
        "{text}"
    );
}

#[test]
fn a_source_without_configuration_is_shown_and_can_be_withdrawn() {
    let (site, _cassette) = ckan_site(packages(0..12));
    site.harvest("quelle");
    let (done, text) = told(&site, &["withdraw", "quelle", "--yes"]);
    assert!(!done && text.contains("konfiguriert"), "what is configured stays: {text}");
    std::fs::remove_file(site.path("sources/quelle.toml")).expect("a file");

    let portal = site.serve();
    let (_, text) = told(&site, &["status"]);
    assert!(text.contains("datenkreis withdraw quelle") && text.contains("12"), "{text}");
    let (done, text) = told(&site, &["withdraw", "quelle"]);
    assert!(!done && text.contains("12 Datensätze würden") && text.contains("--yes"), "{text}");
    site.status().counts.assert_agree(12);
    let (done, text) = told(&site, &["withdraw", "quelle", "--yes"]);
    assert!(done && text.contains("12 Datensätze zurückgezogen"), "{text}");
    site.status().counts.assert_agree(0);
    let dataset = portal.get("/dataset/quelle/00000000-0000-4000-8000-000000000007");
    assert_eq!(dataset.status, 410, "{}", dataset.text());
    let (done, _) = told(&site, &["withdraw", "quelle", "--yes"]);
    assert!(!done, "there is nothing left");
}

#[test]
fn all_mistakes_of_the_configuration_are_shown_at_once() {
    let (site, _cassette) = ckan_site(packages(0..3));
    let config = std::fs::read_to_string(site.config()).expect("the portal file");
    let config = config.replace("offene-daten@example.org", "keine mail");
    site.write("portal.toml", &format!("{config}\n[admin]\ntoken_sha256 = [\"\"]\n"));
    site.write(
        "sources/falsch.toml",
        "kind = \"ckan\"\ntitle = \"Falsch\"\nschedule = \"15 3 * * *\"\nlicense = \"foo bar\"\nmax_loss_share = 7.0\n[settings]\nurl = \"http://x.example\"\nrowz = 10\n",
    );
    for command in ["check-config", "serve"] {
        let (done, text) = told(&site, &[command]);
        assert!(!done, "{text}");
        for expected in [
            "portal.toml:19:",
            "portal.toml:26:",
            "falsch.toml:3:",
            "falsch.toml:4:",
            "falsch.toml:5:",
            "falsch.toml:8:",
        ] {
            assert!(text.contains(expected), "{command}: {expected} is missing in\n{text}");
        }
    }
}

#[test]
fn a_missing_folder_is_a_mistake_that_no_server_dies_of() {
    let site = Site::default();
    site.folder("ordner", &site.path("nirgends"));
    let (done, text) = told(&site, &["check-config"]);
    assert!(!done && text.contains("ordner.toml:") && text.contains("nirgends"), "{text}");
    assert_eq!(site.serve().get("/healthz").status, 200);
}
