//! How links are checked: the table `[links]` of the portal file.

use serde::Deserialize;
use std::time::Duration;

/// What an operator sets.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LinkSettings {
    /// Whether the server checks links by itself.
    pub enabled: bool,
    /// Days between two checks of an address that answers; one that fails is asked daily.
    pub every_days: u32,
    /// Requests to one host in a minute, at most.
    pub per_host_per_minute: u32,
    /// Hosts asked at the same time, each by one request.
    pub at_once: usize,
    /// Wait for an answer in seconds.
    pub timeout_secs: u64,
}

impl Default for LinkSettings {
    fn default() -> Self {
        Self { enabled: true, every_days: 7, per_host_per_minute: 6, at_once: 8, timeout_secs: 20 }
    }
}

impl LinkSettings {
    /// What is wrong with which key.
    pub fn mistakes(&self) -> Vec<(&'static str, String)> {
        let ranges = [
            ("every_days", u64::from(self.every_days), 365),
            ("per_host_per_minute", u64::from(self.per_host_per_minute), 6000),
            ("at_once", self.at_once as u64, 100),
            ("timeout_secs", self.timeout_secs, 300),
        ];
        let wrong = ranges.into_iter().filter(|(_, value, most)| !(1..=*most).contains(value));
        wrong.map(|(key, _, most)| (key, format!("`{key}` is a whole number from 1 to {most}"))).collect()
    }

    /// The pause between two requests to one host.
    pub(super) fn pause(&self) -> Duration {
        Duration::from_secs(60) / self.per_host_per_minute.max(1)
    }

    /// The wait for an answer.
    pub(super) fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_secs.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_limits() {
        let check = |change: fn(&mut LinkSettings), expected: &[&str]| {
            let mut settings = LinkSettings::default();
            change(&mut settings);
            let found: Vec<_> = settings.mistakes().into_iter().map(|(key, _)| key).collect();
            assert_eq!(found, expected);
        };
        check(|_| {}, &[]);
        check(|settings| settings.every_days = 0, &["every_days"]);
        check(|settings| (settings.at_once, settings.timeout_secs) = (101, 0), &["at_once", "timeout_secs"]);
    }
}
