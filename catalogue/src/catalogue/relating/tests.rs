use super::*;
use crate::Options;
use crate::journal::{Change, Mode, RunCounts, Verdict};
use crate::relations::{KeyKind, SERIES_SOURCE, Series, SourcePolicy, Speaker};
use crate::search::SearchQuery;
use datenkreis_vocab::identity::{NativeId, SourceId};
use datenkreis_vocab::model::LangString;
use datenkreis_vocab::ns::{dcat, dcterms};
use datenkreis_vocab::shapes::{Profile, validate};
use oxrdf::{Literal, NamedNodeRef, Triple};
use tempfile::TempDir;

const BASE: &str = "https://x.example";
const UUID: &str = "4f2c9a10-0b7d-4e21-9c33-a1b2c3d4e5f6";

fn options(directory: &TempDir) -> Options {
    Options { directory: directory.path().into(), base: BASE.into(), ..Options::default() }
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

/// Identifiers are copied with the record they stood in, and a DOI may be that of a collection.
#[test]
fn one_identifier_does_not_make_two_datasets_one() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = Catalogue::open(options(&directory))?;
    let plain = Policy::default();
    let doi = "10.1234/sammlung";
    let crs = "urn:ogc:def:crs:EPSG::25833";
    run(
        &catalogue,
        "rvr",
        vec![
            put("rvr", "a", UUID, "Lärmkarte 2017"),
            put("rvr", "b", doi, "Stadtplan"),
            put("rvr", "c", crs, "Radwege"),
        ],
        &plain,
    )?;
    run(
        &catalogue,
        "unna",
        vec![
            put("unna", "7", UUID, "Lärmkarte 2022"),
            put("unna", "8", doi, "Messwerte Feinstaub"),
            put("unna", "9", crs, "Radwege"),
        ],
        &plain,
    )?;
    check(&catalogue, &["rvr/a", "rvr/b", "rvr/c", "unna/7", "unna/8", "unna/9"])?;
    let doubts = catalogue.doubts(&plain)?;
    let told: Vec<_> =
        doubts.iter().map(|doubt| (&doubt.title[..], &doubt.other_title[..], doubt.kind)).collect();
    let expected = [
        ("Lärmkarte 2017", "Lärmkarte 2022", KeyKind::Identifier),
        ("Stadtplan", "Messwerte Feinstaub", KeyKind::Identifier),
    ];
    assert_eq!(told, expected);
    // The operator knows better.
    let pair = (iri("unna", "7"), iri("rvr", "a"));
    let policy = Policy { same: [pair].into(), ..Policy::default() };
    catalogue.relate(&policy)?;
    catalogue.publish()?;
    check(&catalogue, &["rvr/a", "rvr/b", "rvr/c", "unna/8", "unna/9"])?;
    assert_eq!(catalogue.doubts(&policy)?.len(), 1);
    Ok(())
}

