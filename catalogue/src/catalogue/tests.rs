//! The data directory as a whole: whatever is done to it, and whatever is then lost of its
//! projections, all views agree with the journal when it is opened.

mod mishaps;
mod quality;
mod runs;
mod statistics;

use super::*;
use crate::journal::{
    Assessed, Breaches, Change, ChangeKind, Measured, Mode, Received, RunCounts, RunId, ShapeCounts, Verdict,
    Version,
};
use crate::rdf::{canonical, isomorphic};
use crate::store::EmbeddedStore;
use crate::{Error, Result};
use datenkreis_vocab::finding::{Finding, Severity};
use datenkreis_vocab::identity::{DatasetIri, NativeId, SourceId};
use datenkreis_vocab::iri::dataset_iri;
use datenkreis_vocab::mqa::{Unasked, govdata, measure};
use datenkreis_vocab::ns::{dcat, dcterms, foaf, rdf, xsd};
use oxrdf::{Literal, NamedNode};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tempfile::TempDir;

const BASE: &str = "https://daten.example";

fn options(directory: &Path) -> Options {
    Options { directory: directory.to_owned(), base: BASE.into(), statistics: statistics::options() }
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
    said.extend(statistics::said(catalogue));
    assert_eq!(counts.observations, counts.stored_observations);
    assert!(counts.agree(), "{counts:?}");
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
    let below = ["/catalog", "/id/beobachtung/flaeche/05978/2024", "/def/personen"];
    let below = below.map(|part| format!("{BASE}{part}"));
    let foreign = below.into_iter().chain([iri(2).to_string(), format!("{}#record", iri(2))]);
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
    let catalogue = Catalogue::open(Options {
        directory: directory.path().to_owned(),
        base: base.clone(),
        ..Options::default()
    })?;
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
