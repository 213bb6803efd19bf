//! The labels that a program printed: lines of standard output, told apart when one comes more than once.

use super::Trace;
use loopscope_engine::trace::{Event, Stdio};
use std::collections::BTreeMap;

/// A line that the program wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The line; its k-th repetition ends in ` #k`, counted from 2.
    pub text: String,
    /// The index of the event that finished the line.
    pub index: usize,
}

/// The number of the first label in which two runs differ, counted from 0; nothing when they print the same lines.
pub fn parting(left: &Trace, right: &Trace) -> Option<usize> {
    let (left, right) = (left.order(), right.order());
    (0..left.len().max(right.len()))
        .find(|at| left.get(*at).map(|label| &label.text) != right.get(*at).map(|label| &label.text))
}

/// Reads the labels of a whole trace.
pub(super) fn read(trace: &Trace) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut line = String::new();
    let mut last = 0;
    let mut finish = |line: &mut String, index: usize| {
        let text = std::mem::take(line);
        let times = seen.entry(text.clone()).or_default();
        *times += 1;
        let text = if *times > 1 { format!("{text} #{times}") } else { text };
        labels.push(Label { text, index });
    };
    for (index, (_, event)) in trace.iter().enumerate() {
        let Event::Output { stream: Stdio::Stdout, text, .. } = event else { continue };
        last = index;
        for piece in text.split_inclusive('\n') {
            line += piece.strip_suffix('\n').unwrap_or(piece);
            if piece.ends_with('\n') {
                finish(&mut line, index);
            }
        }
    }
    if !line.is_empty() {
        finish(&mut line, last);
    }
    labels
}
