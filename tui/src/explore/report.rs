//! Findings as JSON, the form that tools read and that parts of a search are merged in.

use loopscope_sim::Findings;
use loopscope_sim::explore::pairs::Pair;
use loopscope_sim::explore::{Outcome, Part};
use loopscope_sim::scheduler::Schedule;
use serde::{Deserialize, Serialize};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// The version of the format.
const VERSION: u32 = 1;

/// What `explore --json` writes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Report {
    version: u32,
    complete: bool,
    schedules: u64,
    outcomes: Vec<OutcomeJson>,
    pairs: Vec<PairJson>,
    /// Which part of a search this is, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    partition: Option<PartJson>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct OutcomeJson {
    stdout: String,
    exit: i32,
    count: u64,
    seed: Option<u64>,
    schedule: String,
    /// The number of the first run that gave it: what parts are merged by.
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<u64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct PairJson {
    before: String,
    after: String,
    verdict: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct PartJson {
    number: u64,
    of: u64,
}

impl Report {
    /// Findings of a whole search, or of a part.
    pub(super) fn new(findings: &Findings, part: Option<Part>) -> Self {
        let outcome = |outcome: &Outcome| OutcomeJson {
            stdout: outcome.stdout.clone(),
            exit: outcome.exit,
            count: outcome.count,
            seed: outcome.seed,
            schedule: outcome.schedule.to_string(),
            first: part.map(|_| outcome.first),
        };
        let pair = |pair: &Pair| PairJson {
            before: pair.before.clone(),
            after: pair.after.clone(),
            verdict: pair.verdict.text().to_owned(),
        };
        Self {
            version: VERSION,
            complete: findings.complete,
            schedules: findings.schedules,
            outcomes: findings.outcomes.iter().map(outcome).collect(),
            pairs: findings.pairs.iter().map(pair).collect(),
            partition: part.map(|Part { number, of }| PartJson { number, of }),
        }
    }

    /// The JSON, on one line.
    pub(super) fn text(&self) -> String {
        let mut text = serde_json::to_string(self).expect("numbers, texts and lists always serialise");
        text.push('\n');
        text
    }

    /// Reads what [`Self::text`] wrote of a part.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let report: Self = serde_json::from_str(text).map_err(|error| {
            format!("found {error}, expected what `loopscope explore --json --partition M/N` writes")
        })?;
        if report.version != VERSION {
            return Err(format!("found version {}, expected {VERSION}", report.version));
        }
        if report.partition.is_none() {
            return Err("found a whole search, expected a part, made with --partition M/N".to_owned());
        }
        Ok(report)
    }
}

/// The parts as one: the same bytes as if one machine had made all runs.
pub(super) fn merge(parts: &[Report]) -> Result<Report, String> {
    let mut numbers = BTreeSet::new();
    let known: Vec<PartJson> = parts.iter().filter_map(|part| part.partition).collect();
    let of = known.first().map_or(0, |part| part.of);
    if let Some(other) = known.iter().find(|part| part.of != of) {
        return Err(format!("found parts of {of} and of {}, expected parts of one search", other.of));
    }
    if let Some(twice) = known.iter().find(|part| !numbers.insert(part.number)) {
        return Err(format!("found part {}/{of} twice, expected each part once", twice.number));
    }
    let mut outcomes: BTreeMap<(String, i32), Outcome> = BTreeMap::new();
    for found in parts.iter().flat_map(|part| &part.outcomes) {
        let found = read_outcome(found)?;
        match outcomes.entry((found.stdout.clone(), found.exit)) {
            Entry::Vacant(place) => {
                place.insert(found);
            }
            Entry::Occupied(mut place) => {
                let count = place.get().count + found.count;
                if found.first < place.get().first {
                    place.insert(found);
                }
                place.get_mut().count = count;
            }
        }
    }
    let is_whole = numbers.len() as u64 == of;
    let complete = is_whole && parts.iter().all(|part| part.complete);
    let schedules = parts.iter().map(|part| part.schedules).sum();
    Ok(Report::new(&Findings::new(complete, schedules, outcomes.into_values().collect()), None))
}

fn read_outcome(json: &OutcomeJson) -> Result<Outcome, String> {
    let schedule: Schedule = json.schedule.parse().map_err(|error| format!("found a broken schedule: {error}"))?;
    let first = json.first.ok_or("found an outcome without `first`, expected the number of its first run")?;
    Ok(Outcome { stdout: json.stdout.clone(), exit: json.exit, count: json.count, seed: json.seed, first, schedule })
}
