//! The bootstrapped contexts as a blob, from which every runtime of a process starts: parsing and running Node's
//! JavaScript half once instead of at every start.
//!
//! A blob belongs to one build. It changes nothing but the time that a start takes.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use super::error::{Failure, catch};
use super::state::State;
use super::threads::Threads;
use super::{convert, ops, platform};
use crate::clock::{Clock, LoopTime, WallTime};
use crate::os::file::FilePath;
use crate::os::socket::Sockets;
use crate::os::{Cost, Errno, Os, PollTimeout, Ready, Reply, ThreadBody, ThreadId, WatchId, Work, WorkId};
use crate::profile::{MAJORS, Profile};
use crate::program::{Cpu, Limits, Program};
use crate::trace::{Observer, Stdio};

/// The blob that this process starts runtimes from.
static BLOB: OnceLock<&'static [u8]> = OnceLock::new();

/// Gives the process the blob that [`create`] made in the same build; the first one stays.
pub fn provide(blob: &'static [u8]) {
    BLOB.get_or_init(|| blob);
}

/// The blob that runtimes start from.
pub(super) fn provided() -> Option<&'static [u8]> {
    BLOB.get().copied()
}

/// The number that a profile's context has in the blob.
pub(super) fn index_of(profile: Profile) -> usize {
    MAJORS.iter().position(|major| *major == profile.major()).expect("[simulator bug] a profile without a number")
}

/// How an isolate is made that starts from the blob, if there is one.
pub(super) fn params() -> v8::CreateParams {
    let params = v8::CreateParams::default();
    match provided() {
        Some(blob) => params.snapshot_blob(blob.into()).external_references(external_references()),
        None => params,
    }
}

/// Every function of ours that a blob may point at.
fn external_references() -> Cow<'static, [v8::ExternalReference]> {
    ops::callbacks().map(|function| v8::ExternalReference { function }).collect()
}

/// Bootstraps a context for every profile, and freezes them together: the isolates of a process share what V8 holds
/// as read-only, so they must all come from one blob.
pub fn create() -> Vec<u8> {
    platform::start();
    let mut isolate = v8::Isolate::snapshot_creator(Some(external_references()), None);
    {
        v8::scope!(let scope, &mut isolate);
        let bare = v8::Context::new(scope, v8::ContextOptions::default());
        scope.set_default_context(bare);
    }
    for (index, major) in MAJORS.into_iter().enumerate() {
        let profile = Profile::of_major(major).expect("a profile of the list");
        let threads = Threads::main(ThreadId(0), Arc::default());
        let state = State::new(blank(profile), Rc::new(Nothing), Box::new(Nothing), Box::new(Nothing), threads);
        let state = Rc::new(state);
        isolate.set_slot(Rc::clone(&state));
        v8::scope!(let scope, &mut isolate);
        let context = v8::Context::new(scope, v8::ContextOptions::default());
        let scope = &mut v8::ContextScope::new(scope, context);
        let handed_over = ops::bootstrap(scope);
        warm_up(scope, handed_over);
        let added = scope.add_context(context);
        assert_eq!(added, index, "[simulator bug] contexts are numbered as they were added");
        scope.add_context_data(context, handed_over);
    }
    isolate.remove_slot::<Rc<State>>();
    let blob = isolate.create_blob(v8::FunctionCodeHandling::Keep);
    blob.expect("[simulator bug] V8 gives no snapshot").to_vec()
}

/// Loads what most programs use, so that it is in the blob.
fn warm_up(scope: &mut v8::PinScope, handed_over: v8::Local<v8::Object>) {
    let warm_up = convert::get(scope, handed_over, "warmUp");
    let warm_up = v8::Local::<v8::Function>::try_from(warm_up).expect("[simulator bug] warmUp is a function");
    let receiver = v8::undefined(scope).into();
    if let Err(Failure::Threw(thrown)) = catch(scope, |scope| warm_up.call(scope, receiver, &[])) {
        panic!("[simulator bug] warming up threw {}", convert::text(scope, thrown.value));
    }
}

/// No program: none runs before the blob is frozen.
fn blank(profile: Profile) -> Program {
    Program {
        profile,
        main: String::new(),
        args: Vec::new(),
        node_options: Vec::new(),
        env: Vec::new(),
        cwd: String::new(),
        cores: 1,
        stdin: Vec::new(),
        limits: Limits::default(),
        cpu: Cpu::Free,
        fast_crypto: false,
    }
}

/// A machine without anything: the bootstrap must not look at one, since what it saw would be in the blob.
struct Nothing;

impl Clock for Nothing {
    fn monotonic(&self) -> LoopTime {
        LoopTime::ZERO
    }

    fn peek(&self) -> LoopTime {
        LoopTime::ZERO
    }

    fn wall(&self) -> WallTime {
        unreachable!("[simulator bug] the bootstrap asked for the date")
    }
}

/// A call that must not happen while a snapshot is made.
macro_rules! never {
    ($($name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?;)*) => {
        $(fn $name(&mut self, $($argument: $type),*) $(-> $result)? {
            $(let _ = $argument;)*
            unreachable!(concat!("[simulator bug] the bootstrap called the operating system: ", stringify!($name)))
        })*
    };
}

impl Os for Nothing {
    fn charge(&mut self, _cost: Cost) {}

    fn thread_id(&self) -> ThreadId {
        ThreadId(0)
    }

    never! {
        run(work: Work) -> Result<Reply, Errno>;
        queue(work: Work) -> WorkId;
        ask(question: crate::os::Question) -> WorkId;
        cancel(id: WorkId) -> bool;
        poll(timeout: PollTimeout, ready: &mut Vec<Ready>);
        spawn(body: ThreadBody) -> ThreadId;
        join(thread: ThreadId);
        wake(thread: ThreadId);
        interrupt(thread: ThreadId);
        sync();
        futex_wait(word: u64, timeout_ns: Option<u64>) -> Result<(), Errno>;
        futex_wake(word: u64, count: usize) -> usize;
        watch(path: &FilePath) -> Result<WatchId, Errno>;
        unwatch(watch: WatchId);
        random(bytes: &mut [u8]);
    }
}

impl Sockets for Nothing {}

impl Observer for Nothing {
    fn output(&mut self, _stream: Stdio, _bytes: &[u8]) {}

    fn for_thread(&self) -> Box<dyn Observer + Send> {
        Box::new(Self)
    }
}
