//! What the inner parts of a run take, one by one: `cargo bench`. `docs/PERFORMANCE.md` holds what this printed.
//!
//! * [`event_loop`]: timers and handles, without JavaScript
//! * [`sockets`]: the simulated kernel
//! * [`choices`]: the scheduler's answers, and schedules as text
//! * [`runs`]: whole runs of a small program, watched and not, and their events as lines of JSON

mod choices;
mod event_loop;
mod runs;
mod sockets;

use criterion::Criterion;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    event_loop::measure(&mut criterion);
    sockets::measure(&mut criterion);
    choices::measure(&mut criterion);
    runs::measure(&mut criterion);
    criterion.final_summary();
}
