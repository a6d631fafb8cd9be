//! What is imperfect in the published datasets of a source, grouped by rule.

use super::Journal;
use super::columns::to_count;
use crate::Result;
use crate::catalogue::FindingSummary;
use datenkreis_vocab::identity::{DatasetIri, SourceId};
use datenkreis_vocab::model::{LangString, best};
use datenkreis_vocab::ns::dcterms;

impl Journal {
    /// See [`crate::Catalogue::findings`].
    pub fn findings(&self, source: &SourceId) -> Result<Vec<FindingSummary>> {
        let counted: Vec<(String, u64, String)> = self.read("counting findings", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT rule, datasets, d.iri
                 FROM (SELECT rule, count(*) AS datasets, min(dataset) AS example
                       FROM broken_rule WHERE source = ?1 GROUP BY rule)
                 JOIN dataset d ON d.id = example
                 ORDER BY datasets DESC, rule",
            )?;
            let rows = select
                .query_map([source.as_str()], |row| Ok((row.get(0)?, to_count(row, 1)?, row.get(2)?)))?;
            rows.collect()
        })?;
        let mut summaries = Vec::with_capacity(counted.len());
        for (rule, datasets, example) in counted {
            let example = DatasetIri::new(example);
            // A commit between the two reads may have changed the example; then it is left out until
            // the next look.
            let Some(version) = self.current(&example)? else {
                continue;
            };
            let Some(finding) = version.findings.into_iter().find(|finding| finding.rule == rule) else {
                continue;
            };
            let titles: Vec<LangString> = version
                .triples
                .iter()
                .filter(|triple| triple.predicate.as_ref() == dcterms::TITLE && is(&triple.subject, &example))
                .filter_map(|triple| LangString::from_term(&triple.object))
                .collect();
            let example_title = best(&titles, "de").map(|title| title.value.clone()).unwrap_or_default();
            summaries.push(FindingSummary { rule, datasets, example, example_title, finding });
        }
        Ok(summaries)
    }
}

fn is(subject: &oxrdf::NamedOrBlankNode, dataset: &DatasetIri) -> bool {
    matches!(subject, oxrdf::NamedOrBlankNode::NamedNode(node) if node.as_str() == dataset.as_str())
}
