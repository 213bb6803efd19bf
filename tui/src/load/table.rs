//! Several runs of a server side by side, and what the sizes of pool and machine are worth.

use super::Figures;
use crate::cli::load::Knob;
use crate::story::words;
use std::fmt::Write;

/// A run: the values of the knobs that differ, and what was measured.
type Row<'a> = (&'a [(Knob, u64)], &'a Figures);

/// Latencies that differ by less than so many in a hundred are as good as equal.
const SAME_PERCENT: u64 = 2;

/// The table, and a sentence for each machine about the pool.
pub(super) fn draw(rows: &[Row]) -> String {
    let Some((first, _)) = rows.first() else { return String::new() };
    let mut text = String::new();
    for (knob, _) in *first {
        write!(text, "{:>6}", name(*knob)).expect("a String takes all text");
    }
    text += &format!("{:>8}{:>8}{:>11}{:>11}{:>11}{:>10}\n", "waves", "queue", "p50", "p99", "max", "answers");
    for (values, figures) in rows {
        for (_, value) in *values {
            write!(text, "{value:>6}").expect("a String takes all text");
        }
        let [p50, p99, max] = [50, 99, 100].map(|percent| words::duration(figures.latency(percent)));
        let rate = figures.tenths_per_second();
        let rate = format!("{}.{}/s", rate / 10, rate % 10);
        let outcome = if figures.is_complete() { "" } else { "  not all answered" };
        let (waves, queue) = (figures.waves, figures.deepest);
        text += &format!("{waves:>8}{queue:>8}{p50:>11}{p99:>11}{max:>11}{rate:>10}{outcome}\n");
    }
    let said = sentences(rows);
    if !said.is_empty() {
        text += "\n";
        text += &said;
    }
    text
}

const fn name(knob: Knob) -> &'static str {
    match knob {
        Knob::Pool => "pool",
        Knob::Cores => "cores",
        Knob::Node => "node",
        Knob::Seed => "seed",
    }
}

fn value_of(values: &[(Knob, u64)], wanted: Knob) -> Option<u64> {
    values.iter().find(|(knob, _)| *knob == wanted).map(|(_, value)| *value)
}

/// For each machine: up to which size a larger pool helps. Said only where several sizes were tried and all else was equal.
fn sentences(rows: &[Row]) -> String {
    let is_clear = |row: &Row| row.0.iter().all(|(knob, _)| matches!(knob, Knob::Pool | Knob::Cores));
    if !rows.iter().all(is_clear) || rows.iter().any(|(values, _)| value_of(values, Knob::Pool).is_none()) {
        return String::new();
    }
    let mut machines: Vec<Option<u64>> = rows.iter().map(|(values, _)| value_of(values, Knob::Cores)).collect();
    machines.sort_unstable();
    machines.dedup();
    let mut text = String::new();
    for cores in machines {
        let mut tried: Vec<(u64, u64)> = rows
            .iter()
            .filter(|(values, _)| value_of(values, Knob::Cores) == cores)
            .filter_map(|(values, figures)| Some((value_of(values, Knob::Pool)?, figures.latency(99))))
            .collect();
        tried.sort_unstable();
        let Some(best) = tried.iter().map(|(_, p99)| *p99).min() else { continue };
        let is_good = |p99: u64| p99.saturating_mul(100) <= best.saturating_mul(100 + SAME_PERCENT);
        let Some((enough, _)) = tried.iter().find(|(_, p99)| is_good(*p99)) else { continue };
        let on =
            cores.map_or_else(|| "Here".to_owned(), |cores| format!("On {}", words::count(cores as usize, "core")));
        match tried.last() {
            Some((largest, _)) if largest == enough && tried.len() > 1 => {
                writeln!(text, "{on} every larger pool had a shorter p99, up to {largest}.")
            }
            _ if tried.len() > 1 => writeln!(text, "{on} a pool of {enough} is enough: p99 is no shorter with more."),
            _ => Ok(()),
        }
        .expect("a String takes all text");
    }
    text
}
