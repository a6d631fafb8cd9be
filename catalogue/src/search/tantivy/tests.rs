use super::*;
use crate::search::Sort;
use jiff::civil::date;
use proptest::prelude::*;
use std::sync::OnceLock;

fn document(id: &str, title: &str, description: &str) -> SearchDocument {
    SearchDocument {
        dataset: format!("https://example.org/dataset/{id}"),
        title: title.into(),
        description: description.into(),
        ..SearchDocument::default()
    }
}

fn corpus() -> Vec<SearchDocument> {
    let faceted = |mut document: SearchDocument, place: &str, theme: &str, formats: &[&str]| {
        document.municipality = vec![place.into()];
        document.places = match place {
            "05978036" => "Unna".into(),
            _ => "Bönen".into(),
        };
        document.theme = vec![theme.into()];
        document.format = formats.iter().map(|&format| format.to_owned()).collect();
        document.license = vec!["dl-by-de/2.0".into()];
        document.source = "test".into();
        document
    };
    let mut documents = vec![
        faceted(
            document("wege", "Radwegenetz der Kreisstadt", "Alle Wege für Fahrräder im Stadtgebiet."),
            "05978036",
            "TRAN",
            &["CSV", "SHP"],
        ),
        faceted(
            document("strassen", "Straßenverzeichnis", "Namen der Straßen"),
            "05978036",
            "TRAN",
            &["CSV"],
        ),
        faceted(
            document("einwohner", "Bevölkerung nach Alter", "Einwohnerinnen und Einwohner je Altersjahr"),
            "05978004",
            "SOCI",
            &["CSV", "XLSX"],
        ),
        faceted(
            document("spielen", "Kinderspielplätze", "Standorte mit Geräten, auch zum Radfahren"),
            "05978004",
            "EDUC",
            &["JSON"],
        ),
        faceted(document("wahl", "Ärzte-Liste", "Praxen"), "05978004", "HEAL", &[]),
    ];
    documents[0].modified = Some(date(2024, 1, 1));
    documents[1].modified = Some(date(2025, 1, 1));
    documents[2].publisher = Some("Gemeinde Bönen".into());
    documents[3].keyword = vec!["Freizeit".into()];
    for (number, document) in documents.iter_mut().enumerate() {
        document.harvested = 1_000 + number as i64;
    }
    documents
}

fn index_of(documents: Vec<SearchDocument>) -> (tempfile::TempDir, TantivyIndex) {
    let directory = tempfile::tempdir().unwrap();
    let index = TantivyIndex::open(directory.path()).unwrap();
    index.apply(documents, &[], Seq(7)).unwrap();
    (directory, index)
}

fn shared() -> &'static TantivyIndex {
    static INDEX: OnceLock<(tempfile::TempDir, TantivyIndex)> = OnceLock::new();
    &INDEX.get_or_init(|| index_of(corpus())).1
}

fn search(text: &str) -> SearchPage {
    shared().search(&SearchQuery { text: text.into(), limit: 10, ..SearchQuery::default() }).unwrap()
}

fn ids(page: &SearchPage) -> Vec<&str> {
    page.hits.iter().map(|hit| hit.dataset.as_str().rsplit('/').next().unwrap()).collect()
}

fn check(text: &str, expected: &[&str]) {
    let page = search(text);
    assert_eq!(ids(&page), expected, "{text}");
    assert_eq!(page.total, expected.len() as u64, "{text}");
}

fn check_corrected(text: &str, expected: &[&str], corrected: &str) {
    check(text, expected);
    assert_eq!(search(text).corrected.as_deref(), Some(corrected), "{text}");
}

#[test]
fn words_are_found_in_every_spelling() {
    check("Strasse", &["strassen"]);
    check("STRAßEN", &["strassen"]);
    check("Bevoelkerung", &["einwohner"]);
    check("bevolkerung", &["einwohner"]);
    check("aerzte", &["wahl"]);
    check("Freizeit", &["spielen"]);
    check("Gemeinde Boenen", &["einwohner"]);
}

