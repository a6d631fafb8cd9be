//! One answer of a CKAN or DKAN portal: which shape it has and where its records stand.

use super::json;
use super::left_out::LeftOut;
use crate::mapping::ckan_package::CkanPackage;
use crate::record::SourceRecord;
use crate::sources::{FetchError, Item};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::NativeId;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::ops::Range;
use url::Url;

/// An answer whose records are read one by one, so that a broken one costs one record.
#[derive(Debug)]
pub struct Page {
    text: String,
    records: Vec<Range<usize>>,
    /// How many records the portal says match, over all pages.
    pub count: Option<u64>,
    /// Whether the answer is a file that lies anywhere, not that of a portal's API.
    pub is_file: bool,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    success: Option<bool>,
    #[serde(borrow)]
    error: Option<&'a RawValue>,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    #[serde(borrow)]
    results: Option<&'a RawValue>,
    #[serde(borrow)]
    packages: Option<&'a RawValue>,
    #[serde(borrow)]
    dataset: Option<&'a RawValue>,
    count: Option<u64>,
    #[serde(borrow)]
    title: Option<&'a RawValue>,
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    name: Option<&'a RawValue>,
}

impl Page {
    /// Finds the records in an answer. `Err` says in one sentence why it is none: `success: false`,
    /// an empty object, HTML, broken JSON, or a catalogue of another kind.
    pub fn read(body: Vec<u8>, url: &Url) -> Result<Self, FetchError> {
        let text = json::text(body);
        let refuse = |reason: String| FetchError::Protocol { url: url.to_string(), reason };
        let start = text.trim_start();
        if start.starts_with('<') {
            return Err(refuse("die Antwort ist HTML oder XML und kein JSON eines CKAN- oder DKAN-Portals / the answer is HTML or XML, not the JSON of a CKAN or DKAN portal".into()));
        }
        if start.is_empty() {
            return Err(refuse("die Antwort ist leer / the answer is empty".into()));
        }
        let (list, count) = find_list(&text, 0).map_err(|unusable| match unusable {
            Unusable::Unknown(reason) => refuse(reason),
            Unusable::Reported(reason) => FetchError::Reported { url: url.to_string(), reason },
        })?;
        let records = if list.starts_with('{') {
            vec![range_in(&text, list)]
        } else {
            let records: Vec<&RawValue> = serde_json::from_str(list)
                .map_err(|error| refuse(format!("die Liste der Datensätze ist kein lesbares JSON / the list of datasets is not readable: {error}")))?;
            records.iter().map(|record| range_in(&text, record.get())).collect()
        };
        let page = Self { records, count, text, is_file: false };
        if page.is_schema_document() {
            return Err(refuse(
                "das ist eine Liste von JSON-Schema-Dokumenten (ein selbst gebauter Katalog), kein CKAN- oder DKAN-Portal / this is a list of JSON Schema documents with the values in “description” (a home-made catalogue), not a CKAN or DKAN portal".into(),
            ));
        }
        if page.lists_groups() {
            return Err(refuse(
                "das ist eine Liste von Gruppen oder Organisationen, keine von Datensätzen (gebraucht wird zum Beispiel package_search) / this is a list of groups or organisations, not of datasets (package_search, for example, is needed)".into(),
            ));
        }
        Ok(page)
    }

