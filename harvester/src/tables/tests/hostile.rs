//! Whatever the bytes are: an error or findings, never a panic.

use super::*;
use crate::tables::read;
use proptest::prelude::*;

fn of_format(format: &str) -> Mapping {
    let (field, column) = match format {
        "fixed" => {
            ("field = [{ name = 'a', start = 1, length = 5 }, { name = 'b', start = 3, length = 4 }]", 2)
        }
        _ => ("", 3),
    };
    mapping(&format!(
        "[table]\nsource='s'\ndataset='d'\n[layout]\nformat='{format}'\nskip=1\nheader_rows=1\n{field}\n[[cube]]\nid='flaeche'\nvalues=['{column}..']\n[cube.dimensions]\nrefArea={{column=1}}\nrefPeriod={{column=2}}\n"
    ))
}

/// The start of the reason why nothing is read.
#[track_caller]
fn check(bytes: &[u8], reason: &str) {
    let reading = read(&of_format("csv"), bytes);
    let told = told(&reading).join("\n");
    assert!(told.contains(reason), "{told}");
    assert!(reading.parts.iter().all(|(_, observations)| observations.is_empty()));
}

#[test]
fn what_is_no_table_is_told() {
    check(b"", "table-layout-changed");
    check(b"a;b\0c", "Nullzeichen");
    check(b"<!DOCTYPE html><html>", "Webseite");
    check(b"PK\x03\x04 and no more", "ZIP-Archiv");
    check("t\nAGS;Jahr;F\n05978020;\"2024;1\n05978024;2024;2\n".as_bytes(), "Anführungszeichen vor „2024;1“");
    check("t\nAGS;Jahr;F\n\"05978020;2024;1\n05978024;2024;2\n05978028\";2024;3\n".as_bytes(), "verschluckt");
    check(&b"1;".repeat(1_000_000), "16384 Spalten");
    check(&[b'"'; 100_000], "table-layout-changed");
}

#[test]
fn odd_tables_are_read() {
    let table = |text: &str| read(&of_format("csv"), text.as_bytes());
    let flawless = |text: &str, rows: &[u32]| {
        let reading = table(text);
        let found: Vec<u32> =
            part(&reading, "flaeche").iter().map(|observation| observation.cell.row).collect();
        assert_eq!((found, told(&reading)), (rows.to_vec(), vec![]), "{text:?}");
    };
    flawless("\u{feff}t\nAGS;Jahr;F\n05978020;2024;1\n", &[3]);
    flawless("t\r\nAGS;Jahr;F\r\n\r\n05978020;2024;1\n\n05978024;2024;1\r05978028;2024;1", &[4, 6, 7]);
    flawless("t\n\"A\nGS\";Jahr;F\n05978020;2024;1\n", &[3]);
    let formula = table("t\nAGS;Jahr;F\n05978020;2024;=SUMME(A1:A9)\n");
    assert_eq!(told(&formula), ["table-number-unreadable flaeche: Zeile 3, Spalte 3 = =SUMME(A1:A9)"]);
    let two = table("t\nAGS;Jahr;F\n05978020;2024;1\n\nZweite Tabelle\nAGS;Jahr;F\n05978020;2024;2\n");
    assert_eq!(part(&two, "flaeche").len(), 1);
    assert_eq!(
        two.findings.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(),
        ["table-row-without-figures", "table-area-unknown", "table-key-repeated"]
    );
    let huge = format!("t\nAGS;Jahr;F\n05978020;2024;{}\n", "9".repeat(2_000_000));
    let reading = table(&huge);
    assert!(told(&reading)[0].len() < 300 && reading.findings[0].rule == "table-number-unreadable");
}

proptest! {
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in ["csv", "xlsx", "ods", "fixed"] {
            read(&of_format(format), &bytes);
        }
    }

    #[test]
    fn any_cells(text in "([0-9]{8}|[-.,;\"\r\n x/()%äß'+0-9a-z]){0,60}") {
        for format in ["csv", "fixed"] {
            read(&of_format(format), text.as_bytes());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_damaged_spreadsheet(at in 0usize..60_000, byte in any::<u8>()) {
        let Some(path) = corpus("demography/muenster/Bevölkerungs- und Arbeitsmarktdaten Münster.xlsx") else {
            return Ok(());
        };
        let mut bytes = std::fs::read(path).unwrap_or_default();
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        read(&of_format("xlsx"), &bytes);
    }
}
