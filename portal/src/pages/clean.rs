//! Text of others, made fit to be shown. Templates escape everything; this takes out what escaping
//! does not: control characters, reversed reading direction, markup, and addresses that are no links.

mod markdown;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Longest title shown, in characters.
const LINE_CHARACTERS: usize = 500;

/// HTML elements a description may keep. Headings lose their tags: they would break the page's order.
const ELEMENTS: [&str; 13] = ["a", "b", "br", "em", "i", "li", "ol", "p", "strong", "sub", "sup", "ul", "u"];

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from(ELEMENTS))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener nofollow ugc"))
        .clean_content_tags(HashSet::from(["script", "style"]));
    builder
});

/// One line: white space joined, control characters out, cut when too long.
pub fn line(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut line: String =
        joined.chars().filter(|character| !harmful(*character)).take(LINE_CHARACTERS + 1).collect();
    if line.chars().count() > LINE_CHARACTERS {
        line = line.chars().take(LINE_CHARACTERS - 1).collect();
        line.push('…');
    }
    line
}

/// A text of several paragraphs as safe HTML. Plain text is escaped, but keeps its line breaks and gets
/// the links, lists and bold words that are meant; text with markup keeps the harmless elements.
pub fn rich(text: &str) -> String {
    let text: String = text.chars().filter(|character| *character == '\n' || !harmful(*character)).collect();
    if has_markup(&text) { CLEANER.clean(&text).to_string() } else { markdown::html(&text) }
}

/// The beginning of such a text, at most `characters` long.
pub fn rich_beginning(text: &str, characters: usize) -> String {
    // Cut elements would not be closed; cut lines are still lines.
    let text = if has_markup(text) { plain(text) } else { text.trim().to_owned() };
    rich(&beginning(&text, characters))
}

/// The text of a description without markup, for search engines and citations.
pub fn plain(text: &str) -> String {
    if !has_markup(text) {
        return line_unlimited(text);
    }
    // Elements end words, so that `a<br>b` does not become `ab`.
    let spaced = text.replace('<', " <");
    let bare = ammonia::Builder::empty().clean(&spaced).to_string();
    let decoded =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
            .into_iter()
            .fold(bare, |text, (entity, character)| text.replace(entity, character));
    line_unlimited(&decoded)
}

/// The address if a browser may follow it: http, https or ftp, with a host and without a user.
pub fn web_link(address: &str) -> Option<&str> {
    let url = url::Url::parse(address).ok()?;
    let safe = matches!(url.scheme(), "http" | "https" | "ftp")
        && url.host().is_some()
        && url.username().is_empty()
        && url.password().is_none()
        && !address.chars().any(|character| character.is_control() || harmful(character));
    safe.then_some(address)
}

/// An address as text: without scheme when that says nothing.
pub fn short_address(address: &str) -> Cow<'_, str> {
    let short =
        address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address);
    Cow::Owned(line(short.strip_suffix('/').unwrap_or(short)))
}

/// The beginning of a text, whole words, at most `characters` long.
pub fn beginning(text: &str, characters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(characters) else {
        return text.into();
    };
    let cut = &text[..end];
    let whole =
        cut.rfind(char::is_whitespace).filter(|space| *space > end / 2).map_or(cut, |space| &cut[..space]);
    format!("{whole} …")
}

fn line_unlimited(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().filter(|character| !harmful(*character)).collect()
}

/// Control characters, and marks that turn the reading direction of what follows.
fn harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether one of the elements that descriptions use occurs; `a < b` is no markup.
fn has_markup(text: &str) -> bool {
    const OPENING: [&str; 14] =
        ["a", "b", "br", "div", "em", "h", "i", "li", "ol", "p", "span", "strong", "u", "ul"];
    text.split('<').skip(1).any(|rest| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let name: String =
            rest.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
        let after = rest[name.len()..].chars().next();
        OPENING.contains(&name.as_str())
            && after
                .is_some_and(|after| matches!(after, '>' | '/' | ' ' | '\n' | '\t') || after.is_ascii_digit())
            && rest.contains('>')
    })
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        assert_eq!(line(" a\n b\u{0}\u{202E}c "), "a bc");
        assert_eq!(line(&"x".repeat(10_000)).chars().count(), LINE_CHARACTERS);
        assert_eq!(line(&"ä".repeat(LINE_CHARACTERS)), "ä".repeat(LINE_CHARACTERS));
    }

    #[test]
    fn descriptions() {
        for (text, expected) in [
            ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
            ("eins\nzwei\n\ndrei", "<p>eins<br>zwei</p><p>drei</p>"),
            ("<p>Ein <b>Wort</b></p>", "<p>Ein <b>Wort</b></p>"),
            ("<h1>Titel</h1>Text", "TitelText"),
            ("<p onclick=alert(1)>x</p>", "<p>x</p>"),
            ("<b>x</b><script>alert(1)</script>", "<b>x</b>"),
            ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
            ("<b>x</b><img src=x onerror=alert(1)>", "<b>x</b>"),
            ("<a href=\"javascript:alert(1)\">x</a>", "<a rel=\"noopener nofollow ugc\">x</a>"),
            (
                "<a href=\"https://example.org/\">x</a>",
                "<a href=\"https://example.org/\" rel=\"noopener nofollow ugc\">x</a>",
            ),
        ] {
            assert_eq!(rich(text), expected);
        }
    }

    #[test]
    fn without_markup() {
        assert_eq!(plain("<p>Ein<br>Wort &amp; mehr</p>"), "Ein Wort & mehr");
        assert_eq!(plain("a &amp; b"), "a &amp; b");
    }

    #[test]
    fn links() {
        for address in ["https://example.org/a?b=c", "ftp://example.org/x.csv", "http://bücher.example/"] {
            assert_eq!(web_link(address), Some(address));
        }
        for address in [
            "javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "http://user:pw@example.org/",
            "http://exa\u{202E}mple.org/",
            "/relativ",
            "",
        ] {
            assert_eq!(web_link(address), None, "{address}");
        }
    }

    #[test]
    fn beginnings() {
        assert_eq!(beginning("kurz", 10), "kurz");
        assert_eq!(beginning("ein langer Satz", 12), "ein langer …");
        assert_eq!(beginning("ein\nlanger\nSatz", 12), "ein\nlanger …");
        assert_eq!(
            rich_beginning("Das:\n- eins\n- zwei drei", 19),
            "<p>Das:</p><ul><li>eins</li><li>zwei …</li></ul>"
        );
        assert_eq!(rich_beginning("<p>ein <b>langer</b> Satz</p>", 12), "<p>ein langer …</p>");
    }
}
