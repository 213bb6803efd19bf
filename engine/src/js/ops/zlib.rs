//! `internalBinding('zlib_ops')`: compression streams. <https://nodejs.org/api/zlib.html>
//!
//! A stream is known by a number and belongs to the JavaScript object that is given as its owner.

use super::super::convert;
use super::super::state::State;
use super::crypto::bytes_at;
use super::{Op, number, ops};
use crate::compress::brotli::{Decoder, Encoder};
use crate::compress::codec::{Codec, Failure, ZlibOptions};
use crate::compress::{self, Step, zstd};

pub(super) const OPS: &[Op] = ops! {
    startZlib => start_zlib,
    startBrotliEncoder => start_brotli_encoder,
    startBrotliDecoder => start_brotli_decoder,
    startZstdEncoder => start_zstd_encoder,
    startZstdDecoder => start_zstd_decoder,
    step => step,
    reset => reset,
    setParameters => set_parameters,
    close => close,
    crc32 => crc32,
};

fn keep(scope: &mut v8::PinScope, args: &v8::FunctionCallbackArguments, rv: &mut v8::ReturnValue, codec: Codec) {
    let owner = v8::Local::<v8::Object>::try_from(args.get(0)).expect("[simulator bug] an owner is an object");
    let id = State::of(scope).keep_resource(scope, owner, codec);
    rv.set_uint32(id);
}

/// `startZlib(owner, mode, windowBits, level, memLevel, strategy, dictionary, leavesGarbage)`: its number.
fn start_zlib(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let codec = Codec::zlib(ZlibOptions {
        mode: number(scope, &args, 1) as u32,
        window_bits: number(scope, &args, 2) as u32,
        level: number(scope, &args, 3) as i32,
        memory_level: number(scope, &args, 4) as u32,
        strategy: number(scope, &args, 5) as u32,
        dictionary: convert::bytes(args.get(6)),
        leaves_garbage: args.get(7).is_true(),
    });
    keep(scope, &args, &mut rv, codec);
}

/// The parameters of the second argument that were given, by number.
fn parameters(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments) -> Vec<(usize, u32)> {
    const NOT_GIVEN: u32 = u32::MAX;
    let bytes = bytes_at(scope, args, 1);
    let values = bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes));
    values.enumerate().filter(|(_, value)| *value != NOT_GIVEN).collect()
}

/// `startBrotliEncoder(owner, parameters)`: its number; undefined when a parameter cannot be so. `parameters` is a
/// Uint32Array of values by parameter, -1 for those that were not given.
fn start_brotli_encoder(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    if let Some(encoder) = Encoder::new(parameters(scope, &args)) {
        keep(scope, &args, &mut rv, Codec::BrotliEncode(Box::new(encoder)));
    }
}

/// `startBrotliDecoder(owner)`: its number.
fn start_brotli_decoder(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    keep(scope, &args, &mut rv, Codec::BrotliDecode(Decoder::new()));
}

/// `startZstdEncoder(owner, parameters, pledgedSize, dictionary)`: its number; undefined when a parameter cannot be so.
fn start_zstd_encoder(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let pledged = args.get(2).is_number().then(|| number(scope, &args, 2) as u64);
    let dictionary = convert::bytes(args.get(3)).unwrap_or_default();
    if let Some(encoder) = zstd::Encoder::new(&parameters(scope, &args), pledged, &dictionary) {
        keep(scope, &args, &mut rv, Codec::ZstdEncode(Box::new(encoder)));
    }
}

/// `startZstdDecoder(owner, parameters, dictionary, readsAllFrames, checksEnd)`: its number; undefined when a parameter cannot be so.
fn start_zstd_decoder(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let dictionary = convert::bytes(args.get(2)).unwrap_or_default();
    let rules = zstd::Rules { reads_all_frames: args.get(3).is_true(), checks_end: args.get(4).is_true() };
    if let Some(decoder) = zstd::Decoder::new(&parameters(scope, &args), &dictionary, rules) {
        keep(scope, &args, &mut rv, Codec::ZstdDecode(Box::new(decoder)));
    }
}

/// `step(id, flush, input, inOffset, inLength, output, outOffset, outLength)`: works input into output. Gives
/// `[bytes taken, bytes given, kind of work]`, and for bad data its message, error number and code besides.
fn step(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let [id, flush, in_offset, in_length, out_offset, out_length] =
        [0, 1, 3, 4, 6, 7].map(|index| number(scope, &args, index) as usize);
    let input = bytes_at(scope, &args, 2);
    let input = &input[in_offset.min(input.len())..(in_offset + in_length).min(input.len())];
    let mut output = vec![0; out_length];
    let worked = State::of(scope)
        .with_resource(id as u32, |codec: &mut Codec| (codec.kind(), codec.step(input, &mut output, flush as u32)));
    let Some((kind, (step, failure))) = worked else { return };
    let view = v8::Local::<v8::ArrayBufferView>::try_from(args.get(5)).expect("[simulator bug] output is a view");
    convert::fill_view(view, out_offset, &output[..step.given]);
    rv.set(outcome(scope, step, kind, failure).into());
}

fn outcome<'s>(
    scope: &v8::PinScope<'s, '_>,
    step: Step,
    kind: &str,
    failure: Option<Failure>,
) -> v8::Local<'s, v8::Array> {
    let number = |number: usize| -> v8::Local<v8::Value> { v8::Number::new(scope, number as f64).into() };
    let mut parts = vec![number(step.taken), number(step.given), convert::string(scope, kind).into()];
    if let Some(Failure { message, errno, code }) = failure {
        parts.push(convert::string(scope, message).into());
        parts.push(v8::Integer::new(scope, errno).into());
        parts.push(convert::string(scope, &code).into());
    }
    v8::Array::new_with_elements(scope, &parts)
}

/// `reset(id)`: begins a new stream with the same settings.
fn reset(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = number(scope, &args, 0) as u32;
    State::of(scope).with_resource(id, Codec::reset);
}

/// `setParameters(id, level, strategy)`.
fn set_parameters(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let [id, level, strategy] = [0, 1, 2].map(|index| number(scope, &args, index));
    State::of(scope).with_resource(id as u32, |codec: &mut Codec| codec.set_parameters(level as i32, strategy as u32));
}

/// `close(id)`.
fn close(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let closed = State::of(scope).take_resource::<Codec>(number(scope, &args, 0) as u32);
    drop(closed);
}

/// `crc32(data, value)`: continued from `value`.
fn crc32(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let start = number(scope, &args, 1) as u32;
    rv.set_uint32(compress::crc32(start, &bytes_at(scope, &args, 0)));
}
