//! What servers do to harvesters, a choice from transport and content: data is kept, the verdict is
//! true, and the run comes to an end.

use crate::{ckan_site, packages};
use datenkreis_tests::cassette::Ending;
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::cassette::synthetic::RdfCatalogue;
use datenkreis_tests::{Answer, Asked, Cassette, RunReport, Site};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const RECORDS: usize = 40;

/// Harvests once in peace, then with the fault; nothing may be lost.
fn with_fault(fault: impl Fn(&Ckan, &Asked, usize) -> Answer + Send + Sync + 'static) -> RunReport {
    let (site, cassette) = ckan_site(packages(0..RECORDS));
    site.source("quelle", "ckan", &format!("url = \"{}\"", cassette.url("")), "grace_days = 0");
    site.harvest("quelle").assert_verdict("complete");
    let ckan = Ckan::new(packages(0..RECORDS)).capped(20);
    let number = AtomicUsize::new(0);
    cassette.replace(move |asked| fault(&ckan, asked, number.fetch_add(1, Ordering::Relaxed)));
    let begun = Instant::now();
    let report = site.harvest("quelle");
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}: {report:?}", begun.elapsed());
    assert_eq!((report.counts.missing, report.counts.removed), (0, 0), "{report:?}");
    site.status().counts.assert_agree(RECORDS as u64);
    report
}

#[test]
fn a_refused_connection_fails_and_loses_nothing() {
    let (site, cassette) = ckan_site(packages(0..RECORDS));
    site.harvest("quelle");
    drop(cassette);
    let report = site.harvest("quelle");
    report.assert_verdict("failed");
    assert!(report.reason.is_some());
    site.status().counts.assert_agree(RECORDS as u64);
}

#[test]
fn silence_ends() {
    let report = with_fault(|_, _, _| Answer::status(200).ending(Ending::Silence(Duration::from_secs(5))));
    report.assert_verdict("failed");
}

#[test]
fn a_cut_page_is_asked_for_again() {
    let report = with_fault(|ckan, asked, number| {
        let answer = ckan.play(asked);
        if number == 1 { answer.ending(Ending::Cut(700)) } else { answer }
    });
    report.assert_verdict("complete");
    assert_eq!(report.counts.unchanged, RECORDS as u64);
}

#[test]
fn a_page_that_is_always_cut_is_never_complete() {
    let report = with_fault(|ckan, asked, _| ckan.play(asked).ending(Ending::CutUnnoticed(700)));
    assert!(["failed", "partial"].contains(&report.verdict.as_str()), "{report:?}");
}

#[test]
fn one_bad_moment_is_survived() {
    let report =
        with_fault(|ckan, asked, number| if number == 1 { Answer::status(503) } else { ckan.play(asked) });
    report.assert_verdict("complete");
}

#[test]
fn told_to_wait_it_waits() {
    let begun = Instant::now();
    let report = with_fault(|ckan, asked, number| {
        if number == 1 { Answer::status(429).header("retry-after", "2") } else { ckan.play(asked) }
    });
    report.assert_verdict("complete");
    assert!(begun.elapsed() >= Duration::from_secs(2), "{:?}", begun.elapsed());
}

#[test]
fn the_same_page_for_ever_comes_to_an_end() {
    let (site, cassette) = ckan_site(packages(0..RECORDS));
    site.harvest("quelle");
    let ckan = Ckan::new(packages(0..RECORDS)).capped(20);
    cassette.replace(move |asked| {
        let mut asked = asked.clone();
        asked.url.set_query(Some("rows=20"));
        ckan.play(&asked)
    });
    cassette.forget();
    let report = site.harvest("quelle");
    assert_ne!(report.verdict, "complete", "{report:?}");
    assert!(cassette.asked().len() <= 10, "{} requests", cassette.asked().len());
    site.status().counts.assert_agree(RECORDS as u64);
}

