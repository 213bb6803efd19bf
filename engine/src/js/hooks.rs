//! The functions of the JavaScript half that the engine calls: what `internal/bootstrap/node.js` hands over.

use super::convert;

/// A function of the JavaScript half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hook {
    /// `prepare()`: reads the options of this run into `process` and the globals.
    Prepare,
    /// `runMain()`: loads the program.
    RunMain,
    /// `processTimers(nowMs)`: runs due timer lists, gives when the next one is due.
    ProcessTimers,
    /// `processImmediate()`: runs the queue of immediates.
    ProcessImmediate,
    /// `processNativeImmediates()`: runs what the runtime itself put off until the check phase.
    ProcessNativeImmediates,
    /// `processTicksAndRejections()`: drains ticks, microtasks and rejections.
    ProcessTicks,
    /// `onUncaughtException(error, fromPromise)`: true when a listener dealt with it.
    UncaughtException,
    /// `describeError(error)`: the text to print for an error that nobody caught.
    DescribeError,
    /// `prepareStackTrace(error, callSites)`: the text of an error's stack.
    PrepareStackTrace,
    /// `onPromiseReject(event, promise, value)`: V8's report on handled and unhandled rejections.
    PromiseReject,
    /// `onPromiseHook(type, promise, parent)`.
    #[expect(clippy::enum_variant_names, reason = "named as its function is in JavaScript")]
    PromiseHook,
    /// `onRequestDone(id, result)`: an operating system request is over.
    RequestDone,
    /// `onHandleEvent(id, event, value)`: something happened on a handle.
    HandleEvent,
    /// `importDynamically(specifier, attributes, referrer)`: gives a promise.
    ImportDynamically,
    /// `initializeImportMeta(meta, url)`.
    InitializeImportMeta,
    /// `onClone(callback, …)`: what structured cloning asks of JavaScript; `message.rs` has the list.
    Clone,
    /// `onWorkerExited(thread, code, error, detail)`: a worker of this thread has ended.
    WorkerExited,
    /// `onChildExited(pid, code, signal)`: a process that this one started has ended.
    ChildExited,
    /// `onSignal(signal)`: a signal came from another process.
    Signal,
    /// `getActiveResourcesInfo()`: what keeps the process alive.
    ActiveResources,
    /// `emitBeforeExit()`.
    EmitBeforeExit,
    /// `emitExit()`: gives the exit code.
    EmitExit,
}

/// Each hook with its name in JavaScript.
const HOOKS: [(Hook, &str); 22] = [
    (Hook::Prepare, "prepare"),
    (Hook::RunMain, "runMain"),
    (Hook::ProcessTimers, "processTimers"),
    (Hook::ProcessImmediate, "processImmediate"),
    (Hook::ProcessNativeImmediates, "processNativeImmediates"),
    (Hook::ProcessTicks, "processTicksAndRejections"),
    (Hook::UncaughtException, "onUncaughtException"),
    (Hook::DescribeError, "describeError"),
    (Hook::PrepareStackTrace, "prepareStackTrace"),
    (Hook::PromiseReject, "onPromiseReject"),
    (Hook::PromiseHook, "onPromiseHook"),
    (Hook::RequestDone, "onRequestDone"),
    (Hook::HandleEvent, "onHandleEvent"),
    (Hook::ImportDynamically, "importDynamically"),
    (Hook::InitializeImportMeta, "initializeImportMeta"),
    (Hook::Clone, "onClone"),
    (Hook::WorkerExited, "onWorkerExited"),
    (Hook::ChildExited, "onChildExited"),
    (Hook::Signal, "onSignal"),
    (Hook::ActiveResources, "getActiveResourcesInfo"),
    (Hook::EmitBeforeExit, "emitBeforeExit"),
    (Hook::EmitExit, "emitExit"),
];

/// The hooks of one runtime.
pub(crate) struct Hooks {
    functions: Vec<v8::Global<v8::Function>>,
}

impl Hooks {
    /// Reads every hook from the object that the bootstrap returned.
    pub(crate) fn read(scope: &v8::PinScope, object: v8::Local<v8::Object>) -> Self {
        let functions = HOOKS
            .iter()
            .map(|(_, name)| {
                let value = convert::get(scope, object, name);
                let function = v8::Local::<v8::Function>::try_from(value)
                    .unwrap_or_else(|_| panic!("[simulator bug] the bootstrap gives no function {name}"));
                v8::Global::new(scope, function)
            })
            .collect();
        Self { functions }
    }

    /// The function behind a hook.
    pub(crate) fn function<'s>(&self, scope: &v8::PinScope<'s, '_>, hook: Hook) -> v8::Local<'s, v8::Function> {
        v8::Local::new(scope, &self.functions[hook as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hook_stands_at_its_own_number() {
        for (at, (hook, name)) in HOOKS.iter().enumerate() {
            assert_eq!(*hook as usize, at, "{name}");
        }
    }
}
