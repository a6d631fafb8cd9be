//! What is known of addresses: one, those of a dataset, those that are bad, those that are due.

use super::super::columns::{from_code, from_count, from_time, to_code, to_count, to_json, to_time};
use super::super::{Journal, findings::title_of};
use super::{LinkHealth, LinkOutcome, LinkState};
use crate::Result;
use datenkreis_vocab::identity::{DatasetIri, SourceId};
use datenkreis_vocab::model::LangString;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashMap;

/// The columns [`state`] reads, with `l` the link.
pub(super) const STATE_COLUMNS: &str =
    "l.url, l.health, l.checked, l.status, l.last_good, l.failures, l.failed_days, l.postponed, l.answer";

/// How many addresses stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct LinkCounts {
    /// Not asked yet.
    pub unchecked: u64,
    /// Good.
    pub ok: u64,
    /// Failing, not dead yet.
    pub failing: u64,
    /// Dead.
    pub dead: u64,
    /// Whose server sends us away.
    pub denied: u64,
    /// That may not be asked.
    pub refused: u64,
    /// Good ones that look like a page saying “not found”.
    pub suspicious: u64,
    /// When the last check was.
    pub last_check: Option<Timestamp>,
}

impl LinkCounts {
    /// All of them.
    pub fn known(&self) -> u64 {
        self.unchecked + self.ok + self.failing + self.dead + self.denied + self.refused
    }
}

/// A check as remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTry {
    /// When.
    pub at: Timestamp,
    /// What was found.
    pub outcome: LinkOutcome,
    /// The HTTP status.
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub millis: u64,
    /// What went wrong.
    pub problem: Option<String>,
}

/// An address that is not good, with the datasets that name it.
#[derive(Clone, Debug)]
pub struct BadLink {
    /// How it stands.
    pub state: LinkState,
    /// Who names it.
    pub datasets: Vec<LinkedDataset>,
}

/// A published dataset that names an address.
#[derive(Clone, Debug)]
pub struct LinkedDataset {
    /// The dataset.
    pub dataset: DatasetIri,
    /// Its source.
    pub source: SourceId,
    /// Its title, German if there is a German one.
    pub title: Option<LangString>,
}

/// Which addresses are to be asked.
#[derive(Clone, Debug)]
pub struct DueLinks<'a> {
    /// Now.
    pub now: Timestamp,
    /// All that have not been tried since `now`, whether they are due or not.
    pub all: bool,
    /// Only those that datasets of this source name.
    pub source: Option<&'a SourceId>,
    /// At most so many of one host.
    pub per_host: u64,
    /// At most so many together.
    pub limit: u64,
}

/// An address that is to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueLink {
    /// The address.
    pub url: String,
    /// Its host, and port if it names one.
    pub host: String,
    /// Whether it promises a file in a format that is no web page.
    pub is_file: bool,
    /// The sources whose datasets name it.
    pub sources: Vec<SourceId>,
}

impl Journal {
    /// See [`crate::Catalogue::link_state`].
    pub fn link_state(&self, url: &str) -> Result<Option<LinkState>> {
        self.read("reading a link", |connection| one(connection, url))
    }

    /// See [`crate::Catalogue::link_states`].
    pub fn link_states(&self, urls: &[&str]) -> Result<HashMap<String, LinkState>> {
        self.read("reading links", |connection| {
            let found = urls.iter().filter_map(|url| one(connection, url).transpose());
            found.map(|found| found.map(|state| (state.url.clone(), state))).collect()
        })
    }

    /// See [`crate::Catalogue::links_of`].
    pub fn links_of(&self, dataset: &DatasetIri) -> Result<Vec<LinkState>> {
        self.read("reading the links of a dataset", |connection| {
            connection
                .prepare_cached(&format!(
                    "SELECT DISTINCT {STATE_COLUMNS} FROM dataset d JOIN link_use u ON u.dataset = d.id
                     JOIN link l ON l.id = u.link WHERE d.iri = ?1 ORDER BY l.url"
                ))?
                .query_map([dataset.as_str()], state)?
                .collect()
        })
    }

