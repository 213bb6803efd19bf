//! What order Node guarantees: a small machine of its rules, written apart from the engine.
//!
//! The rules, each measured on real binaries; the code names them by number.
//!
//! 1. A callback runs to its end before another begins.
//! 2. When a callback of the loop is over, all ticks run, then all microtasks, and again until both queues are empty.
//! 3. A microtask made by a microtask runs in the same drain; a tick made by a microtask waits for the microtask queue
//!    to be empty.
//! 4. A CommonJS main file is a callback. A module's body is a microtask, so its microtasks come before its ticks.
//! 5. A reaction is queued when its promise settles, at once if it has; an `await` of a native promise is one reaction.
//! 6. A promise that is resolved with a promise follows it by two more microtasks: one calls `then`, one settles.
//! 7. Timers of one delay form a list in order of their start. A list has an expiry, that of the timer it was made for,
//!    until it is looked at and its first timer is not due yet: then that one's. Lists run by expiry, then by age, where
//!    a list that was put off counts as new.
//! 8. The timers phase reads the clock once. It takes list after list that is due by then, and runs a list's timers
//!    while they are due, those of other delays waiting even if they were due earlier.
//! 9. A timer that a callback of the phase starts is not due in that phase, however long the callback takes. Up to
//!    Node 20 it is if the drain behind the phase's last timer starts another one, which makes the loop look at the
//!    clock: the phase then begins again. The next one is a millisecond away from the last look at the clock at least,
//!    which Node 10 takes behind the last timer and later versions when a timer starts.
//! 10. Ticks and microtasks drain after each timer and each immediate; in Node 10 only after the phase.
//! 11. A drain comes before the next timer is taken from its list but after it was found due: what a tick does to it
//!     (refresh) comes too late, unless it clears it.
//! 12. The check phase takes all immediates there are; new ones wait for the next iteration. One that is cleared
//!     meanwhile does not run.
//! 13. `refresh()` puts a timer at the end of its list. A timer that has fired starts again, and keeps its `unref()`;
//!     a timer that was cleared does not; one that was cleared after it fired takes its place without a callback.
//! 14. An interval counts from before its callback.
//! 15. The loop goes on while a timer or an immediate with a reference waits. From Node 20 on it asks behind the timers
//!     phase, which is the last of an iteration and runs once before the first; up to 18 timers are the first phase.
//! 16. With an immediate that has a reference, or with nothing that has one, poll does not wait.
//! 17. When the loop ends, `beforeExit` is emitted, and the loop goes on if there is something to wait for.
//! 18. A module's body runs in the poll phase up to Node 20, so that check comes next; later before the loop.
//! 19. A main module whose await is never over ends the process with code 13.

mod branches;
mod immediates;
mod machine;
mod promises;
mod time;
mod timers;

pub(crate) use branches::{Verdict, judge};
pub(crate) use machine::Line;
pub(crate) use time::SLACK_MS;

/// What differs between Node versions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    /// Rule 10.
    drains_after_each_callback: bool,
    /// Rule 15.
    timers_come_last: bool,
    /// Rule 9.
    timers_phase_looks_again: bool,
    /// Rule 9.
    clock_is_read_behind_the_lists: bool,
    /// Rule 18.
    modules_run_in_poll: bool,
}

impl Rules {
    /// Those of a major version.
    pub(crate) fn of_major(major: u32) -> Self {
        Self {
            drains_after_each_callback: major >= 11,
            timers_come_last: major >= 20,
            timers_phase_looks_again: major <= 20,
            clock_is_read_behind_the_lists: major <= 10,
            modules_run_in_poll: major <= 20,
        }
    }
}
