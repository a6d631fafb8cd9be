//! The link checker against a server that answers in every way servers do.

use crate::package;
use datenkreis_tests::cassette::Ending;
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::site::{described, json};
use datenkreis_tests::{Answer, Asked, Cassette, Site};
use serde_json::Value;
use std::time::Duration;

/// Quick for tests, but one request at a time.
const LINKS: &str = "[links]\nenabled = false\nper_host_per_minute = 6000\ntimeout_secs = 1\n";

/// A site whose datasets, one for each path, name these addresses of one server; `play` answers for them.
fn site(paths: &[&str], play: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> (Site, Cassette) {
    let cassette = Cassette::start(|_| Answer::status(503));
    let packages = paths.iter().enumerate().map(|(number, path)| {
        let mut package = package(number, "Fassung eins");
        let is_whole = path.contains("://");
        package["resources"][0]["url"] =
            Value::from(if is_whole { path.to_string() } else { cassette.url(path) });
        package
    });
    let ckan = Ckan::new(packages.collect());
    cassette
        .replace(move |asked| if asked.path().starts_with("/api/") { ckan.play(asked) } else { play(asked) });
    let site = Site::new(datenkreis_tests::site::BASE, LINKS);
    site.ckan("quelle", &cassette.url(""));
    site.harvest("quelle").assert_verdict("complete");
    cassette.forget();
    (site, cassette)
}

#[track_caller]
fn check(site: &Site, options: &[&str]) -> Value {
    json(&site.command(&[&["check-links", "--format", "json"], options].concat()))
}

#[track_caller]
fn check_on(site: &Site, day: u32) -> Value {
    check(site, &["--all", "--now", &format!("2090-01-{day:02}T08:00:00Z")])
}

/// Requests for a path, as `METHOD range`.
fn asked(cassette: &Cassette, path: &str) -> Vec<String> {
    let of_path = cassette.asked().into_iter().filter(|asked| asked.path() == path);
    let range = |asked: &Asked| {
        asked.headers.iter().find(|(name, _)| name == "range").map(|(_, value)| value.clone())
    };
    of_path
        .map(|asked| format!("{} {}", asked.method, range(&asked).unwrap_or_default()).trim().to_owned())
        .collect()
}

/// What a single address is counted as, and how it was asked.
fn one(path: &str, play: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> (String, Vec<String>) {
    let (site, cassette) = site(&[path], play);
    let round = check(&site, &[])["round"].clone();
    assert_eq!(round["checked"], 1, "{round}");
    let outcomes = ["good", "failed", "denied", "refused", "postponed"];
    let found: Vec<_> = outcomes.into_iter().filter(|outcome| round[*outcome] == 1).collect();
    let suspicious = if round["suspicious"] == 1 { " suspicious" } else { "" };
    (found.join(" ") + suspicious, asked(&cassette, path))
}

const HEAD_THEN_GET: [&str; 2] = ["HEAD", "GET bytes=0-1023"];

#[test]
fn head_alone_calls_nothing_broken() {
    let csv = || Answer::new("text/csv", "a;b\n1;2\n");
    assert_eq!(one("/d.csv", move |_| csv()), ("good".into(), vec!["HEAD".into()]));
    for status in [400, 403, 404, 405, 500, 501] {
        let play = move |asked: &Asked| if asked.method == "HEAD" { Answer::status(status) } else { csv() };
        let (found, asked) = one("/d.csv", play);
        assert_eq!((found.as_str(), asked), ("good", HEAD_THEN_GET.map(str::to_owned).to_vec()), "{status}");
    }
    // HEAD without an answer, and one that calls everything a web page.
    let silent = |asked: &Asked| match asked.method.as_str() {
        "HEAD" => Answer::status(200).ending(Ending::Silence(Duration::from_secs(14))),
        _ => Answer::new("text/csv", "a"),
    };
    assert_eq!(one("/d.csv", silent).0, "good");
    let page =
        |asked: &Asked| Answer::new(if asked.method == "HEAD" { "text/html" } else { "text/csv" }, "a");
    assert_eq!(one("/d.csv", page).0, "good");
    // An empty file has no first byte.
    let empty = |asked: &Asked| match asked.headers.iter().any(|(name, _)| name == "range") {
        true => Answer::status(416),
        false if asked.method == "HEAD" => Answer::status(405),
        false => Answer::new("text/csv", ""),
    };
    let (found, asked) = one("/d.csv", empty);
    assert_eq!((found.as_str(), asked.len()), ("good", 3));
}

#[test]
fn what_answers_are_counted_as() {
    let check =
        |answer: fn() -> Answer, expected: &str| assert_eq!(one("/d.csv", move |_| answer()).0, expected);
    check(|| Answer::status(404), "failed");
    check(|| Answer::status(500), "failed");
    check(|| Answer::status(403), "denied");
    check(|| Answer::status(429).header("retry-after", "3"), "postponed");
    check(|| Answer::status(503).header("retry-after", "3"), "failed");
    check(|| Answer::new("text/html; charset=utf-8", "Nicht gefunden"), "good suspicious");
    check(|| Answer::status(200).ending(Ending::Silence(Duration::from_secs(14))), "failed");
    check(|| Answer::status(301).header("location", "file:///etc/passwd"), "refused");
    check(|| Answer::status(301).header("location", "http://127.0.0.1:9/"), "refused");
    check(|| Answer::status(301).header("location", "/d.csv"), "failed");
}

#[test]
fn redirects_are_followed() {
    let play = |asked: &Asked| match asked.path() {
        "/alt.csv" => Answer::status(301).header("location", "/neu.csv"),
        _ => Answer::new("text/csv", "a"),
    };
    assert_eq!(one("/alt.csv", play).0, "good");
    let home = |asked: &Asked| match asked.path() {
        "/alt.csv" => Answer::status(302).header("location", "/"),
        _ => Answer::new("text/csv", "a"),
    };
    assert_eq!(one("/alt.csv", home).0, "good suspicious");
}

#[test]
fn an_endless_file_is_not_read() {
    let endless = |asked: &Asked| match asked.method.as_str() {
        "HEAD" => Answer::status(405),
        _ => Answer::new("text/csv", vec![b'x'; 64 << 20]),
    };
    assert_eq!(one("/d.csv", endless).0, "good");
}

#[test]
fn addresses_that_may_not_be_asked_are_not() {
    let (site, cassette) =
        site(&["http://127.0.0.1:9/d.csv", "ftp://127.0.0.1/d.csv"], |_| Answer::text("x"));
    let ended = check(&site, &[]);
    assert_eq!((&ended["round"]["refused"], &ended["links"]["refused"]), (&2.into(), &2.into()), "{ended}");
    assert!(cassette.asked().is_empty());
}

#[test]
fn dead_means_three_days() {
    let (site, cassette) = site(&["/d.csv"], |_| Answer::new("text/csv", "a"));
    assert_eq!(check_on(&site, 1)["links"]["ok"], 1);
    cassette.replace(|_| Answer::status(404));
    assert_eq!(check_on(&site, 8)["links"]["failing"], 1);
    assert_eq!(check(&site, &["--all", "--now", "2090-01-08T20:00:00Z"])["links"]["failing"], 1);
    assert_eq!(check_on(&site, 9)["links"]["failing"], 1);
    let third = check_on(&site, 10);
    assert_eq!((&third["links"]["dead"], &third["round"]["datasets"]), (&1.into(), &1.into()), "{third}");

    let portal = site.serve();
    let path = "/dataset/quelle/00000000-0000-4000-8000-000000000000";
    let html = [("accept", "text/html")];
    let german = portal.send("GET", path, &html, None).expect(200).text();
    assert!(german.contains("Zuletzt erreichbar am 1. Januar 2090."), "{german}");
    let english = portal.send("GET", &format!("/en{path}"), &html, None).expect(200).text();
    assert!(english.contains("Last reachable on 1 January 2090."), "{english}");
    let status = portal.get("/status").expect(200).text();
    assert!(
        status.contains("1 bekannt, 0 erreichbar, 0 mit Fehler, 1 tot; zuletzt geprüft am 10. Januar 2090"),
        "{status}"
    );
    assert!(portal.get("/status/quelle").expect(200).text().contains("1 tot"));
    drop(portal);

    cassette.replace(|_| Answer::new("text/csv", "a"));
    assert_eq!(check_on(&site, 11)["links"]["ok"], 1);
}

#[test]
fn what_is_not_due_is_not_asked() {
    let (site, cassette) = site(&["/a.csv", "/b.csv"], |asked| match asked.path() {
        "/a.csv" => Answer::new("text/csv", "a"),
        _ => Answer::status(404),
    });
    assert_eq!(check(&site, &[])["round"]["checked"], 2);
    cassette.forget();
    assert_eq!(check(&site, &[])["round"]["checked"], 0);
    assert!(check(&site, &["--source", "quelle", "--all"])["round"]["checked"] == 2);
    let in_days = |days: i64| {
        let then = jiff::Timestamp::now()
            .checked_add(jiff::SignedDuration::from_hours(24 * days + 2))
            .expect("a time");
        check(&site, &["--now", &then.to_string()])["round"]["checked"].clone()
    };
    assert_eq!((in_days(1), in_days(8)), (1.into(), 2.into()));
    assert!(!site.command(&["check-links", "--source", "fremd"]).status.success());
}

#[test]
fn a_host_that_asks_to_wait_is_left_alone() {
    let paths: Vec<String> = (0..6).map(|number| format!("/{number}.csv")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let (site, cassette) = site(&paths, |_| Answer::status(429).header("retry-after", "60"));
    let round = check(&site, &[])["round"].clone();
    assert_eq!((&round["postponed"], &round["left"]), (&1.into(), &5.into()), "{round}");
    assert_eq!(cassette.asked().len(), 1);
    // One in trouble is asked three times.
    cassette.replace(|_| Answer::status(500));
    cassette.forget();
    let round = check(&site, &["--all"])["round"].clone();
    assert_eq!((&round["failed"], &round["left"]), (&3.into(), &3.into()), "{round}");
    assert_eq!(cassette.asked().len(), 6);
}

#[test]
fn a_host_that_is_gone_has_nothing() {
    let paths: Vec<String> = (0..6).map(|number| format!("/{number}.csv")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let (site, cassette) = site(&paths, |_| Answer::text("x"));
    drop(cassette);
    let round = check(&site, &[])["round"].clone();
    assert_eq!((&round["failed"], &round["left"]), (&6.into(), &0.into()), "{round}");
}

#[test]
fn the_checker_tells_who_asks_and_learns_about_browsers() {
    let (site, cassette) =
        site(&["/d.csv"], |_| Answer::new("text/csv", "a").header("access-control-allow-origin", "*"));
    check(&site, &[]);
    let asked = cassette.asked();
    let header = |name: &str| {
        asked[0].headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    };
    assert!(header("user-agent").is_some_and(|agent| agent.starts_with("Datenkreis/")), "{asked:?}");
    assert_eq!(header("origin"), Some(datenkreis_tests::site::BASE));
    assert_eq!(header("authorization"), None);
}

#[test]
fn a_running_server_checks_for_the_command() {
    let (site, cassette) = site(&["/a.csv", "/b.csv"], |_| Answer::new("text/csv", "a"));
    let portal = site.serve();
    let ended = check(&site, &["--all"]);
    assert_eq!((&ended["round"]["good"], &ended["links"]["ok"]), (&2.into(), &2.into()), "{ended}");
    let output = site.command(&["check-links"]);
    assert!(
        output.status.success() && String::from_utf8_lossy(&output.stdout).contains("0 geprüft"),
        "{}",
        described(&output)
    );
    assert!(cassette.asked().iter().all(|asked| asked.method == "HEAD"));
    portal.send("POST", "/api/admin/links/check", &[], None).expect(401);
}
