//! Compared runs: columns of lines with a sign where they part, then what each run does there and what parts them.

use super::{Made, Parting, SideLuck};
use loopscope_sim::words::{count, exact_duration};
use serde::Serialize;
use std::fmt::Write;

/// The version of the JSON.
const VERSION: u32 = 1;

/// Lines that are shown before the first parting, and from it on.
const LINES_BEFORE: usize = 3;
const LINES_FROM: usize = 9;

/// Characters of a line of output that a column shows.
const COLUMN_MAX: usize = 34;

/// Rules and decisions that are shown.
const REASONS_MAX: usize = 6;

/// The comparison for people.
pub(super) fn text(made: &[Made], partings: &[Parting]) -> String {
    let names = names(made);
    let mut text = String::new();
    let mut line = |what: &str| writeln!(text, "{}", what.trim_end()).expect("a String takes all text");
    let Some(first) = partings.iter().map(|parting| parting.line).min() else {
        let lines = count(made[0].trace.order().len(), "line");
        line(&format!("{} print the same: {lines}, exit code {}", list(&names), made[0].run.exit));
        return text;
    };
    columns(made, &names, first).iter().for_each(|row| line(row));
    for parting in partings {
        let (left, right) = (&names[0], &names[parting.side]);
        line("");
        line(&format!("{left} and {right} part at {}", place(made, parting)));
        for (name, next) in [left, right].into_iter().zip(&parting.next) {
            let explanation = &next.explanation;
            line(&format!("  {name}: at {}, {}", exact_duration(next.at.as_ns()), lower(&explanation.what)));
            if !explanation.why.is_empty() {
                line(&format!("    {}", explanation.why));
            }
        }
        reasons(made, parting).iter().for_each(|reason| line(&format!("  {reason}")));
    }
    let same: Vec<String> = (1..made.len())
        .filter(|side| partings.iter().all(|parting| parting.side != *side))
        .map(|side| names[side].clone())
        .collect();
    if !same.is_empty() {
        line("");
        line(&format!("{} like {}", list(&same), names[0]));
    }
    text
}

/// What people call each side: what the sides have in common is left out.
fn names(made: &[Made]) -> Vec<String> {
    let is_one_node = made.iter().all(|other| other.side.has_same_node(&made[0].side));
    let name = |made: &Made| match (&made.side.luck, is_one_node) {
        (luck, true) => luck.to_string(),
        (SideLuck::Typical, false) => format!("node {}", made.side.node.major()),
        (luck, false) => format!("node {} · {luck}", made.side.node.major()),
    };
    made.iter().map(name).collect()
}

fn place(made: &[Made], parting: &Parting) -> String {
    if parting.line >= made[0].trace.order().len().max(made[parting.side].trace.order().len()) {
        let (left, right) = (made[0].run.exit, made[parting.side].run.exit);
        return format!("their end: exit code {left} | {right}");
    }
    format!("line {}", parting.line + 1)
}

/// The lines around the first parting, a column a side.
fn columns(made: &[Made], names: &[String], first: usize) -> Vec<String> {
    let label = |made: &Made, at: usize| {
        let order = made.trace.order();
        match order.get(at) {
            Some(label) => shortened(&label.text),
            None if at == order.len() => format!("(exit code {})", made.run.exit),
            None => String::new(),
        }
    };
    let end = made.iter().map(|made| made.trace.order().len() + 1).max().unwrap_or(0);
    let shown = first.saturating_sub(LINES_BEFORE)..end.min(first + LINES_FROM);
    let rows: Vec<Vec<String>> = shown.clone().map(|at| made.iter().map(|made| label(made, at)).collect()).collect();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| &row[column]).chain([&names[column]]);
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0) + 2
    };
    let widths: Vec<usize> = (0..made.len()).map(width).collect();
    let row = |sign: &str, cells: &[String]| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("{sign:>6}  {}", padded.collect::<String>())
    };
    let mut lines = vec![row("line", names)];
    if shown.start > 0 {
        lines.push(format!("{:>6}  ({} before it are the same)", "…", shown.start));
    }
    for (at, cells) in shown.clone().zip(&rows) {
        let is_same = cells.iter().all(|cell| *cell == cells[0]);
        lines.push(row(&format!("{}{}", if is_same { "" } else { "≠ " }, at + 1), cells));
    }
    if shown.end < end {
        lines.push(format!("{:>6}  ({} more)", "…", end - shown.end));
    }
    lines
}

