//! Who has which address: ports of the machine, and names of unix sockets.

use super::SocketId;
use loopscope_engine::os::socket::{SocketAddress, SocketKind};
use loopscope_engine::os::{Address, Errno};
use std::collections::BTreeMap;

/// The ports that the system gives to whoever asks for any: `ip_local_port_range`.
const ANY_PORT_MIN: u16 = 32_768;
const ANY_PORT_MAX: u16 = 60_999;

/// Below it only the administrator may bind: `ip_unprivileged_port_start`.
const FREE_PORT_MIN: u16 = 1_024;

/// The machine's address in its network, as `os.networkInterfaces()` shows it.
pub(super) const OWN_V4: [u8; 4] = [10, 0, 0, 2];

/// The name of a unix socket.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum UnixName {
    /// The file that stands for it, by the number of its inode.
    File(u64),
    /// A name outside of the tree: it begins with a zero byte.
    Abstract(Vec<u8>),
}

/// What a socket that wants an address says about sharing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sharing {
    pub(super) v6_only: bool,
    /// `SO_REUSEADDR`
    pub(super) reuse_address: bool,
    /// `SO_REUSEPORT`
    pub(super) reuse_port: bool,
    /// It listens: nobody can have its address with `SO_REUSEADDR` alone.
    pub(super) listens: bool,
}

/// A socket that has a port.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holder {
    pub(super) socket: SocketId,
    pub(super) address: Address,
    pub(super) sharing: Sharing,
}

/// All addresses that are taken.
#[derive(Debug, Default)]
pub(super) struct Ports {
    held: BTreeMap<(SocketKind, u16), Vec<Holder>>,
    names: BTreeMap<UnixName, SocketId>,
    /// How many ports were given to whoever asked for any.
    given: u16,
}

/// True when `address` stands for all of the machine's.
pub(super) fn is_wildcard(address: Address) -> bool {
    matches!(address, Address::V4([0, 0, 0, 0])) || address == Address::V6([0; 16])
}

/// 224.0.0.0/4 and ff00::/8.
pub(super) const fn is_multicast(address: Address) -> bool {
    match address {
        Address::V4([first, ..]) => first >= 224 && first < 240,
        Address::V6([first, ..]) => first == 0xff,
    }
}

/// True when `address` is one of the machine's own.
pub(super) fn is_own(address: Address) -> bool {
    match address {
        Address::V4([127, ..] | OWN_V4) => true,
        other => other == Address::LOOPBACK_V6,
    }
}

/// `::ffff:a.b.c.d` as what it means, an IPv4 address; other addresses as they are.
pub(super) fn plain(address: Address) -> Address {
    match address {
        Address::V6([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d]) => Address::V4([a, b, c, d]),
        other => other,
    }
}

/// An address as an IPv6 socket shows it.
pub(super) fn mapped(address: Address) -> Address {
    match address {
        Address::V4([a, b, c, d]) => Address::V6([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d]),
        v6 @ Address::V6(_) => v6,
    }
}

/// True when somebody at `holder` would get what is sent to `address`.
fn hears(holder: &Holder, address: Address) -> bool {
    match (holder.address, address) {
        (own, wanted) if own == wanted => true,
        (Address::V4(own), Address::V4(_)) => own == [0; 4],
        (Address::V6(own), Address::V6(_)) => own == [0; 16],
        (Address::V6(own), Address::V4(_)) => own == [0; 16] && !holder.sharing.v6_only,
        (Address::V4(_), Address::V6(_)) => false,
    }
}

impl Ports {
    /// Gives `socket` an address: the port that it got.
    pub(super) fn take(
        &mut self,
        kind: SocketKind,
        socket: SocketId,
        (address, port): (Address, u16),
        sharing: Sharing,
    ) -> Result<u16, Errno> {
        let holder = Holder { socket, address, sharing };
        let port = match port {
            0 => self.any_free(kind, &holder).ok_or(Errno::EADDRINUSE)?,
            1..FREE_PORT_MIN => return Err(Errno::EACCES),
            _ if self.conflicts(kind, port, &holder) => return Err(Errno::EADDRINUSE),
            _ => port,
        };
        self.held.entry((kind, port)).or_default().push(holder);
        Ok(port)
    }

