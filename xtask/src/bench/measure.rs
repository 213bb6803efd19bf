//! What one process took, and how the runs of two programs compare.

use std::fmt;
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use wait4::Wait4;

use crate::report;

/// A run of a process.
pub(crate) struct Measured {
    pub(crate) wall: Duration,
    pub(crate) user: Duration,
    pub(crate) peak_bytes: u64,
    /// What it printed.
    pub(crate) stdout: Vec<u8>,
}

/// Runs a program to its end.
pub(crate) fn run(command: &mut Command) -> Result<Measured> {
    let name = format!("{command:?}");
    let mut stdout = Vec::new();
    let (used, wall) = report::timed(|| {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        child.stdout.take().expect("standard output was asked for as a pipe").read_to_end(&mut stdout)?;
        child.wait4()
    });
    let used = used.with_context(|| format!("running {name}"))?;
    if !used.status.success() {
        bail!("running {name}: found {}, expected success", used.status);
    }
    Ok(Measured { wall, user: used.rusage.utime, peak_bytes: used.rusage.maxrss, stdout })
}

/// `pairs` runs of each, in turn, behind one of each that warms the host's file cache. Both must print the same.
pub(crate) fn in_turn(
    theirs: &dyn Fn() -> Command,
    ours: &dyn Fn() -> Command,
    pairs: usize,
) -> Result<(Vec<Measured>, Vec<Measured>)> {
    let (mut all_theirs, mut all_ours) = (Vec::new(), Vec::new());
    for _ in 0..=pairs {
        let (their, our) = (run(&mut theirs())?, run(&mut ours())?);
        if their.stdout != our.stdout {
            bail!("running {:?}: the two sides print different things", ours());
        }
        all_theirs.push(their);
        all_ours.push(our);
    }
    Ok((all_theirs.split_off(1), all_ours.split_off(1)))
}

/// The ratios of pairs of runs.
pub(crate) struct Spread {
    pub(crate) median: f64,
    min: f64,
    max: f64,
}

impl Spread {
    /// Ours over theirs, pair by pair.
    pub(crate) fn of(ours: &[Measured], theirs: &[Measured], what: impl Fn(&Measured) -> f64) -> Self {
        let mut ratios: Vec<f64> = ours.iter().zip(theirs).map(|(our, their)| what(our) / what(their)).collect();
        ratios.sort_by(f64::total_cmp);
        Self { median: ratios[ratios.len() / 2], min: ratios[0], max: ratios[ratios.len() - 1] }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        write!(text, "{:.2} ({:.2}–{:.2})", self.median, self.min, self.max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn took(ms: u64) -> Measured {
        Measured { wall: Duration::from_millis(ms), user: Duration::ZERO, peak_bytes: 0, stdout: Vec::new() }
    }

    #[test]
    fn ratios_are_of_pairs_and_the_middle_one_counts() {
        let spread =
            Spread::of(&[took(1), took(20), took(90)], &[took(2), took(10), took(30)], |run| run.wall.as_secs_f64());
        assert_eq!(spread.to_string(), "2.00 (0.50–3.00)");
    }
}
