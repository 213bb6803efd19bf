//! HTTP messages found in a stream of bytes: as much of RFC 9112 as a peer or a client needs to know where one ends.

use httparse::{EMPTY_HEADER, Header, ParserConfig, Request, Response, Status};

/// Which messages are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Requests, by a server.
    Requests,
    /// Responses, by a client; `to_head` when it asked with HEAD, whose response has no body.
    Responses {
        /// The request was HEAD.
        to_head: bool,
    },
}

/// A message that has arrived whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    /// The status of a response; 0 for a request.
    pub(crate) status: u16,
    /// A request with HEAD.
    pub(crate) is_head: bool,
    /// The sender keeps the connection open behind it.
    pub(crate) keeps: bool,
}

/// How a message's body ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Body {
    /// After so many bytes more.
    Sized(u64),
    /// Behind chunks: after so many bytes more of this one, its line end included; then comes a line.
    Chunked(u64),
    /// Behind an empty line: the last chunk was there.
    Trailers,
    /// With the connection.
    UntilEnd,
}

/// What is no HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

/// The most header lines that a message may have: Node's own limit is one of bytes.
const HEADERS_MAX: usize = 256;

/// A reader that is given bytes as they come.
#[derive(Debug)]
pub(crate) struct Reader {
    role: Role,
    buffer: Vec<u8>,
    /// The message whose body is being read.
    open: Option<(Message, Body)>,
}

impl Reader {
    pub(crate) const fn new(role: Role) -> Self {
        Self { role, buffer: Vec::new(), open: None }
    }

    /// Takes bytes; gives what is complete with them.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Result<Vec<Message>, Malformed> {
        self.buffer.extend_from_slice(bytes);
        let mut complete = Vec::new();
        let mut at = 0;
        loop {
            let rest = &self.buffer[at..];
            let (len, is_complete) = match &mut self.open {
                None => match head(self.role, rest)? {
                    None => break,
                    Some((len, message, body)) => {
                        self.open = Some((message, body));
                        (len, body == Body::Sized(0))
                    }
                },
                Some((_, body)) => match advance(body, rest)? {
                    None => break,
                    Some(step) => step,
                },
            };
            at += len;
            if is_complete {
                // OK because a response that only announces another one, such as 100, answers nothing.
                complete
                    .extend(self.open.take().map(|(message, _)| message).filter(|message| message.status / 100 != 1));
            }
        }
        self.buffer.drain(..at);
        Ok(complete)
    }

    /// The sender says nothing more: gives the message that ends with the connection.
    pub(crate) fn end(&mut self) -> Option<Message> {
        self.open.take().filter(|(_, body)| *body == Body::UntilEnd).map(|(message, _)| message)
    }
}

/// How many of the bytes belong to the body, and whether it is complete with them; none when more bytes are needed.
fn advance(body: &mut Body, bytes: &[u8]) -> Result<Option<(usize, bool)>, Malformed> {
    if bytes.is_empty() {
        return Ok(None);
    }
    match body {
        Body::UntilEnd => Ok(Some((bytes.len(), false))),
        Body::Sized(left) => {
            let len = bytes.len().min(usize::try_from(*left).unwrap_or(usize::MAX));
            *left -= len as u64;
            Ok(Some((len, *left == 0)))
        }
        Body::Chunked(0) => {
            let Some(line) = bytes.windows(2).position(|pair| pair == b"\r\n") else { return Ok(None) };
            let text = str::from_utf8(&bytes[..line]).map_err(|_| Malformed)?;
            let size = text.split(';').next().unwrap_or_default().trim();
            let size = u64::from_str_radix(size, 16).map_err(|_| Malformed)?;
            *body = if size == 0 { Body::Trailers } else { Body::Chunked(size.saturating_add(2)) };
            Ok(Some((line + 2, false)))
        }
        Body::Chunked(left) => {
            let len = bytes.len().min(usize::try_from(*left).unwrap_or(usize::MAX));
            *left -= len as u64;
            Ok(Some((len, false)))
        }
        Body::Trailers => match bytes.windows(2).position(|pair| pair == b"\r\n") {
            Some(line) => Ok(Some((line + 2, line == 0))),
            None => Ok(None),
        },
    }
}

