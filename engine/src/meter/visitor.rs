//! The walk over a program's syntax tree: which kinds of nodes count, turn, branch or leave.

use super::stretches::{Meter, spend};
use super::weights;
use oxc_ast::ast::{
    ArrowFunctionBody, ArrowFunctionExpression, BreakStatement, CallExpression, Class, ConditionalExpression,
    ContinueStatement, Directive, DoWhileStatement, Expression, ForInStatement, ForOfStatement, ForStatement, Function,
    IfStatement, LabeledStatement, LogicalExpression, ReturnStatement, Statement, SwitchCase, ThrowStatement,
    WhileStatement,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;

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
