//! Which place a name means.
//!
//! An official name that one place of its level bears in all Germany is enough. A short form (“Fröndenberg” for
//! Fröndenberg/Ruhr, “Landkreis Unna” for Kreis Unna) is enough for a town, or with its rank, if nothing
//! else is called so. Where several bear a name, what
//! the text adds decides, then what lies near; otherwise all of them are handed back. A name out of use
//! stands for the successor where no place bears it today.

use super::boroughs::Boroughs;
use super::place::{Kind, Place};
use super::wording::{Rank, Reading, abbreviates, base_name, qualifier, ranked, readings, simplify};
use super::{Context, Meaning, extent};
use std::collections::{HashMap, HashSet};

/// Longer texts name no single place.
const LONGEST: usize = 200;

/// The names of all places.
pub(super) struct Names {
    /// By simplified name without rank.
    full: HashMap<String, Vec<usize>>,
    /// By the name without what tells it from others.
    base: HashMap<String, Vec<usize>>,
    /// The states and districts by key.
    keys: HashMap<&'static str, usize>,
    /// The parts of Berlin and Hamburg.
    boroughs: Boroughs,
    /// Former districts and municipalities by simplified name.
    former: HashMap<String, Vec<Former>>,
}

/// A name out of use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Former {
    /// Whether a district bore it, or a municipality.
    pub(super) is_district: bool,
    /// The place it stands for today.
    pub(super) successor: usize,
}

