//! What people call a resource, a place and a time.

use crate::trace::{Resource, ThreadNumber, Trace};
use crate::view::Pool;
use loopscope_engine::trace::{Event, Place};

/// The word that people use for Node's name of a kind.
pub fn word(kind: &str) -> &str {
    match kind {
        "Main" => "main script",
        "TickObject" => "tick",
        "PROMISE" => "promise reaction",
        "Microtask" => "microtask",
        "Timeout" => "timer",
        "Immediate" => "immediate",
        "FSREQCALLBACK" | "FSREQPROMISE" => "file request",
        "GETADDRINFOREQWRAP" => "name lookup",
        "GETNAMEINFOREQWRAP" => "address lookup",
        "QUERYWRAP" => "DNS question",
        "PBKDF2REQUEST" => "pbkdf2",
        "SCRYPTREQUEST" => "scrypt",
        "RANDOMBYTESREQUEST" => "random bytes",
        "HASHREQUEST" => "digest",
        "ZLIB" => "compression",
        "TCPWRAP" | "TCPSocketWrap" => "TCP socket",
        "TCPSERVERWRAP" => "TCP server",
        "PIPESERVERWRAP" => "pipe server",
        "TCPCONNECTWRAP" | "PIPECONNECTWRAP" => "connect request",
        "PIPEWRAP" => "pipe",
        "UDPWRAP" => "UDP socket",
        "WRITEWRAP" => "write request",
        "SHUTDOWNWRAP" => "shutdown request",
        "HTTPINCOMINGMESSAGE" => "HTTP message",
        "HTTPCLIENTREQUEST" => "HTTP request",
        "MESSAGEPORT" => "message port",
        "WORKER" => "worker thread",
        "PROCESSWRAP" => "child process",
        "SIGNALWRAP" => "signal handler",
        "FSEVENTWRAP" | "FSEvent" | "STATWATCHER" => "file watcher",
        other => other,
    }
}

/// Names the resources of one thread.
#[derive(Clone, Copy, Debug)]
pub struct Namer<'t> {
    trace: &'t Trace,
    thread: ThreadNumber,
}

impl<'t> Namer<'t> {
    /// Names what belongs to `thread`.
    pub const fn new(trace: &'t Trace, thread: ThreadNumber) -> Self {
        Self { trace, thread }
    }

    /// The resource of that id.
    pub fn resource(&self, id: u64) -> Option<Resource<'t>> {
        self.trace.resource(self.thread, id)
    }

    /// What it is and where it was set: `timer late (main.js:3)`.
    pub fn name(&self, id: u64) -> String {
        let Some(resource) = self.resource(id) else { return format!("resource {id}") };
        let place = resource.at.map(|at| format!(" ({})", place(at))).unwrap_or_default();
        format!("{}{place}", describe(&resource))
    }

    /// What it is: `timer late`.
    pub fn short(&self, id: u64) -> String {
        self.resource(id).map_or_else(|| format!("resource {id}"), |resource| describe(&resource))
    }

    /// A promise as such, not as the reaction that settles it.
    pub fn promise(&self, id: u64) -> String {
        let place = self.resource(id).and_then(|resource| resource.at).map(|at| format!(" of {}", place(at)));
        format!("the promise{}", place.unwrap_or_default())
    }
}

fn describe(resource: &Resource<'_>) -> String {
    match resource.callback {
        Some(function) if resource.awaits => format!("the rest of {function} behind await"),
        None if resource.awaits => "the rest behind await".to_owned(),
        Some(function) => format!("{} {function}", word(resource.kind)),
        None => word(resource.kind).to_owned(),
    }
}

/// File and line: `main.js:3`.
pub fn place(at: Place<'_>) -> String {
    format!("{}:{}", file_name(at.file), at.line)
}

/// The last part of a path or URL.
pub fn file_name(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// What a piece of work is called.
pub fn work(trace: &Trace, pool: &Pool, number: u64) -> String {
    match pool.work(number).map(|work| trace.event(work.queued)) {
        Some(Event::WorkQueued { name, .. }) => name.to_owned(),
        _ => format!("work {number}"),
    }
}
