//! What a proposal says of each part of a table: its columns, header, footer, signs, times and areas.

use super::*;
use crate::tables::columns::Header;
use crate::tables::grid::Grid;
use crate::tables::mapping::{Code, ColumnName, Format};
use crate::tables::{About, Proposal, propose};
use datenkreis_vocab::cube::{AreaKey, ObsStatus, known};

fn about(title: &str) -> About {
    About {
        source: "quelle".into(),
        dataset: "tabelle".into(),
        title: title.into(),
        area: AreaKey::read("05978"),
        ..About::default()
    }
}

#[track_caller]
fn proposed(title: &str, table: &str) -> Proposal {
    propose(table.as_bytes(), &about(title)).expect(table)
}

/// The proposal for a table that leaves nothing to be filled in, and what it reads.
#[track_caller]
fn reading(title: &str, table: &str) -> (Proposal, Reading) {
    let proposal = proposed(title, table);
    assert_eq!(proposal.gaps, [""; 0], "{}", proposal.text);
    assert_eq!(unaccounted(&proposal, table.as_bytes()), [0; 0], "{}", proposal.text);
    let reading = crate::tables::read(&mapping(&proposal.text), table.as_bytes());
    (proposal, reading)
}

/// Columns in which something stands below the header, that a mapping does not use and no remark names.
#[track_caller]
pub fn unaccounted(proposal: &Proposal, bytes: &[u8]) -> Vec<usize> {
    let mapping = mapping(&proposal.text);
    // Fields of fixed width are those that somebody declared.
    if mapping.layout.format == Format::Fixed {
        return vec![];
    }
    let grid = Grid::open(bytes, &mapping.layout).expect("a table");
    let header = Header::new(&grid, &mapping.layout);
    let mut used: Vec<usize> = vec![];
    for cube in &mapping.cubes {
        used.extend(header.values(&cube.values).expect("values"));
        let mut names: Vec<&ColumnName> = cube.conditions.iter().map(|condition| &condition.column).collect();
        names.extend(cube.status.iter().filter_map(|status| status.column.as_ref()));
        names.extend(cube.places.iter().filter_map(|place| match &place.code {
            Code::Column(name) | Code::Section(name) => Some(name),
            Code::Header(_) | Code::Title(_) | Code::Constant(_) => None,
        }));
        used.extend(names.into_iter().map(|name| header.column(name).expect("a column")));
    }
    let remarks: Vec<&str> = proposal.text.lines().filter(|line| line.starts_with('#')).collect();
    let is_told = |column: usize| remarks.iter().any(|line| line.contains(&format!("column {column} (")));
    let body = mapping.layout.skip + mapping.layout.header_rows;
    let mut rows = grid.rows().filter(|row| row.number as usize > body).take_while(|row| {
        let first = row.cells.iter().map(|cell| cell.text).find(|text| !text.is_empty()).unwrap_or("");
        mapping.layout.ends_with.as_ref().is_none_or(|footer| !footer.is_match(first))
    });
    let rows: Vec<_> = rows.by_ref().collect();
    let is_filled = |column: usize| rows.iter().any(|row| !row.cell(column).text.is_empty());
    let columns = 1..=grid.width();
    columns.filter(|column| is_filled(*column) && !used.contains(column) && !is_told(*column)).collect()
}

