//! Series on the pages of datasets: a series lists its members, a member leads to its series and to those
//! beside it.

use super::same::{link, titled};
use super::value::Value;
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use datenkreis_catalogue::relations::{InSeries, SERIES_SOURCE};
use datenkreis_vocab::cube::iri::SOURCE;
use datenkreis_vocab::identity::DatasetIri;
use datenkreis_vocab::model::{Dataset, Kind};
use datenkreis_vocab::ns::dcat;
use oxrdf::Triple;

/// Members that a member's page shows before and after it.
const AROUND: usize = 5;
/// Members that a series' page lists; how many more there are stands below.
const LISTED: usize = 500;

/// What stands where the source of a dataset does, for series that the operator confirms and for cubes; in
/// German, as the titles of sources are. `None` for sources that are harvested.
pub fn own_source(id: &str) -> Option<&'static str> {
    match id {
        SERIES_SOURCE => Some("Reihen dieses Portals"),
        SOURCE => Some("Statistik dieses Portals"),
        _ => None,
    }
}

/// A dataset of a series.
pub struct MemberView {
    /// Its page.
    pub dataset: Value,
    /// Whether it is the one the page is about.
    pub is_this: bool,
}

/// A series a dataset is in, or the page's own one.
pub struct SeriesView {
    /// Its page; `None` on that page itself.
    pub series: Option<Value>,
    /// Its members, by their time; those near by if they are many.
    pub members: Vec<MemberView>,
    /// How many there are.
    pub count: usize,
}

impl SeriesView {
    /// The series that a dataset is in, or is.
    pub fn all(portal: &Portal, language: Language, dataset: &Dataset) -> Result<Vec<Self>, PortalError> {
        let own = dataset.iri.as_str();
        if dataset.kind == Kind::DatasetSeries {
            let members = portal.catalogue.members_of(own)?;
            let shown = members.iter().take(LISTED);
            let view = Self {
                series: None,
                members: shown.map(|member| MemberView::new(portal, language, member, own)).collect(),
                count: members.len(),
            };
            return Ok(if members.is_empty() { vec![] } else { vec![view] });
        }
        let ours = format!("{}/dataset/", portal.base());
        let series = dataset.in_series.iter().filter(|series| series.as_str().starts_with(&ours));
        series
            .map(|series| {
                let members = portal.catalogue.members_of(series.as_str())?;
                let at = members.iter().position(|member| member.dataset.as_str() == own).unwrap_or(0);
                let near = &members[at.saturating_sub(AROUND)..members.len().min(at + AROUND + 1)];
                Ok(Self {
                    series: Some(link(portal, language, &DatasetIri::new(series.as_str()))?),
                    members: near
                        .iter()
                        .map(|member| MemberView::new(portal, language, member, own))
                        .collect(),
                    count: members.len(),
                })
            })
            .collect()
    }

    /// How many members are not listed.
    pub fn more(&self) -> usize {
        self.count.saturating_sub(self.members.len())
    }
}

impl MemberView {
    fn new(portal: &Portal, language: Language, member: &InSeries, own: &str) -> Self {
        Self {
            dataset: titled(portal, language, &member.dataset, Some(&member.title)),
            is_this: member.dataset.as_str() == own,
        }
    }
}

/// The datasets that are probably a series with this one, by their time.
pub fn siblings(
    portal: &Portal,
    language: Language,
    dataset: &DatasetIri,
) -> Result<Vec<MemberView>, PortalError> {
    let siblings = portal.catalogue.siblings(dataset)?;
    Ok(siblings.iter().map(|member| MemberView::new(portal, language, member, dataset.as_str())).collect())
}

/// Whether a triple says which dataset comes before another one. GovData keeps and deletes a dataset with
/// all that can be reached from it on its page of the feed: with this, the whole series. It is left out
/// there, and stands in the store and in the RDF of the dataset.
pub fn is_order(triple: &Triple, base: &str) -> bool {
    let ours = format!("<{base}/dataset/");
    triple.predicate == dcat::PREV && triple.object.to_string().starts_with(&ours)
}
