//! From a trace to a story: one walk over the events.

use super::subject::{HandleState, Job, Subject, TimerStart};
use super::{Call, Callback, Failure, MAIN, Rejection, Stay, Story, Wait, Written};
use loopscope_engine::event_loop::Phase;
use loopscope_engine::trace::{Event, Place, Source};
use loopscope_sim::trace::{ThreadNumber, Trace};
use std::collections::BTreeMap;

/// Where the walk is.
struct Reader<'t> {
    story: Story<'t>,
    now_ns: u64,
    turn: u64,
    phase: Option<Phase>,
    /// Numbers of the callbacks that run inside each other now.
    stack: Vec<usize>,
    polls_since: Option<(usize, u64)>,
    /// Requests whose work was announced before the work itself.
    requests: BTreeMap<u64, u64>,
}

/// Reads what a trace tells of one of its threads, and of the pool.
pub(super) fn read(trace: &Trace, thread: ThreadNumber) -> Story<'_> {
    let story = Story {
        trace,
        thread,
        subjects: BTreeMap::new(),
        callbacks: Vec::new(),
        jobs: BTreeMap::new(),
        stays: Vec::new(),
        waits: Vec::new(),
        written: Vec::new(),
        calls: Vec::new(),
        rejections: Vec::new(),
        failures: Vec::new(),
        unfinished: Vec::new(),
        exits_at: None,
        code: None,
        ended_ns: 0,
    };
    let (turn, phase) = (0, None);
    let mut reader =
        Reader { story, now_ns: 0, turn, phase, stack: Vec::new(), polls_since: None, requests: BTreeMap::new() };
    for (index, (at, event)) in trace.iter().enumerate() {
        let is_of_pool = matches!(
            event,
            Event::WorkQueued { .. }
                | Event::WorkStarted { .. }
                | Event::WorkFinished { .. }
                | Event::WorkCancelled { .. }
        );
        if trace.thread(index) == thread || is_of_pool {
            reader.now_ns = at.as_ns();
            reader.take(index, event);
        }
    }
    reader.story.ended_ns = reader.now_ns;
    reader.story.unfinished.clone_from(&reader.stack);
    reader.leave_phase();
    reader.story
}

impl<'t> Reader<'t> {
    fn take(&mut self, index: usize, event: Event<'t>) {
        match event {
            Event::Iteration { number } => {
                self.leave_phase();
                self.turn = number;
            }
            Event::Phase { phase } => self.enter(index, phase),
            Event::Emit { name } => {
                self.leave_phase();
                if name == "exit" {
                    self.story.exits_at = Some(self.now_ns);
                }
            }
            Event::Init { .. } => self.add_subject(index, event),
            Event::Timer { id, delay_ms, due_ns } => {
                let start = TimerStart { at_ns: self.now_ns, delay_ms, due_ns };
                self.change(id, |subject| subject.starts.push(start));
            }
            Event::Ref { id, referenced } => self.change(id, |subject| subject.referenced = referenced),
            Event::Handle { id, active, referenced, closing } => {
                let state = HandleState { active, referenced, closing };
                self.change(id, |subject| subject.handle = Some(state));
            }
            Event::Request { id, work } => self.request(id, work),
            Event::Before { id } => self.begin(index, id),
            Event::After { id } => self.end(id),
            Event::Destroy { id } => {
                let now = self.now_ns;
                self.change(id, |subject| subject.destroyed_ns = Some(now));
            }
            Event::Resolve { id, follows } => self.settle(id, follows),
            Event::Poll { .. } => self.polls_since = Some((index, self.now_ns)),
            Event::PollEnd { .. } => self.end_wait(),
            Event::WorkQueued { .. }
            | Event::WorkStarted { .. }
            | Event::WorkFinished { .. }
            | Event::WorkCancelled { .. } => self.work(event),
            Event::Collection { .. } | Event::Tier { .. } | Event::Memory { .. } => {}
            Event::Output { text, at, .. } => {
                self.learn_name(index, at);
                let (at_ns, callback) = (self.now_ns, self.stack.last().copied());
                self.story.written.push(Written { index, at_ns, text, at, callback });
            }
            Event::Call { name, took_ns, at, .. } => {
                self.learn_name(index, at);
                let callback = self.stack.last().copied();
                let outermost = self.story.trace.callers(index).last().or(at);
                self.story.calls.push(Call { name, took_ns, at, outermost, callback });
            }
            Event::Rejection { id, text } => {
                self.story.rejections.push(Rejection { at_ns: self.now_ns, promise: id, text });
            }
            Event::Uncaught { handled, text } => {
                let (at_ns, callback) = (self.now_ns, self.stack.last().copied());
                self.story.failures.push(Failure { at_ns, handled, text, callback });
            }
            Event::Exit { code } => {
                self.leave_phase();
                self.story.code = Some(code);
            }
            Event::Ready { source: Source::Descriptor(_) } => self.count_descriptor(),
            Event::Ready { .. } | Event::Watch { .. } | Event::Thread { .. } => {}
        }
    }

