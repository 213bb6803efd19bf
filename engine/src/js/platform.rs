//! Starts V8 once per process, with everything that could tell two runs apart switched off.

use std::sync::{Mutex, Once, PoisonError, RwLock, RwLockReadGuard};

/// Flags that make V8 a function of its input, each with what it closes:
///
/// * `--single-threaded`: no background compilation or collection, so no thread race decides when code tiers up or
///   memory is freed. The single-threaded platform needs it: without it a collection crashes.
/// * `--hash-seed`, `--random-seed`: the seeds of hash tables and of `Math.random`, else drawn from the host.
/// * `--no-incremental-marking`, `--no-memory-reducer`, `--heap-growing-percent`: else V8 measures how fast it collects
///   and marks in slices of real time, and its collections, with them the callbacks of `FinalizationRegistry`, would come
///   after other allocations on another machine. The percentage is about what V8 works out for a heap of this size.
/// * `--stack-size`: in KiB; else taken from the thread, which differs between hosts.
/// * `--no-freeze-flags-after-init`: closes nothing; it lets [`with_natives`] change a flag.
/// * `--js-upsert`: closes nothing; the V8 of Node 26 is the next release, which has `Map.prototype.getOrInsert`.
const FLAGS: &str = "--single-threaded --hash-seed=1 --random-seed=1 --stack-size=984 --no-incremental-marking \
                     --no-memory-reducer --heap-growing-percent=60 --no-freeze-flags-after-init --js-upsert";

/// Starts V8 for this process; later calls do nothing.
pub(crate) fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        v8::V8::set_flags_from_string(FLAGS);
        v8::V8::initialize_platform(v8::new_single_threaded_default_platform(false).make_shared());
        v8::V8::initialize();
    });
}

/// V8's flags belong to the process: read by whoever needs them as they were when the product was built, written by
/// whoever changes them for a moment.
static BUILT_FLAGS: RwLock<()> = RwLock::new(());

/// While the guard lives the flags are as the product was built with: V8 refuses compiled code that was kept under others.
pub(crate) fn hold_flags() -> RwLockReadGuard<'static, ()> {
    // OK because it guards no data that a panic could leave half changed.
    BUILT_FLAGS.read().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `body` while V8 takes source that calls its runtime functions. `body` must neither run JavaScript of the program
/// nor load a builtin.
pub(crate) fn with_natives<T>(body: impl FnOnce() -> T) -> T {
    let _changed = BUILT_FLAGS.write().unwrap_or_else(PoisonError::into_inner);
    v8::V8::set_flags_from_string("--allow-natives-syntax");
    let result = body();
    v8::V8::set_flags_from_string("--no-allow-natives-syntax");
    result
}

/// Makes an isolate, the first one of the process alone: V8 reserves its memory then, and two threads that do so at once
/// end the process.
pub(crate) fn new_isolate(params: v8::CreateParams) -> v8::OwnedIsolate {
    static HAS_FIRST: Mutex<bool> = Mutex::new(false);
    // OK because a thread that panicked here has left the truth behind.
    let mut has_first = HAS_FIRST.lock().unwrap_or_else(PoisonError::into_inner);
    if *has_first {
        drop(has_first);
        return v8::Isolate::new(params);
    }
    let isolate = v8::Isolate::new(params);
    *has_first = true;
    isolate
}
