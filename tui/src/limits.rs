//! What ends a run that does not end by itself: the bounds of the command line, and the clock on the wall.

use crate::cli::machine::LimitArgs;
use loopscope_engine::Interrupter;
use loopscope_engine::program::{LimitHit, Limits};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// Exit code of a run that a limit ended, as `timeout(1)` has it.
pub(crate) const CODE_LIMIT: u8 = 124;

impl From<&LimitArgs> for Limits {
    fn from(args: &LimitArgs) -> Self {
        Self {
            max_steps: args.max_steps,
            max_virtual_time_ns: u64::try_from(args.max_virtual_time.as_nanos()).unwrap_or(u64::MAX),
            max_heap_bytes: args.max_heap_mb << 20,
        }
    }
}

/// Interrupts a run after some real time, unless it is dropped before. It can only cut a run short, never change it.
pub(crate) struct Watchdog {
    _alive: Sender<()>,
}

impl Watchdog {
    pub(crate) fn start(interrupter: Interrupter, after: Duration) -> Self {
        let (alive, ended) = mpsc::channel::<()>();
        thread::spawn(move || {
            if ended.recv_timeout(after) == Err(RecvTimeoutError::Timeout) {
                interrupter.interrupt();
            }
        });
        Self { _alive: alive }
    }
}

/// Says which limit ended a run, and what raises it.
pub(crate) fn message(hit: &LimitHit, args: &LimitArgs) -> String {
    match hit {
        LimitHit::Steps(steps) => {
            format!("stopped the program: it ran more than {steps} callbacks; --max-steps N allows more")
        }
        LimitHit::VirtualTime(_) => format!(
            "stopped the program: more than {} of virtual time passed; --max-virtual-time TIME allows more",
            humantime::format_duration(args.max_virtual_time)
        ),
        LimitHit::Heap(bytes) => {
            format!("stopped the program: its heap grew beyond {} MB; --max-heap-mb N allows more", bytes >> 20)
        }
        LimitHit::Interrupted => format!(
            "stopped the program: it did not end within {} of real time; --max-wall TIME allows more",
            humantime::format_duration(args.max_wall)
        ),
        LimitHit::WaitsForever(resources) => format!(
            "stopped the program: it waits forever, kept alive by {}, and nothing else is going to happen",
            if resources.is_empty() { "nothing that has a name".to_owned() } else { resources.join(", ") }
        ),
    }
}
