//! A server to be harvested, on 127.0.0.1, that plays what a test tells it to, faults included. It is
//! written on raw sockets because faults are what HTTP libraries prevent.

mod answer;
pub mod ckan;
pub mod shelf;
pub mod synthetic;

pub use answer::{Answer, Ending};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;
use url::Url;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    /// GET, HEAD …
    pub method: String,
    /// The whole address.
    pub url: Url,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
}

impl Asked {
    /// The path, percent-encoded as it came.
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// A parameter of the query string.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// A parameter as a number.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.parameter(name)?.parse().ok()
    }
}

/// Answers requests.
pub type Play = Box<dyn Fn(&Asked) -> Answer + Send + Sync>;

/// A running server; it stops when dropped.
pub struct Cassette {
    address: SocketAddr,
    state: Arc<State>,
}

struct State {
    play: RwLock<Play>,
    asked: Mutex<Vec<Asked>>,
    stopped: AtomicBool,
}

impl Cassette {
    /// Starts a server that answers so.
    pub fn start(play: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(State {
            play: RwLock::new(Box::new(play)),
            asked: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let shared = Arc::clone(&state);
        std::thread::spawn(move || accept(&listener, &shared));
        Self { address, state }
    }

    /// Answers otherwise from now on.
    pub fn replace(&self, play: impl Fn(&Asked) -> Answer + Send + Sync + 'static) {
        *self.state.play.write().expect("the tape") = Box::new(play);
    }

    /// The address of a path, which begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The TCP port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// All requests so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.state.asked.lock().expect("the list").clone()
    }

    /// Forgets the requests so far.
    pub fn forget(&self) {
        self.state.asked.lock().expect("the list").clear();
    }
}

impl Drop for Cassette {
    fn drop(&mut self) {
        self.state.stopped.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect(self.address);
    }
}

fn accept(listener: &TcpListener, state: &Arc<State>) {
    for stream in listener.incoming() {
        if state.stopped.load(Ordering::Relaxed) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let state = Arc::clone(state);
        std::thread::spawn(move || converse(stream, &state));
    }
}

/// Answers the requests of one connection until either side has enough.
fn converse(stream: TcpStream, state: &State) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
    let _ = stream.set_nodelay(true);
    let Ok(address) = stream.local_addr() else {
        return;
    };
    let Ok(mut writer) = stream.try_clone() else {
        return;
    };
    let mut reader = BufReader::new(stream);
    while let Some(asked) = read_request(&mut reader, address) {
        let answer = (state.play.read().expect("the tape"))(&asked);
        state.asked.lock().expect("the list").push(asked.clone());
        if !answer.send(&mut writer, asked.method == "HEAD") || writer.flush().is_err() {
            return;
        }
    }
}

/// Reads a request without body; `None` when the connection ends or speaks no HTTP.
fn read_request(reader: &mut impl BufRead, address: SocketAddr) -> Option<Asked> {
    let line = read_line(reader)?;
    let mut words = line.split(' ');
    let method = words.next()?.to_owned();
    let url = Url::parse(&format!("http://{address}")).ok()?.join(words.next()?).ok()?;
    let mut headers = vec![];
    loop {
        let line = read_line(reader)?;
        if line.is_empty() {
            return Some(Asked { method, url, headers });
        }
        let (name, value) = line.split_once(':')?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

fn read_line(reader: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    match reader.read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line.trim_end().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Client;

    #[test]
    fn it_answers_and_remembers() {
        let cassette = Cassette::start(|asked| Answer::text(asked.parameter("q").unwrap_or_default()));
        let client = Client::new(&cassette.url(""), "http://nowhere.example");
        assert_eq!(client.get("/a?q=Stra%C3%9Fe").expect(200).text(), "Straße");
        assert!(client.send("HEAD", "/b?q=x", &[], None).body.is_empty());
        let paths: Vec<_> = cassette.asked().iter().map(|asked| asked.path().to_owned()).collect();
        assert_eq!(paths, ["/a", "/b"]);
        cassette.replace(|_| Answer::status(503).header("retry-after", "7"));
        assert_eq!(client.get("/").expect(503).header("retry-after"), "7");
    }
}
