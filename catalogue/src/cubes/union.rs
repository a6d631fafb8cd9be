//! One cube of several readings: each key once, sorted, and where readings disagree, said so.

use super::note::Differing;
use super::{Cube, KeptBack, LeftOut, Reason, Slices, Table};
use datenkreis_vocab::cube::{Age, AreaKey, CubeDefinition, Dimension, Measure, Observations};
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

/// What one reading, or one calculation, says about one cube.
pub(crate) struct Part {
    pub table: Table,
    pub priority: i32,
    /// The revision of the reading; of two that were read at the same time the later counts.
    pub revision: u64,
    pub definition: CubeDefinition,
    pub observations: Observations,
    /// Of calculations only.
    pub slices: Slices,
}

/// A cube, and what is to be known about how it came to be.
pub(crate) struct United {
    pub cube: Cube,
    pub differences: Vec<Differing>,
    pub left_out: Vec<LeftOut>,
    pub kept_back: Option<KeptBack>,
}

/// Unites what readings say about one cube; `None` if there are none. Where two say something about the same
/// key, the one with the higher priority counts, then the later one. The one that counts most also says what
/// the cube is; what has other dimensions or another measure is left out.
pub(crate) fn unite(mut parts: Vec<Part>) -> Option<United> {
    parts.sort_by_key(|part| Reverse((part.priority, part.table.at, part.revision)));
    let mut definition = parts.first()?.definition.clone();
    let mut left_out = vec![];
    let mut agreeing: Vec<Part> = vec![];
    for part in parts {
        let reason = disagreement(&definition, &part.definition);
        let reason =
            reason.or_else(|| (agreeing.len() == usize::from(u16::MAX)).then_some(Reason::TooManyTables));
        match reason {
            Some(reason) => left_out.push(LeftOut {
                cube: definition.id.clone(),
                observations: part.observations.len(),
                table: part.table,
                reason,
            }),
            None => {
                add_codes(&mut definition, &part.definition);
                agreeing.push(part);
            }
        }
    }
    let keys = Keys::of(&definition, &agreeing, &mut left_out);
    let (observations, origins, slices, differences) = keys.merge(&agreeing);
    let tables = agreeing.into_iter().map(|part| part.table).collect();
    let cube = Cube { definition, observations, origins, tables, slices };
    Some(United { cube, differences, left_out, kept_back: None })
}

/// Why what was read cannot be of the same cube.
fn disagreement(expected: &CubeDefinition, found: &CubeDefinition) -> Option<Reason> {
    let ids = |definition: &CubeDefinition| -> Vec<String> {
        definition.dimensions.iter().map(|dimension| dimension.id().to_owned()).collect()
    };
    if ids(expected) != ids(found) {
        return Some(Reason::Dimensions { expected: ids(expected), found: ids(found) });
    }
    let measured = |measure: &Measure| format!("{} ({}, {})", measure.id, measure.unit.id, measure.decimals);
    let [expected, found] = [expected, found].map(|definition| measured(&definition.measure));
    (expected != found).then_some(Reason::Measure { expected, found })
}

/// Codes that only another reading knows follow those that are there.
fn add_codes(definition: &mut CubeDefinition, other: &CubeDefinition) {
    for (own, other) in definition.dimensions.iter_mut().zip(&other.dimensions) {
        if let (Dimension::Coded(own), Dimension::Coded(other)) = (own, other) {
            for code in &other.codes {
                if own.codes.iter().all(|known| known.notation != code.notation) {
                    own.codes.push(code.clone());
                }
            }
        }
    }
}

/// Whether a notation is a code of the dimension, in the one form that codes have.
fn is_code(dimension: &Dimension, notation: &str) -> bool {
    match dimension {
        Dimension::RefArea => AreaKey::read(notation).is_some_and(|area| area.as_str() == notation),
        Dimension::Age if notation != Age::TOTAL => {
            Age::from_notation(notation).is_some_and(|age| age.notation() == notation)
        }
        _ => dimension.label_of(notation).is_some(),
    }
}

/// Where a notation stands among those of its dimension: areas and times by their notation, which for times is
/// their order; ages from the youngest, narrower groups first; codes as listed; totals last.
fn compare(dimension: &Dimension, one: &str, other: &str) -> Ordering {
    let age = |notation: &str| {
        let age = Age::from_notation(notation);
        (age.is_none(), age.map(|age| (age.from, age.to.is_none(), age.to)))
    };
    let place = |codes: &[&str], notation: &str| codes.iter().position(|code| *code == notation);
    let order = match dimension {
        Dimension::RefArea | Dimension::RefPeriod => Ordering::Equal,
        Dimension::Sex => place(&["F", "M", "T"], one).cmp(&place(&["F", "M", "T"], other)),
        Dimension::Age => age(one).cmp(&age(other)),
        Dimension::Coded(coded) => {
            let place = |notation: &str| coded.codes.iter().position(|code| code.notation == notation);
            place(one).cmp(&place(other))
        }
    };
    order.then_with(|| one.cmp(other))
}

