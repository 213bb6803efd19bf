//! `internalBinding('buffer')`: bytes and text. <https://nodejs.org/api/buffer.html>

use super::super::convert;
use super::{Op, number, ops};
use std::cmp::Ordering;

pub(super) const OPS: &[Op] = ops! {
    byteLengthUtf8 => byte_length_utf8,
    compare => compare,
    indexOfBuffer => index_of_buffer,
    isUtf8 => is_utf8,
    utf8Write => utf8_write,
    latin1Write => latin1_write,
    ucs2Write => ucs2_write,
    hexWrite => hex_write,
    base64Write => base64_write,
    base64urlWrite => base64_write,
    utf8Slice => utf8_slice,
    latin1Slice => latin1_slice,
    asciiSlice => ascii_slice,
    ucs2Slice => ucs2_slice,
    hexSlice => hex_slice,
    base64Slice => base64_slice,
    base64urlSlice => base64url_slice,
};

/// Bytes that V8 keeps on its heap, in the views themselves, at the most.
const ON_HEAP_MAX: usize = 64;

/// Calls `body` with the bytes of a view, without copying large ones.
fn with_bytes<T>(value: v8::Local<v8::Value>, body: impl FnOnce(&[u8]) -> T) -> T {
    let view = v8::Local::<v8::ArrayBufferView>::try_from(value).expect("[simulator bug] bytes are a view");
    let mut storage = [0; ON_HEAP_MAX];
    body(view.get_contents(&mut storage))
}

fn view_string<'s>(args: &v8::FunctionCallbackArguments<'s>, index: i32) -> v8::Local<'s, v8::String> {
    v8::Local::try_from(args.get(index)).expect("[simulator bug] a text is a string")
}

/// `byteLengthUtf8(text)`.
fn byte_length_utf8(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_double(view_string(&args, 0).utf8_length(scope) as f64);
}

/// `compare(a, b)`: -1, 0 or 1.
fn compare(_scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let order = with_bytes(args.get(0), |a| with_bytes(args.get(1), |b| a.cmp(b)));
    rv.set_int32(match order {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    });
}

/// `indexOfBuffer(bytes, needle, start, step, forward)`: -1 when it is not there.
fn index_of_buffer(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let start = number(scope, &args, 2) as usize;
    let step = number(scope, &args, 3) as usize;
    let forward = args.get(4).is_true();
    let found = with_bytes(args.get(0), |bytes| {
        with_bytes(args.get(1), |needle| {
            let last = bytes.len().checked_sub(needle.len())?;
            let matches = |at: &usize| at.is_multiple_of(step) && bytes[*at..].starts_with(needle);
            if forward { (start..=last).find(matches) } else { (0..=start.min(last)).rev().find(matches) }
        })
    });
    rv.set_double(found.map_or(-1.0, |at| at as f64));
}

/// `isUtf8(bytes)`.
fn is_utf8(_scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_bool(with_bytes(args.get(0), |bytes| std::str::from_utf8(bytes).is_ok()));
}

/// Copies `bytes` to where `(view, text, offset, length)` say, and gives how many fitted, in units of `unit` bytes.
fn write(
    scope: &v8::PinScope,
    args: &v8::FunctionCallbackArguments,
    rv: &mut v8::ReturnValue,
    unit: usize,
    bytes: &[u8],
) {
    let view = v8::Local::<v8::ArrayBufferView>::try_from(args.get(0)).expect("[simulator bug] bytes are a view");
    let (offset, length) = (number(scope, args, 2) as usize, number(scope, args, 3) as usize);
    let room = length.min(view.byte_length().saturating_sub(offset));
    let count = bytes.len().min(room) / unit * unit;
    convert::fill_view(view, offset, &bytes[..count]);
    rv.set_double(count as f64);
}

/// `utf8Write(view, text, offset, length)`: whole characters only; lone surrogates become U+FFFD.
fn utf8_write(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let text = view_string(&args, 1);
    let length = number(scope, &args, 3) as usize;
    let mut bytes = vec![0; text.utf8_length(scope).min(length)];
    let count = text.write_utf8_v2(scope, &mut bytes, v8::WriteFlags::kReplaceInvalidUtf8, None);
    write(scope, &args, &mut rv, 1, &bytes[..count]);
}

/// `latin1Write(view, text, offset, length)`: the low byte of each code unit.
fn latin1_write(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let bytes: Vec<u8> = code_units(scope, view_string(&args, 1)).into_iter().map(|unit| unit as u8).collect();
    write(scope, &args, &mut rv, 1, &bytes);
}

/// `ucs2Write(view, text, offset, length)`: whole code units only, low byte first.
fn ucs2_write(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let bytes: Vec<u8> = code_units(scope, view_string(&args, 1)).into_iter().flat_map(u16::to_le_bytes).collect();
    write(scope, &args, &mut rv, 2, &bytes);
}

