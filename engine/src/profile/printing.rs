//! What programs print: errors, inspect, console, assertions and deep equality.

use super::table::{Rule, rules};

rules! {
    /// A console asks whether to print in colours, which opens standard error, before a lone text, too. Measured.
    console_asks_for_colours_first: Rule::Until(20);
    /// Node's own errors are instances of a class per code (`code` set before a composed message); earlier, decorated plain errors.
    /// Measured: own property order of ERR_ errors.
    node_errors_are_classes: Rule::Since(20);
    /// The name of Node's own errors holds the code: `TypeError [ERR_X]`. Measured on 10.
    node_error_names_hold_codes: Rule::Until(10);
    /// `Error.prepareStackTrace` has an initial value. Measured.
    error_prepare_stack_trace_is_set: Rule::Since(20);
    /// "Received type …" in messages is worded by inspect. Measured: ERR_INVALID_ARG_TYPE of a long string.
    received_values_are_inspected: Rule::Until(18);
    /// "an instance of " stands even before an empty constructor name. Measured.
    nameless_constructors_are_named: Rule::Between(20, 24);
    /// ERR_ACCESS_DENIED composes its sentence from the permission alone. Measured.
    access_denied_is_worded_here: Rule::Until(18);
    /// ERR_INVALID_FILE_URL_PATH has `input`. Measured.
    file_url_errors_keep_input: Rule::Since(22);
    /// ERR_INVALID_URL has `base` when one was given. Measured.
    url_errors_keep_base: Rule::Since(20);
    /// ERR_REQUIRE_ASYNC_MODULE lists the require stack. Measured.
    top_level_await_errors_have_require_stack: Rule::Since(24);
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
    /// inspect writes `[byteLength]` of buffers and views between brackets. Measured.
    inspect_brackets_byte_length: Rule::Since(22);
    /// inspect survives getters of errors that throw, and hides name and message by their type. Measured.
    inspect_guards_errors: Rule::Since(22);
    /// inspect collapses frames that repeat. Measured: an error of a deep recursion.
    inspect_collapses_repeated_frames: Rule::Since(22);
    /// inspect shows a function's name that is no string as the value it is. Measured.
    inspect_shows_odd_names: Rule::Since(22);
    /// maxArrayLength holds for Set and Map, too. Node's doc "util.inspect", changes of v20.
    inspect_limits_collections: Rule::Since(20);
    /// inspect shows a nested URL beyond the depth by its address. Measured.
    inspect_shows_urls: Rule::Since(20);
    /// inspect takes a function whose class is named Object for a function. Measured: Function.prototype.
    inspect_tells_functions_first: Rule::Since(20);
    /// Numeric separators leave exponents and -0 alone. Measured.
    separators_spare_exponents: Rule::Since(24);
    /// Escape sequences: a command (`ESC ]`) ends at its terminator only, parameters may hold colons. Measured: stripVTControlCharacters.
    escape_sequences_end_at_terminator: Rule::Since(24);
    /// util.types.isFloat16Array exists. Measured.
    types_know_float16_array: Rule::Since(22);
    /// `%s` calls Symbol.toPrimitive of the program. Measured: util.format.
    format_heeds_to_primitive: Rule::Since(20);
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
    /// `console.createTask` exists. Measured; V8 10.6.
    console_creates_tasks: Rule::Since(20);
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
    /// util.isDeepStrictEqual takes skipPrototype. Node's doc "Util", changes of v24.
    deep_equal_takes_skip_prototype: Rule::Since(24);
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
    /// Equality in depth: circles of different lengths may be equal. Measured.
    deep_equal_unrolls_circles: Rule::Between(20, 22);
    /// Equality in depth tells an undefined cause of an error from none. Measured.
    deep_equal_tells_missing_causes: Rule::Since(22);
}