    /// Number of records in this answer.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    fn raw(&self, at: usize) -> &str {
        self.records.get(at).and_then(|range| self.text.get(range.clone())).unwrap_or_default()
    }

    /// The names of a `package_list`: a list of texts. `None` if it lists something else.
    pub fn names(&self) -> Option<Vec<String>> {
        (0..self.len()).map(|at| serde_json::from_str(self.raw(at)).ok()).collect()
    }

    /// The id of record `at`, if that much can be read.
    pub fn id(&self, at: usize) -> Option<NativeId> {
        readable_id(self.raw(at))
    }

    /// Record `at` as an item; counts those that the portal marks as not to be published.
    pub fn item(&self, at: usize, portal: &Url, left_out: &mut LeftOut) -> Item {
        let raw = self.raw(at);
        let unreadable = |why: String| Item::Unreadable {
            native_id: readable_id(raw),
            finding: Finding::new(&rule::RECORD_UNREADABLE, "package").found(why),
        };
        if !json::is_shallow(raw) {
            return unreadable(format!(
                "tiefer verschachtelt als {} Ebenen / nested deeper than {} levels",
                json::DEPTH,
                json::DEPTH
            ));
        }
        let package = match serde_json::from_str(raw) {
            Ok(package) => {
                let package = CkanPackage::new(package, Some(portal.clone()));
                if self.is_file { package.of_file() } else { package }
            }
            Err(error) => {
                // What is no object needs no parser's word for it.
                let detail = if raw.starts_with('{') { format!(" ({error})") } else { String::new() };
                return unreadable(format!("kein gültiges CKAN-Paket / not a CKAN package{detail}: {raw}"));
            }
        };
        if package.is_group() {
            let finding = Finding::new(&rule::RECORD_IS_GROUP, "package").found(raw);
            return Item::Unreadable { native_id: readable_id(raw), finding };
        }
        let Some(native_id) = package.native_id() else {
            let title = package.package().get("title").map(ToString::to_string).unwrap_or_default();
            let finding = Finding::new(&rule::RECORD_WITHOUT_ID, "id").found(title);
            return Item::Unreadable { native_id: None, finding };
        };
        if let Some(mark) = package.mark() {
            left_out.add(mark);
            return Item::Deleted(native_id);
        }
        Item::Record(SourceRecord { native_id, payload: Box::new(package), findings: vec![] })
    }

    /// Whether record `at` belongs to what the source was restricted to.
    pub fn passes(&self, at: usize, filter: &super::Filter) -> bool {
        let record = serde_json::from_str(self.raw(at));
        filter.is_empty()
            || !json::is_shallow(self.raw(at))
            || record.is_ok_and(|record| filter.matches(&record))
    }

    /// Whether all records are groups or organisations, as `group_list` and `organization_list` give
    /// them.
    fn lists_groups(&self) -> bool {
        let is_group = |at: usize| {
            let raw = self.raw(at);
            json::is_shallow(raw)
                && serde_json::from_str(raw).is_ok_and(|record| CkanPackage::new(record, None).is_group())
        };
        self.len() > 0 && (0..self.len()).all(is_group)
    }

    /// Moers, 2014: every value wrapped into `{"type": …, "description": <the value>}`.
    fn is_schema_document(&self) -> bool {
        #[derive(Deserialize)]
        struct Shape {
            #[serde(rename = "$schema")]
            schema: Option<serde::de::IgnoredAny>,
            properties: Option<serde::de::IgnoredAny>,
            title: Option<Title>,
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Title {
            Wrapped {
                #[serde(rename = "type")]
                _type: serde::de::IgnoredAny,
                #[serde(rename = "description")]
                _description: serde::de::IgnoredAny,
            },
            Plain(serde::de::IgnoredAny),
        }
        let raw = self.raw(0);
        json::is_shallow(raw)
            && serde_json::from_str(raw).is_ok_and(|shape: Shape| {
                (shape.schema.is_some() && shape.properties.is_some())
                    || matches!(shape.title, Some(Title::Wrapped { .. }))
            })
    }
}

/// Why an answer holds no list.
enum Unusable {
    /// It is of no kind we know.
    Unknown(String),
    /// The portal says that it failed.
    Reported(String),
}

/// The JSON text of the list in an answer, and the number it claims. `level` counts envelopes.
fn find_list(text: &str, level: usize) -> Result<(&str, Option<u64>), Unusable> {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix('[') {
        // DKAN: `"result": [[…]]`.
        if inner.trim_start().starts_with('[')
            && level < 4
            && let Ok([only]) = serde_json::from_str::<[&RawValue; 1]>(text)
        {
            return find_list(only.get(), level + 1);
        }
        return Ok((text, None));
    }
    let envelope: Envelope<'_> = serde_json::from_str(text)
        .map_err(|error| Unusable::Unknown(format!("die Antwort ist kein lesbares JSON eines CKAN- oder DKAN-Portals / the answer is not readable as JSON of a CKAN or DKAN portal: {error}")))?;
    if envelope.success == Some(false) {
        let why =
            envelope.error.map(|error| error.get().chars().take(300).collect::<String>()).unwrap_or_default();
        return Err(Unusable::Reported(why));
    }
    let list = envelope.result.or(envelope.results).or(envelope.packages).or(envelope.dataset);
    match list {
        Some(list) if level < 4 && list.get().starts_with(['[', '{']) => {
            let (found, count) = find_list(list.get(), level + 1)?;
            Ok((found, count.or(envelope.count)))
        }
        // `package_show`, or a file with one package.
        None if envelope.title.is_some() || (envelope.id.is_some() && envelope.name.is_some()) => {
            Ok((text, None))
        }
        _ => Err(Unusable::Unknown("die Antwort enthält keine Liste von Datensätzen, wie CKAN oder DKAN sie gibt / the answer holds no list of datasets as a CKAN or DKAN portal gives it".into())),
    }
}

fn range_in(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}

