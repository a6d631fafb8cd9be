//! What a result says to a person: built from the kind of constraint and the names of its terms, in
//! German and English.

use super::demand::{Demand, demand};
use super::report::Violation;
use super::rule::NodeKind;
use super::words::{self, word};
use oxrdf::Term;

/// What is wrong.
pub(super) fn problem(result: &Violation, english: bool) -> String {
    let property = called(result.property(), english);
    let text = match demand(result) {
        Demand::Present => pick(english, format!("{property} fehlt"), format!("{property} is missing")),
        Demand::OneOf(properties) => {
            let properties = any_of(&properties, english);
            pick(
                english,
                format!("eine dieser Angaben fehlt: {properties}"),
                format!("one of these is missing: {properties}"),
            )
        }
        Demand::AtMost(most) => pick(
            english,
            format!("{property} darf höchstens {} stehen", times(most)),
            format!("{property} may be given {most} time(s) at most"),
        ),
        Demand::Outdated => {
            pick(english, format!("{property} ist veraltet"), format!("{property} is outdated"))
        }
        Demand::OutdatedValue => pick(
            english,
            format!("der Wert von {property} stammt aus einer veralteten Liste"),
            format!("the value of {property} is from an outdated list"),
        ),
        Demand::Kind(kind) => {
            let [german, english_name] = kind_name(kind);
            if result.value.is_none() {
                let text = pick(
                    english,
                    format!("der Wert von {property} muss {german} sein"),
                    format!("the value of {property} has to be {english_name}"),
                );
                return placed(result, &text, english);
            }
            let [german_found, english_found] = found_kind(result);
            pick(
                english,
                format!("der Wert von {property} muss {german} sein, ist aber {german_found}"),
                format!("the value of {property} has to be {english_name}, but is {english_found}"),
            )
        }
        Demand::Datatypes(datatypes) => {
            let datatypes = datatypes.join(", ");
            pick(
                english,
                format!("der Wert von {property} hat keine Form, die erlaubt ist ({datatypes})"),
                format!("the value of {property} has no form that is allowed ({datatypes})"),
            )
        }
        Demand::Class(class) => {
            let class = called(&class, english);
            pick(
                english,
                format!("der Wert von {property} ist nicht als {class} beschrieben"),
                format!("the value of {property} is not described as {class}"),
            )
        }
        Demand::IriOrClass(class) => {
            let class = called(&class, english);
            pick(
                english,
                format!("der Wert von {property} ist weder eine IRI noch als {class} beschrieben"),
                format!("the value of {property} is neither an IRI nor described as {class}"),
            )
        }
        Demand::Lists(lists) => {
            let lists = any_of(&lists, english);
            pick(
                english,
                format!("der Wert von {property} steht nicht in der Liste {lists}"),
                format!("the value of {property} is not in the list {lists}"),
            )
        }
        Demand::AnyOfList(list) => {
            let list = called(&list, english);
            pick(
                english,
                format!("kein Wert von {property} steht in der Liste {list}"),
                format!("no value of {property} is in the list {list}"),
            )
        }
        Demand::AtMostOfList(most, list) => {
            let list = called(&list, english);
            pick(
                english,
                format!("aus der Liste {list} darf bei {property} höchstens {most} Wert stehen"),
                format!("{property} may have {most} value at most of the list {list}"),
            )
        }
        Demand::AnyText => pick(
            english,
            format!("kein Wert von {property} ist Text"),
            format!("no value of {property} is text"),
        ),
        Demand::Value(value) => {
            let value = called(&value, english);
            pick(
                english,
                format!("bei {property} fehlt der vorgeschriebene Wert {value}"),
                format!("{property} lacks the prescribed value {value}"),
            )
        }
        Demand::OpenLicense => pick(
            english,
            "die Lizenz ist keine offene aus der Liste von DCAT-AP.de".into(),
            "the licence is no open one of the list of DCAT-AP.de".into(),
        ),
        Demand::Form => pick(
            english,
            format!("der Wert von {property} hat nicht die vorgeschriebene Form"),
            format!("the value of {property} does not have the prescribed form"),
        ),
    };
    placed(result, &text, english)
}

/// With the class of what the rule is about before it.
fn placed(result: &Violation, text: &str, english: bool) -> String {
    match result.class() {
        Some(class) => format!("{}: {text}.", words::name(class, english)),
        None => format!("{}.", capitalised(text)),
    }
}