#[test]
fn compounds_are_found_by_their_parts() {
    check("radweg", &["wege"]);
    check("Radwege", &["wege"]);
    check("Spielplatz", &["spielen"]);
    check("Netz", &["wege"]);
}

#[test]
fn plurals_and_longer_compounds_are_found_by_the_singular() {
    let (_directory, index) = index_of(vec![
        document("eins", "Straßenbäume", ""),
        document("zwei", "Straßenbaumkataster", ""),
        document("drei", "Straßenname", "Namen"),
        document("vier", "Baumaßnahmen an Straßen", "Alle Maßnahmen"),
        document("fünf", "Stadtgrün", "Bäume an Straßen"),
    ]);
    let check = |text: &str, expected: &[&str], corrected: Option<&str>| {
        let page =
            index.search(&SearchQuery { text: text.into(), limit: 10, ..SearchQuery::default() }).unwrap();
        let mut found = ids(&page);
        // The first is the best, the others are as good as each other.
        found.get_mut(1..).unwrap_or_default().sort_unstable();
        assert_eq!((found.as_slice(), page.corrected.as_deref()), (expected, corrected), "{text}");
    };
    check("Straßenbaum", &["eins", "zwei"], None);
    check("Strassenbäumen", &["eins", "zwei"], None);
    check("Baum", &["eins", "fünf"], None);
    check("Maßnahme", &["vier"], None);
    check("Baumgrün", &[], None);
    check("Baumstraße", &["eins", "fünf"], Some("Baum Straße"));
    check("Namenmaßnahme", &["vier"], Some("Maßnahme"));
    check("Strasenname", &["drei"], Some("Straßenname"));
}

#[test]
fn formats_and_sources_are_words_too() {
    let labelled = |id: &str, labels: &str, source: &str| SearchDocument {
        labels: labels.into(),
        source: source.into(),
        ..document(id, "Daten", "")
    };
    let (_directory, index) =
        index_of(vec![labelled("a", "CSV\nUmwelt", "unna-geo"), labelled("b", "SHP", "kamen")]);
    for (text, expected) in [("csv", "a"), ("umwelt", "a"), ("shp", "b"), ("kamen", "b"), ("geo", "a")] {
        let page =
            index.search(&SearchQuery { text: text.into(), limit: 10, ..SearchQuery::default() }).unwrap();
        assert_eq!(ids(&page), [expected], "{text}");
    }
}

#[test]
fn all_words_must_match_somewhere() {
    check("Unna Radweg", &["wege"]);
    check("Bönen Radweg", &[]);
    check("Namen der Straßen in Unna", &["strassen"]);
    check("Wie viele Straßen hat Unna?", &["strassen"]);
}

#[test]
fn phrases_and_exclusions() {
    check("\"Bevölkerung nach Alter\"", &["einwohner"]);
    check("\"Alter nach Bevölkerung\"", &[]);
    check("Unna -Straßen", &["wege"]);
    check("Ärzte-Liste", &["wahl"]);
    check("Rad-Wege", &["wege"]);
    assert_eq!(search("-Straßen").total, 4);
}

#[test]
fn typing_errors_are_mended_only_where_nothing_matches() {
    check_corrected("Bevölkreung", &["einwohner"], "Bevölkerung");
    check_corrected("unna Strasenverzeichnis", &["strassen"], "unna Straßenverzeichnis");
    check("Unna 2023", &[]);
    check("xyz", &[]);
    assert_eq!(search("Straße").corrected, None);
}

#[test]
fn nothing_typed_gives_everything_newest_first() {
    check("", &["strassen", "wege", "wahl", "spielen", "einwohner"]);
    check("  ", &["strassen", "wege", "wahl", "spielen", "einwohner"]);
    check("?!", &[]);
}

