//! What lies over the panes or below them: help, quiz, progress, the line at the bottom.

use super::super::input::KEYS;
use super::super::quiz::Quiz;
use super::super::state::{Mode, State};
use super::style::Style;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

/// The footer, the line that is being typed, or the message on the last key.
pub(super) fn bottom(frame: &mut Frame, area: Rect, state: &State, style: Style) {
    let area = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
    let line = match &state.mode {
        Mode::Prompt(prompt, text) => {
            Line::from(vec![Span::styled(prompt.label(), style.name()), Span::raw(text.clone()), Span::raw("█")])
        }
        Mode::Walk | Mode::Help => match (&state.loading, state.message.is_empty()) {
            (Some(loading), _) => Line::styled(
                format!("… {} is being made: {} events; keys work meanwhile", loading.spec, loading.events),
                style.now(),
            ),
            (None, false) => Line::styled(state.message.clone(), style.now()),
            (None, true) => footer(style),
        },
    };
    frame.render_widget(Paragraph::new(line), area);
}

/// Keys in a word each, as many as fit: the end of the line is cut off.
fn footer(style: Style) -> Line<'static> {
    let mut spans = Vec::new();
    let bindings = KEYS.iter().filter(|binding| !binding.footer.is_empty());
    // Help and quit first: they must be seen on the narrowest screen.
    let (last, first): (Vec<_>, Vec<_>) = bindings.partition(|binding| matches!(binding.footer, "help" | "quit"));
    for binding in last.into_iter().chain(first) {
        let key = binding.shown.split(' ').next().unwrap_or_default();
        spans.push(Span::styled(key, style.name()));
        spans.push(Span::raw(format!(" {}  ", binding.footer)));
    }
    Line::from(spans)
}

/// Every key.
pub(super) fn help(frame: &mut Frame, area: Rect, style: Style) {
    let mut lines = vec![Line::styled("Keys (any key closes this)", style.now())];
    let half = KEYS.len().div_ceil(2);
    let cell = |at: usize| {
        KEYS.get(at).map_or_else(Vec::new, |binding| {
            vec![
                Span::styled(format!(" {:<12}", binding.shown), style.name()),
                Span::raw(format!("{:<38.38}", binding.help)),
            ]
        })
    };
    if area.width >= 100 {
        lines.extend((0..half).map(|at| Line::from([cell(at), cell(half + at)].concat())));
    } else {
        lines.extend((0..KEYS.len()).map(|at| Line::from(cell(at))));
    }
    lines.push(Line::default());
    for text in SIGNS {
        lines.push(Line::from(format!(" {text}")));
    }
    frame.render_widget(Paragraph::new(lines), area);
}

/// What the signs mean.
const SIGNS: [&str; 4] = [
    "▶ the line that runs, the pane that is looked at   • lines that scheduled what waits   ● breakpoint",
    "[poll] the phase of the loop   » what happened, and why now   ⤷ who scheduled it",
    "+ keeps the process alive   - does not   ! standard error   ≠ outputs differ",
    "Mouse: a click looks at a pane, the wheel walks by event",
];

/// The question with its answers, or what is said of the last answer; always the score.
pub(super) fn quiz(frame: &mut Frame, area: Rect, quiz: &Quiz, style: Style) {
    let score = format!("quiz {}/{} ", quiz.right, quiz.asked);
    let mut lines = Vec::new();
    match &quiz.question {
        Some(question) => {
            let head =
                vec![Span::styled(score, style.focus()), Span::styled(" Which line is printed next?", style.now())];
            lines.push(Line::from(head));
            for (option, at) in question.options.iter().zip(1..) {
                lines.push(Line::from(vec![Span::styled(format!("  {at} "), style.name()), Span::raw(option.clone())]));
            }
        }
        None => {
            let drawn = if quiz.verdict.starts_with('✓') { style.good() } else { style.bad() };
            lines.push(Line::from(vec![
                Span::styled(score, style.focus()),
                Span::styled(format!(" {}", quiz.verdict), drawn),
            ]));
            lines.push(Line::from("  The sentence above says why. Space asks on, esc leaves the quiz."));
        }
    }
    frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }), area);
}

/// Nothing is there yet but the run that is being made.
pub(super) fn loading(frame: &mut Frame, area: Rect, state: &State, style: Style) {
    let line = match &state.loading {
        Some(loading) => format!("Making the run ({}): {} events so far. q quits.", loading.spec, loading.events),
        None => state.message.clone(),
    };
    frame.render_widget(Paragraph::new(Line::styled(line, style.now())), area);
}
