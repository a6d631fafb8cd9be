//! Which columns with figures belong into which cube.

use super::About;
use super::blocks::{Block, blocks};
use super::define::{self, NewCube, define};
use super::dimensions::{Roles, roles};
use super::expect;
use super::file::Sample;
use super::frame::Frame;
use super::known_cubes::{Known, known_cube};
use super::left_out;
use super::marks::{self, Marks};
use super::measure::{Subject, subject};
use super::part_names;
use super::places::{area, period};
use super::profile::{Profile, column_name, column_place, name};
use super::projection::{self, Projection};
use super::quarters::has_parts;
use super::unit::{self, Unit};
use super::variants::{Variant, variants};
use super::write::quoted;
use crate::tables::grid::Row;
use crate::tables::mapping::folded;
use datenkreis_vocab::cube::known;
use std::collections::BTreeSet;

/// A mapping on its way.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The cubes.
    pub cubes: Vec<CubeDraft>,
    /// How figures are written.
    pub marks: Marks,
    /// Columns that are known by their number.
    pub numbered: BTreeSet<usize>,
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

impl Draft {
    /// Adds what an operator should know, once.
    pub fn note(&mut self, text: String) {
        if !self.notes.contains(&text) {
            self.notes.push(text);
        }
    }
}

/// Everything that can be told of a table.
pub fn draft(sample: &Sample, frame: &Frame, profiles: &[Profile], about: &About) -> Draft {
    let roles = roles(sample, frame, profiles);
    let mut draft = Draft { marks: written(sample, frame, &roles), ..Draft::default() };
    if draft.marks.is_uncertain {
        draft
            .notes
            .push("The marks of the figures may be meant otherwise: check decimal and thousands.".into());
    }
    for sign in &draft.marks.rare {
        draft.notes.push(format!("“{sign}” stands once or twice instead of a figure: a sign, or a mistake?"));
    }
    for column in &roles.unclear {
        let name = name(profiles, *column);
        draft.gaps.push(format!("column {column} ({name}) tells figures apart and is no known dimension: choose rows by `where`, or define a dimension"));
    }
    for profile in
        profiles.iter().filter(|profile| roles.coded.contains(&profile.column) && has_parts(profile))
    {
        draft.notes.push(format!("Quarters and other parts of a year are not read as times: column {} ({}) is proposed as a dimension of its own.", profile.column, profile.name()));
    }
    let projection = projection::find(frame, profiles, &roles, about);
    if let Some(Projection { why, .. }) = &projection {
        draft.notes.push(format!("Projected, not counted ({why}): the figures have the status `forecast`, and a cube of their own. If some were counted, give them a [[cube]] without it; an official projection may feed `{}`.", known::PROJECTION));
    }
    let is_projected =
        |column: &usize| projection.as_ref().is_some_and(|projection| projection.columns.contains(column));
    let (projected, counted): (Vec<usize>, Vec<usize>) = roles.values.iter().copied().partition(is_projected);
    for (values, projection) in [(counted, None), (projected, projection.as_ref())] {
        let roles = Roles { values, ..roles.clone() };
        for block in blocks(frame, profiles, &roles, about, &mut draft) {
            for variant in variants(sample, frame, profiles, &roles, &block) {
                let table = Table { sample, frame, profiles, roles: &roles, about, projection };
                cube(&table, &block, variant, &mut draft);
            }
        }
    }
    if draft.cubes.is_empty() {
        draft.gaps.push("no column with figures was understood: add [[cube]]".into());
    }
    let mut known = BTreeSet::new();
    draft.gaps.retain(|gap| known.insert(gap.clone()));
    define::unite(&mut draft.cubes);
    left_out::tell(profiles, &roles, &mut draft);
    part_names::tell(sample, frame, profiles, &roles, about, &mut draft);
    draft
}

/// How the figures are written. Numbers of a spreadsheet have no marks.
fn written(sample: &Sample, frame: &Frame, roles: &Roles) -> Marks {
    marks::of(frame.rows(sample).flat_map(|row| {
        let cells = roles.values.iter().map(|column| row.cell(*column)).filter(|cell| !cell.is_number);
        cells.map(|cell| cell.text).collect::<Vec<_>>()
    }))
}

/// A table, and what is known of it.
struct Table<'a> {
    sample: &'a Sample,
    frame: &'a Frame,
    profiles: &'a [Profile],
    roles: &'a Roles,
    about: &'a About,
    projection: Option<&'a Projection>,
}

