//! How a simulation is run: once, again, watched, or soon after others.

use super::keeper::{Keeper, Kept};
use super::{CODE_LIMIT, Manner, Run, Simulation};
use crate::HostFolder;
use crate::scheduler::{Keep, Luck, Schedule, Scheduler, Seeded};
use crate::trace::{Recorder, Trace};
use crate::world::{Options, World};
use loopscope_engine::Runtime;
use loopscope_engine::clock::Clock;
use loopscope_engine::os::Os;
use loopscope_engine::program::Program;
use loopscope_engine::trace::Observer;
use std::rc::Rc;

/// How a runtime is made.
type Start = fn(Program, Rc<dyn Clock>, Box<dyn Os>, Box<dyn Observer>) -> Runtime;

impl Simulation {
    /// The run in which every cost is at its middle.
    pub fn run(&self) -> Run {
        self.run_in(Manner::typical())
    }

    /// The run whose luck comes from `seed`.
    pub fn run_seed(&self, seed: u64) -> Run {
        self.run_in(Manner::new(Box::new(Seeded::new(seed))))
    }

    /// The events of the run that `schedule` describes; those of the typical run for [`Schedule::default`].
    pub fn trace(&self, schedule: Schedule) -> Trace {
        self.run_watched(Manner::replay(schedule)).1
    }

    /// A run of any kind together with its events; the manner's own observer is not asked.
    pub fn run_watched(&self, manner: Manner) -> (Run, Trace) {
        let (run, trace, _) = self.attempt_watched(manner, Runtime::new);
        (run, trace)
    }

    /// The run that `schedule` describes, again.
    pub fn replay(&self, schedule: &Schedule) -> Run {
        self.run_in(Manner::replay(schedule.clone()))
    }

    /// A machine on which the program runs once.
    pub fn world(&self, scheduler: Box<dyn Scheduler>, luck: Luck, keep: Keep, is_watched: bool) -> World {
        World::new(Options {
            scheduler,
            keep,
            luck,
            costs: self.costs,
            open_files_max: self.open_files_max,
            faults: self.faults.clone(),
            cores: self.program.cores,
            env: self.program.env.clone(),
            mount: Some(Box::new(self.folder.clone()) as Box<dyn HostFolder>),
            hosts: self.hosts.clone(),
            peers: self.peers.clone(),
            load: self.load.clone(),
            stdin: self.program.stdin.clone(),
            is_watched,
            ..Options::default()
        })
    }

    /// A run of any kind.
    pub fn run_in(&self, manner: Manner) -> Run {
        self.attempt(manner, Runtime::new).0
    }

    /// The run that [`Self::run_in`] makes, sooner if this host thread makes several one after the other: they share an
    /// isolate, but for programs that can tell. Asks for the manner once more if the run has to be made again.
    pub fn run_soon(&self, manner: impl Fn() -> Manner) -> Run {
        let (run, could_tell) = self.attempt(manner(), Runtime::in_spare_isolate);
        if could_tell { self.run_in(manner()) } else { run }
    }

    /// The same together with its events; the manner's own observer is not asked.
    pub fn run_watched_soon(&self, manner: impl Fn() -> Manner) -> (Run, Trace) {
        let (run, trace, could_tell) = self.attempt_watched(manner(), Runtime::in_spare_isolate);
        if could_tell { self.run_watched(manner()) } else { (run, trace) }
    }

    /// A run, its events, and whether the program could tell that its isolate was not new.
    fn attempt_watched(&self, manner: Manner, start: Start) -> (Run, Trace, bool) {
        let recorder = Recorder::new(self.program.profile);
        let observer: Box<dyn Observer> = Box::new(recorder.clone());
        let (run, could_tell) = self.attempt(Manner { observer: Some(observer), ..manner }, start);
        (run, recorder.take(), could_tell)
    }

    /// A run, and whether the program could tell that its isolate was not new.
    fn attempt(&self, manner: Manner, start: Start) -> (Run, bool) {
        let kept = Kept::default();
        let keeper = Keeper { kept: kept.clone(), observer: manner.observer };
        let world = self.world(manner.scheduler, manner.luck, manner.keep, keeper.wants().events);
        let (clock, os) = world.main_thread();
        let runtime = start(self.program.clone(), clock, os, Box::new(keeper));
        let guarded = self.guard.as_ref().map(|guard| guard(runtime.interrupter()));
        let exit = runtime.run();
        drop(guarded);
        let (stdout, stderr) = kept.take();
        let run = Run {
            stdout,
            stderr,
            // A process shows the low eight bits of its code.
            exit: exit.limit.as_ref().map_or(exit.code & 0xff, |_| CODE_LIMIT),
            limit: exit.limit,
            schedule: world.schedule(),
            remarks: world.remarks(),
            log: world.log(),
            files: world.mounted_files(),
            samples: world.samples(),
        };
        (run, exit.could_tell)
    }
}
