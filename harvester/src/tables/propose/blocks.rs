//! Columns with figures that belong together.

use super::About;
use super::cubes::Draft;
use super::dimensions::{Roles, period_in};
use super::frame::Frame;
use super::measure::{Subject, subject};
use super::profile::{Profile, header, name, profile};
use super::quarters::names_quarter;
use super::unit::{Unit, unit};
use crate::tables::mapping::folded;
use datenkreis_vocab::cube::label;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Columns with figures that belong together.
#[derive(Clone, Default)]
pub struct Block {
    /// Their numbers.
    pub columns: Vec<usize>,
    /// What they are about.
    pub subject: Subject,
    /// The row of the header with ages.
    pub age: Option<usize>,
    /// The row of the header with sexes.
    pub sex: Option<usize>,
    /// The row of the header with times.
    pub year: Option<usize>,
    /// The pattern that finds them between words: `Bevölkerung 2020`.
    pub year_within: Option<&'static str>,
    /// Rows of the header with other texts.
    pub coded: Vec<usize>,
    /// Labels of the sexes that are totals by the column they stand above.
    pub totals: Vec<String>,
    /// The unit their headers name.
    pub unit: Option<Unit>,
    /// The header of a single column among others of other units.
    pub label: Option<String>,
}

impl Block {
    /// The columns of each unit, where headers name several.
    fn by_unit(self, profiles: &[Profile]) -> Vec<Self> {
        let Some(row) = self.coded.last().copied().filter(|_| self.subject.cube().is_none()) else {
            return vec![self];
        };
        let mut units: Vec<(Option<Unit>, Vec<usize>)> = vec![];
        for column in &self.columns {
            let texts = self.coded.iter().rev().map(|row| header(profiles, *row, *column));
            let unit = texts.into_iter().find_map(unit);
            match units.iter_mut().find(|(known, _)| *known == unit) {
                Some((_, columns)) => columns.push(*column),
                None => units.push((unit, vec![*column])),
            }
        }
        let is_split = units.len() > 1;
        let part = |(unit, columns): (Option<Unit>, Vec<usize>)| {
            let single = columns.first().filter(|_| is_split && columns.len() == 1);
            let label = single.map(|column| header(profiles, row, *column).to_owned());
            let coded = if label.is_some() { vec![] } else { self.coded.clone() };
            Self { columns, unit, label, coded, ..self.clone() }
        };
        units.into_iter().map(part).collect()
    }
}

/// The columns with figures, in groups of which each goes into one cube.
pub fn blocks(
    frame: &Frame,
    profiles: &[Profile],
    roles: &Roles,
    about: &About,
    draft: &mut Draft,
) -> Vec<Block> {
    let columns = &roles.values;
    let all = |row: usize, reads: &dyn Fn(&str) -> bool| {
        columns.iter().all(|column| reads(header(profiles, row, *column)))
    };
    let varies = |row: usize| {
        columns.iter().any(|column| header(profiles, row, *column) != header(profiles, row, columns[0]))
    };
    let mut block = Block { columns: columns.clone(), ..Block::default() };
    if columns.is_empty() {
        return vec![];
    }
    for row in 1..=frame.header_rows {
        if block.year.is_none() && all(row, &is_time) {
            block.year = Some(row);
        } else if !varies(row) {
        } else if block.sex.is_none() && all(row, &|text| label::sex(text).is_some()) {
            block.sex = Some(row);
        } else if block.age.is_none() && all(row, &|text| label::age(text).is_some()) {
            block.age = Some(row);
        } else {
            block.coded.push(row);
        }
    }
    if block.year.or(roles.period).is_none() {
        let within = |row| time_within(columns.iter().map(|column| header(profiles, row, *column)));
        let found = (1..=frame.header_rows).find_map(|row| Some((row, within(row)?)));
        (block.year, block.year_within) = found.unzip();
        block.coded.retain(|row| Some(*row) != block.year);
    }
    // What stands above ages that are told apart by themselves is their heading: “davon im Alter von … bis …”.
    let of_column = |column: usize| {
        let rows = [block.age, block.sex, block.year].into_iter().flatten();
        rows.map(|row| header(profiles, row, column)).collect::<Vec<_>>()
    };
    let labels: BTreeSet<Vec<&str>> = columns.iter().map(|column| of_column(*column)).collect();
    if labels.len() == columns.len() && columns.len() > 1 {
        block.coded.clear();
    }
    let constant = (1..=frame.header_rows).filter(|row| !varies(*row));
    let own: Vec<&str> = constant.map(|row| header(profiles, row, columns[0])).collect();
    let labels: Vec<&str> = labels.into_iter().flatten().collect();
    let around = subject_around([own.join(" "), labels.join(" ")], frame, about);
    let is_told_apart = block.age.or(block.sex).or(block.year).is_some();
    if columns.len() > 1 && !is_told_apart && block.coded.is_empty() {
        draft.gaps.push(
            "nothing tells the columns with figures apart: write a [[cube]] for each that is wanted".into(),
        );
    }
    if block.coded.is_empty() {
        block.subject = around;
        return vec![block];
    }
    let parts = partition(frame, profiles, &block, around, draft);
    if parts.is_empty() {
        block.subject = around;
        return block.by_unit(profiles);
    }
    parts
}

/// A time, or a quarter, which is told later not to be read as one.
fn is_time(text: &str) -> bool {
    label::period(text).is_some() || names_quarter(text)
}

/// Words that make a time something else than that of the figures: “Veränderung seit 2011”, “Index (2011 = 100)”.
static RELATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)=|\b(seit|gegenüber|zu|ab|bis|von|basis\w*|since|from|to|until|base|vs)\b").ok()
});

