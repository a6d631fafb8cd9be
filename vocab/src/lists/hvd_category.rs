//! The categories of high-value datasets, for dcatap:hvdCategory: six top categories and their
//! details after the annex of Implementing Regulation (EU) 2023/138.

use super::{Found, List};
use std::sync::LazyLock;

/// The list.
pub static LIST: LazyLock<List> = LazyLock::new(|| List::parse(include_str!("../../data/hvd_category.tsv")));

/// The category that `found` means.
pub fn lookup(found: &str) -> Option<Found> {
    LIST.lookup(found)
}

/// The top category above a detailed one, by IRI; `None` for a top category. GovData's portal knows
/// the top categories only, the guideline of the regulation wants the details: a dataset states both.
pub fn top_category(iri: &str) -> Option<&'static str> {
    let top = LIST.entry(iri)?.value("top")?;
    LIST.entries().iter().find(|entry| entry.local == top).map(|entry| entry.iri.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_detail_has_a_top_category() {
        let tops = LIST.entries().iter().filter(|entry| entry.has("top")).count();
        assert_eq!(tops, 6);
        for entry in LIST.entries() {
            assert_eq!(top_category(&entry.iri).is_none(), entry.has("top"), "{}", entry.iri);
        }
    }
}
