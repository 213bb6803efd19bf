//! Isolates: a new one from the snapshot, or the one that the host thread's last run left behind.
//!
//! Making an isolate takes most of the time of a short run. A run in a spare one has a realm of its own; what the isolate
//! still holds of earlier runs takes memory and shows in nothing but memory: `WeakRef`s and callbacks of
//! `FinalizationRegistry` follow V8's collections of the whole heap, statistics count what is there, and the limit of the
//! heap is nearer. A run that met such a collection, or looked at memory, says so, and is to be made again in a new isolate.

use std::cell::RefCell;
use std::ffi::c_void;
use std::rc::Rc;

use super::state::State;
use super::{error, interrupt, modules, ops, platform, rejections, snapshot};

/// An isolate in use by one run at a time.
pub(super) struct Isolate {
    pub(super) isolate: v8::OwnedIsolate,
    max_heap_bytes: usize,
    /// Whether an earlier run has used it.
    pub(super) is_spare: bool,
}

thread_local! {
    /// What the last run of this thread left behind.
    static SPARE: RefCell<Option<Isolate>> = const { RefCell::new(None) };
}

/// More than that in use, and an isolate is not kept: V8 would soon collect in the middle of a run.
const KEPT_BYTES_MAX: usize = 48 << 20;

/// An isolate for the run of `state`: the spare one if that is wanted and there is one with the same limit.
pub(super) fn take(state: &Rc<State>, is_spare_wanted: bool) -> Isolate {
    let max_heap_bytes = state.program.limits.max_heap_bytes;
    let spare = is_spare_wanted.then(|| SPARE.take()).flatten();
    let mut isolate = match spare.filter(|spare| spare.max_heap_bytes == max_heap_bytes) {
        Some(spare) => spare,
        None => Isolate { isolate: make(max_heap_bytes), max_heap_bytes, is_spare: false },
    };
    isolate.isolate.set_slot(Rc::clone(state));
    interrupt::guard_heap(&mut isolate.isolate, state);
    isolate.isolate.add_gc_prologue_callback(on_collection, state.as_data(), v8::GCType::kGCTypeMarkSweepCompact);
    isolate
}

/// Heap limits of the program's own, so that collections do not depend on the host's memory.
fn make(max_heap_bytes: usize) -> v8::OwnedIsolate {
    platform::start();
    let mut isolate = platform::new_isolate(snapshot::params().heap_limits(0, max_heap_bytes));
    isolate.set_microtasks_policy(v8::MicrotasksPolicy::Explicit);
    isolate.set_capture_stack_trace_for_uncaught_exceptions(true, 10);
    isolate.set_prepare_stack_trace_callback(error::prepare_stack_trace);
    isolate.set_promise_reject_callback(rejections::on_promise_reject);
    isolate.set_allow_wasm_code_generation_callback(ops::vm::allows_wasm);
    modules::install(&mut isolate);
    isolate
}

/// Keeps the isolate for the thread's next run, if the run of `state` left nothing behind in it but garbage: it ended by
/// itself, so that no microtask waits, and nothing waits for a collection.
pub(super) fn leave(mut isolate: Isolate, state: &Rc<State>) {
    let is_clean = !state.is_stopping() && !state.saw_memory.get();
    if !is_clean || isolate.isolate.get_heap_statistics().used_heap_size() > KEPT_BYTES_MAX {
        return;
    }
    interrupt::unguard_heap(&mut isolate.isolate);
    isolate.isolate.remove_gc_prologue_callback(on_collection, state.as_data());
    isolate.isolate.remove_slot::<Rc<State>>();
    isolate.is_spare = true;
    let earlier = SPARE.replace(Some(isolate));
    assert!(earlier.is_none(), "[simulator bug] a thread with two spare isolates");
}

/// Leaves the isolate's memory to the operating system, for a host process that ends next.
pub(super) fn abandon(mut isolate: Isolate) {
    isolate.isolate.remove_slot::<Rc<State>>();
    std::mem::forget(isolate);
}

/// V8 is about to collect the whole heap.
#[expect(unsafe_code, reason = "V8 takes a plain function and a pointer to its data")]
unsafe extern "C" fn on_collection(
    _isolate: v8::UnsafeRawIsolatePtr,
    _kind: v8::GCType,
    _flags: v8::GCCallbackFlags,
    data: *mut c_void,
) {
    // SAFETY: `data` is the state of the run, which the isolate's slot keeps alive until the callback is removed.
    let state = unsafe { &*data.cast::<State>() };
    state.saw_memory.set(true);
}
