//! Source kind `dcat-rdf`: a catalogue as RDF of any format, on one page or many (Hydra, old and new
//! names). The walk over the pages is in [`walk`], the split of a page into records in [`records`],
//! what is missing in [`account`].

mod account;
pub(crate) mod paging;
mod records;
mod walk;

use super::{FetchError, Item, Request, Source, SourceKind};
use crate::config::{ConfigError, SourceFile};
use crate::rdf::Format;
use account::{Account, Split};
use futures::stream::{self, BoxStream};
use futures::{StreamExt, future};
use serde::Deserialize;
use url::Url;
use walk::Walk;

/// The records of a page.
pub(crate) fn records_of(parsed: crate::rdf::Parsed) -> Vec<crate::record::SourceRecord> {
    records::split(parsed).records
}

inventory::submit! {
    SourceKind {
        name: "dcat-rdf",
        open: |file| Ok(Box::new(DcatRdf::open(file)?)),
        sample: r#"kind = "dcat-rdf"
title = "Datenkatalog der Musterstadt"
publisher = "musterstadt"              # id in der Region / id in the region
schedule = "0 0 3 * * *"               # täglich 03:00 UTC / daily

[settings]
url = "https://opendata.musterstadt.example/catalog.ttl"   # erste Seite / first page
# format = "turtle"    # nur wenn es nicht erkannt wird / only if it is not recognised:
#                        rdf-xml, turtle, tri-g, n-triples, n-quads, json-ld
max_pages = 10000      # höchstens so viele Seiten / at most so many pages
"#,
    }
}

/// What is asked for where the configuration says nothing: what we read fastest first.
pub(crate) const ACCEPT: &str = "text/turtle, application/n-triples;q=0.95, application/trig;q=0.9, application/rdf+xml;q=0.8, \
                      application/ld+json;q=0.7, application/xml;q=0.3, text/xml;q=0.3, */*;q=0.1";

/// While one page is split into records, the next one is fetched.
const PAGES_AT_ONCE: usize = 2;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    url: toml::Spanned<Url>,
    format: Option<Format>,
    accept: Option<String>,
    #[serde(default = "max_pages")]
    max_pages: u32,
}

fn max_pages() -> u32 {
    10_000
}

/// A catalogue as configured.
struct DcatRdf {
    url: Url,
    format: Option<Format>,
    accept: String,
    max_pages: u32,
}

impl DcatRdf {
    fn open(file: &SourceFile) -> Result<Self, ConfigError> {
        let settings: Settings = file.settings()?;
        if !matches!(settings.url.get_ref().scheme(), "http" | "https") {
            return Err(file.mistake(&settings.url, "only http and https addresses can be harvested"));
        }
        let accept = settings.accept.unwrap_or_else(|| ACCEPT.into());
        Ok(Self {
            url: settings.url.into_inner(),
            format: settings.format,
            accept,
            max_pages: settings.max_pages.max(1),
        })
    }
}

impl Source for DcatRdf {
    fn fetch<'a>(&'a self, request: &'a Request<'a>) -> BoxStream<'a, Result<Item, FetchError>> {
        let walk = Walk::new(self, request.http);
        stream::unfold(walk, |mut walk| async { walk.page().await.map(|page| (page, walk)) })
            .map(Split::of)
            .buffered(PAGES_AT_ONCE)
            .map(Some)
            .chain(stream::once(future::ready(None)))
            .scan(Account::default(), |account, page| future::ready(account.items(page)))
            .flat_map(stream::iter)
            .boxed()
    }
}

#[cfg(test)]
mod tests;
