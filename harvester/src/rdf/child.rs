//! The process that parses RDF/XML and JSON-LD: what stalls or aborts a parser ends this process
//! alone. It gets the document on its standard input and answers with N-Triples lines, then one JSON
//! line per finding, then one JSON line that says how the document ended; an answer without that last
//! line is none.

use super::parse::{self, Noticed, Parsed};
use super::{Format, ReadError};
use datenkreis_vocab::finding::Finding;
use oxrdf::{BlankNode, NamedNode, NamedOrBlankNode};
use oxttl::NTriplesParser;
use serde::{Deserialize, Serialize};
use std::io::{BufWriter, Read, Write};
use std::process::ExitCode;
use std::time::Duration;

/// Address space of the worker.
const MEMORY_BYTES: u64 = 2 << 30;
/// Time for one document.
const WALL_CLOCK: Duration = Duration::from_secs(60);
/// Stack of the parsing thread: recursion within the guard's limits fits.
const STACK_BYTES: usize = 64 << 20;
/// The name of the command.
const COMMAND: &str = "parse-worker";

/// A line of the answer that is not a triple.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// Something noticed, and the node it is about as N-Triples.
    Finding { about: Option<String>, finding: Finding },
    /// The document was refused by a guard.
    Refused(String),
    /// The last line: what is missing, and which nodes are cut short.
    End { damaged: Option<String>, suspects: Vec<String> },
}

/// Parses in a worker process; in unit tests, which have no program to start, in this one.
pub(super) async fn parse(text: String, format: Format, base: String) -> Result<Parsed, ReadError> {
    if cfg!(test) {
        return super::off_thread(move || read_answer(&answer(&text, format, &base))).await;
    }
    let work = worker(text, format, base);
    let output = tokio::time::timeout(WALL_CLOCK, work)
        .await
        .map_err(|_| ReadError::Died(format!("no answer within {} s", WALL_CLOCK.as_secs())))??;
    super::off_thread(move || read_answer(&output)).await
}

async fn worker(text: String, format: Format, base: String) -> Result<Vec<u8>, ReadError> {
    use tokio::io::AsyncWriteExt;
    let died = |error: std::io::Error| ReadError::Died(error.to_string());
    let program = std::env::current_exe().map_err(died)?;
    let mut child = tokio::process::Command::new(program)
        .args([COMMAND, format.name(), &base])
        .env_clear()
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        // Dropped, as when the time is over, it ends.
        .kill_on_drop(true)
        .spawn()
        .map_err(died)?;
    let input = child.stdin.take();
    let write = async move {
        if let Some(mut input) = input {
            // A worker that dies early closes the pipe; its status tells.
            let _ = input.write_all(text.as_bytes()).await;
        }
    };
    let (output, ()) = tokio::join!(child.wait_with_output(), write);
    let output = output.map_err(died)?;
    if output.status.success() { Ok(output.stdout) } else { Err(ReadError::Died(output.status.to_string())) }
}

