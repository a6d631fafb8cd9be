//! Reports to publishers: what is new about an organisation's data since it was last told, at most once a
//! week, and only if something changed. What a report tells is in `standing.rs` and `quality.rs`, how it
//! reads in `text.rs`, and the ways it goes in `mail.rs` and `webhook.rs`.
//!
//! A report arrives at most once. That it is about to go is written down before, what became of it after. If
//! nobody knows (the process ended in between, or the other side fell silent after it had the report), it
//! counts as told: the same mail twice is taken for an error and read no more, while what a lost one told
//! still stands on the organisation's page, and the log says that it may be lost.

mod mail;
mod outcome;
mod quality;
mod settings;
mod standing;
mod text;
mod webhook;

pub use quality::{DimensionChange, Quality, ScoreChange, Step};
pub use settings::{MailSettings, MailTls, ReportSettings};
pub use standing::{Changes, Count, DeadLink, Standing};
pub use text::Report;

use self::outcome::{Failure, again, is_due, note, told};
use crate::Error;
use crate::config::{Organisation, Region};
use crate::http::{Client, Fetcher, Limits};
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::journal::ReportState;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use text::Frame;
use tokio::runtime::Handle;
use tokio::sync::Mutex;

/// How often the server looks whether somebody is to be told something.
const TICK: Duration = Duration::from_secs(900);
/// How often a server that waits looks whether the process wants to end.
const PULSE: Duration = Duration::from_secs(1);

/// What the portal says of itself in a report.
#[derive(Clone, Debug)]
pub struct Sender {
    /// Its name, in German.
    pub title: String,
    /// Its public address without trailing slash.
    pub base: String,
    /// Its mailbox for questions.
    pub contact: String,
}

/// Writes and delivers reports.
#[derive(Clone)]
pub struct Reporter {
    inner: Arc<Inner>,
}

struct Inner {
    catalogue: Catalogue,
    client: Client,
    sender: Sender,
    settings: ReportSettings,
    mail: Option<MailSettings>,
    receivers: Vec<Organisation>,
    /// One delivery at a time, so that nobody is told twice.
    delivering: Mutex<()>,
    stop: Arc<AtomicBool>,
    runtime: Handle,
}

/// A way a report goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// By mail.
    Email,
    /// To a webhook.
    Webhook,
}

impl Channel {
    fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Webhook => "webhook",
        }
    }
}

/// What became of one report on one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Id of the organisation.
    pub organisation: String,
    /// The way.
    pub channel: Channel,
    /// Why it failed; `None` if it arrived.
    pub problem: Option<String>,
    /// Whether it may have arrived all the same, and is not sent again therefore.
    #[serde(default)]
    pub is_unclear: bool,
}

impl Reporter {
    /// A reporter for the organisations of the region.
    #[expect(clippy::too_many_arguments, reason = "everything a portal is made of")]
    pub fn new(
        catalogue: Catalogue,
        client: Client,
        sender: Sender,
        settings: ReportSettings,
        mail: Option<MailSettings>,
        region: &Region,
        stop: Arc<AtomicBool>,
        runtime: Handle,
    ) -> Self {
        let receivers = region.organisations.clone();
        let delivering = Mutex::default();
        Self {
            inner: Arc::new(Inner {
                catalogue,
                client,
                sender,
                settings,
                mail,
                receivers,
                delivering,
                stop,
                runtime,
            }),
        }
    }

    /// Tells who is to be told, from now on, until the process wants to end.
    pub fn schedule(&self) {
        let wants_report = |receiver: &Organisation| receiver.report.is_some();
        if !self.inner.receivers.iter().any(wants_report) {
            return;
        }
        let reporter = self.clone();
        self.inner.runtime.spawn(async move {
            loop {
                let begun = std::time::Instant::now();
                while begun.elapsed() < TICK {
                    tokio::time::sleep(PULSE).await;
                    if reporter.inner.stop.load(Ordering::Relaxed) {
                        return;
                    }
                }
                if let Err(error) = reporter.deliver(None, Timestamp::now()).await {
                    tracing::error!(error = crate::chain(&error), "reporting to publishers failed");
                }
            }
        });
    }

    /// The report an organisation would get: what changed since it was last told on the first of its ways,
    /// or everything.
    pub async fn preview(&self, organisation: &str, at: Timestamp) -> Result<Report, Error> {
        let receiver = self.receiver(organisation)?;
        let channel = self.channels(receiver).first().copied().unwrap_or(Channel::Email);
        let standing = self.standing(receiver).await?;
        let state = self.state(receiver, channel).await?;
        Ok(self.words(receiver, &standing, told(&state).as_ref(), at).1)
    }

    /// Delivers what is due: to `organisation`, or to all.
    pub async fn deliver(&self, organisation: Option<&str>, now: Timestamp) -> Result<Vec<Delivery>, Error> {
        let _one_at_a_time = self.inner.delivering.lock().await;
        let receivers: Vec<&Organisation> = match organisation {
            Some(id) => vec![self.receiver(id)?],
            None => self.inner.receivers.iter().collect(),
        };
        let mut deliveries = vec![];
        for receiver in receivers {
            for channel in self.channels(receiver) {
                deliveries.extend(self.deliver_by(receiver, channel, now).await?);
            }
        }
        Ok(deliveries)
    }

