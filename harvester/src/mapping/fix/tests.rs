use super::*;
use datenkreis_vocab::mqa::Metric;
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

fn fixes_of(metric: Metric, received: &Received, triples: &[Triple], distribution: Option<&str>) -> Vec<Fix> {
    let dataset = DatasetIri::new(DATASET);
    let site = Url::parse("https://offen.example/").unwrap();
    let known = Known {
        dataset: &dataset,
        received,
        triples,
        distribution,
        organisation: None,
        site: Some(&site),
        byte_size: None,
    };
    fixes(metric, &known)
}

#[track_caller]
fn check_ckan(metric: Metric, package: &str, text: &str, action: &str, body: &str, is_example: bool) {
    let fix = fixes_of(metric, &ckan(package), &published(text), Some(FILE)).swap_remove(0);
    let json: serde_json::Value = serde_json::from_str(&fix.text).unwrap();
    assert_eq!(json, serde_json::from_str::<serde_json::Value>(body).unwrap(), "{metric:?}");
    let address = format!("https://offen.example/api/3/action/{action}");
    assert_eq!((fix.form, fix.place, fix.is_example), (Form::CkanAction, address, is_example), "{metric:?}");
}

const PACKAGE: &str = r#"{"id": "p", "tags": [{"name": "Rad"}], "extras": [{"key": "a", "value": "1"}],
    "resources": [{"id": "r0", "url": "https://t.example/b"}, {"id": "r1", "url": "https://t.example/a.csv"}]}"#;

