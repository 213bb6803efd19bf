//! A connection: two ends and a lane each way. `tcp(7)` in what programs can see of it: half-closes, resets, errors.

use super::SocketId;
use super::lane::{Lane, Link, Packet};
use loopscope_engine::os::Errno;
use loopscope_engine::os::socket::{Events, SocketAddress};

/// The number of a connection; none is used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ConnectionId(pub(super) u64);

/// One of the two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// Whoever connected.
    Client = 0,
    /// Whoever accepted.
    Server = 1,
}

impl Side {
    /// The other end.
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }
}

/// How far an end is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It waits for the answer.
    Connecting,
    /// Bytes may go both ways, as far as the lanes are not shut.
    Connected,
    /// It was reset, refused, or closed in both directions by force.
    Broken,
    /// Its socket was closed; the lanes may still be busy.
    Closed,
}

/// One end.
#[derive(Debug)]
struct End {
    state: State,
    /// Its socket, once there is one and until it is closed.
    socket: Option<SocketId>,
    address: SocketAddress,
    /// What the next call gives instead of its result: `sk_err`.
    error: Option<Errno>,
}

/// Two ends and what is between them.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) link: Link,
    /// The end that is on another machine.
    pub(super) remote: Option<Side>,
    ends: [End; 2],
    /// The first from client to server, the second back.
    lanes: [Lane; 2],
}

impl Connection {
    /// A client that asks for a connection: its socket, unless it is on another machine.
    pub(super) fn new(link: Link, socket: Option<SocketId>, client: SocketAddress, server: SocketAddress) -> Self {
        let end = |socket, address| End { state: State::Connecting, socket, address, error: None };
        let remote = match (link, socket) {
            (Link::Network, None) => Some(Side::Client),
            (Link::Network, Some(_)) => Some(Side::Server),
            (Link::Loopback | Link::Unix | Link::Pair, _) => None,
        };
        Self { link, remote, ends: [end(socket, client), end(None, server)], lanes: <[Lane; 2]>::default() }
    }

    /// The lane that `writer` writes to.
    pub(super) const fn lane_of(&mut self, writer: Side) -> &mut Lane {
        &mut self.lanes[writer as usize]
    }

    const fn end(&mut self, side: Side) -> &mut End {
        &mut self.ends[side as usize]
    }

    /// The socket of an end.
    pub(super) const fn socket(&self, side: Side) -> Option<SocketId> {
        self.ends[side as usize].socket
    }

    /// The address of an end.
    pub(super) const fn address(&self, side: Side) -> &SocketAddress {
        &self.ends[side as usize].address
    }

    /// True while an end waits for the answer.
    pub(super) fn is_connecting(&self, side: Side) -> bool {
        self.ends[side as usize].state == State::Connecting
    }

    /// True when an end has, or had, the other one.
    pub(super) fn is_connected(&self, side: Side) -> bool {
        self.ends[side as usize].state == State::Connected
    }

    /// True when the ends of both directions have arrived, so that TCP keeps no connection any more.
    pub(super) fn has_parted(&self) -> bool {
        matches!(self.link, Link::Loopback | Link::Network) && self.lanes.iter().all(Lane::is_ended)
    }

    /// The answer is here: bytes may go.
    pub(super) const fn connect(&mut self, side: Side) {
        self.end(side).state = State::Connected;
    }

    /// Gives an end the socket that accepted it.
    pub(super) const fn attach(&mut self, side: Side, socket: SocketId) {
        self.end(side).socket = Some(socket);
    }

    /// True when nothing of it matters any more.
    pub(super) fn is_over(&self) -> bool {
        self.ends.iter().all(|end| end.state == State::Closed) && self.lanes.iter().all(Lane::is_quiet)
    }

    /// True when an end was closed.
    pub(super) fn is_closed(&self, side: Side) -> bool {
        self.ends[side as usize].state == State::Closed
    }

    /// There is no such end, and there will be none.
    pub(super) const fn refuse(&mut self, side: Side) {
        self.end(side).state = State::Closed;
    }

    /// What poll would report of an end: `tcp_poll`, `unix_poll`.
    pub(super) fn events(&self, side: Side) -> Events {
        let end = &self.ends[side as usize];
        let (out, back) = (&self.lanes[side as usize], &self.lanes[side.other() as usize]);
        let error = end.error.is_some();
        match end.state {
            State::Connecting => Events { error, ..Events::NONE },
            State::Connected => Events {
                readable: back.is_readable(),
                writable: out.is_shut() || out.is_writable(self.link),
                error,
                hangup: back.is_ended() && (out.is_shut() || self.is_abandoned(side)),
            },
            State::Broken | State::Closed => Events { readable: true, writable: true, error, hangup: true },
        }
    }

