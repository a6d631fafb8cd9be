//! Whether a text, or the name of a body, is of another place than the one expected.

use datenkreis_vocab::gazetteer::{self, Mention, Place};

/// Words for what is larger than any municipality.
const LARGER: [&str; 22] = [
    "weltweit",
    "welt",
    "world",
    "worldwide",
    "global",
    "international",
    "ausland",
    "europaweit",
    "bundesweit",
    "bundesgebiet",
    "landesweit",
    "landesgebiet",
    "kreisweit",
    "kreisgebiet",
    "österreich",
    "schweiz",
    "polen",
    "tschechien",
    "frankreich",
    "niederlande",
    "belgien",
    "dänemark",
];

/// Words behind which stands what is not meant: “Landkreis Bautzen ohne Stadt Kamenz”.
const EXCEPTING: [&str; 6] = ["ohne", "außer", "ausser", "ausgenommen", "exklusive", "außerhalb"];

/// What the names of bodies hold that are no part of a town's administration, whatever town they sit in.
const BODIES: [&str; 12] = [
    "landratsamt",
    "kreisverwaltung",
    "bundesamt",
    "bundesanstalt",
    "bundesagentur",
    "bundesministerium",
    "ministerium",
    "regierungspräsidium",
    "bezirksregierung",
    "universität",
    "zweckverband",
    "verkehrsverbund",
];

/// The same of bodies of a state, which a city that is one has as well.
const BODIES_OF_STATES: [&str; 5] =
    ["landesamt", "landesbetrieb", "landesanstalt", "landesregierung", "landesverwaltung"];

/// Hamburg, Bremen and Berlin.
const CITY_STATES: [&str; 3] = ["02", "04", "11"];

/// Beginnings of the adjectives of states, and their keys: “Bayerische Vermessungsverwaltung”.
const ADJECTIVES: [(&str, &str); 17] = [
    ("schleswig-holsteinisch", "01"),
    ("hamburgisch", "02"),
    ("niedersächsisch", "03"),
    ("bremisch", "04"),
    ("nordrhein-westfälisch", "05"),
    ("hessisch", "06"),
    ("rheinland-pfälzisch", "07"),
    ("baden-württembergisch", "08"),
    ("bayerisch", "09"),
    ("bayrisch", "09"),
    ("saarländisch", "10"),
    ("brandenburgisch", "12"),
    ("mecklenburg-vorpommersch", "13"),
    ("sächsisch", "14"),
    ("sachsen-anhaltisch", "15"),
    ("thüringisch", "16"),
    ("thüringer", "16"),
];

/// Whether a text that no single place is the meaning of speaks of another than `place`. What names none (“Innenstadt”,
/// “Ortsteil Wiesa”) does not.
pub(super) fn is_about_another(text: &str, place: &Place) -> bool {
    let is_larger = || place.key.len() >= 5 && has_word(text, &LARGER);
    let mentions = gazetteer::mentions(text);
    let is_excepted = !mentions.is_empty() && has_word(text, &EXCEPTING);
    is_larger() || is_excepted || are_of_another(&mentions, place)
}

/// Whether a body of that name is clearly another than the administration of `place`.
pub(super) fn is_another_body(name: &str, place: &Place) -> bool {
    let mentions = gazetteer::mentions(name);
    if mentions.iter().any(|mention| is_of(mention, place)) {
        return false;
    }
    let is_state = |key: &str| place.key == key;
    let words = || words(name);
    let is_of_state = words()
        .any(|word| ADJECTIVES.iter().any(|(adjective, key)| word.starts_with(adjective) && !is_state(key)));
    let holds = |bodies: &[&str]| words().any(|word| bodies.iter().any(|body| word.contains(body)));
    let is_city_state = CITY_STATES.iter().any(|state| place.key.starts_with(state));
    let is_foreign =
        place.is_municipality() && (holds(&BODIES) || !is_city_state && holds(&BODIES_OF_STATES));
    is_of_state || is_foreign || are_of_another(&mentions, place)
}

