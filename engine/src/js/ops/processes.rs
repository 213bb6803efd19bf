//! `internalBinding('processes')`: starting child processes, waiting for them, signals.
//! <https://nodejs.org/api/child_process.html>

use std::sync::Arc;

use super::super::convert;
use super::super::state::State;
use super::stream::set_outcome;
use super::{Op, number, ops, texts};
use crate::os::file::FilePath;
use crate::os::{ChildFd, Ending, Errno, NewProcess, ProcessId, ThreadBody};
use crate::program::Program;
use crate::runtime::child::{self, Child};

pub(super) const OPS: &[Op] = ops! {
    current => current,
    pid => pid,
    pair => pair,
    passSocket => pass_socket,
    start => start,
    wait => wait,
    kill => kill,
    watchSignal => watch_signal,
    readAll => read_all,
    writeAll => write_all,
    close => close,
};

/// How many bytes one read of [`read_all`] asks for.
const CHUNK: usize = 1 << 16;

/// `current()`: how this process was told to begin; undefined in the first one.
fn current(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    if let Some(start) = &State::of(scope).child {
        rv.set(convert::string(scope, start).into());
    }
}

/// `pid()`: this process's id.
fn pid(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    rv.set_int32(State::of(scope).os.borrow().process_id().0);
}

/// `pair()`: the descriptors of two connected sockets, or an error number.
fn pair(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let pair = State::of(scope).os.borrow_mut().socketpair();
    match pair {
        Ok((one, two)) => {
            let fds = [one, two].map(|fd| v8::Integer::new(scope, fd).into());
            rv.set(v8::Array::new_with_elements(scope, &fds).into());
        }
        Err(errno) => rv.set_int32(errno.uv()),
    }
}

/// `passSocket(fd, pid)`: the number of the socket in that process, which has it, too, from now on; or an error number.
fn pass_socket(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let (fd, pid) = (number(scope, &args, 0) as i32, ProcessId(number(scope, &args, 1) as i32));
    let passed = State::settled(scope).os.borrow_mut().pass_fd(fd, pid);
    rv.set_int32(passed.unwrap_or_else(Errno::uv));
}

/// What the descriptors of a child lead to, from a kind and a descriptor in turn: 0 nowhere, 1 shared, 2 given away.
fn child_fds(scope: &v8::PinScope, list: v8::Local<v8::Value>) -> Vec<ChildFd> {
    let Ok(list) = v8::Local::<v8::Array>::try_from(list) else { return Vec::new() };
    let numbers = (0..list.length()).filter_map(|at| list.get_index(scope, at)?.int32_value(scope));
    let numbers: Vec<i32> = numbers.collect();
    let kind = |pair: &[i32]| match pair[0] {
        1 => ChildFd::Shared(pair[1]),
        2 => ChildFd::Given(pair[1]),
        _ => ChildFd::Null,
    };
    numbers.chunks_exact(2).map(kind).collect()
}

/// `start(how, main, args, execArgv, env, cwd, fds, isCommand)`: the child's id, or an error number.
fn start(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    let env = texts(scope, args.get(4));
    let cwd = convert::text(scope, args.get(5));
    let program = Program {
        main: convert::text(scope, args.get(1)),
        args: texts(scope, args.get(2)),
        node_options: texts(scope, args.get(3)),
        env: env.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect(),
        cwd: cwd.clone(),
        ..state.program.clone()
    };
    let new =
        NewProcess { fds: child_fds(scope, args.get(6)), cwd: FilePath::from(cwd.as_str()), env: program.env.clone() };
    let child = Child {
        run: Arc::clone(&state.threads.run),
        program,
        start: convert::text(scope, args.get(0)),
        is_command: args.get(7).is_true(),
    };
    let observer = state.observer.borrow().for_thread();
    let body: ThreadBody = Box::new(move |clock, os| child::run(child, clock, os, observer));
    state.settle_time();
    let started = state.os.borrow_mut().start_process(new, body);
    match started {
        Ok(ProcessId(pid)) => rv.set_int32(pid),
        Err(errno) => rv.set_int32(errno.uv()),
    }
}

/// `wait(pid, milliseconds | undefined)`: `[code, signal]` once the child has ended; undefined when the time is up.
fn wait(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    let timeout_ns = args.get(1).is_number().then(|| (number(scope, &args, 1) * 1e6) as u64);
    let pid = ProcessId(number(scope, &args, 0) as i32);
    state.settle_time();
    let ended = state.os.borrow_mut().wait_process(pid, timeout_ns);
    state.check_limits();
    if let Some(Ending { code, signal }) = ended {
        let ending = [code, signal.unwrap_or(0)].map(|number| v8::Integer::new(scope, number).into());
        rv.set(v8::Array::new_with_elements(scope, &ending).into());
    }
}

/// `kill(pid, signal)`: 0 or an error number.
fn kill(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    let (pid, signal) = (ProcessId(number(scope, &args, 0) as i32), number(scope, &args, 1) as i32);
    state.settle_time();
    let sent = state.os.borrow_mut().kill(pid, signal);
    set_outcome(&mut rv, sent);
}

/// `watchSignal(signal, on)`: whether the signal is handed to the program.
fn watch_signal(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let signal = number(scope, &args, 0) as i32;
    State::of(scope).os.borrow_mut().watch_signal(signal, args.get(1).is_true());
}

/// `readAll(fd)`: all bytes that wait there.
fn read_all(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::of(scope);
    let fd = number(scope, &args, 0) as i32;
    let mut bytes = Vec::new();
    loop {
        let read: Result<Vec<u8>, Errno> = state.os.borrow_mut().read(fd, CHUNK);
        match read {
            Ok(chunk) if !chunk.is_empty() => bytes.extend(chunk),
            Ok(_) | Err(_) => break,
        }
    }
    rv.set(convert::uint8_array(scope, &bytes).into());
}

/// `writeAll(fd, bytes)`: writes, and says that nothing follows.
fn write_all(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::of(scope);
    let fd = number(scope, &args, 0) as i32;
    let bytes = convert::bytes(args.get(1)).unwrap_or_default();
    let mut os = state.os.borrow_mut();
    // OK because a child that does not read its input is no error of its parent's.
    os.write(fd, &[&bytes]).ok();
    os.shutdown(fd).ok();
}

/// `close(fd)`: of a socket.
fn close(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let fd = number(scope, &args, 0) as i32;
    State::of(scope).os.borrow_mut().close(fd).ok();
}
