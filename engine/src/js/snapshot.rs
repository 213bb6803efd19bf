//! The bootstrapped context as a blob, from which every runtime of a process starts: parsing and running Node's
//! JavaScript half once instead of at every start.
//!
//! A blob belongs to one profile and one build. It changes nothing but the time that a start takes.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::error::{Failure, catch};
use super::state::State;
use super::threads::Threads;
use super::{convert, ops, platform};
use crate::clock::{Clock, LoopTime, WallTime};
use crate::os::file::FilePath;
use crate::os::socket::Sockets;
use crate::os::{Cost, Errno, Os, PollTimeout, Ready, Reply, ThreadBody, ThreadId, WatchId, Work, WorkId};
use crate::profile::Profile;
use crate::program::{Limits, Program};
use crate::trace::{Observer, Stdio};

/// The blobs that this process starts runtimes from, by major version.
static BLOBS: Mutex<Vec<(u32, &'static [u8])>> = Mutex::new(Vec::new());

/// Gives the process the blob of a profile, made by [`create`] in the same build.
pub fn provide(profile: Profile, blob: &'static [u8]) {
    blobs().push((profile.major(), blob));
}

/// The blob that runtimes of a profile start from.
pub(super) fn of(profile: Profile) -> Option<&'static [u8]> {
    find(&blobs(), profile)
}

fn blobs() -> MutexGuard<'static, Vec<(u32, &'static [u8])>> {
    BLOBS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn find(blobs: &[(u32, &'static [u8])], profile: Profile) -> Option<&'static [u8]> {
    blobs.iter().find(|(major, _)| *major == profile.major()).map(|(_, blob)| *blob)
}

/// Every function of ours that a blob may point at.
pub(super) fn external_references() -> Cow<'static, [v8::ExternalReference]> {
    ops::callbacks().map(|function| v8::ExternalReference { function }).collect()
}

/// Bootstraps a context for `profile` and freezes it.
pub fn create(profile: Profile) -> Vec<u8> {
    platform::start();
    let mut isolate = v8::Isolate::snapshot_creator(Some(external_references()), None);
    let threads = Threads::main(ThreadId(0), Arc::default());
    let state = Rc::new(State::new(blank(profile), Rc::new(Nothing), Box::new(Nothing), Box::new(Nothing), threads));
    isolate.set_slot(Rc::clone(&state));
    {
        v8::scope!(let scope, &mut isolate);
        let context = v8::Context::new(scope, v8::ContextOptions::default());
        let scope = &mut v8::ContextScope::new(scope, context);
        let handed_over = ops::bootstrap(scope);
        warm_up(scope, handed_over);
        scope.set_default_context(context);
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
