//! The simulation under the engine: virtual clock, fake operating system, and the scheduler that answers every choice.
//!
//! * [`scheduler`]: the oracle that answers every choice
#![forbid(unsafe_code)]

pub mod scheduler;
