//! A running server, asked through its admin API. Connections are opened by the harvester's client, as
//! all are; that it may ask an address of this machine is said here, for these requests only.

use super::open;
use crate::config::Configuration;
use crate::server_file::ServerFile;
use crate::status::{SourceStatus, Status};
use datenkreis_catalogue::journal::{LinkCounts, Mode, Released, Run, Verdict};
use datenkreis_catalogue::relations::{Confirmed, Decision, Doubt, Proposal};
use datenkreis_harvester::http::{Fetcher, HttpError, Limits, Response};
use datenkreis_harvester::links::{LinkTally, Round};
use datenkreis_harvester::report::{Delivery, Report};
use datenkreis_harvester::run::{self, OnProgress, Progress};
use datenkreis_harvester::tables::{Proposal as Proposed, TableName};
use datenkreis_vocab::identity::{Seq, SourceId};
use serde::de::DeserializeOwned;
use std::time::Duration;
use url::Url;

/// How often a run under way is looked at.
const POLL: Duration = Duration::from_millis(500);
/// Withdrawing a large source takes this long at most, and nothing takes longer.
const LONGEST: Duration = Duration::from_secs(600);

/// The server that owns the data directory.
pub struct Server {
    fetcher: Fetcher,
    api: Url,
}

impl Server {
    /// The server that wrote `file`.
    pub fn new(file: &ServerFile, configuration: &Configuration) -> Result<Self, String> {
        let limits = Limits {
            connect: Duration::from_secs(5),
            first_byte: LONGEST,
            total: LONGEST,
            tries: 1,
            gap: Duration::ZERO,
            redirects: 0,
            run_bytes: u64::MAX,
            ..Limits::default()
        };
        let authorization = format!("Bearer {}", file.token);
        let ports = [file.address.port()];
        let fetcher = open::client(configuration).fetcher(limits, true, &ports, Some(authorization), None);
        let api = Url::parse(&format!("http://{}/api/admin/", file.address));
        Ok(Self { fetcher, api: api.map_err(|error| error.to_string())? })
    }

    /// The state of everything.
    pub async fn status(&self) -> Result<Status, String> {
        read(self.fetcher.get(&self.address(&["status"])?, JSON).await)
    }

    /// The next decisions about same datasets after the one with seq `after`.
    pub async fn relations(&self, after: Seq) -> Result<Vec<Decision>, String> {
        let mut address = self.address(&["relations"])?;
        address.query_pairs_mut().append_pair("after", &after.to_string());
        read(self.fetcher.get(&address, JSON).await)
    }

    /// The series that are confirmed, and those that are proposed.
    pub async fn series(&self) -> Result<(Vec<Confirmed>, Vec<Proposal>), String> {
        read(self.fetcher.get(&self.address(&["relations", "series"])?, JSON).await)
    }

    /// Datasets that share a key, but are probably not the same.
    pub async fn doubts(&self) -> Result<Vec<Doubt>, String> {
        read(self.fetcher.get(&self.address(&["relations", "doubts"])?, JSON).await)
    }

    /// The mapping that the cells of a table propose.
    pub async fn propose_cube(&self, table: &TableName) -> Result<Proposed, String> {
        let mut address = self.address(&["statistics", "proposal"])?;
        address.query_pairs_mut().append_pair("source", &table.source).append_pair("dataset", &table.dataset);
        if let Some(distribution) = &table.distribution {
            address.query_pairs_mut().append_pair("distribution", distribution);
        }
        read(self.fetcher.get(&address, JSON).await)
    }

    /// Releases the last held run of a source.
    pub async fn release(&self, source: &SourceId) -> Result<Released, String> {
        self.post(source, "release", None).await
    }

    /// Withdraws a source that is not configured any more.
    pub async fn withdraw(&self, source: &SourceId) -> Result<run::Report, String> {
        self.post(source, "withdraw", None).await
    }

    /// Starts a run and follows it to its end.
    pub async fn run(
        &self,
        source: &SourceId,
        mode: Mode,
        progress: &OnProgress,
    ) -> Result<run::Report, String> {
        let newest = |state: &SourceStatus| state.runs.first().map(|run| run.id);
        let before = newest(&self.source(source).await?.1);
        let mode = match mode {
            Mode::Full => "full",
            Mode::Incremental => "incremental",
        };
        let _: serde_json::Value = self.post(source, "run", Some(("mode", mode))).await?;
        loop {
            tokio::time::sleep(POLL).await;
            let (status, state) = self.source(source).await?;
            if state.running {
                let counts = state.progress.unwrap_or_default();
                progress(source, &Progress { counts, verdict: None });
                continue;
            }
            let run = state.runs.into_iter().next().filter(|run| Some(run.id) != before);
            let ended = run.and_then(|run| run.verdict.map(|verdict| (run, verdict)));
            let (run, verdict) = ended.ok_or_else(|| {
                format!(
                    "{source}: der Lauf begann nicht; das Protokoll des Servers sagt, warum / the run did not begin; the server's log says why"
                )
            })?;
            progress(source, &Progress { counts: run.counts, verdict: Some(verdict) });
            return Ok(report(run, verdict, &status));
        }
    }

