//! `internalBinding('compute')`: the time that computations take; their results are worked out by others.

use super::super::convert;
use super::super::state::State;
use super::super::watch::Stack;
use super::{Op, number, ops};
use crate::os::{Compute, Work};

pub(super) const OPS: &[Op] = ops! {
    run => run,
    queue => queue,
};

/// The computation that `(kind, amount)` name.
fn computation(scope: &v8::PinScope, args: &v8::FunctionCallbackArguments) -> Compute {
    let amount = number(scope, args, 1) as u64;
    match convert::text(scope, args.get(0)).as_str() {
        "pbkdf2" => Compute::Pbkdf2 { iterations: amount },
        "scrypt" => Compute::Scrypt { blocks: amount },
        "hkdf" => Compute::Hkdf { bytes: amount },
        "hash" => Compute::Hash { bytes: amount },
        "random" => Compute::Random { bytes: amount },
        "cipher" => Compute::Cipher { bytes: amount },
        "deflate" => Compute::Deflate { bytes: amount },
        "inflate" => Compute::Inflate { bytes: amount },
        "brotliEncode" => Compute::BrotliEncode { bytes: amount },
        "brotliDecode" => Compute::BrotliDecode { bytes: amount },
        "zstdEncode" => Compute::ZstdEncode { bytes: amount },
        "zstdDecode" => Compute::ZstdDecode { bytes: amount },
        "keyPairCurve" => Compute::KeyPairCurve,
        "keyPairRsa" => Compute::KeyPairRsa { bits: amount },
        "signature" => Compute::Signature,
        other => unreachable!("[simulator bug] no computation is called {other}"),
    }
}

/// `run(kind, amount)`: lets the time pass on this thread.
fn run(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let work = Work::Compute(computation(scope, &args));
    let state = State::of(scope);
    state.settle_time();
    let done = state.run_now(work, || Stack::of(scope));
    debug_assert!(done.is_ok(), "[simulator bug] a computation cannot fail");
}

/// `queue(kind, amount)`: lets the time pass on a worker of the thread pool, and gives the request's id.
fn queue(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let work = Work::Compute(computation(scope, &args));
    let state = State::of(scope);
    state.settle_time();
    let id = state.os.borrow_mut().queue(work);
    state.event_loop.begin_request();
    rv.set_double(id.0 as f64);
}
