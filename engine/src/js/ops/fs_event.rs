//! `internalBinding('fs_event_ops')`: watching files. <https://nodejs.org/api/fs.html#fswatchfilename-options-listener>

use super::super::convert;
use super::super::state::State;
use super::{Op, number, ops};
use crate::event_loop::HandleId;
use crate::os::WatchId;
use crate::os::file::FilePath;

pub(super) const OPS: &[Op] = ops! {
    watch => watch,
    unwatch => unwatch,
};

/// `watch(handle, path)`: the id of the watch, whose changes come to the handle; or an error number.
fn watch(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let state = State::settled(scope);
    let handle = HandleId(number(scope, &args, 0) as u64);
    let path = FilePath::from(convert::text(scope, args.get(1)));
    let watched = state.os.borrow_mut().watch(&path);
    match watched {
        Ok(id) => {
            state.file_watches.borrow_mut().insert(id, handle);
            rv.set_double(id.0 as f64);
        }
        Err(errno) => rv.set_int32(errno.uv()),
    }
}

/// `unwatch(id)`
fn unwatch(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let state = State::settled(scope);
    let id = WatchId(number(scope, &args, 0) as u64);
    state.file_watches.borrow_mut().remove(&id);
    state.os.borrow_mut().unwatch(id);
}
