//! Layouts that the corpora do not hold.

use super::*;
use crate::tables::read;
use datenkreis_vocab::cube::ObsStatus;

const POPULATION: &str = "\n[cube.dimensions]\nrefArea = { column = 'AGS' }\nrefPeriod = { column = 'Jahr' }\nsex = { constant = 'T' }\nage = { constant = '_T' }\n";

fn simple(layout: &str, cube: &str) -> String {
    format!(
        "[table]\nsource = 's'\ndataset = 'd'\n[layout]\nheader_rows = 1\n{layout}\n[[cube]]\nid = 'bevoelkerung-stand'\nvalues = ['Einwohner']\n{cube}{POPULATION}"
    )
}

/// Observations as `notations = value status (row,column)`.
fn shown(reading: &Reading) -> Vec<String> {
    let observations = reading.parts.iter().flat_map(|(_, observations)| observations.iter());
    observations
        .map(|observation| {
            let value = observation.figure.value.map_or_else(|| "?".into(), |value| value.to_string());
            let status = observation.figure.status.notation();
            let cell = observation.cell;
            format!("{} = {value} {status} ({},{})", observation.notations.join(" "), cell.row, cell.column)
        })
        .collect()
}

#[track_caller]
fn check(mapping_text: &str, table: &str, observations: &[&str], findings: &[&str]) {
    let reading = read(&mapping(mapping_text), table.as_bytes());
    assert_eq!(told(&reading), findings, "{table}");
    assert_eq!(shown(&reading), observations, "{table}");
}

#[test]
fn rows_have_the_cells_of_the_header() {
    check(
        &simple("", ""),
        "AGS;Jahr;Einwohner\n05978020;2023;1\n05978020;2024;2;77\n05978032;2023;3;\n05978032;2024",
        &[
            "05978020 2023 T _T = 1 A (2,3)",
            "05978020 2024 T _T = 2 A (3,3)",
            "05978032 2023 T _T = 3 A (4,3)",
            "05978032 2024 T _T = ? H (5,3)",
        ],
        &["table-row-cells Zeile 3, Spalte 4; Zeile 5, Spalte 2 = 77 | 2024"],
    );
}

#[test]
fn counts_that_cannot_be_are_told() {
    check(
        &simple("decimal = ','", ""),
        "AGS;Jahr;Einwohner\n05978020;2022;12,5\n05978020;2023;-3\n05978020;2024;4\n",
        &[
            "05978020 2022 T _T = 12.5 A (2,3)",
            "05978020 2023 T _T = -3 A (3,3)",
            "05978020 2024 T _T = 4 A (4,3)",
        ],
        &["table-count-implausible bevoelkerung-stand: Zeile 2, Spalte 3; Zeile 3, Spalte 3 = 12,5 | -3"],
    );
}

#[test]
fn only_numbers_are_parts_of_an_area() {
    let text = "[table]\nsource='s'\ndataset='d'\n[layout]\nheader_rows=1\n[[cube]]\nid='bevoelkerung-stand'\nvalues=['Einwohner']\n[cube.dimensions]\nrefArea={column=1,within='05515',codes={'Stadt'='05515'}}\nrefPeriod={constant='2024'}\nsex={constant='T'}\nage={constant='_T'}\n";
    check(
        text,
        "Teil;Einwohner\n12;20\n7a;30\nGesamtstadt;50\nSumme;50\nInsgesamt;50\n000;50\nMitte;50\nStadt;50\n",
        &[
            "05515-12 2024 T _T = 20 A (2,2)",
            "05515-7a 2024 T _T = 30 A (3,2)",
            "05515 2024 T _T = 50 A (9,2)",
        ],
        &[
            "table-area-unknown refArea: Zeile 4, Spalte 1; Zeile 5, Spalte 1; Zeile 6, Spalte 1; Zeile 7, Spalte 1; Zeile 8, Spalte 1 = Gesamtstadt | Summe | Insgesamt | 000 | Mitte",
        ],
    );
}