    /// `read(2)`
    pub(super) fn read(&mut self, side: Side, len: usize) -> Result<Vec<u8>, Errno> {
        let lane = self.lane_of(side.other());
        if lane.has_unread() {
            return Ok(lane.read(len));
        }
        if lane.is_ended() {
            // The end that came first hides a reset that came after it: `tcp_recvmsg` asks for SOCK_DONE before the error.
            return Ok(Vec::new());
        }
        let end = self.end(side);
        if let Some(errno) = end.error.take() {
            return Err(errno);
        }
        match end.state {
            State::Connecting => Err(Errno::ENOTCONN),
            State::Connected => Err(Errno::EAGAIN),
            State::Broken | State::Closed => Ok(Vec::new()),
        }
    }

    /// `writev(2)`
    pub(super) fn write(&mut self, side: Side, parts: &[&[u8]]) -> Result<usize, Errno> {
        let end = self.end(side);
        if let Some(errno) = end.error.take() {
            return Err(errno);
        }
        match end.state {
            State::Connecting => return Err(Errno::EAGAIN),
            State::Broken | State::Closed => return Err(Errno::EPIPE),
            State::Connected => {}
        }
        if self.is_abandoned(side) || self.lane_of(side).is_shut() {
            return Err(Errno::EPIPE);
        }
        let (link, lane) = (self.link, self.lane_of(side));
        match lane.write(link, parts) {
            0 if parts.iter().any(|part| !part.is_empty()) => Err(Errno::EAGAIN),
            count => Ok(count),
        }
    }

    /// True when an end of a unix stream is alone: its kernel knows at once that the other was closed.
    fn is_abandoned(&self, side: Side) -> bool {
        !self.link.has_packets() && self.is_closed(side.other())
    }

    /// `shutdown(2)` with `SHUT_WR`
    pub(super) fn shutdown(&mut self, side: Side) -> Result<(), Errno> {
        match self.end(side).state {
            State::Connecting | State::Broken | State::Closed => Err(Errno::ENOTCONN),
            State::Connected => {
                self.lane_of(side).shut();
                Ok(())
            }
        }
    }

    /// The error of what went on meanwhile.
    pub(super) const fn take_error(&mut self, side: Side) -> Option<Errno> {
        self.end(side).error.take()
    }

    /// `close(2)` of the last descriptor of an end. Unread bytes, or the wish to abort, make it a reset.
    pub(super) fn close(&mut self, side: Side, aborts: bool) {
        let state = self.end(side).state;
        self.end(side).socket = None;
        self.end(side).state = State::Closed;
        if state != State::Connected {
            return;
        }
        let has_unread = self.lane_of(side.other()).has_unread();
        if aborts || has_unread {
            self.lane_of(side).break_off();
            self.lane_of(side).send(Packet::Reset);
        } else {
            self.lane_of(side).shut();
        }
    }

    /// Bytes arrived at `side`. False when nobody is there to read them, which breaks the connection.
    pub(super) fn receive(&mut self, side: Side, bytes: Vec<u8>) -> bool {
        match self.end(side).state {
            State::Closed => {
                self.lane_of(side).break_off();
                self.lane_of(side).send(Packet::Reset);
                false
            }
            State::Broken => true,
            State::Connecting | State::Connected => {
                self.lane_of(side.other()).receive(bytes);
                true
            }
        }
    }

    /// The end arrived at `side`.
    pub(super) const fn receive_end(&mut self, side: Side) {
        self.lane_of(side.other()).end();
    }

    /// A reset arrived at `side`. What it already has can still be read. `tcp_reset`.
    pub(super) fn receive_reset(&mut self, side: Side) {
        let has_ended = self.lane_of(side.other()).is_ended();
        self.lane_of(side).break_off();
        let end = self.end(side);
        end.error = match end.state {
            State::Connecting => Some(Errno::ECONNREFUSED),
            State::Connected if has_ended => Some(Errno::EPIPE),
            State::Connected => Some(Errno::ECONNRESET),
            State::Broken | State::Closed => return,
        };
        end.state = State::Broken;
    }

    /// Ends a connect that nobody answered.
    pub(super) const fn give_up(&mut self, side: Side, errno: Errno) {
        let end = self.end(side);
        end.state = State::Broken;
        end.error = Some(errno);
    }
}
