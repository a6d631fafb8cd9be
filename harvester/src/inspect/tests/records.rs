//! Packages and folders: what mapping understands, and what it is called at the source.

use super::super::*;
use super::{all, inspect, inspector};

/// The results of a package about a property: rule, whether it is completed, and the German advice.
async fn told_of(package: &str, property: &str) -> Vec<(bool, String)> {
    let inspection = inspect("package.json", package).await.unwrap();
    let results = inspection.report.results.iter().zip(&inspection.located);
    let about = results.filter(|(result, _)| result.property().split('|').any(|part| part == property));
    about.map(|(_, located)| (located.is_repaired, located.fix[0].clone())).collect()
}

#[tokio::test]
async fn what_mapping_understands_is_no_fault_of_a_record() {
    let package = |more: &str, resource: &str| {
        format!(
            "{{\"id\": \"eins\", \"name\": \"satz\", \"title\": \"Satz\", \"notes\": \"Text\", {more} \"resources\": [{{\"id\": \"r\", \"url\": \"http://e/1\"{resource}}}]}}"
        )
    };
    for (more, resource, property) in [
        ("", ", \"format\": \"Excel\"", "dcterms:format"),
        ("", ", \"mimetype\": \"text/csv\"", "dcat:mediaType"),
        ("\"license_id\": \"dl-de/zero-2-0\",", "", "dcterms:license"),
        ("\"extras\": [{\"key\": \"frequency\", \"value\": \"ANNUAL\"}],", "", "dcterms:accrualPeriodicity"),
        ("\"extras\": [{\"key\": \"theme\", \"value\": \"ENVI\"}],", "", "dcat:theme"),
    ] {
        let told = told_of(&package(more, resource), property).await;
        assert_eq!(told, [], "{property}");
    }
    // What is dropped, or has only a placeholder in its stead, is neither understood nor completed.
    for (more, resource, property) in [
        ("", "", "dcterms:license"),
        ("\"license_id\": \"siehe Amtsblatt\",", "", "dcterms:license"),
        (
            "\"extras\": [{\"key\": \"frequency\", \"value\": \"ab und zu\"}],",
            "",
            "dcterms:accrualPeriodicity",
        ),
        ("", ", \"format\": \"Schreibmaschine\"", "dcterms:format"),
        ("\"maintainer\": \"Amt\", \"maintainer_email\": \"\",", "", "vcard:hasEmail"),
        ("", "", "dcterms:publisher"),
    ] {
        let told = told_of(&package(more, resource), property).await;
        assert!(told.iter().all(|(is_completed, _)| !is_completed), "{property}: {told:?}");
        assert!(told.iter().all(|(_, fix)| !fix.contains("contacts.")), "{property}: {told:?}");
    }
}

#[tokio::test]
async fn what_is_missing_is_told_once() {
    let text = "{\"id\": \"eins\", \"name\": \"satz\", \"title\": \"Satz\", \"resources\": [{\"id\": \"r\", \"url\": \"http://e/1\"}]}";
    let inspection = inspect("package.json", text).await.unwrap();
    let of_description: Vec<_> =
        inspection.remarks.iter().filter(|remark| remark.finding.rule == "description-missing").collect();
    assert!(of_description.is_empty(), "{of_description:?}");
    for remark in &inspection.remarks {
        let shown = format!("{:?}", remark.finding);
        assert!(!shown.contains("CKAN\"") && !shown.contains("pruefung"), "{shown}");
    }
}

#[tokio::test]
async fn folders_are_told_by_their_headings_and_keys() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("baeume.csv"), "nr;art\n1;Linde\n").unwrap();
    let read = async |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let place = toml::Value::from(folder.path().to_string_lossy().into_owned());
        let file =
            format!("kind = \"folder\"\ntitle = \"{}\"\n[settings]\npath = {place}\n", advice::INTERNAL);
        let file = crate::config::SourceFile::parse(std::path::Path::new("pruefung.toml"), file).unwrap();
        let inspector = inspector();
        let configured = crate::schedule::configure(&inspector.base, &inspector.region, &file).unwrap();
        let http =
            crate::http::Client::new("test").fetcher(crate::http::Limits::default(), false, &[], None, None);
        let inspection = inspector.source(&configured, &http).await.unwrap();
        std::fs::remove_file(path).unwrap();
        inspection
    };
    let fixes = |inspection: &Inspection| -> Vec<String> {
        inspection.located.iter().map(|located| located.fix[0].clone()).collect()
    };
    // Every value of the template is one that the template recommends.
    let template = read("baeume.toml", include_str!("../../folder_template/beispiel-baeume.toml")).await;
    assert_eq!(template.recognised, Recognised::Folder);
    let found: Vec<_> = template.located.iter().filter_map(|located| located.found.as_ref()).collect();
    assert!(found.is_empty(), "{found:?} {}", all(&template));
    let place = "titel = \"A\"\nbeschreibung = \"B\"\ngemeindeschluessel = \"05978032\"\n";
    let place = read("baeume.toml", place).await;
    let old = place.report.results.iter().filter(|result| result.property().starts_with("dcatde:political"));
    assert_eq!(old.count(), 0, "we write the outdated property, not the folder");
    let bare = read("baeume.toml", "titel = \"Bäume\"\n").await;
    let told = fixes(&bare);
    assert!(
        told.iter().any(|fix| fix.starts_with("Füllen Sie „beschreibung“ in baeume.toml aus")),
        "{told:?}"
    );
    let table = read("datensaetze.csv", "Titel;Datei;Thema\nBäume;baeume.csv;Quatsch\n").await;
    let told = fixes(&table);
    for expected in [
        "Füllen Sie Spalte „Beschreibung“ (datensaetze.csv) aus",
        "Füllen Sie Spalte „Herausgeber“ (datensaetze.csv) aus",
        "Berichtigen Sie Spalte „Thema“ (datensaetze.csv)",
    ] {
        assert!(told.iter().any(|fix| fix.starts_with(expected)), "{expected}: {told:?}");
    }
    assert!(told.iter().all(|fix| !fix.contains("kein eigenes Feld (dcterms:description)")), "{told:?}");
}
