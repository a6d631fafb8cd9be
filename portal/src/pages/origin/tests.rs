use super::*;
use datenkreis_vocab::finding::rule;

fn said(property: &str, value: &str) -> Statement {
    Statement { field: property.into(), property: Some(property.into()), value: value.into() }
}

#[test]
fn outcomes() {
    let texts = crate::texts::of(Language::De);
    let check = |came: &[&str], stands: &[&str], expected: &str| {
        let side =
            |values: &[&str]| values.iter().map(|value| said("dcterms:title", value)).collect::<Vec<_>>();
        let row = Row::new(texts, "dcterms:title", &side(came), &side(stands), vec![]);
        assert_eq!(row.class, expected, "{came:?} {stands:?}");
    };
    check(&["Bäume"], &["Bäume @de"], "unchanged");
    check(&["CSV"], &["http://publications.europa.eu/resource/authority/file-type/CSV"], "rewritten");
    check(&[], &["x"], "added");
    check(&["x"], &[], "left-out");
}

#[test]
fn each_finding_stands_at_its_property_once() {
    let findings = [
        Finding::new(&rule::LICENSE_UNKNOWN, "resources[1].license_id").found("x"),
        Finding::new(&rule::LICENSE_MISSING, "dcterms:license"),
        Finding::new(&rule::RECORD_DUPLICATE, "id"),
    ];
    let mut why = Why::new(Language::De, "ckan", &findings);
    assert_eq!(why.take("dcat:distribution dcterms:license").len(), 2);
    assert_eq!(why.take("dcat:distribution dcterms:license").len(), 0);
    assert_eq!(why.rest().len(), 1);
}

#[test]
fn no_value_has_two_rows() {
    let published = [
        said("dcterms:spatial skos:prefLabel", "Selm @de"),
        said("dcterms:spatial", "https://x.example/selm"),
        said("dcterms:title", "Selm"),
    ];
    let check = |value: &str, expected: &str| {
        let why = Why::new(Language::De, "rdf", &[]);
        let moved = at_their_place(vec![said("dcterms:spatial", value)], &published, &why);
        assert_eq!(moved[0].property.as_deref(), Some(expected), "{value}");
    };
    check("Selm", "dcterms:spatial skos:prefLabel");
    check("https://x.example/selm", "dcterms:spatial");
    check("kaputt{", "dcterms:spatial");
}

#[test]
fn values_in_the_cells_are_not_said_again() {
    let texts = crate::texts::of(Language::De);
    let csv = "http://publications.europa.eu/resource/authority/file-type/CSV";
    let finding = Finding::new(&rule::VALUE_NORMALISED, "dcterms:format").found("csv").concluded(csv);
    let view = || vec![FindingView::new(Language::De, &finding, &[])];
    let way = "dcat:distribution dcterms:format";
    let row = Row::new(texts, way, &[said(way, "csv")], &[said(way, csv)], view());
    assert_eq!((&row.why[0].found, &row.why[0].concluded), (&None, &None));
    assert_eq!(row.published.values[0].label, Some("CSV"));
    let row = Row::new(texts, way, &[said(way, "Excel")], &[], view());
    assert_eq!(row.why[0].found.as_deref(), Some("csv"));
}

#[test]
fn a_proposal_has_a_row_of_its_property() {
    let proposal = Finding::new(&rule::PERIOD_PROPOSED, "dcterms:temporal").concluded("2019").confidence(85);
    let duplicate = Finding::new(&rule::RECORD_DUPLICATE, "id");
    let findings = [proposal, duplicate, Finding::new(&rule::IDENTITY_CONFLICT, "dcat:Dataset")];
    let mut why = Why::new(Language::De, "rdf", &findings);
    assert_eq!(why.ways(), ["dcterms:temporal"]);
    let texts = crate::texts::of(Language::De);
    let row = Row::new(texts, "dcterms:temporal", &[], &[], why.take("dcterms:temporal"));
    assert_eq!((row.outcome, row.why[0].proposed.as_deref()), (texts.origin_proposed, Some("2019")));
    let check = |finding: Finding, expected: &str| {
        let view = FindingView::new(Language::De, &finding, &[]);
        assert_eq!(Row::new(texts, "dcterms:license", &[], &[], vec![view]).outcome, expected);
    };
    check(Finding::new(&rule::LICENSE_MISSING, "dcterms:license"), texts.origin_missing);
    check(Finding::new(&rule::VALUE_UNKNOWN, "dcterms:license").found("frei"), texts.origin_left_out);
}

#[test]
fn a_value_stays_where_a_finding_names_it() {
    let published =
        [said("dcterms:spatial skos:prefLabel", "Selm"), said("dcterms:spatial", "https://x.example/")];
    let finding = [Finding::new(&rule::PLACE_CONCLUDED, "dcterms:spatial").found("Selm")];
    let why = Why::new(Language::De, "rdf", &finding);
    let there = at_their_place(vec![said("dcterms:spatial", "Selm")], &published, &why);
    assert_eq!(there[0].property.as_deref(), Some("dcterms:spatial"));
}

#[test]
fn what_is_said_of_a_file_is_not_said_of_the_dataset() {
    let stable = Finding::new(&rule::VALUE_NORMALISED, "dcatap:availability").found("stable").concluded("x");
    let concluded =
        Finding::new(&rule::VALUE_CONCLUDED, "dcat:Distribution dcatap:hvdCategory").concluded("x");
    let findings = [stable, concluded];
    let mut why = Why::new(Language::De, "ckan", &findings);
    let of_file = "dcat:distribution dcatap:availability";
    why.values = vec![said("dcatap:availability", "geplant"), said(of_file, "stable")];
    assert_eq!(why.take("dcatap:availability").len(), 0);
    assert_eq!(why.take(of_file).len(), 1);
    assert_eq!(why.take("dcat:distribution dcatap:hvdCategory").len(), 1);
}

#[test]
fn what_is_published_instead_stands_there() {
    let finding =
        Finding::new(&rule::PLACE_CONCLUDED, "dcatde:politicalGeocodingURI").concluded("https://x.example/");
    let view = [FindingView::new(Language::De, &finding, &[])];
    let published = [said("dcterms:spatial", "https://x.example/"), said("dcterms:title", "Selm")];
    assert_eq!(published_instead(&view, &published), published[..1]);
}

#[test]
fn what_nobody_reads_is_not_simply_taken_over() {
    let texts = crate::texts::of(Language::De);
    let finding = Finding::new(&rule::TERM_UNKNOWN, "dcat:keywords").found("dcat:keywords");
    let view = FindingView::new(Language::De, &finding, &[]);
    let side = [said("dcat:keywords", "Bad")];
    let row = Row::new(texts, "dcat:keywords", &side, &side, vec![view]);
    assert_eq!(row.outcome, texts.origin_faulty);
}

#[test]
fn properties_have_names() {
    let check = |way: &str, expected: Option<&str>| {
        assert_eq!(name_of(way, Language::De).as_deref(), expected, "{way}");
    };
    check("dcterms:title", Some("Titel"));
    check("dcat:distribution dcterms:license", Some("Lizenz (Datei)"));
    check("dcterms:publisher foaf:name", Some("Name (Herausgeber)"));
    check("<https://x.example/p>", None);
}

#[test]
fn the_dataset_goes_before_its_files() {
    let published =
        [said("dcat:distribution adms:status", "x"), said("dcat:version", "1"), said("dcterms:title", "t")];
    assert_eq!(ways(&published, &[]), ["dcterms:title", "dcat:version", "dcat:distribution adms:status"]);
}
