//! Random programs: trees of callbacks, each of which prints a label of its own.

use proptest::prelude::*;
use std::fmt::{self, Write};

/// How deep callbacks schedule callbacks.
const DEPTH_MAX: u32 = 3;

/// About how many statements a program has at most.
const STATEMENTS_MAX: u32 = 24;

/// Statements in one body.
const BODY_MAX: u32 = 4;

/// Delays of timers, in milliseconds: few and small, so that many meet.
const DELAY_MS_MAX: u64 = 4;

/// A program that prints one label in each of its callbacks and ends by itself.
#[derive(Clone, PartialEq, Eq)]
pub struct RandomProgram {
    body: Vec<Statement>,
}

/// Something that a program schedules; its callback prints a label and then does what the body says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// `process.nextTick`.
    Tick(Vec<Self>),
    /// `queueMicrotask`.
    Microtask(Vec<Self>),
    /// `setImmediate`.
    Immediate(Vec<Self>),
    /// `setTimeout` with so many milliseconds.
    Timeout(u64, Vec<Self>),
    /// An `fs.stat` of the main file.
    Stat(Vec<Self>),
    /// An `fs.readFile` of the main file.
    ReadFile(Vec<Self>),
    /// What follows an `await` of nothing in an async function.
    Await(Vec<Self>),
}

impl Statement {
    const fn body(&self) -> &Vec<Self> {
        match self {
            Self::Tick(body)
            | Self::Microtask(body)
            | Self::Immediate(body)
            | Self::Timeout(_, body)
            | Self::Stat(body)
            | Self::ReadFile(body)
            | Self::Await(body) => body,
        }
    }

    /// The statement around its callback's text.
    fn around(&self, callback: &str) -> String {
        match self {
            Self::Tick(_) => format!("process.nextTick(() => {callback});"),
            Self::Microtask(_) => format!("queueMicrotask(() => {callback});"),
            Self::Immediate(_) => format!("setImmediate(() => {callback});"),
            Self::Timeout(ms, _) => format!("setTimeout(() => {callback}, {ms});"),
            Self::Stat(_) => format!("fs.stat(__filename, () => {callback});"),
            Self::ReadFile(_) => format!("fs.readFile(__filename, () => {callback});"),
            Self::Await(_) => format!("(async () => {{ await null; {callback} }})();"),
        }
    }
}

impl RandomProgram {
    /// What the main script does.
    pub fn body(&self) -> &[Statement] {
        &self.body
    }

    /// How many lines it prints, under any schedule.
    pub fn labels(&self) -> usize {
        fn count(body: &[Statement]) -> usize {
            body.iter().map(|statement| 1 + count(statement.body())).sum()
        }
        count(&self.body)
    }

    /// The JavaScript, a CommonJS program. The labels are `1`, `2` and so on, from top to bottom.
    pub fn text(&self) -> String {
        let mut text = "const fs = require('fs');\n".to_owned();
        let mut next = 0;
        write_body(&mut text, &self.body, &mut next, 0);
        text
    }
}

/// A program that fails a test is shown as what it is for people.
impl fmt::Debug for RandomProgram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}", self.text())
    }
}

fn write_body(text: &mut String, body: &[Statement], next: &mut u32, depth: usize) {
    for statement in body {
        *next += 1;
        let mut inner = format!("{{\n{}console.log('{next}');\n", "  ".repeat(depth + 1));
        write_body(&mut inner, statement.body(), next, depth + 1);
        write!(inner, "{}}}", "  ".repeat(depth)).expect("a String takes all text");
        writeln!(text, "{}{}", "  ".repeat(depth), statement.around(&inner)).expect("a String takes all text");
    }
}

/// Random programs; they shrink by losing statements, and callbacks inside them.
pub fn programs() -> impl Strategy<Value = RandomProgram> {
    let leaf = statement(Just(Vec::new()));
    let statements = leaf.prop_recursive(DEPTH_MAX, STATEMENTS_MAX, BODY_MAX, |inner| {
        statement(prop::collection::vec(inner, 0..=BODY_MAX as usize))
    });
    prop::collection::vec(statements, 0..=BODY_MAX as usize).prop_map(|body| RandomProgram { body })
}

fn statement(body: impl Strategy<Value = Vec<Statement>> + Clone + 'static) -> BoxedStrategy<Statement> {
    prop_oneof![
        body.clone().prop_map(Statement::Tick),
        body.clone().prop_map(Statement::Microtask),
        body.clone().prop_map(Statement::Immediate),
        (0..=DELAY_MS_MAX, body.clone()).prop_map(|(ms, body)| Statement::Timeout(ms, body)),
        body.clone().prop_map(Statement::Stat),
        body.clone().prop_map(Statement::ReadFile),
        body.prop_map(Statement::Await),
    ]
    .boxed()
}

#[cfg(test)]
mod tests {
    use super::{RandomProgram, Statement, programs};
    use proptest::strategy::{Strategy, ValueTree};
    use proptest::test_runner::{TestError, TestRunner};

    #[test]
    fn a_program_reads_as_a_person_would_write_it() {
        let program = RandomProgram {
            body: vec![Statement::Timeout(2, vec![Statement::Tick(Vec::new())]), Statement::Await(Vec::new())],
        };
        let expected = "const fs = require('fs');
setTimeout(() => {
  console.log('1');
  process.nextTick(() => {
    console.log('2');
  });
}, 2);
(async () => { await null; {
  console.log('3');
} })();
";
        assert_eq!((program.text().as_str(), program.labels()), (expected, 3));
    }

    #[test]
    fn a_failure_shrinks_to_the_one_statement_that_matters() {
        fn has_immediate(body: &[Statement]) -> bool {
            body.iter().any(|it| matches!(it, Statement::Immediate(_)) || has_immediate(it.body()))
        }
        let mut runner = TestRunner::deterministic();
        let failure = runner.run(&programs(), |program| {
            if has_immediate(program.body()) { Err(proptest::test_runner::TestCaseError::fail("")) } else { Ok(()) }
        });
        let Err(TestError::Fail(_, least)) = failure else { panic!("some program has an immediate") };
        assert_eq!(least.body(), [Statement::Immediate(Vec::new())]);
        assert!(programs().new_tree(&mut runner).is_ok_and(|tree| tree.current().labels() < 200));
    }
}
