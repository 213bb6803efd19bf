//! All that can be observed of a run: one closed list of events, and whoever listens to it.

/// The streams that a program writes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stdio {
    /// Descriptor 1.
    Stdout,
    /// Descriptor 2.
    Stderr,
}

/// Listens to a run.
pub trait Observer {
    /// The program wrote `bytes`.
    fn output(&mut self, stream: Stdio, bytes: &[u8]);
}
