//! Writing assessments. Whatever changes a row of `quality` changes the sums with it, in the same
//! transaction; the sums are written once, at the end of it.

use super::constraints::ConstraintSums;
use super::events::{self, FindingsThen};
use super::patterns::{self, Key};
use super::read::{COLUMNS, Row};
use super::{Arrived, Assessed, Measured, QualitySums, Scope};
use crate::journal::columns::{from_json, from_time, to_count, to_json};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// The changes of one transaction.
pub(in crate::journal) struct Ledger<'a> {
    connection: &'a Connection,
    at: Timestamp,
    /// The newest revision given.
    revision: u64,
    changes: BTreeMap<Scope, QualitySums>,
    constraints: ConstraintSums,
    patterns: BTreeMap<Key, i64>,
}

/// What stands in a row beside what identifies it.
#[derive(Clone, PartialEq)]
pub(super) struct Content {
    pub source: String,
    pub organisation: Option<String>,
    pub published: Measured,
    pub arrived: Option<Arrived>,
}

impl Content {
    /// What it counts for.
    fn scopes(&self) -> impl Iterator<Item = Scope> + use<> {
        Scope::of(&self.source, self.organisation.as_deref())
    }

    /// Whether both have the same measurements in the store.
    fn measures_like(&self, other: &Self) -> bool {
        let key = |content: &Self| {
            let assessment = &content.published.assessment;
            (assessment.outcomes, assessment.access_status, assessment.download_status)
        };
        key(self) == key(other)
    }

    fn scores_like(&self, other: &Self) -> bool {
        let key = |content: &Self| {
            let Measured { assessment, shapes, .. } = &content.published;
            (assessment.dimensions(), assessment.possible, shapes.map(|shapes| shapes.violations))
        };
        key(self) == key(other)
    }
}

impl<'a> Ledger<'a> {
    /// Begins, within a transaction that ends with [`Self::close`].
    pub fn open(connection: &'a Connection, at: Timestamp) -> rusqlite::Result<Self> {
        let revision = newest_revision(connection)?;
        Ok(Self {
            connection,
            at,
            revision,
            changes: BTreeMap::new(),
            constraints: ConstraintSums::default(),
            patterns: BTreeMap::new(),
        })
    }

    /// The assessment of a dataset is this from now on; `None` if it is not assessed.
    pub fn put(
        &mut self,
        dataset: i64,
        source: &str,
        assessed: Option<&Assessed>,
        findings: FindingsThen<'_>,
    ) -> rusqlite::Result<()> {
        let Some(assessed) = assessed else {
            return self.remove(dataset);
        };
        let content = Content {
            source: source.to_owned(),
            organisation: assessed.organisation.clone(),
            published: assessed.published.clone(),
            arrived: assessed.arrived.as_ref().map(Arrived::from),
        };
        let before = self.row(dataset)?;
        let scopes = before.as_ref().map(|before| before.content.scopes());
        let scopes = scopes.into_iter().flatten();
        self.constraints.replace(
            self.connection,
            dataset,
            scopes,
            content.scopes(),
            &assessed.constraints,
        )?;
        self.write(dataset, before, content, findings)
    }

    /// Replaces what is known of the published graph, and nothing else. Returns whether that changed
    /// anything.
    pub(super) fn replace(&mut self, dataset: i64, published: Measured) -> rusqlite::Result<bool> {
        let Some(row) = self.row(dataset)? else {
            return Ok(false);
        };
        if row.content.published == published {
            return Ok(false);
        }
        let content = Content { published, ..row.content.clone() };
        self.write(dataset, Some(row), content, FindingsThen::SAME)?;
        Ok(true)
    }

    /// Other things are found in a dataset, which is worth what it was.
    pub fn tell(&self, dataset: i64, findings: FindingsThen<'_>) -> rusqlite::Result<()> {
        let Some(row) = self.row(dataset)? else {
            return Ok(());
        };
        events::tell(self.connection, self.at, dataset, Some(&row.content), &row.content, findings)
    }