#[test]
fn every_sign_has_its_status() {
    let rows: Vec<String> = ["-", "0", ".", "x", "/", "(12)", "•", "…", "", "12 p", "12 r", "1.374"]
        .iter()
        .enumerate()
        .map(|(at, cell)| format!("05978020;{};{cell}", 2000 + at))
        .collect();
    check(
        &simple("decimal = ','\nthousands = '.'", ""),
        &format!("AGS;Jahr;Einwohner\n{}\n", rows.join("\n")),
        &[
            "05978020 2000 T _T = 0 Z (2,3)",
            "05978020 2001 T _T = 0 A (3,3)",
            "05978020 2002 T _T = ? O (4,3)",
            "05978020 2003 T _T = ? M (5,3)",
            "05978020 2004 T _T = ? N (6,3)",
            "05978020 2005 T _T = 12 U (7,3)",
            "05978020 2006 T _T = ? Q (8,3)",
            "05978020 2007 T _T = ? L (9,3)",
            "05978020 2008 T _T = ? H (10,3)",
            "05978020 2009 T _T = 12 P (11,3)",
            "05978020 2010 T _T = 12 R (12,3)",
            "05978020 2011 T _T = 1374 A (13,3)",
        ],
        &[],
    );
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    check(
        &simple("", ""),
        "AGS;Jahr;Einwohner\nSelm;2024;1\n05978020;2023/24;2\n05978020;2024;1.374\n05978020;2023;viele\n05978020;2022;5\n05978020;2022;6\n05978020;2022;5\n05354;2024;-\n05998;2024;7\nQuelle: Amt;;\n",
        &["05978020 2022 T _T = 5 A (6,3)", "05998 2024 T _T = 7 A (10,3)"],
        &[
            "table-area-unknown refArea: Zeile 2, Spalte 1 = Selm",
            "table-code-unknown refPeriod: Zeile 3, Spalte 2 = 2023/24",
            "table-number-ambiguous bevoelkerung-stand: Zeile 4, Spalte 3 = 1.374",
            "table-number-unreadable bevoelkerung-stand: Zeile 5, Spalte 3 = viele",
            "table-area-dissolved refArea: Zeile 9, Spalte 1 = 05354",
            "table-area-not-in-register refArea: Zeile 10, Spalte 1 = 05998",
            "table-row-without-figures refArea: Zeile 11, Spalte 1 = Quelle: Amt",
            "table-key-repeated bevoelkerung-stand: Zeile 7, Spalte 3 = 05978020 2022 T _T: 5 / 6",
        ],
    );
    // Of parts of municipalities no figure is repeated; where it stands is told.
    check(
        &simple("", ""),
        "AGS;Jahr;Einwohner\n05978020-1;2022;5\n05978020-1;2022;6\n05978020-1;2023;4 Leute\n05978020-2;2023;3 Leute\n05978020;2023;viele\n",
        &["05978020-1 2022 T _T = 5 A (2,3)"],
        &[
            "table-number-unreadable bevoelkerung-stand: Zeile 4, Spalte 3; Zeile 5, Spalte 3; Zeile 6, Spalte 3 = viele",
            "table-key-repeated bevoelkerung-stand: Zeile 3, Spalte 3 = 05978020-1 2022 T _T",
        ],
    );
    let many: String = (0..50).map(|at| format!("Ort {at};2024;1\n")).collect();
    let reading = read(&mapping(&simple("", "")), format!("AGS;Jahr;Einwohner\n{many}").as_bytes());
    assert_eq!(reading.findings.len(), 1);
    assert!(reading.findings[0].property.ends_with("(50 Stellen)"), "{:?}", told(&reading));
}

