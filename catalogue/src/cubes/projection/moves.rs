//! How many people of which age come and go.
//!
//! Where moves are known by age, their mean is brought to the net migration that the balance of the last years
//! gives for each sex: P(t) − P(t−1) − (births − deaths). Where they are not, but ages are known each year, it is
//! what remains when survivors and newborn are taken away.

use super::known::Known;
use super::natural::cases;
use super::{Seed, Sources, World};
use crate::cubes::Slice;
use datenkreis_vocab::cube::known::{CHANGES, MIGRATION, POPULATION};
use datenkreis_vocab::cube::{Age, AreaKey};
use datenkreis_vocab::projection::{
    BySex, Changes, Fertility, History, Migration, Mortality, at_the_end_of_the_year, graduate, level,
};
use std::collections::BTreeMap;

/// Fewest years that tell how many people move.
const YEARS: i16 = 3;
/// Where people come from or go to, if the total is not known.
const PARTS: [&str; 4] = ["kreis", "land", "bund", "ausland"];

/// What else is known of an area whose migration is asked for.
pub(super) struct Ground<'a> {
    pub seed: &'a Seed,
    pub start: i16,
    pub mortality: &'a Mortality,
    pub fertility: &'a Fertility,
    /// What the model says of the years after the one that ages are known of, without migration.
    pub modelled: &'a BTreeMap<i16, Changes>,
}

/// Net migration of a year by age; `None` if too little is known.
pub(super) fn migration(world: &World<'_>, ground: &Ground<'_>, sources: &mut Sources) -> Option<Migration> {
    let mut noted = Sources::new();
    let found = by_flows(world, ground, &mut noted).or_else(|| {
        noted.clear();
        by_residual(world, ground, &mut noted)
    });
    if found.is_some() {
        sources.extend(noted);
    }
    found
}

fn by_flows(world: &World<'_>, ground: &Ground<'_>, sources: &mut Sources) -> Option<Migration> {
    let area = &ground.seed.area;
    let mut flows: [Vec<BySex<Vec<f64>>>; 2] = Default::default();
    for year in world.window(ground.start) {
        let of = |direction| flow(world, area, year, direction, ground.mortality);
        let (Some(came), Some(left)) = (of("zuzug"), of("fortzug")) else { continue };
        sources.insert(Slice::new(MIGRATION, area.as_str(), &year.to_string()));
        flows[0].push(came);
        flows[1].push(left);
    }
    let [came, left] = flows.map(|years| mean(&years));
    let (came, left) = (came?, left?);
    let net = came.zip(left);
    let net = match balance(world, ground, sources) {
        Some(wanted) => net.zip(wanted).map(|((came, left), wanted)| level(&came, &left, wanted)),
        None => net.map(|(came, left)| came.iter().zip(&left).map(|(came, left)| came - left).collect()),
    };
    Some(at_the_end_of_the_year(net))
}

/// Moves of a year in one direction by sex and single year of age.
fn flow(
    world: &World<'_>,
    area: &AreaKey,
    year: i16,
    direction: &str,
    mortality: &Mortality,
) -> Option<BySex<Vec<f64>>> {
    let cube = world.cubes.get(MIGRATION)?;
    let year = year.to_string();
    let mut ages: BTreeMap<(&str, &str), BTreeMap<&str, f64>> = BTreeMap::new();
    for index in cube.slice(area.as_str(), &year) {
        let Some(found) = cube.observations.get(index) else { continue };
        if let (Some(persons), [_, _, sex, age, of, other]) = (found.figure.value, found.notations.as_slice())
            && *of == direction
        {
            ages.entry((sex, age)).or_default().insert(other, persons);
        }
    }
    let persons = |others: &BTreeMap<&str, f64>| {
        others.get("_T").copied().or_else(|| PARTS.iter().map(|part| others.get(part)).sum::<Option<f64>>())
    };
    let of = |sex: &str, probabilities: &Vec<f64>| {
        let groups: Vec<(Age, f64)> = ages
            .iter()
            .filter(|((of, _), _)| *of == sex)
            .filter_map(|((_, age), others)| Some((Age::from_notation(age)?, persons(others)?)))
            .collect();
        graduate(&groups, probabilities.len() - 1, probabilities).ok()
    };
    let probabilities = mortality.probabilities();
    Some(BySex { women: of("F", &probabilities.women)?, men: of("M", &probabilities.men)? })
}

