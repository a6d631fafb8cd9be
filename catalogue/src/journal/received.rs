//! What a source delivered for the current version of a dataset, to be shown beside what is published.

use super::Journal;
use crate::{Error, Result};
use datenkreis_vocab::identity::DatasetIri;
use rusqlite::{Connection, OptionalExtension, params};

/// A record as its source delivered it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// In which dialect, e.g. `ckan`; the harvester gives the names and reads them.
    pub dialect: String,
    /// The record in that dialect.
    pub payload: Vec<u8>,
}

impl Journal {
    /// See [`crate::Catalogue::received`].
    pub fn received(&self, dataset: &DatasetIri) -> Result<Option<Received>> {
        let row: Option<(u64, String, Vec<u8>)> = self.read("reading a record", |connection| {
            connection
                .prepare_cached(
                    "SELECT d.current, r.dialect, r.payload FROM dataset d JOIN received r ON r.dataset = d.id
                     WHERE d.iri = ?1",
                )?
                .query_row([dataset.as_str()], |row| Ok((super::to_count(row, 0)?, row.get(1)?, row.get(2)?)))
                .optional()
        })?;
        let Some((seq, dialect, compressed)) = row else {
            return Ok(None);
        };
        let payload = zstd::stream::decode_all(&*compressed);
        let payload = payload.map_err(|error| Error::Damaged { seq, reason: error.to_string() })?;
        Ok(Some(Received { dialect, payload }))
    }
}

/// A record as kept; compressed before the transaction begins.
pub(super) struct Compressed {
    dialect: String,
    payload: Vec<u8>,
}

impl Compressed {
    pub(super) fn new(received: Received) -> rusqlite::Result<Self> {
        Ok(Self { dialect: received.dialect, payload: super::columns::from_graph(&received.payload)? })
    }

    /// Replaces what was received for the dataset before.
    pub(super) fn keep(&self, connection: &Connection, dataset: i64) -> rusqlite::Result<()> {
        // What the portal says itself was received from nobody.
        if self.dialect.is_empty() {
            return forget(connection, dataset);
        }
        connection
            .prepare_cached(
                "INSERT INTO received (dataset, dialect, payload) VALUES (?1, ?2, ?3)
                 ON CONFLICT (dataset) DO UPDATE SET dialect = excluded.dialect, payload = excluded.payload",
            )?
            .execute(params![dataset, self.dialect, self.payload])?;
        Ok(())
    }
}

/// Nothing stands behind a dataset that was withdrawn.
pub(super) fn forget(connection: &Connection, dataset: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM received WHERE dataset = ?1")?.execute([dataset])?;
    Ok(())
}
