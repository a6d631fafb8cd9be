//! Addresses follow the versions, and checks follow the addresses.

use super::*;
use crate::journal::{Change, Mode, Received, RunCounts, Verdict};
use datenkreis_vocab::identity::{NativeId, SourceId};
use datenkreis_vocab::ns::dcat;
use oxrdf::{NamedNode, Triple};
use tempfile::TempDir;

const BASE: &str = "https://daten.example";

struct Fixture {
    journal: Journal,
    directory: TempDir,
}

impl Fixture {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let journal = Journal::open(&directory.path().join("journal.sqlite")).unwrap();
        Self { journal, directory }
    }

    /// Publishes dataset `number` of `source` with these addresses; without any, it is withdrawn.
    fn publish(&self, source: &str, number: u32, urls: &[&str]) {
        let source = SourceId::new(source);
        let native_id = NativeId::new(number.to_string());
        let change = match urls {
            [] => Change::Withdraw { native_id },
            urls => {
                let dataset = iri(source.as_str(), number);
                let distribution = NamedNode::new_unchecked(format!("{dataset}/d"));
                let address = |url: &&str| {
                    Triple::new(distribution.clone(), dcat::ACCESS_URL, NamedNode::new_unchecked(*url))
                };
                let triples = urls.iter().map(address).collect();
                Change::Put {
                    native_id,
                    dataset,
                    payload_hash: urls.join(" "),
                    triples,
                    findings: vec![],
                    received: Received::default(),
                    assessed: None,
                }
            }
        };
        let run = self.journal.start_run(&source, Mode::Full).unwrap().unwrap();
        self.journal.commit(run, &source, vec![change]).unwrap();
        self.journal.finish_run(run, Verdict::Complete, &RunCounts::default(), None, &[]).unwrap();
    }

    /// The datasets whose addresses changed.
    fn check(&self, url: &str, at: &str, outcome: LinkOutcome, status: Option<u16>) -> Vec<String> {
        let answer = LinkAnswer { status, millis: 7, ..LinkAnswer::default() };
        let check = LinkCheck { url: url.into(), at: time(at), outcome, answer, not_before: None };
        let changed = self.journal.record_checks(&[check], 7).unwrap();
        changed.into_iter().map(|dataset| dataset.as_str().to_owned()).collect()
    }

    fn due(&self, at: &str, per_host: u64) -> Vec<String> {
        self.due_of(DueLinks { now: time(at), all: false, source: None, per_host, limit: 100 })
    }

    fn due_of(&self, due: DueLinks<'_>) -> Vec<String> {
        self.journal.due_links(&due).unwrap().into_iter().map(|link| link.url).collect()
    }

    fn health(&self, url: &str) -> Option<LinkHealth> {
        self.journal.link_state(url).unwrap().map(|state| state.health)
    }
}

fn iri(source: &str, number: u32) -> DatasetIri {
    DatasetIri::new(format!("{BASE}/dataset/{source}/{number}"))
}

fn time(text: &str) -> Timestamp {
    // Far ahead of the commits, which have a clock of their own.
    format!("2090-01-{text}:00:00Z").parse().unwrap()
}

#[test]
fn addresses_follow_the_published_version() {
    let fixture = Fixture::new();
    fixture.publish("a", 1, &["https://x.example/1", "https://x.example/2"]);
    fixture.publish("a", 2, &["https://x.example/2"]);
    assert_eq!(fixture.due("01T08", 10), ["https://x.example/1", "https://x.example/2"]);
    fixture.check("https://x.example/2", "01T08", LinkOutcome::Good, Some(200));
    // Another version: an address stays as it stood, one goes, one comes.
    fixture.publish("a", 1, &["https://x.example/2", "https://x.example/3"]);
    assert_eq!(fixture.health("https://x.example/1"), None);
    assert_eq!(fixture.health("https://x.example/2"), Some(LinkHealth::Ok));
    assert_eq!(fixture.health("https://x.example/3"), Some(LinkHealth::Unchecked));
    // Withdrawn: what another dataset still names stays.
    fixture.publish("a", 1, &[]);
    assert_eq!(fixture.health("https://x.example/3"), None);
    assert_eq!(fixture.health("https://x.example/2"), Some(LinkHealth::Ok));
    fixture.publish("a", 2, &[]);
    assert_eq!(fixture.journal.link_counts(None).unwrap().known(), 0);
}

#[test]
fn our_own_addresses_are_good_and_never_asked() {
    let fixture = Fixture::new();
    let own = format!("{BASE}/dataset/a/1/datei/x.csv");
    fixture.publish("a", 1, &[&own]);
    let state = fixture.journal.link_state(&own).unwrap().unwrap();
    assert!(state.is_good() && state.status == Some(200) && state.last_good.is_some());
    let all = DueLinks { now: time("01T08"), all: true, source: None, per_host: 9, limit: 9 };
    assert_eq!((fixture.due("01T08", 9), fixture.due_of(all)), (vec![], vec![]));
}

