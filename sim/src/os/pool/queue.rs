//! Who is served next: libuv's queue of the thread pool, with its limit on slow I/O.
//!
//! HOW: there is one queue of tickets. Ordinary work is its own ticket. Slow I/O (name lookups, which may wait for a
//! server for seconds) stands in a queue of its own, and one ticket in the first queue, the marker, says that some
//! of it is to be run. A worker that draws the marker while half of the workers already do slow I/O puts it back at
//! the tail; one that draws it and leaves slow work behind adds the marker again at the tail. So slow work loses its
//! place each time: with one worker, `L1 L2 L3 S1 S2` runs as `L1 S1 S2 L2 L3`.
//!
//! WHY: a pool full of lookups must not keep files waiting. The rule is `worker` and `post` of libuv's `threadpool.c`.

use std::collections::VecDeque;

/// How libuv classes a piece of work: `enum uv__work_kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It occupies a worker but no core: files.
    Disk,
    /// It occupies a worker and a core.
    Cpu,
    /// It may wait for others: at most half of the workers do such work.
    Slow,
}

/// One place in the queue.
#[derive(Debug, PartialEq, Eq)]
enum Ticket<T> {
    Work(T),
    /// Some of the slow work is to be run.
    SlowMarker,
}

/// The queue that all workers draw from.
#[derive(Debug)]
pub(crate) struct WorkQueue<T> {
    tickets: VecDeque<Ticket<T>>,
    /// True while the marker is among the tickets; it never stands there twice.
    marker_waits: bool,
    slow: VecDeque<T>,
    slow_running: usize,
    slow_running_max: usize,
}

impl<T> WorkQueue<T> {
    /// An empty queue for this many workers.
    pub(crate) const fn new(workers: usize) -> Self {
        let slow_running_max = workers.div_ceil(2);
        Self { tickets: VecDeque::new(), marker_waits: false, slow: VecDeque::new(), slow_running: 0, slow_running_max }
    }

    /// How much work waits.
    pub(crate) fn waiting(&self) -> usize {
        self.tickets.len() - usize::from(self.marker_waits) + self.slow.len()
    }

    /// Adds work at the end: libuv's `post`.
    pub(crate) fn post(&mut self, work: T, kind: Kind) {
        match kind {
            Kind::Disk | Kind::Cpu => self.tickets.push_back(Ticket::Work(work)),
            Kind::Slow => {
                self.slow.push_back(work);
                if !self.marker_waits {
                    self.post_marker();
                }
            }
        }
    }

    fn post_marker(&mut self) {
        self.tickets.push_back(Ticket::SlowMarker);
        self.marker_waits = true;
    }

    /// What an idle worker does next, and whether it is slow; `None` when it has to wait.
    pub(crate) fn draw(&mut self) -> Option<(T, bool)> {
        loop {
            let slow_is_full = self.slow_running >= self.slow_running_max;
            if slow_is_full && self.tickets.len() == 1 && self.marker_waits {
                return None;
            }
            match self.tickets.pop_front()? {
                Ticket::Work(work) => return Some((work, false)),
                Ticket::SlowMarker if slow_is_full => self.post_marker(),
                Ticket::SlowMarker => {
                    self.marker_waits = false;
                    // OK because the slow work may have been cancelled and left its marker behind.
                    let Some(work) = self.slow.pop_front() else { continue };
                    self.slow_running += 1;
                    if !self.slow.is_empty() {
                        self.post_marker();
                    }
                    return Some((work, true));
                }
            }
        }
    }

    /// Tells that a worker has finished slow work.
    pub(crate) fn slow_finished(&mut self) {
        self.slow_running -= 1;
    }

    /// Takes out work that waits and satisfies `is_it`: the queue's part of `uv_cancel`.
    pub(crate) fn cancel(&mut self, is_it: impl Fn(&T) -> bool) -> Option<T> {
        let is_ticket = |ticket: &Ticket<T>| matches!(ticket, Ticket::Work(work) if is_it(work));
        if let Some(place) = self.tickets.iter().position(is_ticket) {
            return match self.tickets.remove(place) {
                Some(Ticket::Work(work)) => Some(work),
                Some(Ticket::SlowMarker) | None => None,
            };
        }
        let place = self.slow.iter().position(is_it)?;
        self.slow.remove(place)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, WorkQueue};

    fn queue(workers: usize, work: &[&'static str]) -> WorkQueue<&'static str> {
        let mut queue = WorkQueue::new(workers);
        for name in work {
            queue.post(*name, if name.starts_with('L') { Kind::Slow } else { Kind::Disk });
        }
        queue
    }

    /// Draws and finishes with one worker until nothing is left.
    fn served_by_one(queue: &mut WorkQueue<&'static str>) -> Vec<&'static str> {
        let mut served = Vec::new();
        while let Some((work, is_slow)) = queue.draw() {
            served.push(work);
            if is_slow {
                queue.slow_finished();
            }
        }
        served
    }

    #[test]
    fn ordinary_work_is_served_in_order() {
        assert_eq!(served_by_one(&mut queue(1, &["S1", "S2", "S3"])), ["S1", "S2", "S3"]);
    }

    #[test]
    fn lookups_lose_their_place_to_files() {
        // Measured on real Node: NODE-ORDER, "dns.lookup is slow I/O".
        assert_eq!(served_by_one(&mut queue(1, &["L1", "L2", "L3", "S1", "S2"])), ["L1", "S1", "S2", "L2", "L3"]);
    }

    #[test]
    fn half_of_the_workers_do_slow_work_at_most() {
        let mut queue = queue(4, &["L1", "L2", "L3", "S1"]);
        let drawn: Vec<_> = std::iter::from_fn(|| queue.draw()).map(|(work, _)| work).collect();
        assert_eq!(drawn, ["L1", "S1", "L2"]);
        assert_eq!((queue.waiting(), queue.draw()), (1, None));
        queue.slow_finished();
        assert_eq!(queue.draw(), Some(("L3", true)));
    }

    #[test]
    fn a_single_worker_may_be_slow() {
        assert_eq!(queue(1, &["L1"]).draw(), Some(("L1", true)));
    }

    #[test]
    fn cancelled_work_is_never_drawn() {
        let mut queue = queue(1, &["L1", "S1", "S2"]);
        assert_eq!(queue.cancel(|work| *work == "L1"), Some("L1"));
        assert_eq!(queue.cancel(|work| *work == "S1"), Some("S1"));
        assert_eq!(queue.cancel(|work| *work == "S1"), None);
        assert_eq!(served_by_one(&mut queue), ["S2"]);
    }
}
