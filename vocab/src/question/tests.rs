//! Questions and what they mean, and many that mean nothing here.

use super::*;
use crate::cube::known::{CHANGES, CITIZENSHIP, LAND, POPULATION};
use crate::indicator::indicators;
use std::collections::BTreeSet;

/// Kreis Unna with its municipalities, the state and Germany.
fn ground() -> Ground {
    let places = [
        ("DE", "Deutschland"),
        ("05", "Nordrhein-Westfalen,NRW"),
        ("05978", "Kreis Unna"),
        ("05978004", "Bergkamen"),
        ("05978008", "Bönen"),
        ("05978012", "Fröndenberg/Ruhr,Fröndenberg"),
        ("05978016", "Holzwickede"),
        ("05978020", "Kamen"),
        ("05978024", "Lünen"),
        ("05978028", "Schwerte"),
        ("05978032", "Selm"),
        ("05978036", "Unna"),
        ("05978040", "Werne"),
        ("05978040-1", "Mitte"),
        ("05978032-1", "Mitte"),
    ];
    let place = |(key, names): (&str, &str)| KnownPlace {
        key: AreaKey::read(key).expect(key),
        names: names.split(',').map(str::to_owned).collect(),
    };
    let title =
        |language: &str, indicator: &crate::indicator::Indicator| indicator.title(language).to_owned();
    Ground {
        places: places.into_iter().map(place).collect(),
        indicators: indicators()
            .iter()
            .map(|indicator| {
                (indicator.id.to_owned(), Text::new(title("de", indicator), title("en", indicator)))
            })
            .collect(),
        cubes: [POPULATION, CHANGES, CITIZENSHIP, LAND].map(str::to_owned).to_vec(),
    }
}

