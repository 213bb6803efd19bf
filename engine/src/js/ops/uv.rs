//! `internalBinding('uv_ops')`: libuv's error numbers. <https://nodejs.org/api/errors.html#common-system-errors>

use super::super::convert;
use super::{Op, ops};
use crate::os::Errno;

pub(super) const OPS: &[Op] = ops! {
    errors => errors,
};

/// `errors()`: `[number, name, message]` for each, numbers as libuv has them: negative.
fn errors(scope: &mut v8::PinScope, _args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let entries: Vec<v8::Local<v8::Value>> = Errno::ALL
        .iter()
        .map(|errno| {
            let number = v8::Integer::new(scope, errno.uv()).into();
            let name = convert::string(scope, errno.name()).into();
            let message = convert::string(scope, errno.message()).into();
            v8::Array::new_with_elements(scope, &[number, name, message]).into()
        })
        .collect();
    rv.set(v8::Array::new_with_elements(scope, &entries).into());
}
