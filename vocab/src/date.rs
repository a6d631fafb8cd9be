//! Dates as municipalities write them, brought to XML Schema.

mod forms;
mod schema;

use oxrdf::Literal;

/// A date read from metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDate {
    /// xsd:date, xsd:dateTime, xsd:gYear or xsd:gYearMonth.
    pub literal: Literal,
    /// Whether the lexical form differs from what was found.
    pub rewritten: bool,
}

/// No date is longer; what is, is prose.
const MAX_LENGTH_BYTES: usize = 80;

/// Reads a date or time in any of the forms seen in German portals. A valid XML Schema form is kept
/// to the letter (GovData compares `dcterms:modified` as text). `None` if it is no date.
///
/// The years 0001 and 9999 stand for "unknown" and "for ever" and are no dates. Where day and month
/// could be swapped (`10/12/2019`), where the century is missing, and where a span is given, nothing
/// is read. A time without zone stays without zone.
pub fn read(found: &str) -> Option<ReadDate> {
    let trimmed = found.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    if trimmed.is_empty() || trimmed.len() > MAX_LENGTH_BYTES {
        return None;
    }
    let literal = match schema::datatype(trimmed) {
        Some(datatype) => Literal::new_typed_literal(trimmed, datatype),
        None => {
            let written = forms::read(trimmed)?;
            Literal::new_typed_literal(&written, schema::datatype(&written)?)
        }
    };
    let rewritten = literal.value() != found;
    Some(ReadDate { literal, rewritten })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: &str, expected: &str) {
        let read = read(found).map(|read| {
            let datatype = read.literal.datatype().as_str().rsplit('#').next().unwrap_or_default().to_owned();
            assert_eq!(read.rewritten, read.literal.value() != found);
            format!("{} {}", datatype, read.literal.value())
        });
        assert_eq!(read.as_deref().unwrap_or("none"), expected, "{found}");
    }

    #[test]
    fn xml_schema_is_kept() {
        check("2014-12-19", "date 2014-12-19");
        check("2014-12-19Z", "date 2014-12-19Z");
        check("2014-12-19+01:00", "date 2014-12-19+01:00");
        check("2020-06-11T10:43:29.894113", "dateTime 2020-06-11T10:43:29.894113");
        check("2015-01-13T12:13:13+01:00", "dateTime 2015-01-13T12:13:13+01:00");
        check("2015-01-13T24:00:00Z", "dateTime 2015-01-13T24:00:00Z");
        check("2018-05", "gYearMonth 2018-05");
        check("2014", "gYear 2014");
        check("1784", "gYear 1784");
    }

    #[test]
    fn other_forms_are_rewritten() {
        check("  2014-12-19\n", "date 2014-12-19");
        check("Freitag, 19. Dezember 2014 - 8:27", "dateTime 2014-12-19T08:27:00");
        check("Dienstag, 4. November 2014 - 10:25", "dateTime 2014-11-04T10:25:00");
        check("Date changed\t2014-09-17T09:15:29+02:00", "dateTime 2014-09-17T09:15:29+02:00");
        check("Stand: 19.10.2010", "date 2010-10-19");
        check("19.12.2014", "date 2014-12-19");
        check("9. 2. 2014", "date 2014-02-09");
        check("19.12.2014, 08:27 Uhr", "dateTime 2014-12-19T08:27:00");
        check("19.12.2014 um 08:27:30", "dateTime 2014-12-19T08:27:30");
        check("1. März 2014", "date 2014-03-01");
        check("1 Maerz 2014", "date 2014-03-01");
        check("3. Jän. 2014", "date 2014-01-03");
        check("December 19, 2014", "date 2014-12-19");
        check("19th Dec 2014", "date 2014-12-19");
        check("Dezember 2014", "gYearMonth 2014-12");
        check("12/2014", "gYearMonth 2014-12");
        check("12.2014", "gYearMonth 2014-12");
        check("2014/12/19", "date 2014-12-19");
        check("20141219", "date 2014-12-19");
        check("20141219T082730Z", "dateTime 2014-12-19T08:27:30Z");
        check("2013-07-5T00:00:00", "dateTime 2013-07-05T00:00:00");
        check("2013-02-15T00:00", "dateTime 2013-02-15T00:00:00");
        check("2019-09-30 22:00:00", "dateTime 2019-09-30T22:00:00");
        check("2019-09-30 22:00:00.0 CEST", "dateTime 2019-09-30T22:00:00.0+02:00");
        check("2014-02-14T13:45:00+0100", "dateTime 2014-02-14T13:45:00+01:00");
        check("2014-02-14T13:45:00+01", "dateTime 2014-02-14T13:45:00+01:00");
        check("2014-02-14t13:45:00z", "dateTime 2014-02-14T13:45:00Z");
        check("Fri, 19 Dec 2014 08:27:00 +0100", "dateTime 2014-12-19T08:27:00+01:00");
        check("Fri, 19 Dec 2014 08:27:00 GMT", "dateTime 2014-12-19T08:27:00Z");
        check("Fri Dec 19 08:27:00 CET 2014", "dateTime 2014-12-19T08:27:00+01:00");
        check("19/12/2014", "date 2014-12-19");
        check("12/19/2014 8:27 PM", "dateTime 2014-12-19T20:27:00");
        check("12/12/2014", "date 2014-12-12");
        check("1418977620", "dateTime 2014-12-19T08:27:00Z");
        check("1418977620000", "dateTime 2014-12-19T08:27:00Z");
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for found in [
            "",
            "Keine",
            "Date changed\t",
            "2014;2015",
            "2014-2015",
            "2013/14",
            "2011/12",
            "10/12/2019",
            "19.12.14",
            "0001-01-01",
            "9999-12-31",
            "0001",
            "9999",
            "0001-01-01T00:00:00",
            "31.02.2014",
            "2014-13-01",
            "2014-00-00",
            "2014-02-30T10:00:00",
            "2014-01-01T25:00:00",
            "2014-01-01T24:00:01",
            "2014-01-01T10:00:00+15:00",
            "2014-W03",
            "ca. 2014",
            "1. Quartal 2014",
            "201412",
            "12345",
            "-2014",
            "+2014",
            "02014",
            "2014-01-01/2014-12-31",
            "PT15M",
            "v2.0",
            "１２.１２.２０１４",
            "1.1.2014 bis 31.12.2014",
            "19. Foobar 2014",
        ] {
            check(found, "none");
        }
        check(&"1".repeat(10_000), "none");
    }
}
