use super::*;
use crate::http::{Client, Limits};
use crate::mapping::Mapping;
use datenkreis_catalogue::journal::Mode;
use datenkreis_vocab::identity::SourceId;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Serves pages by path and query; `PORT` in a body becomes the server's port.
async fn serve(pages: &[(&str, &str)]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let pages: HashMap<String, String> =
        pages.iter().map(|(path, body)| ((*path).into(), body.replace("PORT", &port.to_string()))).collect();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 8192];
            let read = stream.read(&mut request).await.unwrap();
            let request = String::from_utf8_lossy(&request[..read]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default();
            let answer = match pages.get(path) {
                Some(body) => format!(
                    "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
                    body.len()
                ),
                None => "HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".into(),
            };
            stream.write_all(answer.as_bytes()).await.unwrap();
            stream.shutdown().await.unwrap();
        }
    });
    port
}

/// What a walk delivered, in short words.
async fn harvest(pages: &[(&str, &str)]) -> Vec<String> {
    harvest_pages(pages, 5).await
}

async fn harvest_pages(pages: &[(&str, &str)], max_pages: u32) -> Vec<String> {
    let port = serve(pages).await;
    let limits = Limits { tries: 1, gap: Duration::ZERO, ..Limits::default() };
    let http = Client::new("test").fetcher(limits, true, &[port], None, None);
    let source = DcatRdf {
        url: Url::parse(&format!("http://127.0.0.1:{port}/catalog")).unwrap(),
        format: None,
        accept: ACCEPT.into(),
        max_pages,
    };
    let request = Request { http: &http, mode: Mode::Full, since: None };
    let items: Vec<_> = source.fetch(&request).collect().await;
    items
        .into_iter()
        .map(|item| match item {
            Ok(Item::Declared(count)) => format!("declared {count}"),
            Ok(Item::Record(record)) => record.native_id.to_string(),
            Ok(Item::Note(finding)) => format!("note {}", finding.rule),
            Ok(Item::Gap(reason)) => {
                let english = reason.split(" / ").nth(1).unwrap_or(&reason);
                format!("gap: {}", english.split(['(', ',']).next().unwrap_or_default().trim())
            }
            Ok(Item::Unreadable { native_id, .. }) => format!("unreadable {}", native_id.unwrap()),
            Ok(Item::Deleted(_)) => "deleted".into(),
            Ok(Item::Undescribed(native_id)) => format!("undescribed {native_id}"),
            Err(error) => {
                let reason = error.to_string();
                let english = reason.split(" / ").nth(1).or(reason.split(": ").nth(1)).unwrap_or_default();
                format!("error: {}", english.split([':', '(']).next().unwrap_or_default().trim())
            }
        })
        .collect()
}

const ONE: &str = "00000000-0000-0000-0000-000000000001";
const TWO: &str = "00000000-0000-0000-0000-000000000002";

fn page(ids: &[&str], paging: &str) -> String {
    let datasets: String = ids
        .iter()
        .map(|id| format!("<https://example.org/{id}> a dcat:Dataset ; dct:title \"{id}\"@de .\n"))
        .collect();
    format!(
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n\
         @prefix hydra: <http://www.w3.org/ns/hydra/core#> .\n{datasets}{paging}"
    )
}

async fn check(pages: &[(&str, String)], expected: &[&str]) {
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, body)| (*path, body.as_str())).collect();
    assert_eq!(harvest(&pages).await, expected, "{pages:?}");
}

#[tokio::test]
async fn pages_are_followed_by_old_and_new_names() {
    for next in [
        "<x> a hydra:PagedCollection ; hydra:nextPage \"http://127.0.0.1:PORT/catalog?page=2\" ; hydra:totalItems 2 .",
        "<x> a hydra:PartialCollectionView ; hydra:next <?page=2> . <y> hydra:totalItems \"2\" .",
    ] {
        let second = "<x> hydra:previousPage <?page=1> ; hydra:totalItems 2 .";
        check(
            &[("/catalog", page(&[ONE], next)), ("/catalog?page=2", page(&[TWO], second))],
            &["declared 2", ONE, "declared 2", TWO],
        )
        .await;
    }
}

#[tokio::test]
async fn links_to_inner_addresses_lead_to_the_origin_asked() {
    let next = "<x> hydra:next <http://192.168.57.3:5000/catalog?page=2> .";
    check(
        &[("/catalog", page(&[ONE], next)), ("/catalog?page=2", page(&[TWO], ""))],
        &["note page-link-rewritten", ONE, TWO],
    )
    .await;
}