#[test]
fn who_must_be_judged_again_is_told() {
    let fixture = Fixture::new();
    let url = "https://x.example/1";
    fixture.publish("a", 1, &[url]);
    fixture.publish("b", 2, &[url]);
    let both = [iri("a", 1), iri("b", 2)].map(|iri| iri.as_str().to_owned());
    assert_eq!(fixture.check(url, "01T08", LinkOutcome::Good, Some(200)), both);
    assert!(fixture.check(url, "08T08", LinkOutcome::Good, Some(200)).is_empty());
    assert_eq!(fixture.check(url, "15T08", LinkOutcome::Failed, Some(404)), both);
    assert!(fixture.check(url, "16T08", LinkOutcome::Failed, Some(404)).is_empty());
    assert!(fixture.check(url, "17T07", LinkOutcome::Postponed, Some(429)).is_empty());
    assert_eq!(fixture.check(url, "17T08", LinkOutcome::Failed, Some(404)), both);
    assert!(fixture.check("https://x.example/unknown", "17T08", LinkOutcome::Good, Some(200)).is_empty());

    let dead = fixture.journal.links_that_are(LinkHealth::Dead, None, 0, 10).unwrap();
    let named: Vec<_> = dead[0].datasets.iter().map(|dataset| dataset.dataset.as_str()).collect();
    assert_eq!((dead.len(), named), (1, both.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!(dead[0].state.last_good, Some(time("08T08")));
    let of_b = fixture.journal.links_that_are(LinkHealth::Dead, Some(&SourceId::new("b")), 0, 10).unwrap();
    assert_eq!(of_b[0].datasets.len(), 1);
    assert_eq!(fixture.journal.link_counts(Some(&SourceId::new("a"))).unwrap().dead, 1);
    assert_eq!(fixture.journal.link_counts(Some(&SourceId::new("c"))).unwrap().known(), 0);
    assert_eq!(fixture.journal.links_of(&iri("a", 1)).unwrap().len(), 1);
    assert_eq!(fixture.journal.link_states(&[url, "https://x.example/unknown"]).unwrap().len(), 1);
}

#[test]
fn forty_checks_are_remembered() {
    let fixture = Fixture::new();
    let url = "https://x.example/1";
    fixture.publish("a", 1, &[url]);
    for hour in 0..50 {
        let at = format!("{:02}T{:02}", 1 + hour / 24, hour % 24);
        fixture.check(url, &at, LinkOutcome::Good, Some(200));
    }
    let history = fixture.journal.link_history(url).unwrap();
    assert_eq!((history.len(), history[0].at, history[39].at), (40, time("03T01"), time("01T10")));
    assert_eq!((history[0].status, history[0].millis), (Some(200), 7));
}

#[test]
fn every_host_has_its_turn() {
    let fixture = Fixture::new();
    fixture.publish("a", 1, &["https://x.example/1", "https://x.example/2", "https://x.example/3"]);
    fixture.publish("b", 2, &["https://y.example/1"]);
    assert_eq!(
        fixture.due("01T08", 2),
        ["https://x.example/1", "https://y.example/1", "https://x.example/2"]
    );
    fixture.check("https://x.example/1", "01T08", LinkOutcome::Failed, None);
    assert_eq!(
        fixture.due("01T09", 2),
        ["https://x.example/2", "https://y.example/1", "https://x.example/3"],
        "who was asked waits"
    );
    assert!(
        fixture.due("02T10", 3).contains(&"https://x.example/1".to_owned()),
        "what fails comes back daily"
    );
    let source = SourceId::new("b");
    let of_b = DueLinks { now: time("01T08"), all: false, source: Some(&source), per_host: 9, limit: 9 };
    assert_eq!(fixture.due_of(of_b), ["https://y.example/1"]);
    let all = DueLinks { now: time("01T09"), all: true, source: None, per_host: 9, limit: 9 };
    assert_eq!(fixture.due_of(all).len(), 4);
}

#[test]
fn a_journal_from_before_there_were_links_learns_them() {
    let fixture = Fixture::new();
    fixture.publish("a", 1, &["https://x.example/1"]);
    fixture.publish("a", 2, &["https://x.example/2"]);
    fixture.publish("a", 2, &[]);
    let Fixture { journal, directory } = fixture;
    let forget = "DROP TABLE link_fill; DROP TABLE link_check; DROP TABLE link_use; DROP TABLE link;";
    let step = include_str!("../schema/links.sql");
    journal.writer().execute_batch(&format!("{forget} {step}")).unwrap();
    drop(journal);
    let journal = Journal::open(&directory.path().join("journal.sqlite")).unwrap();
    assert!(journal.link_state("https://x.example/1").unwrap().is_some());
    assert_eq!(journal.link_counts(None).unwrap().known(), 1);
}