#[test]
fn titles_sort_in_german_and_pages_join() {
    let page = |offset, limit| {
        let query = SearchQuery { sort: Sort::Title, offset, limit, ..SearchQuery::default() };
        shared().search(&query).unwrap()
    };
    assert_eq!(ids(&page(0, 10)), ["wahl", "einwohner", "spielen", "wege", "strassen"]);
    assert_eq!(ids(&page(1, 2)), ["einwohner", "spielen"]);
    assert_eq!(page(4, 0).total, 5);
    assert!(page(usize::MAX, usize::MAX).hits.is_empty());
}

#[test]
fn facets_count_as_if_their_own_values_were_not_chosen() {
    let count = |filters: &[(Facet, &str)], facet, value: &str| {
        let filters = filters.iter().map(|(facet, value)| (*facet, (*value).to_owned())).collect();
        let page = shared().search(&SearchQuery { filters, limit: 10, ..SearchQuery::default() }).unwrap();
        let values =
            page.facets.iter().find(|(found, _)| *found == facet).map(|(_, values)| values.clone()).unwrap();
        (page.total, values.iter().find(|found| found.value == value).map(|found| found.count))
    };
    assert_eq!(count(&[], Facet::Format, "CSV"), (5, Some(3)));
    assert_eq!(count(&[(Facet::Theme, "TRAN")], Facet::Theme, "SOCI"), (2, Some(1)));
    assert_eq!(count(&[(Facet::Theme, "TRAN")], Facet::Format, "XLSX"), (2, None));
    assert_eq!(count(&[(Facet::Theme, "TRAN"), (Facet::Theme, "SOCI")], Facet::Format, "CSV"), (3, Some(3)));
    assert_eq!(count(&[(Facet::Theme, "TRAN"), (Facet::Format, "SHP")], Facet::Theme, "TRAN"), (1, Some(1)));
    assert_eq!(count(&[(Facet::Theme, "gone")], Facet::Theme, "gone"), (0, Some(0)));
}

#[test]
fn the_matching_words_are_marked() {
    let page = search("einwohner");
    let hit = &page.hits[0];
    let marked: Vec<&str> = hit.highlights.iter().map(|range| &hit.summary[range.clone()]).collect();
    assert_eq!(marked, ["Einwohnerinnen", "Einwohner"]);
}

#[test]
fn a_reopened_index_knows_its_seq_and_a_damaged_one_is_made_anew() {
    let (directory, index) = index_of(corpus());
    index
        .apply(
            vec![document("neu", "Neu", "")],
            &[DatasetIri::new("https://example.org/dataset/wahl")],
            Seq(9),
        )
        .unwrap();
    assert_eq!((index.applied(), index.count().unwrap()), (Seq(9), 5));
    drop(index);
    let index = TantivyIndex::open(directory.path()).unwrap();
    assert_eq!((index.applied(), index.count().unwrap()), (Seq(9), 5));
    index.apply(vec![document("neu", "Neuer", "")], &[], Seq(10)).unwrap();
    assert_eq!(index.count().unwrap(), 5);
    drop(index);
    let mut files = std::fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().path());
    let store = files.find(|path| path.extension().is_some_and(|extension| extension == "store")).unwrap();
    let mut bytes = std::fs::read(&store).unwrap();
    bytes[0] ^= 1;
    std::fs::write(&store, bytes).unwrap();
    let index = TantivyIndex::open(directory.path()).unwrap();
    assert_eq!((index.applied(), index.count().unwrap()), (Seq(0), 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_is_an_error(text in "\\PC{0,40}|[\"\\-a-zäß .„“*~()\\[\\]:+]{0,60}", offset in 0usize..20, limit in 0usize..20) {
        let page = shared().search(&SearchQuery { text, offset, limit, ..SearchQuery::default() }).unwrap();
        prop_assert!(page.total <= 5 && page.hits.len() <= limit.min(5));
        for hit in &page.hits {
            prop_assert!(hit.summary.chars().count() <= 300);
            for range in &hit.highlights {
                prop_assert!(hit.summary.get(range.clone()).is_some());
            }
        }
    }
}
