//! What the numbers along a time axis stand for. Charts count years; what is measured more often counts months
//! or days, and is drawn and told [`Over`] these.

use crate::language::Language;
use crate::texts::format;
use jiff::civil::Date;

/// What one step of a time axis is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Times {
    /// A year by its number.
    #[default]
    Years,
    /// A month, counted from January of the year 0.
    Months,
    /// A day, counted from 1 January 1970.
    Days,
}

/// A chart of years, over months or days instead: where it says year, it means a number of these.
#[derive(Clone, Debug, PartialEq)]
pub struct Over<C> {
    /// What is counted.
    pub times: Times,
    /// The chart.
    pub chart: C,
}

/// The number of a month, 1 to 12, of a year.
pub fn month(year: i16, month: i8) -> i32 {
    i32::from(year) * 12 + i32::from(month) - 1
}

/// The number of a day.
pub fn day(date: Date) -> i32 {
    date.duration_since(EPOCH).as_hours().div_euclid(24) as i32
}

const EPOCH: Date = Date::constant(1970, 1, 1);

impl Times {
    /// `2024`, `März 2024`, `5. März 2024`.
    pub fn name(self, language: Language, number: i32) -> String {
        match self {
            Self::Years => number.to_string(),
            Self::Months => format::month(language, self.date(number)),
            Self::Days => format::date(language, self.date(number)),
        }
    }

    /// When something was: `im Jahr 2024`, `im März 2024`, `am 5. März 2024`; `in 2024`, `on 5 March 2024`.
    pub fn at(self, language: Language, number: i32) -> String {
        let name = self.name(language, number);
        match (language, self) {
            (Language::De, Self::Years) => format!("im Jahr {name}"),
            (Language::De, Self::Months) => format!("im {name}"),
            (Language::De, Self::Days) => format!("am {name}"),
            (Language::En, Self::Days) => format!("on {name}"),
            (Language::En, _) => format!("in {name}"),
        }
    }

    /// The same where a year needs no more than its number in German: `mehr als 2011`, `mehr als im März 2024`.
    pub fn then(self, language: Language, number: i32) -> String {
        match (language, self) {
            (Language::De, Self::Years) => self.name(language, number),
            _ => self.at(language, number),
        }
    }

    /// What something is compared with: `gegenüber 2011`, `gegenüber März 2024`.
    pub fn from(self, language: Language, number: i32) -> String {
        let name = self.name(language, number);
        match (language, self) {
            (Language::De, Self::Days) => format!("dem {name}"),
            _ => name,
        }
    }

    /// Round times from the first to the last, at most so many, with what stands below an axis. There is always
    /// one.
    pub fn marks(self, language: Language, first: i32, last: i32, most: usize) -> Vec<(i32, String)> {
        const MONTHS: [i32; 10] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];
        let of_months = |step: &i32| {
            let [from, to] = [first, last].map(|number| self.month(number));
            let months = (from..=to).filter(|month| month.rem_euclid(*step) == 0);
            let marks = months.filter_map(|month| {
                let number = if self == Self::Months { month } else { day(begin(month)) };
                let year = month.div_euclid(12);
                let name = if step % 12 == 0 { year.to_string() } else { short(language, begin(month)) };
                (first..=last).contains(&number).then_some((number, name))
            });
            marks.collect::<Vec<_>>()
        };
        let of_days = |step: &i32| {
            let days = (first..=last).filter(|number| (number - first).rem_euclid(*step) == 0);
            days.map(|number| (number, short_day(language, self.date(number)))).collect::<Vec<_>>()
        };
        let days: &[i32] =
            if self == Self::Days && last.saturating_sub(first) < 62 { &[1, 2, 7, 14] } else { &[] };
        let fits = |marks: &Vec<(i32, String)>| (1..=most.max(1)).contains(&marks.len());
        let found = days.iter().map(of_days).chain(MONTHS.iter().map(of_months)).find(fits);
        found.unwrap_or_else(|| vec![(first, self.name(language, first))])
    }

    fn month(self, number: i32) -> i32 {
        let date = self.date(number);
        month(date.year(), date.month())
    }

    /// The first day of it. What no calendar knows is the beginning of the epoch.
    fn date(self, number: i32) -> Date {
        match self {
            Self::Years => begin(number.saturating_mul(12)),
            Self::Months => begin(number),
            Self::Days => {
                EPOCH.checked_add(jiff::Span::new().days(number.clamp(-700_000, 2_900_000))).unwrap_or(EPOCH)
            }
        }
    }
}

/// The first day of a month.
fn begin(month: i32) -> Date {
    let year = i16::try_from(month.div_euclid(12)).unwrap_or_default();
    i8::try_from(month.rem_euclid(12) + 1)
        .ok()
        .and_then(|month| Date::new(year, month, 1).ok())
        .unwrap_or(EPOCH)
}

/// `Mär 2024`.
fn short(language: Language, date: Date) -> String {
    let name = format::month(language, date);
    let (month, year) = name.split_once(' ').unwrap_or((&name, ""));
    format!("{} {year}", month.chars().take(3).collect::<String>())
}

/// `5.3.`, `5 Mar`.
fn short_day(language: Language, date: Date) -> String {
    match language {
        Language::De => format!("{}.{}.", date.day(), date.month()),
        Language::En => {
            let month: String = format::month(language, date).chars().take(3).collect();
            format!("{} {month}", date.day())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{De, En};
    use jiff::civil::date;

    #[test]
    fn times_are_named() {
        let check = |times: Times, number, name: &str, at: [&str; 2], from: &str| {
            assert_eq!(times.name(De, number), name);
            assert_eq!([De, En].map(|language| times.at(language, number)), at);
            assert_eq!(times.from(De, number), from);
        };
        check(Times::Years, 2024, "2024", ["im Jahr 2024", "in 2024"], "2024");
        check(Times::Months, month(2024, 3), "März 2024", ["im März 2024", "in March 2024"], "März 2024");
        let spring = day(date(2024, 3, 5));
        check(
            Times::Days,
            spring,
            "5. März 2024",
            ["am 5. März 2024", "on 5 March 2024"],
            "dem 5. März 2024",
        );
        assert_eq!(Times::Days.name(De, day(date(1969, 12, 31))), "31. Dezember 1969");
    }

    #[test]
    fn marks_are_round_and_few() {
        let check = |times: Times, first, last, most, expected: &[&str]| {
            let marks = times.marks(De, first, last, most);
            let names: Vec<&str> = marks.iter().map(|(_, name)| name.as_str()).collect();
            assert_eq!(names, expected);
        };
        let months = |year, number| month(year, number);
        check(
            Times::Months,
            months(2024, 1),
            months(2024, 4),
            4,
            &["Jan 2024", "Feb 2024", "Mär 2024", "Apr 2024"],
        );
        check(Times::Months, months(2023, 2), months(2024, 12), 4, &["Jul 2023", "Jan 2024", "Jul 2024"]);
        check(Times::Months, months(2020, 1), months(2024, 12), 5, &["2020", "2021", "2022", "2023", "2024"]);
        check(Times::Months, months(2024, 5), months(2024, 5), 5, &["Mai 2024"]);
        check(Times::Days, day(date(2024, 3, 1)), day(date(2024, 3, 3)), 4, &["1.3.", "2.3.", "3.3."]);
        check(
            Times::Days,
            day(date(2024, 1, 15)),
            day(date(2024, 12, 31)),
            4,
            &["Apr 2024", "Jul 2024", "Okt 2024"],
        );
        check(Times::Days, day(date(2022, 1, 1)), day(date(2024, 1, 2)), 4, &["2022", "2023", "2024"]);
    }
}
