//! What each kind of expression counts, in units.
//!
//! A unit is an eighth of a nanosecond of well-optimised code: about what the simplest operation takes beside its
//! neighbours on a processor that does several at once. The weights are ratios measured with Node 26; what a unit takes
//! is said by the cost table of the backend.

use oxc_ast::ast::Expression;

/// Entering a function and leaving it.
pub(super) const FUNCTION: u32 = 16;
/// A turn of a loop, without what is in it.
pub(super) const TURN: u32 = 3;

/// What an expression counts, without what is in it.
pub(super) fn of(expression: &Expression) -> u32 {
    match expression {
        // A promise is made or followed, and a microtask queued.
        Expression::AwaitExpression(_) => 400,
        Expression::YieldExpression(_) => 100,
        // The callee counts for itself; this is the way there, or what a small builtin does.
        Expression::CallExpression(_) => 22,
        Expression::TaggedTemplateExpression(_) => 40,
        // Allocation, and its share of the collections that follow.
        Expression::NewExpression(_) => 80,
        Expression::ObjectExpression(object) => 60 + 8 * object.properties.len() as u32,
        Expression::ArrayExpression(array) => 60 + 8 * array.elements.len() as u32,
        Expression::ArrowFunctionExpression(_) | Expression::FunctionExpression(_) => 40,
        Expression::ClassExpression(_) => 2_000,
        Expression::RegExpLiteral(_) => 100,
        Expression::TemplateLiteral(template) => 40 * template.expressions.len() as u32,
        Expression::ImportExpression(_) => 1_000,
        Expression::ComputedMemberExpression(_) => 3,
        Expression::StaticMemberExpression(_) | Expression::PrivateFieldExpression(_) => 2,
        Expression::AssignmentExpression(_)
        | Expression::BinaryExpression(_)
        | Expression::ConditionalExpression(_)
        | Expression::LogicalExpression(_)
        | Expression::PrivateInExpression(_)
        | Expression::UnaryExpression(_)
        | Expression::UpdateExpression(_) => 1,
        // Names and literals are operands, and wrappers are no work.
        _ => 0,
    }
}

/// The bytes of the object that an expression makes, without what is in it; never more than it counts units.
pub(super) fn bytes_of(expression: &Expression) -> u32 {
    match expression {
        Expression::AwaitExpression(_) => 160,
        Expression::YieldExpression(_) | Expression::ArrowFunctionExpression(_) | Expression::FunctionExpression(_) => {
            40
        }
        Expression::NewExpression(_) => 56,
        Expression::ObjectExpression(object) => 24 + 8 * object.properties.len() as u32,
        Expression::ArrayExpression(array) => 48 + 8 * array.elements.len() as u32,
        Expression::RegExpLiteral(_) => 64,
        Expression::TemplateLiteral(template) => 32 * template.expressions.len() as u32,
        _ => 0,
    }
}

/// Methods that are nearly always builtins which return at once without calling the program back. A loop that calls
/// nothing else counts its turns itself; should the program have a method of that name which reads a clock, the clock
/// stands where it stood when the loop began.
pub(super) fn is_quiet(method: &str) -> bool {
    matches!(
        method,
        "abs"
            | "acos"
            | "add"
            | "asin"
            | "at"
            | "atan"
            | "atan2"
            | "cbrt"
            | "ceil"
            | "charAt"
            | "charCodeAt"
            | "clz32"
            | "codePointAt"
            | "cos"
            | "exp"
            | "floor"
            | "fromCharCode"
            | "fround"
            | "has"
            | "hypot"
            | "imul"
            | "isArray"
            | "isInteger"
            | "isNaN"
            | "log"
            | "log10"
            | "log2"
            | "max"
            | "min"
            | "pop"
            | "pow"
            | "push"
            | "round"
            | "sign"
            | "sin"
            | "sqrt"
            | "tan"
            | "trunc"
    )
}
