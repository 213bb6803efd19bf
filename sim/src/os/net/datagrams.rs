//! Datagrams: `udp(7)`. They arrive whole or not at all, and a full receiver loses them without a word.

use super::ports::{ip_of, is_multicast, is_own, is_wildcard, plain};
use super::socket::Role;
use super::truesize::truesize_of_datagram;
use super::{Departure, Net, SocketId};
use loopscope_engine::os::socket::{Datagram, Domain, SocketAddress, SocketOption};
use loopscope_engine::os::{Address, Errno};
use std::collections::VecDeque;

/// `net.core.rmem_default`, `net.core.wmem_default` and their limits.
const BUFFER_BYTES: u32 = 212_992;

/// The smallest buffers that the kernel lets a program have: `SOCK_MIN_RCVBUF`, `SOCK_MIN_SNDBUF`.
const RECEIVE_BUFFER_MIN: u32 = 2_304;
const SEND_BUFFER_MIN: u32 = 4_608;

/// The longest datagram: 65535 bytes without the headers of IP and UDP.
const DATAGRAM_MAX: usize = 65_507;

/// A datagram under way.
#[derive(Debug)]
pub(super) struct Letter {
    from: SocketId,
    source: SocketAddress,
    bytes: Vec<u8>,
}

/// A socket for datagrams.
#[derive(Debug)]
pub(super) struct Datagrams {
    /// The only address that it speaks with.
    pub(super) peer: Option<SocketAddress>,
    /// What came and was not read, oldest first.
    received: VecDeque<Datagram>,
    /// What the kernel reckons it costs.
    cost: usize,
    pub(super) receive_buffer: u32,
    pub(super) send_buffer: u32,
    /// What the last datagram met.
    pub(super) error: Option<Errno>,
    may_broadcast: bool,
    /// Whether what it sends to a group comes back to members on this machine.
    loops_back: bool,
    /// Groups that it is a member of, and the only sender that it wants to hear there.
    groups: Vec<(Address, Option<Address>)>,
}

impl Default for Datagrams {
    fn default() -> Self {
        Self {
            peer: None,
            received: VecDeque::new(),
            cost: 0,
            receive_buffer: BUFFER_BYTES,
            send_buffer: BUFFER_BYTES,
            error: None,
            may_broadcast: false,
            loops_back: true,
            groups: Vec::new(),
        }
    }
}

impl Datagrams {
    /// True when something can be read.
    pub(super) fn is_readable(&self) -> bool {
        !self.received.is_empty()
    }

    /// `setsockopt(2)` of what only datagram sockets have.
    pub(super) fn set(&mut self, option: &SocketOption) -> Result<(), Errno> {
        match option {
            SocketOption::Broadcast(on) => self.may_broadcast = *on,
            SocketOption::MulticastLoopback(on) => self.loops_back = *on,
            SocketOption::ReceiveBuffer(bytes) => {
                self.receive_buffer = (*bytes).min(BUFFER_BYTES).saturating_mul(2).max(RECEIVE_BUFFER_MIN);
            }
            SocketOption::SendBuffer(bytes) => {
                self.send_buffer = (*bytes).min(BUFFER_BYTES).saturating_mul(2).max(SEND_BUFFER_MIN);
            }
            SocketOption::TimeToLive(ttl) | SocketOption::MulticastTimeToLive(ttl) => {
                let least = u32::from(matches!(option, SocketOption::TimeToLive(_)));
                if !(least..=255).contains(ttl) {
                    return Err(Errno::EINVAL);
                }
            }
            SocketOption::MulticastInterface(interface) => {
                if !is_own(*interface) && !is_wildcard(*interface) {
                    return Err(Errno::EADDRNOTAVAIL);
                }
            }
            SocketOption::Membership { group, interface, source, joins } => {
                return self.set_membership(*group, *interface, *source, *joins);
            }
            _ => return Err(Errno::ENOPROTOOPT),
        }
        Ok(())
    }