/// The pattern that finds the time in texts that differ in nothing else.
fn time_within<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let found: Option<Vec<_>> = texts
        .map(|text| {
            let is_related = RELATED.as_ref().is_some_and(|words| words.is_match(text));
            let (pattern, found) = period_in(text).filter(|_| !is_related)?;
            Some((pattern, folded(&text.replace(&found, ""))))
        })
        .collect();
    let found = found?;
    let first = found.first()?;
    found.iter().all(|other| other == first).then_some(first.0)
}

/// What all columns are about: what the table says of itself, and only if it says nothing the title of its dataset;
/// of several sheets not all are about what the dataset is called.
fn subject_around([own, labels]: [String; 2], frame: &Frame, about: &About) -> Subject {
    const NOTHING: [&str; 9] =
        ["anzahl", "jahr", "stichtag", "insgesamt", "zahl", "wert", "value", "personen", "tabelle"];
    let own = format!("{own} {}", frame.titles.join(" "));
    let lower = own.to_lowercase();
    let says_something = lower
        .split(|char: char| !char.is_alphabetic())
        .any(|word| !word.is_empty() && !NOTHING.contains(&word));
    match subject(&labels) {
        _ if says_something => subject(&own),
        Subject::Other => subject(&format!("{} {}", about.title, about.dataset)),
        subject => subject,
    }
}

/// What the label of one column is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Year,
    Age,
    Sex,
    Total,
    Measured(Subject),
}

/// Columns that say different things each for itself; none if no column is understood.
fn partition(
    frame: &Frame,
    profiles: &[Profile],
    whole: &Block,
    around: Subject,
    draft: &mut Draft,
) -> Vec<Block> {
    let row = whole.coded.last().copied().unwrap_or(frame.header_rows);
    let kind = |column: usize| {
        let text = header(profiles, row, column);
        let stack: Vec<&str> = (1..=frame.header_rows).map(|row| header(profiles, row, column)).collect();
        let is_share = profile(profiles, column).is_some_and(|profile| {
            profile.texts.keys().filter(|text| text.ends_with('%')).count() * 2 > profile.texts.len()
        });
        match (is_share, label::sex(text), label::age(text)) {
            (true, ..) => Kind::Measured(Subject::Share),
            (_, Some("F" | "M"), _) => Kind::Sex,
            (_, Some(_), _) | (_, _, Some(_)) if label::sex(text) == Some("T") => Kind::Total,
            _ if is_time(text) => Kind::Year,
            (_, _, Some(_)) => Kind::Age,
            _ => Kind::Measured(subject(&stack.join(" "))),
        }
    };
    let kinds: Vec<(usize, Kind)> = whole.columns.iter().map(|column| (*column, kind(*column))).collect();
    let of = |wanted: &dyn Fn(Kind) -> bool| -> Vec<usize> {
        kinds.iter().filter(|(_, kind)| wanted(*kind)).map(|(column, _)| *column).collect()
    };
    let around = match around {
        Subject::Density | Subject::Share | Subject::Other | Subject::Change(_) => Subject::Other,
        subject => subject,
    };
    let is = |kind: Kind| move |other: Kind| other == kind;
    let (years, ages) = (of(&is(Kind::Year)), of(&is(Kind::Age)));
    let (mut sexes, totals) = (of(&is(Kind::Sex)), of(&is(Kind::Total)));
    let population = of(&is(Kind::Measured(Subject::Population)));
    let block = |columns: Vec<usize>, subject| Block { columns, subject, ..Block::default() };
    let counted = if population.is_empty() { around } else { Subject::Population };
    let mut blocks = vec![];
    let mut used: Vec<usize> = vec![];
    let mut add = |block: Block| {
        used.extend(&block.columns);
        blocks.push(block);
    };
    if !years.is_empty() {
        add(Block { year: Some(row), ..block(years, around) });
    }
    if !sexes.is_empty() {
        sexes.extend(&totals);
        let labels = population.iter().map(|column| header(profiles, row, *column).to_owned());
        let labels: Vec<String> = if totals.is_empty() { labels.collect() } else { vec![] };
        if !labels.is_empty() {
            sexes.extend(&population);
        }
        sexes.sort_unstable();
        add(Block { sex: Some(row), totals: labels, ..block(sexes.clone(), counted) });
    } else if !population.is_empty() {
        add(block(population.clone(), Subject::Population));
    }
    if !ages.is_empty() {
        let with_total = if sexes.is_empty() { [totals.clone(), ages].concat() } else { ages };
        add(Block { age: Some(row), ..block(with_total, counted) });
    }
    for subject in [Subject::SquareKilometres, Subject::Hectares, Subject::Households] {
        let columns = of(&is(Kind::Measured(subject)));
        if !columns.is_empty() {
            add(block(columns, subject));
        }
    }
    let changes = of(&|kind| matches!(kind, Kind::Measured(Subject::Change(_))));
    if !changes.is_empty() {
        add(Block { coded: vec![row], ..block(changes, Subject::Change("")) });
    }
    if !blocks.is_empty() {
        for (column, kind) in kinds.iter().filter(|(column, _)| !used.contains(column)) {
            let why = match kind {
                Kind::Measured(Subject::Density) => "follows from population and area",
                Kind::Measured(Subject::Share) => "a share; add a cube of your own if it is wanted",
                _ => "not understood; add a cube of your own if it is wanted",
            };
            draft.notes.push(format!("Left out: column {column} ({}), {why}.", name(profiles, *column)));
        }
    }
    blocks
}
