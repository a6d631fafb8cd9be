//! The vocabulary: what words and phrases mean. Endings are taken away before words are compared (`text.rs`), so
//! one form of each is enough.

use super::text::{fold, stem};
use crate::cube::Level;
use crate::cube::known::{CHANGES, CITIZENSHIP, HOUSEHOLDS, LAND};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word or phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// An indicator by its id.
    Indicator(&'static str),
    /// A cube and its code.
    Cube(&'static str, &'static str),
    /// Persons, of whatever age and sex.
    Persons,
    /// Persons, as which place has more of them is asked.
    Larger,
    /// The same, and a place that follows is compared with.
    LargerThan,
    /// Persons of a sex.
    Sex(&'static str),
    /// Persons of an age, unless another one is said (“Kinder unter 6”).
    Aged(u8, Option<u8>),
    /// How many there are of each age.
    Ages,
    /// In per cent of all.
    Share,
    /// On average, which is known of ages alone.
    Average,
    /// Moves, in or out as another word says.
    Moved,
    /// Before where someone moves to.
    Toward,
    /// Before where someone moves from.
    Away,
    /// An indicator and which end of it comes first (“am ältesten”).
    Superlative(&'static str, bool),
    /// Which end comes first; another word says of what.
    Extreme(bool),
    /// Which end comes first; of the number of inhabitants, if no other word says of what.
    Size(bool),
    /// Asks for an area.
    Which,
    /// Asks for an area; municipalities, if no kind is named.
    Where,
    /// A kind of area: asked for, compared with, or a part of a name.
    Kind(Level),
    /// How something went on.
    Course,
    /// What follows is compared with.
    Compare,
    /// A place that follows is compared with (“mehr als Werne”).
    Than,
    /// The latest year.
    Now,
    /// The years that are projected.
    ToCome,
    /// Says nothing by itself.
    Filler,
}

use Meaning::{
    Aged, Ages, Average, Away, Compare, Course, Cube, Extreme, Filler, Indicator, Kind, Larger, LargerThan,
    Moved, Now, Persons, Sex, Share, Size, Superlative, Than, ToCome, Toward, Where, Which,
};

/// Phrases of one meaning, separated by commas.
const WORDS: &[(Meaning, &str)] = &[
    (
        Indicator("einwohner"),
        "Einwohnerzahl, Bevölkerungszahl, Bevölkerungsstand, number of inhabitants, population size",
    ),
    (
        Indicator("dichte"),
        "Bevölkerungsdichte, Einwohnerdichte, Einwohner je Quadratkilometer, Einwohner pro Quadratkilometer, Einwohner je km², Einwohner pro km², wie dicht, dicht besiedelt, population density, density, densely populated, how densely",
    ),
    (
        Indicator("veraenderung"),
        "Bevölkerungswachstum, Bevölkerungsrückgang, Bevölkerungsveränderung, Bevölkerungsverlust, population growth, population change",
    ),
    (Indicator("jugendquotient"), "Jugendquotient, youth ratio, youth dependency ratio"),
    (Indicator("altenquotient"), "Altenquotient, Altersquotient, old age ratio, old age dependency ratio"),
    (
        Indicator("gesamtquotient"),
        "Gesamtquotient, Abhängigkeitsquotient, Abhängigenquotient, dependency ratio, total dependency ratio",
    ),
    (Indicator("billeter"), "Billeter, Billetermaß, Billeter Maß, Billeter J, Billeter measure"),
    (Indicator("greying"), "Greying, Greying Index, Greyingindex"),
    (
        Indicator("durchschnittsalter"),
        "Durchschnittsalter, Altersdurchschnitt, mittleres Alter, durchschnittliches Alter, wie alt, älter, jünger, older, younger, mean age, average age, how old",
    ),
    (Indicator("medianalter"), "Medianalter, Altersmedian, median age"),
    (Indicator("frauenanteil"), "Frauenanteil, Frauenquote, share of women"),
    (
        Indicator("sexualproportion"),
        "Sexualproportion, Geschlechterverhältnis, Männer je 100 Frauen, Männer pro 100 Frauen, sex ratio",
    ),
    (Indicator("auslaenderanteil"), "Ausländeranteil, Ausländerquote, share of foreigners"),
    (
        Indicator("geburtenziffer"),
        "Geburtenziffer, Geburtenrate, Geburten je 1000, Geburten pro 1000, birth rate",
    ),
    (
        Indicator("sterbeziffer"),
        "Sterbeziffer, Sterberate, Mortalität, Sterbefälle je 1000, death rate, mortality",
    ),
    (
        Indicator("tfr"),
        "zusammengefasste Geburtenziffer, TFR, Fertilität, Fertilitätsrate, Kinder je Frau, Kinder pro Frau, total fertility rate, fertility rate, fertility, children per woman",
    ),
    (
        Indicator("natuerlicher-saldo"),
        "natürlicher Saldo, natürliche Bevölkerungsbewegung, Geburtensaldo, Geburtendefizit, Geburtenüberschuss, natural change, natural balance",
    ),
    (
        Indicator("wanderungssaldo"),
        "Wanderungssaldo, Wanderungsgewinn, Wanderungsverlust, Zuwanderungsüberschuss, net migration",
    ),
    (Indicator("wanderungsvolumen"), "Wanderungsvolumen, migration turnover"),
    (
        Indicator("haushaltsgroesse"),
        "Haushaltsgröße, Personen je Haushalt, Personen pro Haushalt, household size, persons per household",
    ),
    (
        Indicator("einpersonenanteil"),
        "Einpersonenanteil, Anteil der Einpersonenhaushalte, Anteil der Singlehaushalte, Singlehaushalte, Einpersonenhaushalte, share of one person households",
    ),
    (
        Cube(CHANGES, "lebendgeborene"),
        "Geburten, Lebendgeborene, Neugeborene, Neugeborenen, geboren, births, born",
    ),
    (
        Cube(CHANGES, "gestorbene"),
        "Sterbefälle, Todesfälle, Gestorbene, gestorben, Verstorbene, sterben, starben, deaths, died",
    ),
    (
        Cube(CHANGES, "zuzug"),
        "Zuzüge, Zuzug, zugezogen, zogen zu, ziehen zu, Zugezogene, Zuwanderung, Zuwanderer, moves in, moved in, moved to, move to",
    ),
    (
        Cube(CHANGES, "fortzug"),
        "Fortzüge, Fortzug, Wegzüge, Wegzug, fortgezogen, weggezogen, zogen fort, zogen weg, ziehen fort, ziehen weg, Abwanderung, moves out, moved out, moved away, moved from, move away",
    ),
    (
        Cube(CITIZENSHIP, "nicht-deutsch"),
        "Ausländer, Ausländerin, Menschen ohne deutschen Pass, Nichtdeutsche, foreigners",
    ),
    (Cube(HOUSEHOLDS, "_T"), "Haushalte, Privathaushalte, households"),
    (Cube(LAND, "_T"), "Fläche, Flächengröße, Gesamtfläche, Quadratkilometer, square kilometres"),
    (Moved, "gezogen, ziehen, zogen"),
    (Toward, "nach"),
    (Away, "aus, weg, fort"),
    (
        Persons,
        "Einwohner, Einwohnerin, Bewohner, Bürger, Menschen, Leute, Personen, Bevölkerung, Köpfe, people, persons, inhabitants, residents, population, leben, lebt, lebten, wohnen, wohnt, wohnten, live, lived, living",
    ),
    (Larger, "größer, larger, bigger"),
    (LargerThan, "größer als, kleiner als, larger than, bigger than, smaller than"),
    (Sex("F"), "Frauen, weiblich, women, female, females"),
    (Sex("M"), "Männer, männlich, men, male, males"),
    (Aged(0, Some(17)), "Kinder, Minderjährige, children, minors"),
    (Aged(0, Some(0)), "Säuglinge, Babys, babies, infants"),
    (Aged(14, Some(17)), "Jugendliche"),
    (Aged(18, None), "Erwachsene, Volljährige, adults"),
    (
        Aged(65, None),
        "Senioren, Seniorin, Rentner, Rentnerin, Rentenalter, alte Menschen, ältere Menschen, alte Leute, ältere Leute, seniors, pensioners, elderly, old people, older people",
    ),
    (Aged(80, None), "Hochbetagte, Hochaltrige"),
    (
        Ages,
        "Altersaufbau, Altersstruktur, Altersverteilung, Alterspyramide, Bevölkerungspyramide, Altersgruppen, age structure, age groups, population pyramid",
    ),
    (Share, "Anteil, Prozentsatz, Prozent, wie viel Prozent, share, percentage, per cent, percent"),
    (Superlative("durchschnittsalter", true), "älteste, oldest"),
    (Superlative("durchschnittsalter", false), "jüngste, youngest"),
    (Superlative("einwohner", true), "einwohnerstärkste, bevölkerungsreichste, most populous"),
    (Superlative("einwohner", false), "einwohnerschwächste, least populous"),
    (Superlative("dichte", true), "am dichtesten besiedelt, am dichtesten, dichtest besiedelte, densest"),
    (Superlative("dichte", false), "am dünnsten besiedelt, am dünnsten"),
    (
        Superlative("veraenderung", true),
        "am stärksten gewachsen, am meisten gewachsen, wächst am stärksten, wächst am meisten, wachsen am stärksten, grew most, grown most",
    ),
    (
        Superlative("veraenderung", false),
        "am stärksten geschrumpft, am meisten geschrumpft, schrumpft am stärksten, schrumpft am meisten, schrumpfen am stärksten, shrunk most",
    ),
    (Extreme(true), "meiste, höchste, Rangliste, Rangfolge, highest, most, ranking"),
    (Extreme(false), "wenigste, niedrigste, geringste, lowest, fewest"),
    (Size(true), "größte, largest, biggest"),
    (Size(false), "kleinste, smallest"),
    (Which, "welche, welcher, welches, which"),
    (Where, "wo, where"),
    (
        Kind(Level::Municipality),
        "Gemeinde, Stadt, Städte, Kommune, Ort, municipality, municipalities, town, city",
    ),
    (Kind(Level::District), "Kreis, Landkreis, Kreisdurchschnitt, district"),
    (Kind(Level::State), "Land, Bundesland, Landesdurchschnitt, state"),
    (Kind(Level::Country), "Deutschland, Bund, Bundesdurchschnitt, Germany"),
    (Kind(Level::Quarter), "Stadtteil, Ortsteil, quarter"),
    (
        Course,
        "entwickelt, Entwicklung, entwickelte, Bevölkerungsentwicklung, Einwohnerentwicklung, Verlauf, verändert, veränderte, Zeitreihe, wächst, wuchs, gewachsen, schrumpft, schrumpfte, geschrumpft, größer oder kleiner, growing, grown, shrinking, shrunk, developed, development, changed, over time",
    ),
    (
        Compare,
        "im Vergleich zu, im Vergleich zum, im Vergleich zur, im Vergleich mit, im Vergleich, verglichen mit, vergleiche, Vergleich, gegenüber, versus, vs, compared with, compared to, compare",
    ),
    (Than, "als, than"),
    (Now, "heute, aktuell, derzeit, zurzeit, jetzt, momentan, letzter Stand, today, now, currently, latest"),
    (
        ToCome,
        "Vorausberechnung, Bevölkerungsvorausberechnung, Prognose, Bevölkerungsprognose, Zukunft, zukünftig, künftig, wachsen, schrumpfen, entwickeln, projection, population projection, forecast, future, grow, shrink, develop",
    ),
    (Average, "im Schnitt, im Durchschnitt, durchschnittlich, on average, average"),
    (
        Filler,
        "wie viele, wie viel, wieviel, wieviele, wie hoch, wie groß, how many, how much, how high, how large, how big, wie, was, wer, ist, sind, war, waren, hat, haben, hatte, gibt, gab, geben, es, wurden, wird, werden, soll, kann, habe, besiedelt, bewohnt, mehr, weniger, alle, aller, allen, jede, jeder, jedes, jedem, jeden, einzelne, insgesamt, etwa, ungefähr, denn, eigentlich, in, im, an, am, der, die, das, den, dem, des, ein, eine, einer, von, vom, und, oder, sich, zu, zum, zur, mit, bei, für, hier, bitte, zeig, zeige, mir, Jahr, Jahre, Zahl, Anzahl, pro Jahr, je Jahr, the, of, is, are, was, were, has, have, had, there, what, how, did, does, do, show, me, please, a, an, to, with, and, or, for, at, number, years, year, will, more, fewer, less, all, every, each, total, can, you, tell, give",
    ),
];

/// A phrase in stems, and what it means.
type Phrase = (Vec<String>, Meaning);

/// The phrases by the stem of their first word, longest first.
static PHRASES: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
    for (meaning, texts) in WORDS {
        for text in texts.split(", ") {
            let stems: Vec<String> = text.split(' ').map(|word| stem(&fold(word))).collect();
            phrases.entry(stems[0].clone()).or_default().push((stems, *meaning));
        }
    }
    for of_first in phrases.values_mut() {
        of_first.sort_by_key(|(stems, _)| std::cmp::Reverse(stems.len()));
    }
    phrases
});

/// The longest phrase that some stems begin with, and how many words it has.
pub(super) fn phrase<'a>(stems: impl Iterator<Item = &'a str> + Clone) -> Option<(Meaning, usize)> {
    let first = stems.clone().next()?;
    let (found, meaning) = PHRASES.get(first)?.iter().find(|(phrase, _)| {
        let mut stems = stems.clone();
        phrase.iter().all(|word| stems.next() == Some(word.as_str()))
    })?;
    Some((*meaning, found.len()))
}

/// The single words with their meanings, by stem, for words that are mistyped; without those that say little by
/// themselves or stand in names.
pub(super) fn single() -> impl Iterator<Item = (&'static str, Meaning)> {
    let all = PHRASES.values().flatten();
    all.filter(|(stems, meaning)| stems.len() == 1 && !matches!(meaning, Filler | Kind(_) | Larger))
        .map(|(stems, meaning)| (stems[0].as_str(), *meaning))
}
