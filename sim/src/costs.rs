//! The one table of what everything costs in virtual time, with the reason of each number.
//!
//! The numbers are those of a quiet Linux server of about 2022 with its files in the page cache: near enough that a
//! program's proportions come out right, which is all that order depends on. The typical value decides what a run
//! without a seed shows; the two ends decide what luck may do to it, so they are as wide as a busy machine makes them.

mod bounds;

pub use bounds::Bounds;

use loopscope_engine::os::{Compute, Cost, FileCall};

/// How far away the files are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disk {
    /// In the page cache: the kernel only copies.
    #[default]
    Cached,
    /// On a local solid-state disk.
    Ssd,
    /// On a file server in the same building.
    Network,
}

/// What everything costs. A change of a typical value changes what old schedules mean, so it raises their version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Costs {
    /// How far away the files are.
    pub disk: Disk,
}

impl Costs {
    /// One read of a clock. `clock_gettime` through the vDSO takes about 25 ns and V8's way there the rest. Fixed, not
    /// chosen: a program that polls the clock would meet a million choices.
    pub const CLOCK_READ_NS: u64 = 100;

    /// Process start to the first line of the program: Node's bootstrap. Typically a whole number of milliseconds, so
    /// that the first timer's millisecond begins with the program and not by chance in its middle.
    pub const STARTUP: Bounds = Bounds::new(18 * MS, 30 * MS, 90 * MS);

    /// The end of the main script to the first turn of the loop. Whether a timer of 1 ms is due then is the best known
    /// race of Node: from Node 20 on the immediate was first in 45 to 57 of 60 runs. As the loop counts whole
    /// milliseconds, that is a way of 50 to 250 us.
    pub const LOOP_START: Bounds = Bounds::new(40 * US, 150 * US, 2 * MS);

    /// The same up to Node 18, where the timeout was first in 55 of 60 runs.
    pub const LOOP_START_SLOW: Bounds = Bounds::new(300 * US, 1_200 * US, 4 * MS);

    /// Start of a worker thread to its first line: Node's bootstrap without the process around it.
    pub const THREAD_START: Bounds = Bounds::new(8 * MS, 14 * MS, 60 * MS);

    /// An atomic operation on memory that another core has in its cache. Fixed: a program that spins would meet a million
    /// choices.
    pub const ATOMIC_NS: u64 = 50;

    /// Start of a small command to its first line: the kernel maps it and its C library.
    pub const COMMAND_START: Bounds = Bounds::new(400 * US, MS, 12 * MS);

    /// Entering a callback and leaving it, without what the callback itself does.
    pub const CALLBACK: Bounds = Bounds::new(2 * US, 8 * US, 300 * US);

    /// Reading, wrapping and compiling a module, whatever its size. At most three milliseconds, because on a real
    /// machine a timeout of 1 ms set by the main script can be due before the first immediate.
    pub const MODULE: Bounds = Bounds::new(60 * US, 200 * US, 3 * MS);

    /// A byte of source text: V8 pre-parses about 50 MB a second, cold.
    pub const MODULE_BYTE: Bounds = Bounds::new(10, 20, 80);

    /// Writing or reading a structured clone, whatever its size: a serializer is made and a message queued.
    pub const CLONE: Bounds = Bounds::new(US, 3 * US, 40 * US);

    /// A byte of a structured clone: V8 writes and reads about 400 MB a second.
    pub const CLONE_BYTE: Bounds = Bounds::new(1, 3, 12);

    /// A thousand units of the program's own work, where a unit is the simplest operation of optimised code: a turn of
    /// a short loop counts about 8, a call about 30. Chosen once for each thread: a core is slow for a while, not for a
    /// line.
    pub const SCRIPT_KILO_UNIT: Bounds = Bounds::new(90, 125, 400);

    /// A collection of the young generation, of which little survives: about 1 ms for 16 MB in Node.
    pub const COLLECT_YOUNG: Bounds = Bounds::new(300 * US, 900 * US, 8 * MS);

    /// The part of a collection of the whole heap for which the thread stands; most is done beside it.
    pub const COLLECT_ALL: Bounds = Bounds::new(2 * MS, 6 * MS, 80 * MS);

