//! Reports and mail as the portal file sets them: the tables `[reports]` and `[mail]`.

use serde::Deserialize;

/// How reports are sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReportSettings {
    /// Days between two reports to an organisation, at least.
    pub every_days: u32,
    /// Whether webhooks may have private addresses. Tests and intranets need it.
    pub allow_private: bool,
    /// Further TCP ports for webhooks besides 80, 443, 8080 and 8443.
    pub ports: Vec<u16>,
}

impl Default for ReportSettings {
    fn default() -> Self {
        Self { every_days: 7, allow_private: false, ports: vec![] }
    }
}

/// The server that takes our mail.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// Its name.
    pub host: String,
    /// Its port; that of the kind of encryption if absent.
    pub port: Option<u16>,
    /// How the connection is encrypted.
    #[serde(default)]
    pub tls: MailTls,
    /// User name, if it asks for one.
    pub user: Option<String>,
    /// Name of the environment variable that holds the password.
    pub password_env: Option<String>,
    /// Who writes: `Offene Daten <daten@example.org>`.
    pub from: String,
}

/// How a connection to a mail server is encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTls {
    /// After a greeting in plain text, required (port 587).
    #[default]
    Starttls,
    /// From the first byte (port 465).
    Tls,
    /// Not at all: for a server on the same machine (port 25).
    None,
}

impl ReportSettings {
    /// What is wrong with which key.
    pub fn mistakes(&self) -> Vec<(&'static str, String)> {
        let message = "`every_days` is a whole number of 1 or more".to_owned();
        if self.every_days == 0 { vec![("every_days", message)] } else { vec![] }
    }
}

impl MailSettings {
    /// What is wrong with which key.
    pub fn mistakes(&self) -> Vec<(&'static str, String)> {
        let mut mistakes = vec![];
        if self.from.parse::<lettre::message::Mailbox>().is_err() {
            let message =
                format!("`{}` is no sender; e.g. \"Offene Daten <daten@example.org>\" is allowed", self.from);
            mistakes.push(("from", message));
        }
        if self.user.is_some() != self.password_env.is_some() {
            let key = if self.user.is_some() { "user" } else { "password_env" };
            mistakes.push((key, "`user` and `password_env` belong together".into()));
        }
        if self.user.is_some() && self.tls == MailTls::None {
            mistakes
                .push(("tls", "a password is not sent without encryption: \"starttls\" or \"tls\"".into()));
        }
        mistakes
    }

    /// The port to connect to.
    pub(super) fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            MailTls::Starttls => 587,
            MailTls::Tls => 465,
            MailTls::None => 25,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_servers() {
        let check = |text: &str, keys: &[&str], port: u16| {
            let settings: MailSettings = toml::from_str(text).unwrap();
            let found: Vec<_> = settings.mistakes().into_iter().map(|(key, _)| key).collect();
            assert_eq!((found.as_slice(), settings.port()), (keys, port), "{text}");
        };
        let from = "from = 'Offene Daten <daten@example.org>'\nhost = 'mail.example'\n";
        check(from, &[], 587);
        check(&format!("{from}tls = 'tls'\nuser = 'u'\npassword_env = 'P'\n"), &[], 465);
        check(&format!("{from}tls = 'none'\nport = 2525\n"), &[], 2525);
        check(&format!("{from}tls = 'none'\nuser = 'u'\npassword_env = 'P'\n"), &["tls"], 25);
        check(&format!("{from}user = 'u'\n"), &["user"], 587);
        check("from = 'niemand'\nhost = 'h'\npassword_env = 'P'\n", &["from", "password_env"], 587);
    }
}
