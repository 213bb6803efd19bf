//! Threads of a process: starting them, waking their loops, waiting for them.

use std::rc::Rc;

use super::Os;
use crate::clock::Clock;

/// A thread as the operating system names it: `gettid(2)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(pub u32);

/// What a new thread runs, with its own clock and its own view of the operating system. It ends when this returns.
pub type ThreadBody = Box<dyn FnOnce(Rc<dyn Clock>, Box<dyn Os>) + Send>;
