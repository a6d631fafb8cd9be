//! The main flow, top to bottom: start → fetch → compare → map → normalise → check → assess → guard →
//! commit → read tables → publish. Read this first.

mod batch;
mod dates;
pub(crate) mod measure;
mod tally;
mod withdrawal;

use crate::Error;
use crate::config::SourceFile;
use crate::guard::{Loss, guard};
use crate::http::{Client, Fetcher, Recorder};
use crate::mapping::Mapping;
use crate::sources::{FetchError, Item, Request, Source};
use crate::tables;
use batch::Batch;
#[cfg(test)]
pub(crate) use batch::Prepared;
pub(crate) use batch::{Concluded, conclude, prepare};
use datenkreis_catalogue::Catalogue;
use datenkreis_catalogue::journal::{Change, Fetch, Mode, RunCounts, RunId, Verdict};
use datenkreis_catalogue::relations::Policy;
use datenkreis_vocab::identity::{Seq, SourceId};
use futures::StreamExt;
use futures::stream::BoxStream;
use jiff::{Span, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tally::Tally;
use tokio::sync::mpsc;
pub use withdrawal::withdraw_source;

/// A record is withdrawn only after this many complete runs in a row missed it.
const RUNS_BEFORE_REMOVAL: u32 = 2;

/// How often a run that waits for its source looks whether the process wants to end.
const STOP_POLL: Duration = Duration::from_millis(200);

const STOPPED: &str = "das Programm wurde beendet / the program was stopped";

/// Called after every batch of a run, and at its end.
pub type OnProgress = Arc<dyn Fn(&SourceId, &Progress) + Send + Sync>;

/// What all runs of a process share.
#[derive(Clone)]
pub struct Harvest {
    /// The data directory.
    pub catalogue: Catalogue,
    /// The guarded client.
    pub client: Client,
    /// What decides which of several same datasets is shown.
    pub policy: Arc<Policy>,
    /// Tables that are read after each run of their source.
    pub tables: Arc<Vec<tables::Mapping>>,
    /// Told after every batch.
    pub progress: OnProgress,
    /// Set when the process wants to end: runs stop after their batch, as partial.
    pub stop: Arc<AtomicBool>,
}

/// A source as configured and opened.
pub struct Configured {
    /// Its file.
    pub file: SourceFile,
    /// The source.
    pub source: Box<dyn Source>,
    /// What mapping may know.
    pub mapping: Arc<Mapping>,
}

/// How far a run has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What happened so far; `declared` is the number to come, if the source told.
    pub counts: RunCounts,
    /// How the run ended; `None` while it runs.
    pub verdict: Option<Verdict>,
}

/// How a run ended.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Report {
    /// The source.
    pub source: SourceId,
    /// The verdict.
    pub verdict: Verdict,
    /// What happened to the records.
    pub counts: RunCounts,
    /// Why it is not complete.
    pub reason: Option<String>,
    /// The newest seq afterwards.
    pub seq: Seq,
}

/// One run of one source, from its first request to the published snapshot.
pub async fn run(configured: &Configured, harvest: &Harvest, mode: Mode) -> Result<Report, Error> {
    let run = start(configured, harvest, mode)?;
    let mut tally = Tally::default();
    let delivered = deliver(configured, harvest, run, mode, &mut tally).await;
    let ended = match delivered {
        Ok(()) => finish(configured, harvest, run, mode, &mut tally).await,
        Err(error) => Err(error),
    };
    let ended = match ended {
        Ok(verdict) => read_tables(configured, harvest, run, &mut tally).await.map(|()| verdict),
        Err(error) => Err(error),
    };
    // What was committed is published in any case.
    let published = publish(harvest).await;
    let verdict = match ended.and_then(|verdict| published.map(|()| verdict)) {
        Ok(verdict) => verdict,
        Err(error) => {
            // The disk failed us; the run says so.
            tally.gap(crate::chain(&error));
            close(configured, harvest, run, tally.interrupted(), &tally)?;
            return Err(error);
        }
    };
    close(configured, harvest, run, verdict, &tally)?;
    Ok(Report {
        source: configured.file.id.clone(),
        verdict,
        counts: tally.counts,
        reason: tally.reason(),
        seq: harvest.catalogue.seq(),
    })
}

