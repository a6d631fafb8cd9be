//! Readings as the journal gives them back.

use super::{CubeDates, Reading, ReadingKind, ReadingSummary};
use crate::cubes::{Part, Slices, Table, from_bytes};
use crate::journal::Journal;
use crate::journal::columns::{from_count, to_code, to_count, to_findings, to_json, to_time};
use crate::{Error, Result};
use datenkreis_vocab::cube::{CubeDefinition, Observations};
use datenkreis_vocab::identity::DatasetIri;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

/// The current reading of each mapping at a revision (`?1`): the newest that could be read, unless the mapping was
/// retired since; a row of kind `retired` stands for that.
const CURRENT: &str =
    "SELECT max(revision) FROM reading WHERE kind <> 'failed' AND revision <= ?1 GROUP BY mapping";

/// Whatever the newest revision is.
const NOW: u64 = i64::MAX as u64;

const SUMMARY: &str =
    "r.revision, r.mapping, r.kind, r.mapping_hash, r.run, r.at, r.url, r.body, r.title, r.dataset,
    r.attribution, r.license, r.priority, r.findings,
    (SELECT json_group_array(json_array(p.cube, p.count)) FROM reading_part p WHERE p.reading = r.revision)";

/// A part of a reading as it stands in its row.
struct Kept {
    reading: ReadingSummary,
    definition: String,
    observations: Vec<u8>,
}

impl Journal {
    /// The number of the newest change of readings; 0 if there was none.
    pub fn readings_revision(&self) -> Result<u64> {
        self.read("reading the revision of readings", |connection| {
            connection
                .prepare_cached("SELECT coalesce(max(revision), 0) FROM reading")?
                .query_row([], |row| to_count(row, 0))
        })
    }

    /// See [`crate::Catalogue::readings`].
    pub fn readings(&self) -> Result<Vec<ReadingSummary>> {
        let condition = format!("r.kind = 'read' AND r.revision IN ({CURRENT})");
        self.summaries(&condition, "r.mapping", params![from_count(NOW)])
    }

    /// See [`crate::Catalogue::reading_history`].
    pub fn reading_history(&self, mapping: &str) -> Result<Vec<ReadingSummary>> {
        self.summaries("r.mapping = ?1", "r.revision DESC", params![mapping])
    }

    fn summaries(
        &self,
        condition: &str,
        order: &str,
        parameters: impl Params,
    ) -> Result<Vec<ReadingSummary>> {
        let sql = format!("SELECT {SUMMARY} FROM reading r WHERE {condition} ORDER BY {order}");
        self.read("reading what was read", |connection| {
            let mut select = connection.prepare_cached(&sql)?;
            let rows = select.query_map(parameters, summary)?;
            rows.collect()
        })
    }

    /// See [`crate::Catalogue::reading`].
    pub fn reading(&self, revision: u64) -> Result<Option<Reading>> {
        let mut found = self.summaries("r.revision = ?1", "r.revision", params![from_count(revision)])?;
        let Some(summary) = found.pop().filter(|summary| summary.kind != ReadingKind::Retired) else {
            return Ok(None);
        };
        let kept = self.parts("r.revision = ?1", params![from_count(revision)])?;
        let ReadingSummary { table, mapping_hash, priority, findings, .. } = summary;
        let parts = kept.into_iter().map(decoded).collect::<Result<_>>()?;
        Ok(Some(Reading { table, mapping_hash, priority, findings, parts }))
    }

    /// The ids of all cubes that the readings fed that were current at a revision.
    pub fn fed_cubes(&self, revision: u64) -> Result<Vec<String>> {
        let sql =
            format!("SELECT DISTINCT cube FROM reading_part WHERE reading IN ({CURRENT}) ORDER BY cube");
        self.read("reading which cubes there are", |connection| {
            let mut select = connection.prepare_cached(&sql)?;
            let rows = select.query_map([from_count(revision)], |row| row.get(0))?;
            rows.collect()
        })
    }