impl Names {
    pub(super) fn of(places: &[Place], former: impl Iterator<Item = (&'static str, Former)>) -> Self {
        let mut names = Self {
            full: HashMap::new(),
            base: HashMap::new(),
            keys: HashMap::new(),
            boroughs: Boroughs::of(places),
            former: HashMap::new(),
        };
        for (name, place) in former {
            names.former.entry(simplify(name)).or_default().push(place);
        }
        for (index, place) in places.iter().enumerate() {
            if place.key.len() < 12 {
                names.keys.insert(place.key, index);
            }
            // A city without district is meant as a municipality; areas without people are no places of
            // metadata.
            if matches!(place.kind, Kind::CityAsDistrict | Kind::Area) {
                continue;
            }
            let full = simplify(place.short_name());
            let base = base_name(place);
            if base != full {
                names.base.entry(base).or_default().push(index);
            }
            for name in place.single_names().map(simplify).filter(|name| *name != full) {
                names.full.entry(name).or_default().push(index);
            }
            names.full.entry(full).or_default().push(index);
        }
        names
    }

    /// What a text means. Additions must fit; a text that lists several places means none.
    pub(super) fn meaning(&self, places: &'static [Place], text: &str, context: &Context) -> Meaning {
        if text.len() > LONGEST {
            return Meaning::Nothing;
        }
        let readings = readings(text);
        if let Some(city) = self.boroughs.of_city_near(places, &readings, context) {
            return Meaning::One(city);
        }
        for by_base in [false, true] {
            for reading in &readings {
                let found = self.candidates(places, reading, by_base);
                if !found.is_empty() {
                    return self.decide(places, reading, &found, by_base, context);
                }
            }
        }
        // Nothing else is called so.
        let mut cities = readings.iter().filter_map(|reading| self.boroughs.city(places, &reading.name));
        cities.next().map_or_else(|| self.former(places, text, context), Meaning::One)
    }

    /// What a name out of use stands for. Former districts are known well enough that one name is one place; of
    /// former municipalities others may have borne it, so that the surroundings decide.
    pub(super) fn former(&self, places: &'static [Place], text: &str, context: &Context) -> Meaning {
        if text.len() > LONGEST {
            return Meaning::Nothing;
        }
        for reading in readings(text) {
            let is_in_district = |former: &Former| {
                places.get(former.successor).is_some_and(|place| place.kind == Kind::District)
            };
            let fits = |former: &&Former| match reading.rank {
                // Former keys of districts are those of cities, too.
                Some(Rank::District) => former.is_district && is_in_district(former),
                Some(Rank::Town | Rank::Municipality) => !former.is_district,
                Some(_) => false,
                None => true,
            };
            let borne = self.former.get(&reading.name).into_iter().flatten().filter(fits);
            let borne: Vec<&Former> = borne.collect();
            let mut found: Vec<&'static Place> =
                borne.iter().filter_map(|former| places.get(former.successor)).collect();
            found.retain(|place| reading.hints.iter().all(|hint| self.agrees(places, place, hint)));
            found.dedup();
            let is_certain = borne.iter().all(|former| former.is_district) && reading.rank.is_some();
            match (near(&found, context), &found[..]) {
                (_, []) => {}
                (_, [place]) if is_certain => return Meaning::One(place),
                (Some(place), _) => return Meaning::One(place),
                (None, _) => return Meaning::Several(found),
            }
        }
        Meaning::Nothing
    }

    /// The place a public body stands for: a name with rank, anywhere behind “der Stadt”, before or behind a
    /// dash, or nothing but the name of a town or district. Several places that bear such a name are handed back.
    pub(super) fn body(&self, places: &'static [Place], name: &str, context: &Context) -> Meaning {
        if name.len() > LONGEST {
            return Meaning::Nothing;
        }
        let whole = self.meaning(places, name, context);
        if matches!(&whole, Meaning::One(place) if is_body(place, name)) {
            return whole;
        }
        let mut best = match whole {
            Meaning::Several(found) if found.len() > 1 && found.iter().any(|place| is_body(place, name)) => {
                Meaning::Several(found)
            }
            _ => Meaning::Nothing,
        };
        for part in body_parts(name) {
            for (rank, rest) in ranked(part) {
                match self.ranked_start(places, rank, rest, context) {
                    Meaning::One(place) => return Meaning::One(place),
                    Meaning::Several(found) if best == Meaning::Nothing => best = Meaning::Several(found),
                    _ => {}
                }
            }
        }
        best
    }

    /// The longest beginning of a text that names a place of that rank: “Leipzig Amt für Statistik”.
    fn ranked_start(&self, places: &'static [Place], rank: Rank, text: &str, context: &Context) -> Meaning {
        let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
        let mut ends: Vec<usize> = ends.chain([text.len()]).collect();
        ends.reverse();
        for end in ends {
            for reading in readings(&text[..end]) {
                let reading = Reading { rank: reading.rank.or(Some(rank)), ..reading };
                for by_base in [false, true] {
                    let found = self.candidates(places, &reading, by_base);
                    if !found.is_empty() {
                        return self.decide(places, &reading, &found, by_base, context);
                    }
                }
            }
        }
        Meaning::Nothing
    }

    /// The places of that name. Without a rank a state is meant before a municipality before a district.
    pub(super) fn candidates(
        &self,
        places: &'static [Place],
        reading: &Reading,
        by_base: bool,
    ) -> Vec<&'static Place> {
        if reading.rank == Some(Rank::Borough) {
            return self.boroughs.city(places, &reading.name).into_iter().collect();
        }
        let mut found: Vec<&'static Place> = vec![];
        let mut add = |indices: Option<&Vec<usize>>| {
            found.extend(indices.into_iter().flatten().filter_map(|&index| places.get(index)));
        };
        add(self.full.get(&reading.name));
        if by_base {
            add(self.base.get(&reading.name));
        } else if let Some(key) = state_of(&reading.name) {
            add(self.keys.get(key).copied().map(|index| vec![index]).as_ref());
        }
        match reading.rank {
            Some(rank) => found.retain(|place| rank.fits(place.kind)),
            None => {
                let first = [2, 12, 5, 3, 9]
                    .into_iter()
                    .find(|&length| found.iter().any(|place| place.key.len() == length));
                found.retain(|place| Some(place.key.len()) == first);
            }
        }
        found
    }

    /// Whether one of these readings names a place so that none other can be meant: by its rank, or by a code.
    pub(super) fn is_explicit(&self, places: &'static [Place], readings: &[Reading], place: &Place) -> bool {
        let is_named = |reading: &Reading| {
            let is_former = || self.former.contains_key(&reading.name);
            [false, true].iter().any(|by_base| self.candidates(places, reading, *by_base).contains(&place))
                || is_former()
        };
        readings.iter().any(|reading| match reading.rank {
            Some(rank) => rank.fits(place.kind) && is_named(reading),
            None => CODES.iter().any(|(code, key)| *code == reading.name && *key == place.key),
        })
    }

