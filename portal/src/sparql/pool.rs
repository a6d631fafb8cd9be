//! The worker processes: one thread here for each, which starts it, hands it queries, watches the
//! clock and kills it. Plain threads and pipes, so that no load on the web server delays a deadline.

mod process;
mod queue;

use super::guard::{self, Refusal};
use super::protocol::{Answer, Request};
use crate::config::Sparql;
use datenkreis_catalogue::snapshot::Snapshot;
use process::Worker;
pub use queue::Client;
use queue::{Job, Next, Shared};
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// How long a query waits for a free worker, at most.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// Seconds after its deadline in which a worker whose server is gone ends itself.
const GRACE_SECS: u32 = 5;

/// The workers of a portal.
pub struct Pool {
    shared: Arc<Shared>,
}

/// Why a query got no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// Refused before it was parsed.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Not SPARQL 1.1; the text names line and column.
    #[error("{0}")]
    Syntax(String),
    /// Cannot be evaluated, e.g. an unknown function.
    #[error("{0}")]
    Evaluation(String),
    /// The answer is larger than allowed.
    #[error("the answer is too large")]
    TooLarge,
    /// Took longer than allowed.
    #[error("the query took too long")]
    Timeout,
    /// The worker died of it, most likely for want of memory.
    #[error("the query needs too much memory")]
    Exhausted,
    /// All workers are busy.
    #[error("too many queries at once")]
    Busy,
    /// This client's own queries keep as many workers busy as one client may.
    #[error("too many queries of one client at once")]
    TooMany,
    /// No worker could be started or the snapshot could not be read.
    #[error("no worker: {0}")]
    Unavailable(String),
}

impl Pool {
    /// Starts the threads; the processes start when they are needed.
    pub fn new(settings: &Sparql) -> io::Result<Self> {
        let shared = Arc::new(Shared::new(settings.clone(), std::env::current_exe()?));
        for number in 0..settings.workers.max(1) {
            let shared = Arc::clone(&shared);
            std::thread::Builder::new().name(format!("sparql-{number}")).spawn(move || keep(&shared))?;
        }
        Ok(Self { shared })
    }

    /// Answers a query of `client` from `snapshot`.
    pub async fn query(
        &self,
        client: Client,
        snapshot: Arc<Snapshot>,
        request: Request,
    ) -> Result<Answer, QueryError> {
        let answer = self.answer(client, snapshot, request).await;
        let outcome = answer.as_ref().map_or_else(QueryError::word, |_| "answered");
        metrics::counter!("sparql_queries_total", "outcome" => outcome).increment(1);
        answer
    }

    async fn answer(
        &self,
        client: Client,
        snapshot: Arc<Snapshot>,
        request: Request,
    ) -> Result<Answer, QueryError> {
        guard::check(&request.query).map_err(QueryError::Refused)?;
        let (reply, mut answer) = oneshot::channel();
        let id = self.shared.enqueue(client, snapshot, request, reply)?;
        let gone = |_| QueryError::Unavailable("the pool ends".into());
        if let Ok(answered) = tokio::time::timeout(LONGEST_WAIT, &mut answer).await {
            return answered.map_err(gone)?;
        }
        if let Some(error) = self.shared.give_up(id) {
            return Err(error);
        }
        // A worker has it, and keeps the clock.
        answer.await.map_err(gone)?
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.shared.end();
    }
}

impl QueryError {
    /// For counting.
    fn word(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::Syntax(_) => "syntax",
            Self::Evaluation(_) => "evaluation",
            Self::TooLarge => "too_large",
            Self::Timeout => "timeout",
            Self::Exhausted => "exhausted",
            Self::Busy => "busy",
            Self::TooMany => "too_many",
            Self::Unavailable(_) => "unavailable",
        }
    }
}

/// One thread of the pool.
fn keep(shared: &Shared) {
    let mut worker: Option<Worker> = None;
    loop {
        let job = match shared.next(worker.is_some()) {
            Next::Job(job) => *job,
            Next::Idle => {
                worker = None;
                continue;
            }
            Next::End => return,
        };
        let Job { client, snapshot, request, reply, .. } = job;
        // Who hung up in the queue costs nothing.
        if !reply.is_closed() {
            let answer = run(shared, &mut worker, &snapshot, request, &reply);
            if let Err(QueryError::Timeout | QueryError::Exhausted | QueryError::Unavailable(_)) = &answer {
                worker = None;
            }
            let _ = reply.send(answer);
        }
        shared.ended(client);
    }
}

fn run(
    shared: &Shared,
    worker: &mut Option<Worker>,
    snapshot: &Arc<Snapshot>,
    mut request: Request,
    reply: &oneshot::Sender<Result<Answer, QueryError>>,
) -> Result<Answer, QueryError> {
    let settings = &shared.settings;
    request.answer_bytes =
        usize::try_from(settings.answer_mebibytes << 20).unwrap_or(usize::MAX).min(u32::MAX as usize);
    request.life_secs =
        u32::try_from(shared.limit().as_secs()).unwrap_or(u32::MAX).saturating_add(GRACE_SECS);
    // A worker may have died while it had nothing to do; then a new one gets a try.
    for fresh in [false, true] {
        let fitting = worker.take().filter(|worker| !fresh && worker.snapshot == *snapshot);
        let is_used = fitting.is_some();
        let mut current = match fitting {
            Some(worker) => worker,
            None => {
                Worker::start(shared, snapshot).map_err(|error| QueryError::Unavailable(error.to_string()))?
            }
        };
        if current.send(&request).is_err() {
            continue;
        }
        let deadline = Instant::now() + shared.limit();
        let answer = current.receive(deadline, request.answer_bytes, || reply.is_closed());
        // What earlier queries left in its memory is not this query's fault: a new worker gets a try, too.
        if is_used && matches!(answer, Err(QueryError::Exhausted)) {
            continue;
        }
        *worker = Some(current);
        return answer;
    }
    Err(QueryError::Unavailable("a worker ended at once".into()))
}
