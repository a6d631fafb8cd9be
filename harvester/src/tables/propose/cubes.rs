//! Which columns with figures belong into which cube.

use super::About;
use super::dimensions::{Roles, period_in, roles};
use super::file::Sample;
use super::frame::Frame;
use super::marks::{self, Marks};
use super::measure::{Subject, subject};
use super::profile::Profile;
use super::write::{quoted, slug};
use datenkreis_vocab::cube::{known, label};
use std::collections::BTreeMap;

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
    /// The dimensions: id, label, and codes with their labels; known ones have none.
    pub dimensions: Vec<(String, String, Vec<(String, String)>)>,
}

/// Columns with figures that belong together.
struct Block {
    columns: Vec<usize>,
    subject: Subject,
    /// Rows of the header with ages, sexes, years.
    age: Option<usize>,
    sex: Option<usize>,
    year: Option<usize>,
    /// Rows of the header with other texts.
    coded: Vec<usize>,
    /// Labels of the sexes that are totals by the column they stand above.
    totals: Vec<String>,
}

/// Everything that can be told of a table.
pub fn draft(sample: &Sample, frame: &Frame, profiles: &[Profile], about: &About) -> Draft {
    let roles = roles(sample, frame, profiles);
    let mut draft = Draft::default();
    let value_texts = profiles.iter().filter(|profile| roles.values.contains(&profile.column));
    draft.marks = match sample.sheets.is_empty() {
        true => {
            let rows: Vec<_> = frame.rows(sample).collect();
            let cells = rows.iter().flat_map(|row| roles.values.iter().map(|column| row.cell(*column).text));
            marks::of(cells)
        }
        false => Marks {
            signs: marks::of(value_texts.flat_map(|profile| profile.texts.keys().map(String::as_str))).signs,
            ..Marks::default()
        },
    };
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

fn profile(profiles: &[Profile], column: usize) -> Option<&Profile> {
    column.checked_sub(1).and_then(|at| profiles.get(at))
}

fn name(profiles: &[Profile], column: usize) -> &str {
    profile(profiles, column).map_or("", Profile::name)
}

/// Text of a row of the header, from 1.
fn header(profiles: &[Profile], row: usize, column: usize) -> &str {
    profile(profiles, column).and_then(|profile| profile.headers.get(row - 1)).map_or("", String::as_str)
}

fn blocks(
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
    let mut block = Block {
        columns: columns.clone(),
        subject: Subject::Other,
        age: None,
        sex: None,
        year: None,
        coded: vec![],
        totals: vec![],
    };
    if columns.is_empty() {
        return vec![];
    }
    for row in 1..=frame.header_rows {
        if block.year.is_none() && all(row, &|text| label::period(text).is_some()) {
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
    let constant: Vec<&str> = (1..=frame.header_rows).map(|row| header(profiles, row, columns[0])).collect();
    let own = if block.coded.is_empty() { constant.join(" ") } else { String::new() };
    let around = format!("{own} {} {}", frame.titles.join(" "), about.title);
    if block.coded.is_empty() {
        block.subject = match subject(&own) {
            Subject::Other => subject(&around),
            subject => subject,
        };
        return vec![block];
    }
    let parts = partition(frame, profiles, &block, &around, draft);
    if parts.is_empty() {
        block.subject = subject(&around);
        return vec![block];
    }
    parts
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
    around: &str,
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
            _ if label::period(text).is_some() => Kind::Year,
            (_, _, Some(_)) => Kind::Age,
            _ => Kind::Measured(subject(&stack.join(" "))),
        }
    };
    let kinds: Vec<(usize, Kind)> = whole.columns.iter().map(|column| (*column, kind(*column))).collect();
    let of = |wanted: &dyn Fn(Kind) -> bool| -> Vec<usize> {
        kinds.iter().filter(|(_, kind)| wanted(*kind)).map(|(column, _)| *column).collect()
    };
    let around = match subject(around) {
        Subject::Density | Subject::Share | Subject::Other | Subject::Change(_) => Subject::Other,
        subject => subject,
    };
    let is = |kind: Kind| move |other: Kind| other == kind;
    let (years, ages) = (of(&is(Kind::Year)), of(&is(Kind::Age)));
    let (mut sexes, totals) = (of(&is(Kind::Sex)), of(&is(Kind::Total)));
    let population = of(&is(Kind::Measured(Subject::Population)));
    let block = |columns: Vec<usize>, subject| Block {
        columns,
        subject,
        age: None,
        sex: None,
        year: None,
        coded: vec![],
        totals: vec![],
    };
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

/// The rows of one cube where figures of several stand in one column: entries of `where`, and what they are about.
#[derive(Default)]
struct Variant {
    conditions: Vec<String>,
    about: Option<String>,
}

fn variants(sample: &Sample, frame: &Frame, profiles: &[Profile], block: &Block) -> Vec<Variant> {
    let column =
        |wanted: &str| profiles.iter().find(|profile| profile.name() == wanted).map(|found| found.column);
    let (Some(code), Some(unit)) = (column("value_variable_code"), column("value_unit")) else {
        return vec![Variant { conditions: vec![], about: flat_label(profiles, block) }];
    };
    let label = column("value_variable_label").unwrap_or(code);
    let statistic = column("statistics_label").unwrap_or(label);
    let mut found: BTreeMap<(String, String), String> = BTreeMap::new();
    for row in frame.rows(sample) {
        let key = (row.cell(code).text.to_owned(), row.cell(unit).text.to_owned());
        found.entry(key).or_insert_with(|| {
            // “Personen” says less than the name of its statistic.
            let texts = [row.cell(label).text, row.cell(unit).text];
            match subject(&texts.join(" ")) {
                Subject::Other => format!("{} {}", texts.join(" "), row.cell(statistic).text),
                _ => texts.join(" "),
            }
        });
    }
    let variant = |((code, unit), about): ((String, String), String)| Variant {
        conditions: vec![
            format!("{{ column = \"value_variable_code\", equals = {} }}", quoted(&code)),
            format!("{{ column = \"value_unit\", equals = {} }}", quoted(&unit)),
        ],
        about: Some(about),
    };
    found.into_iter().map(variant).collect()
}

/// What the one column of an older flat file is about: `BEVSTD__Bevoelkerungsstand__Anzahl`.
fn flat_label(profiles: &[Profile], block: &Block) -> Option<String> {
    let [column] = block.columns[..] else { return None };
    let name = name(profiles, column);
    name.contains("__").then(|| name.replace("__", " "))
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
            let places = coded.first().map(|(place, labels)| {
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
fn fits(id: &str, coded: &[(String, Vec<String>)], has_sex: bool, has_age: bool) -> bool {
    let further = match id {
        known::CHANGES => 1,
        _ => 0,
    };
    coded.len() <= further && (!has_sex || has_dimension(id, "sex")) && (!has_age || has_dimension(id, "age"))
}

/// A cube of its own.
fn define(
    cube: &mut CubeDraft,
    coded: &[(String, Vec<String>)],
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
            definition.dimensions.push((id.into(), String::new(), vec![]));
        }
    }
    for (number, (place, labels)) in coded.iter().enumerate() {
        let id = format!("merkmal{}", number + 1);
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
        definition.dimensions.push((id.clone(), id, codes));
    }
    cube.definition = Some(definition);
}

/// What tells figures apart apart from area, time, sex and age: where it stands, and its labels.
fn codes(profiles: &[Profile], roles: &Roles, block: &Block) -> Vec<(String, Vec<String>)> {
    let columns = roles.coded.iter().map(|column| {
        let labels = profile(profiles, *column).map(|profile| profile.texts.keys().cloned().collect());
        (format!("column = {}", column_name(profiles, *column)), labels.unwrap_or_default())
    });
    let rows = block.coded.iter().map(|row| {
        let mut labels: Vec<String> = vec![];
        for column in &block.columns {
            let label = header(profiles, *row, *column).to_owned();
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        (format!("header = {row}"), labels)
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

/// A column by its header if that is its alone, else by its number.
fn column_name(profiles: &[Profile], column: usize) -> String {
    let name = name(profiles, column);
    let is_last = profile(profiles, column)
        .is_some_and(|profile| profile.headers.last().is_some_and(|last| last == name));
    let same = profiles.iter().filter(|profile| profile.headers.iter().any(|text| text == name)).count();
    let is_range = name.contains("..");
    if name.is_empty() || !is_last || same != 1 || is_range { column.to_string() } else { quoted(name) }
}

fn area(profiles: &[Profile], roles: &Roles, about: &About, cube: &mut CubeDraft, draft: &mut Draft) {
    let near = about.area.as_ref().map(ToString::to_string);
    let blank = |column: usize| profile(profiles, column).is_some_and(|profile| profile.blank > 0);
    let (place, note) = match (roles.area, roles.part, roles.name) {
        (Some(column), ..) => {
            let text = format!("{{ column = {} }}", column_name(profiles, column));
            (text, None)
        }
        (None, Some(column), _) => {
            if blank(column) {
                let name = column_name(profiles, column);
                cube.conditions.push(format!("{{ column = {name}, matches = \".\" }}"));
                draft.notes.push(format!(
                    "Rows without a number in column {name} are left out: sums, or what cannot be assigned."
                ));
            }
            if near.is_none() {
                gap(draft, "refArea: the numbers are those of parts of an area; tell its key in `within`");
            }
            let around = near.clone().unwrap_or_default();
            let text =
                format!("{{ column = {}, within = {} }}", column_name(profiles, column), quoted(&around));
            (text, Some("numbers of parts of this area: check its key"))
        }
        (None, None, Some(column)) => {
            let shown = profile(profiles, column).map(|profile| {
                profile
                    .texts
                    .keys()
                    .take(5)
                    .map(|text| format!("{} = \"\"", quoted(text)))
                    .collect::<Vec<_>>()
            });
            gap(draft, "refArea: areas are named only; tell the key of each name in `codes`");
            let text = format!(
                "{{ column = {}, codes = {{ {} }} }}",
                column_name(profiles, column),
                shown.unwrap_or_default().join(", ")
            );
            (text, Some("names are not looked up: tell the key of each"))
        }
        (None, None, None) => {
            if near.is_none() {
                gap(draft, "refArea: the table names no area; tell its key");
            }
            let text = format!("{{ constant = {} }}", quoted(&near.unwrap_or_default()));
            (text, Some("the table names no area: check that it is about this one"))
        }
    };
    cube.places.push(("refArea".into(), place, note.map(str::to_owned)));
}

fn gap(draft: &mut Draft, text: &str) {
    if !draft.gaps.iter().any(|gap| gap == text) {
        draft.gaps.push(text.into());
    }
}

fn period(
    frame: &Frame,
    profiles: &[Profile],
    roles: &Roles,
    about: &About,
    block: &Block,
    cube: &mut CubeDraft,
    draft: &mut Draft,
) {
    let of_titles = || frame.titles.iter().find_map(|title| period_in(title));
    let texts = [Some(about.title.as_str()), about.distribution.as_deref(), Some(about.dataset.as_str())];
    let of_names = || texts.into_iter().flatten().find_map(period_in);
    let (place, note) = if let Some(column) = roles.period {
        (format!("{{ column = {} }}", column_name(profiles, column)), None)
    } else if let Some(row) = block.year {
        (format!("{{ header = {row} }}"), None)
    } else if let Some((pattern, found)) = of_titles() {
        (format!("{{ title = '{pattern}' }}"), Some(format!("“{found}” above the header")))
    } else if let Some(period) = of_names().and_then(|(_, found)| label::period(&found)) {
        let text = format!("{{ constant = {} }}", quoted(&period.to_string()));
        (text, Some("from the title or file name: check it".into()))
    } else {
        gap(draft, "refPeriod: the table does not tell of what time it is; tell it in `constant`");
        ("{ constant = \"\" }".into(), None)
    };
    cube.places.push(("refPeriod".into(), place, note));
}
