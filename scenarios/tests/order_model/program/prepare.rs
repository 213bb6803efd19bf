//! From a drawn tree to a program: names, handles, and pauses.

use super::{AsyncFunction, Body, Delay, Entry, Expr, Op, Operand, PAUSE_MS, Program};

/// What a Node version knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Everything that is drawn.
    #[default]
    Modern,
    /// Node 10: no `queueMicrotask`, no ES modules without a flag, and its V8 counts turns of `await` otherwise. It gives
    /// each list and each timer without a reference a timer of the loop, which neither rules nor engine imitate: all
    /// timers of a program have one delay, keep their references, and are not cleared.
    Ten,
}

impl Dialect {
    /// That of a major version.
    pub(crate) fn of_major(major: u32) -> Self {
        if major == 10 { Self::Ten } else { Self::Modern }
    }
}

impl Program {
    /// The program with names, in a version's dialect.
    pub(crate) fn prepared(mut self, dialect: Dialect) -> Self {
        if dialect == Dialect::Ten {
            self.entry = Entry::CommonJs;
        }
        if self.entry == Entry::CommonJs {
            self.main.parts.truncate(1);
            self.main.awaits.clear();
        }
        let mut preparation =
            Preparation { dialect, is_loose: self.is_loose, deferreds: self.deferreds, ..Default::default() };
        preparation.main(&mut self.main);
        if let Some(body) = &mut self.before_exit {
            preparation.body(body, "beforeExit");
        }
        self.timers = preparation.timers;
        self.immediates = preparation.immediates;
        self
    }

    /// How deep callbacks lie in callbacks.
    pub(crate) fn depth(&self) -> usize {
        let parts = self.main.parts.iter().map(|part| depth_of(part)).max().unwrap_or(0);
        parts.max(self.before_exit.as_ref().map_or(0, |body| depth_of(&body.ops)))
    }
}

#[derive(Default)]
struct Preparation {
    dialect: Dialect,
    is_loose: bool,
    deferreds: usize,
    /// That of Node 10's programs.
    only_delay: Option<Delay>,
    bodies: usize,
    timers: usize,
    immediates: usize,
}

impl Preparation {
    fn main(&mut self, main: &mut AsyncFunction) {
        self.function(main, "main");
        main.labels[0] = "main".to_owned();
    }

    fn label(&mut self, kind: &str) -> String {
        self.bodies += 1;
        format!("{kind}{}", self.bodies)
    }

    fn body(&mut self, body: &mut Body, kind: &str) {
        body.label = self.label(kind);
        self.ops(&mut body.ops);
        self.operand(&mut body.returns);
    }

    fn function(&mut self, function: &mut AsyncFunction, kind: &str) {
        let label = self.label(kind);
        function.labels = (0..function.parts.len()).map(|part| format!("{label}.{part}")).collect();
        for part in &mut function.parts {
            self.ops(part);
        }
        for awaited in &mut function.awaits {
            self.operand(awaited);
        }
        self.operand(&mut function.returns);
    }

    fn operand(&mut self, operand: &mut Operand) {
        if let Operand::Promise(expr) = operand {
            self.expr(expr);
        }
    }

    fn expr(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Resolved => {}
            Expr::Deferred(deferred) => *deferred %= self.deferreds,
            Expr::Call(function) if self.dialect == Dialect::Ten => {
                let first = std::mem::take(function.parts.first_mut().expect("a function has a first part"));
                let body = Body { ops: first, ..Body::default() };
                *expr = Expr::Then(Box::new(Expr::Resolved), body);
                self.expr(expr);
            }
            Expr::Call(function) => self.function(function, "async"),
            Expr::Then(base, body) => {
                self.expr(base);
                self.body(body, "then");
            }
        }
    }

    fn ops(&mut self, ops: &mut Vec<Op>) {
        if self.dialect == Dialect::Ten {
            ops.retain(|op| !matches!(op, Op::Ref(_) | Op::Unref(_) | Op::ClearTimer(_)));
        }
        for op in ops.iter_mut() {
            self.op(op);
        }
        if !self.is_loose {
            *ops = with_pauses(std::mem::take(ops));
        }
    }

    fn op(&mut self, op: &mut Op) {
        match op {
            Op::Tick(body) => self.body(body, "tick"),
            Op::Microtask(body) if self.dialect == Dialect::Ten => {
                *op = Op::Promise(Expr::Then(Box::new(Expr::Resolved), std::mem::take(body)));
                self.op(op);
            }
            Op::Microtask(body) => self.body(body, "micro"),
            Op::Immediate { id, body } => {
                *id = self.immediates;
                self.immediates += 1;
                self.body(body, "immediate");
            }
            Op::Timer { id, delay, beats, body } => {
                *id = self.timers;
                self.timers += 1;
                if self.dialect == Dialect::Ten {
                    *delay = *self.only_delay.get_or_insert(*delay);
                    *beats = None;
                }
                self.body(body, if beats.is_some() { "interval" } else { "timer" });
            }
            Op::Promise(expr) => self.expr(expr),
            Op::Resolve(deferred) => *deferred %= self.deferreds,
            Op::ClearTimer(_)
            | Op::Refresh(_)
            | Op::Unref(_)
            | Op::Ref(_)
            | Op::ClearImmediate(_)
            | Op::UnrefImmediate(_)
            | Op::Block(_) => {}
        }
    }
}

/// Adds the pauses without which the order would depend on real time: before a timer that is shorter than an earlier
/// one of the same function, so that its end is later; and at the end of a function that starts timers, so that all
/// short ones are due when it returns.
fn with_pauses(ops: Vec<Op>) -> Vec<Op> {
    let mut paused = Vec::with_capacity(ops.len() + 2);
    let mut longest_small_ms = 0;
    let mut has_timers = false;
    for op in ops {
        match &op {
            Op::Timer { delay, .. } if delay.is_small() => {
                if delay.ms < longest_small_ms {
                    paused.push(Op::Block(PAUSE_MS));
                    longest_small_ms = 0;
                }
                longest_small_ms = longest_small_ms.max(delay.ms);
                has_timers = true;
            }
            Op::Refresh(_) => {
                // Nobody knows here how long the refreshed one is.
                paused.push(Op::Block(PAUSE_MS));
                longest_small_ms = u32::MAX;
                has_timers = true;
            }
            Op::Timer { .. } => has_timers = true,
            Op::Block(_) => longest_small_ms = 0,
            _ => {}
        }
        paused.push(op);
    }
    if has_timers && !matches!(paused.last(), Some(Op::Block(_))) {
        paused.push(Op::Block(PAUSE_MS));
    }
    paused
}

fn depth_of(ops: &[Op]) -> usize {
    ops.iter()
        .map(|op| match op {
            Op::Tick(body) | Op::Microtask(body) | Op::Immediate { body, .. } | Op::Timer { body, .. } => {
                1 + depth_of(&body.ops)
            }
            Op::Promise(expr) => depth_of_expr(expr),
            _ => 0,
        })
        .max()
        .unwrap_or(0)
}

fn depth_of_expr(expr: &Expr) -> usize {
    match expr {
        Expr::Resolved | Expr::Deferred(_) => 0,
        Expr::Call(function) => 1 + function.parts.iter().map(|part| depth_of(part)).max().unwrap_or(0),
        Expr::Then(base, body) => depth_of_expr(base).max(1 + depth_of(&body.ops)),
    }
}