fn mean(years: &[BySex<Vec<f64>>]) -> Option<BySex<Vec<f64>>> {
    let first = years.first()?;
    let of = |pick: fn(&BySex<Vec<f64>>) -> &Vec<f64>| {
        let sum = |age: usize| years.iter().map(|year| pick(year)[age]).sum::<f64>();
        (0..pick(first).len()).map(|age| sum(age) / years.len() as f64).collect()
    };
    Some(BySex { women: of(|both| &both.women), men: of(|both| &both.men) })
}

/// Net migration of a mean year by sex, from one known population to the next: what the balance of births and
/// deaths does not explain. Corrections of the register are part of it. Nothing across a census, and nothing if
/// fewer than three years are left.
fn balance(world: &World<'_>, ground: &Ground<'_>, sources: &mut Sources) -> Option<BySex<f64>> {
    let area = &ground.seed.area;
    let years = world.window(ground.start);
    let known: Vec<(i16, BySex<f64>)> = (years.start() - 1..=*years.end())
        .filter_map(|year| Some((year, Known::of(world.population, area.as_str(), year).by_sex()?)))
        .collect();
    let mut sum = BySex { women: 0.0, men: 0.0 };
    let (mut count, mut noted) = (0, Sources::new());
    for pair in known.windows(2) {
        let [(first, before), (last, after)] = [&pair[0], &pair[1]];
        if world.settings.breaks.range(first + 1..=*last).next().is_some() {
            continue;
        }
        let natural: Option<Vec<BySex<f64>>> =
            (first + 1..=*last).map(|year| natural(world, ground, year, &mut noted)).collect();
        let Some(natural) = natural else { continue };
        count += last - first;
        sum.women += after.women - before.women - natural.iter().map(|year| year.women).sum::<f64>();
        sum.men += after.men - before.men - natural.iter().map(|year| year.men).sum::<f64>();
        noted.extend([first, last].map(|year| Slice::new(POPULATION, area.as_str(), &year.to_string())));
    }
    if count < YEARS {
        return None;
    }
    sources.extend(noted);
    Some(sum.map(|persons| persons / f64::from(count)))
}

/// Births less deaths of a year: as counted, else as the model says.
fn natural(world: &World<'_>, ground: &Ground<'_>, year: i16, sources: &mut Sources) -> Option<BySex<f64>> {
    let area = &ground.seed.area;
    let of = |kind| cases(world, area, year, kind);
    let counted = of("lebendgeborene").zip(of("gestorbene"));
    if counted.is_some() {
        sources.insert(Slice::new(CHANGES, area.as_str(), &year.to_string()));
    }
    let modelled = || {
        let Changes { births, deaths, .. } = ground.modelled.get(&year)?;
        Some((births.clone(), deaths.clone()))
    };
    let (born, died) = counted.or_else(modelled)?;
    Some(born.zip(died).map(|(born, died)| born - died))
}

fn by_residual(world: &World<'_>, ground: &Ground<'_>, sources: &mut Sources) -> Option<Migration> {
    let area = &ground.seed.area;
    let mut history = History { breaks: world.settings.breaks.clone(), ..History::default() };
    let years = world.window(ground.start);
    for year in years.start() - 1..=*years.end() {
        let known = Known::of(world.population, area.as_str(), year);
        if let Some(population) = known.structure(ground.mortality) {
            sources.insert(Slice::new(POPULATION, area.as_str(), &year.to_string()));
            history.years.insert(year, population);
        }
    }
    let count = world.settings.migration_years;
    history.profile(ground.start, count, YEARS as usize, ground.mortality, ground.fertility).ok()
}
