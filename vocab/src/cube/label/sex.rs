use super::{is_total, mentions_total, plain};

/// The notation of a sex (`F`, `M`, `T`) by its label in German or English, or by its code in GENESIS and
/// in Berlin. A bare number means nothing: 1 and 2 are assigned differently.
pub fn sex(found: &str) -> Option<&'static str> {
    let code = match found.trim() {
        "F" | "GESW" | "E_EW" => Some("F"),
        "M" | "GESM" | "E_EM" => Some("M"),
        "T" | "E_E" => Some("T"),
        _ => None,
    };
    if code.is_some() {
        return code;
    }
    let label = plain(found);
    let words: Vec<&str> = words(&label).collect();
    let has_letter =
        |letters: &[&str]| is_of_people(found, &label) && letters.iter().any(|letter| words.contains(letter));
    let has = |stems: &[&str], whole: &[&str]| {
        words.iter().any(|word| whole.contains(word) || stems.iter().any(|stem| is_inflected(word, stem)))
    };
    let is_female = has_letter(&["w", "f"])
        || has(&["weiblich"], &["weibl", "frau", "frauen", "mädchen", "female", "females", "women", "woman"]);
    let is_male = has_letter(&["m"])
        || has(
            &["männlich", "maennlich"],
            &["männl", "mann", "männer", "maenner", "jungen", "male", "males", "men", "man"],
        );
    match (is_female, is_male) {
        (true, false) => Some("F"),
        (false, true) => Some("M"),
        (false, false) => (is_total(&label) || mentions_total(&label)).then_some("T"),
        (true, true) => None,
    }
}

/// Whether a label says nothing but who is counted. In any other a letter may be a unit or a class: “Verbrauch in m³”,
/// “Anschlüsse (W)”.
fn is_of_people(found: &str, label: &str) -> bool {
    const PEOPLE: [&str; 16] = [
        "alter",
        "anzahl",
        "bevölk",
        "bevoelk",
        "bis",
        "einw",
        "geschlecht",
        "insg",
        "jahr",
        "mehr",
        "pers",
        "popul",
        "und",
        "unter",
        "zahl",
        "älter",
    ];
    !found.contains(['²', '³', '€', '%'])
        && words(label).all(|word| {
            word.chars().count() == 1
                || word.chars().all(|char| char.is_ascii_digit())
                || PEOPLE.iter().any(|stem| word.starts_with(stem))
        })
}

fn words(label: &str) -> impl Iterator<Item = &str> {
    label.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_inflected(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem).is_some_and(|ending| matches!(ending, "" | "e" | "er" | "en" | "es"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_mean_sexes() {
        for (label, expected) in [
            ("männlich", Some("M")),
            ("Männer", Some("M")),
            ("m", Some("M")),
            ("1 maennlich", Some("M")),
            ("davon männlich", Some("M")),
            ("male", Some("M")),
            ("2 weiblich", Some("F")),
            ("Weibliche Bevölkerung", Some("F")),
            ("W", Some("F")),
            ("GESW", Some("F")),
            ("Insgesamt", Some("T")),
            ("Bevölkerung insgesamt", Some("T")),
            ("E_EM", Some("M")),
            ("E_E", Some("T")),
            ("Einwohner (w)", Some("F")),
            ("0 bis 17 m", Some("M")),
            ("Verbrauch in m³", None),
            ("m²", None),
            ("Anschlüsse (W)", None),
            ("Gebäude, m", None),
            ("Frauen (Ziel)", Some("F")),
            ("", None),
            ("1", None),
            ("divers", None),
            ("Männer und Frauen", None),
            ("20 bis unter 25 Jahre", None),
        ] {
            assert_eq!(sex(label), expected, "{label}");
        }
    }
}
