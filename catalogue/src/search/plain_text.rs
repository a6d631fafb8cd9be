//! The text of a description without its mark-up: what the index holds and what summaries show.

/// Longest entity that is decoded, without `&` and `;`.
const LONGEST_ENTITY: usize = 8;
/// Longest tag in bytes; a `<` without `>` within it is text.
const LONGEST_TAG: usize = 4_000;

/// Takes tags out, decodes entities and collapses white space. Text without mark-up stays as it is.
pub fn plain_text(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '<' || c == '&' || c.is_whitespace() || c.is_control()) {
        output.push_str(&rest[..at]);
        let found = &rest[at..];
        let (taken, piece) = markup(found);
        match piece {
            Piece::Nothing => {}
            Piece::Char(c) if !c.is_whitespace() && !c.is_control() => output.push(c),
            _ if output.is_empty() || output.ends_with(' ') => {}
            _ => output.push(' '),
        }
        rest = &found[taken..];
    }
    output.push_str(rest);
    output.truncate(output.trim_end().len());
    output
}

/// What a piece of mark-up stands for.
enum Piece {
    /// Nothing: a tag within a line.
    Nothing,
    /// White space: any other tag.
    Blank,
    /// This character.
    Char(char),
}

/// How many bytes the mark-up at the beginning of `text` takes and what it stands for.
fn markup(text: &str) -> (usize, Piece) {
    let first = text.chars().next().unwrap_or(' ');
    let found = match first {
        '<' => tag(text),
        '&' => entity(text).map(|(length, c)| (length, Piece::Char(c))),
        _ => None,
    };
    found.unwrap_or((first.len_utf8(), Piece::Char(first)))
}

fn tag(text: &str) -> Option<(usize, Piece)> {
    let inner = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let name: String = inner.chars().take_while(char::is_ascii_alphanumeric).take(10).collect();
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) && !text.starts_with("<!--") {
        return None;
    }
    let end = text.bytes().take(LONGEST_TAG).position(|byte| byte == b'>')?;
    let inline = matches!(
        name.to_ascii_lowercase().as_str(),
        "a" | "b" | "i" | "u" | "em" | "strong" | "span" | "sup" | "sub"
    );
    Some((end + 1, if inline { Piece::Nothing } else { Piece::Blank }))
}

fn entity(text: &str) -> Option<(usize, char)> {
    let end = text.bytes().take(LONGEST_ENTITY + 2).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let decoded = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "shy" => '\u{ad}',
        "ndash" => '–',
        "mdash" => '—',
        "bdquo" => '„',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        "euro" => '€',
        "sup2" => '²',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((end + 1, decoded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(plain_text(text), expected);
    }

    #[test]
    fn mark_up_goes_text_stays() {
        check(
            "<p>Rad&shy;wege &amp; <b>W</b>ege</p>\n<ul><li>eins</li><li>zwei</li></ul>",
            "Rad\u{ad}wege & Wege eins zwei",
        );
        check("  viel \t\r\n Platz\u{0} ", "viel Platz");
        check("Stra&szlig;e &#228; &#xE4; &nbsp;x", "Straße ä ä x");
        check("a < b, c > d & e", "a < b, c > d & e");
        check("1 &lt; 2", "1 < 2");
        check("offen <a href=", "offen <a href=");
        check("", "");
    }
}
