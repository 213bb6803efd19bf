//! Names and addresses: `getaddrinfo(3)` and `getnameinfo(3)`, which Node hands to the thread pool, and questions to name
//! servers, which go over the network.

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

/// `getnameinfo(3)` of an address and a port, none of which has to have a name: what has none stays a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The machine.
    pub address: Address,
    /// The service on it.
    pub port: u16,
}

impl fmt::Display for Naming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "name {}", self.address)
    }
}

/// A question to a name server. `EAI_NONAME` when the name does not exist, `EAI_NODATA` when it has no such records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The name; for [`RecordKind::Name`] an address in text.
    pub name: String,
    /// Which records.
    pub kind: RecordKind,
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "resolve {}", self.name)
    }
}

/// The kinds of records that the simulated servers may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// `A`, `AAAA` or both.
    Address(Family),
    /// `PTR`: the names of an address.
    Name,
    /// Any other kind, of which there are none.
    Other,
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
