//! What random programs have taught: each found by a difference, shrunk, and measured on the real binaries.

use super::ours::folder;
use loopscope_engine::profile::{MAJORS, Profile};
use loopscope_scenarios::run::Setup;
use std::fs;

/// Blocks for as long as real Node would.
const BLOCK: &str = "const block = (ms) => { const t = process.hrtime(); \
    for (;;) { const [s, ns] = process.hrtime(t); if (s * 1e3 + ns / 1e6 >= ms) return; } };\n";

/// Runs a program under the profiles of these majors, and holds what it prints against what they printed.
#[track_caller]
fn check(file: &str, script: &str, majors: impl Fn(u32) -> bool, expected: &str) {
    let folder = folder("lessons").join(file);
    fs::create_dir_all(&folder).expect("the target folder is writable");
    let file = format!("main.{}", file.rsplit('.').next().unwrap_or("js"));
    fs::write(folder.join(&file), format!("{BLOCK}{script}")).expect("the target folder is writable");
    for major in MAJORS.into_iter().filter(|major| majors(*major)) {
        let profile = Profile::of_major(major).expect("a profile of the list");
        let outcome = Setup::new(&folder, &file, profile).run();
        assert_eq!(outcome.stdout.split_whitespace().collect::<Vec<_>>().join(" "), expected, "node {major}");
    }
}

const OVERDUE_TIMER: &str = "
setTimeout(() => {
  console.log('timer');
  setImmediate(() => { console.log('immediate'); setImmediate(() => console.log('next immediate')); });
  setTimeout(() => console.log('overdue'), 1);
  block(5);
}, 1);
block(5);
";

#[test]
fn a_timer_that_is_overdue_after_its_phase_waits_for_one_check_phase_only() {
    // In Node 10 its new start counts from behind the phase, so that luck decides.
    check("overdue.js", OVERDUE_TIMER, |major| major >= 18, "timer immediate overdue next immediate");
}

const STARTED_IN_THE_DRAIN: &str = "
setTimeout(() => {
  console.log('timer');
  process.nextTick(() => {
    setImmediate(() => console.log('immediate'));
    setTimeout(() => console.log('one'), 1);
    block(5);
    setTimeout(() => console.log('three'), 3);
    block(5);
  });
}, 10);
";

#[test]
fn up_to_node_20_the_timers_phase_begins_again_when_a_timer_is_due_by_its_last_look_at_the_clock() {
    check("drain.js", STARTED_IN_THE_DRAIN, |major| major <= 20, "timer one three immediate");
}

#[test]
fn from_node_22_on_a_timer_that_was_started_in_the_phase_waits_for_the_next_one() {
    check("drain_22.js", STARTED_IN_THE_DRAIN, |major| major >= 22, "timer immediate one three");
}

const BUSY: &str = "
const began = Date.now();
setTimeout(() => console.log(Date.now() - began < 110 ? 'in time' : 'late'), 100);
setTimeout(() => { setTimeout(() => {}, 500); block(60); }, 1);
";

#[test]
fn poll_waits_only_for_what_a_busy_callback_has_left() {
    check("busy.js", BUSY, |_| true, "in time");
}

const REFRESHED: &str = "
const fired = setTimeout(() => console.log('fired'), 1);
setTimeout(() => { console.log('later'); fired.refresh(); }, 10);
";

#[test]
fn a_timer_that_has_fired_keeps_its_reference() {
    check("refreshed.js", REFRESHED, |_| true, "fired later fired");
}

const MODULE: &str = "
setTimeout(() => console.log('timeout'), 1);
setImmediate(() => console.log('immediate'));
block(5);
";

#[test]
fn a_main_module_runs_in_the_poll_phase_up_to_node_20() {
    check("module_20.mjs", MODULE, |major| (18..=20).contains(&major), "immediate timeout");
}

#[test]
fn a_main_module_runs_before_the_loop_from_node_22_on() {
    check("module.mjs", MODULE, |major| major >= 22, "timeout immediate");
}
