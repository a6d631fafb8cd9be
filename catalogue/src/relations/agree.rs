//! Whether two records that share an identifier may describe the same dataset. Identifiers are copied with the
//! record they stood in, a DOI is that of a whole collection: one identifier alone decides nothing where title,
//! period or publisher say something else.

use super::Candidate;
use super::keys::folded;

/// Whether nothing that both say speaks against it. What one of them does not say is no objection.
pub fn agree(one: &Candidate, other: &Candidate) -> bool {
    titles(&one.title, &other.title)
        && times(&one.time, &other.time)
        && publishers(&one.publisher, &other.publisher)
}

/// Titles agree that hold the same numbers, and of which the shorter says nothing that the longer does not say,
/// but for slips and endings: `Bäume`, `Bäume in Unna`, `Unna: Baum`.
fn titles(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    if one == other || one.is_empty() || other.is_empty() {
        return true;
    }
    let split = |title: &'_ str| -> (Vec<String>, Vec<String>) {
        let words = title.split(' ').map(str::to_owned);
        words.partition(|word| word.contains(|c: char| c.is_ascii_digit()))
    };
    let ((mut numbers, words), (mut other_numbers, other_words)) = (split(&one), split(&other));
    numbers.sort();
    other_numbers.sort();
    if !numbers.is_empty() && !other_numbers.is_empty() && numbers != other_numbers {
        return false;
    }
    let telling = |words: Vec<String>| -> Vec<String> {
        words
            .into_iter()
            .filter(|word| word.chars().count() > SHORT && !GENERAL.contains(&word.as_str()))
            .collect()
    };
    let (words, other_words) = (telling(words), telling(other_words));
    let (shorter, longer) =
        if words.len() <= other_words.len() { (words, other_words) } else { (other_words, words) };
    if shorter.is_empty() {
        return longer.is_empty();
    }
    shorter.iter().all(|word| longer.iter().any(|other| alike(word, other)))
}

/// Words of so many letters tell nothing: `in`, `der`.
const SHORT: usize = 3;

/// Longer words that tell nothing about what data are about.
const GENERAL: [&str; 9] =
    ["stadt", "kreis", "gemeinde", "kreisstadt", "daten", "datensatz", "dataset", "data", "open"];

/// Whether two words differ in one letter or in their ending only.
fn alike(one: &str, other: &str) -> bool {
    const ENDING: usize = 2;
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = |(a, b): &(&char, &char)| a == b;
    let start = one.iter().zip(&other).take_while(same).count();
    let end = one[start..].iter().rev().zip(other[start..].iter().rev()).take_while(same).count();
    let slip = one.len().max(other.len()) - start - end;
    let is_ending = start == one.len().min(other.len()) && one.len().abs_diff(other.len()) <= ENDING;
    is_ending || slip <= 1
}

/// Times agree as far as both are exact: `2024`, `2024 05 25`.
fn times(one: &str, other: &str) -> bool {
    one.split(' ')
        .zip(other.split(' '))
        .all(|(one, other)| one.is_empty() || other.is_empty() || one == other)
}

/// Publishers, as they are compared, agree where one lies in the other (a town in its district), or where both
/// names share a word. Whether an office belongs to a place, its name alone does not tell.
fn publishers(one: &str, other: &str) -> bool {
    let is_key = |publisher: &str| publisher.bytes().all(|byte| byte.is_ascii_digit());
    match (is_key(one), is_key(other)) {
        (true, true) => one.starts_with(other) || other.starts_with(one),
        (false, false) => {
            let is_telling = |word: &&str| word.chars().count() > SHORT;
            one.split(' ').filter(is_telling).any(|word| other.split(' ').any(|other| word == other))
                || one == other
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_the_same_dataset_are_alike() {
        for (one, other, expected) in [
            ("Bäume", "Bäume", true),
            ("Bäume", "", true),
            ("Straßenbäume", "strassenbaeume", true),
            ("Bäume in Unna", "Unna: Baeume", true),
            ("Bäume", "Bäume – Stadt Unna", true),
            ("Haltestellen", "Haltestelen", true),
            ("Lärmkarte", "Lärmkarten 2022", true),
            ("Lärmkarte 2017", "Lärmkarte 2022", false),
            ("Stadtplan", "Messwerte Feinstaub", false),
            ("Stadtplan Unna", "Baumkataster Unna", false),
            ("Kitas Nord", "Kitas Mitte", false),
            ("Bebauungsplan 12", "Bebauungsplan 13", false),
            ("12", "Bebauungsplan 12", false),
        ] {
            assert_eq!(titles(one, other), expected, "{one} / {other}");
            assert_eq!(titles(other, one), expected, "{other} / {one}");
        }
    }

    #[test]
    fn times_and_publishers_may_be_less_exact() {
        for (one, other, expected) in [
            ("", "2024", true),
            ("2024", "2024 05 25", true),
            ("2023", "2024", false),
            ("2024 05", "2024 06", false),
        ] {
            assert_eq!(times(one, other), expected, "{one} / {other}");
        }
        for (one, other, expected) in [
            ("", "05978", true),
            ("05978", "059780036036", true),
            ("059780036036", "059780032032", false),
            ("059780036036", "stadt unna gruenflaechenamt", true),
            ("stadtwerke unna", "stadtwerke unna gmbh", true),
            ("stadtwerke unna", "landesamt fuer natur", false),
            ("rvr", "rvr", true),
        ] {
            assert_eq!(publishers(one, other), expected, "{one} / {other}");
        }
    }
}
