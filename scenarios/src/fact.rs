//! Facts about the order of a program's lines, as lessons state them and as tests check them.
//!
//! | fact | holds if |
//! | --- | --- |
//! | `a < b < c` | in every run `a` is printed before `b`, and `b` before `c` |
//! | `a ~ b` | luck: in some run `a` comes before `b`, in another one behind it |
//! | `a` | every run prints `a` |
//! | `no a` | no run prints `a` |
//! | `maybe a` | some runs print `a`, others do not |
//! | `3 x a` | every run prints `a` three times |
//! | `a in check` | in every run `a` is printed in that phase; `start` is before the loop, `end` behind it |
//! | `a by tick` | in every run that kind of callback prints `a` |
//! | `a with b` | in every run the same turn of the loop prints both |
//! | `exit 13` | every run ends that way |
//!
//! A name stands for the first line that equals it; one that ends in `…` for the first that begins with it. `18: a < b`
//! speaks of Node 18 only, `18 20: a < b` of both.

use crate::order::{Order, Place, Step};
use std::fmt;
use thiserror::Error;

/// A fact and the versions that it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    text: String,
    /// The Node versions; empty for all that are looked at.
    majors: Vec<u32>,
    claim: Claim,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Claim {
    InOrder(Vec<String>),
    Luck(String, String),
    Never(String),
    Maybe(String),
    Times(usize, String),
    In(String, String),
    By(String, String),
    With(String, String),
    Ends(String),
}

/// A fact that says nothing.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("reading a fact: found {0:?}, expected a form such as `a < b`")]
pub struct FactError(String);

impl Fact {
    /// Reads a fact.
    ///
    /// # Errors
    /// An empty name.
    pub fn parse(text: &str) -> Result<Self, FactError> {
        let (majors, claim) = versions(text);
        let claim = claim_of(claim).filter(|claim| names(claim).iter().all(|name| !name.is_empty()));
        Ok(Self { text: text.to_owned(), majors, claim: claim.ok_or_else(|| FactError(text.to_owned()))? })
    }

    /// Whether it speaks of that Node version.
    pub fn speaks_of(&self, major: u32) -> bool {
        self.majors.is_empty() || self.majors.contains(&major)
    }

    /// Whether it holds for these runs of one program under one version.
    pub fn holds(&self, runs: &[Order]) -> bool {
        let all = |test: &dyn Fn(&Order) -> bool| runs.iter().all(test);
        let some = |test: &dyn Fn(&Order) -> bool| runs.iter().any(test);
        match &self.claim {
            Claim::InOrder(names) => all(&|run| are_in_order(run, names)),
            Claim::Luck(one, other) => {
                some(&|run| is_before(run, one, other)) && some(&|run| is_before(run, other, one))
            }
            Claim::Never(name) => all(&|run| position(run, name).is_none()),
            Claim::Maybe(name) => {
                some(&|run| position(run, name).is_some()) && some(&|run| position(run, name).is_none())
            }
            Claim::Times(times, name) => {
                all(&|run| run.steps.iter().filter(|step| is_called(step, name)).count() == *times)
            }
            Claim::In(name, phase) => all(&|run| step(run, name).is_some_and(|step| is_in(step.place, phase))),
            Claim::By(name, what) => all(&|run| step(run, name).is_some_and(|step| step.what == *what)),
            Claim::With(one, other) => all(&|run| turn(run, one).is_some() && turn(run, one) == turn(run, other)),
            Claim::Ends(end) => all(&|run| run.end == *end),
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        text.write_str(&self.text)
    }
}

/// `18 20: a < b` is about 18 and 20.
fn versions(text: &str) -> (Vec<u32>, &str) {
    let Some((front, rest)) = text.split_once(": ") else { return (Vec::new(), text) };
    let majors: Option<Vec<u32>> = front.split_whitespace().map(|word| word.parse().ok()).collect();
    majors.map_or((Vec::new(), text), |majors| (majors, rest))
}

fn claim_of(text: &str) -> Option<Claim> {
    let text = text.trim_start();
    let two = |at: &str| text.split_once(at).map(|(one, other)| (one.trim().to_owned(), other.trim().to_owned()));
    if text.contains(" < ") {
        return Some(Claim::InOrder(text.split(" < ").map(|name| name.trim().to_owned()).collect()));
    }
    if let Some((one, other)) = two(" ~ ") {
        return Some(Claim::Luck(one, other));
    }
    if let Some((one, other)) = two(" with ") {
        return Some(Claim::With(one, other));
    }
    if let Some((name, what)) = two(" by ") {
        return Some(Claim::By(name, what));
    }
    if let Some((name, phase)) = two(" in ") {
        return Some(Claim::In(name, phase));
    }
    if let Some((times, name)) = two(" x ")
        && let Ok(times) = times.parse()
    {
        return Some(Claim::Times(times, name));
    }
    let text = text.trim_end();
    Some(match text.split_once(' ') {
        Some(("no", name)) => Claim::Never(name.to_owned()),
        Some(("maybe", name)) => Claim::Maybe(name.to_owned()),
        Some(("exit" | "stopped:", _)) => Claim::Ends(text.to_owned()),
        _ => Claim::InOrder(vec![text.to_owned()]),
    })
}

fn names(claim: &Claim) -> Vec<&String> {
    match claim {
        Claim::InOrder(names) => names.iter().collect(),
        Claim::Luck(one, other) | Claim::With(one, other) | Claim::By(one, other) | Claim::In(one, other) => {
            vec![one, other]
        }
        Claim::Never(name) | Claim::Maybe(name) | Claim::Times(_, name) | Claim::Ends(name) => vec![name],
    }
}

fn is_called(step: &Step, name: &str) -> bool {
    match name.strip_suffix('…') {
        Some(beginning) => step.label.starts_with(beginning),
        None => step.label == name,
    }
}

fn position(run: &Order, name: &str) -> Option<usize> {
    run.steps.iter().position(|step| is_called(step, name))
}

fn step<'a>(run: &'a Order, name: &str) -> Option<&'a Step> {
    position(run, name).map(|at| &run.steps[at])
}

