//! Proposals for the tables of the corpora: what they claim to understand, they read.

use super::proposed_parts::unaccounted;
use super::*;
use crate::tables::{About, Proposal, propose};
use datenkreis_vocab::cube::{AreaKey, checks, known};

fn about(title: &str, area: Option<&str>) -> About {
    About {
        source: "quelle".into(),
        dataset: "tabelle".into(),
        distribution: None,
        title: title.into(),
        area: area.and_then(AreaKey::read),
    }
}

/// The proposal for a table of the corpora, and what it reads: figures by cube and notations.
#[track_caller]
fn check(
    file: &str,
    about: &About,
    gaps: usize,
    figures: &[(&str, &str, f64)],
) -> Option<(Proposal, Reading)> {
    let bytes = std::fs::read(corpus(file)?).expect(file);
    let proposal = propose(&bytes, about).expect(file);
    assert_eq!(proposal.gaps.len(), gaps, "{:?}\n{}", proposal.gaps, proposal.text);
    if gaps > 0 {
        return None;
    }
    assert_eq!(unaccounted(&proposal, &bytes), [0; 0], "{}", proposal.text);
    let reading = crate::tables::read(&mapping(&proposal.text), &bytes);
    for (cube, notations, value) in figures {
        let found =
            reading.parts.iter().find(|(id, _)| id == cube).and_then(|(_, part)| figure(part, notations));
        let found = found.and_then(|(figure, ..)| figure.value);
        assert_eq!(found, Some(*value), "{cube} {notations}: {:#?}\n{}", told(&reading), proposal.text);
    }
    assert!(proposal.observations > 0, "{}", proposal.text);
    for (id, part) in &reading.parts {
        if let Some(cube) = known::cube(id) {
            assert_eq!(checks::totals(cube, part), [], "{}", proposal.text);
        }
    }
    Some((proposal, reading))
}

const POPULATION: &str = known::POPULATION;

#[test]
fn tables_of_statistics_offices() {
    let folder = "demography/nrw-landesdatenbank";
    let nothing = about("", None);
    check(
        &format!("{folder}/2024_12411-15i.csv"),
        &nothing,
        0,
        &[(POPULATION, "05978020 2024 T _T", 42319.0), (known::LAND, "05978020 2024", 40.95)],
    );
    check(
        &format!("{folder}/2024_12411-09i.csv"),
        &nothing,
        0,
        &[(POPULATION, "05978 2024 T Y25", 3962.0), (POPULATION, "05978 2024 T _T", 393_784.0)],
    );
    check(
        &format!("{folder}/2023_12411-02-03-4.csv"),
        &nothing,
        0,
        &[(POPULATION, "05978 2023 F Y6T9", 7328.0)],
    );
    check(
        "demography/regionalstatistik/12411-02-03-5-B_2018_kreise.csv",
        &nothing,
        0,
        &[(POPULATION, "05978 2018 F Y_GE75", 28414.0), (POPULATION, "05978 2018 T _T", 394_782.0)],
    );
    let rate = about("Mindestsicherungsquote", None);
    check(
        &format!("{folder}/2024_22811-01i.csv"),
        &rate,
        0,
        &[("mindestsicherungsquote", "05978020 2024", 9.8)],
    );
    let support = about("Erzieherische Hilfen", None);
    check(
        &format!("{folder}/2024_22517-02i.csv"),
        &support,
        0,
        &[("erzieherische-hilfen", "05978 2024 _T in-anspruch-genommene-erzieh-hilfen", 7903.0)],
    );
    check("keys/GV100AD_31082025.txt", &nothing, 0, &[(POPULATION, "05978020 2024 F _T", 21677.0)]);
}

