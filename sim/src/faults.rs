//! Faults: what goes wrong only when it was asked to. Each is a choice point, so a schedule says where it struck.
//!
//! A fault is no luck of a healthy machine: without one asked for, disks answer and names resolve, however slowly.

use crate::costs::Bounds;
use loopscope_engine::os::{Errno, FileCall, Work};
use std::collections::BTreeMap;
use std::fmt;

/// One thing that can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A file call waits for a disk that is busy with something else.
    DiskSlow,
    /// A file call that reads or writes gives `EIO`.
    DiskError,
    /// A file call that needs room gives `ENOSPC`.
    DiskFull,
    /// A file call that needs a descriptor gives `EMFILE`.
    TooManyFiles,
    /// A name lookup waits for servers that do not answer, and gives `EAI_AGAIN`.
    DnsTimeout,
    /// A name lookup gives `EAI_NONAME`, though the name exists.
    DnsUnknown,
    /// A connection breaks while something is under way: both ends get `ECONNRESET`.
    ConnReset,
    /// A connect gives `ECONNREFUSED`, though somebody listens.
    ConnRefused,
    /// A garbage collection stops its thread much longer than it should.
    GcPause,
    /// A callback begins late: its thread was taken off its core.
    SlowCallback,
}

impl Fault {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::DiskSlow,
        Self::DiskError,
        Self::DiskFull,
        Self::TooManyFiles,
        Self::DnsTimeout,
        Self::DnsUnknown,
        Self::ConnReset,
        Self::ConnRefused,
        Self::GcPause,
        Self::SlowCallback,
    ];

    /// The name on the command line and in schedules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DiskSlow => "disk-slow",
            Self::DiskError => "disk-error",
            Self::DiskFull => "disk-full",
            Self::TooManyFiles => "emfile",
            Self::DnsTimeout => "dns-timeout",
            Self::DnsUnknown => "dns-unknown",
            Self::ConnReset => "conn-reset",
            Self::ConnRefused => "conn-refused",
            Self::GcPause => "gc-pause",
            Self::SlowCallback => "slow-callback",
        }
    }

    /// The fault of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            // As errors and habit call them.
            "enospc" => Some(Self::DiskFull),
            "dns-fail" => Some(Self::DnsUnknown),
            _ => Self::ALL.iter().copied().find(|fault| fault.name() == name),
        }
    }

    /// What happened, as a sentence about whoever was struck.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::DiskSlow => "the disk was busy with something else",
            Self::DiskError => "the disk failed (EIO)",
            Self::DiskFull => "the disk was full (ENOSPC)",
            Self::TooManyFiles => "no descriptor was free (EMFILE)",
            Self::DnsTimeout => "no name server answered (EAI_AGAIN)",
            Self::DnsUnknown => "the name server did not know the name (EAI_NONAME)",
            Self::ConnReset => "the connection broke (ECONNRESET)",
            Self::ConnRefused => "nobody took the connection (ECONNREFUSED)",
            Self::GcPause => "the garbage collector took its time",
            Self::SlowCallback => "the thread was taken off its core",
        }
    }

    /// True when it can strike `work`.
    pub(crate) const fn applies_to(self, work: &Work) -> bool {
        match (self, work) {
            (Self::DiskSlow, Work::File(call)) => touches_disk(call),
            (Self::DiskError, Work::File(call)) => moves_bytes(call),
            (Self::DiskFull, Work::File(call)) => needs_room(call),
            (Self::TooManyFiles, Work::File(call)) => needs_descriptor(call),
            (Self::DnsTimeout | Self::DnsUnknown, Work::Lookup(_)) => true,
            _ => false,
        }
    }

    /// The time that it adds.
    pub(crate) const fn delay(self) -> Bounds {
        match self {
            // From a disk that writes its cache out to one that retries a sector.
            Self::DiskSlow => Bounds::new(20_000_000, 100_000_000, 2_000_000_000),
            // The resolver's usual patience: 5 s for each of two tries (`resolv.conf(5)`, timeout and attempts).
            Self::DnsTimeout => Bounds::fixed(10_000_000_000),
            // A full collection of a heap of gigabytes, nothing of it beside the thread.
            Self::GcPause => Bounds::new(20_000_000, 120_000_000, 1_000_000_000),
            // From a slice of the scheduler to a virtual machine that is moved.
            Self::SlowCallback => Bounds::new(4_000_000, 40_000_000, 400_000_000),
            Self::DiskError
            | Self::DiskFull
            | Self::TooManyFiles
            | Self::DnsUnknown
            | Self::ConnReset
            | Self::ConnRefused => Bounds::fixed(0),
        }
    }

    /// The error that it gives instead of the answer, if it does.
    pub(crate) const fn errno(self) -> Option<Errno> {
        match self {
            Self::DiskSlow | Self::GcPause | Self::SlowCallback => None,
            Self::DiskError => Some(Errno::EIO),
            Self::DiskFull => Some(Errno::ENOSPC),
            Self::TooManyFiles => Some(Errno::EMFILE),
            Self::DnsTimeout => Some(Errno::EAI_AGAIN),
            Self::DnsUnknown => Some(Errno::EAI_NONAME),
            Self::ConnReset => Some(Errno::ECONNRESET),
            Self::ConnRefused => Some(Errno::ECONNREFUSED),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Calls that never leave the process's own tables cannot wait for a disk.
const fn touches_disk(call: &FileCall) -> bool {
    !matches!(
        call,
        FileCall::Close { .. }
            | FileCall::CloseDir { .. }
            | FileCall::Fstat { .. }
            | FileCall::Chdir { .. }
            | FileCall::Getcwd
            | FileCall::Umask { .. }
    )
}

const fn moves_bytes(call: &FileCall) -> bool {
    needs_room(call)
        || matches!(
            call,
            FileCall::Read { .. } | FileCall::ReadWhole { .. } | FileCall::Fsync { .. } | FileCall::Fdatasync { .. }
        )
}

const fn needs_room(call: &FileCall) -> bool {
    matches!(
        call,
        FileCall::Write { .. } | FileCall::Writev { .. } | FileCall::WriteWhole { .. } | FileCall::CopyFile { .. }
    )
}

const fn needs_descriptor(call: &FileCall) -> bool {
    matches!(
        call,
        FileCall::Open { .. }
            | FileCall::OpenDir { .. }
            | FileCall::ReadWhole { .. }
            | FileCall::WriteWhole { .. }
            | FileCall::CopyFile { .. }
    )
}

/// Which faults were asked for, each with how likely it is to strike, in millionths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(BTreeMap<Fault, u32>);

impl Faults {
    /// None.
    pub const NONE: Self = Self(BTreeMap::new());

    /// Asks for a fault, in millionths of the occasions; a later wish replaces an earlier one.
    pub fn ask(&mut self, fault: Fault, millionths: u32) {
        self.0.insert(fault, millionths.min(1_000_000));
    }

    /// How likely a fault is to strike, in millionths; none when it was not asked for.
    pub(crate) fn likelihood(&self, fault: Fault) -> Option<u32> {
        self.0.get(&fault).copied()
    }

    /// Those that can strike `work`, in a fixed order.
    pub(crate) fn for_work(&self, work: &Work) -> impl Iterator<Item = (Fault, u32)> {
        self.0.iter().map(|(fault, millionths)| (*fault, *millionths)).filter(|(fault, _)| fault.applies_to(work))
    }
}
