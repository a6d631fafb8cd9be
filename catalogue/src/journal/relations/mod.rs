//! Decisions about datasets that are the same, beside the versions and in the same order of seqs.

mod circle;
mod series;
mod stated;

pub(crate) use series::Resolved;
pub(crate) use stated::Stated;

use self::circle::{Circle, bound, doubts, keys_of, sharing};
use super::columns::{from_code, from_count, from_json, from_time, to_code, to_count, to_time};
use super::{Journal, newest};
use crate::Result;
use crate::relations::{Compared, Decided, Decision, Doubt, Key, Member, Policy, Sibling, decide};
use datenkreis_vocab::identity::{DatasetIri, Seq, SourceId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::Ordering;

/// A decision that holds now, as [`decision`] reads it.
const DECISIONS: &str = "SELECT h.seq, c.at, d.iri, d.source, s.iri, s.source, c.kind, c.value
     FROM hidden h JOIN decision c ON c.seq = h.seq
     JOIN dataset d ON d.id = h.dataset JOIN dataset s ON s.id = h.shown";

impl Journal {
    /// The seq up to which keys are known, and the policy by which was decided.
    pub fn decided(&self) -> Result<(Seq, String)> {
        self.read("reading how far was decided", |connection| {
            let row = connection
                .prepare_cached("SELECT seq, policy FROM decided WHERE id = 1")?
                .query_row([], |row| Ok((Seq(to_count(row, 0)?), row.get(1)?)))
                .optional()?;
            Ok(row.unwrap_or_default())
        })
    }

    /// Replaces the keys of datasets, those of a withdrawn one by none, and notes whom this concerns.
    pub fn compare(&self, compared: &[(DatasetIri, Compared)], until: Seq) -> Result<()> {
        self.write("keeping keys", |connection| {
            for (dataset, compared) in compared {
                replace_keys(connection, dataset, compared)?;
            }
            connection.execute(
                "INSERT INTO decided (id, seq, policy) VALUES (1, ?1, '') ON CONFLICT (id) DO UPDATE SET seq = excluded.seq",
                [from_count(until.0)],
            )?;
            Ok(())
        })
    }

    /// Decides anew about whom changed keys concern; about everybody if the policy is another one. What it
    /// decides takes the next seqs.
    pub fn decide(&self, policy: &Policy) -> Result<Decided> {
        let decided = self.write("deciding what is the same", |connection| {
            let fingerprint = policy.fingerprint();
            let before: String =
                connection.query_row("SELECT policy FROM decided WHERE id = 1", [], |row| row.get(0))?;
            if before != fingerprint {
                connection.execute_batch(
                    "INSERT OR IGNORE INTO undecided
                         SELECT DISTINCT one.dataset FROM same_key one JOIN same_key other
                         ON other.kind = one.kind AND other.value = one.value AND other.dataset <> one.dataset;
                     INSERT OR IGNORE INTO undecided SELECT dataset FROM hidden;",
                )?;
                connection.execute("UPDATE decided SET policy = ?1 WHERE id = 1", [&fingerprint])?;
            }
            let circle = Circle::of(connection, policy)?;
            let members = decide(&circle.candidates, circle.edges, policy);
            let decided = write_decisions(connection, &circle.known, &members)?;
            connection.execute("DELETE FROM undecided", [])?;
            Ok(decided)
        })?;
        let newest = newest(&self.writer())?;
        self.seq.fetch_max(newest, Ordering::AcqRel);
        Ok(decided)
    }

    /// What hides a dataset, and what it hides.
    pub fn decisions_about(&self, dataset: &DatasetIri) -> Result<Vec<Decision>> {
        self.read("reading decisions", |connection| {
            let sql = format!(
                "{DECISIONS} WHERE h.dataset = (SELECT id FROM dataset WHERE iri = ?1)
                 UNION ALL {DECISIONS} WHERE h.shown = (SELECT id FROM dataset WHERE iri = ?1)
                 ORDER BY 1"
            );
            connection.prepare_cached(&sql)?.query_map([dataset.as_str()], decision)?.collect()
        })
    }

    /// The next decisions that hold now, after the one with seq `after`.
    pub fn decisions(&self, after: Seq, limit: u64) -> Result<Vec<Decision>> {
        self.read("reading decisions", |connection| {
            let sql = format!("{DECISIONS} WHERE h.seq > ?1 ORDER BY h.seq LIMIT ?2");
            let values = params![from_count(after.0), from_count(limit)];
            connection.prepare_cached(&sql)?.query_map(values, decision)?.collect()
        })
    }

    /// See [`crate::Catalogue::doubts`].
    pub fn doubts(&self, said: &BTreeSet<(DatasetIri, DatasetIri)>) -> Result<Vec<Doubt>> {
        let mut doubts = self.read("looking for what could be the same", doubts)?;
        let is_said = |one: &DatasetIri, other: &DatasetIri| said.contains(&(one.clone(), other.clone()));
        doubts.retain(|doubt| !is_said(&doubt.one, &doubt.other) && !is_said(&doubt.other, &doubt.one));
        Ok(doubts)
    }

    /// See [`crate::Catalogue::hidden_by`]; one statement, whatever their number.
    pub fn hidden_by(
        &self,
        shown: &[&DatasetIri],
    ) -> Result<HashMap<DatasetIri, Vec<(DatasetIri, SourceId)>>> {
        let names: Vec<&str> = shown.iter().map(|dataset| dataset.as_str()).collect();
        self.read("reading what is hidden", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT s.iri, d.iri, d.source FROM json_each(?1) asked JOIN dataset s ON s.iri = asked.value
                 JOIN hidden h ON h.shown = s.id JOIN dataset d ON d.id = h.dataset
                 WHERE d.published = 1 ORDER BY d.source, d.id",
            )?;
            let mut rows = select.query([from_json(&names)?])?;
            let mut found: HashMap<DatasetIri, Vec<(DatasetIri, SourceId)>> = HashMap::new();
            while let Some(row) = rows.next()? {
                let hidden =
                    (DatasetIri::new(row.get::<_, String>(1)?), SourceId::new(row.get::<_, String>(2)?));
                found.entry(DatasetIri::new(row.get::<_, String>(0)?)).or_default().push(hidden);
            }
            Ok(found)
        })
    }

    /// Number of published datasets that are not shown.
    pub fn count_hidden(&self) -> Result<u64> {
        self.read("counting hidden datasets", |connection| {
            connection
                .prepare_cached(
                    "SELECT count(*) FROM hidden h JOIN dataset d ON d.id = h.dataset WHERE d.published = 1",
                )?
                .query_row([], |row| to_count(row, 0))
        })
    }

    /// The version at `until` of every dataset that changed, or about which was decided, in `(after,
    /// until]`, and whether the dataset is hidden then; in order of seq.
    pub fn views_changed(&self, after: Seq, until: Seq) -> Result<Vec<(Seq, bool)>> {
        self.read("reading what changed", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT (SELECT max(v.seq) FROM version v WHERE v.dataset = t.dataset AND v.seq <= ?2) AS seq,
                     coalesce((SELECT c.shown IS NOT NULL FROM decision c WHERE c.dataset = t.dataset AND c.seq <= ?2
                               ORDER BY c.seq DESC LIMIT 1), 0)
                 FROM (SELECT dataset FROM version WHERE seq > ?1 AND seq <= ?2
                       UNION SELECT dataset FROM decision WHERE seq > ?1 AND seq <= ?2) t ORDER BY seq",
            )?;
            let rows = select.query_map([from_count(after.0), from_count(until.0)], |row| {
                Ok((Seq(to_count(row, 0)?), row.get(1)?))
            })?;
            rows.collect()
        })
    }
}

