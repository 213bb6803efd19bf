//! A program as JavaScript that Node 10 and later read.
//!
//! It logs a label at the start of each function and a full stop at its end, both with the milliseconds since its
//! first line, and prints everything when it exits: a line of labels and a line of times.

use super::program::{AsyncFunction, Body, Entry, Expr, Op, Operand, Program, REFRESHES_MAX};
use std::fmt::Write;

/// What every program begins with. `block` sleeps where that is possible and watches the clock for the rest.
const PRELUDE: &str = "'use strict';
const began = process.hrtime();
const clock = () => { const [s, ns] = process.hrtime(began); return Math.floor(s * 1e3 + ns / 1e6); };
const labels = [], times = [], timers = [], immediates = [];
const at = (label) => { labels.push(label); times.push(clock()); };
const done = () => at('.');
const use = (handle, what) => { if (handle !== undefined) what(handle); };
const cell = new Int32Array(new SharedArrayBuffer(4));
const block = (ms) => {
  const from = process.hrtime();
  const passed = () => { const [s, ns] = process.hrtime(from); return s * 1e3 + ns / 1e6; };
  Atomics.wait(cell, 0, 0, ms);
  while (passed() < ms);
};
const defer = () => { let resolve; return { promise: new Promise((r) => { resolve = r; }), resolve: () => resolve() }; };
process.on('exit', () => console.log(labels.join(' ') + '\\n' + times.join(' ')));
";

/// The whole file.
pub(crate) fn render(program: &Program) -> String {
    let mut script = Script { text: PRELUDE.to_owned(), indent: 0 };
    let deferreds = vec!["defer()"; program.deferreds].join(", ");
    script.line(&format!("const deferreds = [{deferreds}];"));
    script.line(&format!("let refreshes = {REFRESHES_MAX};"));
    script.line(&format!("const timer = (n) => timers[n % {}];", program.timers.max(1)));
    script.line(&format!("const immediate = (n) => immediates[n % {}];", program.immediates.max(1)));
    if let Some(body) = &program.before_exit {
        script.line("process.once('beforeExit', () => {");
        script.body(body);
        script.line("});");
    }
    script.parts(&program.main);
    script.text
}

/// The file's name, which decides how it is loaded.
pub(crate) fn file_name(entry: Entry) -> &'static str {
    match entry {
        Entry::CommonJs => "main.js",
        Entry::Module => "main.mjs",
    }
}

struct Script {
    text: String,
    indent: usize,
}

impl Script {
    fn line(&mut self, text: &str) {
        writeln!(self.text, "{}{text}", "  ".repeat(self.indent)).expect("a String takes all text");
    }

    /// The inside of a function.
    fn body(&mut self, body: &Body) {
        self.indent += 1;
        self.line(&format!("at('{}');", body.label));
        self.rest_of_body(body);
        self.indent -= 1;
    }

    fn rest_of_body(&mut self, body: &Body) {
        self.ops(&body.ops);
        self.line("done();");
        if let Operand::Promise(expr) = &body.returns {
            self.statement("return ", expr);
        }
    }

    /// The inside of an async function.
    fn parts(&mut self, function: &AsyncFunction) {
        for (part, ops) in function.parts.iter().enumerate() {
            self.line(&format!("at('{}');", function.labels[part]));
            self.ops(ops);
            self.line("done();");
            match function.awaits.get(part) {
                Some(Operand::Nothing) => self.line("await undefined;"),
                Some(Operand::Promise(expr)) => self.statement("await ", expr),
                None => {}
            }
        }
        if let Operand::Promise(expr) = &function.returns {
            self.statement("return ", expr);
        }
    }

    fn ops(&mut self, ops: &[Op]) {
        for op in ops {
            self.op(op);
        }
    }

    fn op(&mut self, op: &Op) {
        match op {
            Op::Tick(body) => self.callback("process.nextTick(() => {", body, "});"),
            Op::Microtask(body) => self.callback("queueMicrotask(() => {", body, "});"),
            Op::Immediate { id, body } => {
                self.callback(&format!("immediates[{id}] = setImmediate(() => {{"), body, "});");
            }
            Op::Timer { id, delay, beats: None, body } => {
                self.callback(&format!("timers[{id}] = setTimeout(() => {{"), body, &format!("}}, {});", delay.text));
            }
            Op::Timer { id, delay, beats: Some(beats), body } => {
                self.line("{");
                self.indent += 1;
                self.line("let beats = 0;");
                self.line(&format!("const own = timers[{id}] = setInterval(() => {{"));
                self.indent += 1;
                self.line(&format!("at('{}');", body.label));
                self.line(&format!("if (++beats === {beats}) clearInterval(own);"));
                self.rest_of_body(body);
                self.indent -= 1;
                self.line(&format!("}}, {});", delay.text));
                self.indent -= 1;
                self.line("}");
            }
            Op::Promise(expr) => self.statement("", expr),
            Op::Resolve(deferred) => self.line(&format!("deferreds[{deferred}].resolve();")),
            Op::ClearTimer(timer) => self.line(&format!("clearTimeout(timer({timer}));")),
            Op::Refresh(timer) => {
                self.line(&format!("use(timer({timer}), (t) => {{ if (refreshes-- > 0) t.refresh(); }});"));
            }
            Op::Unref(timer) => self.line(&format!("use(timer({timer}), (t) => t.unref());")),
            Op::Ref(timer) => self.line(&format!("use(timer({timer}), (t) => t.ref());")),
            Op::ClearImmediate(immediate) => self.line(&format!("clearImmediate(immediate({immediate}));")),
            Op::UnrefImmediate(immediate) => self.line(&format!("use(immediate({immediate}), (i) => i.unref());")),
            Op::Block(ms) => self.line(&format!("block({ms});")),
        }
    }

    fn callback(&mut self, begin: &str, body: &Body, end: &str) {
        self.line(begin);
        self.body(body);
        self.line(end);
    }

    fn statement(&mut self, keyword: &str, expr: &Expr) {
        let expr = self.expr(expr);
        self.line(&format!("{keyword}{expr};"));
    }

    /// The expression's text; lines behind the first one are indented already.
    fn expr(&self, expr: &Expr) -> String {
        match expr {
            Expr::Resolved => "Promise.resolve()".to_owned(),
            Expr::Deferred(deferred) => format!("deferreds[{deferred}].promise"),
            Expr::Call(function) => {
                let mut inside = Self { text: String::new(), indent: self.indent + 1 };
                inside.parts(function);
                format!("(async () => {{\n{}{}}})()", inside.text, "  ".repeat(self.indent))
            }
            Expr::Then(base, body) => {
                let mut inside = Self { text: String::new(), indent: self.indent };
                inside.body(body);
                format!("{}.then(() => {{\n{}{}}})", self.expr(base), inside.text, "  ".repeat(self.indent))
            }
        }
    }
}
