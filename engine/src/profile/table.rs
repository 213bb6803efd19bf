//! How a line of the table is declared: `rules! { … }` and `numbers! { … }` make of each a method of `Profile`, and of all
//! of a room the list that JavaScript is given.

use super::Difference;

/// A line of the table.
pub(super) struct Line<V> {
    /// In snake case.
    pub(super) name: &'static str,
    /// What it says, and its source.
    sentence: &'static str,
    /// What holds in which version.
    pub(super) value: V,
}

impl<V> Line<V> {
    /// A line whose documentation is this.
    pub(super) const fn new(name: &'static str, documentation: &'static str, value: V) -> Self {
        Self { name, sentence: documentation.trim_ascii(), value }
    }

    /// This line as that in which two versions differ.
    pub(super) const fn difference(&self) -> Difference {
        Difference { name: self.name, sentence: self.sentence }
    }
}

/// Whether a behaviour exists in a version.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {
    /// From this major on.
    Since(u32),
    /// Up to and including this major.
    Until(u32),
    /// From the first to the second major, both included.
    Between(u32, u32),
}

impl Rule {
    /// Whether it does in this one.
    pub(super) const fn holds(self, major: u32) -> bool {
        match self {
            Self::Since(first) => major >= first,
            Self::Until(last) => major <= last,
            Self::Between(first, last) => major >= first && major <= last,
        }
    }
}

/// A number that changed over the versions: the majors from which it has a value, oldest first, each with that value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number(pub(super) &'static [(u32, u32)]);

impl Number {
    /// Its value in a version: that of the last entry at or before it.
    pub(super) fn at(self, major: u32) -> u32 {
        self.0.iter().take_while(|(since, _)| *since <= major).last().map_or(0, |(_, value)| *value)
    }
}

/// Declares the numbers of a room: each with the majors from which it has a value, and the value.
macro_rules! numbers {
    ($($(#[doc = $doc:literal])+ $name:ident: $history:expr;)*) => {
        impl super::Profile {
            $($(#[doc = $doc])+ pub fn $name(self) -> u32 {
                self.number(stringify!($name), super::Number(&$history))
            })*
        }

        /// The numbers of this room.
        pub(super) const NUMBERS: &[super::Line<super::Number>] =
            &[$(super::Line::new(stringify!($name), concat!($($doc),+), super::Number(&$history))),*];
    };
}

/// Declares the rules of a room: each with the versions in which it holds.
macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident: $rule:expr;)*) => {
        impl super::Profile {
            $($(#[doc = $doc])+ pub fn $name(self) -> bool {
                self.holds(stringify!($name), $rule)
            })*
        }

        /// The rules of this room.
        pub(super) const RULES: &[super::Line<super::Rule>] =
            &[$(super::Line::new(stringify!($name), concat!($($doc),+), $rule)),*];
    };
}

pub(super) use {numbers, rules};
