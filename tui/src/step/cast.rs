//! A walk as an asciicast: a terminal recording that asciinema and its players show. Format: asciicast v3,
//! <https://docs.asciinema.org/manual/asciicast/v3/>.

use super::input::Message;
use super::moves::{Unit, Way};
use super::state::State;
use super::update::update;
use super::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

/// Seconds that a viewer needs to read what a step changed.
const SECONDS_PER_STEP: f64 = 1.2;

/// The most steps that are recorded, so that a recording stays something that is watched to its end.
const STEPS_MAX: usize = 500;

/// Walks from callback to callback, from the start to the end, and gives the recording.
pub(crate) fn record(state: &mut State, title: &str) -> String {
    let (columns, rows) = state.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal in memory cannot fail");
    let header = serde_json::json!({
        "version": 3,
        "term": { "cols": columns, "rows": rows },
        "title": title,
    });
    let mut cast = format!("{header}\n");
    let mut wait = 0.0;
    update(state, Message::Start);
    for _ in 0..STEPS_MAX {
        terminal.draw(|frame| view::draw(frame, state)).expect("a terminal in memory cannot fail");
        let event = serde_json::json!([wait, "o", screen(terminal.backend().buffer())]);
        writeln!(cast, "{event}").expect("a String takes all text");
        wait = SECONDS_PER_STEP;
        let Some(run) = state.run() else { break };
        if run.step() == run.len() {
            break;
        }
        update(state, Message::Go(Unit::Callback, Way::Forward));
    }
    cast
}

/// A whole screen as text with escape sequences.
fn screen(buffer: &Buffer) -> String {
    let mut text = "\u{1b}[H".to_owned();
    for row in 0..buffer.area.height {
        let mut drawn = None;
        for column in 0..buffer.area.width {
            let Some(cell) = buffer.cell((column, row)) else { continue };
            let sequence = sequence(cell);
            if drawn.as_ref() != Some(&sequence) {
                text += &sequence;
                drawn = Some(sequence);
            }
            text += cell.symbol();
        }
        text += "\u{1b}[0m";
        if row + 1 < buffer.area.height {
            text += "\r\n";
        }
    }
    text
}

/// The escape sequence for how a cell is drawn. ECMA-48, "SGR".
fn sequence(cell: &Cell) -> String {
    let mut text = "\u{1b}[0".to_owned();
    for (modifier, number) in [(Modifier::BOLD, 1), (Modifier::DIM, 2), (Modifier::REVERSED, 7)] {
        if cell.modifier.contains(modifier) {
            write!(text, ";{number}").expect("a String takes all text");
        }
    }
    let colour = match cell.fg {
        Color::Red => Some(31),
        Color::Green => Some(32),
        Color::Yellow => Some(33),
        Color::Blue => Some(34),
        Color::Magenta => Some(35),
        Color::Cyan => Some(36),
        _ => None,
    };
    if let Some(colour) = colour {
        write!(text, ";{colour}").expect("a String takes all text");
    }
    text + "m"
}
