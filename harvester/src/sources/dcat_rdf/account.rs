//! What the pages add up to: turns each into items, and notices what is missing.

use super::records::{Page, split};
use super::walk::{Fetched, Onward};
use crate::rdf::Parsed;
use crate::sources::{FetchError, Item};
use datenkreis_vocab::finding::{Finding, rule};
use std::collections::HashSet;

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
                let reason = format!("splitting the page stopped: {error}");
                Err(FetchError::Protocol { url: fetched.url.to_string(), reason })
            }
        }
    }
}

/// The records so far, against what the source said it has.
#[derive(Default)]
pub(super) struct Account {
    /// Native ids of the records so far.
    seen: HashSet<String>,
    declared: Option<u64>,
}

impl Account {
    /// The items of a page, in order.
    pub(super) fn items(&mut self, split: Result<Split, FetchError>) -> Vec<Result<Item, FetchError>> {
        match split {
            Ok(split) => self.items_of(split).into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        }
    }

    fn items_of(&mut self, Split { fetched, page }: Split) -> Vec<Item> {
        let Fetched { url, is_first, parsed: Parsed { damaged, .. }, total, onward, note } = fetched;
        let is_empty = page.records.is_empty() && page.halves.is_empty();
        // Without the damage there might have been datasets: nobody can tell.
        let is_mangled = is_empty && page.notes.iter().any(|note| note.rule == rule::DOCUMENT_DAMAGED.id);
        let ids = page.records.iter().map(|record| &record.native_id).chain(&page.halves);
        self.seen.extend(ids.map(|id| id.as_str().to_owned()));
        self.declared = total.or(self.declared).or((is_first && is_empty).then_some(0));
        let mut items = vec![];
        items.extend(self.declared.map(Item::Declared));
        items.extend(page.notes.into_iter().chain(note).map(Item::Note));
        items.extend(page.records.into_iter().map(Item::Record));
        items.extend(page.halves.into_iter().map(|id| {
            Item::Unreadable {
                native_id: Some(id),
                finding: Finding::new(&rule::RECORD_UNREADABLE, "dcat:Dataset")
                    .found(damaged.clone().unwrap_or_default()),
            }
        }));
        let mut gap = |reason: String| items.push(Item::Gap(format!("{url}: {reason}")));
        if let Some(damaged) = damaged {
            gap(format!("a part cannot be read: {damaged}"));
        }
        let leads_on = matches!(onward, Onward::Page);
        match onward {
            Onward::Gap(reason) => gap(reason),
            Onward::Circle if !self.has_all() => gap("the links to the next page lead in a circle".into()),
            Onward::Circle | Onward::Page | Onward::End => {}
        }
        if is_mangled {
            gap("the document is damaged, and no dataset was found in it".into());
        } else if is_empty && !is_first && !self.has_all() {
            gap("a page without datasets".into());
        } else if is_empty && is_first && leads_on {
            gap("the first page has no datasets, but there are more pages".into());
        }
        items
    }

    /// Whether the source has delivered as many records as it says it has.
    fn has_all(&self) -> bool {
        self.declared.is_some_and(|declared| self.seen.len() as u64 >= declared)
    }
}
