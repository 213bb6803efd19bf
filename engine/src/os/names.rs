//! Name lookup as `getaddrinfo(3)` does it: what Node's `dns.lookup` hands to the thread pool.

// Only the text forms: `core::net` knows no sockets.
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::fmt;
use std::str::FromStr;

/// Which addresses are asked for: `ai_family`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Family {
    /// Both: `AF_UNSPEC`.
    #[default]
    Any,
    /// `AF_INET`
    V4,
    /// `AF_INET6`
    V6,
}

/// `getaddrinfo(3)` of a name. `EAI_NONAME` when nobody knows it, `EAI_AGAIN` when the server does not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The name; also an address in text.
    pub host: String,
    /// Which addresses are asked for.
    pub family: Family,
}

impl fmt::Display for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lookup {}", self.host)
    }
}

/// An address of the Internet protocol, in the order of its bytes on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// `in_addr`
    V4([u8; 4]),
    /// `in6_addr`
    V6([u8; 16]),
}

impl Address {
    /// 127.0.0.1
    pub const LOOPBACK_V4: Self = Self::V4([127, 0, 0, 1]);
    /// ::1
    pub const LOOPBACK_V6: Self = Self::V6([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);

    /// True when `family` asks for such an address.
    pub const fn is_of(self, family: Family) -> bool {
        match self {
            Self::V4(_) => matches!(family, Family::Any | Family::V4),
            Self::V6(_) => matches!(family, Family::Any | Family::V6),
        }
    }
}

impl FromStr for Address {
    type Err = ();

    /// From text in any form that `inet_pton(3)` takes. The zone of an address (`%eth0`) is not looked at: the machine has
    /// no two networks that it could tell apart.
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.split_once('%').map_or(text, |(address, _zone)| address);
        match text.parse::<IpAddr>() {
            Ok(IpAddr::V4(address)) => Ok(Self::V4(address.octets())),
            Ok(IpAddr::V6(address)) => Ok(Self::V6(address.octets())),
            Err(_) => Err(()),
        }
    }
}

impl fmt::Display for Address {
    /// As text in the shortest form: RFC 5952 for IPv6.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::V4(bytes) => fmt::Display::fmt(&Ipv4Addr::from(bytes), f),
            Self::V6(bytes) => fmt::Display::fmt(&Ipv6Addr::from(bytes), f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn addresses_are_shown_in_their_shortest_form() {
        let shown = [Address::LOOPBACK_V4, Address::LOOPBACK_V6].map(|address| address.to_string());
        assert_eq!(shown, ["127.0.0.1", "::1"]);
    }
}