    fn decide(
        &self,
        places: &'static [Place],
        reading: &Reading,
        found: &[&'static Place],
        by_base: bool,
        context: &Context,
    ) -> Meaning {
        let mut fitting: Vec<&'static Place> = found
            .iter()
            .copied()
            .filter(|place| reading.hints.iter().all(|hint| self.agrees(places, place, hint)))
            .collect();
        let is_ranked = reading.rank.is_some_and(|rank| rank != Rank::Municipality);
        if let [place] = fitting[..]
            && (!by_base || !reading.hints.is_empty() || is_ranked || place.kind == Kind::Town)
        {
            return Meaning::One(place);
        }
        // An addition that fits none says nothing we know (a part of the town, another place).
        let hints_fit = !fitting.is_empty();
        if !hints_fit {
            fitting = found.to_vec();
        }
        match near(&fitting, context) {
            Some(place) if hints_fit => Meaning::One(place),
            Some(place) => Meaning::Several(vec![place]),
            None => Meaning::Several(fitting),
        }
    }

    /// Whether an addition fits a place: its own qualifier, a place it lies in, or Germany.
    fn agrees(&self, places: &[Place], place: &Place, hint: &str) -> bool {
        let hint_name = simplify(hint);
        if ["deutschland", "germany", "brd"].contains(&hint_name.as_str()) {
            return true;
        }
        // A borough says its city.
        let is_own_name = place.kind == Kind::State && hint_name == simplify(place.short_name());
        if is_own_name || abbreviates(hint, &qualifier(place)) {
            return true;
        }
        let above = [9, 5, 3, 2].into_iter().filter(|&length| length < place.key.len());
        let above = above.filter_map(|length| places.get(*self.keys.get(&place.key[..length])?));
        let hints: Vec<String> = readings(hint).into_iter().map(|reading| reading.name).collect();
        above.into_iter().any(|above| {
            abbreviation(above.key) == Some(hint_name.as_str())
                || hints.iter().any(|hint| *hint == simplify(above.short_name()) || *hint == base_name(above))
        })
    }
}

/// Common abbreviations of states.
fn abbreviation(key: &str) -> Option<&'static str> {
    Some(match key {
        "01" => "sh",
        "03" => "nds",
        "05" => "nrw",
        "07" => "rlp",
        "08" => "bw",
        "13" => "mv",
        _ => return None,
    })
}

/// The state that an abbreviation of three letters means, or a code of ISO 3166-2; shorter ones mean much else.
fn state_of(name: &str) -> Option<&'static str> {
    let by_code = || CODES.iter().find(|(code, _)| *code == name).map(|(_, key)| *key);
    ["03", "05", "07"].into_iter().find(|key| abbreviation(key) == Some(name)).or_else(by_code)
}

/// The states by their codes of ISO 3166-2, as [`simplify`] leaves those (which takes `ST` for “Sankt”).
const CODES: [(&str, &str); 16] = [
    ("de bb", "12"),
    ("de be", "11"),
    ("de bw", "08"),
    ("de by", "09"),
    ("de hb", "04"),
    ("de he", "06"),
    ("de hh", "02"),
    ("de mv", "13"),
    ("de ni", "03"),
    ("de nw", "05"),
    ("de rp", "07"),
    ("de sankt", "15"),
    ("de sh", "01"),
    ("de sl", "10"),
    ("de sn", "14"),
    ("de th", "16"),
];

/// The only candidate that lies nearest: the place itself, its district, the extent of the data.
fn near(candidates: &[&'static Place], context: &Context) -> Option<&'static Place> {
    let mut left = candidates.to_vec();
    for key in &context.near {
        let called: Vec<_> = left.iter().copied().filter(|place| place.is_called(key)).collect();
        if let [place] = called[..] {
            return Some(place);
        }
    }
    for key in &context.near {
        let district = key.get(..5).unwrap_or(key);
        let within: Vec<_> = left.iter().copied().filter(|place| place.is_within(district)).collect();
        match within[..] {
            [place] => return Some(place),
            [] => {}
            _ => left = within,
        }
    }
    let extent = context.extent?;
    left.retain(|place| place.extent.is_some_and(|outer| extent::holds(&outer, &extent)));
    match left[..] {
        [place] => Some(place),
        _ => None,
    }
}

/// A body may call itself by the bare name of a town or district, or by a rank.
fn is_body(place: &Place, name: &str) -> bool {
    matches!(place.kind, Kind::Town | Kind::District | Kind::State) || ranked(name.trim()).next().is_some()
}

/// The parts of a body's name that may begin with a rank.
fn body_parts(name: &str) -> Vec<&str> {
    let mut parts = vec![name.trim()];
    for joint in [" - ", " – ", " | ", ",", ";", ":", " / "] {
        parts.extend(name.split(joint).map(str::trim));
    }
    for joint in [" der ", " des ", " im ", " die ", " in der ", "Der ", " für die ", " für den "] {
        parts.extend(name.split(joint).skip(1).map(|part| part.trim()));
    }
    // Most joints occur in no name.
    let mut seen = HashSet::new();
    parts.retain(|part| !part.is_empty() && seen.insert(*part));
    parts
}
