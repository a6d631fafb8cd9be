//! The guard for small numbers: nobody is to be recognised in a table of small areas.
//!
//! Counts from 1 to below the threshold are suppressed (primary), and as many further figures as it takes that
//! none of them follows from totals (secondary). The smallest figure of a line goes first, totals only when no
//! part is left, zeros last. Then each suppressed figure must prove that all sums together leave it an interval
//! wider than the threshold (`witness`); for one that cannot, further figures go.

mod lines;
#[cfg(test)]
mod tests;
mod witness;

use super::{AreaKey, Dimension, Figure, Level, ObsStatus, Observations};
use lines::{Line, lines};

/// What is suppressed, and where.
#[derive(Clone, Copy, Debug)]
pub struct Guard {
    /// Counts below are suppressed, zeros excepted; the interval in which a suppressed figure can be known to
    /// lie is wider.
    pub threshold: f64,
    /// Whether figures about an area are guarded.
    pub guards: fn(&AreaKey) -> bool,
    /// The area that a guarded one is a part of, together with its siblings; its figures count as known, also
    /// where the table does not have them. `None`: its siblings do not add up to anything known.
    pub within: fn(&AreaKey) -> Option<AreaKey>,
}

impl Default for Guard {
    /// Counts of 1 to 4 in parts of municipalities, which add up to the municipality. Parts of several levels
    /// (districts and their quarters) in one table need a `within` of their own.
    fn default() -> Self {
        Self { threshold: 5.0, guards: |area| area.level() == Level::Quarter, within: AreaKey::parent }
    }
}

impl Guard {
    /// Whether a count is suppressed for itself.
    pub fn is_small(&self, count: f64) -> bool {
        count > 0.0 && count < self.threshold
    }
}

/// A table that may be shown.
#[derive(Clone, Debug, Default)]
pub struct Guarded {
    /// The observations in their order, suppressed figures as [`ObsStatus::Suppressed`].
    pub observations: Observations,
    /// How many figures were suppressed because they are small.
    pub primary: usize,
    /// How many were suppressed so that others cannot be recalculated.
    pub secondary: usize,
    /// The indexes of suppressed figures that can still be narrowed down, because figures beyond the guard give
    /// them away: the table must not be shown.
    pub unprotected: Vec<usize>,
}

/// Suppresses the small figures of a table, and what gives them away. `dimensions` are those of its cube, in
/// their order; figures that the source suppressed count as unknown.
pub fn suppress(observations: &Observations, dimensions: &[Dimension], guard: &Guard) -> Guarded {
    let mut table = Table::new(observations, dimensions, guard);
    let primary = table.hide_small();
    table.settle();
    loop {
        let exposed = table.exposed();
        if exposed.into_iter().filter(|cell| table.hide_one_more_for(*cell)).count() == 0 {
            break;
        }
        table.settle();
    }
    let unprotected = table.exposed();
    let hidden = (0..observations.len()).filter(|cell| table.hidden[*cell] && table.values[*cell].is_some());
    Guarded {
        secondary: hidden.count() - primary,
        primary,
        unprotected,
        observations: without(observations, &table.hidden),
    }
}

fn without(observations: &Observations, hidden: &[bool]) -> Observations {
    let notations = observations.columns().iter().map(|column| column.notations().collect());
    let mut guarded = Observations::with_notations(notations);
    for (observation, is_hidden) in observations.iter().zip(hidden) {
        let is_suppressed = *is_hidden && observation.figure.value.is_some();
        let figure = if is_suppressed { Figure::missing(ObsStatus::Suppressed) } else { observation.figure };
        guarded.push(&observation.notations, figure, observation.cell);
    }
    guarded
}

/// The figures of a table, the lines in which they add up, and which are hidden.
struct Table {
    guard: Guard,
    /// `None` where the source gives no figure.
    values: Vec<Option<f64>>,
    /// Whether a figure may be hidden.
    guarded: Vec<bool>,
    hidden: Vec<bool>,
    lines: Vec<Line>,
    /// The lines of each cell.
    lines_of: Vec<Vec<usize>>,
    /// Lines that may no longer hold what they hide.
    open: Vec<usize>,
}

