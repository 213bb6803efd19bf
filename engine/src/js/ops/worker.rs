//! `internalBinding('worker')`: starting and ending worker threads. <https://nodejs.org/api/worker_threads.html>

use super::super::convert;
use super::super::state::State;
use super::{Op, number, ops, texts};
use crate::os::ThreadBody;
use crate::ports::PortId;
use crate::program::Program;
use crate::runtime::worker::{self, Worker};

pub(super) const OPS: &[Op] = ops! {
    current => current,
    allocate => allocate,
    start => start,
    stop => stop,
    setReferenced => set_referenced,
    loopTimes => loop_times,
    shareEnvironment => share_environment,
    environment => environment,
    setVariable => set_variable,
    setInbox => set_inbox,
    inbox => inbox,
};

/// `current()`: `[thread number, name, first port]` of a worker; undefined in the main thread.
fn current(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    let Some((name, port)) = &state.worker else { return };
    let id = v8::Integer::new_from_unsigned(scope, state.threads.id).into();
    let name = convert::string(scope, name).into();
    let port = v8::Number::new(scope, port.0 as f64).into();
    rv.set(v8::Array::new_with_elements(scope, &[id, name, port]).into());
}

/// `allocate()`: a number for a worker to come.
fn allocate(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    state.meet_others();
    rv.set_uint32(state.threads.allocate());
}

/// `start(thread, name, port, execArgv, env, heapMegabytes, cwd)`: `env` has name and value in turn; 0 megabytes are as
/// many as this thread may have.
fn start(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    let id = number(scope, &args, 0) as u32;
    let env = texts(scope, args.get(4));
    let mut program = Program {
        main: String::new(),
        args: Vec::new(),
        node_options: texts(scope, args.get(3)),
        cwd: convert::text(scope, args.get(6)),
        env: env.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect(),
        ..state.program.clone()
    };
    let heap_bytes = (number(scope, &args, 5) as usize) << 20;
    if heap_bytes > 0 {
        program.limits.max_heap_bytes = heap_bytes;
    }
    let name = convert::text(scope, args.get(1));
    let port = PortId(number(scope, &args, 2) as u64);
    let threads = state.threads.child(id);
    let worker = Worker { threads, name, port, program };
    let observer = state.observer.borrow().for_thread();
    let body: ThreadBody = Box::new(move |clock, os| worker::run(worker, clock, os, observer));
    let os = state.os.borrow_mut().spawn(body);
    if let Some(thread) = state.threads.process().threads.get_mut(&id) {
        thread.os = os;
    }
    state.workers.borrow_mut().insert(id, true);
    state.event_loop.begin_request();
}

/// `stop(thread)`: it ends at the next chance.
fn stop(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let id = number(scope, &args, 0) as u32;
    State::of(scope).stop_thread(id);
}

/// `setReferenced(thread, referenced)`: whether the worker keeps this thread alive.
fn set_referenced(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    let mut workers = state.workers.borrow_mut();
    let Some(before) = workers.get_mut(&(number(scope, &args, 0) as u32)) else { return };
    let referenced = args.get(1).is_true();
    match (std::mem::replace(before, referenced), referenced) {
        (false, true) => state.event_loop.begin_request(),
        (true, false) => state.event_loop.end_request(),
        (true, true) | (false, false) => {}
    }
}

/// `loopTimes(thread)`: `[start, idle]` of its loop in milliseconds; undefined before it runs and when it has ended.
fn loop_times(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = number(scope, &args, 0) as u32;
    let state = State::of(scope);
    state.meet_others();
    let times = state.threads.process().threads.get(&id).and_then(|thread| thread.loop_times);
    let Some(times) = times else { return };
    let times = [times.started_ns, times.idle_ns].map(|ns| v8::Number::new(scope, ns as f64 / 1e6).into());
    rv.set(v8::Array::new_with_elements(scope, &times).into());
}

/// `shareEnvironment(pairs)`: the number of an environment that several threads have, with name and value in turn.
fn share_environment(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let variables = texts(scope, args.get(0));
    let state = State::of(scope);
    let environments = &mut state.threads.process().environments;
    environments.push(variables.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect());
    rv.set_uint32(environments.len() as u32 - 1);
}

/// `environment(number)`: name and value in turn.
fn environment(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let number = number(scope, &args, 0) as usize;
    let state = State::of(scope);
    state.meet_others();
    let variables = state.threads.process().environments.get(number).cloned().unwrap_or_default();
    rv.set(convert::strings(scope, variables.iter().flat_map(|(name, value)| [name, value])).into());
}

/// `setVariable(number, name, value | undefined)`
fn set_variable(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let number = number(scope, &args, 0) as usize;
    let name = convert::text(scope, args.get(1));
    let value = (!args.get(2).is_undefined()).then(|| convert::text(scope, args.get(2)));
    let state = State::of(scope);
    state.meet_others();
    let mut process = state.threads.process();
    let Some(variables) = process.environments.get_mut(number) else { return };
    match (variables.iter().position(|(other, _)| *other == name), value) {
        (Some(at), Some(value)) => variables[at].1 = value,
        (Some(at), None) => drop(variables.remove(at)),
        (None, Some(value)) => variables.push((name, value)),
        (None, None) => {}
    }
}

/// `setInbox(port)`: whoever posts there reaches this thread.
fn set_inbox(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let port = PortId(number(scope, &args, 0) as u64);
    let state = State::of(scope);
    if let Some(thread) = state.threads.process().threads.get_mut(&state.threads.id) {
        thread.inbox = Some(port);
    }
}

/// `inbox(thread)`: the port of a thread's inbox; undefined when there is no such thread.
fn inbox(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let id = number(scope, &args, 0) as u32;
    let state = State::of(scope);
    state.meet_others();
    let inbox = state.threads.process().threads.get(&id).and_then(|thread| thread.inbox);
    if let Some(port) = inbox {
        rv.set_double(port.0 as f64);
    }
}
