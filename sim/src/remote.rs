//! Other machines of the network: peers that the program is a client of, and a load of clients that it serves.
//!
//! Start with [`Peer`] and [`Load`], which say what there is; the machine gives them their time (`world/remote.rs`).
//!
//! * `http`: messages found in bytes
//! * `peer`: what a peer does with what it hears
//! * `load`: what each client of a load does, and what came of it

pub(crate) mod http;
pub(crate) mod load;
pub(crate) mod peer;

pub use load::{Outcome, Sample};

use crate::costs::{Bounds, Costs};
use loopscope_engine::os::Address;

/// What a peer does with what it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// An HTTP request gets a response, and other bytes are sent back as they came: the peer looks which it is.
    #[default]
    Guess,
    /// Every HTTP request gets a response.
    Http,
    /// Bytes are sent back as they came.
    Echo,
    /// Whatever arrives at once gets the body.
    Text,
    /// What arrives first ends the connection.
    Close,
    /// What arrives first breaks the connection: `ECONNRESET`.
    Reset,
    /// Nothing is ever sent.
    Silence,
    /// Nobody listens: `ECONNREFUSED`.
    Refuse,
    /// Packets are lost on the way: `ETIMEDOUT`, after about two minutes.
    Lost,
}

/// A machine with one service, which the program may connect to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Its name, which the name server knows.
    pub name: String,
    /// Its address.
    pub address: Address,
    /// The port of its service.
    pub port: u16,
    /// What it takes to answer, from the last byte that it hears to the first that it says.
    pub latency: Bounds,
    /// What a packet travels, each way.
    pub distance: Bounds,
    /// How many answers it works on at a time; the others wait, first come, first served.
    pub at_once: usize,
    /// What it does.
    pub answer: Answer,
    /// The status of its HTTP responses.
    pub status: u16,
    /// The media type of its HTTP responses.
    pub media: String,
    /// The body of its HTTP responses, or what it says to whatever arrives.
    pub body: Vec<u8>,
}

impl Peer {
    /// What a peer takes to answer when nothing else is said: a service that has what it is asked for.
    pub const LATENCY: Bounds = Bounds::new(200_000, 1_000_000, 20_000_000);

    /// What a packet travels when nothing else is said: another machine of the same building.
    pub const DISTANCE: Bounds = Costs::PACKET_LOCAL;

    /// The `index`th peer of a run, as it is when nothing else is said: on port 80, at the `index`th address of 10.0.1.1 and on.
    pub fn new(name: &str, index: usize) -> Self {
        let [high, low] = u16::try_from(index + 1).unwrap_or(u16::MAX).to_be_bytes();
        Self {
            name: name.to_owned(),
            address: Address::V4([10, 0, 1_u8.saturating_add(high), low]),
            port: 80,
            latency: Self::LATENCY,
            distance: Self::DISTANCE,
            at_once: usize::MAX,
            answer: Answer::Guess,
            status: 200,
            media: "text/plain".to_owned(),
            body: b"ok\n".to_vec(),
        }
    }
}

/// Clients that send HTTP requests to the program, from the moment when it listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// How many requests there are in all.
    pub requests: u32,
    /// How many clients send them. A client sends its next request when it has the answer to its last.
    pub clients: u32,
    /// Nanoseconds from one request to the next; none when every client sends as soon as it can.
    pub gap_ns: Option<u64>,
    /// Nanoseconds after which the clients give up when none of them gets any answer.
    pub patience_ns: u64,
    /// Whether a client keeps its connection for its next request.
    pub keep_alive: bool,
    /// The port; without one the first on which the program listens.
    pub port: Option<u16>,
    /// The method of the requests.
    pub method: String,
    /// What is asked for.
    pub path: String,
    /// The body of the requests.
    pub body: Vec<u8>,
    /// Further lines of the requests' heads, such as `accept: text/html`.
    pub headers: Vec<String>,
    /// What a packet travels, each way.
    pub distance: Bounds,
}

impl Load {
    /// So many requests for `/`, all at once, each on a connection of its own client.
    pub fn new(requests: u32) -> Self {
        Self {
            requests,
            clients: requests,
            gap_ns: None,
            // Longer than any one answer of a server that still works; two minutes are also what a gateway usually waits.
            patience_ns: 120_000_000_000,
            keep_alive: true,
            port: None,
            method: "GET".to_owned(),
            path: "/".to_owned(),
            body: Vec::new(),
            headers: Vec::new(),
            distance: Costs::PACKET_LOCAL,
        }
    }
}
