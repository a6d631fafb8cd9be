//! The addresses that published datasets name: which there are, how they stand, and when they are to be
//! asked again. They follow the published versions: a version's addresses are written in the same
//! transaction as the version.

mod address;
mod organisation;
mod read;
mod rule;

pub(super) use address::{LinkUse, addresses};
pub use read::{BadLink, DueLink, DueLinks, LinkCounts, LinkTry, LinkedDataset};
pub use rule::{LinkAnswer, LinkCheck, LinkHealth, LinkOutcome, LinkState};

use super::columns::{from_code, from_json, from_time, to_triples};
use super::{Journal, failed};
use crate::Result;
use datenkreis_vocab::identity::DatasetIri;
use jiff::Timestamp;
use read::{STATE_COLUMNS, state};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Checks of an address that are remembered.
const HISTORY: i64 = 40;
/// Datasets whose addresses are filled in at a time.
const FILLED_AT_ONCE: usize = 500;

impl Journal {
    /// See [`crate::Catalogue::record_checks`].
    pub fn record_checks(&self, checks: &[LinkCheck], every_days: u32) -> Result<Vec<DatasetIri>> {
        self.write("recording checks of links", |connection| {
            let mut changed = BTreeSet::new();
            for check in checks {
                record(connection, check, every_days, &mut changed)?;
            }
            let mut select = connection.prepare_cached(
                "SELECT DISTINCT d.iri FROM link_use u JOIN dataset d ON d.id = u.dataset WHERE u.link = ?1",
            )?;
            let mut datasets = BTreeSet::new();
            for link in changed {
                for iri in select.query_map([link], |row| row.get::<_, String>(0))? {
                    datasets.insert(iri?);
                }
            }
            Ok(datasets.into_iter().map(DatasetIri::new).collect())
        })
    }
}

/// Writes one check; its address is added to `changed` if its health or status did.
fn record(
    connection: &Connection,
    check: &LinkCheck,
    every_days: u32,
    changed: &mut BTreeSet<i64>,
) -> rusqlite::Result<()> {
    let known = connection
        .prepare_cached(&format!("SELECT {STATE_COLUMNS}, l.id FROM link l WHERE l.url = ?1"))?
        .query_row([&check.url], |row| Ok((state(row)?, row.get::<_, i64>(9)?)))
        .optional()?;
    // No dataset names it any more.
    let Some((before, id)) = known else { return Ok(()) };
    let after = before.after(check);
    if (before.health, before.status) != (after.health, after.status) {
        changed.insert(id);
    }
    connection
        .prepare_cached(
            "UPDATE link SET health = ?2, next = ?3, tried = ?4, checked = ?5, status = ?6, last_good = ?7,
                 failures = ?8, failed_days = ?9, postponed = ?10, suspicious = ?11, answer = ?12
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            from_code(&after.health)?,
            from_time(after.due_again(check, every_days)),
            from_time(check.at),
            after.checked.map(from_time),
            after.status,
            after.last_good.map(from_time),
            after.failures,
            from_json(&after.failed_days)?,
            after.postponed,
            after.is_suspicious(),
            after.answer.as_ref().map(from_json).transpose()?,
        ])?;
    remember(connection, id, check)
}

/// Keeps a check in the history, and the history short.
fn remember(connection: &Connection, link: i64, check: &LinkCheck) -> rusqlite::Result<()> {
    let LinkAnswer { status, millis, problem, .. } = &check.answer;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO link_check (link, at, outcome, status, millis, problem)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            link,
            from_time(check.at),
            from_code(&check.outcome)?,
            status,
            super::columns::from_count(*millis),
            problem
        ])?;
    connection
        .prepare_cached(
            "DELETE FROM link_check WHERE link = ?1 AND at <
                 (SELECT at FROM link_check WHERE link = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)",
        )?
        .execute(params![link, HISTORY - 1])?;
    Ok(())
}

/// Makes `uses` the addresses of a dataset; what no dataset names any more is forgotten.
pub(super) fn replace(
    connection: &Connection,
    dataset: i64,
    uses: &[LinkUse],
    at: Timestamp,
) -> rusqlite::Result<()> {
    let before: Vec<i64> = connection
        .prepare_cached("SELECT DISTINCT link FROM link_use WHERE dataset = ?1")?
        .query_map([dataset], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    connection.prepare_cached("DELETE FROM link_use WHERE dataset = ?1")?.execute([dataset])?;
    for LinkUse { url, property, is_file, is_own } in uses {
        let host = address::host(url).unwrap_or_default();
        let (now, known_good) = (from_time(at), is_own.then_some(from_time(at)));
        connection
            .prepare_cached(
                "INSERT INTO link (url, host, health, next, checked, status, last_good)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5) ON CONFLICT (url) DO NOTHING",
            )?
            .execute(params![
                url,
                host,
                from_code(if *is_own { &LinkHealth::Ok } else { &LinkHealth::Unchecked })?,
                (!is_own).then_some(now),
                known_good,
                known_good.map(|_| 200),
            ])?;
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO link_use (link, dataset, property, is_file)
                 SELECT id, ?2, ?3, ?4 FROM link WHERE url = ?1",
            )?
            .execute(params![url, dataset, property, is_file])?;
    }
    let mut forget = connection.prepare_cached(
        "DELETE FROM link WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM link_use WHERE link = ?1)",
    )?;
    for link in before {
        forget.execute([link])?;
    }
    Ok(())
}

/// Finds the addresses of datasets that were published before this journal knew links.
pub(super) fn fill(writer: &mut Connection) -> Result<()> {
    let filling = failed("finding links");
    loop {
        let transaction = writer.transaction().map_err(&filling)?;
        let left = fill_some(&transaction).map_err(&filling)?;
        transaction.commit().map_err(&filling)?;
        if !left {
            return Ok(());
        }
    }
}

/// Whether there may be more.
fn fill_some(connection: &Connection) -> rusqlite::Result<bool> {
    let waiting: Vec<(i64, String, Vec<u8>)> = connection
        .prepare(
            "SELECT d.id, d.iri, v.graph FROM link_fill f JOIN dataset d ON d.id = f.dataset
             JOIN version v ON v.seq = d.current LIMIT ?1",
        )?
        .query_map([FILLED_AT_ONCE as i64], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (dataset, iri, graph) in &waiting {
        match to_triples(graph) {
            Ok(triples) => {
                let uses = addresses(&DatasetIri::new(iri.as_str()), &triples);
                replace(connection, *dataset, &uses, Timestamp::now())?;
            }
            Err(reason) => {
                tracing::warn!(dataset = iri, reason, "the links of a damaged version are unknown")
            }
        }
        connection.prepare_cached("DELETE FROM link_fill WHERE dataset = ?1")?.execute([dataset])?;
    }
    Ok(waiting.len() == FILLED_AT_ONCE)
}

#[cfg(test)]
mod tests;
