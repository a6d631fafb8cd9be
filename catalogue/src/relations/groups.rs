//! Which datasets belong together, and which of them is shown.

use super::keys::publisher;
use super::{Key, KeyKind, Policy, agree};
use datenkreis_vocab::identity::{DatasetIri, SourceId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A dataset that could be the same as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its row; older datasets have smaller ones.
    pub id: i64,
    /// Its IRI.
    pub iri: DatasetIri,
    /// Its source.
    pub source: SourceId,
    /// Its publisher as it is compared ([`publisher`]).
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its time, in a form that sorts; empty if it is not known.
    pub time: String,
}

/// Two datasets share a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The key.
    pub key: Key,
    /// One.
    pub one: i64,
    /// The other.
    pub other: i64,
}

/// What was decided about a dataset that is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The dataset shown instead.
    pub shown: i64,
    /// Why both are the same.
    pub key: Key,
}

/// Decides about candidates by the keys they share: those not shown, and what is shown instead.
///
/// The surest keys join first. No group holds two datasets of one source, for a source does not deliver the
/// same twice: where keys say otherwise, the surer ones count. Only the operator may join those, and those whose
/// title, period or publisher speaks against it ([`agree()`]).
pub fn decide(candidates: &[Candidate], mut edges: Vec<Edge>, policy: &Policy) -> BTreeMap<i64, Member> {
    let by_iri: BTreeMap<&str, i64> = candidates.iter().map(|c| (c.iri.as_str(), c.id)).collect();
    let said = |pairs: &BTreeSet<(DatasetIri, DatasetIri)>| -> Vec<(i64, i64)> {
        let id = |iri: &DatasetIri| by_iri.get(iri.as_str()).copied();
        pairs.iter().filter_map(|(one, other)| Some((id(one)?, id(other)?))).collect()
    };
    let by_id: BTreeMap<i64, &Candidate> = candidates.iter().map(|c| (c.id, c)).collect();
    edges.retain(|edge| match (by_id.get(&edge.one), by_id.get(&edge.other)) {
        (Some(one), Some(other)) => agree(one, other),
        _ => false,
    });
    let operator = Key { kind: KeyKind::Operator, value: String::new() };
    edges.extend(said(&policy.same).into_iter().map(|(one, other)| Edge {
        key: operator.clone(),
        one,
        other,
    }));
    edges.sort();
    let different = said(&policy.different);
    let mut groups = Groups::new(candidates);
    for edge in &edges {
        groups.join(edge, &different);
    }
    let mut decided = BTreeMap::new();
    for group in groups.members.values().filter(|group| group.len() > 1) {
        let mut ranked: Vec<&&Candidate> = group.values().collect();
        ranked.sort_by_key(|candidate| rank(candidate, policy));
        let shown = ranked[0].id;
        for hidden in &ranked[1..] {
            decided.insert(hidden.id, Member { shown, key: reason(hidden.id, shown, group, &edges) });
        }
    }
    decided
}

/// What is shown comes first: what the operator names, the higher priority, the publisher's own source,
/// what we have had longest.
fn rank(candidate: &Candidate, policy: &Policy) -> impl Ord {
    let source = policy.sources.get(&candidate.source);
    let own = source.and_then(|source| source.publisher.as_deref()).map(publisher);
    let is_own = own.is_some_and(|own| !own.is_empty() && own == candidate.publisher);
    let priority = source.map_or(0, |source| source.priority);
    (!policy.show.contains(&candidate.iri), Reverse(priority), !is_own, candidate.id)
}

/// The surest key both share; if they are joined through others only, the surest one to any of the group.
fn reason(hidden: i64, shown: i64, group: &BTreeMap<i64, &Candidate>, edges: &[Edge]) -> Key {
    let other_end = |edge: &Edge| match (edge.one == hidden, edge.other == hidden) {
        (true, false) => Some(edge.other),
        (false, true) => Some(edge.one),
        _ => None,
    };
    let direct = edges.iter().find(|edge| other_end(edge) == Some(shown));
    let through = || edges.iter().find(|edge| other_end(edge).is_some_and(|end| group.contains_key(&end)));
    let edge = direct.or_else(through);
    edge.map_or(Key { kind: KeyKind::Operator, value: String::new() }, |edge| edge.key.clone())
}

/// Datasets joined so far, each group under the smallest id in it.
struct Groups<'a> {
    of: BTreeMap<i64, i64>,
    members: BTreeMap<i64, BTreeMap<i64, &'a Candidate>>,
}

impl<'a> Groups<'a> {
    fn new(candidates: &'a [Candidate]) -> Self {
        let members = candidates.iter().map(|candidate| (candidate.id, [(candidate.id, candidate)].into()));
        Self { of: candidates.iter().map(|c| (c.id, c.id)).collect(), members: members.collect() }
    }

    fn join(&mut self, edge: &Edge, different: &[(i64, i64)]) {
        let (Some(&one), Some(&other)) = (self.of.get(&edge.one), self.of.get(&edge.other)) else {
            return;
        };
        if one == other || !self.may_join(one, other, edge.key.kind, different) {
            return;
        }
        let (into, from) = (one.min(other), one.max(other));
        let moved = self.members.remove(&from).unwrap_or_default();
        self.of.extend(moved.keys().map(|id| (*id, into)));
        self.members.entry(into).or_default().extend(moved);
    }

