//! Reads the tables once and sorts their rules by what they apply to.

use super::background;
use super::notation::{self, Constants};
use super::profile::Profile;
use super::rule::{Constant, Rule, Severity, TargetKind};
use crate::ns::{rdf, rdfs, skos};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A table of constraints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Set {
    DcatAp3,
    DcatApDe3,
    DcatAp2,
    DcatApDe2,
    Conventions2,
    Conventions3,
    HighValue,
    Dashboard,
}

impl Set {
    pub const ALL: [Self; 8] = [
        Self::DcatAp3,
        Self::DcatApDe3,
        Self::DcatAp2,
        Self::DcatApDe2,
        Self::Conventions2,
        Self::Conventions3,
        Self::HighValue,
        Self::Dashboard,
    ];

    /// The name of the table's file.
    pub fn name(self) -> &'static str {
        match self {
            Self::DcatAp3 => "dcat-ap-3.0.0",
            Self::DcatApDe3 => "dcat-ap-de-3.0",
            Self::DcatAp2 => "dcat-ap-2.1.1",
            Self::DcatApDe2 => "dcat-ap-de-2.0",
            Self::Conventions2 => "konventionen-2.0",
            Self::Conventions3 => "konventionen-3.0",
            Self::HighValue => "hvd-3.0.0",
            Self::Dashboard => "govdata-dashboard",
        }
    }

    /// What a clause calls it; any language but `en` gives German.
    pub fn title(self, language: &str) -> &'static str {
        let named = |name: &str| self.text().lines().find_map(|line| line.strip_prefix(name));
        let english = (language == "en").then(|| named("# english: ")).flatten();
        english.or_else(|| named("# title: ")).unwrap_or_default()
    }

    fn text(self) -> &'static str {
        match self {
            Self::DcatAp3 => include_str!("../../data/shapes/dcat-ap-3.0.0.tsv"),
            Self::DcatApDe3 => include_str!("../../data/shapes/dcat-ap-de-3.0.tsv"),
            Self::DcatAp2 => include_str!("../../data/shapes/dcat-ap-2.1.1.tsv"),
            Self::DcatApDe2 => include_str!("../../data/shapes/dcat-ap-de-2.0.tsv"),
            Self::Conventions2 => include_str!("../../data/shapes/konventionen-2.0.tsv"),
            Self::Conventions3 => include_str!("../../data/shapes/konventionen-3.0.tsv"),
            Self::HighValue => include_str!("../../data/shapes/hvd-3.0.0.tsv"),
            Self::Dashboard => include_str!("../../data/shapes/govdata-dashboard.tsv"),
        }
    }

    /// The lines that are no comments.
    pub fn rows(self) -> impl Iterator<Item = &'static str> {
        rows(self.text())
    }
}

const ADAPTATIONS: &str = include_str!("../../data/shapes/adaptations.tsv");

pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

/// Everything compiled.
struct Compiled {
    constants: Constants,
    rules: Vec<Rule>,
    /// Class to all classes it is part of, itself left out.
    above: HashMap<Constant, Vec<Constant>>,
}

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| {
    let mut constants = Constants::default();
    // What the evaluation itself asks for.
    for iri in [rdf::TYPE, rdfs::SUB_CLASS_OF, skos::IN_SCHEME] {
        constants.intern(iri.as_str());
    }
    let rules = Set::ALL
        .into_iter()
        .flat_map(|set| set.rows().map(move |row| (set, row)))
        .filter_map(|(set, row)| rule(set, row, &mut constants))
        .collect();
    let edges: Vec<(Constant, Constant)> = background::subclasses()
        .filter_map(|(class, above)| Some((notation::expand(class)?, notation::expand(above)?)))
        .map(|(class, above)| (constants.intern(&class), constants.intern(&above)))
        .collect();
    let above = edges.iter().map(|&(class, _)| (class, all_above(class, &edges))).collect();
    Compiled { constants, rules, above }
});

