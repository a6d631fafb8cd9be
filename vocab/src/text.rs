//! A text in both languages of the portal.

use crate::model::LangString;
use serde::{Deserialize, Serialize};

/// A text in both languages of the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl Text {
    /// Both texts.
    pub fn new(de: impl Into<String>, en: impl Into<String>) -> Self {
        Self { de: de.into(), en: en.into() }
    }

    /// The text in `language` (`de` or `en`).
    pub fn get(&self, language: &str) -> &str {
        if language == "en" { &self.en } else { &self.de }
    }

    /// Both as language-tagged texts, German first.
    pub fn tagged(&self) -> [LangString; 2] {
        [("de", &self.de), ("en", &self.en)]
            .map(|(tag, text)| LangString { value: text.clone(), language: Some(tag.into()) })
    }
}
