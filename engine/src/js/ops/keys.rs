//! `internalBinding('key_ops')`: keys in pairs. <https://nodejs.org/api/crypto.html#class-keyobject>
//!
//! Keys come and go as the bytes of which they consist; JavaScript knows the formats around them.

use super::super::convert;
use super::super::state::State;
use super::crypto::{bytes_at, digest_at, set_bytes};
use super::{Op, number, ops};
use crate::crypto::curves::{self, Curve, SignatureForm};
use crate::crypto::derive;
use crate::crypto::digest::Digest;
use crate::crypto::rsa::{self, MessagePadding, SignaturePadding};

pub(super) const OPS: &[Op] = ops! {
    generateRsa => generate_rsa,
    isRsaKey => is_rsa_key,
    signRsa => sign_rsa,
    verifyRsa => verify_rsa,
    publicEncrypt => public_encrypt,
    privateDecrypt => private_decrypt,
    privateEncrypt => private_encrypt,
    publicDecrypt => public_decrypt,
    hasCurve => has_curve,
    generateCurve => generate_curve,
    curvePublic => curve_public,
    convertPoint => convert_point,
    signCurve => sign_curve,
    verifyCurve => verify_curve,
    diffieHellman => diffie_hellman,
};

/// The argument at `index`, an array of bytes.
fn parts_at(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments, index: i32) -> Vec<Vec<u8>> {
    let Ok(array) = v8::Local::<v8::Array>::try_from(args.get(index)) else { return Vec::new() };
    let parts = (0..array.length()).filter_map(|at| array.get_index(scope, at));
    parts.map(|part| convert::bytes(part).unwrap_or_default()).collect()
}

fn set_optional(scope: &v8::PinScope, rv: &mut v8::ReturnValue, bytes: Option<Vec<u8>>) {
    if let Some(bytes) = bytes {
        set_bytes(scope, rv, &bytes);
    }
}

/// `generateRsa(modulusBits, exponent, seed, ahead)`: the private key's parts, or undefined when there is no such key;
/// with `ahead` it only has the key searched for if the host has a core to spare.
fn generate_rsa(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (modulus_bits, exponent) = (number(scope, &args, 0) as usize, number(scope, &args, 1) as u64);
    let search = derive::Derivation::RsaKey { seed: bytes_at(scope, &args, 2), modulus_bits, exponent };
    if args.get(3).is_true() {
        if let Some(job) = derive::begin_ahead(search) {
            State::of(scope).os.borrow_mut().work_ahead(job);
        }
        return;
    }
    let parts = derive::search(&search);
    if !parts.is_empty() {
        let parts: Vec<v8::Local<v8::Value>> =
            parts.iter().map(|part| convert::uint8_array(scope, part).into()).collect();
        rv.set(v8::Array::new_with_elements(scope, &parts).into());
    }
}

/// `isRsaKey(parts)`.
fn is_rsa_key(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_bool(rsa::is_key(&parts_at(scope, &args, 0)));
}

/// The padding that a salt's length stands for: undefined is PKCS #1, -1 any length of PSS.
fn signature_padding(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments, index: i32) -> SignaturePadding {
    if args.get(index).is_undefined() {
        return SignaturePadding::Pkcs1;
    }
    SignaturePadding::Pss(usize::try_from(number(scope, args, index) as i64).ok())
}

/// `signRsa(parts, digest, saltLength, message, seed)`: undefined when the key is too short.
fn sign_rsa(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (parts, padding) = (parts_at(scope, &args, 0), signature_padding(scope, &args, 2));
    let (message, seed) = (bytes_at(scope, &args, 3), bytes_at(scope, &args, 4));
    let signature = digest_at(scope, &args, 1).and_then(|digest| rsa::sign(&parts, digest, padding, &message, &seed));
    set_optional(scope, &mut rv, signature);
}

/// `verifyRsa(parts, digest, saltLength, message, signature)`.
fn verify_rsa(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (parts, padding) = (parts_at(scope, &args, 0), signature_padding(scope, &args, 2));
    let (message, signature) = (bytes_at(scope, &args, 3), bytes_at(scope, &args, 4));
    let digest = digest_at(scope, &args, 1);
    rv.set_bool(digest.is_some_and(|digest| rsa::verify(&parts, digest, padding, &message, &signature)));
}

