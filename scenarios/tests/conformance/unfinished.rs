//! Areas of the corpus whose part of the runtime is not finished, each with what is missing. Nothing of a finished area
//! may be excused here: single cases belong to the exceptions, with a reason why they can never pass.

/// An area that is not held against real Node yet.
pub(crate) struct Unfinished {
    /// The area, or a case of one.
    pub(crate) prefix: &'static str,
    /// What is missing.
    #[expect(dead_code, reason = "for the reader of the list")]
    missing: &'static str,
}

/// Every area that is left out.
pub(crate) const UNFINISHED: &[Unfinished] = &[];
