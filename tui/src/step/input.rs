//! From a key to a message: one table, from which dispatch, the footer and the help are made.

use super::moves::{Unit, Way};
use super::state::{Mode, Prompt};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

/// What a user asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    Go(Unit, Way),
    Start,
    End,
    Focus {
        forward: bool,
    },
    Zoom,
    Ask(Prompt),
    Type(char),
    Erase,
    Submit,
    Cancel,
    Help,
    Quit,
    /// To the next breakpoint.
    Continue(Way),
    ForgetBreakpoints,
    SearchAgain(Way),
    NextVersion,
    OtherRun,
    Quiz,
    Answer(usize),
    Click {
        column: u16,
        row: u16,
    },
    Resize(u16, u16),
}

/// A line of the table.
pub(crate) struct Binding {
    pub(crate) keys: &'static [KeyCode],
    pub(crate) message: Message,
    /// How the keys are written.
    pub(crate) shown: &'static str,
    /// What they do, in the help.
    pub(crate) help: &'static str,
    /// What they do, in a word; empty for keys that the footer leaves out.
    pub(crate) footer: &'static str,
}

const fn binding(
    keys: &'static [KeyCode],
    message: Message,
    shown: &'static str,
    help: &'static str,
    footer: &'static str,
) -> Binding {
    Binding { keys, message, shown, help, footer }
}

use KeyCode::{BackTab, Char, Down, End, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};

/// Every key that walks.
pub(crate) const KEYS: &[Binding] = &[
    binding(
        &[Char(' '), Char('n'), Char('l'), Right],
        Message::Go(Unit::Event, Way::Forward),
        "space n l →",
        "next event",
        "event",
    ),
    binding(&[Char('p'), Char('h'), Left], Message::Go(Unit::Event, Way::Back), "p h ←", "event before", "back"),
    binding(&[Char('j'), Down], Message::Go(Unit::Callback, Way::Forward), "j ↓", "next callback", "callback"),
    binding(&[Char('k'), Up], Message::Go(Unit::Callback, Way::Back), "k ↑", "callback before", ""),
    binding(&[Char('J')], Message::Go(Unit::Phase, Way::Forward), "J", "next phase", "phase"),
    binding(&[Char('K')], Message::Go(Unit::Phase, Way::Back), "K", "phase before", ""),
    binding(&[Char(']'), PageDown], Message::Go(Unit::Turn, Way::Forward), "] PgDn", "next turn of the loop", "turn"),
    binding(&[Char('['), PageUp], Message::Go(Unit::Turn, Way::Back), "[ PgUp", "turn before", ""),
    binding(&[Char('g'), Home], Message::Start, "g Home", "to the start", ""),
    binding(&[Char('G'), End], Message::End, "G End", "to the end", ""),
    binding(&[Char(':')], Message::Ask(Prompt::Step), ":", "go to a step by its number", ""),
    binding(&[Char('/')], Message::Ask(Prompt::Search), "/", "search output and names", "search"),
    binding(&[Char('.')], Message::SearchAgain(Way::Forward), ".", "the same search again", ""),
    binding(&[Char(',')], Message::SearchAgain(Way::Back), ",", "the same search, backwards", ""),
    binding(&[Char('b')], Message::Ask(Prompt::Breakpoint), "b", "add a breakpoint", "break"),
    binding(&[Char('B')], Message::ForgetBreakpoints, "B", "forget all breakpoints", ""),
    binding(&[Char('r')], Message::Continue(Way::Forward), "r", "run to the next breakpoint", "run"),
    binding(&[Char('R')], Message::Continue(Way::Back), "R", "run back to the breakpoint before", ""),
    binding(&[Char('s')], Message::Ask(Prompt::Change), "s", "another seed or Node version, same place", "seed"),
    binding(&[Char('v')], Message::NextVersion, "v", "the next Node version, same place", ""),
    binding(&[Char('c')], Message::Ask(Prompt::Compare), "c", "compare with another run, side by side", "compare"),
    binding(&[Char('x')], Message::OtherRun, "x", "walk through the other run", ""),
    binding(&[Char('t')], Message::Quiz, "t", "quiz: which label comes next?", "quiz"),
    binding(&[Tab], Message::Focus { forward: true }, "tab", "next pane", "pane"),
    binding(&[BackTab], Message::Focus { forward: false }, "shift-tab", "pane before", ""),
    binding(&[Char('z')], Message::Zoom, "z", "the whole screen for the pane, and back", ""),
    binding(&[Char('?')], Message::Help, "?", "this help", "help"),
    binding(&[Esc], Message::Cancel, "esc", "close quiz, comparison or zoom", ""),
    binding(&[Char('q')], Message::Quit, "q", "quit", "quit"),
];

/// What an event of the terminal means in a mode; nothing for most.
pub(crate) fn message(event: &Event, mode: &Mode, is_asked: bool) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => of_key(*key, mode, is_asked),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Message::Click { column: mouse.column, row: mouse.row }),
            MouseEventKind::ScrollDown => Some(Message::Go(Unit::Event, Way::Forward)),
            MouseEventKind::ScrollUp => Some(Message::Go(Unit::Event, Way::Back)),
            _ => None,
        },
        Event::Resize(columns, rows) => Some(Message::Resize(*columns, *rows)),
        _ => None,
    }
}

fn of_key(key: KeyEvent, mode: &Mode, is_asked: bool) -> Option<Message> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return (key.code == Char('c')).then_some(Message::Quit);
    }
    match mode {
        Mode::Prompt(..) => match key.code {
            Char(letter) => Some(Message::Type(letter)),
            KeyCode::Backspace => Some(Message::Erase),
            KeyCode::Enter => Some(Message::Submit),
            Esc => Some(Message::Cancel),
            _ => None,
        },
        Mode::Help => Some(Message::Cancel),
        Mode::Walk => match key.code {
            Char(digit @ '1'..='9') if is_asked => Some(Message::Answer(digit as usize - '1' as usize)),
            code => KEYS.iter().find(|binding| binding.keys.contains(&code)).map(|binding| binding.message.clone()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{KEYS, Message, Mode, message};
    use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
    use std::collections::BTreeSet;

    #[test]
    fn no_key_means_two_things() {
        let mut seen = BTreeSet::new();
        for key in KEYS.iter().flat_map(|binding| binding.keys) {
            assert!(seen.insert(format!("{key:?}")), "{key:?}");
        }
    }

    #[test]
    fn digits_answer_only_while_something_is_asked() {
        let two = Event::Key(KeyEvent::new(KeyCode::Char('2'), KeyModifiers::NONE));
        assert_eq!(message(&two, &Mode::Walk, true), Some(Message::Answer(1)));
        assert_eq!(message(&two, &Mode::Walk, false), None);
    }

    #[test]
    fn control_c_quits_in_every_mode() {
        let key = Event::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL));
        assert_eq!(message(&key, &Mode::Help, false), Some(Message::Quit));
    }
}
