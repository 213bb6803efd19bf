//! A meter for the program's own JavaScript: text inserted into its source that counts work as it is done.
//!
//! WHY counters in the source. Virtual time must pass while plain JavaScript runs, the same on every machine, readable in
//! the middle of a callback, at little cost. V8 has nothing that gives this: its interrupt budgets are kept per function,
//! are not readable, and optimised code spends none; block coverage calls a builtin for each block and keeps functions
//! from being inlined; the processor's counters differ between machines. One subtraction from a constant typed array,
//! on the other hand, costs optimised code a load, an addition and a store.
//!
//! HOW. One parse finds where functions begin and where loops turn. The text inserted there takes the weight of what
//! follows from a shared number ([`LEFT`]); when it falls below zero, the engine lets time pass and fills it again. The
//! innermost loops that call nothing of the program's are the hot ones: they count their turns in a variable of their
//! own (an increment of a register), which every way out settles. Measured with 20 compute-bound programs: 0.93 to 1.32
//! times the time without, 1.10 in the geometric mean; had those loops shared the number as well, up to 2.8.
//!
//! Where the text makes objects, their size is counted along with the work, so that garbage collections can come after
//! the same allocations in every run: V8's own also depend on what a trace allocates.
//!
//! WHAT IS NOT COUNTED: the runtime's own JavaScript (the cost of a callback covers it), code made from strings by
//! `eval` and `new Function`, and the turns of an innermost loop that an exception leaves.
//!
//! Nothing moves to another line. Columns do move: [`Edits`] brings them back wherever V8 shows one, and takes the
//! insertions out again where V8 shows source.

mod edits;
mod stretches;
mod visitor;
mod weights;

pub(crate) use edits::{Edits, strip};

use oxc_allocator::Allocator;
use oxc_ast_visit::Visit;
use oxc_parser::{ParseOptions, Parser};
use oxc_span::SourceType;

/// The shared numbers: an `Int32Array` of units of work and bytes of objects that may be spent.
pub(crate) const LEFT: &str = "$lsLeft";
/// The function that is called when the number of units has fallen below zero.
pub(crate) const SPEND: &str = "$lsSpend";
/// The function that settles a loop's turns: `(turns, weight, bytes)`.
pub(crate) const SETTLE: &str = "$lsSettle";
/// A loop's own count of its turns.
const TURNS: &str = "$lsTurns";

/// Deeper nesting of brackets than people write; the parser's recursion must end before the stack does.
const DEPTH_MAX: usize = 400;

/// Stack for the parser: address space, of which only what is used is ever mapped.
const STACK_BYTES: usize = 256 << 20;

/// What kind of text a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grammar {
    /// The body of a function: a CommonJS module.
    FunctionBody,
    /// An ECMAScript module.
    Module,
    /// A classic script of its own.
    Script,
}

/// The source with its meter, and what was inserted where. `None` when it is better left as it is: it does not parse
/// (V8 says why), is nested too deep, or has nothing to count.
pub(crate) fn meter(source: &str, grammar: Grammar) -> Option<(String, Edits)> {
    if edits::has_marks(source) || source.contains('\u{FFFD}') || depth(source) > DEPTH_MAX {
        return None;
    }
    let edits = stacker::grow(STACK_BYTES, || {
        let allocator = Allocator::default();
        let kind = match grammar {
            Grammar::FunctionBody => SourceType::cjs(),
            Grammar::Script => SourceType::script(),
            Grammar::Module => SourceType::mjs(),
        };
        let options = ParseOptions { allow_return_outside_function: true, ..ParseOptions::default() };
        let parsed = Parser::new(&allocator, source, kind).with_options(options).parse();
        if parsed.panicked || !parsed.diagnostics.is_empty() {
            return None;
        }
        let mut visitor = stretches::Meter::default();
        visitor.visit_program(&parsed.program);
        Some(visitor.into_slots())
    })?;
    edits::apply(source, edits)
}

/// How deep brackets nest at most, those in strings and comments included.
fn depth(source: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in source.bytes() {
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::{Grammar, meter, strip};

    fn metered(source: &str) -> String {
        meter(source, Grammar::FunctionBody).expect("it has something to count").0
    }

    #[test]
    fn stripping_gives_the_original_back() {
        let sources = [
            "function f(a) { 'use strict'; for (const x of a) if (x) return x; else continue\n while (a--) ; }",
            "const g = async (x) => ({ x }), h = (y) => y * 2, k = function* () { 'a'\n yield* g }",
            "a: for (let i = 0; i < 9; i++) { b: for (;;) { if (i) break a; if (i > 2) continue a; break b } }",
            "do i++; while (i < 10) for (const k in o) for (;;) x++",
            "class A { constructor() { super.x() } get b() { return 1 } static { for (;;) break } #p = () => 1 }",
            "if (1) for (let i = 0; i < 3; i++) q += i; else while (q) q--",
        ];
        for source in sources {
            let text = metered(source);
            assert_ne!(text, source);
            assert_eq!(strip(&text).expect("it has marks"), source);
        }
    }

    #[test]
    fn no_line_moves() {
        let source = "function f() {\n  for (;;) {\n    g();\n  }\n}\n";
        assert_eq!(metered(source).lines().count(), source.lines().count());
    }

    #[test]
    fn a_loop_that_calls_nothing_counts_its_turns_itself() {
        assert!(metered("for (let i = 0; i < n; i++) s += a[i]").contains("$lsTurns++"));
        assert!(metered("for (let i = 0; i < n; i++) s += Math.sqrt(i)").contains("$lsTurns++"));
        assert!(!metered("for (let i = 0; i < n; i++) s += f(i)").contains("$lsTurns"));
        assert!(!metered("async function f() { for (;;) await 1 }").contains("$lsTurns"));
    }

    #[test]
    fn a_loop_that_may_be_endless_takes_its_time_turn_by_turn() {
        for source in
            ["while (!done) ;", "while (!(this.done)) n++", "for (;;) if (done) break", "do n++; while (true)"]
        {
            assert!(!metered(source).contains("$lsTurns"), "{source}");
        }
    }

    #[test]
    fn what_leaves_a_loop_settles_its_turns() {
        let text = metered("function f(a, x) { for (let i = 0; i < 9; i++) if (a[i] === x) return i; return -1 }");
        assert_eq!(text.matches("$lsSettle(").count(), 2, "once behind the loop and once before its return: {text}");
    }

    #[test]
    fn what_cannot_be_parsed_or_is_nested_too_deep_is_left_alone() {
        assert!(meter("function {", Grammar::FunctionBody).is_none());
        assert!(meter(&"(".repeat(100_000), Grammar::FunctionBody).is_none());
        assert!(meter("const a = 1", Grammar::Module).is_none(), "nothing to count");
        assert!(meter(&format!("x = {}1", "!".repeat(60_000)), Grammar::FunctionBody).is_none());
    }
}
