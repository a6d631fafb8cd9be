//! From a source's dialect to the model. One file per dialect; `normalise` is shared by all.

pub mod ckan_package;
mod conclude;
pub mod dcat_graph;
pub mod fix;
pub(crate) mod left_out;
pub mod normalise;
pub mod origin;
mod own;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod recorded;
pub mod table_entry;
pub mod text;
mod value;
pub(crate) use value::Values;

use crate::config::{Organisation, Region, SourceFile};
use datenkreis_vocab::gazetteer;
use datenkreis_vocab::identity::{DatasetIri, NativeId, SourceId};
use datenkreis_vocab::iri;
use datenkreis_vocab::model::{Agent, Coded, ContactPoint, LangString};
use oxrdf::NamedNode;
use sha2::{Digest, Sha256};
use std::sync::{Arc, OnceLock};

/// Changes whenever mapping gives another result for the same payload, so that unchanged payloads
/// are mapped, and measured, again after an update.
pub const VERSION: u32 = 7;

const PUBLISHER_TYPES: &str = "http://purl.org/adms/publishertype/";

/// What mapping may know besides the payload: only configuration, so that the same payload always
/// gives the same dataset.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The portal's base IRI without trailing slash.
    pub base: String,
    /// The source.
    pub source: SourceId,
    /// Where relative links of the source resolve against (the portal a person would open).
    pub site: Option<url::Url>,
    /// What the source is called.
    pub title: String,
    /// The publisher stated in the configuration, used where the record names none.
    pub publisher: Option<Agent>,
    /// The contact stated in the configuration, used where the record names none.
    pub contact: Option<ContactPoint>,
    /// Official key (AGS, or district key) of the place the publisher stands for.
    pub place: Option<String>,
    /// The licence an operator vouches for where the record names none.
    pub license: Option<String>,
    /// dcatde:contributorID to add.
    pub contributor_id: Option<String>,
    /// The region, for its places.
    pub region: Arc<Region>,
    fingerprint: OnceLock<Vec<u8>>,
}

impl Mapping {
    /// What the configuration says about a source's records. `base` has no trailing slash.
    pub fn new(base: &str, file: &SourceFile, region: &Arc<Region>) -> Self {
        let organisation = file.publisher.as_ref().and_then(|id| region.organisation(id.get_ref()));
        let homepage =
            |o: &Organisation| o.homepage.as_ref().map(|url| NamedNode::new_unchecked(url.as_str()));
        let mailbox = |o: &Organisation| match &o.email {
            Some(email) => NamedNode::new(format!("mailto:{email}")).ok().into_iter().collect(),
            None => vec![],
        };
        Self {
            base: base.into(),
            source: file.id.clone(),
            title: file.title.clone(),
            site: file.site.clone(),
            publisher: organisation.map(|o| Agent {
                iri: Some(iri::below(base, "organisation", &o.id)),
                name: vec![LangString::german(&o.name)],
                r#type: Some(Coded::found(format!("{PUBLISHER_TYPES}{}", o.publisher_type))),
                mbox: mailbox(o),
                homepage: homepage(o),
            }),
            contact: organisation.filter(|o| o.email.is_some()).map(|o| ContactPoint {
                r#fn: Some(LangString::untagged(&o.name)),
                has_email: mailbox(o),
                has_url: homepage(o).into_iter().collect(),
                ..ContactPoint::default()
            }),
            place: organisation.and_then(|o| o.ags.clone()),
            license: file.license.clone(),
            contributor_id: file.contributor_id.clone(),
            region: Arc::clone(region),
            fingerprint: OnceLock::new(),
        }
    }

    /// The IRI of the dataset of a record.
    pub fn dataset(&self, native_id: &NativeId) -> DatasetIri {
        iri::dataset_iri(&self.base, &self.source, native_id)
    }

    /// The longitude in the middle of the place that the source stands for, else of the first body of the region.
    fn longitude(&self) -> Option<f64> {
        let bodies = self.region.organisations.iter().filter_map(|body| body.ags.as_deref());
        let mut places = self.place.as_deref().into_iter().chain(bodies).filter_map(gazetteer::by_key);
        let extent = places.find_map(|place| place.extent)?;
        Some(f64::midpoint(extent.west, extent.east))
    }

    /// Changes whenever the same payload could map to something else.
    pub fn fingerprint(&self) -> &[u8] {
        self.fingerprint.get_or_init(|| Sha256::digest(format!("{VERSION} {self:?}")).to_vec())
    }
}
