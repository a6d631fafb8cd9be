//! JSON as portals send it: with a byte order mark, in a legacy encoding, with `NaN`, with raw control
//! characters in strings, or nested beyond reason.

/// Levels a record may nest. Real records need six; parsers recurse.
pub const DEPTH: usize = 64;

/// The text of an answer: by byte order mark, else UTF-8, else guessed (chardetng). `NaN`,
/// `Infinity` and `-Infinity`, which Python writes and JSON does not know, become `null`; control
/// characters inside strings become blanks.
pub fn text(body: Vec<u8>) -> String {
    let text = match encoding_rs::Encoding::for_bom(&body) {
        Some((encoding, length)) => encoding.decode_without_bom_handling(&body[length..]).0.into_owned(),
        None => String::from_utf8(body).unwrap_or_else(|error| {
            let body = error.into_bytes();
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(&body, true);
            let encoding = detector.guess(Some(b"de"), chardetng::Utf8Detection::Allow);
            encoding.decode_without_bom_handling(&body).0.into_owned()
        }),
    };
    if needs_mending(&text) { mend(&text) } else { text }
}

fn needs_mending(text: &str) -> bool {
    text.contains("NaN") || text.contains("Infinity") || text.bytes().any(|byte| byte < b' ')
}

fn mend(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut in_string = false;
    let mut escaped = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if in_string {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                _ => {}
            }
            mended.push(if c < ' ' { ' ' } else { c });
            rest = &rest[c.len_utf8()..];
            continue;
        }
        if let Some(word) = ["NaN", "-Infinity", "Infinity"].iter().find(|word| rest.starts_with(**word)) {
            mended.push_str("null");
            rest = &rest[word.len()..];
            continue;
        }
        in_string = c == '"';
        mended.push(if c < ' ' { ' ' } else { c });
        rest = &rest[c.len_utf8()..];
    }
    mended
}

/// Whether JSON text nests no deeper than [`DEPTH`]; brackets in strings do not count.
pub fn is_shallow(json: &str) -> bool {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for byte in json.bytes() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &[u8], expected: &str) {
        assert_eq!(text(body.to_vec()), expected);
    }

    #[test]
    fn odd_json_becomes_json() {
        check(b"\xEF\xBB\xBF{\"a\": 1}", "{\"a\": 1}");
        check(b"{\"a\": NaN, \"NaN\": [-Infinity]}", "{\"a\": null, \"NaN\": [null]}");
        check(b"{\"a\": \"x\ty\\\"NaN\"}", "{\"a\": \"x y\\\"NaN\"}");
        check("{\"a\": \"Käse\"}".as_bytes(), "{\"a\": \"Käse\"}");
        check(b"{\"a\": \"K\xE4se und gr\xFCne So\xDFe\"}", "{\"a\": \"Käse und grüne Soße\"}");
        check(b"\xFF\xFE{\x00}\x00", "{}");
    }

    #[test]
    fn depth_counts_brackets_outside_strings() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(is_shallow(&nested(DEPTH)));
        assert!(!is_shallow(&nested(DEPTH + 1)));
        assert!(is_shallow(&format!("\"{}\"", nested(1000))));
    }
}
