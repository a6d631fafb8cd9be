//! The public SPARQL endpoint: the protocol, and that nobody can bring it down.

use crate::corpora_ckan::count;
use crate::{ckan_site, packages};
use datenkreis_tests::{Cassette, Portal, Reply, Site, rdf};
use serde_json::Value;
use std::time::{Duration, Instant};

const ALL: &str = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }";
const TITLES: &str = "SELECT ?d ?t WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> ?t } ORDER BY ?t";

fn running() -> (Portal, Site, Cassette) {
    running_with("")
}

fn running_with(tables: &str) -> (Portal, Site, Cassette) {
    let (site, cassette) = ckan_site(packages(0..60));
    let config = std::fs::read_to_string(site.config()).expect("the portal file");
    site.write("portal.toml", &format!("{config}\n{tables}"));
    site.harvest("quelle").assert_verdict("complete");
    (site.serve(), site, cassette)
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// A query in the body, as programs with long queries send it.
fn ask(portal: &Portal, query: &str, accept: &str) -> Reply {
    let headers = [("accept", accept), ("content-type", "application/sparql-query")];
    portal.send("POST", "/sparql", &headers, Some(query.into()))
}

#[test]
fn the_three_ways_of_asking() {
    let (portal, _site, _cassette) = running();
    let accept = ("accept", "application/sparql-results+json");
    let query = encoded(TITLES);
    let form = ("content-type", "application/x-www-form-urlencoded");
    let answers = [
        portal.send("GET", &format!("/sparql?query={query}"), &[accept], None),
        portal.send("POST", "/sparql", &[accept, form], Some(format!("query={query}").into())),
        ask(&portal, TITLES, "application/sparql-results+json"),
    ];
    for answer in answers {
        let answer = answer.expect(200);
        assert_eq!(answer.media_type(), "application/sparql-results+json");
        let json: Value = answer.json();
        assert_eq!(json["head"]["vars"], serde_json::json!(["d", "t"]));
        assert_eq!(json["results"]["bindings"].as_array().map(Vec::len), Some(60));
    }
    let head =
        portal.head_as(&format!("/sparql?query={query}"), "application/sparql-results+json").expect(200);
    assert_eq!((head.media_type(), head.body.len()), ("application/sparql-results+json", 0));
}

#[test]
fn answers_come_as_asked_for() {
    let (portal, _site, _cassette) = running();
    for (accept, expected) in [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+xml;q=0.3, text/csv;q=0.9", "text/csv"),
        ("*/*", "application/sparql-results+json"),
    ] {
        let answer = ask(&portal, TITLES, accept).expect(200);
        assert_eq!(answer.media_type(), expected, "{accept}");
        assert!(answer.header("vary").to_lowercase().contains("accept"), "{accept}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{accept}");
    }
    let csv = ask(&portal, TITLES, "text/csv").expect(200).text();
    assert_eq!(csv.lines().count(), 61, "{csv}");

    let construct = "CONSTRUCT { ?d <http://purl.org/dc/terms/title> ?t } WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> ?t }";
    for (_, media_type) in rdf::FORMATS {
        let answer = ask(&portal, construct, media_type).expect(200);
        assert_eq!(answer.media_type(), media_type);
        assert_eq!(rdf::parse(&answer.body, media_type).len(), 60, "{media_type}");
    }
    let yes: Value = ask(&portal, "ASK { ?s ?p ?o }", "application/sparql-results+json").expect(200).json();
    assert_eq!(yes["boolean"], true);
}

#[test]
fn the_default_graph_is_the_whole_catalogue() {
    let (portal, site, _cassette) = running();
    let base = site.base();
    assert_eq!(count(&portal, "SELECT (COUNT(*) AS ?n) { ?d a <http://www.w3.org/ns/dcat#Dataset> }"), 60);
    let listed =
        format!("SELECT (COUNT(*) AS ?n) {{ <{base}/catalog> <http://www.w3.org/ns/dcat#dataset> ?d }}");
    assert_eq!(count(&portal, &listed), 60);
    let described = format!(
        "SELECT (COUNT(*) AS ?n) {{ <{base}/catalog> a <http://www.w3.org/ns/dcat#Catalog> ; <http://purl.org/dc/terms/title> ?t }}"
    );
    assert!(count(&portal, &described) >= 1);
    let internal =
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), 'assertions')) }";
    assert_eq!(count(&portal, internal), 0, "bookkeeping is not public");
}

