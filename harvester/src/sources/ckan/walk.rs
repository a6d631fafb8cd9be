//! The walk over a portal's pages. It holds one page and the ids seen, and hands out items one by
//! one. Finds out by itself what the portal offers: `package_search` ([`search`]), else
//! `current_package_list_with_resources`, else `package_list` and `package_show`.

mod api;
mod search;

pub use api::is_file;

use super::left_out::LeftOut;
use super::page::Page;
use super::{Answers, Ckan, Listing};
use crate::http::HttpError;
use crate::sources::{FetchError, Item};
use api::{bases, is_not_offered, join, tell_tale};
use datenkreis_catalogue::journal::Mode;
use datenkreis_vocab::finding::{Finding, rule};
use jiff::{Timestamp, ToSpan};
use search::Search;
use std::collections::{HashSet, VecDeque};
use url::Url;

/// The state of a walk.
pub struct Walk<'a> {
    source: &'a Ckan,
    answers: Box<dyn Answers + 'a>,
    since: Option<Timestamp>,
    step: Step,
    page: Option<(Page, usize)>,
    ready: VecDeque<Item>,
    seen: HashSet<String>,
    unnamed: u64,
    left_out: LeftOut,
    /// Whether the listing cannot filter, so that we must.
    filter_here: bool,
}

enum Step {
    Begin,
    Search(Search),
    Offset { action: Url, offset: u64 },
    Names { action: Url, names: VecDeque<String>, listed: u64, gone: u64 },
    Failed(FetchError),
    End,
}

impl<'a> Walk<'a> {
    pub fn new(
        source: &'a Ckan,
        answers: Box<dyn Answers + 'a>,
        mode: Mode,
        since: Option<Timestamp>,
    ) -> Self {
        Self {
            source,
            answers,
            // Clocks differ, and an index lags behind: two hours of overlap.
            since: since
                .filter(|_| mode == Mode::Incremental)
                .and_then(|since| since.checked_sub(2.hours()).ok()),
            step: Step::Begin,
            page: None,
            ready: VecDeque::new(),
            seen: HashSet::new(),
            unnamed: 0,
            left_out: LeftOut::default(),
            filter_here: false,
        }
    }

    /// The next item; after an error there is none.
    pub async fn next(&mut self) -> Option<Result<Item, FetchError>> {
        loop {
            if let Some(item) = self.ready.pop_front().or_else(|| self.next_of_page()) {
                return Some(Ok(item));
            }
            if matches!(self.step, Step::Failed(_) | Step::End)
                && let Some(note) = self.left_out.take_note()
            {
                return Some(Ok(Item::Note(note)));
            }
            let step = std::mem::replace(&mut self.step, Step::End);
            let next = match step {
                Step::Begin => self.begin().await,
                Step::Search(search) => self.search(search).await,
                Step::Offset { action, offset } => self.offset(action, offset).await,
                Step::Names { action, names, listed, gone } => self.show(action, names, listed, gone).await,
                Step::Failed(error) => return Some(Err(error)),
                Step::End => return None,
            };
            self.step = next.unwrap_or_else(Step::Failed);
        }
    }

    /// The next record of the page at hand that was not handed out before.
    fn next_of_page(&mut self) -> Option<Item> {
        loop {
            let (page, at) = self.page.as_mut()?;
            if *at >= page.len() {
                self.page = None;
                return None;
            }
            let now = *at;
            *at += 1;
            match page.id(now) {
                Some(id) if !self.seen.insert(id.as_str().into()) => {
                    // Twice in one page is the portal's mistake, and the run counts it; on another page
                    // it is the overlap.
                    if !(0..now).any(|before| page.id(before).as_ref() == Some(&id)) {
                        continue;
                    }
                }
                Some(_) => {}
                None => self.unnamed += 1,
            }
            if self.filter_here && !page.passes(now, &self.source.filter) {
                continue;
            }
            return Some(page.item(now, &self.source.url, &mut self.left_out));
        }
    }

    async fn read(&mut self, url: &Url) -> Result<Page, FetchError> {
        Page::read(self.answers.get(url).await?, url)
    }

    /// Finds the API and the listing. What a portal does not offer (404 and its like, or an answer of
    /// another kind) leads to the next; anything else ends the walk, so that a portal in trouble is
    /// not read by a poorer way.
    async fn begin(&mut self) -> Result<Step, FetchError> {
        let wanted = self.source.listing;
        if is_file(&self.source.url) && wanted == Listing::Auto {
            return self.file().await;
        }
        let mut first = None;
        for base in bases(&self.source.url) {
            for listing in
                [Listing::PackageSearch, Listing::CurrentPackageListWithResources, Listing::PackageList]
            {
                if wanted != Listing::Auto && wanted != listing {
                    continue;
                }
                match self.open(&base, listing).await {
                    Ok(step) => return Ok(step),
                    Err(error) if is_not_offered(&error) => first = first.or(Some(error)),
                    Err(error) => return Err(error),
                }
            }
        }
        if wanted == Listing::Auto {
            match self.file().await {
                Ok(step) => return Ok(step),
                Err(error) => first = Some(tell_tale(first, error)),
            }
        }
        Err(first.unwrap_or_else(|| {
            self.protocol(
                &self.source.url,
                "hier antwortet keine Funktion der CKAN-API / no action of the CKAN API answers here",
            )
        }))
    }

