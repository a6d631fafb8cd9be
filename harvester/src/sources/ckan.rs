//! Source kind `ckan`: the Action API of CKAN 1.8–2.11, the dialects of DKAN, and a JSON file with
//! packages. The walk over the pages is in [`walk`], the shapes of answers in [`page`].

mod filter;
mod json;
mod left_out;
mod page;
mod walk;

use super::{FetchError, Item, Request, Source, SourceKind};
use crate::config::{ConfigError, SourceFile};
use crate::http::Fetcher;
use filter::Filter;
use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::{self, BoxStream};
use serde::Deserialize;
use url::Url;
use walk::Walk;

inventory::submit! {
    SourceKind {
        name: "ckan",
        open: |file| Ok(Box::new(Ckan::open(file)?)),
        sample: r#"kind = "ckan"
title = "Open-Data-Portal der Musterstadt"
publisher = "musterstadt"              # id in der Region / id in the region
schedule = "0 30 2 * * *"              # täglich 02:30 UTC / daily
incremental_schedule = "0 0 * * * *"   # stündlich nur Änderungen / hourly, changes only

[settings]
url = "https://opendata.musterstadt.example/"   # Portal, API oder JSON-Datei / portal, API or JSON file
listing = "auto"              # "package_search", "package_list", "current_package_list_with_resources"
organizations = []            # nur diese Organisationen / only these organisations
groups = []
tags = []
query = ""                    # weitere Solr-Bedingung / further Solr condition (fq)
rows = 200                    # Einträge je Seite / records per page
"#,
    }
}

/// How the list of datasets is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Listing {
    /// Tries the others in this order.
    #[default]
    Auto,
    /// Paged search; the only one that can filter at the portal and ask for changes.
    PackageSearch,
    /// All names, then one request per dataset.
    PackageList,
    /// All datasets, paged where the portal can.
    CurrentPackageListWithResources,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    url: toml::Spanned<Url>,
    #[serde(default)]
    listing: Listing,
    #[serde(default)]
    organizations: Vec<String>,
    #[serde(default)]
    groups: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    query: String,
    #[serde(default = "rows")]
    rows: toml::Spanned<u64>,
}

fn rows() -> toml::Spanned<u64> {
    toml::Spanned::new(0..0, 200)
}

/// A CKAN or DKAN portal as configured.
struct Ckan {
    url: Url,
    listing: Listing,
    filter: Filter,
    query: String,
    rows: u64,
}

impl Ckan {
    fn open(file: &SourceFile) -> Result<Self, ConfigError> {
        let settings: Settings = file.settings()?;
        if !matches!(settings.url.get_ref().scheme(), "http" | "https") {
            return Err(file.mistake(&settings.url, "only http and https addresses can be harvested"));
        }
        if !(1..=10_000).contains(settings.rows.get_ref()) {
            return Err(file.mistake(&settings.rows, "`rows` is a number from 1 to 10000"));
        }
        Ok(Self {
            url: settings.url.into_inner(),
            listing: settings.listing,
            filter: Filter {
                organizations: settings.organizations,
                groups: settings.groups,
                tags: settings.tags,
            },
            query: settings.query.trim().into(),
            rows: settings.rows.into_inner(),
        })
    }
}

impl Source for Ckan {
    fn fetch<'a>(&'a self, request: &'a Request<'a>) -> BoxStream<'a, Result<Item, FetchError>> {
        items(Walk::new(self, Box::new(HttpAnswers(request.http)), request.mode, request.since))
    }

    fn incremental(&self) -> bool {
        matches!(self.listing, Listing::Auto | Listing::PackageSearch) && !walk::is_file(&self.url)
    }
}

/// The records of a file with packages, which lies at `address`.
///
/// # Errors
/// If it holds none; says why.
pub(crate) fn records_of_file(body: Vec<u8>, address: &Url) -> Result<Vec<Item>, FetchError> {
    let mut page = page::Page::read(body, address)?;
    page.is_file = true;
    let mut left_out = left_out::LeftOut::default();
    let mut items: Vec<Item> = (0..page.len()).map(|at| page.item(at, address, &mut left_out)).collect();
    items.extend(left_out.take_note().map(Item::Note));
    Ok(items)
}

/// Whether an address is that of a JSON file, not of a portal.
pub(crate) fn is_file(address: &Url) -> bool {
    walk::is_file(address)
}

fn items(walk: Walk<'_>) -> BoxStream<'_, Result<Item, FetchError>> {
    stream::unfold(walk, |mut walk| async move { walk.next().await.map(|item| (item, walk)) }).boxed()
}

/// Where answers come from: the guarded client, or a test.
trait Answers: Send {
    /// The body of the answer at `url`.
    fn get<'a>(&'a mut self, url: &'a Url) -> BoxFuture<'a, Result<Vec<u8>, FetchError>>;
}

struct HttpAnswers<'a>(&'a Fetcher);

impl Answers for HttpAnswers<'_> {
    fn get<'a>(&'a mut self, url: &'a Url) -> BoxFuture<'a, Result<Vec<u8>, FetchError>> {
        Box::pin(async move {
            let response = self.0.get(url, "application/json, */*;q=0.1").await?;
            Ok(response.body)
        })
    }
}

#[cfg(test)]
mod tests;
