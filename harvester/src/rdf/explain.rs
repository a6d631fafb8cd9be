//! What parsers say, in words of German and English. The parser's own message stands at the end in
//! brackets: whoever searches for it finds help.

use super::repair;

/// What a parser says, in German and English.
pub fn explain(message: &str) -> [String; 2] {
    if let Some(ours) = of_namespace(message) {
        return ours;
    }
    let [german, english] = plain(message);
    // Messages in both languages are parted by " / ".
    let original = message.replace(" / ", "/");
    if german == english {
        [german, english]
    } else {
        [german, english].map(|text| format!("{text} [{original}]"))
    }
}

/// Both languages in one text, as the house writes messages.
pub(crate) fn both([german, english]: [String; 2]) -> String {
    format!("{german} / {english}")
}

/// The halves of a message in both languages; twice the whole if it is in one.
pub(crate) fn halves(message: &str) -> [&str; 2] {
    message.split_once(" / ").map_or([message; 2], |(german, english)| [german, english])
}

fn plain(message: &str) -> [String; 2] {
    if let Some(known) = of_encoding(message).or_else(|| of_prefix(message)).or_else(|| of_value(message)) {
        return known;
    }
    let known = CLASSES.iter().find(|(words, _)| words.iter().any(|word| message.contains(word)));
    known.map_or(OTHERWISE, |(_, texts)| *texts).map(str::to_owned)
}

