//! Events: emitters, event targets, abort signals, diagnostics channels.

use super::table::{Rule, rules};

rules! {
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
    /// The stack of an unhandled 'error' event folds the frames that are the same where it was emitted. Measured on 20 and 22.
    emitter_stacks_fold: Rule::Until(20);
    /// A new EventTarget shows no empty maps. Measured: its own symbols, 22 and 24.
    event_targets_allocate_late: Rule::Since(24);
    /// Handler attributes such as onabort refuse a foreign `this` and have named accessors. Measured on 18 and 20.
    event_handlers_are_checked: Rule::Since(20);
    /// A handler attribute that is set to something else than a function or an object becomes null. Measured on 24 and 26.
    event_handlers_must_be_callable: Rule::Since(26);
    /// Event has initEvent(). Node's doc "event.initEvent", added in v19.2.
    events_have_init_event: Rule::Since(20);
    /// event.currentTarget is null when no listener runs. Measured on 18 and 20.
    events_forget_current_target: Rule::Since(20);
    /// `new Event(type, null)` is fine. Measured on 18 and 20.
    events_take_null_options: Rule::Since(20);
    /// stopImmediatePropagation() also sets cancelBubble. Measured on 18 and 20.
    stopping_at_once_stops_propagation: Rule::Since(20);
    /// preventDefault() does nothing in passive listeners, and event.returnValue can be set. Measured on 20 and 22.
    passive_listeners_cannot_prevent: Rule::Since(22);
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
    /// A diagnostics channel publishes to those who were subscribed when it began. Measured on 18 and 20.
    channels_publish_to_a_snapshot: Rule::Since(20);
    /// A diagnostics channel shows an index. Measured: inspect, 22 and 24.
    channels_have_index: Rule::Since(24);
    /// Diagnostics channels have scopes and BoundedChannel; tracePromise gives foreign promises back as they are.
    /// Node's doc "diagnostics_channel.boundedChannel", added in v26.
    channels_have_scopes: Rule::Since(26);
    /// A TracingChannel shows its channels. Measured: inspect, 18 and 20.
    tracing_channels_show_channels: Rule::Until(18);
    /// Groups of channels tell whether anybody listens, and name their class in errors. Node doc
    /// "tracingChannel.hasSubscribers" (20.13.0); measured.
    tracing_channels_tell_of_subscribers: Rule::Since(20);
    /// A TracingChannel nobody listens to calls the function as it is. Measured on 18 and 20.
    traces_only_when_heard: Rule::Since(20);
}
