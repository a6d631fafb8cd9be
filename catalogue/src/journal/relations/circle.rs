//! What a decision has to look at: whom a changed key concerns, and who is connected with them.

use super::id_of;
use crate::journal::columns::{from_code, from_count, to_code};
use crate::relations::{Candidate, Doubt, Edge, Key, Policy, agree};
use datenkreis_vocab::identity::{DatasetIri, SourceId};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A key that more datasets share says nothing about any of them.
const SHARED_BY_MOST: usize = 50;

/// Everything a decision has to look at: the datasets concerned, and all that are connected with them.
pub(super) struct Circle {
    /// All datasets in it, withdrawn ones too.
    pub known: BTreeSet<i64>,
    /// Those that are published.
    pub candidates: Vec<Candidate>,
    /// The keys they share.
    pub edges: Vec<Edge>,
}

impl Circle {
    pub fn of(connection: &Connection, policy: &Policy) -> rusqlite::Result<Self> {
        let mut waiting: VecDeque<i64> = connection
            .prepare_cached("SELECT dataset FROM undecided")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let pairs = policy.same.iter().chain(&policy.different).flat_map(|(one, other)| [one, other]);
        for named in pairs.chain(&policy.show) {
            waiting.extend(id_of(connection, named)?);
        }
        let mut circle = Self { known: BTreeSet::new(), candidates: vec![], edges: vec![] };
        let mut keys = BTreeSet::new();
        while let Some(dataset) = waiting.pop_front() {
            if !circle.known.insert(dataset) {
                continue;
            }
            waiting.extend(bound(connection, dataset)?);
            circle.candidates.extend(candidate(connection, dataset)?);
            for key in keys_of(connection, dataset)? {
                if keys.contains(&key) {
                    continue;
                }
                let sharing = sharing(connection, &key)?;
                waiting.extend(sharing.iter().map(|(dataset, _)| *dataset));
                circle.edges.extend(edges(&key, &sharing));
                keys.insert(key);
            }
        }
        circle.candidates.sort_by_key(|candidate| candidate.id);
        Ok(circle)
    }
}

pub(super) fn keys_of(connection: &Connection, dataset: i64) -> rusqlite::Result<BTreeSet<Key>> {
    let mut select = connection.prepare_cached("SELECT kind, value FROM same_key WHERE dataset = ?1")?;
    let keys =
        select.query_map([dataset], |row| Ok(Key { kind: to_code(0, row.get(0)?)?, value: row.get(1)? }))?;
    keys.collect()
}

/// The datasets with a key, and their sources; none if they are too many.
pub(super) fn sharing(connection: &Connection, key: &Key) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut select = connection.prepare_cached(
        "SELECT k.dataset, d.source FROM same_key k JOIN dataset d ON d.id = k.dataset
         WHERE k.kind = ?1 AND k.value = ?2 LIMIT ?3",
    )?;
    let most = SHARED_BY_MOST + 1;
    let rows = select
        .query_map(params![from_code(&key.kind)?, key.value, from_count(most as u64)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let sharing: Vec<_> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(if sharing.len() == most { vec![] } else { sharing })
}

/// The datasets to which a decision that holds now binds this one.
pub(super) fn bound(connection: &Connection, dataset: i64) -> rusqlite::Result<Vec<i64>> {
    let mut select = connection.prepare_cached(
        "SELECT shown FROM hidden WHERE dataset = ?1 UNION SELECT dataset FROM hidden WHERE shown = ?1",
    )?;
    let rows = select.query_map([dataset], |row| row.get(0))?;
    rows.collect()
}

/// A key that one source uses for several datasets is no identity.
fn edges(key: &Key, sharing: &[(i64, String)]) -> Vec<Edge> {
    let sources: BTreeSet<&str> = sharing.iter().map(|(_, source)| source.as_str()).collect();
    if sources.len() < sharing.len() {
        return vec![];
    }
    let pairs = sharing
        .iter()
        .enumerate()
        .flat_map(|(at, one)| sharing[at + 1..].iter().map(move |other| (one, other)));
    pairs.map(|((one, _), (other, _))| Edge { key: key.clone(), one: *one, other: *other }).collect()
}

/// Pairs of published datasets of different sources that share a key which decides nothing for them, for title,
/// period or publisher speak against it.
pub(super) fn doubts(connection: &Connection) -> rusqlite::Result<Vec<Doubt>> {
    let mut select = connection.prepare_cached(
        "SELECT one.kind, one.value, one.dataset, other.dataset FROM same_key one
         JOIN same_key other ON other.kind = one.kind AND other.value = one.value AND other.dataset > one.dataset
         ORDER BY one.dataset, other.dataset",
    )?;
    let mut rows = select.query([])?;
    let mut doubts: BTreeMap<(DatasetIri, DatasetIri), Doubt> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let key = Key { kind: to_code(0, row.get(0)?)?, value: row.get(1)? };
        let (one, other): (i64, i64) = (row.get(2)?, row.get(3)?);
        let is_identity = edges(&key, &sharing(connection, &key)?)
            .iter()
            .any(|edge| [edge.one, edge.other] == [one, other] || [edge.other, edge.one] == [one, other]);
        if !is_identity {
            continue;
        }
        let (Some(one), Some(other)) = (candidate(connection, one)?, candidate(connection, other)?) else {
            continue;
        };
        if agree(&one, &other) {
            continue;
        }
        let doubt = Doubt {
            one: one.iri,
            title: one.title,
            other: other.iri,
            other_title: other.title,
            kind: key.kind,
            key: key.value,
        };
        let known = doubts.entry((doubt.one.clone(), doubt.other.clone())).or_insert_with(|| doubt.clone());
        if doubt.kind < known.kind {
            *known = doubt;
        }
    }
    Ok(doubts.into_values().collect())
}

fn candidate(connection: &Connection, dataset: i64) -> rusqlite::Result<Option<Candidate>> {
    connection
        .prepare_cached(
            "SELECT d.id, d.iri, d.source, coalesce(c.publisher, ''), coalesce(c.title, ''),
                 coalesce(c.time, '') FROM dataset d
             LEFT JOIN compared c ON c.dataset = d.id WHERE d.id = ?1 AND d.published = 1",
        )?
        .query_row([dataset], |row| {
            Ok(Candidate {
                id: row.get(0)?,
                iri: DatasetIri::new(row.get::<_, String>(1)?),
                source: SourceId::new(row.get::<_, String>(2)?),
                publisher: row.get(3)?,
                title: row.get(4)?,
                time: row.get(5)?,
            })
        })
        .optional()
}
