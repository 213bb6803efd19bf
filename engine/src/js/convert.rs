//! Between Rust values and JavaScript values.

use std::cell::Cell;

/// A string of JavaScript. Strings longer than V8 allows cannot come from here: sources and names are far shorter.
pub(crate) fn string<'s>(scope: &v8::PinScope<'s, '_>, text: &str) -> v8::Local<'s, v8::String> {
    v8::String::new(scope, text).expect("[simulator bug] a string longer than V8 allows")
}

/// A string that is a property name: V8 keeps one copy of each.
pub(crate) fn name<'s>(scope: &v8::PinScope<'s, '_>, text: &str) -> v8::Local<'s, v8::String> {
    v8::String::new_from_utf8(scope, text.as_bytes(), v8::NewStringType::Internalized)
        .expect("[simulator bug] a name longer than V8 allows")
}

/// The text of a value that is known to be a string, with U+FFFD for lone surrogates.
pub(crate) fn text(scope: &v8::PinScope, value: v8::Local<v8::Value>) -> String {
    value.to_rust_string_lossy(scope)
}

/// Sets a data property.
pub(crate) fn set(scope: &v8::PinScope, object: v8::Local<v8::Object>, key: &str, value: v8::Local<v8::Value>) {
    object.set(scope, name(scope, key).into(), value);
}

/// Reads a property; undefined when a getter throws.
pub(crate) fn get<'s>(
    scope: &v8::PinScope<'s, '_>,
    object: v8::Local<v8::Object>,
    key: &str,
) -> v8::Local<'s, v8::Value> {
    object.get(scope, name(scope, key).into()).unwrap_or_else(|| v8::undefined(scope).into())
}

/// An array of strings.
pub(crate) fn strings<'s, T: AsRef<str>>(
    scope: &v8::PinScope<'s, '_>,
    texts: impl IntoIterator<Item = T>,
) -> v8::Local<'s, v8::Array> {
    let elements: Vec<v8::Local<v8::Value>> =
        texts.into_iter().map(|text| string(scope, text.as_ref()).into()).collect();
    v8::Array::new_with_elements(scope, &elements)
}

/// A buffer with a copy of `bytes`, in memory that V8 allocated.
pub(crate) fn array_buffer<'s>(scope: &v8::PinScope<'s, '_>, bytes: &[u8]) -> v8::Local<'s, v8::ArrayBuffer> {
    let buffer = v8::ArrayBuffer::new(scope, bytes.len());
    fill(&buffer.get_backing_store(), bytes);
    buffer
}

/// Copies `bytes` into a view from `offset` on, as many as it has room for; none into the view of a detached buffer.
pub(crate) fn fill_view(view: v8::Local<v8::ArrayBufferView>, offset: usize, bytes: &[u8]) {
    let Some(store) = view.get_backing_store() else { return };
    let cells = bytes_of(&store).get(view.byte_offset()..).and_then(|cells| cells.get(..view.byte_length()));
    if let Some(room) = cells.and_then(|cells| cells.get(offset..)) {
        fill(room, bytes);
    }
}

/// Copies `bytes` into a part of a backing store, as many as it has room for.
pub(crate) fn fill(room: &[Cell<u8>], bytes: &[u8]) {
    for (cell, byte) in room.iter().zip(bytes) {
        cell.set(*byte);
    }
}

/// A `Uint8Array` with a copy of `bytes`.
pub(crate) fn uint8_array<'s>(scope: &v8::PinScope<'s, '_>, bytes: &[u8]) -> v8::Local<'s, v8::Uint8Array> {
    let buffer = array_buffer(scope, bytes);
    v8::Uint8Array::new(scope, buffer, 0, bytes.len()).expect("[simulator bug] a view over its own buffer")
}

/// The cells of a backing store.
pub(crate) fn bytes_of(store: &v8::SharedRef<v8::BackingStore>) -> &[Cell<u8>] {
    store
}

/// A copy of the bytes of a typed array, a `DataView` or an array buffer; `None` for another value.
pub(crate) fn bytes(value: v8::Local<v8::Value>) -> Option<Vec<u8>> {
    if let Ok(view) = v8::Local::<v8::ArrayBufferView>::try_from(value) {
        let mut bytes = vec![0; view.byte_length()];
        view.copy_contents(&mut bytes);
        return Some(bytes);
    }
    let store = if let Ok(buffer) = v8::Local::<v8::ArrayBuffer>::try_from(value) {
        buffer.get_backing_store()
    } else {
        v8::Local::<v8::SharedArrayBuffer>::try_from(value).ok()?.get_backing_store()
    };
    Some(bytes_of(&store).iter().map(Cell::get).collect())
}
