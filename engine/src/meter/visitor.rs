//! The walk over a program's syntax tree that decides what is inserted where.

use super::edits::Slot;
use super::weights;
use super::{LEFT, SETTLE, SPEND, TURNS};
use oxc_ast::ast::{
    ArrowFunctionBody, ArrowFunctionExpression, BreakStatement, CallExpression, Class, ConditionalExpression,
    ContinueStatement, Directive, DoWhileStatement, Expression, ForInStatement, ForOfStatement, ForStatement, Function,
    IfStatement, LabeledStatement, LogicalExpression, ReturnStatement, Statement, SwitchCase, ThrowStatement,
    WhileStatement,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;

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
struct Loop<'a> {
    /// The slots before the whole statement and at the start of its body.
    open: usize,
    turn: usize,
    /// Whether its body is no block.
    is_bare: bool,
    /// Labels that stand in front of it.
    labels: Vec<&'a str>,
    /// Labels inside of it.
    inner: Vec<&'a str>,
    exits: Vec<Exit<'a>>,
    /// Whether something in it could look at a clock, or turns itself.
    is_busy: bool,
    /// Whether it may have no end: its test is always true, or a flag, which nobody else can set while it turns.
    may_be_endless: bool,
}

/// What a stretch of code counts.
#[derive(Clone, Copy, Default)]
struct Weight {
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
    slots: Vec<Slot>,
    frames: Vec<Frame<'a>>,
    /// Where the labels in front of the next loop begin, and which they are.
    labelled: Option<(u32, Vec<&'a str>)>,
}

impl<'a> Meter<'a> {
    /// What is to be inserted; slots at the same byte are in order.
    pub(super) fn into_slots(self) -> Vec<Slot> {
        self.slots
    }

    fn reserve(&mut self, at: u32) -> usize {
        self.slots.push(Slot { at, text: String::new() });
        self.slots.len() - 1
    }

    fn count(&mut self, units: u32, bytes: u32) {
        if let Some(frame) = self.frames.last_mut() {
            let eighths = |count: u32| (count << SCALE_LOG2) >> frame.branches;
            frame.eighths.units = frame.eighths.units.saturating_add(eighths(units));
            frame.eighths.bytes = frame.eighths.bytes.saturating_add(eighths(bytes));
        }
    }

    fn in_branch(&mut self, walk: impl FnOnce(&mut Self)) {
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
    fn current_loop(&mut self) -> Option<&mut Loop<'a>> {
        self.frames.last_mut().and_then(|frame| frame.turns.as_mut())
    }

    fn disturb(&mut self) {
        if let Some(turns) = self.current_loop() {
            turns.is_busy = true;
        }
    }