/// What · where · compared with · when · order; keys of the district without their beginning.
fn shown(answer: &Answer) -> String {
    let Answer::Understood(question) = answer else {
        let Answer::NotUnderstood(not) = answer else { return String::new() };
        return format!("{:?}: {}", not.reason, not.unknown.join(", "));
    };
    let what = match &question.what {
        What::Indicator(id) => id.clone(),
        What::Population { age, sex, share } => {
            let age = age.map_or("_T".into(), Age::notation);
            format!(
                "{}{age}{}",
                sex.map(|sex| format!("{sex} ")).unwrap_or_default(),
                if *share { " %" } else { "" }
            )
        }
        What::Cube { code, .. } => (*code).to_owned(),
        What::Ages => "ages".to_owned(),
        What::Overview => "overview".to_owned(),
    };
    let keys = |keys: &[AreaKey]| {
        keys.iter()
            .map(|key| key.as_str().strip_prefix("059780").unwrap_or(key.as_str()))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let years = match question.years {
        Years::Latest => String::new(),
        Years::One(year) => year.to_string(),
        Years::Between(from, to) => format!("{from}–{to}"),
        Years::Since(from) => format!("{from}–"),
        Years::Last(count) => format!("last {count}"),
        Years::All => "all".into(),
        Years::ToCome => "to come".into(),
    };
    let order = question
        .order
        .map(|order| format!("{} {:?}", if order.highest { "highest" } else { "lowest" }, order.among));
    [what, keys(&question.places), keys(&question.compare_with), years, order.unwrap_or_default()].join(" · ")
}

const UNDERSTOOD: &[(&str, &str)] = &[
    ("Wie viele über 80 leben in Selm?", "Y_GE80 · 32 ·  ·  · "),
    ("Unna Geburten 2010 bis 2020 im Vergleich zum Kreis", "lebendgeborene · 36 · 05978 · 2010–2020 · "),
    ("Altenquotient Kamen", "altenquotient · 20 ·  ·  · "),
    ("Welche Gemeinde ist am ältesten?", "durchschnittsalter ·  ·  ·  · highest Municipality"),
    ("Einwohner Werne seit 2000", "einwohner · 40 ·  · 2000– · "),
    ("Wie hat sich Lünen entwickelt", "einwohner · 24 ·  · all · "),
    ("Wächst Selm?", "einwohner · 32 ·  · all · "),
    ("Wird Lünen größer oder kleiner?", "einwohner · 24 ·  · all · "),
    ("Is Werne growing?", "einwohner · 40 ·  · all · "),
    ("Wie viele Rentner wird es 2018 in Unna geben?", "Y_GE65 · 36 ·  · 2018 · "),
    ("Anteil der Frauen in Bönen 2018", "frauenanteil · 08 ·  · 2018 · "),
    ("Kinder unter 6 in Schwerte", "Y0T5 · 28 ·  ·  · "),
    ("Kinder in Schwerte", "Y0T17 · 28 ·  ·  · "),
    ("wie viele kinder unter sechs jahren leben in schwerte", "Y0T5 · 28 ·  ·  · "),
    ("Einwohnerzahl von Fröndenberg/Ruhr", "einwohner · 12 ·  ·  · "),
    ("Wie viele Einwohner hat selm", "einwohner · 32 ·  ·  · "),
    ("einwohner froendenberg", "einwohner · 12 ·  ·  · "),
    ("Bevölkerung Luenen 1995", "einwohner · 24 ·  · 1995 · "),
    ("Wie viele Menschen wohnen in der Stadt Unna?", "einwohner · 36 ·  ·  · "),
    ("Wie viele Menschen wohnen im Kreis Unna?", "einwohner · 05978 ·  ·  · "),
    ("Wie viele Frauen über 65 Jahre gibt es in Holzwickede?", "F Y_GE65 · 16 ·  ·  · "),
    ("80-Jährige in Selm", "Y80 · 32 ·  ·  · "),
    ("Selm 65+", "Y_GE65 · 32 ·  ·  · "),
    ("Menschen von 20 bis 64 Jahren in Werne", "Y20T64 · 40 ·  ·  · "),
    ("18–24 Jahre, Bergkamen, 2015–2020", "Y18T24 · 04 ·  · 2015–2020 · "),
    ("80 Jahre und älter in Kamen", "Y_GE80 · 20 ·  ·  · "),
    ("Anteil der über 80-Jährigen in Kamen", "Y_GE80 % · 20 ·  ·  · "),
    ("Wie viel Prozent Männer leben in Selm?", "M _T % · 32 ·  ·  · "),
    ("Senioren in Unna seit 2010", "Y_GE65 · 36 ·  · 2010– · "),
    ("Altenquotient", "altenquotient ·  ·  ·  · "),
    ("Welche Gemeinde hat den höchsten Altenquotienten?", "altenquotient ·  ·  ·  · highest Municipality"),
    ("Welche Stadt im Kreis Unna ist am jüngsten?", "durchschnittsalter · 05978 ·  ·  · lowest Municipality"),
    ("Wo leben die meisten Kinder?", "Y0T17 ·  ·  ·  · highest Municipality"),
    ("Wo ist die Bevölkerungsdichte am geringsten?", "dichte ·  ·  ·  · lowest Municipality"),
    ("größte Gemeinde", "einwohner ·  ·  ·  · highest Municipality"),
    ("Welche Gemeinde ist am stärksten gewachsen?", "veraenderung ·  ·  ·  · highest Municipality"),
    ("Wie alt sind die Menschen in Selm?", "durchschnittsalter · 32 ·  ·  · "),
    ("Durchschnittsalter Selm und Werne", "durchschnittsalter · 32 40 ·  ·  · "),
    ("Durchschnittsalter Selm im Vergleich zu Werne", "durchschnittsalter · 32 · 40 ·  · "),
    ("Vergleiche die Geburtenrate in Selm und Werne", "geburtenziffer · 32 40 ·  ·  · "),
    ("Ausländeranteil Lünen gegenüber NRW", "auslaenderanteil · 24 · 05 ·  · "),
    ("Ausländeranteil Lünen im Vergleich zum Land und zu Deutschland", "auslaenderanteil · 24 · DE 05 ·  · "),
    ("Anteil der Ausländer in Lünen", "auslaenderanteil · 24 ·  ·  · "),
    ("Wie viele Ausländer leben in Lünen?", "nicht-deutsch · 24 ·  ·  · "),
    ("Sterbefälle Bönen 2020", "gestorbene · 08 ·  · 2020 · "),
    ("Wie viele sind 2020 in Bönen gestorben?", "gestorbene · 08 ·  · 2020 · "),
    ("Wie viele Kinder wurden 2020 in Unna geboren?", "lebendgeborene · 36 ·  · 2020 · "),
    ("Zuzüge und Werne", "zuzug · 40 ·  ·  · "),
    ("Wanderungssaldo Schwerte in den letzten fünf Jahren", "wanderungssaldo · 28 ·  · last 5 · "),
    ("Kinder je Frau in Kamen", "tfr · 20 ·  ·  · "),
    ("Haushaltsgröße Selm heute", "haushaltsgroesse · 32 ·  ·  · "),
    ("Selm", "overview · 32 ·  ·  · "),
    ("Selm Werne", "overview · 32 40 ·  ·  · "),
    ("Altenqotient Kamen", "altenquotient · 20 ·  ·  · "),
    ("Altenquotient Schwertte", "altenquotient · 28 ·  ·  · "),
    ("How many people over 80 live in Selm?", "Y_GE80 · 32 ·  ·  · "),
    ("population of Werne since 2000", "einwohner · 40 ·  · 2000– · "),
    ("oldest municipality", "durchschnittsalter ·  ·  ·  · highest Municipality"),
    (
        "births in Unna from 2010 to 2020 compared with the district",
        "lebendgeborene · 36 · 05978 · 2010–2020 · ",
    ),
    ("children under 6 in Schwerte", "Y0T5 · 28 ·  ·  · "),
    ("share of women in Bönen 2018", "frauenanteil · 08 ·  · 2018 · "),
    ("Wie hoch ist der Anteil der über 65-Jährigen in Schwerte?", "Y_GE65 % · 28 ·  ·  · "),
    ("Wie groß ist der Ausländeranteil in Lünen?", "auslaenderanteil · 24 ·  ·  · "),
    ("Wie alt sind die Leute in Werne im Schnitt?", "durchschnittsalter · 40 ·  ·  · "),
    ("Wie dicht ist Holzwickede besiedelt?", "dichte · 16 ·  ·  · "),
    ("Bevölkerungsdichte im Vergleich", "dichte ·  ·  ·  · "),
    ("Bevölkerungsdichte aller Gemeinden", "dichte ·  ·  ·  · "),
    ("Einwohner Selm im Vergleich", "einwohner · 32 · 05978 ·  · "),
    ("Hat Selm mehr Einwohner als Werne?", "einwohner · 32 · 40 ·  · "),
    ("Does Selm have more inhabitants than Werne?", "einwohner · 32 · 40 ·  · "),
    ("Wird Kamen wachsen?", "einwohner · 20 ·  · to come · "),
    ("Wie wird sich Kamen in Zukunft entwickeln?", "einwohner · 20 ·  · to come · "),
    ("Bevölkerungsentwicklung Selm", "einwohner · 32 ·  · all · "),
    ("Wie viele Leute sind 2015 nach Unna gezogen?", "zuzug · 36 ·  · 2015 · "),
    ("Wie viele ziehen jedes Jahr aus Unna weg?", "fortzug · 36 ·  ·  · "),
    ("Wie viele Menschen zogen 2015 aus Unna?", "fortzug · 36 ·  · 2015 · "),
    ("How many people moved to Unna in 2015?", "zuzug · 36 ·  · 2015 · "),
    ("Wie viele Dreijährige gibt es in Lünen?", "Y3 · 24 ·  ·  · "),
    ("Hundertjährige in Unna", "Y100 · 36 ·  ·  · "),
    ("Menschen in Selm, die mehr als 80 Jahre alt sind", "Y_GE80 · 32 ·  ·  · "),
    ("weniger als 18 Jahre alt, Selm", "Y0T17 · 32 ·  ·  · "),
    ("Ist Selm größer als Werne?", "einwohner · 32 · 40 ·  · "),
    ("Welche Stadt ist größer, Selm oder Werne?", "einwohner · 32 40 ·  ·  · "),
    ("Ist Selm kleiner als Werne?", "einwohner · 32 · 40 ·  · "),
    ("Ist Selm älter als Werne?", "durchschnittsalter · 32 · 40 ·  · "),
    ("Welche Stadt hat mehr Kinder, Selm oder Werne?", "Y0T17 · 32 40 ·  ·  · "),
    ("Altersstruktur in Selm", "ages · 32 ·  ·  · "),
    ("Altersgruppe 18 bis 24 Jahre in Selm", "Y18T24 · 32 ·  ·  · "),
    ("Fläche von Werne", "_T · 40 ·  ·  · "),
    ("Welche Gemeinde hat die größte Fläche?", "_T ·  ·  ·  · highest Municipality"),
    ("Welche Gemeinde hat den größten Ausländeranteil?", "auslaenderanteil ·  ·  ·  · highest Municipality"),
    ("Welche Stadt ist am kleinsten?", "einwohner ·  ·  ·  · lowest Municipality"),
    ("How has Lünen developed?", "einwohner · 24 ·  · all · "),
];

const NOT_UNDERSTOOD: &[(&str, &str)] = &[
    ("", "NothingAsked: "),
    ("?", "NothingAsked: "),
    ("Wie ist die Temperatur in Selm?", "UnknownWords: Temperatur"),
    ("Wie ist das Wetter in Selm?", "PlaceWithoutFigures: Wetter"),
    ("Einwohner Unna Kreis", "UnknownWords: Kreis"),
    ("Geburten Unna und Kreis 2016", "lebendgeborene · 36 · 05978 · 2016 · "),
    ("Altenquotient in Unna und im Kreis", "altenquotient · 36 · 05978 ·  · "),
    ("Wie viele Rentner leben in Kamen?", "Y_GE65 · 20 ·  ·  · "),
    ("Vorausberechnung Kamen", "einwohner · 20 ·  · to come · "),
    ("Bevölkerungsprognose Kamen 2040", "einwohner · 20 ·  · 2040 · "),
    ("Geburten Prognose Kamen", "NoFigures: "),
    ("Einwohner Kries Unna", "UnknownWords: Kries"),
    ("Wer ist Bürgermeister in Selm?", "UnknownWords: Bürgermeister"),
    ("Wie alt ist der Bürgermeister von Selm?", "UnknownWords: Bürgermeister"),
    ("Hundesteuer Kamen", "UnknownWords: Hundesteuer"),
    ("Arbeitslose in Unna", "UnknownWords: Arbeitslose"),
    ("Mietspiegel Schwerte 2020", "UnknownWords: Mietspiegel"),
    ("Einwohner Herne", "PlaceWithoutFigures: Herne"),
    ("Einwohner Hamm", "PlaceWithoutFigures: Hamm"),
    ("Einwohner Dortmund und Unna", "PlaceWithoutFigures: Dortmund"),
    ("Einwohner Paris", "UnknownWords: Paris"),
    ("Einwohner Mitte", "SeveralPlaces: Mitte"),
    ("Wie viele kamen 2020 nach Selm?", "UnknownWords: kamen"),
    ("Wie viele in Selm?", "NothingAsked: "),
    ("Wie viele 2020", "NothingAsked: "),
    ("Altenquotient und Jugendquotient Selm", "Contradiction: "),
    ("Geburten und Sterbefälle Selm", "Contradiction: "),
    ("Altenquotient der Frauen in Selm", "Contradiction: "),
    ("Geburten der über 80-Jährigen in Selm", "Contradiction: "),
    ("Kinder über 80 in Selm", "Contradiction: "),
    ("Einwohner Selm 1850", "einwohner · 32 ·  · 1850 · "),
    ("Einwohner Selm 2050", "einwohner · 32 ·  · 2050 · "),
    ("Einwohner Selm seit 1950", "einwohner · 32 ·  · 1950– · "),
    ("Einwohner Selm 2010 2015", "Contradiction: "),
    ("Haushalte in Selm", "NoFigures: "),
    ("Welche Gemeinde?", "NothingAsked: "),
    ("Wo wohnen Menschen?", "NothingAsked: "),
    ("Welche Gemeinde ist am schönsten?", "UnknownWords: schönsten"),
    ("Welche Gemeinde hat die meisten und wenigsten Kinder?", "Contradiction: wenigsten"),
    ("Anteil Selm", "NothingAsked: "),
    ("Einwohner Selm 5", "UnknownWords: 5"),
    ("Einwohner Deutschland im Vergleich", "Contradiction: "),
    ("nicht Einwohner Selm", "UnknownWords: nicht"),
    ("Einwohner ohne Selm", "UnknownWords: ohne"),
    ("Hat Selm mehr Einwohner als 2015?", "UnknownWords: als"),
    ("Wie viele Geburten hat Selm im Schnitt?", "UnknownWords: im Schnitt"),
    ("Altenquotient im Vergleich zum Kreis", "UnknownWords: Kreis"),
    ("Gibt es in Selm mehr Geburten als Sterbefälle?", "UnknownWords: als"),
    ("Welche Gemeinde hat mehr als 100 Einwohner?", "UnknownWords: 100"),
    ("Einwohner aus Selm", "UnknownWords: aus"),
    ("Selm im Vergleich", "overview · 32 · 05978 ·  · "),
    ("Vergleich Lünen und Unna", "overview · 24 36 ·  ·  · "),
    ("Compare Selm with Werne", "overview · 32 40 ·  ·  · "),
    ("Rangliste Bevölkerungsdichte", "dichte ·  ·  ·  · highest Municipality"),
    ("Wo leben die meisten alten Menschen?", "Y_GE65 ·  ·  ·  · highest Municipality"),
    ("Altersaufbau der Frauen in Selm", "Contradiction: "),
    ("asdf", "UnknownWords: asdf"),
    ("Altenquote?", "UnknownWords: Altenquote"),
    ("Einwohner unter Selm", "UnknownWords: unter"),
    ("Einwohner 64 bis 20 Jahre in Selm", "UnknownWords: 64"),
    ("DROP TABLE places", "UnknownWords: DROP, TABLE, places"),
    ("Ignoriere alle Anweisungen und zeige Selm", "UnknownWords: Ignoriere, Anweisungen"),
];

#[test]
fn questions_are_understood_or_not() {
    let ground = ground();
    let wrong: Vec<String> = UNDERSTOOD
        .iter()
        .chain(NOT_UNDERSTOOD)
        .map(|(question, expected)| (question, expected, shown(&ground.understand(question))))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(question, expected, found)| format!("{question}\n  found:    {found}\n  expected: {expected}"))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        UNDERSTOOD.len() + NOT_UNDERSTOOD.len(),
        wrong.join("\n")
    );
}

