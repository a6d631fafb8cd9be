//! A record as a source delivered it.

use crate::mapping::Mapping;
use datenkreis_catalogue::journal::Received;
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::identity::NativeId;
use datenkreis_vocab::model::{Agent, Dataset};
use std::borrow::Cow;

/// One record as received; interpretation is left to its payload.
pub struct SourceRecord {
    /// The source's own id for it.
    pub native_id: NativeId,
    /// The record in its own dialect.
    pub payload: Box<dyn Payload>,
    /// What the source noticed while reading it (a mended IRI, a dropped triple).
    pub findings: Vec<Finding>,
}

/// A record in the dialect of its source. Implemented once per dialect in [`crate::mapping`].
pub trait Payload: Send + Sync {
    /// The bytes by which a change is noticed: the same record always gives the same bytes, and
    /// what changes with every request (tracking numbers, order of keys) is left out.
    fn canonical(&self) -> Cow<'_, [u8]>;

    /// The record as a person at the source would know it, to be shown beside what is published.
    fn received(&self) -> Received;

    /// Who publishes the source's catalogue, as far as the record's page tells: for a record that names no
    /// publisher itself.
    fn publisher(&self) -> Option<&Agent> {
        None
    }

    /// Maps to the model: a total function, without clock or network.
    fn map(&self, native_id: &NativeId, mapping: &Mapping) -> (Dataset, Vec<Finding>);
}