#[test]
fn no_column_vanishes_without_a_word() {
    for gone in ["n.v.", "", "-", ".", "noch nicht erhoben"] {
        let table = format!(
            "AGS;Name;2020;2021;2022\n05978004;Bergkamen;100;{gone};102\n05978008;Bönen;200;{gone};202\n05978016;Holzwickede;300;{gone};302\n"
        );
        let (proposal, _) = reading("Einwohner", &table);
        assert!(proposal.text.contains("values = [\"3..\"]"), "{gone}\n{}", proposal.text);
        assert!(proposal.text.contains("# Left out: column 2 (Name)"), "{}", proposal.text);
    }
    let units = "AGS;Jahr;Wohnfläche in m²;Umsatz in Mio. €;Betriebe;Kennung;Erläuterung\n05978004;2024;1200;3,5;n.v.;K-1;neu\n05978008;2024;800;2,5;n.v.;K-2;neu\n05978016;2024;700;1,25;n.v.;K-3;neu\n05978020;2024;750;1,5;12;K-4;neu\n";
    let (proposal, _) = reading("Wirtschaft", units);
    for values in ["Wohnfläche in m²", "Umsatz in Mio. €", "Betriebe"] {
        assert!(proposal.text.contains(&format!("\"{values}\"")), "{values}\n{}", proposal.text);
    }
    assert!(
        proposal.text.contains("column 7 (Erläuterung)") && proposal.text.contains("column 6 (Kennung)"),
        "{}",
        proposal.text
    );
    let half = "AGS;Jahr;Einwohner;Anteil\n05978004;2024;100;5\n05978008;2024;200;siehe 1\n05978016;2024;300;siehe 2\n05978020;2024;400;siehe 3\n";
    let (proposal, _) = reading("Einwohner", half);
    assert!(proposal.text.contains("# Left out: column 4 (Anteil)"), "{}", proposal.text);
}

#[test]
fn columns_known_by_number_are_expected() {
    let table = "AGS;Jahr;männlich;weiblich;unter 25 Jahre;ab 25 Jahren\n05978004;2023;10;20;5;25\n05978008;2024;11;21;6;26\n";
    let (proposal, _) = reading("Einwohner", table);
    let swapped = table.replace("männlich;weiblich;unter", "unter;männlich;weiblich");
    let reading = crate::tables::read(&mapping(&proposal.text), swapped.as_bytes());
    assert_eq!(reading.parts.len(), 0, "{:?}", told(&reading));
    assert_eq!(proposal.text.matches("[[layout.expect]]").count(), 4, "{}", proposal.text);
    // A year more with each edition, and area and name in columns without names of their own.
    let table = "Gebiet;Gebiet;Stand 2023;Stand 2023;2022;2023\nKey;Key;a;b;;\n05978004;Bergkamen;1;2;100;101\n05978008;Bönen;1;3;200;201\n";
    let proposal = proposed("Einwohner", table);
    let expected = proposal.text.split("[[layout.expect]]").skip(1);
    let expected: Vec<String> =
        expected.map(|entry| entry.lines().take(4).collect::<Vec<_>>().join(" ")).collect();
    assert!(expected.contains(&" row = 1 column = 1 text = \"Gebiet\"".to_owned()), "{expected:?}");
    assert!(!expected.iter().any(|entry| entry.contains("202")), "{expected:?}");
    let named = proposal_of_names();
    assert!(!named.text.contains("layout.expect"), "{}", named.text);
}

fn proposal_of_names() -> Proposal {
    proposed("Einwohner", "AGS;Jahr;Einwohner\n05978004;2023;10\n05978008;2024;11\n")
}

#[test]
fn blocks_of_one_cube_share_a_definition() {
    let table = "AGS;Jahr;männlich;weiblich;unter 25 Jahre;25 bis unter 55 Jahre\n05978004;2023;10;20;5;25\n05978008;2023;11;21;6;26\n";
    let (_, read) = reading("Arbeitslose", table);
    let observations = part(&read, "arbeitslose");
    assert_eq!(figure(observations, "05978004 2023 M _T"), Some((Figure::normal(10.0), 2, 3)));
    assert_eq!(figure(observations, "05978008 2023 T Y25T54"), Some((Figure::normal(26.0), 3, 6)));
    let (_, read) = reading("Einwohner", table);
    assert_eq!(part(&read, known::POPULATION).len(), 8);
    // A cube of its own is not called like one that every portal has.
    let table = "AGS;Jahr;Größe;Haushalte\n05978004;2023;klein;10\n05978004;2023;groß;11\n";
    let (_, read) = reading("Haushalte", table);
    assert_eq!(part(&read, "haushalte-2").len(), 2);
}

