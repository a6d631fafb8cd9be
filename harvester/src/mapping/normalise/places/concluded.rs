//! What a dataset says of its place without an official key, and what follows from it.

use super::area::Area;
use super::{
    EUROPE, GERMANY, SPATIAL, elsewhere, extent, has_official_place, has_place, is_official, official,
};
use crate::mapping::Mapping;
use crate::mapping::normalise::Findings;
use crate::mapping::normalise::defaults::name;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::gazetteer::{self, Meaning, Place};
use datenkreis_vocab::model::{Agent, Dataset, Location};
use oxrdf::NamedNode;

/// How many places an ambiguity lists.
const LISTED: usize = 6;

/// Germany and Europe in the lists of the whole world.
const WORLDWIDE: [(&str, &str); 8] = [
    ("wikidata.org/entity/Q183", GERMANY),
    ("wikidata.org/wiki/Q183", GERMANY),
    ("sws.geonames.org/2921044", GERMANY),
    ("geonames.org/2921044", GERMANY),
    ("wikidata.org/entity/Q46", EUROPE),
    ("wikidata.org/wiki/Q46", EUROPE),
    ("sws.geonames.org/6255148", EUROPE),
    ("geonames.org/6255148", EUROPE),
];

/// What the words of a dataset or the name of its publisher say about the place.
pub(super) enum Said {
    /// One place.
    One(&'static Place),
    /// A text that may mean one of several places, or a place where none is expected.
    Open(String, Vec<&'static Place>),
    /// Another body than that of the source, whose place nobody knows.
    Other,
    /// Nothing.
    Nothing,
}

impl Said {
    pub(super) fn place(&self) -> Option<&'static Place> {
        match self {
            Self::One(place) => Some(place),
            _ => None,
        }
    }
}

/// Places of Wikidata and GeoNames stay, and the official key stands beside them.
pub(super) fn of_other_lists(dataset: &mut Dataset, findings: &mut Findings) {
    let mut concluded: Vec<Location> = vec![];
    for iri in dataset.spatial.iter().filter_map(|location| location.iri.as_ref()) {
        if is_official(iri) {
            continue;
        }
        let location = match gazetteer::by_iri(iri.as_str()) {
            Some(place) if has_place(dataset, place) => None,
            Some(place) => Some(official(place)),
            None => worldwide(iri.as_str()),
        };
        if location.is_none() && is_unknown(iri) {
            findings.push(Finding::new(&rule::PLACE_UNKNOWN, SPATIAL).found(iri.as_str()));
        }
        let is_new = |location: &Location| {
            !concluded.contains(location) && !dataset.spatial.iter().any(|stated| stated.iri == location.iri)
        };
        if let Some(location) = location.filter(is_new)
            && let Some(place) = &location.iri
        {
            findings.push(
                Finding::new(&rule::PLACE_RECOGNISED, SPATIAL).found(iri.as_str()).concluded(place.as_str()),
            );
            concluded.push(location);
        }
    }
    dataset.spatial.extend(concluded);
}

/// Whether it is an entry of a list of the whole world that we do not know.
fn is_unknown(iri: &NamedNode) -> bool {
    let iri = iri.as_str();
    gazetteer::is_worldwide(iri) && gazetteer::by_iri(iri).is_none() && worldwide(iri).is_none()
}

fn worldwide(iri: &str) -> Option<Location> {
    let bare = iri.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    let is_named = |name: &str| {
        bare.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#', '?']))
    };
    WORLDWIDE.iter().find(|(name, _)| is_named(name)).map(|(_, place)| without_key(place))
}

/// Germany or Europe.
fn without_key(place: &str) -> Location {
    Location { iri: Some(NamedNode::new_unchecked(place)), ..Location::default() }
}

/// Places given by name: first among the bodies of the region, then in the gazetteer, where they count if they
/// agree with what is known otherwise ([`Area::agrees`]). Where a key is stated already, a name that tells
/// nothing new is no matter.
pub(super) fn of_names(dataset: &mut Dataset, mapping: &Mapping, area: &Area, findings: &mut Findings) {
    let has_key = has_official_place(dataset);
    let mut concluded: Vec<Location> = vec![];
    let mut take = |location: Location, findings: &mut Findings, finding: Finding| {
        let is_stated = |stated: &Location| stated.iri == location.iri;
        if !dataset.spatial.iter().any(is_stated) && !concluded.iter().any(is_stated) {
            findings.push(finding);
            concluded.push(location);
        }
    };
    let labels = labels(dataset, mapping);
    let described = dataset.geocoding_description.iter().filter(|_| !has_key);
    let described = described.map(|text| (text.value.as_str(), false));
    for (text, is_label) in labels.map(|label| (label, true)).chain(described) {
        if let Some(place) = beyond_keys(text) {
            let finding = Finding::new(&rule::PLACE_RECOGNISED, SPATIAL).found(text).concluded(place);
            take(without_key(place), findings, finding);
            continue;
        }
        match meanings(text, mapping, area) {
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

/// The names of places that are given without a key: of nodes of our own, and of entries of worldwide lists that we do
/// not know.
fn labels<'a>(dataset: &'a Dataset, mapping: &Mapping) -> impl Iterator<Item = &'a str> {
    let is_own = |iri: &NamedNode| !is_official(iri) && iri.as_str().starts_with(&mapping.base);
    let places = dataset
        .spatial
        .iter()
        .filter(move |location| location.iri.as_ref().is_none_or(|iri| is_own(iri) || is_unknown(iri)));
    places.filter_map(|location| Some(location.pref_label.first()?.value.as_str()))
}

/// The places a text names: one, or a list of several; else what it may mean.
fn meanings(text: &str, mapping: &Mapping, area: &Area) -> Result<Vec<&'static Place>, Vec<&'static Place>> {
    let whole = match meaning(text, mapping, area) {
        Meaning::One(place) => return Ok(vec![place]),
        Meaning::Several(places) => places,
        Meaning::Nothing => vec![],
    };
    let parts = gazetteer::listed(text);
    let places = parts.iter().map(|part| match meaning(part, mapping, area) {
        Meaning::One(place) => Some(place),
        _ => None,
    });
    match places.collect::<Option<Vec<_>>>() {
        Some(places) if parts.len() > 1 => Ok(places),
        _ => Err(whole),
    }
}

/// A name that leads elsewhere than expected may still be a former municipality near by, unless it says its rank.
fn meaning(text: &str, mapping: &Mapping, area: &Area) -> Meaning {
    let text = text.trim();
    if let Some(place) = region_body(text, mapping) {
        return Meaning::One(place);
    }
    if text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') {
        let key: String = text.split_whitespace().collect();
        return gazetteer::by_key(&key).map_or(Meaning::Nothing, Meaning::One);
    }
    let context = area.context();
    let found = gazetteer::named(text, &context);
    let agrees = |meaning: &Meaning| matches!(meaning, Meaning::One(place) if area.agrees(place));
    if agrees(&found) {
        return found;
    }
    if let Some(place) = gazetteer::named_explicitly(text) {
        return Meaning::One(place);
    }
    let formerly = gazetteer::formerly(text, &context);
    if agrees(&formerly) {
        return formerly;
    }
    let mut candidates = places(found);
    for place in places(formerly) {
        if !candidates.contains(&place) {
            candidates.push(place);
        }
    }
    if candidates.is_empty() { Meaning::Nothing } else { Meaning::Several(candidates) }
}

fn places(meaning: Meaning) -> Vec<&'static Place> {
    match meaning {
        Meaning::One(place) => vec![place],
        Meaning::Several(places) => places,
        Meaning::Nothing => vec![],
    }
}

