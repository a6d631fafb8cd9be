//! Assessments: the store, the sums and the history follow the journal whatever happens.

use super::*;
use crate::journal::{DatasetQuality, EventsOf, QualitySums, RemedySum, Scope, ShapeCounts, ToDo, Whose};
use datenkreis_vocab::mqa::{LinkAnswer, Links, Metric, Outcome, descriptions, measurements};
use jiff::civil::Date;

/// Compares current assessments with the sums and with the store, triple by triple.
pub(super) fn assert_agrees(catalogue: &Catalogue, published: &[Version]) -> Result<()> {
    let mut assessed: Vec<DatasetQuality> = Vec::new();
    for version in published {
        assessed.extend(catalogue.quality_of(&version.dataset)?);
    }
    let counts = catalogue.counts()?;
    assert_eq!((counts.assessed, counts.measured), (assessed.len() as u64, assessed.len() as u64));
    assert_sums(catalogue, &Scope::Region, &assessed, |_| true)?;
    assert_sums(catalogue, &Scope::Source(source()), &assessed, |_| true)?;
    for id in ["selm", "unna"] {
        let organisation = Scope::Organisation(id.into());
        assert_sums(catalogue, &organisation, &assessed, |of| of.organisation.as_deref() == Some(id))?;
    }
    let store = EmbeddedStore::open_read_only(&catalogue.snapshot().store, BASE)?;
    let held = store.measurements().collect::<Result<Vec<_>>>()?;
    let mut expected = if held.is_empty() { vec![] } else { descriptions() };
    for quality in &assessed {
        expected.extend(measurements(quality.dataset.as_str(), &quality.published.assessment));
    }
    assert_eq!(as_stored(held), as_stored(expected));
    Ok(())
}

fn assert_sums(
    catalogue: &Catalogue,
    scope: &Scope,
    assessed: &[DatasetQuality],
    is_within: impl Fn(&DatasetQuality) -> bool,
) -> Result<()> {
    let mut expected = QualitySums::default();
    let mut within: Vec<&DatasetQuality> = assessed.iter().filter(|quality| is_within(quality)).collect();
    for quality in &within {
        expected.count(&quality.published, quality.arrived.as_ref(), 1);
    }
    assert_eq!(catalogue.quality_summary(scope)?, expected, "{scope:?}");
    let today = catalogue.quality_history(scope, Date::MIN)?.pop();
    assert_eq!(today.map(|(_, sums)| sums).unwrap_or_default(), expected, "{scope:?}");
    within.sort_by_key(|quality| quality.published.assessment.points());
    let points = |list: &[&DatasetQuality]| -> Vec<u16> {
        list.iter().map(|quality| quality.published.assessment.points()).collect()
    };
    let listed = catalogue.lowest(scope, 0, 1_000)?;
    assert_eq!(points(&listed.iter().collect::<Vec<_>>()), points(&within), "{scope:?}");
    assert_constraints(catalogue, scope)
}

/// The sums are those of the datasets.
fn assert_constraints(catalogue: &Catalogue, scope: &Scope) -> Result<()> {
    let mut expected: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let mut after = 0;
    loop {
        let page = catalogue.datasets_with_broken_constraints(scope, after, 3)?;
        let Some(last) = page.last() else { break };
        after = last.position;
        for (rule, [arrived, published]) in page.into_iter().flat_map(|dataset| dataset.breaches) {
            let sum = expected.entry(rule).or_default();
            *sum = (sum.0 + u64::from(arrived > 0), sum.1 + u64::from(published > 0));
        }
    }
    let counted = catalogue.broken_constraints(scope)?.into_iter();
    let counted: BTreeMap<_, _> =
        counted.map(|count| (count.rule, (count.arrived, count.published))).collect();
    assert_eq!(counted, expected, "{scope:?}");
    Ok(())
}

/// One run with one batch that is published.
fn harvest(catalogue: &Catalogue, changes: Vec<Change>) -> Result<()> {
    run(catalogue, changes)?;
    catalogue.publish()?;
    assert_views_agree(catalogue)
}

