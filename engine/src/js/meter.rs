//! The meter at work: the number that the program's code takes from, and the time that passes for what it took.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::convert::{self, bytes_of, fill};
use super::state::State;
use super::{original, weighed};
use crate::meter::{Edits, Grammar, LEFT, SETTLE, SPEND, meter};
use crate::os::Cost;
use crate::program::Cpu;

/// What the shared numbers are filled with. The heaviest stretch of straight code takes far less than what is left of 31
/// bits; an eighth of a second of work passes at most before the limits are looked at.
const FULL: i32 = 1 << 30;

/// The two elements of the shared array: where each begins, and how long it is.
const WORK_AT: usize = 0;
const OBJECTS_AT: usize = 4;
const ELEMENT: usize = 4;

/// The young generation: when so many bytes of objects were made, it is collected. Node's semi-spaces grow to 16 MB.
const YOUNG_BYTES: u64 = 16 << 20;

/// Every so many collections of the young generation the whole heap is collected: what survives fills it up.
const YOUNG_BEFORE_FULL: u64 = 16;

/// A runtime's meter.
pub(crate) struct Meter {
    store: v8::SharedRef<v8::BackingStore>,
    /// What was inserted into which script, by its name. Of two scripts of one name the later counts.
    scripts: RefCell<BTreeMap<String, Edits>>,
    /// Bytes of objects made since the last collection.
    made: Cell<u64>,
    collections: Cell<u64>,
}

impl Meter {
    /// The units spent since the last call; the bytes are added to those made.
    fn take(&self) -> u64 {
        let [units, bytes] = [WORK_AT, OBJECTS_AT].map(|at| {
            let left = self.left(at);
            self.fill(at, FULL);
            u64::try_from(i64::from(FULL) - i64::from(left)).unwrap_or(0)
        });
        self.made.set(self.made.get() + bytes);
        units
    }

    fn left(&self, at: usize) -> i32 {
        let cells = &bytes_of(&self.store)[at..at + ELEMENT];
        i32::from_ne_bytes([cells[0].get(), cells[1].get(), cells[2].get(), cells[3].get()])
    }

    fn fill(&self, at: usize, left: i32) {
        fill(&bytes_of(&self.store)[at..], &left.to_ne_bytes());
    }

    /// Takes what a builtin did for the program, and the bytes of what it made.
    pub(super) fn spend(&self, units: u64, bytes: u64) {
        self.made.set(self.made.get() + bytes);
        let units = u32::try_from(units).unwrap_or(u32::MAX);
        self.fill(WORK_AT, self.left(WORK_AT).saturating_sub_unsigned(units));
    }

    /// The next collection that is due, if one is: whether it is of the whole heap.
    fn next_collection(&self) -> Option<bool> {
        let made = self.made.get().checked_sub(YOUNG_BYTES)?;
        self.made.set(made);
        self.collections.set(self.collections.get() + 1);
        Some(self.collections.get().is_multiple_of(YOUNG_BEFORE_FULL))
    }
}

impl State {
    /// Lets the time pass that the program's own code took since the last call.
    pub(super) fn settle_script(&self) {
        let units = self.meter.get().map_or(0, Meter::take);
        if units > 0 {
            self.charge(Cost::JavaScript { units });
        }
        while let Some(is_full) = self.meter.get().and_then(Meter::next_collection) {
            self.collect(is_full, false);
        }
    }

    /// The program's source with its meter; `None` when it is to be compiled as it is.
    pub(super) fn metered<'s>(
        &self,
        scope: &v8::PinScope<'s, '_>,
        source: v8::Local<'s, v8::String>,
        name: v8::Local<v8::Value>,
        grammar: Grammar,
    ) -> Option<v8::Local<'s, v8::String>> {
        let own = self.meter.get()?;
        let (text, edits) = meter(&convert::text(scope, source.into()), grammar)?;
        let text = v8::String::new(scope, &text)?;
        own.scripts.borrow_mut().insert(convert::text(scope, name), edits);
        Some(text)
    }

    /// What was inserted into the script of this name.
    pub(super) fn edits_of<T>(&self, script: &str, read: impl FnOnce(&Edits) -> T) -> Option<T> {
        self.meter.get()?.scripts.borrow().get(script).map(read)
    }
}

/// Gives the realm its meter, if the program's work is to take time.
pub(super) fn install(scope: &mut v8::PinScope, state: &State) {
    if state.program.cpu == Cpu::Free {
        return;
    }
    let buffer = v8::ArrayBuffer::new(scope, 2 * ELEMENT);
    let store = buffer.get_backing_store();
    let own = Meter { store, scripts: RefCell::default(), made: Cell::new(0), collections: Cell::new(0) };
    own.fill(WORK_AT, FULL);
    own.fill(OBJECTS_AT, FULL);
    assert!(state.meter.set(own).is_ok(), "[simulator bug] a runtime with two meters");
    declare_in(scope, state);
    weighed::install(scope);
    original::install(scope);
}

/// Declares the meter's names in the current context.
pub(super) fn declare_in(scope: &mut v8::PinScope, state: &State) {
    let Some(own) = state.meter.get() else { return };
    let buffer = v8::ArrayBuffer::with_backing_store(scope, &own.store);
    let left = v8::Int32Array::new(scope, buffer, 0, 2).expect("[simulator bug] a view over its own buffer");
    let spend = v8::Function::builder(spend).build(scope).expect("[simulator bug] a plain function");
    declare(scope, left, spend);
}

/// Declares the names that the inserted code uses: constants of the script scope, which optimised code knows by value,
/// and which are no properties of the global object.
fn declare(scope: &mut v8::PinScope, left: v8::Local<v8::Int32Array>, spend: v8::Local<v8::Function>) {
    let global = scope.get_current_context().global(scope);
    convert::set(scope, global, "$lsSeed", v8::Array::new_with_elements(scope, &[left.into(), spend.into()]).into());
    let source = format!(
        "'use strict';const {LEFT}=$lsSeed[0],{SPEND}=$lsSeed[1],{SETTLE}=(turns,weight,bytes)=>{{\
         const left={LEFT}[0]-turns*weight,room={LEFT}[1]-turns*bytes;\
         if(left<0||room<0){SPEND}(left,room);else{{{LEFT}[0]=left;{LEFT}[1]=room}}}};delete globalThis.$lsSeed"
    );
    let source = convert::string(scope, &source);
    let name = convert::string(scope, "node:internal/meter");
    let origin = super::ops::script_origin(scope, name.into());
    let ran = v8::Script::compile(scope, source, Some(&origin)).and_then(|script| script.run(scope));
    assert!(ran.is_some(), "[simulator bug] the meter's names could not be declared");
}

/// `spend(left, room)`: the number of units fell below zero, or the numbers would fall to these.
fn spend(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    let Some(own) = state.meter.get() else { return };
    if args.length() > 0 {
        let [units, bytes] =
            [0, 1].map(|index| (f64::from(FULL) - args.get(index).number_value(scope).unwrap_or(0.0)) as u64);
        own.fill(WORK_AT, FULL);
        own.fill(OBJECTS_AT, FULL);
        own.made.set(own.made.get() + bytes);
        state.charge(Cost::JavaScript { units });
    }
    state.settle_time();
    state.check_limits();
    state.check_watchdog();
}
