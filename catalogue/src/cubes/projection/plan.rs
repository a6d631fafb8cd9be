//! The population that a projection starts from, and what is assumed for each area.
//!
//! Where ages and sexes are not known of the start, the last ones known are carried forward without migration and
//! fitted to every sum that is known: those of the area itself, and those of the area that it is a part of.

use super::moves::{self, Ground};
use super::natural::{Ratio, ratios};
use super::{Seed, Sources, World};
use crate::cubes::Slice;
use datenkreis_vocab::cube::known::POPULATION;
use datenkreis_vocab::cube::{Age, AreaKey};
use datenkreis_vocab::projection::{
    BySex, Changes, Detail, Fertility, Margin, Migration, Mortality, Population, Variant, Who, carry_forward,
    fit,
};
use std::collections::BTreeMap;

/// All areas at the start.
pub(super) struct Plan {
    pub start: i16,
    pub places: BTreeMap<AreaKey, Place>,
    /// The areas that are the sum of others, with these.
    pub families: BTreeMap<AreaKey, Vec<AreaKey>>,
}

/// One area at the start.
pub(super) struct Place {
    pub population: Population,
    pub mortality: Mortality,
    pub fertility: Fertility,
    /// `None` if too little is known of who moves.
    pub migration: Option<Migration>,
    pub detail: Detail,
    pub sources: Sources,
}

/// An area on its way to the start.
struct Draft {
    seed: Seed,
    /// At the start, before it is fitted.
    carried: Population,
    modelled: BTreeMap<i16, Changes>,
    mortality: Mortality,
    fertility: Fertility,
    total: f64,
    sources: Sources,
}

impl Plan {
    pub fn new(world: &World<'_>, start: i16) -> Self {
        let drafts = drafts(world, start);
        let families = families(world, &drafts, start);
        let mut fitted = fitted(world, &drafts, &families, start);
        let places = drafts.into_iter().filter_map(|(area, draft)| {
            let population = fitted.remove(&area)?;
            let Draft { seed, modelled, mortality, fertility, mut sources, .. } = draft;
            let ground = Ground {
                seed: &seed,
                start,
                mortality: &mortality,
                fertility: &fertility,
                modelled: &modelled,
            };
            let migration = moves::migration(world, &ground, &mut sources);
            // What an area is fitted to comes from the one around it, too.
            if let Some(around) = area.parent().filter(|around| families.contains_key(around)) {
                sources.insert(Slice::new(POPULATION, around.as_str(), &start.to_string()));
            }
            let is_by_years = world.known(&area, start).is_by_single_years();
            let detail = if is_by_years { Detail::Years } else { Detail::Groups };
            Some((area, Place { population, mortality, fertility, migration, detail, sources }))
        });
        Self { start, places: places.collect(), families }
    }
}

/// The areas whose population is known at the start, and whose ages and sexes are then or before.
fn drafts(world: &World<'_>, start: i16) -> BTreeMap<AreaKey, Draft> {
    let mut seeds = BTreeMap::new();
    for area in world.areas() {
        let Some(total) = world.known(area, start).total() else { continue };
        let mut sources = Sources::new();
        let Some(seed) = seed(world, area, start, &mut sources) else { continue };
        let ratios = ratios(world, &seed, start, &mut sources);
        seeds.insert(area.clone(), (total, seed, ratios, sources));
    }
    let factors: BTreeMap<AreaKey, [Ratio; 2]> =
        seeds.iter().map(|(area, (_, _, ratios, _))| (area.clone(), *ratios)).collect();
    let drafts = seeds.into_iter().filter_map(|(area, (total, seed, _, mut sources))| {
        let mut factor = |which: usize| {
            let around = std::iter::successors(Some(area.clone()), AreaKey::parent);
            let mut found = around.filter_map(|key| Some((factors.get(&key)?[which].factor()?, key)));
            let (factor, of) = found.next()?;
            if of != area {
                // The cases of the area around stand in its own slices of the same years.
                sources.extend(seed_years(world, &of, &seed, start));
            }
            Some(factor)
        };
        let (births, deaths) = (factor(0).unwrap_or(1.0), factor(1).unwrap_or(1.0));
        let mortality = world.mortality.noted(start, &mut sources)?.scaled(deaths);
        let fertility = world.fertility.noted(start, &mut sources)?.scaled(births);
        sources.insert(Slice::new(POPULATION, area.as_str(), &start.to_string()));
        let still = world.still(mortality.clone(), fertility.clone());
        let years = usize::try_from(start - seed.year).ok()?;
        let carried = carry_forward(seed.year, &seed.population, &still, Variant::Middle, years).ok()?;
        Some((
            area,
            Draft {
                carried: carried.years.into_iter().next_back().unwrap_or_else(|| seed.population.clone()),
                modelled: (seed.year + 1..).zip(carried.changes).collect(),
                seed,
                mortality,
                fertility,
                total,
                sources,
            },
        ))
    });
    drafts.collect()
}