    fn set_membership(
        &mut self,
        group: Address,
        interface: Option<Address>,
        source: Option<Address>,
        joins: bool,
    ) -> Result<(), Errno> {
        if !is_multicast(group) {
            return Err(Errno::EINVAL);
        }
        if interface.is_some_and(|interface| !is_own(interface) && !is_wildcard(interface)) {
            return Err(Errno::ENODEV);
        }
        let known = self.groups.iter().position(|member| *member == (group, source));
        match (joins, known) {
            (true, Some(_)) => return Err(Errno::EADDRINUSE),
            (true, None) => self.groups.push((group, source)),
            (false, Some(at)) => {
                self.groups.remove(at);
            }
            (false, None) => return Err(Errno::EADDRNOTAVAIL),
        }
        Ok(())
    }

    /// Whether it wants what `source` sends to `to`.
    fn wants(&self, source: &SocketAddress, to: Address) -> bool {
        let from = ip_of(source).map(|(address, _)| address);
        let is_member =
            |(group, only): &(Address, Option<Address>)| *group == to && only.is_none_or(|only| Some(only) == from);
        self.peer.as_ref().is_none_or(|peer| peer == source) && (!is_multicast(to) || self.groups.iter().any(is_member))
    }

    /// Takes a datagram in, if there is room.
    fn receive(&mut self, datagram: Datagram) {
        let cost = truesize_of_datagram(datagram.bytes.len());
        if self.cost + cost <= self.receive_buffer as usize {
            self.cost += cost;
            self.received.push_back(datagram);
        }
    }
}

impl Net {
    fn datagrams(&mut self, id: SocketId) -> Result<&mut Datagrams, Errno> {
        match &mut self.get_mut(id)?.role {
            Role::Datagram(datagrams) => Ok(datagrams),
            Role::Fresh | Role::Listener(_) | Role::End(..) => Err(Errno::ENOTSUP),
        }
    }

    /// True for a socket of datagrams.
    pub(crate) fn is_datagram(&self, id: SocketId) -> bool {
        self.get(id).is_ok_and(|socket| matches!(socket.role, Role::Datagram(_)))
    }

    /// `connect(2)` of a datagram socket.
    pub(crate) fn set_peer(&mut self, id: SocketId, peer: Option<(Address, u16)>) -> Result<(), Errno> {
        let Some((address, port)) = peer else {
            self.datagrams(id)?.peer.take().ok_or(Errno::ENOTCONN)?;
            return Ok(());
        };
        let address = self.destination(id, address)?;
        self.ensure_port(id, Some(address))?;
        self.datagrams(id)?.peer = Some(SocketAddress::ip(address, port));
        Ok(())
    }

    /// Where a datagram to `address` goes, if there is a way.
    fn destination(&self, id: SocketId, address: Address) -> Result<Address, Errno> {
        let is_v4_only = self.get(id)?.domain == Domain::V4;
        let address = match plain(address) {
            Address::V6(_) if is_v4_only => return Err(Errno::EAFNOSUPPORT),
            Address::V4([0, 0, 0, 0]) => Address::LOOPBACK_V4,
            other if is_wildcard(other) => Address::LOOPBACK_V6,
            other => other,
        };
        let is_near = matches!(address, Address::V4([10, 0, 0, _] | [255, 255, 255, 255]));
        if is_own(address) || is_multicast(address) || is_near { Ok(address) } else { Err(Errno::ENETUNREACH) }
    }

    /// Binds a socket that was not; its address becomes a real one once it has a peer.
    fn ensure_port(&mut self, id: SocketId, peer: Option<Address>) -> Result<(), Errno> {
        if self.get(id)?.address.is_none() {
            let any = if self.get(id)?.domain == Domain::V6 { Address::V6([0; 16]) } else { Address::V4([0; 4]) };
            self.bind(id, any, 0)?;
        }
        let (own, port) = self.get(id)?.held_port().ok_or(Errno::EINVAL)?;
        if let (Some(peer), true) = (peer, is_wildcard(own)) {
            self.get_mut(id)?.address = Some(SocketAddress::ip(source_for(peer), port));
        }
        Ok(())
    }

