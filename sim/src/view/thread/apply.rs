//! What each event changes about its thread.

use super::{Live, Role, Stage, Thread, Timer, Wait};
use crate::trace::{ThreadNumber, Trace};
use loopscope_engine::trace::{Event, Source};
use rpds::VectorSync as List;

impl Thread {
    /// The event of `index`, which happened in this thread.
    pub(in crate::view) fn apply(&mut self, trace: &Trace, thread: ThreadNumber, index: usize) {
        match trace.event(index) {
            Event::Iteration { number } => {
                (self.stage, self.turn) = (Stage::Loop, number);
                self.running = List::new_sync();
            }
            Event::Phase { phase } => {
                (self.stage, self.phase) = (Stage::Loop, Some(phase));
                self.running = List::new_sync();
                self.ready = List::new_sync();
            }
            Event::Emit { name } => {
                self.stage = if name == "exit" { Stage::Exit } else { Stage::BeforeExit };
                self.phase = None;
            }
            Event::Init { id, kind, trigger, queued, .. } => self.init(id, kind, trigger, queued),
            Event::Timer { id, delay_ms, due_ns } => self.start_timer(id, delay_ms, due_ns),
            Event::Ref { id, referenced } => {
                if let Some(live) = self.live.get_mut(&id) {
                    live.referenced = referenced;
                } else {
                    self.live.insert_mut(id, Live { role: Role::Timer, referenced });
                }
            }
            Event::Handle { id, active, referenced, closing } => {
                self.live.insert_mut(id, Live { role: Role::Handle { active, closing }, referenced });
                if closing {
                    self.closing.push(id);
                }
            }
            Event::Request { id, work } => {
                self.live.insert_mut(id, Live { role: Role::Request(work), referenced: true });
            }
            Event::Before { id } => self.before(id),
            Event::After { id } => self.after(id),
            Event::Destroy { id } => self.destroy(id),
            Event::Resolve { id, follows } => self.resolve(trace, thread, id, follows),
            Event::Poll { until } => self.wait = Some(Wait { until_ns: until }),
            Event::PollEnd { .. } => self.wait = None,
            Event::Ready { source } => self.ready.push_back_mut(source),
            Event::Watch { fd, id, readable, writable } => {
                if readable || writable {
                    self.watched.insert_mut(fd, (id, readable, writable));
                } else {
                    self.watched.remove_mut(&fd);
                }
            }
            Event::Exit { code } => {
                (self.stage, self.phase) = (Stage::Ended(code), None);
                self.running = List::new_sync();
            }
            Event::WorkQueued { .. }
            | Event::WorkStarted { .. }
            | Event::WorkFinished { .. }
            | Event::WorkCancelled { .. }
            | Event::Collection { .. }
            | Event::Tier { .. }
            | Event::Memory { .. }
            | Event::Output { .. }
            | Event::Call { .. }
            | Event::Rejection { .. }
            | Event::Uncaught { .. }
            | Event::Thread { .. } => {}
        }
    }

    fn init(&mut self, id: u64, kind: &str, trigger: u64, queued: bool) {
        match kind {
            "Main" => self.stage = Stage::Main,
            "TickObject" => self.ticks.push(id),
            "Microtask" => self.microtasks.push(id),
            "Immediate" => {
                self.immediates.push(id);
                self.live.insert_mut(id, Live { role: Role::Immediate, referenced: true });
            }
            "PROMISE" if queued => self.microtasks.push(id),
            "PROMISE" if trigger != 0 => {
                let mut reactions = self.reactions.get(&trigger).cloned().unwrap_or_else(List::new_sync);
                reactions.push_back_mut(id);
                self.reactions.insert_mut(trigger, reactions);
            }
            _ => {}
        }
    }

    fn start_timer(&mut self, id: u64, delay_ms: u64, due_ns: u64) {
        self.stop_timer(id);
        let order = self.timers_started;
        self.timers_started += 1;
        self.timers.insert_mut((due_ns, order), Timer { id, delay_ms, due_ns, order });
        self.timer_keys.insert_mut(id, (due_ns, order));
        if !self.live.contains_key(&id) {
            self.live.insert_mut(id, Live { role: Role::Timer, referenced: true });
        }
    }

    fn stop_timer(&mut self, id: u64) {
        if let Some(key) = self.timer_keys.get(&id).copied() {
            self.timer_keys.remove_mut(&id);
            self.timers.remove_mut(&key);
        }
    }

    fn before(&mut self, id: u64) {
        self.running.push_back_mut(id);
        let _ = self.ticks.remove(id) || self.microtasks.remove(id) || self.immediates.remove(id);
        self.closing.remove(id);
        self.stop_timer(id);
        let Some(live) = self.live.get(&id).copied() else { return };
        match live.role {
            Role::Immediate => drop(self.live.remove_mut(&id)),
            Role::Request(work) => {
                self.live.remove_mut(&id);
                let source = work.map(Source::Work);
                self.serve(|ready| Some(*ready) == source);
            }
            Role::Handle { .. } => {
                let fd = self.watched().find(|(_, handle, ..)| *handle == id).map(|(fd, ..)| Source::Descriptor(fd));
                self.serve(|ready| Some(*ready) == fd);
            }
            Role::Timer => {}
        }
    }

    /// Takes what is served out of the row that poll found, and what stands before it.
    fn serve(&mut self, is_it: impl Fn(&Source) -> bool) {
        if let Some(at) = self.ready.iter().position(is_it) {
            self.ready = self.ready.iter().skip(at + 1).copied().collect();
        }
    }

    /// The callback of `id` has returned, and with it those inside that ended by an error.
    fn after(&mut self, id: u64) {
        let Some(at) = self.running.iter().position(|other| *other == id) else { return };
        while self.running.len() > at {
            self.running.drop_last_mut();
        }
    }

    fn destroy(&mut self, id: u64) {
        self.stop_timer(id);
        self.immediates.remove(id);
        self.closing.remove(id);
        self.live.remove_mut(&id);
    }

    fn resolve(&mut self, trace: &Trace, thread: ThreadNumber, id: u64, follows: bool) {
        // A promise that is resolved without its callback running is no reaction: it stands for a value that is awaited.
        if self.running.iter().all(|running| *running != id) {
            self.microtasks.remove(id);
            if let Some(parent) = trace.resource(thread, id).map(|promise| promise.trigger)
                && let Some(reactions) = self.reactions.get(&parent)
                && reactions.iter().any(|other| *other == id)
            {
                let rest = reactions.iter().copied().filter(|other| *other != id).collect();
                self.reactions.insert_mut(parent, rest);
            }
        }
        if follows {
            self.microtasks.push(id);
        } else if let Some(reactions) = self.reactions.get(&id).cloned() {
            self.reactions.remove_mut(&id);
            reactions.iter().for_each(|reaction| self.microtasks.push(*reaction));
        }
    }
}
