//! One committed state of the index with what is kept of it in memory. Segments never change, so
//! what was read of a segment serves all states that contain it.

use super::columns::Columns;
use super::schema::Fields;
use super::vocabulary::{Stems, Vocabulary};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader, TantivyError};

/// A state to be searched.
pub struct State {
    /// The segments.
    pub searcher: Searcher,
    segments: HashMap<SegmentId, Segment>,
    vocabulary: OnceLock<Vocabulary>,
}

#[derive(Clone)]
struct Segment {
    columns: Arc<Columns>,
    stems: Arc<Stems>,
}

impl State {
    /// Reads what `before` has not read already.
    pub fn new(searcher: Searcher, before: Option<&State>, fields: &Fields) -> tantivy::Result<Self> {
        let mut segments = HashMap::new();
        for reader in searcher.segment_readers() {
            let id = reader.segment_id();
            let segment = match before.and_then(|before| before.segments.get(&id)) {
                Some(segment) => segment.clone(),
                None => Segment {
                    columns: Arc::new(Columns::read(reader)?),
                    stems: Arc::new(Stems::read(reader, fields)?),
                },
            };
            segments.insert(id, segment);
        }
        Ok(Self { searcher, segments, vocabulary: OnceLock::new() })
    }

    /// The columns of a segment of this state.
    pub fn columns(&self, segment: &SegmentReader) -> tantivy::Result<Arc<Columns>> {
        let found = self.segments.get(&segment.segment_id());
        let unknown = || TantivyError::InternalError("a segment of another state".into());
        Ok(Arc::clone(&found.ok_or_else(unknown)?.columns))
    }

    /// The words of this state.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| {
            // In the order of the segments, so that equal states answer equally.
            let segments = self.searcher.segment_readers().iter();
            let stems = segments.filter_map(|reader| self.segments.get(&reader.segment_id()));
            Vocabulary::new(self.searcher.clone(), stems.map(|segment| Arc::clone(&segment.stems)).collect())
        })
    }
}
