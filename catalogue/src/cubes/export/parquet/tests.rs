use super::*;
use crate::cubes::CubeView;
use crate::cubes::export::csv;
use crate::cubes::samples::{names, view};
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::{Field, Row};
use datenkreis_vocab::cube::known;
use std::fs::File;

const BASE: &str = "https://a.example";

fn written(cubes: &[&CubeView]) -> Vec<u8> {
    let selections: Vec<_> = cubes.iter().map(|cube| Selection::all(cube)).collect();
    let mut bytes = vec![];
    write(&selections, &names(BASE), &mut bytes).expect("written");
    bytes
}

fn reader(bytes: &[u8]) -> SerializedFileReader<File> {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(bytes).expect("written");
    SerializedFileReader::new(file).expect("Parquet")
}

/// All cells as the CSV has them, and what types they have.
fn read(bytes: &[u8]) -> (Vec<Vec<String>>, Vec<&'static str>) {
    let reader = reader(bytes);
    let mut kinds = vec![];
    let rows = reader.get_row_iter(None).expect("rows").map(|row| {
        let row = row.expect("a row");
        kinds = row.get_column_iter().map(|(_, field)| kind(field)).collect();
        let cell = |field: &Field| match field {
            Field::Null => String::new(),
            Field::Str(text) => text.clone(),
            Field::Double(value) => value.to_string(),
            other => other.to_string(),
        };
        row.get_column_iter().map(|(_, field)| cell(field)).collect()
    });
    (rows.collect(), kinds)
}

fn kind(field: &Field) -> &'static str {
    match field {
        Field::Str(_) => "text",
        Field::Double(_) => "double",
        Field::Long(_) => "long",
        _ => "null",
    }
}

#[test]
fn cells_are_those_of_the_csv() {
    let population = view(known::POPULATION, &["05978020 2024 F Y0T4 981", "05978020 2024 T _T •"]);
    let land = view(known::LAND, &["05978020 2024 40.95"]);
    for cubes in [&[&population][..], &[&land, &population]] {
        let selections: Vec<_> = cubes.iter().map(|cube| Selection::all(cube)).collect();
        let mut table = vec![];
        csv::write(&selections, &names(BASE), &mut table).expect("written");
        let table = String::from_utf8(table).expect("UTF-8");
        let expected: Vec<Vec<String>> =
            table.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect();
        assert_eq!(read(&written(cubes)).0, expected);
    }
}

#[test]
fn keys_are_texts_and_figures_numbers() {
    let (_, kinds) = read(&written(&[&view(known::LAND, &["05978020 2024 40.95"])]));
    let mut expected = vec!["text"; kinds.len()];
    (expected[6], expected[11], expected[12]) = ("double", "long", "long");
    assert_eq!(kinds, expected);
}

#[test]
fn it_says_what_it_holds_and_is_the_same_again() {
    let cube = view(known::LAND, &["05978020 2024 40.95"]);
    let bytes = written(&[&cube]);
    assert_eq!(bytes, written(&[&cube]));
    let reader = reader(&bytes);
    let known = reader.metadata().file_metadata().key_value_metadata().expect("what is known").clone();
    let said =
        |key: &str| known.iter().find(|known| known.key == key).and_then(|known| known.value.as_deref());
    assert_eq!(said("title"), Some(&*cube.definition.title.de));
    assert_eq!(said("unit"), Some("Quadratkilometer"));
    assert_eq!(said("attribution"), Some("© IT.NRW"));
    assert_eq!(said("license"), Some("http://dcat-ap.de/def/licenses/dl-by-de/2.0"));
}

/// More observations than a batch and a row group hold.
#[test]
fn all_groups_are_there() {
    let cube = view(known::LAND, &["05978 2024 543.21", "05978020 2024 40.95", "05978032 2024 •"]);
    let count = GROUP + BATCH + 1;
    // The same observations as often as it takes.
    let indices: Vec<usize> = (0..cube.observations.len()).cycle().take(count).collect();
    let expected: Vec<Field> = indices
        .iter()
        .filter_map(|index| cube.observations.figure(*index))
        .map(|figure| figure.value.map_or(Field::Null, Field::Double))
        .collect();
    let mut bytes = vec![];
    write(&[Selection { cube: &cube, indices }], &names(BASE), &mut bytes).expect("written");
    let reader = reader(&bytes);
    assert_eq!(reader.metadata().num_row_groups(), 2);
    let rows = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row"));
    let value = |row: Row| row.get_column_iter().nth(6).map(|(_, field)| field.clone());
    assert_eq!(rows.filter_map(value).collect::<Vec<_>>(), expected);
}

/// Whoever fetches a file may leave; that is no mistake of the file.
#[test]
fn the_error_of_the_writer_stays_what_it_is() {
    struct Gone;
    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let cube = view(known::LAND, &["05978020 2024 40.95"]);
    let error = write(&[Selection::all(&cube)], &names(BASE), Gone).expect_err("an error");
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
}