#[test]
fn an_empty_page_in_the_middle_is_a_gap() {
    let report = with_fault(|ckan, asked, _| match asked.number("start").or(asked.number("offset")) {
        Some(start) if start > 0 => {
            let body = serde_json::json!({ "success": true, "result": { "count": RECORDS, "results": [] } });
            Answer::json(&body)
        }
        _ => ckan.play(asked),
    });
    assert_eq!(report.verdict, "partial", "{report:?}");
}

#[test]
fn redirects_are_followed_five_times() {
    let report = with_fault(|ckan, asked, _| match asked.parameter("hop").as_deref() {
        None => redirect(asked, "1"),
        Some("1") => redirect(asked, "2"),
        _ => ckan.play(asked),
    });
    report.assert_verdict("complete");
    let report = with_fault(|_, asked, _| redirect(asked, "1"));
    report.assert_verdict("failed");
}

fn redirect(asked: &Asked, hop: &str) -> Answer {
    let mut url = asked.url.clone();
    let pairs: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| key != "hop")
        .map(|(key, value)| (key.into(), value.into()))
        .collect();
    url.query_pairs_mut().clear().extend_pairs(pairs).append_pair("hop", hop);
    Answer::status(302).header("location", url.as_str())
}

#[test]
fn redirects_do_not_leave_for_forbidden_places() {
    for target in ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/x"] {
        let report = with_fault(move |_, _, _| Answer::status(302).header("location", target));
        report.assert_verdict("failed");
    }
}

#[test]
fn an_answer_beyond_the_limit_is_refused() {
    let (site, cassette) = ckan_site(packages(0..RECORDS));
    site.harvest("quelle");
    let file = std::fs::read_to_string(site.path("sources/quelle.toml")).expect("the source");
    site.write("sources/quelle.toml", &file.replace("[network]", "[network]\nbody_mebibytes = 1"));
    cassette.replace(|_| Answer::new("application/json", vec![b' '; 3 << 20]));
    site.harvest("quelle").assert_verdict("failed");
    site.status().counts.assert_agree(RECORDS as u64);
}

#[test]
fn umlauts_survive_other_encodings() {
    let turtle = "<https://x.example/d/1> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> \"Straßenbäume für Fußgänger\"@de .";
    let xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
               xmlns:dcat=\"http://www.w3.org/ns/dcat#\" xmlns:dct=\"http://purl.org/dc/terms/\"><dcat:Dataset rdf:about=\"https://x.example/d/1\">\
               <dct:title xml:lang=\"de\">Straßenbäume für Fußgänger</dct:title></dcat:Dataset></rdf:RDF>";
    let latin1: Vec<u8> = xml.chars().map(|char| char as u8).collect();
    let with_mark = [b"\xEF\xBB\xBF".as_slice(), turtle.as_bytes()].concat();
    for (kind, body) in [("application/rdf+xml", latin1), ("text/turtle", with_mark)] {
        let cassette = Cassette::start(move |_| Answer::new(kind, body.clone()));
        let site = Site::default();
        site.dcat("quelle", &cassette.url("/catalog"));
        assert_eq!(site.harvest("quelle").counts.created, 1, "{kind}");
        let portal = site.serve();
        let feed = portal.get("/catalog.ttl").expect(200).text();
        assert!(feed.contains("Straßenbäume für Fußgänger"), "{kind}: {feed}");
    }
}

