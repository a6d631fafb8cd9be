//! Every literal we publish is well-formed for its XSD datatype (RDF 1.1 Concepts, section 5), also in
//! statements the model does not know: an ill-typed one ends the run of some readers.

use datenkreis_vocab::date;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::ns;
use oxrdf::{Literal, NamedNode, Term, Triple};
use oxsdatatypes::{
    Date, DateTime, DayTimeDuration, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Time,
    YearMonthDuration,
};
use std::str::FromStr;

const NS: &str = "http://www.w3.org/2001/XMLSchema#";

/// Mends ill-typed literals: the value they mean, or their text without datatype. Empty ones go.
pub(super) fn well_formed(triples: Vec<Triple>, findings: &mut Vec<Finding>) -> Vec<Triple> {
    triples.into_iter().filter_map(|triple| mended(triple, findings)).collect()
}

fn mended(mut triple: Triple, findings: &mut Vec<Finding>) -> Option<Triple> {
    let Term::Literal(literal) = &triple.object else {
        return Some(triple);
    };
    let Some(datatype) =
        literal.datatype().as_str().strip_prefix(NS).filter(|_| literal.language().is_none())
    else {
        return Some(triple);
    };
    if is_well_formed(datatype, literal.value()) {
        return Some(triple);
    }
    let property = ns::prefixed(triple.predicate.as_str());
    let shown = format!("\"{}\"^^xsd:{datatype}", literal.value());
    let text = literal.value().trim();
    if text.is_empty() {
        findings.push(Finding::new(&rule::LITERAL_EMPTY, property).found(shown));
        return None;
    }
    let (rule, literal) = match meant(datatype, text) {
        Some(meant) => (&rule::VALUE_REWRITTEN, meant),
        None => (&rule::LITERAL_INVALID, Literal::new_simple_literal(literal.value())),
    };
    findings.push(Finding::new(rule, property).found(shown).concluded(literal.value()));
    triple.object = literal.into();
    Some(triple)
}

/// An ill-typed literal as Turtle writes it, and the value it means, if a person can tell; `None` if it is
/// well-formed, or no XSD datatype says how it is written.
pub(crate) fn mistyped(literal: &Literal) -> Option<(String, Option<Literal>)> {
    let datatype = literal.datatype().as_str().strip_prefix(NS).filter(|_| literal.language().is_none())?;
    let shown = || format!("\"{}\"^^xsd:{datatype}", literal.value());
    (!is_well_formed(datatype, literal.value())).then(|| (shown(), meant(datatype, literal.value().trim())))
}

/// The value a person reads in an ill-typed literal.
fn meant(datatype: &str, text: &str) -> Option<Literal> {
    let name = datatype.to_ascii_lowercase();
    if name.contains("date") || name.starts_with("gyear") {
        return date::read(text).map(|read| read.literal);
    }
    let value = match (name.as_str(), text.to_lowercase().as_str()) {
        ("boolean", "true" | "ja" | "yes") => "true".to_owned(),
        ("boolean", "false" | "nein" | "no") => "false".to_owned(),
        _ => text.replace(',', "."),
    };
    is_well_formed(datatype, &value)
        .then(|| Literal::new_typed_literal(value, NamedNode::new_unchecked(format!("{NS}{datatype}"))))
}

/// Whether `text` is in the lexical space of the XSD datatype with this local name. A name that XSD
/// does not have has none.
fn is_well_formed(datatype: &str, text: &str) -> bool {
    match datatype {
        "string" | "normalizedString" | "token" | "language" | "Name" | "NCName" | "NMTOKEN" => true,
        "boolean" => matches!(text, "true" | "false" | "1" | "0"),
        "decimal" => is_decimal(text),
        "double" | "float" => is_double(text),
        "date" => Date::from_str(text).is_ok(),
        "dateTime" => DateTime::from_str(text).is_ok(),
        "dateTimeStamp" => DateTime::from_str(text).is_ok_and(|at| at.timezone().is_some()),
        "time" => Time::from_str(text).is_ok(),
        "gYear" => GYear::from_str(text).is_ok(),
        "gYearMonth" => GYearMonth::from_str(text).is_ok(),
        "gMonth" => GMonth::from_str(text).is_ok(),
        "gMonthDay" => GMonthDay::from_str(text).is_ok(),
        "gDay" => GDay::from_str(text).is_ok(),
        "duration" => Duration::from_str(text).is_ok(),
        "yearMonthDuration" => YearMonthDuration::from_str(text).is_ok(),
        "dayTimeDuration" => DayTimeDuration::from_str(text).is_ok(),
        "hexBinary" => text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "base64Binary" => is_base64(text),
        "anyURI" => {
            !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || "<>\"{}|\\^`".contains(c))
        }
        other => is_integer(other, text),
    }
}

