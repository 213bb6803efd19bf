//! Timers and their lists: rules 7, 8, 9, 13 and 14.

use super::branches::Way;
use super::time::{Due, Moment};
use crate::program::Body;
use std::collections::{BTreeMap, VecDeque};

/// A timer by its number.
pub(super) type TimerId = usize;

/// A timer or an interval.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timer<'p> {
    pub(super) body: &'p Body,
    delay_ms: u32,
    /// For an interval, how often it still runs.
    pub(super) beats: Option<u32>,
    started: Moment,
    has_ref: bool,
    /// It waits, or its callback runs for the first time since it was started.
    is_active: bool,
    /// It was cleared, so it has no callback any more.
    is_cleared: bool,
    /// It was cleared before it fired, so it cannot start again.
    is_dead: bool,
}

/// The timers of one delay.
#[derive(Clone, Debug)]
struct List {
    /// Tells it from an earlier list of that delay.
    identity: u32,
    expiry: Due,
    /// Its place among lists of the same expiry.
    age: u32,
    timers: VecDeque<TimerId>,
}

/// All timers of a run, and the loop's one timer, which stands for the next list.
#[derive(Clone, Debug, Default)]
pub(super) struct Timers<'p> {
    all: Vec<Timer<'p>>,
    lists: BTreeMap<u32, List>,
    lists_made: u32,
    ages: u32,
    /// Active timers that have a reference.
    refs: u32,
    /// When the clock was read last.
    pub(super) loop_time: Moment,
    /// The expiry that the loop's timer stands for, as far as Node remembers it.
    next_expiry: Option<Due>,
    /// When the loop's timer fires, once both have passed; none when it is not started.
    wake: Option<[Due; 2]>,
    /// Whether the loop's timer keeps the loop alive.
    keeps_alive: bool,
    /// Times that have certainly passed, because the loop waited for them or this way says so.
    passed: Vec<Due>,
}

impl<'p> Timers<'p> {
    /// Whether a time has come by `now`.
    pub(super) fn has_come(&mut self, due: Due, now: Moment, way: &mut Way) -> bool {
        let now = now.plus(0);
        let known =
            if self.passed.iter().any(|passed| due.is_by(*passed) == Some(true)) { Some(true) } else { due.is_by(now) };
        let has_come = way.choose(known);
        if has_come && known.is_none() {
            self.passed.push(due);
        }
        has_come
    }

    pub(super) fn start(
        &mut self,
        body: &'p Body,
        delay_ms: u32,
        beats: Option<u32>,
        now: Moment,
        way: &mut Way,
    ) -> TimerId {
        self.all.push(Timer {
            body,
            delay_ms,
            beats,
            started: now,
            has_ref: true,
            is_active: true,
            is_cleared: false,
            is_dead: false,
        });
        let id = self.all.len() - 1;
        self.count_ref(true);
        self.insert(id, now, way);
        id
    }

    /// Puts a timer at the end of its list, counting from `started`.
    fn insert(&mut self, id: TimerId, started: Moment, way: &mut Way) {
        let delay_ms = self.all[id].delay_ms;
        self.all[id].started = started;
        self.take_out(id);
        if !self.lists.contains_key(&delay_ms) {
            let expiry = started.plus(delay_ms);
            self.lists_made += 1;
            let list = List { identity: self.lists_made, expiry, age: self.new_age(), timers: VecDeque::new() };
            self.lists.insert(delay_ms, list);
            if self.next_expiry.is_none_or(|next| way.choose(expiry.is_before(next))) {
                self.wake = Some([self.loop_time.plus(delay_ms); 2]);
                self.next_expiry = Some(expiry);
            }
        }
        self.list(delay_ms).timers.push_back(id);
    }

    fn new_age(&mut self) -> u32 {
        self.ages += 1;
        self.ages
    }

    fn list(&mut self, delay_ms: u32) -> &mut List {
        self.lists.get_mut(&delay_ms).expect("the list was looked up or made before")
    }

    fn take_out(&mut self, id: TimerId) {
        if let Some(list) = self.lists.get_mut(&self.all[id].delay_ms) {
            list.timers.retain(|timer| *timer != id);
        }
    }

    /// Counts a reference, and tells the loop of the first and the last.
    fn count_ref(&mut self, is_more: bool) {
        self.refs = if is_more { self.refs + 1 } else { self.refs - 1 };
        match (is_more, self.refs) {
            (true, 1) => self.keeps_alive = true,
            (false, 0) => self.keeps_alive = false,
            _ => {}
        }
    }

    pub(super) fn clear(&mut self, id: TimerId) {
        let timer = &mut self.all[id];
        if std::mem::replace(&mut timer.is_cleared, true) || !timer.is_active {
            return;
        }
        timer.is_active = false;
        timer.is_dead = true;
        let Timer { has_ref, delay_ms, .. } = *timer;
        self.take_out(id);
        if has_ref {
            // A list that the last timer without a reference leaves stays, with its old expiry.
            if self.lists.get(&delay_ms).is_some_and(|list| list.timers.is_empty()) {
                self.lists.remove(&delay_ms);
            }
            self.count_ref(false);
        }
    }

    /// Whether a timer can be started again: not if it was cleared before it fired.
    pub(super) fn can_start(&self, id: TimerId) -> bool {
        !self.all[id].is_dead
    }

    pub(super) fn refresh(&mut self, id: TimerId, now: Moment, way: &mut Way) {
        self.insert(id, now, way);
        let timer = &mut self.all[id];
        if !std::mem::replace(&mut timer.is_active, true) && timer.has_ref {
            self.count_ref(true);
        }
    }

