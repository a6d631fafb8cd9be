use super::*;
use crate::cubes::samples::view;
use crate::cubes::{Areas, CubeView};
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known;

fn written(cubes: &[&CubeView]) -> Vec<String> {
    let key = AreaKey::read("05978020").expect("a key");
    let areas = Areas::new([(key, "Ort \"05978020\", Stadt".to_owned())], []);
    let names = Names { base: "https://a.example", areas: &areas };
    let selections: Vec<_> = cubes.iter().map(|cube| Selection::all(cube)).collect();
    let mut bytes = vec![];
    write(&selections, &names, &mut bytes).expect("written");
    let text = String::from_utf8(bytes).expect("UTF-8");
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn one_row_is_one_observation() {
    let cube = view(known::POPULATION, &["05978020 2024 F Y0T4 981", "05978020 2024 T _T •"]);
    let sha = &cube.tables[0].sha256;
    let start =
        "bevoelkerung-stand,https://a.example/id/gebiet/05978020,\"Ort \"\"05978020\"\"\",05978020,2024";
    let end = "https://a.example/id/beobachtung/bevoelkerung-stand/05978020/2024";
    assert_eq!(
        written(&[&cube]),
        [
            "statistik,gebiet,gebiet_name,gebiet_schluessel,jahr,geschlecht,geschlecht_name,alter,alter_name,merkmal,wert,einheit,status,status_text,tabelle,zeile,spalte,beobachtung".to_owned(),
            format!("{start},sex-F,weiblich,Y0T4,unter 5 Jahren,Personen,981,Personen,obsStatus-A,Wert,{sha},1,3,{end}/F/Y0T4"),
            format!("{start},sex-T,insgesamt,_T,insgesamt,Personen,,Personen,Q,zum Schutz einzelner Personen nicht gezeigt,{sha},2,3,{end}/T/_T"),
        ]
    );
}

#[test]
fn cubes_share_columns() {
    let population = view(known::POPULATION, &["05978020 2024 T _T 1"]);
    let land = view(known::LAND, &["05978020 2024 40.95"]);
    let rows = written(&[&land, &population]);
    let cells = |row: usize| rows[row].split(',').count();
    assert_eq!((cells(0), cells(1), cells(2)), (18, 18, 18), "{rows:?}");
    assert!(rows[1].contains(",2024,,,,,Fläche,40.95,Quadratkilometer,"), "{}", rows[1]);
}

#[test]
fn no_code_is_a_truth_value() {
    for status in ObsStatus::all() {
        assert!(!["T", "F", "NA", "TRUE", "FALSE"].contains(&&*status_code(status)), "{status:?}");
    }
    assert_eq!(code(&Dimension::Sex, "T"), "sex-T");
}
