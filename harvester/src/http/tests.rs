use super::*;
use std::sync::Mutex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A server on loopback that gives the scripted answers, one per connection, and notes the requests.
struct Server {
    url: Url,
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

async fn server(answers: Vec<Vec<u8>>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let requests = Arc::new(Mutex::new(vec![]));
    let noted = Arc::clone(&requests);
    tokio::spawn(async move {
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 8192];
            let read = stream.read(&mut request).await.unwrap();
            noted.lock().unwrap().push(String::from_utf8_lossy(&request[..read]).into_owned());
            stream.write_all(&answer).await.unwrap();
            stream.shutdown().await.unwrap();
        }
    });
    Server { url: Url::parse(&format!("http://127.0.0.1:{port}/")).unwrap(), port, requests }
}

impl Server {
    fn count(&self) -> usize {
        self.requests.lock().unwrap().len()
    }
}

fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}connection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len())
        .into()
}

fn limits() -> Limits {
    Limits {
        first_byte: Duration::from_millis(300),
        idle: Duration::from_millis(300),
        total: Duration::from_secs(2),
        body_bytes: 10_000,
        tries: 3,
        gap: Duration::ZERO,
        ..Limits::default()
    }
}

fn fetcher(limits: Limits, ports: &[u16]) -> Fetcher {
    Client::new("Datenkreis/test").fetcher(limits, true, ports, None, None)
}

async fn get(server: &Server) -> Result<Response, HttpError> {
    fetcher(limits(), &[server.port]).get(&server.url, "*/*").await
}

#[tokio::test]
async fn a_good_answer_is_recorded_and_returned() {
    let server = server(vec![answer("200 OK", "content-type: text/turtle\r\n", "Grüße")]).await;
    let recorded = Arc::new(Mutex::new(vec![]));
    let kept = Arc::clone(&recorded);
    let recorder: Recorder = Arc::new(move |fetch, body: &[u8]| {
        kept.lock().unwrap().push((fetch, body.to_vec()));
        Ok(())
    });
    let fetcher =
        Client::new("Datenkreis/test").fetcher(limits(), true, &[server.port], None, Some(recorder));
    let response = fetcher.get(&server.url, "text/turtle").await.unwrap();
    assert_eq!(response.body, "Grüße".as_bytes());
    let recorded = recorded.lock().unwrap();
    assert_eq!(recorded[0].1, response.body);
    assert_eq!(recorded[0].0.headers, [("content-type".to_owned(), "text/turtle".to_owned())]);
    assert_eq!(recorded[0].0.body.len(), 64);
    let request = server.requests.lock().unwrap()[0].to_lowercase();
    assert!(
        request.contains("user-agent: datenkreis/test") && request.contains("accept: text/turtle"),
        "{request}"
    );
}

