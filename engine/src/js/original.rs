//! What the program sees of its own source and of places in it: the original, not the metered text.
//!
//! V8 shows source in `Function.prototype.toString`, in reports of uncaught errors, and places in call sites and stacks.

use super::state::State;
use super::{convert, ops};
use crate::meter::strip;

impl State {
    /// The original column of a metered one, both counted from 0.
    pub(crate) fn original_column(&self, script: &str, line: u32, column: u32) -> u32 {
        self.edits_of(script, |edits| edits.column(line, column)).unwrap_or(column)
    }

    /// The original column of a metered one, both counted from 1; 0 stands for no place.
    pub(crate) fn original_column_from_1(&self, script: &str, line: u32, column: u32) -> u32 {
        column.checked_sub(1).map_or(0, |column| self.original_column(script, line, column) + 1)
    }
}

/// A line of source without insertions.
pub(super) fn line(text: String) -> String {
    strip(&text).unwrap_or(text)
}

/// V8's message about a function that cannot be cloned, of which it quotes the source: without insertions. The source may
/// end inside of one, and V8 leaves out the middle of a long source.
pub(super) fn clone_error(text: String) -> String {
    const REASON: &str = " could not be cloned.";
    const OMITTED: &str = "...<omitted>...";
    let Some(source) = text.strip_suffix(REASON) else { return text };
    let (head, tail) = source.split_once(OMITTED).unwrap_or((source, ""));
    let omitted = if tail.is_empty() { "" } else { OMITTED };
    match strip(head) {
        Some(head) => format!("{head}{omitted}{tail}{REASON}"),
        None => text,
    }
}

/// Makes `Function.prototype.toString` show the original.
pub(super) fn install(scope: &mut v8::PinScope) {
    let any = v8::Function::builder(show).build(scope).expect("[simulator bug] a plain function");
    let prototype = any.get_prototype(scope).and_then(|prototype| v8::Local::<v8::Object>::try_from(prototype).ok());
    let prototype = prototype.expect("[simulator bug] a function has a prototype");
    ops::wrap(scope, prototype, "toString", show);
}

/// `Function.prototype.toString`, with the function that V8 has there as data.
fn show(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let Some(shown) = ops::call_wrapped(scope, &args) else { return };
    let Ok(text) = v8::Local::<v8::String>::try_from(shown) else { return rv.set(shown) };
    match strip(&convert::text(scope, text.into())) {
        Some(original) => rv.set(convert::string(scope, &original).into()),
        None => rv.set(shown),
    }
}

/// Makes call sites tell original columns, by a prototype between them and V8's own, whose methods nobody may replace.
pub(super) fn correct_sites(scope: &mut v8::PinScope, state: &State, sites: v8::Local<v8::Array>) {
    if state.meter.get().is_none() {
        return;
    }
    for index in 0..sites.length() {
        let site = sites.get_index(scope, index).and_then(|site| v8::Local::<v8::Object>::try_from(site).ok());
        let Some((site, own)) = site.and_then(|site| Some((site, site_prototype(scope, state, site)?))) else { return };
        site.set_prototype(scope, own.into());
    }
}

/// The prototype of call sites, made of that of the first one.
fn site_prototype<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    state: &State,
    site: v8::Local<v8::Object>,
) -> Option<v8::Local<'s, v8::Object>> {
    if let Some(own) = state.site_prototype.get() {
        return Some(v8::Local::new(scope, own));
    }
    let own = v8::Object::new(scope);
    own.set_prototype(scope, site.get_prototype(scope)?)?;
    ops::wrap(scope, own, "toString", site_to_string);
    ops::wrap(scope, own, "getColumnNumber", column_number);
    ops::wrap(scope, own, "getPosition", position);
    // OK because nobody else sets it: this is its one place.
    let _ = state.site_prototype.set(v8::Global::new(scope, own));
    Some(own)
}

/// What a method of the call site gives.
fn ask<'s>(
    scope: &v8::PinScope<'s, '_>,
    args: &v8::FunctionCallbackArguments<'s>,
    method: &str,
) -> Option<v8::Local<'s, v8::Value>> {
    let method = convert::get(scope, args.this(), method);
    v8::Local::<v8::Function>::try_from(method).ok()?.call(scope, args.this().into(), &[])
}

/// `callSite.getColumnNumber()`.
fn column_number<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut rv: v8::ReturnValue,
) {
    let Some(column) = ops::call_wrapped(scope, &args) else { return };
    let place = ask(scope, &args, "getScriptNameOrSourceURL").zip(ask(scope, &args, "getLineNumber"));
    match (column.uint32_value(scope).filter(|_| column.is_number()), place) {
        (Some(column), Some((script, line))) => {
            let (script, line) = (convert::text(scope, script), line.uint32_value(scope).unwrap_or(0));
            rv.set_uint32(State::of(scope).original_column_from_1(&script, line, column));
        }
        _ => rv.set(column),
    }
}

/// `callSite.getPosition()`.
fn position<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, mut rv: v8::ReturnValue) {
    let Some(position) = ops::call_wrapped(scope, &args) else { return };
    let script = ask(scope, &args, "getScriptNameOrSourceURL").map(|script| convert::text(scope, script));
    let number = position.uint32_value(scope).filter(|_| position.is_number());
    let original = script
        .zip(number)
        .and_then(|(script, number)| State::of(scope).edits_of(&script, |edits| edits.offset(number)));
    match original {
        Some(original) => rv.set_uint32(original),
        None => rv.set(position),
    }
}

/// `callSite.toString()`: V8's text, with the original column at its end.
fn site_to_string<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    args: v8::FunctionCallbackArguments<'s>,
    mut rv: v8::ReturnValue,
) {
    let Some(shown) = ops::call_wrapped(scope, &args) else { return };
    rv.set(shown);
    let script = ask(scope, &args, "getScriptNameOrSourceURL").map(|script| convert::text(scope, script));
    let Some(script) = script.filter(|script| State::of(scope).edits_of(script, |_| ()).is_some()) else { return };
    let text = convert::text(scope, shown);
    let (inner, end) = text.strip_suffix(')').map_or((text.as_str(), ""), |inner| (inner, ")"));
    let mut parts = inner.rsplitn(3, ':');
    let (Some(column), Some(line), Some(rest)) = (parts.next(), parts.next(), parts.next()) else { return };
    if let (Ok(column), Ok(number)) = (column.parse(), line.parse()) {
        let column = State::of(scope).original_column_from_1(&script, number, column);
        rv.set(convert::string(scope, &format!("{rest}:{line}:{column}{end}")).into());
    }
}
