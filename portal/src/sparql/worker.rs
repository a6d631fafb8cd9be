//! The child process `datenkreis sparql-worker <snapshot>`: reads requests from standard input,
//! answers on standard output, one after the other. It may die of any query; nobody else does.

use super::protocol::{Form, Reply, Request, SMALL_FRAME_BYTES, read_frame, write_frame};
use super::syntax::located;
use datenkreis_catalogue::rdf::Format;
use datenkreis_catalogue::store::{self, Question, QuestionError, ReadOnlyStore};
use sparesults::QueryResultsFormat;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

/// Environment variable with the address space of a worker in MiB.
pub const MEMORY_VARIABLE: &str = "DATENKREIS_SPARQL_MEMORY_MIB";
const DEFAULT_MEMORY_MEBIBYTES: u64 = 2048;
/// Parsers and evaluators of SPARQL recurse.
const STACK_BYTES: usize = 64 << 20;

/// Answers requests until standard input ends.
pub fn main(snapshot: &Path) -> ExitCode {
    let memory = std::env::var(MEMORY_VARIABLE).ok().and_then(|value| value.parse().ok());
    limit_address_space(memory.unwrap_or(DEFAULT_MEMORY_MEBIBYTES));
    let snapshot = snapshot.to_owned();
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(move || serve(&snapshot));
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn limit_address_space(mebibytes: u64) {
    let limit = libc::rlimit { rlim_cur: mebibytes << 20, rlim_max: mebibytes << 20 };
    // SAFETY: the pointer is valid for the call, and the call only reads it.
    unsafe { libc::setrlimit(libc::RLIMIT_AS, &limit) };
}

/// Lets the system end this process after `secs`; 0 takes that back. The pool kills earlier; this is
/// for workers whose server is gone.
fn end_after(secs: u32) {
    // SAFETY: `alarm` touches no memory of ours; its signal has no handler and ends the process.
    unsafe { libc::alarm(secs) };
}

fn serve(snapshot: &Path) -> io::Result<()> {
    let store = ReadOnlyStore::open(snapshot);
    let mut input = io::stdin().lock();
    let mut output = BufWriter::new(io::stdout().lock());
    loop {
        let Ok(request) = read_frame(&mut input, SMALL_FRAME_BYTES) else {
            return Ok(());
        };
        let query = read_frame(&mut input, SMALL_FRAME_BYTES)?;
        let mut request: Request = serde_json::from_slice(&request)?;
        request.query = String::from_utf8(query).map_err(io::Error::other)?;
        end_after(request.life_secs);
        let (reply, body) = match &store {
            Ok(store) => reply(store, &request),
            Err(error) => (Reply::Unavailable(datenkreis_harvester::chain(error)), Vec::new()),
        };
        write_frame(&mut output, &serde_json::to_vec(&reply)?)?;
        if matches!(reply, Reply::Answered { .. }) {
            write_frame(&mut output, &body)?;
        }
        output.flush()?;
        end_after(0);
    }
}

fn reply(store: &ReadOnlyStore, request: &Request) -> (Reply, Vec<u8>) {
    let question = Question {
        query: &request.query,
        default_graphs: &request.default_graphs,
        named_graphs: &request.named_graphs,
        catalogue: &request.catalogue,
        quality: &request.quality,
        table: QueryResultsFormat::from_extension(&request.table).unwrap_or(QueryResultsFormat::Json),
        graph: Format::from_extension(&request.graph).unwrap_or(Format::Turtle),
        rows: request.rows,
    };
    let mut body = Limited { bytes: Vec::new(), most: request.answer_bytes };
    let reply = match store.answer(&question, &mut body) {
        Ok(answered) => {
            Reply::Answered { form: form(answered.form), rows: answered.rows, complete: answered.complete }
        }
        Err(QuestionError::Syntax(message)) => Reply::Syntax(located(&request.query, message)),
        Err(QuestionError::Output(_)) => Reply::TooLarge,
        Err(error) => Reply::Evaluation(error.to_string()),
    };
    (reply, body.bytes)
}

fn form(form: store::Form) -> Form {
    match form {
        store::Form::Boolean => Form::Boolean,
        store::Form::Solutions => Form::Solutions,
        store::Form::Graph => Form::Graph,
    }
}

/// Takes so many bytes and no more: an answer is whole or there is none.
struct Limited {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            return Err(io::Error::other("the answer is too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
