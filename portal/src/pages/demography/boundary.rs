//! What became of an area whose boundaries changed, and what came to it.

use super::Ground;
use crate::language::Language;
use crate::pages::value::Value;
use crate::texts::format;
use datenkreis_catalogue::cubes::{Area, Crosswalk};
use datenkreis_vocab::cube::AreaKey;

/// What `pages/area.html` shows of it.
pub struct BoundaryChanges {
    /// That the area is no more; `None` if it is.
    pub gone: Option<&'static str>,
    /// What happened, the latest first.
    pub changes: Vec<BoundaryChange>,
}

/// One change, as the sentence “before, area, after”.
pub struct BoundaryChange {
    /// What stands before the area.
    pub before: String,
    /// The other area.
    pub area: Value,
    /// What stands behind it.
    pub after: String,
    /// Who says so.
    pub source: String,
}

impl BoundaryChanges {
    /// `None` if nobody says that anything changed.
    pub fn new(ground: &Ground<'_>, area: &AreaKey) -> Option<Self> {
        let areas = &ground.portal.catalogue.statistics().areas;
        let given = areas.successors(area).map(|crosswalk| (crosswalk, true));
        let mut configured: Vec<(&Crosswalk, bool)> =
            given.chain(areas.predecessors(area).map(|crosswalk| (crosswalk, false))).collect();
        configured.sort_by_key(|(crosswalk, _)| std::cmp::Reverse(crosswalk.date));
        let mut changes: Vec<BoundaryChange> =
            configured.into_iter().map(|(crosswalk, is_given)| change(ground, crosswalk, is_given)).collect();
        if changes.is_empty() {
            changes.extend(registered(ground, &areas.area(area)));
        }
        (!changes.is_empty())
            .then(|| Self { gone: areas.is_dissolved(area).then_some(ground.texts.area_gone), changes })
    }

    /// Areas that are no more, of which there are figures, leading to their pages.
    pub fn dissolved(ground: &Ground<'_>) -> Vec<Value> {
        let dissolved = ground.portal.catalogue.statistics().areas.dissolved().into_iter();
        let known = dissolved.filter(|area| ground.area(area.as_str()).is_ok());
        known.map(|area| Value::own(ground.figures().name(area), ground.links.area(area))).collect()
    }
}

fn change(ground: &Ground<'_>, crosswalk: &Crosswalk, is_given: bool) -> BoundaryChange {
    let date = format::date(ground.language, crosswalk.date);
    let share = (crosswalk.share < 1.0).then(|| {
        let percent = crate::chart::number::number(ground.language, crosswalk.share * 100.0, 1);
        crate::chart::number::percent(ground.language, &percent)
    });
    let (before, after) = match (ground.language, is_given, share) {
        (Language::De, true, None) => (format!("Am {date} ging das Gebiet auf in"), ".".into()),
        (Language::De, true, Some(share)) => {
            (format!("Am {date} kamen {share} der Bevölkerung zu"), ".".into())
        }
        (Language::De, false, None) => (format!("Am {date} kam"), " ganz dazu.".into()),
        (Language::De, false, Some(share)) => {
            (format!("Am {date} kamen {share} der Bevölkerung von"), " dazu.".into())
        }
        (Language::En, true, None) => (format!("On {date} the area became part of"), ".".into()),
        (Language::En, true, Some(share)) => {
            (format!("On {date} {share} of the population came to"), ".".into())
        }
        (Language::En, false, None) => (format!("On {date} all of"), " was added.".into()),
        (Language::En, false, Some(share)) => {
            (format!("On {date} {share} of the population of"), " was added.".into())
        }
    };
    let other = if is_given { &crosswalk.to } else { &crosswalk.from };
    BoundaryChange { before, area: named(ground, other), after, source: crosswalk.source.clone() }
}

/// What the register of municipalities says of an area that it does not know any more.
fn registered(ground: &Ground<'_>, area: &Area) -> Option<BoundaryChange> {
    let successor = area.successor.as_ref()?;
    Some(BoundaryChange {
        before: ground.texts.replaced_by.into(),
        area: named(ground, successor),
        after: ".".into(),
        source: "Gemeindeverzeichnis (GV100AD)".into(),
    })
}

/// The name of an area, which leads to its page if it has one.
fn named(ground: &Ground<'_>, area: &AreaKey) -> Value {
    let name = ground.figures().name(area);
    match ground.area(area.as_str()) {
        Ok(_) => Value::own(name, ground.links.area(area)),
        Err(_) => Value::text(&name),
    }
}
