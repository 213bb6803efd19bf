//! Rust values that belong to JavaScript objects: running digests, ciphers, compression streams.
//!
//! JavaScript knows a value by its number. It goes when it is [taken](State::take_resource), or when its owner is
//! collected as garbage; nothing else can see which.

use std::any::Any;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::state::State;

/// The values by their numbers.
#[derive(Default)]
pub(crate) struct Resources {
    entries: BTreeMap<u32, Entry>,
    last: u32,
}

struct Entry {
    value: Box<dyn Any>,
    /// Keeps the wait for the owner's end alive.
    _owner: v8::Weak<v8::Object>,
}

impl State {
    /// Keeps `value` for as long as `owner` lives, and gives its number.
    pub(crate) fn keep_resource<T: 'static>(
        self: &Rc<Self>,
        scope: &mut v8::PinScope,
        owner: v8::Local<v8::Object>,
        value: T,
    ) -> u32 {
        let id = {
            let mut resources = self.resources.borrow_mut();
            resources.last += 1;
            resources.last
        };
        let state = Rc::downgrade(self);
        // OK because no borrow is ever held while V8 allocates, and so collects garbage.
        let forget = Box::new(move || {
            let Some(state) = state.upgrade() else { return };
            let forgotten = state.resources.borrow_mut().entries.remove(&id);
            drop(forgotten);
        });
        let owner = v8::Weak::with_guaranteed_finalizer(scope, owner, forget);
        self.resources.borrow_mut().entries.insert(id, Entry { value: Box::new(value), _owner: owner });
        id
    }

    /// Calls `body` with the value of that number, which must not call V8; `None` when there is none.
    pub(crate) fn with_resource<T: 'static, R>(&self, id: u32, body: impl FnOnce(&mut T) -> R) -> Option<R> {
        let mut resources = self.resources.borrow_mut();
        resources.entries.get_mut(&id)?.value.downcast_mut().map(body)
    }

    /// Takes the value of that number away; `None` when there is none.
    pub(crate) fn take_resource<T: 'static>(&self, id: u32) -> Option<T> {
        let entry = self.resources.borrow_mut().entries.remove(&id)?;
        entry.value.downcast().ok().map(|value| *value)
    }
}
