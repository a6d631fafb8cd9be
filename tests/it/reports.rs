//! Reports to publishers: by mail and webhook, once a week, and only if something changed.

use crate::package;
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::site::{BASE, described};
use datenkreis_tests::{Answer, Cassette, Site};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Output;
use std::sync::{Arc, Mutex};

/// Something that listens on this machine and keeps what it is told.
struct Listener {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Listener {
    /// `converse` answers one connection and returns what it was told.
    fn start(converse: impl Fn(TcpStream) -> Option<String> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let heard = Arc::new(Mutex::new(vec![]));
        let kept = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                kept.lock().expect("the list").extend(converse(stream));
            }
        });
        Self { port, heard }
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("the list").clone()
    }
}

/// Takes one mail as SMTP has it.
fn take_mail(stream: TcpStream) -> Option<String> {
    let mut writer = stream.try_clone().ok()?;
    let mut lines = BufReader::new(stream).lines();
    writer.write_all(b"220 mail.example\r\n").ok()?;
    let mut mail = String::new();
    loop {
        let line = lines.next()?.ok()?;
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match word.as_str() {
            "EHLO" => writer.write_all(b"250-mail.example\r\n250 8BITMIME\r\n").ok()?,
            "DATA" => {
                writer.write_all(b"354 go on\r\n").ok()?;
                loop {
                    let line = lines.next()?.ok()?;
                    if line == "." {
                        break;
                    }
                    mail += &(line + "\n");
                }
                writer.write_all(b"250 kept\r\n").ok()?;
            }
            "QUIT" => {
                let _ = writer.write_all(b"221 bye\r\n");
                return Some(mail);
            }
            _ => writer.write_all(b"250 yes\r\n").ok()?,
        }
        if !mail.is_empty() {
            return Some(mail);
        }
    }
}

/// Takes one POST, head and body, and answers with a status.
fn take_post(status: u16) -> impl Fn(TcpStream) -> Option<String> + Send {
    move |stream| {
        let mut writer = stream.try_clone().ok()?;
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head).ok()? == 0 {
                return None;
            }
        }
        let length = head
            .lines()
            .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        reader.read_exact(&mut body).ok()?;
        let answer = format!("HTTP/1.1 {status} Status\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        writer.write_all(answer.as_bytes()).ok()?;
        Some(head + &String::from_utf8_lossy(&body))
    }
}

/// A site with one CKAN source of the organisation `musterstadt`, whose report goes to `to`.
fn site(to: &str, tables: &str) -> (Site, Cassette) {
    let site = Site::new(BASE, tables);
    let region = std::fs::read_to_string(site.path("region.toml")).expect("the region");
    site.write("region.toml", &format!("{region}report = {{ {to} }}\n"));
    let cassette = Cassette::start(|_| Answer::status(503));
    let (site, cassette) = (site, cassette);
    harvest(&site, &cassette, false);
    (site, cassette)
}

/// Harvests a dataset with or without a licence.
fn harvest(site: &Site, cassette: &Cassette, has_license: bool) {
    let mut package = package(1, "Fassung eins");
    if !has_license {
        package["license_id"] = Value::Null;
    }
    let ckan = Ckan::new(vec![package]);
    cassette.replace(move |asked| ckan.play(asked));
    site.ckan("quelle", &cassette.url(""));
    site.harvest("quelle").assert_verdict("complete");
}

/// Runs `report` as of a day of March 2090.
fn report(site: &Site, day: u32, options: &[&str]) -> Output {
    let now = format!("2090-03-{day:02}T08:00:00Z");
    let arguments = [&["report", "--organisation", "musterstadt", "--now", &now], options].concat();
    site.prepare(&arguments).env("TEST_HOOK_SECRET", "geheim").output().expect("the program runs")
}

