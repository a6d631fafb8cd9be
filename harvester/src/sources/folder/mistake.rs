//! What is wrong with a TOML file that describes data, in the words of who wrote it by hand: German first, the
//! parser's own message in brackets at the end.

/// Mistakes told of one file: the first explain most of the others.
const TOLD: usize = 3;

/// Words of the parser, and what they mean. `{}` stands for what the parser quotes first.
const MEANINGS: &[(&str, &str)] = &[
    ("missing field", "es fehlt die Angabe „{}“"),
    ("unknown field", "die Angabe „{}“ gibt es nicht"),
    ("duplicate", "eine Angabe steht zweimal da"),
    (
        "invalid type",
        "hier steht eine andere Art von Wert, als erwartet wird; Texte gehören in Anführungszeichen",
    ),
    ("unquoted", "Texte gehören in Anführungszeichen, zum Beispiel titel = \"Baumkataster\""),
    ("must be quoted", "Texte gehören in Anführungszeichen, zum Beispiel titel = \"Baumkataster\""),
    ("invalid basic string", "hier fehlt ein schließendes Anführungszeichen"),
    ("invalid multi-line", "hier fehlen die drei Anführungszeichen am Ende des Textes"),
    ("string", "dem Text fehlt ein Anführungszeichen am Anfang oder Ende"),
    ("extra `=`", "in der Zeile steht mehr als ein Gleichheitszeichen"),
    ("key with no value", "hier fehlt der Wert hinter dem Gleichheitszeichen"),
    ("expected `=`", "hier fehlt das Gleichheitszeichen zwischen Name und Wert"),
    ("array", "die Liste ist nicht geschlossen, oder es fehlt ein Komma"),
    ("table", "die Überschrift in eckigen Klammern ist nicht richtig geschrieben"),
    ("newline", "hier fehlt ein Zeilenende"),
    ("date", "das Datum hat nicht die Form 2024-12-31"),
];

const OTHERWISE: &str = "an dieser Stelle nicht lesbar";

/// The mistakes of a file, by line.
pub(super) fn told(mistakes: &[(usize, String)]) -> String {
    let told = mistakes.iter().take(TOLD).map(|(line, message)| {
        let message = message.lines().next().unwrap_or_default();
        format!("Zeile {line}: {} [{message}]", meaning(message))
    });
    told.collect::<Vec<_>>().join("; ")
}

fn meaning(message: &str) -> String {
    let known = MEANINGS.iter().find(|(words, _)| message.contains(words));
    let quoted = message.split('`').nth(1).unwrap_or("…");
    known.map_or(OTHERWISE, |(_, meaning)| meaning).replace("{}", quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_told_in_german_by_line() {
        assert_eq!(
            told(&[(3, "missing field `titel`".into()), (4, "what nobody knows\nexpected".into())]),
            "Zeile 3: es fehlt die Angabe „titel“ [missing field `titel`]; Zeile 4: an dieser Stelle nicht lesbar [what nobody knows]"
        );
    }
}
