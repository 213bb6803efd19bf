//! `loopscope why`: the causal chain of a callback, and why another one did not come first.
//!
//! * `label`: which callback is meant
//! * `chain`: who scheduled it, up to the main script
//! * `waited`: what it waited for, and behind whom
//! * `rule`: why one callback came before another, in one sentence

mod chain;
mod label;
mod rule;
mod waited;

use crate::cli::why::WhyArgs;
use crate::setup::{UsageError, prepare};
use crate::story::{Story, words};
use loopscope_sim::trace::Recorder;
use std::fmt::Write;
use std::io::{Write as _, stdout};
use std::process::ExitCode;

/// Writing to a string cannot fail.
const TAKES_ALL: &str = "a String takes all text";

/// How many labels are offered when none was given.
const LABELS_SHOWN: usize = 8;

/// Runs the program and explains one of its callbacks.
pub(crate) fn why(args: &WhyArgs) -> Result<ExitCode, UsageError> {
    let prepared = prepare(&args.run)?;
    let program = prepared.program.clone();
    let recorder = Recorder::new(program.profile);
    prepared.run(&args.run, Box::new(recorder.clone()));
    let trace = recorder.take();
    let story = Story::of(&trace);
    let (callback, said) = match &args.callback {
        Some(label) => (label::find(&story, label)?, label.clone()),
        None => label::last(&story).ok_or_else(|| UsageError::NoCallbacks { program: program.main.clone() })?,
    };
    let luck = args.run.seed.map_or_else(|| "typical schedule".to_owned(), |seed| format!("seed {seed}"));
    let mut text = format!("why {said} · {} · node {} · {luck}\n", program.main, program.profile.version());
    explain(&story, callback, &mut text);
    if args.callback.is_none() {
        other_labels(&story, &said, &mut text);
    }
    // A reader that has gone away is no reason to fail.
    drop(stdout().write_all(text.as_bytes()));
    Ok(ExitCode::SUCCESS)
}

fn explain(story: &Story, callback: usize, text: &mut String) {
    writeln!(text, "\nThe chain, from the main script on:").expect(TAKES_ALL);
    chain::write(story, callback, text);
    writeln!(text, "\nWhat it waited for:").expect(TAKES_ALL);
    for sentence in waited::sentences(story, callback) {
        writeln!(text, "  {sentence}").expect(TAKES_ALL);
    }
    let (before, after) = neighbours(story, callback);
    writeln!(text, "\nIts neighbours:").expect(TAKES_ALL);
    if let Some(before) = before {
        writeln!(text, "  {} came before it: {}", name(story, before), rule::why_first(story, before, callback))
            .expect(TAKES_ALL);
    }
    match after {
        Some(after) => {
            writeln!(text, "  {} came after it: {}", name(story, after), rule::why_first(story, callback, after))
                .expect(TAKES_ALL);
        }
        None => writeln!(text, "  nothing came after it").expect(TAKES_ALL),
    }
}

/// A callback's name within a sentence.
fn name(story: &Story, callback: usize) -> String {
    story.subject_of(callback).map_or_else(|| "a callback".to_owned(), words::title_and_place)
}

/// The callbacks next to one, of those that the program has written something of.
fn neighbours(story: &Story, callback: usize) -> (Option<usize>, Option<usize>) {
    let is_program = |number: &usize| {
        let parent = story.callbacks[*number].parent;
        parent.is_none()
            && story
                .subject_of(*number)
                .is_some_and(|subject| subject.runs.or(subject.at).is_some() || subject.kind == "Main")
    };
    let outermost = story.outermost(callback);
    let before = (0..outermost).rev().find(is_program);
    let after = (outermost + 1..story.callbacks.len()).find(is_program);
    (before, after)
}

fn other_labels(story: &Story, said: &str, text: &mut String) {
    let labels: Vec<String> = label::all(story).into_iter().filter(|label| label != said).collect();
    if labels.is_empty() {
        return;
    }
    let shown = labels.iter().take(LABELS_SHOWN).cloned().collect::<Vec<_>>().join(", ");
    let more =
        if labels.len() > LABELS_SHOWN { format!(" and {} more", labels.len() - LABELS_SHOWN) } else { String::new() };
    writeln!(text, "\nOther labels for --callback: {shown}{more}").expect(TAKES_ALL);
}