fn cube(table: &Table<'_>, block: &Block, variant: Variant, draft: &mut Draft) {
    let Table { profiles, roles, .. } = *table;
    let subject = match &variant.about {
        Some(text) => subject(text),
        None => block.subject,
    };
    if subject == Subject::Density {
        let columns: Vec<String> =
            block.columns.iter().map(|at| format!("column {at} ({})", name(profiles, *at))).collect();
        let what = variant.about.map(|about| format!(" {about}")).unwrap_or_default();
        let columns = columns.join(", ");
        draft.notes.push(format!("Left out:{what} {columns}, follows from population and area."));
        return;
    }
    let mut cube = CubeDraft { conditions: variant.conditions.clone(), ..CubeDraft::default() };
    cube.values = values(profiles, roles, block);
    for entry in &cube.values {
        expect::of_values(profiles, entry, block, draft);
    }
    let status = table.projection.and_then(|projection| projection.rows.as_ref()).map(|(column, _)| *column);
    let columns = [roles.area, roles.part, roles.name, roles.period, roles.sex, roles.age, status];
    for column in columns.into_iter().flatten().chain(roles.coded.iter().copied()) {
        expect::by_number(profiles, column, draft);
    }
    area(profiles, roles, table.about, &mut cube, draft);
    period(table.frame, profiles, roles, table.about, block, &mut cube, draft);
    let coded = define::coded(profiles, roles, block, &variant);
    let (has_sex, has_age) = (roles.sex.or(block.sex).is_some(), roles.age.or(block.age).is_some());
    let known =
        known_cube(profiles, subject, &coded, has_sex, has_age).filter(|_| table.projection.is_none());
    if has_sex || known.as_ref().is_some_and(|known| known.has("sex")) {
        cube.places.push(("sex".into(), sex(profiles, roles, block), None));
    }
    if has_age || known.as_ref().is_some_and(|known| known.has("age")) {
        let place = match (roles.age, block.age) {
            (Some(at), _) => column_place(profiles, at, &[]),
            (None, Some(row)) => format!("{{ header = {row} }}"),
            _ => "{ constant = \"_T\" }".into(),
        };
        cube.places.push(("age".into(), place, None));
    }
    let is_known = known.is_some();
    match known {
        Some(Known { id, own }) => {
            cube.id = id.into();
            cube.places.extend(own.map(|(dimension, place)| (dimension.into(), place, None)));
        }
        None => {
            let label = variant.about.as_ref();
            let unit = unit(table, block, &variant, subject, draft);
            define(profiles, &mut cube, &coded, [has_sex, has_age], unit, label, table.about);
        }
    }
    if subject == Subject::Hectares && is_known {
        cube.keys.push("divide_by = 100 # hectares".into());
    }
    if let Some(projection) = table.projection {
        cube.keys.push(projection.status(profiles));
        projection.name(&mut cube);
    } else if profiles.iter().any(|profile| profile.name() == "value_q") {
        cube.keys.push("status = { column = \"value_q\", codes = { p = \"provisional\", r = \"revised\", s = \"estimated\" }, constant = \"normal\" }".into());
    }
    draft.cubes.push(cube);
}

/// In what figures are measured, and their decimals: counts have none.
fn unit(
    table: &Table<'_>,
    block: &Block,
    variant: &Variant,
    subject: Subject,
    draft: &Draft,
) -> (Unit, usize) {
    let named = variant.unit.clone().or_else(|| block.unit.clone());
    let of_label = || unit::unit(variant.about.as_ref()?);
    let Some(unit) = named.or_else(of_label).or((subject == Subject::Share).then_some(Unit::PERCENT)) else {
        return (Unit::NUMBER, 0);
    };
    let is_meant = |row: &Row<'_>| {
        let texts = variant.labels.as_ref();
        texts.is_none_or(|(column, texts)| texts.contains(&folded(row.cell(*column).text)))
    };
    let decimals = unit::decimals(table.sample, table.frame, &block.columns, &draft.marks, &is_meant);
    (unit, decimals)
}

/// Where the sex stands.
fn sex(profiles: &[Profile], roles: &Roles, block: &Block) -> String {
    let totals = block.totals.iter().map(|label| format!("{} = \"T\"", quoted(label)));
    let totals: Vec<String> = totals.collect();
    match (roles.sex, block.sex) {
        (Some(at), _) => column_place(profiles, at, &[]),
        (None, Some(row)) if totals.is_empty() => format!("{{ header = {row} }}"),
        (None, Some(row)) => format!("{{ header = {row}, codes = {{ {} }} }}", totals.join(", ")),
        (None, None) => "{ constant = \"T\" }".into(),
    }
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
