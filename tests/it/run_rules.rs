//! What a run may and may not do to what is published.

use crate::{ckan_site, package, packages};
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::{Answer, Cassette, RunReport, Site};
use serde_json::Value;

/// Lets the cassette deliver other packages from now on.
fn deliver(cassette: &Cassette, packages: Vec<Value>) {
    let ckan = Ckan::new(packages);
    cassette.replace(move |asked| ckan.play(asked));
}

/// The options of a source that waits for no grace time.
fn without_grace(site: &Site, cassette: &Cassette) {
    site.source("quelle", "ckan", &format!("url = \"{}\"", cassette.url("")), "grace_days = 0");
}

fn published(site: &Site) -> u64 {
    let counts = site.status().counts;
    counts.assert_agree(counts.journal);
    counts.journal
}

#[test]
fn a_second_run_writes_nothing() {
    let (site, _cassette) = ckan_site(packages(0..30));
    let first = site.harvest("quelle");
    first.assert_verdict("complete");
    assert_eq!((first.counts.created, first.seq), (30, 30));
    let second = site.harvest("quelle");
    second.assert_verdict("complete");
    assert_eq!((second.counts.unchanged, second.seq), (30, 30), "{second:?}");
}

#[test]
fn only_what_changed_is_written() {
    let (site, cassette) = ckan_site(packages(0..30));
    site.harvest("quelle");
    let mut changed = packages(0..30);
    changed[7] = package(7, "Fassung zwei");
    changed.push(package(30, "neu"));
    deliver(&cassette, changed);
    let report = site.harvest("quelle");
    assert_eq!(
        (report.counts.created, report.counts.updated, report.counts.unchanged),
        (1, 1, 29),
        "{report:?}"
    );
    assert_eq!(report.seq, 32);
}

#[test]
fn the_order_of_delivery_is_no_change() {
    let (site, cassette) = ckan_site(packages(0..10));
    let before = site.harvest("quelle").seq;
    let list: Vec<Value> = packages(0..10).into_iter().rev().collect();
    let ckan = Ckan::dkan(&list);
    cassette.replace(move |asked| ckan.play(asked));
    assert_eq!(site.harvest("quelle").seq, before);
}

#[test]
fn missing_records_stay_for_the_grace_time() {
    let (site, cassette) = ckan_site(packages(0..30));
    site.harvest("quelle");
    deliver(&cassette, packages(0..28));
    for _ in 0..3 {
        let report = site.harvest("quelle");
        report.assert_verdict("complete");
        assert_eq!((report.counts.missing, report.counts.removed), (2, 0), "{report:?}");
    }
    assert_eq!(published(&site), 30);
    let status = site.status();
    assert_eq!(status.source("quelle").records("missing"), 2);
}

#[test]
fn removal_needs_two_complete_runs() {
    let (site, cassette) = ckan_site(packages(0..30));
    without_grace(&site, &cassette);
    site.harvest("quelle");
    deliver(&cassette, packages(0..28));
    let first = site.harvest("quelle");
    assert_eq!((first.counts.missing, first.counts.removed), (2, 0), "{first:?}");
    assert_eq!(published(&site), 30);
    let second = site.harvest("quelle");
    assert_eq!(second.counts.removed, 2, "{second:?}");
    assert_eq!(published(&site), 28);
    assert_eq!(site.status().source("quelle").records("removed"), 2);

    let portal = site.serve();
    let gone = portal.get(&dataset_path(29));
    assert_eq!(gone.status, 410, "{}", gone.text());
    drop(portal);

    deliver(&cassette, packages(0..30));
    let back = site.harvest("quelle");
    assert_eq!(back.counts.created, 2, "what comes back is published again: {back:?}");
    assert_eq!(published(&site), 30);
}

fn dataset_path(id: usize) -> String {
    format!("/dataset/quelle/00000000-0000-4000-8000-{id:012}")
}

#[test]
fn what_comes_back_in_time_was_never_gone() {
    let (site, cassette) = ckan_site(packages(0..30));
    without_grace(&site, &cassette);
    let seq = site.harvest("quelle").seq;
    deliver(&cassette, packages(0..28));
    site.harvest("quelle");
    deliver(&cassette, packages(0..30));
    let report = site.harvest("quelle");
    assert_eq!((report.counts.missing, report.seq), (0, seq), "{report:?}");
    assert_eq!(site.status().source("quelle").records("present"), 30);
}

#[test]
fn a_partial_run_never_deletes() {
    let (site, cassette) = ckan_site(packages(0..30));
    without_grace(&site, &cassette);
    site.harvest("quelle");
    // Ten come, then the server fails.
    let ckan = Ckan::new(packages(0..30)).capped(10);
    cassette.replace(move |asked| match asked.number("start").or(asked.number("offset")) {
        Some(start) if start >= 10 => Answer::status(500),
        _ => ckan.play(asked),
    });
    for _ in 0..3 {
        let report = site.harvest("quelle");
        assert_eq!(report.verdict, "partial", "{report:?}");
        assert_eq!((report.counts.missing, report.counts.removed), (0, 0), "{report:?}");
    }
    assert_eq!(published(&site), 30);
    assert_eq!(site.status().source("quelle").records("present"), 30);
}

/// Loses so many of 300; `held` is expected or not.
fn check_loss(lost: usize, expected: &str) {
    let (site, cassette) = ckan_site(packages(0..300));
    without_grace(&site, &cassette);
    site.harvest("quelle");
    deliver(&cassette, packages(0..300 - lost));
    let report = site.harvest("quelle");
    assert_eq!(report.verdict, expected, "{lost} of 300: {report:?}");
    assert_eq!(published(&site), 300);
}

