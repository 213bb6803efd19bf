//! The top of the screen: the facts of the run, the ring of phases, and the sentence.

use super::super::run::Run;
use super::style::Style;
use loopscope_engine::event_loop::Phase;
use loopscope_sim::explain::names::file_name;
use loopscope_sim::view::Stage;
use loopscope_sim::words::ms;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

/// Program, version, luck, step and clock.
pub(super) fn facts(frame: &mut Frame, area: Rect, run: &Run, style: Style) {
    let left = format!("{} · {} ", file_name(&run.loaded.program), run.loaded.spec);
    let right = format!("step {}/{} · {}", run.step(), run.len(), ms(run.view().now().as_ns()));
    let gap = usize::from(area.width).saturating_sub(left.chars().count() + right.chars().count());
    let line = Line::from(vec![
        Span::styled(left, style.name().add_modifier(Modifier::BOLD)),
        Span::raw(" ".repeat(gap)),
        Span::styled(right, style.now()),
    ]);
    frame.render_widget(Paragraph::new(line), area);
}

/// Where the thread is in its life, and the phases in the order of the version, the present one in brackets.
pub(super) fn ring(frame: &mut Frame, area: Rect, run: &Run, style: Style) {
    frame.render_widget(Paragraph::new(ring_line(run, style, area.width)), area);
}

/// The ring as a line; narrow screens get shorter words.
pub(super) fn ring_line(run: &Run, style: Style, width: u16) -> Line<'static> {
    let thread = run.view().thread();
    let mut spans = vec![Span::styled(format!("{} ", stage(run)), style.now())];
    let is_narrow = width < 90;
    let arrow = if is_narrow { "→" } else { " → " };
    for (at, phase) in Phase::order(run.trace().profile()).iter().enumerate() {
        let name = phase.name();
        let is_here = thread.phase() == Some(*phase);
        if at > 0 {
            spans.push(Span::styled(arrow, style.dim()));
        }
        if is_here {
            spans.push(Span::styled(format!("[{name}]"), style.now().add_modifier(Modifier::REVERSED)));
        } else {
            spans.push(Span::styled(name, style.name()));
        }
    }
    spans.push(Span::styled(if is_narrow { "→⟲" } else { " → ⟲" }, style.dim()));
    Line::from(spans)
}

/// Where the thread is in its life, in two words.
pub(super) fn stage(run: &Run) -> String {
    let view = run.view();
    let thread = view.thread();
    let stage = match thread.stage() {
        Stage::Startup => "start".to_owned(),
        Stage::Main => "main script".to_owned(),
        Stage::Loop if thread.turn() == 0 => "before turn 1".to_owned(),
        Stage::Loop => format!("turn {}", thread.turn()),
        Stage::BeforeExit => "beforeExit".to_owned(),
        Stage::Exit => "exit listeners".to_owned(),
        Stage::Ended(code) => format!("ended with {code}"),
    };
    match run.trace().threads().get(usize::from(view.current())) {
        Some((_, 0)) | None => stage,
        Some((_, worker)) => format!("worker {worker}: {stage}"),
    }
}

/// What just happened, and why now.
pub(super) fn sentence(frame: &mut Frame, area: Rect, run: &Run, style: Style) {
    let said = run.explanation();
    let line = Line::from(vec![
        Span::styled("» ", style.now()),
        Span::styled(said.what.clone(), style.now()),
        Span::raw(" "),
        Span::raw(said.why.clone()),
    ]);
    frame.render_widget(Paragraph::new(line).wrap(Wrap { trim: true }), area);
}
