//! A V8 isolate with Node's globals in it, and the calls that the loop makes into it.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::call::{call, drain_ticks, in_callback_scope, make_callback};
use super::fields::Fields;
use super::hooks::{Hook, Hooks};
use super::interrupt::Interrupter;
use super::isolates::{self, Isolate};
use super::state::State;
use super::{convert, heap, meter, ops, snapshot, spaces, tiers};
use crate::event_loop::stream::StreamEvent;
use crate::event_loop::udp::UdpEvent;
use crate::event_loop::{HandleId, Host, Phase, TimerId};
use crate::os::socket::Interest;
use crate::os::{ChangeKind, Ending, FileChange, PollTimeout, Ready, WatchId};
use crate::program::LimitHit;
use crate::trace::{Event, Source};

/// How long JavaScript runs without a pause until V8 has optimised code to install: measured, 3 to 8 ms of a hot
/// loop in Node 26.
const OPTIMIZING_BUSY_NS: u64 = 5_000_000;

/// An isolate and its one context.
pub(crate) struct Realm {
    context: v8::Global<v8::Context>,
    isolate: RefCell<Isolate>,
    state: Rc<State>,
}

impl Realm {
    /// Makes the realm in a new isolate.
    pub(crate) fn new(state: Rc<State>) -> Self {
        Self::in_isolate(state, false)
    }

    /// Makes the realm in the isolate that the thread's last run [left](Self::leave), if there is one.
    pub(crate) fn in_spare_isolate(state: Rc<State>) -> Self {
        Self::in_isolate(state, true)
    }

    fn in_isolate(state: Rc<State>, is_spare_wanted: bool) -> Self {
        let mut used = isolates::take(&state, is_spare_wanted);
        let isolate = &mut used.isolate;
        let interrupter = Interrupter::new(isolate.thread_safe_handle(), Arc::clone(&state.threads.run));
        let set = state.interrupter.set(interrupter).is_ok();
        assert!(set, "[simulator bug] a state with two isolates");
        let context = {
            v8::scope!(let scope, isolate);
            let options = v8::ContextOptions::default();
            // OK because the blob has a bare context, too: its others hold the rules of whole versions.
            let frozen = snapshot::provided().filter(|_| !state.profile.is_mixed());
            let context = match frozen {
                Some(_) => v8::Context::from_snapshot(scope, snapshot::index_of(state.profile), options)
                    .expect("[simulator bug] the snapshot has a context of every profile"),
                None => v8::Context::new(scope, options),
            };
            let scope = &mut v8::ContextScope::new(scope, context);
            // An earlier run of the isolate may have left its last async context there.
            let nothing = v8::undefined(scope).into();
            scope.set_continuation_preserved_embedder_data(nothing);
            let handed_over = match frozen {
                Some(_) => scope
                    .get_context_data_from_snapshot_once(0)
                    .expect("[simulator bug] a snapshot holds what its bootstrap handed over"),
                None => ops::bootstrap(scope),
            };
            attach(scope, &state, handed_over);
            meter::install(scope, &state);
            tiers::install(scope, &state);
            v8::Global::new(scope, context)
        };
        state.threads.begin(isolate.thread_safe_handle());
        Self { context, isolate: RefCell::new(used), state }
    }

    /// Leaves the isolate to the thread's next run, if that cannot tell; says whether this run could tell that it was not
    /// the first.
    pub(crate) fn leave(self) -> bool {
        let Self { context, isolate, state } = self;
        drop(context);
        let isolate = isolate.into_inner();
        let could_tell = isolate.is_spare && state.saw_memory.get();
        state.threads.run.end();
        isolates::leave(isolate, &state);
        could_tell
    }

    /// Leaves the isolate's memory to the operating system, for a host process that ends next.
    pub(crate) fn abandon(self) {
        self.state.threads.run.end();
        isolates::abandon(self.isolate.into_inner());
    }

    /// What stops the run from another thread.
    pub(crate) fn interrupter(&self) -> Interrupter {
        self.state.interrupter.get().expect("[simulator bug] an isolate without interrupter").clone()
    }

