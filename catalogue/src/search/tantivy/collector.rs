//! One pass over all matches: which pass the filters, the best of them in the order asked for, and
//! the counts of every facet.

use super::columns::{Columns, FacetColumn};
use super::state::State;
use crate::search::Sort;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// Collects one page.
pub struct PageCollector {
    /// The state searched.
    pub state: Arc<State>,
    /// Chosen values of each facet, in the order of `Facet::ALL`; none chosen means any.
    pub chosen: [Vec<String>; 5],
    /// The order.
    pub sort: Sort,
    /// Whether matches have a score worth sorting by.
    pub scored: bool,
    /// How many of the best documents are wanted.
    pub wanted: usize,
}

/// What was collected.
pub struct Collected {
    /// Matches that pass all filters.
    pub total: u64,
    /// The best of them, best first.
    pub best: Vec<DocAddress>,
    /// For each facet, its values with their counts, not sorted.
    pub facets: [HashMap<String, u64>; 5],
}

/// A match on its way to the page. Larger numbers come first.
struct Entry {
    /// Collation key, where titles decide.
    title: Option<String>,
    key: [u64; 3],
    address: DocAddress,
}

impl Entry {
    /// Before whom this one comes.
    fn order(&self, other: &Self) -> Ordering {
        let title = self.title.cmp(&other.title);
        title.then_with(|| other.key.cmp(&self.key)).then_with(|| self.address.cmp(&other.address))
    }
}

impl Collector for PageCollector {
    type Fruit = Collected;
    type Child = SegmentPage;

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentPage> {
        let columns = self.state.columns(segment)?;
        let facets =
            columns.facets.iter().zip(&self.chosen).map(|(facet, chosen)| Counter::new(facet, chosen));
        Ok(SegmentPage {
            ordinal,
            facets: facets.collect(),
            columns,
            sort: self.sort,
            scored: self.scored,
            total: 0,
            wanted: self.wanted,
            best: Vec::new(),
            threshold: None,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scored && self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<SegmentFruit>>) -> tantivy::Result<Collected> {
        let mut collected = Collected { total: 0, best: Vec::new(), facets: Default::default() };
        let mut best = Vec::new();
        for segment in segments {
            let segment = segment?;
            collected.total += segment.total;
            best.extend(segment.best);
            for (all, counts) in collected.facets.iter_mut().zip(segment.facets) {
                for (value, count) in counts {
                    *all.entry(value).or_default() += count;
                }
            }
        }
        best.sort_unstable_by(Entry::order);
        best.truncate(self.wanted);
        collected.best = best.into_iter().map(|entry| entry.address).collect();
        Ok(collected)
    }
}

/// What a segment gave.
pub struct SegmentFruit {
    total: u64,
    best: Vec<Entry>,
    facets: Vec<Vec<(String, u64)>>,
}

/// Collects within one segment.
pub struct SegmentPage {
    ordinal: SegmentOrdinal,
    columns: Arc<Columns>,
    facets: Vec<Counter>,
    sort: Sort,
    scored: bool,
    total: u64,
    wanted: usize,
    /// At most twice as many as wanted.
    best: Vec<([u64; 3], DocId)>,
    /// The worst key that can still be among the best.
    threshold: Option<[u64; 3]>,
}

impl SegmentCollector for SegmentPage {
    type Fruit = tantivy::Result<SegmentFruit>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let mut refusing = None;
        for (index, (counter, column)) in self.facets.iter().zip(&self.columns.facets).enumerate() {
            if !counter.passes(column.of(doc)) {
                if refusing.is_some() {
                    return;
                }
                refusing = Some(index);
            }
        }
        // A facet is counted as if none of its own values were chosen: a document that only it
        // refuses still counts for it.
        if let Some(index) = refusing {
            self.facets[index].count(self.columns.facets[index].of(doc));
            return;
        }
        self.total += 1;
        for (counter, column) in self.facets.iter_mut().zip(&self.columns.facets) {
            counter.count(column.of(doc));
        }
        if self.wanted > 0 {
            self.rank(doc, score);
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        self.keep_best();
        let mut best = Vec::with_capacity(self.best.len());
        for (key, doc) in std::mem::take(&mut self.best) {
            best.push(self.entry(key, doc)?);
        }
        let facets =
            self.facets.iter().zip(&self.columns.facets).map(|(counter, column)| counter.values(column));
        let facets = facets.collect();
        Ok(SegmentFruit { total: self.total, best, facets })
    }
}

impl SegmentPage {
    fn rank(&mut self, doc: DocId, score: Score) {
        let key = self.key(doc, score);
        if self.threshold.is_some_and(|threshold| key < threshold) {
            return;
        }
        self.best.push((key, doc));
        if self.best.len() >= 2 * self.wanted.max(50) {
            self.keep_best();
            self.threshold = self.best.iter().map(|(key, _)| *key).min();
        }
    }

    fn keep_best(&mut self) {
        if self.best.len() > self.wanted {
            self.best.select_nth_unstable_by(self.wanted, |left, right| {
                right.0.cmp(&left.0).then(left.1.cmp(&right.1))
            });
            self.best.truncate(self.wanted);
        }
    }

    /// What decides the order within this segment, larger first.
    fn key(&self, doc: DocId, score: Score) -> [u64; 3] {
        let row = self.columns.row(doc);
        match self.sort {
            // The bits of positive floats are in the order of the floats.
            Sort::Relevance if self.scored => [u64::from(score.max(0.0).to_bits()), row.modified, row.tie],
            Sort::Relevance | Sort::Modified => [row.modified, row.harvested, row.tie],
            Sort::Harvested => [row.harvested, row.modified, row.tie],
            Sort::Title => [u64::MAX - row.title, row.tie, 0],
        }
    }

    /// The key made comparable with other segments: ordinals of titles become titles.
    fn entry(&self, key: [u64; 3], doc: DocId) -> tantivy::Result<Entry> {
        let address = DocAddress::new(self.ordinal, doc);
        if self.sort != Sort::Title {
            return Ok(Entry { title: None, key, address });
        }
        let title = self.columns.title(u64::MAX - key[0])?;
        Ok(Entry { title: Some(title), key: [0, key[1], 0], address })
    }
}

/// Counts the values of a facet in one segment by their ordinals.
struct Counter {
    /// By ordinal; `None` if nothing is chosen.
    chosen: Option<Vec<bool>>,
    counts: Vec<u64>,
}

impl Counter {
    fn new(column: &FacetColumn, chosen: &[String]) -> Self {
        let is_chosen =
            (!chosen.is_empty()).then(|| column.values.iter().map(|value| chosen.contains(value)).collect());
        Self { chosen: is_chosen, counts: vec![0; column.values.len()] }
    }

    fn passes(&self, ordinals: &[u32]) -> bool {
        self.chosen.as_ref().is_none_or(|chosen| ordinals.iter().any(|&ordinal| chosen[ordinal as usize]))
    }

    fn count(&mut self, ordinals: &[u32]) {
        for &ordinal in ordinals {
            self.counts[ordinal as usize] += 1;
        }
    }

    fn values(&self, column: &FacetColumn) -> Vec<(String, u64)> {
        let counted = column.values.iter().zip(&self.counts).filter(|(_, count)| **count > 0);
        counted.map(|(value, count)| (value.clone(), *count)).collect()
    }
}
