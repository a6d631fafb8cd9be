//! Plain descriptions as safe HTML: paragraphs and line breaks, and the little Markdown that catalogues
//! use. Everything else stands there as it was typed.

use super::{escape, web_link};

/// Paragraphs and lists, with links and bold words in them.
pub fn html(text: &str) -> String {
    let mut blocks = Blocks::default();
    for line in text.lines().map(str::trim) {
        match line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
            Some(item) => blocks.item(inline(item.trim(), true)),
            None if line.is_empty() => blocks.end(),
            None => blocks.line(inline(line, true)),
        }
    }
    blocks.end();
    blocks.html
}

/// Finished blocks, and the lines or items of the one under way.
#[derive(Default)]
struct Blocks {
    html: String,
    lines: Vec<String>,
    items: Vec<String>,
}

impl Blocks {
    fn line(&mut self, line: String) {
        if !self.items.is_empty() {
            self.end();
        }
        self.lines.push(line);
    }

    fn item(&mut self, item: String) {
        if !self.lines.is_empty() {
            self.end();
        }
        self.items.push(item);
    }

    fn end(&mut self) {
        if !self.lines.is_empty() {
            self.html.push_str(&format!("<p>{}</p>", self.lines.join("<br>")));
        }
        if !self.items.is_empty() {
            self.html.push_str(&format!("<ul><li>{}</li></ul>", self.items.join("</li><li>")));
        }
        self.lines.clear();
        self.items.clear();
    }
}

/// One line. Every piece is looked at once, so that no text takes longer than its length.
fn inline(text: &str, may_link: bool) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    let mut rest = text;
    let mut before: Option<char> = None;
    while let Some(character) = rest.chars().next() {
        let begins_word = !before.is_some_and(char::is_alphanumeric);
        let found = match character {
            '*' => bold(rest, may_link),
            '[' if may_link => link(rest),
            'h' if may_link && begins_word => address(rest),
            _ => None,
        };
        let (piece, length) =
            found.unwrap_or_else(|| (escape(&rest[..character.len_utf8()]), character.len_utf8()));
        html.push_str(&piece);
        before = rest[..length].chars().next_back();
        rest = &rest[length..];
    }
    html
}

/// `**words**` at the start of a text, as HTML and with the length of what it stands for.
fn bold(text: &str, may_link: bool) -> Option<(String, usize)> {
    let (words, _) = text.strip_prefix("**")?.split_once("**")?;
    let is_bold = !words.is_empty() && words.trim() == words;
    is_bold.then(|| (format!("<strong>{}</strong>", inline(words, may_link)), words.len() + 4))
}

/// `[words](address)` at the start of a text; a title behind the address is left out.
fn link(text: &str) -> Option<(String, usize)> {
    let (words, behind) = text[1..].split_at(text[1..].find(['[', ']'])?);
    let inside = behind.strip_prefix("](")?;
    let inside = &inside[..inside.find(['(', ')']).filter(|end| inside[*end..].starts_with(')'))?];
    let address = web_link(inside.split_whitespace().next()?)?;
    let length = words.len() + inside.len() + "[](".len() + ")".len();
    (!words.trim().is_empty()).then(|| (anchor(address, &inline(words, false)), length))
}

/// An address at the start of a text, without the punctuation behind it. What only looks like one is
/// passed over as a whole.
fn address(text: &str) -> Option<(String, usize)> {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        return None;
    }
    let ends = |character: char| character.is_whitespace() || matches!(character, '<' | '>' | '"' | '|');
    let found = &text[..text.find(ends).unwrap_or(text.len())];
    // A closing bracket belongs to the address if one was opened there.
    let has_brackets = found.contains('(');
    let is_punctuation = |character: char| {
        matches!(character, '.' | ',' | ';' | ':' | '!' | '?' | '*' | '_' | '\'' | ']')
            || (character == ')' && !has_brackets)
    };
    let address = found.trim_end_matches(is_punctuation);
    match web_link(address) {
        Some(address) => Some((anchor(address, &escape(address)), address.len())),
        None => Some((escape(found), found.len())),
    }
}

fn anchor(address: &str, html: &str) -> String {
    format!("<a href=\"{}\" rel=\"noopener nofollow ugc\">{html}</a>", escape(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = html(text).replace(" rel=\"noopener nofollow ugc\"", "");
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn paragraphs_and_lists() {
        check("", "");
        check("eins\nzwei\n\ndrei", "<p>eins<br>zwei</p><p>drei</p>");
        check(
            "Enthält:\n- Bäume\n* Bänke\n\nMehr",
            "<p>Enthält:</p><ul><li>Bäume</li><li>Bänke</li></ul><p>Mehr</p>",
        );
        check("-5 Grad\n2 - 1\n-", "<p>-5 Grad<br>2 - 1<br>-</p>");
        check("- a\nb", "<ul><li>a</li></ul><p>b</p>");
    }

    #[test]
    fn bold_words() {
        check("Ein **fettes <Wort>** hier", "<p>Ein <strong>fettes &lt;Wort&gt;</strong> hier</p>");
        check("2 ** 3 ** 4", "<p>2 ** 3 ** 4</p>");
        check("**** und **offen", "<p>**** und **offen</p>");
        check("*schief*", "<p>*schief*</p>");
    }

    #[test]
    fn links_with_words() {
        check(
            "[Mehr & mehr](https://a.example/x?b=c&d=e).",
            "<p><a href=\"https://a.example/x?b=c&amp;d=e\">Mehr &amp; mehr</a>.</p>",
        );
        check(
            "[**a**](https://a.example/ \"Titel\")",
            "<p><a href=\"https://a.example/\"><strong>a</strong></a></p>",
        );
        check("**[a](https://a.example/)**", "<p><strong><a href=\"https://a.example/\">a</a></strong></p>");
        check(
            "[https://a.example](https://b.example/)",
            "<p><a href=\"https://b.example/\">https://a.example</a></p>",
        );
        for text in ["[a](javascript:alert(1))", "[a](/relativ)", "[a] (b)", "[a](", "[[a]]", "[](x)", "[a"] {
            check(text, &format!("<p>{text}</p>"));
        }
        check(
            "[a](https://a.example/\"onclick=x)",
            "<p><a href=\"https://a.example/&quot;onclick=x\">a</a></p>",
        );
    }

    #[test]
    fn bare_addresses() {
        check(
            "Siehe https://a.example/x.",
            "<p>Siehe <a href=\"https://a.example/x\">https://a.example/x</a>.</p>",
        );
        check("(http://a.example/x)", "<p>(<a href=\"http://a.example/x\">http://a.example/x</a>)</p>");
        check(
            "https://a.example/Ort_(Kreis),",
            "<p><a href=\"https://a.example/Ort_(Kreis)\">https://a.example/Ort_(Kreis)</a>,</p>",
        );
        check("<https://a.example/>", "<p>&lt;<a href=\"https://a.example/\">https://a.example/</a>&gt;</p>");
        check("https://", "<p>https://</p>");
        check("https://u:p@a.example/", "<p>https://u:p@a.example/</p>");
        check("xhttps://a.example/ halb", "<p>xhttps://a.example/ halb</p>");
    }

    #[test]
    fn no_text_takes_long() {
        for piece in ["[", "**", "[a](", "https://u:p@", "https://a)", "* *", "[a](b"] {
            assert!(!html(&piece.repeat(100_000)).is_empty());
        }
    }
}
