//! `internalBinding('encoding_ops')`: the encodings of the web. <https://nodejs.org/api/util.html#whatwg-encoding-api>

use super::super::convert;
use super::super::state::State;
use super::{Op, number, ops};
use encoding_rs::{DecoderResult, Encoding};

pub(super) const OPS: &[Op] = ops! {
    encodeUtf8String => encode_utf8_string,
    encodeInto => encode_into,
    encodingName => encoding_name,
    decodeUTF8 => decode_utf8,
    decode => decode,
    startDecoder => start_decoder,
    continueDecoder => continue_decoder,
};

/// Decoders of texts that come in pieces, by the number that JavaScript knows them by.
#[derive(Default)]
pub(crate) struct Decoders {
    started: std::collections::BTreeMap<u32, encoding_rs::Decoder>,
    last: u32,
}

fn encoding(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments) -> Option<&'static Encoding> {
    Encoding::for_label(convert::text(scope, args.get(0)).as_bytes())
}

/// `encodeUtf8String(text)`: its bytes.
fn encode_utf8_string(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let text = convert::text(scope, args.get(0));
    rv.set(convert::uint8_array(scope, text.as_bytes()).into());
}

/// `encodeInto(text, bytes)`: `[code units read, bytes written]`.
fn encode_into(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let text = v8::Local::<v8::String>::try_from(args.get(0)).expect("[simulator bug] a text is a string");
    let view = v8::Local::<v8::Uint8Array>::try_from(args.get(1)).expect("[simulator bug] bytes are a Uint8Array");
    let mut bytes = vec![0; view.byte_length()];
    let mut read = 0;
    let written = text.write_utf8_v2(scope, &mut bytes, v8::WriteFlags::kReplaceInvalidUtf8, Some(&mut read));
    convert::fill_view(view.into(), 0, &bytes[..written]);
    let results = [read, written].map(|count| v8::Number::new(scope, count as f64).into());
    rv.set(v8::Array::new_with_elements(scope, &results).into());
}

/// `encodingName(label)`: in lower case; undefined for a label that stands for none.
fn encoding_name(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    if let Some(encoding) = encoding(scope, &args) {
        rv.set(convert::string(scope, &encoding.name().to_ascii_lowercase()).into());
    }
}

/// `decodeUTF8(bytes, ignoreBOM, fatal)`: null when it is fatal that they are malformed.
fn decode_utf8(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    const BOM: &[u8] = b"\xef\xbb\xbf";
    let bytes = convert::bytes(args.get(0)).unwrap_or_default();
    let text = if args.get(1).is_true() { &bytes[..] } else { bytes.strip_prefix(BOM).unwrap_or(&bytes) };
    if args.get(2).is_true() && std::str::from_utf8(text).is_err() {
        return rv.set_null();
    }
    match v8::String::new_from_utf8(scope, text, v8::NewStringType::Normal) {
        Some(text) => rv.set(text.into()),
        None => rv.set_null(),
    }
}

/// `decode(encoding, bytes, fatal)`: null when it is fatal that they are malformed.
fn decode(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Some(encoding) = encoding(scope, &args) else { return };
    let bytes = convert::bytes(args.get(1)).unwrap_or_default();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    match decode_piece(&mut decoder, &bytes, args.get(2).is_true(), true) {
        Some(text) => rv.set(convert::string(scope, &text).into()),
        None => rv.set_null(),
    }
}

fn decode_piece(decoder: &mut encoding_rs::Decoder, bytes: &[u8], fatal: bool, last: bool) -> Option<String> {
    let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3);
    let mut text = String::with_capacity(room);
    if fatal {
        let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, last);
        return (result == DecoderResult::InputEmpty).then_some(text);
    }
    let _ = decoder.decode_to_string(bytes, &mut text, last);
    Some(text)
}

/// `startDecoder(encoding)`: the number of a decoder for a text in pieces.
fn start_decoder(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Some(encoding) = encoding(scope, &args) else { return };
    let state = State::of(scope);
    let mut decoders = state.decoders.borrow_mut();
    decoders.last += 1;
    let id = decoders.last;
    decoders.started.insert(id, encoding.new_decoder_without_bom_handling());
    rv.set_uint32(id);
}

/// `continueDecoder(decoder, bytes, fatal, last)`: null when it is fatal that they are malformed; that ends it, too.
fn continue_decoder(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = number(scope, &args, 0) as u32;
    let bytes = convert::bytes(args.get(1)).unwrap_or_default();
    let (fatal, last) = (args.get(2).is_true(), args.get(3).is_true());
    let state = State::of(scope);
    let mut decoders = state.decoders.borrow_mut();
    let Some(decoder) = decoders.started.get_mut(&id) else { return };
    let text = decode_piece(decoder, &bytes, fatal, last);
    if last || text.is_none() {
        decoders.started.remove(&id);
    }
    match text {
        Some(text) => rv.set(convert::string(scope, &text).into()),
        None => rv.set_null(),
    }
}
