//! Proof that hidden figures are hidden: two tables that agree with all that is shown, and in which one of them
//! differs by more than the threshold.
//!
//! The tables are found by linear programming (simplex method with Bland's rule) over the hidden figures that
//! lines link with one another. Each table on the way is a witness for all of them at once: what each figure was
//! at least and at most is kept, and only where that is not enough it is driven to its ends.

use super::Table;
use std::collections::HashMap;

/// Smaller numbers come from rounding.
const NOTHING: f64 = 1e-9;

impl Table {
    /// The hidden figures that all lines together tell nearly enough: no interval wider than the threshold is
    /// left to them.
    pub(super) fn exposed(&self) -> Vec<usize> {
        let mut exposed = Vec::new();
        for cells in self.linked() {
            let narrow = self.program(&cells).narrow(self.guard.threshold);
            exposed.extend(narrow.into_iter().map(|column| cells[column]).filter(|cell| self.guarded[*cell]));
        }
        exposed
    }

    /// Hidden figures in sets that lines link with one another. Those without figure stay what they are, though
    /// nobody knows what: they tell nothing, and prove nothing.
    fn linked(&self) -> Vec<Vec<usize>> {
        let may_change = |cell: usize| self.hidden[cell] && self.values[cell].is_some();
        let mut seen = vec![false; self.values.len()];
        let mut sets = Vec::new();
        for first in (0..self.values.len()).filter(|cell| may_change(*cell)) {
            if seen[first] {
                continue;
            }
            seen[first] = true;
            let mut set = vec![first];
            let mut next = 0;
            while let Some(cell) = set.get(next).copied() {
                for other in self.lines_of[cell].iter().flat_map(|line| self.lines[*line].cells()) {
                    if may_change(other) && !seen[other] {
                        seen[other] = true;
                        set.push(other);
                    }
                }
                next += 1;
            }
            sets.push(set);
        }
        sets
    }

    /// What the lines say about linked figures.
    fn program(&self, cells: &[usize]) -> Program {
        let columns: HashMap<usize, usize> =
            cells.iter().enumerate().map(|(column, cell)| (*cell, column)).collect();
        let mut lines: Vec<usize> =
            cells.iter().flat_map(|cell| self.lines_of[*cell].iter().copied()).collect();
        lines.sort_unstable();
        lines.dedup();
        let values: Vec<f64> = cells.iter().map(|cell| self.value(*cell)).collect();
        let row = |line: usize| {
            let line = &self.lines[line];
            let mut row = vec![0.0; cells.len() + 1];
            for column in line.parts.iter().filter_map(|part| columns.get(part)) {
                row[*column] += 1.0;
            }
            if let Some(column) = line.total.and_then(|total| columns.get(&total)) {
                row[*column] -= 1.0;
            }
            let sum: f64 = row.iter().zip(&values).map(|(coefficient, value)| coefficient * value).sum();
            row[cells.len()] = sum;
            if sum < 0.0 {
                row.iter_mut().for_each(|value| *value = -*value);
            }
            row
        };
        Program::new(lines.into_iter().map(row).collect(), values)
    }
}

/// Figures that are not negative and have given sums.
struct Program {
    /// The coefficient of each figure, and the sum.
    rows: Vec<Vec<f64>>,
    /// The figure that each row is solved for; none yet where a sum is not reached.
    solved: Vec<Option<usize>>,
    /// The least and the most that each figure has been.
    seen: Vec<(f64, f64)>,
}

impl Program {
    fn new(rows: Vec<Vec<f64>>, values: Vec<f64>) -> Self {
        Self {
            solved: vec![None; rows.len()],
            rows,
            seen: values.into_iter().map(|value| (value, value)).collect(),
        }
    }

