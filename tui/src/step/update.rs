//! What a message does: from one state to the next, and what is to be done outside.

use super::breakpoint::Breakpoint;
use super::input::Message;
use super::moves::{self, Way};
use super::quiz::Quiz;
use super::same_place::same_place;
use super::spec::Spec;
use super::state::{Loading, Mode, Prompt, Slot, State};
use super::view;
use loopscope_engine::trace::Event;

/// What is to be done outside of the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    None,
    /// Make a run in the background, and hand it to [`State::take`].
    Load(Spec, Slot),
    Quit,
}

/// Lets a message change the state.
pub(crate) fn update(state: &mut State, message: Message) -> Effect {
    match message {
        Message::Quit => return Effect::Quit,
        Message::Resize(columns, rows) => state.size = (columns, rows),
        Message::Cancel => cancel(state),
        Message::Help => state.mode = Mode::Help,
        Message::Type(letter) => {
            if let Mode::Prompt(_, text) = &mut state.mode {
                text.push(letter);
            }
        }
        Message::Erase => {
            if let Mode::Prompt(_, text) = &mut state.mode {
                text.pop();
            }
        }
        Message::Submit => return submit(state),
        Message::Focus { forward } => state.focus = state.focus.next(forward),
        Message::Zoom => state.is_zoomed = !state.is_zoomed,
        Message::Click { column, row } => {
            if let Some(pane) = view::pane_at(state, column, row) {
                state.focus = pane;
            }
        }
        Message::ForgetBreakpoints => {
            state.breakpoints.clear();
            state.message = "No breakpoints.".to_owned();
        }
        _ if state.runs.is_empty() => {}
        Message::Ask(prompt) => state.mode = Mode::Prompt(prompt, String::new()),
        Message::NextVersion => return change(state, Spec::next_version),
        message => walk(state, &message),
    }
    Effect::None
}

/// What walks through a run that is there.
fn walk(state: &mut State, message: &Message) {
    state.message.clear();
    let Some(run) = state.run() else { return };
    let (trace, step, len) = (run.trace(), run.step(), run.len());
    match message {
        Message::Go(_, Way::Forward) | Message::End | Message::Continue(_) | Message::SearchAgain(_)
            if state.quiz.is_some() =>
        {
            walk_in_quiz(state);
        }
        Message::Go(unit, way) => {
            let step = moves::go(trace, step, *unit, *way);
            go(state, step);
        }
        Message::Start => go(state, 0),
        Message::End => go(state, len),
        Message::Continue(way) => run_to_breakpoint(state, *way),
        Message::SearchAgain(way) => search(state, *way),
        Message::OtherRun => state.active = (state.active + 1) % state.runs.len(),
        Message::Quiz if state.quiz.is_some() => state.quiz = None,
        Message::Quiz => {
            state.quiz = Some(Quiz::default());
            ask(state);
        }
        Message::Answer(answer) => {
            let shown = state.quiz.as_mut().and_then(|quiz| quiz.answer(*answer));
            if let Some(step) = shown {
                go(state, step);
            }
        }
        _ => {}
    }
}

/// Goes to a step; a run beside follows to the same place.
pub(super) fn go(state: &mut State, step: usize) {
    let active = state.active;
    state.runs[active].go(step);
    if state.runs.len() == 2 {
        let other = 1 - active;
        let there = same_place(&state.runs[active], state.runs[other].trace());
        state.runs[other].go(there);
    }
}

/// While a question is open nobody looks ahead; behind an answer the next question follows.
fn walk_in_quiz(state: &mut State) {
    match &state.quiz {
        Some(Quiz { question: Some(_), .. }) => {
            state.message = "Answer with a digit first; esc leaves the quiz.".to_owned();
        }
        _ => ask(state),
    }
}