    /// Starts a round of link checks and follows it to its end.
    pub async fn check_links(
        &self,
        round: &Round,
        progress: impl Fn(&LinkTally),
    ) -> Result<(LinkTally, LinkCounts), String> {
        let mut address = self.address(&["links", "check"])?;
        address.query_pairs_mut().append_pair("all", if round.all { "true" } else { "false" });
        if let Some(source) = &round.source {
            address.query_pairs_mut().append_pair("source", source.as_str());
        }
        let _: serde_json::Value = read(self.fetcher.post(&address, JSON).await)?;
        loop {
            tokio::time::sleep(POLL).await;
            let links = self.status().await?.links;
            match (links.running, links.last) {
                (Some(tally), _) => progress(&tally),
                (None, Some(tally)) => return Ok((tally, links.counts)),
                (None, None) => {
                    return Err("die Prüfung brach ab; das Protokoll des Servers sagt, warum / the check broke off; the server's log says why".into());
                }
            }
        }
    }

    /// The report an organisation would get now.
    pub async fn preview_report(&self, organisation: &str) -> Result<Report, String> {
        read(self.fetcher.get(&self.address(&["reports", organisation])?, JSON).await)
    }

    /// Delivers it, if it is due and there is something to tell.
    pub async fn deliver_report(&self, organisation: &str) -> Result<Vec<Delivery>, String> {
        read(self.fetcher.post(&self.address(&["reports", organisation])?, JSON).await)
    }

    async fn source(&self, id: &SourceId) -> Result<(Status, SourceStatus), String> {
        let mut status = self.status().await?;
        let found = status.sources.iter().position(|source| &source.id == id);
        let found = found.ok_or_else(|| {
            format!(
                "{id}: der laufende Server kennt diese Quelle nicht; nach Änderungen der Konfiguration neu starten / the running server does not know this source; restart it after changing the configuration"
            )
        })?;
        let source = status.sources.swap_remove(found);
        Ok((status, source))
    }

    async fn post<T: DeserializeOwned>(
        &self,
        source: &SourceId,
        what: &str,
        parameter: Option<(&str, &str)>,
    ) -> Result<T, String> {
        let mut address = self.address(&["sources", source.as_str(), what])?;
        if let Some((name, value)) = parameter {
            address.query_pairs_mut().append_pair(name, value);
        }
        read(self.fetcher.post(&address, JSON).await).map_err(|message| format!("{source}: {message}"))
    }

    fn address(&self, segments: &[&str]) -> Result<Url, String> {
        let mut address = self.api.clone();
        let mut path = address.path_segments_mut().map_err(|()| "no address with a path".to_owned())?;
        path.pop_if_empty().extend(segments);
        drop(path);
        Ok(address)
    }
}

const JSON: &str = "application/json";

fn report(run: Run, verdict: Verdict, status: &Status) -> run::Report {
    run::Report {
        source: run.source,
        verdict,
        counts: run.counts,
        reason: run.reason,
        seq: status.counts.seq,
    }
}

/// The answer, or what the server says is wrong.
fn read<T: DeserializeOwned>(answer: Result<Response, HttpError>) -> Result<T, String> {
    let response = answer.map_err(|error| match &error {
        HttpError::Status { body, .. } => {
            let problem: Option<serde_json::Value> = serde_json::from_str(body).ok();
            let detail = problem.as_ref().and_then(|problem| problem["detail"].as_str());
            detail.map_or_else(|| error.to_string(), str::to_owned)
        }
        HttpError::Transport { .. } => format!(
            "der Server, dem das Datenverzeichnis gehört, antwortet nicht / the server that owns the data directory does not answer: {error}"
        ),
        _ => error.to_string(),
    })?;
    serde_json::from_slice(&response.body).map_err(|error| {
        format!(
            "die Antwort des Servers ist nicht lesbar; läuft dort eine andere Fassung? / the server's answer cannot be read; is it another version? ({error})"
        )
    })
}
