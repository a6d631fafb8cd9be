//! Where the data are about: what leads to an official key, and what is left open.

use super::*;

/// Normalises a dataset of a source that says nothing of its place itself, and shows key and findings of it.
#[track_caller]
fn place(change: impl FnOnce(&mut Dataset)) -> String {
    let mut mapping = mapping();
    mapping.publisher = None;
    mapping.place = None;
    mapping.title = "Quelle".into();
    let (dataset, findings) = run(dataset(change), &mapping);
    let keys = dataset.spatial.iter().filter_map(|place| place.iri.as_ref()?.as_str().rsplit('/').next());
    let keys: Vec<&str> = keys.collect();
    let told = findings.iter().filter(|finding| finding.starts_with("place-"));
    let told: Vec<&str> = told.filter_map(|finding| finding.split(' ').next()).collect();
    let extents = dataset.spatial.iter().filter(|place| place.bbox.is_some()).count();
    format!("{} | {} | {extents}", keys.join(" "), told.join(" "))
}

fn published_by(name: &str) -> impl FnOnce(&mut Dataset) {
    let agent = Agent { name: vec![LangString::german(name)], ..Agent::default() };
    move |dataset| dataset.publisher = Some(agent)
}

fn label(text: &str) -> Location {
    Location { pref_label: vec![LangString::german(text)], ..Location::default() }
}

fn bounds(west: f64, south: f64, east: f64, north: f64) -> Location {
    let extent = datenkreis_vocab::model::geometry::Geometry::bounding_box(west, south, east, north);
    Location { bbox: extent.map(|extent| extent.to_polygon()), ..Location::default() }
}

#[test]
fn a_publisher_stands_for_its_place() {
    assert_eq!(place(published_by("Stadt Rostock")), "130030000000 | place-concluded | 1");
    assert_eq!(
        place(published_by("Hanse- und Universitätsstadt Rostock")),
        "130030000000 | place-concluded | 1"
    );
    assert_eq!(place(published_by("Kreis Unna - Geoinformation")), "05978 | place-concluded | 1");
    assert_eq!(place(published_by("Stadtwerke Unna")), " |  | 0");
    let by_creator = |dataset: &mut Dataset| {
        published_by("Offene Daten Bonn")(dataset);
        dataset.creator = vec![Agent { name: vec![LangString::german("Stadt Bonn")], ..Agent::default() }];
    };
    assert_eq!(place(by_creator), "053140000000 | place-concluded | 1");
    // Within the publisher's place, beyond it.
    let near = |dataset: &mut Dataset| {
        published_by("Stadt Unna")(dataset);
        dataset.spatial = vec![bounds(7.68, 51.53, 7.69, 51.54)];
    };
    assert_eq!(place(near), "059780036036 | place-concluded | 1");
    let far = |dataset: &mut Dataset| {
        published_by("Stadt Unna")(dataset);
        dataset.spatial = vec![bounds(2.0, 48.0, 3.0, 49.0)];
    };
    assert_eq!(place(far), " |  | 1");
}

#[test]
fn names_extents_and_other_lists_lead_to_keys() {
    #[track_caller]
    fn check(stated: Vec<Location>, expected: &str) {
        assert_eq!(place(|dataset| dataset.spatial = stated), expected);
    }
    check(vec![label("Neustadt (Holstein)")], "010550032032 | place-recognised | 1");
    check(vec![label("Neustadt")], " | place-ambiguous | 0");
    check(vec![label("Neustadt"), bounds(10.8, 54.1, 10.81, 54.11)], "010550032032 | place-recognised | 1");
    check(
        vec![label("Bergkamen, Kamen und Unna")],
        "059780004004 059780020020 059780036036 | place-recognised place-recognised place-recognised | 0",
    );
    check(vec![label("Atlantis")], " | place-unknown | 0");
    check(vec![label("Deutschland")], "DEU | place-recognised | 0");
    let foreign = |address: &str| Location { iri: Some(iri(address)), ..Location::default() };
    check(vec![foreign("http://www.wikidata.org/entity/Q64")], "Q64 11 | place-recognised | 1");
    let former = foreign("http://dcat-ap.de/def/politicalGeocoding/districtKey/03152");
    check(vec![former], "03159 |  | 1");
    // The region file knows Selm's extent to the letter, the gazetteer by and large.
    check(vec![bounds(7.4, 51.65, 7.55, 51.75)], "059780032032 | place-concluded | 1");
    check(vec![bounds(7.411, 51.643, 7.548, 51.733)], "059780032032 | place-concluded | 1");
    check(vec![bounds(7.5456, 51.66, 7.546, 51.67)], " | place-ambiguous | 1");
}

#[test]
fn a_place_without_region_gets_the_extent_of_the_gazetteer() {
    let (dataset, findings) = run(
        dataset(|dataset| dataset.spatial = vec![label("Kreis Unna")]),
        &Mapping { region: Arc::default(), place: None, ..mapping() },
    );
    assert_eq!(
        dataset.spatial[2].bbox.as_deref(),
        Some("POLYGON((7.4096 51.3904,7.8496 51.3904,7.8496 51.7352,7.4096 51.7352,7.4096 51.3904))")
    );
    assert_eq!(dataset.spatial[2].centroid.as_deref(), Some("POINT(7.6296 51.5628)"));
    assert!(findings.iter().any(|finding| finding.starts_with("extent-concluded")));
}
