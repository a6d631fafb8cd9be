//! Whatever is lost of the projections, all views agree with the journal when it is opened.

use super::*;
use proptest::prelude::*;
use std::fs::OpenOptions;

/// What may happen to a data directory between two processes.
#[derive(Clone, Copy, Debug)]
enum Mishap {
    Nothing,
    StoreDeleted,
    IndexDeleted,
    SnapshotsDeleted,
    /// The journal got further than the projections: the process died between the two.
    ProjectionsOld,
    /// The projections got further than the journal: it came from a backup.
    JournalOld,
    /// A byte in the middle of the store's log is flipped: RocksDB opens without error and drops what
    /// comes after it.
    StoreLogFlipped,
    /// Every file of the store is cut to half its size.
    StoreTruncated,
    /// Every file of the index is cut to half its size.
    IndexTruncated,
}

const MISHAPS: [Mishap; 9] = [
    Mishap::Nothing,
    Mishap::StoreDeleted,
    Mishap::IndexDeleted,
    Mishap::SnapshotsDeleted,
    Mishap::ProjectionsOld,
    Mishap::JournalOld,
    Mishap::StoreLogFlipped,
    Mishap::StoreTruncated,
    Mishap::IndexTruncated,
];

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("creating");
        for entry in fs::read_dir(from).expect("reading") {
            let path = entry.expect("reading").path();
            copy(&path, &to.join(path.file_name().expect("a name")));
        }
    } else {
        fs::copy(from, to).expect("copying");
    }
}

fn truncate(path: &Path) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("reading") {
            truncate(&entry.expect("reading").path());
        }
    } else {
        let file = OpenOptions::new().write(true).open(path).expect("opening");
        file.set_len(file.metadata().expect("reading").len() / 2).expect("truncating");
    }
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).expect("reading");
    let middle = bytes.len() / 2;
    if let Some(byte) = bytes.get_mut(middle) {
        *byte ^= 1;
        fs::write(path, bytes).expect("writing");
    }
}

fn logs(store: &Path) -> Vec<std::path::PathBuf> {
    let files = fs::read_dir(store).expect("reading").map(|entry| entry.expect("reading").path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "log")).collect()
}

fn take(directory: &Path, saved: &Path, names: &[&str]) {
    for name in names {
        project::remove(&directory.join(name)).expect("removing");
        copy(&saved.join(name), &directory.join(name));
    }
}

fn happen(mishap: Mishap, directory: &Path, saved: &Path) {
    match mishap {
        Mishap::Nothing => {}
        Mishap::StoreDeleted => project::remove(&directory.join("store")).expect("removing"),
        Mishap::IndexDeleted => project::remove(&directory.join("index")).expect("removing"),
        Mishap::SnapshotsDeleted => project::remove(&directory.join("snapshots")).expect("removing"),
        Mishap::ProjectionsOld => take(directory, saved, &["store", "index"]),
        Mishap::JournalOld => {
            // Closing the journal leaves one file.
            assert!(!directory.join("journal.sqlite-wal").exists());
            copy(&saved.join("journal.sqlite"), &directory.join("journal.sqlite"));
        }
        Mishap::StoreLogFlipped => logs(&directory.join("store")).iter().for_each(|log| flip(log)),
        Mishap::StoreTruncated => truncate(&directory.join("store")),
        Mishap::IndexTruncated => truncate(&directory.join("index")),
    }
}

#[derive(Clone, Debug)]
enum Step {
    Put(u8, u8),
    Withdraw(u8),
    /// A table is read, by its number and state.
    Read(u8, u8),
    /// Only tables with smaller numbers are configured from now on.
    Retire(u8),
    Publish,
    Reopen(Mishap),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..6_u8, 0..8_u8).prop_map(|(number, state)| Step::Put(number, state)),
        3 => (0..6_u8).prop_map(Step::Withdraw),
        3 => (0..4_u8, 0..8_u8).prop_map(|(number, state)| Step::Read(number, state)),
        1 => (0..4_u8).prop_map(Step::Retire),
        1 => Just(Step::Publish),
        2 => proptest::sample::select(MISHAPS.to_vec()).prop_map(Step::Reopen),
    ]
}

