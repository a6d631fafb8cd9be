//! Proposals for the tables of the corpora: what they claim to understand, they read.

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
        1,
        &[],
    );
    check("demography/muenster/05515000_csv_klimarelevante_daten.csv", &muenster("Klima"), 1, &[]);
    check(
        "demography/flensburg/tab_9_anteil_migrationshintergrund.csv",
        &about("Migration", Some("01001")),
        1,
        &[],
    );
}
