use crate::cube::Period;
use crate::cube::figure::without_footnote;
use crate::date;

/// The period a label means: `2024`, `31.12.2024`, `2024-09-30`, `Dez 2024`, `202412`, `2024M09`. A 31 December
/// is its year, as stocks are known by it. What lies in two years (`2023/24`) and quarters mean nothing.
pub fn period(found: &str) -> Option<Period> {
    let text = without_footnote(found.trim());
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((year, month)) = month(text) {
        return Period::from_notation(&format!("{year}-{month}"));
    }
    if is_number && !matches!(text.len(), 4 | 8) {
        return None;
    }
    let read = date::read(text)?;
    let value = read.literal.value();
    let value = value.split_once('T').map_or(value, |(date, _)| date);
    match Period::from_notation(value)? {
        Period::Day(year, 12, 31) => Some(Period::Year(year)),
        period => Some(period),
    }
}

/// Year and month of `202412` and `2024M12`.
fn month(text: &str) -> Option<(&str, &str)> {
    if !text.is_ascii() {
        return None;
    }
    let (year, month) = match text.len() {
        6 => text.split_at(4),
        7 => text.split_once(['M', 'm'])?,
        _ => return None,
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (year.len() == 4 && is_number(year) && is_number(month)).then_some((year, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_mean_periods() {
        for (label, expected) in [
            ("2024", Some("2024")),
            ("31.12.2024", Some("2024")),
            ("2024-12-31", Some("2024")),
            ("2024-12-31T00:00:00", Some("2024")),
            ("30.09.2025", Some("2025-09-30")),
            ("15. Mai 2022", Some("2022-05-15")),
            ("Dez 2024", Some("2024-12")),
            ("Dezember 2024", Some("2024-12")),
            ("202412", Some("2024-12")),
            ("2024M09", Some("2024-09")),
            ("12/2024", Some("2024-12")),
            ("2024 1)", Some("2024")),
            ("2023/24", None),
            ("2023/2024", None),
            ("1. Quartal 2024", None),
            ("202413", None),
            ("98765", None),
            ("1200", None),
            ("männlich", None),
            ("", None),
        ] {
            assert_eq!(period(label).map(|period| period.to_string()).as_deref(), expected, "{label}");
        }
    }
}
