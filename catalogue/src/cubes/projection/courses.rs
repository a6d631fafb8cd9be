//! The courses of all areas in all variants, in whole persons.

use super::plan::{Place, Plan};
use super::{Sources, World};
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::projection::{
    AT_LEAST, Assumptions, Changes, Detail, Population, Projection, Variant, carry_forward,
};
use std::collections::BTreeMap;

/// All areas that can be projected, those that are too small to be shown among them.
pub(super) struct Courses {
    pub start: i16,
    by_area: BTreeMap<AreaKey, Course>,
}

/// One area.
pub(super) struct Course {
    /// In the order of [`Variant::ALL`].
    pub variants: Vec<Projection>,
    /// Net migration assumed for the first year.
    pub migration: f64,
    /// The births and deaths that the tables would give in the first year.
    pub expected: Changes,
    pub detail: Detail,
    /// The areas that it is the sum of; none if it stands for itself.
    pub members: Vec<AreaKey>,
    pub sources: Sources,
}

impl Courses {
    pub fn new(world: &World<'_>, plan: Plan, until: i16) -> Self {
        let years = usize::try_from(until - plan.start).unwrap_or_default();
        let own = plan
            .places
            .iter()
            .filter_map(|(area, place)| Some((area.clone(), Course::of(world, plan.start, place, years)?)));
        let mut courses = Self { start: plan.start, by_area: own.collect() };
        // From the smallest areas up: a sum may be a part of another.
        let mut families: Vec<(AreaKey, Vec<AreaKey>)> = plan.families.into_iter().collect();
        families.sort_by_key(|(around, _)| std::cmp::Reverse(around.level()));
        for (around, members) in families {
            let detail = plan.places.get(&around).map_or(Detail::Groups, |place| place.detail);
            if let Some(sum) = courses.sum(&members, detail) {
                courses.by_area.insert(around, sum);
            }
        }
        courses
    }

    /// The areas that are large enough to be shown.
    pub fn shown(&self) -> impl Iterator<Item = (&AreaKey, &Course)> {
        self.by_area.iter().filter(|(_, course)| course.from().total() >= AT_LEAST)
    }

    /// All together; `None` if one of them cannot be projected.
    fn sum(&self, members: &[AreaKey], detail: Detail) -> Option<Course> {
        let courses: Vec<&Course> =
            members.iter().map(|member| self.by_area.get(member)).collect::<Option<_>>()?;
        let variants = (0..Variant::ALL.len()).map(|variant| {
            let all = courses.iter().map(|course| course.variants[variant].clone());
            all.reduce(|sum, course| sum.plus(&course))
        });
        let total =
            |pick: fn(&Changes) -> f64| courses.iter().map(|course| pick(&course.expected)).sum::<f64>();
        let mut expected = Changes::default();
        expected.births.women = total(|changes| changes.births.women + changes.births.men);
        expected.deaths.women = total(|changes| changes.deaths.women + changes.deaths.men);
        Some(Course {
            variants: variants.collect::<Option<_>>()?,
            migration: courses.iter().map(|course| course.migration).sum(),
            expected,
            detail,
            members: members.to_vec(),
            sources: courses.iter().flat_map(|course| course.sources.iter().cloned()).collect(),
        })
    }
}

impl Course {
    fn of(world: &World<'_>, start: i16, place: &Place, years: usize) -> Option<Self> {
        let settings = world.settings;
        let migration = place.migration.clone()?;
        let net = migration.total();
        let assumptions = Assumptions {
            mortality: place.mortality.clone(),
            mortality_decline: settings.mortality_decline,
            fertility: place.fertility.clone(),
            migration,
            damping: settings.damping,
            spread: settings.spread,
        };
        let variants = Variant::ALL.into_iter().map(|variant| {
            Some(carry_forward(start, &place.population, &assumptions, variant, years).ok()?.whole())
        });
        Some(Self {
            variants: variants.collect::<Option<_>>()?,
            migration: net,
            expected: world.expected(&place.population, start, &mut Sources::new())?,
            detail: place.detail,
            members: vec![],
            sources: place.sources.clone(),
        })
    }

    /// The population it starts from.
    pub fn from(&self) -> &Population {
        &self.variants[0].from
    }

    /// The middle variant.
    pub fn middle(&self) -> Option<&Projection> {
        self.variants.iter().find(|projection| projection.variant == Variant::Middle)
    }
}
