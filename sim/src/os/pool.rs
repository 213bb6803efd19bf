//! libuv's thread pool: so many workers, one queue, and what each worker is at.
//!
//! Who is served next is in [`queue`], how computations share the machine's cores in [`cores`]. This file knows no
//! time and draws no luck: the machine tells it when a worker is done.

pub(crate) mod cores;
pub(crate) mod queue;

use crate::world::ThreadId;
use loopscope_engine::os::{Work, WorkId};
use queue::{Kind, WorkQueue};
use std::sync::Arc;

/// How many workers there are when nothing else is said: libuv's `default_threads`.
const SIZE_DEFAULT: usize = 4;

/// The most workers that can be asked for: libuv's `MAX_THREADPOOL_SIZE`.
const SIZE_MAX: usize = 1_024;

/// A piece of work, and the thread that is told when it is done.
#[derive(Debug)]
pub(crate) struct Job {
    /// Its name.
    pub(crate) id: WorkId,
    /// Who queued it.
    pub(crate) thread: ThreadId,
    /// What is to be done.
    pub(crate) work: Arc<Work>,
}

/// What a worker is at.
#[derive(Debug)]
struct Running {
    job: Job,
    is_slow: bool,
}

/// The pool of one process.
#[derive(Debug)]
pub(crate) struct Pool {
    queue: WorkQueue<Job>,
    workers: Vec<Worker>,
}

/// A thread of the pool.
#[derive(Debug, Default)]
struct Worker {
    running: Option<Running>,
    has_worked: bool,
}

/// A job that a worker has begun.
#[derive(Debug)]
pub(crate) struct Begun {
    /// Who does it.
    pub(crate) worker: u32,
    /// Which job.
    pub(crate) id: WorkId,
    /// What is done.
    pub(crate) work: Arc<Work>,
    /// True when it is the worker's first.
    pub(crate) is_first: bool,
}

impl Pool {
    /// A pool with as many workers as `UV_THREADPOOL_SIZE` says, read as `atoi(3)` reads it.
    pub(crate) fn new(variable: Option<&str>) -> Self {
        let size = variable.map_or(SIZE_DEFAULT, size_of);
        Self { queue: WorkQueue::new(size), workers: (0..size).map(|_| Worker::default()).collect() }
    }

    /// How many workers there are.
    pub(crate) fn size(&self) -> usize {
        self.workers.len()
    }

    /// How many workers are at work.
    pub(crate) fn busy(&self) -> usize {
        self.workers.iter().filter(|worker| worker.running.is_some()).count()
    }

    /// How much work waits.
    pub(crate) fn waiting(&self) -> usize {
        self.queue.waiting()
    }

    /// Puts a job in line: `uv_queue_work`.
    pub(crate) fn post(&mut self, job: Job) {
        let kind = kind_of(&job.work);
        self.queue.post(job, kind);
    }

    /// Lets the first idle worker take the next job; `None` when all are at work or nothing may be begun.
    pub(crate) fn begin_next(&mut self) -> Option<Begun> {
        let number = self.workers.iter().position(|worker| worker.running.is_none())?;
        let (job, is_slow) = self.queue.draw()?;
        let worker = &mut self.workers[number];
        let is_first = !std::mem::replace(&mut worker.has_worked, true);
        let (id, work) = (job.id, Arc::clone(&job.work));
        worker.running = Some(Running { job, is_slow });
        Some(Begun { worker: u32::try_from(number).unwrap_or(u32::MAX), id, work, is_first })
    }

    /// What a worker is at.
    pub(crate) fn work_of(&self, worker: u32) -> Option<Arc<Work>> {
        self.workers[worker as usize].running.as_ref().map(|running| Arc::clone(&running.job.work))
    }

    /// Takes the finished job from a worker, which is idle then.
    ///
    /// # Panics
    ///
    /// When the worker is idle, which only a bug of the simulation can cause.
    pub(crate) fn finish(&mut self, worker: u32) -> Job {
        let worker = &mut self.workers[worker as usize];
        let running = worker.running.take().expect("[simulator bug] an idle worker finished a job");
        if running.is_slow {
            self.queue.slow_finished();
        }
        running.job
    }

    /// Takes a job back that no worker has begun: `uv_cancel`.
    pub(crate) fn cancel(&mut self, id: WorkId) -> Option<Job> {
        self.queue.cancel(|job| job.id == id)
    }
}

/// How libuv classes a piece of work.
pub(crate) const fn kind_of(work: &Work) -> Kind {
    match work {
        Work::File(_) => Kind::Disk,
        Work::Compute(_) => Kind::Cpu,
        Work::Lookup(_) | Work::Naming(_) => Kind::Slow,
    }
}

/// The size that the text asks for: libuv's `init_threads`. What is no number counts as 0 and gives one worker; a
/// negative number is a huge one, as libuv keeps it unsigned.
fn size_of(text: &str) -> usize {
    let text = text.trim_ascii_start();
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let number = digits[..end].parse::<usize>().unwrap_or(if end == 0 { 0 } else { SIZE_MAX });
    if is_negative && number > 0 { SIZE_MAX } else { number.clamp(1, SIZE_MAX) }
}

#[cfg(test)]
mod tests {
    use super::Pool;

    #[test]
    fn the_size_is_read_as_libuv_reads_it() {
        let size = |text| Pool::new(text).workers.len();
        assert_eq!([None, Some("8"), Some(" 2x"), Some("+3")].map(size), [4, 8, 2, 3]);
        assert_eq!([Some("0"), Some(""), Some("many"), Some("-0")].map(size), [1, 1, 1, 1]);
        assert_eq!([Some("5000"), Some("-1"), Some("99999999999999999999")].map(size), [1_024, 1_024, 1_024]);
    }
}
