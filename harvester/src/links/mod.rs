//! The link checker: whether what the datasets name can be had. It is apart from the harvest: it asks
//! single addresses, never reads what they hold, and keeps to a budget per host. Read [`LinkChecker::check`]
//! first, then `visit.rs` (one host), then `ask.rs` (one address); what becomes of an answer is decided in
//! `catalogue/src/journal/links/rule.rs`.

mod ask;
mod settings;
mod tally;
mod visit;

pub use settings::LinkSettings;
pub use tally::LinkTally;

use crate::Error;
use crate::config::SourceFile;
use crate::http::{Client, Fetcher, Limits};
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::journal::{DueLink, DueLinks, LinkCheck};
use datenkreis_vocab::identity::SourceId;
use jiff::Timestamp;
use parking_lot::Mutex;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use visit::{Rests, Visit};

/// Addresses of one host asked in one visit; others have their turn after it.
const PER_VISIT: u64 = 50;
/// Addresses looked up at a time.
const LOOKED_UP: u64 = 2000;
/// Checks written in one transaction.
const WRITTEN_TOGETHER: usize = 50;
/// How often the server looks for addresses that are due.
const TICK: Duration = Duration::from_secs(60);
/// How often a round looks whether the process wants to end, and writes what it has.
const PULSE: Duration = Duration::from_millis(500);

/// What a source may reach: private addresses, further ports.
type Permission = (bool, Vec<u16>);

/// Checks links, one round at a time.
#[derive(Clone)]
pub struct LinkChecker {
    inner: Arc<Inner>,
}

struct Inner {
    catalogue: Catalogue,
    client: Client,
    settings: LinkSettings,
    origin: String,
    permissions: BTreeMap<SourceId, Permission>,
    rests: Arc<Rests>,
    running: Mutex<Option<LinkTally>>,
    last: Mutex<Option<LinkTally>>,
    stop: Arc<AtomicBool>,
    runtime: Handle,
}

/// What to check.
#[derive(Clone, Debug, Default)]
pub struct Round {
    /// Only what datasets of this source name.
    pub source: Option<SourceId>,
    /// Everything, not only what is due.
    pub all: bool,
    /// The time to go by and to write down, instead of the true one.
    pub as_of: Option<Timestamp>,
}

impl LinkChecker {
    /// A checker for the portal at `base`. Links are asked with the permissions of the sources whose
    /// datasets name them. Rounds in the background live on `runtime`; `stop` ends them.
    pub fn new(
        catalogue: Catalogue,
        client: Client,
        settings: LinkSettings,
        base: &str,
        files: &[SourceFile],
        stop: Arc<AtomicBool>,
        runtime: Handle,
    ) -> Self {
        let permission = |file: &SourceFile| (file.network.allow_private, file.network.ports.clone());
        let permissions = files.iter().map(|file| (file.id.clone(), permission(file))).collect();
        // What a browser would say of a page of ours.
        let origin =
            url::Url::parse(base).map_or_else(|_| base.into(), |base| base.origin().ascii_serialization());
        Self {
            inner: Arc::new(Inner {
                catalogue,
                client,
                settings,
                origin,
                permissions,
                rests: Arc::default(),
                running: Mutex::default(),
                last: Mutex::default(),
                stop,
                runtime,
            }),
        }
    }

    /// Checks what is due, from now on, again and again, until the process wants to end.
    pub fn schedule(&self) {
        if !self.inner.settings.enabled {
            return;
        }
        let checker = self.clone();
        self.inner.runtime.spawn(async move {
            checker.measure().await;
            while !checker.is_stopped() {
                tokio::time::sleep(TICK).await;
                match checker.check(Round::default(), |_| {}).await {
                    Ok(_) | Err(Error::LinksUnderWay) => {}
                    Err(error) => {
                        tracing::error!(error = crate::chain(&error), "checking links failed");
                    }
                }
            }
        });
    }

    /// Starts a round in the background. A failure is logged.
    pub fn start(&self, round: Round) -> Result<(), Error> {
        let running = Running::begin(&self.inner)?;
        let checker = self.clone();
        self.inner.runtime.spawn(async move {
            if let Err(error) = checker.under_way(running, round, |_| {}).await {
                tracing::error!(error = crate::chain(&error), "checking links failed");
            }
        });
        Ok(())
    }