/// Words of a message, and what it means.
type Class = (&'static [&'static str], [&'static str; 2]);

const OTHERWISE: [&str; 2] = [
    "Hier steht etwas, das an dieser Stelle nicht erlaubt ist",
    "Something stands here that is not allowed in this place",
];

const CLASSES: &[Class] = &[
    (
        &[
            "Unexpected end",
            "unexpected end",
            "end of file",
            "end of input",
            "ends before",
            "EOF",
            "not found before",
        ],
        [
            "Das Dokument endet mitten in einer Angabe; vermutlich ist es abgeschnitten, oder es fehlt eine schließende Klammer, ein Anführungszeichen oder ein Punkt",
            "The document ends within a statement; it may be cut off, or a closing bracket, a quotation mark or a dot is missing",
        ],
    ),
    (
        &["A dot is expected", "dot is expected", "'.' expected", "expected DOT"],
        ["Hier fehlt der Punkt am Ende der Aussage", "The dot at the end of the statement is missing here"],
    ),
    (
        &["ill-formed document", "mismatch", "expected `</", "not closed", "XML is not balanced"],
        [
            "Öffnende und schließende Tags passen hier nicht zusammen",
            "Opening and closing tags do not match here",
        ],
    ),
    (
        &["escaping", "unescape", "entity", "Entity", "unrecognized"],
        [
            "Ein „&“ steht hier ohne die Schreibung, die XML verlangt: schreiben Sie &amp; oder das Zeichen selbst",
            "An “&” is not written as XML demands: write &amp; or the character itself",
        ],
    ),
    (
        &["escape", "surrogate"],
        [
            "Nach „\\“ steht hier eine Zeichenfolge, die nicht erlaubt ist",
            "What follows “\\” here is not allowed",
        ],
    ),
    (
        &["Unexpected text event", "Unexpected node"],
        [
            "Text und Elemente stehen hier nebeneinander; erlaubt ist nur eines von beiden",
            "Text and elements stand side by side here; only one of them is allowed",
        ],
    ),
    (
        &["attribute"],
        [
            "Ein Attribut ist hier falsch geschrieben oder nicht erlaubt",
            "An attribute is miswritten or not allowed here",
        ],
    ),
    (
        &["Invalid UTF-8", "valid UTF-8"],
        ["Hier stehen Bytes, die kein UTF-8 sind", "There are bytes here that are no UTF-8"],
    ),
    (
        &["after the end", "trailing", "at the end of"],
        ["Nach dem Ende des Dokuments folgt noch etwas", "Something follows the end of the document"],
    ),
];

/// How the text is encoded; our own words.
fn of_encoding(message: &str) -> Option<[String; 2]> {
    let words = message.strip_prefix(ENCODED)?;
    Some(match words {
        "" => [
            "Einzelne Zeichen sind nicht in UTF-8 kodiert und gingen verloren".to_owned(),
            "Single characters are not encoded in UTF-8 and are lost".to_owned(),
        ],
        encoding => [
            format!(
                "Das Dokument ist nicht in UTF-8 kodiert, sondern in{encoding}: speichern Sie es als UTF-8"
            ),
            format!("The document is not encoded in UTF-8, but in{encoding}: save it as UTF-8"),
        ],
    })
}

/// How messages about a namespace with another scheme begin; it and the right one follow.
pub(super) const NAMESPACE: &str = "Another namespace: ";

fn of_namespace(message: &str) -> Option<[String; 2]> {
    let (wrong, official) = message.strip_prefix(NAMESPACE)?.split_once(' ')?;
    Some([
        format!(
            "Der Namensraum {wrong} ist nicht der richtige; was damit beginnt, kennt niemand: schreiben Sie {official} (mit http)"
        ),
        format!(
            "The namespace {wrong} is not the right one; nobody knows what begins with it: write {official} (with http)"
        ),
    ])
}

/// How messages about the encoding begin.
pub(super) const ENCODED: &str = "not UTF-8, but";

/// What stands before the XML declaration; our own words.
pub(super) const BEFORE_DECLARATION: &str = "The XML declaration is not at the start of the document";

fn of_prefix(message: &str) -> Option<[String; 2]> {
    if message == BEFORE_DECLARATION {
        return Some([
            "Vor der XML-Deklaration (<?xml …?>) steht etwas; sie muss am Anfang des Dokuments stehen".into(),
            "Something stands before the XML declaration (<?xml …?>); it has to be at the start of the document"
                .into(),
        ]);
    }
    let of_turtle =
        message.strip_prefix("The prefix ").and_then(|rest| rest.strip_suffix(": has not been declared"));
    let of_xml = message.strip_prefix("Unknown prefix ").and_then(|rest| rest.strip_suffix(':'));
    let prefix = of_turtle.or(of_xml)?;
    let namespace = repair::namespace(prefix);
    let namespace = if namespace.starts_with(repair::UNDECLARED) { "…" } else { &*namespace };
    let declaration = match of_turtle {
        Some(_) => format!("@prefix {prefix}: <{namespace}> ."),
        None => format!("xmlns:{prefix}=\"{namespace}\""),
    };
    let (german, english) = match of_turtle {
        Some(_) => ("schreiben Sie", "write"),
        None => ("ergänzen Sie am Wurzelelement", "add at the root element"),
    };
    Some([
        format!("Der Präfix „{prefix}:“ ist nicht erklärt: {german} {declaration}"),
        format!("The prefix “{prefix}:” is not declared: {english} {declaration}"),
    ])
}

/// An IRI or language tag that does not do.
fn of_value(message: &str) -> Option<[String; 2]> {
    let lower = message.to_ascii_lowercase();
    if lower.contains("language tag") {
        return Some([
            "Die Sprachangabe ist ungültig: schreiben Sie das Kürzel der Sprache, zum Beispiel @de oder @de-DE".into(),
            "The language tag is invalid: write the code of the language, for example @de or @de-DE".into(),
        ]);
    }
    let is_iri = lower.contains("iri") && !lower.contains("should be followed");
    is_iri.then(|| {
        [
            "Die Adresse (IRI) ist ungültig: sie muss vollständig sein, und Leerzeichen und Sonderzeichen müssen kodiert werden, zum Beispiel %20".into(),
            "The address (IRI) is invalid: it has to be complete, and blanks and special characters have to be encoded, for example %20".into(),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, german: &str, english: &str) {
        let [found_german, found_english] = explain(message);
        assert!(found_german.starts_with(german), "{found_german}");
        assert!(found_english.starts_with(english), "{found_english}");
        assert!(found_german.ends_with(&format!("[{message}]")), "{found_german}");
    }

    #[test]
    fn messages_are_told_in_both_languages() {
        check(
            "The prefix kaputt: has not been declared",
            "Der Präfix „kaputt:“ ist nicht erklärt: schreiben Sie @prefix kaputt: <…> .",
            "The prefix “kaputt:” is not declared",
        );
        check(
            "Unknown prefix dct:",
            "Der Präfix „dct:“ ist nicht erklärt: ergänzen Sie am Wurzelelement xmlns:dct=\"http://purl.org/dc/terms/\"",
            "The prefix “dct:” is not declared: add at the root element",
        );
        check("Invalid IRI code point ' '", "Die Adresse (IRI) ist ungültig", "The address (IRI) is invalid");
        check("something new", "Hier steht etwas", "Something stands here");
        check(
            &format!("{ENCODED} windows-1252"),
            "Das Dokument ist nicht in UTF-8 kodiert, sondern in windows-1252",
            "The",
        );
    }

    #[test]
    fn messages_in_both_languages_have_halves() {
        assert_eq!(
            halves(&both(explain("a / b")))[1],
            "Something stands here that is not allowed in this place [a/b]"
        );
        assert_eq!(halves("a"), ["a", "a"]);
    }
}