#[test]
fn tables_of_cities() {
    let muenster = |title: &str| about(title, Some("05515"));
    check(
        "demography/muenster/ms_wohnberechtigte.csv",
        &muenster("Wohnberechtigte Bevölkerung"),
        0,
        &[(POPULATION, "05515-11 2010 T _T", 1356.0), (POPULATION, "05515-98 2014 T _T", 6244.0)],
    );
    check(
        "demography/muenster/ms_haushalte.csv",
        &muenster("Haushalte"),
        0,
        &[(known::HOUSEHOLDS, "05515-62 2012 _T", 2628.0)],
    );
    check(
        "demography/muenster/ms_arbeitslose.csv",
        &muenster("Arbeitslose"),
        0,
        &[("arbeitslose", "05515-11 2010", 29.0)],
    );
    for (year, value) in [("2001", 3412.0), ("2012", 2930.0), ("2016", 3114.0)] {
        check(
            &format!("demography/berlin/EWR{year}12E_Matrix.csv"),
            &about("Einwohner", Some("11")),
            0,
            &[(POPULATION, &format!("11-01011101 {year}-12 T _T"), value)],
        );
    }
    check(
        "demography/flensburg/tab_1_einwohner_in_stadtteilen_2011_bis_2021.csv",
        &about("Einwohner", Some("01001")),
        0,
        &[(POPULATION, "01001-1 2011 T _T", 3323.0)],
    );
    check("demography/kiel/einwohner_1988_2021.csv", &about("Einwohner", Some("01002")), 1, &[]);
    check(
        "demography/vaterstetten/lfstatFortschreibungJahre.csv",
        &about("Einwohner", Some("09175132")),
        0,
        &[(POPULATION, "09175132 2024 F _T", 12676.0), (POPULATION, "09175132 2024 T _T", 24981.0)],
    );
    check("demography/koeln/bevoelkerung.csv", &about("Einwohner", Some("05315")), 0, &[]);
    check(
        "demography/muenster/Bevölkerungs- und Arbeitsmarktdaten Münster.xlsx",
        &muenster("Bevölkerung"),
        0,
        &[(POPULATION, "05515-11 2014 T _T", 1450.0)],
    );
    check("demography/muenster/05515000_csv_klimarelevante_daten.csv", &muenster("Klima"), 3, &[]);
    check(
        "demography/flensburg/tab_9_anteil_migrationshintergrund.csv",
        &about("Migration", Some("01001")),
        2,
        &[],
    );
}

/// The cubes, gaps and observations of a proposal for a table that is no file.
#[track_caller]
fn proposed(table: &str, about: &About) -> (Vec<String>, Vec<String>, usize) {
    let proposal = propose(table.as_bytes(), about).expect(table);
    let cubes = proposal.text.lines().filter_map(|line| line.strip_prefix("id = \"")).map(str::to_owned);
    (cubes.map(|id| id.trim_end_matches('"').to_owned()).collect(), proposal.gaps, proposal.observations)
}

#[test]
fn flat_files() {
    let old = "Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;1_Auspraegung_Code;1_Auspraegung_Label;2_Merkmal_Code;2_Merkmal_Label;2_Auspraegung_Code;2_Auspraegung_Label;BEVSTD__Bevoelkerungsstand__Anzahl\n12411;Fortschreibung;STAG;Stichtag;31.12.2023;KREISE;Kreise;05978;Unna, Kreis;GES;Geschlecht;GESM;männlich;194124\n12411;Fortschreibung;STAG;Stichtag;31.12.2023;KREISE;Kreise;05978;Unna, Kreis;GES;Geschlecht;;Insgesamt;396283\n12411;Fortschreibung;STAG;Stichtag;31.12.2023;KREISE;Kreise;05915;Hamm;GES;Geschlecht;;Insgesamt;180000\n";
    let nothing = about("", None);
    assert_eq!(proposed(old, &nothing), (vec![POPULATION.into()], vec![], 3));
    let new = "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label;value_q\n1000A;Bevölkerung kompakt;STAG;Stichtag;2022-05-15;GEOGM4;Gemeinden;059780020020;Kamen;41,02;qkm;FLC001;Fläche;e\n1000A;Bevölkerung kompakt;STAG;Stichtag;2022-05-15;GEOGM4;Gemeinden;059780020020;Kamen;42000;Anzahl;PRS018;Personen;e\n1000A;Bevölkerung kompakt;STAG;Stichtag;2022-05-15;GEOGM4;Gemeinden;059780020020;Kamen;1024;Ew/qkm;PRS017;Bevölkerungsdichte;e\n";
    assert_eq!(proposed(new, &nothing), (vec!["flaeche".into(), POPULATION.into()], vec![], 2));
}

