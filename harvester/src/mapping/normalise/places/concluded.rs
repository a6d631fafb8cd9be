//! What a dataset says of its place without an official key, and what follows from it.

use super::{GERMANY, SPATIAL, extent, has_official_place, has_place, is_official, official};
use crate::mapping::Mapping;
use crate::mapping::normalise::Findings;
use crate::mapping::normalise::defaults::name;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::gazetteer::{self, Context, Meaning, Place};
use datenkreis_vocab::model::{Agent, Dataset, Location};
use oxrdf::NamedNode;

/// How many places an ambiguity lists.
const LISTED: usize = 6;

/// Places of Wikidata and GeoNames stay, and the official key stands beside them.
pub(super) fn of_other_lists(dataset: &mut Dataset, findings: &mut Findings) {
    let mut concluded: Vec<&'static Place> = vec![];
    for iri in dataset.spatial.iter().filter_map(|location| location.iri.as_ref()) {
        if is_official(iri) {
            continue;
        }
        if let Some(place) = gazetteer::by_iri(iri.as_str())
            && !has_place(dataset, place)
            && !concluded.contains(&place)
        {
            findings.push(
                Finding::new(&rule::PLACE_RECOGNISED, SPATIAL).found(iri.as_str()).concluded(place.iri()),
            );
            concluded.push(place);
        }
    }
    dataset.spatial.extend(concluded.into_iter().map(official));
}

/// Places given by name: first among the bodies of the region, then in the gazetteer. Where a key is
/// stated already, a name that tells nothing new is no matter.
pub(super) fn of_names(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    let has_key = has_official_place(dataset);
    let context = Context { extent: extent::stated(dataset).filter(|_| !has_key), ..surroundings(mapping) };
    let mut concluded: Vec<Location> = vec![];
    let mut take = |location: Location, findings: &mut Findings, finding: Finding| {
        let is_stated = |stated: &Location| stated.iri == location.iri;
        if !dataset.spatial.iter().any(is_stated) && !concluded.iter().any(is_stated) {
            findings.push(finding);
            concluded.push(location);
        }
    };
    let labels = dataset.spatial.iter().filter(|location| {
        location.iri.as_ref().is_none_or(|iri| !is_official(iri) && iri.as_str().starts_with(&mapping.base))
    });
    let labels = labels.filter_map(|location| location.pref_label.first());
    let described = dataset.geocoding_description.iter().filter(|_| !has_key);
    for (text, is_label) in labels.map(|label| (label, true)).chain(described.map(|text| (text, false))) {
        let text = text.value.as_str();
        if is_germany(text) {
            let germany = NamedNode::new_unchecked(GERMANY);
            let finding = Finding::new(&rule::PLACE_RECOGNISED, SPATIAL).found(text).concluded(GERMANY);
            take(Location { iri: Some(germany), ..Location::default() }, findings, finding);
            continue;
        }
        match meanings(text, mapping, &context) {
            Ok(places) => {
                for place in places {
                    let finding =
                        Finding::new(&rule::PLACE_RECOGNISED, SPATIAL).found(text).concluded(place.iri());
                    take(official(place), findings, finding);
                }
            }
            Err(_) if has_key || !is_label => {}
            Err(places) if places.is_empty() => {
                findings.push(Finding::new(&rule::PLACE_UNKNOWN, SPATIAL).found(text));
            }
            Err(places) => findings.push(ambiguous(text, &places)),
        }
    }
    dataset.spatial.extend(concluded);
}

/// The places a text names: one, or a list of several; else what it may mean.
fn meanings(
    text: &str,
    mapping: &Mapping,
    context: &Context,
) -> Result<Vec<&'static Place>, Vec<&'static Place>> {
    let whole = match meaning(text, mapping, context) {
        Meaning::One(place) => return Ok(vec![place]),
        Meaning::Several(places) => places,
        Meaning::Nothing => vec![],
    };
    let parts: Vec<&str> = text.split([',', ';', '|', '\n']).flat_map(|part| part.split(" und ")).collect();
    let places = parts.iter().map(|part| match meaning(part, mapping, context) {
        Meaning::One(place) => Some(place),
        _ => None,
    });
    match places.collect::<Option<Vec<_>>>() {
        Some(places) if parts.len() > 1 => Ok(places),
        _ => Err(whole),
    }
}

fn meaning(text: &str, mapping: &Mapping, context: &Context) -> Meaning {
    let text = text.trim();
    if let Some(place) = region_body(text, mapping) {
        return Meaning::One(place);
    }
    if text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') {
        let key: String = text.split_whitespace().collect();
        return gazetteer::by_key(&key).map_or(Meaning::Nothing, Meaning::One);
    }
    gazetteer::named(text, context)
}

