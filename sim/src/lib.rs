//! The simulation under the engine: virtual clock, fake operating system, and the scheduler that answers every choice.
//!
//! Start here: [`Simulation`] is a program that can be run; [`World`] is one simulated machine. In reading order:
//!
//! * [`simulation`]: a program with its circumstances, to be run any number of times
//! * `folder`: the folders that it may read
//! * [`explore`]: many runs: outcomes, what decides between them, shrinking
//! * [`invariants`]: what is true of every run
//! * [`world`]: the machine, its threads and its future; how virtual time passes
//! * [`clock`]: the clock of one thread
//! * [`costs`]: what everything takes, with the reason of each number
//! * [`faults`]: what goes wrong when it was asked to
//! * [`remote`]: other machines: peers of the program, and clients that it serves
//! * [`scheduler`]: the oracle that answers every choice, and the schedule that its answers make
//! * `os`: the fake operating system: thread pool and files
//! * `snapshots`: what makes a runtime start fast
//! * [`trace`]: a run on record, for whatever looks at it after it has ended
//! * [`view`]: what the run looks like at any step of it
//! * [`snapshot`]: texts and macros for snapshot tests with insta
//! * `strategies`, with the feature `proptest`: random programs, luck, faults and schedules
//! * [`explain`]: the sentences that say what happens, and why now
//! * [`words`]: numbers as people read them
//!
//! A run is a function of the program, the options and the scheduler: nothing here reads the host's time, files,
//! network or randomness, and nothing depends on the order of a hash map or on which host thread is faster.
#![forbid(unsafe_code)]

pub mod simulation;

mod folder;

pub mod explore;

pub mod invariants;

pub mod world;

pub mod clock;

pub mod costs;

pub mod faults;

pub mod remote;

pub mod scheduler;

mod os;

mod snapshots;

pub mod trace;

pub mod view;

pub mod snapshot;

#[cfg(feature = "proptest")]
pub mod strategies;

pub mod explain;

pub mod words;

pub use os::fs::{HostEntry, HostFolder, HostKind, MountedFile};

pub use folder::SharedFolder;

pub use simulation::{Run, Simulation};

pub use explore::check::Check;
pub use explore::{Findings, Search};

pub use world::{Options, World};