fn shown(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_mail_a_week_and_only_if_something_changed() {
    let server = Listener::start(take_mail);
    let mail = format!(
        "[mail]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\nfrom = \"Offene Daten <daten@example.org>\"\n",
        server.port
    );
    let (site, cassette) = site("email = \"amt@musterstadt.example\"", &mail);
    let preview = shown(&report(&site, 1, &["--dry-run"]));
    assert!(preview.contains("Neu aufgefallen") && preview.contains("/qualitaet/musterstadt"), "{preview}");
    assert!(server.heard().is_empty(), "a preview sends nothing");

    let first = report(&site, 1, &[]);
    assert!(first.status.success() && shown(&first).contains("zugestellt"), "{}", described(&first));
    let mails = server.heard();
    assert_eq!(mails.len(), 1);
    for part in ["To: amt@musterstadt.example", "From: ", "multipart/alternative", "text/plain", "text/html"]
    {
        assert!(mails[0].contains(part), "{part}\n{}", mails[0]);
    }
    // Nothing changed; then something did, but the week is not over.
    assert!(shown(&report(&site, 8, &[])).contains("nichts zu berichten"));
    harvest(&site, &cassette, true);
    assert!(shown(&report(&site, 7, &[])).contains("nichts zu berichten"));
    assert_eq!(server.heard().len(), 1);
    assert!(shown(&report(&site, 8, &["--dry-run"])).contains("Besser geworden"));
    assert!(shown(&report(&site, 8, &[])).contains("zugestellt"));
    assert_eq!(server.heard().len(), 2);
}

#[test]
fn a_webhook_gets_signed_json_and_failures_wait() {
    let hook = Listener::start(take_post(204));
    let failing = Listener::start(take_post(500));
    let to = |listener: &Listener| {
        format!("webhook = \"http://127.0.0.1:{}/haken\", secret_env = \"TEST_HOOK_SECRET\"", listener.port)
    };
    let tables = format!("[reports]\nallow_private = true\nports = [{}, {}]\n", hook.port, failing.port);
    let (site, _cassette) = site(&to(&failing), &tables);
    let output = report(&site, 1, &[]);
    assert!(!output.status.success() && described(&output).contains("HTTP 500"), "{}", described(&output));
    assert_eq!(failing.heard().len(), 1);
    assert!(shown(&report(&site, 1, &[])).contains("nichts zu berichten"), "an hour has not passed");

    let region = std::fs::read_to_string(site.path("region.toml")).expect("the region");
    site.write("region.toml", &region.replace(&failing.port.to_string(), &hook.port.to_string()));
    let output = report(&site, 2, &[]);
    assert!(output.status.success(), "{}", described(&output));
    let heard = hook.heard();
    let (head, body) = heard[0].split_once("\r\n\r\n").expect("a head and a body");
    assert!(head.starts_with("POST /haken ") && head.contains("x-datenkreis-signature: sha256="), "{head}");
    let told: Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(
        (&told["organisation"], &told["standing"]["datasets"]),
        (&"musterstadt".into(), &1.into()),
        "{told}"
    );
    assert!(
        told["changes"]["worse"].as_array().is_some_and(|worse| !worse.is_empty())
            && told["text"].is_string()
    );
}

#[test]
fn private_webhooks_need_permission_and_mail_a_server() {
    let hook = Listener::start(take_post(204));
    let to = format!("webhook = \"http://127.0.0.1:{}/\", secret_env = \"TEST_HOOK_SECRET\"", hook.port);
    let (site, _cassette) = site(&to, "");
    let output = report(&site, 1, &[]);
    assert!(!output.status.success() && hook.heard().is_empty(), "{}", described(&output));
    site.write(
        "region.toml",
        &std::fs::read_to_string(site.path("region.toml"))
            .expect("the region")
            .replace(&to, "email = \"a@b.example\""),
    );
    let output = site.command(&["check-config"]);
    assert!(!output.status.success() && described(&output).contains("[mail]"), "{}", described(&output));
}