    pub(super) fn enter<T>(&self, body: impl FnOnce(&mut v8::PinScope, &State) -> T) -> T {
        let isolate = &mut self.isolate.borrow_mut().isolate;
        v8::scope!(let scope, isolate);
        let context = v8::Local::new(scope, &self.context);
        let scope = &mut v8::ContextScope::new(scope, context);
        let began = self.state.clock.peek();
        let result = body(scope, &self.state);
        // The loop's own calls come at the time that this entry took, watched or not.
        self.state.settle_time();
        if self.state.clock.peek().since_ns(began) >= OPTIMIZING_BUSY_NS {
            self.state.has_platform_task.set(true);
        }
        result
    }

    /// Reads this run's options, then loads the main module: the first callback of all.
    pub(crate) fn start(&self) {
        self.enter(|scope, state| {
            let ran = in_callback_scope(scope, state, |scope| {
                call(scope, state, Hook::Prepare, &[])?;
                call(scope, state, Hook::RunMain, &[])
            });
            // A main script that threw still has its ticks and promises drained before any callback of the loop
            // (Node 12 and later), unlike any other callback that throws.
            if ran.is_none() {
                drain_ticks(scope, state);
            }
        });
    }

    /// What keeps the process alive, as `process.getActiveResourcesInfo()` names it.
    fn active_resources(&self) -> Vec<String> {
        self.enter(|scope, state| {
            let names = call(scope, state, Hook::ActiveResources, &[])
                .and_then(|names| v8::Local::<v8::Array>::try_from(names).ok());
            let Some(names) = names else { return Vec::new() };
            let names = (0..names.length()).filter_map(|at| names.get_index(scope, at));
            names.map(|name| convert::text(scope, name)).collect()
        })
    }

    fn look_at_spaces(&self) {
        if self.state.spaces.is_wanted() {
            self.enter(spaces::look);
        }
    }

    /// Emits `beforeExit`; the loop may be alive again afterwards.
    pub(crate) fn emit_before_exit(&self) {
        self.state.event(Event::Emit { name: "beforeExit" });
        self.enter(|scope, state| make_callback(scope, state, Hook::EmitBeforeExit, &[]).is_some());
    }

    /// Emits `exit`, and gives the code to end with.
    pub(crate) fn emit_exit(&self) -> i32 {
        self.state.event(Event::Emit { name: "exit" });
        self.look_at_spaces();
        self.enter(|scope, state| {
            let code = call(scope, state, Hook::EmitExit, &[]).and_then(|code| code.int32_value(scope));
            // Promises of the listeners still run, and their rejections are reported; ticks were refused.
            drain_ticks(scope, state);
            state.exit_code.get().or(code).unwrap_or(0)
        })
    }
}

fn attach(scope: &mut v8::PinScope, state: &State, handed_over: v8::Local<v8::Object>) {
    let buffer = convert::get(scope, handed_over, "fields");
    let buffer = v8::Local::<v8::ArrayBuffer>::try_from(buffer).expect("[simulator bug] fields is a buffer");
    let set =
        state.fields.set(Fields::over(buffer)).is_ok() && state.hooks.set(Hooks::read(scope, handed_over)).is_ok();
    assert!(set, "[simulator bug] a runtime bootstrapped twice");
}

/// Starts the one timer behind Node's timers so that it fires at `due_ms` of the loop's time.
pub(crate) fn schedule_timer(state: &State, delay_ms: u64) {
    state.event_loop.start_timer(state.timer_handle, delay_ms.max(1));
}

impl Host for Realm {
    fn begin_iteration(&self) {
        self.state.measure(|metrics| metrics.iterations += 1);
        self.state.check_limits();
        if self.state.heap.is_wanted() {
            self.enter(heap::measure);
        }
        self.look_at_spaces();
        self.state.event(Event::Iteration { number: self.state.metrics.get().iterations });
    }

    fn enter_phase(&self, phase: Phase) {
        self.state.event(Event::Phase { phase });
    }

    /// Node's `RunTimers`: a list whose callback threw is gone on with until none is due.
    fn on_timer(&self, timer: TimerId) {
        if HandleId(timer.0) != self.state.timer_handle {
            return self.on_async(HandleId(timer.0));
        }
        self.enter(|scope, state| {
            in_callback_scope(scope, state, |scope| {
                let next = loop {
                    let now = v8::Number::new(scope, now_ms(state) as f64).into();
                    match call(scope, state, Hook::ProcessTimers, &[now]) {
                        Some(next) => break next.number_value(scope).unwrap_or(0.0),
                        None if state.is_stopping() => return None,
                        None => {}
                    }
                };
                if next != 0.0 {
                    let due_ms = next.abs() as u64;
                    let is_read = state.profile.clock_is_read_behind_timer_lists();
                    let now_ms = if is_read { now_ms(state) } else { state.event_loop.now_ms() };
                    schedule_timer(state, due_ms.saturating_sub(now_ms).max(1));
                }
                state.event_loop.set_referenced(state.timer_handle, next > 0.0);
                Some(())
            });
        });
    }

