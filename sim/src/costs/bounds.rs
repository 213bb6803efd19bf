//! A cost in nanoseconds: what it is at least, usually, and at most.

use crate::scheduler::Alternatives;
use crate::world::Window;
use loopscope_engine::clock::LoopTime;

/// What something takes, in nanoseconds. `min <= typical <= max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// With all luck.
    pub min: u64,
    /// On a quiet machine.
    pub typical: u64,
    /// On a busy one.
    pub max: u64,
}

impl Bounds {
    /// The bounds with these three values.
    ///
    /// # Panics
    ///
    /// When they are not in order; in a constant that is an error of the compiler.
    pub const fn new(min: u64, typical: u64, max: u64) -> Self {
        assert!(min <= typical && typical <= max, "bounds must rise");
        Self { min, typical, max }
    }

    /// What takes always the same.
    pub const fn fixed(ns: u64) -> Self {
        Self::new(ns, ns, ns)
    }

    /// One after the other.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            min: self.min.saturating_add(other.min),
            typical: self.typical.saturating_add(other.typical),
            max: self.max.saturating_add(other.max),
        }
    }

    /// `count` of them one after the other.
    #[must_use]
    pub const fn times(self, count: u64) -> Self {
        Self {
            min: self.min.saturating_mul(count),
            typical: self.typical.saturating_mul(count),
            max: self.max.saturating_mul(count),
        }
    }

    /// The part of it that `count` of them share equally.
    #[must_use]
    pub const fn divided(self, count: u64) -> Self {
        Self { min: self.min / count, typical: self.typical / count, max: self.max / count }
    }

    /// When something happens that takes this long from `begin` on.
    pub(crate) fn from(self, begin: LoopTime) -> Window {
        Window { earliest: begin + self.min, typical: begin + self.typical, latest: begin + self.max }
    }

    /// As the alternatives of a choice.
    pub const fn alternatives(self) -> Alternatives<'static> {
        Alternatives::Range { min: self.min, typical: self.typical, max: self.max }
    }
}
