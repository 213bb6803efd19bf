//! A load: what each of its clients does, and what came of each request. It knows no time but what it is told.

use super::Load;
use super::http::{Reader, Role};
use crate::os::net::ConnectionId;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::Errno;
use std::fmt::Write;

/// What came of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was answered with this status.
    Answered(u16),
    /// The connection failed.
    Failed(Errno),
    /// The connection ended before the answer did, or the answer was no HTTP.
    Cut,
    /// The run ended first.
    Open,
}

/// One request of a load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// When it was to be sent; a client that connects first counts that too.
    pub began: LoopTime,
    /// When its outcome was known.
    pub ended: LoopTime,
    /// What came of it.
    pub outcome: Outcome,
}

/// One client.
#[derive(Debug, Default)]
pub(crate) struct Client {
    pub(crate) connection: Option<ConnectionId>,
    /// The request that it waits for, by its number.
    pub(crate) request: Option<usize>,
    reader: Option<Reader>,
    pub(crate) is_sent: bool,
}

/// A load that goes on.
#[derive(Debug)]
pub(crate) struct Clients {
    load: Load,
    /// One request as bytes.
    text: Vec<u8>,
    all: Vec<Client>,
    samples: Vec<Sample>,
    /// When the first request was sent.
    began: LoopTime,
    /// When a request was last sent or got its outcome.
    moved: LoopTime,
    /// How many have an outcome.
    done: usize,
}

impl Clients {
    /// Clients that begin at `now`, and talk to `host`.
    pub(crate) fn new(load: Load, host: &str, now: LoopTime) -> Self {
        let clients = load.clients.clamp(1, load.requests.max(1));
        let text = request_text(&load, host);
        let all = (0..clients).map(|_| Client::default()).collect();
        Self { load, text, all, samples: Vec::new(), began: now, moved: now, done: 0 }
    }

    pub(crate) const fn load(&self) -> &Load {
        &self.load
    }

    pub(crate) fn client(&mut self, number: usize) -> Option<&mut Client> {
        self.all.get_mut(number)
    }

    pub(crate) fn count(&self) -> usize {
        self.all.len()
    }

    /// Every request so far.
    pub(crate) fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// True when no request is missing.
    pub(crate) fn is_done(&self) -> bool {
        self.done >= self.load.requests as usize
    }

    /// When the next request that nobody has sent is to be sent; none when there is no more.
    pub(crate) fn next_at(&self, now: LoopTime) -> Option<LoopTime> {
        let next = self.samples.len() as u64;
        let due = self.load.gap_ns.map_or(now, |gap| self.began + gap.saturating_mul(next));
        (next < u64::from(self.load.requests) && !self.is_done()).then_some(due)
    }

    /// Client `number` begins the next request, which was to be sent at `due`.
    pub(crate) fn begin(&mut self, number: usize, due: LoopTime) {
        let request = self.samples.len();
        self.moved = self.moved.max(due);
        self.samples.push(Sample { began: due, ended: due, outcome: Outcome::Open });
        let client = &mut self.all[number];
        client.request = Some(request);
        client.is_sent = false;
        client.reader = Some(Reader::new(Role::Responses { to_head: self.load.method == "HEAD" }));
    }

    /// What client `number` sends now that it can; none when it has sent it.
    pub(crate) fn take_request(&mut self, number: usize) -> Option<Vec<u8>> {
        let client = &mut self.all[number];
        let is_due = client.request.is_some() && !client.is_sent;
        client.is_sent |= is_due;
        is_due.then(|| self.text.clone())
    }

    /// Client `number` hears bytes: the outcome of its request and whether the connection can be used again, once known.
    pub(crate) fn hear(&mut self, number: usize, bytes: &[u8]) -> Option<(Outcome, bool)> {
        let reader = self.all[number].reader.as_mut()?;
        match reader.feed(bytes) {
            Ok(messages) => {
                let last = messages.first()?;
                Some((Outcome::Answered(last.status), last.keeps && self.load.keep_alive))
            }
            Err(_) => Some((Outcome::Cut, false)),
        }
    }

    /// The server says nothing more to client `number`.
    pub(crate) fn end(&mut self, number: usize) -> Outcome {
        let whole = self.all[number].reader.as_mut().and_then(Reader::end);
        whole.map_or(Outcome::Cut, |message| Outcome::Answered(message.status))
    }

    /// Nobody waits any more: what has no outcome stays without.
    pub(crate) fn give_up(&mut self) {
        self.all.iter_mut().for_each(|client| client.request = None);
        self.done = self.load.requests as usize;
    }

    /// When the clients give up, if nothing happens until then.
    pub(crate) fn gives_up_at(&self) -> LoopTime {
        self.moved + self.load.patience_ns
    }

    /// The request of client `number` is over.
    pub(crate) fn finish(&mut self, number: usize, at: LoopTime, outcome: Outcome) {
        let Some(request) = self.all[number].request.take() else { return };
        let sample = &mut self.samples[request];
        (sample.ended, sample.outcome) = (at, outcome);
        self.done += 1;
        self.moved = at;
    }
}

fn request_text(load: &Load, host: &str) -> Vec<u8> {
    let connection = if load.keep_alive { "keep-alive" } else { "close" };
    let mut head = format!("{} {} HTTP/1.1\r\nhost: {host}\r\nconnection: {connection}\r\n", load.method, load.path);
    for line in &load.headers {
        write!(head, "{line}\r\n").expect("a String takes all text");
    }
    if !load.body.is_empty() {
        write!(head, "content-length: {}\r\n", load.body.len()).expect("a String takes all text");
    }
    head.push_str("\r\n");
    let mut text = head.into_bytes();
    text.extend_from_slice(&load.body);
    text
}
