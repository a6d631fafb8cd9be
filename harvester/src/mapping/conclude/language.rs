//! dcterms:language from the language of title and description: municipalities write about their data in
//! the language of the data.

use super::{Clue, clue, found};
use datenkreis_vocab::finding::{CONFIDENT_PERCENT, Finding, rule};
use datenkreis_vocab::lists::language;
use datenkreis_vocab::model::{Coded, Dataset, LangString, best};
use oxrdf::NamedNode;

/// Words that no text goes without, and that none of the neighbouring languages shares.
const GERMAN: [&str; 34] = [
    "der", "die", "das", "und", "des", "im", "für", "zur", "zum", "von", "vom", "wird", "werden", "sind",
    "mit", "auf", "eine", "einer", "eines", "nach", "dem", "ist", "nicht", "oder", "bei", "aus", "über",
    "sowie", "wurde", "wurden", "durch", "sich", "auch", "diese",
];
const ENGLISH: [&str; 18] = [
    "the", "of", "and", "is", "are", "this", "by", "with", "from", "which", "that", "these", "was", "were",
    "has", "have", "been", "it",
];
/// Words of other languages in which a text could hold a few of the above.
const OTHER: [&str; 30] = [
    "og", "av", "til", "på", "som", "het", "een", "van", "voor", "zijn", "les", "des", "du", "une", "est",
    "dans", "sur", "pour", "el", "los", "las", "del", "una", "il", "della", "per", "och", "är", "ikke",
    "ved",
];
/// Fewer different function words tell nothing; so many tell surely.
const AT_LEAST: usize = 2;
const SURELY: usize = 4;
/// Longer texts tell nothing new.
const READ_BYTES: usize = 4_000;

/// Adds the language if there is none that is on the list, and the texts tell it.
pub fn conclude(dataset: &mut Dataset) -> Option<Finding> {
    if dataset.language.iter().any(|language| language.concept.is_some()) {
        return None;
    }
    let (tag, clue) = tagged(dataset).or_else(|| written(dataset))?;
    let concept = language::lookup(tag)?.iri;
    let published = clue.percent >= CONFIDENT_PERCENT;
    let rule = if published { &rule::LANGUAGE_CONCLUDED } else { &rule::LANGUAGE_PROPOSED };
    if published {
        dataset.language.push(Coded::concept(NamedNode::new_unchecked(concept)));
    }
    let title = best(&dataset.title, "de").map_or("", |title| title.value.as_str());
    Some(
        Finding::new(rule, "dcterms:language")
            .found(found(title, clue))
            .concluded(concept)
            .confidence(clue.percent),
    )
}

fn texts(dataset: &Dataset) -> impl Iterator<Item = &LangString> {
    dataset.title.iter().chain(&dataset.description)
}

/// The tag that all texts carry, if they are in one language. Where they are translated, the data could
/// be in either.
fn tagged(dataset: &Dataset) -> Option<(&str, &'static Clue)> {
    let main = |text: &'_ LangString| {
        text.language.as_deref().map(|tag| tag.split('-').next().unwrap_or(tag).to_owned())
    };
    let first = main(texts(dataset).next()?)?;
    let same = texts(dataset).all(|text| main(text).as_deref() == Some(&*first));
    let tag = ["de", "en"].into_iter().find(|tag| *tag == first)?;
    same.then_some((tag, &clue::TAGS))
}

/// The language the untagged texts are written in, German or English.
fn written(dataset: &Dataset) -> Option<(&'static str, &'static Clue)> {
    if texts(dataset).any(|text| text.language.is_some()) {
        return None;
    }
    let mut seen: [Vec<&str>; 3] = Default::default();
    let text: String =
        texts(dataset).map(|text| text.value.as_str()).collect::<Vec<_>>().join("\n").to_lowercase();
    let text = &text[..text.floor_char_boundary(READ_BYTES.min(text.len()))];
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        for (list, seen) in [&GERMAN[..], &ENGLISH, &OTHER].into_iter().zip(&mut seen) {
            if list.contains(&word) && !seen.contains(&word) {
                seen.push(word);
            }
        }
    }
    let [german, english, other] = seen.map(|seen| seen.len());
    let (tag, own, foreign) =
        if german > english { ("de", german, english) } else { ("en", english, german) };
    // `des` is German and French.
    let foreign = foreign + other.saturating_sub(usize::from(text.contains("des")));
    if own < AT_LEAST || foreign * 4 > own {
        return None;
    }
    Some((tag, if own >= SURELY { &clue::FUNCTION_WORDS } else { &clue::FEW_FUNCTION_WORDS }))
}