fn decision(row: &Row<'_>) -> rusqlite::Result<Decision> {
    Ok(Decision {
        seq: Seq(to_count(row, 0)?),
        at: to_time(1, row.get(1)?)?,
        hidden: DatasetIri::new(row.get::<_, String>(2)?),
        hidden_source: SourceId::new(row.get::<_, String>(3)?),
        shown: DatasetIri::new(row.get::<_, String>(4)?),
        shown_source: SourceId::new(row.get::<_, String>(5)?),
        kind: to_code(6, row.get(6)?)?,
        key: row.get(7)?,
    })
}

fn id_of(connection: &Connection, dataset: &DatasetIri) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM dataset WHERE iri = ?1")?
        .query_row([dataset.as_str()], |row| row.get(0))
        .optional()
}

/// Concerned are the dataset and those that shared a key with it before or do now, if there are such.
fn replace_keys(connection: &Connection, dataset: &DatasetIri, compared: &Compared) -> rusqlite::Result<()> {
    let Some(id) = id_of(connection, dataset)? else {
        return Ok(());
    };
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO compared (dataset, publisher, time, title, language) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            id,
            compared.publisher,
            compared.time,
            compared.title.as_ref().map_or("", |title| title.value.as_str()),
            compared.title.as_ref().and_then(|title| title.language.as_deref())
        ])?;
    place(connection, id, compared)?;
    series::replace(connection, id, &compared.series)?;
    let before = keys_of(connection, id)?;
    for key in before.difference(&compared.keys) {
        connection
            .prepare_cached("DELETE FROM same_key WHERE kind = ?1 AND value = ?2 AND dataset = ?3")?
            .execute(params![from_code(&key.kind)?, key.value, id])?;
    }
    for key in compared.keys.difference(&before) {
        connection
            .prepare_cached("INSERT INTO same_key (kind, value, dataset) VALUES (?1, ?2, ?3)")?
            .execute(params![from_code(&key.kind)?, key.value, id])?;
    }
    let mut concerned = connection.prepare_cached("INSERT OR IGNORE INTO undecided (dataset) VALUES (?1)")?;
    for key in before.union(&compared.keys) {
        for other in sharing(connection, key)?.into_iter().filter(|(other, _)| *other != id) {
            concerned.execute([other.0])?;
            concerned.execute([id])?;
        }
    }
    for other in bound(connection, id)? {
        concerned.execute([other])?;
        concerned.execute([id])?;
    }
    Ok(())
}

