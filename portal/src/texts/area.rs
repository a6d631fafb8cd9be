//! Geometries in words.

use crate::language::Language;

/// What a WKT geometry in CRS84 covers: `51,5° N bis 51,6° N, 7,6° O bis 7,8° O`, or a point's
/// coordinates. `None` if there are no coordinates in it.
pub fn area(language: Language, wkt: &str) -> Option<String> {
    let numbers = wkt.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E')));
    let numbers: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
    let (longitudes, latitudes): (Vec<_>, Vec<_>) =
        numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).unzip();
    let (south, north) = range(&latitudes)?;
    let (west, east) = range(&longitudes)?;
    let [to, east_letter] = match language {
        Language::De => ["bis", "O"],
        Language::En => ["to", "E"],
    };
    let span = |from: f64, until: f64, letters: [&str; 2]| {
        let [from, until] = [from, until].map(|value| degrees(language, value, letters));
        if from == until { from } else { format!("{from} {to} {until}") }
    };
    Some(format!("{}, {}", span(south, north, ["N", "S"]), span(west, east, [east_letter, "W"])))
}

fn range(values: &[f64]) -> Option<(f64, f64)> {
    let first = *values.first()?;
    Some(values.iter().fold((first, first), |(low, high), value| (low.min(*value), high.max(*value))))
}

/// Four places behind the comma are ten metres.
fn degrees(language: Language, value: f64, [positive, negative]: [&str; 2]) -> String {
    let text = format!("{:.4}", value.abs());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let text = match language {
        Language::De => text.replace('.', ","),
        Language::En => text.to_owned(),
    };
    format!("{text}° {}", if value < 0.0 { negative } else { positive })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geometries_become_words() {
        let check = |wkt: &str, german: Option<&str>, english: Option<&str>| {
            assert_eq!(area(Language::De, wkt).as_deref(), german);
            assert_eq!(area(Language::En, wkt).as_deref(), english);
        };
        check(
            "POLYGON((7.6 51.5, 7.8 51.5, 7.8 51.625, 7.6 51.625, 7.6 51.5))",
            Some("51,5° N bis 51,625° N, 7,6° O bis 7,8° O"),
            Some("51.5° N to 51.625° N, 7.6° E to 7.8° E"),
        );
        check("POINT(7.68912 51.53472)", Some("51,5347° N, 7,6891° O"), Some("51.5347° N, 7.6891° E"));
        check("POINT(-0.5 -1e1)", Some("10° S, 0,5° W"), Some("10° S, 0.5° W"));
        check("POLYGON EMPTY", None, None);
        check("", None, None);
    }
}
