//! What a program writes goes to our own stdout and stderr.

use loopscope_engine::trace::{Observer, Stdio};
use std::io::{BufWriter, Stdout, Write, stderr, stdout};

/// Hands a program's output on, stdout in large pieces.
pub(crate) struct Terminal {
    stdout: BufWriter<Stdout>,
}

impl Terminal {
    pub(crate) fn new() -> Self {
        Self { stdout: BufWriter::with_capacity(1 << 16, stdout()) }
    }
}

impl Observer for Terminal {
    fn output(&mut self, stream: Stdio, bytes: &[u8]) {
        // A reader that has gone away is no reason to stop the simulation.
        let _ = match stream {
            Stdio::Stdout => self.stdout.write_all(bytes),
            Stdio::Stderr => self.stdout.flush().and_then(|()| stderr().write_all(bytes)),
        };
    }
}
