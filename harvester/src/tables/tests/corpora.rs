//! Tables as statistics offices and cities publish them, with figures looked up in the files by another route.

use super::*;
use crate::tables::read;
use datenkreis_vocab::cube::{ObsStatus, checks, known};

/// Reads a table of the corpora with a mapping of ours. Expected are the rules told, and figures by their
/// notations with row and column.
#[track_caller]
fn check(
    name: &str,
    file: &str,
    cube: &str,
    rules: &[&str],
    figures: &[(&str, f64, u32, u16)],
) -> Option<Reading> {
    let path = corpus(file)?;
    let text = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/tables/tests/mappings/{name}.toml")),
    )
    .expect(name);
    let reading = read(&mapping(&text), &std::fs::read(path).expect(file));
    let observations = part(&reading, cube);
    for &(notations, value, row, column) in figures {
        let found = figure(observations, notations).map(|(figure, row, column)| (figure.value, row, column));
        assert_eq!(found, Some((Some(value), row, column)), "{name} {notations}: {:#?}", told(&reading));
    }
    let told_rules: Vec<&str> = reading.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(told_rules, rules, "{name}: {:#?}", told(&reading));
    Some(reading)
}

/// All totals of a reading add up.
#[track_caller]
fn adds_up(reading: &Reading, cube: &str) {
    let definition = known::cube(cube).expect(cube);
    assert_eq!(checks::totals(definition, part(reading, cube)), []);
}

#[test]
fn population_and_area_of_all_municipalities() {
    let file = "demography/nrw-landesdatenbank/2024_12411-15i.csv";
    let figures = [
        ("05 2024 T _T", 18_034_454.0, 6, 4),
        ("05334002 2024 T _T", 262_670.0, 85, 4),
        ("05515 2024 T _T", 308_258.0, 201, 4),
        ("05978 2024 T _T", 393_784.0, 439, 4),
        ("05978020 2024 T _T", 42_319.0, 444, 4),
    ];
    let Some(reading) = check("12411-15i", file, known::POPULATION, &["table-area-dissolved"], &figures)
    else {
        return;
    };
    adds_up(&reading, known::POPULATION);
    adds_up(&reading, known::LAND);
    let land = part(&reading, known::LAND);
    assert_eq!(figure(land, "05978020 2024"), Some((Figure::normal(40.95), 444, 5)));
    assert_eq!(figure(land, "05 2024"), Some((Figure::normal(34112.44), 6, 5)));
    for dissolved in ["05313", "05354", "05354004"] {
        assert_eq!(part(&reading, known::POPULATION).columns()[0].find(dissolved), None);
    }
}

#[test]
fn the_register_says_the_same_of_every_municipality() {
    let register = check(
        "gv100ad",
        "keys/GV100AD_31082025.txt",
        known::POPULATION,
        &[],
        &[
            ("05978020 2024 T _T", 42_319.0, 3592, 6),
            ("05978020 2024 M _T", 20_642.0, 3592, 7),
            ("05978020 2024 F _T", 21_677.0, 0, 0),
            ("05515 2024 T _T", 308_258.0, 3115, 6),
            ("09175132 2024 M _T", 12_305.0, 8814, 7),
        ],
    );
    let table = check(
        "12411-15i",
        "demography/nrw-landesdatenbank/2024_12411-15i.csv",
        known::POPULATION,
        &["table-area-dissolved"],
        &[],
    );
    let (Some(register), Some(table)) = (register, table) else { return };
    assert_eq!(figure(part(&register, known::LAND), "05978020 2023"), Some((Figure::normal(40.95), 3592, 5)));
    let table = part(&table, known::POPULATION);
    let of_state: Vec<_> = part(&register, known::POPULATION)
        .iter()
        .filter(|observation| observation.notations[0].starts_with("05") && observation.notations[2] == "T")
        .collect();
    assert_eq!(of_state.len(), 396);
    for observation in of_state {
        let found = figure(table, &observation.notations.join(" ")).map(|(figure, ..)| figure);
        assert_eq!(found, Some(observation.figure), "{:?}", observation.notations);
    }
}

#[test]
fn years_of_age_in_a_cross_table() {
    let file = "demography/nrw-landesdatenbank/2024_12411-09i.csv";
    let figures = [
        ("05978 2024 T _T", 393_784.0, 69, 4),
        ("05978 2024 T Y0", 3198.0, 69, 5),
        ("05978 2024 T Y25", 3962.0, 69, 30),
        ("05978 2024 T Y89", 1447.0, 69, 94),
        ("05978 2024 T Y_GE90", 4539.0, 69, 95),
    ];
    if let Some(reading) = check("12411-09i", file, known::POPULATION, &["table-area-dissolved"], &figures) {
        adds_up(&reading, known::POPULATION);
        assert_eq!(part(&reading, known::POPULATION).len(), 59 * 92);
    }
}

