//! Heights over time, drawn with blocks of eighths.

use super::labelled;

/// Lines that a picture of heights takes.
const LINES: u64 = 5;

/// From nothing to a full block.
const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A picture of heights, from 0 to `max`, one a column; `name` and `unit` stand beside it.
pub(crate) fn bars(name: &str, unit: &str, max: u64, heights: &[u64]) -> Vec<String> {
    let lines = LINES.min(max).max(1);
    let label = |line| match line {
        0 => format!("{name} {max}"),
        1 => unit.to_owned(),
        _ => String::new(),
    };
    (0..lines).map(|line| labelled(&label(line), &row(lines - 1 - line, lines, max, heights))).collect()
}

/// One line of it, counted from the bottom.
fn row(line: u64, lines: u64, max: u64, heights: &[u64]) -> String {
    let block = |height: &u64| {
        let eighths = (height * lines * 8).div_ceil(max.max(1)).saturating_sub(line * 8).min(8);
        BLOCKS[usize::try_from(eighths).unwrap_or(8)]
    };
    heights.iter().map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::bars;

    #[test]
    fn the_highest_fills_all_lines_and_the_lowest_is_still_seen() {
        let drawn = bars("queue", "jobs", 10, &[0, 1, 5, 10]);
        assert_eq!(
            drawn,
            ["queue 10      █", "jobs          █", "             ▄█", "             ██", "            ▄██"]
        );
    }

    #[test]
    fn small_heights_need_few_lines() {
        assert_eq!(bars("queue", "jobs", 1, &[1, 0, 1]), ["queue 1    █ █"]);
    }
}