/// The place of a body of the region with that very name.
fn region_body(name: &str, mapping: &Mapping) -> Option<&'static Place> {
    let mut bodies = mapping.region.organisations.iter();
    let body = bodies.find(|body| body.name.to_lowercase() == name.trim().to_lowercase())?;
    gazetteer::by_key(body.ags.as_deref()?)
}

/// Germany or Europe, if a text names them.
fn beyond_keys(text: &str) -> Option<&'static str> {
    match text.trim().to_lowercase().as_str() {
        "deutschland"
        | "bundesrepublik deutschland"
        | "germany"
        | "bundesweit"
        | "deutschlandweit"
        | "bund"
        | "brd"
        | "de"
        | "deu" => Some(GERMANY),
        "europa" | "europe" | "europaweit" => Some(EUROPE),
        _ => None,
    }
}

/// The place that a stated extent means by itself; only where nothing else is said.
pub(super) fn of_extent(
    dataset: &mut Dataset,
    mapping: &Mapping,
    publisher: Option<&'static Place>,
    findings: &mut Findings,
) {
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

/// A dataset that says nothing of its place, or only what can be said of the place its publisher stands for (a part of
/// it, a street, an extent within), is about that place. Whatever else it says must not become that place.
pub(super) fn of_publisher(
    dataset: &mut Dataset,
    mapping: &Mapping,
    publisher: &Said,
    findings: &mut Findings,
) {
    let says_place = dataset
        .spatial
        .iter()
        .filter_map(|location| location.iri.as_ref())
        .any(|iri| !iri.as_str().starts_with(&mapping.base));
    if says_place || !dataset.political_geocoding_uri.is_empty() {
        return;
    }
    let place = match publisher {
        Said::One(place) => *place,
        Said::Open(name, places) => return findings.push(ambiguous(name, places)),
        Said::Other | Said::Nothing => return,
    };
    if extent::states_any(dataset)
        && !extent::stated(dataset).is_some_and(|extent| gazetteer::holds(place, &extent))
    {
        return;
    }
    let described = dataset.geocoding_description.iter().map(|text| text.value.as_str());
    let said: Vec<&str> = labels(dataset, mapping).chain(described).collect();
    if said.iter().any(|text| elsewhere::is_about_another(text, place)) {
        return;
    }
    let mut finding = Finding::new(&rule::PLACE_CONCLUDED, SPATIAL).concluded(place.iri());
    let publisher = || dataset.publisher.as_ref().and_then(name).filter(|_| mapping.place.is_none());
    if let Some(found) = said.first().copied().or_else(publisher) {
        finding = finding.found(found);
    }
    findings.push(finding);
    dataset.spatial.push(official(place));
}

/// The place that the publisher stands for: by the region file, by its name, else by the configuration of
/// the source, unless that name is of another body; where nothing is configured, the place that all other bodies
/// named stand for.
pub(super) fn publisher(dataset: &Dataset, mapping: &Mapping) -> Said {
    let publisher = dataset.publisher.as_ref().map_or(Said::Nothing, |agent| body(agent, mapping));
    if !matches!(publisher, Said::Nothing) {
        return publisher;
    }
    if let Some(place) = mapping.place.as_deref().and_then(gazetteer::by_key) {
        let is_named = dataset.publisher.as_ref() != mapping.publisher.as_ref();
        let name =
            dataset.publisher.as_ref().and_then(name).filter(|name| is_named && *name != mapping.title);
        let is_other = name.is_some_and(|name| elsewhere::is_another_body(name, place));
        return if is_other { Said::Other } else { Said::One(place) };
    }
    let others = dataset.creator.iter().chain(&dataset.originator).chain(&dataset.custodian);
    let mut places = others.filter_map(|agent| body(agent, mapping).place());
    match places.next() {
        Some(first) if places.all(|other| other == first) => Said::One(first),
        _ => Said::Nothing,
    }
}

/// The place of a body by its name. One that says its rank is known by it; a bare name must agree with the area.
fn body(body: &Agent, mapping: &Mapping) -> Said {
    let Some(name) = name(body) else {
        return Said::Nothing;
    };
    if let Some(place) = region_body(name, mapping) {
        return Said::One(place);
    }
    // A source that stands in for a publisher is called as the operator likes; that is no word on a place.
    if mapping.publisher.is_none() && name == mapping.title {
        return Said::Nothing;
    }
    let area = Area::configured(mapping);
    match gazetteer::body(name, &area.context()) {
        Meaning::One(place) if !is_bare(name, place) || area.agrees(place) => Said::One(place),
        Meaning::One(place) => Said::Open(name.to_owned(), vec![place]),
        Meaning::Several(places) => Said::Open(name.to_owned(), places),
        Meaning::Nothing => Said::Nothing,
    }
}

/// Whether a body calls itself by the name of a place only, without a rank, which that of a district holds.
fn is_bare(name: &str, place: &Place) -> bool {
    let is_its_name =
        name.trim() == place.short_name() || place.single_names().any(|single| single == name.trim());
    is_its_name && gazetteer::named_explicitly(name) != Some(place)
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