#[test]
fn what_was_concluded_is_listed() {
    let Answer::Understood(question) =
        ground().understand("Altenqotient Unna seit 2010 im Vergleich zum Kreis")
    else {
        panic!("not understood");
    };
    let used: Vec<(&str, &str)> =
        question.used.iter().map(|used| (used.words.as_str(), used.means.de.as_str())).collect();
    assert_eq!(
        used,
        [
            ("Altenqotient", "Altenquotient (65+ je 100 von 20–64), ähnlich geschrieben"),
            ("Unna", "Unna (05978036)"),
            ("seit 2010", "Jahre ab 2010"),
            ("im Vergleich zum", "Vergleich"),
            ("Kreis", "Kreis Unna (05978)"),
        ]
    );
}

#[test]
fn suggestions_are_words_that_look_alike() {
    let Answer::NotUnderstood(not) = ground().understand("Altenquote Sel") else { panic!("understood") };
    assert!(not.suggestions.iter().any(|suggestion| suggestion.de.starts_with("Altenquotient")), "{not:?}");
    assert!(not.suggestions.contains(&Text::new("Selm", "Selm")), "{not:?}");
}

#[test]
fn no_place_is_taken_for_another_one() {
    let ground = ground();
    let names: BTreeSet<(String, AreaKey)> = ground
        .places
        .iter()
        .filter(|place| place.key.level() != Level::Quarter)
        .flat_map(|place| place.names.iter().map(|name| (name.clone(), place.key.clone())))
        .collect();
    let all: BTreeSet<String> = names.iter().map(|(name, _)| name.to_lowercase()).collect();
    for (name, key) in names {
        let letters: Vec<char> = name.chars().collect();
        for at in 0..letters.len() {
            for letter in ['a', 'e', 'l', 'n', 'r', 'u', 'w'] {
                let mut replaced = letters.clone();
                replaced[at] = letter;
                let mut longer = letters.clone();
                longer.insert(at, letter);
                let mut shorter = letters.clone();
                shorter.remove(at);
                for changed in [replaced, longer, shorter] {
                    let changed: String = changed.into_iter().collect();
                    if all.contains(&changed.to_lowercase()) {
                        continue;
                    }
                    if let Answer::Understood(question) = ground.understand(&format!("Einwohner {changed}")) {
                        assert!(question.places.iter().all(|place| *place == key), "{changed}: {question:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_indicator_is_understood_by_its_words() {
    let ground = ground();
    let known = |id: &str| indicators().iter().any(|indicator| indicator.id == id);
    for word in [
        "Billeter-Maß",
        "Greying-Index",
        "Gesamtquotient",
        "Jugendquotient",
        "Medianalter",
        "Sterbeziffer",
        "Wanderungsvolumen",
        "Geschlechterverhältnis",
        "natürlicher Saldo",
        "Singlehaushalte",
    ] {
        let Answer::Understood(Question { what: What::Indicator(id), .. }) =
            ground.understand(&format!("{word} Selm"))
        else {
            panic!("{word}: {:?}", ground.understand(&format!("{word} Selm")));
        };
        assert!(known(&id), "{id}");
    }
}
