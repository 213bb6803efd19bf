//! The text form of a schedule, for files, messages and the command line.
//!
//! ```text
//! loopscope-schedule/1 seeded(42) asked=1204
//! job-cost(readFile /app/a.txt)=9ms
//! job-cost(readFile /app/a.txt)#2=1.5us
//! next-event(main)=1:stat /app/b.txt
//! ```
//!
//! `of-orders` behind the origin says that the scheduler chose what happens next instead of how long things take.
//! One decision a line: name, subject, occurrence if it is not the first, and the answer, which is a duration, a
//! number, or an index with its meaning. `;` serves as well as a new line; `{:#}` prints it so. A backslash makes the
//! next character plain, but for `\n`, `\r`, `\t`, `\f` and `\s`, which are white space that would be lost.

use super::choice::Unit;
use super::duration_text;
use super::{ChoiceName, Decision, Luck, Origin, Schedule};
use std::fmt::{self, Display, Write};
use std::str::FromStr;

/// The first word of every schedule; the number rises when old texts would be understood otherwise.
const MAGIC: &str = "loopscope-schedule/1";

impl Display for Schedule {
    /// The text form: one decision a line, or with `#` all in one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separator = if f.alternate() { "; " } else { "\n" };
        let of_orders = if self.luck == Luck::OfOrders { " of-orders" } else { "" };
        write!(f, "{MAGIC} {}{of_orders} asked={}", self.origin, self.asked)?;
        for decision in &self.decisions {
            write!(f, "{separator}{decision}")?;
        }
        Ok(())
    }
}

impl Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typical => f.write_str("typical"),
            Self::Seeded(seed) => write!(f, "seeded({seed})"),
            Self::Pct { seed, depth } => write!(f, "pct({seed},{depth})"),
            Self::Fair => f.write_str("fair"),
            Self::Exhaustive(run) => write!(f, "exhaustive({run})"),
            Self::Shrunk => f.write_str("shrunk"),
            Self::Manual => f.write_str("manual"),
        }
    }
}

impl Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.name)?;
        escape(&self.who, f)?;
        f.write_char(')')?;
        if self.nth > 0 {
            write!(f, "#{}", u64::from(self.nth) + 1)?;
        }
        match self.name.unit() {
            Unit::Nanoseconds => write!(f, "={}", duration_text::print(self.answer))?,
            Unit::Number => write!(f, "={}", self.answer)?,
        }
        if let Some(meaning) = &self.meaning {
            f.write_char(':')?;
            escape(meaning, f)?;
        }
        Ok(())
    }
}

/// Writes `text` so that it holds no bare separator, bracket or line end.
fn escape(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for c in text.chars() {
        match c {
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            '\x0c' => f.write_str("\\f")?,
            '\\' | ')' | ';' => write!(f, "\\{c}")?,
            // Spaces at the ends would be trimmed with those around separators.
            ' ' if text.starts_with(' ') || text.ends_with(' ') => f.write_str("\\s")?,
            _ => f.write_char(c)?,
        }
    }
    Ok(())
}

/// Why a text is no schedule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("reading a schedule, decision {entry}: found `{found}`, expected {expected}")]
pub struct ParseScheduleError {
    /// Which entry, counted from 1; 0 is the head.
    pub entry: usize,
    /// The text that is wrong.
    pub found: String,
    /// What would have been right.
    pub expected: &'static str,
}

impl FromStr for Schedule {
    type Err = ParseScheduleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut entries = split_unescaped(text, |c| c == '\n' || c == ';')
            .into_iter()
            .map(str::trim_ascii)
            .filter(|entry| !entry.is_empty() && !entry.starts_with("//"));
        let head = entries.next().unwrap_or_default();
        let mut schedule = parse_head(head)?;
        schedule.decisions = entries
            .enumerate()
            .map(|(index, entry)| {
                let wrong = |expected| ParseScheduleError { entry: index + 1, found: shorten(entry), expected };
                parse_decision(entry).map_err(wrong)
            })
            .collect::<Result<_, _>>()?;
        Ok(schedule)
    }
}

