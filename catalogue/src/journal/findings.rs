//! What is imperfect in the published datasets of a source: counted by rule and property, listed by
//! dataset. Nothing here reads more of a source at once than it gives back.

use super::columns::{from_count, to_count, to_findings};
use super::{Journal, Scope, failed};
use crate::rdf::canonical;
use crate::{Error, Result};
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::{DatasetIri, NativeId, SourceId};
use datenkreis_vocab::model::{LangString, best};
use datenkreis_vocab::ns::dcterms;
use rusqlite::{Connection, Row, ToSql, params};
use std::collections::HashSet;

/// Examples given of one rule at one property.
const EXAMPLES: usize = 3;
/// Datasets among which different examples are looked for.
const LOOKED_AT: u64 = 20;

/// A rule, the property at which it is broken, and how often.
#[derive(Clone, Debug)]
pub struct FindingSummary {
    /// The rule's id.
    pub rule: String,
    /// The property as [`general_property`] gives it.
    pub property: String,
    /// How many datasets have at least one such finding.
    pub datasets: u64,
    /// Up to three of those datasets, with different values found; the findings are only those
    /// counted here.
    pub examples: Vec<DatasetFindings>,
}

/// A rule, and how many published datasets break it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleCount {
    /// The rule's id.
    pub rule: String,
    /// How many datasets have at least one such finding.
    pub datasets: u64,
}

/// A rule at a property, and how many datasets break it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyCount {
    /// The rule's id.
    pub rule: String,
    /// The property as [`general_property`] gives it.
    pub property: String,
    /// How many datasets have at least one such finding.
    pub datasets: u64,
}

/// A published dataset and what was found in it.
#[derive(Clone, Debug)]
pub struct DatasetFindings {
    /// Where it stands in lists of its source; what follows has greater ones.
    pub position: u64,
    /// The dataset.
    pub dataset: DatasetIri,
    /// What the source calls it.
    pub native_id: NativeId,
    /// Its title, German if there is a German one.
    pub title: Option<LangString>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// The property without what differs from dataset to dataset: `resources[2].format` and
/// `resources[7].format` are both `resources[].format`, and a subject's IRI says nothing.
pub fn general_property(property: &str) -> String {
    if property.starts_with(['<', '_']) {
        return String::new();
    }
    let mut general = String::with_capacity(property.len());
    let mut is_index = false;
    for character in property.chars() {
        is_index = is_index && character.is_ascii_digit();
        if !is_index {
            general.push(character);
        }
        is_index |= character == '[';
    }
    general
}

/// The columns [`untitled`] reads, with `v` the version and `d` its dataset.
const COLUMNS: &str = "d.id, d.iri, d.native_id, v.findings, v.seq, v.graph";

impl Journal {
    /// See [`crate::Catalogue::findings`].
    pub fn findings(&self, source: &SourceId) -> Result<Vec<FindingSummary>> {
        let counting = failed("counting findings");
        self.with_reader("counting findings", |connection| {
            let counted: Vec<(String, String, u64)> = connection
                .prepare_cached(
                    "SELECT rule, property, count(*) AS datasets FROM broken_rule WHERE source = ?1
                     GROUP BY rule, property ORDER BY datasets DESC, rule, property",
                )
                .and_then(|mut select| {
                    let rows = select.query_map([source.as_str()], |row| {
                        Ok((row.get(0)?, row.get(1)?, to_count(row, 2)?))
                    })?;
                    rows.collect()
                })
                .map_err(&counting)?;
            let summaries = counted.into_iter().map(|(rule, property, datasets)| {
                let examples = examples(connection, source, &rule, &property)?;
                Ok(FindingSummary { rule, property, datasets, examples })
            });
            summaries.collect()
        })
    }

    /// See [`crate::Catalogue::datasets_breaking`].
    pub fn datasets_breaking(
        &self,
        source: &SourceId,
        rule: &str,
        property: &str,
        offset: u64,
        limit: u64,
    ) -> Result<(u64, Vec<DatasetFindings>)> {
        self.with_reader("listing datasets by rule", |connection| {
            let total = connection
                .prepare_cached(
                    "SELECT count(*) FROM broken_rule WHERE source = ?1 AND rule = ?2 AND property = ?3",
                )
                .and_then(|mut select| {
                    select.query_row(params![source.as_str(), rule, property], |row| to_count(row, 0))
                })
                .map_err(failed("counting datasets by rule"))?;
            let page = breaking(connection, source, rule, property, offset, limit)?;
            Ok((total, page.into_iter().map(Untitled::titled).collect::<Result<_>>()?))
        })
    }

