//! Threads and processes: workers, messages and what can be cloned, child processes.

use super::table::{Rule, numbers, rules};

numbers! {
    /// What a worker without limits tells of its young generation, in mebibytes. Measured.
    worker_young_generation_mb: [(10, 48), (24, 192), (26, 96)];
}

rules! {
    /// `worker_threads.isInternalThread`. Node's docs, worker_threads (22.14.0).
    workers_have_internal_threads: Rule::Since(22);
    /// `worker_threads.markAsUncloneable` and `isMarkedAsUntransferable`. Node's docs, worker_threads (22.10.0, 21.0.0).
    workers_mark_uncloneable: Rule::Since(22);
    /// `worker_threads.postMessageToThread`. Node's docs, worker_threads (22.5.0, 20.19.0).
    workers_post_to_threads: Rule::Since(20);
    /// `worker_threads.threadName`. Node's docs, worker_threads (24.6.0, 22.20.0).
    workers_show_names: Rule::Since(22);
    /// An AggregateError that ends a worker is one to its parent, too. Measured.
    worker_errors_keep_aggregates: Rule::Since(26);
    /// A worker without a name is called WorkerThread. Measured.
    workers_are_named: Rule::Since(24);
    /// `worker.getHeapStatistics`, `cpuUsage`, `startCpuProfile`. Node's docs, worker_threads (22.16.0 to 24.8.0).
    workers_show_heaps: Rule::Since(22);
    /// `worker.startHeapProfile`. Measured.
    workers_profile_heaps: Rule::Since(24);
    /// Workers have `Symbol.asyncDispose`. Measured.
    workers_are_disposable: Rule::Since(22);
    /// `worker_threads.locks` and `navigator.locks`. Node's docs, worker_threads (24.5.0).
    workers_have_locks: Rule::Since(24);
    /// `worker.terminate` takes no callback any more. Node doc "Deprecated APIs", DEP0132 (25.0.0).
    terminate_ignores_callbacks: Rule::Since(26);
    /// `hasRef` and `close` of a MessagePort have names. Measured.
    port_methods_have_names: Rule::Since(22);
    /// What a transfer list cannot move is refused, with a DataCloneError; skipped before, or refused with codes.
    /// Measured (22).
    transfer_errors_are_data_clone_errors: Rule::Since(22);
    /// A FileHandle that was moved to another thread says so when it is used. Measured.
    transferred_file_handles_say_so: Rule::Since(22);
    /// MessageEvent is undici's: frozen ports, trusted events, initMessageEvent, the words of Web IDL. Measured.
    message_events_are_webidl: Rule::Since(22);
    /// Posting to a closed BroadcastChannel throws an InvalidStateError; a DOMException named Error before. Measured.
    closed_broadcasts_are_invalid_states: Rule::Since(20);
    /// structuredClone is a function of JavaScript over a native one, with Web IDL's conversions. Measured.
    structured_clone_is_script: Rule::Since(22);
    /// structuredClone is a native function. Measured.
    structured_clone_is_native: Rule::Between(20, 20);
    /// The clone of a File is a File; a Blob before. Measured.
    files_are_cloned: Rule::Since(24);
    /// A URL and URLSearchParams cannot be cloned; they become empty objects before. Measured.
    urls_are_not_cloned: Rule::Since(22);
    /// Headers, Request, Response, FormData and messages refuse to be cloned. Measured.
    fetch_objects_cannot_be_cloned: Rule::Since(22);
    /// Arguments together with the option `shell` warn (DEP0190). Node doc "Deprecated APIs" (24.0.0).
    shell_arguments_are_deprecated: Rule::Since(24);
    /// Numbers among a child's options are checked with their ranges. Measured.
    child_numbers_have_ranges: Rule::Since(26);
}
