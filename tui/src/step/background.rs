//! Runs that are made on a thread of their own, one at a time, and what they tell meanwhile.

use super::load::{self, Progress};
use super::run::Loaded;
use super::spec::Spec;
use super::state::Slot;
use crate::cli::run::RunArgs;
use loopscope_engine::Interrupter;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread::{self, JoinHandle};

/// V8 takes up to 984 KiB of a stack, and its callbacks into our own code need room beside that.
const STACK_BYTES: usize = 16 << 20;

/// What came of a run.
pub(crate) type Outcome = Result<Loaded, String>;

/// A run that is being made.
pub(crate) struct Job {
    slot: Slot,
    progress: Progress,
    interrupter: Receiver<Interrupter>,
    done: Receiver<Outcome>,
    thread: JoinHandle<()>,
}

impl Job {
    /// Begins to make a run.
    pub(crate) fn start(args: &RunArgs, spec: Spec, slot: Slot) -> std::io::Result<Self> {
        let progress = Progress::default();
        let (stop, interrupter) = mpsc::channel();
        let (end, done) = mpsc::channel();
        let (args, counted) = (args.clone(), Progress::clone(&progress));
        let thread = thread::Builder::new().name("run".to_owned()).stack_size(STACK_BYTES).spawn(move || {
            // OK because whoever does not listen any more needs no answer.
            let made = load::make(&args, spec, &counted, |interrupter| drop(stop.send(interrupter)));
            drop(end.send(made.map_err(|error| error.to_string())));
        })?;
        Ok(Self { slot, progress, interrupter, done, thread })
    }

    /// How many events there are so far.
    pub(crate) fn events(&self) -> usize {
        self.progress.load(Ordering::Relaxed)
    }

    /// The run and what it is for, once it is made.
    pub(crate) fn outcome(&self) -> Option<(Outcome, Slot)> {
        match self.done.try_recv() {
            Ok(outcome) => Some((outcome, self.slot)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                Some((Err("[simulator bug] the run gave no result".to_owned()), self.slot))
            }
        }
    }

    /// Waits for the run.
    pub(crate) fn wait(self) -> Outcome {
        let outcome = self.done.recv();
        // OK because a panic ends the process before anybody could join.
        drop(self.thread.join());
        outcome.unwrap_or_else(|_| Err("[simulator bug] the run gave no result".to_owned()))
    }

    /// Ends the run, and waits until it has.
    pub(crate) fn stop(self) {
        if let Ok(interrupter) = self.interrupter.recv() {
            interrupter.interrupt();
        }
        drop(self.thread.join());
    }
}
