//! `internalBinding('http_parser')`: heads of HTTP messages. <https://nodejs.org/api/http.html>
//!
//! Only what is plain beyond doubt is read here, with the crate httparse; whatever llhttp could judge differently is left to
//! `internal/http/head.js`, which follows it byte by byte.

use super::super::convert;
use super::{Op, ops};
use httparse::{EMPTY_HEADER, Header, Request, Response, Status};

pub(super) const OPS: &[Op] = ops! {
    parseHead => parse_head,
};

/// More headers than this are none of a plain message.
const HEADERS_MAX: usize = 96;

/// A head that was read.
struct Head<'a> {
    /// The bytes that it takes.
    len: usize,
    /// The digit behind `HTTP/1.`.
    minor: u8,
    /// The method, or the three digits of the status.
    first: First<'a>,
    /// The target, or the reason.
    second: &'a str,
    headers: &'a [Header<'a>],
}

enum First<'a> {
    Method(&'a str),
    Status(u16),
}

/// `parseHead(bytes, isRequest)`: `[length, minor version, method | status, target | reason, name, value, …]`; undefined
/// when it is incomplete or not plain.
fn parse_head(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Some(bytes) = convert::bytes(args.get(0)) else { return };
    let mut headers = [EMPTY_HEADER; HEADERS_MAX];
    let head = if args.get(1).is_true() { request(&bytes, &mut headers) } else { response(&bytes, &mut headers) };
    let Some(head) = head.filter(|head| has_plain_line_ends(&bytes[..head.len])) else { return };
    let mut parts: Vec<v8::Local<v8::Value>> = Vec::with_capacity(4 + head.headers.len() * 2);
    parts.push(v8::Number::new(scope, head.len as f64).into());
    parts.push(v8::Integer::new(scope, i32::from(head.minor)).into());
    parts.push(match head.first {
        First::Method(method) => convert::string(scope, method).into(),
        First::Status(status) => v8::Integer::new(scope, i32::from(status)).into(),
    });
    parts.push(convert::string(scope, head.second).into());
    for header in head.headers {
        parts.push(convert::string(scope, header.name).into());
        let Some(value) = v8::String::new_from_one_byte(scope, header.value, v8::NewStringType::Normal) else { return };
        parts.push(value.into());
    }
    rv.set(v8::Array::new_with_elements(scope, &parts).into());
}

fn request<'a>(bytes: &'a [u8], headers: &'a mut [Header<'a>]) -> Option<Head<'a>> {
    let mut request = Request::new(headers);
    let Ok(Status::Complete(len)) = request.parse(bytes) else { return None };
    let target = request.path.filter(|target| is_plain_target(target))?;
    Some(Head {
        len,
        minor: request.version?,
        first: First::Method(request.method?),
        second: target,
        headers: request.headers,
    })
}

fn response<'a>(bytes: &'a [u8], headers: &'a mut [Header<'a>]) -> Option<Head<'a>> {
    // A reason beyond ASCII would be lost.
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    if !line.is_ascii() {
        return None;
    }
    let mut response = Response::new(headers);
    let Ok(Status::Complete(len)) = response.parse(bytes) else { return None };
    let second = response.reason.unwrap_or_default();
    Some(Head {
        len,
        minor: response.version?,
        first: First::Status(response.code?),
        second,
        headers: response.headers,
    })
}

/// A path with or without a query, of characters that no version of llhttp refuses.
fn is_plain_target(target: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=%".contains(&byte);
    target.starts_with('/') && target.bytes().all(is_plain)
}

/// Every line ends with CR and LF, as the standard wants it; httparse takes LF alone.
fn has_plain_line_ends(head: &[u8]) -> bool {
    head.iter().enumerate().all(|(at, byte)| *byte != b'\n' || (at > 0 && head[at - 1] == b'\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(text: &str) -> Option<String> {
        let mut headers = [EMPTY_HEADER; HEADERS_MAX];
        request(text.as_bytes(), &mut headers)
            .filter(|head| has_plain_line_ends(&text.as_bytes()[..head.len]))
            .map(|head| format!("{} {}", head.second, head.headers.len()))
    }

    #[test]
    fn plain_requests_are_read() {
        assert_eq!(target("GET /a?b=1 HTTP/1.1\r\nHost: x\r\nA:  b \r\n\r\n").as_deref(), Some("/a?b=1 2"));
    }

    #[test]
    fn odd_and_incomplete_ones_are_left_to_the_judge() {
        for odd in [
            "GET / HTTP/1.1\nHost: x\n\n",
            "GET / HTTP/1.1\r\nHost: x\r\n",
            "GET http://x/ HTTP/1.1\r\n\r\n",
            "GET /\u{e9} HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\n Host: x\r\n\r\n",
            "GET / HTTP/2.0\r\n\r\n",
        ] {
            assert_eq!(target(odd), None, "{odd:?}");
        }
    }

    #[test]
    fn answers_may_have_no_reason_but_none_beyond_ascii() {
        let mut headers = [EMPTY_HEADER; HEADERS_MAX];
        assert_eq!(response(b"HTTP/1.1 200\r\n\r\n", &mut headers).map(|head| head.second), Some(""));
        let mut headers = [EMPTY_HEADER; HEADERS_MAX];
        assert!(response(b"HTTP/1.1 200 \xe9\r\n\r\n", &mut headers).is_none());
    }
}
