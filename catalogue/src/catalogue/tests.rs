//! The data directory as a whole: whatever is done to it, and whatever is then lost of its
//! projections, all views agree with the journal when it is opened.

mod quality;

use super::*;
use crate::journal::{Assessed, Breaches, ChangeKind, Measured, ShapeCounts};
use crate::rdf::{canonical, isomorphic};
use crate::store::EmbeddedStore;
use crate::{Error, Result};
use datenkreis_vocab::finding::Severity;
use datenkreis_vocab::iri::dataset_iri;
use datenkreis_vocab::mqa::{Unasked, govdata, measure};
use datenkreis_vocab::ns::{dcat, dcterms, foaf, rdf, xsd};
use oxrdf::{Literal, NamedNode};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::OpenOptions;
use std::path::Path;
use tempfile::TempDir;

const BASE: &str = "https://daten.example";

fn options(directory: &Path) -> Options {
    Options { directory: directory.to_owned(), base: BASE.into() }
}

fn open(directory: &Path) -> Result<Catalogue> {
    Catalogue::open(options(directory))
}

fn source() -> SourceId {
    SourceId::new("unna")
}

fn native(number: u8) -> NativeId {
    NativeId::new(format!("satz {number}"))
}

fn iri(number: u8) -> DatasetIri {
    dataset_iri(BASE, &source(), &native(number))
}

/// A dataset whose content depends on `state` only; those with the same `state % 3` share a publisher
/// and say different things about it.
fn triples(number: u8, state: u8) -> Vec<Triple> {
    let dataset = NamedNode::new_unchecked(iri(number).as_str());
    let distribution = NamedNode::new_unchecked(format!("{}/distribution/1", iri(number)));
    let publisher = NamedNode::new_unchecked(format!("https://amt.example/{}", state % 3));
    let decimal = |text: &str| Literal::new_typed_literal(text, xsd::DECIMAL);
    let mut triples = vec![
        Triple::new(dataset.clone(), rdf::TYPE, dcat::DATASET_CLASS),
        Triple::new(
            dataset.clone(),
            dcterms::TITLE,
            Literal::new_simple_literal(format!("Titel {state}\n\"ä\"")),
        ),
        Triple::new(dataset.clone(), dcterms::PUBLISHER, publisher.clone()),
        Triple::new(dataset.clone(), dcat::DISTRIBUTION, distribution.clone()),
        Triple::new(distribution.clone(), rdf::TYPE, dcat::DISTRIBUTION_CLASS),
        Triple::new(distribution.clone(), dcat::BYTE_SIZE, decimal("1.50")),
        Triple::new(publisher.clone(), rdf::TYPE, foaf::ORGANIZATION),
        Triple::new(publisher, foaf::NAME, Literal::new_simple_literal(format!("Amt {}", state % 2))),
    ];
    if state.is_multiple_of(2) {
        // The same value in the store as above.
        triples.push(Triple::new(distribution, dcat::BYTE_SIZE, decimal("1.5")));
    }
    triples
}

fn put(number: u8, state: u8) -> Change {
    Change::Put {
        native_id: native(number),
        dataset: iri(number),
        payload_hash: format!("payload {state}"),
        triples: triples(number, state),
        findings: vec![finding("license-missing"), finding("license-missing")],
        received: Received::default(),
        assessed: assessed(number, state),
    }
}

/// An assessment that depends on `state` only; every fourth dataset is none.
fn assessed(number: u8, state: u8) -> Option<Box<Assessed>> {
    let dataset = NamedNode::new_unchecked(iri(number).as_str());
    let triples = triples(number, state);
    let measured = |shapes| Measured {
        assessment: measure(&triples, dataset.as_ref(), &Unasked, Some(state.is_multiple_of(3))),
        govdata: govdata::measure(&triples, dataset.as_ref()),
        shapes,
    };
    let shapes = ShapeCounts { violations: u32::from(state), warnings: 1 };
    let assessed = Assessed {
        published: measured(state.is_multiple_of(2).then_some(shapes)),
        arrived: (state % 5 != 1).then(|| measured(Some(shapes))),
        organisation: [None, Some("selm".to_owned()), Some("unna".to_owned())][usize::from(state % 3)]
            .clone(),
        constraints: constraints(state),
    };
    (!state.is_multiple_of(4)).then(|| Box::new(assessed))
}

