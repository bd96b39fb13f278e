use std::{
    collections::BTreeSet,
    fmt,
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

use super::is_public;

/// Addresses that are not public and may be connected to all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrivateAddresses(BTreeSet<AddressRule>);

/// One line: an address, an address with its port, or a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct AddressRule {
    base: IpAddr,
    bits: u8,
    port: Option<u16>,
}

/// The text is neither an address nor a block.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither an address nor a block: {0}")]
pub struct NotAnAddressRule(pub String);

impl PrivateAddresses {
    /// Reads rules separated by commas, semicolons, spaces or new lines: `10.0.0.0/8`,
    /// `10.1.2.3`, `127.0.0.1:8080`, `[::1]:8080`. Refuses the whole text at the first that is
    /// none.
    pub fn parse(text: &str) -> Result<Self, NotAnAddressRule> {
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
            .filter(|part| !part.is_empty())
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether a connection may go there: it is public, or named.
    pub fn permit(&self, address: SocketAddr) -> bool {
        is_public(address.ip()) || self.name(address)
    }

    /// Whether a rule names it.
    pub fn name(&self, address: SocketAddr) -> bool {
        let ip = address.ip().to_canonical();
        self.0.iter().any(|rule| rule.holds(ip, address.port()))
    }

    /// How many rules there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The rules as they are written.
    pub fn written(&self) -> Vec<String> {
        self.0.iter().map(ToString::to_string).collect()
    }
}

impl AddressRule {
    fn holds(&self, ip: IpAddr, port: u16) -> bool {
        let bits = u32::from(self.bits);
        let within = match (self.base, ip) {
            (IpAddr::V4(base), IpAddr::V4(ip)) => {
                let shift = 32 - bits;
                base.to_bits().checked_shr(shift) == ip.to_bits().checked_shr(shift)
            }
            (IpAddr::V6(base), IpAddr::V6(ip)) => {
                let shift = 128 - bits;
                base.to_bits().checked_shr(shift) == ip.to_bits().checked_shr(shift)
            }
            _ => false,
        };
        within && self.port.is_none_or(|own| own == port)
    }
}

impl FromStr for AddressRule {
    type Err = NotAnAddressRule;

    fn from_str(text: &str) -> Result<Self, NotAnAddressRule> {
        let refused = || NotAnAddressRule(text.chars().take(60).collect());
        if let Ok(address) = text.parse::<SocketAddr>() {
            let base = address.ip().to_canonical();
            return Ok(Self {
                base,
                bits: widest(base),
                port: Some(address.port()),
            });
        }
        let (base, bits) = match text.split_once('/') {
            Some((base, bits)) => (base, Some(bits.parse::<u8>().map_err(|_| refused())?)),
            None => (text, None),
        };
        let base: IpAddr = base.parse().map_err(|_| refused())?;
        // A block of IPv4 written as IPv6 would hold nothing that is ever compared with it.
        let base = match bits {
            None => base.to_canonical(),
            Some(_) => base,
        };
        let bits = bits.unwrap_or_else(|| widest(base));
        // Nobody means the whole internet, which is public anyway.
        if bits > widest(base) || bits == 0 {
            return Err(refused());
        }
        Ok(Self {
            base,
            bits,
            port: None,
        })
    }
}

const fn widest(base: IpAddr) -> u8 {
    if base.is_ipv4() { 32 } else { 128 }
}

impl fmt::Display for AddressRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}", SocketAddr::new(self.base, port)),
            None if self.bits == widest(self.base) => write!(f, "{}", self.base),
            None => write!(f, "{}/{}", self.base, self.bits),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> PrivateAddresses {
        PrivateAddresses::parse(text).unwrap()
    }

    fn permitted(text: &str, address: &str) -> bool {
        rules(text).permit(address.parse().unwrap())
    }

    #[test]
    fn nothing_private_is_permitted_unless_it_is_named() {
        assert!(permitted("", "8.8.8.8:443"));
        assert!(!permitted("", "127.0.0.1:443"));
        assert!(permitted("127.0.0.1", "127.0.0.1:443"));
        assert!(permitted("127.0.0.1", "[::ffff:127.0.0.1]:443"));
        assert!(permitted("127.0.0.1:8080", "127.0.0.1:8080"));
        assert!(!permitted("127.0.0.1:8080", "127.0.0.1:8081"));
        assert!(permitted("10.0.0.0/8", "10.9.8.7:443"));
        assert!(!permitted("10.0.0.0/8", "11.9.8.7:443") || is_public([11, 9, 8, 7].into()));
        assert!(permitted("[::1]:80", "[::1]:80"));
        assert!(permitted("fd00::/8", "[fd12::1]:443"));
        assert!(!permitted("fd00::/8", "[fe80::1]:443"));
    }

    #[test]
    fn rules_survive_their_text_and_what_is_none_is_named() {
        let text = "10.0.0.0/8, 127.0.0.1:8080\n[::1]:80; fd00::/8 192.168.1.1";
        let read = rules(text);
        assert_eq!(
            PrivateAddresses::parse(&read.written().join("\n")),
            Ok(read)
        );
        for wrong in [
            "localhost",
            "0.0.0.0/0",
            "10.0.0.0/33",
            "10.0.0",
            "::/0",
            "x",
        ] {
            let told = PrivateAddresses::parse(&format!("10.0.0.1 {wrong}"));
            assert_eq!(told, Err(NotAnAddressRule(wrong.to_owned())));
        }
    }
}
