//! The worker processes: one thread here for each, which starts it, hands it queries, watches the
//! clock and kills it. Plain threads and pipes, so that no load on the web server delays a deadline.

use super::guard::{self, Refusal};
use super::protocol::{Answer, Reply, Request, SMALL_FRAME_BYTES, read_frame, write_frame};
use super::worker::MEMORY_VARIABLE;
use crate::config::Sparql;
use datenkreis_catalogue::snapshot::Snapshot;
use std::collections::VecDeque;
use std::io::{self, BufWriter, Read, Write};
use std::net::IpAddr;
use std::os::fd::AsRawFd;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// How long a query waits for a free worker, at most.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// A worker without work for so long is ended and frees its memory.
const LONGEST_IDLE: Duration = Duration::from_secs(300);
/// How often a running query is asked whether its client is still there.
const HEARTBEAT: Duration = Duration::from_millis(250);
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

struct Shared {
    settings: Sparql,
    program: PathBuf,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Job>,
    /// Whose queries are being answered, once for each.
    running: Vec<Client>,
    next_id: u64,
    ending: bool,
}

/// Whoever shares the workers with others; `None` is everybody without an address.
pub type Client = Option<IpAddr>;

struct Job {
    id: u64,
    client: Client,
    snapshot: Arc<Snapshot>,
    request: Request,
    reply: oneshot::Sender<Result<Answer, QueryError>>,
}

impl Pool {
    /// Starts the threads; the processes start when they are needed.
    pub fn new(settings: &Sparql) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            settings: settings.clone(),
            program: std::env::current_exe()?,
            state: Mutex::default(),
            changed: Condvar::new(),
        });
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
        self.shared.state().ending = true;
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn limit(&self) -> Duration {
        Duration::from_secs(self.settings.timeout_secs.max(1))
    }

    /// Workers one client may keep busy: one is always left for others, if there are several.
    fn share(&self) -> usize {
        self.settings.workers.saturating_sub(1).max(1)
    }

    /// Places in the queue one client may take.
    fn places(&self) -> usize {
        (self.settings.queue / 2).max(1)
    }

    fn enqueue(
        &self,
        client: Client,
        snapshot: Arc<Snapshot>,
        request: Request,
        reply: oneshot::Sender<Result<Answer, QueryError>>,
    ) -> Result<u64, QueryError> {
        let mut state = self.state();
        // Who hung up waits no more.
        state.queue.retain(|job| !job.reply.is_closed());
        if state.queue.iter().filter(|job| job.client == client).count() >= self.places() {
            return Err(QueryError::TooMany);
        }
        if state.queue.len() >= self.settings.queue {
            return Err(QueryError::Busy);
        }
        let id = state.next_id;
        state.next_id += 1;
        state.queue.push_back(Job { id, client, snapshot, request, reply });
        drop(state);
        self.changed.notify_all();
        Ok(id)
    }

    /// Takes a query out of the queue that has waited long enough, and tells for whom; `None` if a worker
    /// has it already.
    fn give_up(&self, id: u64) -> Option<QueryError> {
        let mut state = self.state();
        let at = state.queue.iter().position(|job| job.id == id)?;
        let client = state.queue.remove(at)?.client;
        let is_own_fault = state.running_of(client) >= self.share();
        Some(if is_own_fault { QueryError::TooMany } else { QueryError::Busy })
    }

    /// The next job whose client has not its share of workers already.
    fn next(&self) -> Next {
        let share = self.share();
        let state = self.state();
        let idle = |state: &mut State| state.next_job(share).is_none() && !state.ending;
        let waited = self.changed.wait_timeout_while(state, LONGEST_IDLE, idle);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let job = state.next_job(share).and_then(|at| state.queue.remove(at));
        match job {
            _ if state.ending => Next::End,
            Some(job) => {
                state.running.push(job.client);
                Next::Job(Box::new(job))
            }
            None => Next::Idle,
        }
    }

    /// A query of `client` has ended.
    fn ended(&self, client: Client) {
        let mut state = self.state();
        if let Some(at) = state.running.iter().position(|running| *running == client) {
            state.running.swap_remove(at);
        }
        drop(state);
        self.changed.notify_all();
    }
}

impl State {
    fn running_of(&self, client: Client) -> usize {
        self.running.iter().filter(|running| **running == client).count()
    }