#[test]
fn yearly_siblings_are_a_series_perhaps() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = Catalogue::open(options(&directory))?;
    let plain = Policy::default();
    let check = |id: &str, expected: &[&str]| -> Result<()> {
        let siblings: Vec<_> =
            catalogue.siblings(&iri("unna", id))?.into_iter().map(|sibling| sibling.dataset).collect();
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

/// A publisher and three budgets of it.
fn budgets(titles: &[(&str, &str)]) -> Vec<Change> {
    titles.iter().map(|(id, title)| put("unna", id, id, title)).collect()
}

fn objects(catalogue: &Catalogue, subject: &DatasetIri, predicate: NamedNodeRef<'_>) -> Result<Vec<String>> {
    let version = catalogue.current(subject)?.expect("known");
    let said = version.triples.into_iter().filter(|triple| {
        triple.subject.to_string() == format!("<{subject}>") && triple.predicate == predicate
    });
    let short =
        |triple: Triple| triple.object.to_string().replace(&format!("<{BASE}/dataset/"), "").replace('>', "");
    Ok(said.map(short).collect())
}

#[test]
fn a_confirmed_series_is_published() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = Catalogue::open(options(&directory))?;
    let plain = Policy::default();
    let titles = [
        ("a", "Haushaltsplan 2024"),
        ("b", "Haushaltsplan 2022"),
        ("c", "Haushaltsplan 2023"),
        ("x", "Anderes"),
    ];
    run(&catalogue, "unna", budgets(&titles), &plain)?;
    let proposed = |id: &str| -> Result<Vec<(String, Option<String>)>> {
        let version = catalogue.current(&iri("unna", id))?.expect("known");
        Ok(version.findings.into_iter().map(|finding| (finding.rule, finding.concluded)).collect())
    };
    let of_budgets = vec![("series-proposed".to_owned(), Some("Haushaltsplan".to_owned()))];
    assert_eq!((proposed("a")?, proposed("x")?), (of_budgets.clone(), vec![]));
    let before = catalogue.seq();
    assert_eq!(before, Seq(4), "a proposal changes no dataset");

    // Confirmed by one of them: all take part, in order of their times.
    let series = |change: fn(&mut Series)| {
        let mut series = Series {
            id: "haushalt".into(),
            title: vec![LangString::german("Haushaltspläne")],
            like: Some(iri("unna", "b")),
            ..Series::default()
        };
        change(&mut series);
        let speaker = Speaker {
            iri: format!("{BASE}/organisation/x"),
            name: "Kreis".into(),
            email: "a@x.example".into(),
        };
        Policy { series: vec![series], speaker: Some(speaker), ..Policy::default() }
    };
    let policy = series(|_| {});
    let own = iri(SERIES_SOURCE, "haushalt");
    catalogue.relate(&policy)?;
    catalogue.publish()?;
    let members = |catalogue: &Catalogue| -> Result<Vec<DatasetIri>> {
        Ok(catalogue.members_of(own.as_str())?.into_iter().map(|member| member.dataset).collect())
    };
    assert_eq!(members(&catalogue)?, ["b", "c", "a"].map(|id| iri("unna", id)));
    assert_eq!(objects(&catalogue, &iri("unna", "c"), dcat::IN_SERIES)?, ["reihe/haushalt"]);
    assert_eq!(objects(&catalogue, &iri("unna", "c"), dcat::PREV)?, ["unna/b"]);
    assert_eq!(objects(&catalogue, &iri("unna", "b"), dcat::PREV)?, [""; 0]);
    assert_eq!(proposed("a")?[0].0, "series-confirmed");
    check(&catalogue, &["unna/a", "unna/b", "unna/c", "unna/x", "reihe/haushalt"])?;
    assert_eq!(fed(&catalogue, before)?.len(), 4, "a walk that began before goes on as it began");
    let version = catalogue.current(&iri("unna", "a"))?.expect("known");
    for graph in [version.triples, catalogue.current(&own)?.expect("published").triples] {
        let found = validate(Profile::DcatApDe3, &graph);
        let about_series =
            found.results.iter().filter(|result| result.clause("de").contains("eries")).collect::<Vec<_>>();
        assert!(about_series.is_empty(), "{about_series:?}");
    }
    assert_eq!(catalogue.relate(&policy)?, Decided::default());
    let seq = catalogue.seq();
    assert_eq!(catalogue.relate(&policy)?, Decided::default());
    assert_eq!(catalogue.seq(), seq, "nothing changed");

    // Harvested again, nothing changes; what comes new and is alike takes part, what goes is out.
    run(&catalogue, "unna", budgets(&titles), &policy)?;
    assert_eq!(catalogue.seq(), seq);
    run(
        &catalogue,
        "unna",
        [budgets(&[("d", "Haushaltsplan 2025")]), vec![withdraw("b")]].concat(),
        &policy,
    )?;
    assert_eq!(members(&catalogue)?, ["c", "a", "d"].map(|id| iri("unna", id)));
    assert_eq!(objects(&catalogue, &iri("unna", "c"), dcat::PREV)?, [""; 0]);
    check(&catalogue, &["unna/a", "unna/c", "unna/x", "reihe/haushalt", "unna/d"])?;

    // Another title; other members; unknown ones are told; then no series any more.
    let policy = series(|series| {
        series.title = vec![LangString::german("Haushalte")];
        series.like = None;
        series.members = vec![iri("unna", "a"), iri("unna", "x"), iri("unna", "b"), iri("unna", "?")];
    });
    catalogue.relate(&policy)?;
    catalogue.publish()?;
    assert_eq!(members(&catalogue)?, ["x", "a"].map(|id| iri("unna", id)));
    assert_eq!(objects(&catalogue, &own, dcterms::TITLE)?, ["\"Haushalte\"@de"]);
    assert_eq!(objects(&catalogue, &iri("unna", "a"), dcat::PREV)?, [""; 0], "one has no time");
    let (confirmed, proposals) = catalogue.series(&policy)?;
    assert_eq!(confirmed[0].unknown, [iri("unna", "b"), iri("unna", "?")]);
    assert_eq!(proposals[0].members, ["c", "d"].map(|id| iri("unna", id)));
    catalogue.relate(&plain)?;
    catalogue.publish()?;
    assert_eq!(members(&catalogue)?, [""; 0].map(DatasetIri::new));
    check(&catalogue, &["unna/a", "unna/c", "unna/x", "unna/d"])?;
    assert_eq!((proposed("a")?, proposed("x")?), (of_budgets, vec![]));
    for id in ["a", "c", "d", "x"] {
        let said = catalogue.current(&iri("unna", id))?.expect("known").triples;
        assert_eq!(said.len(), 3, "only what the source says is left: {said:?}");
    }
    drop(catalogue);
    let catalogue = Catalogue::rebuild(options(&directory), &mut |_, _| {})?;
    check(&catalogue, &["unna/a", "unna/c", "unna/x", "unna/d"])
}

#[test]
fn the_shown_one_takes_part() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = Catalogue::open(options(&directory))?;
    let series = Series {
        id: "baeume".into(),
        title: vec![LangString::german("Bäume")],
        members: vec![iri("unna", "7"), iri("unna", "8")],
        ..Series::default()
    };
    let policy = Policy { series: vec![series], ..Policy::default() };
    run(&catalogue, "rvr", vec![put("rvr", "a", UUID, "Bäume 2020")], &policy)?;
    run(
        &catalogue,
        "unna",
        vec![put("unna", "7", UUID, "Bäume 2020"), put("unna", "8", "8", "Bäume 2021")],
        &policy,
    )?;
    assert_eq!(objects(&catalogue, &iri("rvr", "a"), dcat::IN_SERIES)?, ["reihe/baeume"]);
    assert_eq!(objects(&catalogue, &iri("unna", "7"), dcat::IN_SERIES)?, [""; 0]);
    assert_eq!(objects(&catalogue, &iri("unna", "8"), dcat::PREV)?, ["rvr/a"]);
    Ok(())
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
