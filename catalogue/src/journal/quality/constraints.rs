//! Which official constraints are broken, by dataset, and by how many datasets of each scope. What a dataset
//! breaks is one small row, written with its assessment; the sums are written once a transaction.

use super::Scope;
use super::read::TITLE_COLUMNS;
use crate::Result;
use crate::journal::columns::{from_count, from_json, to_count, to_json};
use crate::journal::findings::title_of;
use crate::journal::{Journal, failed};
use datenkreis_vocab::identity::{DatasetIri, NativeId};
use datenkreis_vocab::model::LangString;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// How often a dataset breaks a constraint: on arrival, and as published.
pub type Breaches = [u32; 2];

/// How many datasets of a scope break a constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConstraintCount {
    /// The rule's id, see [`datenkreis_vocab::shapes::rules`].
    pub rule: String,
    /// Datasets that broke it when they arrived.
    pub arrived: u64,
    /// Datasets that break it as they are published.
    pub published: u64,
}

/// A dataset and the constraints it breaks.
#[derive(Clone, Debug)]
pub struct DatasetConstraints {
    /// Where it stands in lists; what follows has greater ones.
    pub position: u64,
    /// The dataset.
    pub dataset: DatasetIri,
    /// What the source calls it.
    pub native_id: NativeId,
    /// Its title, German if there is a German one.
    pub title: Option<LangString>,
    /// How often it breaks what, by rule id.
    pub breaches: BTreeMap<String, Breaches>,
}

/// What one transaction changes about the sums.
#[derive(Default)]
pub(super) struct ConstraintSums(BTreeMap<Scope, BTreeMap<String, [i64; 2]>>);

impl ConstraintSums {
    /// A dataset breaks these constraints from now on, and counts for the scopes `after` instead of those
    /// `before`.
    pub fn replace(
        &mut self,
        connection: &Connection,
        dataset: i64,
        before: impl Iterator<Item = Scope>,
        after: impl Iterator<Item = Scope>,
        breaches: &BTreeMap<&'static str, Breaches>,
    ) -> rusqlite::Result<()> {
        let known: Option<String> = connection
            .prepare_cached("SELECT breaches FROM quality_constraint WHERE dataset = ?1")?
            .query_row([dataset], |row| row.get(0))
            .optional()?;
        if let Some(known) = &known {
            let known: BTreeMap<String, Breaches> = to_json(0, known)?;
            before.for_each(|scope| self.count(scope, &known, -1));
        }
        if breaches.is_empty() {
            if known.is_some() {
                connection
                    .prepare_cached("DELETE FROM quality_constraint WHERE dataset = ?1")?
                    .execute([dataset])?;
            }
            return Ok(());
        }
        after.for_each(|scope| self.count(scope, breaches, 1));
        let json = from_json(breaches)?;
        if known.as_ref() != Some(&json) {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO quality_constraint (dataset, breaches) VALUES (?1, ?2)",
                )?
                .execute(params![dataset, json])?;
        }
        Ok(())
    }

    fn count<K: AsRef<str>>(&mut self, scope: Scope, breaches: &BTreeMap<K, Breaches>, sign: i64) {
        let sums = self.0.entry(scope).or_default();
        for (rule, breaches) in breaches {
            let change = breaches.map(|count| if count > 0 { sign } else { 0 });
            match sums.get_mut(rule.as_ref()) {
                Some(sum) => *sum = [sum[0] + change[0], sum[1] + change[1]],
                None => drop(sums.insert(rule.as_ref().to_owned(), change)),
            }
        }
    }

    /// Writes the sums.
    pub fn close(self, connection: &Connection) -> rusqlite::Result<()> {
        let mut add = connection.prepare_cached(
            "INSERT INTO quality_constraint_sum (kind, scope, rule, arrived, published) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (kind, scope, rule) DO UPDATE SET
                 arrived = arrived + excluded.arrived, published = published + excluded.published",
        )?;
        for (scope, sums) in self.0 {
            for (rule, [arrived, published]) in sums.into_iter().filter(|(_, change)| *change != [0, 0]) {
                add.execute(params![scope.kind(), scope.name(), rule, arrived, published])?;
            }
        }
        Ok(())
    }
}

impl Journal {
    /// See [`crate::Catalogue::broken_constraints`].
    pub fn broken_constraints(&self, scope: &Scope) -> Result<Vec<ConstraintCount>> {
        self.read("counting broken constraints", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT rule, arrived, published FROM quality_constraint_sum
                 WHERE kind = ?1 AND scope = ?2 AND (arrived > 0 OR published > 0)
                 ORDER BY published DESC, arrived DESC, rule",
            )?;
            let rows = select.query_map(params![scope.kind(), scope.name()], |row| {
                Ok(ConstraintCount {
                    rule: row.get(0)?,
                    arrived: to_count(row, 1)?,
                    published: to_count(row, 2)?,
                })
            })?;
            rows.collect()
        })
    }

    /// See [`crate::Catalogue::datasets_with_broken_constraints`].
    pub fn datasets_with_broken_constraints(
        &self,
        scope: &Scope,
        after: u64,
        limit: u64,
    ) -> Result<Vec<DatasetConstraints>> {
        let condition = match scope {
            Scope::Region => "?1 = ''",
            Scope::Source(_) => "q.source = ?1",
            Scope::Organisation(_) => "q.organisation = ?1",
        };
        let sql = format!(
            "SELECT {TITLE_COLUMNS}, d.id, d.native_id, c.breaches
             FROM quality_constraint c JOIN quality q ON q.dataset = c.dataset
             JOIN dataset d ON d.id = c.dataset JOIN version v ON v.seq = d.current
             WHERE {condition} AND c.dataset > ?2 ORDER BY c.dataset LIMIT ?3"
        );
        self.with_reader("listing broken constraints", |connection| {
            let rows: Vec<(DatasetConstraints, u64, Vec<u8>)> = connection
                .prepare_cached(&sql)
                .and_then(|mut select| {
                    let values = params![scope.name(), from_count(after), from_count(limit)];
                    let rows = select.query_map(values, |row| {
                        let dataset = DatasetConstraints {
                            position: to_count(row, 3)?,
                            dataset: DatasetIri::new(row.get::<_, String>(0)?),
                            native_id: NativeId::new(row.get::<_, String>(4)?),
                            title: None,
                            breaches: to_json(5, row.get_ref(5)?.as_str()?)?,
                        };
                        Ok((dataset, to_count(row, 1)?, row.get(2)?))
                    })?;
                    rows.collect()
                })
                .map_err(failed("listing broken constraints"))?;
            let titled = rows.into_iter().map(|(mut dataset, seq, graph)| {
                dataset.title = title_of(&graph, &dataset.dataset, seq)?;
                Ok(dataset)
            });
            titled.collect()
        })
    }
}
