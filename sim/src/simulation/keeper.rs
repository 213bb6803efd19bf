//! The observer of every run: keeps what the program writes, and hands on what it hears.

use loopscope_engine::clock::LoopTime;
use loopscope_engine::trace::{Event, HeapSample, Observer, Stdio, Wants};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a program wrote.
#[derive(Default)]
struct Output {
    stdout: Vec<u8>,
    stderr: Vec<u8>,
}

/// What all threads of a program wrote so far.
#[derive(Clone, Default)]
pub(super) struct Kept(Arc<Mutex<Output>>);

impl Kept {
    fn lock(&self) -> MutexGuard<'_, Output> {
        // OK because a thread that panics has already failed the run.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Standard output and standard error as text.
    pub(super) fn take(&self) -> (String, String) {
        let Output { stdout, stderr } = std::mem::take(&mut *self.lock());
        (text(stdout), text(stderr))
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Hears a thread of the program.
pub(super) struct Keeper<O: ?Sized> {
    pub(super) kept: Kept,
    pub(super) observer: Option<Box<O>>,
}

impl<O: Observer + ?Sized> Observer for Keeper<O> {
    fn wants(&self) -> Wants {
        self.observer.as_ref().map(|observer| observer.wants()).unwrap_or_default()
    }

    fn output(&mut self, stream: Stdio, bytes: &[u8]) {
        let mut kept = self.kept.lock();
        match stream {
            Stdio::Stdout => kept.stdout.extend_from_slice(bytes),
            Stdio::Stderr => kept.stderr.extend_from_slice(bytes),
        }
        if let Some(observer) = &mut self.observer {
            observer.output(stream, bytes);
        }
    }

    fn for_thread(&self) -> Box<dyn Observer + Send> {
        let observer = self.observer.as_ref().map(|observer| observer.for_thread());
        Box::new(Keeper { kept: self.kept.clone(), observer })
    }

    fn heap(&mut self, sample: HeapSample) {
        if let Some(observer) = &mut self.observer {
            observer.heap(sample);
        }
    }

    fn event(&mut self, at: LoopTime, event: Event<'_>) {
        if let Some(observer) = &mut self.observer {
            observer.event(at, event);
        }
    }
}
