use super::*;
use crate::cubes::samples::{part, table};
use crate::cubes::{Part, Table};
use datenkreis_vocab::cube::suppress::Guard;
use datenkreis_vocab::cube::{AreaKey, known};
use datenkreis_vocab::graph::Graph;
use datenkreis_vocab::lists::license;
use datenkreis_vocab::ns::rdf;
use datenkreis_vocab::shapes::{Profile, Severity, validate};

const BASE: &str = "https://daten.example";

fn statistics() -> Statistics {
    let speaker = Speaker {
        iri: format!("{BASE}/organisation/betreiber"),
        name: "Kreis Unna".into(),
        email: "daten@kreis.example".into(),
    };
    Statistics { speaker: Some(speaker), region: AreaKey::read("05978"), ..Statistics::default() }
}

fn dates() -> CubeDates {
    let at = |second| Timestamp::from_second(second).expect("a time");
    CubeDates { issued: at(1_700_000_000), modified: at(1_750_000_000) }
}

/// The dataset of the only cube; it passes the shapes.
fn check(parts: Vec<Part>) -> (Dataset, Vec<Finding>) {
    let id = parts[0].definition.id.clone();
    let cubes = Cubes::default().renewed(1, vec![(id.clone(), parts)], &[], &Guard::default());
    let (triples, findings) =
        described(BASE, &cubes, cubes.get(&id).expect("a cube"), dates(), &statistics());
    let report = validate(Profile::DcatApDe3, &triples);
    assert_eq!(report.count(Severity::Violation), 0, "{:?}", report.results);
    let iri = NamedNode::new_unchecked(iri::cube(BASE, &id).as_str());
    (Dataset::from_rdf(&Graph::from_iter(triples), &iri).0, findings)
}

fn rules(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.as_str()).collect()
}

#[test]
fn a_cube_is_a_dataset() {
    let rows = ["05978 2022 T _T 1", "05978 2023 T _T 2", "05978032 2024 F Y0T4 3"];
    let (dataset, findings) = check(vec![part(table("eine", 1), known::POPULATION, &rows)]);
    assert_eq!(findings, []);
    assert_eq!(dataset.iri.as_str(), "https://daten.example/dataset/kubus/bevoelkerung-stand");
    assert_eq!(dataset.spatial.len(), 1);
    assert!(dataset.spatial[0].iri.as_ref().is_some_and(|iri| iri.as_str().ends_with("districtKey/05978")));
    let ends = [&dataset.temporal[0].start_date, &dataset.temporal[0].end_date];
    assert_eq!(ends.map(|end| end.as_ref().map(Literal::value)), [Some("2022"), Some("2024")]);
    let rhythm = dataset.accrual_periodicity.and_then(|coded| coded.concept);
    assert!(rhythm.is_some_and(|concept| concept.as_str().ends_with("/ANNUAL")));
    assert_eq!(dataset.modified.as_ref().map(Literal::value), Some("2025-06-15T15:06:40Z"));
    assert_eq!(dataset.landing_page[0].as_str(), "https://daten.example/kubus/bevoelkerung-stand");
    let addresses: Vec<_> = dataset.distribution.iter().map(|file| file.access_url[0].as_str()).collect();
    let endings = ["csv", "zip", "ttl?profil=cube.link", "json", "parquet", "sdmx.csv", "ttl"];
    assert_eq!(addresses, endings.map(|end| format!("{BASE}/kubus/bevoelkerung-stand.{end}")));
    for file in &dataset.distribution {
        assert_eq!(file.license_attribution_by_text, [LangString::german("© IT.NRW")]);
        assert!(file.media_type.is_some());
    }
    let conforms: Vec<_> = dataset.distribution.iter().flat_map(|file| &file.conforms_to).collect();
    assert!(conforms.iter().any(|profile| profile.as_str() == "https://cube.link/"), "{conforms:?}");
    let says = |predicate: oxrdf::NamedNodeRef<'_>| {
        let own = dataset.extra.iter().filter(|triple| triple.predicate == predicate);
        own.map(|triple| triple.object.to_string()).collect::<Vec<_>>()
    };
    assert!(says(rdf::TYPE).contains(&qb::DATA_SET_CLASS.to_string()));
    assert_eq!(says(qb::STRUCTURE), [format!("<{}/struktur>", dataset.iri.as_str())]);
    assert_eq!(says(stat::DIMENSION).len(), 4);
    assert_eq!(says(stat::NUM_SERIES), ["\"2\"^^<http://www.w3.org/2001/XMLSchema#integer>"]);
    assert_eq!(says(prov::WAS_DERIVED_FROM), ["<https://daten.example/dataset/unna/eine>"]);
}