    /// Says what ends each turn of the current loop, if anything does.
    fn note_test(&mut self, test: Option<&Expression<'a>>) {
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
    fn in_function(&mut self, walk: impl FnOnce(&mut Self)) -> Weight {
        self.disturb();
        let labelled = self.labelled.take();
        self.frames.push(Frame { eighths: Weight::eighths_of(weights::FUNCTION), branches: 0, turns: None });
        walk(self);
        self.labelled = labelled;
        self.frames.pop().map_or(Weight::default(), |frame| frame.eighths.whole())
    }

    /// Walks over a loop: `head` is what each turn evaluates besides the body.
    fn in_loop(&mut self, span: Span, body: &Statement<'a>, walk: impl FnOnce(&mut Self)) {
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

    fn walk_body(&mut self, body: &Statement<'a>) {
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
    fn exit(&mut self, span: Span, label: Option<&'a str>, walk: impl FnOnce(&mut Self)) {
        let before = self.reserve(span.start);
        walk(self);
        let behind = self.reserve(span.end);
        if let Some(turns) = self.current_loop() {
            turns.exits.push(Exit { slots: (before, behind), label });
        }
    }

    /// The start of a function's body, behind its directives, with a statement that counts `weight`.
    fn enter_body(&mut self, slot: usize, directives: &[Directive<'a>], weight: Weight) {
        if directives.iter().any(|directive| directive.directive == "use asm") {
            return;
        }
        // A directive may stand without its semicolon.
        let separator = if directives.is_empty() { "" } else { ";" };
        self.slots[slot].text = format!("{separator}{};", spend(weight));
    }
}

/// An expression that counts `weight`.
fn spend(weight: Weight) -> String {
    let Weight { units, bytes } = weight;
    let made = if bytes == 0 { String::new() } else { format!("{LEFT}[1]-={bytes},") };
    format!("{made}({LEFT}[0]-={units})<0&&{SPEND}()")
}

/// Where the text goes that counts a function's entry.
fn body_start(body: Span, directives: &[Directive]) -> u32 {
    directives.last().map_or(body.start + 1, |directive| directive.span.end)
}

/// Whether a call is one of those that return at once.
fn is_quiet(call: &CallExpression) -> bool {
    match &call.callee {
        Expression::StaticMemberExpression(member) => weights::is_quiet(member.property.name.as_str()),
        _ => false,
    }
}

impl<'a> Visit<'a> for Meter<'a> {
    fn visit_expression(&mut self, it: &Expression<'a>) {
        self.count(weights::of(it), weights::bytes_of(it));
        match it {
            Expression::AwaitExpression(_)
            | Expression::YieldExpression(_)
            | Expression::NewExpression(_)
            | Expression::TaggedTemplateExpression(_)
            | Expression::ImportExpression(_) => self.disturb(),
            Expression::CallExpression(call) if !is_quiet(call) => self.disturb(),
            _ => {}
        }
        walk::walk_expression(self, it);
    }

    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        let Some(body) = &it.body else { return };
        let slot = self.reserve(body_start(body.span, &body.directives));
        let weight = self.in_function(|this| walk::walk_function(this, it, flags));
        self.enter_body(slot, &body.directives, weight);
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        match &it.body {
            ArrowFunctionBody::FunctionBody(body) => {
                let slot = self.reserve(body_start(body.span, &body.directives));
                let weight = self.in_function(|this| walk::walk_arrow_function_expression(this, it));
                self.enter_body(slot, &body.directives, weight);
            }
            expression => {
                let Span { start, end, .. } = expression.span();
                let slot = self.reserve(start);
                let weight = self.in_function(|this| walk::walk_arrow_function_expression(this, it));
                self.slots[slot].text = format!("({},", spend(weight));
                let close = self.reserve(end);
                self.slots[close].text = ")".to_owned();
            }
        }
    }

    fn visit_class(&mut self, it: &Class<'a>) {
        // Fields and static blocks run when the class is made, or an instance.
        self.in_function(|this| walk::walk_class(this, it));
    }

    fn visit_for_statement(&mut self, it: &ForStatement<'a>) {
        let labelled = self.labelled.take();
        if let Some(init) = &it.init {
            self.visit_for_statement_init(init);
        }
        self.labelled = labelled;
        self.in_loop(it.span, &it.body, |this| {
            this.note_test(it.test.as_ref());
            if let Some(test) = &it.test {
                this.visit_expression(test);
            }
            if let Some(update) = &it.update {
                this.visit_expression(update);
            }
            this.walk_body(&it.body);
        });
    }

    fn visit_for_in_statement(&mut self, it: &ForInStatement<'a>) {
        let labelled = self.labelled.take();
        self.visit_expression(&it.right);
        self.labelled = labelled;
        self.in_loop(it.span, &it.body, |this| {
            this.visit_for_statement_left(&it.left);
            this.walk_body(&it.body);
        });
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        let labelled = self.labelled.take();
        self.visit_expression(&it.right);
        self.labelled = labelled;
        self.in_loop(it.span, &it.body, |this| {
            if it.r#await {
                this.disturb();
            }
            this.visit_for_statement_left(&it.left);
            this.walk_body(&it.body);
        });
    }

    fn visit_while_statement(&mut self, it: &WhileStatement<'a>) {
        self.in_loop(it.span, &it.body, |this| {
            this.note_test(Some(&it.test));
            this.visit_expression(&it.test);
            this.walk_body(&it.body);
        });
    }

    fn visit_do_while_statement(&mut self, it: &DoWhileStatement<'a>) {
        self.in_loop(it.span, &it.body, |this| {
            this.note_test(Some(&it.test));
            this.walk_body(&it.body);
            this.visit_expression(&it.test);
        });
    }

    fn visit_labeled_statement(&mut self, it: &LabeledStatement<'a>) {
        let name = it.label.name.as_str();
        if let Some(turns) = self.current_loop() {
            turns.inner.push(name);
        }
        let (start, mut labels) = self.labelled.take().unwrap_or((it.span.start, Vec::new()));
        labels.push(name);
        if is_loop_or_label(&it.body) {
            self.labelled = Some((start, labels));
        }
        self.visit_statement(&it.body);
    }

    fn visit_return_statement(&mut self, it: &ReturnStatement<'a>) {
        self.exit(it.span, None, |this| walk::walk_return_statement(this, it));
    }

    fn visit_throw_statement(&mut self, it: &ThrowStatement<'a>) {
        self.exit(it.span, None, |this| walk::walk_throw_statement(this, it));
    }

    fn visit_break_statement(&mut self, it: &BreakStatement<'a>) {
        if let Some(label) = &it.label {
            self.exit(it.span, Some(label.name.as_str()), |_| ());
        }
    }

    fn visit_continue_statement(&mut self, it: &ContinueStatement<'a>) {
        if let Some(label) = &it.label {
            self.exit(it.span, Some(label.name.as_str()), |_| ());
        }
    }

    fn visit_if_statement(&mut self, it: &IfStatement<'a>) {
        self.visit_expression(&it.test);
        self.in_branch(|this| this.visit_statement(&it.consequent));
        if let Some(alternate) = &it.alternate {
            self.in_branch(|this| this.visit_statement(alternate));
        }
    }

    fn visit_conditional_expression(&mut self, it: &ConditionalExpression<'a>) {
        self.visit_expression(&it.test);
        self.in_branch(|this| this.visit_expression(&it.consequent));
        self.in_branch(|this| this.visit_expression(&it.alternate));
    }

    fn visit_logical_expression(&mut self, it: &LogicalExpression<'a>) {
        self.visit_expression(&it.left);
        self.in_branch(|this| this.visit_expression(&it.right));
    }

    fn visit_switch_case(&mut self, it: &SwitchCase<'a>) {
        self.in_branch(|this| walk::walk_switch_case(this, it));
    }
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

fn is_loop_or_label(statement: &Statement) -> bool {
    matches!(
        statement,
        Statement::DoWhileStatement(_)
            | Statement::ForInStatement(_)
            | Statement::ForOfStatement(_)
            | Statement::ForStatement(_)
            | Statement::LabeledStatement(_)
            | Statement::WhileStatement(_)
    )
}
