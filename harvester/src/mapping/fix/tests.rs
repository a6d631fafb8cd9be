mod applied;

use super::*;
use datenkreis_vocab::finding::rule;
use datenkreis_vocab::mqa::Unasked;
use oxrdf::{NamedNode, NamedOrBlankNode};
use oxttl::TurtleParser;

const DATASET: &str = "https://portal.example/dataset/q/1";
const FILE: &str = "https://portal.example/dataset/q/1/distribution/r1";
const PREFIXES: &str =
    "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .";

fn turtle(text: &str) -> Vec<Triple> {
    TurtleParser::new()
        .for_slice(format!("{PREFIXES}{text}").as_bytes())
        .map(|triple| triple.unwrap())
        .collect()
}

/// What is published, beside one file.
fn published(text: &str) -> Vec<Triple> {
    turtle(&format!(
        "<{DATASET}> dcat:distribution <{FILE}> . <{FILE}> dcat:accessURL <https://t.example/a.csv> . {text}"
    ))
}

fn ckan(package: &str) -> Received {
    Received { dialect: "ckan".into(), payload: package.as_bytes().to_vec() }
}

fn rdf(subject: &str, text: &str) -> Received {
    let subject: NamedOrBlankNode = NamedNode::new_unchecked(subject).into();
    Received { dialect: "rdf".into(), payload: crate::mapping::origin::write_graph(&subject, &turtle(text)) }
}

fn table() -> Received {
    let entry = r#"{"id": "1", "distribution": [{"file": "b.csv", "url": ""}, {"file": "", "url": "https://t.example/a.csv"}]}"#;
    Received { dialect: "table".into(), payload: entry.into() }
}

fn fixes_of(remedy: Remedy, received: &Received, triples: &[Triple], distribution: Option<&str>) -> Vec<Fix> {
    let dataset = DatasetIri::new(DATASET);
    let site = Url::parse("https://offen.example/").unwrap();
    let known = Known {
        dataset: &dataset,
        received,
        triples,
        distribution,
        organisation: None,
        findings: &[],
        links: &Unasked,
        site: Some(&site),
        byte_size: None,
    };
    texts(remedy, &known)
}

/// The texts for a remedy, whether the dataset wants it or not.
fn texts(remedy: Remedy, known: &Known<'_>) -> Vec<Fix> {
    wanted::change(remedy, known).map(|change| written(&change, known)).unwrap_or_default()
}

#[track_caller]
fn check_ckan(remedy: Remedy, package: &str, text: &str, action: &str, body: &str, basis: Basis) {
    let fix = fixes_of(remedy, &ckan(package), &published(text), Some(FILE)).swap_remove(0);
    let json: serde_json::Value = serde_json::from_str(&fix.text).unwrap();
    assert_eq!(json, serde_json::from_str::<serde_json::Value>(body).unwrap(), "{remedy:?}");
    let address = format!("https://offen.example/api/3/action/{action}");
    assert_eq!((fix.form, fix.place, fix.basis), (Form::CkanAction, address, basis), "{remedy:?}");
}

const PACKAGE: &str = r#"{"id": "p", "tags": [{"name": "Rad"}], "extras": [{"key": "a", "value": "1"}],
    "resources": [{"id": "r0", "url": "https://t.example/b"}, {"id": "r1", "url": "https://t.example/a.csv"}]}"#;

