//! Two runs of one program: what each does where their outputs part, and which rule or which decisions make the difference.
//!
//! HOW: a rule is found by runs of the left version with one rule of the right one; decisions by delta debugging on what the
//! two schedules answer differently. Both are tried on real runs, so what is named does make the left run go on like the
//! right one. When no rule does so alone, none is named.

use super::{many, shrink, story};
use crate::explain::{Explanation, explain};
use crate::scheduler::record::{LogEntry, first_difference};
use crate::scheduler::{Decision, Difference, Keep, Luck, Origin, Schedule};
use crate::simulation::{Manner, Run, Simulation};
use crate::trace::Trace;
use crate::view::Timeline;
use loopscope_engine::clock::LoopTime;
use loopscope_engine::profile::{self, Profile};
use loopscope_engine::trace::Event;
use std::num::NonZero;

/// How many runs the search for the deciding decisions may take.
const RUNS_MAX: u32 = 200;

/// What a run does at a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// When the callback that prints the label begins; when the run ends, where it prints no more.
    pub at: LoopTime,
    /// Which callback that is, and why it runs now.
    pub explanation: Explanation,
}

/// What a run does at its label of this number, counted from 0; its end for a number behind the last one.
pub fn next(trace: &Trace, label: usize) -> Next {
    let timeline = Timeline::new(trace);
    let printed = trace.order().get(label).map_or(trace.len().saturating_sub(1), |label| label.index);
    let thread = trace.thread(printed);
    let outermost = timeline.at(trace, printed).threads().get(usize::from(thread)).and_then(|it| it.running().next());
    let begins = |index: &usize| {
        trace.thread(*index) == thread && matches!(trace.event(*index), Event::Before { id } if Some(id) == outermost)
    };
    let index = (0..printed).rev().find(begins).unwrap_or(printed);
    let explanation =
        if trace.is_empty() { Explanation::default() } else { explain(trace, &timeline.at(trace, index), index) };
    Next { at: trace.at(index), explanation }
}

/// Whether a run goes on like `right` up to its line of this number, counted from 0; to its end where it has no such line.
pub fn goes_like(run: &Run, right: &Run, line: usize) -> bool {
    let beginning = |run: &'_ Run| run.stdout.lines().take(line + 1).map(str::to_owned).collect::<Vec<_>>();
    let has_line = right.stdout.lines().nth(line).is_some();
    beginning(run) == beginning(right) && (has_line || run.exit == right.exit)
}

/// The rules and numbers of the right version each of which, alone, makes the left one go on like the right one.
pub fn deciding_rules(
    simulation: &Simulation,
    (left, right): (Profile, Profile),
    jobs: NonZero<usize>,
    manner: impl Fn() -> Manner + Sync,
    is_like_right: impl Fn(&Run) -> bool + Sync,
) -> Vec<profile::Difference> {
    let differences = left.differences(right);
    let decides = many::map(&differences, jobs, |difference| {
        let simulation = simulation.clone().profile(left.with_rule_of(right, difference));
        is_like_right(&simulation.run_in(manner()))
    });
    differences.into_iter().zip(decides).filter_map(|(difference, decides)| decides.then_some(difference)).collect()
}

/// The first question that the runs of two schedules answer differently, in words; nothing when there is none, or when
/// they are asked different kinds of questions.
pub fn first_decision(simulation: &Simulation, left: &Schedule, right: &Schedule) -> Option<String> {
    if left.luck != right.luck {
        return None;
    }
    let (left, right) = (log(simulation, left), log(simulation, right));
    match first_difference(&left, &right)? {
        (_, Some(left), Some(right)) if left.decision.key() == right.decision.key() => {
            Some(story::sentence(&beside(&left, &right)))
        }
        (_, left, right) => {
            let asked = |entry: Option<LogEntry>| entry.map_or("nothing more".to_owned(), |entry| entry.question);
            Some(format!("the left run is asked {}, the right one {}", asked(left), asked(right)))
        }
    }
}

