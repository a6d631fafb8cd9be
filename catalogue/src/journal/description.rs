//! What the portal says about the catalogue itself.

use super::columns::{from_graph, to_triples};
use super::{Journal, failed};
use crate::rdf::canonical;
use crate::{Error, Result};
use oxrdf::Triple;
use rusqlite::OptionalExtension;

impl Journal {
    /// The description last given; empty if none was.
    pub fn description(&self) -> Result<Vec<Triple>> {
        let graph: Option<Vec<u8>> = self.read("reading the catalogue's description", |connection| {
            connection.query_row("SELECT graph FROM description", [], |row| row.get(0)).optional()
        })?;
        to_triples(&graph.unwrap_or_default()).map_err(|reason| Error::Damaged { seq: 0, reason })
    }

    /// Keeps a description.
    pub fn describe(&self, base: &str, triples: &[Triple]) -> Result<()> {
        let graph =
            from_graph(&canonical::n_quads(triples, base)).map_err(failed("compressing the description"))?;
        self.write("keeping the catalogue's description", |connection| {
            connection.execute("INSERT OR REPLACE INTO description (id, graph) VALUES (1, ?1)", [graph])?;
            Ok(())
        })
    }
}
