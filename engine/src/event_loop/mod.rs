//! The event loop: libuv's rules, with no JavaScript in sight. Start at [`EventLoop::iterate`].
//!
//! * [`phase`]: the phases of an iteration, as data
//! * [`timers`]: the timer heap
//! * [`handles`]: handles, references, closing
//!
//! The loop owns no callbacks: it tells its [`Host`] what is due, one thing at a time, and the host may start, stop
//! and close whatever it likes meanwhile. That is why all state sits in cells that are never borrowed across a call
//! to the host.

pub mod handles;
pub mod phase;
pub mod timers;

pub use handles::{HandleId, Handles};
pub use phase::Phase;
pub use timers::{TimerId, Timers};

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::clock::{Clock, NS_PER_MS};
use crate::os::{PollTimeout, Ready};
use crate::profile::Profile;

/// Whoever runs the callbacks.
pub trait Host {
    /// The loop enters a phase.
    fn enter_phase(&self, phase: Phase);
    /// The loop starts another iteration.
    fn begin_iteration(&self);
    /// A timer is due.
    fn on_timer(&self, timer: TimerId);
    /// Waits for the kernel and the pool, and gives back what they report.
    fn poll(&self, timeout: PollTimeout) -> Vec<Ready>;
    /// Something that poll reported.
    fn on_ready(&self, ready: Ready);
    /// Another part of this process woke the loop for this handle: `uv_async_t`.
    fn on_async(&self, handle: HandleId);
    /// The runtime's own business at the end of poll.
    fn finish_poll(&self);
    /// The check phase's one watcher: Node's immediates.
    fn on_check(&self);
    /// The handle is closed.
    fn on_close(&self, handle: HandleId);
}

/// One loop: the state of a `uv_loop_t`.
pub struct EventLoop {
    clock: Rc<dyn Clock>,
    profile: Profile,
    /// `uv_now`: cached, so that all timers of a phase see one time.
    now_ms: Cell<u64>,
    timers: RefCell<Timers>,
    handles: RefCell<Handles>,
    /// Handles that [`Self::wake`] was called for, served in creation order.
    woken: RefCell<BTreeSet<HandleId>>,
    active_requests: Cell<usize>,
    /// Whether an idle handle keeps poll from blocking; Node's stands for referenced immediates.
    idle: Cell<bool>,
    stopped: Cell<bool>,
}

impl EventLoop {
    /// A loop with nothing to do, its time read once from `clock`.
    pub fn new(clock: Rc<dyn Clock>, profile: Profile) -> Self {
        let now_ms = clock.monotonic().as_whole_ms();
        Self {
            clock,
            profile,
            now_ms: Cell::new(now_ms),
            timers: RefCell::default(),
            handles: RefCell::default(),
            woken: RefCell::default(),
            active_requests: Cell::new(0),
            idle: Cell::new(false),
            stopped: Cell::new(false),
        }
    }

    /// Runs until nothing is alive or [`Self::stop`] is called: `uv_run` in default mode.
    ///
    /// From libuv 1.45 on timers also run once before the first iteration, if anything is alive then.
    pub fn run(&self, host: &dyn Host) {
        let mut alive = self.is_alive();
        if self.profile.timers_run_after_closing() && alive && !self.stopped.get() {
            self.run_phase(Phase::Timers, host);
        }
        // What those timers left alive is not asked: the first iteration runs to its end in every version.
        while alive && !self.stopped.get() {
            self.iterate(host);
            alive = self.is_alive();
        }
    }

    /// One iteration, in the order of the profile.
    fn iterate(&self, host: &dyn Host) {
        host.begin_iteration();
        if !self.profile.timers_run_after_closing() {
            self.update_time();
        }
        for phase in Phase::order(self.profile) {
            if self.stopped.get() {
                return;
            }
            self.run_phase(*phase, host);
        }
    }

    fn run_phase(&self, phase: Phase, host: &dyn Host) {
        host.enter_phase(phase);
        match phase {
            Phase::Timers => self.run_timers(host),
            Phase::Poll => self.poll(host),
            Phase::Check => host.on_check(),
            Phase::Closing => self.run_closing(host),
            // Their handles have no callbacks of their own in Node: idle only keeps poll from blocking.
            Phase::Pending | Phase::Idle | Phase::Prepare => {}
        }
    }

    /// `uv__run_timers`: takes the due timers first; one started meanwhile waits for the next timers phase.
    fn run_timers(&self, host: &dyn Host) {
        if self.profile.timers_run_after_closing() {
            self.update_time();
        }
        self.timers.borrow_mut().collect_due(self.now_ms.get());
        while let Some(timer) = self.next_ready_timer() {
            // None repeats by itself: Node starts its timer again when its lists say so.
            self.set_active(HandleId(timer.0), false);
            host.on_timer(timer);
        }
    }

