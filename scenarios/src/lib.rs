//! Programs to learn from and to test with, and the few lines that run one.
//!
//! * [`folder`]: a folder of programs as a run sees it
//! * [`run`]: one program under one profile, to its end
//! * [`corpus`]: the conformance corpus, what real Node printed
#![forbid(unsafe_code)]

pub mod corpus;
pub mod folder;
pub mod run;
