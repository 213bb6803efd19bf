//! The web's interfaces: web streams, fetch and forms, URLs, MIME types.

use super::table::{Rule, rules};

rules! {
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
    /// The sink of Writable.toWeb() writes in an async function. Measured (18).
    web_adapters_write_async: Rule::Until(18);
    /// A chunk that reaches a transform after a cancel is dropped; a TypeError before. Measured (24).
    web_transforms_forgive: Rule::Since(24);
    /// undici 7: Request and FormData name the offending argument in quotes, and init members without their interface.
    /// Measured.
    fetch_arguments_are_quoted: Rule::Since(24);
    /// fetch's parser errors have a `code`. Measured.
    fetch_parser_errors_have_code: Rule::Until(22);
    /// Multipart forms end with a line end. Measured.
    forms_end_with_newline: Rule::Since(20);
    /// Errors of multipart bodies have a cause that says why, and less is one. Measured.
    form_errors_say_why: Rule::Since(24);
    /// Requests and responses have bytes(). Node's docs, globals; measured.
    bodies_have_bytes: Rule::Since(20);
    /// The error of a body that is read twice says so. Measured.
    body_errors_say_why: Rule::Since(20);
    /// Reading the body of an aborted fetch fails with an error of its own, not the signal's reason. Measured.
    aborted_bodies_have_own_error: Rule::Until(22);
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
    /// `url.parse` warns that it is deprecated (DEP0169). Node doc "url.parse" (24.0.0).
    url_parse_warns: Rule::Since(24);
    /// `url.parse` warns of a port that is no number (DEP0170). Node doc "Deprecated APIs" (20.0.0).
    url_parse_warns_of_port: Rule::Between(20, 24);
    /// `url.parse` fails for a port that is no number. Measured.
    url_parse_refuses_port: Rule::Since(26);
    /// Paths of URLs have `^` escaped. URL standard, path percent-encode set (2024); measured.
    url_path_escapes_caret: Rule::Since(24);
    /// `url.urlToHttpOptions` refuses what is no object. Measured.
    url_options_are_checked: Rule::Since(22);
    /// URLPattern gives back every member of an input, and has no tag. Measured.
    url_patterns_show_all_members: Rule::Until(24);
    /// Conversions between paths and file URLs take the option `windows`, and escape what RFC 1738 calls unsafe.
    /// Node doc "url.pathToFileURL" (22.1.0, 20.13.0), measured.
    file_urls_know_windows: Rule::Since(20);
    /// `new URLSearchParams(null)` is the query "null", before that an empty one. Measured.
    search_params_take_null_as_text: Rule::Since(24);
    /// Results of the runtime's own iterators have `done` before `value`. Measured on URLSearchParams.
    iterator_results_begin_with_done: Rule::Since(26);
    /// MIMEParams takes names in any case. Measured.
    mime_params_ignore_case: Rule::Since(24);
    /// util.MIMEType.parse exists. Measured.
    mime_type_has_parse: Rule::Since(24);
    /// The error of a wrong MIME subtype shows the subtype where others show a position. Measured: a slip of Node.
    mime_subtype_errors_show_text: Rule::Until(18);
    /// A wrong Web enumeration value is called "value 'x'", and a symbol is taken for its text. Measured (22).
    webidl_enums_say_value: Rule::Until(22);
    /// Conversions of Web IDL fail with "cannot" instead of "can not", naming the element. Measured.
    webidl_says_cannot: Rule::Since(24);
    /// A Headers made of another one keeps its names as they were written, in their order. Measured.
    headers_are_copied_by_name: Rule::Since(20);
    /// DOMExceptions are real Errors. Measured: util.types.isNativeError.
    dom_exceptions_are_native_errors: Rule::Since(22);
}