#[tokio::test]
async fn circles_and_repeated_pages_end_the_walk() {
    let to = |number| format!("<x> hydra:next <?page={number}> .");
    check(
        &[("/catalog", page(&[ONE], &to(2))), ("/catalog?page=2", page(&[TWO], &to(2)))],
        &[ONE, TWO, "gap: the links to the next page lead in a circle"],
    )
    .await;
    let same = page(&[ONE], "<http://e/x> hydra:next <http://127.0.0.1:PORT/catalog?page=2> .");
    check(
        &[("/catalog", same.clone()), ("/catalog?page=2", same)],
        &[ONE, "gap: the same page came again; the server ignores paging"],
    )
    .await;
    let whole =
        page(&[ONE], "<http://e/x> hydra:next <http://127.0.0.1:PORT/catalog?page=1> ; hydra:totalItems 1 .");
    check(&[("/catalog", whole.clone()), ("/catalog?page=1", whole)], &["declared 1", ONE, "declared 1"])
        .await;
    let again = |number| page(&[ONE], &format!("{} <x> hydra:totalItems 1 .", to(number)));
    check(
        &[("/catalog", again(1)), ("/catalog?page=1", format!("{} ", again(1)))],
        &["declared 1", ONE, "declared 1"],
    )
    .await;
    let pages: Vec<(String, String)> = (1..9)
        .map(|number| {
            let path = if number == 1 { "/catalog".into() } else { format!("/catalog?page={number}") };
            (path, page(&[&format!("d{number}")], &to(number + 1)))
        })
        .collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, body)| (path.as_str(), body.as_str())).collect();
    let items = harvest(&pages).await;
    assert_eq!((items.len(), items[5].as_str()), (6, "gap: more than 5 pages"));
}

/// Pages of a server that never ends.
async fn endless(path: &str, page: impl Fn(usize) -> String) -> Vec<String> {
    let pages: Vec<(String, String)> = (1..40)
        .map(|number| {
            let next = format!("<x> hydra:next <?page={}> .", number + 1);
            let path = if number == 1 { path.to_owned() } else { format!("{path}?page={number}") };
            (path, page(number) + &next)
        })
        .collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, body)| (path.as_str(), body.as_str())).collect();
    harvest_pages(&pages, 1000).await
}

#[tokio::test]
async fn pages_without_end_are_not_followed_for_ever() {
    let many = |number: usize| -> Vec<String> { (0..100).map(|n| format!("d{number}-{n}")).collect() };
    let of = |ids: &[String], total: &str| page(&ids.iter().map(String::as_str).collect::<Vec<_>>(), total);
    let last = |items: &[String]| items.last().cloned().unwrap_or_default();
    let total = |count: usize| format!("<x> hydra:totalItems {count} .\n");
    let ids =
        |items: &[String]| items.iter().filter(|item| item.starts_with('d') && !item.contains(' ')).count();

    let items = endless("/catalog", |number| of(&many(number), &total(120))).await;
    assert_eq!(last(&items), "gap: the source declares 120 records");
    assert_eq!(ids(&items), 1300);
    // A total that counts the page says nothing about the end.
    let items = endless("/catalog", |number| of(&many(number), &total(100))).await;
    assert_eq!((last(&items).as_str(), ids(&items)), ("error: HTTP 404", 3900));
    let items = endless("/catalog", |number| of(&many(number.min(3)), "")).await;
    assert_eq!(last(&items), "gap: 10 pages in a row without a new dataset");
    let items = endless("/catalog", |number| of(&many(number.min(3)), &total(300))).await;
    assert!(!items.iter().any(|item| item.starts_with("gap")), "{items:?}");
}

#[tokio::test]
async fn what_a_catalogue_only_lists_is_told_at_the_end() {
    let first = page(
        &[ONE],
        "<c> a dcat:Catalog ; dcat:dataset <https://example.org/00000000-0000-0000-0000-000000000002>,
        <https://example.org/00000000-0000-0000-0000-000000000003> ; hydra:next <?page=2> .
        <https://example.org/00000000-0000-0000-0000-000000000003> a dcat:Dataset .
        <s> a dcat:DataService ; dct:title \"WMS\" .",
    );
    check(
        &[("/catalog", first.clone()), ("/catalog?page=2", page(&[TWO], ""))],
        &[
            ONE,
            TWO,
            "note dataset-not-described",
            "note resource-without-dataset",
            "undescribed 00000000-0000-0000-0000-000000000003",
        ],
    )
    .await;
    // Whether the missing page describes it nobody can tell.
    check(&[("/catalog", first)], &[ONE, "error: HTTP 404"]).await;
}