/// Whether one of these names is of a place that is not `place` nor a part of it. One around it counts where it is not
/// named itself: “Sachsen”, but not “Kamenz, Sachsen”.
fn are_of_another(mentions: &[Mention], place: &Place) -> bool {
    let is_named = mentions.iter().any(|mention| is_of(mention, place));
    mentions.iter().filter(|mention| !is_of(mention, place)).any(|mention| {
        let is_around = mention.places.iter().any(|other| place.is_within(other.key));
        // Of villages, those near by are known by their names.
        let district = place.key.get(..5).unwrap_or(place.key);
        let is_near = mention.places.iter().any(|other| other.is_within(district));
        if is_around { !is_named } else { mention.is_certain || is_near }
    })
}

/// Whether a name is of a place or of what lies in it. A city bears its name as a district and a state, too.
fn is_of(mention: &Mention, place: &Place) -> bool {
    mention.places.iter().any(|other| {
        let is_same = || place.is_within(other.key) && place.short_name() == other.short_name();
        other.is_within(place.key) || is_same()
    })
}

fn has_word(text: &str, known: &[&str]) -> bool {
    words(text).any(|word| known.contains(&word.as_str()))
}

/// The words of a text in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    words.map(str::to_lowercase).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kamenz() -> &'static Place {
        gazetteer::by_key("14625250").unwrap()
    }

    #[test]
    fn texts_of_other_places() {
        for (text, expected) in [
            ("Region Dresden", true),
            ("Dresden", true),
            ("Sachsen, Brandenburg", true),
            ("Sächsische Schweiz, Sachsen", true),
            ("Landkreis Bautzen ohne Stadt Kamenz", true),
            ("Kamenz;Bautzen;Weimar", true),
            ("Stadtteil Gesundbrunnen, Bautzen", true),
            ("Göda und Umgebung", true),
            ("Burkau, Ortsteil Taucherwald", true),
            ("Weltweit", true),
            ("Landkreis Kamenz", true),
            ("gesamtes Kreisgebiet", true),
            ("Innenstadt", false),
            ("Stadtgebiet", false),
            ("Stadtgebiet Kamenz", false),
            ("Kamenz, Landkreis Bautzen, Sachsen", false),
            ("Kamenz, Ortsteil Wiesa", false),
            ("Ortsteil Bernbruch", false),
            ("Hutberg", false),
            ("Dresden Straße 5", false),
            ("Lindenau", false),
        ] {
            assert_eq!(is_about_another(text, kamenz()), expected, "{text}");
        }
        let district = gazetteer::by_key("14625").unwrap();
        assert!(!is_about_another("Göda und Umgebung", district));
    }

    #[test]
    fn bodies_of_other_places() {
        for (name, expected) in [
            ("Statistisches Landesamt des Freistaates Sachsen", true),
            ("Hessen Mobil", true),
            ("Bayerische Vermessungsverwaltung", true),
            ("Universität Bautzen", true),
            ("Sparkasse Bautzen", true),
            ("Zweckverband Abwasser Bautzen", true),
            ("Zweckverband Abwasser", true),
            ("LH Dresden", true),
            ("Budyšin", true),
            ("Landkreis Kamenz", true),
            ("Amt für Umwelt", false),
            ("Stadtwerke", false),
            ("Stadtwerke Kamenz", false),
            ("Freiwillige Feuerwehr", false),
            ("Fachbereich Bildung, Jugend und Sport", false),
            ("Volkshochschule Kamenz", false),
            ("Vermessungs- und Katasteramt", false),
            ("Offene Daten Kamenz, Sachsen", false),
            ("Dr. Erika Mustermann", false),
        ] {
            assert_eq!(is_another_body(name, kamenz()), expected, "{name}");
        }
        let berlin = gazetteer::by_key("11000000").unwrap();
        for (name, expected) in [
            ("Landesamt für Bürger- und Ordnungsangelegenheiten", false),
            ("Koordinierungsstelle Stolpersteine Berlin", false),
            ("Bundesamt für Kartographie", true),
            ("Hamburg Port Authority", true),
        ] {
            assert_eq!(is_another_body(name, berlin), expected, "{name}");
        }
    }
}
