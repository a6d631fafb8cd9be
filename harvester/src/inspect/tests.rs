use super::*;
use datenkreis_vocab::shapes::Severity;

fn inspector() -> Inspector {
    Inspector {
        profile: Profile::DcatApDe3,
        bounds: Bounds { pages: 10, records: 100, bytes: 1 << 20 },
        region: Arc::default(),
        base: "https://daten.example".into(),
    }
}

async fn inspect(name: &str, text: &str) -> Result<Inspection, InspectError> {
    let address = Url::parse(&format!("https://example.org/{name}")).unwrap();
    inspector().document(name, &address, None, text.as_bytes().to_vec()).await
}

/// The lines of the results of a rule whose id contains `rule`.
async fn check(name: &str, text: &str, expected: &[(&str, u32)]) {
    let inspection = inspect(name, text).await.unwrap();
    for (rule, line) in expected {
        let lines: Vec<Option<u32>> = inspection
            .report
            .results
            .iter()
            .zip(&inspection.located)
            .filter(|(result, _)| result.rule.id.contains(rule))
            .map(|(_, located)| located.place.map(|place| place.line))
            .collect();
        assert!(lines.contains(&Some(*line)), "{name} {rule}: {lines:?}, not {line}\n{}", all(&inspection));
    }
}

fn all(inspection: &Inspection) -> String {
    let results = inspection.report.results.iter().zip(&inspection.located);
    let lines = results.map(|(result, located)| {
        format!("{} {} {:?} {:?}\n", result.rule.id, result.focus, result.value, located)
    });
    lines.collect()
}

#[tokio::test]
async fn results_have_lines_in_every_syntax() {
    // The licence is in no list, the publisher is missing, the description of the distribution too.
    check(
        "a.ttl",
        "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n\n<http://e/a>\n  a dcat:Dataset ;\n  dct:title \"A\" ;\n  dct:description \"\"\"Viel\nText\"\"\" ;\n  dcat:theme <http://e/theme> ;\n  dcat:distribution [\n    a dcat:Distribution ;\n    dct:license <http://e/license> ] .\n",
        &[("dataset-publisher-min-count", 4), ("distribution-access-url-min-count", 11), ("theme", 9)],
    )
    .await;
    check(
        "a.nt",
        "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .\n<http://e/a> <http://purl.org/dc/terms/title> \"A\" .\n<http://e/a> <http://www.w3.org/ns/dcat#theme> <http://e/theme> .\n",
        &[("dataset-publisher-min-count", 1), ("theme", 3)],
    )
    .await;
    check(
        "a.rdf",
        "<?xml version='1.0'?>\n<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'\n  xmlns:dcat='http://www.w3.org/ns/dcat#' xmlns:dct='http://purl.org/dc/terms/'>\n<dcat:Dataset rdf:about='http://e/a'>\n  <dct:title>A</dct:title>\n  <dcat:theme rdf:resource='http://e/theme'/>\n  <dcat:distribution>\n    <dcat:Distribution>\n      <dct:title>B</dct:title>\n    </dcat:Distribution>\n  </dcat:distribution>\n</dcat:Dataset>\n</rdf:RDF>\n",
        &[("dataset-publisher-min-count", 4), ("theme", 6), ("distribution-access-url-min-count", 8)],
    )
    .await;
    check(
        "a.jsonld",
        "{\"@context\": {\"dcat\": \"http://www.w3.org/ns/dcat#\", \"dct\": \"http://purl.org/dc/terms/\"},\n \"@graph\": [\n {\"@type\": \"dcat:Dataset\",\n  \"@id\": \"http://e/a\",\n  \"dct:title\": \"A\",\n  \"dcat:theme\":\n    {\"@id\": \"http://e/theme\"},\n  \"dcat:distribution\": [\n    {\"@type\": \"dcat:Distribution\",\n     \"dct:title\": \"B\"}]}]}\n",
        &[("dataset-publisher-min-count", 3), ("theme", 7), ("distribution-access-url-min-count", 9)],
    )
    .await;
}

