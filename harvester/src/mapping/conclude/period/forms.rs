//! How times are written in titles, the longer forms before those they hold.

use super::super::{Clue, clue};
use super::span::{Moment, Span};
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A way of writing a period.
pub struct Form {
    pub regex: Regex,
    pub read: fn(&Captures<'_>) -> Option<(Span, &'static Clue)>,
    /// Whether a word before it can make it open: `seit 2015`.
    pub is_point: bool,
}

const MONTH: &str = r"(?:jan(?:uar|uary)?|j(?:ä|ae)nner|feb(?:ruar|ruary)?|m(?:ä|ae)rz|march|april?|mai|may|juni?|june|juli?|july|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[zc](?:ember)?)";
/// Before 1600 four digits are rather a number than a year.
const YEAR: &str = r"1[6-9][0-9]{2}|20[0-4][0-9]";

type Read = fn(&Captures<'_>) -> Option<(Span, &'static Clue)>;

pub static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let forms: [(&str, Read, bool); 24] = [
        // 01.01.2020 bis 30.06.2020, 1.1.-30.6.2020
        (
            r"(?<d1>[0-9]{1,2})\.\s?(?<m1>[0-9]{1,2})\.\s?(?<y1>YEAR)?\s*(?:-|bis(?:\szum)?)\s*(?<d2>[0-9]{1,2})\.\s?(?<m2>[0-9]{1,2})\.\s?(?<y2>YEAR)",
            days,
            false,
        ),
        (
            r"(?<y1>YEAR)-(?<m1>[0-9]{2})-(?<d1>[0-9]{2})\s*(?:-|/|bis|to)\s*(?<y2>YEAR)-(?<m2>[0-9]{2})-(?<d2>[0-9]{2})",
            days,
            false,
        ),
        // Stand 31.12.2023, 31. Dezember 2023
        (r"(?<d1>[0-9]{1,2})\.\s?(?<m1>[0-9]{1,2})\.\s?(?<y1>YEAR)", day, true),
        (r"(?<d1>[0-9]{1,2})\.?[\s-]?(?<m1>MONTH)\.?[\s-]?(?<y1>YEAR)", day, true),
        (r"(?<y1>YEAR)-(?<m1>[0-9]{2})-(?<d1>[0-9]{2})", day, true),
        (r"(?<y1>YEAR)(?<m1>0[1-9]|1[0-2])(?<d1>0[1-9]|[12][0-9]|3[01])", day, true),
        // Juli 2020 bis Dezember 2020, Juli-Dezember 2020, juli 2015 to june 2016
        (
            r"(?<m1>MONTH)\.?\s?(?<y1>YEAR)?\s*(?:-|/|bis|to|til)\s*(?<m2>MONTH)\.?\s?(?<y2>YEAR)",
            months,
            false,
        ),
        // KW 12/2021, 12. Kalenderwoche 2021, 2020-W12
        (
            r"(?:kw|kalenderwoche|woche)\.?[\s-]?(?<w>[0-9]{1,2})[\s.,/-]*(?:des\sjahres\s)?(?<y1>YEAR)",
            week,
            false,
        ),
        (r"(?<w>[0-9]{1,2})\.\s?(?:kw|kalenderwoche|woche)[\s,/]*(?:des\sjahres\s)?(?<y1>YEAR)", week, false),
        (r"(?<y1>YEAR)[\s/-]*(?:kw|w|kalenderwoche)[\s-]?(?<w>[0-9]{1,2})", week, false),
        // 01/2020 - 12/2021
        (
            r"(?<m1>0[1-9]|1[0-2])[/.](?<y1>YEAR)\s?(?:-|/|bis|to)\s?(?<m2>0[1-9]|1[0-2])[/.](?<y2>YEAR)",
            months,
            false,
        ),
        // März 2024, 12/2016
        (r"(?<m1>MONTH)\.?[\s-]*(?:für\s)?(?<y1>YEAR)", month, true),
        (r"(?<m1>0[1-9]|1[0-2])/(?<y1>YEAR)", month_in_digits, true),
        // Q3 2022, 3. Quartal 2022, III. Quartal 2022, 2022-Q3
        (
            r"(?:q(?<q>[1-4])|(?<ordinal>[1-4]|i{1,3}|iv)\.?\s?quartal)[\s/]*(?:des\sjahres\s)?(?<y1>YEAR)",
            quarter,
            false,
        ),
        (r"(?<y1>YEAR)[\s/-]*q(?<q>[1-4])", quarter, false),
        // 1. Halbjahr 2023
        (r"(?<h>[12]|i{1,2})\.?\s?(?:halbjahr|hj\.?)\s?(?:des\sjahres\s)?(?<y1>YEAR)", half_year, false),
        // Schuljahr 2019/20
        (
            r"(?:schul|kindergarten|kita-?|ausbildungs|schooljahr|school\s)(?:jahr(?:e?s)?|year):?\s?(?<y1>YEAR)\s?[/-]\s?(?<y2>YEAR|[0-9]{2})",
            school_year,
            false,
        ),
        (r"(?:wintersemester|ws|wise)\s?(?<y1>YEAR)\s?[/-]\s?(?<y2>YEAR|[0-9]{2})", winter, false),
        (r"(?:sommersemester|sose)\s?(?<y1>YEAR)", summer, false),
        (r"winter(?:saison|halbjahr|dienst)?\s(?<y1>YEAR)\s?[/-]\s?(?<y2>YEAR|[0-9]{2})", cold, false),
        // 2010-2020, 2010 bis 2020, 1996-99
        (
            r"(?<y1>YEAR)\s?(?:-|bis|to|until)\s?(?:einschl(?:ießlich|\.)\s)?(?<y2>YEAR|[0-9]{2})",
            years,
            false,
        ),
        // 2019/2020, 2019/20
        (r"(?<y1>YEAR)\s?/\s?(?<y2>YEAR|[0-9]{2})", two_years, false),
        // zwischen 1990 und 2010
        (r"(?:zwischen|between)\s(?<y1>YEAR)\s(?:und|and)\s(?<y2>YEAR)", years, false),
        (r"(?<y1>YEAR)", year, true),
    ];
    let form = |(pattern, read, is_point): (&str, Read, bool)| {
        let pattern = pattern.replace("YEAR", YEAR).replace("MONTH", MONTH);
        Some(Form { regex: Regex::new(&format!("(?i){pattern}")).ok()?, read, is_point })
    };
    forms.into_iter().filter_map(form).collect()
});

