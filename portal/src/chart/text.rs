//! How wide a text will be, to place labels without a browser.

/// Advance widths of Fira Sans 400 in thousandths of the font size, from U+0020 to U+007E.
#[rustfmt::skip]
const WIDTHS: [u16; 95] = [
    265, 241, 399, 518, 531, 826, 729, 219, 324, 324, 439, 499, 240, 403, 240, 520, 558, 433, 495, 499, 532, 501, 533, 444, 551, 525,
    240, 240, 500, 500, 500, 459, 1020, 573, 608, 560, 644, 535, 491, 631, 680, 295, 305, 589, 498, 778, 683, 692, 581, 691, 605, 545,
    517, 662, 556, 826, 540, 550, 522, 322, 520, 322, 540, 520, 300, 544, 594, 478, 598, 545, 335, 520, 586, 282, 280, 512, 293, 857,
    586, 584, 594, 598, 386, 467, 361, 582, 492, 717, 485, 492, 437, 322, 403, 322, 488,
];

/// Width of all other characters; umlauts are a little narrower.
const OTHER: u16 = 600;

/// The width of a text in pixels at a font size in pixels, a little generous: another font may be
/// narrower or wider than the house's.
pub fn width(text: &str, size_px: f64) -> f64 {
    let thousandths: f64 = text.chars().map(|character| f64::from(advance(character))).sum();
    thousandths / 1000.0 * size_px * 1.04
}

/// A text in lines of at most `most_px`: broken at spaces, behind hyphens and slashes, and inside a word
/// only where it alone is wider. Nothing of it is lost.
pub fn wrap(text: &str, size_px: f64, most_px: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text, size_px, most_px) {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() || width(&format!("{line}{}", piece.trim_end_matches(' ')), size_px) <= most_px {
            line.push_str(&piece);
        } else {
            lines.push(piece);
        }
    }
    lines.into_iter().map(|line| line.trim_matches(' ').to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The width of the widest of some texts; 0 if there are none.
pub fn widest<'a>(texts: impl IntoIterator<Item = &'a str>, size_px: f64) -> f64 {
    texts.into_iter().map(|text| width(text, size_px)).fold(0.0, f64::max)
}

/// Words with the space behind them, and parts of words that are wider than a line.
fn pieces(text: &str, size_px: f64, most_px: f64) -> Vec<String> {
    let mut pieces = Vec::new();
    for word in text.split_inclusive([' ', '-', '/', '–']) {
        let mut piece = String::new();
        let end = word.trim_end().chars().count();
        let long = width(word.trim_end(), size_px) > most_px;
        for (index, character) in word.chars().enumerate() {
            let hyphen = if index + 1 < end { "-" } else { "" };
            let full =
                long && index < end && width(&format!("{piece}{character}{hyphen}"), size_px) > most_px;
            if full && !piece.is_empty() {
                piece.push('-');
                pieces.push(std::mem::take(&mut piece));
            }
            piece.push(character);
        }
        pieces.push(piece);
    }
    pieces
}

fn advance(character: char) -> u16 {
    let place = u32::from(character).checked_sub(0x20).and_then(|place| usize::try_from(place).ok());
    place.and_then(|place| WIDTHS.get(place)).copied().unwrap_or(match character {
        '\u{a0}' => 265,
        _ => OTHER,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let check = |text, most, expected: &[&str]| assert_eq!(wrap(text, 12.0, most), expected, "{text}");
        check("", 80.0, &[]);
        check("Selm", 80.0, &["Selm"]);
        check("Nordrhein-Westfalen", 80.0, &["Nordrhein-", "Westfalen"]);
        check("Fröndenberg/Ruhr", 80.0, &["Fröndenberg/", "Ruhr"]);
        check("Kreis Unna", 40.0, &["Kreis", "Unna"]);
        check("Holzwickede", 40.0, &["Holzw-", "ickede"]);
        check("ein  zwei", 300.0, &["ein  zwei"]);
    }

    #[test]
    fn widths() {
        assert_eq!(width("", 12.0), 0.0);
        assert!((width("00", 100.0) - 116.064).abs() < 0.01);
        assert!(width("Ä", 12.0) > width("i", 12.0));
    }
}
