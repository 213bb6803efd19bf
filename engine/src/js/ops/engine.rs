//! `internalBinding('engine')`: what is particular to Loopscope: the program to run and the rules of its profile.

use super::super::convert;
use super::super::state::State;
use super::{Op, ops};

pub(super) const OPS: &[Op] = ops! {
    program => program,
    profileRules => profile_rules,
};

/// `program()`: what is run: an object with `main`, `args`, `nodeOptions`, `env` (name and value in turn), `cwd`, `cores`,
/// `stdin`.
fn program(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    let program = &state.program;
    let object = v8::Object::new(scope);
    let main = convert::string(scope, &program.main);
    convert::set(scope, object, "main", main.into());
    let cwd = convert::string(scope, &program.cwd);
    convert::set(scope, object, "cwd", cwd.into());
    let cores = v8::Integer::new_from_unsigned(scope, program.cores);
    convert::set(scope, object, "cores", cores.into());
    let stdin = convert::uint8_array(scope, &program.stdin);
    convert::set(scope, object, "stdin", stdin.into());
    let args = convert::strings(scope, &program.args);
    convert::set(scope, object, "args", args.into());
    let node_options = convert::strings(scope, &program.node_options);
    convert::set(scope, object, "nodeOptions", node_options.into());
    let env = convert::strings(scope, program.env.iter().flat_map(|(name, value)| [name, value]));
    convert::set(scope, object, "env", env.into());
    rv.set(object.into());
}

/// `profileRules()`: every rule's name with whether it holds, every number's with its value, `major`, and
/// `release`: the whole version.
fn profile_rules(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let profile = State::of(scope).profile;
    let object = v8::Object::new(scope);
    for (name, holds) in profile.rules() {
        let holds = v8::Boolean::new(scope, holds);
        convert::set(scope, object, &camel_case(name), holds.into());
    }
    for (name, value) in profile.numbers() {
        let value = v8::Integer::new_from_unsigned(scope, value);
        convert::set(scope, object, &camel_case(name), value.into());
    }
    let major = v8::Integer::new_from_unsigned(scope, profile.major());
    convert::set(scope, object, "major", major.into());
    let release = convert::string(scope, profile.version());
    convert::set(scope, object, "release", release.into());
    rv.set(object.into());
}

fn camel_case(snake: &str) -> String {
    let mut words = snake.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(1);
        camel += &first.to_ascii_uppercase();
        camel += rest;
    }
    camel
}
