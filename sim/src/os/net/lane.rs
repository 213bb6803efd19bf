//! One direction of a connection: what was written, what is under way, what can be read.
//!
//! A lane keeps its order whatever the network does: packets of one lane arrive as they departed.

use super::bytes::Bytes;
use super::truesize::truesize_of_stream;
use std::collections::VecDeque;

/// How connections get from one end to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// Between two sockets of the machine, by the loopback device.
    Loopback,
    /// Between a socket of the machine and another machine.
    Network,
    /// Between the two sockets of a pair, such as the standard streams of a child process. As [`Self::Unix`], but the writer
    /// never has to wait: who would, as a child does that writes to its standard output, can then be a plain call.
    Pair,
    /// Between two unix sockets: no packets, one kernel moves bytes from one queue to the other.
    Unix,
}

impl Link {
    /// Whether bytes travel in packets.
    pub(crate) const fn has_packets(self) -> bool {
        matches!(self, Self::Loopback | Self::Network)
    }

    /// How many bytes may wait to be read before the writer's stay with the writer. With [`Self::send_max`] this is what
    /// one write to a fresh connection takes at once: measured on Linux 6.18 with its usual `tcp_rmem` and `tcp_wmem`,
    /// which grow the buffers by themselves.
    const fn receive_max(self) -> usize {
        match self {
            Self::Loopback | Self::Network => 195_557,
            // Accounted by [`truesize_of_stream`] instead.
            Self::Unix | Self::Pair => usize::MAX,
        }
    }

    /// How many bytes the kernel keeps for the writer.
    const fn send_max(self) -> usize {
        match self {
            Self::Loopback | Self::Network => 3_723_910,
            // `net.core.wmem_default`
            Self::Unix => 212_992,
            Self::Pair => usize::MAX,
        }
    }

    /// The largest packet: below it nothing is cut. The `mtu` of the loopback device, or of Ethernet, without the headers.
    pub(crate) const fn segment_max(self) -> usize {
        match self {
            Self::Loopback => 65_483,
            Self::Network => 1_448,
            Self::Unix | Self::Pair => usize::MAX,
        }
    }
}

/// What travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Packet {
    /// A client asks for a connection.
    Ask,
    /// A client confirms the answer: the server may accept.
    Confirm,
    /// The server's answer to a client: it is connected.
    Welcome,
    /// The other end, or a machine without anyone there, breaks the connection.
    Reset,
    /// Bytes.
    Bytes(Vec<u8>),
    /// Nothing will come any more.
    End,
}

/// One direction of a connection.
#[derive(Debug, Default)]
pub(super) struct Lane {
    /// Written, and kept by the writer's kernel because the reader's has no room.
    unsent: Bytes,
    /// Departed and not yet arrived.
    flight: VecDeque<Packet>,
    /// Bytes in `flight`.
    flying: usize,
    /// What the reader can read.
    received: Bytes,
    /// For unix sockets, what the kernel reckons the bytes in `received` cost the writer: oldest first, with how many
    /// bytes each stands for.
    reckoned: VecDeque<(usize, usize)>,
    /// Sum of the costs in `reckoned`.
    cost: usize,
    /// The writer writes no more.
    is_shut: bool,
    /// The end has departed.
    is_end_sent: bool,
    /// The end has arrived.
    is_ended: bool,
}

impl Lane {
    /// True when the reader has something to read, be it the end.
    pub(super) const fn is_readable(&self) -> bool {
        !self.received.is_empty() || self.is_ended
    }

    /// True when bytes wait that nobody has read.
    pub(super) const fn has_unread(&self) -> bool {
        !self.received.is_empty()
    }

    /// True when the end has arrived.
    pub(super) const fn is_ended(&self) -> bool {
        self.is_ended
    }

    /// True when the writer has said that it writes no more.
    pub(super) const fn is_shut(&self) -> bool {
        self.is_shut
    }

    /// True when nothing is under way or waits to be.
    pub(super) fn is_quiet(&self) -> bool {
        self.flight.is_empty() && self.unsent.is_empty()
    }

    /// How many bytes a write would take.
    fn room(&self, link: Link) -> usize {
        match link {
            Link::Unix if self.cost >= link.send_max() => 0,
            Link::Unix | Link::Pair => usize::MAX,
            Link::Loopback | Link::Network => {
                let window = link.receive_max().saturating_sub(self.received.len() + self.flying);
                (link.send_max() - self.unsent.len()) + window
            }
        }
    }

