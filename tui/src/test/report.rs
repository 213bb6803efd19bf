//! What is told of tested programs: lines for people, and JUnit's form for machines.

use super::record::Circumstances;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use similar::{ChangeTag, TextDiff};
use std::fmt::Write as _;
use std::io::{Write, stdout};
use std::path::Path;

/// Lines of context around a difference.
const CONTEXT: usize = 3;

/// A program under some circumstances, and what came of it.
pub(super) struct Case {
    /// The program's path below the folder.
    pub(super) program: String,
    /// Under what it ran; none when it did not run.
    pub(super) circumstances: Option<Circumstances>,
    /// What came of it.
    pub(super) verdict: Verdict,
    /// The command that shows the run; empty without one.
    pub(super) replay: String,
}

/// What came of a program.
pub(super) enum Verdict {
    /// It ran as recorded.
    Same,
    /// It was recorded.
    Written,
    /// A record that nothing belongs to was removed.
    Removed,
    /// It ran otherwise.
    Differs { before: String, now: String },
    /// There is no record of it.
    New,
    /// There is a record, but no program.
    WithoutProgram { record: String },
    /// There is a record of circumstances that nobody asks for.
    Unasked,
    /// The program or its record cannot be read.
    Unreadable { problem: String },
}

impl Verdict {
    /// Whether the test has passed.
    pub(super) const fn is_good(&self) -> bool {
        matches!(self, Self::Same | Self::Written | Self::Removed)
    }

    const fn word(&self) -> &'static str {
        match self {
            Self::Same => "ok",
            Self::Written => "written",
            Self::Removed => "removed",
            Self::Differs { .. } => "FAILED",
            Self::New => "NEW",
            Self::WithoutProgram { .. } | Self::Unasked => "STALE",
            Self::Unreadable { .. } => "BROKEN",
        }
    }

    /// What is wrong, in one sentence.
    fn problem(&self) -> Option<String> {
        match self {
            Self::Same | Self::Written | Self::Removed => None,
            Self::Differs { .. } => Some("it runs in another order than recorded".to_owned()),
            Self::New => Some("it has no record; --update writes one".to_owned()),
            Self::WithoutProgram { record } => Some(format!("{record} belongs to no program; --update removes it")),
            Self::Unasked => Some("it is recorded, but not asked for; --update removes it".to_owned()),
            Self::Unreadable { problem } => Some(problem.clone()),
        }
    }
}

impl Case {
    fn name(&self) -> String {
        match &self.circumstances {
            Some(circumstances) => format!("{} · {circumstances}", self.program),
            None => self.program.clone(),
        }
    }

    /// What is wrong, with the difference and the command that shows the run.
    fn details(&self) -> String {
        let mut text = String::new();
        if let Verdict::Differs { before, now } = &self.verdict {
            text += "    - recorded   + now\n";
            text += &difference(before, now);
            writeln!(text, "    see: {}", self.replay).expect("a String takes all text");
        }
        text
    }
}

/// Prints a line a case, what is wrong, and a summary.
pub(super) fn tell(cases: &[Case], folder: &Path) {
    let mut text = String::new();
    let mut line = |what: String| {
        text += &what;
        text.push('\n');
    };
    for case in cases {
        let problem = case.verdict.problem().map(|problem| format!(": {problem}")).unwrap_or_default();
        line(format!("{:<8}{}{problem}", case.verdict.word(), case.name()));
        let details = case.details();
        if !details.is_empty() {
            line(details.trim_end().to_owned());
        }
    }
    let good = cases.iter().filter(|case| case.verdict.is_good()).count();
    line(format!("{} cases: {good} good, {} not", cases.len(), cases.len() - good));
    if cases.iter().any(|case| matches!(case.verdict, Verdict::Differs { .. } | Verdict::New)) {
        line(format!("if this is how it shall be: loopscope test {} --update", folder.display()));
    }
    // A reader that has gone away is no reason to fail.
    drop(stdout().write_all(text.as_bytes()));
}

/// The lines that differ, with some around them.
fn difference(before: &str, now: &str) -> String {
    let diff = TextDiff::from_lines(before, now);
    let mut text = String::new();
    for (at, group) in diff.grouped_ops(CONTEXT).iter().enumerate() {
        if at > 0 {
            text += "      …\n";
        }
        for change in group.iter().flat_map(|operation| diff.iter_changes(operation)) {
            let sign = match change.tag() {
                ChangeTag::Equal => ' ',
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            };
            writeln!(text, "    {sign} {}", change.value().trim_end()).expect("a String takes all text");
        }
    }
    text
}

/// The report that build servers read. It holds no times: the same programs give the same report.
pub(super) fn junit(cases: &[Case]) -> String {
    let mut suite = TestSuite::new("loopscope test");
    for case in cases {
        let status = match case.verdict.problem() {
            None => TestCaseStatus::success(),
            Some(problem) => {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_message(problem).set_description(case.details());
                status
            }
        };
        let mut entry = TestCase::new(case.name(), status);
        entry.set_classname(case.program.clone());
        suite.add_test_case(entry);
    }
    let mut report = Report::new("loopscope test");
    report.add_test_suite(suite);
    report.to_string().expect("names and texts always serialise")
}