    fn next_job(&self, share: usize) -> Option<usize> {
        self.queue.iter().position(|job| self.running_of(job.client) < share)
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

enum Next {
    Job(Box<Job>),
    Idle,
    End,
}

/// One thread of the pool.
fn keep(shared: &Shared) {
    let mut worker: Option<Worker> = None;
    loop {
        let job = match shared.next() {
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

/// A child process; killed when dropped.
struct Worker {
    snapshot: Arc<Snapshot>,
    child: Child,
    input: BufWriter<ChildStdin>,
    output: ChildStdout,
}

impl Worker {
    fn start(shared: &Shared, snapshot: &Arc<Snapshot>) -> io::Result<Self> {
        let mut child = Command::new(&shared.program)
            .arg("sparql-worker")
            .arg(&snapshot.store)
            // No secret of the server's environment goes to the worker.
            .env_clear()
            .env(MEMORY_VARIABLE, shared.settings.memory_mebibytes.to_string())
            // The allocator would take a whole GiB of the address space allowed before the first query.
            .env("MIMALLOC_ARENA_RESERVE", "64M")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("a worker without pipes"));
        };
        Ok(Self { snapshot: Arc::clone(snapshot), child, input: BufWriter::new(input), output })
    }

    fn send(&mut self, request: &Request) -> io::Result<()> {
        write_frame(&mut self.input, &serde_json::to_vec(request)?)?;
        write_frame(&mut self.input, request.query.as_bytes())?;
        self.input.flush()
    }

    fn receive(
        &mut self,
        deadline: Instant,
        most: usize,
        given_up: impl Fn() -> bool,
    ) -> Result<Answer, QueryError> {
        let mut output = Timed { output: &mut self.output, deadline, given_up };
        let mut frame = |most| {
            read_frame(&mut output, most).map_err(|error| match error.kind() {
                io::ErrorKind::TimedOut => QueryError::Timeout,
                _ => QueryError::Exhausted,
            })
        };
        let reply = serde_json::from_slice(&frame(SMALL_FRAME_BYTES)?);
        match reply.map_err(|error| QueryError::Unavailable(error.to_string()))? {
            Reply::Answered { form, rows, complete } => {
                Ok(Answer { form, rows, complete, body: frame(most)? })
            }
            Reply::Syntax(message) => Err(QueryError::Syntax(message)),
            Reply::Evaluation(message) => Err(QueryError::Evaluation(message)),
            Reply::TooLarge => Err(QueryError::TooLarge),
            Reply::Unavailable(message) => Err(QueryError::Unavailable(message)),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Fails only if the process has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The output of a worker with a deadline; also ends when the client is gone.
struct Timed<'a, F> {
    output: &'a mut ChildStdout,
    deadline: Instant,
    given_up: F,
}

impl<F: Fn() -> bool> Read for Timed<'_, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let left = self.deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || (self.given_up)() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            let mut poll = libc::pollfd { fd: self.output.as_raw_fd(), events: libc::POLLIN, revents: 0 };
            let millis = left.min(HEARTBEAT).as_millis().max(1) as libc::c_int;
            // SAFETY: one valid pollfd is passed, with its count.
            let ready = unsafe { libc::poll(&mut poll, 1, millis) };
            if ready > 0 {
                return self.output.read(buffer);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(workers: usize, queue: usize) -> Shared {
        Shared {
            settings: Sparql { workers, queue, ..Sparql::default() },
            program: PathBuf::new(),
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    type Asked = Result<(u64, oneshot::Receiver<Result<Answer, QueryError>>), QueryError>;

    fn ask(shared: &Shared, client: u8) -> Asked {
        let (reply, answer) = oneshot::channel();
        let snapshot =
            Snapshot { seq: Default::default(), at: Default::default(), datasets: 0, store: PathBuf::new() };
        let client = Some(IpAddr::from([192, 0, 2, client]));
        let id = shared.enqueue(client, Arc::new(snapshot), Request::default(), reply)?;
        Ok((id, answer))
    }

    /// Whose job a worker gets next.
    fn next(shared: &Shared) -> Option<Client> {
        let at = shared.state().next_job(shared.share())?;
        let mut state = shared.state();
        let client = state.queue.remove(at)?.client;
        state.running.push(client);
        Some(client)
    }

    #[test]
    fn one_client_leaves_a_worker_for_others() {
        let shared = shared(2, 16);
        let waiting: Vec<_> = [1, 1, 1, 2].map(|client| ask(&shared, client).unwrap()).into();
        let client = |number: u8| Some(Some(IpAddr::from([192, 0, 2, number])));
        assert_eq!(next(&shared), client(1));
        assert_eq!(next(&shared), client(2), "the other one is before the first one's second query");
        assert_eq!(next(&shared), None);
        assert!(matches!(shared.give_up(waiting[1].0), Some(QueryError::TooMany)));
        assert!(shared.give_up(waiting[0].0).is_none(), "a worker has it");
        shared.ended(Some(IpAddr::from([192, 0, 2, 1])));
        assert_eq!(next(&shared), client(1));
    }

    #[test]
    fn one_client_leaves_places_in_the_queue() {
        let shared = shared(2, 4);
        let first: Vec<_> = [1, 1].map(|client| ask(&shared, client).unwrap()).into();
        assert!(matches!(ask(&shared, 1), Err(QueryError::TooMany)));
        let second: Vec<_> = [2, 2].map(|client| ask(&shared, client).unwrap()).into();
        assert!(matches!(ask(&shared, 3), Err(QueryError::Busy)));
        drop(first);
        assert!(ask(&shared, 3).is_ok(), "who hung up waits no more");
        assert!(matches!(shared.give_up(second[0].0), Some(QueryError::Busy)));
    }
}
