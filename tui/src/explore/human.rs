//! Findings for people: each outcome with its share and what decided it, then which orders are guaranteed and which luck.

use super::{again, replay_command};
use crate::cli::run::RunArgs;
use loopscope_sim::explore::pairs::{Pair, Verdict};
use loopscope_sim::explore::{Outcome, story};
use loopscope_sim::words::{agree, count};
use loopscope_sim::{Findings, Simulation};
use std::fmt::{Arguments, Write};
use std::path::PathBuf;

/// Outcomes that are shown; a program with more of them is told by its first ones.
const OUTCOMES_MAX: usize = 20;

/// Lines of an outcome's output that are shown.
const LINES_MAX: usize = 12;

/// Sentences about what decided an outcome.
const SENTENCES_MAX: usize = 4;

/// Pairs of one verdict that are shown.
const PAIRS_MAX: usize = 12;

/// The whole text; `saved` are the files in which the outcomes' runs lie, if they were saved.
pub(super) fn write(run: &RunArgs, simulation: &Simulation, findings: &Findings, saved: Option<&[PathBuf]>) -> String {
    let mut text = String::new();
    let outcomes = findings.outcomes.len();
    let end = if findings.complete {
        let note = if findings.is_reduced { ", where steps that were seen to commute count as one order" } else { "" };
        format!("complete: {}{note}", agree(findings.classes as usize, "class", "classes"))
    } else {
        "a sample: there may be other outcomes".to_owned()
    };
    let runs = count(findings.schedules as usize, "run");
    line(&mut text, format_args!("{} in {runs} · {end}", count(outcomes, "outcome")));
    for (index, outcome) in findings.outcomes.iter().take(OUTCOMES_MAX).enumerate() {
        let percent = outcome.count as f64 * 100.0 / findings.schedules.max(1) as f64;
        let exit = if outcome.exit == 0 { String::new() } else { format!(" · exit code {}", outcome.exit) };
        let (number, count, all) = (index + 1, outcome.count, findings.schedules);
        line(&mut text, format_args!("\noutcome {number} · {count} of {all} ({percent:.1} %){exit}"));
        show_outcome(&mut text, simulation, outcome);
        let file = saved.and_then(|saved| saved.get(index));
        let again = file.map_or_else(|| again(run, outcome.seed, &outcome.schedule), |file| replay_command(file));
        line(&mut text, format_args!("  again: {again}"));
    }
    if outcomes > OUTCOMES_MAX {
        line(&mut text, format_args!("\n… and {} more; --json lists them all", outcomes - OUTCOMES_MAX));
    }
    if outcomes > 1 {
        show_pairs(&mut text, findings);
    }
    text
}

/// What an outcome prints, and what decided it.
fn show_outcome(text: &mut String, simulation: &Simulation, outcome: &Outcome) {
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    for printed in lines.iter().take(LINES_MAX) {
        line(text, format_args!("  │ {printed}"));
    }
    if lines.len() > LINES_MAX {
        line(text, format_args!("  │ … {} more lines", lines.len() - LINES_MAX));
    }
    if outcome.schedule.decisions.is_empty() {
        line(text, format_args!("  when:  everything takes its usual time (the typical schedule)"));
        return;
    }
    let sentences = story::tell(simulation, &outcome.schedule);
    for (place, sentence) in sentences.iter().take(SENTENCES_MAX).enumerate() {
        line(text, format_args!("  {}  {sentence}", if place == 0 { "when:" } else { " and:" }));
    }
    if sentences.len() > SENTENCES_MAX {
        line(
            text,
            format_args!("   and:  {} more decisions differ from the typical run", sentences.len() - SENTENCES_MAX),
        );
    }
}

fn show_pairs(text: &mut String, findings: &Findings) {
    for (verdict, meaning) in [
        (Verdict::Luck, "luck (each order in more than one of ten runs)"),
        (Verdict::Usual, "usual (nine of ten runs or more, but not all)"),
    ] {
        let pairs: Vec<&Pair> = findings.pairs.iter().filter(|pair| pair.verdict == verdict).collect();
        list_pairs(text, meaning, &pairs);
    }
    let proof = if findings.complete {
        "guaranteed (in every order that the bounds allow)".to_owned()
    } else {
        format!("guaranteed (none of {} showed otherwise)", count(findings.schedules as usize, "run"))
    };
    list_pairs(text, &proof, &findings.guaranteed_chain());
}

fn list_pairs(text: &mut String, heading: &str, pairs: &[&Pair]) {
    if pairs.is_empty() {
        return;
    }
    line(text, format_args!("\n{heading}:"));
    for pair in pairs.iter().take(PAIRS_MAX) {
        line(text, format_args!("  {} < {}", pair.before, pair.after));
    }
    if pairs.len() > PAIRS_MAX {
        line(text, format_args!("  … {} more pairs", pairs.len() - PAIRS_MAX));
    }
}

fn line(text: &mut String, what: Arguments) {
    writeln!(text, "{what}").expect("a String takes all text");
}
