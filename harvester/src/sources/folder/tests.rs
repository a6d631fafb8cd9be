use super::*;
use crate::config::{Region, load_sources};
use crate::http::{Client, Limits};
use crate::mapping::Mapping;
use datenkreis_catalogue::journal::Mode;
use datenkreis_vocab::model::Dataset;
use std::path::Path;
use std::sync::{Arc, Mutex};

#[derive(Default)]
struct Told {
    datasets: Vec<(String, Dataset, Vec<Finding>)>,
    unreadable: Vec<String>,
    notes: Vec<String>,
    gaps: Vec<String>,
    declared: Option<u64>,
    archived: Vec<String>,
    canonical: Vec<Vec<u8>>,
}

fn harvest(file: &SourceFile, region: &Arc<Region>) -> Told {
    let archived: Arc<Mutex<Vec<String>>> = Arc::default();
    let sink = Arc::clone(&archived);
    let recorder: crate::http::Recorder = Arc::new(move |fetch, body| {
        assert_eq!((fetch.status, fetch.size_bytes), (0, body.len() as u64));
        sink.lock().unwrap().push(fetch.url);
        Ok(())
    });
    let http = Client::new("test").fetcher(Limits::default(), false, &[], None, Some(recorder));
    let folder = Folder::open(file).unwrap();
    let request = Request { http: &http, mode: Mode::Full, since: None };
    let mapping = Mapping::new("https://example.org", file, region);
    let mut told = Told::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut items = folder.fetch(&request);
        while let Some(item) = items.next().await {
            match item.unwrap() {
                Item::Record(record) => {
                    told.canonical.push(record.payload.canonical().into_owned());
                    let (dataset, mut findings) = record.payload.map(&record.native_id, &mapping);
                    findings.splice(0..0, record.findings);
                    told.datasets.push((record.native_id.as_str().into(), dataset, findings));
                }
                Item::Unreadable { native_id, finding } => {
                    told.unreadable.push(format!("{}: {}", native_id.unwrap(), finding.found.unwrap()));
                }
                Item::Note(finding) => told.notes.push(format!("{} {}", finding.rule, finding.property)),
                Item::Gap(gap) => told.gaps.push(gap),
                Item::Declared(count) => told.declared = Some(count),
                Item::Deleted(_) | Item::Undescribed(_) => {}
            }
        }
    });
    told.archived.clone_from(&archived.lock().unwrap());
    told
}

fn source(directory: &Path, more: &str) -> SourceFile {
    let text = format!("kind = \"folder\"\ntitle = \"t\"\n[settings]\npath = \"daten\"\n{more}\n");
    SourceFile::parse(&directory.join("ordner.toml"), text).unwrap()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    std::fs::create_dir(directory.path().join("daten")).unwrap();
    for (name, text) in files {
        std::fs::write(directory.path().join("daten").join(name), text).unwrap();
    }
    directory
}

#[test]
fn metadata_beside_the_file() {
    let directory = folder(&[
        ("baeume.csv", "a;b\n"),
        ("baeume.json", "[]"),
        ("baeume.toml", "titel = \"Bäume\"\nstand = \"2026-01-01\""),
        ("rad wege.csv.toml", "titel = \"Wege\"\n"),
        ("rad wege.csv", "x"),
        ("allein.csv", "x"),
        ("kaputt.toml", "titel = \"Bäume\nlizenz = 1"),
    ]);
    let told = harvest(&source(directory.path(), ""), &Arc::default());
    assert_eq!(told.declared, Some(3));
    let [(id, trees, findings), (paths_id, paths, paths_findings)] = &told.datasets[..] else {
        panic!("two datasets")
    };
    assert_eq!((id.as_str(), paths_id.as_str()), ("baeume", "rad wege"));
    assert_eq!((trees.distribution.len(), findings.len()), (2, 1));
    assert_eq!((findings[0].rule.as_str(), findings[0].property.as_str()), ("value-concluded", "zugang"));
    let csv = &trees.distribution[0];
    assert_eq!(csv.access_url[0].as_str(), "https://example.org/dataset/ordner/baeume/datei/baeume.csv");
    assert_eq!(csv.access_url, csv.download_url);
    assert_eq!(csv.byte_size, Some(4));
    assert_eq!(csv.checksum.as_ref().unwrap().checksum_value.len(), 64);
    assert_eq!(paths_findings[1].rule, "modified-concluded");
    assert_eq!(
        paths.distribution[0].access_url[0].as_str(),
        "https://example.org/dataset/ordner/rad%20wege/datei/rad%20wege.csv"
    );
    assert_eq!(told.notes, ["file-without-metadata allein.csv"]);
    assert!(
        told.unreadable[0].starts_with("kaputt: Zeile 1: ") && told.unreadable[0].ends_with(']'),
        "{}",
        told.unreadable[0]
    );
    assert_eq!(
        told.archived,
        [
            "/dataset/ordner/baeume/datei/baeume.csv",
            "/dataset/ordner/baeume/datei/baeume.json",
            "/dataset/ordner/rad%20wege/datei/rad%20wege.csv"
        ]
    );
}