#[test]
fn age_groups_in_rows() {
    let file = "demography/nrw-landesdatenbank/2023_12411-02-03-4.csv";
    let figures = [
        ("05978 2023 T _T", 396_283.0, 311, 5),
        ("05978 2023 F Y6T9", 7328.0, 307, 7),
        ("05978 2023 M Y10T14", 8997.0, 308, 6),
        ("05978 2023 T Y15T17", 11077.0, 309, 5),
        ("05978 2023 F Y18T19", 3529.0, 310, 7),
    ];
    if let Some(reading) =
        check("12411-02-03-4", file, known::POPULATION, &["table-area-dissolved"], &figures)
    {
        adds_up(&reading, known::POPULATION);
    }
}

#[test]
fn sex_and_age_in_the_header_and_the_day_in_the_title() {
    let file = "demography/regionalstatistik/12411-02-03-5-B_2018_kreise.csv";
    let figures = [
        ("05978 2018 T Y0T2", 10774.0, 131, 3),
        ("05978 2018 T Y_GE75", 46924.0, 131, 19),
        ("05978 2018 T _T", 394_782.0, 131, 20),
        ("05978 2018 M _T", 192_304.0, 131, 38),
        ("05978 2018 F Y_GE75", 28414.0, 131, 55),
        ("05978 2018 F _T", 202_478.0, 131, 56),
    ];
    if let Some(reading) =
        check("12411-02-03-5-B", file, known::POPULATION, &["table-area-dissolved"], &figures)
    {
        adds_up(&reading, known::POPULATION);
    }
}

#[test]
fn kinds_of_support_by_youth_office() {
    let file = "demography/nrw-landesdatenbank/2024_22517-02i.csv";
    let figures = [
        ("05978 2024 genutzt _T", 7903.0, 233, 4),
        ("05978 2024 begonnen 27", 121.0, 233, 7),
        ("05978020 2024 genutzt _T", 767.0, 235, 4),
        ("05978020 2024 begonnen 35a", 14.0, 235, 25),
        ("05113 2024 begonnen 28", 2671.0, 14, 9),
    ];
    let rules = ["table-area-dissolved"];
    if let Some(reading) = check("22517-02i", file, "erzieherische-hilfen", &rules, &figures) {
        let observations = part(&reading, "erzieherische-hilfen");
        let zero = figure(observations, "05113 2024 genutzt 27").map(|(figure, ..)| figure);
        assert_eq!(zero, Some(Figure { value: Some(0.0), status: ObsStatus::Zero }));
    }
}

#[test]
fn a_rate_with_decimals() {
    let file = "demography/nrw-landesdatenbank/2024_22811-01i.csv";
    let figures = [
        ("05 2024", 11.1, 8, 3),
        ("05515 2024", 8.6, 192, 3),
        ("05978 2024", 10.2, 430, 3),
        ("05978020 2024", 9.8, 435, 3),
        ("05111 2024", 11.0, 10, 3),
    ];
    check("22811-01i", file, "mindestsicherungsquote", &["table-area-dissolved"], &figures);
}

#[test]
fn quarters_of_cities() {
    let population = known::POPULATION;
    let cologne = [
        ("05315 2012 T _T", 1_044_555.0),
        ("05315 2012 M _T", 508_874.0),
        ("05315 2012 T Y0T2", 29838.0),
        ("05315-909 2012 T _T", 7894.0),
        ("05315-909 2012 F _T", 4102.0),
        ("05315-909 2012 T Y_GE75", 957.0),
    ];
    if let Some(path) = corpus("demography/koeln/bevoelkerung.csv") {
        let text = include_str!("mappings/koeln.toml");
        let reading = read(&mapping(text), &std::fs::read(path).expect("bevoelkerung.csv"));
        assert_eq!(told(&reading), [""; 0]);
        for (notations, value) in cologne {
            let found = figure(part(&reading, population), notations).map(|(figure, ..)| figure);
            assert_eq!(found, Some(Figure::normal(value)), "{notations}");
        }
        adds_up(&reading, population);
    }
    let berlin = "demography/berlin/EWR201612E_Matrix.csv";
    let figures = [
        ("11-01011101 2016 T _T", 3114.0, 2, 8),
        ("11-01011101 2016 M _T", 1613.0, 2, 9),
        ("11-01011101 2016 F _T", 1501.0, 2, 10),
        ("11-01011101 2016 T Y0", 22.0, 2, 11),
        ("11-12304313 2016 T _T", 6619.0, 447, 8),
        ("11-12304314 2016 T Y0", 60.0, 448, 11),
        ("11-12304314 2016 T Y_GE95", 25.0, 448, 42),
    ];
    if let Some(reading) = check("berlin", berlin, population, &[], &figures) {
        adds_up(&reading, population);
    }
    for (file, value) in [("EWR200112E_Matrix.csv", 3412.0), ("EWR201212E_Matrix.csv", 2930.0)] {
        let year = &file[3..7];
        let key = format!("11-01011101 {year} T _T");
        check("berlin", &format!("demography/berlin/{file}"), population, &[], &[(&key, value, 2, 8)]);
    }
    let flensburg = [
        ("01001-1 2011 T _T", 3323.0, 2, 3),
        ("01001-1 2021 T _T", 3866.0, 2, 8),
        ("01001-3 2017 T _T", 11995.0, 4, 4),
        ("01001-13 2021 T _T", 5596.0, 14, 8),
        ("01001-12 2020 T _T", 7468.0, 13, 7),
    ];
    let file = "demography/flensburg/tab_1_einwohner_in_stadtteilen_2011_bis_2021.csv";
    if let Some(reading) = check("flensburg-1", file, population, &[], &flensburg) {
        let share = figure(part(&reading, "anteil-geschlecht"), "01001-1 2021 M");
        assert_eq!(share, Some((Figure::normal(53.4), 2, 9)));
    }
    let migration =
        [("01001-01 2021", 1374.0, 1, 3), ("01001-13 2021", 1109.0, 13, 3), ("01001-11 2021", 3705.0, 11, 3)];
    let file = "demography/flensburg/tab_9_anteil_migrationshintergrund.csv";
    check("flensburg-9", file, "migrationshintergrund", &[], &migration);
    let kiel = [
        ("01002-1 1988 T _T", 689.0, 2, 3),
        ("01002 2019 T _T", 247_777.0, 1053, 3),
        ("01002 2021 T _T", 247_546.0, 1055, 3),
    ];
    check("kiel", "demography/kiel/einwohner_1988_2021.csv", population, &[], &kiel);
}

