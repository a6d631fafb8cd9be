//! The search page's address: what is searched, and how an address differs by one filter.

use crate::pages::concept;
use datenkreis_catalogue::search::{Facet, SearchQuery, Sort};
use std::fmt;

/// Results on a page.
pub const PAGE_SIZE: usize = 20;
/// The index skips no more than this.
const OFFSET_LIMIT: usize = 10_000;
/// Longest text searched, in characters.
const TEXT_CHARACTERS: usize = 300;
/// Most filters obeyed.
const FILTER_LIMIT: usize = 50;

/// A search as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// `q`
    pub text: String,
    /// `kommune`, `thema`, `format`, `lizenz`, `quelle`, each as often as wanted.
    pub filters: Vec<(Facet, String)>,
    /// `sortierung`
    pub sort: Sort,
    /// `seite`, from 1.
    pub page: usize,
}

impl Address {
    /// Reads a query string; what is unknown or makes no sense is left out.
    pub fn parse(query: &str) -> Self {
        let mut address = Self { page: 1, ..Self::default() };
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            match name.as_ref() {
                "q" => {
                    let characters = value.chars().filter(|character| !character.is_control());
                    address.text = characters.take(TEXT_CHARACTERS).collect();
                }
                "sortierung" => address.sort = sort_of(value),
                "seite" => address.page = value.parse().unwrap_or(1).clamp(1, last_reachable()),
                name => {
                    let facet = Facet::ALL.into_iter().find(|facet| concept::parameter(*facet) == name);
                    if let Some(facet) = facet
                        && !value.is_empty()
                        && !address.has(facet, value)
                        && address.filters.len() < FILTER_LIMIT
                    {
                        address.filters.push((facet, value.into()));
                    }
                }
            }
        }
        address
    }

    /// What to ask the index.
    pub fn query(&self) -> SearchQuery {
        SearchQuery {
            text: self.text.clone(),
            filters: self.filters.clone(),
            sort: self.sort,
            offset: (self.page - 1) * PAGE_SIZE,
            limit: PAGE_SIZE,
        }
    }

    /// Whether a filter is chosen.
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        self.filters.iter().any(|(kind, chosen)| *kind == facet && chosen == value)
    }

    /// The first page with one filter more or less.
    pub fn toggled(&self, facet: Facet, value: &str) -> Self {
        let mut address = Self { page: 1, ..self.clone() };
        if self.has(facet, value) {
            address.filters.retain(|(kind, chosen)| *kind != facet || chosen != value);
        } else {
            address.filters.push((facet, value.into()));
        }
        address
    }

    /// Number of the last page that can be shown.
    pub fn last_page(&self, total: u64) -> usize {
        let pages = usize::try_from(total.div_ceil(PAGE_SIZE as u64)).unwrap_or(usize::MAX);
        pages.clamp(1, last_reachable())
    }

    /// The filters as fields of a form.
    pub fn hidden_fields(&self) -> Vec<(&'static str, String)> {
        self.filters.iter().map(|(facet, value)| (concept::parameter(*facet), value.clone())).collect()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.text.is_empty() {
            query.append_pair("q", &self.text);
        }
        for (facet, value) in &self.filters {
            query.append_pair(concept::parameter(*facet), value);
        }
        if self.sort != Sort::default() {
            query.append_pair("sortierung", sort_name(self.sort));
        }
        if self.page > 1 {
            query.append_pair("seite", &self.page.to_string());
        }
        f.write_str(&query.finish())
    }
}

/// The name of an order in the address.
pub fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "relevanz",
        Sort::Modified => "stand",
        Sort::Harvested => "neu",
        Sort::Title => "titel",
    }
}

fn sort_of(name: &str) -> Sort {
    [Sort::Modified, Sort::Harvested, Sort::Title]
        .into_iter()
        .find(|sort| sort_name(*sort) == name)
        .unwrap_or_default()
}

fn last_reachable() -> usize {
    OFFSET_LIMIT / PAGE_SIZE + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_written() {
        let check =
            |query: &str, expected: &str| assert_eq!(Address::parse(query).to_string(), expected, "{query}");
        check("", "");
        check("q=kita+unna", "q=kita+unna");
        check("q=%C3%A4&seite=3", "q=%C3%A4&seite=3");
        check("thema=TRAN&kommune=05978036&thema=ECON", "thema=TRAN&kommune=05978036&thema=ECON");
        check("thema=TRAN&thema=TRAN&thema=", "thema=TRAN");
        check("sortierung=titel&seite=1&unbekannt=x", "sortierung=titel");
        check("sortierung=quatsch&seite=-4", "");
        check("seite=99999999", "seite=501");
        check("%FF%00=%00&q=%00", "");
    }

    #[test]
    fn filters_toggle() {
        let address = Address::parse("q=a&thema=TRAN&seite=4");
        assert_eq!(address.toggled(Facet::Theme, "TRAN").to_string(), "q=a");
        assert_eq!(address.toggled(Facet::Format, "CSV").to_string(), "q=a&thema=TRAN&format=CSV");
    }

    #[test]
    fn last_pages() {
        let address = Address::default();
        for (total, expected) in [(0, 1), (1, 1), (20, 1), (21, 2), (u64::MAX, 501)] {
            assert_eq!(address.last_page(total), expected);
        }
    }
}
