//! Tells a person at the terminal which step is running and how long it took. All of it goes to standard error.

use std::io::{self, Write};
use std::time::Duration;

use anyhow::Result;

/// Prints what is about to be done, does it, and prints the time it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprint!("  {what} … ");
    // OK because a terminal that cannot be flushed only shows the words later.
    let _ = io::stderr().flush();
    let (result, spent) = timed(work);
    match &result {
        Ok(_) => eprintln!("{}", seconds(spent)),
        Err(_) => eprintln!("failed after {}", seconds(spent)),
    }
    result
}

/// Runs `work` and measures it.
#[expect(clippy::disallowed_methods, reason = "xtask tells a person how long they waited; no simulation runs here")]
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// A duration for reading: `0.4 s`, `3 min 12 s`.
pub(crate) fn seconds(spent: Duration) -> String {
    let whole = spent.as_secs();
    if whole < 60 { format!("{:.1} s", spent.as_secs_f64()) } else { format!("{} min {} s", whole / 60, whole % 60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_time_shows_tenths_and_a_long_one_minutes() {
        assert_eq!(seconds(Duration::from_millis(420)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(192)), "3 min 12 s");
    }
}