/// What parts a side from the first one.
fn reasons(made: &[Made], parting: &Parting) -> Vec<String> {
    if made[0].side.has_same_node(&made[parting.side].side) {
        let more = parting.decisions.len().saturating_sub(REASONS_MAX);
        let shown = parting.decisions.iter().take(REASONS_MAX).map(|decision| format!("because {decision}"));
        let rest = (more > 0).then(|| format!("and {more} decisions more"));
        let first = parting.first_decision.as_ref().map(|first| format!("first decision that differs: {first}"));
        return shown.chain(rest).chain(first).collect();
    }
    if parting.rules.is_empty() {
        let rules = count(parting.rules_differing, "rule");
        return vec![format!("no rule alone parts them, of the {rules} in which these versions differ")];
    }
    let sentence =
        |rule: &loopscope_engine::profile::Difference| format!("rule {}: {}", rule.name, one_line(rule.sentence));
    parting.rules.iter().take(REASONS_MAX).map(sentence).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= COLUMN_MAX {
        return text.to_owned();
    }
    text.chars().take(COLUMN_MAX - 1).chain(['…']).collect()
}

/// A sentence that goes on behind a comma.
fn lower(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[derive(Serialize)]
struct DiffJson<'a> {
    version: u32,
    same: bool,
    runs: Vec<RunJson<'a>>,
    partings: Vec<PartingJson<'a>>,
}

#[derive(Serialize)]
struct RunJson<'a> {
    node: u32,
    luck: String,
    stdout: &'a str,
    exit: i32,
}

#[derive(Serialize)]
struct PartingJson<'a> {
    /// The places of the two runs in `runs`.
    runs: [usize; 2],
    /// Counted from 1; one behind the last line where only the exit codes differ.
    line: usize,
    labels: [Option<&'a str>; 2],
    next: Vec<NextJson<'a>>,
    rules: Vec<RuleJson>,
    decisions: &'a [String],
    first_decision: Option<&'a str>,
}

#[derive(Serialize)]
struct NextJson<'a> {
    at_ns: u64,
    what: &'a str,
    why: &'a str,
}

#[derive(Serialize)]
struct RuleJson {
    name: &'static str,
    sentence: String,
}

/// The comparison for tools, on one line.
pub(super) fn json(made: &[Made], partings: &[Parting]) -> String {
    let run = |made| {
        let Made { side, run, .. }: &Made = made;
        RunJson { node: side.node.major(), luck: side.luck.to_string(), stdout: &run.stdout, exit: run.exit }
    };
    let runs = made.iter().map(run);
    let partings: Vec<PartingJson> = partings.iter().map(|parting| parting_json(made, parting)).collect();
    let json = DiffJson { version: VERSION, same: partings.is_empty(), runs: runs.collect(), partings };
    let mut text = serde_json::to_string(&json).expect("numbers, texts and lists always serialise");
    text.push('\n');
    text
}

fn parting_json<'a>(made: &'a [Made], parting: &'a Parting) -> PartingJson<'a> {
    let label = |side: usize| made[side].trace.order().get(parting.line).map(|label| label.text.as_str());
    let next = parting.next.iter().map(|next| NextJson {
        at_ns: next.at.as_ns(),
        what: &next.explanation.what,
        why: &next.explanation.why,
    });
    let rules = parting.rules.iter().map(|rule| RuleJson { name: rule.name, sentence: one_line(rule.sentence) });
    PartingJson {
        runs: [0, parting.side],
        line: parting.line + 1,
        labels: [label(0), label(parting.side)],
        next: next.collect(),
        rules: rules.collect(),
        decisions: &parting.decisions,
        first_decision: parting.first_decision.as_deref(),
    }
}
