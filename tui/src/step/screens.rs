//! Screens of the stepper, drawn in memory from a program that really ran, and held against `snapshots/`.

use super::input::{Message, message};
use super::load::{Progress, make};
use super::moves::{Unit, Way};
use super::run::Loaded;
use super::spec::Spec;
use super::state::{Mode, Pane, Prompt, Slot, State, Theme};
use super::update::{Effect, update};
use super::{cast, view};
use crate::cli::run::RunArgs;
use crate::cli::{Cli, Command};
use clap::Parser;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::path::Path;

const PROGRAM: &str = "tests/step/mixed.js";
const TYPICAL: Spec = Spec { node: 26, seed: None };

/// The options of `loopscope step FILE ARGS`, FILE relative to this package.
pub(super) fn args_of(file: &str, args: &[&str]) -> RunArgs {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let words = ["loopscope".as_ref(), "step".as_ref(), file.as_os_str()];
    let words = words.into_iter().chain(args.iter().map(AsRef::as_ref));
    let Command::Step(args) = Cli::parse_from(words).command else { panic!("`step` is that command") };
    args.run
}

fn run_of(spec: Spec) -> Loaded {
    make(&args_of(PROGRAM, &[]), spec, &Progress::default(), drop).expect("the program runs")
}

fn state(size: (u16, u16)) -> State {
    let mut state = State::new(Theme::Dark, size);
    state.take(run_of(TYPICAL), Slot::Instead);
    state
}

fn press(state: &mut State, keys: &str) -> Effect {
    let mut effect = Effect::None;
    for key in keys.chars() {
        let code = match key {
            '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            other => KeyCode::Char(other),
        };
        let event = Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
        let is_asked = state.quiz.as_ref().is_some_and(|quiz| quiz.question.is_some());
        let meant = message(&event, &state.mode, is_asked);
        effect = meant.map_or(Effect::None, |meant| update(state, meant));
    }
    effect
}

fn screen(state: &State) -> String {
    let (columns, rows) = state.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal in memory");
    terminal.draw(|frame| view::draw(frame, state)).expect("a terminal in memory");
    let buffer = terminal.backend().buffer();
    let row = |row| (0..columns).map(|column| buffer[(column, row)].symbol()).collect::<String>();
    (0..rows).map(|at| format!("{}\n", row(at).trim_end())).collect()
}

#[track_caller]
fn check_screen(name: &str, state: &State) {
    loopscope_snapshots::check(&format!("step__{name}"), &screen(state));
}

#[test]
fn the_start_says_which_keys_to_press() {
    check_screen("start__80x24", &state((80, 24)));
}

#[test]
fn the_main_script_shows_what_it_has_queued() {
    let mut state = state((80, 24));
    press(&mut state, "/awaited\n");
    press(&mut state, "k");
    check_screen("ticks_and_microtasks__80x24", &state);
}

#[test]
fn a_wide_terminal_shows_the_machine_beside_the_queues() {
    let mut state = state((160, 40));
    press(&mut state, "bpoll\nrrjz");
    press(&mut state, "zh");
    check_screen("poll__160x40", &state);
}

#[test]
fn a_timer_says_when_it_was_due() {
    let mut state = state((100, 30));
    press(&mut state, "blabel timeout\nrh");
    check_screen("timer__100x30", &state);
}

#[test]
fn two_versions_stand_side_by_side() {
    let mut state = state((120, 36));
    assert_eq!(
        press(&mut state, "blabel file\nrcnode 20\n"),
        Effect::Load(Spec { node: 20, seed: None }, Slot::Beside)
    );
    state.loading = None;
    state.take(run_of(Spec { node: 20, seed: None }), Slot::Beside);
    press(&mut state, "h");
    check_screen("beside__120x36", &state);
}

