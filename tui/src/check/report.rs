//! What a check found: a story of few lines for people, one line of JSON for tools.

use crate::cli::check::CheckArgs;
use crate::cli::run::RunArgs;
use crate::explore::{again, replay_command};
use loopscope_sim::explore::check::{Checked, Failure};
use loopscope_sim::words::{agree, count};
use serde::Serialize;
use std::fmt::Write;

/// The version of the JSON.
const VERSION: u32 = 1;

/// More sentences than this are no story; the schedule holds them all.
const SENTENCES_MAX: usize = 8;

/// A check that is over.
pub(super) struct Report<'a> {
    pub(super) args: &'a CheckArgs,
    pub(super) run: &'a RunArgs,
    /// The invariants that were checked.
    pub(super) invariants: &'a [&'static str],
    pub(super) checked: &'a Checked,
    /// Whether the run that breaks a rule lies in the file that was asked for.
    pub(super) is_saved: bool,
}

#[derive(Serialize)]
struct CheckJson<'a> {
    version: u32,
    ok: bool,
    complete: bool,
    schedules: u64,
    checked: Vec<String>,
    violation: Option<ViolationJson<'a>>,
}

#[derive(Serialize)]
struct ViolationJson<'a> {
    what: &'a str,
    /// The number of the run that was found, 0 being the typical one.
    run: u64,
    decisions_found: usize,
    story: &'a [String],
    consequence: Option<&'a str>,
    schedule: String,
    again: String,
    stdout: &'a str,
    stderr: &'a str,
    exit: i32,
}

impl Report<'_> {
    /// One line of JSON.
    pub(super) fn json(&self) -> String {
        let json = CheckJson {
            version: VERSION,
            ok: self.checked.failure.is_none(),
            complete: self.checked.complete,
            schedules: self.checked.schedules,
            checked: self.what_was_checked(),
            violation: self.checked.failure.as_ref().map(|failure| self.violation(failure)),
        };
        let mut text = serde_json::to_string(&json).expect("numbers, texts and lists always serialise");
        text.push('\n');
        text
    }

    fn violation<'f>(&self, failure: &'f Failure) -> ViolationJson<'f> {
        let Failure { what, index, decisions_found, schedule, story, consequence, run } = failure;
        ViolationJson {
            what,
            run: *index,
            decisions_found: *decisions_found,
            story,
            consequence: consequence.as_deref(),
            schedule: schedule.to_string(),
            again: self.again(failure),
            stdout: &run.stdout,
            stderr: &run.stderr,
            exit: run.exit,
        }
    }

    /// The story.
    pub(super) fn text(&self) -> String {
        match &self.checked.failure {
            None => self.nothing_found(),
            Some(failure) => self.found(failure),
        }
    }

    fn nothing_found(&self) -> String {
        let Checked { schedules, classes, complete, .. } = self.checked;
        let end = if *complete {
            format!("complete: {}, and no order beside them", agree(*classes as usize, "class", "classes"))
        } else {
            "a sample: another run may still break one".to_owned()
        };
        let runs = count(*schedules as usize, "run");
        format!("no rule is broken in {runs} · {end}\nchecked: {}\n", self.what_was_checked().join(", "))
    }

    fn found(&self, failure: &Failure) -> String {
        let mut text = format!("{}\n\n", failure.what);
        let mut line = |what: String| writeln!(text, "{what}").expect("a String takes all text");
        if failure.schedule.decisions.is_empty() {
            line("This is the typical run: everything took its usual time.".to_owned());
        }
        let told = failure.story.len().min(SENTENCES_MAX);
        for (place, sentence) in failure.story[..told].iter().enumerate() {
            let is_last = place + 1 == failure.story.len() && failure.consequence.is_none();
            line(format!("  {sentence}{}", if is_last { "" } else { "," }));
        }
        if told < failure.story.len() {
            line(format!("  and {} more decisions were not typical,", failure.story.len() - told));
        }
        if let Some(consequence) = &failure.consequence {
            line(format!("  so {consequence}"));
        }
        let decisions = count(failure.decisions_found, "unusual decision");
        let needed = failure.schedule.decisions.len();
        if needed > 0 {
            line(format!("\nfound in run {} with {decisions}: {needed} needed", failure.index + 1));
        }
        line(format!("again: {}", self.again(failure)));
        text
    }

    /// The command that makes the run again.
    fn again(&self, failure: &Failure) -> String {
        match &self.args.output {
            Some(file) if self.is_saved => replay_command(file),
            _ => again(self.run, None, &failure.schedule),
        }
    }

    fn what_was_checked(&self) -> Vec<String> {
        let mut checked: Vec<String> = self.invariants.iter().map(|name| (*name).to_owned()).collect();
        checked.extend(self.args.expect.as_ref().map(|file| format!("the rules of {}", file.display())));
        checked.extend(self.args.expect_exit.0.map(|code| format!("exit code {code}")));
        checked
    }
}