fn number<T: std::str::FromStr>(captures: &Captures<'_>, name: &str) -> Option<T> {
    captures.name(name)?.as_str().parse().ok()
}

/// The second year; two digits are of the first one's century.
fn last_year(captures: &Captures<'_>) -> Option<i16> {
    let (first, last): (i16, i16) = (number(captures, "y1")?, number(captures, "y2")?);
    let last = if captures["y2"].len() == 2 { first / 100 * 100 + last } else { last };
    // 1999/00
    Some(if captures["y2"] == *"00" && first % 100 == 99 { first + 1 } else { last })
}

fn month_number(captures: &Captures<'_>, name: &str) -> Option<i8> {
    let text = captures.name(name)?.as_str().to_lowercase();
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    const BEGINNINGS: [&[&str]; 12] = [
        &["jan", "jän", "jaen"],
        &["feb"],
        &["mär", "mae", "mar"],
        &["apr"],
        &["mai", "may"],
        &["jun"],
        &["jul"],
        &["aug"],
        &["sep"],
        &["okt", "oct"],
        &["nov"],
        &["dez", "dec"],
    ];
    let at = BEGINNINGS.iter().position(|names| names.iter().any(|name| text.starts_with(name)))?;
    i8::try_from(at + 1).ok()
}

fn days(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    let last: i16 = number(captures, "y2")?;
    let first = number(captures, "y1").unwrap_or(last);
    let start = Moment::day(first, number(captures, "m1")?, number(captures, "d1")?)?;
    let end = Moment::day(last, number(captures, "m2")?, number(captures, "d2")?)?;
    Some((Span::between(start, end)?, &clue::DAYS))
}

fn day(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    let day = Moment::day(number(captures, "y1")?, month_number(captures, "m1")?, number(captures, "d1")?)?;
    Some((Span::of(day), &clue::DAY))
}

