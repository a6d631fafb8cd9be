//! The worker processes: one thread here for each, which starts it, hands it queries, watches the
//! clock and kills it. Plain threads and pipes, so that no load on the web server delays a deadline.

use super::guard::{self, Refusal};
use super::protocol::{Answer, Reply, Request, SMALL_FRAME_BYTES, read_frame, write_frame};
use super::worker::MEMORY_VARIABLE;
use crate::config::Sparql;
use datenkreis_catalogue::snapshot::Snapshot;
use std::collections::VecDeque;
use std::io::{self, BufWriter, Read, Write};
use std::os::fd::AsRawFd;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// How long a query waits for a free worker, at most.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
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
    ending: bool,
}

struct Job {
    snapshot: Arc<Snapshot>,
    request: Request,
    reply: oneshot::Sender<Result<Answer, QueryError>>,
    since: Instant,
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

    /// Answers a query from `snapshot`.
    pub async fn query(&self, snapshot: Arc<Snapshot>, request: Request) -> Result<Answer, QueryError> {
        guard::check(&request.query).map_err(QueryError::Refused)?;
        let (reply, answer) = oneshot::channel();
        {
            let mut state = self.shared.state();
            if state.queue.len() >= self.shared.settings.queue {
                return Err(QueryError::Busy);
            }
            state.queue.push_back(Job { snapshot, request, reply, since: Instant::now() });
        }
        self.shared.changed.notify_one();
        match tokio::time::timeout(LONGEST_WAIT + self.shared.limit() + Duration::from_secs(2), answer).await
        {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(QueryError::Unavailable("the pool ends".into())),
            Err(_) => Err(QueryError::Busy),
        }
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

    /// The next job; `None` if there was none for long.
    fn next(&self) -> Next {
        let state = self.state();
        let idle = |state: &mut State| state.queue.is_empty() && !state.ending;
        let waited = self.changed.wait_timeout_while(state, LONGEST_IDLE, idle);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match state.queue.pop_front() {
            _ if state.ending => Next::End,
            Some(job) => Next::Job(Box::new(job)),
            None => Next::Idle,
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
        if job.reply.is_closed() {
            continue;
        }
        if job.since.elapsed() > LONGEST_WAIT {
            // Nobody is waiting any more if this cannot be delivered.
            let _ = job.reply.send(Err(QueryError::Busy));
            continue;
        }
        let Job { snapshot, request, reply, .. } = job;
        let answer = run(shared, &mut worker, &snapshot, request, &reply);
        if let Err(QueryError::Timeout | QueryError::Exhausted | QueryError::Unavailable(_)) = &answer {
            worker = None;
        }
        let _ = reply.send(answer);
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