fn is_integer(datatype: &str, text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let is_zero = digits.bytes().all(|digit| digit == b'0');
    let is_negative = text.starts_with('-') && !is_zero;
    let within =
        |low: i128, high: i128| text.parse::<i128>().is_ok_and(|number| (low..=high).contains(&number));
    match datatype {
        "integer" => true,
        "nonNegativeInteger" => !is_negative,
        "positiveInteger" => !is_negative && !is_zero,
        "nonPositiveInteger" => is_negative || is_zero,
        "negativeInteger" => is_negative,
        "long" => within(i64::MIN.into(), i64::MAX.into()),
        "int" => within(i32::MIN.into(), i32::MAX.into()),
        "short" => within(i16::MIN.into(), i16::MAX.into()),
        "byte" => within(i8::MIN.into(), i8::MAX.into()),
        "unsignedLong" => within(0, u64::MAX.into()),
        "unsignedInt" => within(0, u32::MAX.into()),
        "unsignedShort" => within(0, u16::MAX.into()),
        "unsignedByte" => within(0, u8::MAX.into()),
        _ => false,
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().filter(|byte| *byte == b'.').count() <= 1
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn is_double(text: &str) -> bool {
    if matches!(text, "INF" | "+INF" | "-INF" | "NaN") {
        return true;
    }
    match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => is_decimal(mantissa) && is_integer("integer", exponent),
        None => is_decimal(text),
    }
}

fn is_base64(text: &str) -> bool {
    let bare = text.replace(' ', "");
    let digits = bare.trim_end_matches('=');
    bare.len().is_multiple_of(4)
        && bare.len() - digits.len() <= 2
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The literal that is published, and the rule of the finding.
    #[track_caller]
    fn check(datatype: &str, found: &str, expected: &str, rule: &str) {
        let literal = Literal::new_typed_literal(found, NamedNode::new_unchecked(format!("{NS}{datatype}")));
        let subject = NamedNode::new_unchecked("https://x.example/d");
        let property = NamedNode::new_unchecked("http://purl.org/dc/terms/updated");
        let mut findings = vec![];
        let written = well_formed(vec![Triple::new(subject, property, literal)], &mut findings);
        let written = written.first().map(|triple| triple.object.to_string()).unwrap_or_default();
        assert_eq!(written.replace(&format!("^^<{NS}"), "^^").trim_end_matches('>'), expected, "{found}");
        assert_eq!(findings.first().map_or("", |finding| finding.rule.as_str()), rule, "{found}");
    }

    #[test]
    fn well_formed_literals_stay() {
        for (datatype, text) in [
            ("date", "2014-12-19Z"),
            ("date", "0001-01-01"),
            ("dateTime", "2014-12-19T24:00:00"),
            ("gYear", "-0044"),
            ("integer", "+0012345678901234567890123456789"),
            ("decimal", ".5"),
            ("double", "1.5E-3"),
            ("double", "-INF"),
            ("boolean", "1"),
            ("duration", "-P1Y2MT3.5S"),
            ("anyURI", "mailto:a@b.de"),
            ("nonNegativeInteger", "-0"),
            ("unsignedByte", "255"),
        ] {
            check(datatype, text, &format!("\"{text}\"^^{datatype}"), "");
        }
        check("string", "", "\"\"", "");
    }

    #[test]
    fn ill_typed_literals_are_mended_or_lose_their_datatype() {
        check("date", "", "", "literal-empty");
        check("integer", " ", "", "literal-empty");
        check("anyURI", "", "", "literal-empty");
        check("date", "19.12.2014", "\"2014-12-19\"^^date", "value-rewritten");
        check("date", "2014-12-19T10:00:00", "\"2014-12-19T10:00:00\"^^dateTime", "value-rewritten");
        check("gYear", "2014-05", "\"2014-05\"^^gYearMonth", "value-rewritten");
        check("Datetime", "2014", "\"2014\"^^gYear", "value-rewritten");
        check("decimal", "12,5", "\"12.5\"^^decimal", "value-rewritten");
        check("integer", " 12 ", "\"12\"^^integer", "value-rewritten");
        check("boolean", "True", "\"true\"^^boolean", "value-rewritten");
        check("date", "demnächst", "\"demnächst\"", "literal-invalid");
        check("integer", "viele", "\"viele\"", "literal-invalid");
        check("unsignedByte", "256", "\"256\"", "literal-invalid");
        check("duration", "15 Minuten", "\"15 Minuten\"", "literal-invalid");
        check("anyURI", "zwei Wörter", "\"zwei Wörter\"", "literal-invalid");
    }
}