/// `hexWrite(view, text, offset, length)`: up to the first pair that is not hexadecimal.
fn hex_write(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let units = code_units(scope, view_string(&args, 1));
    let digit = |unit: u16| char::from_u32(u32::from(unit)).and_then(|c| c.to_digit(16));
    let pair = |pair: &[u16]| Some((digit(pair[0])? << 4 | digit(pair[1])?) as u8);
    let bytes: Vec<u8> = units.chunks_exact(2).map_while(pair).collect();
    write(scope, &args, &mut rv, 1, &bytes);
}

/// `base64Write(view, text, offset, length)`: both alphabets; what belongs to neither is passed over, `=` ends it.
fn base64_write(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let units = code_units(scope, view_string(&args, 1));
    let mut bytes = Vec::with_capacity(units.len() / 4 * 3 + 2);
    let (mut bits, mut count) = (0_u32, 0);
    for unit in units {
        let value = match u8::try_from(unit) {
            Ok(c @ b'A'..=b'Z') => c - b'A',
            Ok(c @ b'a'..=b'z') => c - b'a' + 26,
            Ok(c @ b'0'..=b'9') => c - b'0' + 52,
            Ok(b'+' | b'-') => 62,
            Ok(b'/' | b'_') => 63,
            Ok(b'=') => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    write(scope, &args, &mut rv, 1, &bytes);
}

fn code_units(scope: &v8::PinScope, text: v8::Local<v8::String>) -> Vec<u16> {
    let mut units = vec![0; text.length()];
    text.write_v2(scope, 0, &mut units, v8::WriteFlags::empty());
    units
}

/// Sets the result to the text that `body` makes of `(view, start, end)`; throws ERR_STRING_TOO_LONG.
fn slice<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: &v8::FunctionCallbackArguments<'s>,
    rv: &mut v8::ReturnValue,
    body: impl FnOnce(&mut v8::PinScope<'s, '_>, &[u8]) -> Option<v8::Local<'s, v8::String>>,
) {
    let (start, end) = (number(scope, args, 1) as usize, number(scope, args, 2) as usize);
    let text = with_bytes(args.get(0), |bytes| {
        let end = end.min(bytes.len());
        body(scope, &bytes[start.min(end)..end])
    });
    if let Some(text) = text {
        return rv.set(text.into());
    }
    let message = convert::string(scope, "Cannot create a string longer than 0x1fffffe8 characters");
    let error = v8::Exception::error(scope, message);
    let object = v8::Local::<v8::Object>::try_from(error).expect("[simulator bug] an error is an object");
    let code = convert::string(scope, "ERR_STRING_TOO_LONG");
    convert::set(scope, object, "code", code.into());
    scope.throw_exception(error);
}

fn one_byte<'s>(scope: &v8::PinScope<'s, '_>, bytes: &[u8]) -> Option<v8::Local<'s, v8::String>> {
    v8::String::new_from_one_byte(scope, bytes, v8::NewStringType::Normal)
}

/// `utf8Slice(view, start, end)`.
fn utf8_slice<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    slice(scope, &args, &mut rv, |scope, bytes| v8::String::new_from_utf8(scope, bytes, v8::NewStringType::Normal));
}

/// `latin1Slice(view, start, end)`.
fn latin1_slice<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut rv: v8::ReturnValue,
) {
    slice(scope, &args, &mut rv, |scope, bytes| one_byte(scope, bytes));
}

/// `asciiSlice(view, start, end)`: without the eighth bit.
fn ascii_slice<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    slice(scope, &args, &mut rv, |scope, bytes| {
        let bytes: Vec<u8> = bytes.iter().map(|byte| byte & 0x7f).collect();
        one_byte(scope, &bytes)
    });
}

/// `ucs2Slice(view, start, end)`.
fn ucs2_slice<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    slice(scope, &args, &mut rv, |scope, bytes| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        v8::String::new_from_two_byte(scope, &units, v8::NewStringType::Normal)
    });
}

/// `hexSlice(view, start, end)`.
fn hex_slice<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    slice(scope, &args, &mut rv, |scope, bytes| {
        let digits =
            |byte: &u8| [b"0123456789abcdef"[usize::from(byte >> 4)], b"0123456789abcdef"[usize::from(byte & 15)]];
        let text: Vec<u8> = bytes.iter().flat_map(digits).collect();
        one_byte(scope, &text)
    });
}

/// `base64Slice(view, start, end)`.
fn base64_slice<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut rv: v8::ReturnValue,
) {
    slice(scope, &args, &mut rv, |scope, bytes| one_byte(scope, &encode_base64(bytes, BASE64, true)));
}

/// `base64urlSlice(view, start, end)`: the alphabet for URLs, without padding.
fn base64url_slice<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut rv: v8::ReturnValue,
) {
    slice(scope, &args, &mut rv, |scope, bytes| one_byte(scope, &encode_base64(bytes, BASE64_URL, false)));
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn encode_base64(bytes: &[u8], alphabet: &[u8; 64], pads: bool) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for digit in 0..4 {
            if digit <= group.len() {
                text.push(alphabet[(bits >> (18 - 6 * digit) & 63) as usize]);
            } else if pads {
                text.push(b'=');
            }
        }
    }
    text
}
