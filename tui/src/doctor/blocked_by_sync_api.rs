//! A synchronous API does its work on the JavaScript thread: for long, or within a request of a service.

use super::blocked_by_javascript::BLOCKED_NS;
use super::finding::{Finding, Layer};
use super::observe::Observation;
use super::{Diagnosis, measure};
use crate::story::{Story, words};
use std::collections::BTreeMap;

/// See the file's head.
pub(super) struct BlockedBySyncApi;

impl Diagnosis for BlockedBySyncApi {
    fn name(&self) -> &'static str {
        "blocked-by-sync-api"
    }

    fn summary(&self) -> &'static str {
        "a synchronous API keeps the JavaScript thread, for every request that shares the process"
    }

    fn examine(&self, run: &Observation) -> Vec<Finding> {
        let story = &run.story;
        let mut by_place: BTreeMap<String, Sum> = BTreeMap::new();
        for call in &story.calls {
            let (Some(callback), Some(place), Some(cause)) = (call.callback, call.at, call.outermost) else { continue };
            let serves = serves_a_connection(story, callback);
            let outermost = story.outermost(callback);
            if !serves && (story.sync_ns(outermost) < BLOCKED_NS || !has_victims(run, outermost)) {
                continue;
            }
            // What one line of a callback leads to, such as a module that it loads with all that this requires, is one
            // thing to mend.
            let sum = by_place.entry(words::place(cause)).or_insert(Sum { callback: outermost, ..Sum::default() });
            (sum.count, sum.ns, sum.serves) = (sum.count + 1, sum.ns + call.took_ns, sum.serves || serves);
            *sum.places.entry(words::place(place)).or_default() += call.took_ns;
            *sum.sorts.entry(call.sort()).or_default() += call.took_ns;
        }
        let finding = |(cause, sum): (String, Sum)| {
            let place = if sum.places.len() == 1 { sum.places.keys().next().cloned() } else { None };
            let sort = sum.sorts.iter().max_by_key(|(_, ns)| **ns).map_or("call", |(sort, _)| sort);
            let culprit = format!("synchronous {sort} on the JavaScript thread");
            let symptom = "every request waits while one is served; the CPU may be idle";
            let finding = Finding::new(self, Layer::Core, symptom, culprit);
            let mut finding = finding.on_line(place.unwrap_or(cause)).evidence(format!(
                "{} in {}",
                words::count(sum.count, "call"),
                words::duration(sum.ns)
            ));
            if sum.places.len() > 1 {
                let most = sum.places.iter().max_by_key(|(_, ns)| **ns).map_or("", |(place, _)| place);
                finding = finding
                    .evidence(format!("on {} beneath it, longest at {most}", words::count(sum.places.len(), "line")));
            }
            if let Some(subject) = story.subject_of(sum.callback) {
                finding = finding.evidence(format!("called within {}", words::title_and_place(subject)));
            }
            if sum.serves {
                finding = finding.evidence("a connection is being served then: all others wait");
            }
            finding.next("use the asynchronous twin of the API, or read once before the service starts")
        };
        by_place.into_iter().map(finding).collect()
    }
}

/// The calls that one line of a callback leads to.
#[derive(Default)]
struct Sum<'t> {
    count: usize,
    ns: u64,
    serves: bool,
    callback: usize,
    /// Time by the line that made the call.
    places: BTreeMap<String, u64>,
    /// Time by the sort of call: one API makes several.
    sorts: BTreeMap<&'t str, u64>,
}

fn has_victims(run: &Observation, callback: usize) -> bool {
    let stretch = run.stretches.iter().find(|stretch| stretch.callbacks.contains(&callback));
    stretch.is_some_and(|stretch| !measure::victims(&run.story, stretch).is_empty())
}

/// Whether a callback serves a connection that the program accepted: something on its way up is a server's callback.
fn serves_a_connection(story: &Story, callback: usize) -> bool {
    let mut at = Some(callback);
    while let Some(number) = at {
        let Some(subject) = story.subject_of(number) else { return false };
        if story.is_accepted(subject.id) || story.is_accepted(subject.trigger) {
            return true;
        }
        at = story.callbacks[number].parent.or(subject.born_in).filter(|next| *next < number);
    }
    false
}
