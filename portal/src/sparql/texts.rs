//! What visitors and programs read about queries, in German and English.

use super::QueryError;
use super::guard::Refusal;
use crate::error::PortalError;
use crate::language::Language;
use crate::texts::format;
use actix_web::http::StatusCode;

/// Texts of the query page.
pub struct Texts {
    /// Heading.
    pub title: &'static str,
    /// What this is.
    pub lead: &'static str,
    /// Label of the field.
    pub label: &'static str,
    /// Label of the button.
    pub run: &'static str,
    /// Heading of the examples.
    pub examples: &'static str,
    /// Heading of the result.
    pub result: &'static str,
    /// Before the links to other formats.
    pub download: &'static str,
    /// Heading for programs.
    pub programs: &'static str,
    /// How programs ask.
    pub programs_text: &'static str,
    /// Answers of ASK.
    pub yes: &'static str,
    /// Answers of ASK.
    pub no: &'static str,
    /// No rows.
    pub nothing: &'static str,
    /// Heading when a query failed.
    pub failed: &'static str,
}

/// The texts of a language.
pub fn of(language: Language) -> &'static Texts {
    match language {
        Language::De => &Texts {
            title: "SPARQL-Abfragen",
            lead: "Hier können Sie mit der Abfragesprache SPARQL 1.1 Fragen an den ganzen Katalog stellen: \
                   an alle Datensätze, ihre Dateien, Herausgeber und Themen auf einmal.",
            label: "Ihre Abfrage",
            run: "Abfrage ausführen",
            examples: "Beispiele",
            result: "Ergebnis",
            download: "Ganzes Ergebnis laden als",
            programs: "Für Programme",
            programs_text: "Dieselbe Adresse spricht das SPARQL 1.1 Protocol (GET und POST). Das Format wählen Sie \
                            mit dem Accept-Header oder mit dem Parameter format. Der ganze Katalog ist der \
                            Default-Graph. Eine Abfrage darf 32 KiB lang sein; dauert sie zu lange, wird sie \
                            abgebrochen. Änderungen und SERVICE sind nicht möglich.",
            yes: "Ja",
            no: "Nein",
            nothing: "Die Abfrage hat kein Ergebnis.",
            failed: "Die Abfrage wurde nicht beantwortet",
        },
        Language::En => &Texts {
            title: "SPARQL queries",
            lead: "Ask the whole catalogue in the query language SPARQL 1.1: all datasets, their files, \
                   publishers and themes at once.",
            label: "Your query",
            run: "Run query",
            examples: "Examples",
            result: "Result",
            download: "Download the whole result as",
            programs: "For programs",
            programs_text: "The same address speaks the SPARQL 1.1 Protocol (GET and POST). Choose the format with \
                            the Accept header or with the parameter format. The whole catalogue is the default \
                            graph. A query may be 32 KiB long; if it takes too long, it is stopped. Updates and \
                            SERVICE are not available.",
            yes: "Yes",
            no: "No",
            nothing: "The query has no result.",
            failed: "The query was not answered",
        },
    }
}

/// How many rows a page shows.
pub fn shown(language: Language, rows: usize, complete: bool) -> String {
    let number = format::number(language, rows as u64);
    match (language, complete, rows) {
        (Language::De, true, 1) => "1 Zeile".into(),
        (Language::De, true, _) => format!("{number} Zeilen"),
        (Language::De, false, _) => {
            format!("Die ersten {number} Zeilen; es gibt mehr. Alle finden Sie in den Dateien.")
        }
        (Language::En, true, 1) => "1 row".into(),
        (Language::En, true, _) => format!("{number} rows"),
        (Language::En, false, _) => {
            format!("The first {number} rows; there are more. The files have all of them.")
        }
    }
}

