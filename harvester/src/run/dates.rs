//! Dates of publication and change that cannot be right. Mapping knows no clock; whoever runs it does.

use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::model::Dataset;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use oxrdf::Literal;

/// Tells dates that lie ahead, and a change before the publication. Both stay: nobody knows which is wrong.
pub fn doubts(dataset: &Dataset) -> Vec<Finding> {
    doubts_on(dataset, Timestamp::now().to_zoned(TimeZone::UTC).date())
}

fn doubts_on(dataset: &Dataset, today: Date) -> Vec<Finding> {
    // Somewhere tomorrow has begun already.
    let tomorrow = today.checked_add(1.day()).unwrap_or(today).to_string();
    let dates = [("dcterms:issued", &dataset.issued), ("dcterms:modified", &dataset.modified)];
    let ahead = dates.into_iter().filter_map(|(property, date)| {
        let date = date.as_ref().filter(|date| is_before(&tomorrow, date.value()))?;
        Some(Finding::new(&rule::DATE_AHEAD, property).found(date.value()))
    });
    let mut findings: Vec<Finding> = ahead.collect();
    if let (Some(issued), Some(modified)) = (&dataset.issued, &dataset.modified)
        && is_before(modified.value(), issued.value())
    {
        let found = format!("{} < {}", modified.value(), Literal::value(issued));
        findings.push(Finding::new(&rule::DATES_REVERSED, "dcterms:modified").found(found));
    }
    findings
}

/// Whether one date is before another as far as both are exact, to the day.
fn is_before(one: &str, other: &str) -> bool {
    const DAY: usize = "2024-01-31".len();
    let length = one.len().min(other.len()).min(DAY);
    one.get(..length) < other.get(..length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::NamedNode;

    #[test]
    fn dates_that_cannot_be_right() {
        #[track_caller]
        fn check(issued: &str, modified: &str, expected: &[&str]) {
            let date = |text: &str| datenkreis_vocab::date::read(text).map(|read| read.literal);
            let mut dataset = Dataset::new(NamedNode::new_unchecked("https://x.example/dataset/a/1"));
            dataset.issued = date(issued);
            dataset.modified = date(modified);
            let findings = doubts_on(&dataset, Date::constant(2026, 5, 31));
            let told: Vec<String> =
                findings.iter().map(|told| format!("{} {}", told.rule, told.property)).collect();
            assert_eq!(told, expected, "{issued} {modified}");
        }
        check("2020-01-01", "2021-01-01", &[]);
        check("2020", "2020-05-01", &[]);
        check("2020-01-01T10:00:00+02:00", "2020-01-01", &[]);
        check("2026-06-01", "", &[]);
        check("2099-01-01", "", &["date-ahead dcterms:issued"]);
        check(
            "2027",
            "2026-06-02",
            &["date-ahead dcterms:issued", "date-ahead dcterms:modified", "dates-reversed dcterms:modified"],
        );
        check("2021-01-01", "2020-12-31", &["dates-reversed dcterms:modified"]);
    }
}
