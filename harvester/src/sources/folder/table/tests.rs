use super::*;
use crate::mapping::table_entry::FileEntry;

#[test]
fn delimiter_encoding_and_headings_are_found() {
    for bytes in [
        "Titel;Schlagwörter;Datei oder Adresse;Gemeindeschlüssel\nBäume;\"Baum, Grün\";b.csv;05978032\n"
            .as_bytes()
            .to_vec(),
        "\u{feff}Title,Keywords,File or address,AGS\r\nBäume,\"Baum; Grün\",b.csv,05978032\r\n"
            .as_bytes()
            .to_vec(),
        "Titel\tSchlagw\u{f6}rter\tDatei\tAGS\nB\u{e4}ume\tBaum;Gr\u{fc}n\tb.csv\t05978032\n"
            .chars()
            .map(|c| c as u8)
            .collect(),
    ] {
        let table = read("datensaetze.csv", &bytes).unwrap();
        let [(entry, _)] = &table.entries[..] else { panic!("one entry") };
        assert_eq!(
            (entry.title.as_str(), &entry.keyword[..], &entry.ags[..]),
            ("Bäume", &["Baum".to_owned(), "Grün".into()][..], &["05978032".to_owned()][..])
        );
        assert_eq!(entry.distribution[0].file, "b.csv");
        assert!(table.findings.is_empty());
    }
}

#[test]
fn a_key_stays_as_the_cell_says_it() {
    // What a spreadsheet made of it is put right, and told, where keys are read.
    let table = read("d.csv", b"Titel;Datei;AGS\nB;b.csv;5978032\n").unwrap();
    assert_eq!(table.entries[0].0.ags, ["5978032"]);
}

/// Datasets as `title: file licence modified | …`, then all findings.
fn told(text: &str) -> (Vec<String>, Vec<String>) {
    let table = read("t.csv", text.as_bytes()).unwrap();
    let finding = |finding: &Finding| {
        let shown = |text: &Option<String>| text.clone().unwrap_or_default();
        format!(
            "{} {}: {} → {}",
            finding.rule,
            finding.property,
            shown(&finding.found),
            shown(&finding.concluded)
        )
    };
    let file = |file: &FileEntry| format!("{} {} {}", file.name(), file.license, file.modified);
    let dataset = |(entry, _): &(Entry, Vec<Finding>)| {
        let files: Vec<String> = entry.distribution.iter().map(file).collect();
        format!("{} {} {}: {}", entry.title, entry.license, entry.modified, files.join(" | "))
    };
    let findings = table.entries.iter().flat_map(|(_, findings)| findings).chain(&table.findings);
    (table.entries.iter().map(dataset).collect(), findings.map(finding).collect())
}

#[track_caller]
fn check(text: &str, datasets: &[&str], findings: &[&str]) {
    let (found, told) = told(text);
    assert_eq!(found, datasets, "{text}");
    assert_eq!(told, findings, "{text}");
}

#[test]
fn a_row_is_a_file_and_what_rows_disagree_about_is_told() {
    check(
        "Kennung;Titel;Beschreibung;Datei;Lizenz;Stand;Thema\n\
         k1;Zahl;eins;a.csv;cc-by/4.0;2020-01-01;ENVI\n\
         k1;Zahl neu;zwei;b.csv;cc-zero;2021-01-01;TRAN\n\
         k1;;;c.csv;;;\n",
        &["Zahl cc-by/4.0 2021-01-01: a.csv  2020-01-01 | b.csv cc-zero  | c.csv  2020-01-01"],
        &[
            "rows-differ Titel, Zeile 3: Zahl neu → Zahl",
            "rows-differ Beschreibung, Zeile 3: zwei → eins",
            "rows-differ Thema, Zeile 3: TRAN → ENVI",
        ],
    );
    check("Titel;Datei;Lizenz\na;a.csv;\na;b.csv;cc-zero\n", &["a  : a.csv   | b.csv cc-zero "], &[]);
    check(
        "Titel;Datei;Lizenz;Stand\na;;cc-zero;2020\na;;cc-by/4.0;2021\n",
        &["a cc-zero 2020: "],
        &["rows-differ Lizenz, Zeile 3: cc-by/4.0 → cc-zero", "rows-differ Stand, Zeile 3: 2021 → 2020"],
    );
    check("Titel;Datei;Ort\na;a.csv;\na;b.csv;Selm\n", &["a  : a.csv   | b.csv  "], &[]);
    check("Titel;Datei\n;a.csv\n;b.csv\n", &["  : a.csv  ", "  : b.csv  "], &[]);
}

