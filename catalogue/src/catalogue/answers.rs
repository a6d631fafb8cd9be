//! What the journal knows of addresses, for those who measure quality.

use super::Catalogue;
use crate::journal::LinkHealth;
use datenkreis_vocab::mqa::{LinkAnswer, Links};

impl Links for Catalogue {
    /// Our own files are there without asking. An address that nobody may ask, or that nobody has asked
    /// yet, is unknown; so is every one while the journal cannot be read, which its next user will tell.
    fn answer(&self, url: &str) -> Option<LinkAnswer> {
        let is_ours = |rest: &str| rest.starts_with("/dataset/") || rest.starts_with("/kubus/");
        if url.strip_prefix(self.base()).is_some_and(is_ours) {
            return Some(LinkAnswer::Status(200));
        }
        let state = self.link_state(url).ok()??;
        match (state.health, state.status) {
            (LinkHealth::Unchecked | LinkHealth::Refused, _) => None,
            (_, Some(status)) => Some(LinkAnswer::Status(status)),
            (_, None) => Some(LinkAnswer::Silence),
        }
    }
}
