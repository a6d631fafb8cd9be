//! The fields of the index and how a document is put into them.

use crate::search::analyzer::{self, VERSION};
use crate::search::{Facet, Hit, SearchDocument};
use datenkreis_vocab::identity::DatasetIri;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{TantivyDocument, Term};

/// Characters of a description that are kept for summaries.
const LONGEST_STORED_DESCRIPTION: usize = 20_000;

/// The schema and its fields.
pub struct Fields {
    /// The schema as written into the index; another one on disk means another version.
    pub schema: Schema,
    /// The dataset's IRI, the key of the document.
    pub dataset: Field,
    /// Fields searched, with the weight of an exact match in each.
    pub text: [(Field, f32); 5],
    /// Everything in the text fields once more, without frequencies: compounds are looked up here.
    pub all: Field,
    /// Words as they stand in the texts, for mending typing errors.
    pub words: Field,
    facets: [Field; 5],
    modified: Field,
    harvested: Field,
    title_key: Field,
    tie: Field,
    stored: Field,
}

/// What a hit shows, kept with the document.
#[derive(Debug, Serialize, Deserialize)]
pub struct Stored {
    dataset: String,
    title: String,
    title_language: Option<String>,
    /// The whole description, for the summary.
    pub description: String,
    description_language: Option<String>,
    publisher: Option<String>,
    municipality: Vec<String>,
    theme: Vec<String>,
    format: Vec<String>,
    license: Vec<String>,
    source: String,
    modified: Option<jiff::civil::Date>,
    harvested: i64,
}

impl Fields {
    /// Builds the schema.
    pub fn new() -> Self {
        let mut builder = Schema::builder();
        let text = |tokenizer: &str, record| {
            let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record);
            TextOptions::default().set_indexing_options(indexing)
        };
        let stems = text(&stems_name(), IndexRecordOption::WithFreqsAndPositions);
        let facet = TextOptions::default().set_fast("raw");
        let dataset = builder.add_text_field("dataset", STRING);
        Self {
            dataset,
            text: [
                (builder.add_text_field("title", stems.clone()), 5.0),
                (builder.add_text_field("keyword", stems.clone()), 3.0),
                (builder.add_text_field("place", stems.clone()), 2.0),
                (builder.add_text_field("description", stems.clone()), 1.0),
                (builder.add_text_field("more", stems), 0.5),
            ],
            all: builder.add_text_field("all", text(&stems_name(), IndexRecordOption::Basic)),
            words: builder.add_text_field("words", text(&words_name(), IndexRecordOption::Basic)),
            facets: Facet::ALL
                .map(|facet_kind| builder.add_text_field(facet_name(facet_kind), facet.clone())),
            modified: builder.add_i64_field(MODIFIED, FAST),
            harvested: builder.add_i64_field(HARVESTED, FAST),
            title_key: builder.add_text_field(TITLE_KEY, facet),
            tie: builder.add_u64_field(TIE, FAST),
            stored: builder.add_bytes_field("stored", STORED),
            schema: builder.build(),
        }
    }

    /// The key of a document.
    pub fn key(&self, dataset: &str) -> Term {
        Term::from_field_text(self.dataset, dataset)
    }

    /// Puts a document into the fields.
    pub fn document(&self, document: SearchDocument) -> serde_json::Result<TantivyDocument> {
        let mut fields = TantivyDocument::new();
        fields.add_text(self.dataset, &document.dataset);
        let keywords = document.keyword.join("\n");
        let places = format!("{}\n{}", document.places, document.publisher.as_deref().unwrap_or_default());
        let further = [&document.distributions, &document.other_titles, &document.labels, &document.source];
        let more = further.map(String::as_str).join("\n");
        let texts = [&document.title, &keywords, &places, &document.description, &more];
        for ((field, _), text) in self.text.iter().zip(texts) {
            fields.add_text(*field, text);
            fields.add_text(self.all, text);
            fields.add_text(self.words, text);
        }
        let facets = [&document.municipality, &document.theme, &document.format, &document.license];
        for (field, values) in self.facets.iter().zip(facets) {
            let mut values: Vec<&String> = values.iter().collect();
            values.sort();
            values.dedup();
            values.into_iter().for_each(|value| fields.add_text(*field, value));
        }
        if !document.source.is_empty() {
            fields.add_text(self.facets[4], &document.source);
        }
        if let Some(modified) = document.modified {
            fields.add_i64(self.modified, day_number(modified));
        }
        fields.add_i64(self.harvested, document.harvested);
        fields.add_text(self.title_key, analyzer::collation_key(&document.title));
        fields.add_u64(self.tie, tie(&document.dataset));
        fields.add_bytes(self.stored, &serde_json::to_vec(&Stored::new(document))?);
        Ok(fields)
    }

    /// What a document stored; `None` if the document is not ours.
    pub fn stored(&self, document: &TantivyDocument) -> Option<Stored> {
        use tantivy::schema::Value;
        serde_json::from_slice(document.get_first(self.stored)?.as_bytes()?).ok()
    }
}

impl Stored {
    fn new(document: SearchDocument) -> Self {
        let mut description = document.description;
        if let Some((end, _)) = description.char_indices().nth(LONGEST_STORED_DESCRIPTION) {
            description.truncate(end);
        }
        Self {
            dataset: document.dataset,
            title: document.title,
            title_language: document.title_language,
            description,
            description_language: document.description_language,
            publisher: document.publisher,
            municipality: document.municipality,
            theme: document.theme,
            format: document.format,
            license: document.license,
            source: document.source,
            modified: document.modified,
            harvested: document.harvested,
        }
    }

    /// The hit, still without summary.
    pub fn into_hit(self) -> Hit {
        Hit {
            dataset: DatasetIri::new(self.dataset),
            title: self.title,
            title_language: self.title_language,
            summary: String::new(),
            highlights: Vec::new(),
            summary_language: self.description_language,
            publisher: self.publisher,
            municipality: self.municipality,
            theme: self.theme,
            format: self.format,
            license: self.license,
            source: self.source,
            modified: self.modified,
            harvested: self.harvested,
        }
    }
}

/// dcterms:modified in days; absent if unknown.
pub const MODIFIED: &str = "modified";
/// Unix seconds of the first version.
pub const HARVESTED: &str = "harvested";
/// Collation key of the title.
pub const TITLE_KEY: &str = "title_key";
/// Decides between equals, always in the same way.
pub const TIE: &str = "tie";

/// The field of a facet.
pub fn facet_name(facet: Facet) -> &'static str {
    match facet {
        Facet::Municipality => "municipality",
        Facet::Theme => "theme",
        Facet::Format => "format",
        Facet::License => "license",
        Facet::Source => "source",
    }
}

/// The analyzers under the names the schema uses.
pub fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(&stems_name(), analyzer::stems());
    tokenizers.register(&words_name(), analyzer::words());
    tokenizers
}

fn stems_name() -> String {
    format!("german_stems_{VERSION}")
}

fn words_name() -> String {
    format!("words_{VERSION}")
}

fn day_number(date: jiff::civil::Date) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.duration_since(epoch).as_hours() / 24
}

fn tie(dataset: &str) -> u64 {
    let hash = Sha256::digest(dataset.as_bytes());
    hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
