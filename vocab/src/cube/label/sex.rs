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
    let has = |stems: &[&str], words: &[&str]| {
        label
            .split(|char: char| !char.is_alphanumeric())
            .any(|word| words.contains(&word) || stems.iter().any(|stem| is_inflected(word, stem)))
    };
    let female = has(
        &["weiblich"],
        &["w", "f", "weibl", "frau", "frauen", "mädchen", "female", "females", "women", "woman"],
    );
    let male = has(
        &["männlich", "maennlich"],
        &["m", "männl", "mann", "männer", "maenner", "jungen", "male", "males", "men", "man"],
    );
    match (female, male) {
        (true, false) => Some("F"),
        (false, true) => Some("M"),
        (false, false) => (is_total(&label) || mentions_total(&label)).then_some("T"),
        (true, true) => None,
    }
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
