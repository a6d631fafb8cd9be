//! Numbers that look like years: of plans, rooms, files, standards, and of what is aimed at.

use crate::lists::fold;
use std::sync::LazyLock;

const NUMBERED: [&str; 76] = [
    "nr",
    "no",
    "nummer",
    "number",
    "num",
    "plannr",
    "epsg",
    "din",
    "iso",
    "en",
    "vdi",
    "dvgw",
    "atv",
    "§",
    "art",
    "artikel",
    "band",
    "bd",
    "akte",
    "az",
    "aktenzeichen",
    "signatur",
    "tel",
    "telefon",
    "telefonnummer",
    "hausnr",
    "hausnummer",
    "hausnummern",
    "raum",
    "räume",
    "zimmer",
    "saal",
    "halle",
    "gebäude",
    "etage",
    "linie",
    "buslinie",
    "route",
    "parzelle",
    "grab",
    "grabfeld",
    "los",
    "objekt",
    "pegel",
    "messstelle",
    "zählstelle",
    "flurstück",
    "flurstücke",
    "fon",
    "fax",
    "plz",
    "postleitzahl",
    "agenda",
    "vision",
    "horizont",
    "horizon",
    "strategie",
    "strategy",
    "konzept",
    "leitbild",
    "ziel",
    "ziele",
    "masterplan",
    "version",
    "modell",
    "id",
    "kennung",
    "ags",
    "baunvo",
    "b-plan",
    "bplan",
    "bebauungsplan",
    "windows",
    "office",
    "excel",
    "windpark",
];

/// Whether a number behind this word, in small letters, is no year: `Raum 2012`, `B-Plan 2010`.
pub fn is_numbered(word: &str) -> bool {
    NUMBERED.contains(&word)
}

/// Like [`is_numbered`], of the words before the number in a text without umlauts and signs (`b plan`), the nearest
/// last.
pub fn are_numbered(before: &[&str]) -> bool {
    FOLDED.iter().any(|words| {
        let start = before.len().checked_sub(words.len());
        start.is_some_and(|start| words.iter().eq(&before[start..]))
    })
}

/// The words without umlauts and signs.
static FOLDED: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let folded = NUMBERED.iter().map(|word| fold(word)).filter(|word| !word.is_empty());
    folded.map(|word| word.split(' ').map(str::to_owned).collect()).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_things() {
        assert!(is_numbered("raum") && is_numbered("b-plan") && !is_numbered("haushalt"));
        assert!(are_numbered(&["der", "b", "plan"]) && are_numbered(&["flurstueck"]));
        assert!(!are_numbered(&["plan"]) && !are_numbered(&[]));
    }
}