/// The slices that tell births and deaths of an area in the years around the one of a seed.
fn seed_years(world: &World<'_>, area: &AreaKey, seed: &Seed, start: i16) -> Sources {
    let mut sources = Sources::new();
    let of_other = Seed { area: area.clone(), year: seed.year, population: seed.population.clone() };
    ratios(world, &of_other, start, &mut sources);
    sources
}

/// The last population by age and sex that is known at the start.
fn seed(world: &World<'_>, area: &AreaKey, start: i16, sources: &mut Sources) -> Option<Seed> {
    let years = world.years(area).rev().filter(|year| *year <= start);
    let mut found = years.filter_map(|year| {
        let population = world.known(area, year).structure(world.mortality.at(year)?)?;
        Some(Seed { area: area.clone(), year, population })
    });
    let seed = found.next()?;
    world.mortality.noted(seed.year, sources);
    sources.insert(Slice::new(POPULATION, area.as_str(), &seed.year.to_string()));
    Some(seed)
}

/// The areas whose parts are all known: their totals sum up to that of the area.
fn families(
    world: &World<'_>,
    drafts: &BTreeMap<AreaKey, Draft>,
    start: i16,
) -> BTreeMap<AreaKey, Vec<AreaKey>> {
    let mut families: BTreeMap<AreaKey, Vec<AreaKey>> = BTreeMap::new();
    for area in drafts.keys() {
        if let Some(around) = area.parent() {
            families.entry(around).or_default().push(area.clone());
        }
    }
    families.retain(|around, members| {
        let sum: f64 = members.iter().filter_map(|member| drafts.get(member)).map(|draft| draft.total).sum();
        world.known(around, start).total().is_some_and(|total| (total - sum).abs() < 0.5)
    });
    families
}

/// The populations at the start, those of areas around others first.
fn fitted(
    world: &World<'_>,
    drafts: &BTreeMap<AreaKey, Draft>,
    families: &BTreeMap<AreaKey, Vec<AreaKey>>,
    start: i16,
) -> BTreeMap<AreaKey, Population> {
    let margins = |area: &AreaKey| {
        let known = world.known(area, start);
        let by_members = || sexes(world, families.get(area)?, start);
        let sexes = if known.by_sex().is_some() { None } else { by_members() };
        let mut margins = known.margins();
        margins.extend(sexes.into_iter().flat_map(|BySex { women, men }| {
            [(Who::Women, women), (Who::Men, men)].map(|(who, persons)| Margin {
                who,
                age: Age::from(0),
                persons,
            })
        }));
        margins
    };
    let mut order: Vec<&AreaKey> = drafts.keys().collect();
    order.sort_by_key(|area| area.level());
    let mut fitted: BTreeMap<AreaKey, Population> = BTreeMap::new();
    for area in order {
        if fitted.contains_key(area) {
            continue;
        }
        let family =
            area.parent().and_then(|around| Some((families.get(&around)?, fitted.get(&around)?.clone())));
        let (members, together) = match family {
            Some((members, around)) => (members.clone(), Some(around)),
            None => (vec![area.clone()], None),
        };
        let start = |member: &AreaKey| Some((drafts.get(member)?.carried.clone(), margins(member)));
        let starts = members.iter().filter_map(start).collect();
        fitted.extend(members.iter().cloned().zip(fit(starts, together.as_ref())));
    }
    fitted
}

/// Women and men of all members together.
fn sexes(world: &World<'_>, members: &[AreaKey], start: i16) -> Option<BySex<f64>> {
    members.iter().try_fold(BySex { women: 0.0, men: 0.0 }, |sum, member| {
        let BySex { women, men } = world.known(member, start).by_sex()?;
        Some(BySex { women: sum.women + women, men: sum.men + men })
    })
}