/// Some are broken on arrival only, some as published, some not at all.
fn constraints(state: u8) -> BTreeMap<&'static str, Breaches> {
    let all = [("a-mended", [2, 0]), ("b-kept", [1, 1]), ("c-made", [0, u32::from(state)])];
    all.into_iter().filter(|(rule, _)| !(state + rule.as_bytes()[0]).is_multiple_of(3)).collect()
}

fn finding(rule: &str) -> Finding {
    Finding {
        rule: rule.into(),
        severity: Severity::Error,
        property: "dcterms:license".into(),
        found: None,
        concluded: None,
        confidence: None,
    }
}

/// One run with one batch.
fn run(catalogue: &Catalogue, changes: Vec<Change>) -> Result<(RunId, Committed)> {
    let run = catalogue.start_run(&source(), Mode::Full)?.expect("no other run is open");
    let committed = catalogue.commit(run, &source(), changes)?;
    catalogue.finish_run(run, Verdict::Complete, &RunCounts::default(), None, &[])?;
    Ok((run, committed))
}

/// Compares journal, store, index and snapshot triple by triple.
fn assert_views_agree(catalogue: &Catalogue) -> Result<()> {
    let counts = catalogue.counts()?;
    assert_eq!((counts.store, counts.index), (counts.journal, counts.journal));
    assert_eq!((counts.store_seq, counts.index_seq), (counts.seq, counts.seq));
    let versions = catalogue.versions(&catalogue.as_of(catalogue.seq())?)?;
    assert_eq!(versions.len() as u64, counts.journal);
    let mut said: Vec<Triple> = catalogue.description().to_vec();
    for version in &versions {
        said.extend(crate::catalog_record::record_triples(version, BASE));
        said.extend(version.triples.iter().cloned());
    }
    let snapshot = catalogue.snapshot();
    assert_eq!((snapshot.seq, snapshot.datasets), (counts.seq, counts.journal));
    let held = EmbeddedStore::open_read_only(&snapshot.store, BASE)?.triples().collect::<Result<Vec<_>>>();
    assert_eq!(as_stored(said), held?.into_iter().map(|triple| triple.to_string()).collect());
    quality::assert_agrees(catalogue, &versions)
}

/// Triples as Oxigraph gives them back.
fn as_stored(triples: Vec<Triple>) -> BTreeSet<String> {
    let rewritten = |triple: Triple| triple.to_string().replace("\"1.50\"", "\"1.5\"");
    triples.into_iter().map(rewritten).collect()
}

#[test]
fn a_first_commit_is_seen_everywhere_and_the_same_again_writes_nothing() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    let (_, first) = run(&catalogue, vec![put(1, 0), put(2, 1)])?;
    assert_eq!(first, Committed { seq: Seq(2), created: 2, updated: 0, unchanged: 0, removed: 0 });
    let (_, second) = run(&catalogue, vec![put(1, 0), put(2, 1)])?;
    assert_eq!(second, Committed { seq: Seq(2), created: 0, updated: 0, unchanged: 2, removed: 0 });
    assert_eq!(catalogue.publish()?.seq, Seq(2));
    assert_views_agree(&catalogue)?;

    let current = catalogue.current(&iri(1))?.expect("published");
    assert!(isomorphic(&current.triples, &triples(1, 0)));
    assert_eq!(current.hash, canonical::hash(&canonical::n_quads(&triples(1, 0), "")));
    let records = catalogue.records(&source(), &[native(1), native(9)])?;
    assert_eq!(records.len(), 1);
    assert_eq!((records[0].seq, &records[0].graph_hash), (current.seq, &current.hash));
    Ok(())
}

#[test]
fn history_keeps_every_version_and_as_of_finds_what_was_current() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    run(&catalogue, vec![put(1, 0), put(2, 0)])?;
    run(&catalogue, vec![put(1, 1)])?;
    run(&catalogue, vec![Change::Withdraw { native_id: native(1) }])?;
    let (_, restored) = run(&catalogue, vec![put(1, 1)])?;
    assert_eq!((restored.created, restored.seq), (1, Seq(5)));
    let kinds: Vec<_> =
        catalogue.history(&iri(1))?.into_iter().map(|version| (version.seq.0, version.kind)).collect();
    let expected = [
        (5, ChangeKind::Restored),
        (4, ChangeKind::Withdrawn),
        (3, ChangeKind::Changed),
        (1, ChangeKind::New),
    ];
    assert_eq!(kinds, expected);
    let as_of = |seq| catalogue.as_of(Seq(seq)).map(|seqs| seqs.iter().map(|seq| seq.0).collect::<Vec<_>>());
    assert_eq!(as_of(2)?, [1, 2]);
    assert_eq!(as_of(3)?, [3, 2]);
    assert_eq!(as_of(4)?, [2]);
    assert_eq!(as_of(5)?, [5, 2]);
    assert_eq!(as_of(99)?, [5, 2]);
    Ok(())
}

