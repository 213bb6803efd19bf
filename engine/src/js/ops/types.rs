//! `internalBinding('types')`: brand checks. <https://nodejs.org/api/util.html#utiltypes>

use super::{Op, ops};

/// One function a check, all of one form.
macro_rules! checks {
    ($($js:ident => $rust:ident / $check:ident,)*) => {
        pub(super) const OPS: &[Op] = ops! {
            $($js => $rust,)*
            isAnyArrayBuffer => any_array_buffer,
            isBoxedPrimitive => boxed_primitive,
        };
        $(fn $rust(_scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
            rv.set_bool(args.get(0).$check());
        })*
    };
}

checks! {
    isExternal => external / is_external,
    isDate => date / is_date,
    isArgumentsObject => arguments_object / is_arguments_object,
    isBigIntObject => big_int_object / is_big_int_object,
    isBooleanObject => boolean_object / is_boolean_object,
    isNumberObject => number_object / is_number_object,
    isStringObject => string_object / is_string_object,
    isSymbolObject => symbol_object / is_symbol_object,
    isNativeError => native_error / is_native_error,
    isRegExp => reg_exp / is_reg_exp,
    isAsyncFunction => async_function / is_async_function,
    isGeneratorFunction => generator_function / is_generator_function,
    isGeneratorObject => generator_object / is_generator_object,
    isPromise => promise / is_promise,
    isMap => map / is_map,
    isSet => set / is_set,
    isMapIterator => map_iterator / is_map_iterator,
    isSetIterator => set_iterator / is_set_iterator,
    isWeakMap => weak_map / is_weak_map,
    isWeakSet => weak_set / is_weak_set,
    isArrayBuffer => array_buffer / is_array_buffer,
    isDataView => data_view / is_data_view,
    isSharedArrayBuffer => shared_array_buffer / is_shared_array_buffer,
    isProxy => proxy / is_proxy,
    isModuleNamespaceObject => module_namespace_object / is_module_namespace_object,
}

fn any_array_buffer(_scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let value = args.get(0);
    rv.set_bool(value.is_array_buffer() || value.is_shared_array_buffer());
}

fn boxed_primitive(_scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, mut rv: v8::ReturnValue) {
    let value = args.get(0);
    rv.set_bool(
        value.is_number_object()
            || value.is_string_object()
            || value.is_boolean_object()
            || value.is_big_int_object()
            || value.is_symbol_object(),
    );
}