fn withdraw(number: u8) -> Change {
    Change::Withdraw { native_id: native(number) }
}

/// The same record with another assessment.
fn reassessed(number: u8, state: u8, change: impl FnOnce(&mut Assessed)) -> Change {
    let mut put = put(number, state);
    if let Change::Put { assessed: Some(assessed), .. } = &mut put {
        change(assessed);
    }
    put
}

#[test]
fn assessments_come_change_and_go() -> Result<()> {
    let directory = TempDir::new().expect("a directory");
    let catalogue = open(directory.path())?;
    harvest(&catalogue, (1..20).map(|number| put(number, number)).collect())?;
    let lowest = catalogue.lowest(&Scope::Region, 0, 2)?;
    assert_eq!(lowest.len(), 2);
    assert!(lowest[0].title.is_some());
    let next = catalogue.lowest(&Scope::Region, 2, 2)?;
    assert!(next.iter().all(|quality| !lowest.contains(quality)));
    assert_eq!(catalogue.quality_of(&iri(4))?, None, "a series");

    // Another graph, the same graph, no assessment any more, gone and back between two publications.
    harvest(&catalogue, vec![put(1, 2), put(2, 2), put(3, 4), withdraw(5)])?;
    assert_eq!(catalogue.quality_of(&iri(5))?, None);
    run(&catalogue, vec![withdraw(6)])?;
    harvest(&catalogue, vec![put(6, 7), put(5, 5)])?;
    harvest(&catalogue, (1..20).map(withdraw).collect())?;
    assert_eq!(catalogue.quality_summary(&Scope::Region)?, QualitySums::default());
    assert!(catalogue.quality_of_sources()?.is_empty() && catalogue.quality_of_organisations()?.is_empty());
    harvest(&catalogue, vec![put(6, 7)])?;
    drop(catalogue);
    let rebuilt = Catalogue::rebuild(options(directory.path()), &mut |_, _| {})?;
    assert_views_agree(&rebuilt)
}

#[test]
fn many_new_assessments_are_loaded_in_bulk() -> Result<()> {
    let directory = TempDir::new().expect("a directory");
    let catalogue = open(directory.path())?;
    for from in [0_u32, 200, 400] {
        let many = (from..from + 200).map(|number| {
            let id = NativeId::new(format!("viele {number}"));
            let dataset = dataset_iri(BASE, &source(), &id);
            let rename = |triple: Triple| {
                let text = triple.to_string().replace(iri(1).as_str(), dataset.as_str());
                canonical::parse(format!("{text} .\n").as_bytes()).expect("a triple").remove(0)
            };
            let triples = triples(1, 1).into_iter().map(rename).collect();
            Change::Put {
                received: Received::default(),
                native_id: id,
                dataset: dataset.clone(),
                payload_hash: String::new(),
                triples,
                findings: vec![],
                assessed: assessed(1, 1),
            }
        });
        run(&catalogue, many.collect())?;
    }
    harvest(&catalogue, vec![put(2, 2), withdraw(2)])?;
    assert_eq!(catalogue.counts()?.measured, 600);
    harvest(&catalogue, vec![put(2, 2)])
}

#[test]
fn the_same_graph_may_get_another_assessment() -> Result<()> {
    let directory = TempDir::new().expect("a directory");
    let catalogue = open(directory.path())?;
    harvest(&catalogue, vec![put(1, 1), put(2, 2)])?;
    let seq = catalogue.seq();
    let check = |change: Change, points: i32, history: usize| -> Result<()> {
        let before = catalogue.quality_of(&iri(1))?.expect("assessed").published.assessment.points();
        harvest(&catalogue, vec![change])?;
        let after = catalogue.quality_of(&iri(1))?.expect("assessed").published.assessment.points();
        assert_eq!(i32::from(after) - i32::from(before), points);
        assert_eq!(catalogue.quality_history_of(&iri(1))?.len(), history);
        Ok(())
    };
    check(reassessed(1, 1, |_| {}), 0, 1)?;
    check(reassessed(1, 1, |assessed| assessed.organisation = Some("unna".into())), 0, 1)?;
    let conforms = |assessed: &mut Assessed| {
        assessed.published.assessment.outcomes[Metric::DcatApCompliance.index()] = Outcome::Gained;
    };
    check(reassessed(1, 1, conforms), 30, 2)?;
    let broken = |assessed: &mut Assessed| {
        assessed.published.shapes = Some(ShapeCounts { violations: 7, warnings: 0 });
    };
    check(reassessed(1, 1, broken), -30, 3)?;
    assert_eq!(catalogue.quality_summary(&Scope::Region)?.violations, 7 + 2);
    assert_eq!(catalogue.seq(), seq, "no new version");
    Ok(())
}

