//! A worker process and its pipes.

use super::QueryError;
use super::queue::Shared;
use crate::sparql::protocol::{Answer, Reply, Request, SMALL_FRAME_BYTES, read_frame, write_frame};
use crate::sparql::worker::MEMORY_VARIABLE;
use datenkreis_catalogue::snapshot::Snapshot;
use std::io::{self, BufWriter, Read, Write};
use std::os::fd::AsRawFd;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often a running query is asked whether its client is still there.
const HEARTBEAT: Duration = Duration::from_millis(250);

/// A child process; killed when dropped.
pub struct Worker {
    pub snapshot: Arc<Snapshot>,
    child: Child,
    input: BufWriter<ChildStdin>,
    output: ChildStdout,
}

impl Worker {
    pub fn start(shared: &Shared, snapshot: &Arc<Snapshot>) -> io::Result<Self> {
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

    pub fn send(&mut self, request: &Request) -> io::Result<()> {
        write_frame(&mut self.input, &serde_json::to_vec(request)?)?;
        write_frame(&mut self.input, request.query.as_bytes())?;
        self.input.flush()
    }

    pub fn receive(
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
