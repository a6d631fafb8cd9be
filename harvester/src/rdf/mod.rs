//! Reading RDF that nobody vouches for: format detection, guards, a child process that may die
//! alone, and one bad IRI or literal costs one triple. Start reading at [`Reader`].

mod answer;
mod child;
mod clean;
mod detect;
mod explain;
mod foreign;
mod guard;
mod json_ld;
mod lost;
mod parse;
mod repair;
mod strict;
mod tags;
mod terms;
mod terse;
mod xml;
mod xml_within;

pub use child::parse_worker_main;
pub use detect::Format;
pub(crate) use detect::decode;
pub use explain::explain;
pub(crate) use explain::{both, halves};
pub(crate) use foreign::{is_schema_org, of_json as foreign_json, schema_org};
pub use parse::{Lines, Noticed, Parsed};
pub use strict::Fault;

use url::Url;

/// Why a document could not be read as RDF at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It is something else, e.g. a web page.
    #[error("{0}")]
    NotRdf(String),
    /// It exceeds a limit that protects the parser.
    #[error("{0}")]
    Refused(String),
    /// The process that parsed it died or took too long.
    #[error("der RDF-Leser endete vorzeitig ({0}) / the RDF parser ended early ({0})")]
    Died(String),
}

/// Reads the documents of one walk.
#[derive(Default)]
pub struct Reader(child::Worker);

impl Reader {
    /// Reads a document of any format. `url` is where it came from: relative IRIs resolve against it.
    /// `configured` overrides detection.
    ///
    /// # Errors
    /// Only if nothing can be made of the document; what is imperfect about it is
    /// [`Parsed::noticed`], what is missing from it is [`Parsed::damaged`].
    pub async fn read(
        &mut self,
        body: Vec<u8>,
        content_type: Option<&str>,
        url: &Url,
        configured: Option<Format>,
    ) -> Result<Parsed, ReadError> {
        let content_type = content_type.map(str::to_owned);
        let (url, base) = (url.clone(), url.to_string());
        let (text, format, findings) = off_thread(move || {
            let (text, findings) = detect::decode(&body, content_type.as_deref());
            let format = detect::format(&text, content_type.as_deref(), &url, configured)
                .map_err(ReadError::NotRdf)?;
            Ok((text.into_owned(), format, findings))
        })
        .await?;
        let mut parsed = match format {
            Format::RdfXml | Format::JsonLd => self.0.parse(text, format, base, Lines::Dropped).await?,
            _ => {
                let parse = move || parse::parse(&text, format, &base, Lines::Dropped);
                off_thread(move || parse().map_err(ReadError::Refused)).await?
            }
        };
        parsed.noticed.splice(0..0, findings.into_iter().map(|finding| Noticed { about: None, finding }));
        Ok(parsed)
    }

    /// Reads a document that a person wants explained: with the lines of its triples and its text. Every
    /// format is parsed in the child process, for strangers may hand in what they like.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn read_with_lines(
        &mut self,
        body: Vec<u8>,
        content_type: Option<&str>,
        url: &Url,
    ) -> Result<Document, ReadError> {
        let content_type = content_type.map(str::to_owned);
        let (url, base) = (url.clone(), url.to_string());
        let (text, format, findings) = off_thread(move || {
            let (text, findings) = detect::decode(&body, content_type.as_deref());
            let format =
                detect::format(&text, content_type.as_deref(), &url, None).map_err(ReadError::NotRdf)?;
            Ok((text.into_owned(), format, findings))
        })
        .await?;
        let mut parsed = self.0.parse(text.clone(), format, base, Lines::Kept).await?;
        parsed.faults.splice(0..0, findings.iter().filter_map(detect::fault));
        parsed.noticed.splice(0..0, findings.into_iter().map(|finding| Noticed { about: None, finding }));
        Ok(Document { text, format, parsed })
    }
}

/// A document, read with everything that helps to explain it.
pub struct Document {
    /// The text as decoded; its lines are those of the document.
    pub text: String,
    /// The format it was recognised as.
    pub format: Format,
    /// What it says.
    pub parsed: Parsed,
}

/// Runs `work` on a thread where it keeps nobody waiting.
async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ReadError> + Send + 'static,
) -> Result<T, ReadError> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(ReadError::Died(error.to_string())))
}