/// The command `parse-worker <format> <base IRI>`: one document on standard input, the answer on
/// standard output. Ends with 2 if it cannot start, with 1 or a signal if parsing ended it.
pub fn parse_worker_main(format: &str, base: &str) -> ExitCode {
    limit_memory();
    let Some(format) = Format::by_name(format) else {
        return ExitCode::from(2);
    };
    let mut text = String::new();
    if std::io::stdin().lock().read_to_string(&mut text).is_err() {
        return ExitCode::from(2);
    }
    let base = base.to_owned();
    let thread =
        std::thread::Builder::new().stack_size(STACK_BYTES).spawn(move || answer(&text, format, &base));
    let Ok(Ok(answer)) = thread.map(std::thread::JoinHandle::join) else {
        return ExitCode::FAILURE;
    };
    match std::io::stdout().lock().write_all(&answer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn limit_memory() {
    let limit = libc::rlimit { rlim_cur: MEMORY_BYTES, rlim_max: MEMORY_BYTES };
    // SAFETY: the pointer is to a valid structure that outlives the call. A failure leaves the
    // process without the limit, which the parent's wall clock still bounds.
    unsafe { libc::setrlimit(libc::RLIMIT_AS, &raw const limit) };
}

/// Parses and writes the answer.
fn answer(text: &str, format: Format, base: &str) -> Vec<u8> {
    let mut output = BufWriter::new(vec![]);
    // Writing to memory does not fail.
    let _ = match parse::parse(text, format, base) {
        Ok(parsed) => write_answer(&mut output, parsed),
        Err(reason) => write_line(&mut output, &Line::Refused(reason)),
    };
    output.into_inner().unwrap_or_default()
}

fn write_answer(output: &mut impl Write, parsed: Parsed) -> std::io::Result<()> {
    for triple in &parsed.triples {
        writeln!(output, "{triple} .")?;
    }
    for Noticed { about, finding } in parsed.noticed {
        write_line(output, &Line::Finding { about: about.map(|about| about.to_string()), finding })?;
    }
    let suspects = parsed.suspects.iter().map(ToString::to_string).collect();
    write_line(output, &Line::End { damaged: parsed.damaged, suspects })
}

fn write_line(output: &mut impl Write, line: &Line) -> std::io::Result<()> {
    serde_json::to_writer(&mut *output, line)?;
    output.write_all(b"\n")
}

fn read_answer(answer: &[u8]) -> Result<Parsed, ReadError> {
    // Triples begin with `<` or `_`, everything else with `{`.
    let start = if answer.starts_with(b"{") {
        0
    } else {
        answer.windows(2).position(|pair| pair == b"\n{").map_or(answer.len(), |at| at + 1)
    };
    let (triples, lines) = answer.split_at(start);
    let mut parsed = Parsed::default();
    for triple in NTriplesParser::new().lenient().for_slice(triples) {
        parsed.triples.push(triple.map_err(|error| ReadError::Died(error.to_string()))?);
    }
    for line in serde_json::Deserializer::from_slice(lines).into_iter() {
        match line.map_err(|error| ReadError::Died(error.to_string()))? {
            Line::Finding { about, finding } => {
                parsed.noticed.push(Noticed { about: about.map(node), finding })
            }
            Line::Refused(reason) => return Err(ReadError::Refused(reason)),
            Line::End { damaged, suspects } => {
                parsed.damaged = damaged;
                parsed.suspects = suspects.into_iter().map(node).collect();
                return Ok(parsed);
            }
        }
    }
    Err(ReadError::Died("the answer was cut off".into()))
}

fn node(text: String) -> NamedOrBlankNode {
    match text.strip_prefix("_:") {
        Some(label) => BlankNode::new_unchecked(label).into(),
        None => NamedNode::new_unchecked(text.trim_matches(['<', '>'])).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_carries_everything() {
        let text = "{\"@id\": \"http://e/ä\", \"http://e/p\": [\"a\\n{b\", {\"@id\": \"http://\"}, {\"http://e/q\": 1}]}";
        let parsed = parse::parse(text, Format::JsonLd, "http://e/").unwrap();
        assert_eq!((parsed.triples.len(), parsed.noticed.len()), (3, 1));
        assert_eq!(read_answer(&answer(text, Format::JsonLd, "http://e/")).unwrap(), parsed);
    }

    #[test]
    fn half_an_answer_is_none() {
        let mut half =
            answer("{\"@id\": \"http://e/a\", \"http://e/p\": \"1\"}", Format::JsonLd, "http://e/");
        half.truncate(half.len() - 3);
        assert!(matches!(read_answer(&half), Err(ReadError::Died(_))));
        assert!(matches!(read_answer(b""), Err(ReadError::Died(_))));
        let refused = answer(&"[".repeat(1000), Format::JsonLd, "http://e/");
        assert!(matches!(read_answer(&refused), Err(ReadError::Refused(_))));
    }
}
