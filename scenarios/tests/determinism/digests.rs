//! Digests of what some programs do are kept in `snapshots/determinism`: every build on every machine gives them.
//!
//! A change of costs, of the events or of what a start does changes them all. `LOOPSCOPE_UPDATE=1` writes them anew;
//! the debug and the release build must then agree on the new ones: run the test in both.

use super::run;
use loopscope_engine::profile::Profile;
use loopscope_scenarios::corpus::{Case, cases};
use loopscope_scenarios::run::Outcome;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const SEEDS: [u64; 3] = [1, 2, 3];

/// Programs with many choices, one at least for each area.
const PROGRAMS: [&str; 24] = [
    "nexttick/around-await.js",
    "nexttick/between-immediates.js",
    "microtasks/await-costs.js",
    "microtasks/for-await-interleaving.js",
    "timers/due-lists-after-busy-loop.js",
    "timers/tie-between-lists.js",
    "immediates/microtasks-between.js",
    "phases/turn-counter.js",
    "phases/readfile-takes-several-polls.js",
    "modules/tla-siblings.mjs",
    "modules/fresh-import-and-the-loop.mjs",
    "liveness/exit-event-order.js",
    "errors/failing-ticks-around-immediates.js",
    "events/tick-timer-emitter-mix.js",
    "pool/jobs-per-call.js",
    "fs/write-stream-batches.js",
    "net/proxy-with-pipes.js",
    "http/pipelined-answers.js",
    "streams/pipeline-with-generators.mjs",
    "races/timer-vs-file.js",
    "workers/messages-keep-order.js",
    "process/fork-messages.js",
    "zlib-crypto/callback-order.js",
    "async-context/store-follows-callbacks.js",
];

/// A line for each program and seed: `name seed digest events`.
fn digests(profile: Profile) -> String {
    let all = cases(profile);
    let mut text = String::new();
    for name in PROGRAMS {
        let case: &Case =
            all.iter().find(|case| case.name == name).unwrap_or_else(|| panic!("{name} is in the corpus"));
        for seed in SEEDS {
            let outcome = run(case, seed);
            let events = outcome.events.lines().count();
            writeln!(text, "{name} {seed} {:016x} {events}", digest(&outcome)).expect("a String takes all text");
        }
    }
    text
}

/// FNV-1a over everything that a run shows: a change of one byte changes it on every machine alike.
fn digest(outcome: &Outcome) -> u64 {
    let code = outcome.code.to_string();
    let all = [&outcome.events, &outcome.stdout, &outcome.stderr, &code];
    all.iter()
        .flat_map(|text| text.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn every_build_on_every_machine_gives_the_same_events() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../snapshots/determinism/corpus__seeds__digests.txt");
    let found = digests(Profile::default());
    if env::var_os("LOOPSCOPE_UPDATE").is_some() {
        fs::write(&file, found).expect("the repository is writable");
        return;
    }
    let expected = fs::read_to_string(&file).expect("the digests are committed");
    let differing: Vec<String> = expected
        .lines()
        .zip(found.lines())
        .filter(|(expected, found)| expected != found)
        .map(|(expected, found)| format!("  committed {expected}\n  now       {found}"))
        .collect();
    assert!(
        differing.is_empty() && expected.lines().count() == found.lines().count(),
        "{} of {} digests differ; if that is meant, run this test with LOOPSCOPE_UPDATE=1\n{}",
        differing.len(),
        found.lines().count(),
        differing.join("\n")
    );
}
