//! Node's streams: reading, writing, pipes, pipelines and what is composed of them.

use super::table::{Rule, rules};

rules! {
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
    /// wrap() binds all methods of the old stream; not the first one before. Measured (24).
    streams_wrap_every_method: Rule::Since(24);
    /// Disposing of a stream is an async function around the promise: more turns. Measured (22).
    streams_await_disposal: Rule::Since(22);
    /// readable.compose() gives the composed duplex; a readable around it before. Measured (24).
    streams_compose_into_duplex: Rule::Since(24);
    /// readable.asIndexedPairs() exists, deprecated. nodejs/node#48102 (removed in 21).
    streams_have_indexed_pairs: Rule::Until(20);
    /// stream.duplexPair() exists. nodejs/node#34111 (20.17.0, 22.6.0).
    streams_have_duplex_pairs: Rule::Since(20);
    /// Readable.from() pulls synchronous iterables without microtask turns. Measured (20).
    streams_pull_iterables_at_once: Rule::Since(20);
    /// Readable.from() runs its own _destroy, too, and joins the errors of closing the iterator. Measured (24).
    streams_join_close_errors: Rule::Since(24);
    /// A write that fails after destroy() gives its callback the error, not success. Measured.
    write_errors_outlive_destroy: Rule::Since(22);
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
    /// Writables have Symbol.asyncDispose. Measured (20).
    writables_are_disposable: Rule::Since(20);
    /// A transform that pushed null calls back in a tick. Measured (20).
    transforms_wait_after_end: Rule::Since(20);
    /// A loop over a duplex that ends by itself leaves the open writable side alone. Measured (24).
    iterators_spare_half_open_duplexes: Rule::Between(24, 24);
    /// pipe() destroys the destination when its write() throws. Measured (24).
    pipes_catch_write_errors: Rule::Since(24);
    /// A destination that failed inside write() no longer starves the others of its source. nodejs/node#53185 (26).
    pipes_forget_failed_writers: Rule::Since(26);
    /// A pipeline's AbortError has the signal's reason as its cause. Measured (20).
    pipelines_tell_abort_cause: Rule::Since(20);
    /// 'error' events and premature closes do not count as reports of a pipeline's joints. Measured (22).
    pipeline_errors_do_not_count: Rule::Since(22);
    /// A pipeline prefers other errors to an AbortError that came first. Measured (24).
    pipeline_errors_outrank_aborts: Rule::Since(24);
    /// pipeline() throws ERR_STREAM_UNABLE_TO_PIPE for a stage that is destroyed already. Measured.
    pipelines_refuse_dead_stages: Rule::Since(24);
    /// finished() looks whether the stream is over before it listens. Measured.
    finished_looks_first: Rule::Since(24);
    /// finished() of a writable waits for write callbacks that are owed. Measured (20).
    finished_awaits_write_callbacks: Rule::Since(20);
    /// finished() calls back in the async context of its call. Measured.
    finished_keeps_context: Rule::Since(22);
    /// … and makes an AsyncResource for it only when a store or a hook is there to notice. Measured (26).
    finished_keeps_context_if_any: Rule::Since(26);
    /// compose() lets its tail flow ('data'); it read on 'readable' before. Measured (24).
    compose_reads_by_events: Rule::Since(24);
    /// compose() with a web tail ends without pushing undefined first. Measured (24).
    compose_ends_web_tails: Rule::Since(24);
    /// Destroying a composition destroys its tail also when its pipeline has reported. Measured (20).
    compose_destroys_tail_always: Rule::Since(20);
    /// Destroying one side of a duplexPair ends or destroys the other. Measured (24).
    duplex_pairs_close_together: Rule::Since(24);
    /// Duplex.from(fn) accepts a duplex as the function's result. Measured (20).
    duplex_from_takes_constructors: Rule::Since(20);
    /// Duplex.from({readable}) destroys the writable when the readable fails. Measured (24).
    duplex_from_ends_other_side: Rule::Since(24);
    /// Duplex.from(fn) aborts with the error as reason and wakes a function that waits. Measured (24).
    duplex_from_tells_abort_cause: Rule::Since(24);
    /// Duplex.from(async fn) is destroyed when the function returns before its input has ended. nodejs/node#55077 (26).
    duplex_from_stops_writers: Rule::Since(26);
    /// Destroying a duplex calls back the writes that wait, as of a writable. Measured (20).
    duplexes_settle_writes: Rule::Since(20);
    /// readable.map() and its kin describe a wrong callback as "of type function". Measured (22).
    operators_want_function: Rule::Since(22);
    /// stream/consumers has bytes(). Measured (24).
    consumers_give_bytes: Rule::Since(24);
}