#[test]
fn a_loss_of_a_tenth_passes() {
    check_loss(30, "complete");
}

#[test]
fn a_larger_loss_is_held() {
    check_loss(31, "held");
}

#[test]
fn a_released_loss_goes_its_way() {
    let (site, cassette) = ckan_site(packages(0..100));
    without_grace(&site, &cassette);
    site.harvest("quelle");
    deliver(&cassette, packages(0..40));
    for _ in 0..3 {
        let held = site.harvest("quelle");
        assert_eq!((held.verdict.as_str(), held.counts.removed), ("held", 0), "{held:?}");
    }
    assert_eq!(published(&site), 100);
    assert!(state_shown(&site).contains("1 angehalten"));
    site.release("quelle");
    assert!(state_shown(&site).contains("1 freigegeben"));
    let mut runs: Vec<RunReport> = vec![];
    while runs.iter().map(|run| run.counts.removed).sum::<u64>() < 60 {
        assert!(runs.len() < 3, "60 records are to be removed: {runs:?}");
        let run = site.harvest("quelle");
        run.assert_verdict("complete");
        runs.push(run);
    }
    assert_eq!(published(&site), 40);
}

/// The status page's sentence about the sources.
fn state_shown(site: &Site) -> String {
    let html = site.serve().get_as("/status", "text/html").expect(200).text();
    let sentence = html.split("<strong>").find(|part| part.starts_with("1 Quelle")).unwrap_or_default();
    sentence.split('<').next().unwrap_or_default().to_owned()
}

/// Whatever an empty answer looks like, nothing is lost by it.
fn check_nothing_delivered(verdicts: &[&str], play: impl Fn() -> Answer + Send + Sync + 'static) {
    let (site, cassette) = ckan_site(packages(0..10));
    without_grace(&site, &cassette);
    site.harvest("quelle");
    cassette.replace(move |_| play());
    for _ in 0..3 {
        let report = site.harvest("quelle");
        assert!(verdicts.contains(&report.verdict.as_str()), "{report:?}");
        assert_eq!((report.counts.missing, report.counts.removed), (0, 0), "{report:?}");
    }
    assert_eq!(published(&site), 10);
    assert_eq!(site.status().source("quelle").records("present"), 10);
}

#[test]
fn an_empty_catalogue_is_held() {
    let (site, cassette) = ckan_site(packages(0..10));
    without_grace(&site, &cassette);
    site.harvest("quelle");
    deliver(&cassette, vec![]);
    for _ in 0..3 {
        let report = site.harvest("quelle");
        assert_eq!(report.verdict, "held", "{report:?}");
    }
    assert_eq!(published(&site), 10);
}

#[test]
fn no_success_is_a_failure() {
    check_nothing_delivered(&["failed"], || {
        Answer::new("application/json", r#"{"success":false,"error":{"message":"x"}}"#)
    });
}

#[test]
fn an_empty_object_is_a_failure() {
    check_nothing_delivered(&["failed"], || Answer::new("application/json", "{}"));
}

#[test]
fn a_page_for_people_is_a_failure() {
    check_nothing_delivered(&["failed"], || {
        Answer::new("text/html", "<html><body>Wartungsarbeiten</body></html>")
    });
}

#[test]
fn one_broken_record_costs_one_record() {
    let mut broken = packages(0..20);
    broken[3] =
        serde_json::json!({ "id": "00000000-0000-4000-8000-000000000003", "title": 7, "resources": "keine" });
    let (site, _cassette) = ckan_site(broken);
    let report = site.harvest("quelle");
    assert_eq!(report.counts.seen, 20, "{report:?}");
    assert!(report.counts.created >= 19, "{report:?}");
}

#[test]
fn of_two_with_one_id_the_first_counts() {
    let mut twice = packages(0..5);
    twice.push(package(2, "ein anderer"));
    let (site, cassette) = ckan_site(vec![]);
    let ckan = Ckan::dkan(&twice);
    cassette.replace(move |asked| ckan.play(asked));
    let first = site.harvest("quelle");
    assert_eq!((first.counts.created, first.counts.skipped), (5, 1), "{first:?}");
    let second = site.harvest("quelle");
    assert_eq!(second.seq, first.seq, "no flip-flop: {second:?}");
}

#[test]
fn deletion_marks_are_no_datasets() {
    let mut some_deleted = packages(0..6);
    some_deleted[1]["state"] = "deleted".into();
    some_deleted[2]["private"] = true.into();
    let (site, _cassette) = ckan_site(some_deleted);
    let report = site.harvest("quelle");
    assert_eq!((report.counts.created, report.counts.skipped), (4, 2), "{report:?}");
}

#[test]
fn pages_smaller_than_asked_for_are_noticed() {
    let (site, cassette) = ckan_site(vec![]);
    let ckan = Ckan::new(packages(0..45)).capped(10);
    cassette.replace(move |asked| ckan.play(asked));
    let report = site.harvest("quelle");
    report.assert_verdict("complete");
    assert_eq!(report.counts.created, 45);
}

#[test]
fn a_source_that_is_private_by_mistake_is_not_asked() {
    let (site, cassette) = ckan_site(packages(0..3));
    let text = format!(
        "kind = \"ckan\"\ntitle = \"zu\"\n[network]\nports = [{}]\n[settings]\nurl = \"{}\"\n",
        cassette.port(),
        cassette.url("")
    );
    site.write("sources/zu.toml", &text);
    let report = site.harvest("zu");
    report.assert_verdict("failed");
    assert!(cassette.asked().is_empty(), "{:?}", cassette.asked());
}
