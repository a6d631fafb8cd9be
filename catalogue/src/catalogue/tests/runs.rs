//! Runs of sources, and what becomes of records that are not delivered.

use super::*;
use crate::journal::{Released, Seen};

#[test]
fn runs_do_not_overlap_and_an_interrupted_one_has_failed() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    assert!(catalogue.start_run(&source(), Mode::Full)?.is_some());
    assert!(catalogue.start_run(&source(), Mode::Full)?.is_none());
    assert!(catalogue.start_run(&SourceId::new("selm"), Mode::Incremental)?.is_some());
    catalogue.close_open_run(&source())?;
    assert!(catalogue.start_run(&source(), Mode::Full)?.is_some());
    assert!(catalogue.start_run(&SourceId::new("selm"), Mode::Incremental)?.is_none());
    drop(catalogue);
    let catalogue = open(directory.path())?;
    let runs = catalogue.runs(&source(), 10)?;
    assert_eq!(runs.len(), 2);
    assert_eq!((runs[0].verdict, runs[0].ended.is_some()), (Some(Verdict::Failed), true));
    assert!(catalogue.last_complete_run(&source())?.is_none());
    assert!(catalogue.start_run(&source(), Mode::Full)?.is_some());
    Ok(())
}

#[test]
fn records_not_delivered_become_missing_overdue_and_present_again() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    run(&catalogue, vec![put(1, 0), put(2, 0), put(3, 0)])?;
    let miss = |delivered: u8| -> Result<RunId> {
        let run = catalogue.start_run(&source(), Mode::Full)?.expect("no other run is open");
        let seen = Seen { native_id: native(delivered), payload_hash: "payload 0".into() };
        catalogue.mark_seen(run, &source(), &[seen])?;
        catalogue.finish_run(run, Verdict::Complete, &RunCounts::default(), None, &[])?;
        Ok(run)
    };
    let second = miss(1)?;
    assert_eq!(catalogue.not_delivered(&source(), second)?, (2, 0));
    assert_eq!(catalogue.mark_missing(&source(), second)?, 2);
    assert_eq!(catalogue.mark_missing(&source(), second)?, 2);
    let now = jiff::Timestamp::now();
    assert_eq!(catalogue.overdue(&source(), 2, now)?, []);
    let third = miss(2)?;
    assert_eq!(catalogue.not_delivered(&source(), third)?, (1, 1));
    assert_eq!(catalogue.mark_missing(&source(), third)?, 2);
    let now = jiff::Timestamp::now();
    assert_eq!(catalogue.overdue(&source(), 2, now)?, [native(3)]);
    assert_eq!(catalogue.overdue(&source(), 2, now - jiff::SignedDuration::from_hours(1))?, []);
    assert_eq!(catalogue.published_records(&source())?, 3);
    run(
        &catalogue,
        vec![Change::Withdraw { native_id: native(3) }, Change::Withdraw { native_id: native(3) }],
    )?;
    assert_eq!(catalogue.published_records(&source())?, 2);
    assert_eq!(catalogue.published_ids(&source())?, [native(1), native(2)]);
    assert_eq!(catalogue.published_sources()?, [(source(), 2)]);
    let counts: BTreeMap<_, _> = catalogue
        .record_counts(&source())?
        .into_iter()
        .map(|(status, count)| (format!("{status:?}"), count))
        .collect();
    assert_eq!(counts, BTreeMap::from([("Missing".into(), 1), ("Present".into(), 1), ("Removed".into(), 1)]));
    Ok(())
}

#[test]
fn releasing_a_held_run_marks_what_it_missed() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    run(&catalogue, vec![put(1, 0), put(2, 0)])?;
    assert_eq!(catalogue.release(&source())?, None);
    let held = catalogue.start_run(&source(), Mode::Full)?.expect("no other run is open");
    catalogue.commit(held, &source(), vec![put(1, 0)])?;
    catalogue.finish_run(held, Verdict::Held, &RunCounts::default(), Some("zu viel"), &[])?;
    assert_eq!(catalogue.release(&source())?, Some(Released { run: held, missing: 1 }));
    assert_eq!(catalogue.release(&source())?, None);
    let released = &catalogue.runs(&source(), 1)?[0];
    assert_eq!((released.verdict, released.released), (Some(Verdict::Held), true));
    assert_eq!(released.standing(), Some(Verdict::Complete));
    Ok(())
}

#[test]
fn findings_are_counted_by_rule_and_property() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    let with = |number: u8, found: &[(&str, &str, Option<&str>)]| match put(number, number) {
        Change::Put { native_id, dataset, payload_hash, triples, assessed, .. } => {
            let finding = |&(rule, property, found): &(&str, &str, Option<&str>)| Finding {
                property: property.into(),
                found: found.map(str::to_owned),
                ..finding(rule)
            };
            let findings = found.iter().map(finding).collect();
            let received = Received::default();
            Change::Put { native_id, dataset, payload_hash, triples, findings, received, assessed }
        }
        withdraw => withdraw,
    };
    let counted = || -> Result<Vec<_>> {
        let findings = catalogue.findings(&source())?.into_iter();
        let shown = findings.map(|summary| {
            let values = summary.examples.iter().flat_map(|example| &example.findings);
            let values: Vec<_> = values.map(|finding| finding.found.clone().unwrap_or_default()).collect();
            format!("{} {} {}: {}", summary.datasets, summary.rule, summary.property, values.join("|"))
        });
        Ok(shown.collect())
    };
    run(
        &catalogue,
        vec![
            with(1, &[("date", "modified", Some("31.02.")), ("date", "issued", Some("bald"))]),
            with(2, &[("date", "modified", Some("31.02."))]),
            with(
                3,
                &[("date", "modified", Some("x")), ("format", "r[0].f", None), ("format", "r[1].f", None)],
            ),
            with(4, &[("format", "r[3].f", None)]),
        ],
    )?;
    let expected = ["3 date modified: 31.02.|x", "2 format r[].f: |", "1 date issued: bald"];
    assert_eq!(counted()?, expected);
    let (total, page) = catalogue.datasets_breaking(&source(), "date", "modified", 1, 1)?;
    assert_eq!((total, page.len(), &page[0].dataset), (3, 1, &iri(2)));
    assert_eq!(page[0].title.as_ref().map(|title| title.value.as_str()), Some("Titel 2\n\"ä\""));
    let all = catalogue.datasets_with_findings(&source(), 0, 3)?;
    let rest = catalogue.datasets_with_findings(&source(), all[2].position, 3)?;
    assert_eq!((all[2].findings.len(), rest.len(), rest[0].native_id.as_str()), (3, 1, "satz 4"));
    // Seen otherwise, published the same: no new version, other findings.
    let (_, done) = run(&catalogue, vec![with(3, &[])])?;
    assert_eq!((done.unchanged, done.seq), (1, Seq(4)));
    assert_eq!(counted()?, ["2 date modified: 31.02.", "1 date issued: bald", "1 format r[].f: "]);
    let withdraw = (1..=4).map(|number| Change::Withdraw { native_id: native(number) });
    assert_eq!(catalogue.published_sources()?, [(source(), 4)]);
    run(&catalogue, withdraw.collect())?;
    assert!(catalogue.findings(&source())?.is_empty() && catalogue.published_sources()?.is_empty());
    Ok(())
}