/// The place of a body of the region with that very name.
fn region_body(name: &str, mapping: &Mapping) -> Option<&'static Place> {
    let mut bodies = mapping.region.organisations.iter();
    let body = bodies.find(|body| body.name.to_lowercase() == name.trim().to_lowercase())?;
    gazetteer::by_key(body.ags.as_deref()?)
}

/// The publisher's place is near, then the places of the region.
fn surroundings(mapping: &Mapping) -> Context<'_> {
    let region = mapping.region.organisations.iter().filter_map(|body| body.ags.as_deref());
    Context { near: mapping.place.as_deref().into_iter().chain(region).collect(), extent: None }
}

fn is_germany(text: &str) -> bool {
    const NAMES: [&str; 6] =
        ["deutschland", "bundesrepublik deutschland", "germany", "bundesweit", "deutschlandweit", "bund"];
    NAMES.contains(&text.trim().to_lowercase().as_str())
}

/// The place that a stated extent means by itself; only where nothing else is said.
pub(super) fn of_extent(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    if has_official_place(dataset) {
        return;
    }
    let Some(extent) = extent::stated(dataset) else {
        return;
    };
    let same = |body: &&crate::config::Organisation| {
        extent::of_body(body).is_some_and(|of_body| of_body.has_extent_of(&extent))
    };
    let body = mapping.region.organisations.iter().find(same).and_then(|body| body.ags.as_deref());
    let meaning = match body.and_then(gazetteer::by_key) {
        Some(place) => Meaning::One(place),
        None => gazetteer::of_extent(&extent),
    };
    let publisher = publisher_place(dataset, mapping);
    let shown = if extent.is_point() { extent.to_point() } else { extent.to_polygon() };
    match meaning {
        Meaning::One(place) => {
            findings.push(Finding::new(&rule::PLACE_CONCLUDED, SPATIAL).found(shown).concluded(place.iri()));
            dataset.spatial.push(official(place));
        }
        // The publisher's place decides below.
        Meaning::Several(places) if publisher.is_none_or(|place| !places.contains(&place)) => {
            findings.push(ambiguous(&shown, &places));
        }
        _ => {}
    }
}

/// A dataset that says no place, or only an extent within that of the publisher's place, is about the
/// place its publisher stands for.
pub(super) fn of_publisher(dataset: &mut Dataset, mapping: &Mapping, findings: &mut Findings) {
    let says_place = dataset.spatial.iter().any(|location| {
        location.iri.as_ref().is_some_and(|iri| !iri.as_str().starts_with(&mapping.base))
            || !location.pref_label.is_empty()
    });
    if says_place || !dataset.political_geocoding_uri.is_empty() || !dataset.geocoding_description.is_empty()
    {
        return;
    }
    let Some(place) = publisher_place(dataset, mapping) else {
        return;
    };
    let says_extent = dataset.spatial.iter().any(|at| at.bbox.is_some() || at.centroid.is_some());
    let lies_within = extent::stated(dataset).is_some_and(|extent| gazetteer::holds(place, &extent));
    if says_extent && !lies_within {
        return;
    }
    let mut finding = Finding::new(&rule::PLACE_CONCLUDED, SPATIAL).concluded(place.iri());
    if let Some(name) = dataset.publisher.as_ref().and_then(name).filter(|_| mapping.place.is_none()) {
        finding = finding.found(name);
    }
    findings.push(finding);
    dataset.spatial.push(official(place));
}

/// The place that the publisher stands for: by the region file, by its name, else by the configuration of
/// the source; where nothing is configured, the place that all other bodies named stand for.
fn publisher_place(dataset: &Dataset, mapping: &Mapping) -> Option<&'static Place> {
    let publisher = dataset.publisher.as_ref().and_then(|agent| body_place(agent, mapping));
    publisher.or_else(|| gazetteer::by_key(mapping.place.as_deref()?)).or_else(|| {
        let others = dataset.creator.iter().chain(&dataset.originator).chain(&dataset.custodian);
        let mut places = others.filter_map(|agent| body_place(agent, mapping));
        let first = places.next()?;
        places.all(|other| other == first).then_some(first)
    })
}

fn body_place(body: &Agent, mapping: &Mapping) -> Option<&'static Place> {
    let name = name(body)?;
    region_body(name, mapping).or_else(|| match gazetteer::body(name, &surroundings(mapping)) {
        Meaning::One(place) => Some(place),
        _ => None,
    })
}

/// A finding that lists what may be meant.
fn ambiguous(found: &str, places: &[&'static Place]) -> Finding {
    let listed = places.iter().take(LISTED).map(|place| format!("{} ({})", place.name, place.key));
    let mut listed = listed.collect::<Vec<_>>().join("; ");
    if places.len() > LISTED {
        listed = format!("{listed}; … ({})", places.len());
    }
    Finding::new(&rule::PLACE_AMBIGUOUS, SPATIAL).found(format!("{found} → {listed}"))
}
