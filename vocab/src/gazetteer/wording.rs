//! How people write a place: rank before or behind the name, additions in brackets, abbreviations.

use super::place::{Kind, Place};
use crate::lists::fold;

/// What a word before or behind the name says about the kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    State,
    GovernmentDistrict,
    District,
    Association,
    Town,
    Municipality,
    /// A part of Berlin or Hamburg, which is no place of the register.
    Borough,
}

impl Rank {
    /// What a word or a few say; `None` if they are no rank.
    pub(super) fn of(words: &str) -> Option<Self> {
        let words = fold(words);
        let rank =
            match words.as_str() {
                "land" | "landes" | "laender" | "bundesland" | "bundeslaender" | "freistaat"
                | "freistaates" => Self::State,
                "regierungsbezirk" | "reg bez" | "bezirksregierung" => Self::GovernmentDistrict,
                "kreis"
                | "kreises"
                | "landkreis"
                | "landkreises"
                | "kreise"
                | "kreisen"
                | "landkreise"
                | "landkreisen"
                | "lk"
                | "lkr"
                | "kreisverwaltung"
                | "landratsamt"
                | "region"
                | "staedteregion"
                | "kreis staedteregion"
                | "regionalverband" => Self::District,
                "amt"
                | "samtgemeinde"
                | "verbandsgemeinde"
                | "verwaltungsgemeinschaft"
                | "amtsverwaltung"
                | "vg"
                | "verwaltungsverband"
                | "gemeindeverwaltungsverband" => Self::Association,
                "gemeinde" | "gemeinden" | "gemeindeverwaltung" | "ortsgemeinde" | "markt" | "m"
                | "flecken" | "seebad" | "ostseebad" | "nordseebad" | "ostseeheilbad" | "kurort"
                | "rathaus" => Self::Municipality,
                "stadt" | "st" | "staedte" | "staedten" | "lh" | "lhst" | "gkst" | "stadtverwaltung"
                | "magistrat" => Self::Town,
                "bezirk" | "bezirksamt" | "stadtbezirk" => Self::Borough,
                _ => return Self::compound(&words),
            };
        Some(rank)
    }

    /// “Hanse- und Universitätsstadt”, “Große Kreisstadt”, “Stadt der FernUniversität”.
    fn compound(words: &str) -> Option<Self> {
        if words.starts_with("stadt der ") || words.starts_with("stadt des ") {
            return Some(Self::Town);
        }
        let last = words.rsplit(' ').next()?;
        let before_are_additions = words.split(' ').all(|word| {
            ["stadt", "gemeinde", "freie", "grosse", "kreisfreie", "und", "hanse", "universitaets"]
                .iter()
                .any(|known| word.ends_with(known))
        });
        match last {
            _ if !before_are_additions => None,
            "samtgemeinde" | "verbandsgemeinde" => None,
            _ if last.ends_with("stadt") => Some(Self::Town),
            _ if last.ends_with("gemeinde") => Some(Self::Municipality),
            _ => None,
        }
    }

    pub(super) fn fits(self, kind: Kind) -> bool {
        match self {
            Self::State => kind == Kind::State,
            Self::GovernmentDistrict => kind == Kind::GovernmentDistrict,
            Self::District => kind == Kind::District,
            Self::Association => kind == Kind::Association,
            Self::Town => kind == Kind::Town,
            // Villages are called Gemeinde, and small towns as well.
            Self::Municipality => matches!(kind, Kind::Town | Kind::Municipality),
            Self::Borough => false,
        }
    }
}

/// One way to read a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// The name, simplified.
    pub(super) name: String,
    /// The rank, if one is said.
    pub(super) rank: Option<Rank>,
    /// What else is said: the state, the district, the river.
    pub(super) hints: Vec<String>,
}

/// Every way to read a text, the most literal first.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    let text = text.trim();
    let mut readings = vec![Reading { name: simplify(text), ..Reading::default() }];
    let mut core = Reading::default();
    let bare = split_additions(text, &mut core);
    if bare != text {
        readings.push(Reading { name: simplify(&bare), ..core.clone() });
    }
    for text in [text, &bare] {
        let additions = if text == bare { core.clone() } else { Reading::default() };
        readings.extend(ranked(text).map(|(rank, name)| Reading {
            name: simplify(name),
            rank: Some(rank),
            ..additions.clone()
        }));
    }
    if text.contains('.') {
        readings.extend(abbreviated(text));
    }
    readings.retain(|reading| !reading.name.is_empty());
    readings
}

/// A name with an abbreviation behind it: “Frankfurt a. M.”, “Rothenburg o.d.T.”.
fn abbreviated(text: &str) -> impl Iterator<Item = Reading> {
    let blanks: Vec<usize> =
        text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).collect();
    blanks.into_iter().rev().filter(|&at| text[at..].contains('.')).map(|at| Reading {
        name: simplify(&text[..at]),
        rank: None,
        hints: vec![text[at..].trim().to_owned()],
    })
}

/// The text without a rank of up to four words at its beginning.
pub(super) fn ranked(text: &str) -> impl Iterator<Item = (Rank, &str)> {
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).take(4);
    ends.filter_map(move |at| Some((Rank::of(&text[..at])?, text[at..].trim())))
}

