//! The embedded index. What lies on disk is a projection: whatever is wrong with it, it is made
//! anew, empty, and the catalogue fills it again from the journal.

mod collector;
mod columns;
mod matching;
mod schema;
mod state;
mod vocabulary;

use super::summary::summary;
use super::{Facet, FacetValue, Hit, SearchDocument, SearchIndex, SearchPage, SearchQuery, analyzer};
use crate::{Error, Result};
use collector::{Collected, PageCollector};
use datenkreis_vocab::identity::{DatasetIri, Seq};
use matching::{Mending, matching};
use parking_lot::Mutex;
use schema::Fields;
use state::State;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tantivy::directory::MmapDirectory;
use tantivy::indexer::IndexWriterOptions;
use tantivy::{
    DocAddress, Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, TantivyError,
};

/// Memory the writer fills before it writes a segment, in bytes.
const WRITER_MEMORY_BYTES: usize = 40_000_000;
/// Hits that can be skipped and returned, at most.
const MOST_SKIPPED: usize = 10_000;
const MOST_RETURNED: usize = 1_000;

/// An index in a directory of its own.
pub struct TantivyIndex {
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
    applied: AtomicU64,
    /// The state last searched.
    state: Mutex<Option<Arc<State>>>,
}

/// A page, and whether a word that was searched occurs nowhere.
struct Answer {
    page: SearchPage,
    has_unknown: bool,
}

impl TantivyIndex {
    /// Opens the index in `directory`. If there is none, or it is damaged, or it was written by
    /// another version of this program, an empty one takes its place and [`SearchIndex::applied`]
    /// is 0.
    pub fn open(directory: &Path) -> Result<Self> {
        if directory.exists() {
            match Self::open_existing(directory) {
                Ok(index) => return Ok(index),
                Err(error) => {
                    tracing::warn!(%error, directory = %directory.display(), "the search index is made anew");
                    remove(directory)?;
                }
            }
        }
        std::fs::create_dir_all(directory).map_err(|source| Error::Io {
            doing: "creating",
            path: directory.into(),
            source,
        })?;
        Self::create(directory).map_err(|source| Error::Index { doing: "creating it", source })
    }

    fn open_existing(directory: &Path) -> tantivy::Result<Self> {
        let fields = Fields::new();
        let mut index = Index::open(MmapDirectory::open(directory)?)?;
        if index.schema() != fields.schema {
            return Err(TantivyError::SchemaError("written by another version".into()));
        }
        let damaged = index.validate_checksum()?;
        if let Some(file) = damaged.iter().next() {
            return Err(TantivyError::InternalError(format!("{} is damaged", file.display())));
        }
        index.set_tokenizers(schema::tokenizers());
        let applied = match index.load_metas()?.payload {
            Some(seq) => {
                seq.parse().map_err(|_| TantivyError::InternalError(format!("`{seq}` is no seq")))?
            }
            None => 0,
        };
        Self::new(index, fields, applied)
    }

    fn create(directory: &Path) -> tantivy::Result<Self> {
        let fields = Fields::new();
        let index = Index::builder()
            .schema(fields.schema.clone())
            .tokenizers(schema::tokenizers())
            .open_or_create(MmapDirectory::open(directory)?)?;
        Self::new(index, fields, 0)
    }

