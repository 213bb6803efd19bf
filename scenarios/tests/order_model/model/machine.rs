//! The machine: a program's statements, the drains between callbacks, and the loop around them.

mod statements;

use super::Rules;
use super::branches::{RanTooLong, Way};
use super::immediates::{ImmediateId, Immediates};
use super::promises::{Microtask, PromiseId, Promises, Reaction};
use super::time::Moment;
use super::timers::{TimerId, Timers};
use crate::program::{Body, Entry, Program, REFRESHES_MAX};
use std::collections::VecDeque;

/// Lines that a program may log.
const LINES_MAX: usize = 400;

/// What a program's waits and pauses may take together, in milliseconds.
const NOMINAL_MS_MAX: i64 = 900;

/// A line that a program logs.
#[derive(Clone, Debug, Eq)]
pub(crate) struct Line {
    /// The function that begins, or a full stop where one ends.
    pub(crate) label: String,
    /// When, at the earliest, in milliseconds.
    pub(crate) nominal_ms: i64,
}

/// Two runs of a program agree when their labels do: when is luck.
impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.label == other.label
    }
}

/// What a run of the machine gave.
pub(super) struct Outcome {
    pub(super) lines: Vec<Line>,
    pub(super) code: i32,
}

/// A run of a program.
pub(super) struct Machine<'p> {
    program: &'p Program,
    rules: Rules,
    way: Way,
    now: Moment,
    ticks: VecDeque<&'p Body>,
    promises: Promises<'p>,
    timers: Timers<'p>,
    immediates: Immediates<'p>,
    deferreds: Vec<PromiseId>,
    timer_handles: Vec<Option<TimerId>>,
    immediate_handles: Vec<Option<ImmediateId>>,
    refreshes: u32,
    running_timer: Option<TimerId>,
    lines: Vec<Line>,
}

/// A step of the machine; it fails when the program runs too long.
type Step<T = ()> = Result<T, RanTooLong>;

impl<'p> Machine<'p> {
    pub(super) fn new(program: &'p Program, rules: Rules, way: Way) -> Self {
        let mut promises = Promises::default();
        let deferreds = (0..program.deferreds).map(|_| promises.pending()).collect();
        Self {
            program,
            rules,
            way,
            now: Moment::default(),
            ticks: VecDeque::new(),
            promises,
            timers: Timers::default(),
            immediates: Immediates::default(),
            deferreds,
            timer_handles: vec![None; program.timers.max(1)],
            immediate_handles: vec![None; program.immediates.max(1)],
            refreshes: REFRESHES_MAX,
            running_timer: None,
            lines: Vec::new(),
        }
    }

    /// Runs the program to its end; gives the way back with the answers that it used.
    pub(super) fn run(mut self) -> Step<(Outcome, Way)> {
        // Rule 4: what a module's body queues as a microtask is behind it in the queue that it came from.
        let main = self.call(&self.program.main)?;
        if self.program.entry == Entry::Module {
            self.run_microtasks()?;
        }
        self.drain()?;
        let runs_in_poll = self.program.entry == Entry::Module && self.rules.modules_run_in_poll;
        self.run_loop(runs_in_poll)?;
        if let Some(body) = &self.program.before_exit {
            self.run_body(body)?;
            self.drain()?;
            self.run_loop(false)?;
        }
        let code = if self.promises.is_settled(main) { 0 } else { 13 };
        Ok((Outcome { lines: self.lines, code }, self.way))
    }

    /// Rules 15 and 16. With `begins_in_poll` the first iteration's poll phase is over.
    fn run_loop(&mut self, begins_in_poll: bool) -> Step {
        let mut is_alive = begins_in_poll || self.is_alive();
        let mut polls = !begins_in_poll;
        if is_alive && polls && self.rules.timers_come_last {
            self.run_timers()?;
        }
        while is_alive {
            if polls {
                if !self.rules.timers_come_last {
                    self.run_timers()?;
                }
                self.poll();
            }
            polls = true;
            self.run_immediates()?;
            if self.rules.timers_come_last {
                self.run_timers()?;
            }
            is_alive = self.is_alive();
        }
        Ok(())
    }

