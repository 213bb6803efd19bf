//! Names and addresses: `getaddrinfo(3)` on a machine whose `/etc/hosts` knows itself, and no one else unless told.

use crate::costs::{Bounds, Costs};
use loopscope_engine::os::{Address, Errno, Lookup};

/// The names that the machine knows by itself: `/etc/hosts`. IPv6 comes first, as glibc sorts by RFC 6724.
const HOSTS: &[(&str, Address)] = &[
    ("localhost", Address::LOOPBACK_V6),
    ("localhost", Address::LOOPBACK_V4),
    ("loopscope", Address::V4([127, 0, 1, 1])),
];

/// Who knows which name.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Names that the simulated name server knows.
    served: Vec<(String, Address)>,
}

impl Names {
    /// A machine whose name server knows these.
    pub(crate) const fn new(served: Vec<(String, Address)>) -> Self {
        Self { served }
    }

    /// What a lookup takes: a name of the machine's own needs no server.
    pub(crate) fn cost(lookup: &Lookup) -> Bounds {
        let is_own = HOSTS.iter().any(|(name, _)| *name == lookup.host);
        if is_own { Costs::LOOKUP_LOCAL } else { Costs::LOOKUP_REMOTE }
    }

    /// The addresses of a name.
    pub(crate) fn find(&self, lookup: &Lookup) -> Result<Vec<Address>, Errno> {
        let own = HOSTS.iter().map(|(name, address)| (*name, *address));
        let served = self.served.iter().map(|(name, address)| (name.as_str(), *address));
        // Names of the domain system have no case.
        let is_asked =
            |(name, address): &(&str, Address)| name.eq_ignore_ascii_case(&lookup.host) && address.is_of(lookup.family);
        let found: Vec<Address> = own.chain(served).filter(is_asked).map(|(_, address)| address).collect();
        if found.is_empty() { Err(Errno::EAI_NONAME) } else { Ok(found) }
    }
}

#[cfg(test)]
mod tests {
    use super::Names;
    use loopscope_engine::os::names::Family;
    use loopscope_engine::os::{Address, Errno, Lookup};

    fn find(host: &str, family: Family) -> Result<Vec<Address>, Errno> {
        let names = Names::new(vec![("db.internal".to_owned(), Address::V4([10, 0, 0, 7]))]);
        names.find(&Lookup { host: host.to_owned(), family })
    }

    #[test]
    fn the_machine_knows_itself_by_both_protocols() {
        assert_eq!(find("localhost", Family::Any), Ok(vec![Address::LOOPBACK_V6, Address::LOOPBACK_V4]));
        assert_eq!(find("LOCALHOST", Family::V4), Ok(vec![Address::LOOPBACK_V4]));
    }

    #[test]
    fn others_are_known_only_when_told() {
        assert_eq!(find("db.internal", Family::Any), Ok(vec![Address::V4([10, 0, 0, 7])]));
        assert_eq!(find("db.internal", Family::V6), Err(Errno::EAI_NONAME));
        assert_eq!(find("example.com", Family::Any), Err(Errno::EAI_NONAME));
    }
}