fn parse_head(head: &str) -> Result<Schedule, ParseScheduleError> {
    let wrong = |expected| ParseScheduleError { entry: 0, found: shorten(head), expected };
    let mut words = head.split_ascii_whitespace();
    if words.next() != Some(MAGIC) {
        return Err(wrong("a schedule, which begins with `loopscope-schedule/1`"));
    }
    let origin = words.next().and_then(parse_origin).ok_or_else(|| {
        wrong("an origin after `loopscope-schedule/1`: typical, seeded(N), pct(N,D), fair, exhaustive(N), shrunk or manual")
    })?;
    let mut schedule = Schedule { origin, ..Schedule::default() };
    for word in words {
        if word == "of-orders" {
            schedule.luck = Luck::OfOrders;
            continue;
        }
        let asked = word.strip_prefix("asked=").and_then(|number| number.parse().ok());
        schedule.asked = asked.ok_or_else(|| wrong("`of-orders`, or `asked=` and a number, after the origin"))?;
    }
    Ok(schedule)
}

fn parse_origin(word: &str) -> Option<Origin> {
    let (name, arguments) = match word.split_once('(') {
        Some((name, rest)) => (name, rest.strip_suffix(')')?),
        None => (word, ""),
    };
    match name {
        "typical" => Some(Origin::Typical),
        "seeded" => arguments.parse().ok().map(Origin::Seeded),
        "pct" => {
            let (seed, depth) = arguments.split_once(',')?;
            Some(Origin::Pct { seed: seed.parse().ok()?, depth: depth.parse().ok()? })
        }
        "fair" => Some(Origin::Fair),
        "exhaustive" => arguments.parse().ok().map(Origin::Exhaustive),
        "shrunk" => Some(Origin::Shrunk),
        "manual" => Some(Origin::Manual),
        _ => None,
    }
}

/// Reads `name(who)#nth=answer:meaning`; the error is what was expected.
fn parse_decision(entry: &str) -> Result<Decision, &'static str> {
    const NAME: &str = "the name of a choice, such as `job-cost`, and its subject in brackets";
    let (name, rest) = entry.split_once('(').ok_or(NAME)?;
    let name = ChoiceName::from_text(name.trim_ascii()).ok_or(NAME)?;
    let close = find_unescaped(rest, |c| c == ')').ok_or("`)` after the subject")?;
    let (who, rest) = (unescape(&rest[..close]), &rest[close + 1..]);
    let (nth, answer) = rest.split_once('=').ok_or("`=` and the answer after the subject")?;
    let nth = match nth.trim_ascii() {
        "" => Some(0),
        nth => nth.strip_prefix('#').and_then(|nth| nth.parse::<u32>().ok()).and_then(|nth| nth.checked_sub(1)),
    };
    let nth = nth.ok_or("`#` and an occurrence, counted from 1, before `=`")?;
    let (answer, meaning) = match answer.split_once(':') {
        Some((answer, meaning)) => (answer, Some(unescape(meaning))),
        None => (answer, None),
    };
    let answer = answer.trim_ascii();
    let answer = match name.unit() {
        Unit::Nanoseconds => {
            duration_text::parse(answer).ok_or("a duration, such as `9ms` or `1.5us`, as the answer")?
        }
        Unit::Number => answer.parse().map_err(|_| "a number as the answer")?,
    };
    Ok(Decision { name, who, nth, answer, meaning })
}

fn find_unescaped(text: &str, is_it: impl Fn(char) -> bool) -> Option<usize> {
    let mut escaped = false;
    for (place, c) in text.char_indices() {
        if !escaped && is_it(c) {
            return Some(place);
        }
        escaped = !escaped && c == '\\';
    }
    None
}

fn split_unescaped(text: &str, is_separator: impl Fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(place) = find_unescaped(rest, &is_separator) {
        parts.push(&rest[..place]);
        rest = &rest[place + 1..];
    }
    parts.push(rest);
    parts
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => plain.push('\n'),
                Some('r') => plain.push('\r'),
                Some('t') => plain.push('\t'),
                Some('f') => plain.push('\x0c'),
                Some('s') => plain.push(' '),
                Some(other) => plain.push(other),
                None => {}
            },
            _ => plain.push(c),
        }
    }
    plain
}

/// At most sixty characters of `text`, so that a wrong file does not fill the screen.
fn shorten(text: &str) -> String {
    const CHARS_MAX: usize = 60;
    match text.char_indices().nth(CHARS_MAX) {
        Some((place, _)) => format!("{}…", &text[..place]),
        None => text.to_owned(),
    }
}