    /// The dataset is not published any more.
    pub fn remove(&mut self, dataset: i64) -> rusqlite::Result<()> {
        let Some(row) = self.row(dataset)? else {
            return Ok(());
        };
        self.count(&row.content, -1);
        let nowhere = std::iter::empty();
        let nothing = BTreeMap::new();
        self.constraints.replace(self.connection, dataset, row.content.scopes(), nowhere, &nothing)?;
        self.connection.prepare_cached("DELETE FROM quality WHERE dataset = ?1")?.execute([dataset])?;
        let revision = self.next_revision();
        self.connection
            .prepare_cached(
                "INSERT INTO quality_gone (dataset, revision, first_revision) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![dataset, revision, row.first_revision])?;
        Ok(())
    }

    /// Writes the sums.
    pub fn close(self) -> rusqlite::Result<()> {
        let day = self.at.to_zoned(TimeZone::UTC).date().to_string();
        for (scope, change) in &self.changes {
            let mut sums = sums_of(self.connection, scope)?.unwrap_or_default();
            sums.add(change);
            let json = from_json(&sums)?;
            self.connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO quality_scope (kind, scope, sums) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![scope.kind(), scope.name(), json])?;
            self.connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO quality_day (kind, scope, day, sums) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![scope.kind(), scope.name(), day, json])?;
        }
        self.constraints.close(self.connection)?;
        patterns::write(self.connection, &self.patterns)
    }

    fn write(
        &mut self,
        dataset: i64,
        before: Option<Row>,
        content: Content,
        findings: FindingsThen<'_>,
    ) -> rusqlite::Result<()> {
        let known = before.as_ref().map(|before| &before.content);
        events::tell(self.connection, self.at, dataset, known, &content, findings)?;
        if let Some(before) = &before {
            if before.content == content {
                return Ok(());
            }
            self.count(&before.content, -1);
        }
        self.count(&content, 1);
        if before.as_ref().is_none_or(|before| !before.content.scores_like(&content)) {
            self.remember(dataset, &content)?;
        }
        let (revision, first_revision) = match &before {
            Some(before) if before.content.measures_like(&content) => {
                (before.revision, before.first_revision)
            }
            Some(before) => (self.next_revision(), before.first_revision),
            None => {
                let revision = self.next_revision();
                // The store may hold what it said before it went.
                let back = self
                    .connection
                    .prepare_cached("DELETE FROM quality_gone WHERE dataset = ?1 RETURNING first_revision")?
                    .query_row([dataset], |row| row.get(0))
                    .optional()?;
                (revision, back.unwrap_or(revision))
            }
        };
        let Measured { assessment, govdata, shapes } = &content.published;
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO quality (dataset, source, organisation, at, points, possible, unasked, outcomes,
                     access_status, download_status, distribution, govdata, violations, warnings, arrived, revision,
                     first_revision)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            )?
            .execute(params![
                dataset,
                content.source,
                content.organisation,
                from_time(self.at),
                assessment.points(),
                assessment.possible,
                assessment.unasked,
                assessment.letters(),
                assessment.access_status,
                assessment.download_status,
                assessment.distribution,
                from_json(govdata)?,
                shapes.map(|shapes| shapes.violations),
                shapes.map(|shapes| shapes.warnings),
                content.arrived.as_ref().map(from_json).transpose()?,
                revision,
                first_revision,
            ])?;
        Ok(())
    }

    fn remember(&self, dataset: i64, content: &Content) -> rusqlite::Result<()> {
        let Measured { assessment, shapes, .. } = &content.published;
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO quality_history (dataset, at, points, possible, dimensions, violations)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                dataset,
                from_time(self.at),
                assessment.points(),
                assessment.possible,
                from_json(&assessment.dimensions())?,
                shapes.map(|shapes| shapes.violations),
            ])?;
        Ok(())
    }

    fn row(&self, dataset: i64) -> rusqlite::Result<Option<Row>> {
        let sql = format!("SELECT {COLUMNS} FROM quality q WHERE q.dataset = ?1");
        self.connection.prepare_cached(&sql)?.query_row([dataset], Row::read).optional()
    }

    fn count(&mut self, content: &Content, sign: i64) {
        let assessment = &content.published.assessment;
        let (letters, has_file) = (assessment.letters(), assessment.distribution.is_some());
        for scope in content.scopes() {
            *self.patterns.entry((scope.clone(), letters.clone(), has_file)).or_default() += sign;
            self.changes.entry(scope).or_default().count(&content.published, content.arrived.as_ref(), sign);
        }
    }

    fn next_revision(&mut self) -> i64 {
        self.revision += 1;
        crate::journal::columns::from_count(self.revision)
    }
}

/// The newest revision of any assessment, also of those gone.
pub(super) fn newest_revision(connection: &Connection) -> rusqlite::Result<u64> {
    connection
        .prepare_cached(
            "SELECT max(coalesce((SELECT max(revision) FROM quality), 0),
                        coalesce((SELECT max(revision) FROM quality_gone), 0))",
        )?
        .query_row([], |row| to_count(row, 0))
}

/// The sums of a scope; `None` if it never had a dataset.
pub(super) fn sums_of(connection: &Connection, scope: &Scope) -> rusqlite::Result<Option<QualitySums>> {
    connection
        .prepare_cached("SELECT sums FROM quality_scope WHERE kind = ?1 AND scope = ?2")?
        .query_row(params![scope.kind(), scope.name()], |row| to_json(0, row.get_ref(0)?.as_str()?))
        .optional()
}
