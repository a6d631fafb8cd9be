//! What is wrong with a catalogue that somebody hands in, where it stands, and how to mend it: the one
//! engine behind `datenkreis check`, the page `/pruefen` and `POST /api/check`. Nothing is kept.
//!
//! RDF is judged as it arrived (`graph`), with the line of every statement (`places`). CKAN packages,
//! and the records of a configured source, are mapped first, as a harvest would (`records`), and what
//! is wrong is named by the source's own fields (`fields`). Start reading at [`Inspector`].

mod advice;
mod error;
mod fields;
mod folder;
mod graph;
mod json;
mod kind;
mod mapped;
mod mistyped;
mod notation;
mod outcome;
mod owners;
mod places;
mod records;
mod report;
mod score;
#[cfg(test)]
mod tests;
mod walk;

pub use error::InspectError;
pub use notation::Reading;
pub use report::{DatasetName, Document, Group, Inspection, Located, Place, Published, Recognised, Remark};
pub use score::{Chance, Score};

use crate::config::Region;
use crate::http::Fetcher;
use crate::rdf::Reader;
use crate::run::Configured;
use datenkreis_vocab::shapes::Profile;
use std::sync::Arc;
use url::Url;

/// How much of a feed or a portal is looked at. What lies beyond is told among the gaps.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Pages of a feed.
    pub pages: usize,
    /// Records of a portal or a source.
    pub records: usize,
    /// Bytes of all pages together.
    pub bytes: usize,
}

/// Looks at catalogues.
#[derive(Clone, Debug)]
pub struct Inspector {
    /// What is demanded.
    pub profile: Profile,
    /// How much is looked at.
    pub bounds: Bounds,
    /// The region, whose places mapping may know.
    pub region: Arc<Region>,
    /// What the IRIs of mapped records begin with, without trailing slash.
    pub base: String,
}

impl Inspector {
    /// Looks at a document. `name` is what a person calls it; relative IRIs resolve against `address`,
    /// whose extension helps to recognise the format.
    ///
    /// # Errors
    /// If nothing can be made of the document.
    pub async fn document(
        &self,
        name: &str,
        address: &Url,
        content_type: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Inspection, InspectError> {
        if let Some(what) = kind::of_bytes(&body, name) {
            return Err(InspectError::Unusable(what));
        }
        if records::are_packages(&body, content_type) {
            return records::of_file(self, name, address, content_type, body).await;
        }
        let document = Reader::default().read_with_lines(body, content_type, address).await?;
        graph::inspect(self, vec![(name.to_owned(), document)], vec![]).await
    }

    /// Looks at what an address leads to: a document, a feed with all its pages, or a CKAN portal.
    ///
    /// # Errors
    /// If the address cannot be asked, or nothing can be made of the answer.
    pub async fn address(&self, url: &Url, http: &Fetcher) -> Result<Inspection, InspectError> {
        walk::inspect(self, url, http).await
    }

    /// Looks at the records of a configured source, as a harvest would get them.
    ///
    /// # Errors
    /// If the source delivers nothing.
    pub async fn source(&self, configured: &Configured, http: &Fetcher) -> Result<Inspection, InspectError> {
        let kind = match configured.file.kind.get_ref().as_str() {
            "folder" => Recognised::Folder,
            kind => Recognised::Source(kind.to_owned()),
        };
        let mapping = Arc::clone(&configured.mapping);
        let name = configured.file.id.to_string();
        records::of_source(self, name, kind, configured.source.as_ref(), mapping, http).await
    }
}
