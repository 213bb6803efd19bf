//! The event loop: libuv's rules, with no JavaScript in sight. Start at `EventLoop::iterate`.
//!
//! * [`phase`]: the phases of an iteration, as data
//! * [`timers`]: the timer heap
//! * [`handles`]: handles, references, closing
//! * [`io`]: watched descriptors
//! * [`stream`], [`udp`]: sockets
//!
//! The loop owns no callbacks: it tells its [`Host`] what is due, one thing at a time, and the host may start, stop
//! and close whatever it likes meanwhile. That is why all state sits in cells that are never borrowed across a call
//! to the host.

pub mod handles;
pub mod io;
pub mod phase;
pub mod stream;
pub mod timers;
pub mod udp;

pub use handles::{Handle, HandleId, Handles};
pub use phase::Phase;
pub use timers::{TimerId, Timers};

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use crate::clock::{Clock, LoopTime, NS_PER_MS};
use crate::os::socket::{Events, Interest};
use crate::os::{Os, PollTimeout, Ready};
use crate::profile::Profile;
use io::Watchers;
use stream::{Stream, StreamEvent};
use udp::{Udp, UdpEvent};

/// How often callbacks that were put off run again after poll: `uv_run`. Those that put off others without end must not
/// keep the loop from going round.
const PENDING_PASSES_MAX: usize = 8;

/// How many descriptors one look reports at most, and how often poll looks again after a full report: `uv__io_poll`.
const EVENTS_MAX: usize = 1024;
const POLL_PASSES_MAX: usize = 48;

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
    /// The kernel is told what to watch a descriptor for; the handle is the one that asked, if there still is one.
    fn on_watch(&self, fd: i32, handle: Option<HandleId>, interest: Interest);
    /// Something that poll reported and that is no socket.
    fn on_ready(&self, ready: Ready);
    /// Something happened on a stream.
    fn on_stream(&self, handle: HandleId, event: StreamEvent);
    /// Something happened on a datagram socket.
    fn on_udp(&self, handle: HandleId, event: UdpEvent);
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
    os: Rc<RefCell<Box<dyn Os>>>,
    profile: Profile,
    /// `uv_now`: cached, so that all timers of a phase see one time.
    now_ms: Cell<u64>,
    timers: RefCell<Timers>,
    handles: RefCell<Handles>,
    /// Handles that [`Self::wake`] was called for, served in creation order.
    woken: RefCell<BTreeSet<HandleId>>,
    active_requests: Cell<usize>,
    watchers: RefCell<Watchers>,
    /// Handles whose callbacks were put off to the pending phase: `pending_queue`.
    pending: RefCell<VecDeque<HandleId>>,
    streams: RefCell<BTreeMap<HandleId, Stream>>,
    udps: RefCell<BTreeMap<HandleId, Udp>>,
    /// What poll reported and was not served yet.
    ready: RefCell<VecDeque<Ready>>,
    /// A descriptor to be given up when there is none left: `emfile_fd`.
    spare_fd: Cell<Option<i32>>,
    /// Whether an idle handle keeps poll from blocking; Node's stands for referenced immediates.
    idle: Cell<bool>,
    stopped: Cell<bool>,
}

impl EventLoop {
    /// A loop with nothing to do, its time read once from `clock`.
    pub fn new(clock: Rc<dyn Clock>, os: Rc<RefCell<Box<dyn Os>>>, profile: Profile) -> Self {
        let now_ms = clock.monotonic().as_whole_ms();
        Self {
            clock,
            os,
            profile,
            now_ms: Cell::new(now_ms),
            timers: RefCell::default(),
            handles: RefCell::default(),
            woken: RefCell::default(),
            active_requests: Cell::new(0),
            watchers: RefCell::default(),
            pending: RefCell::default(),
            streams: RefCell::default(),
            udps: RefCell::default(),
            ready: RefCell::default(),
            spare_fd: Cell::new(None),
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
            self.meet_timers();
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
            Phase::Pending => self.run_pending(host),
            Phase::Poll => self.poll(host),
            Phase::Check => host.on_check(),
            Phase::Closing => self.run_closing(host),
            // Their handles have no callbacks of their own in Node: idle only keeps poll from blocking.
            Phase::Idle | Phase::Prepare => {}
        }
    }

