//! Whom a request comes from, for limits per client. Never logged.

use actix_web::HttpRequest;
use std::net::{IpAddr, Ipv6Addr};

/// The address limits are kept by: the peer's, or the one a trusted proxy names. An IPv6 client has its
/// whole /64 network, so that counts as one.
pub fn client_address(request: &HttpRequest, trusted_proxies: &[IpAddr]) -> Option<IpAddr> {
    let peer = canonical(request.peer_addr()?.ip());
    let is_trusted = |address: &IpAddr| trusted_proxies.contains(address);
    if !is_trusted(&peer) {
        return Some(network(peer));
    }
    let headers = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let forwarded: Vec<&str> = headers.flat_map(|value| value.split(',')).map(str::trim).collect();
    // Each proxy appends whom it heard: what stands left of the first stranger, anybody may have written.
    let named = forwarded.iter().rev().map_while(|text| text.parse::<IpAddr>().ok().map(canonical));
    Some(network(named.into_iter().find(|address| !is_trusted(address)).unwrap_or(peer)))
}

fn canonical(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn check(peer: &str, forwarded: &str, expected: &str) {
        let trusted = ["127.0.0.1", "10.0.0.1"].map(|address| address.parse().unwrap());
        let request = TestRequest::default().peer_addr(format!("{peer}:4711").parse().unwrap());
        let request = request.insert_header(("x-forwarded-for", forwarded)).to_http_request();
        assert_eq!(client_address(&request, &trusted), Some(expected.parse().unwrap()), "{peer} {forwarded}");
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        check("203.0.113.9", "198.51.100.1", "203.0.113.9");
        check("127.0.0.1", "198.51.100.1", "198.51.100.1");
        check("127.0.0.1", "192.0.2.1, 198.51.100.1, 10.0.0.1", "198.51.100.1");
        check("127.0.0.1", "198.51.100.1, no address", "127.0.0.1");
        check("[::ffff:127.0.0.1]", "198.51.100.1", "198.51.100.1");
    }

    #[test]
    fn a_network_of_ipv6_is_one_client() {
        check("[2001:db8:1:2:3:4:5:6]", "", "2001:db8:1:2::");
    }
}
