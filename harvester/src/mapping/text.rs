//! Texts as people pasted them: HTML, entities, control characters, stray blanks.
//!
//! Cleaning a cleaned text changes nothing.

use ammonia::Builder;
use regex::{Captures, Regex};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A text made fit to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// The text.
    pub text: String,
    /// Whether markup or entities were changed, not only blanks.
    pub held_html: bool,
}

/// The text with its invisible characters shown as `⟨U+200B⟩`, if it holds any.
pub fn unhidden(found: &str) -> Option<String> {
    if !found.contains(is_hidden) {
        return None;
    }
    let mut text = String::with_capacity(found.len());
    for c in found.chars() {
        if is_hidden(c) {
            text += &format!("⟨U+{:04X}⟩", u32::from(c));
        } else {
            text.push(c);
        }
    }
    Some(text)
}

/// A title, a name, a keyword: one line without any markup.
pub fn plain(found: &str) -> Cleaned {
    settle(found, |text| {
        let bare =
            if holds_markup(text) { Cow::Owned(sanitise(text, &NO_MARKUP)) } else { escaped_strays(text) };
        one_line(&decode(&bare))
    })
}

/// A description: lines and paragraphs, and of HTML only the elements the Konventionenhandbuch allows
/// (`a`, `li`, `ol`, `ul`, `p`, `br`, `b`, `i`, `u`). Text whose only markup is paragraphs and line
/// breaks becomes plain text.
pub fn description(found: &str) -> Cleaned {
    settle(found, |text| {
        if !holds_markup(text) {
            return lines(&decode(&escaped_strays(text)));
        }
        let kept = sanitise(text, &SOME_MARKUP);
        if RICH.is_match(&kept) {
            tidy(&one_line(&kept))
        } else {
            lines(&decode(&without_paragraphs(&one_line(&kept))))
        }
    })
}

/// Beyond this many tags a text is not parsed as HTML: its tags are cut out.
const MAX_TAGS: usize = 5_000;

/// Text that is still not settled after so many rounds was made to confuse.
const MAX_ROUNDS: usize = 8;

/// Cleans until nothing changes: entities may hide tags, which may hide entities.
fn settle(found: &str, clean: fn(&str) -> String) -> Cleaned {
    if !found.contains(['<', '&']) {
        return Cleaned { text: clean(found), held_html: false };
    }
    let held_html = |text: &str| found != text && (holds_markup(found) || ENTITY.is_match(found));
    let mut text = clean(found);
    for _ in 0..MAX_ROUNDS {
        let next = clean(&text);
        if next == text {
            return Cleaned { held_html: held_html(&text) && lines(found) != text, text };
        }
        text = next;
    }
    Cleaned { text: one_line(&text.replace(['&', '<', '>'], " ")), held_html: true }
}

/// Elements of HTML; what else stands between `<` and `>` is text.
const ELEMENTS: &str = "a|abbr|acronym|address|article|aside|audio|b|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|math|menu|meta|nav|noscript|object|ol|optgroup|option|p|param|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video|wbr|o:p";

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(r"(?i)<(?P<end>/?)(?P<name>{ELEMENTS})(?:\s[^<>]*)?/?>|<!--|<!\[|<!doctype|<\?xml"))
});
static ENTITY: LazyLock<Regex> =
    LazyLock::new(|| regex("(?i)&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});"));
static NESTED_AMPERSAND: LazyLock<Regex> = LazyLock::new(|| regex("&(?:amp;)+"));
static STRAY: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!("{}|{}|[<&]", TAG.as_str(), ENTITY.as_str())));
static RICH: LazyLock<Regex> = LazyLock::new(|| regex("<(?:a|li|ol|ul|b|i|u)[ >]"));
static BREAKS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:<br>\s*){3,}"));
static EMPTY: LazyLock<Regex> = LazyLock::new(|| regex(r"<(?:p|b|i|u|li|a)>\s*</(?:p|b|i|u|li|a)>"));
static OUTER_BREAKS: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:\s|<br>)+|(?:\s|<br>)+$"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of this file are valid")
}

static NO_MARKUP: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder.clean_content_tags(HashSet::from(["script", "style"]));
    builder
});

static SOME_MARKUP: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(["a", "li", "ol", "ul", "p", "br", "b", "i", "u"]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(None)
        .clean_content_tags(HashSet::from(["script", "style"]));
    builder
});

fn holds_markup(text: &str) -> bool {
    text.contains('<') && TAG.is_match(text)
}

/// HTML with the allowed elements only. Other blocks leave a line break behind, table cells a blank.
fn sanitise(text: &str, builder: &Builder<'_>) -> String {
    let text = escaped_strays(text);
    if TAG.find_iter(&text).nth(MAX_TAGS).is_some() {
        return TAG.replace_all(&text, " ").into_owned();
    }
    let prepared = TAG.replace_all(&text, |tag: &Captures| equivalent(tag));
    builder.clean(&prepared).to_string()
}

/// The allowed element closest to a tag.
fn equivalent(tag: &Captures) -> String {
    let end = tag.name("end").map_or("", |end| end.as_str());
    match tag.name("name").map(|name| name.as_str().to_ascii_lowercase()).as_deref() {
        Some("strong") => format!("<{end}b>"),
        Some("em") => format!("<{end}i>"),
        Some("td" | "th") => " ".into(),
        Some(
            "address" | "article" | "aside" | "blockquote" | "caption" | "center" | "dd" | "div" | "dt"
            | "figure" | "footer" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hr" | "legend"
            | "main" | "nav" | "option" | "pre" | "section" | "summary" | "table" | "title" | "tr",
        ) => " <br> ".into(),
        Some("br") => " <br> ".into(),
        Some("p" | "li") if end.is_empty() => format!(" {}", &tag[0]),
        _ => tag[0].to_owned(),
    }
}

