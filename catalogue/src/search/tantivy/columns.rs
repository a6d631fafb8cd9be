//! Facet values and sort keys of one segment as plain arrays: what a search reads for every match.
//! Segments never change, so this is read from the fast fields once.

use super::schema::{self, HARVESTED, MODIFIED, TIE, TITLE_KEY};
use crate::search::Facet;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader, TantivyError};

/// The columns of a segment.
pub struct Columns {
    /// In the order of [`Facet::ALL`].
    pub facets: Vec<FacetColumn>,
    rows: Vec<Row>,
    titles: Option<StrColumn>,
}

/// What a document is sorted by; larger numbers are later, 0 is unknown.
#[derive(Clone, Copy)]
pub struct Row {
    /// dcterms:modified.
    pub modified: u64,
    /// When the first version was committed.
    pub harvested: u64,
    /// Ordinal of the collation key among those of the segment; the largest number if there is none.
    pub title: u64,
    /// Decides between equals.
    pub tie: u64,
}

/// One facet of a segment.
pub struct FacetColumn {
    /// The values by ordinal.
    pub values: Vec<String>,
    /// Where the ordinals of each document begin, and the end of the last one.
    starts: Vec<u32>,
    /// All below the number of values.
    ordinals: Vec<u32>,
}

impl Columns {
    /// Reads the columns.
    pub fn read(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let modified: Option<Column<i64>> = fast.column_opt(MODIFIED)?;
        let harvested: Option<Column<i64>> = fast.column_opt(HARVESTED)?;
        let ties: Option<Column<u64>> = fast.column_opt(TIE)?;
        let titles = fast.str(TITLE_KEY)?;
        let number = |column: &Option<Column<i64>>, doc| {
            // From i64 to u64 in the same order.
            column.as_ref().and_then(|column| column.first(doc)).map_or(0, |value| (value as u64) ^ (1 << 63))
        };
        let row = |doc| Row {
            modified: number(&modified, doc),
            harvested: number(&harvested, doc),
            title: titles.as_ref().and_then(|titles| titles.ords().first(doc)).unwrap_or(u64::MAX),
            tie: ties.as_ref().and_then(|ties| ties.first(doc)).unwrap_or(0),
        };
        let rows = (0..segment.max_doc()).map(row).collect();
        let mut facets = Vec::with_capacity(Facet::ALL.len());
        for facet in Facet::ALL {
            facets.push(FacetColumn::read(fast.str(schema::facet_name(facet))?, segment.max_doc())?);
        }
        Ok(Self { facets, rows, titles })
    }

    /// The sort keys of a document of this segment.
    pub fn row(&self, doc: DocId) -> Row {
        self.rows[doc as usize]
    }

    /// The collation key with this ordinal; empty if there is none.
    pub fn title(&self, ordinal: u64) -> tantivy::Result<String> {
        let mut title = String::new();
        if let Some(titles) = &self.titles {
            titles.ord_to_str(ordinal, &mut title)?;
        }
        Ok(title)
    }
}

impl FacetColumn {
    fn read(column: Option<StrColumn>, documents: DocId) -> tantivy::Result<Self> {
        let mut read = Self { values: Vec::new(), starts: vec![0], ordinals: Vec::new() };
        if let Some(column) = &column {
            for ordinal in 0..column.num_terms() as u64 {
                let mut value = String::new();
                column.ord_to_str(ordinal, &mut value)?;
                read.values.push(value);
            }
        }
        for doc in 0..documents {
            for ordinal in column.iter().flat_map(|column| column.term_ords(doc)) {
                let ordinal =
                    u32::try_from(ordinal).ok().filter(|&ordinal| (ordinal as usize) < read.values.len());
                let damaged =
                    || TantivyError::InternalError("a facet value without entry in its dictionary".into());
                read.ordinals.push(ordinal.ok_or_else(damaged)?);
            }
            read.starts.push(read.ordinals.len() as u32);
        }
        Ok(read)
    }

    /// The ordinals of a document of this segment.
    pub fn of(&self, doc: DocId) -> &[u32] {
        let doc = doc as usize;
        &self.ordinals[self.starts[doc] as usize..self.starts[doc + 1] as usize]
    }
}