#[test]
fn links_are_assessed_when_they_are_known() -> Result<()> {
    let directory = TempDir::new().expect("a directory");
    let catalogue = open(directory.path())?;
    let mut with_link = triples(1, 1);
    with_link.push(Triple::new(
        NamedNode::new_unchecked(format!("{}/distribution/1", iri(1))),
        dcat::ACCESS_URL,
        NamedNode::new_unchecked("https://daten.example/a.csv"),
    ));
    let node = NamedNode::new_unchecked(iri(1).as_str());
    let published = Measured {
        assessment: measure(&with_link, node.as_ref(), &Unasked, Some(true)),
        govdata: [0; 7],
        shapes: None,
    };
    let mut put = put(1, 1);
    if let Change::Put { triples, assessed, .. } = &mut put {
        *triples = with_link;
        *assessed = Some(Box::new(Assessed {
            published,
            arrived: None,
            organisation: None,
            constraints: BTreeMap::new(),
        }));
    }
    harvest(&catalogue, vec![put])?;
    let sums = |catalogue: &Catalogue| catalogue.quality_summary(&Scope::Region);
    let before = sums(&catalogue)?;
    assert_eq!(before.mean_possible() - before.mean(), 50.0);
    let everything = [iri(1), iri(2), DatasetIri::new("https://unbekannt.example/")];
    let good = |_: &str| Some(LinkAnswer::Status(200));
    let gone = |_: &str| Some(LinkAnswer::Status(404));
    for (links, changed, points) in
        [(&Unasked as &dyn Links, 0, 0.0), (&good, 1, 50.0), (&good, 0, 50.0), (&gone, 1, 0.0)]
    {
        assert_eq!(catalogue.assess_again(&everything, links)?, changed);
        catalogue.publish()?;
        assert_views_agree(&catalogue)?;
        assert_eq!(sums(&catalogue)?.mean() - before.mean(), points);
    }
    let share = catalogue.metric_shares(&Scope::Region)?[Metric::AccessUrlStatusCode.index()];
    assert_eq!((share.gained, share.missed, share.pending, share.share()), (0, 1, 0, Some(0.0)));
    assert_eq!(catalogue.quality_history_of(&iri(1))?.len(), 3);
    Ok(())
}

