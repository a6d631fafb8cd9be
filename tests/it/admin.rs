//! What needs a token, and what a token can do.

use crate::{ckan_site, packages};
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::site::{described, sha256};
use datenkreis_tests::{Client, Reply};
use std::io::Write;
use std::process::{Command, Stdio};

const ROUTES: [(&str, &str); 4] = [
    ("GET", "/api/admin/status"),
    ("POST", "/api/admin/sources/quelle/run"),
    ("POST", "/api/admin/sources/quelle/release"),
    ("POST", "/api/admin/sources/quelle/withdraw"),
];

fn post(client: &Client, token: &str, path: &str) -> Reply {
    client.send("POST", path, &[("authorization", &format!("Bearer {token}"))], None)
}

#[test]
fn without_a_token_nothing_is_done() {
    let (site, _cassette) = ckan_site(packages(0..3));
    site.allow_token();
    let portal = site.serve();
    for (method, path) in ROUTES {
        for header in [
            None,
            Some("Bearer "),
            Some("Bearer null"),
            Some("Basic eDp5"),
            Some("Bearer wrong-token-wrong-token"),
        ] {
            let headers: Vec<_> = header.map(|value| ("authorization", value)).into_iter().collect();
            let reply = portal.send(method, path, &headers, None);
            let status = reply.status;
            assert!(matches!(status, 401 | 429), "{method} {path} with {header:?}: {status}");
            let challenged = reply.header("www-authenticate").starts_with("Bearer");
            assert_eq!(challenged, status == 401, "{method} {path} with {header:?}");
        }
    }
}

#[test]
fn guessing_is_slowed_down() {
    let (site, _cassette) = ckan_site(packages(0..3));
    let token = site.allow_token();
    let portal = site.serve();
    let wrong = ("authorization", "Bearer 0000000000000000000000");
    let guess = || portal.send("GET", "/api/admin/status", &[wrong], None);
    for _ in 0..30 {
        guess();
    }
    let last = guess();
    assert_eq!(last.status, 429);
    assert!(!last.header("retry-after").is_empty());
    assert_eq!(portal.status(&token).counts.journal, 0, "the right token is still heard");
}

#[test]
fn without_configured_tokens_the_door_is_shut() {
    let (site, _cassette) = ckan_site(packages(0..3));
    let portal = site.serve();
    let empty = ("authorization", "Bearer ");
    assert_eq!(portal.send("GET", "/api/admin/status", &[empty], None).status, 401);
}

#[test]
fn a_run_is_started_and_seen() {
    let (site, cassette) = ckan_site(packages(0..30));
    let token = site.allow_token();
    let portal = site.serve();
    assert_eq!(portal.run(&token, "unbekannt").status, 404);
    portal.run_to_end(&token, "quelle");
    portal.status(&token).counts.assert_agree(30);
    assert_eq!(post(&portal, &token, "/api/admin/sources/quelle/release").status, 409, "nothing is held");

    let ckan = Ckan::new(packages(0..5));
    cassette.replace(move |asked| ckan.play(asked));
    assert_eq!(portal.run_to_end(&token, "quelle").verdict.as_deref(), Some("held"));
    post(&portal, &token, "/api/admin/sources/quelle/release").expect(200);
}

#[test]
fn other_methods_are_told_what_is_allowed() {
    let (site, _cassette) = ckan_site(packages(0..3));
    let portal = site.serve();
    for (method, path) in ROUTES {
        let other = if method == "GET" { "DELETE" } else { "GET" };
        let reply = portal.send(other, path, &[], None).expect(405);
        assert!(reply.header("allow").contains(method), "{other} {path}: {:?}", reply.headers);
        assert_eq!(reply.media_type(), "application/problem+json", "{other} {path}");
    }
}

#[test]
fn the_scheme_is_written_in_any_case() {
    let (site, _cassette) = ckan_site(packages(0..3));
    let token = site.allow_token();
    let portal = site.serve();
    let bearer = ("authorization", &*format!("bearer {token}"));
    portal.send("GET", "/api/admin/status", &[bearer], None).expect(200);
}

#[test]
fn two_runs_of_a_source_never_overlap() {
    let ckan = Ckan::new(packages(0..10));
    let (site, cassette) = ckan_site(vec![]);
    cassette.replace(move |asked| ckan.play(asked).after(std::time::Duration::from_millis(500)));
    let token = site.allow_token();
    let portal = site.serve();
    portal.run(&token, "quelle").expect(202);
    assert_eq!(portal.run(&token, "quelle").status, 409);
}

#[test]
fn a_token_is_hashed_for_the_configuration() {
    let mut child = Command::new(datenkreis_tests::site::binary())
        .arg("hash-token")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(b"0123456789abcdefghijklmnop\n").expect("a pipe");
    let output = child.wait_with_output().expect("our own child");
    let expected = sha256("0123456789abcdefghijklmnop");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), expected, "{}", described(&output));
}

#[test]
fn mistakes_in_the_configuration_are_shown_where_they_stand() {
    let (site, _cassette) = ckan_site(packages(0..3));
    site.write(
        "sources/falsch.toml",
        "kind = \"ckan\"\ntitle = \"Falsch\"\n\n[settings]\nurl = \"http://x.example\"\nrowz = 10\n",
    );
    site.write("sources/fremd.toml", "kind = \"gopher\"\ntitle = \"Fremd\"\n[settings]\n");
    let output = site.command(&["check-config"]);
    let text = described(&output);
    assert!(!output.status.success(), "{text}");
    for expected in ["falsch.toml", "rowz", "fremd.toml", "gopher", "dcat-rdf"] {
        assert!(text.contains(expected), "{expected} is not named in:\n{text}");
    }
}