#[test]
fn names_from_other_systems_belong_together() {
    let directory = folder(&[
        ("Ba\u{308}ume.csv", "x"),
        ("B\u{e4}ume.toml", "titel = \"Bäume\"\nstand = \"2026\""),
        ("GROSS.TOML", "titel = \"Groß\"\nstand = \"2026\""),
        ("GROSS.CSV", "x"),
        (
            "genannt.toml",
            "titel = \"Wa\u{308}lder\"\nstand = \"2026\"\n[[datei]]\ndatei = \"W\u{e4}lder.csv\"",
        ),
        ("Wa\u{308}lder.CSV", "x"),
    ]);
    let told = harvest(&source(directory.path(), ""), &Arc::default());
    assert_eq!((told.notes, told.unreadable), (vec![], vec![]));
    let found: Vec<_> =
        told.datasets.iter().map(|(id, dataset, _)| (id.as_str(), dataset.distribution.len())).collect();
    assert_eq!(found, [("B\u{e4}ume", 1), ("GROSS", 1), ("genannt", 1)]);
    assert_eq!(told.archived.len(), 3);
}

#[test]
fn the_same_folder_gives_the_same_bytes_and_a_new_file_other_ones() {
    let directory = folder(&[("a.csv", "1"), ("a.toml", "titel = \"t\"\nstand = \"2026\"")]);
    let file = source(directory.path(), "public_url = \"https://www.example.org/daten\"");
    let sum = || harvest(&file, &Arc::default()).datasets[0].1.distribution[0].checksum.clone();
    let before = sum();
    assert_eq!(before, sum());
    std::fs::write(directory.path().join("daten/a.csv"), "2").unwrap();
    assert_ne!(before, sum());
    let told = harvest(&file, &Arc::default());
    assert_eq!(
        told.datasets[0].1.distribution[0].access_url[0].as_str(),
        "https://www.example.org/daten/a.csv"
    );
}

#[test]
fn one_table_for_all_files() {
    let directory = folder(&[
        (
            "datensaetze.csv",
            "Titel;Datei oder Adresse;Stand\nBäume;b.csv;31.01.2026\nWege;https://a.example/w.json;2026\nLeer;;2026\nWeg;fehlt.csv;2026\n",
        ),
        ("b.csv", "x"),
    ]);
    let told = harvest(&source(directory.path(), ""), &Arc::default());
    let ids: Vec<_> = told.datasets.iter().map(|(id, ..)| id.as_str()).collect();
    assert_eq!(ids, ["b", "w", "Leer", "fehlt"]);
    assert_eq!(told.archived.len(), 1);
    let rules: Vec<_> = told.datasets[3].2.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["file-unreadable"]);
    let finding = &told.datasets[3].2[0];
    assert_eq!(finding.property, "fehlt.csv");
    assert!(finding.found.as_deref().unwrap().starts_with("die Datei fehlt im Ordner"), "{finding:?}");
}

#[test]
fn a_changed_disagreement_is_a_changed_record() {
    let canonical = |title: &str| {
        let text = format!("Kennung;Titel;Datei;Stand\nk;a;a.csv;2026\nk;{title};b.csv;2026\n");
        let directory = folder(&[("datensaetze.csv", &text), ("a.csv", "x"), ("b.csv", "x")]);
        harvest(&source(directory.path(), ""), &Arc::default()).canonical
    };
    assert_eq!(canonical("b"), canonical("b"));
    assert_ne!(canonical("b"), canonical("c"));
}

#[test]
fn a_name_without_a_file_is_told_in_words() {
    let directory = folder(&[("a.toml", "titel = \"a\"\n[[datei]]\ndatei = \"ordner\"")]);
    std::fs::create_dir(directory.path().join("daten/ordner")).unwrap();
    let told = harvest(&source(directory.path(), ""), &Arc::default());
    let [finding] = &told.datasets[0].2[..] else { panic!("one finding") };
    assert_eq!((finding.rule.as_str(), finding.property.as_str()), ("file-unreadable", "ordner"));
    assert!(finding.found.as_deref().unwrap().contains("keine Datei"), "{finding:?}");
}

#[test]
fn an_unreadable_table_is_a_gap() {
    let directory = folder(&[("datensaetze.csv", "Jahr;Anzahl\n2024;3\n")]);
    let told = harvest(&source(directory.path(), ""), &Arc::default());
    assert_eq!((told.gaps.len(), told.datasets.len()), (1, 0));
    assert_eq!(told.declared, None, "how many records such a table holds, nobody knows");
}

#[test]
fn nothing_outside_the_folder_is_read() {
    let directory = folder(&[
        ("a.toml", "titel = \"a\"\n[[datei]]\ndatei = \"../geheim.txt\""),
        ("b.toml", "titel = \"b\"\n[[datei]]\ndatei = \"/etc/hostname\""),
        ("c.toml", "titel = \"c\"\n[[datei]]\ndatei = \"verweis.txt\""),
    ]);
    std::fs::write(directory.path().join("geheim.txt"), "x").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(
        directory.path().join("geheim.txt"),
        directory.path().join("daten/verweis.txt"),
    )
    .unwrap();
    let told = harvest(&source(directory.path(), ""), &Arc::default());
    assert_eq!(told.datasets.len(), 3);
    for (id, dataset, findings) in &told.datasets {
        assert_eq!(dataset.distribution.len(), 0, "{id}");
        assert_eq!(findings[0].rule, "file-unreadable", "{id}");
    }
    assert!(told.archived.is_empty());
}

