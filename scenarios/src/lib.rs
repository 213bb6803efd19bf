//! Programs to learn from and to test with, and the few lines that run one.
//!
//! * [`folder`]: a folder of programs as a run sees it
//! * [`run`]: one program under one profile, to its end
//! * [`directives`]: the comment lines by which a program says how it wants to be run
//! * [`order`]: what a run printed, by which callback, in which phase
//! * [`fact`]: statements about orders, and whether they hold
//! * [`lesson`]: the teaching set
//! * [`corpus`]: the conformance corpus, what real Node printed
#![forbid(unsafe_code)]

pub mod corpus;
pub mod directives;
pub mod fact;
pub mod folder;
pub mod lesson;
pub mod order;
pub mod run;
