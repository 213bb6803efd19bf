//! Lines come in an order that luck decides: they swap between schedules of one program.

use super::Diagnosis;
use super::finding::{Finding, Layer};
use super::observe::Observation;
use std::collections::BTreeMap;

/// The less frequent order must come under one in so many schedules. What is rarer needs an unlucky machine, and is a
/// question for `loopscope explore`.
const SHARE_MIN: usize = 5;

/// Of longer outputs only so many lines are compared: each with each.
const LINES_MAX: usize = 200;

/// How many pairs are reported.
const PAIRS_MAX: usize = 3;

/// See the file's head. It looks at all runs together.
pub(super) struct LuckyOrder;

impl Diagnosis for LuckyOrder {
    fn name(&self) -> &'static str {
        "lucky-order"
    }

    fn summary(&self) -> &'static str {
        "the order of two lines is luck"
    }

    fn examine(&self, _run: &Observation) -> Vec<Finding> {
        Vec::new()
    }
}

/// Pairs of lines that swap. Only lines that every run printed exactly once are compared: what differs in content is not
/// about order.
pub(super) fn compare(outputs: &[(Option<u64>, String)]) -> Vec<Finding> {
    let places: Vec<BTreeMap<&str, usize>> = outputs.iter().map(|(_, output)| places(output)).collect();
    let Some(typical) = places.first() else { return Vec::new() };
    let mut common: Vec<(&str, usize)> = typical.iter().map(|(line, at)| (*line, *at)).collect();
    common.retain(|(line, _)| places.iter().all(|places| places.contains_key(line)));
    common.sort_by_key(|(_, at)| *at);
    common.truncate(LINES_MAX);
    let mut findings = Vec::new();
    for (at, (one, _)) in common.iter().enumerate() {
        for (other, _) in &common[at + 1..] {
            let swapped: Vec<usize> = (0..places.len()).filter(|run| places[*run][one] > places[*run][other]).collect();
            let rarer = swapped.len().min(places.len() - swapped.len());
            if rarer * SHARE_MIN < places.len() || findings.len() >= PAIRS_MAX {
                continue;
            }
            let seed = swapped.first().and_then(|run| outputs[*run].0);
            let again = seed.map_or_else(|| "the typical schedule".to_owned(), |seed| format!("--seed {seed}"));
            let mut finding = Finding::new(
                &LuckyOrder,
                Layer::Os,
                "order differs from run to run, and between machines",
                format!("the order of {one:?} and {other:?}"),
            )
            .evidence(format!(
                "{one:?} came first under {} of {} schedules",
                places.len() - swapped.len(),
                places.len()
            ))
            .evidence(format!("the other order comes with {again}"))
            .next("if the order matters, schedule the second from the first's callback, or await it")
            .next("`loopscope explore` lists every order and what decides it");
            (finding.is_typical, finding.seen) = (true, u32::try_from(swapped.len()).unwrap_or(u32::MAX));
            findings.push(finding);
        }
    }
    findings
}

/// Lines that come exactly once, with their places.
fn places(output: &str) -> BTreeMap<&str, usize> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut repeated = Vec::new();
    for (at, line) in output.lines().enumerate() {
        if places.insert(line, at).is_some() {
            repeated.push(line);
        }
    }
    for line in repeated {
        places.remove(line);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::compare;

    fn outputs(texts: &[&str]) -> Vec<(Option<u64>, String)> {
        texts.iter().enumerate().map(|(seed, text)| ((seed > 0).then_some(seed as u64), (*text).to_owned())).collect()
    }

    #[test]
    fn lines_that_swap_are_found() {
        let findings = compare(&outputs(&["a\nb\n", "b\na\n", "a\nb\n"]));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].culprit, "the order of \"a\" and \"b\"");
    }

    #[test]
    fn lines_that_differ_in_content_are_not_compared() {
        assert!(compare(&outputs(&["a 1\nb\n", "b\na 2\n"])).is_empty());
    }

    #[test]
    fn one_unlucky_schedule_of_many_is_no_finding() {
        let mut texts = vec!["a\nb\n"; 11];
        texts.push("b\na\n");
        assert!(compare(&outputs(&texts)).is_empty());
    }
}
