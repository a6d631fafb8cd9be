//! Name and value pairs as the pages list them.

use super::clean;
use crate::language::Language;
use datenkreis_vocab::model::LangString;

/// One name with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name, in the page's language.
    pub label: &'static str,
    /// Its values; rows without values are not made.
    pub values: Vec<Value>,
}

impl Row {
    /// A row, if there is anything to show.
    pub fn new(label: &'static str, values: Vec<Value>) -> Option<Self> {
        (!values.is_empty()).then_some(Self { label, values })
    }
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What is read.
    pub text: String,
    /// Where it leads; `None` if nowhere or if the address is not fit to be a link.
    pub href: Option<String>,
    /// Whether the link leads out of the portal.
    pub foreign: bool,
    /// The language tag of `text` where it differs from the page's.
    pub language: Option<String>,
}

impl Value {
    /// Plain text.
    pub fn text(text: impl AsRef<str>) -> Self {
        Self { text: clean::plain(text.as_ref()), href: None, foreign: false, language: None }
    }

    /// A link within the portal.
    pub fn own(text: impl AsRef<str>, href: String) -> Self {
        Self { text: clean::line(text.as_ref()), href: Some(href), foreign: false, language: None }
    }

    /// An address of others, as link if it may be one.
    pub fn address(address: &str) -> Self {
        Self::labelled(clean::short_address(address), address)
    }

    /// An address of others with words for it. E-mail and telephone become links too.
    pub fn labelled(text: impl AsRef<str>, address: &str) -> Self {
        let text = clean::line(text.as_ref());
        let direct = ["mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme));
        let href = if direct { Some(address) } else { clean::web_link(address) };
        Self { text, href: href.map(String::from), foreign: true, language: None }
    }

    /// The same in German, as what the configuration says is.
    pub fn german(self, page: Language) -> Self {
        Self { language: foreign_language(None, page), ..self }
    }

    /// A text with its language.
    pub fn tagged(text: &LangString, page: Language) -> Self {
        Self { language: foreign_tag(text, page), ..Self::text(&text.value) }
    }
}

/// The language of a text if it is known and not the page's. German is assumed where nothing is said
/// (convention 03 of DCAT-AP.de), which matters on English pages.
pub fn foreign_tag(text: &LangString, page: Language) -> Option<String> {
    foreign_language(text.language.as_deref(), page)
}

/// Like [`foreign_tag`], for a text whose tag is kept beside it.
pub fn foreign_language(tag: Option<&str>, page: Language) -> Option<String> {
    let tag = tag.unwrap_or("de");
    let primary = tag.split('-').next().unwrap_or(tag);
    (primary != page.tag()).then(|| tag.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links() {
        assert_eq!(Value::address("https://example.org/").text, "example.org");
        assert_eq!(Value::address("javascript:alert(1)").href, None);
        assert!(Value::labelled("x", "mailto:a@example.org").href.is_some());
    }

    #[test]
    fn languages() {
        let check = |text: LangString, page, expected: Option<&str>| {
            assert_eq!(foreign_tag(&text, page).as_deref(), expected);
        };
        check(LangString::german("x"), Language::De, None);
        assert_eq!(Value::text("x").german(Language::De).language, None);
        assert_eq!(Value::text("x").german(Language::En).language.as_deref(), Some("de"));
        check(LangString::german("x"), Language::En, Some("de"));
        check(LangString::untagged("x"), Language::En, Some("de"));
        check(LangString { value: "x".into(), language: Some("en-gb".into()) }, Language::En, None);
    }
}