    fn is_alive(&self) -> bool {
        self.immediates.keep_alive() || self.timers.keep_alive()
    }

    fn poll(&mut self) {
        if self.timers.keep_alive() && !self.immediates.keep_alive() {
            self.now = self.timers.wait(self.now);
        }
    }

    /// Rules 8 and 9.
    fn run_timers(&mut self) -> Step {
        self.read_clock();
        while self.timers.fire(&mut self.way) {
            self.run_lists()?;
            if !self.rules.timers_phase_looks_again {
                break;
            }
        }
        Ok(())
    }

    fn run_lists(&mut self) -> Step {
        let now = self.read_clock();
        let mut is_first = true;
        while let Some(list) = self.timers.due_list(now, &mut self.way) {
            if !std::mem::take(&mut is_first) {
                self.drain_between()?;
            }
            self.run_list(list, now)?;
            self.check();
        }
        if self.rules.clock_is_read_behind_the_lists {
            self.read_clock();
        }
        self.timers.end_round(&mut self.way);
        self.drain()
    }

    fn run_list(&mut self, list: (u32, u32), now: Moment) -> Step {
        let mut is_first = true;
        while let Some(id) = self.timers.due_timer(list, now, &mut self.way) {
            if !std::mem::take(&mut is_first) {
                self.drain_between()?;
            }
            let Some(timer) = self.timers.begin(id) else { continue };
            let began = if timer.beats.is_some() { self.read_clock() } else { self.now };
            self.running_timer = Some(id);
            self.log(&timer.body.label)?;
            if timer.beats == Some(0) {
                self.timers.clear(id);
            }
            self.rest_of_body(timer.body)?;
            self.timers.end(id, began, &mut self.way);
            self.running_timer = None;
        }
        self.timers.drop_if_done(list);
        Ok(())
    }

    /// Rule 12.
    fn run_immediates(&mut self) -> Step {
        let batch = self.immediates.take_batch();
        let mut is_first = true;
        for id in batch {
            if !std::mem::take(&mut is_first) {
                self.drain_between()?;
            }
            if let Some(body) = self.immediates.begin(id) {
                self.run_body(body)?;
            }
            self.check();
        }
        self.drain()
    }

    /// Rule 10.
    fn drain_between(&mut self) -> Step {
        if self.rules.drains_after_each_callback { self.drain() } else { Ok(()) }
    }

    /// Rule 2.
    fn drain(&mut self) -> Step {
        loop {
            while let Some(body) = self.ticks.pop_front() {
                self.run_body(body)?;
                self.check();
            }
            self.run_microtasks()?;
            if self.ticks.is_empty() {
                return Ok(());
            }
        }
    }

    /// Rule 3.
    fn run_microtasks(&mut self) -> Step {
        while let Some(microtask) = self.promises.take() {
            match microtask {
                Microtask::Callback(body) => drop(self.run_body(body)?),
                Microtask::Follow { promise, followed } => self.promises.react(followed, Reaction::Settle(promise)),
                Microtask::Reaction(Reaction::Settle(promise)) => self.promises.settle(promise),
                Microtask::Reaction(Reaction::Resume(frame)) => self.resume(frame)?,
                Microtask::Reaction(Reaction::Then { body, promise }) => {
                    let result = self.run_body(body)?;
                    self.promises.resolve(promise, result);
                }
            }
            self.check();
        }
        Ok(())
    }

    fn read_clock(&mut self) -> Moment {
        self.now = self.now.next();
        self.timers.loop_time = self.now;
        self.now
    }

    fn log(&mut self, label: &str) -> Step {
        self.lines.push(Line { label: label.to_owned(), nominal_ms: self.now.nominal_ms });
        if self.lines.len() > LINES_MAX || self.now.nominal_ms > NOMINAL_MS_MAX { Err(RanTooLong) } else { Ok(()) }
    }

    /// What must hold after every transition.
    fn check(&self) {
        self.timers.check(self.running_timer);
        self.immediates.check();
        self.promises.check();
    }
}
