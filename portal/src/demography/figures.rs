//! Figures out of cubes for charts and their tables, each with the observation it is.

use crate::chart::number::{Datum, ESTIMATED, MISSING, number};
use crate::language::Language;
use datenkreis_catalogue::cubes::{Areas, CubeView, Cubes, Difference, Slice, Table};
use datenkreis_vocab::cube::known::{POPULATION, PROJECTION};
use datenkreis_vocab::cube::{Age, AreaKey, Figure, ObsStatus, iri};
use std::collections::{BTreeSet, HashSet};

/// The notation of the middle variant of a projection.
const MIDDLE: &str = "mittel";

/// What charts read.
#[derive(Clone, Copy)]
pub struct Figures<'a> {
    /// The cubes as they stand.
    pub cubes: &'a Cubes,
    /// Names of areas.
    pub names: &'a Areas,
    /// The portal's base IRI without trailing slash.
    pub base: &'a str,
    /// The language of the page.
    pub language: Language,
}

/// A figure and the observation it is.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The figure; [`ObsStatus::Empty`] where nobody says anything.
    pub figure: Figure,
    /// Its cube and its index there.
    pub at: Option<At<'a>>,
}

/// An observation.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// Its cube.
    pub cube: &'a CubeView,
    /// Its index there.
    pub index: usize,
}

impl<'a> Figures<'a> {
    /// The figure with these notations.
    pub fn find(&self, cube: &str, notations: &[&str]) -> Found<'a> {
        let at = self.cubes.get(cube).and_then(|cube| Some(At { cube, index: cube.find(notations)? }));
        at.map_or(Found::NOTHING, Found::from)
    }

    /// The years there are figures of an area of, in a cube, from the earliest on; months and days are left out.
    pub fn years(&self, cube: &str, area: &AreaKey) -> Vec<i16> {
        let periods = self.cubes.get(cube).into_iter().flat_map(|cube| cube.periods_of(area.as_str()));
        periods.filter_map(|period| period.parse().ok()).collect()
    }

    /// The age groups of one sex that an area has in a year: the finest that cover all ages without gap or
    /// overlap, youngest first; none if they do not. Of a projection those of the middle variant.
    pub fn ages(&self, cube: &str, area: &str, year: &str, sex: &str) -> Vec<(Age, Found<'a>)> {
        let Some(cube) = self.cubes.get(cube) else { return vec![] };
        let found = self.of_all_ages(cube, area, year, sex);
        cover(&found, Age::from(0)).unwrap_or_default()
    }

    /// The figures that make up a range of ages exactly; `None` if none do.
    pub fn range(&self, cube: &str, area: &str, year: &str, sex: &str, range: Age) -> Option<Vec<Found<'a>>> {
        let found = self.of_all_ages(self.cubes.get(cube)?, area, year, sex);
        Some(cover(&found, range)?.into_iter().map(|(_, found)| found).collect())
    }

    /// The figures that make up the people of one sex and some ages (all, if none are named) in a year: counted, or
    /// of a later year projected. `None` if none do.
    pub fn people(&self, area: &AreaKey, year: i16, sex: &str, ages: Option<Age>) -> Option<Vec<Found<'a>>> {
        let is_counted = self.years(POPULATION, area).contains(&year);
        let year = year.to_string();
        match (ages, is_counted) {
            (Some(ages), true) => self.range(POPULATION, area.as_str(), &year, sex, ages),
            (Some(ages), false) => self.range(PROJECTION, area.as_str(), &year, sex, ages),
            (None, true) => Some(vec![self.find(POPULATION, &[area.as_str(), &year, sex, Age::TOTAL])]),
            (None, false) => {
                Some(vec![self.find(PROJECTION, &[area.as_str(), &year, sex, Age::TOTAL, MIDDLE])])
            }
        }
    }

    /// All groups of ages that an area's people were counted in, in whatever year.
    pub fn age_groups(&self, area: &AreaKey) -> BTreeSet<Age> {
        let Some(cube) = self.cubes.get(POPULATION) else { return BTreeSet::new() };
        let observations = cube.area(area.as_str()).filter_map(|index| cube.observations.get(index));
        observations.filter_map(|observation| Age::from_notation(observation.notations.get(3)?)).collect()
    }

    /// Every age group of one sex.
    fn of_all_ages(&self, cube: &'a CubeView, area: &str, year: &str, sex: &str) -> Vec<(Age, Found<'a>)> {
        let found = cube.slice(area, year).filter_map(|index| {
            let observation = cube.observations.get(index)?;
            let [_, _, of, age, variant @ ..] = observation.notations.as_slice() else { return None };
            let is_meant = *of == sex && variant.iter().all(|variant| *variant == MIDDLE);
            let age = Age::from_notation(age).filter(|_| is_meant)?;
            Some((age, At { cube, index }.into()))
        });
        found.collect()
    }

    /// Whether the projection is a calculation of the portal, not a table of somebody else.
    pub fn projects(&self) -> bool {
        let tables = self.cubes.get(PROJECTION).map(|cube| &cube.tables);
        tables.is_some_and(|tables| tables.iter().all(Table::is_calculated))
    }

    /// The years of an area that are projected, not counted, from the earliest on.
    pub fn projected_years(&self, area: &AreaKey) -> Vec<i16> {
        let counted = self.years(POPULATION, area);
        let mut years = self.years(PROJECTION, area);
        years.retain(|year| !counted.contains(year));
        years
    }

    /// What people call an area.
    pub fn name(&self, area: &AreaKey) -> String {
        self.names.area(area).short_name.get(self.language.tag()).to_owned()
    }
}