    /// See [`crate::Catalogue::link_history`].
    pub fn link_history(&self, url: &str) -> Result<Vec<LinkTry>> {
        self.read("reading the history of a link", |connection| {
            connection
                .prepare_cached(
                    "SELECT c.at, c.outcome, c.status, c.millis, c.problem
                     FROM link l JOIN link_check c ON c.link = l.id WHERE l.url = ?1 ORDER BY c.at DESC",
                )?
                .query_map([url], |row| {
                    Ok(LinkTry {
                        at: to_time(0, row.get(0)?)?,
                        outcome: to_code(1, row.get(1)?)?,
                        status: row.get(2)?,
                        millis: to_count(row, 3)?,
                        problem: row.get(4)?,
                    })
                })?
                .collect()
        })
    }

    /// See [`crate::Catalogue::link_counts`].
    pub fn link_counts(&self, source: Option<&SourceId>) -> Result<LinkCounts> {
        self.read("counting links", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT l.health, count(*), sum(l.suspicious), max(l.tried) FROM link l
                 WHERE ?1 IS NULL OR l.id IN
                     (SELECT u.link FROM link_use u JOIN dataset d ON d.id = u.dataset WHERE d.source = ?1)
                 GROUP BY l.health",
            )?;
            let mut counts = LinkCounts::default();
            let mut rows = select.query([source.map(SourceId::as_str)])?;
            while let Some(row) = rows.next()? {
                let count = to_count(row, 1)?;
                match to_code(0, row.get(0)?)? {
                    LinkHealth::Unchecked => counts.unchecked = count,
                    LinkHealth::Ok => counts.ok = count,
                    LinkHealth::Failing => counts.failing = count,
                    LinkHealth::Dead => counts.dead = count,
                    LinkHealth::Denied => counts.denied = count,
                    LinkHealth::Refused => counts.refused = count,
                }
                counts.suspicious += to_count(row, 2)?;
                let last = row.get::<_, Option<i64>>(3)?.map(|last| to_time(3, last)).transpose()?;
                counts.last_check = counts.last_check.max(last);
            }
            Ok(counts)
        })
    }

    /// See [`crate::Catalogue::links_that_are`].
    pub fn links_that_are(
        &self,
        health: LinkHealth,
        source: Option<&SourceId>,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<BadLink>> {
        self.with_reader("listing links", |connection| {
            let listing = super::super::failed("listing links");
            let links = select(connection, health, source, offset, limit).map_err(&listing)?;
            let with_datasets = links.into_iter().map(|(id, state)| {
                let datasets = datasets(connection, id, source).map_err(&listing)?;
                let datasets = datasets.into_iter().map(|(iri, source, seq, graph)| {
                    let dataset = DatasetIri::new(iri);
                    let title = title_of(&graph, &dataset, seq)?;
                    Ok(LinkedDataset { dataset, source: SourceId::new(source), title })
                });
                Ok(BadLink { state, datasets: datasets.collect::<Result<_>>()? })
            });
            with_datasets.collect()
        })
    }

    /// See [`crate::Catalogue::count_due_links`].
    pub fn count_due_links(&self, due: &DueLinks<'_>) -> Result<u64> {
        self.read("counting links to check", |connection| {
            connection
                .prepare_cached(&format!("SELECT count(*) FROM link WHERE {}", condition(due)))?
                .query_row(params![from_time(due.now), due.source.map(SourceId::as_str)], |row| {
                    to_count(row, 0)
                })
        })
    }

    /// See [`crate::Catalogue::due_links`].
    pub fn due_links(&self, due: &DueLinks<'_>) -> Result<Vec<DueLink>> {
        self.read("looking for links to check", |connection| {
            // The first of every host come before the second of any.
            let sql = format!(
                "SELECT id, url, host FROM
                     (SELECT id, url, host, next, row_number() OVER (PARTITION BY host ORDER BY next, id) AS place
                      FROM link WHERE {})
                 WHERE place <= ?3 ORDER BY place, next, id LIMIT ?4",
                condition(due)
            );
            let mut select = connection.prepare_cached(&sql)?;
            let source = due.source.map(SourceId::as_str);
            let values =
                params![from_time(due.now), source, from_count(due.per_host), from_count(due.limit)];
            let rows = select.query_map(values, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let found: Vec<(i64, String, String)> = rows.collect::<rusqlite::Result<_>>()?;
            let mut uses = connection.prepare_cached(
                "SELECT d.source, max(u.is_file) FROM link_use u JOIN dataset d ON d.id = u.dataset
                 WHERE u.link = ?1 GROUP BY d.source",
            )?;
            let mut links = Vec::with_capacity(found.len());
            for (id, url, host) in found {
                let uses = uses.query_map([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)))?;
                let uses: Vec<_> = uses.collect::<rusqlite::Result<_>>()?;
                let is_file = uses.iter().any(|(_, is_file)| *is_file);
                let sources = uses.into_iter().map(|(source, _)| SourceId::new(source)).collect();
                links.push(DueLink { url, host, is_file, sources });
            }
            Ok(links)
        })
    }
}

