//! What a program's statements do: functions, async functions, expressions, and each operation.

use super::{Machine, Step};
use crate::model::promises::{Frame, FrameId, Microtask, PromiseId, Reaction};
use crate::program::{AsyncFunction, Body, Expr, Op, Operand};

/// The end of a function.
const END: &str = ".";

impl<'p> Machine<'p> {
    /// Runs a function; gives what it returns.
    pub(super) fn run_body(&mut self, body: &'p Body) -> Step<Option<PromiseId>> {
        self.log(&body.label)?;
        self.rest_of_body(body)
    }

    pub(super) fn rest_of_body(&mut self, body: &'p Body) -> Step<Option<PromiseId>> {
        self.ops(&body.ops)?;
        self.log(END)?;
        self.operand(&body.returns)
    }

    pub(super) fn call(&mut self, function: &'p AsyncFunction) -> Step<PromiseId> {
        let promise = self.promises.pending();
        self.promises.frames.push(Frame { function, part: 0, promise });
        self.resume(self.promises.frames.len() - 1)?;
        Ok(promise)
    }

    /// Runs an async function's next part.
    pub(super) fn resume(&mut self, id: FrameId) -> Step {
        let Frame { function, part, promise } = self.promises.frames[id];
        self.promises.frames[id].part += 1;
        self.log(&function.labels[part])?;
        self.ops(&function.parts[part])?;
        self.log(END)?;
        if let Some(awaited) = function.awaits.get(part) {
            let awaited = self.operand(awaited)?.unwrap_or_else(|| self.promises.settled());
            self.promises.react(awaited, Reaction::Resume(id));
        } else {
            let result = self.operand(&function.returns)?;
            self.promises.resolve(promise, result);
        }
        Ok(())
    }

    fn operand(&mut self, operand: &'p Operand) -> Step<Option<PromiseId>> {
        match operand {
            Operand::Nothing => Ok(None),
            Operand::Promise(expr) => self.expr(expr).map(Some),
        }
    }

    fn expr(&mut self, expr: &'p Expr) -> Step<PromiseId> {
        match expr {
            Expr::Resolved => Ok(self.promises.settled()),
            Expr::Deferred(deferred) => Ok(self.deferreds[*deferred]),
            Expr::Call(function) => self.call(function),
            Expr::Then(base, body) => {
                let base = self.expr(base)?;
                let promise = self.promises.pending();
                self.promises.react(base, Reaction::Then { body, promise });
                Ok(promise)
            }
        }
    }

    pub(super) fn ops(&mut self, ops: &'p [Op]) -> Step {
        for op in ops {
            self.op(op)?;
            self.check();
        }
        Ok(())
    }

    fn op(&mut self, op: &'p Op) -> Step {
        match op {
            Op::Tick(body) => self.ticks.push_back(body),
            Op::Microtask(body) => self.promises.queue(Microtask::Callback(body)),
            Op::Immediate { id, body } => self.immediate_handles[*id] = Some(self.immediates.add(body)),
            Op::Timer { id, delay, beats, body } => {
                let now = self.read_clock();
                self.timer_handles[*id] = Some(self.timers.start(body, delay.ms, *beats, now, &mut self.way));
            }
            Op::Promise(expr) => drop(self.expr(expr)?),
            Op::Resolve(deferred) => self.promises.resolve(self.deferreds[*deferred], None),
            Op::Block(ms) => self.now = self.now.after_pause(*ms),
            Op::ClearTimer(_) | Op::Refresh(_) | Op::Unref(_) | Op::Ref(_) => self.timer_op(op),
            Op::ClearImmediate(pick) | Op::UnrefImmediate(pick) => {
                let handle = self.immediate_handles[pick % self.immediate_handles.len()];
                match (handle, op) {
                    (Some(id), Op::ClearImmediate(_)) => self.immediates.clear(id),
                    (Some(id), _) => self.immediates.unref(id),
                    (None, _) => {}
                }
            }
        }
        Ok(())
    }

    /// A statement about a timer's handle.
    fn timer_op(&mut self, op: &Op) {
        let (Op::ClearTimer(pick) | Op::Refresh(pick) | Op::Unref(pick) | Op::Ref(pick)) = op else { return };
        let Some(id) = self.timer_handles[pick % self.timer_handles.len()] else { return };
        match op {
            Op::ClearTimer(_) => self.timers.clear(id),
            Op::Refresh(_) => {
                let may_start = self.refreshes > 0 && self.timers.can_start(id);
                self.refreshes = self.refreshes.saturating_sub(1);
                if may_start {
                    let now = self.read_clock();
                    self.timers.refresh(id, now, &mut self.way);
                }
            }
            _ => self.timers.set_ref(id, matches!(op, Op::Ref(_))),
        }
    }
}
