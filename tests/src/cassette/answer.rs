//! An answer, and how it may go wrong.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

/// How the transfer of a body ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// As announced.
    #[default]
    Whole,
    /// The length is announced, and the connection closes after so many bytes.
    Cut(usize),
    /// No length is announced, and the connection closes after so many bytes: nobody can tell.
    CutUnnoticed(usize),
    /// The connection stays open for this long and says nothing.
    Silence(Duration),
}

/// What is sent for a request.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    delay: Duration,
    ending: Ending,
}

impl Answer {
    /// 200 with a body of some media type.
    pub fn new(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..Self::status(200).header("content-type", content_type) }
    }

    /// 200 with plain text.
    pub fn text(body: impl Into<Vec<u8>>) -> Self {
        Self::new("text/plain; charset=utf-8", body)
    }

    /// 200 with JSON.
    pub fn json(body: &serde_json::Value) -> Self {
        Self::new("application/json;charset=utf-8", body.to_string())
    }

    /// A status without body.
    pub fn status(status: u16) -> Self {
        Self { status, headers: vec![], body: vec![], delay: Duration::ZERO, ending: Ending::Whole }
    }

    /// With another status.
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// With a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// After a delay.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// With another ending.
    pub fn ending(mut self, ending: Ending) -> Self {
        self.ending = ending;
        self
    }

    /// Sends it; whether the connection goes on.
    pub(super) fn send(&self, stream: &mut TcpStream, head_only: bool) -> bool {
        std::thread::sleep(self.delay);
        if let Ending::Silence(how_long) = self.ending {
            std::thread::sleep(how_long);
            return false;
        }
        let mut head = format!("HTTP/1.1 {} Status\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        match self.ending {
            Ending::CutUnnoticed(_) => head.push_str("connection: close\r\n"),
            _ => head.push_str(&format!("content-length: {}\r\n", self.body.len())),
        }
        head.push_str("\r\n");
        let body = match self.ending {
            _ if head_only => &[],
            Ending::Cut(at) | Ending::CutUnnoticed(at) => &self.body[..at.min(self.body.len())],
            _ => &self.body[..],
        };
        stream.write_all(head.as_bytes()).is_ok()
            && stream.write_all(body).is_ok()
            && self.ending == Ending::Whole
    }
}
