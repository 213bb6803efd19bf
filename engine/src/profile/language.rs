//! The language and its globals, `vm`, and what `process` tells of itself.

use super::table::{Rule, rules};

rules! {
    /// The language has what V8 11.3 has and V8 10.2 had not, such as `toSorted`. Measured, name by name.
    language_of_v8_11: Rule::Since(20);
    /// What V8 12.4 has more, such as `Iterator` and the methods of sets. Measured, name by name.
    language_of_v8_12: Rule::Since(22);
    /// What V8 13.6 has more, such as `Promise.try` and `DisposableStack`. Measured, name by name.
    language_of_v8_13: Rule::Since(24);
    /// What V8 14 has more, such as `Temporal`. Measured, name by name.
    language_of_v8_14: Rule::Since(26);
    /// `CustomEvent` is a global. nodejs/node#44860 (19.0.0).
    custom_event_is_global: Rule::Since(19);
    /// `File` is a global. nodejs/node#47153 (20.0.0).
    file_is_global: Rule::Since(20);
    /// `crypto`, `Crypto`, `CryptoKey` and `SubtleCrypto` are global. Node doc "Globals" (19.0.0).
    webcrypto_is_global: Rule::Since(20);
    /// `CloseEvent` is global. Node doc "Globals" (23.0.0).
    close_event_is_global: Rule::Since(24);
    /// `ErrorEvent` is global. Node doc "Globals"; measured.
    error_event_is_global: Rule::Since(26);
    /// `QuotaExceededError` is global. Node doc "Globals"; measured.
    quota_exceeded_error_is_global: Rule::Since(26);
    /// `Storage`, `localStorage` and `sessionStorage` are global. Node doc "Globals" (25.0.0).
    web_storage_is_global: Rule::Since(26);
    /// `URLPattern` is global. Node doc "Globals" (24.0.0).
    url_pattern_is_global: Rule::Since(24);
    /// `WebSocket` is global. Node doc "Globals" (22.0.0).
    web_socket_is_global: Rule::Since(22);
    /// The classes of performance entries are global. Node doc "Globals" (19.0.0).
    performance_classes_are_global: Rule::Since(20);
    /// validateArray words a short array as "must have a length of at least N". Measured; earlier "must be longer than N".
    short_arrays_have_length_of_at_least: Rule::Since(24);
    /// `vm.compileFunction` looks at its options before its parameters. Measured: from 20 on.
    vm_compile_checks_options_first: Rule::Since(20);
    /// `vm.constants` exists. Node doc "vm.constants.DONT_CONTEXTIFY", "vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER".
    vm_has_constants: Rule::Since(20);
    /// `in` and `hasOwn` on a vm context's global object do not see what its sandbox inherits. nodejs/node#53517 (22.5.0).
    vm_globals_tell_properties_from_inherited_ones: Rule::Since(22);
    /// What is assigned to a vm context's global object becomes a property of its sandbox alone. Measured: from 26 on.
    vm_sandbox_takes_assignments_alone: Rule::Since(26);
    /// A `vm.Script` has `sourceURL`. Measured.
    script_has_source_url: Rule::Since(22);
    /// `navigator` is a global. nodejs/node#47769 (21.0.0).
    navigator_exists: Rule::Since(21);
    /// `process.loadEnvFile` exists. nodejs/node#51476 (20.12.0).
    process_loads_env_file: Rule::Since(20);
    /// `process.ref`, `unref`, `execve`, `finalization` and `threadCpuUsage` exist. Measured: from 22 on.
    process_has_ref: Rule::Since(22);
    /// A diagnostic report can leave the network out. Measured: from 20 on.
    report_excludes_network: Rule::Since(20);
    /// A diagnostic report can leave the environment out. Measured: from 22 on.
    report_excludes_env: Rule::Since(22);
    /// `process.features` tells of TypeScript and `require` of modules. Measured: from 22 on.
    process_features_tell_of_modules: Rule::Since(22);
    /// `process.features` tells of QUIC. Measured: from 24 on.
    process_features_tell_of_quic: Rule::Since(24);
    /// `process.features` tells of DTLS. Measured: from 26 on.
    process_features_tell_of_dtls: Rule::Since(26);
}
