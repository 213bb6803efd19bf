//! The builtins' JavaScript halves: their sources by module id, and how they are compiled.

use super::state::State;
use super::{code_cache, convert, ops, platform};

/// The first builtin of all, which makes the others' arguments.
pub(super) const REALM: &str = "internal/bootstrap/realm";

/// The parameters of that one.
const REALM_PARAMETERS: [&str; 3] = ["compileBuiltin", "getBinding", "builtinIds"];

/// The parameters of any other builtin's function.
const PARAMETERS: [&str; 6] = ["exports", "require", "module", "process", "internalBinding", "primordials"];

/// Every builtin, sorted by id: the files below `src/node`.
static SOURCES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/builtins.rs"));

/// The source of a builtin.
#[cfg(not(feature = "live-js"))]
fn source(id: &str) -> Option<&'static str> {
    Some(SOURCES[index_of(id)?].1)
}

/// The source of a builtin, read from the source folder at run time: the feature `live-js` saves a rebuild for each
/// change while one works on the builtins. Never on in a release.
#[cfg(feature = "live-js")]
fn source(id: &str) -> Option<&'static str> {
    let path = format!("{}/src/node/{id}.js", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).ok().map(|text| &*text.leak())
}

/// The ids of all builtins, sorted.
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    SOURCES.iter().map(|(id, _)| *id)
}

/// The place of a builtin among [`ids`].
pub(super) fn index_of(id: &str) -> Option<usize> {
    SOURCES.binary_search_by(|(other, _)| (*other).cmp(id)).ok()
}

/// A builtin's function; `None` when it does not exist or compile, which has been thrown.
pub(super) fn compile<'s>(scope: &mut v8::PinScope<'s, '_>, id: &str) -> Option<v8::Local<'s, v8::Function>> {
    match code_cache::of(id) {
        Some(code) => compile_with(scope, id, v8::script_compiler::CompileOptions::ConsumeCodeCache, Some(code)),
        // What the snapshot holds is compiled whole, so that no run compiles it again.
        None if State::of(scope).hooks.get().is_none() => compile_whole(scope, id),
        None => compile_with(scope, id, v8::script_compiler::CompileOptions::NoCompileOptions, None),
    }
}

/// The same with every function inside compiled, whether or not it is ever called.
pub(super) fn compile_whole<'s>(scope: &mut v8::PinScope<'s, '_>, id: &str) -> Option<v8::Local<'s, v8::Function>> {
    compile_with(scope, id, v8::script_compiler::CompileOptions::EagerCompile, None)
}

fn compile_with<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    id: &str,
    options: v8::script_compiler::CompileOptions,
    code: Option<&'static [u8]>,
) -> Option<v8::Local<'s, v8::Function>> {
    let Some(source) = source(id) else {
        let message = convert::string(scope, &format!("[simulator bug] no builtin {id}"));
        let error = v8::Exception::error(scope, message);
        scope.throw_exception(error);
        return None;
    };
    // V8 reads a text of ASCII where it lies; what goes into a snapshot it must have itself.
    let is_read_in_place = code.is_some() && source.is_ascii();
    let outside = is_read_in_place.then(|| v8::String::new_external_onebyte_static(scope, source.as_bytes())).flatten();
    let source = outside.unwrap_or_else(|| convert::string(scope, source));
    let file = convert::string(scope, &format!("node:{id}"));
    let names = if id == REALM { &REALM_PARAMETERS[..] } else { &PARAMETERS[..] };
    let parameters: Vec<_> = names.iter().map(|name| convert::name(scope, name)).collect();
    let origin = ops::script_origin(scope, file.into());
    let mut source = match code.map(v8::CachedData::new) {
        Some(code) => v8::script_compiler::Source::new_with_cached_data(source, Some(&origin), code),
        None => v8::script_compiler::Source::new(source, Some(&origin)),
    };
    let reason = v8::script_compiler::NoCacheReason::NoReason;
    let _flags = platform::hold_flags();
    let function = v8::script_compiler::compile_function(scope, &mut source, &parameters, &[], options, reason);
    debug_assert!(
        !source.get_cached_data().is_some_and(v8::CachedData::rejected),
        "[simulator bug] V8 rejects the cached code of {id}"
    );
    function
}
