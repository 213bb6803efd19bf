//! What travels: how long packets and datagrams are under way, where they are cut, what becomes of them on arrival.

use super::events::Event;
use super::machine::Machine;
use crate::costs::{Bounds, Costs};
use crate::faults::Fault;
use crate::os::net::{Arrival, ConnectionId, Link, Side};
use crate::scheduler::{Alternatives, ChoiceName, Luck};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::socket::SocketAddress;
use loopscope_engine::os::{Address, Errno};
use std::collections::BTreeMap;

/// How often a client asks again before it gives up, and with what error: `tcp_syn_retries`.
const ASKS_MAX: u32 = 6;

/// What travels, and what is being waited for.
#[derive(Debug, Default)]
pub(super) struct Traffic {
    /// When the last packet of each busy lane arrives.
    lanes: BTreeMap<(ConnectionId, Side), LoopTime>,
    /// When the last datagram to each address arrives.
    letters: BTreeMap<(Address, u16), LoopTime>,
    /// How often clients have asked without an answer.
    asks: BTreeMap<ConnectionId, u32>,
}

impl Machine {
    /// Lets a packet travel that departed, if nothing breaks its connection.
    pub(super) fn send_packet(&mut self, now: LoopTime, connection: ConnectionId, writer: Side) {
        let link = self.net.link(connection);
        if !link.has_packets() {
            self.net.arrive(connection, writer);
            return;
        }
        if self.breaks(now, connection, writer) {
            return self.net.break_off(connection);
        }
        self.choose_cut(now, connection, writer, link);
        let lane = (connection, writer);
        let bounds = self.distance_of(connection);
        match self.luck {
            Luck::OfTimes => {
                let label = self.recorder.label(|| self.label_of_packet(connection, writer));
                let delay = self.draw(now, ChoiceName::PacketDelay, &label, bounds);
                let due = self.traffic.lanes.get(&lane).map_or(now, |last| *last).max(now + delay);
                if due <= now && !self.traffic.lanes.contains_key(&lane) {
                    return self.packet_reached(now, connection, writer);
                }
                self.traffic.lanes.insert(lane, due);
                self.events.announce(Bounds::fixed(0).from(due), Event::Packet { connection, writer }, String::new());
            }
            Luck::OfOrders => {
                self.traffic.lanes.insert(lane, now);
                let label = self.label_of_packet(connection, writer);
                self.events.announce(bounds.from(now), Event::Packet { connection, writer }, label);
            }
        }
    }

    /// Whether a fault breaks the connection that just sent bytes.
    fn breaks(&mut self, now: LoopTime, connection: ConnectionId, writer: Side) -> bool {
        if self.faults.likelihood(Fault::ConnReset).is_none() || self.net.traffic(connection, writer).1 == 0 {
            return false;
        }
        let who = self.net.label_of_end(connection, writer);
        self.strikes(now, Fault::ConnReset, &who)
    }

    /// Asks where a packet is cut that is longer than the network carries in one piece.
    fn choose_cut(&mut self, now: LoopTime, connection: ConnectionId, writer: Side, link: Link) {
        let (_, len) = self.net.traffic(connection, writer);
        if len <= link.segment_max() {
            return;
        }
        let label = self.recorder.label(|| self.label_of_packet(connection, writer));
        let whole = len as u64;
        let range = Alternatives::Range { min: link.segment_max() as u64, typical: whole, max: whole };
        let at = self.recorder.choose(now, ChoiceName::SegmentSize, &label, range);
        if at < whole {
            self.net.cut(connection, writer, usize::try_from(at).unwrap_or(len));
        }
    }

    /// An event of [`Self::send_packet`].
    pub(super) fn packet_arrives(&mut self, at: LoopTime, connection: ConnectionId, writer: Side) {
        let (under_way, _) = self.net.traffic(connection, writer);
        if under_way <= 1 {
            self.traffic.lanes.remove(&(connection, writer));
        }
        self.packet_reached(at, connection, writer);
        self.transmit(at);
    }

    fn packet_reached(&mut self, at: LoopTime, connection: ConnectionId, writer: Side) {
        match self.net.arrive(connection, writer) {
            Arrival::Done => {
                self.traffic.asks.remove(&connection);
            }
            Arrival::Dropped => {
                let asked = self.traffic.asks.entry(connection).or_insert(0);
                let wait_ns = Costs::CONNECT_RETRY_NS << *asked;
                *asked += 1;
                let label = format!("question of {}", self.net.label_of_end(connection, writer));
                self.events.announce(Bounds::fixed(wait_ns).from(at), Event::AskAgain { connection }, label);
            }
        }
    }

    /// The time is up that a client waited for an answer.
    pub(super) fn ask_again(&mut self, at: LoopTime, connection: ConnectionId) {
        if self.traffic.asks.get(&connection).is_some_and(|asked| *asked > ASKS_MAX) {
            self.traffic.asks.remove(&connection);
            self.net.give_up(connection, Errno::ETIMEDOUT);
        } else {
            self.net.ask_again(connection);
        }
        self.transmit(at);
    }

    /// Lets a datagram travel that departed.
    pub(super) fn send_letter(&mut self, now: LoopTime, to: (Address, u16)) {
        let (address, port) = to;
        let event = Event::Letter { address, port };
        let label = || format!("datagram to {}", SocketAddress::ip(address, port));
        match self.luck {
            Luck::OfTimes => {
                let label = self.recorder.label(label);
                let delay = self.draw(now, ChoiceName::PacketDelay, &label, Costs::PACKET_LOOPBACK);
                let due = self.traffic.letters.get(&to).map_or(now, |last| *last).max(now + delay);
                if due <= now && !self.traffic.letters.contains_key(&to) {
                    return self.net.deliver_letter(to);
                }
                self.traffic.letters.insert(to, due);
                self.events.announce(Bounds::fixed(0).from(due), event, String::new());
            }
            Luck::OfOrders => {
                self.traffic.letters.insert(to, now);
                self.events.announce(Costs::PACKET_LOOPBACK.from(now), event, label());
            }
        }
    }

    /// An event of [`Self::send_letter`].
    pub(super) fn letter_arrives(&mut self, at: LoopTime, to: (Address, u16)) {
        self.net.deliver_letter(to);
        if self.net.letters_to(to) == 0 {
            self.traffic.letters.remove(&to);
        }
        self.transmit(at);
    }
}