#[test]
fn quality_stands_in_a_graph_of_its_own() {
    let (portal, site, _cassette) = running();
    let graph = format!("{}/graph/quality", site.base());
    let measured = |graph: &str, metric: &str| {
        let what = format!(
            "?m a <http://www.w3.org/ns/dqv#QualityMeasurement> ; <http://www.w3.org/ns/dqv#computedOn> ?d ;
             <http://www.w3.org/ns/dqv#isMeasurementOf> <https://piveau.eu/ns/voc#{metric}> ;
             <http://www.w3.org/ns/dqv#value> ?v"
        );
        count(
            &portal,
            &format!(
                "SELECT (COUNT(DISTINCT ?d) AS ?n) {{ GRAPH {graph} {{ {what} }} ?d a <http://www.w3.org/ns/dcat#Dataset> }}"
            ),
        )
    };
    for metric in ["scoring", "findabilityScoring", "keywordAvailability", "knownLicence"] {
        assert_eq!(measured(&format!("<{graph}>"), metric), 60, "{metric}");
        assert_eq!(measured("?g", metric), 60, "{metric}");
        assert_eq!(measured(&format!("<{}/graph/state>", site.base()), metric), 0, "{metric}");
    }
    let pages = portal.get_as("/sparql", "text/html").expect(200).text();
    assert!(pages.contains("voc%23"), "an example asks for scores");
    let graphs = count(&portal, "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }");
    assert_eq!(graphs, 1, "bookkeeping is not public");
}

#[test]
fn it_describes_itself() {
    let (portal, site, _cassette) = running();
    let answer = portal.get_as("/sparql", "text/turtle").expect(200);
    let text = rdf::parse(&answer.body, "text/turtle").to_string();
    assert!(text.contains("http://www.w3.org/ns/sparql-service-description#Service"), "{text}");
    assert!(text.contains(&format!("<{}/sparql>", site.base())), "{text}");
}

#[test]
fn other_origins_may_ask() {
    let (portal, _site, _cassette) = running();
    let preflight = [
        ("origin", "https://example.org"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "content-type"),
    ];
    let answer = portal.send("OPTIONS", "/sparql", &preflight, None);
    assert!((200..300).contains(&answer.status), "{}", answer.status);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert!(answer.header("access-control-allow-methods").contains("POST"), "{:?}", answer.headers);
}

#[test]
fn mistakes_are_the_clients() {
    let (portal, _site, _cassette) = running();
    let answer = ask(&portal, "SELECT * WHERE { ?s ?p }", "application/json").expect(400);
    assert_eq!(answer.media_type(), "application/problem+json");
    let problem: Value = answer.json();
    assert_eq!(problem["status"], 400);
    let detail = problem["detail"].as_str().unwrap_or_default();
    assert!(detail.contains('1'), "it says where: {detail}");
    assert_eq!(
        portal.send("POST", "/sparql", &[("content-type", "text/plain")], Some("x".into())).status,
        415
    );
    assert_eq!(portal.send("DELETE", "/sparql", &[], None).status, 405);
}

