//! The lines of a table: where figures add up to a total.

use super::super::{Age, AreaKey, Column, Dimension, Observations};
use super::Guard;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::collections::BTreeMap;

/// Figures that add up.
pub(super) struct Line {
    /// Their total; `None` if it is no figure of the table, but known elsewhere.
    pub(super) total: Option<usize>,
    /// The parts.
    pub(super) parts: Vec<usize>,
}

impl Line {
    /// Total and parts.
    pub(super) fn cells(&self) -> impl Iterator<Item = usize> + Clone {
        self.total.into_iter().chain(self.parts.iter().copied())
    }
}

/// Which codes of a dimension add up to which.
struct Sum {
    total: Option<u32>,
    parts: Vec<u32>,
}

/// All lines of a table: in each dimension with totals, and over the parts of an area.
pub(super) fn lines(observations: &Observations, dimensions: &[Dimension], guard: &Guard) -> Vec<Line> {
    let columns = observations.columns();
    let mut cells: HashMap<Vec<u32>, usize> = HashMap::with_capacity(observations.len());
    for cell in 0..observations.len() {
        cells.insert(columns.iter().map(|column| column.codes()[cell]).collect(), cell);
    }
    let mut lines = Vec::new();
    for (position, (dimension, column)) in dimensions.iter().zip(columns).enumerate() {
        let sums = sums(dimension, column, guard);
        // The sums of each part: a line is made where the first of its parts stands.
        let mut of_part: HashMap<u32, Vec<usize>> = HashMap::new();
        for (index, sum) in sums.iter().enumerate() {
            for part in &sum.parts {
                of_part.entry(*part).or_default().push(index);
            }
        }
        let mut made: HashSet<(usize, Vec<u32>)> = HashSet::new();
        for cell in 0..observations.len() {
            let mut key: Vec<u32> = columns.iter().map(|column| column.codes()[cell]).collect();
            for index in of_part.get(&key[position]).into_iter().flatten() {
                let mut others = key.clone();
                others[position] = u32::MAX;
                if !made.insert((*index, others)) {
                    continue;
                }
                let own = key[position];
                let mut at = |code: u32| {
                    key[position] = code;
                    cells.get(&key).copied()
                };
                let Sum { total, parts } = &sums[*index];
                let found = total.map(&mut at);
                let parts = parts.iter().filter_map(|part| at(*part)).collect();
                key[position] = own;
                // A total that the table does not have for these codes is none.
                if found != Some(None) {
                    lines.push(Line { total: found.flatten(), parts });
                }
            }
        }
    }
    lines
}

fn sums(dimension: &Dimension, column: &Column, guard: &Guard) -> Vec<Sum> {
    let code = |notation: &str| column.find(notation);
    match dimension {
        Dimension::RefPeriod => Vec::new(),
        Dimension::RefArea => of_areas(column, guard),
        Dimension::Age => of_ages(column),
        Dimension::Sex => {
            let parts: Vec<u32> = ["F", "M"].into_iter().filter_map(code).collect();
            code("T").map(|total| Sum { total: Some(total), parts }).into_iter().collect()
        }
        Dimension::Coded(_) => {
            let Some(total) = dimension.total().and_then(code) else { return Vec::new() };
            let parts = (0..column.notations().len() as u32).filter(|code| *code != total).collect();
            vec![Sum { total: Some(total), parts }]
        }
    }
}

/// The parts of each area; its own figures are known elsewhere if they are not in the table.
fn of_areas(column: &Column, guard: &Guard) -> Vec<Sum> {
    let mut parts: BTreeMap<AreaKey, Vec<u32>> = BTreeMap::new();
    for (code, notation) in (0..).zip(column.notations()) {
        let guarded = AreaKey::read(notation).filter(|area| (guard.guards)(area));
        if let Some(around) = guarded.and_then(|area| (guard.within)(&area)) {
            parts.entry(around).or_default().push(code);
        }
    }
    let known = |around: AreaKey, parts| Sum { total: column.find(around.as_str()), parts };
    parts.into_iter().map(|(around, parts)| known(around, parts)).collect()
}

/// Each group, and all ages, as the sum of the finest and of the widest groups within it.
fn of_ages(column: &Column) -> Vec<Sum> {
    let ages: BTreeMap<Age, u32> = (0..)
        .zip(column.notations())
        .filter_map(|(code, notation)| Some((Age::from_notation(notation)?, code)))
        .collect();
    let wholes = ages.iter().map(|(age, code)| (*age, *code));
    let all = column.find(Age::TOTAL).map(|total| (Age::from(0), total));
    let mut sums = Vec::new();
    for (whole, total) in wholes.chain(all) {
        let within =
            || ages.iter().filter(|(age, code)| whole.holds(**age) && **code != total).map(|(age, _)| *age);
        let finest = Age::finest_cover(within(), whole.from, whole.to);
        let widest = widest_cover(within(), whole).filter(|widest| Some(widest) != finest.as_ref());
        for cover in finest.into_iter().chain(widest) {
            sums.push(Sum { total: Some(total), parts: cover.iter().map(|age| ages[age]).collect() });
        }
    }
    sums
}

/// The widest group at each age, youngest first; `None` if these do not cover the whole.
fn widest_cover(groups: impl Iterator<Item = Age>, whole: Age) -> Option<Vec<Age>> {
    let mut widest: BTreeMap<u8, Age> = BTreeMap::new();
    for group in groups {
        let known = widest.entry(group.from).or_insert(group);
        if group.holds(*known) {
            *known = group;
        }
    }
    let mut cover = vec![*widest.get(&whole.from)?];
    while let Some(end) = cover.last().and_then(|last| last.to).filter(|end| Some(*end) != whole.to) {
        cover.push(*widest.get(&end.saturating_add(1))?);
    }
    Some(cover)
}