/// The finest groups that cover a range of ages without gap or overlap.
fn cover<'a>(found: &[(Age, Found<'a>)], range: Age) -> Option<Vec<(Age, Found<'a>)>> {
    let cover = Age::finest_cover(found.iter().map(|(age, _)| *age), range.from, range.to)?;
    let of = |age: Age| found.iter().find(|(other, _)| *other == age).map(|(_, found)| (age, *found));
    cover.into_iter().map(of).collect()
}

impl<'a> Found<'a> {
    /// Nothing.
    pub const NOTHING: Self = Self { figure: Figure::missing(ObsStatus::Empty), at: None };

    /// The number, if there is one.
    pub fn value(&self) -> Option<f64> {
        self.figure.value
    }

    /// Whether it is an estimate.
    pub fn is_estimated(&self) -> bool {
        self.figure.status == ObsStatus::Estimated
    }

    /// As a chart takes it.
    pub fn datum(&self) -> Datum {
        match (self.figure.value, self.figure.status) {
            (None, ObsStatus::Suppressed) => Datum::Suppressed,
            (value, _) => value.into(),
        }
    }

    /// As a table shows it: the number with its sign, or the sign that says why there is none.
    pub fn text(&self, language: Language, decimals: u8) -> String {
        let Figure { value, status } = self.figure;
        let Some(value) = value else {
            return if status.sign().is_empty() { MISSING.into() } else { status.sign().into() };
        };
        let text = number(language, value, decimals.into());
        match status {
            ObsStatus::Uncertain => format!("({text})"),
            ObsStatus::Estimated => format!("{ESTIMATED}{text}"),
            ObsStatus::Provisional | ObsStatus::Revised => {
                format!("{text}\u{a0}{}", status.sign())
            }
            _ => text,
        }
    }

    /// The path of the page that tells where the figure comes from.
    pub fn path(&self, base: &str) -> Option<String> {
        Some(self.at?.iri(base).strip_prefix(base)?.to_owned())
    }
}

impl<'a> From<At<'a>> for Found<'a> {
    fn from(at: At<'a>) -> Self {
        let figure = at.cube.observations.figure(at.index);
        Self { figure: figure.unwrap_or(Figure::missing(ObsStatus::Empty)), at: Some(at) }
    }
}

impl<'a> At<'a> {
    /// The observation's IRI.
    pub fn iri(&self, base: &str) -> String {
        let notations =
            self.cube.observations.get(self.index).map(|found| found.notations).unwrap_or_default();
        iri::observation(base, &self.cube.definition, &notations).into_string()
    }

    /// The table it stands in.
    pub fn table(&self) -> Option<&'a Table> {
        self.cube.table_of(self.index)
    }
}

