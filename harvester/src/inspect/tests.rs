mod documents;
mod records;

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
    assert!(inspection.gaps.iter().any(|gap| gap.contains("Zeile 4")), "{:?}", inspection.gaps);
    let syntax = |remark: &&Remark| remark.finding.rule == "document-damaged";
    assert_eq!(inspection.remarks.iter().filter(syntax).count(), 0, "told once: {:?}", inspection.remarks);
}

#[tokio::test]
async fn terms_of_2_0_offer_2_0() {
    let text = "<http://e/a> a <http://www.w3.org/ns/dcat#Dataset> ; <http://dcat-ap.de/def/dcatde/plannedAvailability> <http://e/x> .";
    let inspection = inspect("a.ttl", text).await.unwrap();
    assert_eq!(inspection.old_terms, ["dcatde:plannedAvailability"]);
    assert_eq!(inspection.offered(), Some(Profile::DcatApDe2));
}

const HEAD: &str = "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n<http://e/p> a foaf:Organization, foaf:Agent ; foaf:name \"Stadt\" .\n<http://e/1> a dcat:Dataset ; dct:title \"A\"@de ; dct:description \"B\"@de ; dct:publisher <http://e/p>";

#[tokio::test]
async fn what_a_strict_parser_refuses_does_not_conform() {
    let good = inspect("gut.ttl", &format!("{HEAD} .\n")).await.unwrap();
    assert!(good.is_met() && good.gaps.is_empty(), "{:?}", good.gaps);
    for (name, rest, expected) in [
        (
            "a.ttl",
            " .\n<http://e/q> kaputt:x \"1\" .",
            "Zeile 7, Zeichen 14: Der Präfix „kaputt:“ ist nicht erklärt: schreiben Sie @prefix kaputt: <…> .",
        ),
        ("b.ttl", " ; vcard:fn \"x\" .", "schreiben Sie @prefix vcard: <http://www.w3.org/2006/vcard/ns#> ."),
        ("c.ttl", " ; dct:alternative \"x\"@de_DE .", "Sprachangabe"),
        ("d.ttl", " ; dcat:landingPage <http://e/a b> .", "Die Adresse (IRI) ist ungültig"),
    ] {
        let inspection = inspect(name, &format!("{HEAD}{rest}")).await.unwrap();
        assert!(!inspection.is_met() && inspection.report.is_met(), "{name}");
        assert!(
            inspection.gaps.iter().any(|gap| gap.contains(expected)),
            "{expected}: {:?}",
            inspection.gaps
        );
        assert!(inspection.gaps.iter().all(|gap| gap.contains(" / ")), "{:?}", inspection.gaps);
    }
    let address = Url::parse("https://example.org/latin.ttl").unwrap();
    let latin = [HEAD.as_bytes(), b" ; dct:alternative \"L\xFCnen und M\xFCnster\" ."].concat();
    let latin = inspector().document("latin.ttl", &address, None, latin).await.unwrap();
    assert!(latin.gaps[0].contains("nicht in UTF-8"), "{:?}", latin.gaps);
}

#[tokio::test]
async fn the_right_value_is_told_where_mapping_knows_it() {
    let text = format!(
        "{HEAD} ; dcat:theme \"educ\" ; dct:issued \"gestern\" ; dcat:keywords \"x\" ;\n dcat:distribution [ a dcat:Distribution ; dcat:accessURL <http://e/a> ;\n  dct:format \"Excel\" ; dcat:byteSize \"12 MB\" ] ."
    );
    let inspection = inspect("a.ttl", &text).await.unwrap();
    let fixes: Vec<&str> = inspection.located.iter().map(|located| located.fix[0].as_str()).collect();
    for expected in [
        "Schreiben Sie: dct:format <http://publications.europa.eu/resource/authority/file-type/XLS> .",
        "Schreiben Sie: dcat:theme <http://publications.europa.eu/resource/authority/data-theme/EDUC> .",
        "Schreiben Sie: dcat:byteSize \"12582912\"^^xsd:nonNegativeInteger .",
    ] {
        assert!(fixes.contains(&expected), "{expected}: {fixes:?}\n{:?}", inspection.remarks);
    }
    let groups = inspection.groups();
    let of = |property: &str| {
        groups
            .iter()
            .filter(|group| {
                group.results.iter().any(|index| inspection.report.results[*index].property() == property)
            })
            .count()
    };
    assert_eq!((of("dcterms:format"), of("dcat:theme")), (1, 1), "one mistake, one group");
    let term = inspection.remarks.iter().find(|remark| remark.finding.rule == "term-unknown").unwrap();
    assert_eq!(term.finding.concluded.as_deref(), Some("dcat:keyword"));
    assert_eq!(term.place.map(|place| place.line), Some(6));
    assert!(inspection.located.iter().all(|located| located.dataset.is_some()), "{}", all(&inspection));
}

