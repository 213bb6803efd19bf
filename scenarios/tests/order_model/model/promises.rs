//! Promises and the microtask queue: rules 5 and 6.

use crate::program::{AsyncFunction, Body};
use std::collections::VecDeque;

/// A promise by its number.
pub(super) type PromiseId = usize;

/// An async function that waits in the middle, by its number.
pub(super) type FrameId = usize;

/// What the microtask queue holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Microtask<'p> {
    /// A callback of `queueMicrotask`.
    Callback(&'p Body),
    /// A reaction whose promise has settled.
    Reaction(Reaction<'p>),
    /// Calls `then` of `followed`, so that `promise` settles after it.
    Follow { promise: PromiseId, followed: PromiseId },
}

/// What happens when a promise settles.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reaction<'p> {
    /// A callback of `then` runs, and its promise is resolved with the result.
    Then { body: &'p Body, promise: PromiseId },
    /// An async function goes on.
    Resume(FrameId),
    /// Another promise settles, too.
    Settle(PromiseId),
}

/// An async function's call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame<'p> {
    pub(super) function: &'p AsyncFunction,
    /// The part that runs next.
    pub(super) part: usize,
    /// What the call gave.
    pub(super) promise: PromiseId,
}

#[derive(Clone, Debug)]
enum State<'p> {
    /// With its reactions; `is_resolved` when its fate is sealed, though it has not settled.
    Pending {
        reactions: Vec<Reaction<'p>>,
        is_resolved: bool,
    },
    Settled,
}

/// All promises of a run. No promise is ever rejected.
#[derive(Clone, Debug, Default)]
pub(super) struct Promises<'p> {
    states: Vec<State<'p>>,
    pub(super) frames: Vec<Frame<'p>>,
    queue: VecDeque<Microtask<'p>>,
}

impl<'p> Promises<'p> {
    pub(super) fn pending(&mut self) -> PromiseId {
        self.states.push(State::Pending { reactions: Vec::new(), is_resolved: false });
        self.states.len() - 1
    }

    pub(super) fn settled(&mut self) -> PromiseId {
        self.states.push(State::Settled);
        self.states.len() - 1
    }

    pub(super) fn is_settled(&self, promise: PromiseId) -> bool {
        matches!(self.states[promise], State::Settled)
    }

    pub(super) fn queue(&mut self, microtask: Microtask<'p>) {
        self.queue.push_back(microtask);
    }

    pub(super) fn take(&mut self) -> Option<Microtask<'p>> {
        self.queue.pop_front()
    }

    /// Adds a reaction: rule 5.
    pub(super) fn react(&mut self, promise: PromiseId, reaction: Reaction<'p>) {
        match &mut self.states[promise] {
            State::Pending { reactions, .. } => reactions.push(reaction),
            State::Settled => self.queue(Microtask::Reaction(reaction)),
        }
    }

    /// Resolves a promise with nothing or with another promise: rule 6. A second time does nothing.
    pub(super) fn resolve(&mut self, promise: PromiseId, with: Option<PromiseId>) {
        let State::Pending { is_resolved, .. } = &mut self.states[promise] else { return };
        if std::mem::replace(is_resolved, true) {
            return;
        }
        match with {
            None => self.settle(promise),
            Some(followed) => self.queue(Microtask::Follow { promise, followed }),
        }
    }

    /// Settles a promise and queues its reactions.
    pub(super) fn settle(&mut self, promise: PromiseId) {
        if let State::Pending { reactions, .. } = std::mem::replace(&mut self.states[promise], State::Settled) {
            self.queue.extend(reactions.into_iter().map(Microtask::Reaction));
        }
    }

    /// What must hold after every transition.
    pub(super) fn check(&self) {
        for microtask in &self.queue {
            if let Microtask::Reaction(Reaction::Then { promise, .. } | Reaction::Settle(promise)) = microtask {
                assert!(!self.is_settled(*promise), "promise {promise} would settle twice");
            }
        }
    }
}