    /// `sendmsg(2)`
    pub(crate) fn send(&mut self, id: SocketId, parts: &[&[u8]], to: Option<(Address, u16)>) -> Result<usize, Errno> {
        let datagrams = self.datagrams(id)?;
        if let Some(errno) = datagrams.error.take() {
            return Err(errno);
        }
        let peer = datagrams.peer.clone();
        let (address, port) = match (to, peer.as_ref().and_then(ip_of)) {
            (Some(to), _) => to,
            (None, Some(peer)) => peer,
            (None, None) => return Err(Errno::EDESTADDRREQ),
        };
        let bytes = parts.concat();
        if bytes.len() > DATAGRAM_MAX {
            return Err(Errno::EMSGSIZE);
        }
        let address = self.destination(id, address)?;
        if is_broadcast(address) && !self.datagrams(id)?.may_broadcast {
            return Err(Errno::EACCES);
        }
        self.ensure_port(id, None)?;
        let (own, own_port) = self.get(id)?.held_port().ok_or(Errno::EINVAL)?;
        let source = if is_wildcard(own) { source_for(address) } else { own };
        let count = bytes.len();
        let letter = Letter { from: id, source: SocketAddress::ip(source, own_port), bytes };
        self.letters.entry((address, port)).or_default().push_back(letter);
        self.departures.push(Departure::Letter((address, port)));
        Ok(count)
    }

    /// The oldest datagram to an address and port arrives there.
    pub(crate) fn deliver_letter(&mut self, to: (Address, u16)) {
        let Some(letter) = self.letters.get_mut(&to).and_then(VecDeque::pop_front) else { return };
        if self.letters_to(to) == 0 {
            self.letters.remove(&to);
        }
        let (address, port) = to;
        let is_for_many = is_multicast(address) || is_broadcast(address);
        if is_multicast(address) && self.datagrams(letter.from).is_ok_and(|sender| !sender.loops_back) {
            return;
        }
        let mut receivers =
            if is_for_many { self.ports.datagram_sockets_at(port) } else { self.ports.datagram_sockets(address, port) };
        receivers.retain(|id| self.datagrams(*id).is_ok_and(|receiver| receiver.wants(&letter.source, address)));
        if !is_for_many {
            receivers.truncate(1);
        }
        if receivers.is_empty() && !is_for_many {
            return self.bounce(letter.from, address);
        }
        for id in receivers {
            let from = self.get(id).map(|socket| super::shown(socket.domain, letter.source.clone()));
            if let (Ok(from), Ok(receiver)) = (from, self.datagrams(id)) {
                receiver.receive(Datagram { bytes: letter.bytes.clone(), from });
            }
            self.touch(id);
        }
    }

    /// Nobody was there: a connected sender is told so with its next call. `icmp(7)`, port unreachable.
    fn bounce(&mut self, from: SocketId, address: Address) {
        if !is_own(address) {
            return;
        }
        if let Ok(sender) = self.datagrams(from)
            && sender.peer.is_some()
        {
            sender.error = Some(Errno::ECONNREFUSED);
            self.touch(from);
        }
    }

    /// `recvmsg(2)`
    pub(crate) fn receive(&mut self, id: SocketId, len: usize) -> Result<Datagram, Errno> {
        let datagrams = self.datagrams(id)?;
        if let Some(errno) = datagrams.error.take() {
            return Err(errno);
        }
        let mut datagram = datagrams.received.pop_front().ok_or(Errno::EAGAIN)?;
        datagrams.cost -= truesize_of_datagram(datagram.bytes.len());
        datagram.bytes.truncate(len);
        Ok(datagram)
    }

    /// How many datagrams are under way to an address and port.
    pub(crate) fn letters_to(&self, to: (Address, u16)) -> usize {
        self.letters.get(&to).map_or(0, VecDeque::len)
    }
}

/// The address that the machine speaks from when it speaks to `peer`.
fn source_for(peer: Address) -> Address {
    match peer {
        Address::V4([127, ..]) => Address::LOOPBACK_V4,
        Address::V4(_) => Address::V4(super::ports::OWN_V4),
        Address::V6(_) => Address::LOOPBACK_V6,
    }
}

/// 255.255.255.255 and the last address of the machine's network.
fn is_broadcast(address: Address) -> bool {
    matches!(address, Address::V4([255, 255, 255, 255] | [10, 0, 0, 255]))
}
