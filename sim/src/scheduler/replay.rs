//! The replay strategy: a schedule again.
//!
//! Use it for every run that is to be seen twice. When the program has changed since, it answers what it still
//! recognises, answers the rest typically, and says where it stopped matching.

use super::{Alternatives, ChoiceName, ChoicePoint, Decision, Origin, Schedule, Scheduler};
use std::collections::BTreeMap;

/// The decisions about one kind of choice, by subject and occurrence.
type BySubject = BTreeMap<String, BTreeMap<u32, usize>>;

/// Gives the answers of a schedule, found by their key and not by their place.
#[derive(Clone, Debug)]
pub struct Replay {
    schedule: Schedule,
    places: BTreeMap<ChoiceName, BySubject>,
    used: Vec<bool>,
    /// The decisions that could not be followed though they were asked for.
    refused: Vec<String>,
}

impl Replay {
    /// The strategy that answers as `schedule` says.
    pub fn new(schedule: Schedule) -> Self {
        let mut places: BTreeMap<ChoiceName, BySubject> = BTreeMap::new();
        for (place, decision) in schedule.decisions.iter().enumerate() {
            let by_subject = places.entry(decision.name).or_default();
            by_subject.entry(decision.who.clone()).or_default().insert(decision.nth, place);
        }
        let used = vec![false; schedule.decisions.len()];
        Self { schedule, places, used, refused: Vec::new() }
    }

    fn place_of(&self, point: &ChoicePoint<'_>) -> Option<usize> {
        let by_subject = self.places.get(&point.name)?;
        by_subject.get(&point.who.to_string())?.get(&point.nth).copied()
    }

    /// The decision that was never asked for and stands first: there the run left the schedule.
    fn first_unused(&self) -> Option<(usize, &Decision)> {
        let place = self.used.iter().position(|used| !used)?;
        Some((place, &self.schedule.decisions[place]))
    }
}

/// The answer that `decision` gives to `point` today, if it is still among the alternatives.
fn fit(decision: &Decision, point: &ChoicePoint<'_>) -> Option<u64> {
    if let (Alternatives::Among(meanings), Some(meaning)) = (point.alternatives, &decision.meaning) {
        return meanings.iter().position(|m| m.to_string() == *meaning).map(|index| index as u64);
    }
    point.alternatives.allow(decision.answer).then_some(decision.answer)
}

impl Scheduler for Replay {
    fn origin(&self) -> Origin {
        match self.schedule.origin {
            // OK because a schedule that says "typical" and yet holds decisions was edited by hand; and typical
            // schedulers promise to look at no key, which this one does.
            Origin::Typical if !self.schedule.decisions.is_empty() => Origin::Manual,
            ref origin => origin.clone(),
        }
    }

    fn choose(&mut self, point: &ChoicePoint<'_>) -> u64 {
        let typical = point.alternatives.typical();
        let Some(place) = self.place_of(point) else { return typical };
        self.used[place] = true;
        let decision = &self.schedule.decisions[place];
        fit(decision, point).unwrap_or_else(|| {
            self.refused.push(format!("decision {} (`{decision}`) is no alternative any more", place + 1));
            typical
        })
    }

    fn remarks(&self, asked: u64) -> Vec<String> {
        let mut remarks = self.refused.clone();
        if let Some((place, decision)) = self.first_unused() {
            let unused = self.used.iter().filter(|used| !**used).count();
            let of = self.used.len();
            remarks.push(format!(
                "decision {} (`{decision}`) was never asked for, nor were {} of the other {}",
                place + 1,
                unused - 1,
                of - 1
            ));
        }
        if self.schedule.asked != 0 && self.schedule.asked != asked {
            remarks.push(format!("the schedule's run met {} choices, this one {asked}", self.schedule.asked));
        }
        remarks
    }
}

#[cfg(test)]
mod tests {
    use super::Replay;
    use crate::scheduler::{Alternatives, ChoiceName, Keep, Recorder, Schedule, Seeded};
    use loopscope_engine::clock::LoopTime;

    const RANGE: Alternatives<'static> = Alternatives::Range { min: 1, typical: 5, max: 9_000 };

    fn ask(recorder: &mut Recorder, files: &[&str]) -> Vec<u64> {
        let cost = |file: &&str| recorder.choose(LoopTime::ZERO, ChoiceName::JobCost, file, RANGE);
        files.iter().map(cost).collect()
    }

    fn replayed(schedule: &str, files: &[&str]) -> (Vec<u64>, Vec<String>) {
        let schedule: Schedule = schedule.parse().unwrap();
        let mut recorder = Recorder::new(Box::new(Replay::new(schedule)), Keep::Schedule);
        (ask(&mut recorder, files), recorder.remarks())
    }

    #[test]
    fn a_recorded_run_is_replayed_and_recorded_the_same() {
        let mut first = Recorder::new(Box::new(Seeded::new(5)), Keep::Schedule);
        let answers = ask(&mut first, &["a", "b", "a"]);
        let mut second = Recorder::new(Box::new(Replay::new(first.schedule())), Keep::Schedule);
        assert_eq!(ask(&mut second, &["a", "b", "a"]), answers);
        assert_eq!(second.schedule(), first.schedule());
        assert_eq!(second.remarks(), Vec::<String>::new());
    }

    #[test]
    fn decisions_are_found_though_other_choices_came_between() {
        let (answers, remarks) =
            replayed("loopscope-schedule/1 manual; job-cost(a)#2=7ns; job-cost(b)=8ns", &["a", "new", "b", "a"]);
        assert_eq!((answers, remarks), (vec![5, 5, 8, 7], vec![]));
    }

    #[test]
    fn it_says_where_it_stopped_matching() {
        let text = "loopscope-schedule/1 manual asked=3; job-cost(a)=7ns; job-cost(gone)=8ns; job-cost(b)=9ms";
        let (answers, remarks) = replayed(text, &["a", "b"]);
        assert_eq!(answers, [7, 5]);
        assert_eq!(
            remarks,
            [
                "decision 3 (`job-cost(b)=9ms`) is no alternative any more",
                "decision 2 (`job-cost(gone)=8ns`) was never asked for, nor were 0 of the other 2",
                "the schedule's run met 3 choices, this one 2",
            ]
        );
    }

    #[test]
    fn an_alternative_is_found_by_its_meaning() {
        let schedule = "loopscope-schedule/1 manual; next-event(main)=1:stat".parse().unwrap();
        let mut recorder = Recorder::new(Box::new(Replay::new(schedule)), Keep::Nothing);
        let among = Alternatives::Among(&[&"read", &"open", &"stat"]);
        assert_eq!(recorder.choose(LoopTime::ZERO, ChoiceName::NextEvent, &"main", among), 2);
    }
}
