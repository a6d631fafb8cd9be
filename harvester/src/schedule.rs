//! Which source runs when, and what runs now. tokio-cron-scheduler ticks; whether a source is due is
//! decided from the journal, so that a slot missed while the machine slept is caught up once.

use crate::Error;
use crate::config::{ConfigError, Region, SourceFile};
use crate::http::Client;
use crate::mapping::Mapping;
use crate::run::{Configured, Harvest, Progress, Report, measure, run, withdraw_source};
use crate::sources::{self, Source};
use croner::Cron;
use croner::parser::{CronParser, Seconds};
use datenkreis_catalogue::journal::Mode;
use datenkreis_vocab::identity::SourceId;
use jiff::Timestamp;
use parking_lot::Mutex;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio_cron_scheduler::{Job, JobScheduler};

/// Runs at a time; each is mostly waiting for its source.
const RUNS_AT_ONCE: usize = 4;

/// All sources of a portal, and what they are doing.
#[derive(Clone)]
pub struct Harvester {
    inner: Arc<Inner>,
}

struct Inner {
    harvest: Harvest,
    sources: BTreeMap<SourceId, Arc<Scheduled>>,
    running: Mutex<BTreeMap<SourceId, Progress>>,
    slots: Semaphore,
    since: Timestamp,
    runtime: Handle,
}

struct Scheduled {
    configured: Configured,
    full: Option<Cron>,
    incremental: Option<Cron>,
}

/// What a source is doing, for the status page.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Progress of the run under way.
    pub running: Option<Progress>,
    /// When its next run is due.
    pub next: Option<Timestamp>,
}

