//! What there is to do about datasets, and since when.

use crate::journal::columns::{from_count, to_count, to_findings, to_time};
use crate::journal::findings::{general_property, title_of};
use crate::journal::{Journal, failed};
use crate::rdf::canonical;
use crate::{Error, Result};
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::{DatasetIri, NativeId};
use datenkreis_vocab::model::LangString;
use datenkreis_vocab::mqa::{Assessment, Metric, Outcome};
use jiff::Timestamp;
use oxrdf::Triple;
use rusqlite::{Connection, ToSql};

/// Whose datasets.
#[derive(Clone, Debug)]
pub enum Whose {
    /// All that are assessed.
    Region,
    /// Those that count for an organisation of the region.
    Organisation(String),
    /// One.
    Dataset(DatasetIri),
}

/// What there is to do about an assessed dataset.
#[derive(Clone, Debug)]
pub struct ToDo {
    /// Where it stands; what follows has greater ones.
    pub position: u64,
    /// The dataset.
    pub dataset: DatasetIri,
    /// What the source calls it.
    pub native_id: NativeId,
    /// Its title, German if there is a German one.
    pub title: Option<LangString>,
    /// What was found, and when it was found first.
    pub findings: Vec<(Finding, Timestamp)>,
    /// Metrics that it misses, and since when.
    pub missed: Vec<(Metric, Timestamp)>,
    /// Since when it has broken official constraints; `None` if it breaks none.
    pub broken_since: Option<Timestamp>,
    /// What is published of it.
    pub triples: Vec<Triple>,
}

/// A row of the database, before graph and history are read.
struct Raw {
    id: i64,
    dataset: String,
    native_id: String,
    findings: Vec<Finding>,
    seq: u64,
    graph: Vec<u8>,
    outcomes: String,
    is_broken: bool,
    assessed: Timestamp,
    committed: Timestamp,
}

impl Journal {
    /// See [`crate::Catalogue::to_do`].
    pub fn to_do(&self, whose: &Whose, after: u64, limit: u64) -> Result<Vec<ToDo>> {
        let (condition, name) = match whose {
            Whose::Region => ("?1 = ''", ""),
            Whose::Organisation(id) => ("q.organisation = ?1", id.as_str()),
            Whose::Dataset(iri) => ("d.iri = ?1", iri.as_str()),
        };
        let sql = format!(
            "SELECT d.id, d.iri, d.native_id, v.findings, v.seq, v.graph, q.outcomes, q.violations, q.at, v.at
             FROM quality q JOIN dataset d ON d.id = q.dataset JOIN version v ON v.seq = d.current
             WHERE {condition} AND d.id > ?2 ORDER BY d.id LIMIT ?3"
        );
        const DOING: &str = "listing what there is to do";
        self.with_reader(DOING, |connection| {
            let values: [&dyn ToSql; 3] = [&name, &from_count(after), &from_count(limit)];
            let rows: Vec<Raw> = connection
                .prepare_cached(&sql)
                .and_then(|mut select| select.query_map(&values[..], raw)?.collect())
                .map_err(failed(DOING))?;
            rows.into_iter().map(|row| row.read(connection)).collect()
        })
    }
}

fn raw(row: &rusqlite::Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        id: row.get(0)?,
        dataset: row.get(1)?,
        native_id: row.get(2)?,
        findings: to_findings(3, row.get_ref(3)?.as_str()?)?,
        seq: to_count(row, 4)?,
        graph: row.get(5)?,
        outcomes: row.get(6)?,
        is_broken: row.get::<_, Option<i64>>(7)?.is_some_and(|violations| violations > 0),
        assessed: to_time(8, row.get(8)?)?,
        committed: to_time(9, row.get(9)?)?,
    })
}

