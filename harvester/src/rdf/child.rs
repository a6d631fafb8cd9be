//! The process that parses RDF/XML and JSON-LD: what stalls or aborts a parser ends this process
//! alone. One serves the documents of a walk, one after the other, for starting it takes as long as
//! parsing a page. On its standard input it gets a JSON line that says what follows and the document;
//! it answers with a length (8 bytes, little-endian) and the [`Answer`].

use super::answer::Answer;
use super::parse::{self, Lines, Parsed};
use super::{Format, ReadError};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Write};
use std::os::fd::AsRawFd;
use std::process::{ExitCode, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, ChildStdout};

/// Address space of the worker.
const MEMORY_BYTES: u64 = 2 << 30;
/// Time for one document.
const WALL_CLOCK: Duration = Duration::from_secs(60);
/// Time for a worker that closed its pipe to end.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// Stack of the parsing thread: recursion within the guard's limits fits.
const STACK_BYTES: usize = 64 << 20;
/// What a pipe holds; more is not granted without privileges.
const PIPE_BYTES: libc::c_int = 1 << 20;
/// The name of the command.
const COMMAND: &str = "parse-worker";

/// What a worker is to read.
#[derive(Serialize, Deserialize)]
struct Job {
    format: String,
    base: String,
    bytes: usize,
    /// Whether lines are kept.
    #[serde(default)]
    lines: bool,
}

/// A worker process, started when first needed and ended when dropped.
#[derive(Default)]
pub(super) struct Worker(Option<Running>);

struct Running {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
}

impl Worker {
    /// Parses in the worker process; in unit tests, which have no program to start, in this one.
    pub(super) async fn parse(
        &mut self,
        text: String,
        format: Format,
        base: String,
        lines: Lines,
    ) -> Result<Parsed, ReadError> {
        if cfg!(test) {
            return super::off_thread(move || Answer::read(&answer(&text, format, &base, lines))).await;
        }
        // A worker that fails is not put back, and so ends.
        let mut running = match self.0.take() {
            Some(running) => running,
            None => Running::start().map_err(died)?,
        };
        let answer = tokio::time::timeout(WALL_CLOCK, running.answer(&text, format, base, lines))
            .await
            .map_err(|_| ReadError::Died(format!("no answer within {} s", WALL_CLOCK.as_secs())))??;
        self.0 = Some(running);
        super::off_thread(move || Answer::read(&answer)).await
    }
}

impl Running {
    fn start() -> std::io::Result<Self> {
        let mut child = tokio::process::Command::new(std::env::current_exe()?)
            .arg(COMMAND)
            .env_clear()
            // By itself the allocator reserves a GiB of address space, half of what we grant.
            .env("MIMALLOC_ARENA_RESERVE", "64M")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(std::io::Error::other("the worker has no pipes"));
        };
        widen(&input);
        widen(&output);
        Ok(Self { child, input, output })
    }

    async fn answer(
        &mut self,
        text: &str,
        format: Format,
        base: String,
        lines: Lines,
    ) -> Result<Vec<u8>, ReadError> {
        match self.exchange(text, format, base, lines).await {
            Ok(answer) => Ok(answer),
            // Its end says more than the closed pipe.
            Err(closed) => Err(match tokio::time::timeout(LAST_WORDS, self.child.wait()).await {
                Ok(Ok(status)) => ReadError::Died(status.to_string()),
                _ => died(closed),
            }),
        }
    }

    async fn exchange(
        &mut self,
        text: &str,
        format: Format,
        base: String,
        lines: Lines,
    ) -> std::io::Result<Vec<u8>> {
        let job = Job { format: format.name().into(), base, bytes: text.len(), lines: lines == Lines::Kept };
        let mut job = serde_json::to_vec(&job)?;
        job.push(b'\n');
        self.input.write_all(&job).await?;
        self.input.write_all(text.as_bytes()).await?;
        self.input.flush().await?;
        let length = self.output.read_u64_le().await?;
        let mut answer = vec![];
        // The worker's own memory limit bounds the length; what does not come is not reserved.
        (&mut self.output).take(length).read_to_end(&mut answer).await?;
        Ok(answer)
    }
}

/// Lets a whole page into a pipe at once, so that neither side waits for the other in between. An
/// operating system that does not grant it leaves the pipe as it is, which is only slower.
fn widen(pipe: &impl AsRawFd) {
    #[cfg(target_os = "linux")]
    // SAFETY: the call takes no pointer, and the descriptor is open as long as `pipe` is borrowed.
    unsafe {
        libc::fcntl(pipe.as_raw_fd(), libc::F_SETPIPE_SZ, PIPE_BYTES);
    }
}

fn died(error: std::io::Error) -> ReadError {
    ReadError::Died(error.to_string())
}

/// The command `parse-worker`: documents on standard input, answers on standard output, until the
/// input ends. Ends with 1 or a signal if parsing ended it.
pub fn parse_worker_main() -> ExitCode {
    limit_memory();
    let mut input = std::io::stdin().lock();
    let mut output = std::io::stdout().lock();
    loop {
        match serve(&mut input, &mut output) {
            Ok(true) => {}
            Ok(false) => return ExitCode::SUCCESS,
            Err(_) => return ExitCode::FAILURE,
        }
    }
}

/// One document; `false` when there are no more.
fn serve(input: &mut impl BufRead, output: &mut impl Write) -> std::io::Result<bool> {
    let mut line = vec![];
    if input.read_until(b'\n', &mut line)? == 0 {
        return Ok(false);
    }
    let Job { format, base, bytes, lines } = serde_json::from_slice(&line)?;
    let lines = if lines { Lines::Kept } else { Lines::Dropped };
    let format = Format::by_name(&format).ok_or(std::io::ErrorKind::InvalidInput)?;
    let mut text = vec![0; bytes];
    input.read_exact(&mut text)?;
    let text = String::from_utf8(text).map_err(std::io::Error::other)?;
    let parsing = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || answer(&text, format, &base, lines))?;
    let answer = parsing.join().map_err(|_| std::io::Error::other("parsing panicked"))?;
    output.write_all(&(answer.len() as u64).to_le_bytes())?;
    output.write_all(&answer)?;
    output.flush()?;
    Ok(true)
}

fn limit_memory() {
    let limit = libc::rlimit { rlim_cur: MEMORY_BYTES, rlim_max: MEMORY_BYTES };
    // SAFETY: the pointer is to a valid structure that outlives the call. A failure leaves the
    // process without the limit, which the parent's wall clock still bounds.
    unsafe { libc::setrlimit(libc::RLIMIT_AS, &raw const limit) };
}

/// Parses and writes the answer.
fn answer(text: &str, format: Format, base: &str, lines: Lines) -> Vec<u8> {
    Answer::of(parse::parse(text, format, base, lines))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_reads_document_after_document() {
        let text = "{\"@id\": \"http://e/ä\", \"http://e/p\": 1}";
        let job = Job {
            format: Format::JsonLd.name().into(),
            base: "http://e/".into(),
            bytes: text.len(),
            lines: false,
        };
        let job = format!("{}\n{text}", serde_json::to_string(&job).unwrap());
        let mut input = std::io::Cursor::new(job.repeat(2));
        let mut output = vec![];
        while serve(&mut input, &mut output).unwrap() {}
        let one = answer(text, Format::JsonLd, "http://e/", Lines::Dropped);
        let framed = [&(one.len() as u64).to_le_bytes()[..], &one].concat();
        assert_eq!(output, framed.repeat(2));
    }
}
