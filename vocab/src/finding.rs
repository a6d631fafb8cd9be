//! What is imperfect about a record, said so that its publisher can mend it.
//!
//! A finding is data: mapping, normalising and checking return findings beside their result and
//! never fail because metadata is bad. The text shown to people comes from the [`Rule`], so that
//! it is written once, in German and English.

mod rules;
pub mod rule {
    //! The rules by name, e.g. `rule::TITLE_MISSING`.
    pub use super::rules::*;
}

pub use rules::{RULES, Rule, by_id};
use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// We concluded something; nothing needs to be done.
    Info,
    /// The dataset is published, but less useful than it could be.
    Warning,
    /// Something was lost, or a federal portal will refuse or spoil the dataset.
    Error,
}

/// One thing found in one record.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// The stable id of the rule, e.g. `license-unknown`; see [`by_id`] for its texts.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// The property concerned, as a person would look for it at the source: a prefixed name
    /// (`dcterms:license`) or the source's own field (`resources[2].license_id`).
    pub property: String,
    /// The value as it stood at the source; `None` when it is the absence that was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What we wrote instead, if anything; or what we propose, see [`Self::is_proposal`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concluded: Option<String>,
    /// How sure we are of `concluded`, in percent, where it is a guess by rule; `None` where it follows
    /// from what was found, or nothing was concluded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
}

/// The confidence in percent from which on a guess is published; below, it is only proposed. A wrong
/// statement under a publisher's name does more harm than a missing one, so not more than one guess in ten
/// may be wrong; and the finding beside each says that it is one.
pub const CONFIDENT_PERCENT: u8 = 90;

impl Finding {
    /// A finding of `rule` with that rule's severity.
    pub fn new(rule: &'static Rule, property: impl Into<String>) -> Self {
        Self {
            rule: rule.id.into(),
            severity: rule.severity,
            property: property.into(),
            found: None,
            concluded: None,
            confidence: None,
        }
    }

    /// Adds the value found, cut to 500 characters.
    pub fn found(mut self, value: impl AsRef<str>) -> Self {
        self.found = Some(value.as_ref().chars().take(500).collect());
        self
    }

    /// Adds the value we wrote instead.
    pub fn concluded(mut self, value: impl Into<String>) -> Self {
        self.concluded = Some(value.into());
        self
    }

    /// Adds how sure we are of the value concluded, in percent.
    pub fn confidence(mut self, percent: u8) -> Self {
        self.confidence = Some(percent);
        self
    }

    /// Whether the value concluded is only a proposal and was not published.
    pub fn is_proposal(&self) -> bool {
        self.confidence.is_some_and(|percent| percent < CONFIDENT_PERCENT)
    }
}
