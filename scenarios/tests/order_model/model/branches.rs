//! Where real time decides, the machine goes both ways: an order is guaranteed when all ways lead to it.

use super::Rules;
use super::machine::{Line, Machine};
use crate::program::Program;

/// Ways that are tried before a program counts as racy.
const WAYS_MAX: usize = 48;

/// What the rules say of a program.
#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    /// The order is guaranteed.
    Guaranteed {
        /// What the program logs.
        lines: Vec<Line>,
        /// Its exit code.
        code: i32,
        /// How much later each line may be because of waits that only some ways have, in milliseconds.
        spread_ms: Vec<i64>,
    },
    /// It depends on luck.
    Racy,
    /// It runs for longer than a test should.
    Long,
}

impl Verdict {
    /// Whether the order is guaranteed.
    pub(crate) fn is_guaranteed(&self) -> bool {
        matches!(self, Self::Guaranteed { .. })
    }
}

/// Why the machine stopped before the program's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RanTooLong;

/// The answers to what real time decides, in the order of the questions.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    answers: Vec<bool>,
    asked: usize,
}

impl Way {
    /// The answer if it is certain, else this way's.
    pub(super) fn choose(&mut self, certain: Option<bool>) -> bool {
        if let Some(certain) = certain {
            return certain;
        }
        if self.asked == self.answers.len() {
            self.answers.push(true);
        }
        self.asked += 1;
        self.answers[self.asked - 1]
    }

    /// The next way that differs in the last answer that can still change.
    fn next(mut self) -> Option<Self> {
        while !self.answers.pop()? {}
        self.answers.push(false);
        Some(Self { answers: self.answers, asked: 0 })
    }
}

/// Judges a program by the rules.
pub(crate) fn judge(program: &Program, rules: Rules) -> Verdict {
    let mut way = Way::default();
    let Ok((first, mut used)) = Machine::new(program, rules, way).run() else { return Verdict::Long };
    let mut latest: Vec<i64> = first.lines.iter().map(|line| line.nominal_ms).collect();
    for _ in 1..WAYS_MAX {
        match used.next() {
            Some(next) => way = next,
            None => return guaranteed(first.lines, first.code, &latest),
        }
        let Ok((other, other_used)) = Machine::new(program, rules, way).run() else { return Verdict::Racy };
        used = other_used;
        if other.code != first.code || other.lines.iter().ne(&first.lines) {
            return Verdict::Racy;
        }
        for (latest, line) in latest.iter_mut().zip(&other.lines) {
            *latest = line.nominal_ms.max(*latest);
        }
    }
    Verdict::Racy
}

fn guaranteed(lines: Vec<Line>, code: i32, latest: &[i64]) -> Verdict {
    let spread_ms = lines.iter().zip(latest).map(|(line, latest)| latest - line.nominal_ms).collect();
    Verdict::Guaranteed { lines, code, spread_ms }
}