#[tokio::test]
async fn another_licence_than_the_one_stated_is_never_advised() {
    for stated in [
        "<https://creativecommons.org/licenses/by-nc-nd/4.0/>",
        "\"CC BY-NC-ND\"",
        "\"irgendeine\"",
        "<http://e/lizenz>",
    ] {
        let text = format!(
            "{HEAD} ; dcat:distribution [ a dcat:Distribution ; dcat:accessURL <http://e/a> ; dct:license {stated} ] ."
        );
        for profile in Profile::ALL {
            let address = Url::parse("https://example.org/a.ttl").unwrap();
            let inspector = Inspector { profile, ..inspector() };
            let inspection =
                inspector.document("a.ttl", &address, None, text.clone().into_bytes()).await.unwrap();
            let licences = inspection
                .report
                .results
                .iter()
                .zip(&inspection.located)
                .filter(|(result, _)| result.property() == "dcterms:license" && result.found().is_some());
            for (result, located) in licences {
                assert!(
                    !located.fix[0].contains("dl-by-de"),
                    "{stated} {}: {}",
                    result.rule.id,
                    located.fix[0]
                );
            }
        }
    }
}

#[tokio::test]
async fn packages_are_advised_in_terms_of_their_fields() {
    let text = "{\"id\": \"eins\", \"name\": \"satz\", \"title\": \"Satz\", \"resources\": [{\"id\": \"r\", \"url\": \"http://e/1\", \"format\": \"Excel\"}]}";
    let inspection = inspect("package.json", text).await.unwrap();
    let told: Vec<_> = inspection.report.results.iter().zip(&inspection.located).collect();
    let description = told.iter().find(|(result, _)| result.property() == "dcterms:description").unwrap().1;
    assert!(
        !description.is_repaired && description.fix[0].starts_with("Füllen Sie Feld „notes“ aus"),
        "{description:?}"
    );
    assert!(!told.iter().any(|(result, _)| result.property() == "dcterms:format"), "mapping knows it");
    for (result, located) in told {
        let shown = format!("{:?} {:?} {:?}", located.found, located.fix, located.right);
        assert!(!shown.contains("pruefung"), "{}: {shown}", result.rule.id);
    }
}

#[tokio::test]
async fn what_is_handed_in_instead_is_called_by_its_name() {
    for (text, expected) in [
        ("%PDF-1.7", "Das ist eine PDF-Datei"),
        ("id;titel\n1;Baum\n", "Das ist eine Tabelle (CSV)"),
        ("hallo welt", "Das ist einfacher Text"),
        ("<gmd:MD_Metadata xmlns:gmd='http://www.isotc211.org/2005/gmd'/>", "Das sind ISO-19139-Metadaten"),
        ("[{\"id\": \"urn:ngsi-ld:Dataset:1\", \"type\": \"Dataset\"}]", "Das sind NGSI-LD"),
    ] {
        let error = inspect("datei", text).await.unwrap_err().to_string();
        assert!(error.starts_with(expected), "{text}: {error}");
    }
    let text = "<csw:GetRecordsResponse xmlns:csw='http://c/'>\n<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:dcat='http://www.w3.org/ns/dcat#'>\n<dcat:Dataset rdf:about='http://e/1'/></rdf:RDF>\n</csw:GetRecordsResponse>";
    let inspection = inspect("csw.xml", text).await.unwrap();
    assert_eq!(inspection.datasets, 1);
    let lines: Vec<_> = inspection.located.iter().filter_map(|located| Some(located.place?.line)).collect();
    assert!(lines.contains(&3), "{}", all(&inspection));
}
