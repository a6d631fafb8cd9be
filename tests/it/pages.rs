//! The pages as a visitor's browser gets them, without a browser: status, headers, weight, and that
//! nothing of what a source says becomes markup.

use crate::{ckan_site, package, packages};
use datenkreis_tests::{Cassette, Client, Portal, Site};
use std::collections::BTreeSet;

const DATASET: &str = "/dataset/quelle/00000000-0000-4000-8000-000000000003";

const PAGES: [&str; 27] = [
    "/",
    "/suche",
    "/suche?q=satz",
    "/suche?q=gibtesnicht",
    DATASET,
    "/status",
    "/status/quelle",
    "/qualitaet",
    "/qualitaet/musterstadt",
    "/qualitaet/musterstadt?schritt=temporalAvailability",
    "/pruefen",
    "/ueber",
    "/impressum",
    "/datenschutz",
    "/barrierefreiheit",
    "/sparql",
    "/en/",
    "/en/search?q=satz",
    "/en/dataset/quelle/00000000-0000-4000-8000-000000000003",
    "/en/status",
    "/en/quality",
    "/en/quality/musterstadt",
    "/en/check",
    "/en/about",
    "/en/legal-notice",
    "/en/privacy",
    "/en/accessibility",
];

fn running() -> (Portal, Site, Cassette) {
    let (site, cassette) = ckan_site(packages(0..40));
    site.harvest("quelle").assert_verdict("complete");
    (site.serve(), site, cassette)
}

fn page(client: &Client, target: &str) -> String {
    let reply = client.get_as(target, "text/html").expect(200);
    assert_eq!(reply.media_type(), "text/html", "{target}");
    reply.text()
}

/// The values of an attribute, wherever it stands.
fn attribute<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The tags that make a browser load something.
fn loading_tags(html: &str) -> Vec<&str> {
    let tags = html.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    let loads = |tag: &&str| {
        let name = tag.split_whitespace().next().unwrap_or_default();
        let rel = attribute(tag, "rel").concat();
        matches!(
            name,
            "img" | "script" | "iframe" | "source" | "object" | "embed" | "video" | "audio" | "use" | "image"
        ) || name == "link"
            && ["stylesheet", "preload", "icon", "manifest", "modulepreload"]
                .iter()
                .any(|word| rel.contains(word))
    };
    tags.filter(loads).collect()
}

/// What a browser loads with a page, each once.
fn loaded(html: &str) -> BTreeSet<&str> {
    let tags = loading_tags(html);
    let targets = tags.iter().flat_map(|tag| attribute(tag, "src").into_iter().chain(attribute(tag, "href")));
    targets.filter(|target| !target.starts_with("data:")).collect()
}

