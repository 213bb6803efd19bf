//! What a program writes goes to our own stdout and stderr.

use loopscope_engine::trace::{Observer, Stdio};
use std::io::{BufWriter, Stdout, Write, stderr, stdout};
use std::sync::{Arc, Mutex, PoisonError};

/// Hands a program's output on, stdout in large pieces. All threads of the program write to one.
pub(crate) struct Terminal {
    stdout: Arc<Mutex<BufWriter<Stdout>>>,
}

impl Terminal {
    pub(crate) fn new() -> Self {
        Self { stdout: Arc::new(Mutex::new(BufWriter::with_capacity(1 << 16, stdout()))) }
    }
}

impl Observer for Terminal {
    fn output(&mut self, stream: Stdio, bytes: &[u8]) {
        // OK because a thread that panics has already failed the run.
        let mut out = self.stdout.lock().unwrap_or_else(PoisonError::into_inner);
        // A reader that has gone away is no reason to stop the simulation.
        let _ = match stream {
            Stdio::Stdout => out.write_all(bytes),
            Stdio::Stderr => out.flush().and_then(|()| stderr().write_all(bytes)),
        };
    }

    fn for_thread(&self) -> Box<dyn Observer + Send> {
        Box::new(Self { stdout: Arc::clone(&self.stdout) })
    }
}

impl Drop for Terminal {
    /// The process may end before the last thread has let go of the stream.
    fn drop(&mut self) {
        let _ = self.stdout.lock().unwrap_or_else(PoisonError::into_inner).flush();
    }
}