/// The decisions of the right schedule that make the left run go on like the right one, as few as can be found, in words.
pub fn deciding_decisions(
    simulation: &Simulation,
    left: &Schedule,
    right: &Schedule,
    is_like_right: impl Fn(&Run) -> bool,
) -> Vec<String> {
    let Some(luck) = common_luck(left, right) else { return Vec::new() };
    let mix = |differences: &[Difference]| Schedule {
        origin: Origin::Shrunk,
        luck,
        asked: 0,
        decisions: mixed(left, differences),
    };
    let mut runs_left = RUNS_MAX;
    let kept = shrink::reduce(left.diff(right), &mut |differences| {
        runs_left = runs_left.saturating_sub(1);
        runs_left > 0 && is_like_right(&simulation.replay(&mix(differences)))
    });
    let (left_log, right_log) = (log(simulation, left), log(simulation, &mix(&kept)));
    let sentence = |difference: &Difference| {
        let key = difference.right.as_ref().or(difference.left.as_ref())?.key();
        let of = |log: &[LogEntry]| log.iter().find(|entry| entry.decision.key() == key).cloned();
        let now = of(&right_log)?;
        Some(story::sentence(&of(&left_log).map_or_else(|| now.clone(), |before| beside(&before, &now))))
    };
    kept.iter().filter_map(sentence).collect()
}

/// The luck of both; a schedule without decisions is the same run under either.
fn common_luck(left: &Schedule, right: &Schedule) -> Option<Luck> {
    match (left.decisions.is_empty(), right.decisions.is_empty()) {
        (true, _) => Some(right.luck),
        (_, true) => Some(left.luck),
        _ => (left.luck == right.luck).then_some(left.luck),
    }
}

/// The left's decisions with these answered as the right does.
fn mixed(left: &Schedule, differences: &[Difference]) -> Vec<Decision> {
    let is_replaced = |decision: &&Decision| {
        differences.iter().filter_map(|other| other.left.as_ref()).any(|other| other.key() == decision.key())
    };
    let kept = left.decisions.iter().filter(|decision| !is_replaced(decision)).cloned();
    kept.chain(differences.iter().filter_map(|difference| difference.right.clone())).collect()
}

fn log(simulation: &Simulation, schedule: &Schedule) -> Vec<LogEntry> {
    simulation.run_in(Manner { keep: Keep::Log, ..Manner::replay(schedule.clone()) }).log
}

/// The right's answer told beside the left's instead of beside the typical one.
fn beside(left: &LogEntry, right: &LogEntry) -> LogEntry {
    LogEntry { typical: (left.decision.answer, left.decision.meaning.clone()), ..right.clone() }
}

#[cfg(test)]
mod tests {
    use super::{deciding_decisions, deciding_rules, goes_like};
    use crate::Simulation;
    use crate::scheduler::Typical;
    use crate::simulation::Manner;
    use loopscope_engine::profile::Profile;
    use std::num::NonZero;

    #[test]
    fn the_rule_that_parts_two_versions_is_found() {
        let program = "setTimeout(() => { console.log('timer'); process.nextTick(() => console.log('tick')); });
            setTimeout(() => console.log('other timer'));";
        let of_version = |major| Profile::of_major(major).expect("there is such a profile");
        let simulation = Simulation::of_text(program);
        let right = simulation.clone().profile(of_version(18)).run();
        let rules = deciding_rules(
            &simulation,
            (of_version(10), of_version(18)),
            NonZero::<usize>::MIN,
            || Manner::new(Box::new(Typical)),
            |run| goes_like(run, &right, 1),
        );
        assert_eq!(rules.iter().map(|rule| rule.name).collect::<Vec<_>>(), ["drains_between_timers"]);
    }

    #[test]
    fn the_decision_that_parts_two_seeds_is_found() {
        let program = "const fs = require('fs');
            fs.stat('/app', () => console.log('a'));
            fs.stat('/tmp', () => console.log('b'));";
        let simulation = Simulation::of_text(program);
        let left = simulation.run();
        let right = (1..).map(|seed| simulation.run_seed(seed)).find(|run| run.stdout != left.stdout);
        let right = right.expect("some seed swaps them");
        let decisions =
            deciding_decisions(&simulation, &left.schedule, &right.schedule, |run| goes_like(run, &right, 0));
        assert_eq!(decisions.len(), 1, "{decisions:?}");
        assert!(decisions[0].contains(" instead of "), "{decisions:?}");
    }
}
