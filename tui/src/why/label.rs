//! Which callback is meant: by a line that it printed, by the name of its function, or by a line of the program.

use crate::setup::UsageError;
use crate::story::{Story, words};
use loopscope_engine::trace::Place;
use std::collections::BTreeMap;

/// How many near labels an error offers.
const OFFERED: usize = 3;

/// The callback that `label` means. A function that ran several times is told apart as `name #2`, and so is a line that was
/// printed several times.
pub(super) fn find(story: &Story, label: &str) -> Result<usize, UsageError> {
    let found = by_output(story, label)
        .or_else(|| by_function(story, label))
        .or_else(|| by_place(story, label))
        .or_else(|| by_beginning(story, label));
    found.ok_or_else(|| UsageError::NoLabel { label: label.to_owned(), near: nearest(story, label) })
}

/// The callback of the last line that was printed, or simply the last one, with a label for it.
pub(super) fn last(story: &Story) -> Option<(usize, String)> {
    let printed = story.trace.order().iter().rev().find_map(|label| {
        let callback = writer_of(story, label.index)?;
        Some((callback, label.text.clone()))
    });
    printed.or_else(|| {
        let names = names(story);
        let last = names.iter().max_by_key(|(_, callback)| **callback)?;
        Some((*last.1, last.0.clone()))
    })
}

/// Every label of the run: printed lines first, then functions and lines of callbacks that printed nothing.
pub(super) fn all(story: &Story) -> Vec<String> {
    let printed = story.trace.order().iter().map(|label| label.text.clone());
    let mut labels: Vec<String> = printed.collect();
    let mut named: Vec<(String, usize)> = names(story).into_iter().collect();
    named.sort_by_key(|(_, callback)| *callback);
    labels.extend(named.into_iter().map(|(name, _)| name));
    labels
}

fn writer_of(story: &Story, index: usize) -> Option<usize> {
    let at = story.written.binary_search_by_key(&index, |written| written.index).ok()?;
    story.written[at].callback
}

fn by_output(story: &Story, label: &str) -> Option<usize> {
    let line = story.trace.order().iter().find(|line| line.text == label)?;
    writer_of(story, line.index)
}

fn by_function(story: &Story, label: &str) -> Option<usize> {
    names(story).get(label).copied()
}

/// `a.js:12` is the line on which the callback's function begins, on which it printed, or on which it was scheduled.
fn by_place<'t>(story: &Story<'t>, label: &str) -> Option<usize> {
    let (file, line) = label.rsplit_once(':')?;
    let line: u32 = line.parse().ok()?;
    let is_it = |place: &Place| place.line == line && (place.file == file || place.file.ends_with(&format!("/{file}")));
    let by = |of: &dyn Fn(usize) -> Option<Place<'t>>| {
        (0..story.callbacks.len()).find(|number| of(*number).as_ref().is_some_and(is_it))
    };
    by(&|number| story.subject_of(number)?.runs)
        .or_else(|| story.written.iter().find(|written| written.at.as_ref().is_some_and(is_it))?.callback)
        .or_else(|| by(&|number| story.subject_of(number)?.at))
}

/// The only printed line that begins so.
fn by_beginning(story: &Story, label: &str) -> Option<usize> {
    let mut lines = story.trace.order().iter().filter(|line| line.text.starts_with(label));
    let line = lines.next()?;
    if lines.next().is_some() {
        return None;
    }
    writer_of(story, line.index)
}

/// Callbacks of the program by the name of their function, or by its line if it has none; repetitions are numbered.
fn names(story: &Story) -> BTreeMap<String, usize> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut names = BTreeMap::new();
    for (number, _) in story.callbacks.iter().enumerate() {
        let Some(subject) = story.subject_of(number) else { continue };
        let place = || subject.runs.or(subject.at).map(words::place);
        let Some(name) = subject.callback.map(str::to_owned).or_else(place) else { continue };
        let times = times.entry(name.clone()).or_default();
        *times += 1;
        names.insert(if *times > 1 { format!("{name} #{times}") } else { name }, number);
    }
    names
}

/// The labels that are most like `label`.
fn nearest(story: &Story, label: &str) -> Vec<String> {
    let mut labels = all(story);
    labels.sort();
    labels.dedup();
    // OK because the likeness of texts without a NaN among them is always comparable.
    labels.sort_by(|one, other| strsim::jaro_winkler(label, other).total_cmp(&strsim::jaro_winkler(label, one)));
    labels.truncate(OFFERED);
    labels
}
