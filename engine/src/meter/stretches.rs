//! The stretches of code that the walk is inside of: what each counts so far, and what is inserted for it in the end.

use super::edits::Slot;
use super::weights;
use super::{LEFT, SETTLE, SPEND, TURNS};
use oxc_ast::ast::{Directive, Expression, Statement};
use oxc_ast_visit::Visit;
use oxc_span::{GetSpan, Span};

/// Weights are kept in eighths, so that a branch within a branch within a branch still counts its part.
const SCALE_LOG2: u32 = 3;

/// A statement that may leave the loop that it stands in.
struct Exit<'a> {
    /// The slots before and behind it.
    slots: (usize, usize),
    /// The label that it goes to; none for a return or a throw.
    label: Option<&'a str>,
}

/// A loop that the walk is inside of.
pub(super) struct Loop<'a> {
    /// The slots before the whole statement and at the start of its body.
    open: usize,
    turn: usize,
    /// Whether its body is no block.
    is_bare: bool,
    /// Labels that stand in front of it.
    labels: Vec<&'a str>,
    /// Labels inside of it.
    pub(super) inner: Vec<&'a str>,
    exits: Vec<Exit<'a>>,
    /// Whether something in it could look at a clock, or turns itself.
    is_busy: bool,
    /// Whether it may have no end: its test is always true, or a flag, which nobody else can set while it turns.
    may_be_endless: bool,
}

/// What a stretch of code counts.
#[derive(Clone, Copy, Default)]
pub(super) struct Weight {
    /// Units of work.
    units: u32,
    /// Bytes of the objects that it makes.
    bytes: u32,
}

impl Weight {
    /// Nothing but work, in eighths.
    const fn eighths_of(units: u32) -> Self {
        Self { units: units << SCALE_LOG2, bytes: 0 }
    }

    /// Whole units and bytes.
    const fn whole(self) -> Self {
        Self { units: self.units >> SCALE_LOG2, bytes: self.bytes >> SCALE_LOG2 }
    }
}

/// A stretch of code with a weight of its own: a function or a loop.
struct Frame<'a> {
    /// What it counts, in eighths.
    eighths: Weight,
    /// How many branches deep the walk is inside of it: each halves what counts.
    branches: u32,
    /// None for a function.
    turns: Option<Loop<'a>>,
}

/// The walk.
#[derive(Default)]
pub(super) struct Meter<'a> {
    pub(super) slots: Vec<Slot>,
    frames: Vec<Frame<'a>>,
    /// Where the labels in front of the next loop begin, and which they are.
    pub(super) labelled: Option<(u32, Vec<&'a str>)>,
}

impl<'a> Meter<'a> {
    /// What is to be inserted; slots at the same byte are in order.
    pub(super) fn into_slots(self) -> Vec<Slot> {
        self.slots
    }

    pub(super) fn reserve(&mut self, at: u32) -> usize {
        self.slots.push(Slot { at, text: String::new() });
        self.slots.len() - 1
    }

    pub(super) fn count(&mut self, units: u32, bytes: u32) {
        if let Some(frame) = self.frames.last_mut() {
            let eighths = |count: u32| (count << SCALE_LOG2) >> frame.branches;
            frame.eighths.units = frame.eighths.units.saturating_add(eighths(units));
            frame.eighths.bytes = frame.eighths.bytes.saturating_add(eighths(bytes));
        }
    }

    pub(super) fn in_branch(&mut self, walk: impl FnOnce(&mut Self)) {
        let deeper = self.frames.last_mut().is_some_and(|frame| {
            let deeper = frame.branches < SCALE_LOG2;
            frame.branches += u32::from(deeper);
            deeper
        });
        walk(self);
        if let (true, Some(frame)) = (deeper, self.frames.last_mut()) {
            frame.branches -= 1;
        }
    }