/// What to write instead: an instruction, and the Turtle that follows it. The Turtle goes on from the node that
/// is described (`dcterms:title "…"@de .`), unless it begins with an IRI.
pub(super) fn fix(result: &Violation, english: bool) -> String {
    let property = first_property(result.property());
    let class = result.class();
    let example = |property: &str| {
        let value = match steps(property) {
            Some((_, rest)) => words::example_within(None, rest),
            None => words::example_within(class, property),
        };
        statement(property, value)
    };
    match demand(result) {
        Demand::Present | Demand::AnyText => {
            told(["Ergänzen Sie, zum Beispiel", "Add, for example"], &example(property), english)
        }
        Demand::OneOf(properties) => {
            // Whoever mends the node writes something at it rather than at another that points to it.
            let forward = properties.iter().find(|property| !property.starts_with('^'));
            let property = forward.or(properties.first()).map_or(property, String::as_str);
            told(
                ["Ergänzen Sie eine davon, zum Beispiel", "Add one of them, for example"],
                &example(property),
                english,
            )
        }
        Demand::AtMost(_) | Demand::AtMostOfList(..) => pick(
            english,
            "Behalten Sie den zutreffenden Wert und löschen Sie die übrigen.".into(),
            "Keep the value that applies and delete the others.".into(),
        ),
        Demand::Outdated => {
            match word(property).map(|word| word.instead).filter(|instead| !instead.is_empty()) {
                Some(instead) => {
                    let statement = statement(instead, words::example_within(Some(property), instead));
                    let texts = [
                        format!("Schreiben Sie stattdessen {instead}, zum Beispiel"),
                        format!("Write {instead} instead, for example"),
                    ];
                    told(texts.each_ref().map(String::as_str), &statement, english)
                }
                None => pick(english, "Löschen Sie die Angabe.".into(), "Delete it.".into()),
            }
        }
        // Another licence than the one stated would be another contract.
        Demand::Lists(_) | Demand::Kind(_) | Demand::Class(_) | Demand::IriOrClass(_) | Demand::Form
            if is_license(property) && result.found().is_some() && !is_description(result) =>
        {
            pick(
                english,
                "Schreiben Sie die IRI der Lizenz, die gemeint ist; die Liste steht unter http://dcat-ap.de/def/licenses.".into(),
                "Write the IRI of the licence that is meant; the list is at http://dcat-ap.de/def/licenses.".into(),
            )
        }
        // A text cannot be described; a node of its own says the same.
        Demand::Class(_) | Demand::IriOrClass(_) | Demand::Kind(_) if text_in_node(result).is_some() => {
            let statement = text_in_node(result).unwrap_or_default();
            told(["Schreiben Sie", "Write"], &statement, english)
        }
        Demand::Class(class) => match &result.value {
            Some(Term::NamedNode(node)) => told(
                ["Beschreiben Sie den Wert mit", "Describe the value with"],
                &format!("<{}> a {class} .", node.as_str()),
                english,
            ),
            Some(Term::Literal(_)) => {
                told(["Schreiben Sie zum Beispiel", "Write for example"], &example(property), english)
            }
            _ => told(
                ["Ergänzen Sie in der Beschreibung des Wertes", "Add to the description of the value"],
                &format!("a {class} ."),
                english,
            ),
        },
        Demand::Lists(lists) => choose(class, property, lists.first().map(String::as_str), english),
        Demand::AnyOfList(list) => choose(class, property, Some(&list), english),
        Demand::Value(value) => told(["Ergänzen Sie", "Add"], &statement(property, &value), english),
        Demand::OpenLicense => pick(
            english,
            "Prüfen Sie, ob Sie die Daten unter einer offenen Lizenz bereitstellen können; welche offen sind, steht unter http://dcat-ap.de/def/licenses.".into(),
            "See whether you can provide the data under an open licence; http://dcat-ap.de/def/licenses tells which are open.".into(),
        ),
        Demand::Kind(_)
        | Demand::Datatypes(_)
        | Demand::IriOrClass(_)
        | Demand::Form
        | Demand::OutdatedValue => {
            told(["Schreiben Sie zum Beispiel", "Write for example"], &example(property), english)
        }
    }
}

/// The statement to write; if the value has no place in it by itself, as [`fix`].
pub(super) fn fix_with(result: &Violation, value: &str, english: bool) -> String {
    let property = first_property(result.property());
    match words::written(result.class(), property, value).filter(|_| !property.is_empty()) {
        Some(value) => told(["Schreiben Sie", "Write"], &statement(property, &value), english),
        None => fix(result, english),
    }
}

/// The statement that says in a node of its own what the text found says.
fn text_in_node(result: &Violation) -> Option<String> {
    let Some(Term::Literal(text)) = result.found() else { return None };
    let property = first_property(result.property());
    let value = words::written(result.class(), property, text.value())?;
    value.starts_with('[').then(|| statement(property, &value))
}