/// The turn that prints a line; before the loop and behind it are turns of their own.
fn turn(run: &Order, name: &str) -> Option<Turn> {
    Some(match step(run, name)?.place {
        Place::Start => Turn::Start,
        Place::Loop { turn, .. } => Turn::Loop(turn),
        Place::End => Turn::End,
    })
}

#[derive(PartialEq, Eq)]
enum Turn {
    Start,
    Loop(u64),
    End,
}

fn is_in(place: Place, phase_name: &str) -> bool {
    match place {
        Place::Start => phase_name == "start",
        Place::End => phase_name == "end",
        Place::Loop { phase, .. } => phase.name() == phase_name,
    }
}

fn is_before(run: &Order, one: &str, other: &str) -> bool {
    matches!((position(run, one), position(run, other)), (Some(one), Some(other)) if one < other)
}

fn are_in_order(run: &Order, names: &[String]) -> bool {
    let positions: Option<Vec<usize>> = names.iter().map(|name| position(run, name)).collect();
    positions.is_some_and(|positions| positions.is_sorted_by(|one, next| one < next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(labels: &str) -> Order {
        let step =
            |label: &str| Step { thread: 0, place: Place::Start, what: "tick".to_owned(), label: label.to_owned() };
        Order { steps: labels.split(' ').map(step).collect(), end: "exit 0".to_owned() }
    }

    #[track_caller]
    fn check(fact: &str, runs: &[&str], expected: bool) {
        let runs: Vec<Order> = runs.iter().map(|labels| run(labels)).collect();
        assert_eq!(Fact::parse(fact).unwrap().holds(&runs), expected, "{fact} in {runs:?}");
    }

    #[test]
    fn an_order_must_hold_in_every_run() {
        check("a < b < c", &["a b c", "a x b c"], true);
        check("a < b", &["a b", "b a"], false);
        check("a < b", &["a"], false);
    }

    #[test]
    fn luck_needs_both_orders() {
        check("a ~ b", &["a b", "b a"], true);
        check("a ~ b", &["a b", "a b"], false);
    }

    #[test]
    fn presence_is_always_never_or_sometimes() {
        check("a", &["a", "b a"], true);
        check("a", &["a", "b"], false);
        check("no a", &["b"], true);
        check("maybe a", &["a", "b"], true);
        check("maybe a", &["a", "a"], false);
        check("2 x a", &["a b a"], true);
        check("late…", &["late-by-4"], true);
    }

    #[test]
    fn callbacks_are_asked_for_place_kind_and_end() {
        check("a in start", &["a"], true);
        check("a in poll", &["a"], false);
        check("a by tick", &["a"], true);
        check("a with b", &["a b"], true);
        check("exit 0", &["a"], true);
        check("exit 1", &["a"], false);
    }

    #[test]
    fn a_fact_may_speak_of_some_versions() {
        let fact = Fact::parse("18 20: a < b").unwrap();
        assert!(fact.speaks_of(20) && !fact.speaks_of(26));
        assert!(Fact::parse("a < ").is_err());
    }
}
