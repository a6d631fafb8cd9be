use super::*;
use crate::config::SourceFile;
use crate::http::HttpError;
use datenkreis_catalogue::journal::Mode;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

fn ckan(settings: &str) -> Ckan {
    let text = format!("kind = \"ckan\"\ntitle = \"t\"\n[settings]\n{settings}\n");
    Ckan::open(&SourceFile::parse(Path::new("quelle.toml"), text).unwrap()).unwrap()
}

type Respond = Box<dyn FnMut(&Url) -> Result<String, u16> + Send>;

/// A portal in memory.
struct Portal {
    respond: Respond,
    requests: std::sync::Arc<std::sync::Mutex<Vec<String>>>,
}

impl Answers for Portal {
    fn get<'a>(&'a mut self, url: &'a Url) -> BoxFuture<'a, Result<Vec<u8>, FetchError>> {
        self.requests.lock().unwrap().push(url.to_string());
        let answer = (self.respond)(url).map(String::into_bytes).map_err(|status| {
            HttpError::Status { url: url.to_string(), status, body: String::new(), retry_after: None }.into()
        });
        Box::pin(async { answer })
    }
}

fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

fn number(url: &Url, name: &str) -> usize {
    parameter(url, name).and_then(|value| value.parse().ok()).unwrap_or_default()
}

