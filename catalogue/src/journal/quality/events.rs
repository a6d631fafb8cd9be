//! What changed about the quality of datasets, one numbered event for each change.

use super::ledger::Content;
use super::{Scope, read::TITLE_COLUMNS};
use crate::journal::columns::{from_count, from_json, from_time, to_count, to_findings, to_time};
use crate::journal::findings::title;
use crate::journal::{Journal, failed};
use crate::{Error, Result};
use datenkreis_vocab::finding::{Finding, Severity};
use datenkreis_vocab::identity::{DatasetIri, SourceId};
use datenkreis_vocab::model::LangString;
use datenkreis_vocab::mqa::{Assessment, Metric, Outcome};
use jiff::Timestamp;
use rusqlite::{Connection, params};

/// A change of the quality of a dataset.
#[derive(Clone, Debug)]
pub struct QualityEvent {
    /// Its number; later events have greater ones.
    pub id: u64,
    /// The dataset.
    pub dataset: DatasetIri,
    /// Its source.
    pub source: SourceId,
    /// Its title now, German if there is a German one; `None` if it has none, or was withdrawn.
    pub title: Option<LangString>,
    /// When.
    pub at: Timestamp,
    /// Its points since then.
    pub points: u16,
    /// Its points before; `None` if this is its first assessment.
    pub before: Option<u16>,
    /// Metrics whose points are missed now and were not before; all that are missed, if it is the first
    /// assessment.
    pub lost: Vec<Metric>,
    /// Metrics whose points are gained now and were not before.
    pub gained: Vec<Metric>,
    /// What is found now and was not before.
    pub found: Vec<Finding>,
    /// What was found before and is not any more.
    pub mended: Vec<Finding>,
}

/// The findings of a dataset before and after a change, the first as JSON.
#[derive(Clone, Copy)]
pub(in crate::journal) struct FindingsThen<'a> {
    pub before: &'a str,
    pub now: &'a [Finding],
}

impl FindingsThen<'_> {
    /// Nothing else is found.
    pub const SAME: Self = Self { before: "[]", now: &[] };

    /// What is new, and what is gone.
    fn differences(self) -> rusqlite::Result<(Vec<Finding>, Vec<Finding>)> {
        let before = to_mend(to_findings(0, self.before)?);
        let now = to_mend(self.now.to_vec());
        let new = now.iter().filter(|finding| !before.contains(finding)).cloned().collect();
        let gone = before.into_iter().filter(|finding| !now.contains(finding)).collect();
        Ok((new, gone))
    }
}

/// Those that ask the publisher for something.
fn to_mend(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| finding.severity != Severity::Info || finding.is_proposal());
    findings
}

/// Writes an event if there is something to tell.
pub(super) fn tell(
    connection: &Connection,
    at: Timestamp,
    dataset: i64,
    before: Option<&Content>,
    now: &Content,
    findings: FindingsThen<'_>,
) -> rusqlite::Result<()> {
    let (found, mended) = findings.differences()?;
    let letters = |content: &Content| content.published.assessment.letters();
    let points = |content: &Content| content.published.assessment.points();
    let is_news = before.is_none_or(|before| {
        before.organisation != now.organisation
            || points(before) != points(now)
            || letters(before) != letters(now)
    });
    if !is_news && found.is_empty() && mended.is_empty() {
        return Ok(());
    }
    connection
        .prepare_cached(
            "INSERT INTO quality_event (dataset, source, organisation, at, points, outcomes, points_before,
                 outcomes_before, found, mended)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            dataset,
            now.source,
            now.organisation,
            from_time(at),
            points(now),
            letters(now),
            before.map(points),
            before.map(letters),
            from_json(&found)?,
            from_json(&mended)?,
        ])?;
    Ok(())
}

/// Whose events.
#[derive(Clone, Debug)]
pub enum EventsOf {
    /// Those of all datasets of a scope.
    Scope(Scope),
    /// Those of one dataset.
    Dataset(DatasetIri),
}

impl QualityEvent {
    /// Whether there is more to do than before: points are missed, or something is found.
    pub fn is_worse(&self) -> bool {
        !self.lost.is_empty() || !self.found.is_empty()
    }

