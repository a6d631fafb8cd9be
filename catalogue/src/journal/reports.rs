//! What publishers were told last, so that they are told what changed, and only then.

use super::Journal;
use super::columns::{from_time, to_time};
use crate::Result;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

/// How one way to one organisation stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportState {
    /// When the last report was delivered.
    pub sent: Option<Timestamp>,
    /// What it told.
    pub content: Option<String>,
    /// Deliveries that failed since then.
    pub failures: u32,
    /// When to try again.
    pub not_before: Option<Timestamp>,
    /// A report about to be sent: since when, and what it tells. It is noted before the report goes and
    /// taken back after, so one that is found later may have arrived or not.
    pub begun: Option<(Timestamp, String)>,
}

impl Journal {
    /// See [`crate::Catalogue::report_state`].
    pub fn report_state(&self, organisation: &str, channel: &str) -> Result<ReportState> {
        self.read("reading what was reported", |connection| {
            let time = |column, time: Option<i64>| time.map(|time| to_time(column, time)).transpose();
            let state = connection
                .prepare_cached(
                    "SELECT sent, content, failures, not_before, begun, intended FROM report
                     WHERE organisation = ?1 AND channel = ?2",
                )?
                .query_row([organisation, channel], |row| {
                    Ok(ReportState {
                        sent: time(0, row.get(0)?)?,
                        content: row.get(1)?,
                        failures: row.get(2)?,
                        not_before: time(3, row.get(3)?)?,
                        begun: time(4, row.get(4)?)?.zip(row.get(5)?),
                    })
                })
                .optional()?;
            Ok(state.unwrap_or_default())
        })
    }

    /// See [`crate::Catalogue::set_report_state`].
    pub fn set_report_state(&self, organisation: &str, channel: &str, state: &ReportState) -> Result<()> {
        self.write("noting what was reported", |connection| {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO report (organisation, channel, sent, content, failures, not_before,
                         begun, intended)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute(params![
                    organisation,
                    channel,
                    state.sent.map(from_time),
                    state.content,
                    state.failures,
                    state.not_before.map(from_time),
                    state.begun.as_ref().map(|(begun, _)| from_time(*begun)),
                    state.begun.as_ref().map(|(_, content)| content)
                ])?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_is_remembered() {
        let directory = tempfile::tempdir().unwrap();
        let journal = Journal::open(&directory.path().join("journal.sqlite")).unwrap();
        assert_eq!(journal.report_state("selm", "email").unwrap(), ReportState::default());
        let at = "2026-03-01T08:00:00Z".parse().unwrap();
        let state = ReportState {
            sent: Some(at),
            content: Some("{}".into()),
            failures: 2,
            not_before: Some(at),
            begun: None,
        };
        journal.set_report_state("selm", "email", &state).unwrap();
        assert_eq!(journal.report_state("selm", "email").unwrap(), state);
        let state = ReportState { begun: Some((at, "[]".into())), ..state };
        journal.set_report_state("selm", "email", &state).unwrap();
        assert_eq!(journal.report_state("selm", "email").unwrap(), state);
        assert_eq!(journal.report_state("selm", "webhook").unwrap(), ReportState::default());
    }
}