    async fn open(&mut self, base: &Url, listing: Listing) -> Result<Step, FetchError> {
        match listing {
            Listing::Auto | Listing::PackageSearch => self.open_search(base).await,
            Listing::CurrentPackageListWithResources => {
                self.refuse_query(base)?;
                let action = join(base, "current_package_list_with_resources")?;
                self.offset(action, 0).await
            }
            Listing::PackageList => {
                self.refuse_query(base)?;
                let list = join(base, "package_list")?;
                let names = self.read(&list).await?.names();
                let names = names.ok_or_else(|| {
                    self.protocol(&list, "`package_list` antwortete nicht mit einer Liste von Namen / `package_list` did not answer with a list of names")
                })?;
                let listed = names.len() as u64;
                self.ready.push_back(Item::Declared(listed));
                Ok(Step::Names { action: join(base, "package_show")?, names: names.into(), listed, gone: 0 })
            }
        }
    }

    fn refuse_query(&self, base: &Url) -> Result<(), FetchError> {
        if self.source.query.is_empty() {
            return Ok(());
        }
        Err(self.protocol(base, "`query` braucht die Liste package_search, die dieses Portal nicht anbietet / `query` needs the listing package_search, which this portal does not offer"))
    }

    fn protocol(&self, url: &Url, reason: &str) -> FetchError {
        FetchError::Protocol { url: url.to_string(), reason: reason.into() }
    }

    fn all_seen(&self, page: &Page) -> bool {
        (0..page.len()).all(|at| page.id(at).is_some_and(|id| self.seen.contains(id.as_str())))
    }

    /// One page of `current_package_list_with_resources`. DKAN sends everything at once and ignores
    /// `offset`; then the second page repeats the first.
    async fn offset(&mut self, action: Url, offset: u64) -> Result<Step, FetchError> {
        let mut url = action.clone();
        let rows = self.source.rows;
        url.query_pairs_mut()
            .append_pair("limit", &rows.to_string())
            .append_pair("offset", &offset.to_string());
        let page = match self.read(&url).await {
            // A full page promised more; a shorter one, and no second page, was the whole list.
            Err(error) if offset > 0 && is_not_offered(&error) && !offset.is_multiple_of(rows) => {
                return Ok(Step::End);
            }
            page => page?,
        };
        self.filter_here = true;
        let length = page.len() as u64;
        if length == 0 {
            return Ok(Step::End);
        }
        if offset > 0 && self.all_seen(&page) {
            if length == rows {
                self.ready.push_back(Item::Gap(format!(
                    "das Portal wiederholt dieselbe Seite / the portal repeats the same page: {url}"
                )));
            }
            return Ok(Step::End);
        }
        self.page = Some((page, 0));
        if length > rows {
            return Ok(Step::End);
        }
        Ok(Step::Offset { action, offset: offset + length })
    }

    /// `package_show` of the next name. A dataset that was deleted or hidden meanwhile (404, 410, 403)
    /// is gone like any other; another failure leaves a gap.
    async fn show(
        &mut self,
        action: Url,
        mut names: VecDeque<String>,
        listed: u64,
        mut gone: u64,
    ) -> Result<Step, FetchError> {
        let Some(name) = names.pop_front() else {
            if gone > 0 {
                self.ready.push_back(Item::Declared(listed.saturating_sub(gone)));
            }
            return Ok(Step::End);
        };
        let mut url = action.clone();
        url.query_pairs_mut().append_pair("id", &name);
        self.filter_here = true;
        match self.read(&url).await {
            Ok(page) => self.page = Some((page, 0)),
            Err(FetchError::Http(HttpError::Status { status: status @ (401 | 403 | 404 | 410), .. })) => {
                gone += 1;
                let finding = Finding::new(&rule::RECORD_UNREADABLE, "package_show");
                self.ready.push_back(Item::Note(finding.found(format!("{name}: HTTP {status}"))));
            }
            Err(error @ FetchError::Http(HttpError::Refused { .. } | HttpError::Archive { .. })) => {
                return Err(error);
            }
            Err(error) => self.ready.push_back(Item::Gap(crate::chain(&error))),
        }
        Ok(Step::Names { action, names, listed, gone })
    }

    /// The address itself is a file with packages.
    async fn file(&mut self) -> Result<Step, FetchError> {
        self.refuse_query(&self.source.url)?;
        self.filter_here = true;
        let url = self.source.url.clone();
        let mut page = self.read(&url).await?;
        page.is_file = true;
        if self.source.filter.is_empty() {
            self.ready.push_back(Item::Declared(page.len() as u64));
        }
        self.page = Some((page, 0));
        Ok(Step::End)
    }
}