fn start(configured: &Configured, harvest: &Harvest, mode: Mode) -> Result<RunId, Error> {
    let id = &configured.file.id;
    if let Some(run) = harvest.catalogue.start_run(id, mode)? {
        return Ok(run);
    }
    // The harvester lets no source run twice; so the last run could not be closed, for want of space.
    harvest.catalogue.close_open_run(id)?;
    harvest.catalogue.start_run(id, mode)?.ok_or_else(|| Error::AlreadyRunning(id.clone()))
}

/// fetch → compare → map → normalise → check → commit, batch by batch. The next batch is fetched while
/// one is committed, so at most three are in memory.
async fn deliver(
    configured: &Configured,
    harvest: &Harvest,
    run: RunId,
    mode: Mode,
    tally: &mut Tally,
) -> Result<(), Error> {
    let since = match mode {
        Mode::Full => None,
        Mode::Incremental => harvest.catalogue.last_complete_run(&configured.file.id)?.map(|run| run.started),
    };
    let http = fetcher(configured, harvest, Some(recorder(&harvest.catalogue, run)));
    let request = Request { http: &http, mode, since };
    let (sender, mut batches) = mpsc::channel(1);
    let fetched = fetch(configured.source.fetch(&request), &harvest.stop, sender);
    // Owns its end of the channel: when committing fails, fetching ends, too.
    let committed = async move {
        while let Some(batch) = batches.recv().await {
            commit(configured, harvest, run, batch, tally).await?;
        }
        Ok(())
    };
    tokio::join!(fetched, committed).1
}

/// Packs what comes from the source into batches.
async fn fetch(
    mut items: BoxStream<'_, Result<Item, FetchError>>,
    stop: &AtomicBool,
    batches: mpsc::Sender<Batch>,
) {
    let mut batch = Batch::default();
    while let Some(item) = next(&mut items, stop).await {
        match item {
            Ok(Item::Declared(records)) => batch.declared = Some(records),
            Ok(Item::Record(record)) => batch.records.push(record),
            Ok(Item::Unreadable { native_id, finding }) => batch.unreadable.push((native_id, finding)),
            Ok(Item::Undescribed(native_id)) => batch.undescribed.push(native_id),
            Ok(Item::Deleted(native_id)) => batch.deleted.push(native_id),
            Ok(Item::Note(finding)) => batch.notes.push(finding),
            Ok(Item::Gap(reason)) => batch.gaps.push(reason),
            Err(error) => {
                tracing::warn!(?error, "fetching ended early");
                batch.gaps.push(crate::chain(&error));
                break;
            }
        }
        if batch.is_full() && batches.send(std::mem::take(&mut batch)).await.is_err() {
            return;
        }
    }
    if stop.load(Ordering::Relaxed) {
        batch.gaps.push(STOPPED.into());
    }
    // An error means that committing failed, which the run tells.
    let _ = batches.send(batch).await;
}

/// The next item; `None` also when the process wants to end while a slow source keeps us waiting.
async fn next<'a>(
    items: &mut BoxStream<'a, Result<Item, FetchError>>,
    stop: &AtomicBool,
) -> Option<Result<Item, FetchError>> {
    while !stop.load(Ordering::Relaxed) {
        if let Ok(item) = tokio::time::timeout(STOP_POLL, items.next()).await {
            return item;
        }
    }
    None
}

/// compare → map → normalise → check → commit of one batch, off the async threads.
async fn commit(
    configured: &Configured,
    harvest: &Harvest,
    run: RunId,
    mut batch: Batch,
    tally: &mut Tally,
) -> Result<(), Error> {
    tally.tell(&mut batch);
    let catalogue = harvest.catalogue.clone();
    let mapping = Arc::clone(&configured.mapping);
    let outcome = tokio::task::spawn_blocking(move || batch.commit(&catalogue, &mapping, run)).await??;
    tally.add(outcome);
    (harvest.progress)(&configured.file.id, &Progress { counts: tally.counts, verdict: None });
    Ok(())
}

