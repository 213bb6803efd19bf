//! The one list of cases that cannot print what real Node prints, each with the reason.

/// A case that differs in some versions.
pub(crate) struct Exception {
    case: &'static str,
    majors: &'static [u32],
    /// Why it must differ.
    #[expect(dead_code, reason = "for the reader of the list")]
    why: &'static str,
}

impl Exception {
    pub(crate) fn covers(&self, major: u32, case: &str) -> bool {
        self.case == case && self.majors.contains(&major)
    }
}

/// The engine is V8 of Node 26's generation, in which an `await` of a native promise takes one turn, not three.
const AWAITS_COST_ONE_TURN: &str = "V8 before 7.3 awaits a native promise in three turns";

/// The engine is V8 of Node 26's generation, which closes a sync iterator whose value rejects.
const SYNC_ITERATORS_ARE_CLOSED: &str = "V8 before 13.4 does not call return() of a sync iterator when a value rejects";

/// Every exception, by case.
pub(crate) const EXCEPTIONS: &[Exception] = &[
    Exception { case: "microtasks/async-generator-return-and-throw.js", majors: &[10], why: AWAITS_COST_ONE_TURN },
    Exception { case: "microtasks/await-costs.js", majors: &[10], why: AWAITS_COST_ONE_TURN },
    Exception { case: "microtasks/for-await-interleaving.js", majors: &[10], why: AWAITS_COST_ONE_TURN },
    Exception { case: "microtasks/try-catch-finally-await.js", majors: &[10], why: AWAITS_COST_ONE_TURN },
    Exception {
        case: "microtasks/sync-iterator-closing.js",
        majors: &[10, 18, 20, 22],
        why: SYNC_ITERATORS_ARE_CLOSED,
    },
];
