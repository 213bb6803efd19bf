//! Files: the operations, their errors, results, streams, trees and watchers.

use super::table::{Rule, rules};

rules! {
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
    /// `promises.stat` and `lstat` refuse options that are no object.
    /// Measured.
    fs_promise_stats_check_options: Rule::Since(26);
    /// readSync, writeSync and their vector forms check the descriptor last.
    /// Measured.
    fs_sync_io_checks_fd_last: Rule::Since(22);
    /// promises.readFile takes a short read of a file of unknown size for its end.
    /// Measured.
    fs_promise_reads_stop_short: Rule::Until(18);
    /// openAsBlob of a missing file throws the error of stat; before, a bare one.
    /// Measured.
    open_as_blob_names_what_failed: Rule::Since(26);
    /// readFile up to 512 KiB, writeFile and appendFile of a path are one pool job.
    /// Measured.
    whole_files_are_one_job: Rule::Since(26);
    /// readFile fills `options.buffer`.
    /// Measured; Node doc, fs.readFile.
    read_file_takes_buffer: Rule::Since(24);
    /// `fs.read` takes any negative position for the descriptor's own. Measured.
    read_positions_may_be_negative: Rule::Until(18);
    /// writeFile, appendFile and write streams take `flush`.
    /// Node doc, fs.writeFile: added in v21.0.0, v20.10.0.
    write_file_takes_flush: Rule::Since(20);
    /// truncate takes a descriptor, and warns (DEP0081).
    /// Node doc, Deprecations, DEP0081.
    truncate_takes_fds: Rule::Until(22);
    /// `existsSync` warns of what is no path. Node doc "Deprecated APIs", DEP0187 (24.0.0).
    exists_sync_warns_of_no_path: Rule::Since(24);
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
    /// `rmSync` checks its options before its path. Measured.
    rm_sync_checks_options_first: Rule::Since(24);
    /// Errors of readlink call its path `oldPath`.
    /// Measured.
    readlink_errors_name_old_path: Rule::Until(20);
    /// symlink refuses a type that it does not know; before, only one that is a string.
    /// Measured.
    symlink_types_must_be_known: Rule::Since(24);
    /// read and write of a FileHandle answer with an object without a prototype.
    /// Measured.
    file_handle_results_are_bare: Rule::Since(20);
    /// FileHandle.read refuses a position that is no integer.
    /// Measured.
    file_handle_checks_positions: Rule::Since(22);
    /// The texts of ERR_FS_CP_DIR_TO_NON_DIR and ERR_FS_CP_NON_DIR_TO_DIR are each other's. Measured.
    cp_errors_are_swapped: Rule::Until(18);
    /// What cpSync refuses is a bare Error with a code, in words of the binding.
    /// Measured.
    cp_sync_speaks_as_binding: Rule::Since(22);
    /// cp with `errorOnExist` refuses a directory that exists, not only the files in it.
    /// Measured.
    cp_refuses_existing_directories: Rule::Since(22);
    /// fs.glob takes `followSymlinks`.
    /// Measured.
    glob_follows_links: Rule::Since(24);
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
}
