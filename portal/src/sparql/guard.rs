//! Looks at a query before any parser does: size, nesting, and what is not allowed at all. One pass
//! over the characters, whatever they are.

/// Length of a query in bytes, at most.
const LONGEST_QUERY: usize = 32 << 10;
/// Open brackets at one place, at most. (Measured: 696 overflow the stack of a usual thread.)
const DEEPEST: usize = 100;
/// `!` (and `^`, `-`, `+`) one after the other, at most.
const LONGEST_RUN: usize = 100;
/// UNION in one query, at most.
const MOST_UNIONS: usize = 200;

/// Why a query is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Longer than 32 KiB.
    TooLong,
    /// Nested too deeply, or too many operators or alternatives.
    TooComplex,
    /// SPARQL Update.
    Update,
    /// SERVICE: this server calls nobody.
    Service,
}

/// Checks a query.
pub fn check(query: &str) -> Result<(), Refusal> {
    if query.len() > LONGEST_QUERY {
        return Err(Refusal::TooLong);
    }
    let mut rest = query;
    let mut depth = 0_usize;
    let mut run = 0;
    let mut unions = 0;
    let mut begun = false;
    while let Some(first) = rest.chars().next() {
        let length = token(rest, first);
        let text = &rest[..length];
        rest = &rest[length..];
        match first {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match first {
            '!' | '^' | '-' | '+' => run += 1,
            c if c.is_whitespace() || c == '#' => {}
            _ => run = 0,
        }
        if is_word(first) && !text.contains(':') {
            let word = text.to_ascii_uppercase();
            match word.as_str() {
                "SERVICE" => return Err(Refusal::Service),
                "UNION" => unions += 1,
                "INSERT" | "DELETE" | "LOAD" | "CLEAR" | "CREATE" | "DROP" | "COPY" | "MOVE" | "ADD"
                | "WITH"
                    if !begun =>
                {
                    return Err(Refusal::Update);
                }
                "SELECT" | "ASK" | "CONSTRUCT" | "DESCRIBE" => begun = true,
                _ => {}
            }
        }
        if depth > DEEPEST || run > LONGEST_RUN || unions > MOST_UNIONS {
            return Err(Refusal::TooComplex);
        }
    }
    Ok(())
}

/// Length of the token at the beginning of `text`: a comment, a string, an IRI, a word or variable, or
/// one character.
fn token(text: &str, first: char) -> usize {
    match first {
        '#' => text.find(['\n', '\r']).unwrap_or(text.len()),
        '"' | '\'' => string(text, first),
        '<' => iri(text).unwrap_or(1),
        '?' | '$' | '@' => 1 + word(&text[1..]),
        c if is_word(c) => word(text),
        c => c.len_utf8(),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == ':'
}

fn word(text: &str) -> usize {
    text.find(|c: char| !is_word(c)).unwrap_or(text.len())
}

/// `<` also means "less than": an IRI has no blanks and ends with `>`.
fn iri(text: &str) -> Option<usize> {
    let end = text[1..].find(|c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\')
    })?;
    text[1 + end..].starts_with('>').then_some(end + 2)
}

fn string(text: &str, quote: char) -> usize {
    let long: String = [quote; 3].iter().collect();
    let is_long = text.starts_with(&long);
    let mut at = if is_long { 3 } else { 1 };
    while let Some(c) = text[at..].chars().next() {
        if c == '\\' {
            let escaped = text[at + 1..].chars().next().map_or(0, char::len_utf8);
            at += 1 + escaped;
        } else if is_long && text[at..].starts_with(&long) {
            return at + 3;
        } else if !is_long && c == quote {
            return at + 1;
        } else if !is_long && matches!(c, '\n' | '\r') {
            return at;
        } else {
            at += c.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_refused(query: &str, expected: Option<Refusal>) {
        assert_eq!(check(query).err(), expected, "{}", query.chars().take(80).collect::<String>());
    }

    #[test]
    fn queries_pass() {
        check_refused("SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }", None);
        check_refused(
            "PREFIX service: <http://a/> SELECT ?service { ?service service:x 'SERVICE'@de }",
            None,
        );
        check_refused(
            "# DROP ALL\nPREFIX delete: <http://a#> ASK { ?s delete:p \"\"\"{{{ \"SERVICE\" \"\"\" }",
            None,
        );
        check_refused("SELECT (1 AS ?insert) { <http://a/#{> ?p 'it\\'s SERVICE' }", None);
        check_refused("", None);
        check_refused("\\u{0} ' \" <", None);
    }

    #[test]
    fn updates_and_services_are_refused() {
        check_refused("DROP ALL", Some(Refusal::Update));
        check_refused("prefix a: <http://a/> insert data { a:a a:b a:c }", Some(Refusal::Update));
        check_refused("SELECT * { SERVICE SILENT <http://127.0.0.1/> { ?s ?p ?o } }", Some(Refusal::Service));
        check_refused("SELECT * { service ?x { ?s ?p ?o } }", Some(Refusal::Service));
    }

    #[test]
    fn what_would_hurt_a_parser_is_refused() {
        for text in ["{", "(", "[", "!", "! ", "UNION {} "] {
            check_refused(&format!("SELECT * {}", text.repeat(1_000)), Some(Refusal::TooComplex));
        }
        check_refused(&" ".repeat(LONGEST_QUERY + 1), Some(Refusal::TooLong));
    }
}
