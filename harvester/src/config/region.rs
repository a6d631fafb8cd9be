use super::{ConfigError, read_toml};
use datenkreis_vocab::lists::publisher_type;
use datenkreis_vocab::text::Text;
use serde::Deserialize;
use std::path::Path;

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
    /// Who wants to know what changes about the organisation's data, and how.
    pub report: Option<ReportTo>,
    /// Bounding box in WGS 84: west, south, east, north, in degrees.
    pub bbox: Option<[f64; 4]>,
}

/// Where reports about an organisation's data go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReportTo {
    /// A mailbox.
    pub email: Option<String>,
    /// An address that takes JSON by POST.
    pub webhook: Option<url::Url>,
    /// Name of the environment variable with the secret that signs what the webhook gets.
    pub secret_env: Option<String>,
}

impl ReportTo {
    /// What is wrong with it.
    fn mistake(&self) -> Option<String> {
        if let Some(email) = self.email.as_ref().filter(|email| !is_mailbox(email)) {
            return Some(format!("`{email}` is no mailbox; e.g. \"daten@example.org\" is allowed"));
        }
        let is_web = |url: &url::Url| matches!(url.scheme(), "http" | "https");
        match (&self.email, &self.webhook, &self.secret_env) {
            (None, None, _) => Some("a report needs an `email` or a `webhook`".into()),
            (_, Some(url), _) if !is_web(url) => Some(format!("`{url}` is no http(s) address")),
            (_, Some(_), None) => Some(
                "a `webhook` needs `secret_env`: the environment variable with the secret that signs reports"
                    .into(),
            ),
            _ => None,
        }
    }
}

impl Organisation {
    /// What is wrong with which key.
    fn mistakes(&self, known_already: bool) -> Vec<(&'static str, String)> {
        let mut mistakes = vec![];
        if known_already {
            mistakes.push(("id", format!("the organisation id `{}` occurs twice", self.id)));
        }
        if self.id.is_empty()
            || !self.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        {
            let message = format!(
                "`{}` is part of an IRI: lower-case letters, digits and hyphens are allowed",
                self.id
            );
            mistakes.push(("id", message));
        }
        if let Some(ags) = &self.ags
            && !(matches!(ags.len(), 2 | 3 | 5 | 8) && ags.bytes().all(|byte| byte.is_ascii_digit()))
        {
            mistakes.push(("ags", format!("`{ags}` is no official key: 2, 3, 5 or 8 digits are allowed")));
        }
        let types = &publisher_type::LIST;
        if types.entry(&format!("{}{}", types.base, self.publisher_type)).is_none() {
            let names = types.entries().iter().filter_map(|entry| entry.iri.strip_prefix(types.base));
            let allowed = names.collect::<Vec<_>>().join(", ");
            let message = format!("unknown publisher type `{}`; there are: {allowed}", self.publisher_type);
            mistakes.push(("publisher_type", message));
        }
        if let Some(email) = self.email.as_ref().filter(|email| !is_mailbox(email)) {
            mistakes
                .push(("email", format!("`{email}` is no mailbox; e.g. \"daten@example.org\" is allowed")));
        }
        mistakes.extend(self.report.as_ref().and_then(ReportTo::mistake).map(|mistake| ("report", mistake)));
        if let Some([west, south, east, north]) = self.bbox
            && !(-180.0 <= west
                && west <= east
                && east <= 180.0
                && -90.0 <= south
                && south <= north
                && north <= 90.0)
        {
            let message =
                "a bounding box is west, south, east, north in degrees, e.g. [7.4, 51.4, 8.0, 51.8]";
            mistakes.push(("bbox", message.into()));
        }
        mistakes
    }
}

/// Whether a text has the form of a mailbox, `name@host`.
pub fn is_mailbox(text: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == '@');
    let host = |host: &str| plain(host) && host.split('.').all(|label| !label.is_empty());
    text.split_once('@').is_some_and(|(name, domain)| plain(name) && host(domain))
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
    /// Reads and checks a region file; all its mistakes make one error.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let (region, text): (Self, String) = read_toml(path)?;
        let mut mistakes = vec![];
        let mut seen = std::collections::HashSet::new();
        for (number, organisation) in region.organisations.iter().enumerate() {
            let number = number.to_string();
            let found = organisation.mistakes(!seen.insert(organisation.id.as_str())).into_iter();
            mistakes.extend(found.map(|(key, message)| {
                ConfigError::at_key(path, &text, &["organisation", &number, key], &message)
            }));
        }
        ConfigError::all(mistakes).map_or(Ok(region), Err)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes() {
        for (text, expected) in [
            ("daten@example.org", true),
            ("open.data+x@stadt", true),
            ("keine mail", false),
            ("daten@", false),
            ("@example.org", false),
            ("a@b@c", false),
            ("daten@example..org", false),
            ("", false),
        ] {
            assert_eq!(is_mailbox(text), expected, "{text}");
        }
    }

    #[test]
    fn all_mistakes_of_a_region_are_shown() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("region.toml");
        let text = "id = 'r'\ntitle = { de = 'R', en = 'R' }\n[[organisation]]\nid = 'a'\nname = 'A'\n\
                    [[organisation]]\nid = 'a'\nname = 'B'\nags = '12'\nemail = 'x'\nbbox = [9.0, 1.0, 7.0, 2.0]\n\
                    report = { webhook = 'https://a.example/' }\n";
        std::fs::write(&path, text).unwrap();
        let shown = Region::load(&path).unwrap_err().to_string();
        for line in [7, 10, 11, 12] {
            assert!(shown.contains(&format!("region.toml:{line}:")), "line {line}:\n{shown}");
        }
        assert_eq!(shown.matches("region.toml:").count(), 4, "{shown}");
    }
}
