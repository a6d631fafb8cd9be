//! Which datasets are in a series, or probably are.

use super::{Journal, id_of};
use crate::Result;
use crate::journal::columns::{from_count, to_count};
use crate::relations::{Confirmed, InSeries, Proposal, Series, Sibling};
use datenkreis_vocab::identity::{DatasetIri, Seq};
use datenkreis_vocab::model::LangString;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// A dataset is published, and no other is shown instead; `d` is its row.
const SHOWN: &str = "d.published = 1 AND NOT EXISTS (SELECT 1 FROM hidden h WHERE h.dataset = d.id)";

/// A member of a confirmed series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its row.
    pub id: i64,
    /// Its IRI.
    pub dataset: DatasetIri,
    /// Its time; empty if it is not known.
    pub time: String,
}

/// What the operator's words about a series come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// Its members, by their time.
    pub members: Vec<Member>,
    /// Datasets named that are unknown or withdrawn.
    pub unknown: Vec<DatasetIri>,
}

impl Resolved {
    /// Whether every member's time is known, and another one's.
    pub fn is_ordered(&self) -> bool {
        let times: BTreeSet<&str> = self.members.iter().map(|member| member.time.as_str()).collect();
        times.len() == self.members.len() && !times.contains("")
    }

    /// For who asks how a series stands.
    pub fn confirmed(self, series: DatasetIri) -> Confirmed {
        let members = self.members.into_iter().map(|member| member.dataset).collect();
        Confirmed { series, members, unknown: self.unknown }
    }
}

/// Datasets whose titles differ in their times only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// What their titles have in common.
    pub title: String,
    /// They, by their time, with their rows.
    pub members: Vec<(i64, DatasetIri)>,
}

impl Alike {
    /// For who asks what could be confirmed.
    pub fn proposal(self) -> Proposal {
        let members = self.members.into_iter().map(|(_, dataset)| dataset).collect();
        Proposal { title: self.title, members }
    }
}

impl Journal {
    /// The seq up to which relations were looked at, and the policy by which.
    pub fn related(&self) -> Result<(Seq, String)> {
        self.read("reading how far relations came", |connection| {
            let row = connection
                .prepare_cached("SELECT seq, policy FROM related WHERE id = 1")?
                .query_row([], |row| Ok((Seq(to_count(row, 0)?), row.get(1)?)))
                .optional()?;
            Ok(row.unwrap_or_default())
        })
    }

    /// Notes how far relations came.
    pub fn set_related(&self, seq: Seq, policy: &str) -> Result<()> {
        self.write("noting how far relations came", |connection| {
            connection
                .prepare_cached("INSERT OR REPLACE INTO related (id, seq, policy) VALUES (1, ?1, ?2)")?
                .execute(params![from_count(seq.0), policy])?;
            Ok(())
        })
    }

    /// The members of confirmed series, one answer each.
    pub fn resolve(&self, series: &[Series]) -> Result<Vec<Resolved>> {
        self.read("looking for the members of series", |connection| {
            series.iter().map(|series| resolve(connection, series)).collect()
        })
    }

    /// Shown datasets of one source and publisher whose titles differ in their times only, as many as make
    /// a series, without those in `confirmed`.
    pub fn alike(&self, confirmed: &BTreeSet<i64>) -> Result<Vec<Alike>> {
        self.read("looking for series", |connection| {
            let sql = format!(
                "SELECT s.stem, s.dataset, d.iri, s.title FROM sibling s JOIN dataset d ON d.id = s.dataset
                 WHERE {SHOWN} ORDER BY s.stem, s.time, d.id"
            );
            let mut select = connection.prepare_cached(&sql)?;
            let mut rows = select.query([])?;
            let mut found: BTreeMap<String, Alike> = BTreeMap::new();
            while let Some(row) = rows.next()? {
                let (id, iri): (i64, String) = (row.get(1)?, row.get(2)?);
                let title = || Ok::<_, rusqlite::Error>(Sibling::common_title(row.get_ref(3)?.as_str()?));
                let stem: String = row.get(0)?;
                let member = (id, DatasetIri::new(iri));
                match found.get_mut(&stem) {
                    Some(alike) => alike.members.push(member),
                    None => drop(found.insert(stem, Alike { title: title()?, members: vec![member] })),
                }
            }
            found.retain(|stem, alike| alike.members.len() >= Sibling::least(stem));
            let mut found: Vec<Alike> = found.into_values().collect();
            found.iter_mut().for_each(|alike| alike.members.retain(|(id, _)| !confirmed.contains(id)));
            found.retain(|alike| !alike.members.is_empty());
            Ok(found)
        })
    }

