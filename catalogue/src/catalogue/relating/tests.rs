use super::*;
use crate::Options;
use crate::journal::{Change, Mode, RunCounts, Verdict};
use crate::relations::{KeyKind, SourcePolicy};
use crate::search::SearchQuery;
use datenkreis_vocab::identity::{NativeId, SourceId};
use datenkreis_vocab::model::LangString;
use oxrdf::Literal;
use tempfile::TempDir;

const BASE: &str = "https://x.example";
const UUID: &str = "4f2c9a10-0b7d-4e21-9c33-a1b2c3d4e5f6";

fn options(directory: &TempDir) -> Options {
    Options { directory: directory.path().into(), base: BASE.into() }
}

fn iri(source: &str, id: &str) -> DatasetIri {
    DatasetIri::new(format!("{BASE}/dataset/{source}/{id}"))
}

fn put(source: &str, id: &str, identifier: &str, title: &str) -> Change {
    let mut dataset = Dataset::new(NamedNode::new_unchecked(iri(source, id).as_str()));
    dataset.title = vec![LangString::german(title)];
    dataset.identifier = vec![Literal::new_simple_literal(identifier)];
    Change::Put {
        native_id: NativeId::new(id),
        dataset: iri(source, id),
        payload_hash: format!("{identifier} {title}"),
        triples: dataset.to_rdf(),
        findings: vec![],
        received: Default::default(),
        assessed: None,
    }
}

fn withdraw(id: &str) -> Change {
    Change::Withdraw { native_id: NativeId::new(id) }
}

/// One run, with what follows it.
fn run(catalogue: &Catalogue, source: &str, changes: Vec<Change>, policy: &Policy) -> Result<Decided> {
    let source = SourceId::new(source);
    let run = catalogue.start_run(&source, Mode::Full)?.expect("no other run is open");
    catalogue.commit(run, &source, changes)?;
    let decided = catalogue.relate(policy)?;
    catalogue.publish()?;
    catalogue.finish_run(run, Verdict::Complete, &RunCounts::default(), None, &[])?;
    Ok(decided)
}

/// The datasets a feed pinned to a seq lists, without the base.
fn fed(catalogue: &Catalogue, seq: Seq) -> Result<Vec<String>> {
    let versions = catalogue.versions(&catalogue.as_of(seq)?)?;
    let short = |version: &Version| version.dataset.as_str().replace(&format!("{BASE}/dataset/"), "");
    Ok(versions.iter().map(short).collect())
}

/// Feed, search and counts say the same.
#[track_caller]
fn check(catalogue: &Catalogue, expected: &[&str]) -> Result<()> {
    assert_eq!(fed(catalogue, catalogue.seq())?, expected);
    let page = catalogue.search(&SearchQuery { limit: 10, ..SearchQuery::default() })?;
    let mut found: Vec<_> =
        page.hits.iter().map(|hit| hit.dataset.as_str().replace(&format!("{BASE}/dataset/"), "")).collect();
    found.sort();
    let mut sorted = expected.to_vec();
    sorted.sort_unstable();
    assert_eq!(found, sorted);
    let counts = catalogue.counts()?;
    assert!(counts.agree(), "{counts:?}");
    assert_eq!(catalogue.snapshot().datasets, expected.len() as u64);
    Ok(())
}

#[test]
fn the_same_dataset_is_shown_once_and_never_lost() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = Catalogue::open(options(&directory))?;
    let plain = Policy::default();
    run(&catalogue, "rvr", vec![put("rvr", "a", UUID, "Bäume"), put("rvr", "b", "1", "Hunde")], &plain)?;
    let before = catalogue.seq();
    let decided = run(
        &catalogue,
        "unna",
        vec![put("unna", "7", UUID, "Bäume"), put("unna", "8", "1", "Hunde")],
        &plain,
    )?;
    assert_eq!(decided, Decided { hidden: 1, shown: 0 });
    check(&catalogue, &["rvr/a", "rvr/b", "unna/8"])?;
    // A walk that began before goes on as it began.
    assert_eq!(fed(&catalogue, before)?, ["rvr/a", "rvr/b"]);
    assert_eq!(fed(&catalogue, Seq(before.0 + 2))?, ["rvr/a", "rvr/b", "unna/7", "unna/8"]);
    let decision = &catalogue.decisions_about(&iri("unna", "7"))?[0];
    assert_eq!((&decision.hidden, &decision.shown), (&iri("unna", "7"), &iri("rvr", "a")));
    assert_eq!(decision.kind, KeyKind::Identifier);
    assert_eq!(catalogue.decisions_about(&iri("rvr", "a"))?.first(), Some(decision));
    assert_eq!(catalogue.decisions(Seq(0), 10)?.first(), Some(decision));
    assert_eq!(catalogue.decisions(decision.seq, 10)?, []);
    assert!(catalogue.current(&iri("unna", "7"))?.is_some(), "it stays at its address");

    // Nothing changed, so nothing is decided.
    let seq = catalogue.seq();
    assert_eq!(catalogue.relate(&plain)?, Decided::default());
    assert_eq!(catalogue.seq(), seq);

    // The shown one goes: the other takes its place.
    run(&catalogue, "rvr", vec![withdraw("a")], &plain)?;
    check(&catalogue, &["rvr/b", "unna/7", "unna/8"])?;
    // It comes back, and is the older one still.
    run(&catalogue, "rvr", vec![put("rvr", "a", UUID, "Bäume neu")], &plain)?;
    check(&catalogue, &["rvr/a", "rvr/b", "unna/8"])?;
    // It is another dataset now.
    run(&catalogue, "rvr", vec![put("rvr", "a", "2", "Bäume neu")], &plain)?;
    check(&catalogue, &["rvr/a", "rvr/b", "unna/7", "unna/8"])?;
    Ok(())
}

