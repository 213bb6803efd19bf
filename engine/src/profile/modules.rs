//! Modules: which there are, how they are found and loaded, how long `import()` takes.

use super::table::{Rule, numbers, rules};

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
}

rules! {
    /// What `process.setSourceMapsEnabled` refuses is its "enabled" argument; before, "val". Measured.
    source_maps_are_enabled_by_name: Rule::Since(22);
    /// `require()` loads modules without top-level await. nodejs/node#55085 (22.12.0, 20.19.0).
    requires_modules: Rule::Since(20);
    /// A `.js` file that can only be a module is one. nodejs/node#53619 (22.7.0, 20.19.0).
    detects_module_syntax: Rule::Since(20);
    /// A module's imports are loaded before those beside it: an error of theirs comes first. Measured: from 24 on.
    loads_modules_depth_first: Rule::Since(24);
    /// `module.registerHooks()` exists. nodejs/node#55698 (23.5.0, 22.15.0).
    module_has_register_hooks: Rule::Since(22);
    /// Errors speak of import attributes, not assertions. nodejs/node#50140 (21.0.0).
    import_attributes_have_their_name: Rule::Since(21);
    /// `import.meta` has `dirname` and `filename`. nodejs/node#48740 (21.2.0, 20.11.0).
    import_meta_has_paths: Rule::Since(20);
    /// `import.meta` has `main`. nodejs/node#57804 (24.2.0); measured in 22.23, too.
    import_meta_has_main: Rule::Since(22);
    /// The hint at a better specifier has quotes. Measured: from 20 on.
    import_hints_are_quoted: Rule::Since(20);
    /// A new module's source is read through the thread pool, not at once. Measured: up to 20.
    fresh_imports_read_asynchronously: Rule::Until(20);
    /// An import of an http: or https: address is refused with "file and data". Measured: from 22 on.
    web_imports_fail_early: Rule::Since(22);
    /// A specifier that no base can resolve is ERR_UNSUPPORTED_RESOLVE_REQUEST. nodejs/node#53614 (22.0.0).
    has_unsupported_resolve_request: Rule::Since(22);
    /// A CommonJS module's namespace has the key `module.exports`. nodejs/node#53848 (23.0.0).
    cjs_namespace_has_module_exports: Rule::Since(23);
    /// The condition `node-addons` holds. nodejs/node#39797 (16.10.0).
    addons_is_a_condition: Rule::Since(16);
    /// A package.json that is no JSON is told of with the parser's words. Measured: up to 20.
    package_errors_tell_of_json: Rule::Until(20);
    /// Reading what a module in a cycle does not export yet brings a warning. nodejs/node#29935 (14.0.0).
    warns_of_cycles: Rule::Since(14);
    /// `module.builtinModules` lists those that only exist with the prefix `node:`. Measured: from 24 on.
    builtin_modules_lists_prefixed: Rule::Since(24);
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
    /// `node:punycode` warns that it is deprecated (DEP0040). Node doc "Deprecated APIs", measured: 22 is silent.
    punycode_warns: Rule::Since(24);
    /// The deprecation of `sys` names `node:util`. Measured.
    sys_names_node_util: Rule::Since(26);
}
