//! Loopscope's engine: JavaScript on the real V8, under Node's rules, over a clock and an operating system that the
//! caller brings. It chooses nothing and knows no real time.
//!
//! Start with [`Runtime`]. In reading order:
//!
//! * [`program`]: what is run
//! * [`runtime`]: a program from its first line to its exit code
//! * [`event_loop`]: phases, timers, handles: libuv's rules, no JavaScript in sight
//! * `js`: the V8 room; `src/node` holds the JavaScript halves of the `node:` modules
//! * `meter`: the counters in the program's source by which its own work takes time
//! * `crypto`, `compress`: what Node's `crypto` and `zlib` compute
//! * [`ports`]: message ports
//! * [`os`] and [`clock`]: the seams to whatever is simulated
//! * [`trace`]: all that can be observed
//! * [`profile`]: what differs between Node versions

pub mod clock;
mod compress;
mod crypto;
pub mod event_loop;
mod js;
mod meter;
pub mod os;
pub mod ports;
pub mod profile;
pub mod program;
pub mod runtime;
pub mod trace;

pub use js::interrupt::Interrupter;
pub use js::{code_cache, snapshot};
pub use runtime::{Exit, Runtime};
