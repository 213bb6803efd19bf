//! The terminal: set up, drawn to, and given back whatever happens.

use super::background::Job;
use super::input;
use super::spec::Spec;
use super::state::{Loading, Slot, State};
use super::update::{Effect, update};
use super::view;
use crate::cli::run::RunArgs;
use crossterm::event::{self, DisableMouseCapture, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::io::{self, stdout};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long nothing may happen before the background run and the signals are looked at.
const TICK: Duration = Duration::from_millis(60);

/// Signals that end the stepper: it gives the terminal back first.
const SIGNALS: [i32; 4] = [
    signal_hook::consts::SIGTERM,
    signal_hook::consts::SIGHUP,
    signal_hook::consts::SIGINT,
    signal_hook::consts::SIGQUIT,
];

/// Takes the terminal; dropping it gives the terminal back.
struct Taken;

impl Taken {
    fn new() -> io::Result<Self> {
        enable_raw_mode()?;
        let taken = Self;
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            before(panic);
        }));
        execute!(stdout(), EnterAlternateScreen, EnableMouseCapture)?;
        Ok(taken)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        give_back();
    }
}

/// OK to call twice, and OK to fail: there is nobody left to tell.
fn give_back() {
    drop(execute!(stdout(), DisableMouseCapture, LeaveAlternateScreen, crossterm::cursor::Show));
    drop(disable_raw_mode());
}

/// Lets a user walk until they quit or a signal comes.
pub(crate) fn walk(args: &RunArgs, state: &mut State) -> io::Result<()> {
    let ended = Arc::new(AtomicBool::new(false));
    for signal in SIGNALS {
        signal_hook::flag::register(signal, Arc::clone(&ended))?;
    }
    let taken = Taken::new()?;
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    let size = terminal.size()?;
    state.size = (size.width, size.height);
    let spec = Spec { node: args.node, seed: args.seed };
    state.loading = Some(Loading { spec, slot: Slot::Instead, events: 0 });
    let mut job = Some(Job::start(args, spec, Slot::Instead)?);
    let result = walk_on(args, state, &mut terminal, &mut job, &ended);
    drop(taken);
    if let Some(job) = job {
        job.stop();
    }
    result
}

fn walk_on(
    args: &RunArgs,
    state: &mut State,
    terminal: &mut Terminal<CrosstermBackend<io::Stdout>>,
    job: &mut Option<Job>,
    ended: &AtomicBool,
) -> io::Result<()> {
    let mut is_stale = true;
    while !ended.load(Ordering::Relaxed) {
        is_stale |= look_at_job(state, job);
        if is_stale {
            terminal.draw(|frame| view::draw(frame, state))?;
            is_stale = false;
        }
        if !event::poll(TICK)? {
            continue;
        }
        let is_asked = state.quiz.as_ref().is_some_and(|quiz| quiz.question.is_some());
        let Some(message) = input::message(&event::read()?, &state.mode, is_asked) else { continue };
        is_stale = true;
        match update(state, message) {
            Effect::None => {}
            Effect::Quit => return Ok(()),
            Effect::Load(spec, slot) => *job = Some(Job::start(args, spec, slot)?),
        }
    }
    Ok(())
}

/// Takes what the background run has to tell; true when that is to be seen.
fn look_at_job(state: &mut State, job: &mut Option<Job>) -> bool {
    let Some(running) = job else { return false };
    if let Some(loading) = &mut state.loading {
        loading.events = running.events();
    }
    if let Some((outcome, slot)) = running.outcome() {
        *job = None;
        state.loading = None;
        match outcome {
            Ok(loaded) => state.take(loaded, slot),
            Err(problem) => state.message = problem,
        }
    }
    true
}
