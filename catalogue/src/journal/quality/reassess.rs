//! Assessing again what is published, when more is known about its links.

use super::read::{COLUMNS, Row};
use super::{Ledger, Measured};
use crate::journal::Journal;
use crate::journal::columns::to_triples;
use crate::{Error, Result};
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::mqa::{Links, Metric, Outcome, measure};
use jiff::Timestamp;
use oxrdf::{NamedNode, Triple};
use rusqlite::{OptionalExtension, params};

/// Datasets whose graphs are in memory at once.
const STEP: usize = 200;

/// A dataset, the version that was assessed, and what came of it.
struct Again {
    dataset: i64,
    seq: i64,
    published: Measured,
}

impl Journal {
    /// See [`crate::Catalogue::assess_again`].
    pub fn assess_again(&self, datasets: &[DatasetIri], links: &dyn Links) -> Result<u64> {
        let mut changed = 0;
        for step in datasets.chunks(STEP) {
            let measured = step.iter().map(|dataset| self.measured_again(dataset, links));
            let measured: Vec<Again> = measured.filter_map(Result::transpose).collect::<Result<_>>()?;
            changed += self.write("assessing again", |connection| {
                let mut ledger = Ledger::open(connection, Timestamp::now())?;
                let mut changed = 0;
                for again in measured {
                    // A version that came meanwhile was assessed when it came.
                    let is_current = connection
                        .prepare_cached("SELECT 1 FROM dataset WHERE id = ?1 AND current = ?2")?
                        .exists(params![again.dataset, again.seq])?;
                    changed += u64::from(is_current && ledger.replace(again.dataset, again.published)?);
                }
                ledger.close()?;
                Ok(changed)
            })?;
        }
        Ok(changed)
    }

    /// `None` if the dataset is unknown, withdrawn or was never assessed.
    fn measured_again(&self, dataset: &DatasetIri, links: &dyn Links) -> Result<Option<Again>> {
        let found = self.read("reading a dataset to assess", |connection| {
            let sql = format!(
                "SELECT {COLUMNS}, d.id, v.seq, v.graph
                 FROM dataset d JOIN quality q ON q.dataset = d.id JOIN version v ON v.seq = d.current
                 WHERE d.iri = ?1"
            );
            connection
                .prepare_cached(&sql)?
                .query_row([dataset.as_str()], |row| {
                    Ok((Row::read(row)?, row.get(15)?, row.get(16)?, row.get::<_, Vec<u8>>(17)?))
                })
                .optional()
        })?;
        let Some((row, id, seq, graph)) = found else {
            return Ok(None);
        };
        let damaged = |reason| Error::Damaged { seq: i64::unsigned_abs(seq), reason };
        let triples: Vec<Triple> = to_triples(&graph).map_err(damaged)?;
        let before = row.content.published;
        // The graph is the same, and so is what the constraints say about it.
        let conforms = match before.assessment.outcome(Metric::DcatApCompliance) {
            Outcome::Pending => None,
            outcome => Some(outcome == Outcome::Gained),
        };
        let node = NamedNode::new_unchecked(dataset.as_str());
        let assessment = measure(&triples, node.as_ref(), links, conforms);
        Ok(Some(Again { dataset: id, seq, published: Measured { assessment, ..before } }))
    }
}
