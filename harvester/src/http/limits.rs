//! What a source may cost: time, size, tries.

use std::time::Duration;

/// Limits of the client; each source may set its own.
#[derive(Clone, Debug)]
pub struct Limits {
    /// TCP and TLS connect.
    pub connect: Duration,
    /// From request sent to response headers.
    pub first_byte: Duration,
    /// Between two chunks of a body.
    pub idle: Duration,
    /// A whole response.
    pub total: Duration,
    /// Decoded body size in bytes.
    pub body_bytes: u64,
    /// Decoded size may be at most this many times the encoded one (beyond 1 MiB).
    pub ratio: u64,
    /// Tries per request, the first included.
    pub tries: u32,
    /// Pause between two requests to one host.
    pub gap: Duration,
    /// Redirects followed.
    pub redirects: u32,
    /// All bodies of one run together, in bytes.
    pub run_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            first_byte: Duration::from_secs(60),
            idle: Duration::from_secs(30),
            total: Duration::from_secs(600),
            body_bytes: 64 << 20,
            ratio: 100,
            tries: 5,
            gap: Duration::from_millis(500),
            redirects: 5,
            run_bytes: 3 << 30,
        }
    }
}

impl From<&crate::config::Network> for Limits {
    /// The defaults, with what the source's configuration says instead.
    fn from(network: &crate::config::Network) -> Self {
        let mut limits = Self::default();
        if let Some(secs) = network.first_byte_secs {
            limits.first_byte = Duration::from_secs(secs);
            limits.idle = limits.idle.max(limits.first_byte);
        }
        if let Some(secs) = network.total_secs {
            limits.total = Duration::from_secs(secs);
        }
        if let Some(mebibytes) = network.body_mebibytes {
            limits.body_bytes = mebibytes.saturating_mul(1 << 20);
        }
        if let Some(millis) = network.gap_millis {
            limits.gap = Duration::from_millis(millis);
        }
        if let Some(tries) = network.tries {
            limits.tries = tries.max(1);
        }
        limits
    }
}