#[test]
fn a_shared_publisher_stays_until_its_last_dataset_is_withdrawn() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    run(&catalogue, vec![put(1, 0), put(2, 0)])?;
    run(&catalogue, vec![Change::Withdraw { native_id: native(1) }])?;
    catalogue.publish()?;
    assert_views_agree(&catalogue)?;
    run(&catalogue, vec![Change::Withdraw { native_id: native(2) }])?;
    catalogue.publish()?;
    assert_views_agree(&catalogue)?;
    let held = EmbeddedStore::open_read_only(&catalogue.snapshot().store, BASE)?;
    assert_eq!(held.triples().count(), 0);
    Ok(())
}

#[test]
fn one_source_cannot_write_into_the_records_of_another() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    let mut said = triples(1, 0);
    let foreign = [iri(2).to_string(), format!("{BASE}/catalog"), format!("{}#record", iri(2))];
    for subject in foreign {
        let subject = NamedNode::new_unchecked(subject);
        said.push(Triple::new(subject, dcterms::TITLE, Literal::new_simple_literal("unterwandert")));
    }
    let change = Change::Put {
        native_id: native(1),
        dataset: iri(1),
        payload_hash: String::new(),
        triples: said.clone(),
        findings: vec![],
        received: Received::default(),
        assessed: None,
    };
    run(&catalogue, vec![change, put(2, 0)])?;
    catalogue.publish()?;
    let held = EmbeddedStore::open_read_only(&catalogue.snapshot().store, BASE)?;
    let held = held.triples().collect::<Result<Vec<_>>>()?;
    assert!(held.iter().all(|triple| !triple.object.to_string().contains("unterwandert")));
    // It is not lost: the dataset's own version has it.
    assert_eq!(catalogue.current(&iri(1))?.map(|version| version.triples.len()), Some(said.len()));
    Ok(())
}

#[test]
fn a_description_is_part_of_the_catalogue_and_survives() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalog = NamedNode::new_unchecked(format!("{BASE}/catalog"));
    let title = |text: &str| Triple::new(catalog.clone(), dcterms::TITLE, Literal::new_simple_literal(text));
    let catalogue = open(directory.path())?;
    run(&catalogue, vec![put(1, 0)])?;
    let about_dataset = triples(2, 0).remove(0);
    catalogue.describe(vec![title("Datenkreis"), about_dataset])?;
    assert_eq!(*catalogue.description(), [title("Datenkreis")]);
    let first = catalogue.publish()?;
    assert_views_agree(&catalogue)?;
    catalogue.describe(vec![title("Datenkreis")])?;
    assert_eq!(catalogue.publish()?, first);
    catalogue.describe(vec![title("Kreis Unna")])?;
    assert_ne!(catalogue.publish()?.store, first.store);
    assert_views_agree(&catalogue)?;
    drop(catalogue);
    project::remove(&directory.path().join("store"))?;
    let catalogue = open(directory.path())?;
    assert_eq!(*catalogue.description(), [title("Kreis Unna")]);
    assert_views_agree(&catalogue)
}

#[test]
fn a_second_opener_is_told_so() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    assert!(matches!(open(directory.path()), Err(Error::Locked(_))));
    drop(catalogue);
    open(directory.path()).map(drop)
}

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

