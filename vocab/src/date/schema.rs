//! The lexical forms of XML Schema 1.1 part 2 that DCAT-AP.de allows for dates.

use jiff::civil::Date;
use oxrdf::NamedNodeRef;
use oxrdf::vocab::xsd;

/// The datatype whose lexical form `text` is: xsd:gYear, xsd:gYearMonth, xsd:date or xsd:dateTime,
/// with or without time zone. Years have four digits; 0001 and 9999 are placeholders.
pub fn datatype(text: &str) -> Option<NamedNodeRef<'static>> {
    if !text.is_ascii() {
        return None;
    }
    match text.split_once('T') {
        Some((day, clock)) => (is_date(day) && is_clock(without_zone(clock)?)).then_some(xsd::DATE_TIME),
        None => {
            // A zone of hours and minutes is told from month and day by its colon.
            let bare = without_zone(text)?;
            match bare.len() {
                4 => year(bare).map(|_| xsd::G_YEAR),
                7 => is_date(&format!("{bare}-01")).then_some(xsd::G_YEAR_MONTH),
                _ => is_date(bare).then_some(xsd::DATE),
            }
        }
    }
}

/// `Z` or `±hh:mm`, at most 14 hours, taken away; `None` if a zone is there but wrong.
fn without_zone(text: &str) -> Option<&str> {
    if let Some(bare) = text.strip_suffix('Z') {
        return Some(bare);
    }
    let Some(at) = text.len().checked_sub(6).filter(|&at| matches!(text.as_bytes()[at], b'+' | b'-')) else {
        return Some(text);
    };
    let Some((hours, minutes)) = text[at + 1..].split_once(':') else {
        return Some(text);
    };
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    (minutes < 60 && hours * 60 + minutes <= 14 * 60).then_some(&text[..at])
}

fn is_date(text: &str) -> bool {
    date(text).is_some()
}

fn date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let year = year(parts.next()?)?;
    let month = number(parts.next()?, 2)?;
    let day = number(parts.next()?, 2)?;
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn year(text: &str) -> Option<i16> {
    let year = number(text, 4)?.try_into().ok()?;
    (2..=9998).contains(&year).then_some(year)
}

/// `hh:mm:ss` with any fraction; the end of the day may be written 24:00:00.
fn is_clock(text: &str) -> bool {
    let (whole, fraction) =
        text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    if fraction.is_some_and(|digits| digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return false;
    }
    let mut parts = whole.split(':').map(|part| number(part, 2));
    let (Some(Some(hours)), Some(Some(minutes)), Some(Some(seconds)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let midnight = hours == 24
        && minutes == 0
        && seconds == 0
        && fraction.is_none_or(|digits| digits.bytes().all(|byte| byte == b'0'));
    (hours < 24 && minutes < 60 && seconds < 60) || midnight
}

/// A number of exactly `digits` ASCII digits.
fn number(text: &str, digits: usize) -> Option<u16> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}