#[test]
fn a_layout_that_changed_is_not_read() {
    let expect = "expect = [{ row = 1, column = 3, text = 'Einwohner' }]";
    let table = "AGS;Jahr;Bevölkerung;Einwohner\n05978020;2024;1;2\n";
    check(
        &simple(expect, ""),
        table,
        &[],
        &["table-layout-changed erwartet / expected: Einwohner: Zeile 1, Spalte 3 = Bevölkerung"],
    );
    check(
        &simple("", ""),
        "AGS;Jahr;Bewohner\n05978020;2024;1\n",
        &[],
        &["table-layout-changed values = Einwohner"],
    );
    check(
        &simple("", ""),
        "AGS;AGS;Jahr;Einwohner\n05978020;1;2024;1\n",
        &[],
        &["table-layout-changed mehrere Spalten / several columns = AGS"],
    );
    check(&simple("", ""), "AGS;Jahr;Einwohner\n", &[], &["table-without-figures d = "]);
}

#[test]
fn flat_files_of_genesis() {
    let old = "Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;1_Auspraegung_Code;1_Auspraegung_Label;2_Merkmal_Code;2_Merkmal_Label;2_Auspraegung_Code;2_Auspraegung_Label;BEVSTD__Bevoelkerungsstand__Anzahl\n12411;Fortschreibung;STAG;Stichtag;31.12.2023;KREISE;Kreise;05978;Unna, Kreis;GES;Geschlecht;GESM;männlich;194124\n12411;Fortschreibung;STAG;Stichtag;31.12.2023;KREISE;Kreise;05978;Unna, Kreis;GES;Geschlecht;;Insgesamt;396283\n";
    let text = "[table]\nsource='s'\ndataset='d'\n[layout]\nheader_rows=1\n[[cube]]\nid='bevoelkerung-stand'\nvalues=['BEVSTD__Bevoelkerungsstand__Anzahl']\n[cube.dimensions]\nrefArea={column='1_Auspraegung_Code'}\nrefPeriod={column='Zeit'}\nsex={column='2_Auspraegung_Label'}\nage={constant='_T'}\n";
    let expected = ["05978 2023 M _T = 194124 A (2,14)", "05978 2023 T _T = 396283 A (3,14)"];
    check(text, old, &expected, &[]);
    let new = "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label;value_q\n1000A;Bevölkerung kompakt;STAG;Stichtag;2022-05-15;GEOGM4;Gemeinden;059780020020;Kamen;41,02;qkm;FLC001;Fläche;e\n1000A;Bevölkerung kompakt;STAG;Stichtag;2022-05-15;GEOGM4;Gemeinden;059780020020;Kamen;42000;Anzahl;PRS018;Personen;p\n1000A;Bevölkerung kompakt;STAG;Stichtag;2022-05-15;GEOGM4;Gemeinden;059780020020;Kamen;1024;Ew/qkm;PRS017;Bevölkerungsdichte;e\n";
    let text = "[table]\nsource='s'\ndataset='d'\n[layout]\nheader_rows=1\ndecimal=','\n[[cube]]\nid='bevoelkerung-stand'\nvalues=['value']\nwhere=[{column='value_variable_code',equals='PRS018'},{column='value_unit',equals='Anzahl'}]\nstatus={column='value_q',codes={p='provisional'},constant='normal'}\n[cube.dimensions]\nrefArea={column='1_variable_attribute_code'}\nrefPeriod={column='time'}\nsex={constant='T'}\nage={constant='_T'}\n[[cube]]\nid='flaeche'\nvalues=['value']\nwhere=[{column='value_unit',equals='qkm'}]\n[cube.dimensions]\nrefArea={column='1_variable_attribute_code'}\nrefPeriod={column='time'}\n";
    let expected = ["05978020 2022-05-15 T _T = 42000 P (3,10)", "05978020 2022-05-15 = 41.02 A (2,10)"];
    check(text, new, &expected, &[]);
}