    /// The loop that the walk is directly in, not one around the function.
    pub(super) fn current_loop(&mut self) -> Option<&mut Loop<'a>> {
        self.frames.last_mut().and_then(|frame| frame.turns.as_mut())
    }

    pub(super) fn disturb(&mut self) {
        if let Some(turns) = self.current_loop() {
            turns.is_busy = true;
        }
    }

    /// Says what ends each turn of the current loop, if anything does.
    pub(super) fn note_test(&mut self, test: Option<&Expression<'a>>) {
        let may_be_endless = match test {
            None => true,
            Some(Expression::BooleanLiteral(literal)) => literal.value,
            Some(Expression::NumericLiteral(literal)) => literal.value != 0.0,
            Some(test) => is_flag(test),
        };
        if let Some(turns) = self.current_loop() {
            turns.may_be_endless = may_be_endless;
        }
    }

    /// Walks over a function, and gives its weight.
    pub(super) fn in_function(&mut self, walk: impl FnOnce(&mut Self)) -> Weight {
        self.disturb();
        let labelled = self.labelled.take();
        self.frames.push(Frame { eighths: Weight::eighths_of(weights::FUNCTION), branches: 0, turns: None });
        walk(self);
        self.labelled = labelled;
        self.frames.pop().map_or(Weight::default(), |frame| frame.eighths.whole())
    }

    /// Walks over a loop: `head` is what each turn evaluates besides the body.
    pub(super) fn in_loop(&mut self, span: Span, body: &Statement<'a>, walk: impl FnOnce(&mut Self)) {
        let (start, labels) = self.labelled.take().unwrap_or((span.start, Vec::new()));
        let is_bare = !matches!(body, Statement::BlockStatement(_));
        let open = self.reserve(start);
        let turn = self.reserve(body.span().start + u32::from(!is_bare));
        let turns = Loop {
            open,
            turn,
            is_bare,
            labels,
            inner: Vec::new(),
            exits: Vec::new(),
            is_busy: false,
            may_be_endless: false,
        };
        self.frames.push(Frame { eighths: Weight::eighths_of(weights::TURN), branches: 0, turns: Some(turns) });
        walk(self);
        let Some(Frame { eighths, turns: Some(turns), .. }) = self.frames.pop() else { return };
        self.close_loop(&turns, eighths.whole(), span.end);
        self.disturb();
    }

    pub(super) fn walk_body(&mut self, body: &Statement<'a>) {
        self.visit_statement(body);
        let close = self.reserve(body.span().end);
        let is_bare = self.current_loop().is_some_and(|turns| turns.is_bare);
        if is_bare {
            self.slots[close].text = "}".to_owned();
        }
    }

    fn close_loop(&mut self, turns: &Loop<'a>, weight: Weight, end: u32) {
        let brace = if turns.is_bare { "{" } else { "" };
        let close = self.reserve(end);
        // A loop that nothing ends would never settle, and no limit could stop it.
        if turns.is_busy || turns.may_be_endless {
            self.slots[turns.turn].text = format!("{brace}{};", spend(weight));
            return;
        }
        let settle = format!("{SETTLE}({TURNS},{},{})", weight.units, weight.bytes);
        self.slots[turns.turn].text = format!("{brace}{TURNS}++;");
        self.slots[turns.open].text = format!("{{let {TURNS}=0;");
        self.slots[close].text = format!(";{settle}}}");
        for exit in &turns.exits {
            let is_inside =
                exit.label.is_some_and(|label| turns.labels.contains(&label) || turns.inner.contains(&label));
            if !is_inside {
                self.slots[exit.slots.0].text = format!("{{{settle};");
                self.slots[exit.slots.1].text = "}".to_owned();
            }
        }
    }

    /// Walks over a statement that may leave the loop around it.
    pub(super) fn exit(&mut self, span: Span, label: Option<&'a str>, walk: impl FnOnce(&mut Self)) {
        let before = self.reserve(span.start);
        walk(self);
        let behind = self.reserve(span.end);
        if let Some(turns) = self.current_loop() {
            turns.exits.push(Exit { slots: (before, behind), label });
        }
    }

    /// The start of a function's body, behind its directives, with a statement that counts `weight`.
    pub(super) fn enter_body(&mut self, slot: usize, directives: &[Directive<'a>], weight: Weight) {
        if directives.iter().any(|directive| directive.directive == "use asm") {
            return;
        }
        // A directive may stand without its semicolon.
        let separator = if directives.is_empty() { "" } else { ";" };
        self.slots[slot].text = format!("{separator}{};", spend(weight));
    }
}

/// An expression that counts `weight`.
pub(super) fn spend(weight: Weight) -> String {
    let Weight { units, bytes } = weight;
    let made = if bytes == 0 { String::new() } else { format!("{LEFT}[1]-={bytes},") };
    format!("{made}({LEFT}[0]-={units})<0&&{SPEND}()")
}

/// Whether a test only looks: `done`, `!this.done`. A loop that waits for such a flag turns for ever, since nothing else
/// runs meanwhile; it must come to its limits.
fn is_flag(test: &Expression) -> bool {
    match test.without_parentheses() {
        Expression::Identifier(_) | Expression::StaticMemberExpression(_) => true,
        Expression::UnaryExpression(unary) => unary.operator.is_not() && is_flag(&unary.argument),
        _ => false,
    }
}