#[test]
fn what_cannot_be_written_is_encoded_not_lost() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    let dataset = NamedNode::new_unchecked(iri(1).as_str());
    let said = vec![
        Triple::new(dataset.clone(), rdf::TYPE, dcat::DATASET_CLASS),
        Triple::new(dataset.clone(), dcat::LANDING_PAGE, NamedNode::new_unchecked("https://a.example/> <b")),
        Triple::new(
            dataset.clone(),
            dcterms::TITLE,
            Literal::new_language_tagged_literal_unchecked("x\0\u{1}", "de DE"),
        ),
        Triple::new(dataset, dcterms::CREATOR, oxrdf::BlankNode::new_unchecked("b0")),
    ];
    let change = Change::Put {
        native_id: native(1),
        dataset: iri(1),
        payload_hash: String::new(),
        triples: said,
        findings: vec![],
        received: Received::default(),
        assessed: None,
    };
    run(&catalogue, vec![change])?;
    let kept = catalogue.current(&iri(1))?.expect("published").triples;
    let kept: Vec<String> = kept.iter().map(|triple| triple.object.to_string()).collect();
    assert!(kept.contains(&"<https://a.example/%3E%20%3Cb>".into()), "{kept:?}");
    assert!(kept.contains(&format!("<{}#blank-b0>", iri(1))), "{kept:?}");
    assert!(kept.contains(&"\"x\\u0000\\u0001\"".into()), "{kept:?}");
    catalogue.publish()?;
    assert_views_agree(&catalogue)
}

#[test]
fn another_base_withdraws_what_was_published_under_the_old_one() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    run(&open(directory.path())?, vec![put(1, 0)])?;
    let base = "https://neu.example".to_owned();
    let catalogue = Catalogue::open(Options { directory: directory.path().to_owned(), base: base.clone() })?;
    let dataset = dataset_iri(&base, &source(), &native(1));
    let change = Change::Put {
        native_id: native(1),
        dataset: dataset.clone(),
        payload_hash: String::new(),
        triples: vec![Triple::new(
            NamedNode::new_unchecked(dataset.as_str()),
            rdf::TYPE,
            dcat::DATASET_CLASS,
        )],
        findings: vec![],
        received: Received::default(),
        assessed: None,
    };
    run(&catalogue, vec![change])?;
    assert_eq!(catalogue.current(&iri(1))?.map(|version| version.kind), Some(ChangeKind::Withdrawn));
    assert_eq!(catalogue.current(&dataset)?.map(|version| version.kind), Some(ChangeKind::New));
    assert_eq!(catalogue.publish()?.datasets, 1);
    Ok(())
}

/// What may happen to a data directory between two processes.
#[derive(Clone, Copy, Debug)]
enum Mishap {
    Nothing,
    StoreDeleted,
    IndexDeleted,
    SnapshotsDeleted,
    /// The journal got further than the projections: the process died between the two.
    ProjectionsOld,
    /// The projections got further than the journal: it came from a backup.
    JournalOld,
    /// A byte in the middle of the store's log is flipped: RocksDB opens without error and drops what
    /// comes after it.
    StoreLogFlipped,
    /// Every file of the store is cut to half its size.
    StoreTruncated,
    /// Every file of the index is cut to half its size.
    IndexTruncated,
}

const MISHAPS: [Mishap; 9] = [
    Mishap::Nothing,
    Mishap::StoreDeleted,
    Mishap::IndexDeleted,
    Mishap::SnapshotsDeleted,
    Mishap::ProjectionsOld,
    Mishap::JournalOld,
    Mishap::StoreLogFlipped,
    Mishap::StoreTruncated,
    Mishap::IndexTruncated,
];

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("creating");
        for entry in fs::read_dir(from).expect("reading") {
            let path = entry.expect("reading").path();
            copy(&path, &to.join(path.file_name().expect("a name")));
        }
    } else {
        fs::copy(from, to).expect("copying");
    }
}

fn truncate(path: &Path) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("reading") {
            truncate(&entry.expect("reading").path());
        }
    } else {
        let file = OpenOptions::new().write(true).open(path).expect("opening");
        file.set_len(file.metadata().expect("reading").len() / 2).expect("truncating");
    }
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).expect("reading");
    let middle = bytes.len() / 2;
    if let Some(byte) = bytes.get_mut(middle) {
        *byte ^= 1;
        fs::write(path, bytes).expect("writing");
    }
}

fn logs(store: &Path) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(store).expect("reading").map(|entry| entry.expect("reading").path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "log")).collect()
}

fn take(directory: &Path, saved: &Path, names: &[&str]) {
    for name in names {
        project::remove(&directory.join(name)).expect("removing");
        copy(&saved.join(name), &directory.join(name));
    }
}

