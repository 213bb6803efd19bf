//! Faults strike only where they were asked for, and a schedule says where.

use loopscope_engine::clock::Clock;
use loopscope_engine::os::file::{FilePath, Mode, OpenFlags};
use loopscope_engine::os::names::Family;
use loopscope_engine::os::{Errno, FileCall, Lookup, Os, PollTimeout, Ready, Reply, Work};
use loopscope_sim::faults::{Fault, Faults};
use loopscope_sim::scheduler::{Keep, Replay, Schedule, Seeded, Typical};
use loopscope_sim::{Options, World};
use std::rc::Rc;

const ALWAYS: u32 = 1_000_000;

fn machine(fault: Fault, millionths: u32, seed: Option<u64>) -> (World, Rc<dyn Clock>, Box<dyn Os>) {
    let mut faults = Faults::NONE;
    faults.ask(fault, millionths);
    let mut options = Options { faults, keep: Keep::Schedule, ..Options::default() };
    options.scheduler = match seed {
        Some(seed) => Box::new(Seeded::new(seed)),
        None => Box::new(Typical),
    };
    let world = World::new(options);
    let (clock, os) = world.main_thread();
    (world, clock, os)
}

fn read() -> Work {
    Work::File(FileCall::ReadWhole { path: "/etc/hosts".into(), flags: OpenFlags::READ_ONLY, limit: 1_000 })
}

fn write() -> Work {
    let flags = OpenFlags::WRITE_ONLY.with(OpenFlags::CREATE);
    let (path, bytes) = (FilePath::from("/tmp/x"), vec![1]);
    Work::File(FileCall::WriteWhole { path, flags, mode: Mode(0o666), bytes, flush: false })
}

fn lookup() -> Work {
    Work::Lookup(Lookup { host: "localhost".to_owned(), family: Family::Any })
}

/// What a fault that always strikes makes of a call, and how many milliseconds the call took.
fn struck(fault: Fault, work: Work) -> (Option<Errno>, u64) {
    let (_world, clock, mut os) = machine(fault, ALWAYS, Some(1));
    let error = os.run(work).err();
    (error, clock.peek().as_whole_ms())
}

#[test]
fn each_fault_gives_its_error_or_its_delay() {
    assert_eq!(struck(Fault::DiskError, read()).0, Some(Errno::EIO));
    assert_eq!(struck(Fault::DiskFull, write()).0, Some(Errno::ENOSPC));
    assert_eq!(struck(Fault::DiskFull, read()).0, None);
    assert_eq!(struck(Fault::TooManyFiles, read()).0, Some(Errno::EMFILE));
    assert_eq!(struck(Fault::DnsUnknown, lookup()).0, Some(Errno::EAI_NONAME));
    let (error, ms) = struck(Fault::DnsTimeout, lookup());
    assert_eq!((error, ms / 1_000), (Some(Errno::EAI_AGAIN), 10));
    let (error, ms) = struck(Fault::DiskSlow, read());
    assert!(error.is_none() && ms >= 20, "{error:?} after {ms} ms");
}

#[test]
fn the_typical_schedule_spares_everyone() {
    let (world, _clock, mut os) = machine(Fault::DiskError, 999_999, None);
    assert!(os.run(read()).is_ok());
    assert_eq!(world.schedule().asked, 2);
}

/// The jobs of 20 that fail, and the schedule.
fn failures(world: &World, os: &mut dyn Os) -> (Vec<bool>, Schedule) {
    for _ in 0..20 {
        os.queue(read());
    }
    let mut ready = Vec::new();
    while ready.len() < 20 {
        os.poll(PollTimeout::Forever, &mut ready);
    }
    ready.sort_by_key(Ready::work);
    let failed = |ready: &Ready| matches!(ready, Ready::Work(_, Err(_)));
    (ready.iter().map(failed).collect(), world.schedule())
}

#[test]
fn a_schedule_says_where_a_fault_struck_and_strikes_there_again() {
    let (world, _clock, mut os) = machine(Fault::DiskError, 300_000, Some(2));
    let (failed, schedule) = failures(&world, &mut *os);
    let count = failed.iter().filter(|failed| **failed).count();
    assert!((2..12).contains(&count), "{count} of 20");
    assert!(schedule.to_string().contains("\nfault(disk-error: readFile /etc/hosts)"), "{schedule}");

    let mut faults = Faults::NONE;
    faults.ask(Fault::DiskError, 300_000);
    let scheduler = Box::new(Replay::new(schedule.clone()));
    let again = World::new(Options { scheduler, faults, keep: Keep::Schedule, ..Options::default() });
    let (_clock, mut os) = again.main_thread();
    assert_eq!(failures(&again, &mut *os), (failed, schedule));
}

#[test]
fn names_lead_back_to_their_faults() {
    for fault in Fault::ALL {
        assert_eq!(Fault::from_name(fault.name()), Some(*fault));
    }
}

#[test]
fn what_is_written_to_the_standard_streams_can_be_taken() {
    let (_clock, mut os) = World::new(Options::default()).main_thread();
    let write = |fd, text: &str| Work::File(FileCall::Write { fd, bytes: text.into(), position: None });
    assert_eq!(os.run(write(2, "no")), os.run(write(1, "on")));
    assert!(matches!(os.run(write(0, "in")), Err(Errno::EBADF)));
    let mut output = Vec::new();
    os.take_output(&mut output);
    os.take_output(&mut output);
    assert_eq!(output, [(2, b"no".to_vec()), (1, b"on".to_vec())]);
    let stdin = Work::File(FileCall::Read { fd: 0, len: 5, position: None });
    assert_eq!(os.run(stdin), Ok(Reply::File(loopscope_engine::os::FileReply::Bytes(Vec::new()))));
}
