//! Whether an unknown heading is probably meant as a known one.

/// Letters of a heading, or of a known one, that must be there before one may be part of the other.
const SHORTEST: usize = 5;

/// The known heading that an unknown one resembles: a slip of the pen (`Zeitraumm`), or more words around it
/// (`Lizenz der Daten`). Both are folded.
pub fn resembling<'a>(heading: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let slips = |name: &str| match name.len() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let rank = |name: &&str| {
        let distance = distance(heading, name);
        let is_part = |inner: &str, outer: &str| inner.len() >= SHORTEST && outer.contains(inner);
        if distance <= slips(name) {
            Some(distance)
        } else {
            (is_part(name, heading) || is_part(heading, name))
                .then_some(heading.len().abs_diff(name.len()) + 2)
        }
    };
    known.filter_map(|name| Some((rank(&name)?, name))).min_by_key(|(rank, _)| *rank).map(|(_, name)| name)
}

/// How many letters must be changed, added or left out (Levenshtein distance).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (at, known) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *known);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_with_slips_and_more_words() {
        for (heading, expected) in [
            ("zeitraumm", Some("zeitraum")),
            ("beschreibng", Some("beschreibung")),
            ("lizenzderdaten", Some("lizenz")),
            ("zeitraumvonjahr", Some("zeitraumvon")),
            ("idd", None),
            ("farbe", None),
            ("aktenzeichen", None),
        ] {
            let known = ["zeitraum", "zeitraumvon", "beschreibung", "lizenz", "id"];
            assert_eq!(resembling(heading, known.into_iter()), expected, "{heading}");
        }
        assert_eq!((distance("", "abc"), distance("kitten", "sitting"), distance("ab", "ab")), (3, 3, 0));
    }
}