#[test]
fn ckan_gets_the_body_of_an_action() {
    let zero = "http://dcat-ap.de/def/licenses/dl-zero-de/2.0";
    let licensed = format!("<{FILE}> dcterms:license <{zero}> .");
    // By the id that CKAN has for the licence; by its IRI where the portal writes IRIs.
    let patch = r#"{"id": "p", "license_id": "dl-de-zero-2.0"}"#;
    check_ckan(Remedy::Licence, PACKAGE, &licensed, "package_patch", patch, Basis::Published);
    let with_iris = r#"{"id": "p", "license_id": "http://dcat-ap.de/def/licenses/cc-zero"}"#;
    let patch = format!(r#"{{"id": "p", "license_id": "{zero}"}}"#);
    check_ckan(Remedy::Licence, with_iris, &licensed, "package_patch", &patch, Basis::Published);
    // Nobody is told a licence that nobody chose.
    let gap = r#"{"id": "p", "license_id": "http://dcat-ap.de/def/licenses/‹Lizenz›"}"#;
    check_ckan(Remedy::Licence, PACKAGE, "", "package_patch", gap, Basis::Open);
    let rights = format!(r#"{{"id": "r1", "rights": "{zero}"}}"#);
    check_ckan(Remedy::Rights, PACKAGE, &licensed, "resource_patch", &rights, Basis::Published);
    // Its address tells the format, and the format the media type.
    let format = r#"{"id": "r1", "format": "CSV", "mimetype": "text/csv"}"#;
    check_ckan(Remedy::Format, PACKAGE, "", "resource_patch", format, Basis::Published);
    // The file is known to lie where it can be had.
    let address = r#"{"id": "r1", "download_url": "https://t.example/a.csv"}"#;
    check_ckan(Remedy::DownloadAddress, PACKAGE, "", "resource_patch", address, Basis::Proposed);
}

#[test]
fn a_further_file_has_the_licence_of_the_dataset_and_everything_else() {
    let licensed = format!("<{FILE}> dcterms:license <http://dcat-ap.de/def/licenses/other-open> .");
    let body = r#"{"package_id": "p", "url": "https://‹Adresse-der-Datei›", "download_url": "https://‹Adresse-der-Datei›",
        "format": "‹Format›", "mimetype": "‹Medientyp›", "license": "other-open",
        "rights": "http://dcat-ap.de/def/licenses/other-open", "size": "‹Größe in Bytes›",
        "issued": "‹JJJJ-MM-TT›", "modified": "‹JJJJ-MM-TT›"}"#;
    check_ckan(Remedy::OpenFormat, PACKAGE, &licensed, "resource_create", body, Basis::Open);
    // Who has the rights may choose another licence; nobody else may be told to.
    assert!(fixes_of(Remedy::KnownLicence, &ckan(PACKAGE), &published(&licensed), Some(FILE)).is_empty());
}

#[test]
fn what_findings_propose_goes_before_a_gap() {
    let dataset = DatasetIri::new(DATASET);
    let check = |proposed: &str, expected: &str, basis: Basis| {
        let finding = Finding::new(&rule::PERIOD_PROPOSED, "dcterms:temporal").concluded(proposed);
        let known = Known {
            dataset: &dataset,
            received: &table(),
            triples: &published(""),
            distribution: Some(FILE),
            organisation: None,
            findings: &[finding.confidence(85)],
            links: &Unasked,
            site: None,
            byte_size: None,
        };
        let fix = texts(Remedy::Period, &known).pop().unwrap();
        assert_eq!((fix.text.as_str(), fix.basis), (expected, basis), "{proposed}");
    };
    check("2020", "zeitraum_von = \"2020\"\nzeitraum_bis = \"2020\"\n", Basis::Proposed);
    check("2014/2019", "zeitraum_von = \"2014\"\nzeitraum_bis = \"2019\"\n", Basis::Proposed);
    check("2014/..", "zeitraum_von = \"2014\"\nzeitraum_bis = \"‹Ende JJJJ-MM-TT›\"\n", Basis::Open);
}

#[test]
fn dkan_gets_the_fields_of_its_form() {
    let package = r#"{"id": "p", "state": "Active", "type": "Dataset"}"#;
    let fix = fixes_of(Remedy::Keywords, &ckan(package), &published(""), Some(FILE)).swap_remove(0);
    assert_eq!((fix.form, fix.place.as_str()), (Form::DkanForm, "https://offen.example/"));
    assert_eq!(fix.text, "Schlagwörter (Tags): ‹Schlagwort›\n");
}

#[test]
fn lists_that_ckan_replaces_are_whole() {
    let package =
        r#"{"id": "p", "tags": [{"name": "Rad", "vocabulary_id": "v", "id": "t"}, "Weg"], "extras": []}"#;
    let tags = r#"{"id": "p", "tags": [{"name": "Rad", "vocabulary_id": "v", "id": "t"}, "Weg", {"name": "‹Schlagwort›"}]}"#;
    check_ckan(Remedy::Keywords, package, "", "package_patch", tags, Basis::Open);
    let public = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
    let extras = format!(
        r#"{{"id": "p", "extras": [{{"key": "a", "value": "1"}}, {{"key": "access_rights", "value": "{public}"}}]}}"#
    );
    check_ckan(Remedy::AccessRights, PACKAGE, "", "package_patch", &extras, Basis::Proposed);
    // A portal with a scheme has it among its own fields.
    let own = r#"{"id": "p", "access_rights": "", "extras": [{"key": "a", "value": "1"}]}"#;
    let body = format!(r#"{{"id": "p", "access_rights": "{public}"}}"#);
    check_ckan(Remedy::AccessRights, own, "", "package_patch", &body, Basis::Proposed);
}

#[test]
fn iso_gets_elements_where_they_belong() {
    let package = PACKAGE.replace("\"a\"", "\"spatial_harvester\"");
    let iso = |remedy: Remedy, text: &str| {
        let fixes = fixes_of(remedy, &ckan(&package), &published(text), Some(FILE));
        fixes.into_iter().filter(|fix| fix.form == Form::Iso).collect::<Vec<_>>()
    };
    // The citation is there already.
    let date = iso(Remedy::Dates, "").swap_remove(0);
    assert!(date.place.ends_with("/gmd:CI_Citation") && date.text.starts_with("<gmd:date>"), "{}", date.text);
    let licensed = format!("<{FILE}> dcterms:license <http://dcat-ap.de/def/licenses/dl-by-de/2.0> .");
    let license = iso(Remedy::Licence, &licensed).swap_remove(0).text;
    for part in [">Datenlizenz Deutschland Namensnennung 2.0<", "&quot;id&quot;:&quot;dl-by-de/2.0&quot;"] {
        assert!(license.contains(part), "{part} in {license}");
    }
    let file = iso(Remedy::OpenFormat, &licensed);
    assert!(file.iter().any(|fix| fix.text.contains("codeListValue=\"download\"")));
    assert!(!file.iter().any(|fix| fix.text.contains("codeListValue=\"information\"")));
    assert!(file.iter().any(|fix| fix.text.contains("gmd:MD_Format")));
    // As the schema of MD_DigitalTransferOptions has it, and in its unit.
    let transfer = file.iter().find(|fix| fix.place.ends_with("MD_DigitalTransferOptions")).unwrap();
    let at = |part: &str| transfer.text.find(part).unwrap();
    assert!(at("‹Größe in Megabyte›") < at("gmd:onLine"), "{}", transfer.text);
    // Nothing tells that such a document stands behind this package.
    let plain = fixes_of(Remedy::Dates, &ckan(PACKAGE), &published(""), Some(FILE));
    assert!(plain.iter().all(|fix| fix.form != Form::Iso));
}

#[test]
fn a_file_is_no_portal() {
    let place = |site: &str| {
        let site = Url::parse(site).unwrap();
        let dataset = DatasetIri::new(DATASET);
        let known = Known {
            dataset: &dataset,
            received: &ckan(PACKAGE),
            triples: &published(""),
            distribution: Some(FILE),
            organisation: None,
            findings: &[],
            links: &Unasked,
            site: Some(&site),
            byte_size: None,
        };
        texts(Remedy::Dates, &known).swap_remove(0).place
    };
    assert_eq!(place("https://a.example/ckan/"), "https://a.example/ckan/api/3/action/resource_patch");
    assert_eq!(place("https://a.example/api/3/"), "https://a.example/api/3/action/resource_patch");
    let unknown = "https://‹Adresse-Ihres-Portals›/api/3/action/resource_patch";
    assert_eq!(place("https://a.example/ckan.json"), unknown);
}

#[test]
fn what_is_stated_of_a_contact_stays() {
    let package = r#"{"id": "p", "maintainer": "Frau Müller", "resources": []}"#;
    let body = r#"{"id": "p", "maintainer_email": "‹E-Mail-Adresse›"}"#;
    check_ckan(Remedy::Contact, package, "", "package_patch", body, Basis::Open);
    // Turtle has one node for all of it.
    let record = rdf(
        "https://t.example/d",
        "<https://t.example/d> dcat:contactPoint [ <http://www.w3.org/2006/vcard/ns#fn> \"Frau Müller\" ] .",
    );
    let contact = "+    dcat:contactPoint [ a vcard:Organization ; vcard:fn \"Frau Müller\" ; vcard:hasEmail <mailto:‹E-Mail-Adresse›> ] ;";
    check_turtle(Remedy::Contact, &record, "<https://t.example/d>", &[contact]);
}

#[test]
fn nobody_is_told_a_name_of_ours() {
    let text = format!(
        "<{FILE}> dcterms:rights <{DATASET}/rights/1> . <{DATASET}/rights/1> <http://www.w3.org/2000/01/rdf-schema#label> \"Freie Nutzung\" ."
    );
    let body = r#"{"id": "r1", "rights": "Freie Nutzung"}"#;
    check_ckan(Remedy::Rights, PACKAGE, &text, "resource_patch", body, Basis::Published);
    let record =
        rdf("https://t.example/d", "<https://t.example/d> dcat:distribution <https://t.example/f> .");
    let fix = fixes_of(Remedy::Rights, &record, &published(&text), Some(FILE)).swap_remove(0);
    let rights = "dcterms:rights [ a dcterms:RightsStatement ; rdfs:label \"Freie Nutzung\" ] ;";
    assert!(fix.text.contains(rights), "{}", fix.text);
}

#[test]
fn keywords_under_a_wrong_name_are_proposed() {
    let record = rdf(
        "https://t.example/d",
        "<https://t.example/d> dcat:keywords \"Bad, Schwimmen\"@de ; dcterms:title \"Bäder\" .",
    );
    let dataset = DatasetIri::new(DATASET);
    let finding = Finding::new(&rule::TERM_UNKNOWN, "dcat:keywords").found("dcat:keywords");
    let known = Known {
        dataset: &dataset,
        received: &record,
        triples: &published(""),
        distribution: Some(FILE),
        organisation: None,
        findings: &[finding.concluded("dcat:keyword").confidence(80)],
        links: &Unasked,
        site: None,
        byte_size: None,
    };
    let fix = texts(Remedy::Keywords, &known).swap_remove(0);
    assert!(fix.text.contains("dcat:keyword \"Schwimmen\"@de ;"), "{}", fix.text);
    assert_eq!(fix.basis, Basis::Proposed);
}

#[test]
fn one_of_several_files_is_named() {
    let file = |text: &str| {
        let fixes = fixes_of(Remedy::Size, &ckan(PACKAGE), &published(text), Some(FILE));
        fixes.into_iter().next().and_then(|fix| fix.file)
    };
    assert_eq!(file(""), None);
    let other = format!("<{DATASET}> dcat:distribution <{DATASET}/distribution/r0> .");
    assert_eq!(file(&other).as_deref(), Some("https://t.example/a.csv"));
    assert_eq!(file(&format!("{other} <{FILE}> dcterms:title \"Bäume\" .")).as_deref(), Some("Bäume"));
}

/// The text after the change, which has to be Turtle.
fn changed(diff: &str) -> String {
    let lines = diff.lines().filter(|line| !line.starts_with('-'));
    lines.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect()
}

#[track_caller]
fn check_turtle(remedy: Remedy, received: &Received, place: &str, lines: &[&str]) {
    let fix = fixes_of(remedy, received, &published(""), Some(FILE)).swap_remove(0);
    assert_eq!((fix.form, fix.place.as_str()), (Form::TurtleDiff, place), "{}", fix.text);
    for line in lines {
        assert!(fix.text.lines().any(|found| found == *line), "{line} in\n{}", fix.text);
    }
    let whole = changed(&fix.text);
    let read: Result<Vec<Triple>, _> = TurtleParser::new().for_slice(whole.as_bytes()).collect();
    assert!(read.is_ok_and(|triples| !triples.is_empty()), "{whole}");
}

#[test]
fn rdf_gets_a_change_of_its_own_nodes() {
    let own = "https://t.example/d";
    let record = rdf(
        own,
        "<https://t.example/d> dcat:distribution <https://t.example/f> .
         <https://t.example/f> dcat:accessURL <https://t.example/a.csv> ; dcterms:license \"frei\\n\" .",
    );
    check_turtle(
        Remedy::Licence,
        &record,
        "<https://t.example/f>",
        &[
            " <https://t.example/f>",
            "-    dcterms:license \"frei\\n\" ;",
            "+    dcterms:license <http://dcat-ap.de/def/licenses/‹Lizenz›> ;",
        ],
    );
    let period = "+    dcterms:temporal [ a dcterms:PeriodOfTime ; dcat:startDate \"‹Beginn JJJJ-MM-TT›\"^^xsd:date ; \
                  dcat:endDate \"‹Ende JJJJ-MM-TT›\"^^xsd:date ] ;";
    check_turtle(Remedy::Period, &record, "<https://t.example/d>", &[period]);
    check_turtle(Remedy::Contact, &record, "<https://t.example/d>", &[]);
    check_turtle(Remedy::Publisher, &record, "<https://t.example/d>", &[]);
    let nameless =
        rdf(own, "<https://t.example/d> dcat:distribution [ dcat:accessURL <https://t.example/a.csv> ] .");
    let lines = ["     dcat:distribution [", "         dcat:accessURL <https://t.example/a.csv> ;"];
    check_turtle(Remedy::Size, &nameless, "<https://t.example/d>", &lines);
}

#[track_caller]
fn check_table(remedy: Remedy, text: &str, expected: &[(Form, &str, &str)]) {
    let fixes = fixes_of(remedy, &table(), &published(text), Some(FILE));
    assert!(fixes.iter().all(|fix| fix.record.as_deref() == Some("1")));
    let told: Vec<_> = fixes.iter().map(|fix| (fix.form, fix.place.as_str(), fix.text.as_str())).collect();
    assert_eq!(told, expected, "{remedy:?}");
}

#[test]
fn tables_get_a_cell_or_a_line() {
    let by = format!("<{FILE}> dcterms:license <http://dcat-ap.de/def/licenses/dl-by-de/2.0> .");
    check_table(
        Remedy::Licence,
        &by,
        &[(Form::Cell, "Lizenz", "dl-by-de/2.0"), (Form::Toml, "", "lizenz = \"dl-by-de/2.0\"\n")],
    );
    let theme = format!(
        "<{DATASET}> dcat:theme <http://publications.europa.eu/resource/authority/data-theme/TRAN> ."
    );
    check_table(
        Remedy::Theme,
        &theme,
        &[(Form::Cell, "Thema", "TRAN"), (Form::Toml, "", "thema = [\"TRAN\"]\n")],
    );
    let format =
        "[[datei]]\nadresse = \"https://t.example/a.csv\"\nformat = \"CSV\"\nmedientyp = \"text/csv\"\n";
    check_table(Remedy::Format, "", &[(Form::Cell, "Format", "CSV"), (Form::TomlFile, "", format)]);
    let dates = "[[datei]]\nadresse = \"https://t.example/a.csv\"\nveroeffentlicht = \"‹JJJJ-MM-TT›\"\nstand = \"‹JJJJ-MM-TT›\"\n";
    check_table(
        Remedy::Dates,
        "",
        &[
            (Form::Cell, "Veröffentlicht", "‹JJJJ-MM-TT›"),
            (Form::Cell, "Stand", "‹JJJJ-MM-TT›"),
            (Form::TomlFile, "", dates),
        ],
    );
    // What lies in the folder can be had there.
    let moved = "# adresse = \"https://t.example/a.csv\"\ndatei = \"‹Name der Datei im Ordner›\"\n";
    check_table(
        Remedy::DownloadAddress,
        "",
        &[(Form::Cell, "Datei oder Adresse", "‹Name der Datei im Ordner›"), (Form::TomlReplaced, "", moved)],
    );
    // A folder knows how large its files are.
    check_table(Remedy::Size, "", &[]);
}

#[test]
fn who_names_one_file_names_all() {
    let entry = r#"{"id": "1", "kept_in": "a.toml", "distribution": [
        {"file": "a.csv", "url": "", "found": {"url": null, "byte_size": 1}}, {"file": "a.pdf", "url": ""}]}"#;
    let received = Received { dialect: "table".into(), payload: entry.into() };
    let fixes = fixes_of(Remedy::Format, &received, &published(""), Some(FILE));
    let text = "[[datei]]\ndatei = \"a.pdf\"\n\n[[datei]]\ndatei = \"a.csv\"\nformat = \"CSV\"\nmedientyp = \"text/csv\"\n";
    assert_eq!(fixes[0].text, text);
}

