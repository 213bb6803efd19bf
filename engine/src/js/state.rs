//! What a runtime knows, shared between the V8 callbacks and the loop.
//!
//! Cells are read and written in one go: no borrow is held while JavaScript runs.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ffi::c_void;
use std::rc::Rc;

use super::collections::Collection;
use super::fields::Fields;
use super::heap::HeapWatch;
use super::hooks::Hooks;
use super::interrupt::Interrupter;
use super::meter::Meter;
use super::modules::ModuleMap;
use super::ops::encoding::Decoders;
use super::ops::vm::Watchdog;
use super::resources::Resources;
use super::spaces::Spaces;
use super::threads::Threads;
use super::tiers::Tiers;
use super::watch::{Stack, Watched, top_and_callers};
use crate::clock::{Clock, LoopTime};
use crate::event_loop::{EventLoop, HandleId};
use crate::os::{Cost, Errno, Os, OsEvent, Reply, WatchId, Work};
use crate::ports::PortId;
use crate::profile::Profile;
use crate::program::{LimitHit, Program};
use crate::trace::{Event, Observer, Place, Stdio};

/// What the loop counts about itself: libuv's `uv_metrics_t` and its idle time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Metrics {
    /// Nanoseconds spent waiting in poll.
    pub(crate) idle_ns: u64,
    /// Iterations begun.
    pub(crate) iterations: u64,
    /// Events that poll reported.
    pub(crate) events: u64,
    /// Those of them that were ready when poll was entered.
    pub(crate) events_waiting: u64,
    /// When the loop was first entered.
    pub(crate) started: Option<LoopTime>,
    /// When it was left for good.
    pub(crate) ended: Option<LoopTime>,
}

/// Everything that belongs to one runtime.
pub(crate) struct State {
    pub(crate) profile: Profile,
    pub(crate) program: Program,
    pub(crate) clock: Rc<dyn Clock>,
    pub(crate) os: Rc<RefCell<Box<dyn Os>>>,
    pub(crate) observer: RefCell<Box<dyn Observer>>,
    /// Whether the observer wants events.
    pub(crate) is_watched: bool,
    /// What is measured of memory.
    pub(crate) heap: HeapWatch,
    /// What is known of the spaces of the heap.
    pub(crate) spaces: Spaces,
    /// What is known of how callbacks are compiled.
    pub(crate) tiers: Tiers,
    /// What is kept for the observer.
    pub(crate) watched: Watched,
    pub(crate) event_loop: EventLoop,
    /// The one loop timer behind all of Node's timers.
    pub(crate) timer_handle: HandleId,
    /// The functions that the bootstrap handed over; set once, before the program starts.
    pub(crate) hooks: OnceCell<Hooks>,
    /// The numbers that both sides share; set together with the hooks.
    pub(crate) fields: OnceCell<Fields>,
    /// Whether the program wants to hear of garbage collections, and those that it has not heard of.
    pub(crate) collections_are_observed: Cell<bool>,
    pub(crate) collections: RefCell<Vec<Collection>>,
    /// What counts the program's own work; set with the realm, unless that work takes no time.
    pub(crate) meter: OnceCell<Meter>,
    /// The prototype by which call sites tell places in the original source.
    pub(crate) site_prototype: OnceCell<v8::Global<v8::Object>>,
    /// How many callback scopes are open: ticks drain when the outermost closes.
    pub(crate) scope_depth: Cell<u32>,
    pub(crate) metrics: Cell<Metrics>,
    /// When the thread last let the others catch up.
    pub(crate) met_others: Cell<LoopTime>,
    /// Callbacks run so far.
    pub(crate) steps: Cell<u64>,
    /// The limit that ended the run.
    pub(crate) limit_hit: RefCell<Option<LimitHit>>,
    /// What stops scripts with a time limit of their own.
    pub(crate) watchdog: Watchdog,
    /// What ends the JavaScript that runs; set once, with the isolate.
    pub(crate) interrupter: OnceCell<Interrupter>,
    /// Set by `process.reallyExit` and by fatal errors: the code to end with.
    pub(crate) exit_code: Cell<Option<i32>>,
    /// Whether `onPromiseHook` wants to hear of promises.
    pub(crate) promise_hook_on: Cell<bool>,
    /// Whether V8 has something to do for which it asks for a turn in poll.
    pub(crate) has_platform_task: Cell<bool>,
    /// Whether V8 collected the whole heap, or the program looked at its memory.
    pub(crate) saw_memory: Cell<bool>,
    /// Whether the program asked for a collection, after which callbacks of `FinalizationRegistry` may be due.
    pub(crate) has_finalizers: Cell<bool>,
    /// What a file call has read last, until JavaScript says where it belongs.
    pub(crate) bytes_read: RefCell<Vec<u8>>,
    pub(crate) modules: RefCell<ModuleMap>,
    pub(crate) decoders: RefCell<Decoders>,
    pub(crate) resources: RefCell<Resources>,
    /// What the threads of the process share.
    pub(crate) threads: Threads,
    /// The ports that are open in this thread, by their handles.
    pub(crate) port_handles: RefCell<BTreeMap<HandleId, PortId>>,
    /// The handles that hear of changes of files, by their watches.
    pub(crate) file_watches: RefCell<BTreeMap<WatchId, HandleId>>,
    /// The handle on which the loop hears of workers that have ended: older than any port, so that it is served first.
    pub(crate) exits_handle: HandleId,
    /// How a child process was told to begin.
    pub(crate) child: Option<String>,
    /// Whether some standard stream of the process leads elsewhere than to whoever sees the run.
    pub(crate) is_rerouted: bool,
    /// Name and first port of a worker thread.
    pub(crate) worker: Option<(String, PortId)>,
    /// Workers that this thread has started, and whether each keeps it alive.
    pub(crate) workers: RefCell<BTreeMap<u32, bool>>,
}