/// An instruction with the Turtle to paste.
fn told([german, english_text]: [&str; 2], turtle: &str, english: bool) -> String {
    format!("{}: {turtle}", if english { english_text } else { german })
}

/// Whether a node is to be described, and not another value to be written.
fn is_description(result: &Violation) -> bool {
    matches!(demand(result), Demand::Class(_)) && !result.value.as_ref().is_some_and(Term::is_literal)
}

fn is_license(property: &str) -> bool {
    ["dcterms:license", "dcterms:rights"].contains(&property)
}

fn choose(class: Option<&str>, property: &str, list: Option<&str>, english: bool) -> String {
    let example = list.and_then(word).map(|list| list.example).filter(|example| !example.is_empty());
    let example = example.unwrap_or_else(|| words::example_within(class, property));
    let [german, english_text] = match list.map(|list| (list, [false, true].map(|at| words::name(list, at))))
    {
        Some((list, names)) if names[0] != list => {
            let address = list.trim_matches(['<', '>']);
            [
                format!("Wählen Sie einen Wert der Liste „{}“ ({address}), zum Beispiel", names[0]),
                format!("Choose a value of the list “{}” ({address}), for example", names[1]),
            ]
        }
        Some((list, _)) => {
            let list = list.trim_matches(['<', '>']);
            [
                format!("Wählen Sie einen Wert der Liste {list}, zum Beispiel"),
                format!("Choose a value of the list {list}, for example"),
            ]
        }
        None => ["Schreiben Sie zum Beispiel".into(), "Write for example".into()],
    };
    told([&german, &english_text], &statement(property, example), english)
}

/// A statement as Turtle writes it: what points to the node names both nodes, a path of several properties
/// nests one in the other.
fn statement(property: &str, value: &str) -> String {
    if let Some(inverse) = property.strip_prefix('^') {
        return format!("<…> {inverse} <…> .");
    }
    if let Some((first, rest)) = steps(property) {
        return format!("{first} [ {} ] .", statement(rest, value).trim_end_matches(" ."));
    }
    format!("{property} {} .", if value.is_empty() { "…" } else { value })
}

/// A term with its name: “Herausgeber” (dcterms:publisher).
fn called(term: &str, english: bool) -> String {
    if term.contains('|') && !term.starts_with('<') {
        let terms: Vec<String> = term.split('|').map(str::to_owned).collect();
        return any_of(&terms, english);
    }
    if let Some(inverse) = term.strip_prefix('^') {
        let of =
            pick(english, "eines Eintrags, der hierher führt".into(), "of an entry that leads here".into());
        return format!("{} {of}", called(inverse, english));
    }
    if let Some((first, rest)) = steps(term) {
        let [at, rest] = [first, rest].map(|term| called(term, english));
        return pick(english, format!("{rest} bei {at}"), format!("{rest} at {at}"));
    }
    let name = words::name(term, english);
    match (name == term, english) {
        (true, _) => term.to_owned(),
        (false, true) => format!("“{name}” ({term})"),
        (false, false) => format!("„{name}“ ({term})"),
    }
}

/// The first property of a path of several, and the others.
fn steps(path: &str) -> Option<(&str, &str)> {
    path.split_once('/').filter(|_| !path.starts_with('<'))
}

fn any_of(terms: &[String], english: bool) -> String {
    let terms: Vec<String> = terms.iter().map(|term| called(term, english)).collect();
    terms.join(if english { " or " } else { " oder " })
}

/// The first property of a path that leads to a choice, without its direction.
fn first_property(path: &str) -> &str {
    let first = if path.starts_with('<') { path } else { path.split(['|', '/']).next().unwrap_or(path) };
    first.strip_prefix('^').unwrap_or(first)
}

fn kind_name(kind: NodeKind) -> [&'static str; 2] {
    match kind {
        NodeKind::Iri => ["eine IRI", "an IRI"],
        NodeKind::Literal => ["Text", "text"],
        NodeKind::BlankNode => ["ein Knoten ohne IRI", "a node without IRI"],
        NodeKind::BlankNodeOrIri => ["ein Verweis", "a reference"],
        NodeKind::IriOrLiteral => ["eine IRI oder Text", "an IRI or text"],
    }
}

fn found_kind(result: &Violation) -> [&'static str; 2] {
    kind_name(match result.value {
        Some(Term::Literal(_)) => NodeKind::Literal,
        Some(Term::BlankNode(_)) => NodeKind::BlankNode,
        _ => NodeKind::Iri,
    })
}

fn times(number: usize) -> String {
    if number == 1 { "einmal".into() } else { format!("{number}-mal") }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn pick(english: bool, german: String, english_text: String) -> String {
    if english { english_text } else { german }
}