    /// Whether it tells nothing but which addresses answered the link checker.
    pub fn is_of_links(&self) -> bool {
        const OF_LINKS: [Metric; 2] = [Metric::AccessUrlStatusCode, Metric::DownloadUrlStatusCode];
        let mut metrics = self.lost.iter().chain(&self.gained);
        self.before.is_some()
            && self.found.is_empty()
            && self.mended.is_empty()
            && metrics.all(|metric| OF_LINKS.contains(metric))
    }
}

impl Journal {
    /// See [`crate::Catalogue::quality_events`].
    pub fn quality_events(
        &self,
        of: &EventsOf,
        only_worse: bool,
        before: Option<u64>,
        limit: u64,
    ) -> Result<Vec<QualityEvent>> {
        let (condition, name) = match of {
            EventsOf::Scope(Scope::Region) => ("?1 = ''", ""),
            EventsOf::Scope(scope @ Scope::Source(_)) => ("e.source = ?1", scope.name()),
            EventsOf::Scope(scope @ Scope::Organisation(_)) => ("e.organisation = ?1", scope.name()),
            EventsOf::Dataset(iri) => ("e.dataset = (SELECT id FROM dataset WHERE iri = ?1)", iri.as_str()),
        };
        let sql = format!(
            "SELECT {TITLE_COLUMNS}, e.id, e.source, e.at, e.points, e.points_before, e.outcomes, e.outcomes_before,
                 e.found, e.mended
             FROM (SELECT * FROM quality_event e WHERE {condition} AND e.id < ?2 ORDER BY e.id DESC LIMIT ?3) e
             JOIN dataset d ON d.id = e.dataset JOIN version v ON v.seq = d.current ORDER BY e.id DESC"
        );
        self.with_reader("reading what changed", |connection| {
            let mut events: Vec<QualityEvent> = vec![];
            let mut last = from_count(before.unwrap_or(u64::MAX));
            loop {
                let rows: Vec<(QualityEvent, u64, Vec<u8>)> = connection
                    .prepare_cached(&sql)
                    .and_then(|mut select| {
                        select
                            .query_map(params![name, last, from_count(limit)], |row| {
                                Ok((event(row)?, to_count(row, 1)?, row.get(2)?))
                            })?
                            .collect()
                    })
                    .map_err(failed("reading what changed"))?;
                let Some((oldest, ..)) = rows.last() else { return Ok(events) };
                last = from_count(oldest.id);
                for (mut event, seq, graph) in rows {
                    if only_worse && !event.is_worse() {
                        continue;
                    }
                    // Nothing is left of a dataset that was withdrawn.
                    if !graph.is_empty() {
                        event.title =
                            title(&graph, &event.dataset).map_err(|reason| Error::Damaged { seq, reason })?;
                    }
                    events.push(event);
                    if events.len() as u64 == limit {
                        return Ok(events);
                    }
                }
            }
        })
    }
}

fn event(row: &rusqlite::Row<'_>) -> rusqlite::Result<QualityEvent> {
    let outcomes = |column| -> rusqlite::Result<Option<[Outcome; 23]>> {
        Ok(row.get::<_, Option<String>>(column)?.and_then(|letters| Assessment::outcomes_of(&letters)))
    };
    let (now, before) = (outcomes(8)?.unwrap_or_default(), outcomes(9)?);
    let turned = |outcome: Outcome| -> Vec<Metric> {
        let first = (outcome != Outcome::Missed).then_some(outcome);
        let was = |metric: Metric| before.map_or(first, |before| Some(before[metric.index()]));
        let is = |metric: &Metric| now[metric.index()] == outcome && was(*metric) != Some(outcome);
        Metric::ALL.into_iter().filter(is).collect()
    };
    Ok(QualityEvent {
        dataset: DatasetIri::new(row.get::<_, String>(0)?),
        title: None,
        id: to_count(row, 3)?,
        source: SourceId::new(row.get::<_, String>(4)?),
        at: to_time(5, row.get(5)?)?,
        points: row.get(6)?,
        before: row.get(7)?,
        lost: turned(Outcome::Missed),
        gained: turned(Outcome::Gained),
        found: to_findings(10, row.get_ref(10)?.as_str()?)?,
        mended: to_findings(11, row.get_ref(11)?.as_str()?)?,
    })
}