/// guard, then mark what is missing and withdraw what has been missing long enough.
async fn finish(
    configured: &Configured,
    harvest: &Harvest,
    run: RunId,
    mode: Mode,
    tally: &mut Tally,
) -> Result<Verdict, Error> {
    tally.compare_with_declared();
    if !tally.is_complete() {
        return Ok(tally.interrupted());
    }
    let file = &configured.file;
    let catalogue = &harvest.catalogue;
    let (newly_missing, _) = match mode {
        Mode::Full => catalogue.not_delivered(&file.id, run)?,
        Mode::Incremental => (0, 0),
    };
    let loss = Loss {
        delivered: tally.counts.seen,
        published: catalogue.published_records(&file.id)?,
        lost: newly_missing + tally.deleted.len() as u64,
        everything_was_asked_for: mode == Mode::Full,
    };
    if let Err(reason) = guard(&file.id, &loss, file.max_loss_share, file.max_loss_records) {
        tally.gap(reason);
        return Ok(Verdict::Held);
    }
    let mut gone = std::mem::take(&mut tally.deleted);
    if mode == Mode::Full {
        tally.counts.missing = catalogue.mark_missing(&file.id, run)?;
        let grace = Span::new().hours(24 * i64::from(file.grace_days));
        let since = Timestamp::now().checked_sub(grace).unwrap_or(Timestamp::MIN);
        gone.extend(catalogue.overdue(&file.id, RUNS_BEFORE_REMOVAL, since)?);
    }
    withdraw(configured, harvest, run, gone, tally).await?;
    Ok(Verdict::Complete)
}

async fn withdraw(
    configured: &Configured,
    harvest: &Harvest,
    run: RunId,
    gone: Vec<datenkreis_vocab::identity::NativeId>,
    tally: &mut Tally,
) -> Result<(), Error> {
    for chunk in gone.chunks(batch::SIZE) {
        let changes = chunk.iter().map(|id| Change::Withdraw { native_id: id.clone() }).collect();
        let catalogue = harvest.catalogue.clone();
        let source = configured.file.id.clone();
        let committed =
            tokio::task::spawn_blocking(move || catalogue.commit(run, &source, changes)).await??;
        tally.counts.removed += committed.removed;
    }
    Ok(())
}

/// Reads the tables of the source that feed statistics, as far as they or their mappings changed.
async fn read_tables(
    configured: &Configured,
    harvest: &Harvest,
    run: RunId,
    tally: &mut Tally,
) -> Result<(), Error> {
    if harvest.stop.load(Ordering::Relaxed) {
        return Ok(());
    }
    let http = fetcher(configured, harvest, Some(recorder(&harvest.catalogue, run)));
    let notes = tables::refresh::refresh(&configured.file.id, harvest, run, &http).await?;
    notes.into_iter().for_each(|note| tally.note(note));
    Ok(())
}

/// Decides which datasets are the same as those of other sources, then lets readers see the new state.
async fn publish(harvest: &Harvest) -> Result<(), Error> {
    let (catalogue, policy) = (harvest.catalogue.clone(), Arc::clone(&harvest.policy));
    let published = move || catalogue.relate(&policy).and_then(|_| catalogue.publish());
    tokio::task::spawn_blocking(published).await??;
    Ok(())
}

fn close(
    configured: &Configured,
    harvest: &Harvest,
    run: RunId,
    verdict: Verdict,
    tally: &Tally,
) -> Result<(), Error> {
    let reason = tally.reason();
    harvest.catalogue.finish_run(run, verdict, &tally.counts, reason.as_deref(), &tally.notes)?;
    let counts = &tally.counts;
    measure::ended(&configured.file.id, verdict, counts);
    tracing::info!(
        source = %configured.file.id,
        verdict = ?verdict,
        seen = counts.seen,
        created = counts.created,
        updated = counts.updated,
        unchanged = counts.unchanged,
        failed = counts.failed,
        missing = counts.missing,
        removed = counts.removed,
        reason = reason.as_deref(),
        "harvest run of {} ended: {verdict:?}",
        configured.file.id,
    );
    (harvest.progress)(&configured.file.id, &Progress { counts: tally.counts, verdict: Some(verdict) });
    Ok(())
}

/// The client with the limits and permissions of this source.
pub(crate) fn fetcher(configured: &Configured, harvest: &Harvest, recorder: Option<Recorder>) -> Fetcher {
    let network = &configured.file.network;
    let authorization = authorization(&configured.file);
    harvest.client.fetcher(network.into(), network.allow_private, &network.ports, authorization, recorder)
}

/// The credentials of a source, from the environment.
pub(crate) fn authorization(file: &SourceFile) -> Option<String> {
    file.network.authorization_env.as_ref().and_then(|name| std::env::var(name).ok())
}

/// Archives a body before anything is parsed.
fn recorder(catalogue: &Catalogue, run: RunId) -> Recorder {
    let catalogue = catalogue.clone();
    Arc::new(move |mut fetch: Fetch, body: &[u8]| {
        fetch.body = catalogue.archive().put(body)?.0;
        catalogue.add_fetch(run, &fetch)
    })
}