    /// The next port of the range that nobody has. One after the other: a port is not given again before all others were,
    /// as the kernel keeps a connection's port for a while.
    fn any_free(&mut self, kind: SocketKind, holder: &Holder) -> Option<u16> {
        let count = ANY_PORT_MAX - ANY_PORT_MIN + 1;
        for _ in 0..count {
            let port = ANY_PORT_MIN + self.given % count;
            self.given = (self.given + 1) % count;
            let alone =
                Holder { sharing: Sharing { reuse_address: false, reuse_port: false, ..holder.sharing }, ..*holder };
            if !self.conflicts(kind, port, &alone) {
                return Some(port);
            }
        }
        None
    }

    fn conflicts(&self, kind: SocketKind, port: u16, wanted: &Holder) -> bool {
        let Some(holders) = self.held.get(&(kind, port)) else { return false };
        holders.iter().any(|held| {
            let overlap = hears(held, wanted.address) || hears(wanted, held.address);
            let share = (held.sharing.reuse_port && wanted.sharing.reuse_port)
                || (held.sharing.reuse_address
                    && wanted.sharing.reuse_address
                    && !held.sharing.listens
                    && !wanted.sharing.listens);
            held.socket != wanted.socket && overlap && !share
        })
    }

    /// `socket` listens from now on. Two may be bound to one address; only one of them may listen: `EADDRINUSE`.
    pub(super) fn listen(&mut self, socket: SocketId, port: u16) -> Result<(), Errno> {
        let holders = self.held.get_mut(&(SocketKind::Stream, port)).ok_or(Errno::EINVAL)?;
        let own = holders.iter().position(|holder| holder.socket == socket).ok_or(Errno::EINVAL)?;
        let holder = holders[own];
        let is_taken = holders.iter().any(|other| {
            let overlap = hears(other, holder.address) || hears(&holder, other.address);
            let share = other.sharing.reuse_port && holder.sharing.reuse_port;
            other.socket != socket && other.sharing.listens && overlap && !share
        });
        if is_taken {
            return Err(Errno::EADDRINUSE);
        }
        holders[own].sharing.listens = true;
        Ok(())
    }

    /// Frees what a socket has.
    pub(super) fn release(&mut self, kind: SocketKind, socket: SocketId, port: u16) {
        if let Some(holders) = self.held.get_mut(&(kind, port)) {
            holders.retain(|holder| holder.socket != socket);
            if holders.is_empty() {
                self.held.remove(&(kind, port));
            }
        }
    }

    /// Whom a connection to an address reaches: whoever listens closest to it. Of several who share it, `turn` chooses.
    pub(super) fn listener(&self, address: Address, port: u16, turn: u64) -> Option<SocketId> {
        let holders = self.held.get(&(SocketKind::Stream, port))?;
        let closeness = |holder: &Holder| match holder.address {
            own if own == address => 0,
            Address::V4(_) => 1,
            Address::V6(_) => 2,
        };
        let heard = || holders.iter().filter(|holder| holder.sharing.listens && hears(holder, address));
        let closest = heard().map(closeness).min()?;
        let all: Vec<&Holder> = heard().filter(|holder| closeness(holder) == closest).collect();
        let index = usize::try_from(turn % all.len() as u64).unwrap_or(0);
        all.get(index).map(|holder| holder.socket)
    }

    /// The sockets that get a datagram sent to an address and port, the closest first.
    pub(super) fn datagram_sockets(&self, address: Address, port: u16) -> Vec<SocketId> {
        let Some(holders) = self.held.get(&(SocketKind::Datagram, port)) else { return Vec::new() };
        let mut heard: Vec<&Holder> = holders.iter().filter(|holder| hears(holder, address)).collect();
        heard.sort_by_key(|holder| holder.address != address);
        heard.iter().map(|holder| holder.socket).collect()
    }

    /// All datagram sockets with a port.
    pub(super) fn datagram_sockets_at(&self, port: u16) -> Vec<SocketId> {
        let holders = self.held.get(&(SocketKind::Datagram, port));
        holders.into_iter().flatten().map(|holder| holder.socket).collect()
    }

    /// Gives a unix socket a name. `EADDRINUSE`.
    pub(super) fn take_name(&mut self, name: UnixName, socket: SocketId) -> Result<(), Errno> {
        if self.names.contains_key(&name) {
            return Err(Errno::EADDRINUSE);
        }
        self.names.insert(name, socket);
        Ok(())
    }

    /// Who has a name.
    pub(super) fn named(&self, name: &UnixName) -> Option<SocketId> {
        self.names.get(name).copied()
    }

    /// Frees a name.
    pub(super) fn release_name(&mut self, name: &UnixName) {
        self.names.remove(name);
    }
}