#[test]
fn the_template_harvests_cleanly_as_it_is() {
    for (language, id) in [("de", "beispiel-baeume"), ("en", "example-trees")] {
        let directory = tempfile::tempdir().unwrap();
        let written = crate::folder_template::write(&directory.path().join("daten"), language).unwrap();
        assert_eq!(written.len(), 5);
        assert!(crate::folder_template::write(&directory.path().join("daten"), language).is_err());
        let told = harvest(&source(directory.path(), ""), &Arc::default());
        assert_eq!((told.unreadable, told.notes, told.gaps), (vec![], vec![], vec![]));
        let [(found, dataset, findings)] = &told.datasets[..] else { panic!("one dataset") };
        assert_eq!((found.as_str(), &findings[..], dataset.distribution.len()), (id, &[][..], 1));
        for path in
            written.iter().filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        {
            let text = std::fs::read_to_string(path).unwrap();
            if text.contains("kind = ") {
                Folder::open(&SourceFile::parse(&directory.path().join("musterstadt.toml"), text).unwrap())
                    .unwrap();
            }
        }
        for path in written.iter().filter(|path| {
            path.to_string_lossy().ends_with("vorlage.csv")
                || path.to_string_lossy().ends_with("template.csv")
        }) {
            let table = table::read("t.csv", &std::fs::read(path).unwrap()).unwrap();
            assert_eq!((table.entries.len(), table.findings.len()), (1, 0));
        }
    }
}

#[test]
fn wrong_settings_are_shown() {
    for (settings, expected) in [
        ("", "needs `path` or `url`"),
        ("path = \"a\"\nurl = \"https://a.example/\"", "not both"),
        ("url = \"file:///etc/passwd\"", "only http and https"),
        ("path = \"a\"\npfad = \"b\"", "pfad"),
        (
            "url = \"https://a.example/a.csv\"\n[[settings.metadata.datei]]\n[[settings.metadata.datei]]",
            "the one file",
        ),
    ] {
        let text = format!("kind = \"folder\"\ntitle = \"t\"\n[settings]\n{settings}\n");
        let error =
            SourceFile::parse(Path::new("ordner.toml"), text).and_then(|file| Folder::open(&file)).err();
        assert!(error.is_some_and(|error| error.to_string().contains(expected)), "{settings}");
    }
}

#[test]
fn the_demo_and_the_regions_load_and_the_demo_has_no_bad_finding() {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../config");
    let mut regions = 0;
    for entry in std::fs::read_dir(config.join("regions")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let region = Region::load(&path).unwrap_or_else(|error| panic!("{error}"));
        let sources = load_sources(&path.with_extension("").join("sources"), Some(&region))
            .unwrap_or_else(|errors| panic!("{errors:?}"));
        assert!(!sources.is_empty(), "{}", path.display());
        for file in &sources {
            let kind = crate::sources::kinds().into_iter().find(|kind| kind.name == file.kind.get_ref());
            if let Some(kind) = kind {
                (kind.open)(file).unwrap_or_else(|error| panic!("{error}"));
            }
        }
        regions += 1;
    }
    assert_eq!(regions, 4);
    let region = Arc::new(Region::load(&config.join("regions/kreis-unna.toml")).unwrap());
    let sources = load_sources(&config.join("demo/sources"), Some(&region))
        .unwrap_or_else(|errors| panic!("{errors:?}"));
    assert_eq!(sources.len(), 11);
    for file in &sources {
        let told = harvest(file, &region);
        assert_eq!((&told.unreadable, &told.notes, &told.gaps), (&vec![], &vec![], &vec![]), "{}", file.id);
        assert!(told.datasets.len() >= 5, "{}", file.id);
        for (id, dataset, findings) in &told.datasets {
            let is_good =
                |finding: &&Finding| finding.rule == "modified-concluded" || finding.property == "zugang";
            let bad: Vec<_> = findings.iter().filter(|finding| !is_good(finding)).collect();
            assert!(bad.is_empty(), "{} {id}: {bad:?}", file.id);
            assert!(
                dataset.publisher.is_some() && !dataset.creator.is_empty() && !dataset.spatial.is_empty()
            );
            assert!(
                dataset.distribution[0].license.is_some()
                    && !dataset.distribution[0].license_attribution_by_text.is_empty()
            );
        }
    }
}

#[test]
fn every_kind_has_a_sample_that_opens() {
    for kind in crate::sources::kinds() {
        let file = SourceFile::parse(Path::new("musterstadt.toml"), kind.sample.into())
            .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(file.kind.get_ref(), kind.name);
        (kind.open)(&file).unwrap_or_else(|error| panic!("{error}"));
        let documentation =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/sources.md")).unwrap();
        assert!(documentation.contains(&format!("`{}`", kind.name)), "{} is not described", kind.name);
    }
}