fn months(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    let last: i16 = number(captures, "y2")?;
    let first = number(captures, "y1").unwrap_or(last);
    let start = Moment::month(first, month_number(captures, "m1")?)?;
    Some((Span::between(start, Moment::month(last, month_number(captures, "m2")?)?)?, &clue::MONTHS))
}

fn month(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    let month = Moment::month(number(captures, "y1")?, month_number(captures, "m1")?)?;
    Some((Span::of(month), &clue::MONTH))
}

fn month_in_digits(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    Some((month(captures)?.0, &clue::MONTH_IN_DIGITS))
}

/// A part of a year of so many months, counted from 1.
fn part(year: i16, number: i8, months: i8) -> Option<Span> {
    let start = Moment::month(year, (number - 1) * months + 1)?;
    Span::between(start, Moment::month(year, number * months)?)
}

fn roman(text: &str) -> Option<i8> {
    let number = match text.to_lowercase().as_str() {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        "iv" | "4" => 4,
        _ => return None,
    };
    Some(number)
}

fn quarter(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    let quarter = captures.name("q").or_else(|| captures.name("ordinal"))?;
    Some((part(number(captures, "y1")?, roman(quarter.as_str())?, 3)?, &clue::QUARTER))
}

fn half_year(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    Some((part(number(captures, "y1")?, roman(&captures["h"])?, 6)?, &clue::HALF_YEAR))
}

/// From August to July, in all Länder (Hamburg agreement of 1964, section 1).
fn school_year(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    let first: i16 = number(captures, "y1")?;
    (last_year(captures)? == first + 1).then_some(())?;
    Some((Span::between(Moment::month(first, 8)?, Moment::month(first + 1, 7)?)?, &clue::SCHOOL_YEAR))
}

fn winter(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    let first: i16 = number(captures, "y1")?;
    (last_year(captures)? == first + 1).then_some(())?;
    Some((Span::between(Moment::month(first, 10)?, Moment::month(first + 1, 3)?)?, &clue::SEMESTER))
}

/// From December to February, as the weather services count; others begin in October.
fn cold(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    let first: i16 = number(captures, "y1")?;
    (last_year(captures)? == first + 1).then_some(())?;
    Some((Span::between(Moment::month(first, 12)?, Moment::month(first + 1, 2)?)?, &clue::WINTER))
}

/// A calendar week, from Monday to Sunday (ISO 8601).
fn week(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    let week = ISOWeekDate::new(number(captures, "y1")?, number(captures, "w")?, Weekday::Monday).ok()?;
    let monday = week.date();
    let sunday = monday.checked_add(6.days()).ok()?;
    let moment = |day: Date| Moment::day(day.year(), day.month(), day.day());
    Some((Span::between(moment(monday)?, moment(sunday)?)?, &clue::WEEK))
}

fn summer(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    let year = number(captures, "y1")?;
    Some((Span::between(Moment::month(year, 4)?, Moment::month(year, 9)?)?, &clue::SEMESTER))
}

fn years(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    let (first, last): (i16, i16) = (number(captures, "y1")?, last_year(captures)?);
    (first < last).then_some(())?;
    // 2016-05 could be May, 2016-17 could not.
    let is_month = captures["y2"].len() == 2 && (1..=12).contains(&(last % 100));
    let clue = if is_month { &clue::TWO_YEARS_OR_MONTH } else { &clue::YEARS };
    Some((Span::between(Moment::year(first)?, Moment::year(last)?)?, clue))
}

fn two_years(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    let first: i16 = number(captures, "y1")?;
    (last_year(captures)? == first + 1).then_some(())?;
    let is_month = captures["y2"].len() == 2 && (1..=12).contains(&((first + 1) % 100));
    let clue = if is_month { &clue::TWO_YEARS_OR_MONTH } else { &clue::TWO_YEARS };
    Some((Span::between(Moment::year(first)?, Moment::year(first + 1)?)?, clue))
}

/// What stands around it tells how sure a year is.
fn year(captures: &Captures<'_>) -> Option<(Span, &'static Clue)> {
    Some((Span::of(Moment::year(number(captures, "y1")?)?), &clue::YEAR_ELSEWHERE))
}