#[test]
fn updates_are_refused() {
    let (portal, _site, _cassette) = running();
    let before = count(&portal, ALL);
    let form = ("content-type", "application/x-www-form-urlencoded");
    let update = ("content-type", "application/sparql-update");
    for text in
        ["DROP ALL", "CLEAR DEFAULT", "LOAD <file:///etc/passwd>", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"]
    {
        let in_url = encoded(text);
        let answers = [
            portal.get_as(&format!("/sparql?query={in_url}"), "application/json"),
            portal.get_as(&format!("/sparql?update={in_url}"), "application/json"),
            portal.send("POST", "/sparql", &[form], Some(format!("query={in_url}").into())),
            portal.send("POST", "/sparql", &[form], Some(format!("update={in_url}").into())),
            portal.send("POST", "/sparql", &[update], Some(text.into())),
            ask(&portal, text, "application/json"),
        ];
        for answer in answers {
            assert!(
                matches!(answer.status, 400 | 403 | 405 | 415),
                "{text}: {} {}",
                answer.status,
                answer.text()
            );
        }
    }
    assert_eq!(count(&portal, ALL), before);
}

#[test]
fn service_is_refused_and_asks_nobody() {
    let (portal, _site, cassette) = running();
    cassette.forget();
    let target = cassette.url("/sparql");
    for query in [
        format!("SELECT * {{ SERVICE <{target}> {{ ?s ?p ?o }} }}"),
        format!("SELECT * {{ SERVICE SILENT <{target}> {{ ?s ?p ?o }} }}"),
        format!("SELECT * {{ BIND(<{target}> AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}"),
        format!("SELECT * {{ {{ SELECT * {{ SERVICE <{target}> {{ ?s ?p ?o }} }} }} }}"),
        format!("SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{target}> {{ ?s ?p ?o }} }} }}"),
    ] {
        let answer = ask(&portal, &query, "application/json");
        assert!(matches!(answer.status, 400 | 403), "{query}: {}", answer.status);
    }
    assert!(cassette.asked().is_empty(), "{:?}", cassette.asked());
    let from = format!("SELECT (COUNT(*) AS ?n) FROM <{target}> {{ ?s ?p ?o }}");
    let answer = ask(&portal, &from, "application/sparql-results+json");
    assert!(answer.status != 200 || answer.text().contains("\"0\""), "{}", answer.text());
    assert!(cassette.asked().is_empty(), "FROM fetches nothing");
}

/// Sends something hostile; the answer is a refusal, in time, and the server goes on answering.
fn check_attack(portal: &Portal, name: &str, query: &str, within: Duration) {
    let begun = Instant::now();
    let answer = ask(portal, query, "application/sparql-results+json");
    let took = begun.elapsed();
    assert!(matches!(answer.status, 400..=499 | 503), "{name}: {} after {took:?}", answer.status);
    assert!(took < within, "{name}: {took:?}");
    assert_eq!(portal.get("/healthz").status, 200, "{name}");
    assert_eq!(
        count(portal, "SELECT (COUNT(*) AS ?n) { ?d a <http://www.w3.org/ns/dcat#Dataset> }"),
        60,
        "after {name}"
    );
}

#[test]
fn deep_nesting_is_refused() {
    let (portal, _site, _cassette) = running();
    let at_once = Duration::from_secs(1);
    let braces = format!("SELECT * {} ?s ?p ?o {}", "{".repeat(5000), "}".repeat(5000));
    let brackets = format!("SELECT * {{ ?s ?p ?o FILTER({}1=1{}) }}", "(".repeat(5000), ")".repeat(5000));
    let nots = format!("SELECT * {{ ?s ?p ?o FILTER({}true) }}", "!".repeat(20_000));
    let unions = format!("SELECT * {{ {{ ?s ?p ?o }} {} }}", "UNION { ?s ?p ?o }".repeat(1_500));
    let paths = format!("SELECT * {{ ?s {}<urn:p>{} ?o }}", "(".repeat(5000), ")".repeat(5000));
    let long = format!("SELECT * {{ ?s ?p ?o }} #{}", "x".repeat(40_000));
    for (name, query) in
        [("{", braces), ("(", brackets), ("!", nots), ("UNION", unions), ("path", paths), ("long", long)]
    {
        check_attack(&portal, name, &query, at_once);
    }
}

#[test]
fn greedy_queries_die_alone() {
    let (portal, _site, _cassette) = running_with(
        "[sparql]\nworkers = 2\ntimeout_secs = 3\nmemory_mebibytes = 1024\nanswer_mebibytes = 8\n",
    );
    let in_time = Duration::from_secs(20);
    let cross = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l";
    let concat = (0..9).fold(String::from("BIND('xxxxxxxx' AS ?x0)"), |text, level| {
        let arguments = vec![format!("?x{level}"); 8].join(",");
        format!("{text} BIND(CONCAT({arguments}) AS ?x{})", level + 1)
    });
    for (name, query) in [
        ("cross count", format!("SELECT (COUNT(*) AS ?n) {{ {cross} }}")),
        ("cross order", format!("SELECT * {{ {cross} }} ORDER BY ?c ?f ?i")),
        ("cross distinct", format!("SELECT DISTINCT ?a ?d ?g ?j {{ {cross} }}")),
        ("cross all", format!("SELECT * {{ {cross} }}")),
        ("concat", format!("SELECT (STRLEN(?x9) AS ?n) {{ {concat} }}")),
        ("path", "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)* ?b . ?b (!<urn:x>|^!<urn:x>)* ?c . ?c (!<urn:x>|^!<urn:x>)* ?d . ?e ?f ?g . ?h ?i ?j }".into()),
    ] {
        check_attack(&portal, name, &query, in_time);
    }
    assert!(
        portal.peak_kibibytes() < 1 << 20,
        "the server itself stays small: {} KiB",
        portal.peak_kibibytes()
    );
}

#[test]
fn many_slow_queries_do_not_shut_out_the_rest() {
    let (portal, _site, _cassette) = running_with("[sparql]\nworkers = 1\ntimeout_secs = 2\nqueue = 2\n");
    let slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let askers: Vec<_> =
            (0..8).map(|_| scope.spawn(|| ask(&portal, slow, "application/json").status)).collect();
        let begun = Instant::now();
        assert_eq!(portal.get("/").status, 200);
        assert!(
            begun.elapsed() < Duration::from_secs(1),
            "pages are served meanwhile: {:?}",
            begun.elapsed()
        );
        askers.into_iter().map(|asker| asker.join().expect("an answer")).collect()
    });
    assert!(statuses.iter().all(|status| matches!(status, 400..=499 | 503)), "{statuses:?}");
    portal.wait_until("answering", |portal| {
        ask(portal, "ASK {}", "application/sparql-results+json").status == 200
    });
}

