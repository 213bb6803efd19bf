//! Random programs of ticks, microtasks, promises, timers and immediates run in the order that Node's rules give.
//!
//! The rules are those of [`model`], a small machine that knows nothing of the engine. Programs whose order depends on
//! luck are drawn, too, and left out: the model tells them apart.
//!
//! `LOOPSCOPE_PROGRAMS` sets how many programs each test takes, `LOOPSCOPE_SEED` which ones. With
//! `LOOPSCOPE_NODE=/path/to/node` the same programs run on a real binary (see [`real_node`]).

mod javascript;
mod lessons;
mod model;
mod ours;
mod program;
mod real_node;
mod sample;

use loopscope_engine::profile::{MAJORS, Profile};
use model::{Rules, Verdict, judge};
use program::{Dialect, Entry, Program};
use proptest::test_runner::TestCaseError;
use sample::Sample;

/// Programs of each profile's test, unless `LOOPSCOPE_PROGRAMS` says otherwise.
const PROGRAMS: u32 = 60;

/// Runs random programs under a profile, and holds their order against that of the rules.
#[track_caller]
fn check_profile(major: u32) {
    let profile = Profile::of_major(major).expect("a profile of the list");
    let rules = Rules::of_major(major);
    let sample = Sample::from_env(PROGRAMS);
    let folder = ours::folder(&format!("node_{major}"));
    let result = sample.runner().run(&sample.programs(Dialect::of_major(major)), |program| {
        let Verdict::Guaranteed { lines, code, .. } = judge(&program, rules) else {
            return Err(TestCaseError::reject("its order depends on luck"));
        };
        let ran = ours::run(&program, &folder, profile);
        ran.compare(&lines, code).map_err(TestCaseError::fail)
    });
    if let Err(error) = result {
        panic!("node {major}, LOOPSCOPE_SEED={}: {error}", sample.seed);
    }
}

/// A test for each profile, so that they run side by side.
macro_rules! profiles {
    ($($name:ident: $major:literal,)*) => {
        $(#[test]
        fn $name() {
            check_profile($major);
        })*

        #[test]
        fn every_profile_is_held_against_the_rules() {
            assert_eq!(MAJORS, [$($major),*]);
        }
    };
}

profiles! {
    programs_run_in_the_order_of_node_10: 10,
    programs_run_in_the_order_of_node_18: 18,
    programs_run_in_the_order_of_node_20: 20,
    programs_run_in_the_order_of_node_22: 22,
    programs_run_in_the_order_of_node_24: 24,
    programs_run_in_the_order_of_node_26: 26,
}

/// What programs are made of, as it stands in their text.
const KINDS: &str = "nextTick queueMicrotask .then( await return setTimeout( setInterval( setImmediate( clearTimeout(timer \
    clearImmediate(immediate .refresh() t.unref() t.ref() i.unref() beforeExit";

/// A sample that misses half of the rules proves little.
#[test]
fn programs_are_nested_and_of_every_kind() {
    let rules = Rules::of_major(26);
    let programs: Vec<_> = Sample::from_env(PROGRAMS)
        .draw(Dialect::Modern, 100, |program| judge(program, rules).is_guaranteed())
        .collect();
    let count = |is_one: &dyn Fn(&Program) -> bool| programs.iter().filter(|program| is_one(program)).count();
    let deep = count(&|program| program.depth() >= 4);
    assert!(deep >= 30, "{deep} of 100 programs are nested to depth 4");
    let modules = count(&|program| program.entry == Entry::Module);
    assert!(modules >= 20, "{modules} of 100 programs are modules");
    for kind in KINDS.split_whitespace() {
        let found = count(&|program| javascript::render(program).contains(kind));
        assert!(found >= 8, "{kind} occurs in {found} of 100 programs");
    }
}