impl Raw {
    fn read(self, connection: &Connection) -> Result<ToDo> {
        const DOING: &str = "reading since when there is something to do";
        let dataset = DatasetIri::new(self.dataset.as_str());
        let damaged = |reason: String| Error::Damaged { seq: self.seq, reason };
        let lines = zstd::stream::decode_all(self.graph.as_slice());
        let triples =
            canonical::parse(&lines.map_err(|error| damaged(error.to_string()))?).map_err(damaged)?;
        let outcomes = Assessment::outcomes_of(&self.outcomes).unwrap_or_default();
        let missed = Metric::ALL.into_iter().filter(|metric| outcomes[metric.index()] == Outcome::Missed);
        let missed: Vec<Metric> = missed.collect();
        Ok(ToDo {
            position: self.id.unsigned_abs(),
            title: title_of(&self.graph, &dataset, self.seq)?,
            dataset,
            native_id: NativeId::new(self.native_id),
            missed: since_lost(connection, self.id, missed, self.assessed).map_err(failed(DOING))?,
            broken_since: match self.is_broken {
                true => Some(since_broken(connection, self.id, self.assessed).map_err(failed(DOING))?),
                false => None,
            },
            findings: since_found(connection, self.id, self.findings, self.committed)
                .map_err(failed(DOING))?,
            triples,
        })
    }
}

/// The versions are read from the newest back, as long as one of the findings is in them.
fn since_found(
    connection: &Connection,
    dataset: i64,
    findings: Vec<Finding>,
    newest: Timestamp,
) -> rusqlite::Result<Vec<(Finding, Timestamp)>> {
    // Where a finding stands may change while it stays.
    let key = |finding: &Finding| {
        (finding.rule.clone(), general_property(&finding.property), finding.found.clone())
    };
    let mut dated: Vec<(Finding, Timestamp, bool)> =
        findings.into_iter().map(|finding| (finding, newest, true)).collect();
    let mut select =
        connection.prepare_cached("SELECT at, findings FROM version WHERE dataset = ?1 ORDER BY seq DESC")?;
    let mut versions = select.query([dataset])?;
    while dated.iter().any(|(_, _, goes_on)| *goes_on)
        && let Some(version) = versions.next()?
    {
        let at = to_time(0, version.get(0)?)?;
        let found = to_findings(1, version.get_ref(1)?.as_str()?)?;
        let found: std::collections::HashSet<_> = found.iter().map(key).collect();
        for (finding, since, goes_on) in dated.iter_mut().filter(|(_, _, goes_on)| *goes_on) {
            if found.contains(&key(finding)) {
                *since = at;
            } else {
                *goes_on = false;
            }
        }
    }
    Ok(dated.into_iter().map(|(finding, since, _)| (finding, since)).collect())
}

/// Since the newest change after which a metric was missed and before which it was not.
fn since_lost(
    connection: &Connection,
    dataset: i64,
    missed: Vec<Metric>,
    assessed: Timestamp,
) -> rusqlite::Result<Vec<(Metric, Timestamp)>> {
    let mut select = connection.prepare_cached(
        "SELECT at, outcomes, outcomes_before FROM quality_event WHERE dataset = ?1 ORDER BY id DESC",
    )?;
    let events = select.query_map([dataset], |row| {
        let letters = |text: Option<String>| text.and_then(|letters| Assessment::outcomes_of(&letters));
        Ok((to_time(0, row.get(0)?)?, letters(row.get(1)?), letters(row.get(2)?)))
    })?;
    let events = events.collect::<rusqlite::Result<Vec<_>>>()?;
    let since = |metric: Metric| {
        let is_missed = |outcomes: Option<[Outcome; 23]>| {
            outcomes.is_some_and(|of| of[metric.index()] == Outcome::Missed)
        };
        let lost = events.iter().find(|(_, now, before)| is_missed(*now) && !is_missed(*before));
        lost.map_or(assessed, |(at, _, _)| *at)
    };
    Ok(missed.into_iter().map(|metric| (metric, since(metric))).collect())
}

/// Since the oldest assessment after which there were always violations.
fn since_broken(connection: &Connection, dataset: i64, assessed: Timestamp) -> rusqlite::Result<Timestamp> {
    let mut select = connection
        .prepare_cached("SELECT at, violations FROM quality_history WHERE dataset = ?1 ORDER BY at DESC")?;
    let mut rows = select.query([dataset])?;
    let mut since = assessed;
    while let Some(row) = rows.next()? {
        if row.get::<_, Option<i64>>(1)?.unwrap_or(0) == 0 {
            break;
        }
        since = to_time(0, row.get(0)?)?;
    }
    Ok(since)
}
