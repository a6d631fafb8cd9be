//! Which columns with figures belong into which cube.

use super::About;
use super::blocks::{Block, blocks};
use super::dimensions::{Roles, roles};
use super::file::Sample;
use super::frame::Frame;
use super::marks::{self, Marks};
use super::measure::{Subject, subject};
use super::places::{area, period};
use super::profile::{Profile, column_name, header, name, profile};
use super::variants::{Variant, variants};
use super::write::{quoted, slug};
use datenkreis_vocab::cube::{known, label};

/// A mapping on its way.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The cubes.
    pub cubes: Vec<CubeDraft>,
    /// How figures are written.
    pub marks: Marks,
    /// What an operator should know.
    pub notes: Vec<String>,
    /// What an operator must fill in.
    pub gaps: Vec<String>,
}

/// A `[[cube]]`.
#[derive(Clone, Debug, Default)]
pub struct CubeDraft {
    /// Its id.
    pub id: String,
    /// What is counted, if no portal has such a cube.
    pub definition: Option<NewCube>,
    /// Entries of `values`.
    pub values: Vec<String>,
    /// Entries of `where`.
    pub conditions: Vec<String>,
    /// Further keys.
    pub keys: Vec<String>,
    /// The dimensions with the place of their code, and a remark.
    pub places: Vec<(String, String, Option<String>)>,
}