#[test]
fn footnotes_of_headers_and_lines_above_footers() {
    let table = "AGS;Name;2020 1);2021²;2022\n05978004;Bergkamen;100;101;102\n05978008;Bönen;200;201;202\n05978016;Holzwickede;n.v.;n.v.;n.v.\n__________\n1) Zensus;;7;8;9\n2022;5;6;7;8\n";
    let (proposal, read) = reading("Einwohner", table);
    assert!(proposal.text.contains("ends_with = \"^_{4,}\""), "{}", proposal.text);
    assert!(proposal.text.contains("header_rows = 1"), "{}", proposal.text);
    let observations = part(&read, known::POPULATION);
    assert_eq!((observations.len(), told(&read)), (9, vec![]));
    let missing = figure(observations, "05978016 2020 T _T").map(|(figure, ..)| figure);
    assert_eq!(missing, Some(Figure::missing(ObsStatus::Unknown)));
    let table = "AGS;Jahr;Insgesamt 2);männlich;weiblich\n05978004;2023;30;10;20\n05978008;2023;32;11;21\n";
    assert_eq!(part(&reading("Einwohner", table).1, known::POPULATION).len(), 6);
}

#[test]
fn mistakes_in_figures_stay_findings() {
    let mut table = "AGS;Jahr;Einwohner\n".to_owned();
    for year in 2000..2030 {
        table.push_str(&format!("05978004;{year};100\n"));
    }
    table.push_str("05978008;2020;12 34\n05978008;2021;1e3\n05978008;2022;k.A.\n05978008;2023;hundert\n");
    let (proposal, read) = reading("Einwohner", &table);
    let signs = "signs = { hundert = \"unknown\", \"k.A.\" = \"unknown\" }";
    let quoted = signs.replace("hundert", "\"hundert\"");
    assert!(proposal.text.contains(&quoted), "{}", proposal.text);
    assert!(proposal.text.contains("# “hundert” stands once or twice"), "{}", proposal.text);
    assert!(!proposal.text.contains("# “k.A.”"), "{}", proposal.text);
    assert!(told(&read).iter().any(|told| told.contains("12 34 | 1e3")), "{:?}", told(&read));
}

#[test]
fn what_is_projected_is_not_counted() {
    let table = "AGS;2030;2040\n05978004;100;101\n05978008;200;201\n";
    let (proposal, read) = reading("Bevölkerungsvorausberechnung bis 2040", table);
    assert!(proposal.text.contains("# Projected, not counted"), "{}", proposal.text);
    let observations = part(&read, "bevoelkerungsvorausberechnung-bis-2040");
    assert!(observations.iter().all(|observation| observation.figure.status == ObsStatus::Forecast));
    let above = format!("Bevölkerung, mittlere Variante\n\n{table}");
    assert!(!propose(above.as_bytes(), &about("")).expect("a proposal").text.contains(known::POPULATION));
    let rows = "AGS;Jahr;Art;Einwohner\n05978004;2020;Ist;100\n05978004;2030;Prognose;101\n";
    let observations = reading("Einwohner", rows).1;
    let observations = part(&observations, "einwohner");
    let status = |notations| figure(observations, notations).map(|(figure, ..)| figure.status);
    assert_eq!(status("05978004 2020 ist"), Some(ObsStatus::Normal));
    assert_eq!(status("05978004 2030 prognose"), Some(ObsStatus::Forecast));
    let columns =
        "AGS;Jahr;Einwohner;Einwohner nach Prognose\n05978004;2020;100;101\n05978008;2020;200;202\n";
    let (_, read) = reading("Einwohner", columns);
    assert_eq!(part(&read, known::POPULATION).len(), 2);
    assert_eq!(part(&read, "vorausberechnung-einwohner").len(), 2);
}

