//! Reading assessments and sums: each method takes a few look-ups in an index.

use super::ledger::{Content, sums_of};
use super::{
    Arrived, DatasetQuality, Measured, QualityPattern, QualitySums, QualityThen, Scope, ShapeCounts,
};
use crate::journal::columns::{from_count, to_count, to_json, to_time};
use crate::journal::findings::title;
use crate::journal::{Journal, failed};
use crate::{Error, Result};
use datenkreis_vocab::identity::{DatasetIri, SourceId};
use datenkreis_vocab::mqa::Assessment;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::params;
use rusqlite::types::Type;

/// The columns [`Row::read`] reads, with `q` the row.
pub(super) const COLUMNS: &str = "q.source, q.organisation, q.at, q.possible, q.unasked, q.outcomes,
    q.access_status, q.download_status, q.distribution, q.govdata, q.violations, q.warnings, q.arrived,
    q.revision, q.first_revision";
/// How many they are.
const WIDTH: usize = 15;
/// The columns from which a title is read, with `d` the dataset and `v` its version.
pub(super) const TITLE_COLUMNS: &str = "d.iri, v.seq, v.graph";

/// A row of `quality`.
pub(super) struct Row {
    pub at: Timestamp,
    pub content: Content,
    pub revision: i64,
    pub first_revision: i64,
}

impl Row {
    pub fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let letters: String = row.get(5)?;
        let outcomes = Assessment::outcomes_of(&letters).ok_or_else(|| {
            let problem = format!("no outcomes: {letters}");
            rusqlite::Error::FromSqlConversionFailure(5, Type::Text, problem.into())
        })?;
        let shapes = match (row.get(10)?, row.get(11)?) {
            (Some(violations), Some(warnings)) => Some(ShapeCounts { violations, warnings }),
            _ => None,
        };
        let published = Measured {
            assessment: Assessment {
                outcomes,
                distribution: row.get(8)?,
                access_status: row.get(6)?,
                download_status: row.get(7)?,
                possible: row.get(3)?,
                unasked: row.get(4)?,
            },
            govdata: to_json(9, row.get_ref(9)?.as_str()?)?,
            shapes,
        };
        let arrived: Option<Arrived> =
            row.get_ref(12)?.as_str_or_null()?.map(|json| to_json(12, json)).transpose()?;
        Ok(Self {
            at: to_time(2, row.get(2)?)?,
            content: Content { source: row.get(0)?, organisation: row.get(1)?, published, arrived },
            revision: row.get(13)?,
            first_revision: row.get(14)?,
        })
    }

    fn of(self, dataset: String) -> DatasetQuality {
        let Content { source, organisation, published, arrived } = self.content;
        DatasetQuality {
            dataset: DatasetIri::new(dataset),
            source: SourceId::new(source),
            title: None,
            organisation,
            at: self.at,
            published,
            arrived,
        }
    }
}

impl Journal {
    /// See [`crate::Catalogue::quality_of`].
    pub fn quality_of(&self, dataset: &DatasetIri) -> Result<Option<DatasetQuality>> {
        let found = self.lowest_where("d.iri = ?1", &[&dataset.as_str()], "")?;
        Ok(found.into_iter().next())
    }

