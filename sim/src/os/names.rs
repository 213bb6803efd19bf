//! Names and addresses: a machine whose `/etc/hosts` knows itself, and a name server that knows whom it was told of.

use crate::costs::{Bounds, Costs};
use loopscope_engine::os::names::RecordKind;
use loopscope_engine::os::{Address, Errno, Lookup, Naming, Question};

/// The names that the machine knows by itself: `/etc/hosts`, as on the machine where the corpus was recorded. The IPv6
/// loopback has a name of its own, as on Debian without IPv6 in its network.
const HOSTS: &[(&str, Address)] = &[
    ("localhost", Address::LOOPBACK_V4),
    ("loopscope", Address::V4([127, 0, 1, 1])),
    ("ip6-localhost", Address::LOOPBACK_V6),
    ("ip6-loopback", Address::LOOPBACK_V6),
];

/// Names of services: the part of `/etc/services` that programs meet.
const SERVICES: &[(u16, &str)] = &[
    (21, "ftp"),
    (22, "ssh"),
    (23, "telnet"),
    (25, "smtp"),
    (53, "domain"),
    (80, "http"),
    (110, "pop3"),
    (143, "imap2"),
    (443, "https"),
    (993, "imaps"),
    (995, "pop3s"),
    (3_306, "mysql"),
    (5_432, "postgresql"),
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

    /// The names of an address and of a port on it; what has none is shown as it is.
    pub(crate) fn name(&self, naming: &Naming) -> Vec<String> {
        let host = self.names_of(naming.address, HOSTS.iter().copied()).into_iter().next();
        let service = SERVICES.iter().find(|(port, _)| *port == naming.port).map(|(_, name)| (*name).to_owned());
        vec![host.unwrap_or_else(|| naming.address.to_string()), service.unwrap_or_else(|| naming.port.to_string())]
    }

    fn names_of<'a>(&'a self, address: Address, own: impl Iterator<Item = (&'a str, Address)>) -> Vec<String> {
        let served = self.served.iter().map(|(name, address)| (name.as_str(), *address));
        own.chain(served).filter(|(_, other)| *other == address).map(|(name, _)| name.to_owned()).collect()
    }

    /// What the name server answers: addresses or names, as text. It does not know the machine's own names.
    pub(crate) fn answer(&self, question: &Question) -> Result<Vec<String>, Errno> {
        let of_name = || self.served.iter().filter(|(name, _)| name.eq_ignore_ascii_case(&question.name));
        let is_known = of_name().next().is_some();
        let found: Vec<String> = match question.kind {
            RecordKind::Address(family) => {
                of_name().filter(|(_, address)| address.is_of(family)).map(|(_, address)| address.to_string()).collect()
            }
            RecordKind::Name => {
                question.name.parse().map(|address| self.names_of(address, std::iter::empty())).unwrap_or_default()
            }
            RecordKind::Other => Vec::new(),
        };
        match (found.is_empty(), is_known) {
            (false, _) => Ok(found),
            (true, true) => Err(Errno::EAI_NODATA),
            (true, false) => Err(Errno::EAI_NONAME),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Names;
    use loopscope_engine::os::names::{Family, RecordKind};
    use loopscope_engine::os::{Address, Errno, Lookup, Naming, Question};

    fn find(host: &str, family: Family) -> Result<Vec<Address>, Errno> {
        let names = Names::new(vec![("db.internal".to_owned(), Address::V4([10, 0, 0, 7]))]);
        names.find(&Lookup { host: host.to_owned(), family })
    }

    #[test]
    fn the_machine_knows_itself() {
        assert_eq!(find("localhost", Family::Any), Ok(vec![Address::LOOPBACK_V4]));
        assert_eq!(find("LOCALHOST", Family::V4), Ok(vec![Address::LOOPBACK_V4]));
        assert_eq!(find("localhost", Family::V6), Err(Errno::EAI_NONAME));
    }

    #[test]
    fn addresses_and_ports_have_names_or_stay_numbers() {
        let names = Names::new(vec![("db.internal".to_owned(), Address::V4([10, 0, 0, 7]))]);
        assert_eq!(names.name(&Naming { address: Address::LOOPBACK_V4, port: 80 }), ["localhost", "http"]);
        assert_eq!(names.name(&Naming { address: Address::V4([10, 0, 0, 7]), port: 8_123 }), ["db.internal", "8123"]);
        assert_eq!(names.name(&Naming { address: Address::V4([10, 0, 0, 8]), port: 1 }), ["10.0.0.8", "1"]);
    }

    #[test]
    fn the_name_server_knows_whom_it_was_told_of() {
        let names = Names::new(vec![("db.internal".to_owned(), Address::V4([10, 0, 0, 7]))]);
        let ask = |name: &str, kind| names.answer(&Question { name: name.to_owned(), kind });
        assert_eq!(ask("DB.internal", RecordKind::Address(Family::V4)), Ok(vec!["10.0.0.7".to_owned()]));
        assert_eq!(ask("db.internal", RecordKind::Address(Family::V6)), Err(Errno::EAI_NODATA));
        assert_eq!(ask("db.internal", RecordKind::Other), Err(Errno::EAI_NODATA));
        assert_eq!(ask("localhost", RecordKind::Address(Family::V4)), Err(Errno::EAI_NONAME));
        assert_eq!(ask("10.0.0.7", RecordKind::Name), Ok(vec!["db.internal".to_owned()]));
    }

    #[test]
    fn others_are_known_only_when_told() {
        assert_eq!(find("db.internal", Family::Any), Ok(vec![Address::V4([10, 0, 0, 7])]));
        assert_eq!(find("db.internal", Family::V6), Err(Errno::EAI_NONAME));
        assert_eq!(find("example.com", Family::Any), Err(Errno::EAI_NONAME));
    }
}
