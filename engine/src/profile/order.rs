//! The loop's order: phases, timers, ticks, promises, the async context of callbacks, how a process ends.

use super::table::{Rule, rules};

rules! {
    /// The functions of `timers/promises` refuse a delay that is no number. Measured.
    timer_promises_check_delays: Rule::Since(20);
    /// The loop starts so late after the main script that a timer of 1 ms is usually due. Measured: the timeout came
    /// before the immediate in 55 of 60 runs, from 20 on in 3 to 15 of 60.
    loop_starts_slowly: Rule::Until(18);
    /// A server takes one connection each time poll reports it; before, all that wait. libuv 1.46, measured (20).
    accepts_one_connection_per_poll: Rule::Since(20);
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
    /// Timers and immediates show the frame that they keep, `Symbol(kAsyncContextFrame)`. Measured with inspect.
    timers_hold_their_frame: Rule::Since(22);
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
    /// `queueMicrotask` makes no async resource while nobody would see it. Measured: async ids from 24 on.
    microtasks_without_hooks_have_no_resource: Rule::Since(24);
    /// The event `multipleResolves` exists. Deprecated (DEP0160), removed in 26.
    emits_multiple_resolves: Rule::Until(24);
    /// When an `unhandledRejection` listener throws, rejections behind it in the round are lost. Measured.
    throwing_rejection_listener_loses_the_rest: Rule::Since(20);
    /// `--unhandled-rejections` is `throw` by default. nodejs/node#33021 (15.0.0).
    unhandled_rejections_throw: Rule::Since(15);
    /// A bad callback is ERR_INVALID_ARG_TYPE, not ERR_INVALID_CALLBACK. nodejs/node#41678 (18.0.0).
    callback_errors_name_their_argument: Rule::Since(18);
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
    /// `process.exitCode` accepts whole numbers only. nodejs/node#43716 (20.0.0).
    exit_codes_are_checked: Rule::Since(20);
    /// `process.exitCode` reads as a number whatever it was set with. Measured: from 22 on.
    exit_codes_are_numbers: Rule::Since(22);
    /// `exit` listeners are given 13 for an unsettled top-level await. Measured: from 22 on.
    exit_event_tells_of_unsettled_await: Rule::Since(22);
    /// `domain` and a capture callback of the program exclude each other. Measured.
    domains_exclude_capture_callbacks: Rule::Until(24);
}