#[test]
fn ckan_gets_the_body_of_an_action() {
    let zero = "http://dcat-ap.de/def/licenses/dl-zero-de/2.0";
    let licensed = format!("<{FILE}> dcterms:license <{zero}> .");
    let patch = format!(r#"{{"id": "p", "license_id": "{zero}"}}"#);
    check_ckan(Metric::LicenceAvailability, PACKAGE, &licensed, "package_patch", &patch, false);
    check_ckan(Metric::LicenceAvailability, PACKAGE, "", "package_patch", &patch, true);
    let rights = format!(r#"{{"id": "r1", "rights": "{zero}"}}"#);
    check_ckan(Metric::RightsAvailability, PACKAGE, &licensed, "resource_patch", &rights, false);
    // Its address tells the format.
    let format = r#"{"id": "r1", "format": "CSV"}"#;
    check_ckan(Metric::FormatAvailability, PACKAGE, "", "resource_patch", format, false);
    let listed = r#"{"id": "r1", "format": "CSV", "mimetype": "text/csv"}"#;
    check_ckan(Metric::FormatMediaTypeVocabularyAlignment, PACKAGE, "", "resource_patch", listed, false);
}

#[test]
fn lists_that_ckan_replaces_are_whole() {
    let tags = r#"{"id": "p", "tags": [{"name": "Rad"}, {"name": "Straßenbaum"}]}"#;
    check_ckan(Metric::KeywordAvailability, PACKAGE, "", "package_patch", tags, true);
    let public = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
    let extras = format!(
        r#"{{"id": "p", "extras": [{{"key": "a", "value": "1"}}, {{"key": "access_rights", "value": "{public}"}}]}}"#
    );
    check_ckan(Metric::AccessRightsAvailability, PACKAGE, "", "package_patch", &extras, true);
    // A portal with a scheme has it among its own fields.
    let own = r#"{"id": "p", "access_rights": "", "extras": [{"key": "a", "value": "1"}]}"#;
    let body = format!(r#"{{"id": "p", "access_rights": "{public}"}}"#);
    check_ckan(Metric::AccessRightsAvailability, own, "", "package_patch", &body, true);
}

/// The text after the change, which has to be Turtle.
fn changed(diff: &str) -> String {
    let lines = diff.lines().filter(|line| !line.starts_with('-'));
    lines.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect()
}

#[track_caller]
fn check_turtle(metric: Metric, received: &Received, place: &str, lines: &[&str]) {
    let fix = fixes_of(metric, received, &published(""), Some(FILE)).swap_remove(0);
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
        Metric::LicenceAvailability,
        &record,
        "<https://t.example/f>",
        &[
            " <https://t.example/f>",
            "-    dcterms:license \"frei\\n\" ;",
            "+    dcterms:license <http://dcat-ap.de/def/licenses/dl-zero-de/2.0> ;",
        ],
    );
    let period = "+    dcterms:temporal [ a dcterms:PeriodOfTime ; dcat:startDate \"2026-01-01\"^^xsd:date ; \
                  dcat:endDate \"2026-12-31\"^^xsd:date ] ;";
    check_turtle(Metric::TemporalAvailability, &record, "<https://t.example/d>", &[period]);
    check_turtle(Metric::ContactPointAvailability, &record, "<https://t.example/d>", &[]);
    check_turtle(Metric::PublisherAvailability, &record, "<https://t.example/d>", &[]);
    let nameless =
        rdf(own, "<https://t.example/d> dcat:distribution [ dcat:accessURL <https://t.example/a.csv> ] .");
    let lines = ["     dcat:distribution [", "         dcat:accessURL <https://t.example/a.csv> ;"];
    check_turtle(Metric::ByteSizeAvailability, &nameless, "<https://t.example/d>", &lines);
}

#[track_caller]
fn check_table(metric: Metric, text: &str, expected: &[(Form, &str, &str)]) {
    let fixes = fixes_of(metric, &table(), &published(text), Some(FILE));
    assert!(fixes.iter().all(|fix| fix.record.as_deref() == Some("1")));
    let told: Vec<_> = fixes.iter().map(|fix| (fix.form, fix.place.as_str(), fix.text.as_str())).collect();
    assert_eq!(told, expected, "{metric:?}");
}

#[test]
fn tables_get_a_cell_or_a_line() {
    let by = format!("<{FILE}> dcterms:license <http://dcat-ap.de/def/licenses/dl-by-de/2.0> .");
    check_table(
        Metric::LicenceAvailability,
        &by,
        &[(Form::Cell, "Lizenz", "dl-by-de/2.0"), (Form::Toml, "", "lizenz = \"dl-by-de/2.0\"\n")],
    );
    let theme = format!(
        "<{DATASET}> dcat:theme <http://publications.europa.eu/resource/authority/data-theme/TRAN> ."
    );
    check_table(
        Metric::CategoryAvailability,
        &theme,
        &[(Form::Cell, "Thema", "TRAN"), (Form::Toml, "", "thema = [\"TRAN\"]\n")],
    );
    check_table(
        Metric::FormatAvailability,
        "",
        &[
            (Form::Cell, "Format", "CSV"),
            (Form::Toml, "[[datei]]", "[[datei]]\nadresse = \"https://t.example/a.csv\"\nformat = \"CSV\"\n"),
        ],
    );
    // The column is about the dataset, and the metric about the file.
    let issued = "[[datei]]\nadresse = \"https://t.example/a.csv\"\nveroeffentlicht = \"2026-01-31\"\n";
    check_table(Metric::DateIssuedAvailability, "", &[(Form::Toml, "[[datei]]", issued)]);
    // A folder knows how large its files are.
    check_table(Metric::ByteSizeAvailability, "", &[]);
}

#[test]
fn what_a_text_says_cannot_leave_it() {
    let hostile = "\"]}\\n--> </x> & <script>";
    let word = oxrdf::Literal::new_simple_literal(hostile);
    let text = format!("<{DATASET}> dcat:keyword {word} .");
    let fixes =
        |received: &Received| fixes_of(Metric::KeywordAvailability, received, &published(&text), Some(FILE));
    let json: serde_json::Value = serde_json::from_str(&fixes(&ckan(PACKAGE))[0].text).unwrap();
    assert_eq!(json["tags"][1]["name"], hostile);
    let toml: toml::Table = fixes(&table()).pop().unwrap().text.parse().unwrap();
    assert_eq!(toml["schlagwoerter"][0].as_str(), Some(hostile));
    let record = rdf("https://t.example/d", "<https://t.example/d> a dcat:Dataset .");
    let fixes = fixes(&record);
    let read: Vec<Triple> = TurtleParser::new()
        .for_slice(changed(&fixes[0].text).as_bytes())
        .map(|triple| triple.unwrap())
        .collect();
    assert!(read.iter().any(|triple| triple.object.to_string().contains("script")));
    assert!(!fixes[1].text.contains("<script>"), "{}", fixes[1].text);
}

#[test]
fn every_metric_but_the_constraints_has_well_formed_texts() {
    let record = rdf("https://t.example/d", "<https://t.example/d> a dcat:Dataset .");
    for metric in Metric::ALL {
        for distribution in [Some(FILE), None] {
            for received in [&ckan(PACKAGE), &record, &table()] {
                let fixes = fixes_of(metric, received, &published(""), distribution);
                assert!(metric != Metric::DcatApCompliance || fixes.is_empty(), "{metric:?}");
                for fix in fixes {
                    assert!(!fix.text.is_empty(), "{metric:?}");
                    match fix.form {
                        Form::CkanAction => {
                            drop(serde_json::from_str::<serde_json::Value>(&fix.text).unwrap())
                        }
                        Form::Toml => drop(fix.text.parse::<toml::Table>().unwrap()),
                        Form::TurtleDiff => {
                            let text = changed(&fix.text);
                            let read: Result<Vec<Triple>, _> =
                                TurtleParser::new().for_slice(text.as_bytes()).collect();
                            assert!(read.is_ok(), "{metric:?}:\n{}", fix.text);
                        }
                        Form::Iso => assert_well_formed(&fix.text),
                        Form::Cell => {}
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
