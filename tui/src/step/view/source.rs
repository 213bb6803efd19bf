//! The program's source: the line that runs, the lines that scheduled what waits, the breakpoints.

use super::super::breakpoint::Breakpoint;
use super::super::run::Run;
use super::super::state::{Pane, State};
use super::Section;
use super::style::Style;
use loopscope_sim::explain::names::file_name;
use loopscope_sim::view::{Role, Thread};
use ratatui::text::{Line, Span};
use std::collections::BTreeMap;

/// The file that is being run, or the main file.
pub(super) fn section(run: &Run, state: &State, style: Style) -> Section {
    let places = run.places();
    let here = places.first().map(|place| (place.file.to_owned(), place.line));
    let file = here.as_ref().map_or(&run.loaded.program, |(file, _)| file);
    let current = here.as_ref().map(|(_, line)| *line as usize);
    let empty = Vec::new();
    let text = run.loaded.sources.get(file).unwrap_or(&empty);
    let waiting = waiting_lines(run, file);
    let width = text.len().to_string().len();
    let lines = text.iter().enumerate().map(|(at, text)| {
        let number = at + 1;
        let is_here = current == Some(number);
        let waits = waiting.get(&number).copied().unwrap_or(0);
        let sign = match (is_here, is_stop(state, file, number), waits) {
            (true, ..) => Span::styled("▶ ", style.now()),
            (false, true, _) => Span::styled("● ", style.bad()),
            (false, false, 0) => Span::raw("  "),
            (false, false, 1) => Span::styled("• ", style.good()),
            (false, false, more) => Span::styled(format!("•{}", more.min(9)), style.good()),
        };
        let gutter = Span::styled(format!("{number:>width$} "), style.dim());
        let text = text.replace('\t', "  ");
        let is_comment = text.trim_start().starts_with("//");
        let drawn = if is_here {
            style.now()
        } else if is_comment {
            style.dim()
        } else {
            ratatui::style::Style::new()
        };
        Line::from(vec![sign, gutter, Span::styled(text, drawn)])
    });
    let lines: Vec<Line> = lines.collect();
    let line = current.map(|line| format!(":{line}")).unwrap_or_default();
    let summary = format!("{}{line}", file_name(file));
    Section { pane: Pane::Source, summary, lines, eye: current.unwrap_or(1).saturating_sub(1) }
}

fn is_stop(state: &State, file: &str, number: usize) -> bool {
    state.breakpoints.iter().any(|breakpoint| match breakpoint {
        Breakpoint::Line { file: wanted, line } => {
            *line as usize == number
                && wanted.as_deref().is_none_or(|wanted| wanted == file || wanted == file_name(file))
        }
        _ => false,
    })
}

/// How many things wait that each line of a file scheduled.
fn waiting_lines(run: &Run, file: &str) -> BTreeMap<usize, usize> {
    let view = run.view();
    let mut lines = BTreeMap::new();
    for id in waiting(view.thread()) {
        let at = run.trace().resource(view.current(), id).and_then(|resource| resource.at);
        if let Some(at) = at.filter(|at| at.file == file) {
            *lines.entry(at.line as usize).or_default() += 1;
        }
    }
    lines
}

/// Everything that waits for its turn.
fn waiting(thread: &Thread) -> Vec<u64> {
    let queued = thread.ticks().iter().chain(thread.microtasks().iter()).chain(thread.immediates().iter());
    let timers = thread.timers().map(|timer| timer.id);
    let requests = thread.live().filter(|(_, live)| matches!(live.role, Role::Request(_))).map(|(id, _)| id);
    queued.chain(timers).chain(requests).chain(thread.closing().iter()).collect()
}