    /// One round: asks what is due, until nothing is, or only addresses of hosts that are left alone.
    /// `progress` is told now and then.
    pub async fn check(&self, round: Round, progress: impl Fn(&LinkTally)) -> Result<LinkTally, Error> {
        let running = Running::begin(&self.inner)?;
        self.under_way(running, round, progress).await
    }

    /// How far the round under way has come, if one is.
    pub fn running(&self) -> Option<LinkTally> {
        *self.inner.running.lock()
    }

    /// How the last round of this process ended; `None` also if it broke off.
    pub fn last(&self) -> Option<LinkTally> {
        *self.inner.last.lock()
    }

    /// Waits until no round is under way.
    pub async fn wait(&self) {
        while self.running().is_some() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn is_stopped(&self) -> bool {
        self.inner.stop.load(Ordering::Relaxed)
    }

    async fn under_way(
        &self,
        running: Running,
        round: Round,
        progress: impl Fn(&LinkTally),
    ) -> Result<LinkTally, Error> {
        let begun = round.as_of.unwrap_or_else(Timestamp::now);
        let mut tally = LinkTally { due: self.count_due(&round, begun).await?, ..LinkTally::default() };
        let (sender, mut checks) = mpsc::channel(256);
        let mut visits = JoinSet::new();
        let mut visited: HashSet<String> = HashSet::new();
        let mut waiting: VecDeque<Visit> = VecDeque::new();
        let mut fetchers = HashMap::new();
        let mut found = Vec::new();
        let mut look_again = true;
        while !self.is_stopped() {
            if waiting.is_empty() && look_again {
                while let Ok(check) = checks.try_recv() {
                    found.push(check);
                }
                self.write(&mut found, &mut tally).await?;
                let due = self.due(&round, begun).await?;
                waiting = self.visits(due, &visited, &mut fetchers, &sender, round.as_of);
                look_again = false;
            }
            while visits.len() < self.inner.settings.at_once
                && let Some(visit) = waiting.pop_front()
            {
                visited.insert(visit.host.clone());
                visits.spawn(visit.go());
            }
            if visits.is_empty() {
                break;
            }
            tokio::select! {
                Some(check) = checks.recv() => found.push(check),
                Some(ended) = visits.join_next() => {
                    visited.remove(&ended?);
                    // Its host may have more.
                    look_again = true;
                }
                () = tokio::time::sleep(PULSE) => self.write(&mut found, &mut tally).await?,
            }
            if found.len() >= WRITTEN_TOGETHER {
                self.write(&mut found, &mut tally).await?;
            }
            *self.inner.running.lock() = Some(tally);
            progress(&tally);
        }
        visits.shutdown().await;
        while let Ok(check) = checks.try_recv() {
            found.push(check);
        }
        self.write(&mut found, &mut tally).await?;
        if tally.datasets > 0 {
            let catalogue = self.inner.catalogue.clone();
            tokio::task::spawn_blocking(move || catalogue.publish()).await??;
        }
        tally.left = self.count_due(&round, begun).await?;
        progress(&tally);
        *self.inner.last.lock() = Some(tally);
        drop(running);
        if tally.checked > 0 {
            tracing::info!(
                checked = tally.checked,
                good = tally.good,
                failed = tally.failed,
                left = tally.left,
                "checked {} links",
                tally.checked
            );
        }
        Ok(tally)
    }

    /// What is due, by host, but for hosts that are being visited or left alone.
    fn visits(
        &self,
        due: Vec<DueLink>,
        visited: &HashSet<String>,
        fetchers: &mut HashMap<Permission, Arc<Fetcher>>,
        checks: &mpsc::Sender<LinkCheck>,
        as_of: Option<Timestamp>,
    ) -> VecDeque<Visit> {
        let inner = &self.inner;
        let mut visits: VecDeque<Visit> = VecDeque::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for link in due {
            if visited.contains(&link.host) || inner.rests.is_resting(&link.host) {
                continue;
            }
            let permission = self.permission(&link);
            let fetcher = fetchers
                .entry(permission)
                .or_insert_with_key(|permission| Arc::new(self.fetcher(permission)));
            let fetcher = Arc::clone(fetcher);
            let place = *places.entry(link.host.clone()).or_insert_with(|| {
                visits.push_back(Visit {
                    host: link.host.clone(),
                    links: vec![],
                    origin: inner.origin.clone(),
                    pause: inner.settings.pause(),
                    rests: Arc::clone(&inner.rests),
                    as_of,
                    checks: checks.clone(),
                });
                visits.len() - 1
            });
            visits[place].links.push((link, fetcher));
        }
        visits
    }

    /// All that the sources naming an address may do together.
    fn permission(&self, link: &DueLink) -> Permission {
        let known = link.sources.iter().filter_map(|source| self.inner.permissions.get(source));
        let (mut allow_private, mut all_ports) = (false, vec![]);
        for (private, ports) in known {
            allow_private |= private;
            all_ports.extend(ports);
        }
        all_ports.sort_unstable();
        all_ports.dedup();
        (allow_private, all_ports)
    }

    fn fetcher(&self, (allow_private, ports): &Permission) -> Fetcher {
        let settings = &self.inner.settings;
        let wait = settings.timeout();
        let limits = Limits {
            connect: wait.min(Duration::from_secs(10)),
            first_byte: wait,
            idle: wait,
            total: wait * 2,
            tries: 1,
            gap: settings.pause().min(Limits::default().gap),
            ..Limits::default()
        };
        // No credentials: what is asked is whether everybody can have it.
        self.inner.client.fetcher(limits, *allow_private, ports, None, None)
    }

    /// Writes the checks made so far.
    async fn write(&self, found: &mut Vec<LinkCheck>, tally: &mut LinkTally) -> Result<(), Error> {
        if found.is_empty() {
            return Ok(());
        }
        let checks = std::mem::take(found);
        checks.iter().for_each(|check| tally.add(check));
        let (catalogue, every_days) = (self.inner.catalogue.clone(), self.inner.settings.every_days);
        let recorded = tokio::task::spawn_blocking(move || {
            let changed = catalogue.record_checks(&checks, every_days)?;
            // What an address answers is part of a dataset's quality.
            catalogue.assess_again(&changed, &catalogue)?;
            Ok::<_, datenkreis_catalogue::Error>(changed.len())
        });
        tally.datasets += recorded.await?? as u64;
        self.measure().await;
        Ok(())
    }

    async fn due(&self, round: &Round, now: Timestamp) -> Result<Vec<DueLink>, Error> {
        self.with_due(round, now, |catalogue, due| catalogue.due_links(due)).await
    }

    async fn count_due(&self, round: &Round, now: Timestamp) -> Result<u64, Error> {
        self.with_due(round, now, |catalogue, due| catalogue.count_due_links(due)).await
    }

    async fn with_due<T: Send + 'static>(
        &self,
        round: &Round,
        now: Timestamp,
        ask: fn(&Catalogue, &DueLinks<'_>) -> datenkreis_catalogue::Result<T>,
    ) -> Result<T, Error> {
        let (catalogue, round) = (self.inner.catalogue.clone(), round.clone());
        let asked = tokio::task::spawn_blocking(move || {
            let source = round.source.as_ref();
            ask(&catalogue, &DueLinks { now, all: round.all, source, per_host: PER_VISIT, limit: LOOKED_UP })
        });
        Ok(asked.await??)
    }

    /// Shows how all links stand, off the threads that serve the network.
    async fn measure(&self) {
        let catalogue = self.inner.catalogue.clone();
        let counted = tokio::task::spawn_blocking(move || catalogue.link_counts(None)).await;
        if let Ok(Ok(counts)) = counted {
            tally::measure(&counts);
        }
    }
}

/// Keeps two rounds from running at once, and forgets one when it ends, however it ends.
struct Running {
    inner: Arc<Inner>,
}

impl Running {
    fn begin(inner: &Arc<Inner>) -> Result<Self, Error> {
        let mut running = inner.running.lock();
        if running.is_some() {
            return Err(Error::LinksUnderWay);
        }
        *running = Some(LinkTally::default());
        // Whoever waits for this round must not take the one before for it if this one breaks off.
        *inner.last.lock() = None;
        Ok(Self { inner: Arc::clone(inner) })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        *self.inner.running.lock() = None;
    }
}
