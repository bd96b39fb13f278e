//! Where a request comes from.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    str::FromStr,
};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};

/// An address block such as `10.0.0.0/8`, or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    prefix: u8,
}

/// The text is neither an address nor a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an IP address or a block such as 10.0.0.0/8")]
pub struct NotANetwork;

impl Network {
    /// Whether `address` lies in the block.
    pub fn holds(&self, address: IpAddr) -> bool {
        match (self.base, address) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                let shift = 32 - u32::from(self.prefix);
                base.to_bits().checked_shr(shift) == address.to_bits().checked_shr(shift)
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                let shift = 128 - u32::from(self.prefix);
                base.to_bits().checked_shr(shift) == address.to_bits().checked_shr(shift)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NotANetwork;
    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let (base, prefix) = text
            .split_once('/')
            .map_or((text, None), |(b, p)| (b, Some(p)));
        let base: IpAddr = base.parse().map_err(|_| NotANetwork)?;
        let widest = if base.is_ipv4() { 32 } else { 128 };
        let prefix = prefix
            .map_or(Ok(widest), str::parse)
            .map_err(|_| NotANetwork)?;
        if prefix > widest {
            Err(NotANetwork)
        } else {
            Ok(Self { base, prefix })
        }
    }
}

/// Who is at the other end of the line: a proxy, where one stands before us.
pub fn peer(extensions: &Extensions) -> Option<IpAddr> {
    let info = extensions.get::<ConnectInfo<SocketAddr>>()?;
    Some(info.0.ip())
}

/// Whether somebody who is not trusted says on whose behalf they ask: a proxy that was
/// forgotten, mostly.
pub fn is_forwarded_by_a_stranger(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> bool {
    let peer = peer.to_canonical();
    headers.contains_key("x-forwarded-for") && !trusted.iter().any(|network| network.holds(peer))
}

/// The visitor's address: the nearest hop that is no trusted proxy
/// (`X-Forwarded-For`, read from the right).
pub fn visitor(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let believed = |address: IpAddr| trusted.iter().any(|network| network.holds(address));
    let mut nearest = peer.to_canonical();
    let hops: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .collect();
    for hop in hops.iter().rev() {
        if !believed(nearest) {
            break;
        }
        let Ok(address) = hop.trim().parse::<IpAddr>() else {
            break;
        };
        nearest = address.to_canonical();
    }
    nearest
}

/// What one household or campus shares: an IPv4 address, or the first 64 bits
/// of an IPv6 address.
pub fn neighbourhood(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
    }
}

/// The network that may be written down of an address, as a block: enough to tell a campus from
/// elsewhere, and no household. 24 bits of an IPv4 address, 48 of an IPv6 address.
pub fn region(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => format!("{}/24", Ipv4Addr::from_bits(v4.to_bits() & (u32::MAX << 8))),
        IpAddr::V6(v6) => format!(
            "{}/48",
            Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 80))
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_holds_its_addresses_and_no_other_family() {
        let net: Network = "10.1.0.0/16".parse().unwrap();
        assert!(net.holds("10.1.2.3".parse().unwrap()));
        assert!(!net.holds("10.2.2.3".parse().unwrap()));
        assert!(!net.holds("::ffff:a01:203".parse().unwrap()));
        assert!(
            "0.0.0.0/0"
                .parse::<Network>()
                .unwrap()
                .holds("8.8.8.8".parse().unwrap())
        );
        assert_eq!("10.0.0.0/33".parse::<Network>(), Err(NotANetwork));
    }

    #[test]
    fn what_is_written_down_of_an_address_is_no_household() {
        for (address, block) in [
            ("131.130.7.9", "131.130.7.0/24"),
            ("::ffff:131.130.7.9", "131.130.7.0/24"),
            ("2001:db8:17:aa::9", "2001:db8:17::/48"),
        ] {
            let region = region(address.parse().unwrap());
            assert_eq!(region, block);
            assert!(
                region
                    .parse::<Network>()
                    .unwrap()
                    .holds(address.parse::<IpAddr>().unwrap().to_canonical())
            );
        }
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let trusted = ["127.0.0.1".parse().unwrap()];
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "6.6.6.6, 9.9.9.9".parse().unwrap());
        let through = visitor("127.0.0.1".parse().unwrap(), &headers, &trusted);
        assert_eq!(through, "9.9.9.9".parse::<IpAddr>().unwrap());
        let direct = visitor("7.7.7.7".parse().unwrap(), &headers, &trusted);
        assert_eq!(direct, "7.7.7.7".parse::<IpAddr>().unwrap());
    }
}
