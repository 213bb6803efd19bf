//! What is known of real time: moments in their order, the least that lies between them, and roughly where they lie.
//!
//! Nobody knows how long a callback takes. Three things are known: a later moment is not earlier; a pause takes at
//! least its length; and on a machine that is not overwhelmed everything else takes next to nothing, so that a moment
//! lies at most [`SLACK_MS`] behind the sum of the pauses and waits before it. A real run that shows another time was
//! too slow to say anything.

/// How late a moment may be, in milliseconds: less than half of the distance between two large delays.
pub(crate) const SLACK_MS: i64 = 20;

/// Clocks are read in whole milliseconds, so that two times are known to within one on either side.
const ROUNDING_MS: i64 = 2;

/// A moment of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Counts the moments.
    number: u32,
    /// When it would be if only pauses and waits took time: the earliest that it can be.
    pub(super) nominal_ms: i64,
    /// The pauses before it.
    blocked_ms: i64,
}

impl Moment {
    /// The next moment, however soon.
    pub(super) fn next(self) -> Self {
        Self { number: self.number + 1, ..self }
    }

    /// The moment after a pause.
    pub(super) fn after_pause(self, ms: u32) -> Self {
        let ms = i64::from(ms);
        Self { number: self.number + 1, nominal_ms: self.nominal_ms + ms, blocked_ms: self.blocked_ms + ms }
    }

    /// The moment at which a wait for `due` ends.
    pub(super) fn after_wait(self, due: Due) -> Self {
        Self { nominal_ms: self.nominal_ms.max(due.nominal_ms()), ..self.next() }
    }

    /// So many milliseconds later.
    pub(super) fn plus(self, delay_ms: u32) -> Due {
        Due { from: self, delay_ms: i64::from(delay_ms) }
    }
}

/// A time that lies some milliseconds behind a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Due {
    from: Moment,
    delay_ms: i64,
}

impl Due {
    fn nominal_ms(self) -> i64 {
        self.from.nominal_ms + self.delay_ms
    }

    /// Whether it is earlier than `other` or as early; `None` when that is luck.
    pub(super) fn is_by(self, other: Self) -> Option<bool> {
        if self.least_until(other) >= 0 || self.is_far_before(other) {
            Some(true)
        } else if other.least_until(self) > 0 || other.is_far_before(self) {
            Some(false)
        } else {
            None
        }
    }

    /// Whether it is earlier than `other`; `None` when that is luck.
    pub(super) fn is_before(self, other: Self) -> Option<bool> {
        other.is_by(self).map(|is_by| !is_by)
    }

    /// The least that `other` can come after it, from the order of the moments and the pauses between them alone.
    fn least_until(self, other: Self) -> i64 {
        if self.from.number > other.from.number {
            return i64::MIN;
        }
        other.from.blocked_ms - self.from.blocked_ms + other.delay_ms - self.delay_ms
    }

    fn is_far_before(self, other: Self) -> bool {
        self.nominal_ms() + SLACK_MS + ROUNDING_MS < other.nominal_ms()
    }
}
