//! What every page shows around its content. Templates that extend `base.html` have a field
//! `layout: Layout`.

use super::clean;
use super::links::{Links, Page};
use super::value::{Value, foreign_language};
use crate::language::Language;
use crate::state::Portal;
use crate::texts::{self, Texts};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The frame of a page.
pub struct Layout {
    /// Texts in the page's language.
    pub texts: &'static Texts,
    /// Addresses in the page's language.
    pub links: Links,
    /// Title without the portal's name; also the last step of the breadcrumb.
    pub title: String,
    /// The language of the title where it differs from the page's.
    pub title_language: Option<String>,
    /// For search engines.
    pub description: String,
    /// Name of the portal.
    pub portal_title: String,
    /// Whether search engines should leave the page out.
    pub noindex: bool,
    /// The same content as other media types: media type and path.
    pub alternates: Vec<(&'static str, String)>,
    /// Steps of the breadcrumb between start page and this page.
    pub trail: Vec<Value>,
    /// The language tag of what is German on every page, where it differs from the page's.
    pub german: Option<String>,
    /// Name of the body that runs the portal.
    pub operator: String,
    /// Which state of the catalogue the page shows.
    pub data_state: String,
    email: String,
    page: Page,
}

/// An entry of the main navigation.
pub struct NavigationItem {
    /// Text.
    pub label: &'static str,
    /// Path.
    pub href: String,
    /// Whether the visitor is there.
    pub current: bool,
}

impl Layout {
    /// The frame of `page`.
    pub fn new(portal: &Portal, language: Language, page: Page, title: impl Into<String>) -> Self {
        let texts = texts::of(language);
        let snapshot = portal.catalogue.snapshot();
        Self {
            texts,
            links: Links::new(portal.base(), language),
            title: clean::line(&title.into()),
            title_language: None,
            description: portal.config.description.get(texts.tag).into(),
            portal_title: portal.config.title.get(texts.tag).into(),
            noindex: false,
            alternates: vec![],
            trail: vec![],
            german: foreign_language(None, language),
            operator: portal.config.operator.name.clone(),
            data_state: texts.data_state(snapshot.at, snapshot.seq, snapshot.datasets),
            email: portal.config.operator.email.clone(),
            page,
        }
    }

    /// Whether this is the start page.
    pub fn is_home(&self) -> bool {
        self.page == Page::Home
    }

    /// Whether the page has an address of its own; an error page has none.
    pub fn has_address(&self) -> bool {
        self.page != Page::Error
    }

    /// The page's address.
    pub fn canonical(&self) -> String {
        self.links.absolute(&self.links.path(&self.page))
    }

    /// The page in each language: tag and address. German is what others get.
    pub fn translations(&self) -> Vec<(&'static str, String)> {
        let address = |language| self.links.absolute(&self.links.r#in(language).path(&self.page));
        vec![
            ("de", address(Language::De)),
            ("en", address(Language::En)),
            ("x-default", address(Language::De)),
        ]
    }

    /// The path of this page in the other language.
    pub fn other_language(&self) -> String {
        let other = match self.texts.language {
            Language::De => Language::En,
            Language::En => Language::De,
        };
        self.links.r#in(other).path(&self.page)
    }

    /// The main navigation.
    pub fn navigation(&self) -> Vec<NavigationItem> {
        let item =
            |label, page: Page, current| NavigationItem { label, href: self.links.path(&page), current };
        vec![
            item(self.texts.nav_search, Page::Search(String::new()), matches!(self.page, Page::Search(_))),
            item(
                self.texts.nav_demography,
                Page::Demography(String::new()),
                matches!(
                    self.page,
                    Page::Demography(_)
                        | Page::Area(..)
                        | Page::Chart(_)
                        | Page::Dashboards
                        | Page::Dashboard(..)
                        | Page::Tile(..)
                        | Page::Indicator(..)
                        | Page::ProjectionMethod
                        | Page::Comparison(_)
                        | Page::Question(_)
                        | Page::Cube(_)
                        | Page::Pedigree(_)
                ),
            ),
            item(self.texts.nav_status, Page::Status, matches!(self.page, Page::Status)),
            item(
                self.texts.nav_quality,
                Page::Quality,
                matches!(self.page, Page::Quality | Page::QualityOf(..)),
            ),
            item(self.texts.nav_sparql, Page::Sparql, matches!(self.page, Page::Sparql)),
            item(self.texts.nav_about, Page::About, matches!(self.page, Page::About)),
        ]
    }

    /// The path of a built web asset.
    pub fn asset(&self, name: &str) -> String {
        self.links.asset(name)
    }

    /// A `mailto:` address with this page's address in the text.
    pub fn feedback(&self) -> String {
        let subject = utf8_percent_encode(self.texts.feedback_subject, NON_ALPHANUMERIC);
        let body = format!("{}\n\n", self.canonical());
        let body = utf8_percent_encode(&body, NON_ALPHANUMERIC);
        format!("mailto:{}?subject={subject}&body={body}", self.email)
    }
}