#[test]
fn years_between_words() {
    let table =
        "AGS;Einwohner 2020;Einwohner 2021;Prognose 2030\n05978004;100;101;110\n05978008;200;201;210\n";
    let (proposal, read) = reading("Einwohner", table);
    let counted = part(&read, known::POPULATION);
    for (notations, value) in [("05978004 2020 T _T", 100.0), ("05978008 2021 T _T", 201.0)] {
        let found = figure(counted, notations).and_then(|(figure, ..)| figure.value);
        assert_eq!(found, Some(value), "{notations}: {}", proposal.text);
    }
    assert_eq!(counted.len(), 4);
    let projected = part(&read, "vorausberechnung-einwohner");
    let found = figure(projected, "05978008 2030").map(|(figure, ..)| (figure.value, figure.status));
    assert_eq!(found, Some((Some(210.0), ObsStatus::Forecast)), "{}", proposal.text);
    for header in ["Einwohnerindex (2011 = 100)", "Zuwachs seit 2011"] {
        let table = format!("AGS;{header}\n05978004;100\n05978008;200\n");
        let proposal = proposed("Einwohner", &table);
        assert!(proposal.gaps.iter().any(|gap| gap.starts_with("refPeriod")), "{}", proposal.text);
    }
}

/// The cubes of a reading with their units, decimals and numbers of observations.
fn cubes(proposal: &Proposal, reading: &Reading) -> Vec<String> {
    let mapping = mapping(&proposal.text);
    let read = |id: &str| {
        reading.parts.iter().filter(|(cube, _)| cube == id).map(|(_, found)| found.len()).sum::<usize>()
    };
    let mut shown: Vec<String> = mapping
        .cubes
        .iter()
        .map(|cube| {
            let measure = &cube.definition.measure;
            let id = &cube.definition.id;
            format!("{id} {} {} {}", measure.unit.id, measure.decimals, read(id))
        })
        .collect();
    shown.dedup();
    shown
}

#[test]
fn units_are_told_apart() {
    let of_columns = "Monat;Arbeitslose;Arbeitslosenquote in %;Ausgaben in Euro\nJanuar 2024;850;6,25;12345\nFebruar 2024;840;6,2;12545\nMärz 2024;830;6,1;12645\n";
    let (proposal, found) = reading("Arbeitsmarkt", of_columns);
    assert_eq!(
        cubes(&proposal, &found),
        [
            "arbeitsmarkt-arbeitslose anzahl 0 3",
            "arbeitsmarkt-arbeitslosenquote-in prozent 2 3",
            "arbeitsmarkt-ausgaben-in-euro euro 0 3"
        ],
        "{}",
        proposal.text
    );
    let of_rows = "AGS;Merkmal;2022;2023\n05978004;Betriebe;100;101\n05978004;Beschäftigte;900;901\n05978004;Umsatz (Mio. €);10,5;11,5\n05978008;Betriebe;200;201\n05978008;Beschäftigte;800;801\n05978008;Umsatz (Mio. €);20,5;21,5\n";
    let (proposal, found) = reading("Wirtschaft", of_rows);
    assert_eq!(
        cubes(&proposal, &found),
        ["wirtschaft anzahl 0 8", "wirtschaft-umsatz-mio millionen-euro 1 4"],
        "{}",
        proposal.text
    );
    assert!(found.findings.is_empty(), "{:?}", found.findings);
}

#[test]
fn dimensions_of_known_cubes_are_known_by_their_labels() {
    let flat = "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;2_variable_code;2_variable_label;2_variable_attribute_code;2_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label\n";
    let row = |code: &str, label: &str, value: u32| {
        format!(
            "12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;2023-12-31;KREISE;Kreise;05978;Unna, Kreis;NAT;Nationalität;{code};{label};{value};Anzahl;BEVSTD;Bevölkerungsstand\n"
        )
    };
    let flat = [
        flat.to_owned(),
        row("NATD", "Deutsche", 80),
        row("NATA", "Ausländer", 20),
        row("", "Insgesamt", 100),
    ]
    .concat();
    let (proposal, found) = reading("", &flat);
    assert_eq!(cubes(&proposal, &found), [format!("{} person 0 3", known::CITIZENSHIP)], "{}", proposal.text);
    assert!(found.findings.is_empty(), "{:?}", found.findings);
    let sizes = "AGS;Jahr;Insgesamt;1 Person;2 Personen;3 Personen;4 Personen;5 und mehr Personen\n05978004;2022;100;40;30;15;10;5\n05978008;2022;200;80;60;30;20;10\n";
    let (proposal, found) = reading("Haushalte nach Größe", sizes);
    assert_eq!(
        cubes(&proposal, &found),
        [format!("{} haushalt 0 12", known::HOUSEHOLDS)],
        "{}",
        proposal.text
    );
}