#[test]
fn events_tell_what_changed_and_nothing_else() -> Result<()> {
    let directory = TempDir::new().expect("a directory");
    let catalogue = open(directory.path())?;
    let scope = EventsOf::Scope(Scope::Organisation("selm".into()));
    let region = EventsOf::Scope(Scope::Region);
    let told = |before: Option<u64>| -> Result<Vec<(String, u16, Option<u16>)>> {
        let events = catalogue.quality_events(&region, false, before, 2)?;
        Ok(events.iter().map(|event| (event.dataset.to_string(), event.points, event.before)).collect())
    };
    harvest(&catalogue, vec![put(1, 1), put(2, 1)])?;
    let first = catalogue.quality_events(&region, false, None, 10)?;
    assert_eq!(first.iter().map(|event| event.before).collect::<Vec<_>>(), [None, None]);
    // The same again is no news.
    harvest(&catalogue, vec![put(1, 1), put(2, 1)])?;
    assert_eq!(catalogue.quality_events(&region, false, None, 10)?.len(), 2);
    let better = reassessed(1, 1, |assessed| {
        assessed.published.assessment.outcomes = [Outcome::Gained; 23];
        assessed.organisation = Some("selm".into());
    });
    harvest(&catalogue, vec![better])?;
    let newest = &catalogue.quality_events(&region, false, None, 10)?[0];
    assert_eq!((newest.points, newest.before), (405, Some(first[1].points)));
    assert!(newest.lost.is_empty() && !newest.gained.is_empty());
    assert_eq!(catalogue.quality_events(&scope, false, None, 10)?[0].id, newest.id);
    // It is better, which is no new finding, neither in the region nor for the dataset.
    assert!(!newest.is_worse() && !newest.is_of_links());
    for of in [&region, &EventsOf::Dataset(iri(1))] {
        let worse = catalogue.quality_events(of, true, None, 10)?;
        assert!(worse.iter().all(|event| event.id != newest.id && event.before.is_none()), "{worse:?}");
        assert!(catalogue.quality_events(of, true, None, 1)?.len() == 1);
    }
    // Pages end before an event.
    assert_eq!(told(Some(newest.id))?.len(), 2);
    assert_eq!(told(Some(first[0].id))?.len(), 1);
    // What wants a remedy is listed, and nothing else; the counts follow every change.
    let mut counted = 0;
    for pattern in catalogue.quality_patterns(&Scope::Region)? {
        let found = catalogue.with_patterns(&Scope::Region, std::slice::from_ref(&pattern), 0, 10)?;
        assert_eq!(found.len() as u64, pattern.datasets, "{pattern:?}");
        assert!(found.iter().all(|quality| quality.published.assessment.outcomes == pattern.outcomes));
        counted += pattern.datasets;
    }
    assert_eq!(counted, 2);
    let selm = Scope::Organisation("selm".into());
    let of_selm = catalogue.quality_patterns(&selm)?;
    let counted: u64 = of_selm.iter().map(|pattern| pattern.datasets).sum();
    assert_eq!(counted as i64, catalogue.quality_summary(&selm)?.datasets);
    let (perfect, others): (Vec<_>, Vec<_>) =
        of_selm.into_iter().partition(|pattern| pattern.outcomes == [Outcome::Gained; 23]);
    assert_eq!((perfect.len(), RemedySum::all(&perfect).len()), (1, 0));
    assert!(!RemedySum::all(&others).is_empty());
    Ok(())
}

#[test]
fn what_there_is_to_do_has_a_date() -> Result<()> {
    let directory = TempDir::new().expect("a directory");
    let catalogue = open(directory.path())?;
    harvest(&catalogue, vec![put(1, 1), put(2, 1)])?;
    let first = catalogue.to_do(&Whose::Region, 0, 10)?;
    assert_eq!(first.len(), 2);
    assert_eq!(catalogue.to_do(&Whose::Region, first[0].position, 10)?.len(), 1);
    let since = |to_do: &ToDo| to_do.missed.iter().map(|(metric, at)| (*metric, *at)).collect::<Vec<_>>();
    assert!(!since(&first[0]).is_empty() && first[0].title.is_some());
    // One metric is gained and lost again: it is missed since then, the others since the beginning.
    let metric = since(&first[0])[0].0;
    for outcome in [Outcome::Gained, Outcome::Missed] {
        let again = reassessed(1, 1, |assessed| {
            assessed.published.assessment.outcomes[metric.index()] = outcome;
            assessed.organisation = Some("unna".into());
        });
        harvest(&catalogue, vec![again])?;
    }
    let now = catalogue.to_do(&Whose::Organisation("unna".into()), 0, 10)?;
    let [now] = &now[..] else { panic!("one dataset") };
    for ((before, then), (after, at)) in since(&first[0]).into_iter().zip(since(now)) {
        assert_eq!(before, after);
        assert_eq!(at > then, before == metric, "{before:?}");
    }
    assert_eq!(catalogue.to_do(&Whose::Dataset(iri(2)), 0, 10)?[0].dataset, iri(2));
    assert_eq!(catalogue.to_do(&Whose::Dataset(iri(9)), 0, 10)?.len(), 0);
    Ok(())
}