fn happen(mishap: Mishap, directory: &Path, saved: &Path) {
    match mishap {
        Mishap::Nothing => {}
        Mishap::StoreDeleted => project::remove(&directory.join("store")).expect("removing"),
        Mishap::IndexDeleted => project::remove(&directory.join("index")).expect("removing"),
        Mishap::SnapshotsDeleted => project::remove(&directory.join("snapshots")).expect("removing"),
        Mishap::ProjectionsOld => take(directory, saved, &["store", "index"]),
        Mishap::JournalOld => {
            // Closing the journal leaves one file.
            assert!(!directory.join("journal.sqlite-wal").exists());
            copy(&saved.join("journal.sqlite"), &directory.join("journal.sqlite"));
        }
        Mishap::StoreLogFlipped => logs(&directory.join("store")).iter().for_each(|log| flip(log)),
        Mishap::StoreTruncated => truncate(&directory.join("store")),
        Mishap::IndexTruncated => truncate(&directory.join("index")),
    }
}

#[derive(Clone, Debug)]
enum Step {
    Put(u8, u8),
    Withdraw(u8),
    Publish,
    Reopen(Mishap),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..6_u8, 0..8_u8).prop_map(|(number, state)| Step::Put(number, state)),
        3 => (0..6_u8).prop_map(Step::Withdraw),
        1 => Just(Step::Publish),
        2 => proptest::sample::select(MISHAPS.to_vec()).prop_map(Step::Reopen),
    ]
}

/// Does the steps beside a model: which dataset is published in which state.
fn check(steps: Vec<Step>) -> Result<()> {
    let (directory, saved) = (TempDir::new().expect("a directory"), TempDir::new().expect("a directory"));
    let mut catalogue = open(directory.path())?;
    let mut model: BTreeMap<u8, u8> = BTreeMap::new();
    drop(catalogue);
    copy(directory.path(), saved.path());
    let mut saved_model = model.clone();
    catalogue = open(directory.path())?;
    for step in steps {
        match step {
            Step::Put(number, state) => {
                let before = model.insert(number, state);
                let (_, done) = run(&catalogue, vec![put(number, state)])?;
                let expected = match before {
                    None => (1, 0, 0),
                    Some(before) if before == state => (0, 0, 1),
                    Some(_) => (0, 1, 0),
                };
                assert_eq!((done.created, done.updated, done.unchanged), expected);
            }
            Step::Withdraw(number) => {
                let (_, done) = run(&catalogue, vec![Change::Withdraw { native_id: native(number) }])?;
                assert_eq!(done.removed, u64::from(model.remove(&number).is_some()));
            }
            Step::Publish => {
                catalogue.publish()?;
                assert_views_agree(&catalogue)?;
            }
            Step::Reopen(mishap) => {
                drop(catalogue);
                happen(mishap, directory.path(), saved.path());
                if matches!(mishap, Mishap::JournalOld) {
                    model = saved_model.clone();
                }
                catalogue = open(directory.path())?;
                assert_views_agree(&catalogue)?;
                drop(catalogue);
                project::remove(saved.path())?;
                copy(directory.path(), saved.path());
                saved_model = model.clone();
                catalogue = open(directory.path())?;
            }
        }
    }
    catalogue.publish()?;
    assert_views_agree(&catalogue)?;
    let published = catalogue.versions(&catalogue.as_of(catalogue.seq())?)?;
    let published: BTreeMap<_, _> =
        published.into_iter().map(|version| (version.dataset, version.hash)).collect();
    let hash = |number, state| canonical::hash(&canonical::n_quads(&triples(number, state), ""));
    assert_eq!(published, model.iter().map(|(&number, &state)| (iri(number), hash(number, state))).collect());
    Ok(())
}

#[test]
fn every_mishap_is_mended() -> Result<()> {
    for mishap in MISHAPS {
        check(vec![
            Step::Put(1, 0),
            Step::Put(2, 0),
            Step::Reopen(Mishap::Nothing),
            Step::Put(1, 1),
            Step::Withdraw(2),
            Step::Put(3, 2),
            Step::Reopen(mishap),
            Step::Put(2, 5),
        ])?;
    }
    Ok(())
}

#[test]
fn rebuilding_gives_the_same_views() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    run(&catalogue, (0..40).map(|number| put(number, number)).collect())?;
    run(&catalogue, (0..9).map(|number| Change::Withdraw { native_id: native(number) }).collect())?;
    drop(catalogue);
    let mut reported = (0, 0);
    let catalogue =
        Catalogue::rebuild(options(directory.path()), &mut |done, total| reported = (done, total))?;
    assert_eq!(reported, (49, 49));
    assert_views_agree(&catalogue)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn all_views_agree_whatever_happens(steps in proptest::collection::vec(step(), 1..14)) {
        check(steps).expect("no step fails");
    }
}
