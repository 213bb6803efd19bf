//! The JavaScript threads of all processes: how far each is, what each waits for, and who goes on.

use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::Ready;
use std::fmt;

/// The name of a thread, counted from 0, the main thread of the first process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(pub u32);

impl fmt::Display for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("main"),
            number => write!(f, "thread {number}"),
        }
    }
}

/// What a thread is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    /// It runs, or would run if it had the baton.
    Running,
    /// It waits in poll for something to be ready.
    Waiting {
        /// When it goes on at the latest; `None` waits for ever.
        until: Option<LoopTime>,
        /// True when `until` is the end of its patience and the kernel has not yet been asked how late that will be.
        is_deadline: bool,
    },
    /// It sleeps until another thread wakes it.
    Sleeping {
        /// When it goes on at the latest; `None` sleeps for ever.
        until: Option<LoopTime>,
    },
    /// It has ended.
    Gone,
}

/// How much longer than typically a thread may have taken so far, in nanoseconds: what costs within bounds leave open.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Slack {
    /// Since the thread's start.
    total_ns: u64,
    /// What of it was settled when the thread last polled.
    polled_ns: u64,
    /// What of it was settled when the thread last looked for due timers.
    timed_ns: u64,
    /// The timer that was waited for then, and what was settled when it was first met.
    timer: Option<(LoopTime, u64)>,
}

impl Slack {
    /// Adds what a cost leaves open.
    pub(crate) const fn add(&mut self, ns: u64) {
        self.total_ns = self.total_ns.saturating_add(ns);
    }

    /// What is open since the last poll.
    pub(crate) const fn since_poll_ns(&self) -> u64 {
        self.total_ns - self.polled_ns
    }

    /// The thread polls: what was open is settled.
    pub(crate) const fn poll(&mut self) {
        self.polled_ns = self.total_ns;
    }

    /// What is open since the timer that is due at `due` was set, or since the look before.
    pub(crate) fn until_timer_ns(&mut self, due: LoopTime) -> u64 {
        let base = match self.timer {
            Some((known, base)) if known == due => base,
            _ => self.timed_ns,
        };
        self.timer = Some((due, base));
        self.timed_ns = self.total_ns;
        self.total_ns - base
    }

    /// The thread has taken `ns` of it.
    pub(crate) fn take(&mut self, ns: u64) {
        let less = |base: u64| base.saturating_add(ns).min(self.total_ns);
        self.polled_ns = less(self.polled_ns);
        self.timer = self.timer.map(|(due, base)| (due, less(base)));
    }
}

/// One JavaScript thread.
#[derive(Debug)]
pub(crate) struct Thread {
    /// The process that it belongs to.
    pub(crate) process: usize,
    /// Its own time, as of when it last gave up the baton.
    pub(crate) now: LoopTime,
    /// What it is at.
    pub(crate) doing: Doing,
    /// What its next poll reports.
    pub(crate) ready: Vec<Ready>,
    /// How much later it may be than it is.
    pub(crate) slack: Slack,
}

/// All threads.
#[derive(Debug, Default)]
pub(crate) struct Threads(Vec<Thread>);

impl Threads {
    /// Adds a thread that begins at `now`.
    pub(crate) fn add(&mut self, process: usize, now: LoopTime) -> ThreadId {
        self.0.push(Thread { process, now, doing: Doing::Running, ready: Vec::new(), slack: Slack::default() });
        ThreadId(u32::try_from(self.0.len() - 1).unwrap_or(u32::MAX))
    }

    /// One of them.
    pub(crate) fn get(&self, id: ThreadId) -> &Thread {
        &self.0[id.0 as usize]
    }

    /// One of them, to be changed.
    pub(crate) fn get_mut(&mut self, id: ThreadId) -> &mut Thread {
        &mut self.0[id.0 as usize]
    }

    /// True when there is only one, which then never has to give way.
    pub(crate) const fn is_alone(&self) -> bool {
        self.0.len() == 1
    }

    /// The threads of a process that have not ended.
    pub(crate) fn of_process(&self, process: usize) -> Vec<ThreadId> {
        let of_it = |thread: &Thread| thread.process == process && thread.doing != Doing::Gone;
        (0..).map(ThreadId).zip(&self.0).filter(|(_, thread)| of_it(thread)).map(|(id, _)| id).collect()
    }

    /// When each thread that can go on goes on.
    fn resumptions(&self) -> impl Iterator<Item = (ThreadId, LoopTime)> + '_ {
        (0..).map(ThreadId).zip(&self.0).filter_map(|(id, thread)| match thread.doing {
            Doing::Running => Some((id, thread.now)),
            Doing::Waiting { until, .. } | Doing::Sleeping { until } => until.map(|until| (id, until.max(thread.now))),
            Doing::Gone => None,
        })
    }

    /// When the first thread goes on.
    pub(crate) fn next_at(&self) -> Option<LoopTime> {
        self.resumptions().map(|(_, at)| at).min()
    }

    /// How much later than `at` all that go on then may do so: those whose poll nothing but their own pace ends.
    pub(crate) fn slack_ns(&self, at: LoopTime) -> u64 {
        let slack = |thread: &Thread| match thread.doing {
            Doing::Waiting { is_deadline: false, .. } => thread.slack.since_poll_ns(),
            Doing::Waiting { .. } | Doing::Running | Doing::Sleeping { .. } | Doing::Gone => 0,
        };
        self.going_on_at(at).into_iter().map(|id| slack(self.get(id))).min().unwrap_or(0)
    }

    /// Lets every thread that would go on before `at` take until then.
    pub(crate) fn delay_until(&mut self, at: LoopTime) {
        let early: Vec<_> = self.resumptions().filter(|(_, time)| *time < at).collect();
        for (id, time) in early {
            let thread = self.get_mut(id);
            thread.slack.take(at.since_ns(time));
            thread.now = at;
        }
    }

    /// When the first of those that wait for a deadline goes on.
    pub(crate) fn next_deadline(&self) -> Option<LoopTime> {
        let deadline = |thread: &Thread| match thread.doing {
            Doing::Waiting { until, is_deadline: true } => until,
            _ => None,
        };
        self.0.iter().filter_map(deadline).min()
    }

    /// Those that go on at this very time, in the order of their names.
    pub(crate) fn going_on_at(&self, at: LoopTime) -> Vec<ThreadId> {
        self.resumptions().filter(|(_, time)| *time == at).map(|(id, _)| id).collect()
    }

    /// A thread that waits for ever, when nothing can wake it any more.
    pub(crate) fn first_stranded(&self) -> Option<ThreadId> {
        let stranded = |thread: &Thread| {
            matches!(thread.doing, Doing::Waiting { until: None, .. } | Doing::Sleeping { until: None })
        };
        self.0.iter().position(stranded).map(|index| ThreadId(u32::try_from(index).unwrap_or(u32::MAX)))
    }
}
