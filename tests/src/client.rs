//! An HTTP client that shows what really came: no redirects followed, nothing unpacked.

use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// A client of one server.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    // Reqwest's own blocking client would be a second build of reqwest and all that uses it.
    runtime: Arc<Runtime>,
    address: String,
    base: String,
}

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Status code.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as it came over the wire.
    pub body: Vec<u8>,
}

impl Client {
    /// A client of the server at `address`, which calls itself `base` in what it publishes; neither
    /// has a trailing slash.
    pub fn new(address: &str, base: &str) -> Self {
        // The second caller in a process finds it installed, which is fine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(Duration::from_secs(60))
            .build()
            .expect("an HTTP client");
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        Self {
            http,
            runtime: Arc::new(runtime.expect("a runtime")),
            address: address.into(),
            base: base.into(),
        }
    }

    /// Where the server listens, without trailing slash.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// GET of a path, or of a URL that the server published about itself.
    pub fn get(&self, target: &str) -> Reply {
        self.send("GET", target, &[], None)
    }

    /// GET with an Accept header.
    pub fn get_as(&self, target: &str, accept: &str) -> Reply {
        self.send("GET", target, &[("accept", accept)], None)
    }

    /// HEAD with an Accept header.
    pub fn head_as(&self, target: &str, accept: &str) -> Reply {
        self.send("HEAD", target, &[("accept", accept)], None)
    }

    /// POST of a body with its type.
    pub fn post(&self, target: &str, content_type: &str, body: impl Into<Vec<u8>>) -> Reply {
        self.send("POST", target, &[("content-type", content_type)], Some(body.into()))
    }

    /// Any request.
    #[track_caller]
    pub fn send(&self, method: &str, target: &str, headers: &[(&str, &str)], body: Option<Vec<u8>>) -> Reply {
        let path = target.strip_prefix(&self.base).unwrap_or(target);
        let path = path.strip_prefix(&self.address).unwrap_or(path);
        let url = format!("{}{path}", self.address);
        let mut request = self.http.request(Method::from_bytes(method.as_bytes()).expect("a method"), &url);
        for (name, value) in headers {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("a header name");
            request = request.header(name, HeaderValue::from_str(value).expect("a header value"));
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let answered = self.runtime.block_on(async {
            let response = request.send().await?;
            let status = response.status().as_u16();
            let headers = response.headers().clone();
            let body = response.bytes().await?.to_vec();
            Ok(Reply { status, headers, body })
        });
        answered.unwrap_or_else(|error: reqwest::Error| panic!("{method} {url}: {error:?}"))
    }
}

impl Reply {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// A header's value, empty if absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The media type, without parameters.
    pub fn media_type(&self) -> &str {
        self.header("content-type").split(';').next().unwrap_or_default().trim()
    }

    /// Checks the status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        let excerpt: String = self.text().chars().take(800).collect();
        assert_eq!(self.status, status, "{excerpt}");
        self
    }
}
