//! The addresses of an organisation's datasets.

use super::super::columns::{from_code, from_count, to_count};
use super::super::{Journal, failed, findings::title_of};
use super::read::{STATE_COLUMNS, state};
use super::{BadLink, LinkHealth, LinkState, LinkedDataset};
use crate::Result;
use datenkreis_vocab::identity::{DatasetIri, SourceId};
use rusqlite::{Connection, params};

/// The addresses of an organisation, with `?1` its id.
const OF_ORGANISATION: &str = "l.id IN (SELECT u.link FROM quality q JOIN link_use u ON u.dataset = q.dataset
         WHERE q.organisation = ?1)";

impl Journal {
    /// See [`crate::Catalogue::links_of_organisation`].
    pub fn links_of_organisation(
        &self,
        organisation: &str,
        health: LinkHealth,
        offset: u64,
        limit: u64,
    ) -> Result<(u64, Vec<BadLink>)> {
        self.with_reader("listing links of an organisation", |connection| {
            let listing = failed("listing links of an organisation");
            let total = count(connection, organisation, health).map_err(&listing)?;
            let sql = format!(
                "SELECT {STATE_COLUMNS}, l.id FROM link l WHERE l.health = ?2 AND {OF_ORGANISATION}
                 ORDER BY l.url LIMIT ?3 OFFSET ?4"
            );
            let values = params![
                organisation,
                from_code(&health).map_err(&listing)?,
                from_count(limit),
                from_count(offset)
            ];
            let links: Vec<(LinkState, i64)> = connection
                .prepare_cached(&sql)
                .and_then(|mut select| {
                    select.query_map(values, |row| Ok((state(row)?, row.get(9)?)))?.collect()
                })
                .map_err(&listing)?;
            let with_datasets = links
                .into_iter()
                .map(|(state, id)| Ok(BadLink { state, datasets: datasets(connection, id, organisation)? }));
            Ok((total, with_datasets.collect::<Result<_>>()?))
        })
    }

    /// See [`crate::Catalogue::dead_links_of_organisations`].
    pub fn dead_links_of_organisations(&self) -> Result<Vec<(String, u64)>> {
        self.read("counting dead links", |connection| {
            let mut select = connection.prepare_cached(
                "SELECT q.organisation, count(DISTINCT l.id) FROM link l JOIN link_use u ON u.link = l.id
                 JOIN quality q ON q.dataset = u.dataset
                 WHERE l.health = ?1 AND q.organisation IS NOT NULL GROUP BY q.organisation",
            )?;
            let rows = select
                .query_map([from_code(&LinkHealth::Dead)?], |row| Ok((row.get(0)?, to_count(row, 1)?)))?;
            rows.collect()
        })
    }
}

fn count(connection: &Connection, organisation: &str, health: LinkHealth) -> rusqlite::Result<u64> {
    let sql = format!("SELECT count(*) FROM link l WHERE l.health = ?2 AND {OF_ORGANISATION}");
    connection
        .prepare_cached(&sql)?
        .query_row(params![organisation, from_code(&health)?], |row| to_count(row, 0))
}

fn datasets(connection: &Connection, link: i64, organisation: &str) -> Result<Vec<LinkedDataset>> {
    let rows: Vec<(DatasetIri, SourceId, u64, Vec<u8>)> = connection
        .prepare_cached(
            "SELECT DISTINCT d.iri, d.source, v.seq, v.graph FROM link_use u JOIN quality q ON q.dataset = u.dataset
             JOIN dataset d ON d.id = u.dataset JOIN version v ON v.seq = d.current
             WHERE u.link = ?1 AND q.organisation = ?2 ORDER BY d.id",
        )
        .and_then(|mut select| {
            let rows = select.query_map(params![link, organisation], |row| {
                let (iri, source): (String, String) = (row.get(0)?, row.get(1)?);
                Ok((DatasetIri::new(iri), SourceId::new(source), to_count(row, 2)?, row.get(3)?))
            })?;
            rows.collect()
        })
        .map_err(failed("listing datasets of a link"))?;
    let titled = rows.into_iter().map(|(dataset, source, seq, graph)| {
        let title = title_of(&graph, &dataset, seq)?;
        Ok(LinkedDataset { dataset, source, title })
    });
    titled.collect()
}