#[test]
fn every_page_is_there_and_guarded() {
    let (portal, _site, _cassette) = running();
    for target in PAGES {
        let reply = portal.get_as(target, "text/html").expect(200);
        assert_eq!(reply.media_type(), "text/html", "{target}");
        let policy = reply.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{target}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{target}: {policy}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{target}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{target}");
        for absent in ["set-cookie", "server", "x-powered-by"] {
            assert_eq!(reply.header(absent), "", "{target} has {absent}");
        }
        let html = reply.text();
        let language = if target.starts_with("/en") { "en" } else { "de" };
        assert!(html.contains(&format!("<html lang=\"{language}\"")), "{target}");
        assert!(html.contains("<title") && html.contains("<h1") && html.contains("<main"), "{target}");
        assert!(
            !html.contains(" style=\"") && !html.contains("<style"),
            "{target}: styles come from our files alone"
        );
        assert_eq!(portal.head_as(target, "text/html").status, 200, "HEAD {target}");
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let (portal, site, _cassette) = running();
    for target in PAGES {
        let html = page(&portal, target);
        for loaded in loaded(&html) {
            let ours = loaded.starts_with('/') && !loaded.starts_with("//")
                || loaded.starts_with(&format!("{}/", site.base()));
            assert!(ours, "{target} loads {loaded}");
            let reply = portal.get(loaded).expect(200);
            assert_eq!(reply.header("x-content-type-options"), "nosniff", "{loaded}");
            assert!(reply.header("cache-control").contains("immutable"), "{loaded}: {:?}", reply.headers);
        }
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    let (portal, site, _cassette) = running();
    let mut known = BTreeSet::new();
    for target in PAGES {
        let html = page(&portal, target);
        for link in attribute(&html, "href") {
            let link = link.replace("&amp;", "&").replace("&#38;", "&");
            let link = link.split('#').next().unwrap_or_default().to_owned();
            let ours = link.starts_with('/') || link.starts_with(&format!("{}/", site.base()));
            if ours && !link.starts_with("//") && known.insert(link.clone()) {
                let status = portal.get(&link).status;
                assert!(matches!(status, 200 | 303), "{target} links to {link}: {status}");
            }
        }
    }
    assert!(known.len() > 20, "{known:?}");
}

/// Bytes of a first visit: the page and all it loads, as a browser that understands brotli gets them.
fn weight(client: &Client, target: &str) -> usize {
    let size = |target: &str| {
        let headers = [("accept", "text/html,*/*;q=0.8"), ("accept-encoding", "gzip, deflate, br")];
        let reply = client.send("GET", target, &headers, None).expect(200);
        let text =
            matches!(reply.media_type(), "text/html" | "text/css" | "text/javascript" | "image/svg+xml");
        if text && reply.body.len() > 1024 {
            assert_eq!(reply.header("content-encoding"), "br", "{target}");
        }
        reply.body.len()
    };
    let html = page(client, target);
    let loaded = loaded(&html);
    // Eight requests are enough for any page.
    assert!(loaded.len() < 8, "{loaded:?}");
    size(target) + loaded.into_iter().map(size).sum::<usize>()
}

#[test]
fn pages_are_light() {
    let (portal, _site, _cassette) = running();
    for target in ["/", "/suche?q=satz", DATASET] {
        let bytes = weight(&portal, target);
        assert!(bytes <= 80_000, "{target}: {bytes} bytes");
    }
}

#[test]
fn search_finds_and_counts() {
    let (portal, _site, _cassette) = running();
    let html = page(&portal, "/suche?q=satz+7");
    assert!(html.contains(&DATASET.replace("003", "007")), "{html}");
    let nothing = page(&portal, "/suche?q=gibtesnicht");
    assert!(!nothing.contains("/dataset/quelle/"), "{nothing}");
    for strange in ["%22", "%28%28", "a%20AND", "%2A", "-", "%00", "title%3A", "%C3%28", "%5C"] {
        let status = portal.get_as(&format!("/suche?q={strange}"), "text/html").status;
        assert!(matches!(status, 200 | 400), "{strange}: {status}");
    }
    for strange in ["seite=0", "seite=99999999999999", "seite=x", "sort=x", "format=%22"] {
        let status = portal.get_as(&format!("/suche?{strange}"), "text/html").status;
        assert!(matches!(status, 200 | 303 | 400 | 404), "{strange}: {status}");
    }
}

/// Hostile text, in every field of a package that takes text.
const HOSTILE: [&str; 6] = [
    "</title><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "<svg><animate onbegin=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "</textarea></script><script>alert(1)</script>",
    "<math><annotation-xml encoding=\"text/html\"><script>alert(1)</script></annotation-xml></math>",
];

#[test]
fn what_sources_say_is_never_markup() {
    let hostile = HOSTILE.into_iter().enumerate().map(|(number, text)| {
        let mut package = package(number, text);
        for field in ["title", "author", "maintainer", "author_email", "maintainer_email", "url", "version", "license_id", "license_title"] {
            package[field] = text.into();
        }
        package["tags"][0]["name"] = text.into();
        package["organization"]["title"] = text.into();
        package["extras"] = serde_json::json!([
            { "key": "publisher_name", "value": text }, { "key": "contact_name", "value": text },
            { "key": "frequency", "value": text }, { "key": "language", "value": text }, { "key": text, "value": text },
            { "key": "spatial_text", "value": text }, { "key": "access_rights", "value": text }, { "key": "provenance", "value": text },
        ]);
        for field in ["name", "description", "format", "mimetype", "license"] {
            package["resources"][0][field] = text.into();
        }
        package["resources"][0]["url"] = "javascript:alert(1)".into();
        package
    });
    let (site, _cassette) = ckan_site(hostile.collect());
    assert_eq!(site.harvest("quelle").counts.created, HOSTILE.len() as u64);
    let portal = site.serve();
    let datasets =
        (0..HOSTILE.len()).map(|number| format!("/dataset/quelle/00000000-0000-4000-8000-{number:012}"));
    for target in
        datasets.chain(["/", "/suche", "/status", "/status/quelle", "/suche?q=alert"].map(String::from))
    {
        let html = page(&portal, &target).to_lowercase();
        for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let name = tag.split_whitespace().next().unwrap_or_default();
            assert!(!matches!(name, "animate" | "math" | "annotation-xml"), "{target}: <{tag}>");
            let handler = tag.split_whitespace().any(|word| word.starts_with("on") && word.contains('='));
            // Inside a quoted value the words are only words.
            assert!(!handler || tag.matches('"').count() >= 2, "{target}: <{tag}>");
            if name == "script" {
                assert!(tag.contains("src=") || tag.contains("application/ld+json"), "{target}: <{tag}>");
            }
        }
        assert!(!html.contains("<script>alert"), "{target}");
        for link in attribute(&html, "href") {
            assert!(!link.trim_start().starts_with("javascript:"), "{target}: {link}");
        }
    }
}

#[test]
fn findings_of_a_source_are_listed_and_exported() {
    let broken = (0..60).map(|number| {
        let mut package = package(number, "Ein Text");
        package["metadata_modified"] = "31.02.2024".into();
        package["resources"][0]["format"] = "=1+1".into();
        package
    });
    let (site, _cassette) = ckan_site(broken.collect());
    site.harvest("quelle");
    let portal = site.serve();
    let html = page(&portal, "/status/quelle");
    assert!(html.contains("metadata_modified") && html.contains("31.02.2024"), "{html}");
    let lists: Vec<_> =
        attribute(&html, "href").into_iter().filter(|link| link.contains("/befunde?")).collect();
    let list = lists.iter().find(|link| link.contains("metadata_modified")).expect("a list of all 60");
    let list = list.replace("&#38;", "&").replace("&amp;", "&");
    let datasets = |html: &str| {
        let links = attribute(html, "href");
        links.into_iter().filter(|link| link.starts_with("/dataset/quelle/")).count()
    };
    assert_eq!(datasets(&page(&portal, &list)), 50);
    assert_eq!(datasets(&page(&portal, &format!("{list}&seite=2"))), 10);
    portal.get_as("/status/quelle/befunde?regel=gibt-es-nicht", "text/html").expect(404);
    portal.get("/status/unbekannt/befunde.csv").expect(404);
    for target in ["/status/quelle/befunde.csv", "/en/status/quelle/findings.csv"] {
        let reply = portal.get(target).expect(200);
        assert_eq!(reply.media_type(), "text/csv", "{target}");
        let text = reply.text();
        let dates = text.lines().filter(|line| line.contains(";31.02.2024;")).count();
        assert_eq!(dates, 60, "{text}");
        assert!(text.contains(";'=1+1;") && !text.contains(";=1+1"), "{text}");
    }
}

#[test]
fn a_source_that_is_not_configured_any_more_is_still_shown() {
    let (site, cassette) = ckan_site(packages(0..3));
    site.harvest("quelle");
    site.ckan("andere", &cassette.url(""));
    std::fs::remove_file(site.path("sources/quelle.toml")).expect("the source's file");
    let portal = site.serve();
    for (target, note) in [
        ("/status", "nicht mehr eingerichtet"),
        ("/status/quelle", "nicht mehr eingerichtet"),
        ("/en/status", "not configured any more"),
        ("/en/status/quelle", "not configured any more"),
    ] {
        let html = page(&portal, target);
        assert!(html.contains(note) && html.contains("/status/quelle"), "{target}: {html}");
    }
}

#[test]
fn wrong_ways_end_politely() {
    let (portal, _site, _cassette) = running();
    for (target, expected) in [
        ("/gibt-es-nicht", 404),
        ("/en/nothing", 404),
        ("/dataset/quelle/unbekannt", 404),
        ("/dataset/fremd/x", 404),
        ("/status/unbekannt", 404),
        ("/static/nichts.css", 404),
    ] {
        let reply = portal.get_as(target, "text/html").expect(expected);
        assert_eq!(reply.media_type(), "text/html", "{target}");
        assert!(reply.text().contains("<main"), "{target}: a page with a way out");
        let problem = portal.get_as(target, "application/json").expect(expected);
        assert_eq!(problem.media_type(), "application/problem+json", "{target}");
    }
    assert_eq!(portal.send("POST", "/suche", &[], None).status, 405);
    for target in [
        "/static/../portal.toml",
        "/static/..%2f..%2fportal.toml",
        "/static/%2e%2e/portal.toml",
        "/dataset/quelle/..%2f..%2fetc",
        "/%00",
    ] {
        let reply = portal.get(target);
        assert!(matches!(reply.status, 400 | 404), "{target}: {}", reply.status);
        assert!(!reply.text().contains("base_url"), "{target}");
    }
    let echo = portal.get_as("/suche?q=%3Csvg%2Fonload%3Dalert(1)%3E", "text/html").text();
    assert!(!echo.contains("<svg/onload"), "{echo}");
}

#[test]
fn links_do_not_follow_the_host_header() {
    let (portal, _site, _cassette) = running();
    for name in ["x-forwarded-host", "forwarded", "x-original-url"] {
        let html = portal.send("GET", "/", &[(name, "evil.example"), ("accept", "text/html")], None).text();
        assert!(!html.contains("evil.example"), "{name}");
    }
}

#[test]
fn health_tells_the_truth() {
    let (portal, _site, _cassette) = running();
    portal.get("/healthz").expect(200);
    let ready: serde_json::Value = portal.get("/readyz").expect(200).json();
    assert_eq!(ready["counts"]["journal"], 40);
    assert_eq!(portal.get("/metrics").status, 404, "measurements are served on another port");
}

#[test]
fn a_slash_too_many_leads_to_the_page() {
    let (site, _cassette) = ckan_site(packages(0..3));
    site.harvest("quelle");
    let portal = site.serve();
    let dataset = "/dataset/quelle/00000000-0000-4000-8000-000000000001";
    for (asked, expected) in [
        ("/suche/?q=Satz&seite=2".to_owned(), "/suche?q=Satz&seite=2".to_owned()),
        ("/en/search/".to_owned(), "/en/search".to_owned()),
        (format!("{dataset}/"), dataset.to_owned()),
    ] {
        let reply = portal.get(&asked).expect(308);
        assert_eq!(reply.header("location"), expected, "{asked}");
    }
    for (asked, status) in [("/", 200), ("/en/", 200), ("/gibt-es-nicht/", 404), ("//example.org/", 404)] {
        assert_eq!(portal.get(asked).status, status, "{asked}");
    }
}

#[test]
fn every_statement_can_be_traced_to_what_arrived() {
    let (portal, _site, _cassette) = running();
    let html = page(&portal, &format!("{DATASET}/herkunft"));
    for expected in
        ["license_id", "dl-de-zero-2.0", "http://dcat-ap.de/def/licenses/dl-zero-de/2.0", "umgeschrieben"]
    {
        assert!(html.contains(expected), "{expected}: {html}");
    }
    assert!(page(&portal, &format!("/en{DATASET}/provenance")).contains("As it came"));
    let record = portal.get(&format!("{DATASET}/original")).expect(200);
    assert_eq!(record.media_type(), "application/json");
    let record: serde_json::Value = record.json();
    assert_eq!(record, package(3, "Fassung eins"), "the record as it was delivered");
    portal.get("/dataset/quelle/gibtesnicht/herkunft").expect(404);
}