    /// See [`crate::Catalogue::siblings`].
    pub fn siblings(&self, dataset: &DatasetIri) -> Result<Vec<InSeries>> {
        self.read("reading siblings", |connection| {
            let stem: Option<String> = connection
                .prepare_cached(
                    "SELECT s.stem FROM sibling s JOIN dataset d ON d.id = s.dataset
                     WHERE d.iri = ?1 AND d.published = 1
                         AND NOT EXISTS (SELECT 1 FROM in_series i WHERE i.dataset = d.id)",
                )?
                .query_row([dataset.as_str()], |row| row.get(0))
                .optional()?;
            let Some(stem) = stem else { return Ok(vec![]) };
            let sql = format!(
                "SELECT d.iri, s.title, s.language FROM sibling s JOIN dataset d ON d.id = s.dataset
                 WHERE s.stem = ?1 AND {SHOWN} ORDER BY s.time, d.id"
            );
            let siblings = listed(connection, &sql, &stem)?;
            Ok(if siblings.len() >= Sibling::least(&stem) { siblings } else { vec![] })
        })
    }

    /// See [`crate::Catalogue::members_of`].
    pub fn members_of(&self, series: &str) -> Result<Vec<InSeries>> {
        let sql = format!(
            "SELECT d.iri, c.title, c.language FROM in_series i JOIN dataset d ON d.id = i.dataset
             JOIN compared c ON c.dataset = d.id WHERE i.series = ?1 AND {SHOWN} ORDER BY c.time, c.title, d.id"
        );
        self.read("reading the members of a series", |connection| listed(connection, &sql, series))
    }
}

/// Replaces the series a dataset says it is in.
pub(super) fn replace(
    connection: &Connection,
    dataset: i64,
    series: &BTreeSet<String>,
) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM in_series WHERE dataset = ?1")?.execute([dataset])?;
    let mut insert = connection.prepare_cached("INSERT INTO in_series (series, dataset) VALUES (?1, ?2)")?;
    for series in series {
        insert.execute(params![series, dataset])?;
    }
    Ok(())
}

fn listed(connection: &Connection, sql: &str, value: &str) -> rusqlite::Result<Vec<InSeries>> {
    let mut select = connection.prepare_cached(sql)?;
    let rows = select.query_map([value], |row| {
        let title = LangString { value: row.get(1)?, language: row.get(2)? };
        Ok(InSeries { dataset: DatasetIri::new(row.get::<_, String>(0)?), title })
    })?;
    rows.collect()
}

fn resolve(connection: &Connection, series: &Series) -> rusqlite::Result<Resolved> {
    let mut unknown = vec![];
    let mut ids: BTreeSet<i64> = BTreeSet::new();
    if let Some(like) = &series.like {
        // A withdrawn one still tells what is like it: the series outlives it.
        let shown = shown(connection, like)?;
        let named = id_of(connection, like)?.into_iter().chain(shown);
        for id in named {
            ids.extend(alike(connection, id)?);
        }
        ids.extend(shown);
        if ids.is_empty() {
            unknown.push(like.clone());
        }
    }
    for named in &series.members {
        match shown(connection, named)? {
            Some(id) => drop(ids.insert(id)),
            None => unknown.push(named.clone()),
        }
    }
    for named in &series.except {
        match shown(connection, named)? {
            Some(id) => drop(ids.remove(&id)),
            None => unknown.push(named.clone()),
        }
    }
    let members = ids.into_iter().map(|id| member(connection, id));
    let mut members = members.collect::<rusqlite::Result<Vec<_>>>()?;
    members.sort_by(|one, other| (&one.time, one.id).cmp(&(&other.time, other.id)));
    unknown.dedup();
    Ok(Resolved { members, unknown })
}

/// The dataset itself, or the one shown instead; `None` if it is unknown or withdrawn.
fn shown(connection: &Connection, dataset: &DatasetIri) -> rusqlite::Result<Option<i64>> {
    let Some(id) = id_of(connection, dataset)? else {
        return Ok(None);
    };
    connection
        .prepare_cached(
            "SELECT d.id FROM dataset d
             WHERE d.id = coalesce((SELECT h.shown FROM hidden h WHERE h.dataset = ?1), ?1) AND d.published = 1",
        )?
        .query_row([id], |row| row.get(0))
        .optional()
}

/// The shown datasets whose titles differ from this one's in their times only.
fn alike(connection: &Connection, dataset: i64) -> rusqlite::Result<Vec<i64>> {
    let sql = format!(
        "SELECT s.dataset FROM sibling s JOIN dataset d ON d.id = s.dataset
         WHERE s.stem = (SELECT stem FROM sibling WHERE dataset = ?1) AND {SHOWN}"
    );
    let mut select = connection.prepare_cached(&sql)?;
    let rows = select.query_map([dataset], |row| row.get(0))?;
    rows.collect()
}

fn member(connection: &Connection, id: i64) -> rusqlite::Result<Member> {
    connection
        .prepare_cached(
            "SELECT d.iri, coalesce(c.time, '') FROM dataset d LEFT JOIN compared c ON c.dataset = d.id WHERE d.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Member { id, dataset: DatasetIri::new(row.get::<_, String>(0)?), time: row.get(1)? })
        })
}