/// The address and port of an Internet address.
pub(super) const fn ip_of(address: &SocketAddress) -> Option<(Address, u16)> {
    match address {
        SocketAddress::Ip { address, port } => Some((*address, *port)),
        SocketAddress::Unix(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Ports, Sharing, is_own, mapped, plain};
    use crate::os::net::SocketId;
    use loopscope_engine::os::socket::SocketKind::Stream;
    use loopscope_engine::os::{Address, Errno};

    const ALONE: Sharing = Sharing { v6_only: false, reuse_address: true, reuse_port: false, listens: false };
    const ANY_V4: Address = Address::V4([0; 4]);
    const ANY_V6: Address = Address::V6([0; 16]);

    /// Binds and listens.
    fn serve(ports: &mut Ports, socket: u64, address: Address, port: u16, sharing: Sharing) -> Result<u16, Errno> {
        let port = ports.take(Stream, SocketId(socket), (address, port), sharing)?;
        ports.listen(SocketId(socket), port).map(|()| port)
    }

    #[test]
    fn any_port_is_the_next_of_the_range() {
        let mut ports = Ports::default();
        assert_eq!(serve(&mut ports, 1, ANY_V4, 0, ALONE), Ok(32_768));
        assert_eq!(serve(&mut ports, 2, ANY_V4, 0, ALONE), Ok(32_769));
        ports.release(Stream, SocketId(1), 32_768);
        assert_eq!(serve(&mut ports, 3, ANY_V4, 0, ALONE), Ok(32_770));
    }

    #[test]
    fn a_listener_keeps_others_off_its_address_and_off_the_wildcards() {
        let mut ports = Ports::default();
        assert_eq!(serve(&mut ports, 1, Address::LOOPBACK_V4, 8_000, ALONE), Ok(8_000));
        for address in [Address::LOOPBACK_V4, ANY_V4, ANY_V6] {
            assert_eq!(serve(&mut ports, 2, address, 8_000, ALONE), Err(Errno::EADDRINUSE));
        }
        assert_eq!(serve(&mut ports, 3, Address::LOOPBACK_V6, 8_000, ALONE), Ok(8_000));
        let v6_only = Sharing { v6_only: true, ..ALONE };
        assert_eq!(serve(&mut ports, 4, Address::V4([127, 0, 0, 2]), 8_000, v6_only), Ok(8_000));
    }

    #[test]
    fn two_may_be_bound_and_one_may_listen() {
        let mut ports = Ports::default();
        ports.take(Stream, SocketId(1), (ANY_V4, 8_000), ALONE).expect("the port is free");
        ports.take(Stream, SocketId(2), (ANY_V4, 8_000), ALONE).expect("nobody listens");
        assert_eq!(ports.listen(SocketId(1), 8_000), Ok(()));
        assert_eq!(ports.listen(SocketId(2), 8_000), Err(Errno::EADDRINUSE));
    }

    #[test]
    fn low_ports_are_the_administrators() {
        assert_eq!(serve(&mut Ports::default(), 1, ANY_V4, 80, ALONE), Err(Errno::EACCES));
    }

    #[test]
    fn connections_reach_whoever_listens_closest() {
        let mut ports = Ports::default();
        let shared = Sharing { reuse_port: true, ..ALONE };
        serve(&mut ports, 1, ANY_V6, 8_000, shared).expect("free");
        assert_eq!(ports.listener(Address::LOOPBACK_V4, 8_000, 0), Some(SocketId(1)));
        serve(&mut ports, 2, ANY_V4, 8_000, shared).expect("shared");
        serve(&mut ports, 3, Address::LOOPBACK_V4, 8_000, shared).expect("shared");
        assert_eq!(ports.listener(Address::LOOPBACK_V4, 8_000, 0), Some(SocketId(3)));
        assert_eq!(ports.listener(Address::V4([127, 0, 0, 9]), 8_000, 0), Some(SocketId(2)));
        assert_eq!(ports.listener(Address::LOOPBACK_V6, 8_000, 0), Some(SocketId(1)));
        assert_eq!(ports.listener(Address::LOOPBACK_V4, 8_001, 0), None);
    }

    #[test]
    fn mapped_addresses_mean_ipv4() {
        assert_eq!(plain(mapped(Address::LOOPBACK_V4)), Address::LOOPBACK_V4);
        assert!(
            is_own(Address::LOOPBACK_V6) && is_own(Address::V4([10, 0, 0, 2])) && !is_own(Address::V4([10, 0, 0, 3]))
        );
    }
}
