//! Who is next: the step that moves virtual time.
//!
//! There are two ways to be lucky, chosen by [`Luck`]:
//!
//! * Of times: when something begins, its duration is drawn, and what is due first happens first. Orders are as likely
//!   as on a machine. For sampling.
//! * Of orders: nothing is drawn. Each event has a window, from its begin and the bounds of its cost; whatever the windows
//!   allow to be next is an alternative, and the moment follows. Each order is one choice away. For enumerating.
//!
//! HOW the windows work: let the horizon be the earliest of all latest times. Something has to happen by then, so an event
//! may be next if its window begins before the horizon, and a thread may go on if it does so before the horizon. What has
//! not happened when time reaches `now` happens at `now` or later: the windows of the others shrink, and never become
//! empty. The typical choice is whoever is first on a quiet machine, so both ways agree on the typical run.
//!
//! HOW threads fit in: their own costs are typical, and how much longer they may have taken adds up as slack. A thread
//! that polls may do so later by that much, and a timer may be due that typically is not.
//!
//! WHAT IT MISSES: the moment of an event that was chosen is a choice of its own ([`ChoiceName::EventDelay`]), and a
//! search that takes its typical value only does not meet orders that need several delays to add up, such as three slow
//! jobs in a row against one timer. A search that also tries the ends of that choice meets them. It is asked only where
//! something else is due within a few such delays.

use super::events::{Event, EventKey};
use super::machine::{GOES_ON, Machine};
use super::threads::{Doing, ThreadId};
use crate::costs::Costs;
use crate::scheduler::{Alternatives, ChoiceName, Luck};
use loopscope_engine::clock::LoopTime;
use std::collections::BTreeMap;
use std::fmt::Display;

/// How many delays in a row are thought of when it is asked whether one matters.
const DELAYS_MAX: u64 = 8;

/// What may be next.
#[derive(Clone, Copy, Debug)]
enum Next {
    Event(EventKey),
    Threads(LoopTime),
}

/// When an event may happen that is chosen to be next.
#[derive(Clone, Copy, Debug)]
struct Moments {
    min: LoopTime,
    typical: LoopTime,
    max: LoopTime,
}

impl Machine {
    /// True when something else of the machine may come before this thread's `now`.
    pub(crate) fn is_behind(&self, now: LoopTime) -> bool {
        let is_earlier = match self.luck {
            Luck::OfTimes => self.events.next_due().is_some_and(|due| due <= now),
            Luck::OfOrders => self.events.iter().any(|(_, pending)| pending.window.earliest <= now),
        };
        is_earlier || !self.threads.is_alone()
    }

    /// Lets happen what comes first in virtual time until a thread is to go on, and gives that thread the baton. At
    /// equal times events come before threads. Without any, the baton goes to a thread that waits in vain.
    pub(super) fn go_on(&mut self) {
        self.baton = loop {
            let next = match self.luck {
                Luck::OfTimes => self.next_in_time(),
                Luck::OfOrders => self.next_by_choice(),
            };
            match next {
                Some((Next::Event(key), at)) => self.happen(key, at),
                Some((Next::Threads(at), _)) => {
                    if let Some(id) = self.resume_one(at) {
                        break Some(id);
                    }
                }
                None => break self.threads.first_stranded(),
            }
        };
    }

    /// What is due first, and when.
    fn next_in_time(&self) -> Option<(Next, LoopTime)> {
        let thread_at = self.threads.next_at();
        match self.events.next() {
            Some((key, due)) if thread_at.is_none_or(|at| due <= at) => Some((Next::Event(key), due)),
            _ => thread_at.map(|at| (Next::Threads(at), at)),
        }
    }

    /// What the scheduler chooses to be next, and when.
    fn next_by_choice(&mut self) -> Option<(Next, LoopTime)> {
        let thread_at = self.threads.next_at();
        let candidates = self.candidates(thread_at);
        if candidates.is_empty() {
            return None;
        }
        let labels = self.labels(&candidates);
        let meanings: Vec<&dyn Display> = labels.iter().map(|label| label as &dyn Display).collect();
        let asked_at = self.reached;
        let index = match self.events.is_empty() {
            // OK because threads alone are no question here: their own is asked when they go on.
            true => 0,
            false => self.recorder.choose(asked_at, ChoiceName::NextEvent, &"", Alternatives::Among(&meanings)),
        };
        // OK because the recorder checks that the answer is an alternative.
        let (next, moments) = candidates[usize::try_from(index).unwrap_or(0)];
        let at = match next {
            Next::Threads(at) => at,
            Next::Event(key) => {
                let label = &labels[usize::try_from(index).unwrap_or(0)];
                let at = self.moment_of(key, moments, label);
                self.threads.delay_until(at);
                at
            }
        };
        self.reached = self.reached.max(at);
        Some((next, at))
    }

