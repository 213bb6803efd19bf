//! The V8 room: the only one that names the `v8` crate, and the only one with `unsafe`.
//!
//! Start with [`realm`]: an isolate with Node's globals in it. Then, in reading order:
//!
//! * `platform`: V8 once per process, nondeterminism switched off
//! * `isolates`: a new isolate, or the one that the last run left behind
//! * `state`: what a runtime knows
//! * `hooks`, `fields`: the functions and numbers that the JavaScript half hands over
//! * `call`: the callback scope, the one way into JavaScript
//! * `error`, `rejections`: what becomes of a throw and of a rejection
//! * `interrupt`: limits, and stopping a run from outside
//! * `meter`, `weighed`, `collections`: the time of the program's own work, of builtins, of garbage collections
//! * `original`: the program's source as it was
//! * `modules`: ECMAScript modules
//! * `message`, `delivery`, `threads`: what travels between ports, and what threads share
//! * `resources`: Rust values that belong to JavaScript objects
//! * `ops`: what JavaScript may call, one file a binding
//! * [`snapshot`], [`code_cache`]: the bootstrapped context as a blob, and the other builtins' code, for a fast start
//! * `builtins`, `convert`: sources of the JavaScript half; values between the two sides

mod builtins;
mod call;
pub mod code_cache;
mod collections;
mod convert;
mod delivery;
mod error;
mod fields;
mod heap;
mod hooks;
pub(crate) mod interrupt;
mod isolates;
mod message;
#[expect(clippy::needless_pass_by_value, reason = "V8 hands its callbacks their arguments by value")]
mod meter;
mod modules;
#[expect(clippy::needless_pass_by_value, reason = "V8 hands its callbacks their arguments by value")]
mod ops;
#[expect(clippy::needless_pass_by_value, reason = "V8 hands its callbacks their arguments by value")]
mod original;
mod platform;
pub(crate) mod realm;
mod rejections;
mod resources;
pub mod snapshot;
mod spaces;
pub(crate) mod state;
pub(crate) mod threads;
mod tiers;
mod watch;
#[expect(clippy::needless_pass_by_value, reason = "V8 hands its callbacks their arguments by value")]
mod weighed;