fn rdf_site(play: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> (Site, Cassette) {
    let cassette = Cassette::start(play);
    let site = Site::default();
    site.dcat("quelle", &cassette.url("/catalog.rdf"));
    (site, cassette)
}

#[test]
fn pages_of_rdf_are_followed_to_their_end() {
    let catalogue = RdfCatalogue { datasets: 95, page_size: 20 };
    let (site, _cassette) = rdf_site(move |asked| catalogue.play(asked));
    let report = site.harvest("quelle");
    report.assert_verdict("complete");
    assert_eq!((report.counts.created, report.counts.declared), (95, Some(95)), "{report:?}");
}

#[test]
fn a_cycle_of_pages_ends() {
    let catalogue = RdfCatalogue { datasets: 60, page_size: 20 };
    let (site, cassette) = rdf_site(move |asked| {
        let answer = catalogue.play(asked);
        // The last page leads back to the second.
        if asked.number("page") == Some(3) { back_to_second(asked) } else { answer }
    });
    let report = site.harvest("quelle");
    assert!(cassette.asked().len() <= 6, "{} requests: {report:?}", cassette.asked().len());
    assert_ne!(report.verdict, "complete", "20 of 60 never came: {report:?}");
}

fn back_to_second(asked: &Asked) -> Answer {
    let mut url = asked.url.clone();
    url.set_query(Some("page=2"));
    let this = &asked.url;
    let body = format!(
        "<{this}> a <http://www.w3.org/ns/hydra/core#PagedCollection> ; <http://www.w3.org/ns/hydra/core#next> <{url}> ; \
         <http://www.w3.org/ns/hydra/core#totalItems> 60 ."
    );
    Answer::new("text/turtle", body)
}

#[test]
fn a_document_that_kills_parsers_kills_no_run() {
    let mut entities = String::from("<!ENTITY a0 \"xxxxxxxxxx\">");
    for level in 1..10 {
        let previous = format!("&a{};", level - 1).repeat(10);
        entities.push_str(&format!("<!ENTITY a{level} \"{previous}\">"));
    }
    let body = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rdf:RDF [{entities}]><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
         xmlns:dcat=\"http://www.w3.org/ns/dcat#\"><dcat:Dataset rdf:about=\"urn:x\"><dcat:keyword>&a9;</dcat:keyword></dcat:Dataset></rdf:RDF>"
    );
    let (site, cassette) = rdf_site(move |_| Answer::new("application/rdf+xml", body.clone()));
    let report = site.harvest("quelle");
    assert_ne!(report.verdict, "complete", "{report:?}");
    let deep = format!("{}{}", "{\"a\":".repeat(3000), "1".to_owned() + &"}".repeat(3000));
    cassette.replace(move |_| Answer::new("application/ld+json", deep.clone()));
    let report = site.harvest("quelle");
    assert_ne!(report.verdict, "complete", "{report:?}");
}

/// A catalogue that lists two datasets and describes one or both of them.
fn small_catalogue(describes_both: bool) -> String {
    let dataset = |number: u8| {
        format!("<https://x.example/d/{number}> a dcat:Dataset ; dct:title \"Satz {number}\"@de .\n")
    };
    let second = if describes_both { dataset(2) } else { String::new() };
    format!(
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n\
         <https://x.example/c> a dcat:Catalog ; dcat:dataset <https://x.example/d/1>, <https://x.example/d/2> .\n{}{second}",
        dataset(1)
    )
}

#[test]
fn an_empty_rdf_answer_is_no_empty_catalogue() {
    let (site, cassette) = rdf_site(|_| Answer::new("text/turtle", small_catalogue(true)));
    site.harvest("quelle").assert_verdict("complete");
    for body in ["", " \n", "@prefix dcat: <http://www.w3.org/ns/dcat#> ."] {
        cassette.replace(move |_| Answer::new("text/turtle", body));
        let report = site.harvest("quelle");
        report.assert_verdict("failed");
        assert!(report.reason.is_some_and(|reason| reason.contains(" / the answer is empty")), "{body:?}");
    }
    site.status().counts.assert_agree(2);
}

#[test]
fn a_dataset_that_is_only_listed_keeps_its_old_version() {
    let (site, cassette) = rdf_site(|_| Answer::new("text/turtle", small_catalogue(true)));
    site.harvest("quelle").assert_verdict("complete");
    cassette.replace(|_| Answer::new("text/turtle", small_catalogue(false)));
    let report = site.harvest("quelle");
    report.assert_verdict("complete");
    assert_eq!((report.counts.unchanged, report.counts.failed, report.counts.missing), (1, 1, 0));
    site.status().counts.assert_agree(2);
}
