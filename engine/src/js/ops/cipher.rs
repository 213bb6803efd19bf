//! `internalBinding('cipher_ops')`: encryption in pieces. <https://nodejs.org/api/crypto.html#class-cipheriv>
//!
//! A cipher is known by a number and belongs to the JavaScript object that is given as its owner.

use super::super::convert;
use super::super::state::State;
use super::crypto::{bytes_at, set_bytes};
use super::{Op, number, ops};
use crate::crypto::cipher::{Cipher, Failure, Mode};

pub(super) const OPS: &[Op] = ops! {
    start => start,
    setPadding => set_padding,
    authenticate => authenticate,
    update => update,
    finish => finish,
    tag => tag,
};

/// `start(owner, mode, encrypts, key, iv)`: its number.
fn start(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let mode = match convert::text(scope, args.get(1)).as_str() {
        "ecb" => Mode::Ecb,
        "cbc" => Mode::Cbc,
        "ctr" => Mode::Ctr,
        "gcm" => Mode::Gcm,
        other => unreachable!("[simulator bug] no mode is called {other}"),
    };
    let (key, iv) = (bytes_at(scope, &args, 3), bytes_at(scope, &args, 4));
    let cipher = Cipher::new(mode, args.get(2).is_true(), &key, &iv);
    let owner = v8::Local::<v8::Object>::try_from(args.get(0)).expect("[simulator bug] an owner is an object");
    rv.set_uint32(State::of(scope).keep_resource(scope, owner, cipher));
}

/// Does something with the cipher whose number is the first argument.
fn with_cipher<T>(
    scope: &v8::PinScope,
    args: &v8::FunctionCallbackArguments,
    body: impl FnOnce(&mut Cipher) -> T,
) -> Option<T> {
    State::of(scope).with_resource(number(scope, args, 0) as u32, body)
}

/// `setPadding(id, isOn)`.
fn set_padding(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let is_on = args.get(1).is_true();
    with_cipher(scope, &args, |cipher| cipher.set_padding(is_on));
}

/// `authenticate(id, bytes)`.
fn authenticate(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let bytes = bytes_at(scope, &args, 1);
    with_cipher(scope, &args, |cipher| cipher.authenticate(&bytes));
}

/// `update(id, bytes)`: what is ready.
fn update(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let bytes = bytes_at(scope, &args, 1);
    if let Some(output) = with_cipher(scope, &args, |cipher| cipher.update(&bytes)) {
        set_bytes(scope, &mut rv, &output);
    }
}

/// `finish(id, tag)`: the end, or what is wrong as a string.
fn finish(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let tag = convert::bytes(args.get(1));
    match with_cipher(scope, &args, |cipher| cipher.finish(tag.as_deref())) {
        Some(Ok(output)) => set_bytes(scope, &mut rv, &output),
        Some(Err(failure)) => {
            let name = match failure {
                Failure::WrongLength => "length",
                Failure::BadPadding => "padding",
                Failure::NotAuthentic => "authenticity",
            };
            rv.set(convert::string(scope, name).into());
        }
        None => {}
    }
}

/// `tag(id)`: undefined before the end, and of modes without one.
fn tag(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    if let Some(Some(tag)) = with_cipher(scope, &args, |cipher| cipher.tag()) {
        set_bytes(scope, &mut rv, &tag);
    }
}
