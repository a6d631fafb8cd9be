//! Cubes of a table that no portal has.

use super::About;
use super::blocks::Block;
use super::cubes::CubeDraft;
use super::dimensions::Roles;
use super::others::flat_name;
use super::profile::{Profile, column_place, header, name, profile};
use super::unit::Unit;
use super::variants::Variant;
use super::write::{quoted, slug};
use datenkreis_vocab::cube::{known, label};

/// `[cube.definition]`.
#[derive(Clone, Debug, Default)]
pub struct NewCube {
    /// Its title.
    pub title: String,
    /// What figures of several kinds in one column are about.
    pub about: Option<String>,
    /// The unit of the figures.
    pub unit: Unit,
    /// Their decimals.
    pub decimals: usize,
    /// The dimensions beside area and time.
    pub dimensions: Vec<NewDimension>,
}

/// `[[cube.definition.dimension]]`.
#[derive(Clone, Debug, Default)]
pub struct NewDimension {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Its codes with their labels; `sex` and `age` have none.
    pub codes: Vec<(String, String)>,
}

/// What tells figures apart beside area, time, sex and age.
pub struct Coded {
    /// Its column, if it stands in one.
    column: Option<usize>,
    /// Its row of the header, if it stands there.
    row: usize,
    /// What the table calls it, if it does.
    name: String,
    /// Its texts.
    pub labels: Vec<String>,
}

impl Coded {
    /// Where its code stands, with what its texts mean.
    pub fn place(&self, profiles: &[Profile], codes: &[(&str, &str)]) -> String {
        let codes: Vec<String> =
            codes.iter().map(|(label, code)| format!("{} = {}", quoted(label), quoted(code))).collect();
        let codes = format!("codes = {{ {} }}", codes.join(", "));
        match self.column {
            Some(column) => column_place(profiles, column, &[codes]),
            None => format!("{{ header = {}, {codes} }}", self.row),
        }
    }
}

/// All that tells figures apart beside area, time, sex and age.
pub fn coded(profiles: &[Profile], roles: &Roles, block: &Block, variant: &Variant) -> Vec<Coded> {
    let columns = roles.coded.iter().filter_map(|column| {
        let labels = match variant.labels_in(*column) {
            Some([]) => return None,
            Some(labels) => labels.to_vec(),
            None => profile(profiles, *column)?.texts.keys().cloned().collect(),
        };
        let name = flat_name(profiles, *column).unwrap_or_else(|| name(profiles, *column)).to_owned();
        Some(Coded { column: Some(*column), row: 0, name, labels })
    });
    let rows = block.coded.iter().map(|row| {
        let of_row = |row: usize| {
            let mut labels: Vec<String> = vec![];
            for column in &block.columns {
                let label = header(profiles, row, *column).to_owned();
                if !labels.contains(&label) {
                    labels.push(label);
                }
            }
            labels
        };
        // A text that stands above all labels is their name.
        let above = row.checked_sub(1).filter(|above| *above > 0).map(of_row).unwrap_or_default();
        let name = if let [name] = &above[..] { name.clone() } else { String::new() };
        Coded { column: None, row: *row, name, labels: of_row(*row) }
    });
    columns.chain(rows).collect()
}