    /// See [`crate::Catalogue::datasets_with_findings`].
    pub fn datasets_with_findings(
        &self,
        source: &SourceId,
        after: u64,
        limit: u64,
    ) -> Result<Vec<DatasetFindings>> {
        self.with_reader("listing findings", |connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM dataset d JOIN version v ON v.seq = d.current
                 WHERE d.source = ?1 AND d.published = 1 AND d.id > ?2 AND v.findings <> '[]'
                 ORDER BY d.id LIMIT ?3"
            );
            let page = select(connection, &sql, &[&source.as_str(), &from_count(after), &from_count(limit)])?;
            page.into_iter().map(Untitled::titled).collect()
        })
    }

    /// See [`crate::Catalogue::broken_rules_of_organisation`].
    pub fn broken_rules_of_organisation(&self, organisation: &str) -> Result<Vec<PropertyCount>> {
        self.read("counting broken rules", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT b.rule, b.property, count(*) AS datasets FROM quality q
                 JOIN broken_rule b ON b.dataset = q.dataset WHERE q.organisation = ?1
                 GROUP BY b.rule, b.property ORDER BY datasets DESC, b.rule, b.property",
            )?;
            let rows = select.query_map([organisation], |row| {
                Ok(PropertyCount { rule: row.get(0)?, property: row.get(1)?, datasets: to_count(row, 2)? })
            })?;
            rows.collect()
        })
    }

    /// See [`crate::Catalogue::broken_rules`].
    pub fn broken_rules(&self, scope: &Scope) -> Result<Vec<RuleCount>> {
        let condition = match scope {
            Scope::Region => "?1 = ''",
            Scope::Source(_) => "source = ?1",
            Scope::Organisation(_) => {
                "dataset IN (SELECT q.dataset FROM quality q WHERE q.organisation = ?1)"
            }
        };
        let sql = format!(
            "SELECT rule, count(DISTINCT dataset) AS datasets FROM broken_rule WHERE {condition}
             GROUP BY rule ORDER BY datasets DESC, rule"
        );
        self.read("counting broken rules", |connection| {
            let mut select = connection.prepare_cached(&sql)?;
            let rows = select.query_map([scope.name()], |row| {
                Ok(RuleCount { rule: row.get(0)?, datasets: to_count(row, 1)? })
            })?;
            rows.collect()
        })
    }
}

/// A row whose title is still in the graph.
struct Untitled {
    row: DatasetFindings,
    seq: u64,
    graph: Vec<u8>,
}

impl Untitled {
    fn titled(self) -> Result<DatasetFindings> {
        let Self { mut row, seq, graph } = self;
        row.title = title_of(&graph, &row.dataset, seq)?;
        Ok(row)
    }
}

/// Datasets of a group with different values, looked for among the first.
fn examples(
    connection: &Connection,
    source: &SourceId,
    rule: &str,
    property: &str,
) -> Result<Vec<DatasetFindings>> {
    let mut known = HashSet::new();
    let mut examples = Vec::new();
    for mut dataset in breaking(connection, source, rule, property, 0, LOOKED_AT)? {
        // Where no value was found, one dataset is as good an example as the next.
        dataset.row.findings.retain(|finding| match &finding.found {
            Some(value) => known.insert(value.clone()),
            None => true,
        });
        dataset.row.findings.truncate(1);
        if !dataset.row.findings.is_empty() {
            examples.push(dataset.titled()?);
        }
        if examples.len() == EXAMPLES {
            break;
        }
    }
    Ok(examples)
}

/// Datasets that break a rule at a property, with these findings only.
fn breaking(
    connection: &Connection,
    source: &SourceId,
    rule: &str,
    property: &str,
    offset: u64,
    limit: u64,
) -> Result<Vec<Untitled>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM (SELECT dataset FROM broken_rule
             WHERE source = ?1 AND rule = ?2 AND property = ?3 ORDER BY dataset LIMIT ?4 OFFSET ?5) b
         JOIN dataset d ON d.id = b.dataset JOIN version v ON v.seq = d.current ORDER BY d.id"
    );
    let (limit, offset) = (from_count(limit), from_count(offset));
    let mut page = select(connection, &sql, &[&source.as_str(), &rule, &property, &limit, &offset])?;
    for dataset in &mut page {
        let concerns =
            |finding: &Finding| finding.rule == rule && general_property(&finding.property) == property;
        dataset.row.findings.retain(concerns);
    }
    Ok(page)
}

fn select(connection: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<Untitled>> {
    connection
        .prepare_cached(sql)
        .and_then(|mut select| select.query_map(values, untitled)?.collect())
        .map_err(failed("reading findings"))
}

fn untitled(row: &Row<'_>) -> rusqlite::Result<Untitled> {
    let dataset = DatasetFindings {
        position: to_count(row, 0)?,
        dataset: DatasetIri::new(row.get::<_, String>(1)?),
        native_id: NativeId::new(row.get::<_, String>(2)?),
        title: None,
        findings: to_findings(3, row.get_ref(3)?.as_str()?)?,
    };
    Ok(Untitled { row: dataset, seq: to_count(row, 4)?, graph: row.get(5)? })
}

/// The title in the compressed graph of version `seq`.
pub(super) fn title_of(graph: &[u8], dataset: &DatasetIri, seq: u64) -> Result<Option<LangString>> {
    title(graph, dataset).map_err(|reason| Error::Damaged { seq, reason })
}

/// The title in a compressed graph. Only its lines are parsed: lists need many titles and nothing else.
pub(super) fn title(graph: &[u8], dataset: &DatasetIri) -> Result<Option<LangString>, String> {
    let lines = zstd::stream::decode_all(graph).map_err(|error| error.to_string())?;
    let lines = String::from_utf8(lines).map_err(|error| error.to_string())?;
    let begin = format!("<{dataset}> {} ", dcterms::TITLE);
    let titles: String = lines.split_inclusive('\n').filter(|line| line.starts_with(&begin)).collect();
    let titles = canonical::parse(titles.as_bytes())?;
    let titles: Vec<_> = titles.iter().filter_map(|triple| LangString::from_term(&triple.object)).collect();
    Ok(best(&titles, "de").cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_lose_what_differs() {
        let check = |property: &str, expected: &str| assert_eq!(general_property(property), expected);
        check("dcterms:license", "dcterms:license");
        check("resources[12].format", "resources[].format");
        check("a[1].b[2]", "a[].b[]");
        check("extras[inspire1].x9", "extras[inspire1].x9");
        check("<https://example.org/1>", "");
        check("_:b1", "");
    }
}
