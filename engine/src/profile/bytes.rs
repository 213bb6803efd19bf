//! Bytes: Buffers, blobs, text decoders, compression.

use super::table::{Rule, rules};

rules! {
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
    /// `buf.copy` writes into any view, before that only into a Uint8Array. Measured.
    buffer_copies_to_views: Rule::Since(22);
    /// `Buffer.concat` checks each item before it asks for its length. Measured.
    buffer_concat_checks_first: Rule::Since(24);
    /// `buffer.SlowBuffer` warns that it is deprecated (DEP0030). Node doc "SlowBuffer" (24.0.0).
    slow_buffer_warns: Rule::Since(24);
    /// `TextDecoder` reads windows-1252 as plain ISO-8859-1, an error of those releases. Measured; nodejs/node#56542.
    text_decoder_latin1_is_plain: Rule::Between(20, 20);
    /// `TextDecoder.prototype.decode` refuses options that are no object. Measured.
    text_decoder_checks_options: Rule::Since(24);
    /// A piece of a stream that TextDecoder cannot read is refused by a script, not by native code. Measured.
    stream_decoder_names_kinds: Rule::Since(24);
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
    /// Zstandard data that ends within a frame is an error. Measured.
    zstd_checks_end: Rule::Since(24);
    /// Zstandard frames in a row are all decompressed. Measured.
    zstd_reads_all_frames: Rule::Since(26);
}
