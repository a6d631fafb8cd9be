//! How values stand in columns: times, codes, JSON.

use crate::rdf::canonical;
use datenkreis_vocab::finding::Finding;
use jiff::Timestamp;
use oxrdf::Triple;
use rusqlite::Row;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A number that is never negative; SQLite's integers end at 2^63.
pub(super) fn from_count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The never negative number in a column.
pub(super) fn to_count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let count: i64 = row.get(column)?;
    u64::try_from(count).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, count))
}

/// A time as Unix microseconds.
pub(super) fn from_time(time: Timestamp) -> i64 {
    time.as_microsecond()
}

/// Unix microseconds as a time.
pub(super) fn to_time(column: usize, microseconds: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(microseconds).map_err(|error| unreadable(column, Type::Integer, error))
}

/// A unit-like enum as the word serde gives it.
pub(super) fn from_code<T: Serialize>(code: &T) -> rusqlite::Result<String> {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(other) => Ok(other.to_string()),
        Err(error) => Err(rusqlite::Error::ToSqlConversionFailure(error.into())),
    }
}

/// The enum a word stands for.
pub(super) fn to_code<T: DeserializeOwned>(column: usize, word: String) -> rusqlite::Result<T> {
    serde_json::from_value(serde_json::Value::String(word))
        .map_err(|error| unreadable(column, Type::Text, error))
}

/// Anything as JSON.
pub(super) fn from_json<T: Serialize + ?Sized>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// What JSON says.
pub(super) fn to_json<T: DeserializeOwned>(column: usize, json: &str) -> rusqlite::Result<T> {
    serde_json::from_str(json).map_err(|error| unreadable(column, Type::Text, error))
}

/// Findings; the empty list is by far the commonest.
pub(super) fn to_findings(column: usize, json: &str) -> rusqlite::Result<Vec<Finding>> {
    if json == "[]" { Ok(Vec::new()) } else { to_json(column, json) }
}

/// Canonical N-Quads, compressed.
pub(super) fn from_graph(canonical: &[u8]) -> rusqlite::Result<Vec<u8>> {
    // Level 3 is zstd's default: 5 to 1 on metadata, at 200 MB/s.
    zstd::bulk::compress(canonical, 3).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// The triples of a compressed graph, or why they cannot be read.
pub(super) fn to_triples(graph: &[u8]) -> Result<Vec<Triple>, String> {
    if graph.is_empty() {
        return Ok(Vec::new());
    }
    let canonical = zstd::stream::decode_all(graph).map_err(|error| error.to_string())?;
    canonical::parse(&canonical)
}

fn unreadable(
    column: usize,
    r#type: Type,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, r#type, Box::new(error))
}