    /// See [`crate::Catalogue::quality_history_of`].
    pub fn quality_history_of(&self, dataset: &DatasetIri) -> Result<Vec<QualityThen>> {
        self.read("reading a dataset's quality", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT h.at, h.points, h.possible, h.dimensions, h.violations
                 FROM dataset d JOIN quality_history h ON h.dataset = d.id WHERE d.iri = ?1 ORDER BY h.at",
            )?;
            let rows = select.query_map([dataset.as_str()], |row| {
                Ok(QualityThen {
                    at: to_time(0, row.get(0)?)?,
                    points: row.get(1)?,
                    possible: row.get(2)?,
                    dimensions: to_json(3, row.get_ref(3)?.as_str()?)?,
                    violations: row.get(4)?,
                })
            })?;
            rows.collect()
        })
    }

    /// See [`crate::Catalogue::quality_summary`].
    pub fn quality_summary(&self, scope: &Scope) -> Result<QualitySums> {
        let sums = self.read("reading sums of quality", |connection| sums_of(connection, scope))?;
        Ok(sums.unwrap_or_default())
    }

    /// See [`crate::Catalogue::quality_of_sources`] and [`crate::Catalogue::quality_of_organisations`];
    /// the scopes of the same kind as `like`.
    pub fn quality_summaries(&self, like: &Scope) -> Result<Vec<(String, QualitySums)>> {
        self.read("reading sums of quality", |connection| {
            let mut select = connection
                .prepare_cached("SELECT scope, sums FROM quality_scope WHERE kind = ?1 ORDER BY scope")?;
            let rows = select.query_map([like.kind()], |row| {
                Ok((row.get(0)?, to_json::<QualitySums>(1, row.get_ref(1)?.as_str()?)?))
            })?;
            let all: rusqlite::Result<Vec<_>> = rows.collect();
            Ok(all?.into_iter().filter(|(_, sums)| sums.datasets > 0).collect())
        })
    }

    /// See [`crate::Catalogue::quality_history`].
    pub fn quality_history(&self, scope: &Scope, since: Date) -> Result<Vec<(Date, QualitySums)>> {
        self.read("reading the history of quality", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT day, sums FROM quality_day WHERE kind = ?1 AND scope = ?2 AND day >= ?3 ORDER BY day",
            )?;
            let rows = select.query_map(params![scope.kind(), scope.name(), since.to_string()], |row| {
                let day: String = row.get(0)?;
                let day = day.parse().map_err(|error: jiff::Error| {
                    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, error.into())
                })?;
                Ok((day, to_json(1, row.get_ref(1)?.as_str()?)?))
            })?;
            rows.collect()
        })
    }

    /// See [`crate::Catalogue::lowest`].
    pub fn lowest(&self, scope: &Scope, offset: u64, limit: u64) -> Result<Vec<DatasetQuality>> {
        let condition = match scope {
            Scope::Region => "?3 = ''",
            Scope::Source(_) => "q.source = ?3",
            Scope::Organisation(_) => "q.organisation = ?3",
        };
        let (offset, limit) = (from_count(offset), from_count(limit));
        let condition = format!(
            "q.dataset IN (SELECT q.dataset FROM quality q WHERE {condition} ORDER BY q.points, q.dataset
             LIMIT ?2 OFFSET ?1)"
        );
        self.lowest_where(&condition, &[&offset, &limit, &scope.name()], "ORDER BY q.points, q.dataset")
    }

    /// See [`crate::Catalogue::with_patterns`].
    pub fn with_patterns(
        &self,
        scope: &Scope,
        patterns: &[QualityPattern],
        offset: u64,
        limit: u64,
    ) -> Result<Vec<DatasetQuality>> {
        let condition = match scope {
            Scope::Region => "?3 = ''",
            Scope::Source(_) => "q.source = ?3",
            Scope::Organisation(_) => "q.organisation = ?3",
        };
        let letters = |pattern: &QualityPattern| {
            let letters: String = pattern.outcomes.iter().map(|outcome| outcome.letter()).collect();
            format!("{letters}{}", u8::from(pattern.has_file))
        };
        let wanted: Vec<String> = patterns.iter().map(letters).collect();
        let wanted = serde_json::Value::from(wanted).to_string();
        let (offset, limit) = (from_count(offset), from_count(limit));
        let condition = format!(
            "q.dataset IN (SELECT q.dataset FROM quality q
             WHERE {condition} AND q.outcomes || (q.distribution IS NOT NULL) IN (SELECT value FROM json_each(?4))
             ORDER BY q.points, q.dataset LIMIT ?2 OFFSET ?1)"
        );
        let values: [&dyn rusqlite::ToSql; 4] = [&offset, &limit, &scope.name(), &wanted];
        self.lowest_where(&condition, &values, "ORDER BY q.points, q.dataset")
    }

    fn lowest_where(
        &self,
        condition: &str,
        values: &[&dyn rusqlite::ToSql],
        order: &str,
    ) -> Result<Vec<DatasetQuality>> {
        self.with_reader("reading quality", |connection| {
            let sql = format!(
                "SELECT {COLUMNS}, {TITLE_COLUMNS}
                 FROM quality q JOIN dataset d ON d.id = q.dataset JOIN version v ON v.seq = d.current
                 WHERE {condition} {order}"
            );
            let found: Vec<(DatasetQuality, u64, Vec<u8>)> = connection
                .prepare_cached(&sql)
                .and_then(|mut select| {
                    let rows = select.query_map(values, |row| {
                        let quality = Row::read(row)?.of(row.get(WIDTH)?);
                        Ok((quality, to_count(row, WIDTH + 1)?, row.get(WIDTH + 2)?))
                    })?;
                    rows.collect()
                })
                .map_err(failed("reading quality"))?;
            let titled = found.into_iter().map(|(mut quality, seq, graph)| {
                quality.title =
                    title(&graph, &quality.dataset).map_err(|reason| Error::Damaged { seq, reason })?;
                Ok(quality)
            });
            titled.collect()
        })
    }

    /// How many datasets are assessed.
    pub fn assessed(&self) -> Result<u64> {
        self.read("counting assessments", |connection| {
            connection.prepare_cached("SELECT count(*) FROM quality")?.query_row([], |row| to_count(row, 0))
        })
    }
}
