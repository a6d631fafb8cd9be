//! Sizes of files as people and portals write them.

use std::str::FromStr;

/// Bytes of a size with its unit, `1,97 MB` or `42 octets`; 1 KB is 1024 bytes, as Drupal and CKAN write it.
pub fn with_unit(text: &str) -> Option<u64> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))?;
    let (number, unit) = text.split_at(end);
    let number = f64::from_str(&number.replace(',', ".")).ok()?;
    let factor: u64 = match unit.trim().to_lowercase().as_str() {
        "b" | "byte" | "bytes" | "octet" | "octets" => 1,
        "k" | "kb" | "kib" | "ko" | "kbyte" => 1 << 10,
        "m" | "mb" | "mib" | "mo" | "mbyte" => 1 << 20,
        "g" | "gb" | "gib" | "go" | "gbyte" => 1 << 30,
        "t" | "tb" | "tib" => 1 << 40,
        _ => return None,
    };
    let bytes = number * factor as f64;
    (bytes.is_finite() && bytes < 1e18).then_some(bytes.round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_multiplied_out() {
        for (text, expected) in [
            ("12,5 KB", Some(12_800)),
            ("1.5MB", Some(1_572_864)),
            ("42 octets", Some(42)),
            ("4711", None),
            ("KB", None),
            ("groß", None),
            ("-1 KB", None),
        ] {
            assert_eq!(with_unit(text), expected, "{text}");
        }
    }
}
