//! `loopscope doctor`: runs a program under several schedules and names symptom, layer, evidence and next step.
//!
//! * `observe`: the runs, and what is kept of each
//! * `finding`: what a diagnosis says, and how findings of several runs become one
//! * `measure`: stretches of JavaScript and who waited meanwhile, which several diagnoses need
//! * `report`: findings as text and as JSON
//! * every other file is one diagnosis
//!
//! A diagnosis reads the story of a run and what was measured of it, and nothing else. It is silent about what a healthy
//! program does: thresholds stand in its file with their reasons.

mod after_close;
mod blocked_by_javascript;
mod blocked_by_sync_api;
mod exits_early;
mod finding;
mod late_timer;
mod leaked_handle;
mod listener_leak;
mod lucky_order;
mod measure;
mod memory;
mod observe;
mod pool_oversized;
mod pool_saturated;
mod report;
mod slow_remote;
mod starvation;
mod timer_overflow;
mod uncaught_error;
mod unhandled_rejection;
mod unsettled_await;

use crate::cli::doctor::DoctorArgs;
use crate::setup::UsageError;
use finding::Finding;
pub(crate) use measure::percentile;
use observe::Observation;
use std::io::{Write, stdout};
use std::process::ExitCode;

/// Something that can be wrong with a program, and how one run shows it.
pub(crate) trait Diagnosis: Sync {
    /// Its name, stable for scripts.
    fn name(&self) -> &'static str;

    /// What it finds, in one sentence.
    fn summary(&self) -> &'static str;

    /// What this run shows of it.
    fn examine(&self, run: &Observation) -> Vec<Finding>;
}

/// Every diagnosis that looks at single runs, causes before symptoms.
const DIAGNOSES: &[&dyn Diagnosis] = &[
    &blocked_by_javascript::BlockedByJavascript,
    &blocked_by_sync_api::BlockedBySyncApi,
    &starvation::TICKS,
    &starvation::MICROTASKS,
    &late_timer::LateTimer,
    &pool_saturated::PoolSaturated,
    &pool_oversized::PoolOversized,
    &slow_remote::SlowRemote,
    &memory::MEMORY_GROWTH,
    &memory::MEMORY_PRESSURE,
    &leaked_handle::LeakedHandle,
    &exits_early::ExitsEarly,
    &unsettled_await::UnsettledAwait,
    &after_close::AfterClose,
    &unhandled_rejection::UnhandledRejection,
    &uncaught_error::UncaughtError,
    &listener_leak::ListenerLeak,
    &timer_overflow::TimerOverflow,
];

/// Runs the program and says what is wrong with it: exit code 1 if anything is.
pub(crate) fn doctor(args: &DoctorArgs) -> Result<ExitCode, UsageError> {
    let examined = observe::examine(args)?;
    let text = if args.json { report::json(&examined) } else { report::text(&examined) };
    // A reader that has gone away is no reason to fail.
    drop(stdout().write_all(text.as_bytes()));
    Ok(ExitCode::from(u8::from(!examined.findings.is_empty())))
}