    fn may_join(&self, one: i64, other: i64, kind: KeyKind, different: &[(i64, i64)]) -> bool {
        let (one, other) = (&self.members[&one], &self.members[&other]);
        let told_apart = different.iter().any(|(a, b)| {
            one.contains_key(a) && other.contains_key(b) || one.contains_key(b) && other.contains_key(a)
        });
        let sources: BTreeSet<&SourceId> = one.values().map(|candidate| &candidate.source).collect();
        let same_source = other.values().any(|candidate| sources.contains(&candidate.source));
        let all_agree = || one.values().all(|one| other.values().all(|other| agree(one, other)));
        !told_apart && (kind == KeyKind::Operator || !same_source && all_agree())
    }
}

#[cfg(test)]
mod tests {
    use super::super::SourcePolicy;
    use super::*;

    fn candidate(id: i64, source: &str) -> Candidate {
        let iri = DatasetIri::new(format!("https://x.example/dataset/{source}/{id}"));
        let (title, time) = ("Bäume".into(), String::new());
        Candidate { id, iri, source: SourceId::new(source), publisher: publisher("Stadt Unna"), title, time }
    }

    fn edge(one: i64, other: i64, kind: KeyKind) -> Edge {
        Edge { key: Key { kind, value: "k".into() }, one, other }
    }

    /// Decisions as `hidden→shown kind`.
    #[track_caller]
    fn check(candidates: &[Candidate], edges: &[Edge], policy: &Policy, expected: &[&str]) {
        let decided = decide(candidates, edges.to_vec(), policy);
        let shown: Vec<String> = decided
            .iter()
            .map(|(hidden, member)| format!("{hidden}→{} {:?}", member.shown, member.key.kind))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn one_of_each_group_is_shown() {
        use KeyKind::{Fingerprint, Identifier, Iri};
        let three = [candidate(1, "rvr"), candidate(2, "unna"), candidate(3, "land")];
        let plain = Policy::default();
        check(&three, &[], &plain, &[]);
        check(&three, &[edge(1, 2, Identifier)], &plain, &["2→1 Identifier"]);
        check(
            &three,
            &[edge(1, 2, Identifier), edge(2, 3, Fingerprint)],
            &plain,
            &["2→1 Identifier", "3→1 Fingerprint"],
        );
        check(&three, &[edge(1, 2, Identifier), edge(1, 2, Iri)], &plain, &["2→1 Iri"]);
        let own = |source: &str, priority| {
            let policy = SourcePolicy { priority, publisher: Some("Stadt  Unna".into()) };
            Policy { sources: [(SourceId::new(source), policy)].into(), ..Policy::default() }
        };
        check(&three, &[edge(1, 2, Identifier)], &own("unna", 0), &["1→2 Identifier"]);
        check(&three, &[edge(1, 3, Identifier)], &own("land", 5), &["1→3 Identifier"]);
        check(&three, &[edge(1, 3, Identifier)], &own("rvr", -5), &["1→3 Identifier"]);
    }

    #[test]
    fn no_source_delivers_the_same_twice() {
        use KeyKind::{Fingerprint, Identifier};
        let three = [candidate(1, "rvr"), candidate(2, "unna"), candidate(3, "unna")];
        let edges = [edge(1, 2, Fingerprint), edge(1, 3, Identifier), edge(2, 3, Identifier)];
        check(&three, &edges, &Policy::default(), &["3→1 Identifier"]);
    }

    #[test]
    fn what_speaks_against_it_is_for_the_operator() {
        use KeyKind::{Identifier, Iri};
        let titled =
            |id: i64, title: &str| Candidate { title: title.into(), ..candidate(id, &format!("q{id}")) };
        let two = [titled(1, "Lärmkarte 2017"), titled(2, "Lärmkarte 2022")];
        let edges = [edge(1, 2, Identifier), edge(1, 2, Iri)];
        check(&two, &edges, &Policy::default(), &[]);
        let pair = (two[0].iri.clone(), two[1].iri.clone());
        let policy = Policy { same: [pair].into(), ..Policy::default() };
        check(&two, &edges, &policy, &["2→1 Operator"]);
        // Nor are they joined by way of a third one that says less.
        let three = [titled(1, "Lärmkarte 2017"), titled(2, "Lärmkarte 2022"), titled(3, "Lärmkarte")];
        let edges = [edge(1, 3, Identifier), edge(2, 3, Identifier)];
        check(&three, &edges, &Policy::default(), &["3→1 Identifier"]);
    }

    #[test]
    fn the_operator_has_the_last_word() {
        use KeyKind::Identifier;
        let three = [candidate(1, "rvr"), candidate(2, "unna"), candidate(3, "unna")];
        let iri = |at: usize| three[at].iri.clone();
        let policy = Policy { show: [iri(1)].into(), ..Policy::default() };
        check(&three, &[edge(1, 2, Identifier)], &policy, &["1→2 Identifier"]);
        let policy = Policy { different: [(iri(1), iri(0))].into(), ..Policy::default() };
        check(&three, &[edge(1, 2, Identifier)], &policy, &[]);
        let policy = Policy { same: [(iri(1), iri(2))].into(), ..Policy::default() };
        check(&three, &[], &policy, &["3→2 Operator"]);
        let gone = DatasetIri::new("https://x.example/dataset/unna/9");
        let policy = Policy { same: [(gone, iri(2))].into(), ..Policy::default() };
        check(&three, &[], &policy, &[]);
    }
}
