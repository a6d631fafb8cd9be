//! Whether a literal has a form that its datatype allows (XML Schema 1.1 part 2), for the datatypes that
//! the constraints ask for. Literals of any other datatype are believed.

use jiff::civil::Date;
use oxrdf::NamedNodeRef;
use oxrdf::vocab::xsd;
use regex::Regex;
use std::sync::LazyLock;

/// Whether `text` may stand in a literal of `datatype`.
pub(super) fn is_valid(datatype: NamedNodeRef<'_>, text: &str) -> bool {
    let form = FORMS.iter().find(|(known, _)| *known == datatype);
    let Some((_, form)) = form else {
        return true;
    };
    let Some(parts) = form.as_ref().and_then(|form| form.captures(text)) else {
        return false;
    };
    match (parts.name("year"), parts.name("month"), parts.name("day")) {
        (Some(year), Some(month), Some(day)) => is_day(year.as_str(), month.as_str(), day.as_str()),
        _ => true,
    }
}

type Form = (NamedNodeRef<'static>, Option<Regex>);

static FORMS: LazyLock<[Form; 8]> = LazyLock::new(|| {
    let year = r"(?<year>-?(?:[1-9][0-9]{3,}|0[0-9]{3}))";
    let month = "(?<month>0[1-9]|1[0-2])";
    let day = "(?<day>0[1-9]|[12][0-9]|3[01])";
    let clock = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)";
    let zone = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?";
    let form = |pattern: String| Regex::new(&format!("^(?:{pattern})$")).ok();
    [
        (xsd::DATE, form(format!("{year}-{month}-{day}{zone}"))),
        (xsd::DATE_TIME, form(format!("{year}-{month}-{day}T{clock}{zone}"))),
        (xsd::G_YEAR, form(format!("{year}{zone}"))),
        (xsd::G_YEAR_MONTH, form(format!("{year}-{month}{zone}"))),
        (xsd::DECIMAL, form(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)".into())),
        (xsd::NON_NEGATIVE_INTEGER, form(r"\+?[0-9]+|-0+".into())),
        (xsd::HEX_BINARY, form("(?:[0-9A-Fa-f]{2})*".into())),
        (xsd::DURATION, form(DURATION.into())),
    ]
});

/// At least one part, and one behind a `T` if there is one.
const DURATION: &str = r"-?P(?:(?:[0-9]+Y(?:[0-9]+M)?(?:[0-9]+D)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)(?:T(?:[0-9]+H(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?|[0-9]+M(?:[0-9]+(?:\.[0-9]+)?S)?|[0-9]+(?:\.[0-9]+)?S))?|T(?:[0-9]+H(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?|[0-9]+M(?:[0-9]+(?:\.[0-9]+)?S)?|[0-9]+(?:\.[0-9]+)?S))";

/// Whether the month has that day. Years beyond what the calendar of our library holds are believed.
fn is_day(year: &str, month: &str, day: &str) -> bool {
    let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else {
        return true;
    };
    Date::new(year, month, day).is_ok() || !(-9999..=9999).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_those_of_xml_schema() {
        let check = |datatype, right: &[&str], wrong: &[&str]| {
            for text in right {
                assert!(is_valid(datatype, text), "{text}");
            }
            for text in wrong {
                assert!(!is_valid(datatype, text), "{text}");
            }
        };
        check(
            xsd::DATE,
            &["2024-02-29", "2024-01-01Z", "2024-01-01+14:00", "0001-01-01", "12024-01-01"],
            &[
                "2023-02-29",
                "2024-1-1",
                "24-01-01",
                "2024-01-01T00:00:00",
                " 2024-01-01",
                "2024-01-01+14:30",
                "",
            ],
        );
        check(
            xsd::DATE_TIME,
            &["2024-01-01T12:00:00", "2024-01-01T24:00:00Z", "2024-01-01T12:00:00.123456-05:00"],
            &[
                "2024-01-01",
                "2024-01-01 12:00:00",
                "2024-01-01T12:00",
                "2024-01-01T25:00:00",
                "2023-02-30T00:00:00",
            ],
        );
        check(xsd::G_YEAR, &["2024", "2024Z"], &["24", "2024-01"]);
        check(xsd::G_YEAR_MONTH, &["2024-01"], &["2024", "2024-13"]);
        check(xsd::DECIMAL, &["1", "-1.50", ".5", "5."], &["", ".", "1e3", "1,5", "+"]);
        check(xsd::NON_NEGATIVE_INTEGER, &["0", "+5", "-0"], &["-1", "1.0", ""]);
        check(xsd::HEX_BINARY, &["", "0fB7"], &["0f7", "0g"]);
        check(xsd::DURATION, &["P1D", "-P1Y2M3DT4H5M6.7S", "PT0S"], &["P", "PT", "P1H", "1D", "P1DT"]);
        check(xsd::STRING, &["", "any"], &[]);
    }
}