fn search_answer(ids: &[String], start: usize, rows: usize) -> String {
    let page: Vec<_> =
        ids.iter().skip(start).take(rows).map(|id| format!(r#"{{"id": "{id}", "title": "{id}"}}"#)).collect();
    format!(r#"{{"success": true, "result": {{"count": {}, "results": [{}]}}}}"#, ids.len(), page.join(","))
}

/// Walks and tells: ids, declared, gaps, errors, requests.
#[derive(Debug, Default)]
struct Told {
    ids: Vec<String>,
    deleted: Vec<String>,
    unreadable: usize,
    notes: usize,
    declared: Option<u64>,
    gaps: Vec<String>,
    error: Option<String>,
    requests: Vec<String>,
}

fn walk(
    source: &Ckan,
    since: Option<jiff::Timestamp>,
    respond: impl FnMut(&Url) -> Result<String, u16> + Send + 'static,
) -> Told {
    let requests = std::sync::Arc::default();
    let portal = Portal { respond: Box::new(respond), requests: std::sync::Arc::clone(&requests) };
    let mode = if since.is_some() { Mode::Incremental } else { Mode::Full };
    let mut stream = items(Walk::new(source, Box::new(portal), mode, since));
    let mut told = Told::default();
    futures::executor::block_on(async {
        while let Some(item) = stream.next().await {
            match item {
                Ok(Item::Record(record)) => told.ids.push(record.native_id.as_str().into()),
                Ok(Item::Deleted(id)) => told.deleted.push(id.as_str().into()),
                Ok(Item::Unreadable { .. } | Item::Undescribed(_)) => told.unreadable += 1,
                Ok(Item::Declared(count)) => told.declared = Some(count),
                Ok(Item::Gap(gap)) => told.gaps.push(gap),
                Ok(Item::Note(_)) => told.notes += 1,
                Err(error) => told.error = Some(error.to_string()),
            }
        }
    });
    told.requests.clone_from(&requests.lock().unwrap());
    told
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{number:04}")).collect()
}

#[test]
fn search_pages_are_joined_also_when_the_portal_caps_rows() {
    for cap in [1, 2, 3, 7, 100] {
        let source = ckan("url = \"https://a.example/\"\nrows = 50");
        let told = walk(&source, None, move |url| {
            Ok(search_answer(&ids(23), number(url, "start"), number(url, "rows").min(cap)))
        });
        assert_eq!(told.ids, ids(23), "cap {cap}");
        assert_eq!((told.declared, told.gaps, told.error), (Some(23), vec![], None));
    }
}

#[test]
fn the_address_may_be_portal_or_api() {
    for (url, expected) in [
        ("https://a.example/", "https://a.example/api/3/action/package_search?"),
        ("https://a.example/ckan", "https://a.example/ckan/api/3/action/package_search?"),
        ("https://a.example/api/3", "https://a.example/api/3/action/package_search?"),
        ("https://a.example/api/3/action/", "https://a.example/api/3/action/package_search?"),
        ("https://a.example/api/action", "https://a.example/api/action/package_search?"),
    ] {
        let told = walk(&ckan(&format!("url = \"{url}\"")), None, |url| {
            Ok(search_answer(&ids(1), number(url, "start"), 10))
        });
        assert!(told.requests[0].starts_with(expected), "{url}: {:?}", told.requests);
    }
}

#[test]
fn filters_and_changes_are_asked_of_the_portal() {
    let source = ckan("url = \"https://a.example/\"\norganizations = [\"kreis-unna\"]\nquery = \"a OR b\"");
    let since = "2026-01-01T02:00:00Z".parse().ok();
    let told = walk(&source, since, |url| {
        let expected = "organization:(\"kreis-unna\") AND (a OR b) AND metadata_modified:[2026-01-01T00:00:00.000Z TO *]";
        assert_eq!(parameter(url, "fq").as_deref(), Some(expected));
        assert_eq!(parameter(url, "sort").as_deref(), Some("id asc"));
        Ok(search_answer(&[], 0, 10))
    });
    assert_eq!((told.declared, told.error), (Some(0), None));
}

#[test]
fn failures_are_told() {
    let source = || ckan("url = \"https://a.example/\"\nlisting = \"package_search\"\nrows = 5");
    let told = walk(&source(), None, |url| Ok(search_answer(&ids(20), 0, number(url, "rows"))));
    assert!(told.error.is_some_and(|error| error.contains("ignores `start`")));
    assert!(told.requests.len() <= 3);
    let told = walk(&source(), None, |url| {
        let start = number(url, "start");
        Ok(if start < 8 {
            search_answer(&ids(20), start, 5)
        } else {
            r#"{"success": true, "result": {"count": 20, "results": []}}"#.into()
        })
    });
    assert_eq!((told.ids.len(), told.gaps.len()), (9, 1));
    let told = walk(&source(), None, |_| Ok(r#"{"success": false, "error": {"message": "Wartung"}}"#.into()));
    assert!(told.error.is_some_and(|error| error.contains("Wartung")));
    let told = walk(&source(), None, |_| Ok("<html>Anmeldung</html>".into()));
    assert!(told.error.is_some_and(|error| error.contains("HTML")));
    let told = walk(&source(), None, |url| {
        if number(url, "start") == 0 { Ok(search_answer(&ids(20), 0, 5)) } else { Err(500) }
    });
    assert_eq!(told.ids.len(), 5);
    assert!(told.error.is_some_and(|error| error.contains("500")));
}

#[test]
fn a_count_that_is_never_reached_is_a_gap() {
    let source = ckan("url = \"https://a.example/\"\nrows = 10");
    let told = walk(&source, None, |url| {
        Ok(search_answer(&ids(15), number(url, "start"), 10).replace("\"count\": 15", "\"count\": 16"))
    });
    assert_eq!(told.ids, ids(15));
    assert_eq!(told.gaps.len(), 1);
}

#[test]
fn dkan_lists_everything_at_once() {
    for answer in [
        r#"[{"id": "a", "title": "a"}, {"id": "b", "title": "b", "state": "deleted"}]"#,
        r#"{"success": true, "result": [[{"id": "a", "title": "a"}, {"id": "b", "title": "b", "state": "Deleted"}]]}"#,
    ] {
        let told = walk(&ckan("url = \"https://a.example/\""), None, move |url| {
            if url.path() == "/api/3/action/current_package_list_with_resources" {
                Ok(answer.into())
            } else {
                Err(404)
            }
        });
        assert_eq!((told.ids, told.deleted), (vec!["a".to_owned()], vec!["b".to_owned()]));
        assert_eq!((told.notes, told.gaps, told.error), (1, vec![], None));
    }
}

#[test]
fn what_the_portal_keeps_back_is_told_also_when_it_fails_later() {
    let told =
        walk(&ckan("url = \"https://a.example/\"\nrows = 2"), None, |url| match number(url, "start") {
            0 => Ok(r#"{"success": true, "result": {"count": 9, "results": [
            {"id": "a", "title": "t", "private": true}, {"id": "b", "title": "t", "type": "harvest"}]}}"#
                .into()),
            _ => Err(503),
        });
    assert_eq!((told.deleted.len(), told.notes, told.error.is_some()), (2, 1, true));
}

#[test]
fn lists_with_offset_are_joined() {
    let source =
        ckan("url = \"https://a.example/\"\nlisting = \"current_package_list_with_resources\"\nrows = 4");
    let told = walk(&source, None, |url| {
        let page: Vec<_> = ids(10)
            .iter()
            .skip(number(url, "offset"))
            .take(4)
            .map(|id| format!(r#"{{"id": "{id}", "title": "t"}}"#))
            .collect();
        Ok(format!(r#"{{"success": true, "result": [{}]}}"#, page.join(",")))
    });
    assert_eq!((told.ids, told.gaps), (ids(10), vec![]));
}

#[test]
fn names_are_shown_one_by_one_and_hidden_ones_cost_nothing() {
    let told = walk(&ckan("url = \"https://a.example/\"\nlisting = \"package_list\""), None, |url| {
        if url.path().ends_with("package_list") {
            return Ok(r#"{"success": true, "result": ["a", "ü b", "c", "d"]}"#.into());
        }
        match parameter(url, "id").as_deref() {
            Some("c") => Err(403),
            Some("d") => Ok(r#"{"success": true, "result": {"id": "D", "title": 1, "deep": [[[]]]}}"#.into()),
            Some(id) => Ok(format!(r#"{{"success": true, "result": {{"id": "id-{id}", "title": "t"}}}}"#)),
            None => Err(404),
        }
    });
    assert_eq!(told.ids, ["id-a", "id-ü b", "D"]);
    assert_eq!((told.declared, told.notes, told.gaps), (Some(3), 1, vec![]));
}

#[test]
fn a_file_with_packages_is_a_source_and_is_filtered_here() {
    let source = ckan("url = \"https://a.example/katalog.json\"\ntags = [\"x\"]");
    let told = walk(&source, None, |_| {
        Ok(r#"[{"id": "a", "title": "t", "tags": ["x"]}, {"id": "b", "title": "t", "tags": [{"name": "y"}]}, {"id": "a", "title": "t", "tags": ["x"]}]"#.into())
    });
    // The run sees the record that comes twice and counts it.
    assert_eq!((told.ids, told.notes, told.requests.len()), (vec!["a".to_owned(); 2], 0, 1));
    assert!(!source.incremental());
}

#[test]
fn a_catalogue_of_another_kind_is_refused_in_one_sentence() {
    let root = std::env::var_os("DATENKREIS_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), Into::into);
    let folder = root.join("corpora/ckan/moers-homegrown");
    if !folder.exists() {
        println!("skipped: {} is absent", folder.display());
        return;
    }
    for file in ["catalog-2014-10-22.json", "catalog-2014-10-24b.json"] {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let told = walk(&ckan("url = \"https://a.example/catalog.json\""), None, move |_| Ok(text.clone()));
        assert_eq!(told.ids.len(), 0);
        assert!(told.error.is_some_and(|error| error.contains("home-made catalogue")), "{file}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// F37: whatever is added and deleted between pages, what was there all the time is delivered.
    #[test]
    fn drift_loses_nothing(
        size in 1_usize..60,
        rows in 2_usize..12,
        schedule in prop::collection::vec(prop::collection::vec((any::<bool>(), 0_usize..1000), 0..4), 0..30),
    ) {
        let mut now: BTreeSet<String> = (0..size).map(|number| format!("{:04}", number * 17 % 1000)).collect();
        let mut always = now.clone();
        for (_, at) in schedule.iter().flatten().filter(|(add, _)| !add) {
            always.remove(&format!("{at:04}"));
        }
        let mut schedule = schedule.into_iter();
        let source = ckan(&format!("url = \"https://a.example/\"\nrows = {rows}"));
        let told = walk(&source, None, move |url| {
            let ids: Vec<String> = now.iter().cloned().collect();
            let answer = search_answer(&ids, number(url, "start"), number(url, "rows"));
            for (add, at) in schedule.next().into_iter().flatten() {
                if add { now.insert(format!("{at:04}")); } else { now.remove(&format!("{at:04}")); }
            }
            Ok(answer)
        });
        prop_assert_eq!(&told.error, &None);
        let seen: BTreeSet<String> = told.ids.iter().cloned().collect();
        prop_assert_eq!(seen.len(), told.ids.len());
        prop_assert!(always.is_subset(&seen) || !told.gaps.is_empty(), "{:?} of {:?}", seen, always);
    }
}
