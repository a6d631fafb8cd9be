//! The feed as federal portals read it, and single datasets in every serialisation.

use crate::{ckan_site, package, packages};
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::rdf::{self, FORMATS};
use datenkreis_tests::site::BASE;
use datenkreis_tests::{Cassette, Client, Portal, Site};
use std::collections::BTreeSet;

const DATASETS: usize = 230;

fn running() -> (Portal, Site, Cassette) {
    let (site, cassette) = ckan_site(packages(0..DATASETS));
    site.harvest("quelle").assert_verdict("complete");
    (site.serve(), site, cassette)
}

/// The datasets on all pages, by following the links as a harvester does; and the pages' addresses.
fn walk(client: &Client, extension: &str, media_type: &str) -> (Vec<String>, Vec<String>) {
    let mut datasets = vec![];
    let mut pages = vec![];
    let mut next = Some(format!("/catalog.{extension}"));
    while let Some(url) = next {
        let head = client.head_as(&url, "*/*").expect(200);
        let page = client.get(&url).expect(200);
        assert_eq!(page.media_type(), media_type, "{url}");
        for name in ["content-type", "etag", "content-length", "last-modified", "cache-control"] {
            assert_eq!(head.header(name), page.header(name), "HEAD and GET differ in {name} at {url}");
        }
        assert!(head.body.is_empty());
        let graph = rdf::parse(&page.body, media_type);
        assert_eq!(rdf::blank_nodes(&graph), [""; 0]);
        assert_eq!(rdf::value(&graph, rdf::TOTAL_ITEMS).as_deref(), Some(DATASETS.to_string().as_str()));
        datasets.extend(rdf::datasets(&graph));
        next = rdf::value(&graph, rdf::NEXT);
        pages.push(url);
        assert!(pages.len() < 10, "{pages:?}");
    }
    (datasets, pages)
}

#[test]
fn all_pages_hold_all_datasets_in_every_serialisation() {
    let (portal, _site, _cassette) = running();
    let mut before: Option<Vec<String>> = None;
    for (extension, media_type) in FORMATS {
        let (datasets, pages) = walk(&portal, extension, media_type);
        assert_eq!(pages.len(), 3, "{pages:?}");
        assert_eq!(datasets.iter().collect::<BTreeSet<_>>().len(), DATASETS, "each dataset once");
        assert_eq!(datasets.len(), DATASETS, "each dataset once");
        if let Some(before) = &before {
            assert_eq!(before, &datasets, "the order is stable");
        }
        before = Some(datasets);
    }
}

#[test]
fn serialisations_say_the_same() {
    let (portal, _site, _cassette) = running();
    let iri = format!("{BASE}/dataset/quelle/00000000-0000-4000-8000-000000000007");
    let mut before: Option<oxrdf::Graph> = None;
    for (extension, media_type) in FORMATS {
        let by_extension = portal.get(&format!("{iri}.{extension}")).expect(200);
        assert_eq!(by_extension.media_type(), media_type);
        let negotiated = portal.get_as(&iri, media_type).expect(200);
        assert_eq!(negotiated.media_type(), media_type);
        assert!(negotiated.header("vary").to_lowercase().contains("accept"), "{:?}", negotiated.headers);
        assert_eq!(negotiated.body, by_extension.body);
        let graph = rdf::parse(&by_extension.body, media_type);
        assert_eq!(rdf::datasets(&graph), [format!("<{iri}>")]);
        if let Some(before) = &before {
            assert!(rdf::isomorphic(before, &graph), "{media_type} differs");
        }
        before = Some(graph);
    }
}

