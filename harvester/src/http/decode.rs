//! Content codings, undone by hand so that every byte is counted.

use super::Limits;
use async_compression::tokio::bufread::{
    BrotliDecoder, DeflateDecoder, GzipDecoder, ZlibDecoder, ZstdDecoder,
};
use tokio::io::{AsyncRead, AsyncReadExt};

/// Why a body could not be decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DecodeError {
    /// Broken, cut off, or in a coding we did not ask for; another try may help.
    Damaged(String),
    /// Too big decoded; another try does not help.
    Limit(String),
}

/// How many codings one body may have.
const CODINGS: usize = 2;
/// Below this decoded size the ratio is not looked at: small repetitive answers compress well.
const RATIO_FLOOR: u64 = 1 << 20;

/// Undoes the codings of a `Content-Encoding` header, last applied first.
pub(super) async fn decode(encoding: &str, body: Vec<u8>, limits: &Limits) -> Result<Vec<u8>, DecodeError> {
    let codings: Vec<String> = encoding
        .split(',')
        .map(|coding| coding.trim().to_ascii_lowercase())
        .filter(|coding| !matches!(coding.as_str(), "" | "identity" | "none" | "utf-8"))
        .collect();
    if codings.len() > CODINGS {
        return Err(DecodeError::Limit(format!("{CODINGS} content codings")));
    }
    let most = limits.body_bytes.min((body.len() as u64).saturating_mul(limits.ratio).max(RATIO_FLOOR));
    let mut body = body;
    for coding in codings.iter().rev() {
        body = undo(coding, body, most, limits).await?;
    }
    Ok(body)
}

async fn undo(coding: &str, body: Vec<u8>, most: u64, limits: &Limits) -> Result<Vec<u8>, DecodeError> {
    match coding {
        // Some servers announce gzip and send plain text.
        "gzip" | "x-gzip" if !body.starts_with(&[0x1f, 0x8b]) => Ok(body),
        "gzip" | "x-gzip" => {
            let mut decoder = GzipDecoder::new(body.as_slice());
            decoder.multiple_members(true);
            read(decoder, most, limits).await
        }
        // “deflate” means zlib (RFC 9110 §8.4.1.2), but bare deflate is met as well.
        "deflate" if is_zlib(&body) => read(ZlibDecoder::new(body.as_slice()), most, limits).await,
        "deflate" => read(DeflateDecoder::new(body.as_slice()), most, limits).await,
        "br" => read(BrotliDecoder::new(body.as_slice()), most, limits).await,
        "zstd" => read(ZstdDecoder::new(body.as_slice()), most, limits).await,
        other => Err(DecodeError::Damaged(format!("unknown content coding “{other}”"))),
    }
}

fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..] if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

async fn read(decoder: impl AsyncRead + Unpin, most: u64, limits: &Limits) -> Result<Vec<u8>, DecodeError> {
    let mut decoder = decoder.take(most.saturating_add(1));
    let mut decoded = vec![];
    let mut chunk = vec![0; 64 << 10];
    loop {
        let read = decoder
            .read(&mut chunk)
            .await
            .map_err(|error| DecodeError::Damaged(format!("truncated or damaged compression: {error}")))?;
        if read == 0 {
            break;
        }
        decoded.extend_from_slice(&chunk[..read]);
        // Decoding from memory never waits by itself.
        tokio::task::yield_now().await;
    }
    if decoded.len() as u64 <= most {
        Ok(decoded)
    } else if most < limits.body_bytes {
        Err(DecodeError::Limit(format!("compression ratio of {}", limits.ratio)))
    } else {
        Err(DecodeError::Limit(format!("body size of {} bytes", limits.body_bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_compression::tokio::write::{
        BrotliEncoder, DeflateEncoder, GzipEncoder, ZlibEncoder, ZstdEncoder,
    };
    use tokio::io::AsyncWriteExt;

    macro_rules! encode {
        ($encoder:ident, $body:expr) => {{
            let mut encoder = $encoder::new(vec![]);
            encoder.write_all($body).await.unwrap();
            encoder.shutdown().await.unwrap();
            encoder.into_inner()
        }};
    }

    #[tokio::test]
    async fn all_codings_are_undone() {
        let text = "Straßenverzeichnis der Stadt Selm ".repeat(50).into_bytes();
        let limits = Limits::default();
        for (coding, body) in [
            ("gzip", encode!(GzipEncoder, &text)),
            ("x-gzip", text.clone()),
            ("deflate", encode!(ZlibEncoder, &text)),
            ("deflate", encode!(DeflateEncoder, &text)),
            ("br", encode!(BrotliEncoder, &text)),
            ("ZSTD", encode!(ZstdEncoder, &text)),
            ("identity", text.clone()),
            ("gzip, br", encode!(BrotliEncoder, &encode!(GzipEncoder, &text))),
        ] {
            assert_eq!(decode(coding, body, &limits).await, Ok(text.clone()), "{coding}");
        }
    }

    #[tokio::test]
    async fn bombs_and_stumps_are_refused() {
        let limits = Limits { body_bytes: 4 << 20, ..Limits::default() };
        let zeros = vec![0; 5 << 20];
        let bomb = encode!(GzipEncoder, &zeros);
        assert!(matches!(decode("gzip", bomb.clone(), &limits).await, Err(DecodeError::Limit(_))));
        let mut stump = encode!(GzipEncoder, b"Stadt Selm, Stadt Werne, Stadt Unna");
        stump.truncate(stump.len() - 10);
        assert!(matches!(decode("gzip", stump, &limits).await, Err(DecodeError::Damaged(_))));
        assert!(matches!(decode("gzip, gzip, gzip", bomb, &limits).await, Err(DecodeError::Limit(_))));
        assert!(matches!(decode("compress", vec![1], &limits).await, Err(DecodeError::Damaged(_))));
    }
}
