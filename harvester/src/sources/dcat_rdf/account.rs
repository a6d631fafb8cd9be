//! What the pages add up to: turns each into items, and notices what is missing. What only the whole
//! walk can tell (a dataset listed on one page may be described on another) comes at its end.

use super::records::{Page, split};
use super::walk::{Fetched, Onward};
use crate::rdf::{Parsed, halves};
use crate::record::SourceRecord;
use crate::sources::{FetchError, Item};
use datenkreis_vocab::finding::{Finding, Rule, rule};
use datenkreis_vocab::identity::NativeId;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A source may have more records than it declares, for it may count only some of them; with more than
/// twice as many and this many beyond, its pages have no end.
const BEYOND_DECLARED: usize = 1_000;

/// So many pages in a row without a new record are the last page over and over.
const IDLE_PAGES: usize = 10;

/// Names given of what a note tells of.
const EXAMPLES: usize = 5;

/// A page split into records.
pub(super) struct Split {
    fetched: Fetched,
    page: Page,
}

impl Split {
    /// Splits off the async threads, so that the next page can be fetched meanwhile.
    pub(super) async fn of(fetched: Result<Fetched, FetchError>) -> Result<Self, FetchError> {
        let mut fetched = fetched?;
        let parsed = std::mem::take(&mut fetched.parsed);
        fetched.parsed.damaged.clone_from(&parsed.damaged);
        match tokio::task::spawn_blocking(move || split(parsed)).await {
            Ok(page) => Ok(Self { fetched, page }),
            Err(error) => {
                let reason = format!(
                    "die Seite ließ sich nicht zerlegen ({error}) / splitting the page stopped ({error})"
                );
                Err(FetchError::Protocol { url: fetched.url.to_string(), reason })
            }
        }
    }
}

/// The records so far, against what the source said it has.
#[derive(Default)]
pub(super) struct Account {
    /// Native ids of the records so far.
    seen: HashSet<NativeId>,
    declared: Option<u64>,
    /// Records of the largest page.
    largest_page: usize,
    /// Pages in a row that brought no new record.
    idle_pages: usize,
    pages: usize,
    /// Datasets named but not described so far, as the catalogue names them.
    named: BTreeMap<NativeId, String>,
    /// Listed datasets that not even have a name.
    nameless: usize,
    /// Services and distributions of no dataset so far, by node.
    strays: BTreeMap<String, String>,
    /// Services and distributions that belong to a dataset.
    owned: HashSet<String>,
    /// What the pages say about the catalogue itself.
    catalog: BTreeSet<(String, String)>,
    /// The series so far, with the digest of what was said of them.
    series: HashMap<NativeId, String>,
    has_ended: bool,
    /// Whether pages are known to be missing.
    is_cut_short: bool,
}

impl Account {
    /// The items of a page, in order; those of the whole walk where there is no further page. `None`
    /// after a page that leads nowhere although it says it does.
    pub(super) fn items(
        &mut self,
        split: Option<Result<Split, FetchError>>,
    ) -> Option<Vec<Result<Item, FetchError>>> {
        if self.has_ended {
            return None;
        }
        Some(match split {
            Some(Ok(split)) => self.items_of(split).into_iter().map(Ok).collect(),
            Some(Err(error)) => {
                self.is_cut_short = true;
                vec![Err(error)]
            }
            None => self.end().into_iter().map(Ok).collect(),
        })
    }

    fn items_of(&mut self, Split { fetched, page }: Split) -> Vec<Item> {
        let Fetched { url, is_first, parsed: Parsed { damaged, .. }, total, onward, note } = fetched;
        let is_empty = page.is_empty();
        let is_mangled = page.notes.iter().any(|note| note.rule == rule::DOCUMENT_DAMAGED.id);
        self.declared = total.or(self.declared).or((is_first && is_empty).then_some(0));
        let mut page = page;
        let repeated = |record: &SourceRecord| {
            let said = page.series.get(&record.native_id);
            said.is_some() && said == self.series.get(&record.native_id)
        };
        page.records.retain(|record| !repeated(record));
        self.series.extend(std::mem::take(&mut page.series));
        self.catalog.append(&mut page.catalog);
        let is_repeated = !self.count(&page) && !is_empty && matches!(onward, Onward::Circle);
        let mut items = vec![];
        items.extend(self.declared.map(Item::Declared));
        items.extend(page.notes.into_iter().chain(note).map(Item::Note));
        if !is_repeated {
            items.extend(page.records.into_iter().map(Item::Record));
        }
        items.extend(page.halves.into_iter().map(|(id, name)| {
            let [damaged, _] = halves(damaged.as_deref().unwrap_or_default());
            let found = format!("{name}: {damaged}");
            let finding = Finding::new(&rule::RECORD_UNREADABLE, "dcat:Dataset").found(found);
            Item::Unreadable { native_id: Some(id), finding }
        }));
        let mut gap = |reason: &str| items.push(Item::Gap(format!("{url}: {reason}")));
        if let Some(damaged) = damaged {
            let [german, english] = halves(&damaged);
            gap(&format!("ein Teil ist nicht lesbar ({german}) / a part cannot be read ({english})"));
        }
        let leads_on = matches!(onward, Onward::Page);
        let is_empty = is_empty && !matches!(onward, Onward::Repeated);
        match onward {
            Onward::Gap(reason) => {
                self.is_cut_short = true;
                gap(&reason);
            }
            Onward::Circle if !self.has_all() => gap(
                "die Verweise auf die nächste Seite führen im Kreis / the links to the next page lead in a circle",
            ),
            Onward::Repeated if !self.has_all() => gap(
                "dieselbe Seite kam noch einmal; der Server beachtet die Seitenzahl nicht / the same page came again; the server ignores paging",
            ),
            Onward::Circle | Onward::Repeated | Onward::Page | Onward::End => {}
        }
        // Without the damage there might have been datasets: nobody can tell.
        if is_empty && is_mangled {
            gap(
                "das Dokument ist beschädigt und enthält keinen lesbaren Datensatz / the document is damaged, and no dataset was found in it",
            );
        } else if is_empty && !is_first && !self.has_all() {
            gap("eine Seite ohne Datensätze / a page without datasets");
        } else if is_empty && is_first && leads_on {
            gap(
                "die erste Seite hat keine Datensätze, aber es gibt weitere Seiten / the first page has no datasets, but there are more pages",
            );
        }
        if leads_on && let Some(reason) = self.goes_on_for_ever() {
            self.has_ended = true;
            gap(&reason);
        } else if leads_on && self.idle_pages >= IDLE_PAGES && self.has_all() {
            self.has_ended = true;
            items.extend(self.end());
        }
        items
    }

