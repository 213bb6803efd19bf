//! How proptest draws a program: by depth, from the innermost callbacks outwards.

use super::{AsyncFunction, Body, Delay, Entry, Expr, Op, Operand, PAUSE_MS, Program, STEP_MS};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use proptest::sample::select;

/// How deep callbacks lie in callbacks at most.
const DEPTH_MAX: u32 = 6;

/// Deferreds of a program: enough for promises that hang on each other.
const DEFERREDS: usize = 3;

/// Random programs; every one has yet to be prepared.
pub(crate) fn programs() -> impl Strategy<Value = Program> {
    let entry = prop_oneof![2 => Just(Entry::CommonJs), 1 => Just(Entry::Module)];
    let before_exit = weighted(0.2, body(2));
    (entry, main(), before_exit, weighted(0.1, Just(()))).prop_map(|(entry, main, before_exit, loose)| Program {
        entry,
        main,
        before_exit,
        deferreds: DEFERREDS,
        timers: 0,
        immediates: 0,
        is_loose: loose.is_some(),
    })
}

/// A main file does more than a callback: it has to set everything off.
fn main() -> impl Strategy<Value = AsyncFunction> {
    let first = vec(op(DEPTH_MAX - 1), 2..7);
    let later = vec((operand(1), vec(op(2), 0..3)), 0..3);
    (first, later).prop_map(|(first, later)| async_function(first, later, Operand::Nothing))
}

fn async_function(first: Vec<Op>, later: Vec<(Operand, Vec<Op>)>, returns: Operand) -> AsyncFunction {
    let (awaits, mut parts): (Vec<_>, Vec<_>) = later.into_iter().unzip();
    parts.insert(0, first);
    AsyncFunction { labels: Vec::new(), parts, awaits, returns }
}

fn body(depth: u32) -> BoxedStrategy<Body> {
    let returns = prop_oneof![4 => Just(Operand::Nothing), 1 => operand(depth.min(2))];
    let count = if depth > 2 { 0..4 } else { 0..3_usize };
    (vec(op(depth), count), returns).prop_map(|(ops, returns)| Body { label: String::new(), ops, returns }).boxed()
}

fn op(depth: u32) -> BoxedStrategy<Op> {
    if depth == 0 {
        return leaf().boxed();
    }
    let inner = body(depth - 1);
    let delay = prop_oneof![3 => select(&Delay::SMALL[..]), 2 => select(&Delay::LARGE[..])];
    let beats = weighted(0.2, 1_u32..4);
    prop_oneof![
        3 => leaf(),
        3 => inner.clone().prop_map(Op::Tick),
        2 => inner.clone().prop_map(Op::Microtask),
        3 => inner.clone().prop_map(|body| Op::Immediate { id: 0, body }),
        5 => (delay, beats, inner).prop_map(|(delay, beats, body)| Op::Timer { id: 0, delay, beats, body }),
        4 => expr(depth).prop_map(Op::Promise),
    ]
    .boxed()
}

fn leaf() -> impl Strategy<Value = Op> {
    // Any number will do: preparing takes it modulo what there is.
    let pick = || any::<u8>().prop_map(usize::from);
    prop_oneof![
        3 => pick().prop_map(Op::Resolve),
        3 => pick().prop_map(Op::ClearTimer),
        3 => pick().prop_map(Op::Refresh),
        2 => pick().prop_map(Op::Unref),
        1 => pick().prop_map(Op::Ref),
        2 => pick().prop_map(Op::ClearImmediate),
        1 => pick().prop_map(Op::UnrefImmediate),
        2 => prop_oneof![4 => Just(PAUSE_MS), 1 => Just(STEP_MS)].prop_map(Op::Block),
    ]
}

fn operand(depth: u32) -> BoxedStrategy<Operand> {
    prop_oneof![
        1 => Just(Operand::Nothing),
        2 => expr(depth).prop_map(|expr| Operand::Promise(Box::new(expr))),
    ]
    .boxed()
}

fn expr(depth: u32) -> BoxedStrategy<Expr> {
    let simple = prop_oneof![
        2 => Just(Expr::Resolved),
        1 => (0..DEFERREDS).prop_map(Expr::Deferred),
    ];
    if depth == 0 {
        return simple.boxed();
    }
    let call =
        (vec(op(depth - 1), 0..3), vec((operand(depth - 1), vec(op(depth - 1), 0..2)), 0..3), operand(depth - 1))
            .prop_map(|(first, later, returns)| Expr::Call(async_function(first, later, returns)));
    let then = (expr(depth - 1), body(depth - 1)).prop_map(|(base, body)| Expr::Then(Box::new(base), body));
    prop_oneof![1 => simple, 2 => call, 3 => then].boxed()
}
