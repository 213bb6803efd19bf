//! ECMAScript modules: V8's module records behind the ids that the JavaScript loader uses.
//!
//! JavaScript decides what a specifier means; V8 asks while it links, and finds the answer in the table here.

use std::collections::BTreeMap;

use super::convert;
use super::error::{Failure, catch};
use super::hooks::Hook;
use super::state::State;

/// Elements of an import attribute as V8 lists them in a module request: key, value, source offset.
pub(super) const ENTRY_WITH_OFFSET: usize = 3;
/// Elements of an import attribute as V8 gives them to a dynamic import: key, value.
const ENTRY: usize = 2;

struct Record {
    module: v8::Global<v8::Module>,
    /// What a synthetic module runs to set its exports.
    steps: Option<v8::Global<v8::Function>>,
    /// The records that its requests resolve to, by specifier and attributes.
    links: BTreeMap<(String, Vec<String>), usize>,
}

/// The module records of a runtime.
#[derive(Default)]
pub(crate) struct ModuleMap {
    records: Vec<Record>,
    /// Records by V8's identity hash, which several may share.
    by_hash: BTreeMap<i32, Vec<usize>>,
}

impl ModuleMap {
    /// Adds a record, and gives its id.
    pub(super) fn insert(
        &mut self,
        scope: &v8::PinScope,
        module: v8::Local<v8::Module>,
        steps: Option<v8::Global<v8::Function>>,
    ) -> usize {
        let id = self.records.len();
        self.by_hash.entry(module.get_identity_hash().get()).or_default().push(id);
        self.records.push(Record { module: v8::Global::new(scope, module), steps, links: BTreeMap::new() });
        id
    }

    /// The module of an id.
    pub(super) fn module<'s>(&self, scope: &v8::PinScope<'s, '_>, id: usize) -> v8::Local<'s, v8::Module> {
        v8::Local::new(scope, &self.records[id].module)
    }

    fn id(&self, module: v8::Local<v8::Module>) -> Option<usize> {
        let same = self.by_hash.get(&module.get_identity_hash().get())?;
        same.iter().copied().find(|id| self.records[*id].module == module)
    }
}

/// Notes which records the requests of `id` resolve to, in the order of the requests.
pub(super) fn link(scope: &mut v8::PinScope, id: usize, ids: Vec<usize>) {
    let state = State::of(scope);
    let module = state.modules.borrow().module(scope, id);
    let requests = module.get_module_requests();
    for (at, linked) in ids.into_iter().enumerate() {
        let Some(request) = requests.get(scope, at) else { break };
        let request = v8::Local::<v8::ModuleRequest>::try_from(request).expect("[simulator bug] a module request");
        let specifier = request.get_specifier().to_rust_string_lossy(scope);
        let attributes = attributes(scope, request.get_import_attributes(), ENTRY_WITH_OFFSET);
        state.modules.borrow_mut().records[id].links.insert((specifier, attributes), linked);
    }
}

/// Import attributes as key and value in turn; V8 lists them in entries of `entry` elements.
pub(super) fn attributes(scope: &v8::PinScope, list: v8::Local<v8::FixedArray>, entry: usize) -> Vec<String> {
    let texts = (0..list.length()).filter(|at| at % entry < ENTRY).filter_map(|at| list.get(scope, at));
    texts.map(|text| convert::text(scope, text.try_into().expect("[simulator bug] an attribute is a string"))).collect()
}

/// V8 asks for the module behind an import while it links.
pub(super) fn resolve<'s>(
    context: v8::Local<'s, v8::Context>,
    specifier: v8::Local<'s, v8::String>,
    list: v8::Local<'s, v8::FixedArray>,
    referrer: v8::Local<'s, v8::Module>,
) -> Option<v8::Local<'s, v8::Module>> {
    v8::callback_scope!(unsafe scope, context);
    let state = State::of(scope);
    let modules = state.modules.borrow();
    let key = (specifier.to_rust_string_lossy(scope), attributes(scope, list, ENTRY_WITH_OFFSET));
    let record = &modules.records[modules.id(referrer)?];
    record.links.get(&key).map(|id| modules.module(scope, *id))
}

/// V8 evaluates a synthetic module: its steps set the exports.
pub(super) fn evaluate_synthetic<'s>(
    context: v8::Local<'s, v8::Context>,
    module: v8::Local<'s, v8::Module>,
) -> Option<v8::Local<'s, v8::Value>> {
    v8::callback_scope!(unsafe scope, context);
    let state = State::of(scope);
    let steps = {
        let modules = state.modules.borrow();
        let id = modules.id(module).expect("[simulator bug] a module without a record");
        let steps = modules.records[id].steps.as_ref().expect("[simulator bug] a synthetic module without steps");
        v8::Local::new(scope, steps)
    };
    let receiver = v8::undefined(scope).into();
    steps.call(scope, receiver, &[])?;
    let resolver = v8::PromiseResolver::new(scope)?;
    resolver.resolve(scope, receiver);
    Some(resolver.get_promise(scope).into())
}

/// Sets the callbacks that V8 calls for `import()` and `import.meta`.
pub(crate) fn install(isolate: &mut v8::OwnedIsolate) {
    isolate.set_host_import_module_dynamically_callback(import_dynamically);
    isolate.set_host_initialize_import_meta_object_callback(initialize_import_meta);
}

fn import_dynamically<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    _host_defined_options: v8::Local<'s, v8::Data>,
    resource_name: v8::Local<'s, v8::Value>,
    specifier: v8::Local<'s, v8::String>,
    list: v8::Local<'s, v8::FixedArray>,
) -> Option<v8::Local<'s, v8::Promise>> {
    let state = State::of(scope);
    let attributes = attributes(scope, list, ENTRY);
    let attributes = convert::strings(scope, attributes);
    let function = state.hooks().function(scope, Hook::ImportDynamically);
    let receiver = v8::undefined(scope).into();
    let promise = function.call(scope, receiver, &[specifier.into(), attributes.into(), resource_name])?;
    v8::Local::try_from(promise).ok()
}

extern "C" fn initialize_import_meta(
    context: v8::Local<v8::Context>,
    module: v8::Local<v8::Module>,
    meta: v8::Local<v8::Object>,
) {
    v8::callback_scope!(unsafe scope, context);
    let state = State::of(scope);
    let Some(id) = state.modules.borrow().id(module) else { return };
    let function = state.hooks().function(scope, Hook::InitializeImportMeta);
    let receiver = v8::undefined(scope).into();
    let args = [v8::Number::new(scope, id as f64).into(), meta.into()];
    if let Err(Failure::Threw(_)) = catch(scope, |scope| function.call(scope, receiver, &args)) {
        panic!("[simulator bug] import.meta could not be filled in");
    }
}