#[test]
fn accept_decides() {
    let (portal, _site, _cassette) = running();
    let iri = "/dataset/quelle/00000000-0000-4000-8000-000000000007";
    for (accept, expected) in [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
        ("application/rdf+xml;q=0.5, text/turtle;q=0.8", "text/turtle"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
        ("text/html;q=0,*/*", "text/turtle"),
        ("application/*", "application/rdf+xml"),
    ] {
        let reply = portal.get_as(iri, accept).expect(200);
        assert_eq!(reply.media_type(), expected, "{accept}");
        let head = portal.head_as(iri, accept).expect(200);
        assert_eq!(head.media_type(), expected, "{accept}");
    }
    for refused in
        [portal.get_as(iri, "image/png").expect(406), portal.get_as("/nichts", "text/html").expect(404)]
    {
        assert!(refused.header("vary").to_lowercase().split(", ").any(|name| name == "accept"));
    }
    let feed = portal.get_as("/catalog", "text/turtle;q=0,*/*;q=0.1").expect(200);
    assert_eq!(feed.media_type(), "application/rdf+xml");
}

#[test]
fn what_a_client_has_is_not_sent_again() {
    let (portal, _site, _cassette) = running();
    for target in ["/catalog.ttl", "/dataset/quelle/00000000-0000-4000-8000-000000000007.rdf"] {
        let first = portal.get(target).expect(200);
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty(), "{target}");
        let second = portal.send("GET", target, &[("if-none-match", &tag)], None);
        assert_eq!((second.status, second.body.len()), (304, 0), "{target}");
        assert_eq!(second.header("etag"), tag);
        assert_eq!(
            portal.send("GET", target, &[("if-none-match", "\"other\"")], None).status,
            200,
            "{target}"
        );
        let changed = first.header("last-modified").to_owned();
        for (since, expected) in [(changed.as_str(), 304), ("Sat, 01 Jan 2000 00:00:00 GMT", 200)] {
            let asked = portal.send("GET", target, &[("if-modified-since", since)], None);
            assert_eq!(asked.status, expected, "{target} {since}");
        }
    }
}

#[test]
fn a_walk_sees_one_state_while_runs_commit() {
    let (site, cassette) = ckan_site(packages(0..DATASETS));
    let token = site.allow_token();
    site.harvest("quelle");
    let portal = site.serve();
    for round in 0..5 {
        let first = portal.get("/catalog.nt").expect(200);
        let graph = rdf::parse(&first.body, "application/n-triples");
        let mut datasets = rdf::datasets(&graph);
        let mut next = rdf::value(&graph, rdf::NEXT);
        // While the walk is under way, every dataset changes, one goes and one comes.
        let mut changed: Vec<_> =
            (round + 1..DATASETS + round + 1).map(|id| package(id, &format!("Runde {round}"))).collect();
        changed.extend(packages(0..=round));
        let ckan = Ckan::new(changed);
        cassette.replace(move |asked| ckan.play(asked));
        portal.run_to_end(&token, "quelle");
        let declared = rdf::value(&graph, rdf::TOTAL_ITEMS);
        while let Some(url) = next {
            let page = portal.get(&url).expect(200);
            let graph = rdf::parse(&page.body, "application/n-triples");
            assert_eq!(rdf::value(&graph, rdf::TOTAL_ITEMS), declared, "{url}");
            datasets.extend(rdf::datasets(&graph));
            next = rdf::value(&graph, rdf::NEXT);
        }
        let distinct: BTreeSet<_> = datasets.iter().collect();
        assert_eq!(
            (datasets.len(), Some(distinct.len().to_string())),
            (distinct.len(), declared),
            "round {round}"
        );
    }
}

#[test]
fn an_empty_catalogue_is_never_served() {
    let (site, _cassette) = ckan_site(vec![]);
    let portal = site.serve();
    for (extension, _) in FORMATS {
        let reply = portal.get(&format!("/catalog.{extension}"));
        assert_eq!(reply.status, 503, "{}", reply.text());
        assert!(!reply.header("retry-after").is_empty());
        assert_eq!(portal.head_as(&format!("/catalog.{extension}"), "*/*").status, 503);
    }
}

#[test]
fn no_page_is_invented() {
    let (portal, _site, _cassette) = running();
    for target in [
        "/catalog.ttl?page=4",
        "/catalog.ttl?page=0",
        "/catalog.ttl?snapshot=999999",
        "/catalog.ttl?page=x",
        "/catalog.xyz",
    ] {
        let reply = portal.get(target);
        assert!((400..500).contains(&reply.status), "{target}: {}", reply.status);
    }
}