impl State {
    /// A runtime that has not started.
    pub(crate) fn new(
        program: Program,
        clock: Rc<dyn Clock>,
        os: Box<dyn Os>,
        observer: Box<dyn Observer>,
        threads: Threads,
    ) -> Self {
        let os = Rc::new(RefCell::new(os));
        let event_loop = EventLoop::new(Rc::clone(&clock), Rc::clone(&os), program.profile);
        let timer_handle = event_loop.open_handle();
        // It keeps the process alive from the first referenced timer on, which says so: `toggleTimerRef`.
        event_loop.set_referenced(timer_handle, false);
        let exits_handle = event_loop.open_handle();
        let wants = observer.wants();
        let is_watched = wants.events;
        let heap = HeapWatch::new(wants.heap);
        let spaces = Spaces::new(is_watched && wants.memory);
        let tiers = Tiers::new(is_watched && wants.tiers);
        if is_watched {
            event_loop.keep_handle_changes();
        }
        Self {
            profile: program.profile,
            program,
            clock,
            os,
            is_watched,
            heap,
            spaces,
            tiers,
            watched: Watched::default(),
            observer: RefCell::new(observer),
            event_loop,
            timer_handle,
            hooks: OnceCell::new(),
            fields: OnceCell::new(),
            collections_are_observed: Cell::new(false),
            collections: RefCell::default(),
            meter: OnceCell::new(),
            site_prototype: OnceCell::new(),
            scope_depth: Cell::new(0),
            metrics: Cell::default(),
            met_others: Cell::new(LoopTime::ZERO),
            steps: Cell::new(0),
            limit_hit: RefCell::new(None),
            watchdog: Watchdog::default(),
            interrupter: OnceCell::new(),
            exit_code: Cell::new(None),
            promise_hook_on: Cell::new(false),
            has_platform_task: Cell::new(false),
            saw_memory: Cell::new(false),
            has_finalizers: Cell::new(false),
            bytes_read: RefCell::default(),
            modules: RefCell::default(),
            decoders: RefCell::default(),
            resources: RefCell::default(),
            threads,
            port_handles: RefCell::default(),
            file_watches: RefCell::default(),
            exits_handle,
            child: None,
            is_rerouted: false,
            worker: None,
            workers: RefCell::default(),
        }
    }

    /// The state of the runtime that `scope` runs in.
    pub(crate) fn of(scope: &v8::Isolate) -> Rc<Self> {
        Rc::clone(scope.get_slot::<Rc<Self>>().expect("[simulator bug] an isolate without its state"))
    }

    /// The same for whoever is about to call the operating system: it must see the time that callbacks took so far.
    pub(crate) fn settled(scope: &v8::Isolate) -> Rc<Self> {
        let state = Self::of(scope);
        state.settle_time();
        state
    }

    /// The functions of the bootstrap.
    pub(crate) fn hooks(&self) -> &Hooks {
        self.hooks.get().expect("[simulator bug] JavaScript called before its bootstrap")
    }

    /// The shared numbers.
    pub(crate) fn fields(&self) -> &Fields {
        self.fields.get().expect("[simulator bug] JavaScript called before its bootstrap")
    }

    /// The state as V8 keeps it for a callback that is a plain function.
    pub(crate) fn as_data(self: &Rc<Self>) -> *mut c_void {
        Rc::as_ptr(self).cast_mut().cast()
    }

    /// Whether the process has ended and no JavaScript may run any more.
    pub(crate) fn is_stopping(&self) -> bool {
        self.exit_code.get().is_some()
    }

    /// Ends the process with `code`, unless it has ended already.
    pub(crate) fn stop(&self, code: i32) {
        if self.exit_code.get().is_none() {
            self.exit_code.set(Some(code));
        }
        self.event_loop.stop();
    }

