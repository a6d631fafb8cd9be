use super::*;

fn shown(meaning: &Meaning) -> String {
    match meaning {
        Meaning::One(place) => place.key.to_owned(),
        Meaning::Several(places) => format!("{}?", places.len()),
        Meaning::Nothing => "-".to_owned(),
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(shown(&named(text, &Context::default())), expected, "{text}");
}

#[track_caller]
fn check_body(name: &str, expected: &str) {
    assert_eq!(shown(&body(name, &Context::default())), expected, "{name}");
}

#[test]
fn every_key_leads_to_its_place() {
    let start = std::time::Instant::now();
    LazyLock::force(&GAZETTEER);
    let keys = start.elapsed();
    LazyLock::force(&NAMES);
    println!("keys loaded in {keys:?}, names in {:?}", start.elapsed() - keys);
    for place in places() {
        assert_eq!(by_key(place.key), Some(place));
        assert!(by_iri(place.iri()).is_some_and(|found| found.is_within(&place.key[..2])), "{}", place.key);
        assert!(place.is_within(&place.key[..2]));
        if !place.name.contains("oheitsgebiet") && !place.name.contains("Küstengewässer") {
            let extent = place.extent.unwrap_or_else(|| panic!("{} has no extent", place.key));
            assert!(extent.west > 5.8 && extent.east < 15.1 && extent.south > 47.2 && extent.north < 55.1);
        }
        let parent = above(place).next();
        assert_eq!(parent.is_none(), place.key.len() == 2, "{}", place.key);
    }
    assert!(places().len() > 12_000);
}

#[test]
fn extents_of_districts_hold_their_municipalities() {
    for place in places().iter().filter(|place| place.is_municipality()) {
        let Some(extent) = place.extent else { continue };
        assert!(above(place).all(|above| holds(above, &extent)), "{}", place.key);
    }
}

#[test]
fn keys_in_use_and_former_ones() {
    let key = |key: &str| by_key(key).map(|place| place.name);
    assert_eq!(key("05978032"), Some("Selm, Stadt"));
    assert_eq!(key("059780000000"), Some("Kreis Unna"));
    // Another association, the same municipality.
    assert_eq!(key("059789999032"), Some("Selm, Stadt"));
    assert_eq!(key("03152012"), Some("Göttingen, Stadt"));
    assert_eq!(key("03152"), Some("Landkreis Göttingen"));
    assert_eq!(key("16076004"), Some("Berga-Wünschendorf, Stadt"));
    assert_eq!(former("16076004").map(|(name, _)| name), Some("Berga/Elster"));
    // Taken for a number, a key loses its leading zero.
    assert_eq!(key("5978032"), Some("Selm, Stadt"));
    assert_eq!(key("59780032032"), Some("Selm, Stadt"));
    assert_eq!(key("5978"), Some("Kreis Unna"));
    for unknown in ["", "99", "597", "5978999", "05978999", "äöüäöü", "123456789012"] {
        assert_eq!(key(unknown), None, "{unknown}");
    }
    for line in lines(FORMER) {
        let former_key = line.split('\t').next().unwrap_or_default();
        assert!(former(former_key).is_some(), "{line}");
        assert!(!GAZETTEER.keys.contains_key(former_key), "{line}");
    }
}

#[test]
fn other_lists() {
    let key = |iri: &str| by_iri(iri).map(|place| place.key);
    assert_eq!(key("http://www.wikidata.org/entity/Q64"), Some("11"));
    assert_eq!(key("https://www.wikidata.org/wiki/Q64"), Some("11"));
    assert_eq!(key("http://sws.geonames.org/2861876/"), Some("05"));
    assert_eq!(key("http://www.geonames.org/2861876/nordrhein-westfalen.html"), Some("05"));
    assert_eq!(key("http://publications.europa.eu/resource/authority/place/DEU_UNN"), Some("059780036036"));
    assert_eq!(key("https://example.org/Q64"), None);
    for line in lines(FOREIGN) {
        assert!(line.split('\t').nth(2).and_then(by_key).is_some(), "{line}");
    }
}

#[test]
fn official_names_and_their_spellings() {
    check("Selm", "059780032032");
    check("Stadt Selm", "059780032032");
    check("Selm, Stadt", "059780032032");
    check("SELM (Stadt)", "059780032032");
    check("Gemeinde Bönen", "059780008008");
    check("Boenen", "059780008008");
    check("Kreisstadt Unna", "059780036036");
    check("Unna", "059780036036");
    check("Kreis Unna", "05978");
    check("Landkreis Unna", "05978");
    check("Hanse- und Universitätsstadt Rostock", "130030000000");
    check("Stadt Rostock", "130030000000");
    check("Landkreis Rostock", "13072");
    check("Landeshauptstadt Kiel", "010020000000");
    check("Bundesstadt Bonn", "053140000000");
    check("Frankfurt a. M.", "064120000000");
    check("Rothenburg o.d.T.", "095710193193");
    check("Frankfurt am Main", "064120000000");
    check("Mülheim a. d. Ruhr", "051170000000");
    check("Neustadt a. d. Weinstraße", "073160000000");
    check("Halle (Westf.)", "057540012012");
    check("St. Peter-Ording", "010545417113");
    check("Fröndenberg", "059780012012");
    check("Nordrhein-Westfalen", "05");
    check("NRW", "05");
    check("Land Nordrhein-Westfalen", "05");
    check("Freistaat Bayern", "09");
    check("Regierungsbezirk Arnsberg", "059");
}

#[test]
fn names_of_several_places_need_more() {
    check("Neustadt (Holstein)", "010550032032");
    check("Neustadt, Schleswig-Holstein", "010550032032");
    check("Rendsburg, Kreis Rendsburg-Eckernförde", "010580135135");
    check("Selm, Kreis Unna, NRW, Deutschland", "059780032032");
    check("Atlantis", "-");
    check("", "-");
    check("Selm, Atlantis", "1?");
    let several = named("Neustadt", &Context::default());
    assert!(matches!(&several, Meaning::Several(places) if places.len() > 5), "{several:?}");
    let near = |key: &'static str| shown(&named("Neustadt", &Context { near: vec![key], extent: None }));
    assert_eq!(near("01055032"), "010550032032");
    assert_eq!(near("01055"), "010550032032");
    let extent = Geometry::bounding_box(10.8, 54.1, 10.81, 54.11);
    assert_eq!(shown(&named("Neustadt", &Context { near: vec![], extent })), "010550032032");
}

#[test]
fn names_out_of_use() {
    check("Landkreis Osterode am Harz", "03159");
    check("Osterode am Harz", "031590026026");
    // Others may have borne the name.
    check("Wattenscheid", "1?");
    check("Stockum", "2?");
    let near =
        |text: &str, key: &'static str| shown(&named(text, &Context { near: vec![key], extent: None }));
    assert_eq!(near("Wattenscheid", "05911000"), "059110000000");
    assert_eq!(near("Stockum", "05978040"), "059780040040");
    assert_eq!(near("Herringen", "05915"), "059150000000");
    // What bears the name today comes first; who knows better asks for the former one.
    check("Westhofen", "073315007071");
    let context = Context { near: vec!["05978028"], extent: None };
    assert_eq!(shown(&formerly("Westhofen", &context)), "059780028028");
    for line in lines(FORMER_NAMES) {
        assert!(line.split('\t').nth(1).and_then(by_key).is_some(), "{line}");
    }
}

#[test]
fn bodies_by_name() {
    check_body("Stadt Selm", "059780032032");
    check_body("Stadtverwaltung Moers", "051700024024");
    check_body("Kreisverwaltung Unna", "05978");
    check_body("Moers", "051700024024");
    check_body("Kreis Unna - Fachbereich Geoinformation", "05978");
    check_body("Amt für Geoinformation und Bodenordnung - Stadt Leipzig", "147130000000");
    check_body("Stadt Leipzig Amt für Statistik", "147130000000");
    check_body("Der Oberbürgermeister der Stadt Köln", "053150000000");
    check_body("Der Landrat des Kreises Unna", "05978");
    check_body("Stadtwerke Unna", "-");
    check_body("Landkreis Osterode am Harz", "03159");
    assert!(matches!(body("Hamm", &Context::default()), Meaning::Several(_)));
    assert!(matches!(body("Gemeinde Neuenkirchen", &Context::default()), Meaning::Several(_)));
    check_body("Au", "-");
    check_body("Bundesamt für Kartographie", "-");
}

#[test]
fn extents_decide_only_where_they_are_certain() {
    let of = |west, south, east, north| {
        shown(&of_extent(&Geometry::bounding_box(west, south, east, north).unwrap()))
    };
    // The extent of Selm as someone else measured it.
    assert_eq!(of(7.411, 51.643, 7.548, 51.733), "059780032032");
    // The whole district, the whole state.
    assert_eq!(of(7.41, 51.39, 7.85, 51.735), "05978");
    assert_eq!(of(5.8663, 50.323, 9.4603, 52.5314), "05");
    // Cities are municipalities too.
    assert_eq!(of(9.3588, 54.752, 9.5067, 54.8236), "010010000000");
    // In the middle of Berlin no other municipality is near.
    assert_eq!(of(13.37, 52.51, 13.38, 52.52), "110000000000");
    // Near a border between municipalities.
    assert!(of(7.5456, 51.66, 7.546, 51.67).ends_with('?'));
    assert_eq!(of(2.3, 48.8, 2.4, 48.9), "-");
}

#[test]
fn boroughs_mean_their_city() {
    check("Pankow", "11");
    check("Charlottenburg-Wilmersdorf", "11");
    check("Bezirk Tempelhof-Schöneberg", "11");
    check("Berlin-Mitte", "11");
    check("Mitte (Berlin)", "11");
    check("Altona", "02");
    check("Hamburg-Mitte", "02");
    // Parts of other towns and other towns are called so too.
    check("Mitte", "-");
    check("Bezirk Mitte", "-");
    check("Lichtenberg", "2?");
    check("Bezirk Oberbayern", "-");
    check_body("Bezirksamt Pankow von Berlin", "11");
    check_body("Bezirksamt Charlottenburg-Wilmersdorf von Berlin, Umweltamt", "11");
    check_body("Bezirksamt Mitte", "-");

    let near =
        |text: &str, key: &str| shown(&named(text, &Context { near: vec![key], ..Context::default() }));
    assert_eq!(near("Lichtenberg", "11000000"), "11");
    assert_eq!(near("Bezirk Mitte", "11"), "11");
    assert_eq!(near("Bezirk Mitte", "03241001"), "-");
    assert_eq!(near("Harburg", "02000000"), "02");
    assert_eq!(near("Berlin", "11000000"), "11");
}

#[test]
fn codes_and_names_in_two_languages() {
    check("DE-SN", "14");
    check("DE-ST", "15");
    check("de-by", "09");
    check("Budyšin", "146250020020");
    check("Kamenz", "146250250250");
    check("Stadt Kamenz", "146250250250");
    check("Kamenz / Kamjenc", "146250250250");
    check("Běła Woda", "146265242600");
    check("LH Dresden", "146120000000");
    check("Region Hannover", "03241");
    // The former district of that name was the city.
    check("Region Dresden", "-");
    check_body("Statistisches Landesamt des Freistaates Sachsen", "14");
}

#[test]
fn explicit_names_need_nothing_around() {
    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(named_explicitly(text).map(|place| place.key), expected, "{text}");
    }
    check("Stadt Weimar", Some("160550000000"));
    check("Landkreis Rosenheim", Some("09187"));
    check("Lkr. Rosenheim", Some("09187"));
    check("Rosenheim, Stadt", Some("091630000000"));
    check("DE-BY", Some("09"));
    check("Weimar", None);
    check("Landkreis Osterode am Harz", Some("03159"));
    // The beginning of a name is no rank.
    check("Neustadt (Holstein)", None);
    check("Gemeinde Neuenkirchen", None);
    check("Ortsteil Weimar", None);
}