/// The head at the front of the bytes: its length, what it says, and how its body ends.
fn head(role: Role, bytes: &[u8]) -> Result<Option<(usize, Message, Body)>, Malformed> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let mut headers = [EMPTY_HEADER; HEADERS_MAX];
    match role {
        Role::Requests => {
            let mut request = Request::new(&mut headers);
            let Status::Complete(len) = request.parse(bytes).map_err(|_| Malformed)? else { return Ok(None) };
            let is_head = request.method == Some("HEAD");
            let keeps = keeps(request.version, request.headers);
            let body = body_of(request.headers)?.unwrap_or(Body::Sized(0));
            Ok(Some((len, Message { status: 0, is_head, keeps }, body)))
        }
        Role::Responses { to_head } => {
            let mut response = Response::new(&mut headers);
            let parsed = ParserConfig::default().parse_response(&mut response, bytes).map_err(|_| Malformed)?;
            let Status::Complete(len) = parsed else { return Ok(None) };
            let status = response.code.unwrap_or(0);
            let keeps = keeps(response.version, response.headers);
            let is_bodiless = to_head || status / 100 == 1 || status == 204 || status == 304;
            let body = if is_bodiless { Some(Body::Sized(0)) } else { body_of(response.headers)? };
            let message = Message { status, is_head: to_head, keeps: keeps && body.is_some() };
            Ok(Some((len, message, body.unwrap_or(Body::UntilEnd))))
        }
    }
}

fn value<'a>(headers: &'a [Header<'_>], name: &str) -> Option<&'a [u8]> {
    headers.iter().find(|header| header.name.eq_ignore_ascii_case(name)).map(|header| header.value)
}

/// Whether the connection stays: `connection: close`, or HTTP/1.0 without `keep-alive`, ends it.
fn keeps(version: Option<u8>, headers: &[Header<'_>]) -> bool {
    match value(headers, "connection") {
        Some(value) if value.eq_ignore_ascii_case(b"close") => false,
        Some(value) if value.eq_ignore_ascii_case(b"keep-alive") => true,
        _ => version == Some(1),
    }
}

/// How the body ends, if the head says.
fn body_of(headers: &[Header<'_>]) -> Result<Option<Body>, Malformed> {
    if value(headers, "transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().ends_with(b"chunked")) {
        return Ok(Some(Body::Chunked(0)));
    }
    let Some(length) = value(headers, "content-length") else { return Ok(None) };
    let length = str::from_utf8(length).ok().and_then(|text| text.trim().parse().ok());
    length.map(|length| Some(Body::Sized(length))).ok_or(Malformed)
}

#[cfg(test)]
mod tests {
    use super::{Malformed, Message, Reader, Role};

    const RESPONSES: Role = Role::Responses { to_head: false };

    /// The messages in `text`, whatever the pieces in which it comes.
    fn read(role: Role, text: &str) -> Result<Vec<Message>, Malformed> {
        let mut whole = Reader::new(role);
        let mut messages = whole.feed(text.as_bytes())?;
        messages.extend(whole.end());
        let mut bit_by_bit = Reader::new(role);
        let mut again = Vec::new();
        for byte in text.as_bytes() {
            again.extend(bit_by_bit.feed(&[*byte])?);
        }
        again.extend(bit_by_bit.end());
        assert_eq!(messages, again, "{text:?}");
        Ok(messages)
    }

    fn statuses(text: &str) -> Result<Vec<u16>, Malformed> {
        Ok(read(RESPONSES, text)?.iter().map(|message| message.status).collect())
    }

    #[test]
    fn bodies_end_by_length_by_chunks_or_with_the_connection() {
        let sized = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi";
        let chunked = "HTTP/1.1 201 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhi\r\n0\r\nA: b\r\n\r\n";
        let until_end = "HTTP/1.1 202 OK\r\n\r\nall the rest";
        assert_eq!(statuses(&format!("{sized}{chunked}{until_end}")), Ok(vec![200, 201, 202]));
    }

    #[test]
    fn some_responses_have_no_body_and_some_are_only_the_beginning() {
        let text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 304 Not Modified\r\n\r\n";
        assert_eq!(statuses(text), Ok(vec![204, 304]));
    }

    #[test]
    fn requests_say_whether_they_keep_the_connection() {
        let keeps =
            |text: &str| read(Role::Requests, text).map(|all| all.iter().map(|one| one.keeps).collect::<Vec<_>>());
        assert_eq!(keeps("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nConnection: close\r\n\r\n"), Ok(vec![true, false]));
        assert_eq!(keeps("POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc"), Ok(vec![false]));
    }

    #[test]
    fn what_is_no_http_is_said_to_be_none() {
        assert_eq!(statuses("SSH-2.0-hello\r\n"), Err(Malformed));
        assert_eq!(statuses("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n"), Err(Malformed));
    }
}