    fn poll(&self, timeout: PollTimeout) -> Vec<Ready> {
        self.state.settle_time();
        self.state.event(Event::Poll {
            until: match timeout {
                PollTimeout::Now => Some(self.state.clock.peek().as_ns()),
                PollTimeout::Until(due) => Some(due.as_ns()),
                PollTimeout::Forever => None,
            },
        });
        let mut ready = Vec::new();
        self.state.report_pool();
        let entered = self.state.clock.peek();
        self.state.os.borrow_mut().poll(timeout, &mut ready);
        self.state.take_wakes();
        self.state.measure(|metrics| {
            let waited_ns = self.state.clock.peek().since_ns(entered);
            metrics.events += ready.len() as u64;
            if timeout == PollTimeout::Now {
                metrics.events_waiting += ready.len() as u64;
            } else {
                metrics.idle_ns += waited_ns;
            }
        });
        self.tell_ready(&ready);
        self.state.collect_output();
        if ready.is_empty() && timeout == PollTimeout::Forever {
            self.state.stop_at(LimitHit::WaitsForever(self.active_resources()));
        }
        ready
    }

    fn on_watch(&self, fd: i32, handle: Option<HandleId>, interest: Interest) {
        let id = handle.and_then(|handle| self.state.watched.id_of_handle(handle)).unwrap_or(0);
        self.state.event(Event::Watch { fd, id, readable: interest.readable, writable: interest.writable });
    }

    fn on_ready(&self, ready: Ready) {
        match ready {
            // The handles that it is about are known from what the threads share.
            Ready::Wake => {}
            // OK because the loop serves descriptors itself, and calls on_stream or on_udp.
            Ready::Io { .. } => {}
            Ready::Changed(id, change) => self.on_change(id, &change),
            Ready::Signal(signal) => self.enter(|scope, state| {
                let signal = v8::Integer::new(scope, signal).into();
                make_callback(scope, state, Hook::Signal, &[signal]);
            }),
            Ready::Child(pid, Ending { code, signal }) => self.enter(|scope, state| {
                let numbers = [pid.0, code, signal.unwrap_or(0)].map(|number| v8::Integer::new(scope, number).into());
                make_callback(scope, state, Hook::ChildExited, &numbers);
            }),
            Ready::Work(id, result) => {
                self.state.event_loop.end_request();
                self.enter(|scope, state| {
                    let id = v8::Number::new(scope, id.0 as f64).into();
                    let result = ops::reply(scope, result);
                    make_callback(scope, state, Hook::RequestDone, &[id, result]);
                });
            }
        }
    }

    fn on_stream(&self, handle: HandleId, event: StreamEvent) {
        self.enter(|scope, state| {
            let (event, value) = ops::stream_event(scope, event);
            let args = ops::handle_event(scope, handle, event, value);
            make_callback(scope, state, Hook::HandleEvent, &args);
        });
    }

    fn on_udp(&self, handle: HandleId, event: UdpEvent) {
        self.enter(|scope, state| {
            let (event, value) = ops::udp_event(scope, event);
            let args = ops::handle_event(scope, handle, event, value);
            make_callback(scope, state, Hook::HandleEvent, &args);
        });
    }

    /// V8's platform tasks, such as installing optimised code, run at the end of poll in a callback scope of their
    /// own, which drains what a handled throw left over. Measured: after a hot loop of some milliseconds.
    fn finish_poll(&self) {
        self.run_finalizers();
        if self.state.has_platform_task.take() {
            self.enter(|scope, state| in_callback_scope(scope, state, |_| Some(())));
        }
    }

    fn on_async(&self, handle: HandleId) {
        if handle == self.state.exits_handle {
            return self.tell_of_exits();
        }
        if self.deliver_messages(handle) {
            return;
        }
        self.handle_event(handle, ops::HandleEvent::Wake);
    }