#[test]
fn lists_share_their_rank() {
    let check = |text: &str, expected: &[&str]| assert_eq!(listed(text), expected);
    check("Landkreise Bautzen und Görlitz", &["Landkreise Bautzen", "Landkreise Görlitz"]);
    check("Städte Selm, Lünen und Kreis Unna", &["Städte Selm", "Städte Lünen", "Kreis Unna"]);
    check("Selm; Lünen", &["Selm", "Lünen"]);
}

#[test]
fn places_within_texts() {
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown = |mention: Mention| {
            let doubt = if mention.is_certain { "" } else { "?" };
            let keys: Vec<&str> = mention.places.iter().map(|place| place.key).collect();
            if keys.len() > 1 {
                format!("{}{doubt}", keys.len())
            } else {
                format!("{}{doubt}", keys.concat())
            }
        };
        let shown: Vec<String> = mentions(text).into_iter().map(shown).collect();
        assert_eq!(shown, expected, "{text}");
    }
    check("Göda und Umgebung", &["146250150150?"]);
    check("Burkau, Ortsteil Taucherwald", &["146250060060?"]);
    check("Stadtteil Gesundbrunnen, Bautzen", &["146250020020"]);
    check("Landkreis Bautzen ohne Stadt Kamenz", &["14625", "146250250250"]);
    check("Sachsen, Brandenburg", &["14", "12"]);
    check("Landkreis Kamenz", &[""]);
    check("Sparkasse Bautzen", &["146250020020"]);
    check("Hessen Mobil", &["06"]);
    check("Innenstadt", &[]);
    check("Ortsteil Wiesa", &[]);
    check("Umgebung der Stadt Frankfurt am Main", &["064120000000"]);
    check("Dresden Straße 5", &[]);
    check("Amt für Umwelt und Stadtentwicklung", &[]);
    check("Freiwillige Feuerwehr", &[]);
}