#[test]
fn tables_of_towns() {
    let town = about("Bevölkerung", Some("05978020"));
    let sexes = "AGS;Name;Stichtag;Bevölkerung insgesamt;davon männlich;davon weiblich\n05978004;Bergkamen;2018-12-31;48725;24072;24653\n05978004;Bergkamen;2024-12-31;49143;24413;24730\n";
    assert_eq!(proposed(sexes, &town), (vec![POPULATION.into()], vec![], 6));
    let mixed = "AGS;Name;Stichtag;Bevölkerung;Fläche in km²;Einwohner je km²\n05978;Kreis Unna;2024-12-31;393784;543,21;724,9\n05978004;Bergkamen;2024-12-31;49143;44,90;1094,5\n";
    assert_eq!(proposed(mixed, &town), (vec![POPULATION.into(), "flaeche".into()], vec![], 4));
    let ages = "Altersgruppe;Insgesamt;männlich;weiblich\nunter 3 Jahre;10774;5505;5269\n3 bis unter 6 Jahre;10390;5338;5052\n";
    let (cubes, gaps, _) = proposed(ages, &town);
    assert_eq!((cubes, gaps.len()), (vec![POPULATION.to_owned()], 1));
    let dated = About { title: "Bevölkerung nach Alter 2018".into(), ..town.clone() };
    assert_eq!(proposed(ages, &dated), (vec![POPULATION.into()], vec![], 6));
    let moves = "AGS;Jahr;Lebendgeborene;Gestorbene;Zuzüge;Fortzüge\n05978020;2023;300;400;2000;1900\n05978020;2024;300;400;2000;1900\n";
    assert_eq!(proposed(moves, &town), (vec![known::CHANGES.into()], vec![], 8));
    let hectares = "AGS;Jahr;Fläche in Hektar\n05978004;2024;4490\n05978008;2024;3804\n";
    let proposal = propose(hectares.as_bytes(), &town).expect("a proposal");
    assert!(proposal.text.contains("divide_by = 100") && proposal.observations == 2, "{}", proposal.text);
    assert!(propose(b"nothing at all", &town).is_err());
}

#[test]
fn tables_of_the_demonstration() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../config/demo/folders"));
    let mut understood = vec![];
    for publisher in std::fs::read_dir(folder).expect("folders").flatten() {
        for file in std::fs::read_dir(publisher.path()).expect("a folder").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if !name.ends_with(".csv") {
                continue;
            }
            let about = About { dataset: name.trim_end_matches(".csv").into(), ..about("", Some("05978")) };
            let bytes = std::fs::read(file.path()).expect("a file");
            let Ok(proposal) = propose(&bytes, &about) else { continue };
            if proposal.gaps.is_empty() {
                assert!(proposal.observations > 0, "{}", proposal.text);
                assert_eq!(unaccounted(&proposal, &bytes), [0; 0], "{}", proposal.text);
                let reading = crate::tables::read(&mapping(&proposal.text), &bytes);
                understood.extend(
                    reading.parts.into_iter().map(|(cube, part)| format!("{name} {cube} {}", part.len())),
                );
            } else {
                understood.push(format!("{name}: {}", proposal.gaps.join("; ")));
            }
        }
    }
    understood.sort();
    understood.dedup();
    assert_eq!(
        understood,
        [
            "altersgruppen-gemeinden-2015.csv altersgruppen-gemeinden-2015 594",
            "bevoelkerung-2008-bis-2015.csv bevoelkerung-stand 264",
            "bevoelkerung-flaeche-dichte-2024.csv bevoelkerung-stand 1",
            "bevoelkerung-flaeche-dichte-2024.csv flaeche 1",
            "bevoelkerung-nach-altersgruppen-2018.csv bevoelkerung-stand 54",
            "bevoelkerung-nach-altersjahren-2015.csv bevoelkerung-stand 240",
            "bevoelkerung-nach-altersjahren-2024.csv bevoelkerung-stand 91",
            "bevoelkerung-nach-geschlecht.csv bevoelkerung-stand 6",
            "erzieherische-hilfen-2024.csv: refArea: areas are named only; tell the key of each name in `codes`",
            "geburten-alter-der-mutter-2015.csv geburten-alter-der-mutter-2015 7",
            "geburten-und-sterbefaelle-2008-bis-2015.csv bevoelkerung-bewegung 528",
            "geburtenziffern-deutschland.csv geburtenziffern-deutschland 420",
            "gemeindeverzeichnis-2017-bis-2022.csv gemeindeverzeichnis-2017-bis-2022 132",
            "gemeindeverzeichnis.csv: refPeriod: the table does not tell of what time it is; tell it in `constant`",
            "kinder-und-jugendliche-2023.csv kinder-und-jugendliche-2023 15",
            "mindestsicherungsquote-2024.csv mindestsicherungsquote-2024 1",
            "mindestsicherungsquoten-2024.csv mindestsicherungsquoten-2024 11",
            "staatsangehoerigkeit-kreis-2015.csv staatsangehoerigkeit-kreis-2015 9",
            "staedte-und-gemeinden-2024.csv bevoelkerung-stand 11",
            "staedte-und-gemeinden-2024.csv flaeche 11",
            "sterbetafeln-deutschland.csv: refArea: areas are named only; tell the key of each name in `codes`; refPeriod: the table does not tell of what time it is; tell it in `constant`",
            "wanderungen-2015.csv wanderungen-2015 462",
            "wanderungen-kreis-2008-bis-2015.csv bevoelkerung-bewegung 48",
        ]
    );
}