#[tokio::test]
async fn what_damage_hides_is_named() {
    let damaged = page(
        &[ONE],
        "<https://example.org/broken> a dcat:Dataset ;\n dct:title \"unclosed .\n
<https://example.org/lost> a dcat:Dataset ;\n  dct:title \"b\" .\n",
    );
    let whole = page(&[TWO], "");
    let whole = whole.lines().filter(|line| !line.starts_with('@')).collect::<String>();
    let items = harvest(&[("/catalog", &format!("{damaged}{whole}"))]).await;
    assert!(items.contains(&ONE.to_owned()) && items.iter().any(|item| item.starts_with("gap")), "{items:?}");
    assert!(items.iter().any(|item| item.starts_with("unreadable broken")), "{items:?}");
    let is_told = |id: &str| items.iter().any(|item| item.contains(id));
    assert!(is_told("lost-") && is_told(TWO), "{items:?}");
}

#[tokio::test]
async fn what_is_missing_is_told() {
    let next = "<x> hydra:next <?page=2> ; hydra:totalItems 2 .";
    check(
        &[("/catalog", page(&[ONE], next)), ("/catalog?page=2", page(&[], "<x> hydra:totalItems 2 ."))],
        &["declared 2", ONE, "declared 2", "gap: a page without datasets"],
    )
    .await;
    check(&[("/catalog", page(&[ONE], next))], &["declared 2", ONE, "error: HTTP 404"]).await;
    let damaged = page(&[ONE], "<https://example.org/x> a dcat:Dataset ; dct:tit");
    check(
        &[("/catalog", damaged)],
        &["note document-damaged", ONE, "unreadable x-6fabb83c85", "gap: a part cannot be read"],
    )
    .await;
}

#[tokio::test]
async fn an_empty_catalogue_is_told_from_something_else() {
    check(&[("/catalog", page(&[], "<x> a dcat:Catalog ."))], &["declared 0"]).await;
    let rdf = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>";
    check(&[("/catalog", page(&[], "<x> hydra:totalItems 0 ."))], &["declared 0"]).await;
    for (other, expected) in [
        ("", "error: the answer is empty"),
        (" \n", "error: the answer is empty"),
        (rdf, "error: the answer is empty"),
        (
            "<http://e/x> <http://purl.org/dc/terms/title> \"x\" .",
            "error: the answer is RDF, but no catalogue",
        ),
        ("<!DOCTYPE html><html><body>Anmeldung</body></html>", "error: the answer is a web page, not RDF"),
        ("Wartungsarbeiten", "error: the answer cannot be read as RDF"),
        ("<x:Error xmlns:x=\"http://e/\">no</x:Error>", "error: the answer is RDF, but no catalogue"),
    ] {
        check(&[("/catalog", other.into())], &[expected]).await;
    }
}

fn corpora() -> Option<PathBuf> {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("DATENKREIS_SHARED").map_or(default, PathBuf::from).join("corpora");
    if !shared.join("FILES.tsv").exists() {
        println!("skipped: {} is not there", shared.display());
        return None;
    }
    Some(shared)
}

fn mapping() -> Mapping {
    let text = "kind = \"dcat-rdf\"\ntitle = \"Test\"\n[settings]\nurl = \"https://example.org/\"\n";
    let file = SourceFile::parse(Path::new("test.toml"), text.into()).unwrap();
    let region = Arc::new(crate::config::Region::default());
    Mapping::new("https://daten.example", &file, &region)
}