    /// One `epoll_wait(2)` that finds something or does not wait. Up to 40 us, because on a real machine a file call
    /// made by the main script is often done before the first poll looks.
    pub const POLL: Bounds = Bounds::new(500, US, 40 * US);

    /// From the moment when something is ready to the moment when a waiting thread runs: a wake-up by the scheduler.
    pub const WAKE: Bounds = Bounds::new(2 * US, 15 * US, 250 * US);

    /// How much too late a wait ends: the kernel's timer slack of 50 us and a wake-up; a busy machine adds a slice.
    pub const TIMER_SLACK: Bounds = Bounds::new(5 * US, 60 * US, 1_200 * US);

    /// Handing a job to the pool: a lock and a signal. Fixed, since a choice for each would say little.
    pub const SUBMIT_NS: u64 = 1_500;

    /// What a worker's first job takes more than its later ones: a cold stack and a cold core. About as long as the
    /// way to the loop's first turn, because a `stat` by the main script was ready at the first poll in 23 to 37 of 60
    /// runs, and nearly always at the second.
    pub const WORKER_START: Bounds = Bounds::new(20 * US, 130 * US, 1_500 * US);

    /// `pthread_create(3)`: a stack is mapped and the thread put into a run queue. Fixed, as the thread's own start takes
    /// so much longer.
    pub const THREAD_CREATE_NS: u64 = 15_000;

    /// `fork(2)` and `execve(2)` as the parent sees them: it waits until the child has begun. Fixed as above.
    pub const PROCESS_CREATE_NS: u64 = 900_000;

    /// `getrandom(2)`, whatever the number of bytes. Fixed as above.
    pub const RANDOM_NS: u64 = 400;

    /// Name lookup by `getaddrinfo(3)` for a name of `/etc/hosts`: it reads three files.
    pub const LOOKUP_LOCAL: Bounds = Bounds::new(60 * US, 150 * US, 2 * MS);

    /// Name lookup that asks a server: a round trip in the building, or a retry.
    pub const LOOKUP_REMOTE: Bounds = Bounds::new(300 * US, 2 * MS, 120 * MS);

    /// A packet from a socket to another one of the same machine. The kernel usually takes it all the way within the call
    /// that sends it, so that the very next poll of the receiver finds it (60 of 60 runs of Node); a busy one leaves it
    /// to a thread of its own.
    pub const PACKET_LOOPBACK: Bounds = Bounds::new(0, 0, 400 * US);

    /// A packet to a machine of the same building.
    pub const PACKET_LOCAL: Bounds = Bounds::new(80 * US, 200 * US, 20 * MS);

    /// One call on a socket that moves something: `accept4(2)`, `read(2)`, `writev(2)`, `shutdown(2)`. Fixed as above:
    /// the callbacks that make these calls have luck enough.
    pub const SOCKET_CALL_NS: u64 = 4 * US;

    /// Copying a byte into or out of the kernel, in picoseconds: 5 GB a second.
    pub const SOCKET_BYTE_PS: u64 = 200;

    /// How long a client waits before it asks a server again that did not answer, the first time: TCP's
    /// retransmission timeout. It doubles each time.
    pub const CONNECT_RETRY_NS: u64 = 1_000 * MS;

    /// What `cost` takes.
    pub const fn of(&self, cost: Cost) -> Bounds {
        match cost {
            Cost::Startup => Self::STARTUP,
            Cost::LoopStart { is_slow: false } => Self::LOOP_START,
            Cost::LoopStart { is_slow: true } => Self::LOOP_START_SLOW,
            Cost::ThreadStart => Self::THREAD_START,
            Cost::CommandStart => Self::COMMAND_START,
            Cost::Atomic => Bounds::fixed(Self::ATOMIC_NS),
            Cost::Callback => Self::CALLBACK,
            Cost::Module { bytes } => Self::MODULE.plus(Self::MODULE_BYTE.times(bytes)),
            Cost::Clone { bytes } => Self::CLONE.plus(Self::CLONE_BYTE.times(bytes)),
            Cost::Collection { is_full: false } => Self::COLLECT_YOUNG,
            Cost::Collection { is_full: true } => Self::COLLECT_ALL,
            Cost::JavaScript { units } => Self::SCRIPT_KILO_UNIT.times(units).divided(1_000),
        }
    }

