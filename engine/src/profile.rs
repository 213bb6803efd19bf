//! What differs between the Node versions that Loopscope can be: data, one rule a line, each with its source.
//!
//! A rule is read where the behaviour is, in Rust as `profile.rule_name()`, in JavaScript as
//! `require('internal/profile').ruleName`; nothing else in the product compares version numbers.

/// The majors that have a profile, oldest first.
pub const MAJORS: [u32; 6] = [10, 18, 20, 22, 24, 26];

/// The profile of a run that asks for none.
pub const DEFAULT_MAJOR: u32 = 26;

/// One Node version to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    major: u32,
    /// The one rule that is as in another version; for finding out which rule makes a difference.
    borrowed: Option<(RuleId, u32)>,
}

/// Which rule or number: its place in this file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleId(u16);

/// A rule or a number in which two versions differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub id: RuleId,
    /// Its name.
    pub name: &'static str,
    /// What it says, and its source.
    pub sentence: &'static str,
}

impl Profile {
    /// The profile of a major version; `None` when there is none.
    pub fn of_major(major: u32) -> Option<Self> {
        MAJORS.contains(&major).then_some(Self { major, borrowed: None })
    }

    /// The major version.
    pub const fn major(self) -> u32 {
        self.major
    }

    /// The version whose rule of that number this profile follows.
    const fn major_for(self, rule: u16) -> u32 {
        match self.borrowed {
            Some((RuleId(borrowed), major)) if borrowed == rule => major,
            _ => self.major,
        }
    }

    /// This version with one rule as in `other`.
    #[must_use]
    pub const fn with_rule_of(self, other: Self, rule: RuleId) -> Self {
        Self { borrowed: Some((rule, other.major)), ..self }
    }

    /// Whether one rule is as in another version.
    pub(crate) const fn is_mixed(self) -> bool {
        self.borrowed.is_some()
    }

    /// All rules and numbers in which the two versions differ, in the order of this file.
    pub fn differences(self, other: Self) -> Vec<Difference> {
        let rules = self.rules().zip(other.rules()).map(|(left, right)| left == right);
        let numbers = self.numbers().zip(other.numbers()).map(|(left, right)| left == right);
        let docs = NUMBER_DOCS.iter().zip(0..).chain(RULE_DOCS.iter().zip(FIRST_RULE..));
        let all = docs.zip(numbers.chain(rules));
        let differing = all.filter(|(_, is_same)| !is_same);
        differing
            .map(|(((name, sentence), id), _)| Difference { id: RuleId(id), name, sentence: sentence.trim_ascii() })
            .collect()
    }

    /// The whole version, as `process.version` shows it without its `v`: the release whose behaviour was measured.
    pub const fn version(self) -> &'static str {
        match self.major {
            10 => "10.24.1",
            18 => "18.20.8",
            20 => "20.20.2",
            22 => "22.23.3",
            24 => "24.21.0",
            _ => "26.10.0",
        }
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self { major: DEFAULT_MAJOR, borrowed: None }
    }
}

/// Whether a behaviour exists in a version.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// From this major on.
    Since(u32),
    /// Up to and including this major.
    Until(u32),
    /// From the first to the second major, both included.
    Between(u32, u32),
}

impl Rule {
    const fn holds(self, major: u32) -> bool {
        match self {
            Self::Since(first) => major >= first,
            Self::Until(last) => major <= last,
            Self::Between(first, last) => major >= first && major <= last,
        }
    }
}

/// The value of a number that changed over the versions: that of the last entry at or before `major`.
const fn number_at(major: u32, history: &[(u32, u32)]) -> u32 {
    let mut value = 0;
    let mut at = 0;
    while at < history.len() && history[at].0 <= major {
        value = history[at].1;
        at += 1;
    }
    value
}

/// Declares the numbers: each with the major from which it has a value, and the value.
macro_rules! numbers {
    ($($(#[doc = $doc:literal])+ $name:ident: $history:expr;)*) => {
        impl Profile {
            $($(#[doc = $doc])+ pub const fn $name(self) -> u32 {
                number_at(self.major_for(NumberName::$name as u16), &$history)
            })*

            /// Every number with its value for this version, in the order of this file; names in snake case.
            pub fn numbers(self) -> impl Iterator<Item = (&'static str, u32)> {
                [$((stringify!($name), self.$name())),*].into_iter()
            }
        }

        /// The place of each number.
        #[expect(non_camel_case_types, reason = "the variants are named as the numbers are")]
        enum NumberName { $($name),* }

        /// What each number says.
        const NUMBER_DOCS: &[(&str, &str)] = &[$((stringify!($name), concat!($($doc),+))),*];
    };
}

/// Declares the rules: a method each, and the list that JavaScript is given.
macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident: $rule:expr;)*) => {
        impl Profile {
            $($(#[doc = $doc])+ pub const fn $name(self) -> bool {
                $rule.holds(self.major_for(FIRST_RULE + RuleName::$name as u16))
            })*

            /// Every rule with its answer for this version, in the order of this file; names in snake case.
            pub fn rules(self) -> impl Iterator<Item = (&'static str, bool)> {
                [$((stringify!($name), self.$name())),*].into_iter()
            }
        }

        /// The place of each rule.
        #[expect(non_camel_case_types, reason = "the variants are named as the rules are")]
        enum RuleName { $($name),* }

        /// What each rule says.
        const RULE_DOCS: &[(&str, &str)] = &[$((stringify!($name), concat!($($doc),+))),*];
    };
}

/// Rules are counted behind the numbers.
const FIRST_RULE: u16 = 1_000;

numbers! {
    /// Microtask turns from `import()` of a module that is loaded to its settling. Counted on real binaries.
    loaded_import_turns: [(10, 7), (22, 8), (24, 7)];
    /// Microtask turns from `import()` of a new module to the first line of its body. Counted on real binaries.
    fresh_import_link_turns: [(10, 11), (22, 8), (24, 5)];
    /// How many more when it imports modules that are new, too. Counted on real binaries.
    fresh_import_dependency_turns: [(10, 0), (22, 8), (24, 2)];
    /// Microtask turns from the end of a new module's evaluation to the settling of `import()`. Counted.
    fresh_import_settle_turns: [(10, 3), (22, 4)];
    /// Microtask turns from `import()` to its rejection when the module cannot be found or compiled. Counted.
    failed_import_turns: [(10, 4), (20, 3), (22, 4)];
    /// Microtask turns from a main module's failure to the end of the process. Counted on real binaries.
    failed_main_turns: [(10, 1), (22, 2)];
    /// `crypto.constants.OPENSSL_VERSION_NUMBER`: that of the OpenSSL in each version. Measured.
    openssl_version_number: [(10, 0x1010_106f), (18, 0x3000_0100), (20, 0x3000_0130), (22, 0x3050_0080)];
    /// What a worker without limits tells of its young generation, in mebibytes. Measured.
    worker_young_generation_mb: [(10, 48), (24, 192), (26, 96)];
}

