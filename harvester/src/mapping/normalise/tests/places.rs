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
    // Certain by itself, but not what anybody near Selm publishes about.
    check(vec![label("Neustadt (Holstein)")], " | place-ambiguous | 0");
    check(
        vec![label("Neustadt (Holstein)"), bounds(10.8, 54.1, 10.81, 54.11)],
        "010550032032 | place-recognised | 1",
    );
    check(vec![label("Neustadt")], " | place-ambiguous | 0");
    check(vec![label("Neustadt"), bounds(10.8, 54.1, 10.81, 54.11)], "010550032032 | place-recognised | 1");
    check(
        vec![label("Bergkamen, Kamen und Unna")],
        "059780004004 059780020020 059780036036 | place-recognised place-recognised place-recognised | 0",
    );
    check(vec![label("Atlantis")], " | place-unknown | 0");
    for germany in ["Deutschland", "DE", "DEU"] {
        check(vec![label(germany)], "DEU | place-recognised | 0");
    }
    check(vec![label("Europa")], "EUROPE | place-recognised | 0");
    check(vec![label("NRW")], "05 | place-recognised | 1");
    let foreign = |address: &str| Location { iri: Some(iri(address)), ..Location::default() };
    check(vec![foreign("http://www.wikidata.org/entity/Q64")], "Q64 11 | place-recognised | 1");
    check(vec![foreign("http://sws.geonames.org/2921044/")], " DEU | place-recognised | 0");
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

/// Publisher and name of the place, to key and findings.
#[test]
fn a_name_counts_where_something_else_agrees() {
    #[track_caller]
    fn check(publisher: &str, text: &str, expected: &str) {
        let stated = |dataset: &mut Dataset| {
            published_by(publisher)(dataset);
            dataset.spatial = vec![label(text)];
        };
        assert_eq!(place(stated), expected, "{publisher}: {text}");
        // Words about the place are prose: what they leave open is no finding.
        let described = |dataset: &mut Dataset| {
            published_by(publisher)(dataset);
            dataset.geocoding_description = vec![LangString::german(text)];
        };
        let expected = expected.replace("place-unknown ", "").replace("place-ambiguous place-c", "place-c");
        let expected = expected.replace("place-ambiguous | 0", " | 0");
        assert_eq!(place(described), expected, "{publisher}: {text} in words");
    }
    // Parts of a town bear the names of towns elsewhere.
    check("Stadt Lünen", "Horstmar", " | place-ambiguous | 0");
    check("Stadt Leipzig", "Lindenau", "147130000000 | place-ambiguous place-concluded | 1");
    check("Stadt Lünen", "Kreis Unna", "05978 | place-recognised | 1");
    check("Stadt Lünen", "Nordrhein-Westfalen", "05 | place-recognised | 1");
    // Former municipalities of the same name come before.
    check("Stadt Schwerte", "Westhofen", "059780028028 | place-recognised | 1");
    check("Stadt Werne", "Stockum", "059780040040 | place-recognised | 1");
    check("Stadt Unna", "Stockum", "059780036036 | place-recognised | 1");
    check("Stadt Bochum", "Wattenscheid", "059110000000 | place-recognised | 1");
    // What nobody knows stands in nobody's way.
    check("Stadt Selm", "Atlantis", "059780032032 | place-unknown place-concluded | 1");
    check("Stadt Dortmund", "Phoenix-See", "059130000000 | place-unknown place-concluded | 1");
    check("Landkreis Osterode am Harz", "Atlantis", "03159 | place-unknown place-concluded | 1");
}

#[test]
fn a_publisher_that_may_be_several_places_is_told() {
    assert_eq!(place(published_by("Gemeinde Neuenkirchen")), " | place-ambiguous | 0");
    assert_eq!(place(published_by("Hamm")), " | place-ambiguous | 0");
    // A bare name far from the region; with its rank a body is known.
    assert_eq!(place(published_by("Horstmar")), " | place-ambiguous | 0");
    assert_eq!(place(published_by("Stadt Horstmar")), "055660024024 | place-concluded | 1");
    assert_eq!(place(published_by("Landkreis Osterode am Harz")), "03159 | place-concluded | 1");
}

