//! The host's cores besides the one that the simulation runs on. They work out what will be asked for.
//!
//! No run depends on them: a job's result is the same whoever works it out, and whoever needs it does not wait for a
//! job that has not begun.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

/// The way to the threads; `None` when the host has no core to spare.
static QUEUE: OnceLock<Option<Sender<Job>>> = OnceLock::new();

/// More threads than this are never started: the simulation has few jobs that are worth one.
const THREADS_MAX: usize = 15;

/// Lets a spare core do `job`, if there is one.
pub(crate) fn give(job: Job) {
    if let Some(queue) = QUEUE.get_or_init(start) {
        // OK because the threads live as long as the process.
        let _ = queue.send(job);
    }
}

fn start() -> Option<Sender<Job>> {
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let count = (cores - 1).min(THREADS_MAX);
    if count == 0 {
        return None;
    }
    let (sender, receiver) = mpsc::channel();
    let receiver = Arc::new(Mutex::new(receiver));
    for _ in 0..count {
        let receiver = Arc::clone(&receiver);
        thread::Builder::new().name("spare core".to_owned()).spawn(move || work(&receiver)).ok()?;
    }
    Some(sender)
}

fn work(queue: &Mutex<Receiver<Job>>) {
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(job) => job(),
            Err(mpsc::RecvError) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::give;
    use std::sync::mpsc;

    #[test]
    fn jobs_are_done_where_there_is_a_core_to_spare() {
        let (sender, receiver) = mpsc::channel();
        give(Box::new(move || sender.send(1).unwrap_or(())));
        // On a host with one core the job, and with it the sender, is dropped.
        assert!(matches!(receiver.recv(), Ok(1) | Err(mpsc::RecvError)));
    }
}