/// The padding that `(name, digest, label)` name, from the argument at `index` on.
fn message_padding(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments, index: i32) -> MessagePadding {
    match convert::text(scope, args.get(index)).as_str() {
        "none" => MessagePadding::None,
        "pkcs1" => MessagePadding::Pkcs1,
        _ => MessagePadding::Oaep {
            digest: digest_at(scope, args, index + 1).unwrap_or(Digest::Sha1),
            label: bytes_at(scope, args, index + 2),
        },
    }
}

/// `publicEncrypt(parts, message, seed, padding, digest, label)`.
fn public_encrypt(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (parts, message, seed) = (parts_at(scope, &args, 0), bytes_at(scope, &args, 1), bytes_at(scope, &args, 2));
    let sealed = rsa::encrypt(&parts, message_padding(scope, &args, 3), &message, &seed);
    set_optional(scope, &mut rv, sealed);
}

/// `privateDecrypt(parts, sealed, padding, digest, label)`.
fn private_decrypt(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (parts, sealed) = (parts_at(scope, &args, 0), bytes_at(scope, &args, 1));
    let message = rsa::decrypt(&parts, message_padding(scope, &args, 2), &sealed);
    set_optional(scope, &mut rv, message);
}

/// `privateEncrypt(parts, message)`.
fn private_encrypt(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let sealed = rsa::private_encrypt(&parts_at(scope, &args, 0), &bytes_at(scope, &args, 1));
    set_optional(scope, &mut rv, sealed);
}

/// `publicDecrypt(parts, sealed)`.
fn public_decrypt(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let message = rsa::public_decrypt(&parts_at(scope, &args, 0), &bytes_at(scope, &args, 1));
    set_optional(scope, &mut rv, message);
}

fn named_curve(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments) -> Option<Curve> {
    Curve::named(&convert::text(scope, args.get(0)))
}

/// The curve that is the first argument.
fn curve_at(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments) -> Curve {
    named_curve(scope, args).expect("[simulator bug] JavaScript knows which curves there are")
}

/// `hasCurve(curve)`.
fn has_curve(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_bool(named_curve(scope, &args).is_some());
}

/// `generateCurve(curve, seed)`: a private key.
fn generate_curve(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let key = curves::generate(curve_at(scope, &args), &bytes_at(scope, &args, 1));
    set_bytes(scope, &mut rv, &key);
}

/// `curvePublic(curve, private)`: undefined for a number that is no key.
fn curve_public(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let key = curves::public_key(curve_at(scope, &args), &bytes_at(scope, &args, 1));
    set_optional(scope, &mut rv, key);
}

/// `convertPoint(curve, point, isCompressed)`: undefined for a point that is not on the curve.
fn convert_point(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let point = bytes_at(scope, &args, 1);
    let converted = curves::convert_point(curve_at(scope, &args), &point, args.get(2).is_true());
    set_optional(scope, &mut rv, converted);
}

fn signature_form(args: &v8::FunctionCallbackArguments, index: i32) -> SignatureForm {
    if args.get(index).is_true() { SignatureForm::P1363 } else { SignatureForm::Der }
}

/// `signCurve(curve, private, digest, message, isP1363)`; Ed25519 has no digest.
fn sign_curve(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (private, message) = (bytes_at(scope, &args, 1), bytes_at(scope, &args, 3));
    let digest = digest_at(scope, &args, 2);
    let signature = curves::sign(curve_at(scope, &args), &private, digest, &message, signature_form(&args, 4));
    set_optional(scope, &mut rv, signature);
}

/// `verifyCurve(curve, public, digest, message, signature, isP1363)`.
fn verify_curve(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let [public, message, signature] = [1, 3, 4].map(|index| bytes_at(scope, &args, index));
    let (digest, form) = (digest_at(scope, &args, 2), signature_form(&args, 5));
    rv.set_bool(curves::verify(curve_at(scope, &args), &public, digest, &message, &signature, form));
}

/// `diffieHellman(curve, private, public)`: undefined when a point is no good.
fn diffie_hellman(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (private, public) = (bytes_at(scope, &args, 1), bytes_at(scope, &args, 2));
    let secret = curves::diffie_hellman(curve_at(scope, &args), &private, &public);
    set_optional(scope, &mut rv, secret);
}