/// What to tell about a failed query: to a reader of a page in its language, to a program in both.
pub fn problem(language: Option<Language>, error: &QueryError) -> PortalError {
    let (status, code, german, english) = match error {
        QueryError::Refused(Refusal::TooLong) => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "query-too-long",
            "Die Abfrage ist länger als 32 KiB.".to_owned(),
            "The query is longer than 32 KiB.".to_owned(),
        ),
        QueryError::Refused(Refusal::TooComplex) => (
            StatusCode::BAD_REQUEST,
            "query-too-complex",
            "Die Abfrage ist zu tief verschachtelt oder hat zu viele Alternativen.".into(),
            "The query is nested too deeply or has too many alternatives.".into(),
        ),
        QueryError::Refused(Refusal::Update) => (
            StatusCode::FORBIDDEN,
            "update-refused",
            "Hier kann man nur abfragen, nicht ändern.".into(),
            "You can query here, but not change anything.".into(),
        ),
        QueryError::Refused(Refusal::Service) => (
            StatusCode::FORBIDDEN,
            "service-refused",
            "SERVICE ist nicht erlaubt: Dieser Server fragt keine anderen Server.".into(),
            "SERVICE is not allowed: this server does not ask other servers.".into(),
        ),
        QueryError::Syntax(message) => (
            StatusCode::BAD_REQUEST,
            "query-syntax",
            format!("Die Abfrage ist kein gültiges SPARQL 1.1{}", placed(message, "Zeile", "Spalte")),
            format!("The query is not valid SPARQL 1.1{}", placed(message, "line", "column")),
        ),
        QueryError::Evaluation(message) => (
            StatusCode::BAD_REQUEST,
            "query-evaluation",
            format!("Die Abfrage kann nicht ausgewertet werden: {message}"),
            format!("The query cannot be evaluated: {message}"),
        ),
        // Right in form, and yet it cannot be answered within the limits, now or later (RFC 9110 §15.5.21).
        QueryError::TooLarge => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "answer-too-large",
            "Das Ergebnis ist zu groß. Bitte fragen Sie es mit LIMIT und OFFSET in Teilen ab.".into(),
            "The result is too large. Please ask for it in parts, with LIMIT and OFFSET.".into(),
        ),
        QueryError::Timeout => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "query-timeout",
            "Die Abfrage hat zu lange gedauert und wurde abgebrochen. Bitte grenzen Sie sie ein.".into(),
            "The query took too long and was stopped. Please narrow it down.".into(),
        ),
        QueryError::Exhausted => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "query-exhausted",
            "Die Abfrage braucht zu viel Speicher. Bitte grenzen Sie sie ein.".into(),
            "The query needs too much memory. Please narrow it down.".into(),
        ),
        QueryError::Busy => (
            StatusCode::SERVICE_UNAVAILABLE,
            "queries-busy",
            "Gerade laufen zu viele Abfragen. Bitte versuchen Sie es gleich noch einmal.".into(),
            "Too many queries are running. Please try again in a moment.".into(),
        ),
        QueryError::TooMany => (
            StatusCode::TOO_MANY_REQUESTS,
            "queries-too-many",
            "Von Ihrer Adresse laufen schon zu viele Abfragen. Bitte warten Sie, bis eine fertig ist.".into(),
            "Too many queries from your address are running. Please wait until one has ended.".into(),
        ),
        QueryError::Unavailable(reason) => {
            tracing::error!(reason, "a SPARQL worker is not available");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "queries-unavailable",
                "Abfragen sind im Augenblick nicht möglich.".into(),
                "Queries are not available at the moment.".into(),
            )
        }
    };
    let message = match language {
        Some(Language::De) => german,
        Some(Language::En) => english,
        None => format!("{german} / {english}"),
    };
    let is_passing = matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS);
    let retry_after_secs = is_passing.then_some(10);
    PortalError { retry_after_secs, ..PortalError::new(status, code, message) }
}

/// The parser says `error at 1:14: expected …`.
fn placed(message: &str, line: &str, column: &str) -> String {
    let place = message.strip_prefix("error at ").and_then(|rest| rest.split_once(": "));
    match place.and_then(|(place, rest)| place.split_once(':').map(|(l, c)| (l, c, rest))) {
        Some((l, c, rest)) => format!(" ({line} {l}, {column} {c}): {rest}"),
        None => format!(": {message}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syntax_errors_name_their_place() {
        let error = QueryError::Syntax("error at 3:7: expected one of ...".into());
        let german = problem(Some(Language::De), &error);
        assert_eq!(german.status, StatusCode::BAD_REQUEST);
        assert!(german.message.contains("(Zeile 3, Spalte 7): expected"), "{}", german.message);
        assert!(problem(Some(Language::En), &error).message.contains("(line 3, column 7)"));
        let both = problem(None, &error).message;
        assert!(both.contains("(Zeile 3, Spalte 7)") && both.contains("(line 3, column 7)"), "{both}");
    }

    #[test]
    fn only_what_may_work_later_says_when() {
        let check = |error: QueryError, status: u16, retry_after_secs: Option<u32>| {
            let problem = problem(None, &error);
            assert_eq!((problem.status.as_u16(), problem.retry_after_secs), (status, retry_after_secs));
        };
        check(QueryError::Busy, 503, Some(10));
        check(QueryError::TooMany, 429, Some(10));
        check(QueryError::Timeout, 422, None);
        check(QueryError::TooLarge, 422, None);
        check(QueryError::Exhausted, 422, None);
        check(QueryError::Refused(Refusal::Update), 403, None);
    }
}
