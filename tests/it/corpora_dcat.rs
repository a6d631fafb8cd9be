//! Every dataset of real DCAT catalogues arrives or has a finding.

use datenkreis_tests::cassette::shelf::media_type;
use datenkreis_tests::corpora::{Recording, recordings};
use datenkreis_tests::{Answer, Cassette, RunReport, Site, rdf};

/// A file that no parser can read to its end; what stands before the damage may arrive, and the run
/// must say that something is missing.
const DAMAGED: &str = "dcat/pkan-dcat_ap_de-RefImp_RDF_MAX_V1.0.rdf";

fn harvest(recording: &Recording) -> (Site, RunReport) {
    let name = recording.name.rsplit('/').next().unwrap_or_default().to_owned();
    let kind = media_type(&name);
    let path = format!("/{name}");
    let asked_for = path.clone();
    let body = recording.bytes();
    // One page: what it links to is not there.
    let cassette = Cassette::start(move |asked| {
        if asked.path() == asked_for && asked.url.query().is_none() {
            Answer::new(kind, body.clone())
        } else {
            Answer::status(404)
        }
    });
    let site = Site::default();
    site.dcat("quelle", &cassette.url(&path));
    let report = site.harvest("quelle");
    (site, report)
}

fn check(recording: &Recording) {
    let Some(expected) = recording.count("dataset") else { return };
    let (site, report) = harvest(recording);
    let counts = report.counts;
    let context = format!("{}: {report:?}", recording.name);
    // Where the strict parser behind the figure gave up, there may be more.
    let exact = recording.defect.is_empty() || recording.defect.contains("[lenient ok]");
    let arrived = counts.created + counts.skipped + counts.failed;
    // A catalogue may list more than it describes; what is only listed counts as unreadable.
    let is_all = [arrived, arrived - counts.failed].contains(&expected);
    assert!(is_all || !exact && arrived > expected, "{expected} expected; {context}");
    site.status().counts.assert_agree(counts.created);

    let again = site.harvest("quelle");
    assert_eq!(again.seq, report.seq, "a second run writes nothing: {context}");
    if counts.created == 0 {
        return;
    }
    let portal = site.serve();
    let (mut published, mut triples) = (vec![], vec![]);
    let mut next = Some("/catalog.nt".to_owned());
    while let Some(url) = next {
        let graph = rdf::parse(&portal.get(&url).expect(200).body, "application/n-triples");
        assert_eq!(rdf::blank_nodes(&graph), [""; 0], "{context}");
        published.extend(rdf::datasets(&graph));
        triples.extend(graph.iter().map(oxrdf::Triple::from));
        next = rdf::value(&graph, rdf::NEXT);
    }
    assert_eq!(published.len() as u64, counts.created, "{context}");
    assert_eq!(rdf::violations(&triples), [""; 0], "{context}");
}

fn check_all(prefix: &str) {
    for recording in recordings(prefix) {
        check(&recording);
    }
}

#[test]
fn rostock_and_destatis() {
    check_all("dcat/govdata-dashboard/");
}

#[test]
fn schleswig_holstein() {
    check_all("dcat/schleswig-holstein/");
}

#[test]
fn norway() {
    check_all("dcat/norway/");
}

#[test]
fn udata() {
    check_all("dcat/udata/");
}

#[test]
fn ckanext_dcatde() {
    check_all("dcat/ckanext-dcatde/");
}

#[test]
fn ckanext_dcat_examples() {
    check_all("dcat/ckanext-dcat-examples/");
}

#[test]
fn switzerland_and_opendatasoft() {
    check_all("dcat/switzerland/");
    check_all("dcat/opendatasoft-network/");
}

#[test]
fn a_damaged_document_is_never_complete() {
    for recording in recordings(DAMAGED) {
        let (_site, report) = harvest(&recording);
        assert!(["partial", "failed"].contains(&report.verdict.as_str()), "{report:?}");
        assert!(report.reason.is_some(), "{report:?}");
    }
}
