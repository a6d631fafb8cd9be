//! Words and tables for people at a terminal, German and English.

use datenkreis_catalogue::journal::Verdict;

/// A verdict.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Complete => "vollständig / complete",
        Verdict::Partial => "unvollständig / partial",
        Verdict::Failed => "gescheitert / failed",
        Verdict::Held => "angehalten / held",
    }
}

/// A moment, to the minute, in UTC as schedules are.
pub fn moment(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// Rows in columns as wide as need be; the first row is the head. Numbers stand to the right.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &Vec<String>, column: usize| row.get(column).cloned().unwrap_or_default();
    let length = |text: &str| text.chars().count();
    let widths: Vec<usize> = (0..columns)
        .map(|column| rows.iter().map(|row| length(&cell(row, column))).max().unwrap_or(0))
        .collect();
    let numeric: Vec<bool> = (0..columns)
        .map(|column| rows.iter().skip(1).all(|row| cell(row, column).parse::<u64>().is_ok()))
        .collect();
    let line = |row: &Vec<String>| {
        let cells = (0..columns).map(|column| {
            let (text, width) = (cell(row, column), widths[column]);
            if numeric[column] { format!("{text:>width$}") } else { format!("{text:<width$}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(|row| line(row) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_need_be() {
        let rows = [["Quelle", "n", "Ende"], ["köln", "1200", "x"], ["ab", "7", ""]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows), "Quelle     n  Ende\nköln    1200  x\nab         7\n");
    }
}