/// Splits off what stands in brackets or behind commas: a rank or a hint.
fn split_additions(text: &str, reading: &mut Reading) -> String {
    let mut core = String::new();
    let mut additions = vec![];
    for (number, part) in text.split(['(', ')', ',', ';']).map(str::trim).enumerate() {
        match part {
            "" => {}
            part if number == 0 => part.clone_into(&mut core),
            part => additions.push(part),
        }
    }
    for joint in [" im Kreis ", " im Landkreis ", " Kreis ", " Landkreis "] {
        if let Some((name, district)) = core.clone().split_once(joint) {
            additions.push("");
            reading.hints.push(district.trim().to_owned());
            name.trim().clone_into(&mut core);
        }
    }
    for addition in additions.into_iter().filter(|addition| !addition.is_empty()) {
        match Rank::of(addition) {
            Some(rank) => reading.rank = Some(rank),
            None => reading.hints.push(addition.to_owned()),
        }
    }
    core
}

/// The single places of a text that lists several. A rank in the plural before them is that of each: “Landkreise
/// Bautzen und Görlitz”.
pub(super) fn listed(text: &str) -> Vec<String> {
    const PLURALS: [&str; 6] = ["landkreise", "kreise", "staedte", "gemeinden", "laender", "bundeslaender"];
    let parts = text.split([',', ';', '|', '\n']).flat_map(|part| part.split(" und ")).map(str::trim);
    let rank = text.split_whitespace().next().filter(|word| PLURALS.contains(&fold(word).as_str()));
    let ranked_alike = |(number, part): (usize, &str)| match rank {
        Some(rank) if number > 0 && ranked(part).next().is_none() => format!("{rank} {part}"),
        _ => part.to_owned(),
    };
    parts.enumerate().map(ranked_alike).collect()
}

/// Joining words that are written out, abbreviated or left out.
const JOINTS: [&str; 27] = [
    "a", "am", "an", "auf", "b", "bei", "beim", "d", "das", "dem", "den", "der", "die", "i", "im", "in", "o",
    "ob", "u", "unter", "und", "v", "vor", "vorm", "von", "dr", "vd",
];

/// A name as it is compared: folded, without joining words (“Frankfurt a. M.” and “Frankfurt am Main” differ
/// in the last word only), Sankt written out.
pub(super) fn simplify(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(' ')
        .map(|word| if word == "st" { "sankt" } else { word })
        .filter(|word| !JOINTS.contains(word))
        .collect();
    if words.is_empty() { folded } else { words.join(" ") }
}

/// The name without what tells it from others of the same name: “Neustadt” of “Neustadt an der
/// Weinstraße”, “Burg” of “Burg (Dithmarschen)”, “Unna” of “Kreis Unna”.
pub(super) fn base_name(place: &Place) -> String {
    let name = place.short_name();
    if !place.is_municipality()
        && let Some((_, rest)) = ranked(name).last()
    {
        return simplify(rest);
    }
    let cut = [
        " (", "/", " an ", " am ", " a.", " auf ", " bei ", " b.", " im ", " in ", " i.", " ob ", " o.",
        " vor ", " v.", " unter ", " u.",
    ]
    .iter()
    .filter_map(|joint| name.find(joint))
    .min();
    simplify(cut.map_or(name, |cut| &name[..cut]))
}

/// The words of a name that its base name leaves out.
pub(super) fn qualifier(place: &Place) -> String {
    let (full, base) = (simplify(place.short_name()), base_name(place));
    full.strip_prefix(&base).unwrap_or_default().trim().to_owned()
}

/// Whether each word of an addition begins a word of the qualifier, as in “Westf.” and “Westfalen”; one
/// letter is enough for a river (“a. d. R.”).
pub(super) fn abbreviates(addition: &str, qualifier: &str) -> bool {
    let addition = simplify(addition);
    !addition.is_empty()
        && addition.split(' ').all(|word| qualifier.split(' ').any(|whole| whole.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks() {
        let check = |words: &str, expected: Option<Rank>| assert_eq!(Rank::of(words), expected, "{words}");
        check("Stadt", Some(Rank::Town));
        check("Hanse- und Universitätsstadt", Some(Rank::Town));
        check("Große Kreisstadt", Some(Rank::Town));
        check("Freie und Hansestadt", Some(Rank::Town));
        check("Landkreis", Some(Rank::District));
        check("Nationalparkgemeinde", Some(Rank::Municipality));
        check("Samtgemeinde", Some(Rank::Association));
        check("Bezirksamt", Some(Rank::Borough));
        check("Stadtwerke", None);
        check("Bad", None);
    }

    #[test]
    fn names_without_what_is_written_in_many_ways() {
        assert_eq!(simplify("Neustadt a.d.Weinstraße"), simplify("Neustadt an der Weinstraße"));
        assert_eq!(simplify("St. Peter-Ording"), simplify("Sankt Peter-Ording"));
        assert_eq!(simplify("Fröndenberg/Ruhr"), "froendenberg ruhr");
        assert_eq!(simplify("Au"), "au");
        assert!(abbreviates("Westf.", "westfalen"));
        assert!(!abbreviates("Hessen", "westfalen"));
        assert!(!abbreviates("", "westfalen"));
    }
}