impl Harvester {
    /// Opens every enabled source. All mistakes are returned together. Background runs live on
    /// `runtime`, which must outlive whoever starts them (a web server's threads end before it does).
    pub fn new(
        mut harvest: Harvest,
        base: &str,
        region: &Arc<Region>,
        files: &[SourceFile],
        runtime: Handle,
    ) -> Result<Self, Vec<ConfigError>> {
        let mut opened = BTreeMap::new();
        let mut mistakes = vec![];
        for file in files.iter().filter(|file| file.enabled) {
            match open(base, region, file) {
                Ok(scheduled) => drop(opened.insert(file.id.clone(), Arc::new(scheduled))),
                Err(found) => mistakes.extend(found),
            }
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        for source in opened.keys() {
            if let Ok(Some(run)) = harvest.catalogue.last_complete_run(source) {
                measure::last_complete(&run);
            }
        }
        let inner = Arc::new_cyclic(|inner: &std::sync::Weak<Inner>| {
            let inner = inner.clone();
            let told = Arc::clone(&harvest.progress);
            harvest.progress = Arc::new(move |source, progress| {
                if let Some(inner) = inner.upgrade()
                    && let Some(known) = inner.running.lock().get_mut(source)
                {
                    *known = progress.clone();
                }
                told(source, progress);
            });
            Inner {
                harvest,
                sources: opened,
                running: Mutex::default(),
                slots: Semaphore::new(RUNS_AT_ONCE),
                since: Timestamp::now(),
                runtime,
            }
        });
        Ok(Self { inner })
    }

    /// The guarded client of all runs.
    pub fn client(&self) -> Client {
        self.inner.harvest.client.clone()
    }

    /// Ids of the enabled sources.
    pub fn sources(&self) -> impl Iterator<Item = &SourceId> {
        self.inner.sources.keys()
    }

    /// Runs a source now and waits for its end.
    pub async fn run(&self, id: &SourceId, mode: Mode) -> Result<Report, Error> {
        let source = self.inner.sources.get(id).ok_or_else(|| Error::UnknownSource(id.clone()))?;
        let running = Running::begin(&self.inner, id)?;
        self.under_way(running, source, mode).await
    }

    /// Starts a run in the background; from now on [`Self::state`] shows it. A failure of the run itself
    /// is logged and stands in the journal.
    pub fn start(&self, id: &SourceId, mode: Mode) -> Result<(), Error> {
        let source = self.inner.sources.get(id).ok_or_else(|| Error::UnknownSource(id.clone()))?;
        let running = Running::begin(&self.inner, id)?;
        let (harvester, source, id) = (self.clone(), Arc::clone(source), id.clone());
        self.inner.runtime.spawn(async move {
            if let Err(error) = harvester.under_way(running, &source, mode).await {
                tracing::error!(source = %id, error = crate::chain(&error), "the harvest run of {id} failed");
            }
        });
        Ok(())
    }

    async fn under_way(&self, _running: Running, source: &Scheduled, mode: Mode) -> Result<Report, Error> {
        let _slot = self.inner.slots.acquire().await;
        run(&source.configured, &self.inner.harvest, mode).await
    }

    /// Withdraws everything that is published of a source which is not configured any more. It goes on to
    /// its end even if nobody waits for it.
    pub async fn withdraw(&self, id: &SourceId) -> Result<Report, Error> {
        if self.inner.sources.contains_key(id) {
            return Err(Error::StillConfigured(id.clone()));
        }
        let running = Running::begin(&self.inner, id)?;
        let (harvest, id) = (self.inner.harvest.clone(), id.clone());
        let withdrawn = self.inner.runtime.spawn(async move {
            let _running = running;
            withdraw_source(&id, &harvest).await
        });
        withdrawn.await?
    }

    /// How many runs are under way, or wait for others to end.
    pub fn running(&self) -> usize {
        self.inner.running.lock().len()
    }

    /// Waits until no run is under way.
    pub async fn wait(&self) {
        while !self.inner.running.lock().is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }

    /// What a source is doing.
    pub fn state(&self, id: &SourceId) -> State {
        let running = self.inner.running.lock().get(id).cloned();
        let next = self.inner.sources.get(id).and_then(|source| self.inner.next(source)).map(|(at, _)| at);
        State { running, next }
    }

    /// Starts due runs from now on, looking every half minute.
    pub async fn schedule(&self) -> Result<JobScheduler, Error> {
        let scheduler = JobScheduler::new().await?;
        let harvester = self.clone();
        scheduler
            .add(Job::new_async("0,30 * * * * *", move |_, _| {
                let harvester = harvester.clone();
                Box::pin(async move { harvester.start_due() })
            })?)
            .await?;
        scheduler.start().await?;
        Ok(scheduler)
    }

    fn start_due(&self) {
        let now = Timestamp::now();
        for (id, source) in &self.inner.sources {
            if let Some((at, mode)) = self.inner.next(source)
                && at <= now
                && !self.inner.running.lock().contains_key(id)
                && let Err(error) = self.start(id, mode)
            {
                tracing::warn!(source = %id, %error, "a due run could not start");
            }
        }
    }
}

impl Inner {
    /// When a source is next due after its last run, and for what; the past means now.
    fn next(&self, source: &Scheduled) -> Option<(Timestamp, Mode)> {
        let id = &source.configured.file.id;
        let runs = self.harvest.catalogue.runs(id, 20).unwrap_or_default();
        let last = |mode| {
            let run = runs.iter().find(|run| mode == Mode::Incremental || run.mode == mode);
            run.map_or(self.since, |run| run.started)
        };
        let after = |cron: &Option<Cron>, mode| Some((next_after(cron.as_ref()?, last(mode))?, mode));
        let full = after(&source.full, Mode::Full);
        let incremental = after(&source.incremental, Mode::Incremental);
        full.into_iter().chain(incremental).min_by_key(|(at, _)| *at)
    }
}

/// Keeps a source from running twice, and forgets it when the run ends, however it ends.
struct Running {
    inner: Arc<Inner>,
    id: SourceId,
}

impl Running {
    fn begin(inner: &Arc<Inner>, id: &SourceId) -> Result<Self, Error> {
        let mut running = inner.running.lock();
        if running.contains_key(id) {
            return Err(Error::AlreadyRunning(id.clone()));
        }
        running.insert(id.clone(), Progress::default());
        Ok(Self { inner: Arc::clone(inner), id: id.clone() })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.inner.running.lock().remove(&self.id);
    }
}

/// Opens one source: its kind, its settings, its schedule.
fn open(base: &str, region: &Arc<Region>, file: &SourceFile) -> Result<Scheduled, Vec<ConfigError>> {
    let configured = configure(base, region, file).map_err(|mistake| vec![mistake])?;
    let (full, incremental) = crons(file, Some(&*configured.source))?;
    Ok(Scheduled { configured, full, incremental })
}

/// A source as its file describes it, ready to be run.
pub fn configure(base: &str, region: &Arc<Region>, file: &SourceFile) -> Result<Configured, ConfigError> {
    let mapping = Arc::new(Mapping::new(base, file, region));
    Ok(Configured { file: file.clone(), source: sources::open(file)?, mapping })
}

/// When full and incremental runs are due; `source`, if it could be opened, tells whether it can do the
/// latter.
pub(crate) fn crons(
    file: &SourceFile,
    source: Option<&dyn Source>,
) -> Result<(Option<Cron>, Option<Cron>), Vec<ConfigError>> {
    let mut mistakes = vec![];
    let mut read = |text: &Option<toml::Spanned<String>>| {
        let cron = text.as_ref().map(|text| cron(file, text));
        cron.and_then(|cron| cron.map_err(|mistake| mistakes.push(mistake)).ok())
    };
    let full = read(&file.schedule);
    let incremental = read(&file.incremental_schedule);
    if let Some(text) = &file.incremental_schedule
        && source.is_some_and(|source| !source.incremental())
    {
        let message = format!(
            "the kind `{}` cannot ask for changes only; leave `incremental_schedule` out",
            file.kind.get_ref()
        );
        mistakes.push(file.mistake(text, &message));
    }
    if mistakes.is_empty() { Ok((full, incremental)) } else { Err(mistakes) }
}

fn cron(file: &SourceFile, text: &toml::Spanned<String>) -> Result<Cron, ConfigError> {
    CronParser::builder().seconds(Seconds::Required).build().parse(text.get_ref()).map_err(|error| {
        let message = format!(
            "no cron expression: {error}; six fields are allowed: second minute hour day month weekday, in UTC, e.g. \"0 30 2 * * *\""
        );
        file.mistake(text, &message)
    })
}

/// The first slot after `last`.
fn next_after(cron: &Cron, last: Timestamp) -> Option<Timestamp> {
    let last = chrono::DateTime::<chrono::Utc>::from_timestamp(last.as_second(), 0)?;
    let next = cron.find_next_occurrence(&last, false).ok()?;
    Timestamp::from_second(next.timestamp()).ok()
}