    fn new(index: Index, fields: Fields, applied: u64) -> tantivy::Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let options = IndexWriterOptions::builder()
            .memory_budget_per_thread(WRITER_MEMORY_BYTES)
            .num_worker_threads(1)
            .num_merge_threads(1)
            .build();
        let writer = index.writer_with_options(options)?;
        Ok(Self {
            fields,
            reader,
            writer: Mutex::new(writer),
            applied: AtomicU64::new(applied),
            state: Mutex::new(None),
        })
    }

    /// The newest committed state, read when first asked for.
    fn state(&self) -> tantivy::Result<Arc<State>> {
        let mut held = self.state.lock();
        let searcher = self.reader.searcher();
        if let Some(state) = &*held
            && state.searcher.generation() == searcher.generation()
        {
            return Ok(Arc::clone(state));
        }
        let state = Arc::new(State::new(searcher, held.as_deref(), &self.fields)?);
        *held = Some(Arc::clone(&state));
        Ok(state)
    }

    fn commit(&self, put: Vec<SearchDocument>, withdrawn: &[DatasetIri], seq: Seq) -> tantivy::Result<()> {
        let mut writer = self.writer.lock();
        let result = self.write(&mut writer, put, withdrawn, seq);
        if result.is_err() {
            // What was written half must not slip into the next commit.
            writer.rollback()?;
        }
        result
    }

    fn write(
        &self,
        writer: &mut IndexWriter,
        put: Vec<SearchDocument>,
        withdrawn: &[DatasetIri],
        seq: Seq,
    ) -> tantivy::Result<()> {
        for dataset in withdrawn {
            writer.delete_term(self.fields.key(dataset.as_str()));
        }
        for document in put {
            let key = self.fields.key(&document.dataset);
            let document = self
                .fields
                .document(document)
                .map_err(|error| TantivyError::InternalError(error.to_string()))?;
            writer.delete_term(key);
            writer.add_document(document)?;
        }
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&seq.to_string());
        commit.commit()?;
        self.reader.reload()?;
        self.applied.store(seq.0, Ordering::Release);
        Ok(())
    }

    fn page(&self, query: &SearchQuery) -> tantivy::Result<SearchPage> {
        let state = self.state()?;
        let as_typed = self.page_as(query, Mending::None, &state)?;
        if !as_typed.has_unknown {
            return Ok(as_typed.page);
        }
        for mending in [Mending::Parts, Mending::End, Mending::Typos] {
            let mended = self.page_as(query, mending, &state)?;
            if mended.page.total > 0 {
                return Ok(mended.page);
            }
        }
        Ok(as_typed.page)
    }

    fn page_as(&self, query: &SearchQuery, mending: Mending, state: &Arc<State>) -> tantivy::Result<Answer> {
        let matching = matching(&query.text, mending, state.vocabulary(), &self.fields)?;
        let offset = query.offset.min(MOST_SKIPPED);
        let limit = if query.offset > MOST_SKIPPED { 0 } else { query.limit.min(MOST_RETURNED) };
        let wanted = if limit == 0 { 0 } else { offset + limit };
        let chosen = Facet::ALL.map(|facet| values_of(&query.filters, facet));
        let collector = PageCollector {
            state: Arc::clone(state),
            chosen,
            sort: query.sort,
            scored: matching.scored,
            wanted,
        };
        let Collected { total, best, facets } = state.searcher.search(&*matching.query, &collector)?;
        let hits = self.hits(&state.searcher, best.get(offset..).unwrap_or_default(), &matching.marks)?;
        let facets =
            Facet::ALL.into_iter().zip(facets).zip(&collector.chosen).map(|((facet, mut counts), chosen)| {
                // A chosen value stays in sight even if nothing has it any more.
                chosen.iter().for_each(|value| {
                    counts.entry(value.clone()).or_default();
                });
                let mut values: Vec<FacetValue> =
                    counts.into_iter().map(|(value, count)| FacetValue { value, count }).collect();
                values.sort_by(|left, right| {
                    right.count.cmp(&left.count).then_with(|| left.value.cmp(&right.value))
                });
                (facet, values)
            });
        let page = SearchPage { total, hits, facets: facets.collect(), corrected: matching.corrected };
        Ok(Answer { page, has_unknown: matching.has_unknown })
    }

    fn hits(
        &self,
        searcher: &Searcher,
        best: &[DocAddress],
        marks: &HashSet<String>,
    ) -> tantivy::Result<Vec<Hit>> {
        let mut stemmer = analyzer::stems();
        let mut hits = Vec::with_capacity(best.len());
        for &address in best {
            let document: TantivyDocument = searcher.doc(address)?;
            let stored = self.fields.stored(&document);
            let stored = stored
                .ok_or_else(|| TantivyError::InternalError("a stored document is unreadable".into()))?;
            let (summary, highlights) = summary(&stored.description, marks, &mut stemmer);
            hits.push(Hit { summary, highlights, ..stored.into_hit() });
        }
        Ok(hits)
    }
}

impl SearchIndex for TantivyIndex {
    fn applied(&self) -> Seq {
        Seq(self.applied.load(Ordering::Acquire))
    }

    fn apply(&self, put: Vec<SearchDocument>, withdrawn: &[DatasetIri], seq: Seq) -> Result<()> {
        self.commit(put, withdrawn, seq).map_err(|source| Error::Index { doing: "writing", source })
    }

    fn prepare(&self) -> Result<()> {
        self.state()
            .and_then(|state| state.vocabulary().prepare(&self.fields))
            .map_err(|source| Error::Index { doing: "reading its words", source })
    }

    fn count(&self) -> Result<u64> {
        Ok(self.reader.searcher().num_docs())
    }

    fn search(&self, query: &SearchQuery) -> Result<SearchPage> {
        self.page(query).map_err(|source| Error::Index { doing: "searching", source })
    }
}

fn values_of(filters: &[(Facet, String)], facet: Facet) -> Vec<String> {
    filters.iter().filter(|(chosen, _)| *chosen == facet).map(|(_, value)| value.clone()).collect()
}

fn remove(directory: &Path) -> Result<()> {
    let result =
        if directory.is_dir() { std::fs::remove_dir_all(directory) } else { std::fs::remove_file(directory) };
    result.map_err(|source| Error::Io { doing: "removing", path: directory.into(), source })
}

#[cfg(test)]
mod tests;