#[test]
fn the_configuration_decides_anew() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = Catalogue::open(options(&directory))?;
    let plain = Policy::default();
    run(&catalogue, "rvr", vec![put("rvr", "a", UUID, "Bäume")], &plain)?;
    run(&catalogue, "unna", vec![put("unna", "7", UUID, "Bäume"), put("unna", "8", "1", "Hunde")], &plain)?;
    check(&catalogue, &["rvr/a", "unna/8"])?;
    let preferred = SourcePolicy { priority: 1, publisher: None };
    let policy = Policy { sources: [(SourceId::new("unna"), preferred)].into(), ..Policy::default() };
    assert_eq!(catalogue.relate(&policy)?, Decided { hidden: 1, shown: 1 });
    catalogue.publish()?;
    check(&catalogue, &["unna/7", "unna/8"])?;
    let pair = (iri("rvr", "a"), iri("unna", "7"));
    let policy = Policy { different: [pair].into(), ..Policy::default() };
    catalogue.relate(&policy)?;
    catalogue.publish()?;
    check(&catalogue, &["rvr/a", "unna/7", "unna/8"])?;
    let policy = Policy { same: [(iri("unna", "8"), iri("rvr", "a"))].into(), ..policy };
    catalogue.relate(&policy)?;
    catalogue.publish()?;
    check(&catalogue, &["rvr/a", "unna/7"])?;
    // Projections made anew say the same.
    drop(catalogue);
    let catalogue = Catalogue::rebuild(options(&directory), &mut |_, _| {})?;
    check(&catalogue, &["rvr/a", "unna/7"])?;
    drop(catalogue);
    check(&Catalogue::open(options(&directory))?, &["rvr/a", "unna/7"])
}

#[test]
fn what_a_source_uses_twice_is_no_identity() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = Catalogue::open(options(&directory))?;
    let plain = Policy::default();
    run(&catalogue, "rvr", vec![put("rvr", "a", UUID, "Bäume")], &plain)?;
    run(&catalogue, "unna", vec![put("unna", "7", UUID, "Bäume")], &plain)?;
    check(&catalogue, &["rvr/a"])?;
    run(&catalogue, "unna", vec![put("unna", "8", UUID, "Hunde")], &plain)?;
    check(&catalogue, &["rvr/a", "unna/7", "unna/8"])
}

#[test]
fn yearly_siblings_are_a_series_perhaps() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = Catalogue::open(options(&directory))?;
    let plain = Policy::default();
    let check = |id: &str, expected: &[&str]| -> Result<()> {
        let siblings: Vec<_> =
            catalogue.siblings(&iri("unna", id))?.into_iter().map(|(iri, _)| iri).collect();
        assert_eq!(siblings, expected.iter().map(|id| iri("unna", id)).collect::<Vec<_>>(), "{id}");
        Ok(())
    };
    let titled = |id: &str, title: &str| put("unna", id, id, title);
    let changes = vec![
        titled("a", "Haushaltsplan 2024"),
        titled("b", "Haushaltsplan 2022"),
        titled("c", "Haushaltsplan 2023"),
        titled("d", "Stellenplan 2023"),
        titled("e", "Stellenplan 2024"),
        titled("f", "Ratswahl 2020"),
        titled("g", "Ratswahl 2014"),
    ];
    run(&catalogue, "unna", changes, &plain)?;
    run(&catalogue, "selm", vec![put("selm", "h", "h", "Haushaltsplan 2021")], &plain)?;
    check("a", &["b", "c", "a"])?;
    check("d", &[])?;
    check("f", &["g", "f"])?;
    run(&catalogue, "unna", vec![withdraw("b"), titled("c", "Haushalt, Plan 2023")], &plain)?;
    check("a", &[])?;
    check("b", &[])
}

/// The work grows with what changed, not with what there is.
#[test]
fn many_datasets_are_related() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = Catalogue::open(options(&directory))?;
    let plain = Policy::default();
    for source in ["rvr", "unna"] {
        let changes = (0..900).map(|n| {
            put(source, &n.to_string(), &format!("{n:08x}-0b7d-4e21-9c33-a1b2c3d4e5f6"), &format!("Nr. {n}"))
        });
        run(&catalogue, source, changes.collect(), &plain)?;
    }
    assert_eq!(catalogue.counts()?.hidden, 900);
    assert!(catalogue.counts()?.agree());
    let decided = run(&catalogue, "unna", vec![withdraw("5"), put("unna", "6", "1", "Neu")], &plain)?;
    assert_eq!(decided, Decided { hidden: 0, shown: 2 });
    assert_eq!(catalogue.snapshot().datasets, 901);
    Ok(())
}