#[test]
fn quarters_are_said_not_to_be_read() {
    for table in [
        "AGS;Zeit;Einwohner\n05978004;1. Quartal 2020;100\n05978004;2. Quartal 2020;101\n",
        "AGS;2020-Q1;2020-Q2\n05978004;100;101\n05978008;200;201\n",
        "Berichtsjahr 2020\n2. Quartal 2020\n\nAGS;Einwohner\n05978004;100\n05978008;200\n",
        "Stand: Q2 2020\n\nAGS;Einwohner\n05978004;100\n05978008;200\n",
    ] {
        let proposal = proposed("Einwohner", table);
        assert!(proposal.gaps.iter().any(|gap| gap.contains("quarters are not read")), "{}", proposal.text);
    }
    let parts = "AGS;Jahr;Quartal;Geborene\n05978004;2020;1;100\n05978004;2020;2;101\n";
    let (proposal, _) = reading("Geburten", parts);
    assert!(proposal.text.contains("are not read as times: column 3 (Quartal)"), "{}", proposal.text);
}

#[test]
fn names_beside_numbers_of_parts_are_told() {
    let beside =
        "Nr.;Stadtteil;2022;2023\n01;Altstadt;12345;12401\n02;Nordstadt;8901;8950\n;Insgesamt;21246;21351\n";
    let before = "Stadtteil;2022;2023\n01 Altstadt;12345;12401\n02 Nordstadt;8901;8950\n";
    for table in [beside, before] {
        let (proposal, _) = reading("Einwohner", table);
        let names = "names = { \"05978-01\" = \"Altstadt\", \"05978-02\" = \"Nordstadt\" }";
        assert!(proposal.text.contains(names), "{}", proposal.text);
    }
}

#[test]
fn areas_that_are_named_only() {
    let mut table = "Gemeinde;Jahr;Einwohner\n".to_owned();
    for number in 1..=75 {
        table.push_str(&format!("Ort {};2020;{number}00\n", "x".repeat(number)));
    }
    let many = proposed("Einwohner", &table);
    assert_eq!(many.text.matches(" = \"\"").count(), 60, "{}", many.text);
    assert!(many.text.contains("Of the 75 areas") && many.text.contains("15 are missing"), "{}", many.text);
    let sexes = "Geschlecht;2020;2021\nmaennlich;100;101\nweiblich;110;111\ndivers;1;2\n";
    let (proposal, read) = reading("Bewerbungen", sexes);
    assert!(proposal.text.contains("refArea = { constant = \"05978\" }"), "{}", proposal.text);
    assert_eq!(part(&read, "bewerbungen").len(), 6);
    let always = "Geschlecht;Jahr;Einwohner\nmaennlich;2020;100\nmaennlich;2021;101\n";
    let (_, read) = reading("Einwohner", always);
    assert!(figure(part(&read, known::POPULATION), "05978 2021 M _T").is_some(), "{:?}", told(&read));
    let names = "Vorname;Jahr;Anzahl\nEmma;2024;7\nNoah;2024;8\n";
    assert!(reading("Vornamen", names).0.text.contains("vorname = { column = \"Vorname\""));
    let mut many = names.to_owned();
    for number in 1..=400 {
        many.push_str(&format!("E{};2024;5\n", "a".repeat(number)));
    }
    let gaps = proposed("Vornamen", &many).gaps;
    assert!(gaps.iter().any(|gap| gap.contains("column 1 (Vorname) tells figures apart")), "{gaps:?}");
    let merged = "AGS;Geschlecht;2020;2021\n05978004;männlich;100;101\n;weiblich;110;111\n05978008;männlich;200;201\n;weiblich;210;211\n";
    let (proposal, read) = reading("Einwohner", merged);
    assert!(proposal.text.contains("{ column = \"AGS\", fill_down = true }"), "{}", proposal.text);
    assert_eq!(part(&read, known::POPULATION).len(), 8);
}