    /// True when poll reports the writer: not at the first free byte, but when a third is free (a quarter, for unix
    /// sockets), so that writers are not woken for crumbs. `sk_stream_is_writeable`, `unix_writable`.
    pub(super) fn is_writable(&self, link: Link) -> bool {
        match link {
            Link::Loopback | Link::Network => self.unsent.len() <= link.send_max() / 3 * 2,
            Link::Unix | Link::Pair => self.cost <= link.send_max() / 4,
        }
    }

    /// Takes as many of `parts` as there is room for: how many bytes.
    pub(super) fn write(&mut self, link: Link, parts: &[&[u8]]) -> usize {
        match link {
            Link::Loopback | Link::Network => self.write_to_network(link, parts),
            Link::Unix | Link::Pair => self.write_to_peer(link, parts),
        }
    }

    fn write_to_network(&mut self, link: Link, parts: &[&[u8]]) -> usize {
        let mut left = self.room(link);
        let mut taken = Vec::new();
        for part in parts {
            let part = &part[..part.len().min(left)];
            left -= part.len();
            taken.extend_from_slice(part);
        }
        let count = taken.len();
        self.unsent.push(taken);
        count
    }

    /// Unix sockets: bytes go straight to the reader, in pieces each of which is let through while the writer's account
    /// is not overdrawn.
    fn write_to_peer(&mut self, link: Link, parts: &[&[u8]]) -> usize {
        let bytes = parts.concat();
        let mut count = 0;
        while count < bytes.len() && self.room(link) > 0 {
            let (len, cost) = truesize_of_stream(bytes.len() - count);
            self.received.push(bytes[count..count + len].to_vec());
            self.reckoned.push_back((len, cost));
            self.cost += cost;
            count += len;
        }
        count
    }

    /// Lets what the reader's window has room for depart, in one packet; then, behind all bytes, the end. True when
    /// anything departed.
    pub(super) fn depart(&mut self, link: Link) -> usize {
        let mut departed = 0;
        let window = link.receive_max().saturating_sub(self.received.len() + self.flying);
        let bytes = self.unsent.take(window);
        if !bytes.is_empty() {
            self.flying += bytes.len();
            self.flight.push_back(Packet::Bytes(bytes));
            departed += 1;
        }
        if self.is_shut && !self.is_end_sent && self.unsent.is_empty() {
            self.is_end_sent = true;
            self.flight.push_back(Packet::End);
            departed += 1;
        }
        departed
    }

    /// Lets a packet without bytes depart behind all others.
    pub(super) fn send(&mut self, packet: Packet) {
        self.flight.push_back(packet);
    }

    /// How many bytes the packet has that departed last.
    pub(super) fn last_len(&self) -> usize {
        match self.flight.back() {
            Some(Packet::Bytes(bytes)) => bytes.len(),
            _ => 0,
        }
    }

    /// Cuts the packet that departed last after `at` bytes.
    pub(super) fn cut_last(&mut self, at: usize) {
        if let Some(Packet::Bytes(bytes)) = self.flight.back_mut() {
            let rest = bytes.split_off(at.min(bytes.len()));
            if !rest.is_empty() {
                self.flight.push_back(Packet::Bytes(rest));
            }
        }
    }

    /// How many packets are under way.
    pub(super) fn under_way(&self) -> usize {
        self.flight.len()
    }

    /// Takes the packet that arrives next.
    pub(super) fn arrive(&mut self) -> Option<Packet> {
        let packet = self.flight.pop_front();
        if let Some(Packet::Bytes(bytes)) = &packet {
            self.flying -= bytes.len();
        }
        if self.flight.is_empty() {
            self.flight = VecDeque::new();
        }
        packet
    }

    /// Hands bytes that arrived to the reader.
    pub(super) fn receive(&mut self, bytes: Vec<u8>) {
        self.received.push(bytes);
    }

    /// Tells the reader that this was all.
    pub(super) const fn end(&mut self) {
        self.is_ended = true;
    }

    /// Gives the reader at most `len` bytes.
    pub(super) fn read(&mut self, len: usize) -> Vec<u8> {
        let bytes = self.received.take(len);
        let mut read = bytes.len();
        // The writer's account is credited for a piece when all of it was read.
        while let Some((left, cost)) = self.reckoned.front_mut() {
            if *left > read {
                *left -= read;
                break;
            }
            read -= *left;
            self.cost -= *cost;
            self.reckoned.pop_front();
        }
        bytes
    }

    /// The writer writes no more; what it has written still goes out.
    pub(super) const fn shut(&mut self) {
        self.is_shut = true;
    }

    /// The writer breaks the connection, or finds it broken: what has not departed never will.
    pub(super) fn break_off(&mut self) {
        self.unsent.clear();
        self.is_shut = true;
        self.is_end_sent = true;
    }
}