#[test]
fn keys_exist_and_agree_with_the_level() {
    const BASE: &str = "http://dcat-ap.de/def/politicalGeocoding/";
    #[track_caller]
    fn check(key: &str, level: Option<&str>, expected: &str) {
        let concept = |level: &str| Coded::concept(iri(&format!("{BASE}Level/{level}")));
        let mut mapping = mapping();
        mapping.publisher = None;
        mapping.place = None;
        let stated = dataset(|dataset| {
            published_by("Stadt Unna")(dataset);
            dataset.political_geocoding_uri = vec![iri(&format!("{BASE}{key}"))];
            dataset.political_geocoding_level_uri = level.map(concept).into_iter().collect();
        });
        let (dataset, findings) = run(stated, &mapping);
        let local = |iri: &NamedNode| iri.as_str().rsplit('/').next().unwrap_or_default().to_owned();
        let keys: Vec<String> = dataset.political_geocoding_uri.iter().map(local).collect();
        let levels = dataset.political_geocoding_level_uri.iter().filter_map(|level| level.concept.as_ref());
        let levels: Vec<String> = levels.map(local).collect();
        let told = |rule: &&String| {
            ["place-", "level-", "value-normalised"].iter().any(|start| rule.starts_with(start))
        };
        let told: Vec<&str> =
            findings.iter().filter(told).filter_map(|finding| finding.split(' ').next()).collect();
        let shown = format!("{} {} | {}", keys.join(" "), levels.join(" "), told.join(" "));
        assert_eq!(shown, expected, "{key}");
    }
    check("municipalityKey/05978036", Some("municipality"), "05978036 municipality | ");
    check("municipalityKey/05978999", None, "059780036036 municipality | place-unknown place-concluded");
    check("regionalKey/unbekannt", None, "059780036036 municipality | place-unknown place-concluded");
    check("municipalityKey/5978036", None, "059780036036 municipality | value-normalised");
    check("municipalityKey/05978", None, "05978 administrativeDistrict | value-normalised");
    check("municipalityKey/05978036", Some("federal"), "05978036 municipality | level-contradicted");
    check("districtKey/05978", Some("municipality"), "05978 administrativeDistrict | level-contradicted");
    // A city without district is both.
    check(
        "regionalKey/059130000000",
        Some("administrativeDistrict"),
        "059130000000 administrativeDistrict | place-contradicted",
    );
    check("stateKey/11", Some("municipality"), "11 municipality | ");
}

#[test]
fn extents_that_cannot_be_meant() {
    #[track_caller]
    fn check(stated: Location, expected: &str) {
        let mut mapping = mapping();
        mapping.publisher = None;
        mapping.place = None;
        let given = dataset(|dataset| {
            published_by("Stadt Unna")(dataset);
            dataset.spatial = vec![stated];
        });
        let (dataset, findings) = run(given, &mapping);
        let told = findings.iter().filter(|finding| finding.starts_with("extent-"));
        let told: Vec<&str> = told.filter_map(|finding| finding.split(' ').next()).collect();
        let extents =
            dataset.spatial.iter().filter_map(|place| place.bbox.as_ref().or(place.centroid.as_ref()));
        let extents: Vec<&str> = extents.map(String::as_str).collect();
        let keys = dataset.political_geocoding_uri.len();
        assert_eq!(format!("{} | {keys} | {}", extents.join(" "), told.join(" ")), expected);
    }
    const UNNA: &str = "POLYGON((7.632 51.4917,7.8428 51.4917,7.8428 51.5786,7.632 51.5786,7.632 51.4917))";
    let inside = "POLYGON((7.68 51.53,7.69 51.53,7.69 51.54,7.68 51.54,7.68 51.53))";
    check(bounds(7.68, 51.53, 7.69, 51.54), &format!("{inside} | 1 | "));
    check(bounds(51.53, 7.68, 51.54, 7.69), &format!("{inside} | 1 | extent-swapped"));
    let point = |wkt: &str| Location { centroid: Some(wkt.to_owned()), ..Location::default() };
    check(point("POINT(51.537 7.688)"), "POINT(7.688 51.537) | 1 | extent-swapped");
    check(point("POINT(0 0)"), &format!("{UNNA} | 1 | extent-nowhere extent-concluded"));
    let world = "POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90))";
    check(bounds(-180.0, -90.0, 180.0, 90.0), &format!("{world} | 1 | extent-elsewhere"));
    let paris = "POLYGON((2.2 48.8,2.4 48.8,2.4 48.9,2.2 48.9,2.2 48.8))";
    check(bounds(2.2, 48.8, 2.4, 48.9), &format!("{paris} | 0 | extent-elsewhere"));
    // Elsewhere in Germany is nobody's mistake for certain.
    let munich = "POLYGON((11.4 48,11.7 48,11.7 48.2,11.4 48.2,11.4 48))";
    check(bounds(11.4, 48.0, 11.7, 48.2), &format!("{munich} | 0 | "));
}