#[test]
fn a_folder_is_told_what_it_keeps() {
    let forms = |kept_in: &str, remedy: Remedy| {
        let entry = format!(r#"{{"id": "1", "kept_in": "{kept_in}", "distribution": []}}"#);
        let received = Received { dialect: "table".into(), payload: entry.into() };
        let fixes = fixes_of(remedy, &received, &published(""), Some(FILE));
        fixes.into_iter().map(|fix| (fix.form, fix.place)).collect::<Vec<_>>()
    };
    let cell = |heading: &str| (Form::Cell, heading.to_owned());
    let toml = |form: Form| (form, "baeume.toml".to_owned());
    assert_eq!(forms("baeume.toml", Remedy::Keywords), [toml(Form::Toml)]);
    assert_eq!(forms("baeume.toml", Remedy::Format), [toml(Form::TomlFile)]);
    assert_eq!(forms("datensaetze.csv", Remedy::Keywords), [cell("Schlagwörter")]);
    assert_eq!(forms("datensaetze.xlsx", Remedy::Period), [cell("Zeitraum von"), cell("Zeitraum bis")]);
    // The dates of the dataset hold for its files.
    assert_eq!(forms("datensaetze.csv", Remedy::Dates), [cell("Veröffentlicht"), cell("Stand")]);
    assert_eq!(forms("datensaetze.csv", Remedy::OpenFormat), [(Form::Row, String::new())]);
    assert_eq!(forms("baeume.toml", Remedy::OpenFormat), [toml(Form::TomlFile)]);
}

#[test]
fn what_a_text_says_cannot_leave_it() {
    let hostile = "\"]}\\n--> </x> & <script>";
    let word = oxrdf::Literal::new_simple_literal(hostile);
    let text = format!("<{DATASET}> dcat:keyword {word} .");
    let fixes = |received: &Received| fixes_of(Remedy::Keywords, received, &published(&text), Some(FILE));
    let json: serde_json::Value = serde_json::from_str(&fixes(&ckan(PACKAGE))[0].text).unwrap();
    assert_eq!(json["tags"][1]["name"], hostile);
    let toml: toml::Table = fixes(&table()).pop().unwrap().text.parse().unwrap();
    assert_eq!(toml["schlagwoerter"][0].as_str(), Some(hostile));
    let csw = "dcterms:relation <https://t.example/csw?request=GetRecordById>";
    let record = rdf("https://t.example/d", &format!("<https://t.example/d> a dcat:Dataset ; {csw} ."));
    let fixes = fixes(&record);
    let read: Vec<Triple> = TurtleParser::new()
        .for_slice(changed(&fixes[0].text).as_bytes())
        .map(|triple| triple.unwrap())
        .collect();
    assert!(read.iter().any(|triple| triple.object.to_string().contains("script")));
    assert!(!fixes[1].text.contains("<script>"), "{}", fixes[1].text);
}

#[test]
fn every_remedy_has_well_formed_texts() {
    let csw = "<https://t.example/d> dcterms:relation <https://t.example/?service=CSW>";
    let record = rdf("https://t.example/d", &format!("<https://t.example/d> a dcat:Dataset . {csw} ."));
    for remedy in Remedy::ALL {
        for distribution in [Some(FILE), None] {
            for received in [&ckan(PACKAGE), &record, &table()] {
                let fixes = fixes_of(remedy, received, &published(""), distribution);
                let has_none = matches!(remedy, Remedy::Constraints | Remedy::KnownLicence);
                assert!(!has_none || fixes.is_empty(), "{remedy:?}");
                for fix in fixes {
                    assert!(!fix.text.is_empty(), "{remedy:?}");
                    match fix.form {
                        Form::CkanAction => {
                            drop(serde_json::from_str::<serde_json::Value>(&fix.text).unwrap())
                        }
                        Form::Toml | Form::TomlFile | Form::TomlReplaced => {
                            drop(fix.text.parse::<toml::Table>().unwrap())
                        }
                        Form::TurtleDiff => {
                            let text = changed(&fix.text);
                            let read: Result<Vec<Triple>, _> =
                                TurtleParser::new().for_slice(text.as_bytes()).collect();
                            assert!(read.is_ok(), "{remedy:?}:\n{}", fix.text);
                        }
                        Form::Iso => assert_well_formed(&fix.text),
                        Form::Cell | Form::Row | Form::DkanForm => {}
                    }
                }
            }
        }
    }
}

fn assert_well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            event => drop(event.unwrap_or_else(|error| panic!("{error}:\n{xml}"))),
        }
    }
}