    /// What a computation takes on a core of its own.
    pub const fn compute(&self, compute: Compute) -> Bounds {
        match compute {
            // HMAC-SHA-256 twice over one block with the processor's SHA instructions.
            Compute::Pbkdf2 { iterations } => Bounds::new(300, 400, 800).times(iterations).plus(Self::CRYPTO),
            // Salsa20/8 over 128 bytes, twice, in memory that misses the cache: N=16384, r=8 takes about 50 ms.
            Compute::Scrypt { blocks } => Bounds::new(300, 400, 800).times(blocks).plus(Self::CRYPTO),
            // SHA-256 at 700 MB a second.
            Compute::Hkdf { bytes } | Compute::Hash { bytes } => per_byte(1_400, bytes).plus(Self::CRYPTO),
            // AES-CTR at 300 MB a second.
            Compute::Random { bytes } => per_byte(3_000, bytes).plus(Self::CRYPTO),
            // AES at 1 GB a second.
            Compute::Cipher { bytes } => per_byte(1_000, bytes).plus(Self::CRYPTO),
            // zlib's level 6 at 50 MB a second.
            Compute::Deflate { bytes } => per_byte(20_000, bytes).plus(Self::ZLIB),
            // zlib at 300 MB a second of output.
            Compute::Inflate { bytes } => per_byte(3_300, bytes).plus(Self::ZLIB),
            // Brotli's quality 11, Node's default, at 1 MB a second.
            Compute::BrotliEncode { bytes } => per_byte(1_000_000, bytes).plus(Self::ZLIB),
            // Brotli at 300 MB a second of output.
            Compute::BrotliDecode { bytes } => per_byte(3_300, bytes).plus(Self::ZLIB),
            // Zstandard's level 3 at 400 MB a second, and back at 1.2 GB a second.
            Compute::ZstdEncode { bytes } => per_byte(2_500, bytes).plus(Self::ZLIB),
            Compute::ZstdDecode { bytes } => per_byte(800, bytes).plus(Self::ZLIB),
            Compute::KeyPairCurve => Bounds::new(30 * US, 90 * US, 600 * US),
            // Two primes by trial: about 100 ms for 2048 bits, and the luck of the search is large.
            Compute::KeyPairRsa { bits } => Bounds::new(8 * US, 50 * US, 400 * US).times(bits),
            Compute::Signature => Bounds::new(20 * US, 50 * US, 400 * US),
        }
    }

    /// Getting to a cryptographic primitive and back, on a worker that has to wake first.
    const CRYPTO: Bounds = Bounds::new(2 * US, 8 * US, 150 * US);

    /// Setting up a compression stream and handing over its output.
    const ZLIB: Bounds = Bounds::new(8 * US, 25 * US, 300 * US);

