use datenkreis_vocab::date;
use datenkreis_vocab::model::PeriodOfTime;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt;

/// A year, month or day, to the accuracy in which it was named: `2024`, `2024-03`, `2024-03-31`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    written: String,
    first: Date,
    last: Date,
}

impl Moment {
    pub fn year(year: i16) -> Option<Self> {
        let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
        Some(Self { written: format!("{year:04}"), first, last })
    }

    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self { written: format!("{year:04}-{month:02}"), first, last: first.last_of_month() })
    }

    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        let day = Date::new(year, month, day).ok()?;
        Some(Self { written: day.to_string(), first: day, last: day })
    }
}

/// A period of time; an end that is not known is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    start: Option<Moment>,
    end: Option<Moment>,
}

impl Span {
    pub fn of(moment: Moment) -> Self {
        Self { start: Some(moment.clone()), end: Some(moment) }
    }

    /// `None` if it would end before it begins.
    pub fn between(start: Moment, end: Moment) -> Option<Self> {
        (start.first < end.last).then_some(Self { start: Some(start), end: Some(end) })
    }

    pub fn since(self) -> Self {
        Self { end: None, ..self }
    }

    pub fn until(self) -> Self {
        Self { start: None, ..self }
    }

    pub fn first_day(&self) -> Date {
        self.start.as_ref().map_or(Date::MIN, |start| start.first)
    }

    fn last_day(&self) -> Date {
        self.end.as_ref().map_or(Date::MAX, |end| end.last)
    }

    pub fn first_year(&self) -> Option<i16> {
        Some(self.start.as_ref()?.first.year())
    }

    pub fn contains(&self, other: &Self) -> bool {
        self.first_day() <= other.first_day() && other.last_day() <= self.last_day()
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.first_day() <= other.last_day() && other.first_day() <= self.last_day()
    }

    /// Both as one, if `next` begins no later than the day after this one ends.
    pub fn followed_by(&self, next: &Self) -> Option<Self> {
        let day_after = self.last_day().checked_add(1.day()).unwrap_or(Date::MAX);
        (next.first_day() <= day_after).then(|| self.hull(next))
    }

    /// From the beginning of the first to the end of the last.
    pub fn hull(&self, other: &Self) -> Self {
        let (first, last) = (self.first_day() <= other.first_day(), self.last_day() >= other.last_day());
        Self {
            start: if first { self.start.clone() } else { other.start.clone() },
            end: if last { self.end.clone() } else { other.end.clone() },
        }
    }

    /// As the model writes it; `None` if neither end is known.
    pub fn period(&self) -> Option<PeriodOfTime> {
        let literal = |moment: &Option<Moment>| Some(date::read(&moment.as_ref()?.written)?.literal);
        let period = PeriodOfTime { start_date: literal(&self.start), end_date: literal(&self.end) };
        (!period.is_empty()).then_some(period)
    }
}

/// `2024`, `2020-07/2020-12`, `2015/..` (ISO 8601).
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = |moment: &Option<Moment>| match moment {
            Some(moment) => moment.written.clone(),
            None => "..".into(),
        };
        if self.start == self.end {
            return f.write_str(&written(&self.start));
        }
        write!(f, "{}/{}", written(&self.start), written(&self.end))
    }
}
