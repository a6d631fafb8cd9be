//! RDF: what other programs do not read, and what to write instead.

use super::{HEAD, all, inspect};

#[tokio::test]
async fn what_other_programs_do_not_read_is_a_fault() {
    for (name, text, line, namespace) in [
        (
            "a.rdf",
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'\n xmlns:dcat='https://www.w3.org/ns/dcat#'><dcat:Dataset rdf:about='http://e/a'/></rdf:RDF>".to_owned(),
            "Zeile 2",
            "schreiben Sie http://www.w3.org/ns/dcat#",
        ),
        (
            "a.ttl",
            format!("@prefix s: <https://purl.org/dc/terms/> .\n{HEAD} ; s:alternative \"x\" ."),
            "Zeile 1",
            "schreiben Sie http://purl.org/dc/terms/",
        ),
    ] {
        let inspection = inspect(name, &text).await.unwrap();
        assert!(!inspection.is_met());
        let is_told = |gap: &String| gap.contains(line) && gap.contains(namespace);
        assert!(inspection.gaps.iter().any(is_told), "{:?}", inspection.gaps);
    }
}

#[tokio::test]
async fn values_that_do_not_fit_their_datatype_are_warned_of() {
    let text =
        format!("{HEAD} ; dct:issued \"3.4.2019\"^^xsd:date ;\n dct:modified \"2024-13-01\"^^xsd:date .");
    let inspection = inspect("a.ttl", &text).await.unwrap();
    assert!(inspection.is_met(), "{}", all(&inspection));
    let told: Vec<_> = inspection
        .remarks
        .iter()
        .filter(|remark| remark.finding.severity == datenkreis_vocab::finding::Severity::Warning)
        .map(|remark| {
            let finding = &remark.finding;
            (finding.property.as_str(), finding.concluded.as_deref(), remark.place.map(|place| place.line))
        })
        .collect();
    let date = "\"2019-04-03\"^^xsd:date";
    assert!(told.contains(&("dcterms:issued", Some(date), Some(6))), "{told:?}");
    assert!(told.contains(&("dcterms:modified", None, Some(7))), "{told:?}");
    let again =
        inspection.remarks.iter().filter(|remark| remark.finding.property == "dcterms:issued").count();
    assert_eq!(again, 1, "{:?}", inspection.remarks);
}

#[tokio::test]
async fn what_is_known_of_a_value_is_advised() {
    let text = format!(
        "@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .\n{HEAD} ; dcat:theme \"Umwelt, Sonstiges\" ; dct:creator \"Wahlamt\" ;\n dcat:contactPoint [ a vcard:Organization ; vcard:fn \"A\" ; vcard:hasEmail \"a@b.de\" ; vcard:hasTelephone \"+49 2303 27-0\" ] ;\n dcat:distribution [ a dcat:Distribution ; dcat:accessURL \"https://e.example/ä b\" ] ."
    );
    let inspection = inspect("a.ttl", &text).await.unwrap();
    let fixes: Vec<&str> = inspection.located.iter().map(|located| located.fix[0].as_str()).collect();
    for expected in [
        "Schreiben Sie: dcat:theme <http://publications.europa.eu/resource/authority/data-theme/ENVI> .",
        "Schreiben Sie: dct:creator [ a foaf:Organization ; foaf:name \"Wahlamt\" ] .",
        "Schreiben Sie: vcard:hasEmail <mailto:a@b.de> .",
        "Schreiben Sie: vcard:hasTelephone <tel:+492303270> .",
        "Schreiben Sie: dcat:accessURL <https://e.example/ä%20b> .",
    ] {
        assert!(fixes.contains(&expected), "{expected}: {fixes:#?}");
    }
    assert!(
        inspection.reading.prefixes.iter().all(|(prefix, _)| *prefix != "dcterms"),
        "{:?}",
        inspection.reading
    );
}

#[tokio::test]
async fn schema_org_is_called_by_its_name() {
    for (name, text) in [
        ("a.jsonld", "{\"@context\": \"https://schema.org/\", \"@type\": \"Dataset\", \"name\": \"A\"}"),
        (
            "a.jsonld",
            "{\"@context\": {\"@vocab\": \"http://schema.org/\"}, \"@type\": \"Dataset\", \"name\": \"A\"}",
        ),
        ("a.ttl", "<http://e/a> a <https://schema.org/Dataset> ; <https://schema.org/name> \"A\" ."),
    ] {
        let error = inspect(name, text).await.unwrap_err().to_string();
        assert!(error.contains("schema.org, kein DCAT"), "{name}: {error}");
    }
}
