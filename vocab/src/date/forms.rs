//! Every other way of writing a date that metadata have shown.

use jiff::Timestamp;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The date in the form of XML Schema; whether it exists in the calendar is for the caller to check.
pub fn read(found: &str) -> Option<String> {
    let text = without_preface(found);
    FORMS.iter().find_map(|(regex, write)| write(&regex.captures(text)?)).or_else(|| epoch(text))
}

type Write = fn(&Captures) -> Option<String>;

/// Hours and minutes, then optional seconds, fraction, `Uhr`, am or pm, and zone.
const CLOCK: &str = r"(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,12}))?)?(?:\s*(?<half>am|pm|a\.m\.|p\.m\.))?(?:\s*uhr)?(?:\s*(?<zone>z|utc|gmt|mez|mesz|cet|cest|[+-]\d{2}(?::?\d{2})?))?";
const MONTH_NAME: &str = r"(?<name>[[:alpha:]äÄ]{3,9})\.?";

/// Tried in this order; none matches what another one means.
static FORMS: LazyLock<Vec<(Regex, Write)>> = LazyLock::new(|| {
    let between = r"(?:\s*[,-]\s*|\s+)(?:um\s+)?";
    let clock = format!("(?:{between}{CLOCK})?");
    let forms: [(String, Write); 9] = [
        // 2014-12-19 08:27, 2014/12/19, 2014.12.19
        (format!(r"(?<year>\d{{4}})[-/.](?<month>\d{{1,2}})[-/.](?<day>\d{{1,2}})(?:(?:\s*[t,]\s*|\s+){CLOCK})?"), day),
        // 20141219, 20141219T082730Z
        (r"(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:[t\s]?(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?(?<zone>z)?)?".into(), compact),
        // 19.12.2014, 19. 12. 2014 um 8:27 Uhr, 19-12-2014
        (format!(r"(?<day>\d{{1,2}})(?:\.\s*|-)(?<month>\d{{1,2}})(?:\.\s*|-)(?<year>\d{{4}}){clock}"), day),
        // 19/12/2014, 12/19/2014
        (format!(r"(?<first>\d{{1,2}})/(?<other>\d{{1,2}})/(?<year>\d{{4}}){clock}"), slashed),
        // 19. Dezember 2014 - 8:27, 19 Dec 2014 08:27:00 +0100
        (format!(r"(?<day>\d{{1,2}})(?:\.|st|nd|rd|th)?[\s-]*{MONTH_NAME},?[\s-]*(?<year>\d{{4}}){clock}"), day),
        // December 19, 2014
        (format!(r"{MONTH_NAME}\s+(?<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?<year>\d{{4}}){clock}"), day),
        // Dec 19 08:27:00 CET 2014
        (format!(r"{MONTH_NAME}\s+(?<day>\d{{1,2}})\s+{CLOCK}\s+(?<year>\d{{4}})"), day),
        // Dezember 2014
        (format!(r"{MONTH_NAME}\s+(?<year>\d{{4}})"), month),
        // 12/2014; one digit could be a quarter
        (r"(?<month>\d{2})[/.](?<year>\d{4})".into(), month),
    ];
    forms
        .into_iter()
        .filter_map(|(pattern, write)| {
            Some((Regex::new(&format!("(?i)^(?:{})$", pattern.replace(r"\d", "[0-9]"))).ok()?, write))
        })
        .collect()
});

/// Weekdays and words that say which date this is.
static PREFACE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:date changed|stand|datum|vom|am)?[\s:]*(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)?(?:\.,|[.,:])?\s+",
    )
    .ok()
});

fn without_preface(text: &str) -> &str {
    match PREFACE.as_ref().and_then(|preface| preface.find(text)) {
        Some(preface) => text[preface.end()..].trim(),
        None => text,
    }
}

fn day(found: &Captures) -> Option<String> {
    let month = match found.name("month") {
        Some(digits) => digits.as_str().parse().ok()?,
        None => month_number(found.name("name")?.as_str())?,
    };
    dated(found, month, &found["day"])
}

fn compact(found: &Captures) -> Option<String> {
    // Before 1900 eight digits are rather a number than a day.
    if &found["year"] < "1900" { None } else { day(found) }
}

/// Day and month are told apart only where one of them cannot be a month, or both are the same.
fn slashed(found: &Captures) -> Option<String> {
    let (first, other): (u8, u8) = (found["first"].parse().ok()?, found["other"].parse().ok()?);
    match (first > 12, other > 12) {
        (true, false) => dated(found, other, &found["first"]),
        (false, true) => dated(found, first, &found["other"]),
        (false, false) if first == other => dated(found, first, &found["other"]),
        _ => None,
    }
}

fn month(found: &Captures) -> Option<String> {
    let month = match found.name("month") {
        Some(digits) => digits.as_str().parse().ok()?,
        None => month_number(found.name("name")?.as_str())?,
    };
    Some(format!("{}-{month:02}", &found["year"]))
}

fn dated(found: &Captures, month: u8, day: &str) -> Option<String> {
    let date = format!("{}-{month:02}-{day:0>2}", &found["year"]);
    let Some(hour) = found.name("hour") else {
        return Some(date);
    };
    let hour = hour_of_day(hour.as_str().parse().ok()?, found.name("half").map(|half| half.as_str()))?;
    let second = found.name("second").map_or("00", |second| second.as_str());
    let fraction = found.name("fraction").map(|digits| format!(".{}", digits.as_str())).unwrap_or_default();
    let zone = found.name("zone").map(|zone| offset(zone.as_str())).unwrap_or_default();
    Some(format!("{date}T{hour:02}:{}:{second}{fraction}{zone}", &found["minute"]))
}

fn hour_of_day(hour: u8, half: Option<&str>) -> Option<u8> {
    let Some(half) = half else { return Some(hour) };
    let afternoon = half.starts_with(['p', 'P']);
    (1..=12).contains(&hour).then_some(hour % 12 + if afternoon { 12 } else { 0 })
}

fn offset(zone: &str) -> String {
    match zone.to_ascii_lowercase().as_str() {
        "z" | "utc" | "gmt" => "Z".into(),
        "mez" | "cet" => "+01:00".into(),
        "mesz" | "cest" => "+02:00".into(),
        numeric => {
            let digits: String = numeric.chars().filter(|c| *c != ':').collect();
            format!("{}:{:0<2}", &digits[..3], &digits[3..])
        }
    }
}

fn month_number(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let number = match name.as_str() {
        "januar" | "jänner" | "january" | "jan" | "jän" => 1,
        "februar" | "february" | "feber" | "feb" => 2,
        "märz" | "maerz" | "march" | "mär" | "mrz" | "mar" => 3,
        "april" | "apr" => 4,
        "mai" | "may" => 5,
        "juni" | "june" | "jun" => 6,
        "juli" | "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "oktober" | "october" | "okt" | "oct" => 10,
        "november" | "nov" => 11,
        "dezember" | "december" | "dez" | "dec" => 12,
        _ => return None,
    };
    Some(number)
}

/// Seconds or milliseconds since 1970, from September 2001 on: ten or thirteen digits.
fn epoch(text: &str) -> Option<String> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let timestamp = match text.len() {
        10 if number < 4_102_444_800 => Timestamp::from_second(number),
        13 if (1_000_000_000_000..4_102_444_800_000).contains(&number) => Timestamp::from_millisecond(number),
        _ => return None,
    };
    Some(timestamp.ok()?.to_string())
}