    /// What a file call takes that moves `bytes` bytes or entries' names.
    pub fn file(&self, call: &FileCall, bytes: u64) -> Bounds {
        let calls = match call {
            FileCall::Stat { .. }
            | FileCall::Lstat { .. }
            | FileCall::StatFs { .. }
            | FileCall::Access { .. }
            | FileCall::Readlink { .. }
            | FileCall::Realpath { .. } => METADATA,
            FileCall::Open { .. } | FileCall::OpenDir { .. } => OPEN,
            FileCall::Read { .. } => READ,
            FileCall::Write { .. } | FileCall::Writev { .. } => WRITE,
            FileCall::Readdir { .. } => OPEN.plus(READ),
            FileCall::ReadDirNext { .. } => READ,
            FileCall::Mkdir { .. }
            | FileCall::Mkdtemp { .. }
            | FileCall::Rmdir { .. }
            | FileCall::Unlink { .. }
            | FileCall::Rename { .. }
            | FileCall::Link { .. }
            | FileCall::Symlink { .. }
            | FileCall::Chmod { .. }
            | FileCall::Fchmod { .. }
            | FileCall::Chown { .. }
            | FileCall::Fchown { .. }
            | FileCall::Lchown { .. }
            | FileCall::Utimes { .. }
            | FileCall::Futimes { .. }
            | FileCall::Lutimes { .. }
            | FileCall::Truncate { .. }
            | FileCall::Ftruncate { .. } => CHANGE,
            FileCall::Fsync { .. } | FileCall::Fdatasync { .. } => SYNC,
            FileCall::CopyFile { .. } => OPEN.times(2).plus(READ).plus(WRITE),
            FileCall::ReadWhole { .. } => OPEN.plus(READ).plus(CLOSE),
            FileCall::WriteWhole { flush, .. } => {
                let write = OPEN.plus(WRITE).plus(CLOSE);
                if *flush { write.plus(SYNC) } else { write }
            }
            // These never leave the process's own tables.
            FileCall::Close { .. } | FileCall::CloseDir { .. } | FileCall::Fstat { .. } => return CLOSE,
            FileCall::Chdir { .. } | FileCall::Getcwd | FileCall::Umask { .. } => return CLOSE,
        };
        // The page cache copies about 7 GB a second, a good disk half of that, a network a tenth.
        match self.disk {
            Disk::Cached => calls.plus(per_byte(150, bytes)),
            Disk::Ssd => calls.plus(Bounds::new(20 * US, 80 * US, 5 * MS)).plus(per_byte(300, bytes)),
            Disk::Network => calls.plus(Bounds::new(200 * US, 700 * US, 60 * MS)).plus(per_byte(1_500, bytes)),
        }
    }
}

impl Default for Costs {
    fn default() -> Self {
        Self { disk: Disk::Cached }
    }
}

const US: u64 = 1_000;
const MS: u64 = 1_000_000;

/// A walk along a path and a look at its inode, on a worker that has to wake first. Below the cost of two callbacks, as
/// a `stat` of a quiet machine is done before the second turn of the loop polls.
const METADATA: Bounds = Bounds::new(US, 12 * US, 2 * MS);

/// `open(2)`: the same, and a descriptor.
const OPEN: Bounds = Bounds::new(2 * US, 15 * US, 3 * MS);

/// `close(2)` and `fstat(2)`: no path to walk.
const CLOSE: Bounds = Bounds::new(US, 5 * US, 400 * US);

/// `read(2)`, without its bytes.
const READ: Bounds = Bounds::new(2 * US, 12 * US, 5 * MS);

/// `write(2)` to the page cache, without its bytes; the slow end is a cache that must be written out first.
const WRITE: Bounds = Bounds::new(3 * US, 16 * US, 8 * MS);

/// A change of a directory or an inode: a journal entry.
const CHANGE: Bounds = Bounds::new(4 * US, 25 * US, 6 * MS);

/// `fsync(2)`: the disk itself must answer.
const SYNC: Bounds = Bounds::new(100 * US, MS, 40 * MS);

/// `bytes` bytes at so many picoseconds each, and up to three times as long on a busy machine.
const fn per_byte(typical_ps: u64, bytes: u64) -> Bounds {
    let typical = typical_ps.saturating_mul(bytes) / 1_000;
    Bounds::new(typical - typical / 4, typical, typical.saturating_mul(3))
}

#[cfg(test)]
mod tests {
    use super::Costs;
    use loopscope_engine::os::{Compute, Cost};

    #[test]
    fn a_small_script_ends_within_its_first_millisecond() {
        let typical = Costs::default().of(Cost::Module { bytes: 1_000 }).typical;
        assert!(typical < 900_000, "or the typical run would have its first timeout before its first immediate");
    }

    #[test]
    fn computations_take_what_they_take_on_a_server() {
        let typical_ms = |compute| Costs::default().compute(compute).typical / 1_000_000;
        assert_eq!(typical_ms(Compute::Pbkdf2 { iterations: 400_000 }), 160);
        assert_eq!(typical_ms(Compute::Scrypt { blocks: 16_384 * 8 }), 52);
        assert_eq!(typical_ms(Compute::KeyPairRsa { bits: 2_048 }), 102);
    }
}