#[test]
fn a_period_may_stand_in_one_column() {
    let (entry, findings) =
        &read("t.csv", "Titel;Zeitraum\na;2019 bis 2021\n".as_bytes()).unwrap().entries[0];
    assert_eq!((entry.temporal.as_str(), findings.len()), ("2019 bis 2021", 0));
}

#[test]
fn files_in_two_languages_make_a_dataset_in_two() {
    let table =
        read("t.csv", b"Titel;Datei;Sprache\na;a.csv;de\na;b.csv;en\na;c.csv;\nb;d.csv;en\n").unwrap();
    let languages = |at: usize| {
        let (entry, _) = &table.entries[at];
        let files: Vec<String> = entry.distribution.iter().map(|file| file.language.join(" ")).collect();
        format!("{}: {}", entry.language.join(" "), files.join(" | "))
    };
    assert_eq!(languages(0), "de en: de | en | de");
    assert_eq!(languages(1), "en: ");
}

#[test]
fn rows_far_apart_are_one_dataset() {
    let mut text = String::from("Kennung;Titel;Datei\n");
    for round in 0..2 {
        for id in 0..20_000 {
            text += &format!("{id};t;{round}.csv\n");
        }
    }
    let table = read("t.csv", text.as_bytes()).unwrap();
    assert_eq!(table.entries.len(), 20_000);
    assert!(table.entries.iter().all(|(entry, _)| entry.distribution.len() == 2));
    assert!(read("t.csv", (text.clone() + &text[20..] + &text[20..]).as_bytes()).is_err(), "too many rows");
}

#[test]
fn columns_unknown_or_repeated_are_told() {
    check(
        "Kennung;Titel;Datei;Farbe\n1;a;x.csv;rot\n1;a;https://a.example/x.json;blau\n1;a;y.csv;rot\n2;b;;grün\n",
        &["a  : x.csv   | https://a.example/x.json   | y.csv  ", "b  : "],
        &[
            "field-not-mapped Farbe: rot → ",
            "field-not-mapped Farbe: blau → ",
            "field-not-mapped Farbe: grün → ",
        ],
    );
    check(
        "Titel;Datei;Lizenztext;Herausgebr\na;x.csv;frei;Selm\n",
        &["a  : x.csv  "],
        &["column-unknown Lizenztext: frei → Lizenz", "column-unknown Herausgebr: Selm → Herausgeber"],
    );
    check(
        "Titel;Titel;Name;Datei\na;a;c;x.csv\nb;d;c;x.csv\n;e;;y.csv\n",
        &["a  : x.csv  ", "b  : x.csv  ", "e  : y.csv  "],
        &[
            "column-repeated Name: c → a",
            "column-repeated Titel, Spalte 2: d → b",
            "column-repeated Name: c → b",
        ],
    );
    let (entry, _) =
        &read("t.csv", b"Titel;Datei;Adresse\na;x.csv;https://a.example/x.csv\n").unwrap().entries[0];
    let file = &entry.distribution[0];
    assert_eq!((file.file.as_str(), file.url.as_str()), ("x.csv", "https://a.example/x.csv"));
}

#[test]
fn headings_may_stand_below_a_title() {
    check(
        "Offene Daten der Stadt Selm, Stand 2026, Titel\n\nBitte nur ergänzen;;\nTitel;Datei;Lizenz\na;a.csv;cc-zero\n",
        &["a cc-zero : a.csv  "],
        &["rows-skipped t.csv: Offene Daten der Stadt Selm, Stand 2026, Titel\nBitte nur ergänzen → "],
    );
    let late = "Hinweis;\n".repeat(SAMPLE) + "Titel;Datei\na;a.csv\n";
    assert!(read("t.csv", late.as_bytes()).unwrap_err().contains("Hinweis"));
}

#[test]
fn a_table_without_titles_is_none() {
    assert!(read("t.csv", b"Jahr;Anzahl\n2024;3\n").is_err());
    assert!(read("t.csv", b"").is_err());
    assert!(read("t.csv", b"Titel\nB\xc3\xa4ume\n").is_err());
}

