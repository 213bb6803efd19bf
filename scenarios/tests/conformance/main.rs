//! Programs print what real Node printed, in every version that it was recorded for.
//!
//! One process, one runtime after another. Cases of the area `races` have several outcomes and are left to the search
//! of schedules.

mod exceptions;
mod unfinished;

use exceptions::EXCEPTIONS;
use loopscope_engine::profile::{MAJORS, Profile};
use loopscope_scenarios::corpus::{Case, cases};
use std::fmt::Write;
use unfinished::UNFINISHED;

/// Why writing to a string cannot fail.
const TAKES_ALL: &str = "a string takes all that is written to it";

/// Runs every case of a profile, and gives those that went otherwise than the list of exceptions says.
#[track_caller]
fn check_profile(major: u32) {
    let profile = Profile::of_major(major).expect("a profile of the list");
    let mut surprises = String::new();
    for case in cases(profile).iter().filter(|case| is_held(&case.name)) {
        let is_exception = EXCEPTIONS.iter().any(|exception| exception.covers(major, &case.name));
        match (failure(case), is_exception) {
            (None, false) | (Some(_), true) => {}
            (None, true) => {
                writeln!(surprises, "{}: passes, but is listed as an exception", case.name).expect(TAKES_ALL);
            }
            (Some(failure), false) => writeln!(surprises, "{}: {failure}", case.name).expect(TAKES_ALL),
        }
    }
    assert!(surprises.is_empty(), "node {major}:\n{surprises}");
}

/// Whether a case has one outcome, and its area is finished.
fn is_held(name: &str) -> bool {
    !name.starts_with("races/") && !UNFINISHED.iter().any(|unfinished| name.starts_with(unfinished.prefix))
}

/// How a case differs from what real Node printed, if it does.
fn failure(case: &Case) -> Option<String> {
    let outcome = case.setup.run();
    if case.expected.iter().any(|expected| expected.stdout == outcome.stdout && expected.exit == outcome.code) {
        return None;
    }
    let expected = &case.expected[0];
    let parting = expected.stdout.lines().zip(outcome.stdout.lines()).position(|(theirs, ours)| theirs != ours);
    let at = parting.unwrap_or_else(|| expected.stdout.lines().count().min(outcome.stdout.lines().count()));
    let line = |text: &str| text.lines().nth(at).map_or_else(|| "nothing".to_owned(), |line| format!("{line:?}"));
    Some(format!(
        "line {}: node prints {}, we print {}; exit {} and {}\n    {}",
        at + 1,
        line(&expected.stdout),
        line(&outcome.stdout),
        expected.exit,
        outcome.code,
        outcome.stderr.trim().lines().next_back().unwrap_or("")
    ))
}

/// A test for each profile, so that they run side by side.
macro_rules! profiles {
    ($($name:ident: $major:literal,)*) => {
        $(#[test]
        fn $name() {
            check_profile($major);
        })*

        #[test]
        fn every_profile_is_held_against_its_binary() {
            assert_eq!(MAJORS, [$($major),*]);
        }
    };
}

profiles! {
    programs_print_what_node_10_prints: 10,
    programs_print_what_node_18_prints: 18,
    programs_print_what_node_20_prints: 20,
    programs_print_what_node_22_prints: 22,
    programs_print_what_node_24_prints: 24,
    programs_print_what_node_26_prints: 26,
}
