//! What a peer does with what it hears: a conversation for each connection, without time.

use super::http::{Message, Reader, Role};
use super::{Answer, Peer};
use std::collections::VecDeque;
use std::fmt::Write;

/// One thing that a peer does after it has thought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It says this.
    Say(Vec<u8>),
    /// It says this, and ends the connection.
    SayAndClose(Vec<u8>),
    /// It breaks the connection.
    Reset,
}

/// How a peer understands a connection.
#[derive(Debug)]
enum Language {
    /// It has heard nothing yet.
    Unknown,
    Http(Reader),
    Bytes,
}

/// One connection to a peer.
#[derive(Debug)]
pub(crate) struct Talk {
    language: Language,
    /// What it will do, in that order: a peer answers in the order in which it was asked.
    turns: VecDeque<Turn>,
    /// It is at the first of them.
    pub(crate) is_thinking: bool,
    /// The program says nothing more.
    pub(crate) is_ended: bool,
}

impl Talk {
    pub(crate) const fn new() -> Self {
        Self { language: Language::Unknown, turns: VecDeque::new(), is_thinking: false, is_ended: false }
    }

    /// Takes what the program said.
    pub(crate) fn hear(&mut self, peer: &Peer, bytes: &[u8]) {
        match peer.answer {
            Answer::Silence | Answer::Refuse | Answer::Lost => return,
            Answer::Close => return self.turns.push_back(Turn::SayAndClose(Vec::new())),
            Answer::Reset => return self.turns.push_back(Turn::Reset),
            Answer::Guess | Answer::Http | Answer::Echo | Answer::Text => {}
        }
        if matches!(self.language, Language::Unknown) {
            let is_http = match peer.answer {
                Answer::Http => true,
                Answer::Guess => looks_like_http(bytes),
                _ => false,
            };
            self.language = if is_http { Language::Http(Reader::new(Role::Requests)) } else { Language::Bytes };
        }
        match &mut self.language {
            Language::Http(reader) => match reader.feed(bytes) {
                Ok(requests) => self.turns.extend(requests.into_iter().map(|request| respond(peer, request))),
                Err(_) => self.turns.push_back(Turn::SayAndClose(
                    b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_vec(),
                )),
            },
            Language::Bytes | Language::Unknown => {
                let said = if peer.answer == Answer::Text { peer.body.clone() } else { bytes.to_vec() };
                self.turns.push_back(Turn::Say(said));
            }
        }
    }

    /// Whether there is something to do that is not being done.
    pub(crate) fn wants_to_think(&self) -> bool {
        !self.is_thinking && !self.turns.is_empty()
    }

    /// True when all was said and nothing more will be asked.
    pub(crate) fn is_over(&self) -> bool {
        self.is_ended && self.turns.is_empty()
    }

    /// It has thought: what it does now.
    pub(crate) fn act(&mut self) -> Option<Turn> {
        self.is_thinking = false;
        self.turns.pop_front()
    }
}

/// Whether bytes begin as a request does: with a method in capitals, a space and a path.
fn looks_like_http(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let mut words = line.trim_ascii_end().rsplit(|byte| *byte == b' ');
    words.next().is_some_and(|version| version.starts_with(b"HTTP/1."))
}

fn respond(peer: &Peer, request: Message) -> Turn {
    let mut head = format!("HTTP/1.1 {} {}\r\n", peer.status, reason(peer.status));
    let (media, len) = (&peer.media, peer.body.len());
    let connection = if request.keeps { "keep-alive" } else { "close" };
    let is_bodiless = matches!(peer.status, 204 | 304);
    if !is_bodiless {
        write!(head, "content-type: {media}\r\ncontent-length: {len}\r\n").expect("a String takes all text");
    }
    write!(head, "connection: {connection}\r\n\r\n").expect("a String takes all text");
    let mut bytes = head.into_bytes();
    if !request.is_head && !is_bodiless {
        bytes.extend_from_slice(&peer.body);
    }
    if request.keeps { Turn::Say(bytes) } else { Turn::SayAndClose(bytes) }
}

/// The phrase of a status that peers are usually told to give: RFC 9110.
const fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        408 => "Request Timeout",
        409 => "Conflict",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::{Talk, Turn};
    use crate::remote::{Answer, Peer};

    fn said(answer: Answer, heard: &str) -> Vec<Turn> {
        let peer = Peer { answer, ..Peer::new("db", 0) };
        let mut talk = Talk::new();
        talk.hear(&peer, heard.as_bytes());
        std::iter::from_fn(|| talk.act()).collect()
    }

    #[test]
    fn a_peer_that_is_told_nothing_looks_what_it_hears() {
        assert_eq!(said(Answer::Guess, "SELECT 1"), [Turn::Say(b"SELECT 1".to_vec())]);
        let turns = said(Answer::Guess, "GET /a HTTP/1.1\r\n\r\n");
        assert!(matches!(&turns[..], [Turn::Say(bytes)] if bytes.ends_with(b"\r\n\r\nok\n")), "{turns:?}");
    }

    #[test]
    fn requests_that_come_together_are_answered_in_order() {
        let turns = said(Answer::Http, "HEAD / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nconnection: close\r\n\r\n");
        let [Turn::Say(head), Turn::SayAndClose(get)] = &turns[..] else { panic!("{turns:?}") };
        assert!(head.ends_with(b"\r\n\r\n"), "the answer to HEAD has no body");
        assert!(get.ends_with(b"\r\n\r\nok\n"), "the answer to GET has one");
    }

    #[test]
    fn a_peer_may_do_something_else_than_answer() {
        assert_eq!(said(Answer::Text, "?"), [Turn::Say(b"ok\n".to_vec())]);
        assert_eq!(said(Answer::Reset, "?"), [Turn::Reset]);
        assert_eq!(said(Answer::Close, "?"), [Turn::SayAndClose(Vec::new())]);
        assert_eq!(said(Answer::Silence, "?"), []);
    }
}
