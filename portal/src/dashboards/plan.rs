//! What a tile asks for, looked up in the cubes as they are: along each of its axes the codes there are figures of,
//! and for every other dimension the one code at which it stands.

use super::choice::Choice;
use super::nothing::Nothing;
use super::tile::{Asked, Every, Kind, Tile, Where};
use crate::chart::number::Measure;
use crate::chart::time::{self, Times};
use crate::chart::words::Kind as Words;
use crate::demography::figures::{Figures, Found};
use crate::demography::territory::Territory;
use datenkreis_catalogue::cubes::CubeView;
use datenkreis_vocab::cube::known::{self, INDICATORS};
use datenkreis_vocab::cube::{AreaKey, CubeDefinition, Dimension, Level, Period};
use datenkreis_vocab::indicator::{Indicator, by_id};
use datenkreis_vocab::text::Text;

/// The positions of areas and times in every cube.
const AREA: usize = 0;
const TIME: usize = 1;

/// What a tile asks for.
pub struct Plan<'a> {
    /// Where figures come from.
    pub figures: Figures<'a>,
    /// The cube.
    pub cube: &'a CubeView,
    /// The area the tile stands at, or the one chosen.
    pub area: AreaKey,
    /// Where its areas lie, if they are along an axis.
    around: AreaKey,
    /// Its axes in their order.
    pub axes: Vec<Axis>,
    /// Codes of an axis that there are no figures of.
    pub without: Vec<String>,
    /// The time it stands at, if time is no axis.
    pub period: Option<Period>,
    /// The times it could stand at, newest first; if time is an axis, those along it, oldest first.
    pub periods: Vec<Period>,
    /// All times there are figures of, whatever the file asks for, oldest first.
    pub known: Vec<Period>,
    /// The notations of all dimensions; those along axes are filled in.
    template: Vec<String>,
    /// What the file calls the figures.
    named: Option<Text>,
}

/// A dimension along which figures stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Its position in the cube.
    pub position: usize,
    /// Its notations in their order.
    pub notations: Vec<String>,
}

/// What a plan is made of.
pub struct Request<'a, 'b> {
    /// Where figures come from.
    pub figures: Figures<'a>,
    /// The tile.
    pub tile: &'b Tile,
    /// What the visitor chose.
    pub choice: &'b Choice,
    /// The region's areas.
    pub territory: &'b Territory,
    /// Whether a mapping feeds the cube.
    pub is_mapped: bool,
}

impl<'a> Plan<'a> {
    /// Looks up what there is.
    ///
    /// # Errors
    /// Why there is nothing to see.
    pub fn new(request: &Request<'a, '_>) -> Result<Self, Nothing> {
        let Request { figures, tile, choice, .. } = request;
        let Some(cube) = figures.cubes.get(&tile.cube) else { return Err(request.no_cube()) };
        let definition = &cube.definition;
        let chosen =
            choice.area.clone().or_else(|| region(cube, request.territory)).ok_or(Nothing::NoFigures)?;
        let missing = || {
            let lacks = |id: &&str| definition.position(id).is_none();
            Nothing::NoDimension(tile.axes().into_iter().find(lacks).unwrap_or_default().into())
        };
        let positions = tile.positions(definition).ok_or_else(missing)?;
        let mut plan = Self {
            figures: *figures,
            cube,
            around: region(cube, request.territory).unwrap_or_else(|| chosen.clone()),
            area: chosen,
            axes: vec![],
            without: vec![],
            period: None,
            periods: vec![],
            known: vec![],
            template: vec![String::new(); definition.dimensions.len()],
            named: tile.measure.clone(),
        };
        for (position, dimension) in definition.dimensions.iter().enumerate() {
            let is_axis = positions.contains(&position);
            if position == AREA && !is_axis {
                plan.area = plan.areas(request).into_iter().next().unwrap_or_else(|| plan.area.clone());
                plan.template[AREA] = plan.area.to_string();
            } else if position > TIME && !is_axis {
                let code =
                    tile.fixed(dimension).ok_or_else(|| Nothing::NoDimension(dimension.id().into()))?;
                plan.template[position] = code.into();
            }
        }
        plan.axes = positions
            .iter()
            .map(|&position| Axis { position, notations: plan.along(position, request) })
            .collect();
        plan.find_times(request)?;
        plan.keep_what_there_is(tile.kind == Kind::Map);
        Ok(plan)
    }