#[test]
fn the_quiz_asks_before_it_shows_and_counts() {
    let mut state = state((100, 30));
    press(&mut state, "/main\nt");
    let asked = state.quiz.clone().and_then(|quiz| quiz.question).expect("a question");
    assert_eq!(asked.options[asked.right], "tick");
    check_screen("quiz__100x30", &state);
    press(&mut state, &(asked.right + 1).to_string());
    let quiz = state.quiz.as_ref().expect("the quiz goes on");
    assert_eq!((quiz.right, quiz.asked), (1, 1));
    press(&mut state, " ");
    let asked = state.quiz.clone().and_then(|quiz| quiz.question).expect("another question");
    assert_eq!(asked.options[asked.right], "promise");
    press(&mut state, &(4 - asked.right).to_string());
    assert!(state.quiz.as_ref().is_some_and(|quiz| (quiz.right, quiz.asked) == (1, 2)));
}

#[test]
fn the_help_shows_every_key() {
    let mut state = state((120, 36));
    press(&mut state, "?");
    check_screen("help__120x36", &state);
}

#[test]
fn colour_is_never_the_only_sign() {
    let mut state = state((120, 36));
    press(&mut state, "jjjj");
    let dark = screen(&state);
    for theme in [Theme::Light, Theme::Plain] {
        state.theme = theme;
        assert_eq!(screen(&state), dark);
    }
}

#[test]
fn no_size_of_the_terminal_is_too_small() {
    let mut state = state((80, 24));
    press(&mut state, "jjjt");
    for size in [(1, 1), (10, 3), (40, 10), (300, 100)] {
        state.size = size;
        screen(&state);
    }
}

#[test]
fn every_step_back_shows_what_the_step_forward_showed() {
    let mut state = state((120, 36));
    let mut seen = vec![screen(&state)];
    for _ in 0..60 {
        press(&mut state, " ");
        seen.push(screen(&state));
    }
    for expected in seen.iter().rev().skip(1) {
        press(&mut state, "h");
        assert_eq!(&screen(&state), expected);
    }
}

#[test]
fn another_version_is_shown_at_the_same_place() {
    let mut state = state((100, 30));
    press(&mut state, "/immediate\n");
    let said = state.run().map(|run| run.explanation().what.clone());
    state.take(run_of(Spec { node: 18, seed: Some(3) }), Slot::Instead);
    assert_eq!(state.run().map(|run| run.explanation().what.clone()), said);
}

#[test]
fn breakpoints_are_hit_forward_and_back() {
    let mut state = state((100, 30));
    press(&mut state, "bkind immediate\nr");
    let step = state.run().map(super::run::Run::step);
    press(&mut state, "G");
    press(&mut state, "R");
    assert_eq!(state.run().map(super::run::Run::step), step);
    press(&mut state, "Br");
    assert!(state.message.starts_with("No breakpoint"));
}

#[test]
fn a_click_looks_at_the_pane_below_it() {
    let mut state = state((80, 24));
    update(&mut state, Message::Click { column: 2, row: 22 });
    assert_eq!(state.focus, Pane::Console);
    press(&mut state, "\t");
    assert_eq!(state.focus, Pane::Source);
}

#[test]
fn a_line_that_makes_no_sense_is_answered_with_what_was_expected() {
    let mut state = state((80, 24));
    press(&mut state, "bwhenever\n");
    assert!(state.message.contains("expected"), "{}", state.message);
    assert_eq!(state.mode, Mode::Walk);
    update(&mut state, Message::Ask(Prompt::Step));
    press(&mut state, "far\n");
    assert!(state.message.contains("expected"), "{}", state.message);
}

#[test]
fn a_recording_is_a_header_and_a_screen_for_each_callback() {
    let mut state = state((80, 24));
    let cast = cast::record(&mut state, "mixed");
    let mut lines = cast.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let header = lines.next().expect("a header");
    assert_eq!(header["version"], 3);
    assert_eq!(header["term"]["cols"], 80);
    let screens = lines.collect::<Vec<_>>();
    assert!(screens.len() > 8 && screens.iter().all(|screen| screen[1] == "o"), "{}", screens.len());
    update(&mut state, Message::Go(Unit::Event, Way::Back));
}
