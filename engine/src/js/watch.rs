//! What is kept of a run only because somebody watches it: ids of promises, names of handles, the program's stack.
//!
//! A watched run must print what an unwatched one prints: promises have ids of their own here, which lie behind a
//! private symbol where the program cannot see them.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::convert;
use super::state::State;
use crate::event_loop::HandleId;
use crate::trace::{Event, Place};

/// Ids of the trace's own begin behind this one, far from those that the program counts.
const FIRST_OWN_ID: u64 = 1_000_000_000;

/// How many frames are looked at for those of the program: the runtime's own are on top.
const FRAMES_MAX: usize = 24;

/// The scripts of the runtime itself have names that begin so.
const OWN_SCRIPTS: &str = "node:";

/// The private symbol behind which a promise has its id.
const PROMISE_ID: &str = "loopscope.promiseId";

/// What is known only while somebody watches.
#[derive(Default)]
pub(crate) struct Watched {
    ids_given: Cell<u64>,
    /// What V8 told of a promise before all of it was clear: it is told on before anything else.
    told_early: RefCell<Option<(v8::Global<v8::Promise>, Early)>>,
    handles: RefCell<BTreeMap<HandleId, u64>>,
    /// The file of every script that was met, by V8's number of it; none for one of the runtime's own.
    files: RefCell<BTreeMap<usize, Option<Rc<str>>>>,
}

impl Watched {
    /// An id that nothing in the program has.
    pub(crate) fn new_id(&self) -> u64 {
        self.ids_given.set(self.ids_given.get() + 1);
        FIRST_OWN_ID + self.ids_given.get()
    }

    /// From now on the handle is called by this async id.
    pub(crate) fn name_handle(&self, handle: HandleId, id: u64) {
        self.handles.borrow_mut().insert(handle, id);
    }

    /// The async id of a handle, if JavaScript knows it.
    pub(crate) fn id_of_handle(&self, handle: HandleId) -> Option<u64> {
        self.handles.borrow().get(&handle).copied()
    }

    /// The file of a frame, if it is the program's own.
    fn file_of(&self, scope: &v8::PinScope, frame: v8::Local<v8::StackFrame>) -> Option<Rc<str>> {
        self.file_of_script(frame.get_script_id(), || Some(frame.get_script_name(scope)?.to_rust_string_lossy(scope)))
    }

    /// The file in which a function stands, if it is the program's own. The crate never frees what V8 tells of a function's
    /// script: only one is asked for that no stack has shown.
    pub(crate) fn file_of_function(&self, scope: &v8::PinScope, function: v8::Local<v8::Function>) -> Option<Rc<str>> {
        let script = usize::try_from(function.script_id()).ok()?;
        self.file_of_script(script, || {
            let file = function.get_script_origin().resource_name()?;
            file.is_string().then(|| convert::text(scope, file))
        })
    }

    fn file_of_script(&self, script: usize, read: impl FnOnce() -> Option<String>) -> Option<Rc<str>> {
        let mut files = self.files.borrow_mut();
        let own = || read().filter(|file| is_own(file)).map(Rc::from);
        files.entry(script).or_insert_with(own).clone()
    }

    /// The id that the trace has for a promise.
    pub(crate) fn id_of_promise(&self, scope: &v8::PinScope, promise: v8::Local<v8::Promise>) -> u64 {
        let key = v8::Private::for_api(scope, Some(convert::name(scope, PROMISE_ID)));
        let known = promise.get_private(scope, key).and_then(|id| v8::Local::<v8::Number>::try_from(id).ok());
        if let Some(id) = known {
            return id.value() as u64;
        }
        let id = self.new_id();
        promise.set_private(scope, key, v8::Number::new(scope, id as f64).into());
        id
    }
}

/// What V8 tells too early.
enum Early {
    /// A promise is made; whether it stands for an `await` shows only afterwards: V8 marks it as handled.
    Made { id: u64, trigger: u64, queued: bool, stack: Stack },
    /// A promise is resolved; whether it is settled or follows another one shows only afterwards.
    Resolved { id: u64 },
}

/// Whether a script is the program's own.
pub(crate) fn is_own(file: &str) -> bool {
    !file.is_empty() && !file.starts_with(OWN_SCRIPTS)
}