    /// Lets the time pass of what JavaScript did without telling, its own work and the callbacks that it ran: before
    /// anyone looks at the clock.
    pub(crate) fn settle_time(&self) {
        self.settle_script();
        let count = self.fields.get().map_or(0, Fields::take_callbacks_run);
        if count == 0 {
            return self.keep_in_step();
        }
        self.steps.set(self.steps.get() + u64::from(count));
        for _ in 0..count {
            self.charge(Cost::Callback);
        }
        self.check_limits();
    }

    /// Lets the time pass that something takes.
    pub(crate) fn charge(&self, cost: Cost) {
        self.os.borrow_mut().charge(cost);
        self.keep_in_step();
    }

    /// Changes what the loop counts about itself.
    pub(crate) fn measure(&self, change: impl FnOnce(&mut Metrics)) {
        let mut metrics = self.metrics.get();
        change(&mut metrics);
        self.metrics.set(metrics);
    }

    /// Writes to a standard stream, wherever it leads.
    pub(crate) fn write_output(&self, stream: Stdio, bytes: &[u8]) {
        self.write_output_at(stream, bytes, &[]);
    }

    /// The same, with the lines of the program that wrote it, innermost first.
    pub(crate) fn write_output_at(&self, stream: Stdio, bytes: &[u8], places: &[Place]) {
        let fd = if stream == Stdio::Stderr { 2 } else { 1 };
        if self.is_rerouted && !self.os.borrow().is_seen(fd) {
            self.settle_time();
            // OK because nobody may be there to read it any more, and `/dev/null` is no socket.
            self.os.borrow_mut().write(fd, &[bytes]).ok();
            return;
        }
        self.show_output(stream, bytes, places);
    }

    /// Hands on what the program wrote.
    fn show_output(&self, stream: Stdio, bytes: &[u8], places: &[Place]) {
        if self.is_watched {
            let (at, callers) = top_and_callers(places);
            self.event(Event::Output { stream, text: &String::from_utf8_lossy(bytes), at, callers });
        }
        self.observer.borrow_mut().output(stream, bytes);
    }

    /// Does work on this thread, as synchronous APIs do, and tells how long it took; the stack is asked for only when
    /// somebody watches.
    pub(crate) fn run_now(&self, work: Work, stack: impl FnOnce() -> Stack) -> Result<Reply, Errno> {
        let run = |work| {
            let result = self.os.borrow_mut().run(work);
            if result == Err(Errno::EINTR) {
                self.end_waiting("a blocking read");
            }
            result
        };
        if !self.is_watched {
            return run(work);
        }
        let name = work.to_string();
        let began = self.clock.peek();
        let result = run(work);
        let took_ns = self.clock.peek().since_ns(began);
        let stack = stack();
        let places = stack.places();
        let (at, callers) = top_and_callers(&places);
        self.event(Event::Call { name: &name, took_ns, at, callers });
        result
    }

    /// Hands on what the program wrote to its standard streams through file calls.
    pub(crate) fn collect_output(&self) {
        let mut output = Vec::new();
        self.os.borrow_mut().take_output(&mut output);
        for (fd, bytes) in output {
            self.show_output(if fd == 2 { Stdio::Stderr } else { Stdio::Stdout }, &bytes, &[]);
        }
    }

    /// Tells the observer, if it wants to know.
    pub(crate) fn event(&self, event: Event) {
        if self.is_watched {
            self.settle_time();
            self.report_pool();
            self.tell_handles();
            self.tell(self.clock.peek(), event);
        }
    }

    pub(super) fn tell(&self, at: LoopTime, event: Event) {
        let mut observer = self.observer.borrow_mut();
        if let Some(thread) = self.threads.take_over() {
            observer.event(at, thread);
        }
        observer.event(at, event);
    }

    /// Tells the observer what the thread pool did since the last time.
    pub(crate) fn report_pool(&self) {
        if !self.is_watched {
            return;
        }
        let mut events = Vec::new();
        self.os.borrow_mut().drain_events(&mut events);
        for event in events {
            let at = event.at();
            self.tell(at, pool_event(&event));
        }
    }
}

fn pool_event(event: &OsEvent) -> Event<'_> {
    match *event {
        OsEvent::WorkQueued { id, ref name, slow, workers, waiting, .. } => {
            Event::WorkQueued { work: id.0, name, slow, workers, waiting }
        }
        OsEvent::WorkStarted { id, worker, busy, .. } => Event::WorkStarted { work: id.0, worker, busy },
        OsEvent::WorkFinished { id, worker, busy, .. } => Event::WorkFinished { work: id.0, worker, busy },
        OsEvent::WorkCancelled { id, .. } => Event::WorkCancelled { work: id.0 },
    }
}
