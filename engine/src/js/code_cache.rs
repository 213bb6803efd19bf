//! The compiled code of the builtins: loading one that is not in the snapshot reads its code instead of compiling it.
//!
//! Like the snapshot a cache belongs to one build, and changes nothing but the time that loading takes.

use std::sync::OnceLock;

use super::{builtins, platform, snapshot};

/// The code of every builtin, in the order of their ids.
static CODE: OnceLock<Vec<&'static [u8]>> = OnceLock::new();

/// Gives the process the code that [`create`] made in the same build, with the same snapshot; the first one stays.
pub fn provide(bytes: &'static [u8]) {
    CODE.get_or_init(|| split(bytes));
}

/// The code of a builtin, if this process has it.
pub(super) fn of(id: &str) -> Option<&'static [u8]> {
    CODE.get()?.get(builtins::index_of(id)?).copied()
}

/// Compiles every builtin in an isolate that starts from the snapshot of the process: code that V8 has cached knows it
/// by its checksum. Each one's code stands behind its length, four bytes, the lowest first.
pub fn create() -> Vec<u8> {
    let mut isolate = platform::new_isolate(snapshot::params());
    v8::scope!(let scope, &mut isolate);
    let context = v8::Context::new(scope, v8::ContextOptions::default());
    let scope = &mut v8::ContextScope::new(scope, context);
    let mut bytes = Vec::new();
    for id in builtins::ids() {
        let function = builtins::compile_whole(scope, id).expect("[simulator bug] a builtin does not compile");
        let code = function.create_code_cache().expect("[simulator bug] V8 gives no code of a builtin");
        let length = u32::try_from(code.len()).expect("[simulator bug] a builtin of 4 GiB");
        bytes.extend(length.to_le_bytes());
        bytes.extend_from_slice(&code);
    }
    bytes
}

/// The pieces of what [`create`] wrote.
fn split(mut bytes: &'static [u8]) -> Vec<&'static [u8]> {
    let mut pieces = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk() {
        let (piece, rest) = rest.split_at(u32::from_le_bytes(*length) as usize);
        pieces.push(piece);
        bytes = rest;
    }
    pieces
}