    /// Node's `CheckImmediate`.
    fn on_check(&self) {
        self.enter(|scope, state| {
            let has_own = state.fields().has_native_immediates();
            if has_own {
                make_callback(scope, state, Hook::ProcessNativeImmediates, &[]);
            }
            if state.fields().immediate_count() == 0 || state.is_stopping() {
                return;
            }
            if state.profile.check_phase_opens_an_empty_scope() && !has_own {
                in_callback_scope(scope, state, |_| Some(()));
            }
            loop {
                make_callback(scope, state, Hook::ProcessImmediate, &[]);
                if !state.fields().immediate_has_outstanding() || state.is_stopping() {
                    break;
                }
            }
            if state.fields().immediate_ref_count() == 0 {
                state.event_loop.set_idle(false);
            }
        });
    }

    fn on_close(&self, handle: HandleId) {
        self.handle_event(handle, ops::HandleEvent::Closed);
    }
}

impl Realm {
    /// Tells the program of its workers that have ended: Node's `Worker::JoinThread`.
    fn tell_of_exits(&self) {
        for exit in self.state.threads.take_exits() {
            if self.state.workers.borrow_mut().remove(&exit.thread) == Some(true) {
                self.state.event_loop.end_request();
            }
            self.enter(|scope, state| {
                let thread = v8::Integer::new_from_unsigned(scope, exit.thread).into();
                let code = v8::Integer::new(scope, exit.code).into();
                let (error, detail) = exit.error.map_or_else(Default::default, |(error, detail)| (error, detail));
                let error = convert::string(scope, error).into();
                let detail = convert::string(scope, &detail).into();
                make_callback(scope, state, Hook::WorkerExited, &[thread, code, error, detail]);
            });
        }
    }

    /// Callbacks of `FinalizationRegistry`, after a collection that the program asked for: of V8's own collections nobody can
    /// say when they come in a run that somebody watches.
    pub(crate) fn run_finalizers(&self) {
        if !self.state.has_finalizers.take() {
            return;
        }
        let platform = v8::V8::get_current_platform();
        self.enter(|scope, state| {
            let mut pump = || {
                in_callback_scope(scope, state, |scope| {
                    v8::Platform::pump_message_loop(&platform, scope, false).then_some(())
                })
            };
            while pump().is_some() {}
        });
    }

    /// Tells whoever watches a file that it changed.
    fn on_change(&self, id: WatchId, change: &FileChange) {
        let handle = self.state.file_watches.borrow().get(&id).copied();
        let Some(handle) = handle else { return };
        self.enter(|scope, state| {
            let is_rename = v8::Boolean::new(scope, change.kind == ChangeKind::Rename).into();
            let name = convert::uint8_array(scope, change.name.as_bytes()).into();
            let value = v8::Array::new_with_elements(scope, &[is_rename, name]).into();
            let args = ops::handle_event(scope, handle, ops::HandleEvent::Changed, value);
            make_callback(scope, state, Hook::HandleEvent, &args);
        });
    }

    /// Tells what poll waited for.
    fn tell_ready(&self, ready: &[Ready]) {
        let state = &self.state;
        state.event(Event::PollEnd { ready: u32::try_from(ready.len()).unwrap_or(u32::MAX) });
        for one in ready {
            let source = match one {
                Ready::Work(id, _) => Source::Work(id.0),
                Ready::Io { fd, .. } => Source::Descriptor(*fd),
                // OK because the end of a child is told by a signal, too.
                Ready::Wake | Ready::Signal(_) | Ready::Child(..) => Source::Wake,
                Ready::Changed(..) => Source::Change,
            };
            state.event(Event::Ready { source });
        }
    }

    fn handle_event(&self, handle: HandleId, event: ops::HandleEvent) {
        self.enter(|scope, state| {
            let id = v8::Number::new(scope, handle.0 as f64).into();
            let event = v8::Integer::new(scope, event as i32).into();
            make_callback(scope, state, Hook::HandleEvent, &[id, event]);
        });
    }
}

/// The loop's time after reading the clock: Node's `GetNow`.
pub(crate) fn now_ms(state: &State) -> u64 {
    state.settle_time();
    state.event_loop.update_time();
    state.event_loop.now_ms()
}
