//! Successive real states of one portal give exactly the differences that SNAPSHOTS.tsv counts.

use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::corpora::{Snapshot, sequence};
use datenkreis_tests::{Cassette, RunReport, Site};
use serde_json::Value;

fn dkan(snapshot: &Snapshot) -> Ckan {
    let packages: Vec<Value> = serde_json::from_slice(&snapshot.recording.bytes()).expect("a list");
    Ckan::dkan(&packages)
}

/// Harvests the states one after the other. Removals are counted as missing by the first complete run
/// without them.
fn check(name: &str) {
    let mut snapshots = sequence(name).into_iter();
    let Some(first) = snapshots.next() else {
        return;
    };
    let ckan = dkan(&first);
    let cassette = Cassette::start(move |asked| ckan.play(asked));
    let site = Site::default();
    site.ckan("quelle", &cassette.url(""));
    let mut before = site.harvest("quelle");
    before.assert_verdict("complete");
    assert_eq!(before.counts.created, first.records, "{before:?}");

    for snapshot in snapshots {
        let ckan = dkan(&snapshot);
        cassette.replace(move |asked| ckan.play(asked));
        let report = site.harvest("quelle");
        let context = format!("{}: {report:?}", snapshot.recording.name);
        let expected = snapshot.difference.expect("a difference to the state before");
        assert_eq!(difference(&report), expected, "added, removed, changed, unchanged; {context}");
        assert_eq!(report.seq - before.seq, expected[0] + expected[2], "one seq per version; {context}");
        before = report;
    }
}

fn difference(report: &RunReport) -> [u64; 4] {
    let counts = &report.counts;
    [counts.created, counts.missing, counts.updated, counts.unchanged]
}

#[test]
fn koeln() {
    check("koeln-dkan");
}

#[test]
fn bonn() {
    check("bonn-dkan");
}

#[test]
fn berlin() {
    let Some(only) = sequence("berlin-ckan18").into_iter().next() else {
        return;
    };
    let packages: Vec<Value> = serde_json::from_slice(&only.recording.bytes()).expect("a list");
    let ckan = Ckan::new(packages).capped(100);
    let cassette = Cassette::start(move |asked| ckan.play(asked));
    let site = Site::default();
    site.ckan("quelle", &cassette.url(""));
    let report = site.harvest("quelle");
    report.assert_verdict("complete");
    assert_eq!(report.counts.created, only.records);
}