/// The observations that a chart shows, each once.
#[derive(Clone, Default)]
pub struct Used<'a> {
    seen: BTreeSet<(&'a str, usize)>,
    all: Vec<At<'a>>,
}

impl<'a> Used<'a> {
    /// Remembers an observation.
    pub fn add(&mut self, found: &Found<'a>) {
        if let Some(at) = found.at
            && self.seen.insert((at.cube.definition.id.as_str(), at.index))
        {
            self.all.push(at);
        }
    }

    /// Remembers all of another chart.
    pub fn extend(&mut self, other: &Self) {
        other.all.iter().for_each(|at| self.add(&Found { figure: Figure::default(), at: Some(*at) }));
    }

    /// The cubes with the indices of their observations, ascending.
    pub fn by_cube(&self) -> Vec<(&'a CubeView, Vec<usize>)> {
        let mut cubes: Vec<(&CubeView, Vec<usize>)> = vec![];
        for (id, index) in &self.seen {
            match cubes.last_mut() {
                Some((cube, indices)) if cube.definition.id == *id => indices.push(*index),
                _ => {
                    let at = self.all.iter().find(|at| at.cube.definition.id == *id);
                    cubes.extend(at.map(|at| (at.cube, vec![*index])));
                }
            }
        }
        cubes
    }

    /// All but those of a cube.
    pub fn without(&self, cube: &str) -> Self {
        let mut others = Self::default();
        for at in self.all.iter().filter(|at| at.cube.definition.id != cube) {
            others.add(&Found { figure: Figure::default(), at: Some(*at) });
        }
        others
    }

    /// The tables the figures stand in, each once; of what is calculated, those behind what it was calculated
    /// from.
    pub fn tables(&self, cubes: &'a Cubes) -> Vec<&'a Table> {
        let mut tables: Vec<&Table> = vec![];
        let mut before: Option<&Table> = None;
        let behind = self.slices(cubes).into_iter().flat_map(|slice| observations(cubes, slice));
        let found = self.all.iter().copied().chain(behind).filter_map(|at| at.table());
        for table in found.filter(|table| !table.is_calculated()) {
            // Most stand in the same table as the one before.
            if before.replace(table).is_some_and(|before| std::ptr::eq(before, table)) {
                continue;
            }
            if !tables.iter().any(|known| known.mapping == table.mapping && known.sha256 == table.sha256) {
                tables.push(table);
            }
        }
        tables
    }

    /// Where tables disagree about the figures, or about what they were calculated from.
    pub fn differences(&self, cubes: &'a Cubes) -> Vec<(&'a CubeView, Difference<'a>)> {
        let own = self.all.iter().map(|at| (at.cube, at.index..at.index + 1));
        let behind = self.slices(cubes).into_iter();
        let behind = behind.filter_map(|slice| {
            let cube = cubes.get(&slice.cube)?;
            Some((cube, cube.slice(&slice.area, &slice.period)))
        });
        let all = own.chain(behind);
        all.flat_map(|(cube, rows)| cube.differences_in(rows).map(move |found| (cube, found))).collect()
    }

    /// What the figures were calculated from, and that in turn; each once.
    fn slices(&self, cubes: &'a Cubes) -> Vec<&'a Slice> {
        let mut followed: HashSet<&Slice> = HashSet::new();
        let mut slices = vec![];
        let mut waiting: Vec<At<'a>> = self.all.clone();
        waiting.reverse();
        while let Some(at) = waiting.pop() {
            for slice in at.cube.slices.of(at.index).filter(|slice| followed.insert(slice)) {
                slices.push(slice);
                let is_calculated = |at: &At<'_>| at.table().is_some_and(Table::is_calculated);
                waiting.extend(observations(cubes, slice).filter(is_calculated));
            }
        }
        slices
    }
}

fn observations<'a>(cubes: &'a Cubes, slice: &'a Slice) -> impl Iterator<Item = At<'a>> {
    let cube = cubes.get(&slice.cube);
    cube.into_iter()
        .flat_map(|cube| cube.slice(&slice.area, &slice.period).map(move |index| At { cube, index }))
}
