//! Reports to publishers: by mail and webhook, once a week, and only if something changed.

use crate::package;
use datenkreis_tests::cassette::ckan::Ckan;
use datenkreis_tests::site::{BASE, described};
use datenkreis_tests::{Answer, Cassette, Site};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

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

/// Takes one mail and never says so; the connection stays open.
fn take_mail_silently(stream: TcpStream) -> Option<String> {
    let mut writer = stream.try_clone().ok()?;
    let mut lines = BufReader::new(stream).lines();
    writer.write_all(b"220 mail.example\r\n").ok()?;
    let mut mail = String::new();
    let mut is_in_mail = false;
    loop {
        let line = lines.next()?.ok()?;
        if is_in_mail && line == "." {
            std::mem::forget((lines, writer));
            return Some(mail);
        }
        if is_in_mail {
            mail += &(line + "\n");
            continue;
        }
        let answer: &[u8] = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => b"250-mail.example\r\n250 8BITMIME\r\n",
            "DATA" => b"354 go on\r\n",
            _ => b"250 yes\r\n",
        };
        is_in_mail = answer.starts_with(b"354");
        writer.write_all(answer).ok()?;
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
    prepared(site, "musterstadt", day, options).output().expect("the program runs")
}

fn prepared(site: &Site, organisation: &str, day: u32, options: &[&str]) -> Command {
    let now = format!("2090-03-{day:02}T08:00:00Z");
    let arguments = [&["report", "--organisation", organisation, "--now", &now], options].concat();
    let mut command = site.prepare(&arguments);
    command.env("TEST_HOOK_SECRET", "geheim");
    command
}

/// The table of a mail server on this machine.
fn mail_table(server: &Listener) -> String {
    format!(
        "[mail]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\nfrom = \"Offene Daten <daten@example.org>\"\n",
        server.port
    )
}

fn shown(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_mail_a_week_and_only_if_something_changed() {
    let server = Listener::start(take_mail);
    let (site, cassette) = site("email = \"amt@musterstadt.example\"", &mail_table(&server));
    let preview = shown(&report(&site, 1, &["--dry-run"]));
    for part in [
        "Neu aufgefallen",
        "/qualitaet/musterstadt",
        "Im Mittel ",
        "von 405 Punkten",
        "wenigste Arbeit",
        "zusammen +50 Punkte",
    ] {
        assert!(preview.contains(part), "{part}\n{preview}");
    }
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
    let preview = shown(&report(&site, 8, &["--dry-run"]));
    for part in ["Besser geworden", "beim letzten Bericht", "Nachnutzbarkeit: "] {
        assert!(preview.contains(part), "{part}\n{preview}");
    }
    assert!(shown(&report(&site, 8, &[])).contains("zugestellt"));
    assert_eq!(server.heard().len(), 2);
}

/// The process is killed when the mail server has the mail and has not said so: nobody knows whether it
/// arrived, and it does not come twice.
#[test]
fn an_interrupted_report_is_not_sent_twice() {
    let server = Listener::start(take_mail_silently);
    let (site, cassette) = site("email = \"amt@musterstadt.example\"", &mail_table(&server));
    let mut child = prepared(&site, "musterstadt", 1, &[])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let begun = Instant::now();
    while server.heard().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "no mail came");
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().expect("our child");
    child.wait().expect("our child");
    for day in [1, 2, 9] {
        assert!(shown(&report(&site, day, &[])).contains("nichts zu berichten"), "day {day}");
    }
    assert_eq!(server.heard().len(), 1);
    // What is new after it is told.
    harvest(&site, &cassette, true);
    let preview = shown(&report(&site, 10, &["--dry-run"]));
    assert!(preview.contains("Besser geworden") && !preview.contains("Neu aufgefallen"), "{preview}");
}

/// A source that collects for several towns: each is told about its own datasets.
#[test]
fn towns_within_a_collecting_source_are_told_apart() {
    let site = Site::default();
    let region = std::fs::read_to_string(site.path("region.toml")).expect("the region");
    let other = "[[organisation]]\nid = \"nachbarstadt\"\nname = \"Stadt Nachbarstadt\"\n";
    site.write("region.toml", &format!("{region}\n{other}"));
    let package = |id: usize, town: &str, has_license: bool| {
        let mut package = package(id, "Fassung eins");
        package["organization"]["title"] = town.into();
        if !has_license {
            package["license_id"] = Value::Null;
        }
        package
    };
    let ckan = Ckan::new(vec![
        package(1, "Stadt Musterstadt", true),
        package(2, "Stadt Nachbarstadt", false),
        package(3, "Stadt Nachbarstadt", false),
    ]);
    let cassette = Cassette::start(move |asked| ckan.play(asked));
    site.ckan("sammler", &cassette.url(""));
    site.harvest("sammler").assert_verdict("complete");
    let told =
        |town: &str| shown(&prepared(&site, town, 1, &["--dry-run"]).output().expect("the program runs"));
    let (own, others) = (told("musterstadt"), told("nachbarstadt"));
    assert!(own.contains("1 Datensatz steht") && !own.contains("Lizenz fehlt"), "{own}");
    for part in ["2 Datensätze stehen", "(betrifft 2 Datensätze, zusammen +", "/qualitaet/nachbarstadt"] {
        assert!(others.contains(part), "{part}\n{others}");
    }
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
