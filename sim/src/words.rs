//! Numbers as people read them: moments, durations, counts.

/// A moment, or a length that is compared with others: milliseconds with three decimals.
pub fn ms(ns: u64) -> String {
    let us = ns / 1_000;
    format!("{}.{:03} ms", us / 1_000, us % 1_000)
}

/// About how long, to two or three digits: `45 us`, `12.3 ms`, `2.53 s`.
pub fn duration(ns: u64) -> String {
    let (unit_ns, unit, decimals) = match ns {
        0..1_000_000 => (1_000, "us", 0),
        1_000_000..100_000_000 => (1_000_000, "ms", 1),
        100_000_000..1_000_000_000 => (1_000_000, "ms", 0),
        1_000_000_000..10_000_000_000 => (1_000_000_000, "s", 2),
        10_000_000_000..100_000_000_000 => (1_000_000_000, "s", 1),
        _ => (1_000_000_000, "s", 0),
    };
    let (whole, part) = (ns / unit_ns, ns % unit_ns * 10_u64.pow(decimals) / unit_ns);
    if part == 0 {
        return format!("{whole} {unit}");
    }
    let text = format!("{whole}.{part:0width$}", width = decimals as usize);
    format!("{} {unit}", text.trim_end_matches('0'))
}

/// How long to the microsecond, so that two costs can be told apart: `9 ms`, `0.052 ms`; long ones in seconds.
pub fn exact_duration(ns: u64) -> String {
    let (size, unit) = if ns >= 10_000_000_000 { (1_000_000_000, "s") } else { (1_000_000, "ms") };
    let (whole, thousandths) = (ns / size, ns % size * 1_000 / size);
    let text = format!("{whole}.{thousandths:03}");
    format!("{} {unit}", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A number with its noun: `1 tick`, `3 ticks`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// A number with the word for one or for many: `1 timer is`, `3 timers are`.
pub fn agree(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `1st`, `2nd`, `13th`.
pub fn ordinal(number: u32) -> String {
    let suffix = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_have_three_decimals() {
        assert_eq!([0, 30_438_999].map(ms), ["0.000 ms", "30.438 ms"]);
    }

    #[test]
    fn durations_have_as_many_digits_as_people_read() {
        let read = [999, 45_678, 1_500_000, 20_000_000, 123_456_789].map(duration);
        assert_eq!(read, ["0 us", "45 us", "1.5 ms", "20 ms", "123 ms"]);
        let read = [1_000_000_000, 2_500_000_000, 5_049_000_000, 12_300_000_000, 123_456_000_000].map(duration);
        assert_eq!(read, ["1 s", "2.5 s", "5.04 s", "12.3 s", "123 s"]);
    }

    #[test]
    fn exact_durations_keep_their_microseconds() {
        let read = [0, 52_000, 9_000_000, 1_250_000, 61_500_000_000].map(exact_duration);
        assert_eq!(read, ["0 ms", "0.052 ms", "9 ms", "1.25 ms", "61.5 s"]);
    }

    #[test]
    fn ordinals_end_as_they_are_spoken() {
        let read = [1, 2, 3, 4, 11, 12, 13, 22, 101].map(ordinal);
        assert_eq!(read, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "22nd", "101st"]);
    }

    #[test]
    fn words_agree_with_their_number() {
        assert_eq!([count(1, "tick"), count(3, "tick")], ["1 tick", "3 ticks"]);
        assert_eq!(agree(0, "timer is", "timers are"), "0 timers are");
    }
}
