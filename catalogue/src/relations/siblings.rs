//! Datasets that differ in their time only: „Wahl 2014“, „Wahl 2019“. They are proposed as a series.

use super::keys::folded;
use datenkreis_vocab::model::LangString;
use datenkreis_vocab::numbers::are_numbered;

/// So many siblings make a series worth proposing; of polls, which are years apart, two do.
pub const SIBLINGS: usize = 3;
pub const POLLS: usize = 2;

/// A dataset's place among its siblings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sibling {
    /// What all titles of the series have in common: the title with `#` for each time.
    pub stem: String,
    /// The times, in the order in which they sort: `2014`, `2014 05 25`.
    pub time: String,
    /// The title as it stands.
    pub title: LangString,
}

impl Sibling {
    /// The place that a title tells; `None` if it names no year, or little else.
    pub fn of(title: &LangString) -> Option<Self> {
        let folded = folded(&title.value);
        let words: Vec<&str> = folded.split(' ').collect();
        let mut stem: Vec<&str> = vec![];
        let (mut years, mut rest): (Vec<String>, Vec<String>) = (vec![], vec![]);
        for (at, word) in words.iter().enumerate() {
            let near = |distance: usize| {
                let before = at.checked_sub(distance).and_then(|at| words.get(at));
                before.into_iter().chain(words.get(at + distance)).any(|word| is_time(word))
            };
            match time_of(word) {
                // “B-Plan 2010” is the plan of that number, whatever the next one is.
                Some(Time::Year(year)) if !are_numbered(&words[..at]) => years.push(year),
                // A day stands two words from its year: 31. 12. 2023.
                Some(Time::Part(part)) if near(1) || near(2) => rest.push(part),
                _ => {
                    stem.push(word);
                    continue;
                }
            }
            if stem.last() != Some(&"#") {
                stem.push("#");
            }
        }
        let tells = stem.iter().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4);
        if years.is_empty() || !tells {
            return None;
        }
        // Days come before months in German.
        rest.reverse();
        years.extend(rest);
        Some(Self { stem: stem.join(" "), time: years.join(" "), title: title.clone() })
    }

    /// What the titles of a series have in common, as people write it: the title without its times and what
    /// stood around them.
    pub fn common_title(title: &str) -> String {
        let is_time_word = |word: &str| {
            let folded = folded(word);
            !folded.is_empty() && folded.split(' ').all(is_time)
        };
        let words: Vec<&str> = title.split_whitespace().filter(|word| !is_time_word(word)).collect();
        words.join(" ").trim_matches(|c: char| !c.is_alphanumeric() && c != ')').trim().to_owned()
    }

    /// How many of them make a series.
    pub fn least(stem: &str) -> usize {
        let polls = ["wahl", "wahlen", "entscheid", "begehren", "zensus"];
        let is_poll = stem.split(' ').any(|word| polls.iter().any(|poll| word.ends_with(poll)));
        if is_poll { POLLS } else { SIBLINGS }
    }
}

enum Time {
    Year(String),
    /// A day, a month, or a year in two digits: a time only beside a year.
    Part(String),
}

fn time_of(word: &str) -> Option<Time> {
    const MONTHS: [&str; 12] = [
        "januar",
        "februar",
        "maerz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ];
    if let Some(month) = MONTHS.iter().position(|month| *month == word) {
        return Some(Time::Part(format!("{:02}", month + 1)));
    }
    if !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let is_year = |digits: &str| ("1850".."2050").contains(&digits);
    match word.len() {
        1 | 2 => Some(Time::Part(format!("{word:0>2}"))),
        4 if is_year(word) => Some(Time::Year(word.to_owned())),
        8 if is_year(&word[..4]) && &word[4..6] <= "12" && &word[6..] <= "31" => {
            Some(Time::Year(word.to_owned()))
        }
        _ => None,
    }
}

fn is_time(word: &str) -> bool {
    time_of(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: Option<(&str, &str)>) {
        let sibling = Sibling::of(&LangString::german(title));
        assert_eq!(sibling.as_ref().map(|s| (s.stem.as_str(), s.time.as_str())), expected, "{title}");
    }

    #[test]
    fn times_are_left_out_of_titles() {
        check("Kommunalwahl 2014", Some(("kommunalwahl #", "2014")));
        check("Haushaltsplan 2024 (Entwurf)", Some(("haushaltsplan # entwurf", "2024")));
        check("Zugriffe für März 2016", Some(("zugriffe fuer #", "2016 03")));
        check("Einwohner am 31.12.2008", Some(("einwohner am #", "2008 12 31")));
        check("Schuljahr 2019/20", Some(("schuljahr #", "2019 20")));
        check("Ergebnisse der Ratswahl_20140525", Some(("ergebnisse der ratswahl #", "20140525")));
        check("Geburten 1996-2015", Some(("geburten #", "1996 2015")));
        check("Los 7 der Ausschreibung 2017", Some(("los 7 der ausschreibung #", "2017")));
        for title in ["Straßenbäume", "2024", "B-Plan 12", "B-Plan 2010", "Flurstück 1990", "Plan 9999", ""]
        {
            check(title, None);
        }
    }

    #[test]
    fn titles_have_something_in_common() {
        for (title, expected) in [
            ("Haushaltsplan 2024 (Entwurf)", "Haushaltsplan (Entwurf)"),
            ("Kommunalwahl 2014", "Kommunalwahl"),
            ("Zugriffe für März 2016", "Zugriffe für"),
            ("2023 – Einwohner", "Einwohner"),
            ("Ratswahl_20140525", "Ratswahl_20140525"),
        ] {
            assert_eq!(Sibling::common_title(title), expected);
        }
    }

    #[test]
    fn polls_are_rarer() {
        assert_eq!(Sibling::least("ergebnisse der ratswahl #"), POLLS);
        assert_eq!(Sibling::least("haushaltsplan #"), SIBLINGS);
    }
}
