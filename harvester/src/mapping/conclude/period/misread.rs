//! What looks like a time and is none: numbers of papers, days that streets are named after, the year in
//! which something was built. And years of which only a part is meant.

use super::doubt::bare;

/// What papers that are counted within a year are called, or end in: `Drucksache 10/2021`.
const PAPERS: [&str; 38] = [
    "nr",
    "nummer",
    "vorlage",
    "vorlagen",
    "drucksache",
    "drucksachen",
    "ds",
    "bv",
    "antrag",
    "anfrage",
    "beschluss",
    "bescheid",
    "heft",
    "ausgabe",
    "band",
    "mitteilung",
    "niederschrift",
    "protokoll",
    "sitzung",
    "vergabe",
    "ausschreibung",
    "rundschreiben",
    "erlass",
    "verfügung",
    "amtsblatt",
    "bebauungsplan",
    "newsletter",
    "akte",
    "aktenzeichen",
    "az",
    "satzung",
    "ordnung",
    "verordnung",
    "vertrag",
    "vereinbarung",
    "richtlinie",
    "gesetz",
    "bekanntmachung",
];

/// Words for the year that others are compared with: `Basisjahr 2015`, `Index 2015 = 100`.
const COMPARED: [&str; 6] =
    ["basisjahr", "bezugsjahr", "referenzjahr", "vergleichsjahr", "basis", "vergleichsbasis"];

/// What the words end in that name the year in which a thing came to be, which says nothing about the time
/// that data about it cover.
const MAKING: [&str; 24] = [
    "baujahr",
    "baujahre",
    "baujahren",
    "baujahrs",
    "baualter",
    "bj",
    "pflanzjahr",
    "pflanzjahre",
    "gepflanzt",
    "gründungsjahr",
    "gegründet",
    "geburtsjahr",
    "geburtsjahre",
    "geburtsjahrgang",
    "jahrgang",
    "jahrgänge",
    "herstellungsjahr",
    "entstehungsjahr",
    "fertigstellungsjahr",
    "zulassungsjahr",
    "modelljahr",
    "erbaut",
    "errichtet",
    "gebaut",
];

/// Words that may stand between such a word and its year.
const BETWEEN: [&str; 16] = [
    "vor", "bis", "ab", "seit", "nach", "von", "zwischen", "im", "in", "jahr", "jahre", "um", "ca", "den",
    "dem", "und",
];

/// What streets and squares with an article in their names are called.
const STREETS: [&str; 9] = ["straße", "strasse", "platz", "allee", "ufer", "brücke", "weg", "damm", "ring"];

/// What a part of a year, or a year that begins within another, is called.
const PARTS: [&str; 20] = [
    "frühjahr",
    "frühling",
    "sommer",
    "herbst",
    "winter",
    "winterdienst",
    "saison",
    "spielzeit",
    "heizperiode",
    "halbjahr",
    "quartal",
    "tertial",
    "semester",
    "trimester",
    "schuljahr",
    "kindergartenjahr",
    "ausbildungsjahr",
    "wirtschaftsjahr",
    "erntejahr",
    "jagdjahr",
];

/// Words for the present, up to which a period lasts.
const NOW: [&str; 12] = [
    "heute",
    "laufend",
    "fortlaufend",
    "aktuell",
    "jetzt",
    "dato",
    "gegenwart",
    "offen",
    "today",
    "present",
    "now",
    "ongoing",
];

/// The words before a number, the nearest first.
fn words_before(before: &str) -> impl Iterator<Item = String> {
    before.split_whitespace().rev().map(bare).filter(|word| !word.is_empty())
}

fn ends_in(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| {
        // Short words end in many others: “Az”, but not “Platz”.
        word == *ending || ending.chars().count() > 4 && word.ends_with(ending)
    })
}

/// Whether `05/2021` behind these words counts papers: `Beschlussvorlage 05/2021`, `Bauantrag Nr. 11/2018`.
pub fn is_paper(before: &str) -> bool {
    words_before(before).take(3).any(|word| ends_in(&word, &PAPERS))
}

/// Whether the day behind these words is that of a paper, and not what the data cover: `Beschluss vom 5.5.2015`.
pub fn is_of_paper(before: &str) -> bool {
    let words: Vec<String> = words_before(before).take(4).collect();
    let of = words.iter().position(|word| ["vom", "v"].contains(&word.as_str()));
    // One word may stand between: `Beschluss des Rates vom`.
    of.is_some_and(|at| at == 0 && words[1..].iter().any(|word| ends_in(word, &PAPERS)))
}

/// Whether the year behind these words is one that others are compared with: `Verbraucherpreisindex, Basisjahr 2015`.
pub fn is_compared_with(before: &str) -> bool {
    words_before(before).next().is_some_and(|word| COMPARED.contains(&word.as_str()))
}

/// Whether the year behind these words is that in which a thing was made: `Baujahr 1912`, `Gebäude mit Baujahr
/// vor 1919`.
pub fn is_making(before: &str) -> bool {
    // The first year of two stands between, too: `Baujahr 1950 bis 1960`.
    let is_between = |word: &String| {
        BETWEEN.contains(&word.as_str()) || word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    words_before(before).take(6).find(|word| !is_between(word)).is_some_and(|word| ends_in(&word, &MAKING))
}

/// How many words of a name of a street stand between its article and what follows (`Straße des` none,
/// `Platz der Republik` one); `None` if no such name ends here.
pub fn words_of_street(before: &str) -> Option<usize> {
    let words: Vec<String> = words_before(before).take(5).collect();
    let is_article = |word: &str| ["der", "des", "vom", "am", "zum", "zur"].contains(&word);
    let is_street = |pair: &[String]| is_article(&pair[0]) && STREETS.contains(&pair[1].as_str());
    words.windows(2).position(is_street).filter(|words| *words <= 2)
}

/// Whether a part of the year is meant, or one that begins within another: `Frühjahr 2018`, `Spielzeit 2022/23`.
pub fn is_part(before: &str) -> bool {
    words_before(before).next().is_some_and(|word| PARTS.iter().any(|part| word.ends_with(part)))
}

/// Whether a period goes on until now: `1975 – heute`, `2010 bis laufend`.
pub fn lasts(after: &str) -> bool {
    let after = after.trim_start();
    let rest = ["-", "bis", "to ", "until"].iter().find_map(|joint| after.strip_prefix(joint));
    let mut words = rest.into_iter().flat_map(str::split_whitespace).map(bare);
    words
        .find(|word| !["", "zum", "zur", "in", "die", "the"].contains(&word.as_str()))
        .is_some_and(|word| NOW.contains(&word.as_str()))
}