fn ask(state: &mut State) {
    let Some(run) = state.runs.get_mut(state.active) else { return };
    let Some(quiz) = state.quiz.as_mut() else { return };
    quiz.ask(run.trace(), run.step());
    match &quiz.question {
        Some(question) => run.go(question.step),
        None => quiz.verdict = format!("{} Nothing is left to ask.", quiz.verdict),
    }
}

fn cancel(state: &mut State) {
    state.message.clear();
    if state.mode != Mode::Walk {
        state.mode = Mode::Walk;
    } else if state.quiz.is_some() {
        state.quiz = None;
    } else if state.is_zoomed {
        state.is_zoomed = false;
    } else if state.runs.len() == 2 {
        state.runs.truncate(1);
        state.active = 0;
    }
}

fn submit(state: &mut State) -> Effect {
    let Mode::Prompt(prompt, text) = std::mem::take(&mut state.mode) else { return Effect::None };
    state.message.clear();
    let text = text.trim();
    match prompt {
        _ if text.is_empty() => {}
        Prompt::Step => match text.parse() {
            Ok(step) => go(state, step),
            Err(_) => state.message = format!("found {text:?}, expected a number of events"),
        },
        Prompt::Search => {
            text.clone_into(&mut state.search);
            search(state, Way::Forward);
        }
        Prompt::Breakpoint => match Breakpoint::parse(text) {
            Ok(breakpoint) => {
                state.message = format!("Stops at {breakpoint}; r runs there.");
                state.breakpoints.push(breakpoint);
            }
            Err(problem) => state.message = problem,
        },
        Prompt::Change => return load(state, text, Slot::Instead),
        Prompt::Compare => return load(state, text, Slot::Beside),
    }
    Effect::None
}

fn load(state: &mut State, text: &str, slot: Slot) -> Effect {
    let Some(run) = state.run() else { return Effect::None };
    match run.loaded.spec.changed(text) {
        Ok(spec) => begin(state, spec, slot),
        Err(problem) => {
            state.message = problem;
            Effect::None
        }
    }
}

fn change(state: &mut State, to: impl FnOnce(Spec) -> Spec) -> Effect {
    let Some(run) = state.run() else { return Effect::None };
    let spec = to(run.loaded.spec);
    begin(state, spec, Slot::Instead)
}

fn begin(state: &mut State, spec: Spec, slot: Slot) -> Effect {
    if state.loading.is_some() {
        state.message = "One run at a time: another one is being made.".to_owned();
        return Effect::None;
    }
    state.loading = Some(Loading { spec, slot, events: 0 });
    Effect::Load(spec, slot)
}

fn run_to_breakpoint(state: &mut State, way: Way) {
    if state.breakpoints.is_empty() {
        state.message = "No breakpoint is set: b adds one.".to_owned();
        return;
    }
    let Some(run) = state.run() else { return };
    let hit = |index| state.breakpoints.iter().any(|breakpoint| breakpoint.hits(run.trace(), index));
    match moves::find(run.trace(), run.step(), way, hit) {
        Some(step) => go(state, step),
        None => state.message = "No breakpoint is hit that way.".to_owned(),
    }
}

fn search(state: &mut State, way: Way) {
    let Some(run) = state.run() else { return };
    let wanted = state.search.to_lowercase();
    let trace = run.trace();
    let is_it = |text: &str| text.to_lowercase().contains(&wanted);
    let found = moves::find(trace, run.step(), way, |index| match trace.event(index) {
        Event::Output { text, .. } | Event::Uncaught { text, .. } => is_it(text),
        Event::WorkQueued { name, .. } => is_it(name),
        Event::Init { callback, .. } => callback.is_some_and(is_it),
        Event::Before { id } => {
            let resource = trace.resource(trace.thread(index), id);
            resource.and_then(|resource| resource.callback).is_some_and(is_it)
        }
        _ => false,
    });
    match found {
        Some(step) => go(state, step),
        None => state.message = format!("{:?} is not found that way.", state.search),
    }
}