#[test]
fn browsers_of_other_origins_may_read() {
    let (portal, _site, _cassette) = running();
    for target in ["/catalog.ttl", "/dataset/quelle/00000000-0000-4000-8000-000000000007.jsonld"] {
        let reply = portal.send("GET", target, &[("origin", "https://example.org")], None).expect(200);
        assert_eq!(reply.header("access-control-allow-origin"), "*", "{target}");
        assert!(reply.header("access-control-allow-credentials").is_empty(), "{target}");
    }
}

#[test]
fn what_lies_below_a_dataset_is_found_there() {
    let (portal, _site, _cassette) = running();
    let graph = rdf::parse(
        &portal.get("/dataset/quelle/00000000-0000-4000-8000-000000000007.nt").expect(200).body,
        "application/n-triples",
    );
    let iri = format!("{BASE}/dataset/quelle/00000000-0000-4000-8000-000000000007");
    let below: BTreeSet<String> = graph
        .iter()
        .map(|triple| triple.subject.to_string().trim_matches(['<', '>']).to_owned())
        .filter(|subject| subject.starts_with(&format!("{iri}/")))
        .collect();
    assert!(!below.is_empty(), "a distribution at least");
    for subject in below {
        let reply = portal.get(&subject);
        assert_eq!((reply.status, reply.header("location")), (303, iri.as_str()), "{subject}");
        let path = subject.strip_prefix(BASE).expect("an address of ours");
        let english = portal.get(&format!("/en{path}")).expect(303).header("location").to_owned();
        assert_eq!(english, iri.replacen("/dataset/", "/en/dataset/", 1));
    }
    for nowhere in ["gibtesnicht", "distribution/gibtesnicht", "distribution"] {
        portal.get(&format!("{iri}/{nowhere}")).expect(404);
    }
}

#[test]
fn other_origins_may_ask_whether_something_changed() {
    let (portal, _site, _cassette) = running();
    let preflight = [
        ("origin", "https://example.org"),
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "if-none-match"),
    ];
    for target in ["/catalog", "/catalog.ttl", "/dataset/quelle/00000000-0000-4000-8000-000000000007.jsonld"]
    {
        let reply = portal.send("OPTIONS", target, &preflight, None).expect(204);
        assert_eq!(reply.header("access-control-allow-origin"), "*", "{target}");
        assert!(
            reply.header("access-control-allow-headers").to_lowercase().contains("if-none-match"),
            "{target}"
        );
        let reply = portal.get_as(target, "text/turtle").expect(200);
        assert!(reply.header("access-control-expose-headers").contains("ETag"), "{target}");
    }
    let missing = portal.get_as("/dataset/quelle/gibt-es-nicht.ttl", "text/turtle").expect(404);
    assert_eq!(missing.header("access-control-allow-origin"), "*");
}

#[test]
fn every_encoding_has_the_same_weak_tag() {
    let (portal, _site, _cassette) = running();
    for target in ["/catalog.ttl", "/dataset/quelle/00000000-0000-4000-8000-000000000007.ttl", "/suche", "/"]
    {
        let ask = |method: &str, headers: &[(&str, &str)]| portal.send(method, target, headers, None);
        let plain = ask("GET", &[("accept-encoding", "identity")]).expect(200);
        let tag = plain.header("etag");
        assert!(tag.starts_with("W/\""), "{target}: {tag}");
        for encoding in ["identity", "br", "gzip"] {
            let accept = ("accept-encoding", encoding);
            for method in ["GET", "HEAD"] {
                let reply = ask(method, &[accept]).expect(200);
                assert_eq!(reply.header("etag"), tag, "{method} {target} {encoding}");
                let vary =
                    reply.headers.get_all("vary").iter().map(|value| value.to_str().unwrap_or_default());
                let vary = vary.collect::<Vec<_>>().join(", ").to_lowercase();
                assert_eq!(
                    vary.matches("accept-encoding").count(),
                    1,
                    "{method} {target} {encoding}: {vary}"
                );
            }
            let known = ask("GET", &[accept, ("if-none-match", tag)]).expect(304);
            assert!(known.body.is_empty() && known.header("vary").to_lowercase().contains("accept-encoding"));
        }
    }
}

