//! What was read out of tables: every reading ever made, and which of them are current.

mod read;

use super::columns::{from_code, from_count, from_json, from_time};
use super::{Journal, failed};
use crate::Result;
use crate::cubes::{Table, to_bytes};
use datenkreis_vocab::cube::{CubeDefinition, Observations};
use datenkreis_vocab::finding::Finding;
use jiff::Timestamp;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What one mapping made of one table. It can be made again from the archived bytes and the mapping.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The table, and the mapping it was read with.
    pub table: Table,
    /// SHA-256 of the mapping.
    pub mapping_hash: String,
    /// Which reading counts where several say something about the same: the one with the higher number.
    pub priority: i32,
    /// What was found on the way.
    pub findings: Vec<Finding>,
    /// What it says about which cube. Nothing if the table could not be read: then the findings
    /// say why, and what was read the last time stays current.
    pub parts: Vec<(CubeDefinition, Observations)>,
}

/// What became of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadingKind {
    /// The table was read.
    Read,
    /// The table could not be read.
    Failed,
    /// The mapping is not configured any more; from here on nothing of it is current.
    Retired,
}

/// A reading without its observations.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingSummary {
    /// Its number among all changes of readings.
    pub revision: u64,
    /// What became of it.
    pub kind: ReadingKind,
    /// The table, and the mapping it was read with.
    pub table: Table,
    /// SHA-256 of the mapping.
    pub mapping_hash: String,
    /// Which reading counts where several say something about the same: the one with the higher number.
    pub priority: i32,
    /// What was found on the way.
    pub findings: Vec<Finding>,
    /// The cubes it says something about, and by how many observations.
    pub cubes: Vec<(String, u64)>,
}

/// Since when a cube is there, and since when its observations are what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CubeDates {
    pub issued: Timestamp,
    pub modified: Timestamp,
}

/// A part of a reading as kept; compressed before the transaction begins.
struct Encoded {
    cube: String,
    definition: String,
    count: u64,
    observations: Vec<u8>,
}

impl Encoded {
    fn of((definition, observations): &(CubeDefinition, Observations)) -> rusqlite::Result<Self> {
        Ok(Self {
            cube: definition.id.clone(),
            definition: from_json(definition)?,
            count: observations.len() as u64,
            observations: super::columns::from_graph(&to_bytes(observations))?,
        })
    }
}

impl Journal {
    /// Adds readings in one transaction; durable when it returns. Returns the cubes that may be others now.
    pub fn add_readings(&self, readings: &[Reading]) -> Result<BTreeSet<String>> {
        let encoded: Vec<Vec<Encoded>> = readings
            .iter()
            .map(|reading| reading.parts.par_iter().map(Encoded::of).collect::<rusqlite::Result<_>>())
            .collect::<rusqlite::Result<_>>()
            .map_err(failed("compressing readings"))?;
        self.write("adding readings", |connection| {
            let mut cubes = BTreeSet::new();
            for (reading, parts) in readings.iter().zip(encoded) {
                if !parts.is_empty() {
                    cubes.extend(cubes_of(connection, &reading.table.mapping)?);
                }
                let kind = if parts.is_empty() { ReadingKind::Failed } else { ReadingKind::Read };
                let revision = insert(connection, reading, kind)?;
                for part in parts {
                    connection
                        .prepare_cached(
                            "INSERT INTO reading_part (reading, cube, definition, count, observations)
                             VALUES (?1, ?2, ?3, ?4, ?5)",
                        )?
                        .execute(params![
                            revision,
                            part.cube,
                            part.definition,
                            from_count(part.count),
                            part.observations
                        ])?;
                    cubes.insert(part.cube);
                }
            }
            Ok(cubes)
        })
    }

    /// Retires the mappings that are not among those configured. Returns the cubes that are others now.
    pub fn retire_readings(&self, configured: &BTreeSet<&str>) -> Result<BTreeSet<String>> {
        self.write("retiring readings", |connection| {
            let mut cubes = BTreeSet::new();
            for (revision, mapping) in read::current(connection)? {
                if configured.contains(mapping.as_str()) {
                    continue;
                }
                cubes.extend(cubes_of(connection, &mapping)?);
                connection
                    .prepare_cached(
                        "INSERT INTO reading (mapping, kind, mapping_hash, run, at, url, body, title, dataset,
                             attribution, license, priority, findings)
                         SELECT mapping, ?2, mapping_hash, NULL, ?3, url, body, title, dataset, attribution,
                             license, priority, '[]'
                         FROM reading WHERE revision = ?1",
                    )?
                    .execute(params![revision, from_code(&ReadingKind::Retired)?, from_time(Timestamp::now())])?;
            }
            Ok(cubes)
        })
    }

    /// Notes what the observations of all cubes are, and tells since when. Cubes that are not there any more
    /// are forgotten.
    pub fn date_cubes(&self, cubes: &[(&str, &str)]) -> Result<Vec<CubeDates>> {
        let now = from_time(Timestamp::now());
        self.write("noting what cubes say", |connection| {
            let ids: Vec<&str> = cubes.iter().map(|(id, _)| *id).collect();
            connection
                .prepare_cached("DELETE FROM cube WHERE id NOT IN (SELECT value FROM json_each(?1))")?
                .execute([from_json(&ids)?])?;
            let mut note = connection.prepare_cached(
                "INSERT INTO cube (id, content, issued, modified) VALUES (?1, ?2, ?3, ?3)
                 ON CONFLICT (id) DO UPDATE SET content = excluded.content, modified = excluded.modified
                 WHERE content <> excluded.content",
            )?;
            let mut dates = vec![];
            for (id, content) in cubes {
                note.execute(params![id, content, now])?;
                dates.push(read::dates(connection, id)?);
            }
            Ok(dates)
        })
    }
}

fn insert(connection: &Connection, reading: &Reading, kind: ReadingKind) -> rusqlite::Result<i64> {
    let table = &reading.table;
    connection
        .prepare_cached(
            "INSERT INTO reading (mapping, kind, mapping_hash, run, at, url, body, title, dataset, attribution,
                 license, priority, findings)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            table.mapping,
            from_code(&kind)?,
            reading.mapping_hash,
            table.run,
            from_time(table.at),
            table.url,
            table.sha256,
            table.title,
            table.dataset.as_ref().map(|dataset| dataset.as_str()),
            table.attribution,
            table.license,
            reading.priority,
            from_json(&reading.findings)?
        ])?;
    Ok(connection.last_insert_rowid())
}

/// The cubes that the current reading of a mapping feeds.
fn cubes_of(connection: &Connection, mapping: &str) -> rusqlite::Result<Vec<String>> {
    let Some(revision) = read::current_of(connection, mapping)? else {
        return Ok(vec![]);
    };
    let mut select = connection.prepare_cached("SELECT cube FROM reading_part WHERE reading = ?1")?;
    let rows = select.query_map([revision], |row| row.get(0))?;
    rows.collect()
}
