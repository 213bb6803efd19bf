//! What differs between the Node versions that Loopscope can be: data, a line or two for each rule, with its source.
//!
//! A rule is read where the behaviour is, in Rust as `profile.rule_name()`, in JavaScript as
//! `require('internal/profile').ruleName`; nothing else in the product compares version numbers. Each room below is the
//! part of the table that its first line names; `table` says how a line is declared.

mod bytes;
mod crypto;
mod events;
mod fs;
mod http;
mod language;
mod modules;
mod net;
mod order;
mod performance;
mod printing;
mod streams;
mod table;
mod util;
mod web;
mod workers;

use table::{Line, Number, Rule};

/// The majors that have a profile, oldest first.
pub const MAJORS: [u32; 6] = [10, 18, 20, 22, 24, 26];

/// The profile of a run that asks for none.
pub const DEFAULT_MAJOR: u32 = 26;

/// The numbers of all rooms.
const NUMBERS: &[&[Line<Number>]] = &[modules::NUMBERS, workers::NUMBERS, crypto::NUMBERS];

/// The rules of all rooms.
const RULES: &[&[Line<Rule>]] = &[
    order::RULES,
    modules::RULES,
    language::RULES,
    events::RULES,
    streams::RULES,
    bytes::RULES,
    web::RULES,
    net::RULES,
    http::RULES,
    fs::RULES,
    workers::RULES,
    printing::RULES,
    util::RULES,
    performance::RULES,
    crypto::RULES,
];

/// One Node version to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    major: u32,
    /// The one rule, by its name, that is as in another version; for finding out which rule makes a difference.
    borrowed: Option<(&'static str, u32)>,
}

/// A rule or a number in which two versions differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its name.
    pub name: &'static str,
    /// What it says, and its source.
    pub sentence: &'static str,
}

impl Profile {
    /// The profile of a major version; `None` when there is none.
    pub fn of_major(major: u32) -> Option<Self> {
        MAJORS.contains(&major).then_some(Self { major, borrowed: None })
    }

    /// The major version.
    pub const fn major(self) -> u32 {
        self.major
    }

    /// This version with one rule as in `other`.
    #[must_use]
    pub const fn with_rule_of(self, other: Self, rule: &Difference) -> Self {
        Self { borrowed: Some((rule.name, other.major)), ..self }
    }

    /// Whether one rule is as in another version.
    pub(crate) const fn is_mixed(self) -> bool {
        self.borrowed.is_some()
    }

    /// Every rule with its answer for this version, in the order of the table; names in snake case.
    pub fn rules(self) -> impl Iterator<Item = (&'static str, bool)> {
        RULES.iter().copied().flatten().map(move |line| (line.name, self.holds(line.name, line.value)))
    }

    /// Every number with its value for this version, in the order of the table; names in snake case.
    pub fn numbers(self) -> impl Iterator<Item = (&'static str, u32)> {
        NUMBERS.iter().copied().flatten().map(move |line| (line.name, self.number(line.name, line.value)))
    }

    /// All numbers and rules in which the two versions differ, in the order of the table.
    pub fn differences(self, other: Self) -> Vec<Difference> {
        let numbers = NUMBERS.iter().copied().flatten();
        let numbers =
            numbers.filter(|Line { name, value, .. }| self.number(name, *value) != other.number(name, *value));
        let rules = RULES.iter().copied().flatten();
        let rules = rules.filter(|Line { name, value, .. }| self.holds(name, *value) != other.holds(name, *value));
        numbers.map(Line::difference).chain(rules.map(Line::difference)).collect()
    }

    /// The whole version, as `process.version` shows it without its `v`: the release whose behaviour was measured.
    pub const fn version(self) -> &'static str {
        match self.major {
            10 => "10.24.1",
            18 => "18.20.8",
            20 => "20.20.2",
            22 => "22.23.3",
            24 => "24.21.0",
            _ => "26.10.0",
        }
    }

    /// The version that is followed in the line of that name.
    fn major_for(self, name: &str) -> u32 {
        match self.borrowed {
            Some((borrowed, major)) if borrowed == name => major,
            _ => self.major,
        }
    }

    fn holds(self, name: &str, rule: Rule) -> bool {
        rule.holds(self.major_for(name))
    }

    fn number(self, name: &str, number: Number) -> u32 {
        number.at(self.major_for(name))
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self { major: DEFAULT_MAJOR, borrowed: None }
    }
}
