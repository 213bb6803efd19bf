//! A trace as one offline page: timeline, queues, source and a stepper, in a file that needs no network.
//!
//! * `lists`: what stands in which queue, at each step
//! * `picture`: the lanes of the timeline
//! * `page.html`, `page.css`, `page.js`: the template, its look, and the stepper in the browser
//!
//! The page knows no rules: every state is computed here, by [`View`], and the page only looks it up. Texts are kept once
//! and stand in the page by number.

mod lists;
mod picture;

use super::ndjson::Header;
use crate::setup::UsageError;
use lists::Lists;
use loopscope_engine::trace::{Event, Place};
use loopscope_sim::explain::explain;
use loopscope_sim::trace::Trace;
use loopscope_sim::view::View;
use minijinja::{Environment, context};
use picture::Picture;
use serde::Serialize;
use std::collections::BTreeMap;

/// Texts, each kept once.
#[derive(Default)]
pub(super) struct Texts {
    list: Vec<String>,
    known: BTreeMap<String, u32>,
}

impl Texts {
    /// The number of a text.
    pub(super) fn keep(&mut self, text: &str) -> u32 {
        if let Some(number) = self.known.get(text) {
            return *number;
        }
        // OK because a page of four thousand million texts would not fit into memory.
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(text.to_owned());
        self.known.insert(text.to_owned(), number);
        number
    }
}

/// What the page's script reads; lists are as long as the run has steps unless said otherwise.
#[derive(Serialize)]
struct Run {
    /// When each event happened, in nanoseconds.
    at: Vec<u64>,
    /// What it is, and why now: texts by number.
    what: Vec<u32>,
    why: Vec<u32>,
    /// The line of the program that it is about: file by number and line; 0 and 0 when there is none.
    file: Vec<u32>,
    line: Vec<u32>,
    /// Steps at which a callback begins, a phase is entered, a turn begins.
    callbacks: Vec<usize>,
    phases: Vec<usize>,
    turns: Vec<usize>,
    lists: Lists,
    picture: Picture,
    /// Step, stream and text of what was written.
    output: Vec<(usize, u8, u32)>,
    /// Sources by the number of their path.
    sources: BTreeMap<u32, String>,
    texts: Vec<String>,
}

/// The whole page. `sources` are the program's files, by the path that the program sees.
pub(crate) fn write(header: &Header, trace: &Trace, sources: &BTreeMap<String, String>) -> Result<String, UsageError> {
    let run = read(trace, sources);
    let data = serde_json::to_string(&run).expect("numbers, texts and lists always serialise");
    let mut environment = Environment::new();
    environment.add_template("page.html", include_str!("html/page.html")).map_err(UsageError::page)?;
    let page = environment.get_template("page.html").map_err(UsageError::page)?;
    let luck = header.seed.map_or_else(|| "typical schedule".to_owned(), |seed| format!("seed {seed}"));
    let values = context! {
        program => header.program,
        node => header.node,
        luck => luck,
        events => trace.len(),
        style => include_str!("html/page.css"),
        script => include_str!("html/page.js"),
        data => harmless(&data),
    };
    page.render(values).map_err(UsageError::page)
}

/// JSON that cannot end the element it stands in, whatever the program printed: `<` comes only within its texts.
fn harmless(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn read(trace: &Trace, sources: &BTreeMap<String, String>) -> Run {
    let mut texts = Texts::default();
    // The number 0 is the empty text, and no file.
    texts.keep("");
    let mut run = Run {
        at: Vec::new(),
        what: Vec::new(),
        why: Vec::new(),
        file: Vec::new(),
        line: Vec::new(),
        callbacks: Vec::new(),
        phases: Vec::new(),
        turns: Vec::new(),
        lists: Lists::default(),
        picture: Picture::default(),
        output: Vec::new(),
        sources: sources.iter().map(|(path, source)| (texts.keep(path), source.clone())).collect(),
        texts: Vec::new(),
    };
    let mut view = View::start();
    let mut state = lists::State::default();
    for index in 0..trace.len() {
        let said = explain(trace, &view, index);
        view.advance(trace);
        let step = index + 1;
        run.at.push(view.now().as_ns());
        run.what.push(texts.keep(&said.what));
        run.why.push(texts.keep(&said.why));
        let place = place_of(trace, trace.event(index), index);
        run.file.push(place.map_or(0, |place| texts.keep(path_of(place.file))));
        run.line.push(place.map_or(0, |place| place.line));
        match trace.event(index) {
            Event::Before { .. } => run.callbacks.push(step),
            Event::Phase { .. } => run.phases.push(step),
            Event::Iteration { .. } => run.turns.push(step),
            Event::Output { stream, text, .. } => run.output.push((step, stream as u8, texts.keep(text))),
            _ => {}
        }
        state.note(trace, &view, &mut run.lists, &mut texts);
    }
    run.picture = picture::draw(trace, &mut texts);
    run.texts = texts.list;
    run
}

/// The line that an event is about: where something was scheduled or printed, or where the function that runs begins.
fn place_of<'t>(trace: &'t Trace, event: Event<'t>, index: usize) -> Option<Place<'t>> {
    match event {
        Event::Init { at, .. } | Event::Output { at, .. } | Event::Call { at, .. } | Event::Tier { at, .. } => at,
        Event::Before { id } | Event::After { id } => {
            let resource = trace.resource(trace.thread(index), id)?;
            resource.runs.or(resource.at)
        }
        _ => None,
    }
}

/// ES modules are called by their URLs.
fn path_of(file: &str) -> &str {
    file.strip_prefix("file://").unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_program_that_prints_the_end_of_a_script_cannot_end_it() {
        assert_eq!(harmless(r#"["</script><!--"]"#), r#"["\u003c/script>\u003c!--"]"#);
    }
}