rules! {
    /// Timers run at the end of an iteration instead of its start, and once before the first one.
    /// libuv 1.45 `uv_run`, docs "Timers" of the libuv design overview.
    timers_run_after_closing: Rule::Since(20);
    /// The timers phase looks for due timers again behind each callback, by the time that the loop read last.
    /// libuv before 1.48 `uv__run_timers`; measured: not in 22.
    timers_phase_looks_again: Rule::Until(20);
    /// Behind its lists of timers Node reads the clock before it starts the loop's timer again; later versions take
    /// the time that was read last. Node's `RunTimers`; measured on 10 and 18.
    clock_is_read_behind_timer_lists: Rule::Until(10);
    /// Ticks and microtasks drain after each timer and each immediate, not after the whole list of them.
    /// nodejs/node#22842 (11.0.0).
    drains_between_timers: Rule::Since(11);
    /// The check phase opens and closes a callback scope before the first immediate, which drains ticks that a
    /// handled throw left over. Node's `RunAndClearNativeImmediates`; measured: not in 10 and not in 26.
    check_phase_opens_an_empty_scope: Rule::Between(12, 24);
    /// `path.matchesGlob` exists. Node doc "path.matchesGlob" (22.5.0, 20.17.0).
    path_matches_glob: Rule::Since(20);
    /// `path.format` puts a dot before an `ext` without one. Node doc "path.format" (19.0.0).
    path_format_adds_dot: Rule::Since(20);
    /// `path.win32.toNamespacedPath` resolves what is neither drive nor share. Measured.
    path_namespace_resolves: Rule::Since(20);
    /// Emitters remember whether their store had predefined names. Measured: inspect of an emitter, 18 and 20.
    events_shape_mode: Rule::Since(20);
    /// 'removeListener' is emitted for stores with predefined names, too. Measured on 20 and 22.
    events_shape_mode_tells_removal: Rule::Since(22);
    /// eventNames() leaves out predefined names without listeners. Measured on 22 and 24.
    events_names_skip_empty: Rule::Since(24);
    /// A list of listeners shows how many emit() calls walk it. Measured: inspect of an emitter, 22 and 24.
    events_lists_count_emits: Rule::Since(24);
    /// The wrapper that once() stores is a plain function, not a bound one. Measured: rawListeners(), 22 and 24.
    events_once_wrapper_is_plain: Rule::Since(24);
    /// events.listenerCount takes an EventTarget. Node's doc "events.listenerCount", changes of v24.
    events_listener_count_takes_targets: Rule::Since(24);
    /// The warning of too many listeners states the limit. Measured on 18 and 20.
    events_warning_states_limit: Rule::Since(20);
    /// A limit of listeners that is no number is a wrong type, not out of range. Measured on 18 and 20.
    events_limits_have_a_type: Rule::Since(20);
    /// events.getMaxListeners answers for an EventTarget whose limit is 0. Measured on 20 and 22.
    events_zero_is_a_limit: Rule::Since(22);
    /// events.once and events.on validate their options. Measured on 20 and 22.
    events_options_must_be_objects: Rule::Since(22);
    /// events.on knows `close`, highWaterMark and lowWaterMark. Node's doc "events.on", changes of v20.
    events_on_has_watermarks: Rule::Since(20);
    /// The results of events.on show `done` before `value`. Measured on 24 and 26.
    events_iterator_done_comes_first: Rule::Since(26);
    /// Node's own errors are instances of a class per code (`code` set before a composed message); earlier, decorated plain errors.
    /// Measured: own property order of ERR_ errors.
    node_errors_are_classes: Rule::Since(20);
    /// `Error.prepareStackTrace` has an initial value. Measured.
    error_prepare_stack_trace_is_set: Rule::Since(20);
    /// "Received type …" in messages is worded by inspect. Measured: ERR_INVALID_ARG_TYPE of a long string.
    received_values_are_inspected: Rule::Until(18);
    /// "an instance of " stands even before an empty constructor name. Measured.
    nameless_constructors_are_named: Rule::Between(20, 24);
    /// ERR_ACCESS_DENIED composes its sentence from the permission alone. Measured.
    access_denied_is_worded_here: Rule::Until(18);
    /// The texts of ERR_FS_CP_DIR_TO_NON_DIR and ERR_FS_CP_NON_DIR_TO_DIR are each other's. Measured.
    cp_errors_are_swapped: Rule::Until(18);
    /// ERR_INVALID_FILE_URL_PATH has `input`. Measured.
    file_url_errors_keep_input: Rule::Since(22);
    /// ERR_INVALID_URL has `base` when one was given. Measured.
    url_errors_keep_base: Rule::Since(20);
    /// ERR_REQUIRE_ASYNC_MODULE lists the require stack. Measured.
    top_level_await_errors_have_require_stack: Rule::Since(24);
    /// A write that fails after destroy() gives its callback the error, not success. Measured.
    write_errors_outlive_destroy: Rule::Since(22);
    /// `net.Socket` and `net.Server` take the option `blockList`. Node's docs, net, history of the option.
    net_block_list_option: Rule::Since(22);
    /// Sockets have setTypeOfService, getTypeOfService and the option `typeOfService`. Node's docs, net.
    socket_type_of_service: Rule::Since(24);
    /// setKeepAlive takes an interval and a count, or an object. Node's docs, net.
    keep_alive_intervals: Rule::Since(24);
    /// Sockets emit connectionAttempt, connectionAttemptFailed and connectionAttemptTimeout; one usable address is no list.
    /// Node's docs, net, "Event: 'connectionAttempt'".
    connection_attempt_events: Rule::Since(20);
    /// end() on a socket that never connects finishes instead of waiting. Measured.
    unconnected_socket_finishes: Rule::Since(22);
    /// One address of several gets 500 ms instead of 250 ms to connect. Node's docs, net, autoSelectFamilyAttemptTimeout.
    long_connection_attempts: Rule::Since(26);
    /// A host's addresses of both families are tried in turn. Node's docs, net, autoSelectFamily.
    auto_select_family_by_default: Rule::Since(20);
    /// Host names with a null byte are refused with ERR_INVALID_ARG_VALUE. Measured.
    rejects_null_bytes_in_hosts: Rule::Since(22);
    /// A listen() that waits for a lookup is void once listen() or close() is called again. Measured.
    listen_calls_replace_each_other: Rule::Since(20);
    /// listen() on a host name passes over link-local IPv6 addresses. Measured.
    listen_skips_link_local: Rule::Since(22);
    /// `server.maxConnections = 0` drops every connection instead of none. Node's docs, net, "server.maxConnections".
    zero_max_connections_drops_all: Rule::Since(22);
    /// The diagnostics channels tracing:net.server.listen:*. Node's docs, diagnostics_channel.
    listen_channels: Rule::Since(20);
    /// `node:punycode` warns that it is deprecated (DEP0040). Node doc "Deprecated APIs", measured: 22 is silent.
    punycode_warns: Rule::Since(24);
    /// Small Buffers share pools of 64 KiB, before that of 8 KiB. Measured (`Buffer.poolSize`).
    buffer_pool_is64_k: Rule::Since(24);
    /// Buffer pools are aligned to 64 bytes, and `Buffer.allocUnsafe` takes an alignment. Measured.
    buffer_pool_is_aligned: Rule::Since(26);
    /// `Buffer.alloc` of a bad size fails with ERR_OUT_OF_RANGE instead of ERR_INVALID_ARG_VALUE. Node doc "Buffer.alloc" (20.0.0).
    buffer_size_out_of_range: Rule::Since(20);
    /// A Buffer may have up to 2^53 - 1 bytes, before that 2^32. Node doc "buffer.constants.MAX_LENGTH" (22.3.0).
    buffer_max_length_is_safe_integer: Rule::Since(22);
    /// `buf.indexOf`, `lastIndexOf` and `includes` take an end. Measured (function length).
    buffer_index_of_has_end: Rule::Since(24);
    /// `buffer.SlowBuffer` exists. Node doc "SlowBuffer", removed in 25.
    buffer_has_slow_buffer: Rule::Until(24);
    /// `buffer.SlowBuffer` warns that it is deprecated (DEP0030). Node doc "SlowBuffer" (24.0.0).
    slow_buffer_warns: Rule::Since(24);
    /// validateArray words a short array as "must have a length of at least N". Measured; earlier "must be longer than N".
    short_arrays_have_length_of_at_least: Rule::Since(24);
    /// Event has initEvent(). Node's doc "event.initEvent", added in v19.2.
    events_have_init_event: Rule::Since(20);
    /// stopImmediatePropagation() also sets cancelBubble. Measured on 18 and 20.
    stopping_at_once_stops_propagation: Rule::Since(20);
    /// event.currentTarget is null when no listener runs. Measured on 18 and 20.
    events_forget_current_target: Rule::Since(20);
    /// preventDefault() does nothing in passive listeners, and event.returnValue can be set. Measured on 20 and 22.
    passive_listeners_cannot_prevent: Rule::Since(22);
    /// A new EventTarget shows no empty maps. Measured: its own symbols, 22 and 24.
    event_targets_allocate_late: Rule::Since(24);
    /// Handler attributes such as onabort refuse a foreign `this` and have named accessors. Measured on 18 and 20.
    event_handlers_are_checked: Rule::Since(20);
    /// A handler attribute that is set to something else than a function or an object becomes null. Measured on 24 and 26.
    event_handlers_must_be_callable: Rule::Since(26);
    /// removeEventListener takes a boolean for `capture`. Measured on 24 and 26.
    remove_listener_takes_boolean: Rule::Since(26);
    /// AbortSignals never warn of too many listeners. Measured on 20 and 22.
    abort_signals_have_no_limit: Rule::Since(22);
    /// AbortSignal.any takes an array only, not any iterable. Measured on 20 and 22.
    abort_any_takes_only_arrays: Rule::Until(20);
    /// Signals of AbortSignal.any abort in the order of their first listeners, not of their making. Measured on 22, 24, 26.
    abort_composites_follow_late: Rule::Between(24, 24);
    /// abort() marks the signals made by AbortSignal.any before the first 'abort' event. Measured on 20 and 22.
    abort_marks_dependants_first: Rule::Since(22);
    /// AbortSignal.any and util.aborted refuse what is no signal in the words of the Web platform. Measured on 22 and 24.
    abort_arguments_are_webidl: Rule::Since(24);
    /// `net.SocketAddress.parse`. Node's docs, net.
    socket_address_parse: Rule::Since(22);
    /// `blockList.rules` lists addresses, then subnets, then ranges, not all in one order. Measured.
    block_list_rules_by_kind: Rule::Since(24);
    /// `buf.copy` writes into any view, before that only into a Uint8Array. Measured.
    buffer_copies_to_views: Rule::Since(22);
    /// `Buffer.concat` checks each item before it asks for its length. Measured.
    buffer_concat_checks_first: Rule::Since(24);
    /// `new Event(type, null)` is fine. Measured on 18 and 20.
    events_take_null_options: Rule::Since(20);
    /// Byte streams buffer 64 KiB by default; 16 KiB before. nodejs/node#52037 (22.0.0).
    streams_buffer_64_kib: Rule::Since(22);
    /// Stream constructors refuse an unknown defaultEncoding with ERR_UNKNOWN_ENCODING. Measured.
    streams_check_default_encoding: Rule::Since(20);
    /// Streams prepare slots for their own events: eventNames() gives those first, in a fixed order. Measured (20).
    streams_name_events_up_front: Rule::Since(20);
    /// Byte streams take any ArrayBufferView; only Uint8Array before. nodejs/node#51866 (20.13.0).
    streams_take_any_view: Rule::Since(20);
    /// A readable knows of 'data' listeners by what passed through on() and off(), not by counting them. Measured (20).
    streams_note_data_listeners: Rule::Since(20);
    /// needReadable and readableListening are set where a condition holds, and not cleared where it does not.
    /// Measured (20).
    streams_keep_flags: Rule::Since(20);
    /// `readable._readableState.paused` is true until resume() was called. Measured (18).
    streams_start_paused: Rule::Until(18);
    /// `readable.readableBuffer` holds no slots of chunks that were taken. Measured (18).
    streams_show_untaken_only: Rule::Until(18);
    /// read(n) over several decoded chunks compares n with the number of chunks. Measured (20).
    streams_miscount_strings: Rule::Between(20, 20);
    /// Of bytes in a decoding readable's buffer what is left of a cut is text. Measured (18).
    streams_cut_bytes_as_text: Rule::Between(18, 18);
    /// Reading ahead is not scheduled while a _read() is under way. Measured (22).
    streams_read_ahead_once: Rule::Since(22);
    /// The tick that emits 'end' is scheduled once. Measured (24).
    streams_schedule_end_once: Rule::Since(24);
    /// setEncoding() after the end of the source gives what the decoder still holds. Measured (24).
    streams_flush_decoder_at_end: Rule::Since(24);
    /// read() without a size gives one chunk of a byte stream; all of them joined before. Measured.
    streams_read_by_chunk: Rule::Since(26);
    /// push(null) inside _read() emits no 'readable' while nobody listens; a later listener gets it. Measured (26).
    streams_owe_end_to_listeners: Rule::Since(26);
    /// pause() and resume() of a destroyed stream do nothing. Measured.
    streams_stay_when_destroyed: Rule::Since(26);
    /// Async iteration is an iterator written by hand, with fewer turns; an async generator before. Measured (26).
    streams_iterate_by_hand: Rule::Since(26);
    /// A loop over a duplex that ends by itself leaves the open writable side alone. Measured (24).
    iterators_spare_half_open_duplexes: Rule::Between(24, 24);
    /// wrap() binds all methods of the old stream; not the first one before. Measured (24).
    streams_wrap_every_method: Rule::Since(24);
    /// pipe() destroys the destination when its write() throws. Measured (24).
    pipes_catch_write_errors: Rule::Since(24);
    /// A destination that failed inside write() no longer starves the others of its source. nodejs/node#53185 (26).
    pipes_forget_failed_writers: Rule::Since(26);
    /// Disposing of a stream is an async function around the promise: more turns. Measured (22).
    streams_await_disposal: Rule::Since(22);
    /// Writables have Symbol.asyncDispose. Measured (20).
    writables_are_disposable: Rule::Since(20);
    /// readable.compose() gives the composed duplex; a readable around it before. Measured (24).
    streams_compose_into_duplex: Rule::Since(24);
    /// readable.asIndexedPairs() exists, deprecated. nodejs/node#48102 (removed in 21).
    streams_have_indexed_pairs: Rule::Until(20);
    /// stream.duplexPair() exists. nodejs/node#34111 (20.17.0, 22.6.0).
    streams_have_duplex_pairs: Rule::Since(20);
    /// Destroying one side of a duplexPair ends or destroys the other. Measured (24).
    duplex_pairs_close_together: Rule::Since(24);
    /// Readable.from() pulls synchronous iterables without microtask turns. Measured (20).
    streams_pull_iterables_at_once: Rule::Since(20);
    /// Readable.from() runs its own _destroy, too, and joins the errors of closing the iterator. Measured (24).
    streams_join_close_errors: Rule::Since(24);
    /// write() looks at the encoding before anything else, also in object mode, where it passes it on. Measured (18).
    writes_check_encoding_first: Rule::Until(18);
    /// write() of a string with encoding 'buffer' throws ERR_UNKNOWN_ENCODING. Measured (24).
    writes_refuse_strings_as_buffer: Rule::Since(24);
    /// write() answers after the hook has run: true when the sink took everything at once. Measured (20).
    writes_judge_room_afterwards: Rule::Since(20);
    /// Every write takes a tick to call back; later only those with a callback or a 'drain' owed. Measured (18).
    writes_always_tick: Rule::Until(18);
    /// Callbacks of write() and end() get null when all went well; nothing before. Measured (20).
    writes_call_back_with_null: Rule::Since(20);
    /// end(cb) of a stream that has failed calls back with the error in a tick. Measured (20).
    end_reports_errors_at_once: Rule::Since(20);
    /// 'finish' comes a tick after the callbacks of the last writes; with them before. Measured (20).
    finish_waits_a_tick: Rule::Since(20);
    /// A second call of _final's callback is an error only after a success. Measured (20).
    final_notes_success_only: Rule::Since(20);
    /// console.log shows a writable's onwrite as a bound function. Measured (22).
    onwrite_is_bound: Rule::Until(22);
    /// A transform that pushed null calls back in a tick. Measured (20).
    transforms_wait_after_end: Rule::Since(20);
    /// finished() looks whether the stream is over before it listens. Measured.
    finished_looks_first: Rule::Since(24);
    /// finished() of a writable waits for write callbacks that are owed. Measured (20).
    finished_awaits_write_callbacks: Rule::Since(20);
    /// finished() calls back in the async context of its call. Measured.
    finished_keeps_context: Rule::Since(22);
    /// … and makes an AsyncResource for it only when a store or a hook is there to notice. Measured (26).
    finished_keeps_context_if_any: Rule::Since(26);
    /// A pipeline's AbortError has the signal's reason as its cause. Measured (20).
    pipelines_tell_abort_cause: Rule::Since(20);
    /// 'error' events and premature closes do not count as reports of a pipeline's joints. Measured (22).
    pipeline_errors_do_not_count: Rule::Since(22);
    /// A pipeline prefers other errors to an AbortError that came first. Measured (24).
    pipeline_errors_outrank_aborts: Rule::Since(24);
    /// pipeline() throws ERR_STREAM_UNABLE_TO_PIPE for a stage that is destroyed already. Measured.
    pipelines_refuse_dead_stages: Rule::Since(24);
    /// compose() lets its tail flow ('data'); it read on 'readable' before. Measured (24).
    compose_reads_by_events: Rule::Since(24);
    /// compose() with a web tail ends without pushing undefined first. Measured (24).
    compose_ends_web_tails: Rule::Since(24);
    /// Destroying a composition destroys its tail also when its pipeline has reported. Measured (20).
    compose_destroys_tail_always: Rule::Since(20);
    /// Duplex.from(fn) accepts a duplex as the function's result. Measured (20).
    duplex_from_takes_constructors: Rule::Since(20);
    /// Duplex.from({readable}) destroys the writable when the readable fails. Measured (24).
    duplex_from_ends_other_side: Rule::Since(24);
    /// Duplex.from(fn) aborts with the error as reason and wakes a function that waits. Measured (24).
    duplex_from_tells_abort_cause: Rule::Since(24);
    /// Duplex.from(async fn) is destroyed when the function returns before its input has ended. nodejs/node#55077 (26).
    duplex_from_stops_writers: Rule::Since(26);
    /// readable.map() and its kin describe a wrong callback as "of type function". Measured (22).
    operators_want_function: Rule::Since(22);
    /// stream/consumers has bytes(). Measured (24).
    consumers_give_bytes: Rule::Since(24);
    /// AsyncLocalStorage keeps its stores in frames that follow promises; before, async hooks hand them on.
    /// Node's doc "Asynchronous context tracking", changes of v24.
    als_uses_frames: Rule::Since(24);
    /// async_hooks.AsyncLocalStorage is a getter. Measured: inspect of the module, 20 and 22.
    als_is_a_getter: Rule::Since(22);
    /// An AsyncResource shows the frame it was made in. Measured: inspect, 20 and 22.
    resources_keep_frame: Rule::Since(22);
    /// Functions made by AsyncResource.bind name their resource. Node's doc "asyncResource.bind", changes of v26.
    bound_functions_name_resource: Rule::Until(24);
    /// The resource that a bound function names is a deprecated accessor (DEP0172). Measured on 18 and 20.
    bound_resource_is_deprecated: Rule::Since(20);
    /// An AsyncHook shows whether it ignores promises. Measured: inspect, 20 and 22.
    hooks_show_promise_option: Rule::Since(22);
    /// createHook takes `trackPromises`. Node's doc "async_hooks.createHook"; measured on 22 and 24.
    hooks_may_ignore_promises: Rule::Since(24);
    /// `TextDecoder` reads windows-1252 as plain ISO-8859-1, an error of those releases. Measured; nodejs/node#56542.
    text_decoder_latin1_is_plain: Rule::Between(20, 20);
    /// `TextDecoder.prototype.decode` refuses options that are no object. Measured.
    text_decoder_checks_options: Rule::Since(24);
    /// inspect colours regular expressions by nesting (`inspect.styles.regexp` is a function). Measured.
    inspect_highlights_regexps: Rule::Since(26);
    /// inspect writes `Proxy(…)` around the target of a proxy. Measured; earlier the bare target.
    inspect_names_proxies: Rule::Since(26);
    /// inspect puts the tag in place of the class name when its last part equals it. Measured: classes with Symbol.toStringTag.
    inspect_tags_may_name_the_class: Rule::Since(26);
    /// inspect leaves out a tag that is part of the class name. Measured: `class MySet extends Set`.
    inspect_tags_may_be_part_of_the_class: Rule::Between(22, 24);
    /// inspect writes symbol keys without brackets, and styles hidden keys inside their brackets. Measured.
    inspect_styles_hidden_keys: Rule::Since(24);
    /// inspect shows what a getter threw in full, functions it gave like objects. Measured.
    inspect_shows_getter_errors: Rule::Since(24);
    /// inspect takes a Symbol.toStringTag getter that throws for none. Measured.
    inspect_survives_throwing_tags: Rule::Since(24);
    /// inspect with breakLength Infinity keeps line breaks of entries apart. Measured: compact true.
    inspect_keeps_line_breaks_in_endless_lines: Rule::Since(24);
    /// Numeric separators leave exponents and -0 alone. Measured.
    separators_spare_exponents: Rule::Since(24);
    /// Escape sequences: a command (`ESC ]`) ends at its terminator only, parameters may hold colons. Measured: stripVTControlCharacters.
    escape_sequences_end_at_terminator: Rule::Since(24);
    /// inspect writes `[byteLength]` of buffers and views between brackets. Measured.
    inspect_brackets_byte_length: Rule::Since(22);
    /// inspect survives getters of errors that throw, and hides name and message by their type. Measured.
    inspect_guards_errors: Rule::Since(22);
    /// inspect collapses frames that repeat. Measured: an error of a deep recursion.
    inspect_collapses_repeated_frames: Rule::Since(22);
    /// inspect shows a function's name that is no string as the value it is. Measured.
    inspect_shows_odd_names: Rule::Since(22);
    /// util.types.isFloat16Array exists. Measured.
    types_know_float16_array: Rule::Since(22);
    /// maxArrayLength holds for Set and Map, too. Node's doc "util.inspect", changes of v20.
    inspect_limits_collections: Rule::Since(20);
    /// inspect shows a nested URL beyond the depth by its address. Measured.
    inspect_shows_urls: Rule::Since(20);
    /// `%s` calls Symbol.toPrimitive of the program. Measured: util.format.
    format_heeds_to_primitive: Rule::Since(20);
    /// The looser HTTP grammar of llhttp before version 9: data after `Connection: close` is read, spaces and extensions
    /// are not judged, other words for some errors. llhttp's releases; measured.
    loose_http_grammar: Rule::Until(18);
    /// The request method QUERY is known. Node's docs, http, "http.METHODS".
    http_query_method: Rule::Since(20);
    /// A Transfer-Encoding header without a value is an error. Measured.
    empty_transfer_encoding_fails: Rule::Since(22);
    /// A diagnostics channel publishes to those who were subscribed when it began. Measured on 18 and 20.
    channels_publish_to_a_snapshot: Rule::Since(20);
    /// A diagnostics channel shows an index. Measured: inspect, 22 and 24.
    channels_have_index: Rule::Since(24);
    /// Diagnostics channels have scopes and BoundedChannel; tracePromise gives foreign promises back as they are.
    /// Node's doc "diagnostics_channel.boundedChannel", added in v26.
    channels_have_scopes: Rule::Since(26);
    /// A TracingChannel shows its channels. Measured: inspect, 18 and 20.
    tracing_channels_show_channels: Rule::Until(18);
    /// A TracingChannel nobody listens to calls the function as it is. Measured on 18 and 20.
    traces_only_when_heard: Rule::Since(20);
    /// `queueMicrotask` makes no async resource while nobody would see it. Measured: async ids from 24 on.
    microtasks_without_hooks_have_no_resource: Rule::Since(24);
    /// Timers and immediates show the frame that they keep, `Symbol(kAsyncContextFrame)`. Measured with inspect.
    timers_hold_their_frame: Rule::Since(22);
    /// The loop starts so late after the main script that a timer of 1 ms is usually due. Measured: the timeout came
    /// before the immediate in 55 of 60 runs, from 20 on in 3 to 15 of 60.
    loop_starts_slowly: Rule::Until(18);
    /// The event `multipleResolves` exists. Deprecated (DEP0160), removed in 26.
    emits_multiple_resolves: Rule::Until(24);
    /// When an `unhandledRejection` listener throws, rejections behind it in the round are lost. Measured.
    throwing_rejection_listener_loses_the_rest: Rule::Since(20);
    /// `--unhandled-rejections` is `throw` by default. nodejs/node#33021 (15.0.0).
    unhandled_rejections_throw: Rule::Since(15);
    /// A bad callback is ERR_INVALID_ARG_TYPE, not ERR_INVALID_CALLBACK. nodejs/node#41678 (18.0.0).
    callback_errors_name_their_argument: Rule::Since(18);
    /// A cleared timer or immediate lets go of its callback and arguments, which read as undefined. Measured: from 24 on.
    cleared_timers_hold_nothing: Rule::Since(24);
    /// Objects of the program's can be timers: `timers.enroll()` and its kin. Measured: up to 22.
    timers_can_be_enrolled: Rule::Until(22);
    /// Timers warn of negative and NaN delays. nodejs/node#46678; measured from 24 on.
    warns_of_odd_delays: Rule::Since(24);
    /// Delays are truncated to whole milliseconds. Measured: from 12 on.
    fractions_of_delays_are_truncated: Rule::Since(11);
    /// An interval whose callback threw goes on. Measured: from 12 on.
    intervals_survive_a_throw: Rule::Since(11);
    /// `process.exitCode` accepts whole numbers only. nodejs/node#43716 (20.0.0).
    exit_codes_are_checked: Rule::Since(20);
    /// `process.exitCode` reads as a number whatever it was set with. Measured: from 22 on.
    exit_codes_are_numbers: Rule::Since(22);
    /// `exit` listeners are given 13 for an unsettled top-level await. Measured: from 22 on.
    exit_event_tells_of_unsettled_await: Rule::Since(22);
    /// `navigator` is a global. nodejs/node#47769 (21.0.0).
    navigator_exists: Rule::Since(21);
    /// `process.loadEnvFile` exists. nodejs/node#51476 (20.12.0).
    process_loads_env_file: Rule::Since(20);
    /// `process.ref`, `unref`, `execve`, `finalization` and `threadCpuUsage` exist. Measured: from 22 on.
    process_has_ref: Rule::Since(22);
    /// `process.features` tells of TypeScript and `require` of modules. Measured: from 22 on.
    process_features_tell_of_modules: Rule::Since(22);
    /// `process.features` tells of QUIC. Measured: from 24 on.
    process_features_tell_of_quic: Rule::Since(24);
    /// `process.features` tells of DTLS. Measured: from 26 on.
    process_features_tell_of_dtls: Rule::Since(26);
    /// `CustomEvent` is a global. nodejs/node#44860 (19.0.0).
    custom_event_is_global: Rule::Since(19);
    /// `File` is a global. nodejs/node#47153 (20.0.0).
    file_is_global: Rule::Since(20);
    /// `require()` loads modules without top-level await. nodejs/node#55085 (22.12.0, 20.19.0).
    requires_modules: Rule::Since(20);
    /// A `.js` file that can only be a module is one. nodejs/node#53619 (22.7.0, 20.19.0).
    detects_module_syntax: Rule::Since(20);
    /// The condition `node-addons` holds. nodejs/node#39797 (16.10.0).
    addons_is_a_condition: Rule::Since(16);
    /// A specifier that no base can resolve is ERR_UNSUPPORTED_RESOLVE_REQUEST. nodejs/node#53614 (22.0.0).
    has_unsupported_resolve_request: Rule::Since(22);
    /// Errors speak of import attributes, not assertions. nodejs/node#50140 (21.0.0).
    import_attributes_have_their_name: Rule::Since(21);
    /// A CommonJS module's namespace has the key `module.exports`. nodejs/node#53848 (23.0.0).
    cjs_namespace_has_module_exports: Rule::Since(23);
    /// `import.meta` has `dirname` and `filename`. nodejs/node#48740 (21.2.0, 20.11.0).
    import_meta_has_paths: Rule::Since(20);
    /// `import.meta` has `main`. nodejs/node#57804 (24.2.0); measured in 22.23, too.
    import_meta_has_main: Rule::Since(22);
    /// A package.json that is no JSON is told of with the parser's words. Measured: up to 20.
    package_errors_tell_of_json: Rule::Until(20);
    /// An import of an http: or https: address is refused with "file and data". Measured: from 22 on.
    web_imports_fail_early: Rule::Since(22);
    /// Reading what a module in a cycle does not export yet brings a warning. nodejs/node#29935 (14.0.0).
    warns_of_cycles: Rule::Since(14);
    /// There is a module `node:ffi`. Measured: from 26 on.
    has_ffi: Rule::Since(26);
    /// There is a module `inspector/promises`. nodejs/node#46250 (19.0.0).
    has_inspector_promises: Rule::Since(19);
    /// There is a module `node:sea`. Measured: from 20 on.
    has_sea: Rule::Since(20);
    /// There is a module `node:sqlite`. nodejs/node#53752 (22.5.0).
    has_sqlite: Rule::Since(22);
    /// The classes of streams are modules of their own, too: `_stream_readable` and its like. Measured: up to 24.
    has_stream_parts: Rule::Until(24);
    /// `vm.compileFunction` looks at its options before its parameters. Measured: from 20 on.
    vm_compile_checks_options_first: Rule::Since(20);
    /// `module.registerHooks()` exists. nodejs/node#55698 (23.5.0, 22.15.0).
    module_has_register_hooks: Rule::Since(22);
    /// A module's imports are loaded before those beside it: an error of theirs comes first. Measured: from 24 on.
    loads_modules_depth_first: Rule::Since(24);
    /// `module.builtinModules` lists those that only exist with the prefix `node:`. Measured: from 24 on.
    builtin_modules_lists_prefixed: Rule::Since(24);
    /// The hint at a better specifier has quotes. Measured: from 20 on.
    import_hints_are_quoted: Rule::Since(20);
    /// A new module's source is read through the thread pool, not at once. Measured: up to 20.
    fresh_imports_read_asynchronously: Rule::Until(20);
    /// Errors of synchronous file calls list errno, syscall, code; an empty path is left out of them.
    /// Measured.
    fs_sync_errors_list_syscall_first: Rule::Until(18);
    /// A rejection of `fs.promises` has the stack of the `await` that met it.
    /// Measured.
    fs_promise_errors_have_stack: Rule::Since(20);
    /// File descriptors are checked after the other arguments, and modes in words of the binding.
    /// Measured.
    fs_binding_checks_arguments: Rule::Since(20);
    /// The error of a path with a null byte lists URL among the kinds a path may have.
    /// Measured.
    fs_path_errors_name_urls: Rule::Since(20);
    /// The error of a bad encoding names value and argument the wrong way round.
    /// Measured.
    fs_encoding_errors_are_swapped: Rule::Until(18);
    /// A negative number in place of a path is refused as a descriptor, not as a path.
    /// Measured.
    fs_negative_numbers_are_fds: Rule::Since(20);
    /// `fs.constants` has EXTENSIONLESS_FORMAT_*.
    /// Measured.
    fs_constants_name_module_formats: Rule::Between(20, 20);
    /// `fs.constants` has UV_FS_O_TEMPORARY and the like.
    /// Measured.
    fs_constants_name_windows_flags: Rule::Since(24);
    /// `fs.glob`, `globSync`, `promises.glob`.
    /// Node doc, fs.glob: added in v22.0.0.
    fs_has_glob: Rule::Since(22);
    /// `fs.mkdtempDisposableSync`, `promises.mkdtempDisposable`.
    /// Node doc, fs.mkdtempDisposableSync: added in v24.4.0.
    fs_has_disposable_mkdtemp: Rule::Since(24);
    /// `fs.openAsBlob`.
    /// Node doc, fs.openAsBlob: added in v19.8.0.
    fs_has_open_as_blob: Rule::Since(20);
    /// `fs.openAsBlobSync`.
    /// Measured.
    fs_has_open_as_blob_sync: Rule::Since(26);
    /// `fs.Utf8Stream`.
    /// Node doc, fs.Utf8Stream: added in v24.6.0.
    fs_has_utf8_stream: Rule::Since(24);
    /// Directories and file handles have `Symbol.dispose` and `Symbol.asyncDispose` methods.
    /// Node doc, fs.Dir; measured (20 has none on Dir).
    fs_has_disposers: Rule::Since(22);
    /// `fs.F_OK`, `R_OK`, `W_OK`, `X_OK` are plain constants.
    /// Node doc, Deprecations, DEP0176.
    fs_has_access_modes: Rule::Until(22);
    /// `fs.F_OK` and so on still exist and warn.
    /// Node doc, Deprecations, DEP0176.
    fs_deprecates_access_modes: Rule::Between(24, 24);
    /// Calling `fs.Stats` warns.
    /// Node doc, Deprecations, DEP0180.
    fs_stats_is_deprecated: Rule::Since(22);
    /// A recursive readdir with types enters links to directories.
    /// Measured.
    fs_typed_trees_follow_links: Rule::Since(22);
    /// A recursive readdir by callback is asynchronous; before, it lists at once and calls back before it returns.
    /// Measured.
    fs_trees_are_listed_by_jobs: Rule::Since(22);
    /// A recursive readdir is one pool job, and breadth first as a promise, too.
    /// Measured.
    fs_trees_are_listed_in_one_job: Rule::Since(26);
    /// readFile up to 512 KiB, writeFile and appendFile of a path are one pool job.
    /// Measured.
    whole_files_are_one_job: Rule::Since(26);
    /// readFile fills `options.buffer`.
    /// Measured; Node doc, fs.readFile.
    read_file_takes_buffer: Rule::Since(24);
    /// writeFile, appendFile and write streams take `flush`.
    /// Node doc, fs.writeFile: added in v21.0.0, v20.10.0.
    write_file_takes_flush: Rule::Since(20);
    /// The dates of Stats are made when they are first read.
    /// Measured.
    stats_dates_are_getters: Rule::Since(22);
    /// A date of Stats that was read becomes an enumerable property.
    /// Measured.
    stats_dates_turn_enumerable: Rule::Since(24);
    /// Stats have `atimeInstant` and so on, and keep the nanoseconds under symbols.
    /// Measured.
    stats_have_instants: Rule::Since(26);
    /// StatFs has `frsize`.
    /// Measured.
    statfs_has_fragment_size: Rule::Since(24);
    /// Dirent has `path` beside `parentPath`.
    /// Node doc, Deprecations, DEP0178.
    dirents_have_path: Rule::Until(22);
    /// read() of a closed Dir rejects; before, it throws at once.
    /// Measured.
    dir_reads_reject_when_closed: Rule::Since(22);
    /// The error of opendirSync names the path.
    /// Measured.
    opendir_sync_errors_name_path: Rule::Until(18);
    /// rmdir refuses `recursive`, and rm checks `force` before it.
    /// Measured; Node doc, Deprecations, DEP0147.
    rmdir_refuses_recursive: Rule::Since(26);
    /// `new URLSearchParams(null)` is the query "null", before that an empty one. Measured.
    search_params_take_null_as_text: Rule::Since(24);
    /// Results of the runtime's own iterators have `done` before `value`. Measured on URLSearchParams.
    iterator_results_begin_with_done: Rule::Since(26);
    /// An invalid URL fails with an error that shows no code in its first line, and with `base`. Measured.
    url_errors_are_native: Rule::Since(20);
    /// A URL has no own keys, so that `inspect` shows a deep one as `URL {}`, not `[URL]`. Measured.
    url_has_no_own_keys: Rule::Since(20);
    /// `URL.parse` exists. Node doc "URL.parse" (22.1.0, 20.19.0 measured).
    url_static_parse: Rule::Since(20);
    /// `url.fileURLToPathBuffer` exists. Node doc (22.17.0).
    url_file_to_path_buffer: Rule::Since(22);
    /// `URLPattern` exists. Node doc "URLPattern" (23.8.0).
    url_pattern_exists: Rule::Since(24);
    /// Errors of readlink call its path `oldPath`.
    /// Measured.
    readlink_errors_name_old_path: Rule::Until(20);
    /// `promises.stat` and `lstat` refuse options that are no object.
    /// Measured.
    fs_promise_stats_check_options: Rule::Since(26);
    /// inspect takes a function whose class is named Object for a function. Measured: Function.prototype.
    inspect_tells_functions_first: Rule::Since(20);
    /// symlink refuses a type that it does not know; before, only one that is a string.
    /// Measured.
    symlink_types_must_be_known: Rule::Since(24);
    /// readSync, writeSync and their vector forms check the descriptor last.
    /// Measured.
    fs_sync_io_checks_fd_last: Rule::Since(22);
    /// truncate takes a descriptor, and warns (DEP0081).
    /// Node doc, Deprecations, DEP0081.
    truncate_takes_fds: Rule::Until(22);
    /// Conversions between paths and file URLs take the option `windows`, and escape what RFC 1738 calls unsafe.
    /// Node doc "url.pathToFileURL" (22.1.0, 20.13.0), measured.
    file_urls_know_windows: Rule::Since(20);
    /// `url.parse` warns that it is deprecated (DEP0169). Node doc "url.parse" (24.0.0).
    url_parse_warns: Rule::Since(24);
    /// `url.parse` warns of a port that is no number (DEP0170). Node doc "Deprecated APIs" (20.0.0).
    url_parse_warns_of_port: Rule::Between(20, 24);
    /// `url.parse` fails for a port that is no number. Measured.
    url_parse_refuses_port: Rule::Since(26);
    /// util.deprecate heeds process.noDeprecation when the function is called, not when it is wrapped. Measured on 18 and 20.
    deprecate_heeds_flag_at_call: Rule::Since(20);
    /// A deprecated function keeps its length. Measured.
    deprecated_functions_keep_length: Rule::Since(22);
    /// util.deprecate takes an object of options. Node's doc "util.deprecate", changes of v24.
    deprecate_takes_options: Rule::Since(24);
    /// util.promisify warns of functions that return a promise. Node's doc "Deprecated APIs", DEP0174.
    promisify_warns_of_promises: Rule::Since(22);
    /// util has styleText and parseEnv. Node's doc "Util".
    util_styles_text: Rule::Since(20);
    /// util has getCallSites, getSystemErrorMessage, diff and setTraceSigInt. Node's doc "Util".
    util_has_call_sites: Rule::Since(22);
    /// util has getCallSite, the first name of getCallSites. Node's doc "Util", v22.
    util_has_get_call_site: Rule::Between(22, 22);
    /// util.getCallSites takes integers only. Measured.
    call_sites_are_counted_in_integers: Rule::Since(24);
    /// util has convertProcessSignalToExitCode. Node's doc "Util".
    util_converts_signals: Rule::Since(24);
    /// util has markPromiseAsHandled, debounce and throttle. Measured.
    util_marks_promises: Rule::Since(26);
    /// util has isString() and the like. Node's doc "Deprecated APIs", DEP0045 to DEP0059: end of life in v23.
    util_has_checks: Rule::Until(22);
    /// util.isArray(), isString() and the like warn. Node's doc "Deprecated APIs": runtime deprecation in v22.
    util_checks_are_deprecated: Rule::Since(22);
    /// util.isDeepStrictEqual takes skipPrototype. Node's doc "Util", changes of v24.
    deep_equal_takes_skip_prototype: Rule::Since(24);
    /// util.styleText restores a style that the text itself ends, and knows `none`. Measured.
    style_text_nests_styles: Rule::Since(22);
    /// util.styleText takes `#rgb`. Measured.
    style_text_takes_hex_colors: Rule::Since(24);
    /// The deprecation of `sys` names `node:util`. Measured.
    sys_names_node_util: Rule::Since(26);
    /// Equality in depth compares cause and errors of errors. Node's doc "Assert", changes of v22; measured on 20, too.
    deep_equal_compares_causes: Rule::Since(20);
    /// Strict equality in depth compares constructors rather than prototypes. Measured.
    deep_equal_compares_constructors: Rule::Since(22);
    /// Equality in depth: two invalid dates are equal. Measured.
    deep_equal_takes_invalid_dates: Rule::Since(24);
    /// Loose equality in depth: null as an element of the second array equals anything. Measured: a slip of Node.
    deep_equal_takes_null_elements: Rule::Since(24);
    /// Loose equality in depth tells undefined from null as elements of arrays. Measured.
    deep_equal_tells_undefined_elements: Rule::Between(22, 22);
    /// Equality in depth: weak collections are equal by reference only. Node's doc "Assert", changes of v22; measured on 20, too.
    deep_equal_tells_weak_collections_apart: Rule::Since(20);
    /// Equality in depth: promises are equal by reference only. Measured.
    deep_equal_tells_promises_apart: Rule::Since(24);
    /// Equality in depth compares URLs by their address. Measured.
    deep_equal_compares_urls: Rule::Since(22);
    /// The methods of `performance` and of its entries refuse a foreign `this` and missing arguments. Measured on 18 and 20.
    performance_checks_this: Rule::Since(20);
    /// performance.getEntriesByName heeds the type, too. Measured on 18 and 20.
    performance_filters_by_both: Rule::Since(20);
    /// Entries of Node's own parts have a class of their own. Measured: inspect of a 'function' entry, 18 and 20.
    performance_has_node_entries: Rule::Since(20);
    /// 'quic' is an entry type. Measured: PerformanceObserver.supportedEntryTypes, 22 and 24.
    performance_knows_quic: Rule::Since(24);
    /// Resource entries have deliveryType and responseStatus. Measured on 20 and 22.
    resource_timing_has_delivery: Rule::Since(22);
    /// Resource entries have contentType, renderBlockingStatus and more. Measured on 24 and 26.
    resource_timing_has_content: Rule::Since(26);
    /// performance.nodeTiming has uvMetricsInfo. Node's doc "performanceNodeTiming.uvMetricsInfo", added in v20.18.
    node_timing_has_loop_metrics: Rule::Since(20);
    /// perf_hooks exports eventLoopUtilization and timerify. Measured on 22 and 24.
    perf_hooks_exports_functions: Rule::Since(24);
    /// perf_hooks exports importHistogram and createSlidingWindowHistogram. Measured on 24 and 26.
    histograms_can_be_imported: Rule::Since(26);
    /// Histograms have skewness, kurtosis and more. Measured on 22 and 24.
    histograms_have_statistics: Rule::Since(24);
    /// A histogram gives the same map of percentiles each time. Measured on 22 and 24.
    histograms_share_map: Rule::Until(22);
    /// That map is of an internal class. Measured: inspect, 20 and 22.
    histograms_use_safe_map: Rule::Until(20);
    /// A histogram counts no value above its `highest`. Measured on 18 and 20.
    histograms_refuse_above_highest: Rule::Since(20);
    /// Wrong arguments of a histogram's methods are out of a stated range. Measured on 18 and 20.
    histogram_errors_state_range: Rule::Since(20);
    /// createHistogram states `highest` in relation to `lowest` when it refuses it. Measured on 24 and 26.
    histogram_highest_is_relative: Rule::Since(26);
    /// IncomingMessage has `signal`. Node's docs, http, "message.signal".
    incoming_messages_have_signals: Rule::Since(24);
    /// headersDistinct and trailersDistinct have no prototype. Measured.
    distinct_headers_are_bare: Rule::Since(20);
    /// A message that was received whole is destroyed within the call, dumped without resuming; a request whose answer is
    /// complete is not destroyed any more: request 'close' precedes response 'close' on the server. Measured.
    finished_messages_take_short_cuts: Rule::Since(26);
    /// The server option `optimizeEmptyRequests`. Node's docs, http.
    empty_requests_can_be_optimized: Rule::Since(24);
    /// The option `httpValidation`, and insecureHTTPParser counts for headers that are sent, too. Node's docs, http.
    lenient_header_values: Rule::Since(24);
    /// setHeaders() keeps every Set-Cookie of a Headers object. Measured.
    set_headers_keeps_cookies: Rule::Since(20);
    /// removeHeader('connection') leaves the connection as it is instead of ending it. Measured.
    removed_connection_header_keeps_alive: Rule::Since(20);
    /// end() callbacks come before 'finish', with an error if the message was not sent, and `writableFinished` waits for
    /// both; the last write of a message that knows its length is its end. Measured.
    end_callbacks_precede_finish: Rule::Since(24);
    /// cork() of an HTTP message joins its chunks to one. Node's docs, http, "outgoingMessage.cork()".
    corked_chunks_join: Rule::Since(22);
    /// The chunks that are written in one tick go out as one. Measured.
    writes_of_a_tick_join: Rule::Since(26);
    /// destroy() of a message without a socket emits 'close' in a tick. Measured.
    outgoing_closes_without_socket: Rule::Since(24);
    /// Writing to a destroyed HTTP message emits no error. Measured.
    destroyed_messages_are_silent: Rule::Since(20);
    /// ServerResponse has writeInformation(), and interim answers are checked. Node's docs, http.
    interim_answers_of_any_code: Rule::Since(24);
    /// A header list given to writeHead() replaces headers of its names and may repeat them. Measured.
    write_head_lists_replace_headers: Rule::Since(22);
    /// ServerResponse has the alias writeHeader(). Node's docs, deprecations, DEP0063.
    write_header_alias: Rule::Until(24);
    /// Answers that wait for their turn are destroyed when their connection breaks. Measured.
    broken_connections_destroy_waiting_answers: Rule::Since(24);
    /// An upgrade request's body is read before the raw bytes; the listener gets a stream of the latter. Node's docs, http.
    upgrades_read_the_body: Rule::Since(26);
    /// The server option shouldUpgradeCallback; an upgrade without listener ends the connection. Node's docs, http.
    upgrades_may_be_declined: Rule::Since(22);
    /// A message emits 'drain' only when nothing of it waits any more. Measured.
    drains_when_nothing_waits: Rule::Since(24);
    /// A server holds idle connections a second longer than it tells. Measured.
    kept_connections_have_margin: Rule::Since(20);
    /// That second can be set: the server option keepAliveTimeoutBuffer. Node's docs, http.
    kept_connections_margin_is_set: Rule::Since(22);
    /// HTTP/1.1 without Host is answered with 400. Node's docs, http, requireHostHeader.
    host_header_is_required: Rule::Since(20);
    /// server.close() ends idle connections and returns the server. Node's docs, http, "server.close()".
    close_ends_idle_connections: Rule::Since(20);
    /// Agents have the options protocol, defaultPort and agentKeepAliveTimeoutBuffer. Node's docs, http.
    agents_take_protocol: Rule::Since(22);
    /// http.setGlobalProxyFromEnv exists. Node's docs, http.
    agents_take_proxies: Rule::Since(24);
    /// Bytes on a connection that waits in an agent end it. Node's security release notes; measured.
    free_sockets_are_guarded: Rule::Since(22);
    /// A request's own timeout counts for its new connection before the agent's. Measured.
    request_timeout_beats_agents: Rule::Since(22);
    /// http.request takes highWaterMark. Node's docs, http.
    requests_have_high_water_mark: Rule::Since(24);
    /// Agents give connections up before the server's Keep-Alive hint runs out. Measured.
    agents_heed_keep_alive_hints: Rule::Since(20);
    /// The global agent keeps connections for five seconds. Node's docs, http, "http.globalAgent".
    agents_keep_alive_by_default: Rule::Since(20);
    /// A request hears its socket's errors from the moment it gets it, not a tick later. Measured.
    requests_hear_errors_at_once: Rule::Since(24);
    /// The body of a second answer to one request is passed over. Measured.
    second_answers_are_skipped: Rule::Since(22);
    /// A request that finishes after its answer's end does not return a connection twice. Measured.
    late_request_ends_are_harmless: Rule::Since(22);
    /// The request option setDefaultHeaders. Node's docs, http.
    default_headers_can_be_left_out: Rule::Since(22);
    /// The Host header of a CONNECT request is its target. Measured.
    connect_names_its_target: Rule::Since(26);
    /// `req.path = …` is checked like the option. Measured.
    paths_are_checked_when_set: Rule::Since(24);
    /// http.WebSocket, http.CloseEvent and http.MessageEvent. Node's docs, http.
    http_has_web_socket: Rule::Since(22);
    /// read and write of a FileHandle answer with an object without a prototype.
    /// Measured.
    file_handle_results_are_bare: Rule::Since(20);
    /// FileHandle.read refuses a position that is no integer.
    /// Measured.
    file_handle_checks_positions: Rule::Since(22);
    /// promises.readFile takes a short read of a file of unknown size for its end.
    /// Measured.
    fs_promise_reads_stop_short: Rule::Until(18);
    /// Equality in depth: circles of different lengths may be equal. Measured.
    deep_equal_unrolls_circles: Rule::Between(20, 22);
    /// util.parseArgs knows allowNegative. Node's doc "util.parseArgs", changes of v22.4; measured on 20, too.
    parse_args_knows_negation: Rule::Since(20);
    /// histogram.add counts values that are too large for the target, too. Measured on 22 and 24.
    histogram_count_includes_lost: Rule::Until(22);
    /// Equality in depth tells an undefined cause of an error from none. Measured.
    deep_equal_tells_missing_causes: Rule::Since(22);
    /// Destroying a duplex calls back the writes that wait, as of a writable. Measured (20).
    duplexes_settle_writes: Rule::Since(20);
    /// writeHead() throws once the head is written. Measured.
    heads_are_written_once: Rule::Since(20);
    /// util.parseEnv looks for a value beyond a line of blanks. Measured.
    parse_env_skips_blank_lines: Rule::Since(22);
    /// util.parseEnv gives an object without prototype. Measured.
    parse_env_has_no_prototype: Rule::Since(26);
    /// `console.table` aligns cells left, before that centred. Node doc "console.table" (20.0.0).
    console_table_aligns_left: Rule::Since(20);
    /// `console.info`, `debug` and `error` are functions of their own and follow `log` in the order of keys. Measured.
    console_lists_levels_first: Rule::Since(22);
    /// `console.assert` prints an object as such, before that as the text that it converts to. Measured.
    console_assert_keeps_objects: Rule::Since(22);
    /// Methods of the console publish to diagnostics channels. Node doc "Diagnostics Channel, Console" (22.x, measured).
    console_has_channels: Rule::Since(22);
    /// `inspectOptions` of a Console may be a map from stream to options. Measured.
    console_inspect_options_per_stream: Rule::Since(26);
    /// The stack of an unhandled 'error' event folds the frames that are the same where it was emitted. Measured on 20 and 22.
    emitter_stacks_fold: Rule::Until(20);
    /// What cpSync refuses is a bare Error with a code, in words of the binding.
    /// Measured.
    cp_sync_speaks_as_binding: Rule::Since(22);
    /// cp with `errorOnExist` refuses a directory that exists, not only the files in it.
    /// Measured.
    cp_refuses_existing_directories: Rule::Since(22);
    /// `console.createTask` exists. Measured; V8 10.6.
    console_creates_tasks: Rule::Since(20);
    /// DOMExceptions are real Errors. Measured: util.types.isNativeError.
    dom_exceptions_are_native_errors: Rule::Since(22);
    /// MIMEParams takes names in any case. Measured.
    mime_params_ignore_case: Rule::Since(24);
    /// util.MIMEType.parse exists. Measured.
    mime_type_has_parse: Rule::Since(24);
    /// The error of a wrong MIME subtype shows the subtype where others show a position. Measured: a slip of Node.
    mime_subtype_errors_show_text: Rule::Until(18);
    /// More headers than maxHeadersCount are an error, HPE_HEADER_OVERFLOW, instead of being left out. Measured.
    header_count_is_limited: Rule::Since(22);
    /// The diagnostics channels http.client.request.created and http.server.response.created. Node's docs.
    http_created_channels: Rule::Since(22);
    /// The diagnostics channel http.client.request.error. Node's docs.
    http_error_channel: Rule::Since(20);
    /// dns.lookup takes the option `order`, and 'ipv6first' is one of its values. Node's docs, dns, "dns.lookup()".
    dns_order_option: Rule::Since(20);
    /// Resolvers take the option maxTimeout. Node's docs, dns.
    dns_max_timeout: Rule::Since(22);
    /// Ports given to setServers, and the address given to lookupService, are checked. Measured.
    dns_server_ports_are_checked: Rule::Since(24);
    /// resolveTlsa. Node's docs, dns.
    dns_resolves_tlsa: Rule::Since(22);
    /// dns.lookup of an empty name is an error. Node's docs, deprecations, DEP0118.
    empty_host_names_fail: Rule::Since(26);
    /// Datagram sockets have bindSync and connectSync. Node's docs, dgram.
    dgram_sync_methods: Rule::Since(24);
    /// The callback of a datagram socket's bind() adds no 'error' listener. Measured.
    bind_callbacks_leave_errors_alone: Rule::Since(24);
    /// Assertions show the shortest difference of two values by line, before that one made place by place. nodejs/node#54862 (22.x).
    assert_diff_is_shortest: Rule::Since(22);
    /// The difference follows a program's own message, too. Measured.
    assert_adds_diff_to_message: Rule::Since(20);
    /// An AssertionError has a property `diff`. Node doc "Class: assert.AssertionError" (22.19.0).
    assertion_error_has_diff: Rule::Since(22);
    /// Messages of assertions may be functions or texts with arguments to format, and must be one or the other. Measured.
    assert_formats_messages: Rule::Since(26);
    /// `assert.ok` shows the whole call, also one of several lines, before that only from its line. Measured.
    assert_shows_whole_call: Rule::Until(20);
    /// `assert.Assert` and `assert.partialDeepStrictEqual` exist. Node doc "Assert" (22.19.0, 22.13.0).
    assert_has_class: Rule::Since(22);
    /// `new Assert` takes `skipPrototype`. Measured.
    assert_can_skip_prototypes: Rule::Since(24);
    /// `assert.CallTracker` exists. Node doc "Class: assert.CallTracker", removed in 25.
    assert_has_call_tracker: Rule::Until(24);
    /// `assert.CallTracker` warns that it is deprecated (DEP0173). Node doc "Deprecated APIs" (20.1.0).
    assert_call_tracker_warns: Rule::Since(20);
    /// fs.watch takes `ignore`.
    /// Measured (FSWatcher has _ignoreMatcher).
    watch_takes_ignore: Rule::Since(24);
    /// Errors of fs.watch call its path `filename`.
    /// Measured.
    watch_errors_name_filename: Rule::Until(18);
    /// fs.watch watches trees on Linux.
    /// Node doc, fs.watch: recursive on Linux since v19.1.0.
    watches_trees: Rule::Since(20);
    /// The error of a bad encoding of promises.watch names value and argument the wrong way round.
    /// Measured.
    watch_encoding_errors_are_swapped: Rule::Until(22);
    /// Events of promises.watch are objects without a prototype.
    /// Measured.
    watch_events_are_bare: Rule::Since(22);
    /// The name of Node's own errors holds the code: `TypeError [ERR_X]`. Measured on 10.
    node_error_names_hold_codes: Rule::Until(10);
    /// Callbacks pull, write and transform of web streams run in an async function. Measured (20, 22).
    web_chunk_callbacks_are_async: Rule::Between(20, 22);
    /// Callbacks cancel, close, abort and flush of web streams run in an async function. Measured (20).
    web_callbacks_are_async: Rule::Since(20);
    /// A promise from start() of a web stream takes two turns more. Measured (20).
    web_start_adopts_promises: Rule::Since(20);
    /// read() of a web reader gives { done, value }; { value, done } before. Measured (26).
    web_read_results_say_done_first: Rule::Since(26);
    /// … where a chunk was there already, from Node 24 on. Measured (24).
    web_buffered_results_say_done_first: Rule::Since(24);
    /// Reads into a buffer may ask for a minimum, and leave whole elements at the end. Measured (20).
    web_bytes_fill_whole_elements: Rule::Since(20);
    /// Byte streams refuse SharedArrayBuffers with ERR_INVALID_ARG_VALUE. Measured (24).
    web_bytes_refuse_shared_memory: Rule::Since(24);
    /// A loop over a web stream takes chunks that are there without waiting for the request before. Measured (24).
    web_loops_take_buffered: Rule::Since(24);
    /// After return() of a web stream's iterator further requests wait for it. Measured (20).
    web_loops_remember_return: Rule::Since(20);
    /// ReadableStream.from() exists. Node's docs, webstreams (20.6.0).
    web_streams_have_from: Rule::Since(20);
    /// ReadableStream.from() pulls with fewer turns and without an async generator. Measured (24).
    web_from_pulls_by_callback: Rule::Since(24);
    /// pipeTo() moves buffered chunks in batches; one async step a chunk before. Measured (24).
    web_pipes_pump_by_callback: Rule::Since(24);
    /// writer.closed, looked at while the sink aborts, rejects at once. Measured (24, fixed in 26).
    web_closed_forgets_aborting: Rule::Between(24, 24);
    /// A write that waited for a transform's readable side settles two turns later. Measured (26 no longer).
    web_parked_writes_adopt: Rule::Until(24);
    /// Transformers have a cancel callback, and closing, aborting and cancelling share one end. Measured (20).
    web_transformers_cancel: Rule::Since(20);
    /// TextDecoderStream refuses undefined. Measured (22).
    web_decoders_refuse_undefined: Rule::Since(22);
    /// CompressionStream knows 'deflate-raw'. Measured (20).
    web_compresses_deflate_raw: Rule::Since(20);
    /// CompressionStream knows 'brotli', and describes wrong formats as the Web does. Measured (22).
    web_compresses_brotli: Rule::Since(22);
    /// CompressionStream fails both sides for a chunk that cannot be written. Measured (24).
    web_compression_checks_chunks: Rule::Since(24);
    /// node:stream/web has ReadableStreamTee(). Measured (24).
    web_has_tee_function: Rule::Since(24);
    /// Errors of zlib become TypeErrors in toWeb(). Measured (22).
    web_adapters_name_zlib_errors: Rule::Since(22);
    /// Writable.toWeb() measures chunks in bytes; each counts 1 before. Measured (24).
    web_adapters_measure_writes: Rule::Since(24);
    /// Readable.toWeb() measures chunks in bytes; each counts 1 before. Measured (20).
    web_adapters_measure_reads: Rule::Since(20);
    /// Readable.toWeb() drops what comes after a cancel. Measured (26).
    web_adapters_drop_after_cancel: Rule::Since(26);
    /// fromWeb() works on the queues of the web stream instead of its promises. Measured (26).
    web_adapters_use_queues: Rule::Since(26);
    /// fromWeb() calls write callbacks after the chain of ready and write; inside it before. Measured (24).
    web_adapters_chain_writes: Rule::Since(24);
    /// Duplex.toWeb() warns of its option `type`, DEP0201. Measured (26).
    web_pairs_warn_of_type: Rule::Since(26);
    /// fs.glob takes `followSymlinks`.
    /// Measured.
    glob_follows_links: Rule::Since(24);
    /// A Blob copies all its pieces in one step, and streams chunks of 64 KiB. Measured.
    blob_reads_at_once: Rule::Until(18);
    /// Blobs have `bytes()`. Node doc "blob.bytes" (22.3.0, 20.16.0).
    blob_has_bytes: Rule::Since(20);
    /// Blobs have `textStream()`. Measured.
    blob_has_text_stream: Rule::Since(24);
    /// The arguments of Blob are converted as WebIDL says, and fail in its words. Measured.
    blob_converts_by_webidl: Rule::Since(24);
    /// A Blob's stream lets the event loop go round between two pieces, before that a microtask. Measured.
    blob_stream_yields_to_loop: Rule::Since(24);
    /// writer.write() after the close throws ERR_INTERNAL_ASSERTION. Measured (20).
    web_closed_writes_assert: Rule::Between(20, 20);
    /// writer.write() throws ERR_INTERNAL_ASSERTION while the sink's close() is under way. Measured (20, 22, 24, 26).
    web_closing_writes_assert: Rule::Since(20);
    /// fromWeb() names the option whose encoding is wrong; name and value are exchanged before. Measured (24).
    web_adapters_name_options: Rule::Since(24);
    /// A wrong strategy.highWaterMark is shown as it was given; as the number it became before. Measured (24).
    web_marks_show_as_given: Rule::Since(24);
    /// Constructors of web streams refuse what is no object and callbacks that are no functions. Measured (20).
    web_streams_check_arguments: Rule::Since(20);
    /// `path.matchesGlob` warns that it is experimental. Measured.
    path_matches_glob_warns: Rule::Between(20, 20);
    /// The sink of Writable.toWeb() writes in an async function. Measured (18).
    web_adapters_write_async: Rule::Until(18);
    /// A wrong Web enumeration value is called "value 'x'", and a symbol is taken for its text. Measured (22).
    webidl_enums_say_value: Rule::Until(22);
    /// openAsBlob of a missing file throws the error of stat; before, a bare one.
    /// Measured.
    open_as_blob_names_what_failed: Rule::Since(26);
    /// The second argument of `path.basename` is called `suffix` in errors, before that `ext`. Measured.
    path_basename_takes_suffix: Rule::Since(20);
    /// undici 7: Request and FormData name the offending argument in quotes, and init members without their interface.
    /// Measured.
    fetch_arguments_are_quoted: Rule::Since(24);
    /// fetch's parser errors have a `code`. Measured.
    fetch_parser_errors_have_code: Rule::Until(22);
    /// Multipart forms end with a line end. Measured.
    forms_end_with_newline: Rule::Since(20);
    /// Requests and responses have bytes(). Node's docs, globals; measured.
    bodies_have_bytes: Rule::Since(20);
    /// A chunk that reaches a transform after a cancel is dropped; a TypeError before. Measured (24).
    web_transforms_forgive: Rule::Since(24);
    /// Paths of URLs have `^` escaped. URL standard, path percent-encode set (2024); measured.
    url_path_escapes_caret: Rule::Since(24);
    /// Reading the body of an aborted fetch fails with an error of its own, not the signal's reason. Measured.
    aborted_bodies_have_own_error: Rule::Until(22);
    /// `zlib.constants.ZLIB_VERNUM` is that of zlib 1.3.1.
    /// Measured.
    zlib_is_1310: Rule::Between(20, 22);
    /// `zlib.constants.ZLIB_VERNUM` is that of zlib 1.3.2.1.
    /// Measured.
    zlib_is_1321: Rule::Since(24);
    /// zlib knows Zstandard.
    /// Node doc, zlib: added in v23.8.0, v22.15.0.
    zlib_has_zstd: Rule::Since(22);
    /// `zlib.crc32`.
    /// Node doc, zlib.crc32: added in v22.2.0, v20.15.0.
    zlib_has_crc32: Rule::Since(20);
    /// zlib has functions for ZIP archives.
    /// Measured.
    zlib_has_zip: Rule::Since(26);
    /// zlib takes `rejectGarbageAfterEnd`.
    /// Measured.
    zlib_rejects_garbage: Rule::Since(24);
    /// flush() of a compression stream refuses kinds that it does not know.
    /// Measured.
    zlib_checks_flush_kinds: Rule::Since(24);
    /// A server takes one connection each time poll reports it; before, all that wait. libuv 1.46, measured (20).
    accepts_one_connection_per_poll: Rule::Since(20);
    /// U+2028 and U+2029 end lines of readline.
    /// Measured.
    readline_knows_unicode_ends: Rule::Since(24);
    /// pause, resume, write and prompt of a closed readline interface throw.
    /// Measured.
    readline_refuses_use_after_close: Rule::Since(24);
    /// The error of a bad historySize names it so; from 24 on `size`.
    /// Measured.
    readline_names_history_size: Rule::Between(20, 22);
    /// A bad historySize is ERR_INVALID_ARG_VALUE.
    /// Measured.
    readline_checks_history_size_loosely: Rule::Until(18);
    /// What a transfer list cannot move is refused, with a DataCloneError; skipped before, or refused with codes.
    /// Measured (22).
    transfer_errors_are_data_clone_errors: Rule::Since(22);
    /// `hasRef` and `close` of a MessagePort have names. Measured.
    port_methods_have_names: Rule::Since(22);
    /// MessageEvent is undici's: frozen ports, trusted events, initMessageEvent, the words of Web IDL. Measured.
    message_events_are_webidl: Rule::Since(22);
    /// Posting to a closed BroadcastChannel throws an InvalidStateError; a DOMException named Error before. Measured.
    closed_broadcasts_are_invalid_states: Rule::Since(20);
    /// structuredClone is a function of JavaScript over a native one, with Web IDL's conversions. Measured.
    structured_clone_is_script: Rule::Since(22);
    /// structuredClone is a native function. Measured.
    structured_clone_is_native: Rule::Between(20, 20);
    /// Conversions of Web IDL fail with "cannot" instead of "can not", naming the element. Measured.
    webidl_says_cannot: Rule::Since(24);
    /// Text pasted into a readline terminal is written without drawing the line anew.
    /// Measured.
    readline_shows_pastes_plainly: Rule::Since(20);
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
    /// `worker.terminate` takes no callback any more. Node doc "Deprecated APIs", DEP0132 (25.0.0).
    terminate_ignores_callbacks: Rule::Since(26);
    /// `worker.getHeapStatistics`, `cpuUsage`, `startCpuProfile`. Node's docs, worker_threads (22.16.0 to 24.8.0).
    workers_show_heaps: Rule::Since(22);
    /// `worker.startHeapProfile`. Measured.
    workers_profile_heaps: Rule::Since(24);
    /// `worker_threads.locks` and `navigator.locks`. Node's docs, worker_threads (24.5.0).
    workers_have_locks: Rule::Since(24);
    /// Arguments together with the option `shell` warn (DEP0190). Node doc "Deprecated APIs" (24.0.0).
    shell_arguments_are_deprecated: Rule::Since(24);
    /// The performance entry of a client's request names the port in its URL. Measured.
    http_spans_name_ports: Rule::Since(24);
    /// Async iteration of readline is events.on(); before, an object stream.
    /// Measured: events.on of 18 has no `close`.
    readline_iterates_by_events: Rule::Since(20);
    /// There is net.BoundSocket. Node's docs, net, "Class: net.BoundSocket".
    net_bound_sockets: Rule::Since(24);
    /// There is net._setSimultaneousAccepts, which only warns (DEP0121). Node's docs, deprecations.
    net_simultaneous_accepts: Rule::Until(22);
    /// The clone of a File is a File; a Blob before. Measured.
    files_are_cloned: Rule::Since(24);
    /// A URL and URLSearchParams cannot be cloned; they become empty objects before. Measured.
    urls_are_not_cloned: Rule::Since(22);
    /// A FileHandle that was moved to another thread says so when it is used. Measured.
    transferred_file_handles_say_so: Rule::Since(22);
    /// `crypto.hash` exists. Node doc "crypto.hash" (21.7.0, 20.12.0).
    crypto_has_hash: Rule::Since(20);
    /// `crypto.hash` takes an object of options. Node doc "crypto.hash" (24.4.0).
    crypto_hash_takes_options: Rule::Since(24);
    /// A derivation of a key of no bytes fails. Measured.
    empty_keys_cannot_be_derived: Rule::Since(22);
    /// Errors of derivations name the function. Measured.
    crypto_errors_name_derivation: Rule::Since(26);
    /// The error of scrypt parameters that need too much memory says so. Measured.
    scrypt_says_why: Rule::Since(20);
    /// Both names of one scrypt parameter are ERR_INCOMPATIBLE_OPTION_PAIR. Measured.
    scrypt_option_pairs_are_incompatible: Rule::Since(24);
    /// SHAKE digests without an explicit length warn (DEP0198). Node doc "Deprecated APIs" (25.0.0).
    shake_length_is_deprecated: Rule::Since(26);
    /// The constructors Hash and Hmac warn (DEP0179, DEP0181). Node doc "Deprecated APIs" (22.0.0).
    crypto_constructors_are_deprecated: Rule::Since(22);
    /// `crypto.secureHeapUsed()` of an unused heap gives its smallest allocation, and no utilization. Measured.
    secure_heap_has_minimum: Rule::Since(24);
    /// `crypto.constants` lists flags of OpenSSL that do nothing any more. Measured.
    crypto_lists_dead_flags: Rule::Until(18);
    /// `crypto.constants.RSA_SSLV23_PADDING` exists. Measured.
    crypto_lists_sslv23_padding: Rule::Since(24);
    /// OpenSSL knows wraps with padding by their short names: since its 3.2. Measured.
    openssl_is32: Rule::Since(22);
    /// `crypto.getHashes` and `getCiphers` list the names of OpenSSL's providers. Measured.
    crypto_lists_names_of_providers: Rule::Since(26);
    /// KeyObjects show their type when inspected. Measured.
    key_objects_show_their_type: Rule::Until(22);
    /// `crypto.argon2` exists. Node doc "crypto.argon2" (24.7.0).
    crypto_has_argon2: Rule::Since(24);
    /// `crypto.createMac`, `getMacs` and `parsePKCS12` exist. Measured.
    crypto_has_macs: Rule::Since(26);
    /// `crypto.randomUUIDv7` exists. Measured.
    crypto_has_uuid_v7: Rule::Since(24);
    /// `crypto.encapsulate` and `decapsulate` exist. Node doc "crypto.encapsulate" (24.7.0).
    crypto_has_kem: Rule::Since(24);
    /// `crypto.createCipher` and `createDecipher` exist. Node doc "Deprecated APIs", DEP0106 (22.0.0).
    crypto_has_old_ciphers: Rule::Until(20);
    /// Their classes are still exported. Measured.
    crypto_exports_old_ciphers: Rule::Until(22);
    /// Reading `crypto.fips` warns (DEP0093). Node doc "Deprecated APIs" (23.0.0).
    crypto_fips_is_deprecated: Rule::Since(24);
    /// `crypto.DEFAULT_ENCODING` exists. Node doc "Deprecated APIs", DEP0091 (20.0.0).
    crypto_has_default_encoding: Rule::Until(18);
    /// `crypto`, `Crypto`, `CryptoKey` and `SubtleCrypto` are global. Node doc "Globals" (19.0.0).
    webcrypto_is_global: Rule::Since(20);
    /// JSON Web Keys of Edwards curves list their members in alphabetical order. Measured.
    okp_jwk_is_sorted: Rule::Until(24);
    /// What is wrong with a JSON Web Key is said by ERR_CRYPTO_INVALID_JWK alone. Measured.
    jwk_errors_name_the_key: Rule::Since(24);
    /// Private keys may be given as URLs of a key store. Measured.
    private_keys_may_be_urls: Rule::Since(24);
    /// Errors name the options of a key by their whole path. Measured.
    crypto_options_have_full_names: Rule::Since(24);
    /// `crypto.diffieHellman` takes keys in any form, not only KeyObjects. Measured.
    diffie_hellman_takes_key_data: Rule::Since(24);
    /// `crypto.verify` takes signatures as strings. Measured.
    signatures_may_be_strings: Rule::Since(24);
    /// `sign.sign` calls its key `privateKey` in errors. Measured.
    sign_names_its_key: Rule::Since(24);
    /// Errors of key generation have OpenSSL's codes. Measured.
    key_generation_errors_have_codes: Rule::Since(26);
    /// `crypto.getCipherInfo` lists the key's length before the block's. Measured.
    cipher_info_has_key_length_first: Rule::Since(26);
    /// Another output encoding in the middle of a cipher is an error of the argument. Measured.
    cipher_encodings_are_arguments: Rule::Since(24);
    /// Web Crypto checks keys and words its errors anew. Measured.
    webcrypto_is_reworded: Rule::Since(24);
    /// Web Crypto lists `alg` of a JSON Web Key before its members. Measured.
    webcrypto_jwk_has_alg_first: Rule::Since(22);
    /// Numbers among a child's options are checked with their ranges. Measured.
    child_numbers_have_ranges: Rule::Since(26);
    /// The error of a body that is read twice says so. Measured.
    body_errors_say_why: Rule::Since(20);
    /// `v8.getHeapStatistics` counts all bytes ever allocated. Measured.
    heap_counts_allocations: Rule::Since(26);
    /// The heap has spaces that isolates share. Measured.
    heap_has_shared_spaces: Rule::Since(20);
    /// The heap has spaces that the sandbox trusts. Measured.
    heap_has_trusted_spaces: Rule::Since(22);
    /// Some of the trusted spaces are shared. Measured.
    heap_has_shared_trusted_spaces: Rule::Since(24);
    /// A `vm.Script` has `sourceURL`. Measured.
    script_has_source_url: Rule::Since(22);
    /// What `gc` entries tell of minor collections has a second kind. Measured.
    minor_collections_may_mark_and_sweep: Rule::Since(24);
    /// Headers, Request, Response, FormData and messages refuse to be cloned. Measured.
    fetch_objects_cannot_be_cloned: Rule::Since(22);
    /// Errors of multipart bodies have a cause that says why, and less is one. Measured.
    form_errors_say_why: Rule::Since(24);
    /// `url.urlToHttpOptions` refuses what is no object. Measured.
    url_options_are_checked: Rule::Since(22);
    /// Zstandard data that ends within a frame is an error. Measured.
    zstd_checks_end: Rule::Since(24);
    /// Zstandard frames in a row are all decompressed. Measured.
    zstd_reads_all_frames: Rule::Since(26);
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
    /// URLPattern gives back every member of an input, and has no tag. Measured.
    url_patterns_show_all_members: Rule::Until(24);
    /// `WebSocket` is global. Node doc "Globals" (22.0.0).
    web_socket_is_global: Rule::Since(22);
    /// The classes of performance entries are global. Node doc "Globals" (19.0.0).
    performance_classes_are_global: Rule::Since(20);
    /// The language has what V8 11.3 has and V8 10.2 had not, such as `toSorted`. Measured, name by name.
    language_of_v8_11: Rule::Since(20);
    /// What V8 12.4 has more, such as `Iterator` and the methods of sets. Measured, name by name.
    language_of_v8_12: Rule::Since(22);
    /// What V8 13.6 has more, such as `Promise.try` and `DisposableStack`. Measured, name by name.
    language_of_v8_13: Rule::Since(24);
    /// What V8 14 has more, such as `Temporal`. Measured, name by name.
    language_of_v8_14: Rule::Since(26);
    /// Interfaces of readline have `Symbol.dispose`. Node doc "rl[Symbol.dispose]()" (22.15.0).
    readline_is_disposable: Rule::Since(22);
    /// `domain` and a capture callback of the program exclude each other. Measured.
    domains_exclude_capture_callbacks: Rule::Until(24);
    /// `existsSync` warns of what is no path. Node doc "Deprecated APIs", DEP0187 (24.0.0).
    exists_sync_warns_of_no_path: Rule::Since(24);
    /// `rmSync` checks its options before its path. Measured.
    rm_sync_checks_options_first: Rule::Since(24);
    /// `fs.read` takes any negative position for the descriptor's own. Measured.
    read_positions_may_be_negative: Rule::Until(18);
    /// Groups of channels tell whether anybody listens, and name their class in errors. Node doc
    /// "tracingChannel.hasSubscribers" (20.13.0); measured.
    tracing_channels_tell_of_subscribers: Rule::Since(20);
    /// A piece of a stream that TextDecoder cannot read is refused by a script, not by native code. Measured.
    stream_decoder_names_kinds: Rule::Since(24);
    /// `vm.constants` exists. Node doc "vm.constants.DONT_CONTEXTIFY", "vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER".
    vm_has_constants: Rule::Since(20);
}
