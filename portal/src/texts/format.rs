//! Numbers, dates and sizes as people write them in each language.

use crate::language::Language;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

const MONTHS: [[&str; 12]; 2] = [
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

/// A whole number: `12.345` or `12,345`.
pub fn number(language: Language, number: u64) -> String {
    let digits = number.to_string();
    let separator = match language {
        Language::De => '.',
        Language::En => ',',
    };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A number with one place behind the comma, and none if that is zero: `231,4` or `231.4`.
pub fn decimal(language: Language, value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let (sign, tenths) = (if tenths < 0 { "−" } else { "" }, tenths.unsigned_abs());
    let whole = number(language, tenths / 10);
    let comma = match language {
        Language::De => ',',
        Language::En => '.',
    };
    match tenths % 10 {
        0 => format!("{sign}{whole}"),
        tenth => format!("{sign}{whole}{comma}{tenth}"),
    }
}

/// A share in whole percent: `97 %`. Only all is 100, and only nothing is 0.
pub fn percent(part: u64, whole: u64) -> String {
    let share = if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 };
    let rounded = if part == 0 || part == whole { share } else { share.round().clamp(1.0, 99.0) };
    format!("{rounded:.0}\u{a0}%")
}

/// A size: `512 Bytes`, `1,4 MB`. Decimal units, one place behind the comma.
pub fn bytes(language: Language, size_bytes: u64) -> String {
    const UNITS: [&str; 5] = ["kB", "MB", "GB", "TB", "PB"];
    if size_bytes < 1000 {
        return format!("{size_bytes} {}", if size_bytes == 1 { "Byte" } else { "Bytes" });
    }
    // Tenths of the unit, so that 999,950 bytes become 1 MB and not 1000 kB.
    let mut tenths = size_bytes.saturating_add(50) / 100;
    let mut unit = 0;
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths = (tenths + 500) / 1000;
        unit += 1;
    }
    let whole = self::number(language, tenths / 10);
    let comma = match language {
        Language::De => ',',
        Language::En => '.',
    };
    match tenths % 10 {
        0 => format!("{whole} {}", UNITS[unit]),
        tenth => format!("{whole}{comma}{tenth} {}", UNITS[unit]),
    }
}

/// A day: `19. Dezember 2014` or `19 December 2014`.
pub fn date(language: Language, date: Date) -> String {
    let (dot, months) = match language {
        Language::De => (".", &MONTHS[0]),
        Language::En => ("", &MONTHS[1]),
    };
    format!("{}{dot} {} {}", date.day(), month_name(months, date.month()), date.year())
}

/// The month of a day: `Dezember 2014` or `December 2014`.
pub fn month(language: Language, date: Date) -> String {
    let months = match language {
        Language::De => &MONTHS[0],
        Language::En => &MONTHS[1],
    };
    format!("{} {}", month_name(months, date.month()), date.year())
}

/// The day of a moment in German time.
pub fn day(language: Language, timestamp: Timestamp) -> String {
    date(language, german_time(timestamp).date())
}

/// A moment in German time: `19. Dezember 2014, 14:03 Uhr`.
pub fn moment(language: Language, timestamp: Timestamp) -> String {
    let local = german_time(timestamp);
    let clock = format!("{:02}:{:02}", local.hour(), local.minute());
    match language {
        Language::De => format!("{}, {clock} Uhr", date(language, local.date())),
        Language::En => format!("{}, {clock}", date(language, local.date())),
    }
}

/// An xsd:date, xsd:dateTime, xsd:gYearMonth or xsd:gYear as text; anything else stays as it is.
pub fn lexical_date(language: Language, lexical: &str) -> String {
    if let Ok(timestamp) = lexical.parse::<Timestamp>() {
        return moment(language, timestamp);
    }
    // Dates may carry a time zone; the day counts.
    let day = lexical.get(..10).and_then(|day| day.parse::<Date>().ok());
    if let Some(day) = day {
        return date(language, day);
    }
    if let [year, month] = lexical.split('-').collect::<Vec<_>>()[..]
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(month) = month.parse::<i8>()
        && (1..=12).contains(&month)
    {
        let months = &MONTHS[usize::from(language == Language::En)];
        return format!("{} {year}", month_name(months, month));
    }
    lexical.into()
}

