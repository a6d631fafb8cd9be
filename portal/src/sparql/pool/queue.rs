//! The queue before the workers, shared fairly: nobody keeps all workers or all places to himself.

use super::QueryError;
use crate::config::Sparql;
use crate::sparql::protocol::{Answer, Request};
use datenkreis_catalogue::snapshot::Snapshot;
use std::collections::VecDeque;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;

/// A worker without work for so long is ended and frees its memory.
const LONGEST_IDLE: Duration = Duration::from_secs(300);

/// What the threads of the pool share.
pub struct Shared {
    pub settings: Sparql,
    pub program: PathBuf,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Job>,
    /// Whose queries are being answered, once for each.
    running: Vec<Client>,
    /// Workers that are started and have nothing to do.
    started: usize,
    next_id: u64,
    ending: bool,
}

/// Whoever shares the workers with others; `None` is everybody without an address.
pub type Client = Option<IpAddr>;

/// A query, and who waits for the answer.
pub struct Job {
    id: u64,
    pub client: Client,
    pub snapshot: Arc<Snapshot>,
    pub request: Request,
    pub reply: oneshot::Sender<Result<Answer, QueryError>>,
}

impl Shared {
    pub fn new(settings: Sparql, program: PathBuf) -> Self {
        Self { settings, program, state: Mutex::default(), changed: Condvar::new() }
    }

    /// The threads are to end.
    pub fn end(&self) {
        self.state().ending = true;
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn limit(&self) -> Duration {
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

    pub fn enqueue(
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
    pub fn give_up(&self, id: u64) -> Option<QueryError> {
        let mut state = self.state();
        let at = state.queue.iter().position(|job| job.id == id)?;
        let client = state.queue.remove(at)?.client;
        let is_own_fault = state.running_of(client) >= self.share();
        Some(if is_own_fault { QueryError::TooMany } else { QueryError::Busy })
    }

    /// The next job whose client has not its share of workers already, for a worker that is started or not.
    pub fn next(&self, is_started: bool) -> Next {
        let share = self.share();
        let mut state = self.state();
        state.started += usize::from(is_started);
        let idle = |state: &mut State| state.next_job(share, is_started).is_none() && !state.ending;
        let waited = self.changed.wait_timeout_while(state, LONGEST_IDLE, idle);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let job = state.next_job(share, is_started).and_then(|at| state.queue.remove(at));
        state.started -= usize::from(is_started);
        // What is left may be for a worker that let this one go first.
        self.changed.notify_all();
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
    pub fn ended(&self, client: Client) {
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

    /// Started workers answer at once: another one is started only for what is more than they can take.
    fn next_job(&self, share: usize, is_started: bool) -> Option<usize> {
        if !is_started && self.queue.len() <= self.started {
            return None;
        }
        self.queue.iter().position(|job| self.running_of(job.client) < share)
    }
}

/// What a worker is to do.
pub enum Next {
    Job(Box<Job>),
    Idle,
    End,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(workers: usize, queue: usize) -> Shared {
        Shared::new(Sparql { workers, queue, ..Sparql::default() }, PathBuf::new())
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
        let at = shared.state().next_job(shared.share(), true)?;
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
    fn started_workers_go_first() {
        let shared = shared(2, 4);
        let _first = ask(&shared, 1).unwrap();
        let may_take = |is_started| shared.state().next_job(shared.share(), is_started).is_some();
        assert!(may_take(false), "no other worker is there");
        shared.state().started = 1;
        assert!(may_take(true) && !may_take(false));
        let _second = ask(&shared, 2).unwrap();
        assert!(may_take(false), "one worker cannot take both");
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