/// A frame of the program: file, line, column, function.
struct Frame {
    file: Rc<str>,
    line: u32,
    column: u32,
    function: Option<String>,
}

/// The program's own frames of the stack, innermost first.
pub(crate) struct Stack {
    frames: Vec<Frame>,
}

impl Stack {
    /// The stack as it is now.
    pub(crate) fn of(scope: &v8::PinScope) -> Self {
        let Some(stack) = v8::StackTrace::current_stack_trace(scope, FRAMES_MAX) else {
            return Self { frames: Vec::new() };
        };
        let state = State::of(scope);
        let frames = (0..stack.get_frame_count()).filter_map(|at| {
            let frame = stack.get_frame(scope, at)?;
            let file = state.watched.file_of(scope, frame)?;
            let (line, column) = (frame.get_line_number() as u32, frame.get_column() as u32);
            let column = state.original_column_from_1(&file, line, column);
            let function = frame.get_function_name(scope).map(|name| name.to_rust_string_lossy(scope));
            Some(Frame { file, line, column, function: function.filter(|name| !name.is_empty()) })
        });
        Self { frames: frames.collect() }
    }

    /// The places, innermost first.
    pub(crate) fn places(&self) -> Vec<Place<'_>> {
        let mut places = Vec::with_capacity(self.frames.len());
        for Frame { file, line, column, function } in &self.frames {
            places.push(Place { file, line: *line, column: *column, function: function.as_deref() });
        }
        places
    }
}

/// The innermost place, and those that called it.
pub(crate) fn top_and_callers<'a, 'p>(places: &'p [Place<'a>]) -> (Option<Place<'a>>, &'p [Place<'a>]) {
    match places {
        [] => (None, &[]),
        [top, callers @ ..] => (Some(*top), callers),
    }
}

/// V8 tells of a promise.
pub(crate) fn on_promise(
    scope: &mut v8::PinScope,
    state: &State,
    kind: v8::PromiseHookType,
    promise: v8::Local<v8::Promise>,
    parent: v8::Local<v8::Value>,
) {
    state.tell_promise(scope);
    let id = state.watched.id_of_promise(scope, promise);
    let early = match kind {
        v8::PromiseHookType::Init => {
            let parent = v8::Local::<v8::Promise>::try_from(parent).ok();
            let trigger = parent.map_or(0, |parent| state.watched.id_of_promise(scope, parent));
            let queued = parent.is_some_and(|parent| parent.state() != v8::PromiseState::Pending);
            Early::Made { id, trigger, queued, stack: Stack::of(scope) }
        }
        v8::PromiseHookType::Resolve => Early::Resolved { id },
        v8::PromiseHookType::Before => return state.event(Event::Before { id }),
        v8::PromiseHookType::After => return state.event(Event::After { id }),
    };
    state.watched.told_early.replace(Some((v8::Global::new(scope, promise), early)));
}

impl State {
    /// Tells what V8 told last of a promise, now that all of it is clear. Whoever tells of anything calls this first.
    pub(crate) fn tell_promise(&self, scope: &v8::PinScope) {
        if !self.is_watched {
            return;
        }
        let Some((promise, early)) = self.watched.told_early.take() else { return };
        let promise = v8::Local::new(scope, promise);
        match early {
            Early::Resolved { id } => {
                self.event(Event::Resolve { id, follows: promise.state() == v8::PromiseState::Pending });
            }
            Early::Made { id, trigger, queued, stack } => {
                let places = stack.places();
                let (at, callers) = top_and_callers(&places);
                let awaits = trigger != 0 && promise.has_handler();
                let callback = at.and_then(|at| at.function).filter(|_| awaits);
                let kind = "PROMISE";
                self.event(Event::Init { id, kind, trigger, callback, awaits, queued, at, runs: None, callers });
            }
        }
    }

    /// Tells what changed about the handles that JavaScript knows.
    pub(crate) fn tell_handles(&self) {
        for (handle, now) in self.event_loop.take_handle_changes() {
            let Some(id) = self.watched.id_of_handle(handle) else { continue };
            let event = Event::Handle { id, active: now.active, referenced: now.referenced, closing: now.closing };
            self.tell(self.clock.peek(), event);
        }
    }
}
