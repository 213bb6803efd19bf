//! The record beside a program: what it printed, by which callbacks, in which phases, under each version and seed.
//!
//! ```text
//! # The order of this program's lines. `loopscope test --update` writes it.
//!
//! == node 20, typical schedule
//! == node 26, typical schedule
//! start            main script       script
//! start            tick              tick
//! turn 1  check    immediate         immediate
//! exit 0
//! ```
//!
//! Headings that follow each other share the order below them.

use std::fmt;
use std::str::FromStr;
use thiserror::Error;

const HEAD: &str = "# The order of this program's lines. `loopscope test --update` writes it.\n";

/// Under what a program ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Circumstances {
    /// The Node version.
    pub(crate) node: u32,
    /// The seed; none for the typical schedule.
    pub(crate) seed: Option<u64>,
}

/// What was written down about a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    orders: Vec<(Circumstances, String)>,
}

/// A record that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("reading its record, line {line}: found {found:?}, expected a heading such as `== node 26, typical schedule`")]
pub(super) struct RecordError {
    line: usize,
    found: String,
}

impl Record {
    /// The order under these circumstances.
    pub(super) fn order(&self, circumstances: &Circumstances) -> Option<&str> {
        self.orders.iter().find(|(known, _)| known == circumstances).map(|(_, order)| order.as_str())
    }

    /// Writes down one more.
    pub(super) fn add(&mut self, circumstances: Circumstances, order: String) {
        self.orders.push((circumstances, order));
    }

    /// All orders.
    pub(super) fn into_orders(self) -> impl Iterator<Item = (Circumstances, String)> {
        self.orders.into_iter()
    }
}

impl fmt::Display for Circumstances {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        match self.seed {
            Some(seed) => write!(text, "node {}, seed {seed}", self.node),
            None => write!(text, "node {}, typical schedule", self.node),
        }
    }
}

impl Circumstances {
    fn parse(heading: &str) -> Option<Self> {
        let (node, luck) = heading.strip_prefix("node ")?.split_once(", ")?;
        let seed = match luck.strip_prefix("seed ") {
            Some(seed) => Some(seed.parse().ok()?),
            None if luck == "typical schedule" => None,
            None => return None,
        };
        Some(Self { node: node.parse().ok()?, seed })
    }
}

impl fmt::Display for Record {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        text.write_str(HEAD)?;
        let mut last: Option<&str> = None;
        for (at, (circumstances, order)) in self.orders.iter().enumerate() {
            if last != Some(order) {
                text.write_str("\n")?;
            }
            writeln!(text, "== {circumstances}")?;
            last = Some(order);
            if self.orders.get(at + 1).is_none_or(|(_, next)| next != order) {
                text.write_str(order)?;
            }
        }
        Ok(())
    }
}

impl FromStr for Record {
    type Err = RecordError;

    fn from_str(text: &str) -> Result<Self, RecordError> {
        let mut record = Self::default();
        let mut waiting: Vec<Circumstances> = Vec::new();
        let mut order = String::new();
        let finish = |waiting: &mut Vec<Circumstances>, order: &mut String, record: &mut Self| {
            // The blank line in front of the next heading is not part of the order.
            let whole = format!("{}\n", std::mem::take(order).trim_end_matches('\n'));
            waiting.drain(..).for_each(|circumstances| record.add(circumstances, whole.clone()));
        };
        for (at, line) in text.lines().enumerate() {
            let wrong = || RecordError { line: at + 1, found: line.to_owned() };
            if let Some(heading) = line.strip_prefix("== ") {
                if !order.is_empty() {
                    finish(&mut waiting, &mut order, &mut record);
                }
                waiting.push(Circumstances::parse(heading).ok_or_else(wrong)?);
            } else if !waiting.is_empty() {
                order += line;
                order.push('\n');
            } else if !line.is_empty() && !line.starts_with('#') {
                return Err(wrong());
            }
        }
        finish(&mut waiting, &mut order, &mut record);
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(orders: &[(u32, Option<u64>, &str)]) -> Record {
        let mut record = Record::default();
        for &(node, seed, order) in orders {
            record.add(Circumstances { node, seed }, order.to_owned());
        }
        record
    }

    #[test]
    fn a_record_reads_back() {
        let written = record(&[(18, None, "a\nexit 0\n"), (26, None, "a\nexit 0\n"), (26, Some(3), "b\n\nexit 1\n")]);
        let text = written.to_string();
        assert_eq!(text.matches("exit 0").count(), 1, "{text}");
        assert_eq!(text.parse(), Ok(written));
    }

    #[test]
    fn a_line_without_a_heading_is_named() {
        let error = "# x\nscript\n".parse::<Record>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "reading its record, line 2: found \"script\", expected a heading such as `== node 26, typical schedule`"
        );
    }
}