    /// Takes a page into the account; tells whether it brought anything new.
    fn count(&mut self, page: &Page) -> bool {
        let before = self.seen.len();
        let halves = page.halves.iter().map(|(id, _)| id);
        self.seen.extend(page.records.iter().map(|record| &record.native_id).chain(halves).cloned());
        self.largest_page = self.largest_page.max(page.records.len() + page.halves.len());
        let is_news = self.seen.len() > before;
        self.idle_pages = if is_news { 0 } else { self.idle_pages + 1 };
        self.pages += 1;
        for (id, name) in &page.named {
            match id {
                Some(id) => {
                    self.named.insert(id.clone(), name.clone());
                }
                None => self.nameless += 1,
            }
        }
        // Labels of blank nodes say nothing beyond their page.
        let number = self.pages;
        let key = |node: &str| if node.starts_with("_:") { format!("{number}{node}") } else { node.into() };
        self.strays.extend(page.strays.iter().map(|(node, name)| (key(node), name.clone())));
        self.owned.extend(page.owned.iter().cloned());
        is_news
    }

    /// Whether the source has delivered as many records as it says it has.
    fn has_all(&self) -> bool {
        self.declared.is_some_and(|declared| self.seen.len() as u64 >= declared)
    }

    /// Why a next page is not worth asking for. A declared number no larger than a page counts the
    /// page, not the catalogue, so it says nothing about the end.
    fn goes_on_for_ever(&self) -> Option<String> {
        let seen = self.seen.len();
        let declared = self.declared.and_then(|declared| usize::try_from(declared).ok());
        if let Some(declared) = declared.filter(|declared| *declared > self.largest_page)
            && seen > declared.saturating_mul(2).saturating_add(BEYOND_DECLARED)
        {
            return Some(format!(
                "die Quelle nennt {declared} Einträge, lieferte schon {seen} und verweist auf immer weitere Seiten / the source declares {declared} records, has delivered {seen} and links to ever more pages"
            ));
        }
        let is_idle = self.idle_pages >= IDLE_PAGES && !self.has_all();
        is_idle.then(|| {
            format!(
                "{IDLE_PAGES} Seiten nacheinander ohne neuen Datensatz, und es gibt immer weitere / {IDLE_PAGES} pages in a row without a new dataset, and there are ever more"
            )
        })
    }

    /// What only the whole walk can tell. A walk that was cut short cannot tell it.
    fn end(&mut self) -> Vec<Item> {
        self.has_ended = true;
        let catalog: Vec<String> = std::mem::take(&mut self.catalog)
            .into_iter()
            .map(|(property, value)| format!("{property} {value}"))
            .collect();
        let mut items: Vec<Item> = vec![];
        if !catalog.is_empty() {
            let finding = Finding::new(&rule::CATALOG_NOT_TAKEN, "dcat:Catalog").found(catalog.join(" | "));
            items.push(Item::Note(finding));
        }
        if self.is_cut_short {
            return items;
        }
        let seen = &self.seen;
        self.named.retain(|id, _| !seen.contains(id));
        let owned = &self.owned;
        self.strays.retain(|node, _| !owned.contains(node));
        let undescribed = self.named.values().map(String::as_str);
        let undescribed = undescribed.chain(std::iter::repeat_n("[]", self.nameless));
        let notes = [
            summed_up(&rule::DATASET_NOT_DESCRIBED, "dcat:dataset", undescribed),
            summed_up(
                &rule::RESOURCE_WITHOUT_DATASET,
                "dcat:DataService, dcat:Distribution, dcat:CatalogRecord",
                self.strays.values().map(String::as_str),
            ),
        ];
        items.extend(notes.into_iter().flatten().map(Item::Note));
        items.extend(self.named.keys().cloned().map(Item::Undescribed));
        items
    }
}

/// One finding about many: their number, and some of them.
fn summed_up<'a>(
    rule: &'static Rule,
    property: &str,
    names: impl Iterator<Item = &'a str> + Clone,
) -> Option<Finding> {
    let count = names.clone().count();
    let shown: Vec<&str> = names.take(EXAMPLES).collect();
    let found = match count {
        0 => return None,
        count if count > EXAMPLES => format!("{count}: {} | …", shown.join(" | ")),
        count => format!("{count}: {}", shown.join(" | ")),
    };
    Some(Finding::new(rule, property).found(found))
}
