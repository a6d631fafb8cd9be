//! JSON-LD. Contexts are never fetched: a context elsewhere counts as empty, and the document as
//! damaged.

use super::guard;
use super::parse::{Collector, Parsed};
use datenkreis_vocab::ns::{dcat, hydra};
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use std::sync::{Arc, Mutex, PoisonError};

/// Errors of one document after which the rest is not looked at.
const ERRORS: usize = 100;

/// Parses JSON-LD.
///
/// # Errors
/// The limit of [`guard::json`] that the document exceeds.
pub(super) fn parse(text: &str, base: &str) -> Result<Parsed, String> {
    guard::json(text)?;
    let parser = JsonLdParser::new().lenient();
    let parser = parser.clone().with_base_iri(base).unwrap_or(parser);
    let contexts: Arc<Mutex<Vec<String>>> = Arc::default();
    let asked = Arc::clone(&contexts);
    let quads = parser.for_slice(text).with_load_document_callback(move |url, _| {
        let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        if !asked.iter().any(|known| known == url) && asked.len() < ERRORS {
            asked.push(url.into());
        }
        Ok(JsonLdRemoteDocument { document: bundled(url).into(), document_url: url.into() })
    });
    let mut collector = Collector::new(text, base);
    let mut errors = vec![];
    for result in quads {
        match result {
            Ok(quad) => collector.quad(quad),
            Err(error) => {
                let place =
                    error.location().map_or("JSON-LD".into(), |at| format!("line {}", at.start.line + 1));
                errors.push((place, error.to_string()));
                collector.suspect();
                if errors.len() >= ERRORS {
                    break;
                }
            }
        }
    }
    let contexts = contexts.lock().unwrap_or_else(PoisonError::into_inner);
    let unknown: Vec<&String> = contexts.iter().filter(|url| bundled(url) == EMPTY).collect();
    // An unknown context explains other errors, and what seems to be no catalogue: so it is told first,
    // and terms that stand for nothing are not taken for what the document says.
    if !unknown.is_empty() && !collector.mentions(&[dcat::NS, hydra::NS]) {
        collector.forget_triples();
    }
    for url in unknown {
        collector.missing_for("@context".into(), not_loaded(url));
    }
    drop(contexts);
    for (place, error) in errors {
        collector.missing(place, &error, "");
    }
    Ok(collector.finish())
}

fn not_loaded(url: &str) -> [String; 2] {
    let german = format!(
        "der Kontext unter {url} wird nicht geladen, seine Begriffe sind unbekannt; fordern Sie ein anderes Format an (`accept` oder eine andere Adresse, z. B. Turtle) oder bitten Sie die Quelle, den Kontext einzubetten"
    );
    let english = format!(
        "the context at {url} is not loaded, its terms are not known; ask for another format (`accept` or another address, e.g. Turtle), or ask the source to embed the context"
    );
    [german, english]
}

const EMPTY: &[u8] = b"{\"@context\": {}}";

/// The contexts we know without asking.
fn bundled(url: &str) -> &'static [u8] {
    let host = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    match host {
        "schema.org" | "schema.org/docs/jsonldcontext.json" => {
            b"{\"@context\": {\"@vocab\": \"http://schema.org/\"}}"
        }
        _ => EMPTY,
    }
}