/// Does the steps beside a model: which dataset is published in which state.
fn check(steps: Vec<Step>) -> Result<()> {
    let (directory, saved) = (TempDir::new().expect("a directory"), TempDir::new().expect("a directory"));
    let mut catalogue = open(directory.path())?;
    let mut model: BTreeMap<u8, u8> = BTreeMap::new();
    drop(catalogue);
    copy(directory.path(), saved.path());
    let mut saved_model = model.clone();
    catalogue = open(directory.path())?;
    for step in steps {
        match step {
            Step::Put(number, state) => {
                let before = model.insert(number, state);
                let (_, done) = run(&catalogue, vec![put(number, state)])?;
                let expected = match before {
                    None => (1, 0, 0),
                    Some(before) if before == state => (0, 0, 1),
                    Some(_) => (0, 1, 0),
                };
                assert_eq!((done.created, done.updated, done.unchanged), expected);
            }
            Step::Withdraw(number) => {
                let (_, done) = run(&catalogue, vec![Change::Withdraw { native_id: native(number) }])?;
                assert_eq!(done.removed, u64::from(model.remove(&number).is_some()));
            }
            Step::Read(number, state) => {
                catalogue.add_readings(&[statistics::reading(number, state)])?;
            }
            Step::Retire(number) => {
                let configured: Vec<String> = (0..number).map(statistics::mapping).collect();
                catalogue.retire_readings(&configured.iter().map(String::as_str).collect())?;
            }
            Step::Publish => {
                catalogue.publish()?;
                assert_views_agree(&catalogue)?;
            }
            Step::Reopen(mishap) => {
                drop(catalogue);
                happen(mishap, directory.path(), saved.path());
                if matches!(mishap, Mishap::JournalOld) {
                    model = saved_model.clone();
                }
                catalogue = open(directory.path())?;
                assert_views_agree(&catalogue)?;
                drop(catalogue);
                project::remove(saved.path())?;
                copy(directory.path(), saved.path());
                saved_model = model.clone();
                catalogue = open(directory.path())?;
            }
        }
    }
    catalogue.publish()?;
    assert_views_agree(&catalogue)?;
    let published = catalogue.versions(&catalogue.as_of(catalogue.seq())?)?;
    let harvested = published.into_iter().filter(|version| version.source == source());
    let published: BTreeMap<_, _> = harvested.map(|version| (version.dataset, version.hash)).collect();
    let hash = |number, state| canonical::hash(&canonical::n_quads(&triples(number, state), ""));
    assert_eq!(published, model.iter().map(|(&number, &state)| (iri(number), hash(number, state))).collect());
    Ok(())
}

#[test]
fn every_mishap_is_mended() -> Result<()> {
    for mishap in MISHAPS {
        check(vec![
            Step::Put(1, 0),
            Step::Put(2, 0),
            Step::Reopen(Mishap::Nothing),
            Step::Put(1, 1),
            Step::Withdraw(2),
            Step::Put(3, 2),
            Step::Read(1, 0),
            Step::Read(2, 1),
            Step::Reopen(Mishap::Nothing),
            Step::Read(1, 2),
            Step::Publish,
            Step::Read(2, 3),
            Step::Reopen(mishap),
            Step::Put(2, 5),
            Step::Read(1, 4),
            Step::Retire(2),
        ])?;
    }
    Ok(())
}

#[test]
fn rebuilding_gives_the_same_views() -> Result<()> {
    let directory = TempDir::new().expect("a temporary directory");
    let catalogue = open(directory.path())?;
    run(&catalogue, (0..40).map(|number| put(number, number)).collect())?;
    run(&catalogue, (0..9).map(|number| Change::Withdraw { native_id: native(number) }).collect())?;
    drop(catalogue);
    let mut reported = (0, 0);
    let catalogue =
        Catalogue::rebuild(options(directory.path()), &mut |done, total| reported = (done, total))?;
    assert_eq!(reported, (49, 49));
    assert_views_agree(&catalogue)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn all_views_agree_whatever_happens(steps in proptest::collection::vec(step(), 1..14)) {
        check(steps).expect("no step fails");
    }
}