    fn next_ready_timer(&self) -> Option<TimerId> {
        self.timers.borrow_mut().next_ready()
    }

    /// `uv__io_poll`: waits as long as nothing else is to do, then serves what is ready. What becomes ready
    /// meanwhile waits for the next iteration.
    fn poll(&self, host: &dyn Host) {
        let ready = host.poll(self.poll_timeout());
        self.update_time();
        let woken = self.woken.take();
        for event in ready {
            host.on_ready(event);
        }
        for handle in woken {
            host.on_async(handle);
        }
        host.finish_poll();
    }

    /// How long poll may block: `uv_backend_timeout`.
    fn poll_timeout(&self) -> PollTimeout {
        let must_not_block = self.stopped.get()
            || self.idle.get()
            || !self.woken.borrow().is_empty()
            || self.handles.borrow().any_closing()
            || !(self.handles.borrow().any_active() || self.active_requests.get() > 0);
        if must_not_block {
            return PollTimeout::Now;
        }
        match self.timers.borrow().first_due_ms() {
            None => PollTimeout::Forever,
            Some(due_ms) if due_ms <= self.now_ms.get() => PollTimeout::Now,
            Some(due_ms) => {
                let wait_ns = (due_ms - self.now_ms.get()) * NS_PER_MS;
                PollTimeout::Until(self.clock.monotonic() + wait_ns)
            }
        }
    }

    /// `uv__run_closing_handles`: takes the list, last closed first; what is closed meanwhile waits for the next
    /// iteration.
    fn run_closing(&self, host: &dyn Host) {
        let closing = self.handles.borrow_mut().take_closing();
        for handle in closing {
            host.on_close(handle);
        }
    }

    /// Reads the clock: `uv_update_time`. The only place in this room that does so to learn the time.
    pub fn update_time(&self) {
        self.now_ms.set(self.clock.monotonic().as_whole_ms());
    }

    /// The cached time in milliseconds: `uv_now`.
    pub fn now_ms(&self) -> u64 {
        self.now_ms.get()
    }

    /// Whether anything keeps the loop going: `uv_loop_alive`.
    pub fn is_alive(&self) -> bool {
        let handles = self.handles.borrow();
        handles.any_active() || self.active_requests.get() > 0 || handles.any_closing() || self.idle.get()
    }

    /// Ends [`Self::run`] after the callback that runs now: `uv_stop`.
    pub fn stop(&self) {
        self.stopped.set(true);
    }

    /// Opens a handle that is neither started nor watched.
    pub fn open_handle(&self) -> HandleId {
        self.handles.borrow_mut().open()
    }

    /// Starts or stops the handle.
    pub fn set_active(&self, id: HandleId, active: bool) {
        self.handles.borrow_mut().set_active(id, active);
    }

    /// `uv_ref` or `uv_unref`.
    pub fn set_referenced(&self, id: HandleId, referenced: bool) {
        self.handles.borrow_mut().set_referenced(id, referenced);
    }

    /// Whether the handle is referenced and open.
    pub fn is_referenced(&self, id: HandleId) -> bool {
        self.handles.borrow().is_referenced(id)
    }

    /// Begins to close the handle; a timer or wake-up of it is forgotten. False when it was closing already.
    pub fn close(&self, id: HandleId) -> bool {
        self.timers.borrow_mut().stop(TimerId(id.0));
        self.woken.borrow_mut().remove(&id);
        self.handles.borrow_mut().close(id)
    }

    /// Starts a timer handle that is due `delay_ms` after the cached time: `uv_timer_start`. Its timer has the
    /// handle's number.
    pub fn start_timer(&self, id: HandleId, delay_ms: u64) {
        self.timers.borrow_mut().start(TimerId(id.0), self.now_ms.get().saturating_add(delay_ms));
        self.set_active(id, true);
    }

    /// `uv_timer_stop`.
    pub fn stop_timer(&self, id: HandleId) {
        self.timers.borrow_mut().stop(TimerId(id.0));
        self.set_active(id, false);
    }

    /// Makes poll report the handle, once however often it is asked: `uv_async_send`.
    pub fn wake(&self, id: HandleId) {
        self.woken.borrow_mut().insert(id);
    }

    /// Keeps poll from blocking and the loop alive, or not: Node's idle handle behind referenced immediates.
    pub fn set_idle(&self, idle: bool) {
        self.idle.set(idle);
    }

    /// A request begins: it keeps the loop alive until [`Self::end_request`].
    pub fn begin_request(&self) {
        self.active_requests.set(self.active_requests.get() + 1);
    }

    /// A request is over.
    pub fn end_request(&self) {
        let active = self.active_requests.get();
        self.active_requests.set(active.checked_sub(1).expect("[simulator bug] a request ended twice"));
    }
}