#[test]
fn a_city_by_year_and_by_age() {
    let households = [
        ("05515-11 2010 _T", 903.0, 2, 3),
        ("05515-11 2014 _T", 959.0, 2, 7),
        ("05515-62 2012 _T", 2628.0, 38, 5),
        ("05515-98 2013 _T", 2439.0, 55, 6),
        ("05515 2014 _T", 163_752.0, 57, 7),
    ];
    check("muenster-csv", "demography/muenster/ms_haushalte.csv", known::HOUSEHOLDS, &[], &households);
    let ages = [
        ("05515-11 2014 M _T", 663.0, 5, 2),
        ("05515-11 2014 M Y0T9", 37.0, 5, 3),
        ("05515-11 2014 M Y_GE90", 4.0, 5, 12),
        ("05515-12 2014 M Y10T19", 31.0, 6, 4),
        ("05515-13 2014 M Y80T89", 0.0, 7, 11),
    ];
    let file = "demography/muenster/Bevölkerungs- und Arbeitsmarktdaten Münster.xlsx";
    if let Some(reading) = check("muenster-xlsx", file, known::POPULATION, &[], &ages[..4]) {
        let hidden = figure(part(&reading, known::POPULATION), ages[4].0).map(|(figure, ..)| figure);
        assert_eq!(hidden, Some(Figure::missing(ObsStatus::Unknown)));
    }
    let trips = [
        ("05515 1982 kfz", 39.2),
        ("05515 2022 kfz", 26.0),
        ("05515 2022 oev", 8.3),
        ("05515 2022 rad", 46.8),
        ("05515 2022 fuss", 18.9),
    ]
    .map(|(notations, value)| (notations, value, 0, 0));
    if let Some(path) = corpus("demography/muenster/05515000_csv_klimarelevante_daten.csv") {
        let text = include_str!("mappings/muenster-klima.toml");
        let reading = read(&mapping(text), &std::fs::read(path).expect("klima"));
        assert_eq!(told(&reading), [""; 0]);
        for (notations, value, ..) in trips {
            let found = figure(part(&reading, "verkehrsmittel"), notations).map(|(figure, ..)| figure);
            assert_eq!(found, Some(Figure::normal(value)), "{notations}");
        }
    }
}

#[test]
fn one_municipality_since_1840() {
    let folder = "demography/vaterstetten";
    let years = [
        ("09175132 1956 T _T", 5606.0, 2, 3),
        ("09175132 1956 M _T", 2620.0, 2, 4),
        ("09175132 1960 F _T", 3594.0, 6, 5),
        ("09175132 2024 T _T", 24981.0, 70, 3),
        ("09175132 2022 F _T", 12418.0, 68, 5),
    ];
    let file = format!("{folder}/lfstatFortschreibungJahre.csv");
    if let Some(reading) = check("vaterstetten", &file, known::POPULATION, &[], &years) {
        adds_up(&reading, known::POPULATION);
    }
    let file = format!("{folder}/lfstatFortschreibungQuartale.csv");
    let quarters = [("09175132 1971-03-31 T _T", 11710.0, 2, 3), ("09175132 1971 T _T", 12493.0, 5, 3)];
    check("vaterstetten", &file, known::POPULATION, &[], &quarters);
    let file = format!("{folder}/lfstatVolkszaehlungen.csv");
    let counted = [("09175132 1840-12-01 T _T", 887.0, 2, 3)];
    if let Some(reading) = check("vaterstetten", &file, known::POPULATION, &[], &counted) {
        let unknown = figure(part(&reading, known::POPULATION), "09175132 1840-12-01 F _T");
        assert_eq!(unknown.map(|(figure, ..)| figure), Some(Figure::missing(ObsStatus::Unknown)));
    }
}
