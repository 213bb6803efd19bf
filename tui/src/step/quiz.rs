//! The quiz: before a callback that prints something it asks which label comes next, and keeps score.

use loopscope_engine::trace::Event;
use loopscope_sim::trace::Trace;

/// How many answers are offered at most.
const OPTIONS_MAX: usize = 4;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// The step to look at while one thinks.
    pub(crate) step: usize,
    /// The step at which the answer shows.
    pub(crate) answered_at: usize,
    /// Labels to choose from, sorted.
    pub(crate) options: Vec<String>,
    /// The place of the right one.
    pub(crate) right: usize,
}

/// The state of the quiz.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quiz {
    pub(crate) question: Option<Question>,
    pub(crate) right: usize,
    pub(crate) asked: usize,
    /// What is said of the last answer.
    pub(crate) verdict: String,
}

impl Quiz {
    /// Asks about the first label that is not printed at `step`; none when nothing is left to be asked.
    pub(crate) fn ask(&mut self, trace: &Trace, step: usize) {
        self.question = question(trace, step);
    }

    /// Takes an answer, counted from 0; gives the step at which it shows.
    pub(crate) fn answer(&mut self, answer: usize) -> Option<usize> {
        let question = self.question.as_ref().filter(|question| answer < question.options.len())?;
        self.asked += 1;
        let right = &question.options[question.right];
        if answer == question.right {
            self.right += 1;
            self.verdict = format!("✓ Right: {right} comes next.");
        } else {
            self.verdict = format!("✗ No: {right} comes next, not {}.", question.options[answer]);
        }
        let step = question.answered_at;
        self.question = None;
        Some(step)
    }
}

fn question(trace: &Trace, step: usize) -> Option<Question> {
    let order = trace.order();
    let next = order.iter().position(|label| {
        // A choice of one is none.
        label.index >= step && order.iter().any(|other| other.index > label.index && other.text != label.text)
    })?;
    let label = &order[next];
    let mut options: Vec<String> = Vec::new();
    for other in &order[next..] {
        if options.len() < OPTIONS_MAX && !options.contains(&other.text) {
            options.push(other.text.clone());
        }
    }
    options.sort();
    let right = options.iter().position(|option| *option == label.text)?;
    let begun = (step..label.index).rev().find(|index| matches!(trace.event(*index), Event::Before { .. }));
    Some(Question { step: begun.unwrap_or(step), answered_at: label.index + 1, options, right })
}