    /// When the event happens that was chosen to be next; asked only if its delay can change an order.
    fn moment_of(&mut self, key: EventKey, moments: Moments, label: &str) -> LoopTime {
        let soon = moments.typical + moments.max.since_ns(moments.min).saturating_mul(DELAYS_MAX);
        let is_between = |moment: LoopTime| moments.typical < moment && moment <= soon;
        let meets_event =
            self.events.iter().any(|(other, pending)| other != key && is_between(pending.window.earliest));
        if !meets_event && !self.threads.next_deadline().is_some_and(is_between) {
            return moments.typical;
        }
        let (min, typical, max) = (moments.min.as_ns(), moments.typical.as_ns(), moments.max.as_ns());
        let range = Alternatives::Range { min: 0, typical: typical - min, max: max - min };
        moments.min + self.recorder.choose(self.reached, ChoiceName::EventDelay, &label, range)
    }

    /// All that may be next, the one that would be on a quiet machine first.
    fn candidates(&self, thread_at: Option<LoopTime>) -> Vec<(Next, Moments)> {
        let latest = self.events.iter().map(|(_, pending)| pending.window.latest).min();
        // OK because time may have passed a window's end by a rounded nanosecond; it has to stay possible.
        let horizon = latest.map(|latest| latest.max(self.reached));
        let thread_last = thread_at.map(|at| at + self.threads.slack_ns(at));
        let last = [horizon, thread_last].into_iter().flatten().min();
        let mut candidates: Vec<(LoopTime, Next, Moments)> = Vec::new();
        for (key, pending) in self.events.iter() {
            let min = pending.window.earliest.max(self.reached);
            let Some(max) = last.filter(|last| min <= *last) else { continue };
            let typical = pending.window.typical.clamp(min, max);
            let wished = pending.window.typical.max(self.reached);
            candidates.push((wished, Next::Event(key), Moments { min, typical, max }));
        }
        if let Some(at) = thread_at.filter(|at| horizon.is_none_or(|horizon| *at <= horizon)) {
            candidates.push((at, Next::Threads(at), Moments { min: at, typical: at, max: at }));
        }
        // OK because the sort is stable: of equals events come first, in the order of their announcement.
        candidates.sort_by_key(|(wished, ..)| *wished);
        candidates.into_iter().map(|(_, next, moments)| (next, moments)).collect()
    }

    /// What a schedule calls the candidates. Equal names are counted, so that each means one.
    fn labels(&self, candidates: &[(Next, Moments)]) -> Vec<String> {
        let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
        let mut labels = Vec::with_capacity(candidates.len());
        for (next, _) in candidates {
            let label = match next {
                Next::Event(key) => self.events.label(*key),
                Next::Threads(_) => GOES_ON,
            };
            let count = seen.entry(label).or_default();
            *count += 1;
            labels.push(if *count == 1 { label.to_owned() } else { format!("{label} ({count})") });
        }
        labels
    }

    /// Chooses among the threads that go on at `at`. `None` when the chosen one's patience has only now been measured.
    fn resume_one(&mut self, at: LoopTime) -> Option<ThreadId> {
        let candidates = self.threads.going_on_at(at);
        let index = match candidates.len() {
            1 => 0,
            _ => {
                let meanings: Vec<&dyn Display> = candidates.iter().map(|id| id as &dyn Display).collect();
                self.recorder.choose(at, ChoiceName::NextThread, &"", Alternatives::Among(&meanings))
            }
        };
        // OK because the recorder checks that the answer is an alternative.
        let id = candidates[usize::try_from(index).unwrap_or(0)];
        if let Doing::Waiting { is_deadline: true, .. } = self.threads.get(id).doing {
            let slack = self.spend(id, at, ChoiceName::TimerSlack, &id, Costs::TIMER_SLACK);
            self.threads.get_mut(id).doing = Doing::Waiting { until: Some(at + slack), is_deadline: false };
            return None;
        }
        let thread = self.threads.get_mut(id);
        thread.now = at;
        thread.doing = Doing::Running;
        Some(id)
    }

    fn happen(&mut self, key: EventKey, at: LoopTime) {
        match self.events.take(key).map(|pending| pending.event) {
            Some(Event::JobDone { process, worker }) => self.finish_job(at, process, worker),
            Some(Event::Packet { connection, writer }) => self.packet_arrives(at, connection, writer),
            Some(Event::Letter { address, port }) => self.letter_arrives(at, (address, port)),
            Some(Event::Answer { question }) => self.answer_arrives(at, question),
            Some(Event::PeerActs { peer, connection }) => self.peer_acts(at, peer, connection),
            Some(Event::LoadGoesOn) => self.load_goes_on(at),
            Some(Event::LoadGivesUp) => self.load_gives_up(at),
            Some(Event::LoadIsOver) => self.load_is_over(at),
            Some(Event::AskAgain { connection }) => self.ask_again(at, connection),
            None => {}
        }
    }
}