#[test]
fn headings_of_sections_and_blank_labels() {
    let text = "[table]\nsource='s'\ndataset='d'\n[layout]\nskip=1\nheader_rows=2\nfill_headers=true\nends_with='^Quelle'\n[[cube]]\nid='bevoelkerung-stand'\nvalues=['3..']\n[cube.dimensions]\nrefArea={column=1,fill_down=true}\nrefPeriod={header=1}\nsex={section=1}\nage={column=2}\n";
    let table = "Bevölkerung\n;;2023;\n;;Anzahl;davon\nMännlich;;;\n05978020;0-4;1;2\n;5+;3;4\n\nWeiblich;;;\n05978020;0-4;5;6\nQuelle: Amt;;;\n05978024;0-4;5;6\n";
    check(
        text,
        table,
        &[
            "05978020 2023 M Y0T4 = 1 A (5,3)",
            "05978020 2023 M Y_GE5 = 3 A (6,3)",
            "05978020 2023 F Y0T4 = 5 A (9,3)",
        ],
        &[
            "table-key-repeated bevoelkerung-stand: Zeile 5, Spalte 4; Zeile 6, Spalte 4; Zeile 9, Spalte 4 = 05978020 2023 M Y0T4: 1 / 2 | 05978020 2023 M Y_GE5: 3 / 4 | 05978020 2023 F Y0T4: 5 / 6",
        ],
    );
}

#[test]
fn labels_by_declaration() {
    let text = "[table]\nsource='s'\ndataset='d'\n[layout]\nheader_rows=1\n[[cube]]\nid='bevoelkerung-staatsangehoerigkeit'\nvalues=['Deutsche','Ausländer','Insgesamt']\nmultiply_by=1000\n[cube.dimensions]\nrefArea={column=1,within='05515',codes={'Stadt'='05515'},leave_out=['nicht zuzuordnen']}\nrefPeriod={constant='2024'}\nsex={constant='T'}\nstaatsangehoerigkeit={header=1,codes={'Deutsche'='deutsch','Ausländer'='nicht-deutsch'}}\n";
    check(
        text,
        "Bezirk;Deutsche;Ausländer;Insgesamt\n11;1.1;0.3;1.4\nnicht zuzuordnen;1;2;3\nStadt;5;6;11\n",
        &[
            "05515-11 2024 T deutsch = 1100 A (2,2)",
            "05515-11 2024 T nicht-deutsch = 300 A (2,3)",
            "05515-11 2024 T _T = 1400 A (2,4)",
            "05515 2024 T deutsch = 5000 A (4,2)",
            "05515 2024 T nicht-deutsch = 6000 A (4,3)",
            "05515 2024 T _T = 11000 A (4,4)",
        ],
        &[],
    );
}

#[test]
fn what_is_calculated_stands_in_no_cell() {
    let text = "[table]\nsource='s'\ndataset='d'\n[layout]\nheader_rows=1\n[[cube]]\nid='bevoelkerung-stand'\nvalues=['T','M']\nderive=[{dimension='sex',code='F',from='T - M'}]\n[cube.dimensions]\nrefArea={column=1}\nrefPeriod={constant='2024'}\nsex={header=1}\nage={constant='_T'}\n";
    let reading = read(&mapping(text), "AGS;T;M\n05978020;10;4\n05978024;.;4\n".as_bytes());
    let women = figure(part(&reading, "bevoelkerung-stand"), "05978020 2024 F _T");
    assert_eq!(women, Some((Figure::normal(6.0), 0, 0)));
    assert_eq!(figure(part(&reading, "bevoelkerung-stand"), "05978024 2024 F _T"), None);
    let unknown = figure(part(&reading, "bevoelkerung-stand"), "05978024 2024 T _T");
    assert_eq!(unknown.map(|(figure, ..)| figure), Some(Figure::missing(ObsStatus::Unknown)));
}

#[test]
fn the_examples_of_the_documentation_can_be_used() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/statistics.md");
    let text = std::fs::read_to_string(path).expect("docs/statistics.md");
    let examples: Vec<&str> =
        text.split("```toml\n").skip(1).filter_map(|part| Some(part.split_once("```")?.0)).collect();
    // The others are parts of the portal file.
    let mappings: Vec<&str> = examples.into_iter().filter(|example| example.starts_with("[table]")).collect();
    assert_eq!(mappings.len(), 4);
    mappings.into_iter().for_each(|example| drop(mapping(example)));
}