fn readable_id(raw: &str) -> Option<NativeId> {
    #[derive(Deserialize)]
    struct Id {
        id: Option<String>,
        name: Option<String>,
    }
    // Skips the rest without building it, so that a broken or deep part elsewhere does no harm.
    let found: Id = serde_json::from_str(raw).ok()?;
    found.id.or(found.name).map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).map(NativeId::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url() -> Url {
        Url::parse("https://daten.example.org/api/3/action/package_search").unwrap()
    }

    fn check(body: &str, expected: Result<(usize, Option<u64>), &str>) {
        match (Page::read(body.as_bytes().to_vec(), &url()), expected) {
            (Ok(page), Ok(expected)) => assert_eq!((page.len(), page.count), expected, "{body}"),
            (Err(error), Err(expected)) => {
                assert!(error.to_string().contains(expected), "{body}: {error}")
            }
            (found, expected) => panic!("{body}: {found:?} instead of {expected:?}"),
        }
    }

    #[test]
    fn shapes() {
        check(
            r#"{"success": true, "result": {"count": 7, "results": [{"id": "a"}, {"id": "b"}]}}"#,
            Ok((2, Some(7))),
        );
        check(r#"{"count": 3, "results": []}"#, Ok((0, Some(3))));
        check(r#"[{"id": "a"}]"#, Ok((1, None)));
        check(r#"{"success": true, "result": [[{"id": "a"}, {"id": "b"}]]}"#, Ok((2, None)));
        check(r#"{"success": true, "result": [{"id": "a"}]}"#, Ok((1, None)));
        check(r#"{"success": true, "result": []}"#, Ok((0, None)));
        check(r#"{"id": "a", "title": "t"}"#, Ok((1, None)));
    }

    #[test]
    fn failures_are_never_zero_records() {
        check(r#"{"success": false, "error": {"message": "Search Error"}}"#, Err("Search Error"));
        check("{}", Err("no list of datasets"));
        check(r#"{"success": true}"#, Err("no list of datasets"));
        check(r#"{"success": true, "result": null}"#, Err("no list of datasets"));
        check("<!DOCTYPE html><title>Login</title>", Err("HTML"));
        check("", Err("empty"));
        check(r#"[{"id": "a"}, {"id": "#, Err("not readable"));
        check(
            r#"[{"$schema": "http://json-schema.org/draft-03/schema#", "properties": {}}]"#,
            Err("JSON Schema"),
        );
        check(r#"[{"title": {"type": "string", "description": "Haushalt"}}]"#, Err("JSON Schema"));
        check(r#"{"counts": {}, "datasets": {"a": ["b"]}}"#, Err("no list of datasets"));
        check(
            r#"{"success": true, "result": [{"id": "a", "title": "t", "is_organization": true, "type": "organization"}]}"#,
            Err("groups or organisations"),
        );
        check(
            r#"[{"id": "a", "type": "group"}, {"id": "b", "type": "group"}]"#,
            Err("groups or organisations"),
        );
    }

    #[test]
    fn a_value_that_is_no_package_is_told_in_words() {
        let page = Page::read(b"[null, {\"id\": \"a\"}]".to_vec(), &url()).unwrap();
        let Item::Unreadable { finding, .. } = page.item(0, &url(), &mut LeftOut::default()) else {
            panic!("no package")
        };
        assert_eq!(finding.found.as_deref(), Some("kein gültiges CKAN-Paket / not a CKAN package: null"));
    }

    #[test]
    fn a_broken_record_costs_one_record() {
        let deep = "[".repeat(100) + &"]".repeat(100);
        let body = format!(
            r#"[{{"id": "a", "title": "t"}}, {{"id": "b", "x": {deep}}}, 7, {{"title": "c"}}, {{"id": "d", "state": "deleted"}}, {{"id": "e", "type": "group"}}, null]"#
        );
        let page = Page::read(body.into_bytes(), &url()).unwrap();
        let items: Vec<_> = (0..page.len())
            .map(|at| match page.item(at, &url(), &mut LeftOut::default()) {
                Item::Record(record) => format!("record {}", record.native_id),
                Item::Unreadable { native_id, finding } => {
                    format!("{} {native_id:?}", finding.rule)
                }
                Item::Deleted(id) => format!("deleted {id}"),
                _ => String::new(),
            })
            .collect();
        assert_eq!(
            items,
            [
                "record a",
                "record-unreadable Some(NativeId(\"b\"))",
                "record-unreadable None",
                "record-without-id None",
                "deleted d",
                "record-is-group Some(NativeId(\"e\"))",
                "record-unreadable None"
            ]
        );
    }
}