/// Which links are meant, with `?1` the time and `?2` the source.
fn condition(due: &DueLinks<'_>) -> String {
    let when = if due.all { "next IS NOT NULL AND (tried IS NULL OR tried < ?1)" } else { "next <= ?1" };
    format!(
        "{when} AND (?2 IS NULL OR EXISTS
             (SELECT 1 FROM link_use u JOIN dataset d ON d.id = u.dataset
              WHERE u.link = link.id AND d.source = ?2))"
    )
}

/// An address with its number in the journal.
type Numbered = (i64, LinkState);
/// IRI, source, seq and graph of a dataset.
type Graph = (String, String, u64, Vec<u8>);

fn select(
    connection: &Connection,
    health: LinkHealth,
    source: Option<&SourceId>,
    offset: u64,
    limit: u64,
) -> rusqlite::Result<Vec<Numbered>> {
    let sql = format!(
        "SELECT {STATE_COLUMNS}, l.id FROM link l WHERE l.health = ?1 AND (?4 IS NULL OR EXISTS
             (SELECT 1 FROM link_use u JOIN dataset d ON d.id = u.dataset
              WHERE u.link = l.id AND d.source = ?4))
         ORDER BY l.url LIMIT ?2 OFFSET ?3"
    );
    let source = source.map(SourceId::as_str);
    let values = params![from_code(&health)?, from_count(limit), from_count(offset), source];
    connection.prepare_cached(&sql)?.query_map(values, |row| Ok((row.get(9)?, state(row)?)))?.collect()
}

fn datasets(connection: &Connection, link: i64, source: Option<&SourceId>) -> rusqlite::Result<Vec<Graph>> {
    connection
        .prepare_cached(
            "SELECT DISTINCT d.iri, d.source, v.seq, v.graph FROM link_use u JOIN dataset d ON d.id = u.dataset
             JOIN version v ON v.seq = d.current WHERE u.link = ?1 AND (?2 IS NULL OR d.source = ?2)
             ORDER BY d.id",
        )?
        .query_map(params![link, source.map(SourceId::as_str)], |row| {
            Ok((row.get(0)?, row.get(1)?, to_count(row, 2)?, row.get(3)?))
        })?
        .collect()
}

fn one(connection: &Connection, url: &str) -> rusqlite::Result<Option<LinkState>> {
    connection
        .prepare_cached(&format!("SELECT {STATE_COLUMNS} FROM link l WHERE l.url = ?1"))?
        .query_row([url], state)
        .optional()
}

pub(super) fn state(row: &Row<'_>) -> rusqlite::Result<LinkState> {
    let time = |column| {
        let time = row.get::<_, Option<i64>>(column)?;
        time.map(|time| to_time(column, time)).transpose()
    };
    let answer: Option<String> = row.get(8)?;
    Ok(LinkState {
        url: row.get(0)?,
        health: to_code(1, row.get(1)?)?,
        checked: time(2)?,
        status: row.get(3)?,
        last_good: time(4)?,
        failures: row.get(5)?,
        failed_days: to_json(6, row.get_ref(6)?.as_str()?)?,
        postponed: row.get(7)?,
        answer: answer.map(|answer| to_json(8, &answer)).transpose()?,
    })
}