#[test]
fn a_catalogue_that_describes_itself_anew_has_another_tag() {
    let (portal, site, _cassette) = running();
    let before = portal.get("/catalog.ttl").expect(200).header("etag").to_owned();
    drop(portal);
    let config = std::fs::read_to_string(site.config()).expect("the portal file");
    site.write("portal.toml", &config.replace("Offene Daten in Musterland", "Daten in Musterland"));
    let portal = site.serve();
    portal.send("GET", "/catalog.ttl", &[("if-none-match", &before)], None).expect(200);
}

#[test]
fn what_stands_behind_the_question_mark_is_explained() {
    let (portal, _site, _cassette) = running();
    let reply = portal.get_as("/catalog.ttl?page=abc", "text/turtle").expect(400);
    assert_eq!(reply.media_type(), "application/problem+json");
    let text = reply.text();
    assert!(text.contains("page=abc") && !text.contains("deserialize"), "{text}");
}

#[test]
fn an_id_like_a_file_name_has_an_address_of_its_own() {
    let named = |number, id: &str| {
        let mut package = package(number, "Fassung eins");
        package["id"] = id.into();
        package
    };
    let (site, _cassette) = ckan_site(vec![named(1, "name"), named(2, "name.ttl")]);
    site.harvest("quelle").assert_verdict("complete");
    let portal = site.serve();
    let check = |target: &str, media_type: &str, title: &str| {
        let reply = portal.get_as(target, "text/html").expect(200);
        assert_eq!(reply.media_type(), media_type, "{target}");
        assert!(reply.text().contains(title), "{target}");
    };
    check("/dataset/quelle/name", "text/html", "Satz 1");
    check("/dataset/quelle/name.ttl", "text/turtle", "Satz 1");
    check("/dataset/quelle/name.ttl_", "text/html", "Satz 2");
    check("/dataset/quelle/name.ttl_.ttl", "text/turtle", "Satz 2");
}

#[test]
fn publishers_of_ours_lead_on() {
    let (portal, _site, _cassette) = running();
    let to = |target: &str| portal.get(target).expect(303).header("location").to_owned();
    assert_eq!(to("/organisation/betreiber"), "/ueber");
    assert_eq!(to("/organisation/musterstadt"), "https://musterstadt.example/");
    portal.get("/organisation/nirgends").expect(404);
}

/// Each page stands for itself: the series of its datasets comes along, and every dataset has its record.
#[test]
fn a_page_describes_the_series_of_its_datasets() {
    const NAMES: &str = "http://www.w3.org/ns/dcat#";
    let mut all = packages(0..DATASETS);
    all[0]["type"] = "collection".into();
    all[DATASETS - 1]["in_series"] = all[0]["id"].clone();
    all[DATASETS - 2]["in_series"] = "gibt-es-nicht".into();
    let (site, _cassette) = ckan_site(all);
    site.harvest("quelle").assert_verdict("complete");
    let portal = site.serve();
    let dataset = |number: usize| format!("<{BASE}/dataset/quelle/00000000-0000-4000-8000-{number:012}>");
    let lines = |target: &str| -> BTreeSet<String> {
        let body = portal.get(target).expect(200).body;
        let graph = rdf::parse(&body, "application/n-triples");
        graph.iter().map(|triple| triple.to_string()).collect()
    };
    let member = dataset(DATASETS - 1);
    let in_series = format!("{member} <{NAMES}inSeries> {}", dataset(0));
    let is_series =
        format!("{} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{NAMES}DatasetSeries>", dataset(0));
    let title = format!("{} <http://purl.org/dc/terms/title>", dataset(0));
    let alone = format!("{}.nt", member.trim_matches(['<', '>']));
    for target in ["/catalog.nt?page=3", alone.as_str()] {
        let said = lines(target);
        assert!(said.contains(&in_series) && said.contains(&is_series), "{target}: {said:#?}");
        assert!(said.iter().any(|line| line.starts_with(&title)), "{target}");
    }
    let page = lines("/catalog.nt?page=3");
    // A link to a series that is not there would be a link to nothing.
    assert!(!page.iter().any(|line| line.contains("gibt-es-nicht")), "{page:#?}");
    let records = page.iter().filter(|line| line.ends_with(&format!("<{NAMES}CatalogRecord>"))).count();
    let listed = page.iter().filter(|line| line.contains(&format!("<{NAMES}record>"))).count();
    assert_eq!((records, listed), (31, 30), "the record of the series, too");
}