/// Replaces a dataset's place among its siblings, which are of the same source and publisher. A withdrawn
/// one keeps it, for a series may be confirmed by its name.
fn place(connection: &Connection, dataset: i64, compared: &Compared) -> rusqlite::Result<()> {
    if *compared == Compared::default() {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM sibling WHERE dataset = ?1")?.execute([dataset])?;
    let Some(Sibling { stem, time, title }) = &compared.sibling else {
        return Ok(());
    };
    connection
        .prepare_cached(
            "INSERT INTO sibling (stem, dataset, time, title, language)
             SELECT d.source || ' | ' || ?2 || ' | ' || ?3, d.id, ?4, ?5, ?6 FROM dataset d WHERE d.id = ?1",
        )?
        .execute(params![dataset, compared.publisher, stem, time, title.value, title.language])?;
    Ok(())
}

/// Writes what differs from the decisions that hold.
fn write_decisions(
    connection: &Connection,
    known: &BTreeSet<i64>,
    members: &BTreeMap<i64, Member>,
) -> rusqlite::Result<Decided> {
    let at = from_time(Timestamp::now());
    let mut decided = Decided::default();
    for &dataset in known {
        let before = connection
            .prepare_cached(
                "SELECT h.shown, c.kind, c.value FROM hidden h JOIN decision c ON c.seq = h.seq WHERE h.dataset = ?1",
            )?
            .query_row([dataset], |row| {
                let key = Key { kind: to_code(1, row.get(1)?)?, value: row.get(2)? };
                Ok(Member { shown: row.get(0)?, key })
            })
            .optional()?;
        let after = members.get(&dataset);
        if before.as_ref() == after {
            continue;
        }
        let (kind, value) = match after {
            Some(member) => (from_code(&member.key.kind)?, member.key.value.as_str()),
            None => (String::new(), ""),
        };
        let seq = next_seq(connection)?;
        let shown = after.map(|member| member.shown);
        connection
            .prepare_cached(
                "INSERT INTO decision (seq, dataset, shown, kind, value, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![seq, dataset, shown, kind, value, at])?;
        connection.prepare_cached("DELETE FROM hidden WHERE dataset = ?1")?.execute([dataset])?;
        match shown {
            Some(shown) => {
                connection
                    .prepare_cached("INSERT INTO hidden (dataset, shown, seq) VALUES (?1, ?2, ?3)")?
                    .execute([dataset, shown, seq])?;
                decided.hidden += 1;
            }
            None => decided.shown += 1,
        }
    }
    Ok(decided)
}

/// The next number of the one sequence. Versions take theirs from SQLite's counter, so it moves on, too.
fn next_seq(connection: &Connection) -> rusqlite::Result<i64> {
    let next: i64 = connection
        .prepare_cached("SELECT seq + 1 FROM sqlite_sequence WHERE name = 'version'")?
        .query_row([], |row| row.get(0))?;
    connection
        .prepare_cached("UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'version'")?
        .execute([next])?;
    Ok(next)
}