/// `[cube.definition]`.
#[derive(Clone, Debug, Default)]
pub struct NewCube {
    /// Its title.
    pub title: String,
    /// Whether figures are shares.
    pub is_share: bool,
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

/// Everything that can be told of a table.
pub fn draft(sample: &Sample, frame: &Frame, profiles: &[Profile], about: &About) -> Draft {
    let roles = roles(sample, frame, profiles);
    let mut draft = Draft::default();
    // Numbers of a spreadsheet have no marks.
    let written = frame.rows(sample).flat_map(|row| {
        let cells = roles.values.iter().map(|column| row.cell(*column)).filter(|cell| !cell.is_number);
        cells.map(|cell| cell.text).collect::<Vec<_>>()
    });
    draft.marks = marks::of(written);
    if draft.marks.is_uncertain {
        draft
            .notes
            .push("The marks of the figures may be meant otherwise: check decimal and thousands.".into());
    }
    for column in &roles.unclear {
        let name = name(profiles, *column);
        draft.gaps.push(format!("column {column} ({name}) tells figures apart and is no known dimension: choose rows by `where`, or define a dimension"));
    }
    for block in blocks(frame, profiles, &roles, about, &mut draft) {
        for variant in variants(sample, frame, profiles, &block) {
            cube(frame, profiles, &roles, about, &block, variant, &mut draft);
        }
    }
    if draft.cubes.is_empty() {
        draft.gaps.push("no column with figures was understood: add [[cube]]".into());
    }
    draft
}

fn cube(
    frame: &Frame,
    profiles: &[Profile],
    roles: &Roles,
    about: &About,
    block: &Block,
    variant: Variant,
    draft: &mut Draft,
) {
    let subject = match &variant.about {
        Some(text) => subject(text),
        None => block.subject,
    };
    if subject == Subject::Density {
        draft.notes.push(format!(
            "Left out: {}, follows from population and area.",
            variant.about.unwrap_or_default()
        ));
        return;
    }
    let mut cube = CubeDraft { conditions: variant.conditions, ..CubeDraft::default() };
    cube.values = values(profiles, roles, block);
    area(profiles, roles, about, &mut cube, draft);
    period(frame, profiles, roles, about, block, &mut cube, draft);
    let coded = codes(profiles, roles, block);
    let (has_sex, has_age) = (roles.sex.or(block.sex).is_some(), roles.age.or(block.age).is_some());
    let known = subject.cube().filter(|id| fits(id, &coded, has_sex, has_age));
    let column = |column: usize| format!("{{ column = {} }}", column_name(profiles, column));
    if has_sex || known.is_some_and(|id| has_dimension(id, "sex")) {
        let place = match (roles.sex, block.sex) {
            (Some(at), _) => column(at),
            (None, Some(row)) => {
                let codes: Vec<String> =
                    block.totals.iter().map(|label| format!("{} = \"T\"", quoted(label))).collect();
                match codes.is_empty() {
                    true => format!("{{ header = {row} }}"),
                    false => format!("{{ header = {row}, codes = {{ {} }} }}", codes.join(", ")),
                }
            }
            _ => "{ constant = \"T\" }".into(),
        };
        cube.places.push(("sex".into(), place, None));
    }
    if has_age || known.is_some_and(|id| has_dimension(id, "age")) {
        let place = match (roles.age, block.age) {
            (Some(at), _) => column(at),
            (None, Some(row)) => format!("{{ header = {row} }}"),
            _ => "{ constant = \"_T\" }".into(),
        };
        cube.places.push(("age".into(), place, None));
    }
    match known {
        Some(known::HOUSEHOLDS) => {
            cube.places.push(("haushaltsgroesse".into(), "{ constant = \"_T\" }".into(), None));
        }
        Some(known::CHANGES) => {
            let places = coded.first().map(|Coded { place, labels, .. }| {
                let codes = labels.iter().filter_map(|label| match self::subject(label) {
                    Subject::Change(code) => Some(format!("{} = {}", quoted(label), quoted(code))),
                    _ => None,
                });
                format!("{{ {place}, codes = {{ {} }} }}", codes.collect::<Vec<_>>().join(", "))
            });
            let Subject::Change(code) = subject else { return };
            let place = places.unwrap_or_else(|| format!("{{ constant = {} }}", quoted(code)));
            cube.places.push(("bewegungsart".into(), place, None));
        }
        Some(_) => {}
        None => define(&mut cube, &coded, has_sex, has_age, subject, &variant.about, about),
    }
    if let Some(id) = known {
        cube.id = id.into();
    }
    if subject == Subject::Hectares {
        cube.keys.push("divide_by = 100 # hectares".into());
    }
    if profiles.iter().any(|profile| profile.name() == "value_q") {
        cube.keys.push("status = { column = \"value_q\", codes = { p = \"provisional\", r = \"revised\", s = \"estimated\" }, constant = \"normal\" }".into());
    }
    draft.cubes.push(cube);
}

fn has_dimension(cube: &str, id: &str) -> bool {
    known::cube(cube).is_some_and(|cube| cube.position(id).is_some())
}

/// Whether a known cube has all that the table tells apart.
fn fits(id: &str, coded: &[Coded], has_sex: bool, has_age: bool) -> bool {
    let further = match id {
        known::CHANGES => 1,
        _ => 0,
    };
    coded.len() <= further && (!has_sex || has_dimension(id, "sex")) && (!has_age || has_dimension(id, "age"))
}

/// A cube of its own.
fn define(
    cube: &mut CubeDraft,
    coded: &[Coded],
    has_sex: bool,
    has_age: bool,
    subject: Subject,
    label: &Option<String>,
    about: &About,
) {
    let title = label.as_ref().filter(|_| about.title.is_empty()).unwrap_or(&about.title);
    let title = if title.is_empty() { &about.dataset } else { title };
    let mut definition = NewCube {
        title: title.trim().into(),
        is_share: subject == Subject::Share || label.as_ref().is_some_and(|label| label.contains('%')),
        dimensions: vec![],
    };
    cube.id = match label {
        Some(label) if !about.title.is_empty() => slug(&format!("{title} {label}")),
        _ => slug(title),
    };
    for (id, is_used) in [("sex", has_sex), ("age", has_age)] {
        if is_used {
            definition.dimensions.push(NewDimension { id: id.into(), ..NewDimension::default() });
        }
    }
    for (number, Coded { place, name, labels }) in coded.iter().enumerate() {
        let id = slug(name);
        let is_taken = definition.dimensions.iter().any(|known| known.id == id);
        let is_unclear = name.is_empty() || is_taken || matches!(id.as_str(), "sex" | "age");
        let id = if is_unclear { format!("merkmal{}", number + 1) } else { id };
        let name = if is_unclear { &id } else { name };
        let mut codes: Vec<(String, String)> = vec![];
        for text in labels {
            let notation = if label::is_total(text) { "_T".to_owned() } else { slug(text) };
            let taken = codes.iter().filter(|(known, _)| *known == notation).count();
            let notation = if taken > 0 { format!("{notation}-{}", codes.len() + 1) } else { notation };
            codes.push((notation, text.clone()));
        }
        let declared: Vec<String> = codes
            .iter()
            .map(|(notation, label)| format!("{} = {}", quoted(label), quoted(notation)))
            .collect();
        cube.places.push((id.clone(), format!("{{ {place}, codes = {{ {} }} }}", declared.join(", ")), None));
        definition.dimensions.push(NewDimension { id: id.clone(), label: name.clone(), codes });
    }
    cube.definition = Some(definition);
}

/// What tells figures apart beside area, time, sex and age.
struct Coded {
    /// Where it stands.
    place: String,
    /// What the table calls it, if it does.
    name: String,
    labels: Vec<String>,
}

fn codes(profiles: &[Profile], roles: &Roles, block: &Block) -> Vec<Coded> {
    let columns = roles.coded.iter().map(|column| {
        let labels = profile(profiles, *column).map(|profile| profile.texts.keys().cloned().collect());
        Coded {
            place: format!("column = {}", column_name(profiles, *column)),
            name: name(profiles, *column).to_owned(),
            labels: labels.unwrap_or_default(),
        }
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
        Coded { place: format!("header = {row}"), name, labels: of_row(*row) }
    });
    columns.chain(rows).collect()
}

/// Entries of `values`: a range where columns stand side by side, else names or numbers.
fn values(profiles: &[Profile], roles: &Roles, block: &Block) -> Vec<String> {
    let columns = &block.columns;
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else { return vec![] };
    let is_range = columns.len() > 1 && last - first + 1 == columns.len();
    let is_to_the_end = is_range && *last == profiles.len() && columns.len() == roles.values.len();
    match (is_to_the_end, is_range) {
        (true, _) => vec![quoted(&format!("{first}.."))],
        (_, true) => vec![quoted(&format!("{first}..{last}"))],
        _ => columns.iter().map(|column| column_name(profiles, *column)).collect(),
    }
}