    /// The figure with these notations along the axes, in their order.
    pub fn find(&self, along: &[&str]) -> Found<'a> {
        self.figures.find(&self.cube.definition.id, &self.notations(along))
    }

    /// The figure at another time than that of the tile.
    pub fn find_at(&self, period: Period, along: &[&str]) -> Found<'a> {
        let period = period.to_string();
        let mut notations = self.notations(along);
        notations[TIME] = &period;
        self.figures.find(&self.cube.definition.id, &notations)
    }

    /// The notations of all dimensions where the axes have these.
    fn notations<'s>(&'s self, along: &[&'s str]) -> Vec<&'s str> {
        let mut notations: Vec<&str> = self.template.iter().map(String::as_str).collect();
        for (axis, notation) in self.axes.iter().zip(along) {
            notations[axis.position] = notation;
        }
        notations
    }

    /// What people call a notation of a dimension.
    pub fn name(&self, position: usize, notation: &str) -> String {
        let language = self.figures.language;
        match &self.cube.definition.dimensions[position] {
            Dimension::RefArea => {
                AreaKey::read(notation).map_or_else(|| notation.into(), |area| self.figures.name(&area))
            }
            Dimension::RefPeriod => {
                Period::from_notation(notation).map_or_else(|| notation.into(), |period| self.time(period))
            }
            dimension => dimension
                .label_of(notation)
                .map_or_else(|| notation.into(), |label| label.get(language.tag()).into()),
        }
    }

    /// A time as people write it.
    pub fn time(&self, period: Period) -> String {
        let (times, number) = number(period);
        times.name(self.figures.language, number)
    }

    /// What the figures are where the axes have these notations, or none of them: the measure of the cube, or the
    /// indicator. Codes that are no totals belong to its name, but for those that the file has found a name for.
    pub fn measure(&self, along: &[&str]) -> Measure {
        let tag = self.figures.language.tag();
        let definition = &self.cube.definition;
        let notations = self.notations(along);
        if let Some(indicator) = indicator(definition, &notations) {
            return crate::demography::views::measure(indicator, self.figures.language);
        }
        let labels = definition.dimensions.iter().zip(&notations).enumerate().skip(2).filter_map(
            |(position, (dimension, notation))| {
                let is_part = !notation.is_empty() && dimension.total() != Some(notation);
                let is_named = self.named.is_some() && !self.template[position].is_empty();
                (is_part && !is_named).then(|| self.name(position, notation))
            },
        );
        let labels: Vec<String> = labels.collect();
        let name = self.named.as_ref().unwrap_or(&definition.measure.label).get(tag);
        Measure {
            name: if labels.is_empty() { name.into() } else { format!("{name} ({})", labels.join(", ")) },
            unit: definition.measure.unit.symbol.clone(),
            decimals: definition.measure.decimals.into(),
            ..Measure::default()
        }
    }

    /// The name of the unit where the axes have these notations.
    pub fn unit(&self, along: &[&str]) -> String {
        let tag = self.figures.language.tag();
        let notations = self.notations(along);
        let definition = &self.cube.definition;
        let unit = indicator(definition, &notations).map_or(&definition.measure.unit, |found| &found.unit);
        unit.label.get(tag).into()
    }

    /// The area that the figures are about together: of areas beside each other the one chosen if they lie in it, else
    /// the region.
    pub fn place(&self) -> &AreaKey {
        let Some(axis) = self.axes.iter().find(|axis| axis.position == AREA) else { return &self.area };
        let areas: Vec<AreaKey> =
            axis.notations.iter().filter_map(|notation| AreaKey::read(notation)).collect();
        let within = |area: &&AreaKey| areas.iter().all(|other| other == *area || area.holds(other));
        [&self.area, &self.around].into_iter().find(within).unwrap_or(&self.around)
    }

    /// The indicators among the figures.
    pub fn indicators(&self) -> Vec<&'static str> {
        let position = self.cube.definition.dimensions.len() - 1;
        if self.cube.definition.id != INDICATORS {
            return vec![];
        }
        let along = self.axes.iter().find(|axis| axis.position == position);
        let ids = along.map_or(std::slice::from_ref(&self.template[position]), |axis| &axis.notations);
        ids.iter().filter_map(|id| by_id(id)).map(|indicator| indicator.id).collect()
    }

    /// Which words fit: what has a unit of its own kind or decimals is higher or lower, the rest is more or fewer.
    pub fn kind(&self, measure: &Measure) -> Words {
        let is_rate = self.cube.definition.id == INDICATORS || measure.unit == "%" || measure.decimals > 0;
        if is_rate { Words::Rate } else { Words::Count }
    }

    /// The notations along an axis before anybody looked whether there are figures.
    fn along(&self, position: usize, request: &Request<'_, '_>) -> Vec<String> {
        match position {
            AREA => self.areas(request).iter().map(AreaKey::to_string).collect(),
            // Filled in when the others are known.
            TIME => vec![],
            _ => request.tile.along(&self.cube.definition.dimensions[position]),
        }
    }

    /// The areas a tile is about, each once.
    fn areas(&self, request: &Request<'_, '_>) -> Vec<AreaKey> {
        let mut areas: Vec<AreaKey> = vec![];
        let mut add = |area: AreaKey| {
            if !areas.contains(&area) {
                areas.push(area);
            }
        };
        let Request { territory, .. } = request;
        let of_level = |level: Level| {
            let is_ours = |area: &&AreaKey| territory.outer.is_empty() || territory.holds(area);
            self.cube.areas().iter().filter(move |area| area.level() == level).filter(is_ours).cloned()
        };
        for asked in request.tile.areas() {
            match asked {
                Where::Chosen => add(self.area.clone()),
                Where::Region => region(self.cube, territory).into_iter().for_each(&mut add),
                Where::Districts => of_level(Level::District).for_each(&mut add),
                Where::Municipalities if territory.municipalities.is_empty() => {
                    of_level(Level::Municipality).for_each(&mut add);
                }
                Where::Municipalities => territory.municipalities.iter().cloned().for_each(&mut add),
                Where::Quarters => {
                    let chosen = &self.area;
                    of_level(Level::Quarter).filter(|area| chosen.holds(area)).for_each(&mut add);
                }
                Where::Area(area) => add(area),
            }
        }
        areas
    }

    /// The times there are figures of: along the axis, or to stand at.
    fn find_times(&mut self, request: &Request<'_, '_>) -> Result<(), Nothing> {
        let areas: Vec<&str> = match self.axes.iter().find(|axis| axis.position == AREA) {
            Some(axis) => axis.notations.iter().map(String::as_str).collect(),
            None => vec![&self.template[AREA]],
        };
        let mut periods: Vec<Period> = areas
            .iter()
            .flat_map(|area| self.cube.periods_of(area))
            .filter_map(Period::from_notation)
            .collect();
        periods.sort_unstable();
        periods.dedup();
        if periods.is_empty() {
            return Err(self.no_area(&areas));
        }
        let every = request.tile.every.or_else(|| {
            [Every::Year, Every::Month, Every::Day]
                .into_iter()
                .find(|every| periods.iter().any(|period| Every::of(*period) == *every))
        });
        periods.retain(|period| Some(Every::of(*period)) == every);
        let time = self.axes.iter().position(|axis| axis.position == TIME);
        let asked = request.tile.times();
        // Notations compare as times do, and a year holds its months: until 2024 is until the end of 2024.
        let inside = |period: &Period| match asked {
            Asked::Between(from, to) => {
                let period = period.to_string();
                from.is_none_or(|from| *period >= *from)
                    && to.is_none_or(|to| *period <= *to || period.starts_with(to))
            }
            Asked::Latest | Asked::One(_) => true,
        };
        periods.retain(|period| self.has(TIME, &period.to_string()));
        self.known.clone_from(&periods);
        periods.retain(inside);
        if let Some(time) = time {
            self.axes[time].notations = periods.iter().map(Period::to_string).collect();
            self.periods = periods;
            return if self.periods.is_empty() { Err(Nothing::NoFigures) } else { Ok(()) };
        }
        periods.reverse();
        let named = match asked {
            Asked::One(period) => Some(Period::from_notation(period).ok_or(Nothing::NoFigures)?),
            Asked::Latest | Asked::Between(..) => None,
        };
        if let Some(named) = named {
            periods.retain(|period| *period == named);
        }
        let chosen = request.choice.period.filter(|chosen| periods.contains(chosen));
        let period = chosen.or_else(|| periods.first().copied()).ok_or(Nothing::NoFigures)?;
        self.template[TIME] = period.to_string();
        self.period = Some(period);
        self.periods = periods;
        Ok(())
    }

    /// Whether there is a figure for any combination of what stands along the axes.
    fn any<'s>(&'s self, notations: &mut Vec<&'s str>, axes: &[&'s Axis]) -> bool {
        let Some((axis, rest)) = axes.split_first() else { return self.cube.find(notations).is_some() };
        axis.notations.iter().any(|notation| {
            notations[axis.position] = notation;
            self.any(notations, rest)
        })
    }

    /// Whether there is a figure where a dimension has this notation.
    fn has(&self, position: usize, notation: &str) -> bool {
        let mut notations = self.notations(&[]);
        notations[position] = notation;
        let others: Vec<&Axis> = self.axes.iter().filter(|axis| axis.position != position).collect();
        self.any(&mut notations, &others)
    }

    /// Leaves out what there are no figures of; on a map it stays, as an area without a value.
    fn keep_what_there_is(&mut self, is_map: bool) {
        for at in 0..self.axes.len() {
            let Axis { position, notations } = self.axes[at].clone();
            let (kept, left): (Vec<String>, Vec<String>) =
                notations.into_iter().partition(|notation| self.has(position, notation));
            let names: Vec<String> = left.iter().map(|notation| self.name(position, notation)).collect();
            self.without.extend(names);
            if !is_map {
                self.axes[at].notations = kept;
            }
        }
    }

    fn no_area(&self, areas: &[&str]) -> Nothing {
        match areas {
            [one] => Nothing::NoArea(self.name(AREA, one)),
            _ => Nothing::NoFigures,
        }
    }
}

impl Request<'_, '_> {
    fn no_cube(&self) -> Nothing {
        let is_known = self.tile.cube == INDICATORS || known::cube(&self.tile.cube).is_some();
        if self.is_mapped || is_known { Nothing::NotRead } else { Nothing::NoTable }
    }
}

/// The number of a time on its axis.
pub fn number(period: Period) -> (Times, i32) {
    match period {
        Period::Year(year) => (Times::Years, year.into()),
        Period::Month(year, month) => (Times::Months, time::month(year, month)),
        Period::Day(year, month, day) => {
            let date = jiff::civil::Date::new(year, month, day).unwrap_or_default();
            (Times::Days, time::day(date))
        }
    }
}

/// The smallest area around the region; where none is configured, the first that the cube knows.
fn region(cube: &CubeView, territory: &Territory) -> Option<AreaKey> {
    territory.around().or_else(|| cube.areas().first().cloned())
}

fn indicator(definition: &CubeDefinition, notations: &[&str]) -> Option<&'static Indicator> {
    by_id(notations.last().filter(|_| definition.id == INDICATORS)?)
}
