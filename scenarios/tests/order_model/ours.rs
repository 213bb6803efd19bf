//! A program on our engine.

use super::javascript::{file_name, render};
use super::model::{Line, SLACK_MS};
use super::program::Program;
use loopscope_engine::profile::Profile;
use loopscope_scenarios::run::Setup;
use std::fs;
use std::path::{Path, PathBuf};

/// What a run printed.
pub(crate) struct Ran {
    pub(crate) labels: Vec<String>,
    pub(crate) times_ms: Vec<i64>,
    pub(crate) code: Option<i32>,
    pub(crate) stderr: String,
}

impl Ran {
    /// Reads what a program of [`super::javascript`] printed.
    pub(crate) fn new(stdout: &str, stderr: String, code: Option<i32>) -> Self {
        let mut lines = stdout.lines();
        let mut words = || lines.next().unwrap_or_default().split_whitespace();
        let labels = words().map(str::to_owned).collect();
        let times_ms = words().filter_map(|time| time.parse().ok()).collect();
        Self { labels, times_ms, code, stderr }
    }

    /// Says how the run differs from what the rules give, if it does.
    pub(crate) fn compare(&self, expected: &[Line], code: i32) -> Result<(), String> {
        let labels: Vec<&str> = expected.iter().map(|line| line.label.as_str()).collect();
        if self.labels == labels && self.code == Some(code) {
            return Ok(());
        }
        let parting = labels.iter().zip(&self.labels).take_while(|(expected, found)| *expected == *found).count();
        Err(format!(
            "the rules say {} (code {code}),\nit printed    {} (code {:?}),\nfrom entry {parting} on another\n{}",
            labels.join(" "),
            self.labels.join(" "),
            self.code,
            self.stderr
        ))
    }

    /// Whether the machine was quick enough for the rules to say something: no line came later than they allow for.
    /// In another order than theirs a time belongs to another line, so it is only an estimate.
    pub(crate) fn is_timely(&self, expected: &[Line], spread_ms: &[i64]) -> bool {
        let mut nominal = expected.iter().zip(spread_ms);
        self.times_ms.iter().all(|time| {
            let Some((line, spread)) = nominal.next() else { return true };
            *time <= line.nominal_ms + spread + SLACK_MS
        })
    }
}

/// A folder for the programs of one thread.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("order_model").join(name);
    fs::create_dir_all(&folder).expect("the target folder is writable");
    folder
}

/// Runs a program under the typical schedule.
pub(crate) fn run(program: &Program, folder: &Path, profile: Profile) -> Ran {
    let file = file_name(program.entry);
    fs::write(folder.join(file), render(program)).expect("the target folder is writable");
    let outcome = Setup::new(folder, file, profile).run();
    let code = outcome.limit.is_none().then_some(outcome.code);
    Ran::new(&outcome.stdout, outcome.stderr, code)
}