/// A duration in words a person would use: `3 Sekunden`, `4 Minuten`, `2 Stunden 5 Minuten`.
pub fn duration(language: Language, seconds: i64) -> String {
    let unit = |count: i64, german: [&str; 2], english: [&str; 2]| {
        let [one, many] = match language {
            Language::De => german,
            Language::En => english,
        };
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let minutes = |count| unit(count, ["Minute", "Minuten"], ["minute", "minutes"]);
    match seconds.max(0) {
        0 => match language {
            Language::De => "unter 1 Sekunde".into(),
            Language::En => "under 1 second".into(),
        },
        seconds @ 1..120 => unit(seconds, ["Sekunde", "Sekunden"], ["second", "seconds"]),
        seconds @ 120..7200 => minutes(seconds / 60),
        seconds => {
            let hours = unit(seconds / 3600, ["Stunde", "Stunden"], ["hour", "hours"]);
            format!("{hours} {}", minutes(seconds % 3600 / 60))
        }
    }
}

fn month_name(months: &[&'static str; 12], month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| months.get(index)).copied().unwrap_or_default()
}

/// Central European Time, with the rule of Directive 2000/84/EC written out: a container needs no
/// time zone database for it.
fn german_time(timestamp: Timestamp) -> Zoned {
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC);
    timestamp.to_zoned(zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_and_shares() {
        let check = |value, german: &str, english: &str| {
            assert_eq!(
                (decimal(Language::De, value), decimal(Language::En, value)),
                (german.into(), english.into())
            );
        };
        check(231.44, "231,4", "231.4");
        check(405.0, "405", "405");
        check(-0.26, "−0,3", "−0.3");
        check(-0.01, "0", "0");
        check(1234.5, "1.234,5", "1,234.5");
        for (part, whole, expected) in
            [(0, 0, "0"), (1, 1000, "1"), (999, 1000, "99"), (5, 5, "100"), (1, 3, "33")]
        {
            assert_eq!(percent(part, whole), format!("{expected}\u{a0}%"));
        }
    }
    use Language::{De, En};

    #[test]
    fn numbers() {
        for (value, german, english) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1000, "1.000", "1,000"),
            (12_345_678, "12.345.678", "12,345,678"),
        ] {
            assert_eq!(number(De, value), german);
            assert_eq!(number(En, value), english);
        }
    }

    #[test]
    fn sizes() {
        for (value, german) in [
            (1, "1 Byte"),
            (999, "999 Bytes"),
            (1000, "1 kB"),
            (1449, "1,4 kB"),
            (999_949, "999,9 kB"),
            (999_950, "1 MB"),
            (1_400_000, "1,4 MB"),
            (2_500_000_000, "2,5 GB"),
            (u64::MAX, "18.446,7 PB"),
        ] {
            assert_eq!(bytes(De, value), german);
        }
        assert_eq!(bytes(En, 1_400_000), "1.4 MB");
    }

    #[test]
    fn dates() {
        for (lexical, german, english) in [
            ("2014-12-19", "19. Dezember 2014", "19 December 2014"),
            ("2014-12-19Z", "19. Dezember 2014", "19 December 2014"),
            ("2014-12-19T23:30:00Z", "20. Dezember 2014, 00:30 Uhr", "20 December 2014, 00:30"),
            ("2014-07-19T10:00:00+02:00", "19. Juli 2014, 10:00 Uhr", "19 July 2014, 10:00"),
            ("2014-07-19T10:00:00", "19. Juli 2014", "19 July 2014"),
            ("2014-03", "März 2014", "March 2014"),
            ("2014", "2014", "2014"),
            ("2014-13", "2014-13", "2014-13"),
            ("irgendwann", "irgendwann", "irgendwann"),
            ("ääääääääää", "ääääääääää", "ääääääääää"),
        ] {
            assert_eq!(lexical_date(De, lexical), german);
            assert_eq!(lexical_date(En, lexical), english);
        }
    }

    #[test]
    fn durations() {
        for (seconds, german) in [
            (-5, "unter 1 Sekunde"),
            (1, "1 Sekunde"),
            (90, "90 Sekunden"),
            (180, "3 Minuten"),
            (7500, "2 Stunden 5 Minuten"),
        ] {
            assert_eq!(duration(De, seconds), german);
        }
        assert_eq!(duration(En, 3660 * 2), "2 hours 2 minutes");
    }
}
