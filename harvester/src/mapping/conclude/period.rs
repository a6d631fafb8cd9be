//! dcterms:temporal from the title, with description and file names as further witnesses.

mod doubt;
mod forms;
mod mentions;
mod misread;
mod span;

use super::{Clue, clue, found};
use datenkreis_vocab::finding::{CONFIDENT_PERCENT, Finding, rule};
use datenkreis_vocab::model::{Dataset, Kind, LangString, PeriodOfTime, best};
use mentions::{Mention, mentions};
use percent_encoding::percent_decode_str;
use span::Span;

/// A description tells more than what the data are about, so its first sentence only is read, and is
/// believed less than a title.
const DESCRIPTION_BYTES: usize = 300;
const DESCRIPTION_LESS: u8 = 20;
/// A file's name often tells when it was made: by itself it only gives proposals.
const FILE_AT_MOST: u8 = 80;
/// When two texts speak of different times, or the time had not come when the record was last changed.
const CONTRADICTED_LESS: u8 = 30;
/// What two texts say is believed that much more.
const AGREED_MORE: u8 = 15;
/// What is less sure is not even worth a look.
const PROPOSED_FROM: u8 = 50;

/// What the texts of a dataset tell about the time it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Guess {
    span: Span,
    clue: &'static Clue,
    percent: u8,
    text: String,
}

/// Adds the period if there is none and the texts tell it. A series covers what its members cover.
pub fn conclude(dataset: &mut Dataset) -> Option<Finding> {
    if !dataset.temporal.is_empty() || dataset.kind == Kind::DatasetSeries {
        return None;
    }
    let guess = guess(dataset).filter(|guess| guess.percent >= PROPOSED_FROM)?;
    let period = guess.span.period()?;
    let published = guess.percent >= CONFIDENT_PERCENT;
    let rule = if published { &rule::PERIOD_CONCLUDED } else { &rule::PERIOD_PROPOSED };
    let finding = Finding::new(rule, "dcterms:temporal")
        .found(found(&guess.text, guess.clue))
        .concluded(guess.span.to_string())
        .confidence(guess.percent);
    if published {
        dataset.temporal.push(period);
    }
    Some(finding)
}

/// The period that a text states which is there to state one (`2019 bis 2021`, `seit 2015`), and how it is
/// written by ISO 8601.
pub fn stated(text: &str) -> Option<(PeriodOfTime, String)> {
    /// A longer text tells more than a period.
    const LONGEST: usize = 120;
    let span = of_text(text.trim()).filter(|_| text.len() <= LONGEST)?.span;
    Some((span.period()?, span.to_string()))
}

fn guess(dataset: &Dataset) -> Option<Guess> {
    let text = |texts: &[LangString]| best(texts, "de").map(|text| text.value.clone()).unwrap_or_default();
    let title = of_text(&text(&dataset.title));
    let description = of_text(first_sentence(&text(&dataset.description)));
    let files = of_files(dataset);
    let mut guess = match (title, &description, &files) {
        (Some(title), _, _) => title,
        (None, Some(said), _) => {
            Guess { percent: said.percent.saturating_sub(DESCRIPTION_LESS), ..said.clone() }
        }
        (None, None, Some(named)) => Guess { percent: named.percent.min(FILE_AT_MOST), ..named.clone() },
        (None, None, None) => return None,
    };
    let witnesses = || [&description, &files].into_iter().flatten().filter(|other| other.text != guess.text);
    let agreed = witnesses().any(|other| other.span == guess.span);
    let contradicted = files.as_ref().is_some_and(|files| !files.span.overlaps(&guess.span));
    if agreed && guess.percent < CONFIDENT_PERCENT {
        guess.percent = (guess.percent + AGREED_MORE).min(clue::AGREEING.percent);
    }
    if contradicted || lies_ahead(&guess.span, dataset) {
        guess.percent = guess.percent.saturating_sub(CONTRADICTED_LESS);
    }
    Some(guess)
}

/// Whether the period begins later than the year after the record's last change: then it is a plan's
/// horizon rather than what the data cover.
fn lies_ahead(span: &Span, dataset: &Dataset) -> bool {
    let modified = dataset.modified.as_ref().and_then(|date| date.value().get(..4)?.parse::<i16>().ok());
    modified.zip(span.first_year()).is_some_and(|(modified, first)| first > modified + 1)
}

fn first_sentence(text: &str) -> &str {
    let end = text.floor_char_boundary(DESCRIPTION_BYTES.min(text.len()));
    let beginning = &text[..end];
    // A full stop after one or two digits belongs to a date or an ordinal number.
    let stop = beginning.match_indices(['.', '!', '?', '\n']).find(|(at, found)| {
        let digits = beginning[..*at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let is_ordinal = *found == "." && (1..=2).contains(&digits);
        !is_ordinal && beginning[at + 1..].starts_with(char::is_whitespace) || *found == "\n"
    });
    stop.map_or(beginning, |(at, _)| &beginning[..at])
}

/// The one period that a text speaks of. Several that follow each other are one, one that holds the
/// others is the one; otherwise the first is meant at best.
fn of_text(text: &str) -> Option<Guess> {
    let mut mentions = mentions(text);
    let first = mentions.first()?.clone();
    mentions.sort_by_key(|mention| mention.span.first_day());
    let guess = |mention: &Mention, percent: u8| Guess {
        span: mention.span.clone(),
        clue: mention.clue,
        percent,
        text: text.to_owned(),
    };
    if let Some(whole) =
        mentions.iter().find(|whole| mentions.iter().all(|other| whole.span.contains(&other.span)))
    {
        return Some(guess(whole, whole.percent));
    }
    let surest = mentions.iter().map(|mention| mention.percent).min()?;
    let mut joined = mentions[0].clone();
    for mention in &mentions[1..] {
        match joined.span.followed_by(&mention.span) {
            Some(span) => joined.span = span,
            None => return Some(guess(&first, first.percent.saturating_sub(CONTRADICTED_LESS))),
        }
    }
    Some(guess(&joined, surest))
}

/// The time all files speak of that speak of one, from the first to the last.
fn of_files(dataset: &Dataset) -> Option<Guess> {
    let mut whole: Option<Guess> = None;
    for distribution in &dataset.distribution {
        let title = best(&distribution.title, "de").map(|title| title.value.clone());
        let address = distribution.download_url.first().or(distribution.access_url.first());
        let names = title.into_iter().chain(address.and_then(|address| file_name(address.as_str())));
        let Some(guess) = names.filter_map(|name| of_text(&name)).find(|guess| guess.clue != &clue::DAY)
        else {
            continue;
        };
        whole = Some(match whole {
            None => guess,
            Some(known) => Guess { span: known.span.hull(&guess.span), ..known },
        });
    }
    whole
}

/// The name of the file without its extension, as a text.
fn file_name(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let (_, after_scheme) = path.split_once("://")?;
    let (_, path) = after_scheme.split_once('/')?;
    let (stem, extension) = path.rsplit('/').next()?.rsplit_once('.')?;
    let is_extension = extension.len() <= 7 && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_extension.then(|| percent_decode_str(stem).decode_utf8_lossy().into_owned())
}