    /// Delivers one report on one way, if it is due and there is something to tell.
    async fn deliver_by(
        &self,
        receiver: &Organisation,
        channel: Channel,
        now: Timestamp,
    ) -> Result<Option<Delivery>, Error> {
        let state = self.settled(receiver, channel).await?;
        if !is_due(&state, now, self.inner.settings.every_days) {
            return Ok(None);
        }
        let standing = self.standing(receiver).await?;
        let before = told(&state);
        let (changes, report) = self.words(receiver, &standing, before.as_ref(), now);
        if standing.datasets == 0 && before.is_none() || changes.is_empty() {
            return Ok(None);
        }
        let content = serde_json::to_string(&standing).map_err(Error::Report)?;
        let begun = ReportState { begun: Some((now, content.clone())), ..state.clone() };
        self.set_state(receiver, channel, begun).await?;
        let failure = self.send(receiver, channel, &standing, &changes, &report, now).await.err();
        let is_unclear = failure.as_ref().is_some_and(|failure| failure.may_have_arrived);
        note(receiver, channel, failure.as_ref());
        let after = match &failure {
            Some(failure) if !failure.may_have_arrived => {
                let failures = state.failures.saturating_add(1);
                ReportState { failures, not_before: Some(again(now, failures)), ..state }
            }
            _ => ReportState { sent: Some(now), content: Some(content), ..ReportState::default() },
        };
        self.set_state(receiver, channel, after).await?;
        let problem = failure.map(|failure| failure.reason);
        Ok(Some(Delivery { organisation: receiver.id.clone(), channel, problem, is_unclear }))
    }

    /// How a way stands. A report that was about to be sent when a process ended counts as sent: nobody
    /// knows, and it must not come twice.
    async fn settled(&self, receiver: &Organisation, channel: Channel) -> Result<ReportState, Error> {
        let state = self.state(receiver, channel).await?;
        let Some((begun, content)) = state.begun else { return Ok(state) };
        let settled = ReportState { sent: Some(begun), content: Some(content), ..ReportState::default() };
        self.set_state(receiver, channel, settled.clone()).await?;
        let reason = "the process ended while it was sent".into();
        note(receiver, channel, Some(&Failure { reason, may_have_arrived: true }));
        Ok(settled)
    }

    async fn send(
        &self,
        receiver: &Organisation,
        channel: Channel,
        standing: &Standing,
        changes: &Changes,
        report: &Report,
        at: Timestamp,
    ) -> Result<(), Failure> {
        let wanted = receiver.report.as_ref();
        match channel {
            Channel::Email => {
                let (Some(mail), Some(to)) =
                    (&self.inner.mail, wanted.and_then(|wanted| wanted.email.as_ref()))
                else {
                    return Err(Failure::certain("no mail server is configured"));
                };
                mail::send(mail, &self.host(), to, report).await
            }
            Channel::Webhook => {
                let wanted =
                    wanted.and_then(|wanted| wanted.webhook.as_ref().zip(wanted.secret_env.as_ref()));
                let (url, secret_env) = wanted.ok_or_else(|| Failure::certain("no webhook is configured"))?;
                let organisation = receiver.id.as_str();
                let details = self.details(receiver);
                let message =
                    webhook::Message { organisation, at, details: &details, changes, standing, report };
                webhook::send(&self.fetcher(), url, secret_env, &message).await
            }
        }
    }

    fn words(
        &self,
        receiver: &Organisation,
        standing: &Standing,
        before: Option<&Standing>,
        at: Timestamp,
    ) -> (Changes, Report) {
        let Sender { title, contact, .. } = &self.inner.sender;
        let frame = Frame {
            organisation: &receiver.name,
            portal: title,
            details: self.details(receiver),
            contact,
            at,
        };
        let changes = standing.since(before);
        let report = text::report(&frame, standing, &changes);
        (changes, report)
    }

    fn receiver(&self, id: &str) -> Result<&Organisation, Error> {
        let found = self.inner.receivers.iter().find(|receiver| receiver.id == id);
        found.ok_or_else(|| Error::UnknownOrganisation(id.to_owned()))
    }

    fn channels(&self, receiver: &Organisation) -> Vec<Channel> {
        let Some(report) = &receiver.report else { return vec![] };
        let email = report.email.as_ref().map(|_| Channel::Email);
        let webhook = report.webhook.as_ref().map(|_| Channel::Webhook);
        email.into_iter().chain(webhook).collect()
    }

    fn details(&self, receiver: &Organisation) -> String {
        format!("{}/qualitaet/{}", self.inner.sender.base, receiver.id)
    }

    /// What this machine calls itself towards mail servers.
    fn host(&self) -> String {
        let base = url::Url::parse(&self.inner.sender.base).ok();
        base.and_then(|base| base.host_str().map(str::to_owned)).unwrap_or_else(|| "localhost".into())
    }

    fn fetcher(&self) -> Fetcher {
        let ReportSettings { allow_private, ports, .. } = &self.inner.settings;
        let limits = Limits {
            first_byte: Duration::from_secs(30),
            total: Duration::from_secs(60),
            body_bytes: 1 << 20,
            tries: 1,
            ..Limits::default()
        };
        self.inner.client.fetcher(limits, *allow_private, ports, None, None)
    }

    async fn standing(&self, receiver: &Organisation) -> Result<Standing, Error> {
        let (catalogue, id) = (self.inner.catalogue.clone(), receiver.id.clone());
        tokio::task::spawn_blocking(move || Standing::gather(&catalogue, &id)).await?
    }

    async fn state(&self, receiver: &Organisation, channel: Channel) -> Result<ReportState, Error> {
        let (catalogue, id) = (self.inner.catalogue.clone(), receiver.id.clone());
        Ok(tokio::task::spawn_blocking(move || catalogue.report_state(&id, channel.name())).await??)
    }

    async fn set_state(
        &self,
        receiver: &Organisation,
        channel: Channel,
        state: ReportState,
    ) -> Result<(), Error> {
        let (catalogue, id) = (self.inner.catalogue.clone(), receiver.id.clone());
        let set = move || catalogue.set_report_state(&id, channel.name(), &state);
        Ok(tokio::task::spawn_blocking(set).await??)
    }
}