#[test]
fn licences_are_not_guessed() {
    let licensed = |license: [Option<&str>; 2]| {
        let table =
            |name, at, license: Option<&str>| Table { license: license.map(Into::into), ..table(name, at) };
        let one = part(table("eine", 1, license[0]), known::LAND, &["05978 2023 1"]);
        let other = part(table("andere", 2, license[1]), known::LAND, &["05978 2024 1"]);
        let (dataset, findings) = check(vec![one, other]);
        let concept = dataset.distribution[0].license.clone().and_then(|license| license.concept);
        (concept.map(|concept| concept.as_str().to_owned()), findings)
    };
    let check = |license: [Option<&str>; 2], expected: &str, found: &[&str]| {
        let (license, findings) = licensed(license);
        assert_eq!((license.as_deref(), rules(&findings)), (Some(expected), found.to_vec()));
    };
    let (zero, by) =
        ("http://dcat-ap.de/def/licenses/dl-zero-de/2.0", "http://dcat-ap.de/def/licenses/dl-by-de/2.0");
    let closed = license::IN_WANT_OF_ANY.as_str();
    check([Some(zero), Some(zero)], zero, &[]);
    check([Some(zero), Some(by)], license::OTHER_OPEN.as_str(), &[]);
    let alike = "http://dcat-ap.de/def/licenses/cc-by-sa/4.0";
    check([Some(alike), Some(by)], closed, &["cube-licenses-differ"]);
    check([Some(zero), None], closed, &["cube-licenses-differ"]);
    check([None, None], closed, &["license-missing"]);
}

#[test]
fn what_tables_say_otherwise_is_found() {
    let one = part(table("alt", 1), known::LAND, &["05978 2023 1", "05978 2024 1", "Selm 2024 1"]);
    let other = part(table("neu", 2), known::LAND, &["05978 2023 2", "05978 2024 3"]);
    let (_, findings) = check(vec![one, other]);
    assert_eq!(rules(&findings), ["cube-table-left-out", "cube-tables-disagree"]);
    assert_eq!(findings[1].found.as_deref(), Some("neu / alt, 2×, 05978 2023: 2 / 1 (1,3)"));
}

#[test]
fn places_are_few() {
    let places = |rows: &[&str]| {
        let (dataset, _) = check(vec![part(table("eine", 1), known::LAND, rows)]);
        let short = |iri: &str| iri.rsplit('/').next().unwrap_or_default().to_owned();
        dataset
            .spatial
            .iter()
            .filter_map(|place| place.iri.as_ref())
            .map(|iri| short(iri.as_str()))
            .collect::<Vec<_>>()
    };
    assert_eq!(places(&["05978032 2024 1"]), ["05978"], "the region");
    assert_eq!(places(&["05978032 2024 1", "05974 2024 1"]), ["05974", "059780032032"]);
    assert_eq!(places(&["05 2024 1", "05974 2024 1", "DE 2024 1"]), ["DEU"]);
    let many: Vec<String> = (0..30).map(|number| format!("059740{:02} 2024 1", number * 4)).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).chain(["06 2024 1"]).collect();
    assert_eq!(places(&many), ["05974", "06"]);
}