#[test]
fn one_client_leaves_a_worker_for_others() {
    let (portal, _site, _cassette) = running_with("[sparql]\nworkers = 2\ntimeout_secs = 8\n");
    let slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let askers: Vec<_> =
            (0..3).map(|_| scope.spawn(|| ask(&portal, slow, "application/json").status)).collect();
        askers.into_iter().map(|asker| asker.join().expect("an answer")).collect()
    });
    let count = |status| statuses.iter().filter(|found| **found == status).count();
    assert_eq!((count(422), count(429)), (1, 2), "{statuses:?}");
}

#[test]
fn what_can_never_be_answered_says_so() {
    let (portal, _site, _cassette) = running_with("[sparql]\ntimeout_secs = 1\nanswer_mebibytes = 1\n");
    let cross = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    for query in [cross.to_owned(), cross.replace('*', "(COUNT(*) AS ?n)")] {
        let reply = ask(&portal, &query, "application/sparql-results+json").expect(422);
        assert_eq!(reply.header("retry-after"), "", "{query}");
        let text = reply.text();
        assert!(text.contains(" / "), "in both languages: {text}");
    }
    let graph = portal.get(&format!("/sparql?query={}&default-graph-uri=kein%20Graph", encoded(ALL)));
    assert_eq!(graph.status, 400, "{}", graph.text());
}

#[test]
fn the_query_page_is_a_plain_form() {
    let (portal, _site, _cassette) = running();
    for path in ["/sparql", "/en/sparql"] {
        let page = portal.get_as(path, "text/html").expect(200);
        assert_eq!(page.media_type(), "text/html");
        let text = page.text();
        assert!(text.contains("<textarea") && text.contains("<form"), "{text}");
        let with_answer =
            portal.get_as(&format!("{path}?query={}", encoded(TITLES)), "text/html").expect(200).text();
        assert!(with_answer.contains("<table") && with_answer.contains("Satz 1"), "{with_answer}");
    }
    let echo = portal
        .get_as(&format!("/sparql?query={}", encoded("</textarea><script>alert(1)</script>")), "text/html");
    assert!(!echo.text().contains("<script>alert"), "{}", echo.text());
}
