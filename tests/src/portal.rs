//! A running server.

use crate::reports::Run;
use crate::site::binary;
use crate::{Client, Reply, Status};
use std::io::{BufRead, BufReader, Read};
use std::ops::Deref;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

/// How long a server may take to start or to end.
const PATIENCE: Duration = Duration::from_secs(60);

/// `datenkreis serve`, and a client of it. It is ended when dropped; a log line of level ERROR that no
/// test expected fails the test then.
pub struct Portal {
    child: Child,
    client: Client,
    log: Arc<Mutex<Vec<String>>>,
    errors_expected: bool,
}

impl Portal {
    /// Starts the server of a portal file and waits until it is ready.
    pub fn start(config: &Path, base: &str) -> Self {
        let portal =
            Self::spawn(config, base).unwrap_or_else(|log| panic!("the server did not start:\n{log}"));
        portal.wait_until("ready", |portal| portal.get("/readyz").status == 200);
        portal
    }

    /// Starts the server and waits until it listens; its log, if it ends instead.
    pub fn spawn(config: &Path, base: &str) -> Result<Self, String> {
        let mut child = Command::new(binary())
            .arg("serve")
            .arg("--config")
            .arg(config)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let log = Arc::new(Mutex::new(vec![]));
        let (found, address) = mpsc::channel();
        read_lines(child.stdout.take(), Arc::clone(&log), move |line| {
            if let Some((_, address)) = line.split_once("läuft auf ") {
                let _ = found.send(address.trim_end_matches('/').to_owned());
            }
        });
        read_lines(child.stderr.take(), Arc::clone(&log), |_| {});
        match address.recv_timeout(PATIENCE) {
            Ok(address) => {
                Ok(Self { child, client: Client::new(&address, base), log, errors_expected: false })
            }
            Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(log.lock().expect("the log").join("\n"))
            }
        }
    }

    /// This test provokes errors that are logged.
    pub fn expect_errors(mut self) -> Self {
        self.errors_expected = true;
        self
    }

    /// The process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What the server has logged so far.
    pub fn log(&self) -> Vec<String> {
        self.log.lock().expect("the log").clone()
    }

    /// Asks again and again until something holds.
    #[track_caller]
    pub fn wait_until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !holds(self) {
            assert!(begun.elapsed() < PATIENCE, "not {what} after {PATIENCE:?}:\n{}", self.log().join("\n"));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The state of everything, asked with an admin token.
    #[track_caller]
    pub fn status(&self, token: &str) -> Status {
        let bearer = format!("Bearer {token}");
        self.send("GET", "/api/admin/status", &[("authorization", &bearer)], None).expect(200).json()
    }

    /// Asks for a run of a source, with an admin token.
    pub fn run(&self, token: &str, source: &str) -> Reply {
        let bearer = format!("Bearer {token}");
        self.send("POST", &format!("/api/admin/sources/{source}/run"), &[("authorization", &bearer)], None)
    }

    /// Runs a source and waits for its end.
    #[track_caller]
    pub fn run_to_end(&self, token: &str, source: &str) -> Run {
        let before = self.status(token).source(source).runs.first().map(|run| run.id);
        self.run(token, source).expect(202);
        let mut pause = Duration::from_millis(50);
        loop {
            std::thread::sleep(pause);
            // A long run is not kept busy with answering us.
            pause = (pause * 3 / 2).min(Duration::from_secs(1));
            let status = self.status(token);
            let newest = status.source(source).runs.first();
            if let Some(run) = newest.filter(|run| Some(run.id) != before && run.ended.is_some()) {
                return run.clone();
            }
        }
    }

    /// Ends the server as a service manager would, and waits.
    pub fn stop(mut self) -> ExitStatus {
        self.signal(libc::SIGTERM);
        self.wait()
    }

    /// Ends the server as a power failure would.
    pub fn kill(mut self) {
        self.errors_expected = true;
        self.signal(libc::SIGKILL);
        self.wait();
    }

    /// Peak memory of the server process so far, in KiB (`VmHWM`).
    pub fn peak_kibibytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.and_then(|value| value.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }

    fn signal(&self, signal: libc::c_int) {
        // SAFETY: the process is our own child and has not been waited for, so the id is still its.
        unsafe { libc::kill(self.pid().cast_signed(), signal) };
    }

    fn wait(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("our child") {
                return status;
            }
            if begun.elapsed() > PATIENCE {
                self.signal(libc::SIGKILL);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Deref for Portal {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|status| status.is_none()) {
            self.signal(libc::SIGTERM);
            self.wait();
        }
        let log = self.log();
        if std::thread::panicking() {
            eprintln!("log of the server:\n{}", log.join("\n"));
        } else if !self.errors_expected {
            let errors: Vec<_> = log.iter().filter(|line| is_error(line)).collect();
            assert!(errors.is_empty(), "the server logged errors: {errors:#?}");
        }
    }
}

/// actix calls it an error when a connection comes in while its workers end: that is what ending means.
fn is_error(line: &str) -> bool {
    let is_ending = line.contains("\"message\":\"No workers\"");
    (line.contains("\"level\":\"ERROR\"") && !is_ending) || line.contains("panicked at")
}

fn read_lines(
    stream: Option<impl Read + Send + 'static>,
    log: Arc<Mutex<Vec<String>>>,
    mut told: impl FnMut(&str) + Send + 'static,
) {
    let Some(stream) = stream else { return };
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            told(&line);
            log.lock().expect("the log").push(line);
        }
    });
}