/// A spreadsheet; of each sheet its name, more attributes, and its rows in XML.
fn workbook(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let related = |id: usize, kind: &str, target: &str| {
        format!(r#"<Relationship Id="r{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let relations = |inner: &str| format!(r#"<Relationships xmlns="{PACKAGE}">{inner}</Relationships>"#);
    let (mut names, mut links, mut parts) = (String::new(), String::new(), vec![]);
    for (id, (name, more, rows)) in (1..).zip(sheets) {
        names += &format!(r#"<sheet name="{name}" sheetId="{id}" {more} r:id="r{id}"/>"#);
        links += &related(id, "worksheet", &format!("worksheets/sheet{id}.xml"));
        let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
        parts.push((format!("xl/worksheets/sheet{id}.xml"), sheet));
    }
    let book = format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>"#);
    parts.push(("_rels/.rels".into(), relations(&related(1, "officeDocument", "xl/workbook.xml"))));
    parts.push(("xl/workbook.xml".into(), book));
    parts.push(("xl/_rels/workbook.xml.rels".into(), relations(&links)));
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    for (name, text) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A spreadsheet of one sheet.
fn spreadsheet(rows: &str) -> Vec<u8> {
    workbook(&[("a", "", rows)])
}

/// A row of a sheet: cells by their column.
fn row(number: usize, cells: &[(&str, &str)]) -> String {
    let cell = |(column, text): &(&str, &str)| {
        format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    format!(r#"<row r="{number}">{}</row>"#, cells.iter().map(cell).collect::<String>())
}

#[test]
fn the_first_sheet_with_headings_is_read() {
    let notes = row(1, &[("A", "Bitte nur das Blatt Daten ausfüllen")]);
    let table =
        |title: &str| row(1, &[("A", "Titel"), ("B", "Datei")]) + &row(2, &[("A", title), ("B", "a.csv")]);
    let (old, data, more) = (table("alt"), table("a"), table("b"));
    let book = workbook(&[
        ("Hinweise", "", &notes),
        ("Alt", "state=\"hidden\"", &old),
        ("Leer", "", ""),
        ("Daten", "", &data),
        ("Mehr", "", &more),
    ]);
    let found = read("t.xlsx", &book).unwrap();
    let titles: Vec<&str> = found.entries.iter().map(|(entry, _)| entry.title.as_str()).collect();
    assert_eq!(titles, ["a"]);
    let reason = read("t.xlsx", &workbook(&[("Hinweise", "", &notes), ("Leer", "", "")])).unwrap_err();
    assert!(reason.contains("in den Tabellenblättern „Hinweise“, „Leer“"), "{reason}");
    let hidden = workbook(&[("Alt", "state=\"hidden\"", &old)]);
    assert!(read("t.xlsx", &hidden).unwrap_err().contains("kein sichtbares Tabellenblatt"));
}

#[test]
fn a_spreadsheet_is_read_below_its_title() {
    let rows = [
        row(1, &[("B", "Offene Daten")]),
        row(4, &[("B", "Titel"), ("D", "Datei")]),
        row(6, &[("B", "a"), ("D", "a.csv")]),
        row(9, &[("B", "a"), ("D", "b.csv")]),
    ];
    let table = read("t.xlsx", &spreadsheet(&rows.concat())).unwrap();
    let [(entry, _)] = &table.entries[..] else { panic!("one dataset") };
    assert_eq!((entry.title.as_str(), entry.distribution.len()), ("a", 2));
    assert_eq!((table.findings.len(), table.findings[0].rule.as_str()), (1, "rows-skipped"));
}

#[test]
fn a_spreadsheet_that_is_none_is_told_in_words() {
    for (bytes, expected) in [
        (b"PK nonsense".to_vec(), "keine gültige Excel-Datei"),
        (b"\xD0\xCF\x11\xE0 old".to_vec(), "altes Excel-Format"),
        (spreadsheet(&" ".repeat(129 << 20)), "ausgepackt größer als 128 MiB"),
    ] {
        let reason = read("t.xlsx", &bytes).unwrap_err();
        assert!(reason.contains(expected), "{reason}");
    }
}

#[test]
fn a_real_spreadsheet_is_read_cell_by_cell() {
    let root = std::env::var_os("DATENKREIS_SHARED")
        .map_or_else(|| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), Into::into);
    let path = root.join("corpora/demography/muenster/Bevölkerungs- und Arbeitsmarktdaten Münster.xlsx");
    if !path.exists() {
        println!("skipped: {} is absent", path.display());
        return;
    }
    let sheets = cells::of_spreadsheet(&std::fs::read(path).unwrap()).unwrap();
    let rows: usize = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    assert!(rows > 50, "{rows} rows");
}
