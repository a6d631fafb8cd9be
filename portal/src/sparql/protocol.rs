//! What server and worker say to each other: frames, each a length in four bytes (big endian) and as
//! many bytes. A request is a frame of JSON and one with the query; an answer is a frame of JSON and,
//! if the query was answered, one with the body.

use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// Size of a frame of JSON or of a query, at most.
pub const SMALL_FRAME_BYTES: usize = 1 << 20;

/// A query with what the client wants.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Request {
    /// The query; sent in a frame of its own.
    #[serde(skip)]
    pub query: String,
    /// `default-graph-uri` of the protocol.
    pub default_graphs: Vec<String>,
    /// `named-graph-uri` of the protocol.
    pub named_graphs: Vec<String>,
    /// IRI of the catalogue, by which the default graph can be named.
    pub catalogue: String,
    /// IRI of the graph of measurements.
    pub quality: String,
    /// File extension of the format for SELECT and ASK.
    pub table: String,
    /// File extension of the format for CONSTRUCT and DESCRIBE.
    pub graph: String,
    /// Only so many rows or triples, for a page.
    pub rows: Option<usize>,
    /// Size of the answer in bytes, at most. Set by the pool.
    pub answer_bytes: usize,
    /// After so many seconds the worker ends itself. Set by the pool.
    pub life_secs: u32,
}

/// Forms of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// ASK.
    Boolean,
    /// SELECT.
    Solutions,
    /// CONSTRUCT and DESCRIBE.
    Graph,
}

/// What a worker answers; after `Answered` follows the body.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// Here it is.
    Answered {
        /// Its form.
        form: Form,
        /// Rows or triples.
        rows: usize,
        /// Whether these are all.
        complete: bool,
    },
    /// Not SPARQL 1.1.
    Syntax(String),
    /// Cannot be evaluated.
    Evaluation(String),
    /// Larger than allowed.
    TooLarge,
    /// The snapshot cannot be read.
    Unavailable(String),
}

/// The answer to a query.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its form.
    pub form: Form,
    /// Rows or triples.
    pub rows: usize,
    /// Whether these are all; always so unless [`Request::rows`] was set.
    pub complete: bool,
    /// The answer in the format asked for.
    pub body: Vec<u8>,
}

/// Writes a frame.
pub fn write_frame(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(|_| io::Error::other("frame too large"))?;
    output.write_all(&length.to_be_bytes())?;
    output.write_all(bytes)
}

/// Reads a frame of at most `most` bytes.
pub fn read_frame(input: &mut impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length) as usize;
    if length > most {
        return Err(io::Error::other("frame too large"));
    }
    // Grows with what arrives: a wrong length costs nothing.
    let mut bytes = Vec::new();
    input.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_back_whole_or_not_at_all() {
        let mut bytes = Vec::new();
        write_frame(&mut bytes, b"one").unwrap();
        write_frame(&mut bytes, b"").unwrap();
        let mut input = bytes.as_slice();
        assert_eq!(read_frame(&mut input, 10).unwrap(), b"one");
        assert_eq!(read_frame(&mut input, 10).unwrap(), b"");
        assert!(read_frame(&mut input, 10).is_err());
        assert!(read_frame(&mut &bytes[..5], 10).is_err());
        assert!(read_frame(&mut bytes.as_slice(), 2).is_err());
    }
}
