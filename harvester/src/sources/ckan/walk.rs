//! The walk over a portal's pages. It holds one page and the ids seen, and hands out items one by
//! one.
//!
//! `package_search` is paged by position over a list sorted by id. Between two pages datasets may be
//! added or deleted, which shifts positions. Each page therefore overlaps the one before by one
//! record: if the page does not begin with a record already seen, the walk steps back until it does.
//! So every dataset that was there all the time is seen, whatever happens meanwhile.

use super::page::Page;
use super::{Answers, Ckan, Listing};
use crate::http::HttpError;
use crate::sources::{FetchError, Item};
use datenkreis_catalogue::journal::Mode;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::NativeId;
use jiff::{Timestamp, ToSpan};
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
    /// Whether the listing cannot filter, so that we must.
    filter_here: bool,
}

enum Step {
    Begin,
    Search(Search),
    Offset { action: Url, offset: u64 },
    Names { action: Url, names: VecDeque<String>, listed: u64, gone: u64 },
    End,
}

/// Where a search stands.
struct Search {
    action: Url,
    sort: Option<&'static str>,
    start: u64,
    /// Records of a page as the portal gives them; it may give fewer than asked for.
    length: u64,
    count: u64,
    walks: u32,
    requests: u64,
    /// Pages in a row that were the first page again.
    repeated: u32,
    /// Ids of the first page.
    first: Vec<NativeId>,
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
            filter_here: false,
        }
    }

    /// The next item; after an error there is none.
    pub async fn next(&mut self) -> Option<Result<Item, FetchError>> {
        loop {
            if let Some(item) = self.ready.pop_front().or_else(|| self.next_of_page()) {
                return Some(Ok(item));
            }
            let step = std::mem::replace(&mut self.step, Step::End);
            let next = match step {
                Step::Begin => self.begin().await,
                Step::Search(search) => self.search(search).await,
                Step::Offset { action, offset } => self.offset(action, offset).await,
                Step::Names { action, names, listed, gone } => self.show(action, names, listed, gone).await,
                Step::End => return None,
            };
            match next {
                Ok(step) => self.step = step,
                Err(error) => return Some(Err(error)),
            }
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
            return Some(page.item(now, &self.source.url));
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

    /// Old portals cannot sort by id, some not at all.
    async fn open_search(&mut self, base: &Url) -> Result<Step, FetchError> {
        let action = join(base, "package_search")?;
        let mut first = None;
        for sort in [Some("id asc"), Some("name asc"), None] {
            let search = Search {
                action: action.clone(),
                sort,
                start: 0,
                length: 0,
                count: 0,
                walks: 1,
                requests: 0,
                repeated: 0,
                first: vec![],
            };
            match self.search(search).await {
                Ok(step) => return Ok(step),
                Err(error) if may_be_the_sort(&error) => first = first.or(Some(error)),
                Err(error) => return Err(error),
            }
        }
        Err(first.unwrap_or_else(|| self.protocol(&action, "keine Antwort / no answer")))
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

    /// One page of a search.
    async fn search(&mut self, mut search: Search) -> Result<Step, FetchError> {
        let url = self.search_url(&search);
        let page = self.read(&url).await?;
        let Some(count) = page.count else {
            return Err(
                self.protocol(&url, "`package_search` nannte nicht die Zahl der Treffer (`count`) / `package_search` did not tell how many datasets match (`count`)")
            );
        };
        search.requests += 1;
        search.count = count;
        let length = page.len() as u64;
        self.ready.push_back(Item::Declared(count));
        if length == 0 {
            if search.start < count {
                self.ready.push_back(Item::Gap(format!(
                    "leere Seite ab {} von {count} Einträgen / empty page at {} of {count} records: {url}",
                    search.start, search.start
                )));
                return Ok(Step::End);
            }
            return Ok(self.end_of_walk(search));
        }
        search.length = length;
        let ids: Vec<NativeId> = (0..page.len()).filter_map(|at| page.id(at)).collect();
        if search.start == 0 {
            search.first.clone_from(&ids);
        }
        let again = search.start > 0 && !ids.is_empty() && ids == search.first;
        search.repeated = if again { search.repeated + 1 } else { 0 };
        if search.repeated >= 2 && search.start + length < count {
            return Err(self.protocol(&url, "das Portal übergeht `start` und schickt dieselbe Seite noch einmal / the portal ignores `start` and sends the same page again"));
        }
        // A portal in heavy change, or one that sorts anew each time, must not keep us for ever.
        if search.requests > 3 * (count / length + 2) + 20 {
            self.ready.push_back(Item::Gap(format!(
                "die Liste änderte sich beim Lesen ständig / the list kept changing while it was read: {url}"
            )));
            return Ok(Step::End);
        }
        // Pages of one record cannot overlap; there only the count tells.
        let touches =
            search.start == 0 || length == 1 || ids.first().is_none_or(|id| self.seen.contains(id.as_str()));
        let from = search.start;
        if touches {
            self.page = Some((page, 0));
            if from + length >= count {
                return Ok(self.end_of_walk(search));
            }
            // One record of overlap; a page of one record has none to spare.
            search.start = from + if length > 1 { length - 1 } else { 1 };
        } else {
            search.start = from.saturating_sub(length.max(2) / 2 + 1);
        }
        Ok(Step::Search(search))
    }

    fn all_seen(&self, page: &Page) -> bool {
        (0..page.len()).all(|at| page.id(at).is_some_and(|id| self.seen.contains(id.as_str())))
    }

    /// The list was walked to its end. If records are missing still, it is walked once more.
    fn end_of_walk(&mut self, mut search: Search) -> Step {
        let on_page = self.page.as_ref().map_or(0, |(page, _)| {
            let fresh = |at: &usize| page.id(*at).is_none_or(|id| !self.seen.contains(id.as_str()));
            (0..page.len()).filter(fresh).count() as u64
        });
        let seen = self.seen.len() as u64 + self.unnamed + on_page;
        if seen >= search.count {
            return Step::End;
        }
        if search.walks == 1 {
            search.walks = 2;
            search.start = 0;
            return Step::Search(search);
        }
        self.ready.push_back(Item::Gap(format!(
            "das Portal nennt {} Einträge, lieferte aber {seen} / the portal claims {} records but delivered {seen}",
            search.count, search.count
        )));
        Step::End
    }

    fn search_url(&self, search: &Search) -> Url {
        let mut url = search.action.clone();
        let mut conditions = self.source.filter.to_solr();
        if !self.source.query.is_empty() {
            conditions.push(format!("({})", self.source.query));
        }
        if let Some(since) = self.since {
            conditions.push(format!("metadata_modified:[{since:.3} TO *]"));
        }
        let mut query = url.query_pairs_mut();
        query.append_pair("rows", &self.source.rows.to_string());
        query.append_pair("start", &search.start.to_string());
        if let Some(sort) = search.sort {
            query.append_pair("sort", sort);
        }
        if !conditions.is_empty() {
            query.append_pair("fq", &conditions.join(" AND "));
        }
        drop(query);
        url
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
        let page = self.read(&url).await?;
        if self.source.filter.is_empty() {
            self.ready.push_back(Item::Declared(page.len() as u64));
        }
        self.page = Some((page, 0));
        Ok(Step::End)
    }
}

/// Whether an address names a file or a single action rather than a portal or its API.
pub fn is_file(url: &Url) -> bool {
    let path = url.path();
    path.ends_with(".json")
        || url.query().is_some()
        || path.contains("/action/") && !path.ends_with("/action/")
}

/// The places where the actions may be, likeliest first.
fn bases(url: &Url) -> Vec<Url> {
    let path = url.path().trim_end_matches('/');
    let mut paths: Vec<String> = vec![];
    if let Some(at) = path.find("/api/").or_else(|| path.ends_with("/api").then(|| path.len() - 4)) {
        let root = &path[..at];
        if let Some(end) = path.find("/action") {
            paths.push(format!("{}/action/", &path[..end]));
        } else {
            paths.push(format!("{path}/action/"));
        }
        paths.extend([format!("{root}/api/3/action/"), format!("{root}/api/action/")]);
    } else {
        paths.extend([format!("{path}/api/3/action/"), format!("{path}/api/action/")]);
    }
    let mut bases: Vec<Url> = vec![];
    for path in paths {
        let mut base = url.clone();
        base.set_path(&path);
        base.set_query(None);
        base.set_fragment(None);
        if !bases.contains(&base) {
            bases.push(base);
        }
    }
    bases
}

fn join(base: &Url, action: &str) -> Result<Url, FetchError> {
    base.join(action)
        .map_err(|error| FetchError::Protocol { url: base.to_string(), reason: error.to_string() })
}

/// Whether an answer shows that a portal does not offer an action.
fn is_not_offered(error: &FetchError) -> bool {
    match error {
        FetchError::Http(HttpError::Status { status, .. }) => {
            matches!(status, 400..=406 | 409 | 410 | 501)
        }
        FetchError::Protocol { .. } => true,
        _ => false,
    }
}

fn may_be_the_sort(error: &FetchError) -> bool {
    match error {
        FetchError::Http(HttpError::Status { status, .. }) => matches!(status, 400 | 409 | 500),
        FetchError::Protocol { reason, .. } => reason.contains("reports a failure"),
        _ => false,
    }
}

/// The error that tells more: of two refusals, the one of an answer that came.
fn tell_tale(first: Option<FetchError>, last: FetchError) -> FetchError {
    match (first, last) {
        (Some(first), FetchError::Http(_)) => first,
        (Some(FetchError::Http(_)) | None, last) => last,
        (Some(_), last @ FetchError::Protocol { .. }) => last,
        (Some(first), _) => first,
    }
}