/// A cube of its own.
pub fn define(
    profiles: &[Profile],
    cube: &mut CubeDraft,
    coded: &[Coded],
    [has_sex, has_age]: [bool; 2],
    (unit, decimals): (Unit, usize),
    label: Option<&String>,
    about: &About,
) {
    let title = label.filter(|_| about.title.is_empty()).unwrap_or(&about.title);
    let title = if title.is_empty() { &about.dataset } else { title };
    let named = match label {
        Some(label) if label != title => format!("{}: {label}", title.trim()),
        _ => title.trim().into(),
    };
    let mut definition = NewCube { title: named, about: label.cloned(), unit, decimals, dimensions: vec![] };
    cube.id = match label {
        Some(label) if !about.title.is_empty() => slug(&format!("{title} {label}")),
        _ => slug(title),
    };
    for (id, is_used) in [("sex", has_sex), ("age", has_age)] {
        if is_used {
            definition.dimensions.push(NewDimension { id: id.into(), ..NewDimension::default() });
        }
    }
    for (number, coded) in coded.iter().enumerate() {
        let id = slug(&coded.name);
        let is_taken = definition.dimensions.iter().any(|known| known.id == id);
        let is_unclear = coded.name.is_empty() || is_taken || matches!(id.as_str(), "sex" | "age");
        let id = if is_unclear { format!("merkmal{}", number + 1) } else { id };
        let label = if is_unclear { id.clone() } else { coded.name.clone() };
        let mut codes: Vec<(String, String)> = vec![];
        for text in &coded.labels {
            let notation = if label::is_total(text) { "_T".to_owned() } else { slug(text) };
            let taken = codes.iter().filter(|(known, _)| *known == notation).count();
            let notation = if taken > 0 { format!("{notation}-{}", codes.len() + 1) } else { notation };
            codes.push((notation, text.clone()));
        }
        let declared: Vec<(&str, &str)> =
            codes.iter().map(|(notation, label)| (label.as_str(), notation.as_str())).collect();
        cube.places.push((id.clone(), coded.place(profiles, &declared), None));
        definition.dimensions.push(NewDimension { id, label, codes });
    }
    cube.definition = Some(definition);
}

/// Makes one definition of those that several `[[cube]]` share: what one of them does not tell apart, it counts as a
/// whole. What counts something else gets another id, and so does what is called like a cube that every portal has.
pub fn unite(cubes: &mut [CubeDraft]) {
    for at in 0..cubes.len() {
        let Some(new) = cubes[at].definition.clone() else { continue };
        let id = cubes[at].id.clone();
        let is_other = |other: &CubeDraft| {
            let counts = |cube: &NewCube| (cube.title.clone(), cube.about.clone(), cube.unit.clone());
            other.definition.as_ref().is_none_or(|definition| counts(definition) != counts(&new))
        };
        let is_taken = |id: &str, before: &[CubeDraft]| {
            known::cube(id).is_some()
                || id == known::INDICATORS
                || before.iter().any(|other| other.id == id && is_other(other))
        };
        let mut ids = (1..).map(|number| if number == 1 { id.clone() } else { format!("{id}-{number}") });
        cubes[at].id = ids.find(|id| !is_taken(id, &cubes[..at])).unwrap_or(id);
    }
    for at in 0..cubes.len() {
        let Some(first) = cubes[at].definition.clone() else { continue };
        let id = cubes[at].id.clone();
        if cubes[..at].iter().any(|other| other.id == id) {
            continue;
        }
        let mut dimensions = first.dimensions;
        for other in cubes[at + 1..].iter().filter(|other| other.id == id) {
            add(&mut dimensions, other.definition.iter().flat_map(|cube| &cube.dimensions));
        }
        let same = cubes.iter_mut().filter(|cube| cube.id == id && cube.definition.is_some());
        for cube in same {
            complete(cube, &mut dimensions);
        }
        for cube in cubes.iter_mut().filter(|cube| cube.id == id) {
            if let Some(definition) = &mut cube.definition {
                definition.dimensions.clone_from(&dimensions);
            }
        }
    }
}

/// Adds dimensions and their codes that are not there yet.
fn add<'a>(dimensions: &mut Vec<NewDimension>, others: impl Iterator<Item = &'a NewDimension>) {
    for other in others {
        match dimensions.iter_mut().find(|known| known.id == other.id) {
            None => dimensions.push(other.clone()),
            Some(known) => {
                for code in &other.codes {
                    if !known.codes.iter().any(|(notation, _)| *notation == code.0) {
                        known.codes.push(code.clone());
                    }
                }
            }
        }
    }
}

/// Says of every dimension that a cube does not tell apart that its figures are totals.
fn complete(cube: &mut CubeDraft, dimensions: &mut [NewDimension]) {
    for dimension in dimensions {
        if cube.places.iter().any(|(id, ..)| *id == dimension.id) {
            continue;
        }
        let total = if dimension.id == "sex" { "T" } else { "_T" };
        if !dimension.codes.is_empty() && !dimension.codes.iter().any(|(notation, _)| notation == total) {
            dimension.codes.push((total.into(), "insgesamt".into()));
        }
        let place = format!("{{ constant = {} }}", quoted(total));
        let note = "these figures do not tell it apart";
        cube.places.push((dimension.id.clone(), place, Some(note.into())));
    }
}
