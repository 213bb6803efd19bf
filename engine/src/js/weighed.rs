//! Builtins whose work grows with their input: each takes from the meter in proportion to it.
//!
//! Only those are here that are slow for each unit of input and are no part of V8's inlined fast paths:
//! `RegExp.prototype.exec` and its like stay V8's own, since changing them slows every regular expression down.

use super::state::State;
use super::{convert, ops};

/// Units for each UTF-16 unit of text. Measured with Node 26: parsing about 100 MB a second, writing about 220.
const PARSE: u64 = 80;
const STRINGIFY: u64 = 36;
/// Bytes of objects that a unit of JSON becomes.
const OBJECTS: u64 = 3;
/// A regular expression or a search with some matches goes over about 500 million units a second.
const SCAN: u64 = 16;
/// Comparing two elements, without what a comparator of the program's own counts: 6 ns for numbers and short strings.
const COMPARE: u64 = 48;

/// The methods of strings that go over all of it.
const SCANNING: [&str; 6] = ["match", "matchAll", "replace", "replaceAll", "search", "split"];

/// Puts them into the realm's globals.
pub(super) fn install(scope: &mut v8::PinScope) {
    let json = global(scope, &["JSON"]);
    ops::wrap(scope, json, "parse", parse);
    ops::wrap(scope, json, "stringify", stringify);
    let array = global(scope, &["Array", "prototype"]);
    ops::wrap(scope, array, "sort", sort);
    ops::wrap(scope, array, "toSorted", sort);
    let string = global(scope, &["String", "prototype"]);
    for method in SCANNING {
        ops::wrap(scope, string, method, scan);
    }
}

/// The object that stands at a path of properties.
fn global<'s>(scope: &v8::PinScope<'s, '_>, path: &[&str]) -> v8::Local<'s, v8::Object> {
    let mut object = scope.get_current_context().global(scope);
    for name in path {
        object = v8::Local::try_from(convert::get(scope, object, name)).expect("[simulator bug] V8 has its builtins");
    }
    object
}

fn spend(scope: &v8::Isolate, units: u64, bytes: u64) {
    if let Some(meter) = State::of(scope).meter.get() {
        meter.spend(units, bytes);
    }
}

/// The length of a string; 0 for anything else.
fn length(value: v8::Local<v8::Value>) -> u64 {
    v8::Local::<v8::String>::try_from(value).map_or(0, |text| text.length() as u64)
}

/// `JSON.parse(text)`.
fn parse<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    let units = length(args.get(0));
    spend(scope, PARSE * units, OBJECTS * units);
    if let Some(value) = ops::call_wrapped(scope, &args) {
        rv.set(value);
    }
}

/// `JSON.stringify(value)`.
fn stringify<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    if let Some(text) = ops::call_wrapped(scope, &args) {
        let units = length(text);
        spend(scope, STRINGIFY * units, units);
        rv.set(text);
    }
}

/// `array.sort()`.
fn sort<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    let count = v8::Local::<v8::Array>::try_from(args.this()).map_or(0, |array| u64::from(array.length()));
    spend(scope, COMPARE * count * u64::from(u64::BITS - count.leading_zeros()), 0);
    if let Some(value) = ops::call_wrapped(scope, &args) {
        rv.set(value);
    }
}

/// `string.replace(…)` and its like.
fn scan<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    let text = ops::receiver(scope, &args);
    let units = length(text);
    spend(scope, SCAN * units, units);
    if let Some(value) = ops::call_wrapped(scope, &args) {
        rv.set(value);
    }
}
