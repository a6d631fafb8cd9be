//! Which addresses may be asked. A name is resolved by us, its addresses are checked, and the
//! connection goes to exactly those addresses, so that a second answer of the name server changes
//! nothing. Addresses written in the URL never reach a resolver and are checked in [`check`].

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use url::{Host, Url};

/// Ports that need no permission.
const PORTS: [u16; 4] = [80, 443, 8080, 8443];

/// Checks scheme, port and, if the host is an address, that address; after WHATWG parsing, which has
/// already turned `0x7f.1`, `2130706433` or full-width digits into `127.0.0.1`.
pub(super) fn check(url: &Url, allow_private: bool, ports: &[u16]) -> Result<(), String> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("the scheme “{}” is not allowed", url.scheme()));
    }
    let port = url.port_or_known_default().unwrap_or_default();
    if !PORTS.contains(&port) && !ports.contains(&port) {
        return Err(format!("port {port} is not allowed for this source"));
    }
    let address = match url.host() {
        None => return Err("the address has no host".into()),
        Some(Host::Domain(_)) => return Ok(()),
        Some(Host::Ipv4(address)) => IpAddr::V4(address),
        Some(Host::Ipv6(address)) => IpAddr::V6(address),
    };
    if allow_private || is_global(address) {
        Ok(())
    } else {
        Err(format!("{address} is not a public address"))
    }
}

/// Whether an address belongs to the public internet. Addresses that carry an IPv4 address (mapped,
/// 6to4, NAT64, ISATAP) are judged by that address.
pub(super) fn is_global(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_global_v4(address),
        IpAddr::V6(address) => is_global_v6(address),
    }
}

fn is_global_v4(address: Ipv4Addr) -> bool {
    // The IANA IPv4 Special-Purpose Address Registry; blocks that are not globally reachable.
    !matches!(
        address.octets(),
        [0 | 10 | 127, ..]
            | [100, 64..=127, ..]
            | [169, 254, ..]
            | [172, 16..=31, ..]
            | [192, 0, 0, _]
            | [192, 0, 2, _]
            | [192, 88, 99, _]
            | [192, 168, ..]
            | [198, 18..=19, ..]
            | [198, 51, 100, _]
            | [203, 0, 113, _]
            | [224..=255, ..]
    )
}

fn is_global_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_global_v4(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        // IPv4-mapped, then NAT64.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => embedded(high, low),
        // 6to4.
        [0x2002, high, low, ..] => embedded(high, low),
        // Teredo, ORCHID and other protocol assignments; documentation.
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => false,
        // ISATAP carries an IPv4 address in its interface part.
        [0x2000..=0x3fff, _, _, _, 0 | 0x200, 0x5efe, high, low] => embedded(high, low),
        // Global unicast is 2000::/3; all else is local, multicast or reserved.
        [0x2000..=0x3fff, ..] => true,
        _ => false,
    }
}

/// Resolves names through the system and hands out public addresses only.
pub(super) struct GuardedResolver {
    /// Hand out all addresses.
    pub allow_private: bool,
}

/// Why a name gave no address to connect to.
#[derive(Debug, thiserror::Error)]
pub(super) enum ResolveError {
    /// The name has addresses, but none that may be asked.
    #[error("“{0}” has no public address")]
    Private(String),
    /// The name is unknown, or no name server answered.
    #[error("the name “{name}” cannot be resolved")]
    Unknown {
        /// The name.
        name: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_private = self.allow_private;
        Box::pin(async move {
            let name = name.as_str().to_owned();
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map(Vec::from_iter);
            let found: Vec<SocketAddr> = match found {
                Ok(found) => found,
                Err(source) => return Err(ResolveError::Unknown { name, source }.into()),
            };
            let allowed: Vec<SocketAddr> =
                found.into_iter().filter(|address| allow_private || is_global(address.ip())).collect();
            if allowed.is_empty() {
                return Err(ResolveError::Private(name).into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(url: &str) -> bool {
        // What is no URL at all cannot be asked either.
        Url::parse(url).map_or(true, |url| check(&url, false, &[]).is_err())
    }

    #[test]
    fn addresses_that_are_not_public_are_refused_in_every_spelling() {
        for host in [
            "127.0.0.1",
            "2130706433",
            "0x7f.1",
            "0177.0.0.1",
            "127.1",
            "[::ffff:127.0.0.1]",
            "１２７.０.０.１",
            "0",
            "0.0.0.0",
            "[::]",
            "[::1]",
            "[::ffff:a9fe:a9fe]",
            "[2002:7f00:1::]",
            "[64:ff9b::7f00:1]",
            "[fec0::1]",
            "100.64.0.1",
            "240.0.0.1",
            "10.0.0.5",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.57.3",
            "169.254.169.254",
            "[fd00:ec2::254]",
            "[fe80::1]",
            "[ff02::1]",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.7",
            "0x7f000001",
            "017700000001",
            "127.0.0.1.",
            "[::127.0.0.1]",
            "[64:ff9b:1::1]",
            "[2001::1]",
            "[2001:db8::1]",
            "[2002:a00:1::]",
            "[2a00:1450::5efe:10.0.0.1]",
            "[::ffff:0:127.0.0.1]",
            "[5f00::1]",
            "[100::1]",
            "[64:ff9b::10.0.0.1]",
        ] {
            assert!(refused(&format!("http://{host}/")), "{host}");
        }
    }

    #[test]
    fn public_addresses_are_allowed() {
        for host in [
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "[2a00:1450:4001::1]",
            "[64:ff9b::808:808]",
            "[::ffff:8.8.8.8]",
            "[2002:808:808::1]",
            "example.org",
        ] {
            assert!(!refused(&format!("http://{host}/")), "{host}");
        }
    }

    #[test]
    fn schemes_and_ports_are_limited() {
        for url in
            ["file:///etc/passwd", "gopher://example.org/", "ftp://example.org/", "http://example.org:6379/"]
        {
            assert!(refused(url), "{url}");
        }
        let url = Url::parse("http://example.org:5000/").unwrap();
        assert!(check(&url, false, &[5000]).is_ok());
        let url = Url::parse("http://127.0.0.1:5000/").unwrap();
        assert!(check(&url, false, &[5000]).is_err());
        assert!(check(&url, true, &[5000]).is_ok());
    }
}
