//! Small tools: `util`, `path`, `readline`.

use super::table::{Rule, rules};

rules! {
    /// util has styleText and parseEnv. Node's doc "Util".
    util_styles_text: Rule::Since(20);
    /// util has getCallSites, getSystemErrorMessage, diff and setTraceSigInt. Node's doc "Util".
    util_has_call_sites: Rule::Since(22);
    /// util has getCallSite, the first name of getCallSites. Node's doc "Util", v22.
    util_has_get_call_site: Rule::Between(22, 22);
    /// util has convertProcessSignalToExitCode. Node's doc "Util".
    util_converts_signals: Rule::Since(24);
    /// util has markPromiseAsHandled, debounce and throttle. Measured.
    util_marks_promises: Rule::Since(26);
    /// util has isString() and the like. Node's doc "Deprecated APIs", DEP0045 to DEP0059: end of life in v23.
    util_has_checks: Rule::Until(22);
    /// util.isArray(), isString() and the like warn. Node's doc "Deprecated APIs": runtime deprecation in v22.
    util_checks_are_deprecated: Rule::Since(22);
    /// util.styleText restores a style that the text itself ends, and knows `none`. Measured.
    style_text_nests_styles: Rule::Since(22);
    /// util.styleText takes `#rgb`. Measured.
    style_text_takes_hex_colors: Rule::Since(24);
    /// util.deprecate heeds process.noDeprecation when the function is called, not when it is wrapped. Measured on 18 and 20.
    deprecate_heeds_flag_at_call: Rule::Since(20);
    /// A deprecated function keeps its length. Measured.
    deprecated_functions_keep_length: Rule::Since(22);
    /// util.deprecate takes an object of options. Node's doc "util.deprecate", changes of v24.
    deprecate_takes_options: Rule::Since(24);
    /// util.promisify warns of functions that return a promise. Node's doc "Deprecated APIs", DEP0174.
    promisify_warns_of_promises: Rule::Since(22);
    /// util.getCallSites takes integers only. Measured.
    call_sites_are_counted_in_integers: Rule::Since(24);
    /// util.parseArgs knows allowNegative. Node's doc "util.parseArgs", changes of v22.4; measured on 20, too.
    parse_args_knows_negation: Rule::Since(20);
    /// util.parseEnv looks for a value beyond a line of blanks. Measured.
    parse_env_skips_blank_lines: Rule::Since(22);
    /// util.parseEnv gives an object without prototype. Measured.
    parse_env_has_no_prototype: Rule::Since(26);
    /// `path.matchesGlob` exists. Node doc "path.matchesGlob" (22.5.0, 20.17.0).
    path_matches_glob: Rule::Since(20);
    /// `path.format` puts a dot before an `ext` without one. Node doc "path.format" (19.0.0).
    path_format_adds_dot: Rule::Since(20);
    /// `path.win32.toNamespacedPath` resolves what is neither drive nor share. Measured.
    path_namespace_resolves: Rule::Since(20);
    /// `path.matchesGlob` warns that it is experimental. Measured.
    path_matches_glob_warns: Rule::Between(20, 20);
    /// The second argument of `path.basename` is called `suffix` in errors, before that `ext`. Measured.
    path_basename_takes_suffix: Rule::Since(20);
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
    /// Text pasted into a readline terminal is written without drawing the line anew.
    /// Measured.
    readline_shows_pastes_plainly: Rule::Since(20);
    /// Async iteration of readline is events.on(); before, an object stream.
    /// Measured: events.on of 18 has no `close`.
    readline_iterates_by_events: Rule::Since(20);
    /// Interfaces of readline have `Symbol.dispose`. Node doc "rl[Symbol.dispose]()" (22.15.0).
    readline_is_disposable: Rule::Since(22);
}
