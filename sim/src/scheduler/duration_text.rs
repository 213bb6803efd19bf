//! Durations as people write them, exact to the nanosecond both ways.

/// The units, largest first, with their nanoseconds and decimal places.
const UNITS: [(&str, u64, usize); 4] = [("s", 1_000_000_000, 9), ("ms", 1_000_000, 6), ("us", 1_000, 3), ("ns", 1, 0)];

/// As text in the largest unit that is not below one: `9ms`, `1.5us`, `0ns`.
pub(super) fn print(ns: u64) -> String {
    let (unit, size, places) = UNITS.into_iter().find(|(_, size, _)| ns >= *size).unwrap_or(("ns", 1, 0));
    let fraction = format!("{:0places$}", ns % size);
    let fraction = fraction.trim_end_matches('0');
    let point = if places == 0 || fraction.is_empty() { "" } else { "." };
    let fraction = if places == 0 { "" } else { fraction };
    format!("{}{point}{fraction}{unit}", ns / size)
}

/// The nanoseconds that a text says; `None` when it is no duration or not a whole number of nanoseconds.
pub(super) fn parse(text: &str) -> Option<u64> {
    let digits_end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits_end);
    let (_, size, places) = UNITS.into_iter().find(|(name, _, _)| *name == unit)?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let fraction = fraction.trim_end_matches('0');
    if whole.is_empty() || fraction.len() > places {
        return None;
    }
    let fraction: u64 = if fraction.is_empty() { 0 } else { format!("{fraction:0<places$}").parse().ok()? };
    whole.parse::<u64>().ok()?.checked_mul(size)?.checked_add(fraction)
}

#[cfg(test)]
mod tests {
    use super::{parse, print};
    use proptest::prelude::*;

    #[test]
    fn durations_read_as_people_write_them() {
        let shown = [0, 7, 1_500, 9_000_000, 2_345_678, 61_000_000_001].map(print);
        assert_eq!(shown, ["0ns", "7ns", "1.5us", "9ms", "2.345678ms", "61.000000001s"]);
        assert_eq!(
            ["1.50us", "2s", "0.5ms", "5", "1.5ns", "ms", "1..2s"].map(parse),
            [Some(1_500), Some(2_000_000_000), Some(500_000), None, None, None, None]
        );
    }

    proptest! {
        #[test]
        fn every_duration_reads_back(ns in any::<u64>()) {
            prop_assert_eq!(parse(&print(ns)), Some(ns));
        }
    }
}