fn rule(set: Set, row: &'static str, constants: &mut Constants) -> Option<Rule> {
    let mut cells = row.split('\t');
    let (id, target, path) = (cells.next()?, cells.next()?, cells.next()?);
    let (notation, severity, official) = (cells.next()?, cells.next()?, cells.next()?);
    Some(Rule {
        id,
        target: notation::target(target, constants)?,
        severity: Severity::parse(severity)?,
        official,
        notation,
        path,
        set,
        steps: notation::steps(path, constants)?,
        constraint: notation::constraint(notation, constants)?,
    })
}

fn all_above(class: Constant, edges: &[(Constant, Constant)]) -> Vec<Constant> {
    let mut found = vec![class];
    let mut next = 0;
    while let Some(&class) = found.get(next) {
        next += 1;
        for &(_, above) in edges.iter().filter(|&&(below, _)| below == class) {
            if !found.contains(&above) {
                found.push(above);
            }
        }
    }
    found.split_off(1)
}

/// The terms of all tables.
pub(super) fn constants() -> &'static Constants {
    &COMPILED.constants
}

/// The rules of all sets, in the order of the tables; without what a profile changes about them.
pub fn rules() -> &'static [Rule] {
    &COMPILED.rules
}

/// The classes that a class is part of.
pub(super) fn classes_above(class: Constant) -> &'static [Constant] {
    COMPILED.above.get(&class).map(Vec::as_slice).unwrap_or_default()
}

/// A rule with the severity it has in a profile.
pub(super) type Weighed = (&'static Rule, Severity);

/// The rules of a profile by target.
#[derive(Default)]
pub(super) struct Program {
    pub classes: HashMap<Constant, Vec<Weighed>>,
    pub properties: Vec<(TargetKind, Constant, Vec<Weighed>)>,
    /// Whether only high-value datasets and what belongs to them are looked at.
    pub high_value_only: bool,
}

/// The rules of a profile.
pub(super) fn program(profile: Profile) -> &'static Program {
    static PROGRAMS: LazyLock<Vec<(Profile, Program)>> =
        LazyLock::new(|| Profile::ALL.into_iter().map(|profile| (profile, compile(profile))).collect());
    static NOTHING: LazyLock<Program> = LazyLock::new(Program::default);
    PROGRAMS.iter().find(|(known, _)| *known == profile).map_or(&*NOTHING, |(_, program)| program)
}

fn compile(profile: Profile) -> Program {
    let sets = profile.sets();
    let mut program = Program { high_value_only: profile == Profile::HighValue, ..Program::default() };
    for &set in sets {
        let changes = changes(set, sets);
        for rule in rules().iter().filter(|rule| rule.set == set) {
            let severity = match changes.get(rule.official) {
                Some(&"off") => continue,
                Some(other) => Severity::parse(other).unwrap_or(rule.severity),
                None => rule.severity,
            };
            program.add((rule, severity));
        }
    }
    program
}

/// What the other sets of a profile change about one: official shape to `off` or another severity.
fn changes(changed: Set, sets: &[Set]) -> HashMap<&'static str, &'static str> {
    let names: HashSet<&str> = sets.iter().map(|set| set.name()).collect();
    let change = |row: &'static str| {
        let mut cells = row.split('\t');
        let (set, about, official, change) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        (names.contains(set) && about == changed.name()).then_some((official, change))
    };
    rows(ADAPTATIONS).filter_map(change).collect()
}

impl Program {
    fn add(&mut self, rule: Weighed) {
        let target = &rule.0.target;
        if target.kind == TargetKind::Class {
            self.classes.entry(target.number).or_default().push(rule);
            return;
        }
        let known = self
            .properties
            .iter_mut()
            .find(|(kind, property, _)| (*kind, *property) == (target.kind, target.number));
        match known {
            Some((_, _, rules)) => rules.push(rule),
            None => self.properties.push((target.kind, target.number, vec![rule])),
        }
    }
}