    pub(super) fn set_ref(&mut self, id: TimerId, has_ref: bool) {
        let timer = &mut self.all[id];
        if timer.is_dead || timer.has_ref == has_ref {
            return;
        }
        timer.has_ref = has_ref;
        if timer.is_active {
            self.count_ref(has_ref);
        }
    }

    /// Whether the loop's timer fires: then a round over the lists begins.
    pub(super) fn fire(&mut self, way: &mut Way) -> bool {
        let Some(wake) = self.wake else { return false };
        let fires = wake.into_iter().all(|due| self.has_come(due, self.loop_time, way));
        if fires {
            self.wake = None;
            self.next_expiry = None;
        }
        fires
    }

    /// The list whose turn it is: its delay and its identity.
    pub(super) fn due_list(&mut self, now: Moment, way: &mut Way) -> Option<(u32, u32)> {
        let due: Vec<u32> = self
            .lists
            .iter()
            .map(|(delay_ms, list)| (*delay_ms, list.expiry))
            .collect::<Vec<_>>()
            .into_iter()
            .filter(|(_, expiry)| self.has_come(*expiry, now, way))
            .map(|(delay_ms, _)| delay_ms)
            .collect();
        let first = self.first_of(&due, way)?;
        Some((first, self.list(first).identity))
    }

    fn first_of(&mut self, delays: &[u32], way: &mut Way) -> Option<u32> {
        delays.iter().copied().reduce(|first, other| {
            let (one, two) = (&self.lists[&first], &self.lists[&other]);
            let is_first =
                if one.age < two.age { one.expiry.is_by(two.expiry) } else { one.expiry.is_before(two.expiry) };
            if way.choose(is_first) { first } else { other }
        })
    }

    /// The first timer of a list if it is due; puts the list off if it is not.
    pub(super) fn due_timer(&mut self, list: (u32, u32), now: Moment, way: &mut Way) -> Option<TimerId> {
        let (delay_ms, identity) = list;
        let list = self.lists.get(&delay_ms).filter(|list| list.identity == identity)?;
        let id = *list.timers.front()?;
        let expiry = self.all[id].started.plus(delay_ms);
        if self.has_come(expiry, now, way) {
            return Some(id);
        }
        let age = self.new_age();
        let list = self.list(delay_ms);
        list.expiry = expiry;
        list.age = age;
        None
    }

    /// Takes a timer that was found due out of its list; gives it if it has a callback.
    pub(super) fn begin(&mut self, id: TimerId) -> Option<Timer<'p>> {
        self.take_out(id);
        if self.all[id].is_cleared {
            self.retire(id);
            return None;
        }
        if let Some(beats) = &mut self.all[id].beats {
            *beats = beats.saturating_sub(1);
        }
        Some(self.all[id])
    }

    /// After a timer's callback. `began` is the moment before it.
    pub(super) fn end(&mut self, id: TimerId, began: Moment, way: &mut Way) {
        let timer = self.all[id];
        if timer.beats.is_some() && !timer.is_dead {
            self.insert(id, began, way);
        } else if !self.lists.get(&timer.delay_ms).is_some_and(|list| list.timers.contains(&id)) {
            self.retire(id);
        }
    }

    /// A timer is over. The loop learns of its reference only at the end of the round.
    fn retire(&mut self, id: TimerId) {
        let timer = &mut self.all[id];
        if std::mem::take(&mut timer.is_active) && timer.has_ref {
            self.refs -= 1;
        }
    }

    /// Drops a list that has run to its end, unless another one took its place or it has timers again.
    pub(super) fn drop_if_done(&mut self, list: (u32, u32)) {
        if self.lists.get(&list.0).is_some_and(|left| left.identity == list.1 && left.timers.is_empty()) {
            self.lists.remove(&list.0);
        }
    }

    /// At the end of a round: starts the loop's timer for the next list, a millisecond from the last look at the clock
    /// at the earliest.
    pub(super) fn end_round(&mut self, way: &mut Way) {
        let delays: Vec<u32> = self.lists.keys().copied().collect();
        let Some(next) = self.first_of(&delays, way) else {
            self.keeps_alive = false;
            return;
        };
        let expiry = self.lists[&next].expiry;
        self.next_expiry = Some(expiry);
        self.wake = Some([expiry, self.loop_time.plus(1)]);
        self.keeps_alive = self.refs > 0;
    }

    /// Whether the loop's timer keeps the loop alive.
    pub(super) fn keep_alive(&self) -> bool {
        self.keeps_alive && self.wake.is_some()
    }

    /// Waits for the loop's timer.
    pub(super) fn wait(&mut self, mut now: Moment) -> Moment {
        for due in self.wake.into_iter().flatten() {
            now = now.after_wait(due);
            self.passed.push(due);
        }
        now
    }

    /// What must hold after every transition. `running` is the timer whose callback runs.
    pub(super) fn check(&self, running: Option<TimerId>) {
        let refs = self.all.iter().filter(|timer| timer.is_active && timer.has_ref).count();
        assert_eq!(refs, self.refs as usize, "references are those of the active timers");
        for (id, timer) in self.all.iter().enumerate() {
            let places: usize =
                self.lists.values().map(|list| list.timers.iter().filter(|other| **other == id).count()).sum();
            assert!(places <= 1, "timer {id} stands in one place");
            assert!(places == 0 || timer.is_active, "timer {id} waits though it is over");
            assert!(places == 1 || !timer.is_active || running == Some(id), "timer {id} is active but nowhere");
        }
        let mut ages: Vec<u32> = self.lists.values().map(|list| list.age).collect();
        ages.sort_unstable();
        ages.dedup();
        assert_eq!(ages.len(), self.lists.len(), "no two lists are equally old");
    }
}