    fn change(&mut self, id: u64, change: impl FnOnce(&mut Subject<'t>)) {
        if let Some(subject) = self.story.subjects.get_mut(&id) {
            change(subject);
        }
    }

    fn add_subject(&mut self, index: usize, event: Event<'t>) {
        let Event::Init { id, kind, trigger, callback, awaits, at, runs, .. } = event else { return };
        self.learn_name(index, at);
        let subject = Subject {
            id,
            kind,
            trigger,
            callback,
            awaits,
            at,
            runs,
            index,
            born_ns: self.now_ns,
            born_in: self.stack.last().copied(),
            starts: Vec::new(),
            referenced: true,
            handle: None,
            jobs: Vec::new(),
            requested_ns: None,
            settled: None,
            destroyed_ns: None,
            ran: Vec::new(),
        };
        self.story.subjects.entry(id).or_insert(subject);
    }

    /// A request does not tell whose callback it will call. When that one does something, it is the outermost function of
    /// the program on the stack.
    fn learn_name(&mut self, index: usize, at: Option<Place<'t>>) {
        let Some(callback) = self.stack.last().map(|number| self.story.callbacks[*number]) else { return };
        let Some(outermost) = self.story.trace.callers(index).last().or(at) else { return };
        if callback.subject == MAIN {
            return;
        }
        self.change(callback.subject, |subject| {
            if subject.callback.is_none() {
                subject.callback = outermost.function;
            }
            subject.runs = subject.runs.or(Some(outermost));
        });
    }

    fn request(&mut self, id: u64, work: Option<u64>) {
        let now = self.now_ns;
        self.change(id, |subject| {
            subject.requested_ns = Some(now);
            subject.jobs.extend(work);
        });
        let Some(work) = work else { return };
        match self.story.jobs.get_mut(&work) {
            Some(job) => job.subject = Some(id),
            None => drop(self.requests.insert(work, id)),
        }
    }

    fn settle(&mut self, id: u64, follows: bool) {
        let by = (self.now_ns, self.stack.last().copied());
        self.change(id, |subject| {
            if !follows {
                subject.settled = Some(by);
            }
        });
    }

    fn begin(&mut self, index: usize, subject: u64) {
        let number = self.story.callbacks.len();
        self.story.callbacks.push(Callback {
            subject,
            index,
            begin_ns: self.now_ns,
            end_ns: self.now_ns,
            turn: self.turn,
            phase: self.phase,
            parent: self.stack.last().copied(),
        });
        self.stack.push(number);
        self.change(subject, |subject| subject.ran.push(number));
    }

    /// The innermost callback of `subject` returns, and with it those inside of it, which an error left without a word.
    fn end(&mut self, subject: u64) {
        let Some(depth) = self.stack.iter().rposition(|at| self.story.callbacks[*at].subject == subject) else {
            return;
        };
        for number in self.stack.drain(depth..) {
            self.story.callbacks[number].end_ns = self.now_ns;
        }
    }

    fn enter(&mut self, index: usize, phase: Phase) {
        self.leave_phase();
        self.phase = Some(phase);
        let (begin_ns, end_ns, turn) = (self.now_ns, self.now_ns, self.turn);
        self.story.stays.push(Stay { index, phase, turn, begin_ns, end_ns });
    }

    /// No callback outlives its phase.
    fn leave_phase(&mut self) {
        for number in self.stack.drain(..) {
            self.story.callbacks[number].end_ns = self.now_ns;
        }
        self.end_wait();
        if self.phase.take().is_some()
            && let Some(stay) = self.story.stays.last_mut()
        {
            stay.end_ns = self.now_ns;
        }
    }

    fn end_wait(&mut self) {
        if let Some((index, begin_ns)) = self.polls_since.take() {
            self.story.waits.push(Wait { index, begin_ns, end_ns: self.now_ns, descriptors: 0 });
        }
    }

    fn count_descriptor(&mut self) {
        if let Some(wait) = self.story.waits.last_mut() {
            wait.descriptors += 1;
        }
    }

    fn work(&mut self, event: Event<'t>) {
        let now = self.now_ns;
        match event {
            Event::WorkQueued { work, name, slow, workers, waiting } => {
                let subject = self.requests.remove(&work);
                let (started_ns, finished_ns, worker) = (None, None, None);
                let (busy, cancelled, queued_ns) = (0, false, now);
                let job = Job {
                    work,
                    name,
                    slow,
                    workers,
                    waiting,
                    queued_ns,
                    started_ns,
                    finished_ns,
                    worker,
                    busy,
                    cancelled,
                    subject,
                };
                self.story.jobs.insert(work, job);
            }
            Event::WorkStarted { work, worker, busy } => self.change_job(work, |job| {
                (job.started_ns, job.worker, job.busy) = (Some(now), Some(worker), busy);
            }),
            Event::WorkFinished { work, .. } => self.change_job(work, |job| job.finished_ns = Some(now)),
            Event::WorkCancelled { work } => self.change_job(work, |job| job.cancelled = true),
            _ => {}
        }
    }

    fn change_job(&mut self, work: u64, change: impl FnOnce(&mut Job<'t>)) {
        if let Some(job) = self.story.jobs.get_mut(&work) {
            change(job);
        }
    }
}