impl Table {
    fn new(observations: &Observations, dimensions: &[Dimension], guard: &Guard) -> Self {
        let figures = (0..observations.len()).map(|index| observations.figure(index).unwrap_or_default());
        let values: Vec<Option<f64>> = figures.map(|figure| figure.value).collect();
        let guards = |notation: &str| AreaKey::read(notation).is_some_and(|area| (guard.guards)(&area));
        let guarded = match observations.columns().first() {
            Some(areas) => {
                let guards: Vec<bool> = areas.notations().map(guards).collect();
                areas.codes().iter().map(|code| guards[*code as usize]).collect()
            }
            None => Vec::new(),
        };
        let lines = lines(observations, dimensions, guard);
        let mut lines_of = vec![Vec::new(); values.len()];
        for (index, line) in lines.iter().enumerate() {
            for cell in line.cells() {
                lines_of[cell].push(index);
            }
        }
        let hidden = values.iter().map(Option::is_none).collect();
        Self { guard: *guard, values, guarded, hidden, lines, lines_of, open: Vec::new() }
    }

    fn value(&self, cell: usize) -> f64 {
        self.values[cell].unwrap_or_default()
    }

    fn hide_small(&mut self) -> usize {
        let is_small = |cell: &usize| self.guarded[*cell] && self.guard.is_small(self.value(*cell));
        let small: Vec<usize> = (0..self.values.len()).filter(is_small).collect();
        small.iter().for_each(|cell| self.hide(*cell));
        small.len()
    }

    fn hide(&mut self, cell: usize) {
        self.hidden[cell] = true;
        self.open.extend(&self.lines_of[cell]);
    }

    /// Hides in each line until it alone gives nothing away.
    fn settle(&mut self) {
        while let Some(line) = self.open.pop() {
            while self.gives_away(&self.lines[line]) {
                let Some(next) = self.next_of(&[line]) else { break };
                self.hide(next);
            }
        }
    }

    /// Whether a line alone tells one of its hidden figures nearly enough.
    fn gives_away(&self, line: &Line) -> bool {
        let hidden = line.cells().filter(|cell| self.hidden[*cell]);
        let mine = hidden.clone().any(|cell| self.guarded[cell] && self.values[cell].is_some());
        let total_is_hidden = line.total.is_some_and(|total| self.hidden[total]);
        match hidden.clone().count() {
            _ if !mine => false,
            0 => false,
            1 => true,
            _ if total_is_hidden => false,
            _ => hidden.map(|cell| self.value(cell)).sum::<f64>() <= self.guard.threshold,
        }
    }

    /// What to hide next in some lines: the smallest part that is more than nothing, else the smallest total,
    /// else a zero.
    fn next_of(&self, lines: &[usize]) -> Option<usize> {
        let cost = |cell: usize, is_total: bool| match (self.value(cell), is_total) {
            (0.0, _) => (2, 0.0),
            (value, is_total) => (u8::from(is_total), value),
        };
        let cells = lines.iter().flat_map(|line| {
            let line = &self.lines[*line];
            line.total
                .map(|total| (total, true))
                .into_iter()
                .chain(line.parts.iter().map(|part| (*part, false)))
        });
        cells
            .filter(|(cell, _)| self.guarded[*cell] && !self.hidden[*cell])
            .min_by(|one, other| {
                let (one, other) = ((cost(one.0, one.1), one.0), (cost(other.0, other.1), other.0));
                one.0.0.cmp(&other.0.0).then(one.0.1.total_cmp(&other.0.1)).then(one.1.cmp(&other.1))
            })
            .map(|(cell, _)| cell)
    }

    /// Hides one more figure in the lines of a hidden one, or in those that lie next to them.
    fn hide_one_more_for(&mut self, cell: usize) -> bool {
        let mut seen = vec![cell];
        let mut next = 0;
        while let Some(cell) = seen.get(next).copied() {
            if let Some(further) = self.next_of(&self.lines_of[cell]) {
                self.hide(further);
                return true;
            }
            let around = self.lines_of[cell].iter().flat_map(|line| self.lines[*line].cells());
            let fresh: Vec<usize> =
                around.filter(|cell| self.hidden[*cell] && !seen.contains(cell)).collect();
            seen.extend(fresh);
            next += 1;
        }
        false
    }
}