/// Every dataset of every recorded catalogue becomes a record; the number is that of FILES.tsv. Only
/// a dataset that is no more than the target of a link is none.
#[tokio::test]
async fn every_recorded_dataset_arrives() {
    let Some(corpora) = corpora() else { return };
    let table = std::fs::read_to_string(corpora.join("FILES.tsv")).unwrap();
    let mapping = mapping();
    assert_eq!(mapping.source, SourceId::new("test"));
    let mut files = 0;
    for line in table.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let (Some(file), Some(counts), Some(defect)) = (columns.first(), columns.get(4), columns.get(5))
        else {
            continue;
        };
        if !file.starts_with("dcat/") || !counts.contains("triples") {
            continue;
        }
        let expected = counts
            .split(", ")
            .find_map(|count| count.strip_suffix(" datasets"))
            .map_or(0, |count| count.parse::<usize>().unwrap());
        let body = std::fs::read(corpora.join(file)).unwrap();
        let url = Url::parse(&format!("https://example.org/{file}")).unwrap();
        let parsed = crate::rdf::Reader::default().read(body, None, &url, None).await.unwrap();
        let datasets = |triple: &&oxrdf::Triple| {
            triple.predicate == oxrdf::vocab::rdf::TYPE
                && triple.object == datenkreis_vocab::ns::dcat::DATASET_CLASS.into()
        };
        let typed: std::collections::BTreeSet<String> =
            parsed.triples.iter().filter(datasets).map(|triple| triple.subject.to_string()).collect();
        let stubs = typed
            .iter()
            .filter(|subject| {
                let mut about =
                    parsed.triples.iter().filter(|triple| triple.subject.to_string() == **subject);
                about.all(|triple| triple.predicate == oxrdf::vocab::rdf::TYPE)
            })
            .count();
        assert!(typed.len() >= expected, "{file}: {} of {expected} datasets", typed.len());
        assert!(!defect.is_empty() || parsed.damaged.is_none(), "{file}: {:?}", parsed.damaged);
        let triples = parsed.triples.len();
        let page = records::split(parsed);
        println!("{file}: {} named only, {} strays", page.named.len(), page.strays.len());
        assert!(
            page.records.len() + page.halves.len() + stubs >= typed.len(),
            "{file}: {} records, {stubs} stubs",
            page.records.len()
        );
        for record in &page.records {
            let (dataset, _) = record.payload.map(&record.native_id, &mapping);
            assert!(dataset.iri.as_str().starts_with("https://daten.example/dataset/test/"));
            for triple in dataset.to_rdf() {
                assert!(!triple.to_string().contains("_:"), "{file}: {triple}");
            }
            assert!(!record.payload.canonical().is_empty());
        }
        println!(
            "{file}: {triples} triples, {} records, {} halves, {stubs} stubs, {expected} expected",
            page.records.len(),
            page.halves.len()
        );
        files += 1;
    }
    assert!(files > 80, "{files} files");
}

#[test]
fn the_sample_configuration_opens() {
    let kind = crate::sources::kinds().into_iter().find(|kind| kind.name == "dcat-rdf").unwrap();
    let file = SourceFile::parse(Path::new("muster.toml"), kind.sample.into()).unwrap();
    assert!((kind.open)(&file).is_ok());
    let ftp = SourceFile::parse(Path::new("m.toml"), kind.sample.replace("https:", "ftp:")).unwrap();
    assert!((kind.open)(&ftp).err().unwrap().to_string().contains("http"));
}

/// Each page of a feed may describe the series of its datasets. The same description is no second record;
/// another one is, and the run tells it. What is said about the catalogue is told once.
#[tokio::test]
async fn a_series_on_several_pages_is_one_record() {
    let page = |dataset: &str, series: &str, next: &str| {
        format!(
            "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
             @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
             <http://x.example/k> a dcat:Catalog ; dct:title \"Katalog\" .
             <http://x.example/{dataset}> a dcat:Dataset ; dct:title \"{dataset}\" ; dcat:inSeries <http://x.example/r> .
             <http://x.example/r> a dcat:DatasetSeries ; dct:title \"{series}\" . {next}"
        )
    };
    let next = "<> a hydra:PagedCollection ; hydra:next <http://127.0.0.1:PORT/catalog?page=2> .";
    let delivered = async |second: &str| {
        let pages = [page("a", "Reihe", next), page("b", second, "")];
        harvest(&[("/catalog", &pages[0]), ("/catalog?page=2", &pages[1])]).await
    };
    let series = |items: &[String]| items.iter().filter(|item| item.starts_with("r-")).count();
    let same = delivered("Reihe").await;
    assert_eq!((same.len(), series(&same)), (4, 1), "{same:?}");
    assert_eq!(same.last().map(String::as_str), Some("note catalog-not-taken"));
    assert_eq!(series(&delivered("Andere Reihe").await), 2);
}