/// What is said of the place where the source stands for Kamenz, and what follows.
#[test]
fn another_place_does_not_become_the_publishers() {
    let place = |change: &dyn Fn(&mut Dataset)| {
        let mapping = Mapping {
            place: Some("14625250".into()),
            publisher: Some(agent("Stadt Kamenz")),
            region: Arc::default(),
            ..mapping()
        };
        let (dataset, findings) = run(dataset(|dataset| change(dataset)), &mapping);
        let keys: Vec<&str> = dataset
            .political_geocoding_uri
            .iter()
            .filter_map(|iri| iri.as_str().rsplit('/').next())
            .collect();
        let told = findings.iter().filter(|finding| finding.starts_with("place-"));
        let told: Vec<&str> = told.filter_map(|finding| finding.split(' ').next()).collect();
        format!("{} | {}", keys.join(" "), told.join(" "))
    };
    let check = |text: &str, expected: &str| {
        assert_eq!(place(&|dataset| dataset.spatial = vec![label(text)]), expected, "{text}");
    };
    check("Stadt Dresden", "146120000000 | place-recognised");
    check("Stadt Weimar", "160550000000 | place-recognised");
    check("Landkreis Rosenheim", "09187 | place-recognised");
    check("DE-SN", "14 | place-recognised");
    check("Landkreise Bautzen und Görlitz", "14625 14626 | place-recognised place-recognised");
    check("Region Dresden", " | place-unknown");
    check("Sachsen, Brandenburg", " | place-ambiguous");
    check("Landkreis Bautzen ohne Stadt Kamenz", " | place-unknown");
    check("Kamenz;Bautzen;Weimar", " | place-ambiguous");
    check("Stadtteil Gesundbrunnen, Bautzen", " | place-unknown");
    check("Göda und Umgebung", " | place-unknown");
    check("Burkau, Ortsteil Taucherwald", " | place-ambiguous");
    check("Weltweit", " | place-unknown");
    const KAMENZ: &str = "146250250250 | place-unknown place-concluded";
    check("Innenstadt", KAMENZ);
    check("Ortsteil Wiesa", KAMENZ);
    check("Bautzner Straße 5", KAMENZ);
    check("Kamenz", "146250250250 | place-recognised");
    let foreign = |address: &str| {
        place(&|dataset| dataset.spatial = vec![Location { iri: Some(iri(address)), ..Location::default() }])
    };
    assert_eq!(foreign("http://sws.geonames.org/2892794/"), " | place-unknown");

    let by = |name: &str| place(&|dataset| dataset.publisher = Some(agent(name)));
    for (name, expected) in [
        ("Statistisches Landesamt des Freistaates Sachsen", "14 | place-concluded"),
        ("Hessen Mobil", " | "),
        ("Bayerische Vermessungsverwaltung", " | "),
        ("Universität Bautzen", " | "),
        ("Sparkasse Bautzen", " | "),
        ("LH Dresden", "146120000000 | place-concluded"),
        ("Budyšin", "146250020020 | place-concluded"),
        ("Landkreis Kamenz", " | "),
        ("Landkreis Rosenheim", "09187 | place-concluded"),
        ("Landkreis Darmstadt-Dieburg", "06432 | place-concluded"),
        ("Amt für Umwelt", "146250250250 | place-concluded"),
        ("Stadtwerke", "146250250250 | place-concluded"),
    ] {
        assert_eq!(by(name), expected, "{name}");
    }
}

fn agent(name: &str) -> Agent {
    Agent { name: vec![LangString::german(name)], ..Agent::default() }
}

#[test]
fn identifiers_of_places_are_keys() {
    use datenkreis_vocab::ns::{adms, skos};
    use oxrdf::{Literal, Triple};
    #[track_caller]
    fn check(text: &str, is_node: bool, expected: &str) {
        let shown = place(|dataset| {
            let node = iri("https://x.example/dataset/selm/1/place");
            dataset.spatial = vec![Location { iri: Some(node.clone()), ..label("Landkreis Rosenheim") }];
            let literal = Literal::new_simple_literal(text);
            dataset.extra = match is_node {
                true => {
                    let identifier = iri("https://x.example/dataset/selm/1/identifier");
                    let said = Triple::new(node, adms::IDENTIFIER, identifier.clone());
                    vec![said, Triple::new(identifier, skos::NOTATION, literal)]
                }
                false => vec![Triple::new(node, adms::IDENTIFIER, literal)],
            };
        });
        assert!(shown.contains(expected), "{text}: {shown}");
    }
    check("09187", false, "09187 | place-recognised | ");
    check("09 187", true, "09187 | place-recognised | ");
    check("05978", false, "05978 09187 | place-recognised place-recognised");
    check("99999", false, "09187 | place-recognised");
}

#[test]
fn a_key_of_another_municipality_is_told() {
    #[track_caller]
    fn check(publisher: &str, key: &str, expected: bool) {
        let (dataset, findings) = run(
            dataset(|dataset| {
                published_by(publisher)(dataset);
                let place = format!("http://dcat-ap.de/def/politicalGeocoding/{key}");
                dataset.political_geocoding_uri = vec![iri(&place)];
            }),
            &mapping(),
        );
        assert_eq!(dataset.political_geocoding_uri.len(), 1);
        let is_told = findings.iter().any(|finding| finding.starts_with("place-contradicted"));
        assert_eq!(is_told, expected, "{publisher} {key}: {findings:?}");
    }
    check("Gemeinde Bönen", "municipalityKey/05978004", true);
    check("Gemeinde Bönen", "municipalityKey/05978008", false);
    check("Gemeinde Bönen", "districtKey/05978", false);
    check("Kreis Unna", "municipalityKey/05978004", false);
}

#[test]
fn an_extent_without_area_is_told() {
    let (_, findings) =
        run(dataset(|dataset| dataset.spatial = vec![bounds(7.5, 51.6, 7.5, 51.7)]), &mapping());
    assert!(findings.iter().any(|finding| finding.starts_with("extent-flat")), "{findings:?}");
}
