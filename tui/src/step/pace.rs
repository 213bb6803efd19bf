//! How soon a key is answered in a long run: measured from the key to the drawn screen.
//!
//! Ordinary tests take a run of some ten thousand events. `LOOPSCOPE_TURNS=50000 cargo test -p loopscope pace -- --nocapture`
//! takes one of more than a million and prints the figures.

use super::load::{Progress, make};
use super::moves::{Unit, Way};
use super::screens::args_of;
use super::spec::Spec;
use super::state::{Slot, State, Theme};
use super::update::update;
use super::{input::Message, view};
use loopscope_sim::trace::BYTES_PER_EVENT;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::time::{Duration, Instant};

/// One frame of a screen that is drawn sixty times a second.
const BACK_MAX: Duration = Duration::from_millis(16);

/// What a user still feels as at once.
const JUMP_MAX: Duration = Duration::from_millis(200);

const SAMPLES: usize = 200;

/// Median and worst.
fn of(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort();
    (times[times.len() / 2], times[times.len() - 1])
}

#[test]
#[expect(clippy::disallowed_methods, reason = "it measures real time")]
fn one_step_back_takes_a_frame_and_a_jump_is_at_once() {
    let turns = std::env::var("LOOPSCOPE_TURNS").unwrap_or_else(|_| "1000".to_owned());
    let args = args_of("tests/step/long.js", &[&turns]);
    let begun = Instant::now();
    let loaded = make(&args, Spec { node: 26, seed: None }, &Progress::default(), drop).expect("the program runs");
    let made = begun.elapsed();
    let mut state = State::new(Theme::Dark, (120, 36));
    state.take(loaded, Slot::Instead);
    let len = state.run().map_or(0, super::run::Run::len);
    let mut terminal = Terminal::new(TestBackend::new(120, 36)).expect("a terminal in memory");
    let mut measure = |state: &mut State, change: &dyn Fn(&mut State)| {
        let begun = Instant::now();
        change(state);
        terminal.draw(|frame| view::draw(frame, state)).expect("a terminal in memory");
        begun.elapsed()
    };
    // A stride that has no factor in common with the distance of kept views visits every place between two of them.
    let step = |sample: usize| sample * 7_919 * (len / 10_000).max(1) % len + 1;
    let jumps = (0..SAMPLES).map(|at| measure(&mut state, &|state| super::update::go(state, step(at))));
    let (jump, jump_worst) = of(jumps.collect());
    update(&mut state, Message::End);
    let back = |state: &mut State| {
        update(state, Message::Go(Unit::Event, Way::Back));
    };
    let mut backs = Vec::new();
    for at in 0..SAMPLES {
        if at % 10 == 0 {
            super::update::go(&mut state, step(at));
        }
        backs.push(measure(&mut state, &back));
    }
    let (back, back_worst) = of(backs);
    println!(
        "{len} events of {BYTES_PER_EVENT} bytes, made in {made:?}; one step back {back:?} (worst {back_worst:?}), \
         a jump {jump:?} (worst {jump_worst:?})"
    );
    // The median: one stall of a busy machine says nothing about the program.
    assert!(back <= BACK_MAX, "one step back takes {back:?}");
    assert!(jump <= JUMP_MAX, "a jump takes {jump:?}");
}