    /// `uv__run_timers`: takes the due timers first; one started meanwhile waits for the next timers phase. Before
    /// libuv 1.48 it takes one at a time, and one started meanwhile runs, too, if it is due by the cached time.
    fn run_timers(&self, host: &dyn Host) {
        if self.profile.timers_run_after_closing() {
            self.meet_timers();
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
        let mut timers = self.timers.borrow_mut();
        if self.profile.timers_phase_looks_again() {
            timers.collect_due(self.now_ms.get());
        }
        timers.next_ready()
    }

    /// `uv__run_pending`: takes the callbacks that were put off; what they put off waits for the next pass.
    fn run_pending(&self, host: &dyn Host) {
        for handle in self.pending.take() {
            self.on_io(handle, Events { writable: true, ..Events::NONE }, host);
        }
    }

    /// `uv__io_poll`: waits as long as nothing else is to do, then serves what is ready. What becomes ready
    /// meanwhile waits for the next iteration, unless the kernel has more than it can report in one go.
    fn poll(&self, host: &dyn Host) {
        let changes = self.watchers.borrow_mut().take_changes();
        for (fd, interest) in changes {
            // OK because only a bug of ours can give EBADF here, and epoll then has nothing to report either.
            self.os.borrow_mut().epoll_ctl(fd, interest).ok();
            host.on_watch(fd, self.watcher_of(fd), interest);
        }
        let mut timeout = self.poll_timeout();
        for _ in 0..POLL_PASSES_MAX {
            let ready = host.poll(timeout);
            self.update_time();
            let sockets = ready.iter().filter(|ready| matches!(ready, Ready::Io { .. })).count();
            let woken = self.woken.take();
            self.ready.replace(ready.into());
            self.serve_ready(host);
            for handle in woken {
                host.on_async(handle);
            }
            if sockets < EVENTS_MAX {
                break;
            }
            timeout = PollTimeout::Now;
        }
        host.finish_poll();
        for _ in 0..PENDING_PASSES_MAX {
            if self.pending.borrow().is_empty() {
                break;
            }
            self.run_pending(host);
        }
    }

    fn watcher_of(&self, fd: i32) -> Option<HandleId> {
        self.watchers.borrow().get(fd).map(|(handle, _)| handle)
    }

    fn serve_ready(&self, host: &dyn Host) {
        while let Some(event) = self.next_ready() {
            match event {
                Ready::Io { fd, events } => self.on_ready_fd(fd, events, host),
                other => host.on_ready(other),
            }
        }
    }

    fn next_ready(&self) -> Option<Ready> {
        self.ready.borrow_mut().pop_front()
    }

    /// Forgets what poll has said of a descriptor that is closed now: `uv__platform_invalidate_fd`.
    fn forget_ready(&self, closed: i32) {
        self.ready.borrow_mut().retain(|ready| !matches!(ready, Ready::Io { fd, .. } if *fd == closed));
    }

    fn on_ready_fd(&self, fd: i32, events: Events, host: &dyn Host) {
        let watched = self.watchers.borrow().get(fd);
        let Some((handle, wanted)) = watched else { return };
        let mut events = events.heard_by(wanted);
        // An error alone is for whoever waits: the next read or write will find it.
        if !events.readable && !events.writable {
            events = Events { readable: wanted.readable, writable: wanted.writable, ..events };
        }
        self.on_io(handle, events, host);
    }

    fn on_io(&self, handle: HandleId, events: Events, host: &dyn Host) {
        if self.stopped.get() || self.handles.borrow().is_closing(handle) {
            return;
        }
        if self.streams.borrow().contains_key(&handle) {
            self.on_stream_io(handle, events, host);
        } else {
            self.on_udp_io(handle, events, host);
        }
    }

    /// Puts a handle's callbacks off to the pending phase: `uv__io_feed`.
    fn feed(&self, handle: HandleId) {
        let mut pending = self.pending.borrow_mut();
        if !pending.contains(&handle) {
            pending.push_back(handle);
        }
    }

    /// How long poll may block: `uv_backend_timeout`, and `UV_METRICS_IDLE_TIME` in `uv__io_poll`.
    fn poll_timeout(&self) -> PollTimeout {
        let must_not_block = self.stopped.get()
            || self.idle.get()
            || !self.woken.borrow().is_empty()
            || !self.pending.borrow().is_empty()
            || self.handles.borrow().any_closing()
            || !(self.handles.borrow().any_active() || self.active_requests.get() > 0);
        if must_not_block {
            return PollTimeout::Now;
        }
        let Some(due_ms) = self.timers.borrow().first_due_ms() else { return PollTimeout::Forever };
        // The cached time is as old as the last callback that asked for it. Node has libuv measure its idle time, so
        // that poll looks once without waiting, reads the clock, and then waits for what is left.
        let now = self.clock.monotonic();
        match due_ms.checked_sub(now.as_whole_ms()) {
            None | Some(0) => PollTimeout::Now,
            Some(left_ms) => PollTimeout::Until(now + left_ms * NS_PER_MS),
        }
    }

    /// `uv__run_closing_handles`: takes the list, last closed first; what is closed meanwhile waits for the next
    /// iteration.
    fn run_closing(&self, host: &dyn Host) {
        let closing = self.handles.borrow_mut().take_closing();
        for handle in closing {
            self.destroy_stream(handle, host);
            self.destroy_udp(handle, host);
            host.on_close(handle);
        }
    }

    /// Says when the first timer is due, before the clock is read to find out which are.
    fn meet_timers(&self) {
        if let Some(due_ms) = self.timers.borrow().first_due_ms().filter(|due_ms| *due_ms > self.now_ms.get()) {
            self.os.borrow_mut().before_timers(LoopTime::from_ns(due_ms.saturating_mul(NS_PER_MS)));
        }
    }

    /// Reads the clock: `uv_update_time`. The only place in this room that keeps what it reads.
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
        handles.any_active()
            || self.active_requests.get() > 0
            || !self.pending.borrow().is_empty()
            || handles.any_closing()
            || self.idle.get()
    }

    /// Ends [`Self::run`] after the callback that runs now: `uv_stop`.
    pub fn stop(&self) {
        self.stopped.set(true);
    }

    /// Opens a handle that is neither started nor watched.
    pub fn open_handle(&self) -> HandleId {
        self.handles.borrow_mut().open()
    }

    /// Keeps what changes about handles from now on for [`Self::take_handle_changes`].
    pub fn keep_handle_changes(&self) {
        self.handles.borrow_mut().keep_changes();
    }

    /// What changed about handles since the last call, in order.
    pub fn take_handle_changes(&self) -> Vec<(HandleId, Handle)> {
        self.handles.borrow_mut().take_changes()
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
        self.close_stream(id);
        self.close_udp(id);
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
