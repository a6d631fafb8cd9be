use super::{ConfigError, read_toml};
use serde::Deserialize;
use std::path::Path;

/// A text in both languages of the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in `language` (`de` or `en`).
    pub fn get(&self, language: &str) -> &str {
        if language == "en" { &self.en } else { &self.de }
    }
}

/// A body that publishes data: a municipality, a district, an association.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Short id, used by `publisher` in source files and in the organisation's IRI.
    pub id: String,
    /// Official name, e.g. `Stadt Selm`.
    pub name: String,
    /// Official key: AGS of a municipality (8 digits), of a district (5 digits), or of a state (2).
    pub ags: Option<String>,
    /// Local name of the ADMS publisher type; a municipality is a `LocalAuthority`.
    #[serde(default = "local_authority")]
    pub publisher_type: String,
    /// Home page.
    pub homepage: Option<url::Url>,
    /// Mailbox for questions about data.
    pub email: Option<String>,
    /// Bounding box in WGS 84: west, south, east, north, in degrees.
    pub bbox: Option<[f64; 4]>,
}

fn local_authority() -> String {
    "LocalAuthority".into()
}

/// A region: the bodies that publish, with their places.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Short id.
    pub id: String,
    /// Name shown on the portal.
    pub title: Text,
    /// Publishing bodies, in the order shown.
    #[serde(default, rename = "organisation")]
    pub organisations: Vec<Organisation>,
}

impl Region {
    /// Reads and checks a region file.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let (region, text): (Self, String) = read_toml(path)?;
        let mut seen = std::collections::HashSet::new();
        for organisation in &region.organisations {
            let mistake = if !seen.insert(organisation.id.as_str()) {
                Some(format!("the organisation id `{}` occurs twice", organisation.id))
            } else if let Some(ags) = &organisation.ags
                && !(matches!(ags.len(), 2 | 3 | 5 | 8) && ags.bytes().all(|byte| byte.is_ascii_digit()))
            {
                Some(format!("`{ags}` is no official key: 2, 3, 5 or 8 digits are allowed"))
            } else {
                None
            };
            if let Some(message) = mistake {
                let needle = format!("\"{}\"", organisation.id);
                let at = text.rfind(&needle).unwrap_or(0);
                return Err(ConfigError::at(path, &text, at..at + needle.len(), &message));
            }
        }
        Ok(region)
    }

    /// The organisation with this id.
    pub fn organisation(&self, id: &str) -> Option<&Organisation> {
        self.organisations.iter().find(|organisation| organisation.id == id)
    }

    /// The organisation with this official key.
    pub fn by_ags(&self, ags: &str) -> Option<&Organisation> {
        self.organisations.iter().find(|organisation| organisation.ags.as_deref() == Some(ags))
    }
}
