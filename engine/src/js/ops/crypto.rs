//! `internalBinding('crypto_ops')`: digests and key derivation. <https://nodejs.org/api/crypto.html>
//!
//! Digests that take their input in pieces are known by numbers; each belongs to the JavaScript object that is given
//! as its owner.

use super::super::convert;
use super::super::state::State;
use super::{Op, number, ops};
use crate::crypto::derive::{self, Derivation};
use crate::crypto::digest::{self, Digest, Running};

pub(super) const OPS: &[Op] = ops! {
    digestInfo => digest_info,
    startHash => start_hash,
    startHmac => start_hmac,
    forkHash => fork_hash,
    updateHash => update_hash,
    finishHash => finish_hash,
    hash => hash,
    hmac => hmac,
    hkdf => hkdf,
    pbkdf2 => pbkdf2,
    scrypt => scrypt,
    timingSafeEqual => timing_safe_equal,
};

/// A running digest as it is kept.
type Kept = Box<dyn Running>;

/// The digest whose name is the argument at `index`.
pub(super) fn digest_at(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments, index: i32) -> Option<Digest> {
    Digest::named(&convert::text(scope, args.get(index)))
}

/// The bytes of the argument at `index`; a string's are those of its UTF-8.
pub(super) fn bytes_at(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments, index: i32) -> Vec<u8> {
    let value = args.get(index);
    convert::bytes(value).unwrap_or_else(|| convert::text(scope, value).into_bytes())
}

fn keep(scope: &mut v8::PinScope, args: &v8::FunctionCallbackArguments, rv: &mut v8::ReturnValue, running: Kept) {
    let owner = v8::Local::<v8::Object>::try_from(args.get(0)).expect("[simulator bug] an owner is an object");
    let id = State::of(scope).keep_resource(scope, owner, running);
    rv.set_uint32(id);
}

/// Gives a `Uint8Array` back.
pub(super) fn set_bytes(scope: &v8::PinScope, rv: &mut v8::ReturnValue, bytes: &[u8]) {
    rv.set(convert::uint8_array(scope, bytes).into());
}

/// `digestInfo(name)`: `[size in bytes, whether it can be of any size]`; undefined when it is not known.
fn digest_info(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Some(digest) = digest_at(scope, &args, 0) else { return };
    let size = v8::Number::new(scope, digest.size() as f64).into();
    let is_extendable = v8::Boolean::new(scope, digest.is_extendable()).into();
    rv.set(v8::Array::new_with_elements(scope, &[size, is_extendable]).into());
}

/// `startHash(owner, name, size)`: its number.
fn start_hash(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Some(digest) = digest_at(scope, &args, 1) else { return };
    let running = digest::start(digest, number(scope, &args, 2) as usize);
    keep(scope, &args, &mut rv, running);
}

/// `startHmac(owner, name, key)`: its number; undefined for digests without one.
fn start_hmac(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let key = bytes_at(scope, &args, 2);
    let running = digest_at(scope, &args, 1).and_then(|digest| digest::start_hmac(digest, &key));
    if let Some(running) = running {
        keep(scope, &args, &mut rv, running);
    }
}

/// `forkHash(owner, id, size)`: the number of one that has taken the same.
fn fork_hash(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (id, size) = (number(scope, &args, 1) as u32, number(scope, &args, 2) as usize);
    let forked = State::of(scope).with_resource(id, |running: &mut Kept| running.fork(size));
    if let Some(forked) = forked {
        keep(scope, &args, &mut rv, forked);
    }
}

/// `updateHash(id, bytes)`.
fn update_hash(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = number(scope, &args, 0) as u32;
    let bytes = bytes_at(scope, &args, 1);
    State::of(scope).with_resource(id, |running: &mut Kept| running.update(&bytes));
}

/// `finishHash(id)`: its value. It takes no more afterwards.
fn finish_hash(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = number(scope, &args, 0) as u32;
    if let Some(running) = State::of(scope).take_resource::<Kept>(id) {
        set_bytes(scope, &mut rv, &running.finish());
    }
}

/// `hash(name, bytes, size)`.
fn hash(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Some(digest) = digest_at(scope, &args, 0) else { return };
    let mut running = digest::start(digest, number(scope, &args, 2) as usize);
    running.update(&bytes_at(scope, &args, 1));
    set_bytes(scope, &mut rv, &running.finish());
}

/// `hmac(name, key, bytes)`.
fn hmac(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (key, bytes) = (bytes_at(scope, &args, 1), bytes_at(scope, &args, 2));
    if let Some(value) = digest_at(scope, &args, 0).and_then(|digest| digest::hmac(digest, &key, &bytes)) {
        set_bytes(scope, &mut rv, &value);
    }
}

/// `hkdf(name, key, salt, info, length)`: undefined when it can give no key of that length.
fn hkdf(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let [key, salt, info] = [1, 2, 3].map(|at| bytes_at(scope, &args, at));
    let length = number(scope, &args, 4) as usize;
    let derived = digest_at(scope, &args, 0).and_then(|digest| derive::hkdf(digest, &key, &salt, &info, length));
    if let Some(derived) = derived {
        set_bytes(scope, &mut rv, &derived);
    }
}

/// Gives the key, or, with `ahead`, only has it worked out if the host has a core to spare.
fn slow_key(scope: &v8::PinScope, rv: &mut v8::ReturnValue, derivation: Derivation, ahead: bool) {
    let state = State::of(scope);
    let is_fast = state.program.fast_crypto;
    if !ahead {
        set_bytes(scope, rv, &derive::derive(&derivation, is_fast));
    } else if !is_fast && let Some(job) = derive::begin_ahead(derivation) {
        state.os.borrow_mut().work_ahead(job);
    }
}

/// `pbkdf2(name, password, salt, iterations, length, ahead)`.
fn pbkdf2(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Some(digest) = digest_at(scope, &args, 0) else { return };
    let (password, salt) = (bytes_at(scope, &args, 1), bytes_at(scope, &args, 2));
    let (iterations, length) = (number(scope, &args, 3) as u32, number(scope, &args, 4) as usize);
    let derivation = Derivation::Pbkdf2 { digest, password, salt, iterations, length };
    slow_key(scope, &mut rv, derivation, args.get(5).is_true());
}

/// `scrypt(password, salt, N, r, p, length, ahead)`.
fn scrypt(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (password, salt) = (bytes_at(scope, &args, 0), bytes_at(scope, &args, 1));
    let log_n = (number(scope, &args, 2) as u64).ilog2() as u8;
    let (r, p) = (number(scope, &args, 3) as u32, number(scope, &args, 4) as u32);
    let length = number(scope, &args, 5) as usize;
    let derivation = Derivation::Scrypt { password, salt, log_n, r, p, length };
    slow_key(scope, &mut rv, derivation, args.get(6).is_true());
}

/// `timingSafeEqual(a, b)`: of equal length. What it says of time is nothing here.
fn timing_safe_equal(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_bool(bytes_at(scope, &args, 0) == bytes_at(scope, &args, 1));
}
