//! `internalBinding('dns_ops')`: names and addresses. <https://nodejs.org/api/dns.html>
//!
//! Each function gives the request's id, with which `onRequestDone` reports texts or libuv's negative error number.

use super::super::convert;
use super::super::state::State;
use super::{Op, number, ops};
use crate::os::names::{Family, RecordKind};
use crate::os::{Address, Lookup, Naming, Question, Work, WorkId};

pub(super) const OPS: &[Op] = ops! {
    lookup => lookup,
    nameInfo => name_info,
    ask => ask,
};

fn begin(scope: &v8::PinScope, mut rv: v8::ReturnValue, submit: impl FnOnce(&State) -> WorkId) {
    let state = State::of(scope);
    state.settle_time();
    let id = submit(&state);
    state.event_loop.begin_request();
    rv.set_double(id.0 as f64);
}

/// `lookup(host, family)`: its addresses; family 0 for both kinds.
fn lookup(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, rv: v8::ReturnValue) {
    let host = convert::text(scope, args.get(0));
    let family = match number(scope, &args, 1) as u32 {
        4 => Family::V4,
        6 => Family::V6,
        _ => Family::Any,
    };
    begin(scope, rv, |state| state.os.borrow_mut().queue(Work::Lookup(Lookup { host, family })));
}

/// `nameInfo(address, port)`: `[host, service]`.
fn name_info(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, rv: v8::ReturnValue) {
    // OK because the JavaScript half has seen that it is an address.
    let address = convert::text(scope, args.get(0)).parse().unwrap_or(Address::LOOPBACK_V4);
    let port = number(scope, &args, 1) as u16;
    begin(scope, rv, |state| state.os.borrow_mut().queue(Work::Naming(Naming { address, port })));
}

/// `ask(type, name)`: the records of a name, such as `A`.
fn ask(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, rv: v8::ReturnValue) {
    let kind = match convert::text(scope, args.get(0)).as_str() {
        "A" => RecordKind::Address(Family::V4),
        "AAAA" => RecordKind::Address(Family::V6),
        "ANY" => RecordKind::Address(Family::Any),
        "PTR" => RecordKind::Name,
        _ => RecordKind::Other,
    };
    let name = convert::text(scope, args.get(1));
    begin(scope, rv, |state| state.os.borrow_mut().ask(Question { name, kind }));
}
