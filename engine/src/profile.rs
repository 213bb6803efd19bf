//! What differs between the Node versions that Loopscope can be: data, one rule a line, each with its source.
//!
//! A rule is read where the behaviour is, in Rust as `profile.rule_name()`, in JavaScript as
//! `require('internal/profile').ruleName`; nothing else in the product compares version numbers.

/// The majors that have a profile, oldest first.
pub const MAJORS: [u32; 6] = [10, 18, 20, 22, 24, 26];

/// The profile of a run that asks for none.
pub const DEFAULT_MAJOR: u32 = 26;

/// One Node version to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    major: u32,
}

/// Whether a behaviour exists in a version.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// From this major on.
    Since(u32),
    /// Up to and including this major.
    Until(u32),
    /// From the first to the second major, both included.
    Between(u32, u32),
}

impl Rule {
    const fn holds(self, major: u32) -> bool {
        match self {
            Self::Since(first) => major >= first,
            Self::Until(last) => major <= last,
            Self::Between(first, last) => major >= first && major <= last,
        }
    }
}

/// Declares the rules: a method each, and the list that JavaScript is given.
macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident: $rule:expr;)*) => {
        impl Profile {
            $($(#[doc = $doc])+ pub const fn $name(self) -> bool { $rule.holds(self.major) })*

            /// Every rule with its answer for this version, in the order of this file; names in snake case.
            pub fn rules(self) -> impl Iterator<Item = (&'static str, bool)> {
                [$((stringify!($name), self.$name())),*].into_iter()
            }
        }
    };
}

rules! {
    /// Timers run at the end of an iteration instead of its start, and once before the first one.
    /// libuv 1.45 `uv_run`, docs "Timers" of the libuv design overview.
    timers_run_after_closing: Rule::Since(20);
    /// Ticks and microtasks drain after each timer and each immediate, not after the whole list.
    /// nodejs/node#22842 (11.0.0).
    drains_between_timers: Rule::Since(11);
}