    /// The figures that no interval wider than the threshold is left to.
    fn narrow(mut self, threshold: f64) -> Vec<usize> {
        self.start();
        let is_narrow =
            |seen: &[(f64, f64)], figure: usize| seen[figure].1 - seen[figure].0 <= threshold + NOTHING;
        let mut narrow = Vec::new();
        for figure in 0..self.seen.len() {
            for sign in [1.0, -1.0] {
                let mut gains = self.gains(figure, sign);
                while is_narrow(&self.seen, figure) && self.exchange(&mut gains) {
                    self.look();
                }
            }
            if is_narrow(&self.seen, figure) {
                narrow.push(figure);
            }
        }
        narrow
    }

    /// Solves the rows one after the other until all sums are reached.
    fn start(&mut self) {
        let width = self.seen.len();
        let mut gains = vec![0.0; width + 1];
        for row in &self.rows {
            gains.iter_mut().zip(row).for_each(|(gain, value)| *gain += value);
        }
        while self.exchange(&mut gains) {}
        for row in 0..self.rows.len() {
            let column = (0..width).find(|column| self.rows[row][*column].abs() > NOTHING);
            if let Some(column) = column.filter(|_| self.solved[row].is_none()) {
                self.solve(row, column, &mut gains);
            }
        }
        // What is left says the same as others.
        let is_solved: Vec<bool> = self.solved.iter().map(Option::is_some).collect();
        let mut keep = is_solved.iter().copied();
        self.rows.retain(|_| keep.next().unwrap_or_default());
        self.solved.retain(Option::is_some);
        self.look();
    }

    /// What a figure, times `sign`, gains with each of the others.
    fn gains(&self, figure: usize, sign: f64) -> Vec<f64> {
        let mut gains = vec![0.0; self.seen.len() + 1];
        gains[figure] = sign;
        if let Some(row) = self.solved.iter().position(|solved| *solved == Some(figure)) {
            gains.iter_mut().zip(&self.rows[row]).for_each(|(gain, value)| *gain -= sign * value);
        }
        gains
    }

    /// Keeps what the figures are now.
    fn look(&mut self) {
        let width = self.seen.len();
        let mut now = vec![0.0; width];
        for (row, solved) in self.rows.iter().zip(&self.solved) {
            if let Some(figure) = solved {
                now[*figure] = row[width];
            }
        }
        for (seen, now) in self.seen.iter_mut().zip(now) {
            *seen = (seen.0.min(now), seen.1.max(now));
        }
    }

    /// One exchange, by the first column that gains anything; whether there is one. A column without limit makes
    /// what it moves endless.
    fn exchange(&mut self, gains: &mut [f64]) -> bool {
        let width = self.seen.len();
        let Some(column) = (0..width).find(|column| gains[*column] > NOTHING) else { return false };
        let limit = |row: usize| self.rows[row][width] / self.rows[row][column];
        let limited = (0..self.rows.len()).filter(|row| self.rows[*row][column] > NOTHING);
        let first = limited.min_by(|one, other| {
            limit(*one).total_cmp(&limit(*other)).then(self.solved[*one].cmp(&self.solved[*other]))
        });
        match first {
            Some(row) => {
                self.solve(row, column, gains);
                true
            }
            None => {
                self.endless(column);
                false
            }
        }
    }

    /// A column that nothing limits can be anything, and so can what moves with it.
    fn endless(&mut self, column: usize) {
        self.seen[column].1 = f64::INFINITY;
        for (row, solved) in self.rows.iter().zip(&self.solved) {
            if let Some(figure) = solved.filter(|_| row[column] < -NOTHING) {
                self.seen[figure].1 = f64::INFINITY;
            }
        }
    }

    /// Solves a row for a column.
    fn solve(&mut self, row: usize, column: usize, gains: &mut [f64]) {
        let mut solved = std::mem::take(&mut self.rows[row]);
        let factor = solved[column];
        solved.iter_mut().for_each(|value| *value /= factor);
        for other in self.rows.iter_mut().map(Vec::as_mut_slice).chain([gains]) {
            let factor = other.get(column).copied().unwrap_or_default();
            if factor != 0.0 {
                other.iter_mut().zip(&solved).for_each(|(value, own)| *value -= factor * own);
            }
        }
        self.rows[row] = solved;
        self.solved[row] = Some(column);
    }
}
