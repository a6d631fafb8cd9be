//! The walk over `package_search`, paged by position over a list sorted by id. Between two pages
//! datasets may be added or deleted, which shifts positions. Each page therefore overlaps the one
//! before by one record: if the page does not begin with a record already seen, the walk steps back
//! until it does. So every dataset that was there all the time is seen, whatever happens meanwhile.

use super::api::{join, may_be_the_sort};
use super::{Step, Walk};
use crate::sources::{FetchError, Item};
use datenkreis_vocab::identity::NativeId;
use url::Url;

/// Where a search stands.
pub(super) struct Search {
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

impl Walk<'_> {
    /// Old portals cannot sort by id, some not at all.
    pub(super) async fn open_search(&mut self, base: &Url) -> Result<Step, FetchError> {
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

    /// One page of a search.
    pub(super) async fn search(&mut self, mut search: Search) -> Result<Step, FetchError> {
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
}