#[tokio::test]
async fn results_are_grouped_the_worst_and_most_frequent_first() {
    let dataset = |name: &str| {
        format!(
            "<http://e/{name}> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> \"Satz {name}\"@de .\n"
        )
    };
    let inspection = inspect("a.ttl", &(dataset("a") + &dataset("b"))).await.unwrap();
    assert_eq!((inspection.datasets, inspection.distributions), (2, 0));
    assert!(!inspection.is_met());
    let groups = inspection.groups();
    assert_eq!(groups[0].severity, Severity::Violation);
    assert_eq!(groups[0].datasets, 2);
    let order: Vec<_> =
        groups.iter().map(|group| (group.severity, usize::MAX - group.results.len())).collect();
    assert!(order.is_sorted(), "{order:?}");
    let named = inspection.located.iter().filter_map(|located| located.dataset.as_ref()?.title.as_deref());
    assert!(named.into_iter().any(|title| title == "Satz b"));
    assert!(inspection.score.mean().is_some_and(|mean| mean < 200.0));
    assert!(!inspection.score.chances.is_empty());
}

#[tokio::test]
async fn packages_are_told_by_their_fields() {
    let text = "{\"success\": true, \"result\": {\"count\": 1, \"results\": [\n {\"id\": \"eins\",\n  \"name\": \"satz\",\n  \"title\": \"Satz\",\n  \"notes\": \"Text\",\n  \"resources\": [\n   {\"id\": \"r\", \"url\": \"http://e/1.csv\",\n    \"format\": \"CSV\"},\n   {\"id\": \"s\", \"url\": \"http://e/2.csv\",\n    \"license\": \"irgendwas\"}]}]}}";
    let inspection = inspect("packages.json", text).await.unwrap();
    assert_eq!(inspection.recognised, Recognised::Ckan);
    assert_eq!((inspection.datasets, inspection.distributions), (1, 2));
    let fields: Vec<(&str, u32)> = inspection
        .located
        .iter()
        .filter_map(|located| Some((located.field.as_deref()?, located.place?.line)))
        .collect();
    assert!(fields.contains(&("resources[1].license", 10)), "{}", all(&inspection));
    assert!(fields.iter().any(|(field, _)| field.starts_with("publisher")), "{}", all(&inspection));
    assert!(inspection.published.is_some());
    assert!(inspection.remarks.iter().any(|remark| remark.dataset.is_some()));
}

#[tokio::test]
async fn what_is_no_catalogue_is_not_praised() {
    for (name, text) in [
        ("leer.ttl", ""),
        ("leer.ttl", "# nichts\n"),
        ("seite.html", "<!doctype html><html><title>x</title>"),
        ("liste.json", "[1, 2]"),
        ("leer.json", "{}"),
        ("kaputt.rdf", "<rdf:RDF"),
    ] {
        let outcome = inspect(name, text).await;
        assert!(outcome.is_err(), "{name} {text}: {outcome:?}");
    }
    let person = inspect("person.ttl", "<http://e/a> a <http://xmlns.com/foaf/0.1/Person> .").await.unwrap();
    assert!(!person.is_met() && person.gaps[0].contains("keinen Katalog"), "{:?}", person.gaps);
}

#[tokio::test]
async fn damage_is_told_with_its_line() {
    let text = "<http://e/a> a <http://www.w3.org/ns/dcat#Dataset> ;\n <http://purl.org/dc/terms/title> \"A\" .\n<http://e/b> a <http://www.w3.org/ns/dcat#Dataset> ;\n <http://purl.org/dc/terms/title> .\n";
    let inspection = inspect("a.ttl", text).await.unwrap();
    assert!(!inspection.is_met() && !inspection.gaps.is_empty());
    let lines: Vec<_> = inspection.remarks.iter().filter_map(|remark| Some(remark.place?.line)).collect();
    assert!(lines.contains(&4), "{:?}", inspection.remarks);
}

#[tokio::test]
async fn terms_of_2_0_offer_2_0() {
    let text = "<http://e/a> a <http://www.w3.org/ns/dcat#Dataset> ; <http://dcat-ap.de/def/dcatde/plannedAvailability> <http://e/x> .";
    let inspection = inspect("a.ttl", text).await.unwrap();
    assert_eq!(inspection.old_terms, ["dcatde:plannedAvailability"]);
    assert_eq!(inspection.offered(), Some(Profile::DcatApDe2));
}