/// The keys of all observations as numbers that sort as the observations shall.
struct Keys<'a> {
    /// The notations of each dimension in their order.
    notations: Vec<Vec<&'a str>>,
    /// One number for each dimension, observation after observation.
    numbers: Vec<u32>,
    /// The part and the index of each observation, the part that counts most first.
    origins: Vec<(u16, usize)>,
}

impl<'a> Keys<'a> {
    fn of(definition: &CubeDefinition, parts: &'a [Part], left_out: &mut Vec<LeftOut>) -> Self {
        let mut notations: Vec<Vec<&str>> = vec![];
        for (position, dimension) in definition.dimensions.iter().enumerate() {
            let columns = parts.iter().filter_map(|part| part.observations.columns().get(position));
            let mut own: Vec<&str> = columns.flat_map(|column| column.notations()).collect();
            own.sort_unstable();
            own.dedup();
            own.retain(|notation| is_code(dimension, notation));
            own.sort_by(|one, other| compare(dimension, one, other));
            notations.push(own);
        }
        let mut keys = Self { notations, numbers: vec![], origins: vec![] };
        for (number, part) in (0..=u16::MAX).zip(parts) {
            keys.add(number, definition, part, left_out);
        }
        keys
    }

    /// Adds a part; observations with a notation that is no code are left out.
    fn add(&mut self, number: u16, definition: &CubeDefinition, part: &Part, left_out: &mut Vec<LeftOut>) {
        let columns = part.observations.columns();
        let translations: Vec<Vec<Option<u32>>> = columns
            .iter()
            .zip(definition.dimensions.iter().zip(&self.notations))
            .map(|(column, (dimension, notations))| {
                let find = |notation| {
                    let found = notations.binary_search_by(|known| compare(dimension, known, notation));
                    found.ok().and_then(|number| u32::try_from(number).ok())
                };
                column.notations().map(find).collect()
            })
            .collect();
        let mut unknown: BTreeMap<(usize, u32), usize> = BTreeMap::new();
        let mut key = Vec::with_capacity(columns.len());
        for index in 0..part.observations.len() {
            key.clear();
            for (position, (column, translation)) in columns.iter().zip(&translations).enumerate() {
                let code = column.codes()[index];
                match translation.get(code as usize).copied().flatten() {
                    Some(number) => key.push(number),
                    None => {
                        *unknown.entry((position, code)).or_default() += 1;
                        break;
                    }
                }
            }
            if key.len() == self.notations.len() {
                self.numbers.extend(&key);
                self.origins.push((number, index));
            }
        }
        for ((position, code), observations) in unknown {
            left_out.push(LeftOut {
                cube: definition.id.clone(),
                table: part.table.clone(),
                observations,
                reason: Reason::Code {
                    dimension: definition.dimensions[position].id().to_owned(),
                    notation: columns[position].notation(code).to_owned(),
                },
            });
        }
    }

    fn key(&self, place: usize) -> &[u32] {
        let width = self.notations.len();
        &self.numbers[place * width..(place + 1) * width]
    }

    /// The observations in their order, of those with the same key the one that counts most.
    fn merge(self, parts: &[Part]) -> (Observations, Vec<u16>, Slices, Vec<Differing>) {
        let mut places: Vec<usize> = (0..self.origins.len()).collect();
        // Stable: with equal keys the part that counts most stays first.
        places.sort_by(|&one, &other| self.key(one).cmp(self.key(other)));
        let mut observations = Observations::with_notations(self.notations.iter().cloned());
        let (mut origins, mut slices, mut differences) = (vec![], Slices::default(), vec![]);
        let has_slices = parts.iter().any(|part| !part.slices.all().is_empty());
        let kept = places.chunk_by(|&one, &other| self.key(one) == self.key(other)).count();
        observations.reserve(kept);
        origins.reserve_exact(kept);
        for same in places.chunk_by(|&one, &other| self.key(one) == self.key(other)) {
            let read = |place: usize| {
                let (number, index) = self.origins[place];
                let part = &parts[usize::from(number)];
                let figure = part.observations.figure(index).unwrap_or_default();
                (number, index, figure, part.observations.cell(index).unwrap_or_default())
            };
            let (table, index, figure, cell) = read(same[0]);
            for &other in &same[1..] {
                let (table, _, other, cell) = read(other);
                if other.value != figure.value {
                    differences.push(Differing { index: observations.len(), table, figure: other, cell });
                }
            }
            if has_slices {
                slices.push(parts[usize::from(table)].slices.of(index));
            }
            observations.push_numbers(self.key(same[0]), figure, cell);
            origins.push(table);
        }
        (observations, origins, slices, differences)
    }
}

#[cfg(test)]
mod tests;