/// `<` and `&` that belong to no tag and no entity, escaped.
fn escaped_strays(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    STRAY.replace_all(text, |found: &Captures| match &found[0] {
        "<" => "&lt;".to_owned(),
        "&" => "&amp;".to_owned(),
        whole => whole.to_owned(),
    })
}

/// Escaped text without markup as the characters it means.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let single = NESTED_AMPERSAND.replace_all(text, "&amp;");
    let bare = NO_MARKUP.clean(&single.replace('<', "&lt;")).to_string();
    Cow::Owned(bare.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&"))
}

fn without_paragraphs(html: &str) -> String {
    html.replace("<br>", "\n").replace("<p>", "\n\n").replace("</p>", "\n\n")
}

fn tidy(html: &str) -> String {
    let html = EMPTY.replace_all(html, "");
    let html = BREAKS.replace_all(&html, "<br> <br> ");
    OUTER_BREAKS.replace_all(&html, "").into_owned()
}

/// Every run of blanks one blank; nothing that XML or a reader could not show.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in shown(text).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Lines without stray blanks, at most one empty line between two.
fn lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    let mut empty = 0;
    for line in shown(text).split(['\n', '\u{2028}', '\u{2029}']).map(one_line) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !lines.is_empty() {
            lines.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        lines.push_str(&line);
        empty = 0;
    }
    lines
}

fn shown(text: &str) -> Cow<'_, str> {
    if text.contains(is_hidden) || text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace(is_hidden, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// What no reader sees and XML mostly forbids: control characters, zero-width blanks, noncharacters.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check_plain(found: &str, expected: &str, held_html: bool) {
        assert_eq!(plain(found), Cleaned { text: expected.into(), held_html }, "{found}");
    }

    #[track_caller]
    fn check_description(found: &str, expected: &str, held_html: bool) {
        assert_eq!(description(found), Cleaned { text: expected.into(), held_html }, "{found}");
    }

    #[test]
    fn titles_lose_all_markup() {
        check_plain("  Bäume\n in   Unna ", "Bäume in Unna", false);
        check_plain("<b>Bäume</b> &amp; Str&auml;ucher", "Bäume & Sträucher", true);
        check_plain("Werte < 5 & > 3", "Werte < 5 & > 3", false);
        check_plain("a<bc>d", "a<bc>d", false);
        check_plain("Bahn &amp;amp; Bus", "Bahn & Bus", true);
        check_plain("A\u{0}B\u{feff}", "AB", false);
        check_plain("<script>alert(1)</script>X", "X", true);
        check_plain("&lt;p&gt;X&lt;/p&gt;", "X", true);
        check_plain("https://a.de/?a=1&copy=2", "https://a.de/?a=1&copy=2", false);
    }

    #[test]
    fn descriptions_keep_what_is_allowed() {
        check_description("Zeile 1\r\nZeile  2\n\n\n\nAbsatz", "Zeile 1\nZeile 2\n\nAbsatz", false);
        check_description("<p>Eins</p><p>Zwei<br/>drei</p>", "Eins\n\nZwei\ndrei", true);
        check_description("<p>Mit <strong>fett</strong></p>", "<p>Mit <b>fett</b></p>", true);
        check_description(
            r#"<a href="https://a.de/?x=1&y=2" onclick="x()" target="_blank">hier</a>"#,
            r#"<a href="https://a.de/?x=1&amp;y=2">hier</a>"#,
            true,
        );
        check_description(r#"<a href="javascript:alert(1)">hier</a>"#, "<a>hier</a>", true);
        check_description("<div>A</div><div>B</div>", "A\n\nB", true);
        check_description("<table><tr><td>A</td><td>B</td></tr></table>", "A B", true);
        check_description("<ul><li>A</li><li>B</li></ul>", "<ul> <li>A</li> <li>B</li></ul>", true);
        check_description("<b>x</b> a < b", "<b>x</b> a &lt; b", true);
        check_description("<b>bold</b>", "<b>bold</b>", false);
        check_description("", "", false);
    }

    #[test]
    fn invisible_characters_are_shown() {
        assert_eq!(unhidden("A\u{0}B\u{feff}").as_deref(), Some("A⟨U+0000⟩B⟨U+FEFF⟩"));
        assert_eq!(unhidden("Zeile 1\r\n\tZeile 2"), None);
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(found in r#"([a-zä <>&;/"'=#\n]|<b>|</b>|<p>|<br>|</p>|<a href=x>|&amp;|&lt;|&gt;|&#60;|&#38;|<!--|-->|<div>|<li>|<ul>|<script>|<td>|<style>){0,40}"#) {
            for clean in [plain, description] {
                let once = clean(&found);
                let twice = clean(&once.text);
                prop_assert_eq!(&twice.text, &once.text);
                prop_assert!(!twice.held_html);
            }
        }

        #[test]
        fn any_text_is_cleaned(found in "\\PC{0,200}") {
            let once = plain(&found).text;
            prop_assert_eq!(plain(&once).text, once);
        }
    }
}
