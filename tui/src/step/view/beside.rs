//! Two runs side by side: where each is, and where their outputs part.

use super::super::run::Run;
use super::super::state::{Pane, State};
use super::style::Style;
use super::{draw_section, head, sections};
use loopscope_sim::trace::order::parting;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Modifier;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// What is shown of each run.
const PANES: [Pane; 7] =
    [Pane::Stack, Pane::Ticks, Pane::Microtasks, Pane::Timers, Pane::Check, Pane::Poll, Pane::Console];

/// Draws both runs; the one that keys walk through is marked.
pub(super) fn draw(frame: &mut Frame, area: Rect, state: &State, style: Style) {
    let rows = Layout::vertical([Constraint::Length(1), Constraint::Min(0), Constraint::Length(1)]).split(area);
    frame.render_widget(Paragraph::new(verdict(state, style)), rows[0]);
    let columns =
        Layout::horizontal([Constraint::Percentage(50), Constraint::Percentage(50)]).spacing(1).split(rows[1]);
    for (at, run) in state.runs.iter().enumerate() {
        draw_run(frame, columns[at], run, state, at == state.active, style);
    }
}

fn verdict(state: &State, style: Style) -> Line<'static> {
    let [a, b] = state.runs.as_slice() else { return Line::default() };
    match parting(a.trace(), b.trace()) {
        None => Line::styled("= Both runs print the same.", style.good()),
        Some(at) => {
            let shown = |run: &Run| {
                let label = run.trace().order().get(at);
                label.map_or("nothing more".to_owned(), |label| format!("{:?}", label.text))
            };
            let text = format!("≠ The runs part at line {} of output: {} | {}", at + 1, shown(a), shown(b));
            Line::styled(text, style.bad())
        }
    }
}

fn draw_run(frame: &mut Frame, area: Rect, run: &Run, state: &State, is_active: bool, style: Style) {
    let rows =
        Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Length(4), Constraint::Min(0)])
            .split(area);
    let sign = if is_active { "▶" } else { " " };
    let title = format!("{sign} {} · step {}/{}", run.loaded.spec, run.step(), run.len());
    let drawn = if is_active { style.focus() } else { style.name().add_modifier(Modifier::BOLD) };
    frame.render_widget(Paragraph::new(Line::styled(title, drawn)), rows[0]);
    let phase = run.view().thread().phase().map_or(String::new(), |phase| format!(" [{}]", phase.name()));
    frame.render_widget(Paragraph::new(Line::styled(format!("{}{phase}", head::stage(run)), style.now())), rows[1]);
    head::sentence(frame, rows[2], run, style);
    let mut row = rows[3].y;
    for pane in PANES {
        let section = sections::section(pane, run, state, style);
        let wanted = u16::try_from(section.lines.len()).unwrap_or(u16::MAX).min(4) + 1;
        let room = rows[3].bottom().saturating_sub(row);
        let height = if pane == Pane::Console { room } else { wanted.min(room) };
        draw_section(frame, Rect { y: row, height, ..rows[3] }, &section, false, style);
        row += height;
    }
}
