//! The table that is printed.

use std::fmt;

/// What a figure should be.
#[derive(Clone, Copy)]
pub enum Goal {
    /// Nothing said.
    None,
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
}

impl Goal {
    fn met(self, value: f64) -> bool {
        match self {
            Self::None => true,
            Self::AtLeast(goal) => value >= goal,
            Self::AtMost(goal) => value <= goal,
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::AtLeast(goal) => write!(f, "≥ {goal}"),
            Self::AtMost(goal) => write!(f, "≤ {goal}"),
        }
    }
}

/// Figures in the order they were measured; each is printed as soon as it is known, too.
#[derive(Default)]
pub struct Table {
    rows: Vec<Row>,
}

struct Row {
    size: usize,
    name: String,
    value: f64,
    unit: &'static str,
    goal: Goal,
}

impl Table {
    /// Adds a figure, measured with so many datasets or observations.
    pub fn row(&mut self, size: usize, name: &str, value: f64, unit: &'static str, goal: Goal) {
        let row = Row { size, name: name.into(), value, unit, goal };
        eprintln!("{row}");
        self.rows.push(row);
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { size, name, value, unit, goal } = self;
        let missed = if goal.met(*value) { "" } else { "MISSED" };
        write!(
            f,
            "{size:>8}  {name:<44} {value:>10.1} {unit:<10} {goal:<8} {missed}",
            goal = goal.to_string()
        )
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{:>8}  {:<44} {:>10} {:<10} goal", "size", "what", "figure", "unit")?;
        for row in &self.rows {
            writeln!(f, "{row}")?;
        }
        let missed = self.rows.iter().filter(|row| !row.goal.met(row.value)).count();
        write!(f, "{missed} goals missed")
    }
}