    /// What the readings that were current at a revision say about a cube.
    pub fn parts_of_cube(&self, cube: &str, revision: u64) -> Result<Vec<Part>> {
        let condition = format!("r.revision IN ({CURRENT}) AND p.cube = ?2");
        let kept = self.parts(&condition, params![from_count(revision), cube])?;
        let part = |kept: Kept| {
            let ReadingSummary { table, priority, revision, .. } = kept.reading.clone();
            let (definition, observations) = decoded(kept)?;
            Ok(Part { table, priority, revision, definition, observations, slices: Slices::default() })
        };
        kept.into_par_iter().map(part).collect()
    }

    /// Since when a cube is there; `None` if it is not.
    pub fn dates_of_cube(&self, cube: &str) -> Result<Option<CubeDates>> {
        self.read("reading since when a cube is there", |connection| dates(connection, cube).optional())
    }

    fn parts(&self, condition: &str, parameters: impl Params) -> Result<Vec<Kept>> {
        let sql = format!(
            "SELECT {SUMMARY}, p.definition, p.observations FROM reading_part p
             JOIN reading r ON r.revision = p.reading WHERE {condition} ORDER BY p.id"
        );
        self.read("reading observations", |connection| {
            let mut select = connection.prepare_cached(&sql)?;
            let rows = select.query_map(parameters, |row| {
                Ok(Kept { reading: summary(row)?, definition: row.get(15)?, observations: row.get(16)? })
            })?;
            rows.collect()
        })
    }
}

/// The revisions of the current readings with their mappings.
pub(super) fn current(connection: &Connection) -> rusqlite::Result<Vec<(i64, String)>> {
    let sql = format!(
        "SELECT revision, mapping FROM reading WHERE kind = 'read' AND revision IN ({CURRENT}) ORDER BY mapping"
    );
    let mut select = connection.prepare_cached(&sql)?;
    let rows = select.query_map([from_count(NOW)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// The revision of the current reading of a mapping.
pub(super) fn current_of(connection: &Connection, mapping: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT revision FROM reading WHERE kind = 'read' AND revision =
                 (SELECT max(revision) FROM reading WHERE mapping = ?1 AND kind <> 'failed')",
        )?
        .query_row([mapping], |row| row.get(0))
        .optional()
}

/// Since when a cube is there, and says what it says.
pub(super) fn dates(connection: &Connection, cube: &str) -> rusqlite::Result<CubeDates> {
    connection.prepare_cached("SELECT issued, modified FROM cube WHERE id = ?1")?.query_row([cube], |row| {
        Ok(CubeDates { issued: to_time(0, row.get(0)?)?, modified: to_time(1, row.get(1)?)? })
    })
}

fn summary(row: &Row<'_>) -> rusqlite::Result<ReadingSummary> {
    let dataset: Option<String> = row.get(9)?;
    let findings: String = row.get(13)?;
    let cubes: String = row.get(14)?;
    Ok(ReadingSummary {
        revision: to_count(row, 0)?,
        kind: to_code(2, row.get(2)?)?,
        mapping_hash: row.get(3)?,
        table: Table {
            mapping: row.get(1)?,
            title: row.get(8)?,
            dataset: dataset.map(DatasetIri::new),
            url: row.get(6)?,
            sha256: row.get(7)?,
            run: row.get(4)?,
            at: to_time(5, row.get(5)?)?,
            attribution: row.get(10)?,
            license: row.get(11)?,
        },
        priority: row.get(12)?,
        findings: to_findings(13, &findings)?,
        cubes: to_json(14, &cubes)?,
    })
}

fn decoded(kept: Kept) -> Result<(CubeDefinition, Observations)> {
    let damaged = |reason: String| Error::DamagedReading { revision: kept.reading.revision, reason };
    let definition: CubeDefinition =
        serde_json::from_str(&kept.definition).map_err(|error| damaged(error.to_string()))?;
    let bytes = zstd::stream::decode_all(&*kept.observations).map_err(|error| damaged(error.to_string()))?;
    let observations = from_bytes(&bytes).map_err(damaged)?;
    if observations.columns().len() == definition.dimensions.len() {
        Ok((definition, observations))
    } else {
        Err(damaged("its observations have another number of dimensions".into()))
    }
}
