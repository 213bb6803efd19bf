//! Faults strike only where they were asked for, and a schedule says where.

use loopscope_engine::clock::Clock;
use loopscope_engine::os::file::{FilePath, Mode, OpenFlags};
use loopscope_engine::os::names::Family;
use loopscope_engine::os::{Errno, FileCall, Lookup, Os, PollTimeout, Ready, Reply, Work};
use loopscope_sim::faults::{Fault, Faults};
use loopscope_sim::scheduler::{Keep, Replay, Schedule, Seeded, Typical};
use loopscope_sim::{Options, Simulation, World};
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

/// What a program prints when a fault strikes on every occasion.
fn printed(fault: Fault, program: &str) -> String {
    Simulation::of_text(program).node_options(["--expose-gc".to_owned()]).fault(fault, ALWAYS).run_seed(1).stdout
}

#[test]
fn a_refused_connect_tells_its_error_though_somebody_listens() {
    let program = "
        const net = require('net');
        const server = net.createServer(() => console.log('connection')).listen(8000, () => {
          const client = net.connect(8000).on('connect', () => client.end());
          client.on('error', (error) => console.log(error.code, error.syscall)).on('close', () => server.close());
        });";
    assert_eq!(printed(Fault::ConnRefused, program), "ECONNREFUSED connect\n");
    assert_eq!(Simulation::of_text(program).run_seed(1).stdout, "connection\n");
}

#[test]
fn a_broken_connection_tells_both_ends() {
    let program = "
        const net = require('net');
        const server = net.createServer((socket) => {
          socket.on('error', (error) => console.log(error.code)).resume().on('end', () => console.log('end'));
        }).listen(8000, () => {
          const client = net.connect(8000).on('error', (error) => console.log(error.code));
          client.on('close', () => server.close()).end('bytes');
        });";
    assert_eq!(printed(Fault::ConnReset, program), "ECONNRESET\nECONNRESET\n");
    assert_eq!(Simulation::of_text(program).run_seed(1).stdout, "end\n");
}

#[test]
fn a_collection_may_stop_its_thread_for_long() {
    let program = "const before = performance.now(); gc(); console.log(performance.now() - before > 20);";
    assert_eq!(printed(Fault::GcPause, program), "true\n");
    let healthy = Simulation::of_text(program).node_options(["--expose-gc".to_owned()]).run();
    assert_eq!(healthy.stdout, "false\n");
}

#[test]
fn a_callback_may_begin_late() {
    let program = "const before = performance.now(); setImmediate(() => console.log(performance.now() - before > 4));";
    assert_eq!(printed(Fault::SlowCallback, program), "true\n");
    assert_eq!(Simulation::of_text(program).run().stdout, "false\n");
}

#[test]
fn the_page_about_faults_has_every_one() {
    let page = include_str!("../../docs/FAULTS.md");
    for fault in Fault::ALL {
        let row = format!("| `{fault}` | {} |", fault.sentence());
        assert!(page.contains(&row), "docs/FAULTS.md has no row that begins {row}");
    }
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