#[tokio::test]
async fn loopback_is_refused_without_permission_and_never_connected() {
    let server = server(vec![answer("200 OK", "", "secret")]).await;
    for host in ["127.0.0.1", "localhost", "0x7f.1", "[::ffff:127.0.0.1]"] {
        let fetcher = Client::new("t").fetcher(limits(), false, &[server.port], None, None);
        let url = Url::parse(&format!("http://{host}:{}/", server.port)).unwrap();
        assert!(matches!(fetcher.get(&url, "*/*").await, Err(HttpError::Refused { .. })), "{host}");
    }
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn redirects_are_followed_to_a_limit() {
    let end = server(vec![answer("200 OK", "", "here")]).await;
    let start = server(vec![
        answer("302 Found", "location: /second\r\n", ""),
        answer("308 Permanent Redirect", &format!("location: {}end\r\n", end.url), ""),
    ])
    .await;
    let client = Client::new("t");
    let fetcher = client.fetcher(limits(), true, &[start.port, end.port], Some("Bearer geheim".into()), None);
    let response = fetcher.get(&start.url, "*/*").await.unwrap();
    assert_eq!((response.body.as_slice(), response.url.path()), (b"here".as_slice(), "/end"));
    assert!(start.requests.lock().unwrap().iter().all(|request| request.contains("Bearer geheim")));
    assert!(!end.requests.lock().unwrap()[0].contains("geheim"), "credentials went to another origin");

    for (target, expected) in
        [("/", "redirect loop"), ("file:///etc/passwd", "scheme"), ("http://10.0.0.1:6379/", "port")]
    {
        let server = server(vec![answer("302 Found", &format!("location: {target}\r\n"), "")]).await;
        let error = get(&server).await.unwrap_err().to_string();
        assert!(error.contains(expected), "{target}: {error}");
        assert_eq!(server.count(), 1);
    }

    let hops = (1..9).map(|hop| answer("302 Found", &format!("location: /{hop}\r\n"), "")).collect();
    let server = server(hops).await;
    assert!(matches!(get(&server).await, Err(HttpError::Limit { .. })));
    assert_eq!(server.count(), 6);
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    let stump = b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf".to_vec();
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n".to_vec();
    let whole = answer("200 OK", "", "whole");
    for bad in [stump, chunked, answer("503 Service Unavailable", "retry-after: 0\r\n", ""), vec![]] {
        let server = server(vec![bad, whole.clone()]).await;
        assert_eq!(get(&server).await.unwrap().body, b"whole");
        assert_eq!(server.count(), 2);
    }
}

#[tokio::test]
async fn what_stays_is_not_tried_again() {
    let server = server(vec![answer("404 Not Found", "", "nicht da")]).await;
    let error = get(&server).await.unwrap_err();
    assert!(matches!(&error, HttpError::Status { status: 404, body, .. } if body == "nicht da"));
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn tries_end_and_the_host_is_left_alone() {
    let server = server(vec![answer("500 Internal Server Error", "", "kaputt"); 100]).await;
    let client = Client::new("t");
    let fetcher = client.fetcher(Limits { tries: 2, ..limits() }, true, &[server.port], None, None);
    for _ in 0..5 {
        assert!(matches!(fetcher.get(&server.url, "*/*").await, Err(HttpError::Status { status: 500, .. })));
    }
    for _ in 0..2 {
        let error = fetcher.get(&server.url, "*/*").await.unwrap_err().to_string();
        assert!(error.contains("left alone"), "{error}");
    }
    assert_eq!(server.count(), 10);
}

#[tokio::test]
async fn retry_after_is_obeyed() {
    let server =
        server(vec![answer("429 Too Many Requests", "retry-after: 1\r\n", ""), answer("200 OK", "", "now")])
            .await;
    let start = std::time::Instant::now();
    assert_eq!(get(&server).await.unwrap().body, b"now");
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn silence_ends_in_a_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let url = Url::parse(&format!("http://127.0.0.1:{port}/")).unwrap();
    let limits = Limits { tries: 1, connect: Duration::from_millis(100), ..limits() };
    let error = fetcher(limits, &[port]).get(&url, "*/*").await.unwrap_err().to_string();
    assert!(error.contains("timeout"), "{error}");
    drop(listener);
}

#[tokio::test]
async fn a_probe_waits_no_longer_than_it_says() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let url = Url::parse(&format!("http://127.0.0.1:{port}/")).unwrap();
    let slow = Limits { connect: Duration::from_secs(20), ..limits() };
    let fetcher = fetcher(slow, &[port]);
    let started = std::time::Instant::now();
    let told = fetcher.probe(&url, Probe::Head, "https://example.org").await.unwrap_err().to_string();
    assert!(told.contains("no first byte within 0.3 s"), "{told}");
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
}

#[tokio::test]
async fn bodies_are_limited() {
    let big = "x".repeat(10_001);
    let server = server(vec![answer("200 OK", "", &big)]).await;
    assert!(matches!(get(&server).await, Err(HttpError::Limit { .. })));
    assert_eq!(server.count(), 1);

    let half = "x".repeat(6_000);
    let server = self::server(vec![answer("200 OK", "", &half); 2]).await;
    let fetcher = fetcher(Limits { run_bytes: 10_000, ..limits() }, &[server.port]);
    assert!(fetcher.get(&server.url, "*/*").await.is_ok());
    assert!(matches!(fetcher.get(&server.url, "*/*").await, Err(HttpError::Limit { .. })));
}

#[test]
fn errors_and_logs_show_no_credentials() {
    let url = Url::parse("https://user:geheim@example.org/a").unwrap();
    assert_eq!(shown(&url), "https://example.org/a");
}

#[test]
fn configuration_changes_limits() {
    let network = crate::config::Network {
        total_secs: Some(5),
        gap_millis: Some(0),
        tries: Some(0),
        ..Default::default()
    };
    let limits = Limits::from(&network);
    assert_eq!((limits.total, limits.gap, limits.tries), (Duration::from_secs(5), Duration::ZERO, 1));
    assert_eq!(limits.body_bytes, 64 << 20);
}

#[tokio::test]
async fn a_post_is_sent_once_and_goes_nowhere_else() {
    let check = async |status: &str, headers: &str, expected: u16| {
        let server = server(vec![answer(status, headers, "x"), answer("200 OK", "", "again")]).await;
        let posted = fetcher(limits(), &[server.port]).post(&server.url, "*/*").await;
        let found = match posted {
            Ok(response) => response.status,
            Err(HttpError::Status { status, .. }) => status,
            Err(other) => panic!("{other}"),
        };
        assert_eq!((found, server.count()), (expected, 1), "{status}");
        assert!(server.requests.lock().unwrap()[0].starts_with("POST / "));
    };
    check("202 Accepted", "", 202).await;
    check("503 Service Unavailable", "", 503).await;
    check("307 Temporary Redirect", "location: /elsewhere\r\n", 307).await;
}
