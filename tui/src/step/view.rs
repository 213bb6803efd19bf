//! Draws a state: nothing here changes it.
//!
//! * [`layout`]: what stands where, by the size of the terminal
//! * [`style`]: colours and signs
//! * `head`: the line of facts, the ring of phases, the sentence
//! * `sections`: the queues and the machine, as titled lists that shrink
//! * `source`: the program, with the line that runs and those that scheduled what waits
//! * `beside`: two runs side by side
//! * `overlay`: help, quiz, the line at the bottom

mod beside;
mod head;
mod layout;
mod overlay;
mod sections;
mod source;
mod style;

use super::state::{Mode, Pane, State};
use layout::Plan;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use style::Style;

/// A pane's content: what stands behind its title, and its lines.
pub(super) struct Section {
    pub(super) pane: Pane,
    /// How many things are in it, or another word on it.
    pub(super) summary: String,
    pub(super) lines: Vec<Line<'static>>,
    /// The line that should be seen, when not all fit.
    pub(super) eye: usize,
}

/// Draws everything.
pub(crate) fn draw(frame: &mut Frame, state: &State) {
    let style = Style::new(state.theme);
    let area = frame.area();
    let Some(run) = state.run() else {
        overlay::loading(frame, area, state, style);
        return;
    };
    if matches!(state.mode, Mode::Help) {
        overlay::help(frame, area, style);
        return;
    }
    if state.runs.len() == 2 {
        beside::draw(frame, area, state, style);
    } else {
        let plan = layout::plan(state, area);
        head::facts(frame, plan.facts, run, style);
        head::ring(frame, plan.ring, run, style);
        head::sentence(frame, plan.sentence, run, style);
        draw_panes(frame, state, &plan, style);
        if let Some(quiz) = &state.quiz {
            overlay::quiz(frame, plan.quiz, quiz, style);
        }
    }
    overlay::bottom(frame, area, state, style);
}

fn draw_panes(frame: &mut Frame, state: &State, plan: &Plan, style: Style) {
    let Some(run) = state.run() else { return };
    for (pane, area) in &plan.panes {
        let section = sections::section(*pane, run, state, style);
        draw_section(frame, *area, &section, *pane == state.focus, style);
    }
}

/// A title line, and below it as many lines as fit around the one that should be seen.
fn draw_section(frame: &mut Frame, area: Rect, section: &Section, is_focused: bool, style: Style) {
    if area.is_empty() {
        return;
    }
    let mut lines = vec![style.title(section.pane.title(), &section.summary, is_focused, area.width)];
    let room = usize::from(area.height) - 1;
    let count = section.lines.len();
    let first = if count <= room { 0 } else { section.eye.saturating_sub(room / 2).min(count - room) };
    let shown = section.lines.iter().skip(first).take(room).cloned();
    lines.extend(shown);
    let hidden = count.saturating_sub(first + room);
    if hidden > 0 && room > 0 && section.pane != Pane::Source && section.pane != Pane::Console {
        let last = lines.len() - 1;
        lines[last] = Line::styled(format!("  … {} more", hidden + 1), style.dim());
    }
    frame.render_widget(Paragraph::new(lines), area);
}

/// The pane at a place of the screen.
pub(crate) fn pane_at(state: &State, column: u16, row: u16) -> Option<Pane> {
    if state.runs.len() != 1 {
        return None;
    }
    let plan = layout::plan(state, Rect::new(0, 0, state.size.0, state.size.1));
    let here = Position::new(column, row);
    plan.panes.iter().find(|(_, area)| area.contains(here)).map(|(pane, _)| *pane)
}
