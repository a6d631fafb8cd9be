//! Whatever moment the power fails: what was acknowledged is there, and all views agree.

use crate::{ckan_site, packages};
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::site::described;
use datenkreis_tests::{Answer, Asked, Cassette, Site};
use std::os::unix::process::CommandExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

const RECORDS: usize = 600;

/// A portal that needs a moment for every page, so that a run can be hit in its middle.
fn slow(ckan: &Ckan, asked: &Asked) -> Answer {
    ckan.play(asked).after(Duration::from_millis(30))
}

fn slow_site() -> (Site, Cassette) {
    let ckan = Ckan::new(packages(0..RECORDS)).capped(50);
    let cassette = Cassette::start(move |asked| slow(&ckan, asked));
    let site = Site::default();
    site.ckan("quelle", &cassette.url(""));
    (site, cassette)
}

/// A portal that answers no more after the first 400 records, so that a run is sure to be in its middle.
fn stalling_site() -> (Site, Cassette) {
    let ckan = Ckan::new(packages(0..RECORDS)).capped(50);
    let cassette = Cassette::start(move |asked| {
        let is_late = asked.number("start").is_some_and(|start| start > 400);
        ckan.play(asked).after(if is_late { Duration::from_secs(120) } else { Duration::ZERO })
    });
    let site = Site::default();
    site.ckan("quelle", &cassette.url(""));
    (site, cassette)
}

/// Kills a run after so long, then looks at what is there and lets another run finish the work.
fn check_kill(after: Duration) {
    let (site, _cassette) = slow_site();
    let mut command = site.prepare(&["harvest", "quelle", "--format", "json"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    std::thread::sleep(after);
    child.kill().expect("our own child");
    child.wait().expect("our own child");

    let counts = site.status().counts;
    counts.assert_agree(counts.journal);
    assert!(counts.journal <= RECORDS as u64);
    let report = site.harvest("quelle");
    report.assert_verdict("complete");
    assert_eq!(
        report.counts.created,
        RECORDS as u64 - counts.journal,
        "no version is lost or written twice: {report:?}"
    );
    assert_eq!(report.seq, RECORDS as u64);
    site.status().counts.assert_agree(RECORDS as u64);
}

#[test]
fn killed_at_many_moments() {
    for millis in [40, 120, 200, 280, 360, 440, 520, 600, 700, 850] {
        check_kill(Duration::from_millis(millis));
    }
}

#[test]
fn a_killed_server_comes_back() {
    let (site, _cassette) = stalling_site();
    let token = site.allow_token();
    let portal = site.serve();
    portal.run(&token, "quelle").expect(202);
    portal.wait_until("harvesting", |portal| portal.status(&token).counts.journal > 100);
    portal.kill();

    let portal = site.serve();
    let status = portal.status(&token);
    let verdict = status.source("quelle").runs[0].verdict.clone();
    assert_eq!(verdict.as_deref(), Some("failed"), "the run that was cut off is closed as failed");
    let counts = status.counts;
    counts.assert_agree(counts.journal);
    assert!(counts.journal > 100, "{counts:?}");
}

#[test]
fn deleted_projections_are_made_again() {
    let (site, _cassette) = ckan_site(packages(0..50));
    site.harvest("quelle");
    for projection in ["store", "index", "snapshots"] {
        std::fs::remove_dir_all(site.path("data").join(projection)).expect(projection);
        site.status().counts.assert_agree(50);
    }
    let portal = site.serve();
    assert_eq!(
        crate::corpora_ckan::count(
            &portal,
            "SELECT (COUNT(*) AS ?n) { ?d a <http://www.w3.org/ns/dcat#Dataset> }"
        ),
        50
    );
}

#[test]
fn rebuild_makes_all_projections() {
    let (site, _cassette) = ckan_site(packages(0..50));
    site.harvest("quelle");
    let before = site.status().counts;
    let output = site.command(&["rebuild"]);
    assert!(output.status.success(), "{}", described(&output));
    assert_eq!(site.status().counts, before);
}

#[test]
fn a_damaged_index_is_made_again() {
    let (site, _cassette) = ckan_site(packages(0..50));
    site.harvest("quelle");
    for entry in std::fs::read_dir(site.path("data/index")).expect("the index").flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_file()) {
            std::fs::write(entry.path(), b"broken").expect("a file of ours");
        }
    }
    site.status().counts.assert_agree(50);
}

#[test]
fn a_damaged_store_is_made_again() {
    let (site, _cassette) = ckan_site(packages(0..50));
    site.harvest("quelle");
    let store = site.path("data/store");
    let of_kind = |kind: &str| {
        let files = std::fs::read_dir(&store).expect("the store").flatten().map(|entry| entry.path());
        files.filter(|path| path.to_string_lossy().contains(kind)).collect::<Vec<_>>()
    };
    let check = |damage: &dyn Fn()| {
        damage();
        site.status().counts.assert_agree(50);
    };
    check(&|| std::fs::write(store.join("CURRENT"), b"broken").expect("a file of ours"));
    check(&|| std::fs::remove_file(store.join("CURRENT")).expect("a file of ours"));
    for kind in ["MANIFEST", ".sst", ".log"] {
        check(&|| of_kind(kind).iter().for_each(|path| std::fs::write(path, b"").expect("a file of ours")));
        check(&|| of_kind(kind).iter().for_each(|path| std::fs::remove_file(path).expect("a file of ours")));
    }
    check(&|| {
        std::fs::remove_dir_all(&store).expect("the store");
        std::fs::write(&store, b"no directory").expect("a file of ours");
    });
}

/// What a full disk does, without one: no file may grow beyond the limit.
#[test]
fn a_run_that_cannot_be_written_ends_and_is_caught_up() {
    let (site, _cassette) = ckan_site(packages(0..2_000));
    let mut command = site.prepare(&["harvest", "quelle"]);
    // SAFETY: only functions that are safe between fork and exec are called.
    unsafe {
        command.pre_exec(|| {
            let limit = libc::rlimit { rlim_cur: 1 << 20, rlim_max: 1 << 20 };
            libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
            libc::setrlimit(libc::RLIMIT_FSIZE, &raw const limit);
            Ok(())
        });
    }
    let begun = Instant::now();
    let output = command.output().expect("the program starts");
    assert!(matches!(output.status.code(), Some(1 | 3)), "{}", described(&output));
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    site.harvest("quelle").assert_verdict("complete");
    site.status().counts.assert_agree(2_000);
}

#[test]
fn a_second_opener_is_refused() {
    let (site, _cassette) = ckan_site(packages(0..3));
    let _portal = site.serve();
    // Other commands go through the server; this one needs the directory for itself.
    let output = site.command(&["rebuild"]);
    let text = described(&output);
    assert!(!output.status.success(), "{text}");
    assert!(!text.contains("panicked"), "{text}");
    assert!(!output.stderr.is_empty(), "the refusal says why: {text}");
}

#[test]
fn told_to_end_it_ends_in_time() {
    let (site, _cassette) = stalling_site();
    let token = site.allow_token();
    let portal = site.serve();
    portal.run(&token, "quelle").expect(202);
    portal.wait_until("harvesting", |portal| portal.status(&token).counts.journal > 0);
    let begun = Instant::now();
    let status = portal.stop();
    assert!(status.success(), "{status}");
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    let status = site.status();
    status.counts.assert_agree(status.counts.journal);
    assert_eq!(status.source("quelle").runs[0].verdict.as_deref(), Some("partial"));
}
