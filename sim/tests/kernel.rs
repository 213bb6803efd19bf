//! The kernel's promises about streams and signals, for every program and every luck; `docs/OS.md` lists them all.
//!
//! 1. A stream gives the bytes that were written, in order, none twice and none lost, however it is cut; then its end.
//! 2. What nobody reads fills the buffers of both ends: writing is refused then, and goes on once something was read.
//! 3. Signals that a process listens for come once each, in the order in which they were sent.
//! 4. A socket that was given to another descriptor lives until the last of them is closed.

use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::names::Address;
use loopscope_engine::os::socket::{Domain, SocketAddress, SocketKind};
use loopscope_engine::os::{Errno, Os, PollTimeout, Ready};
use loopscope_sim::scheduler::Seeded;
use loopscope_sim::{Options, World};
use proptest::prelude::*;
use std::collections::VecDeque;

/// More than all buffers between two sockets hold.
const PLENTY: usize = 16 << 20;

#[derive(Clone, Debug)]
enum Step {
    Write(usize),
    Read(usize),
    /// Lets so many nanoseconds pass.
    Wait(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (1..200_000_usize).prop_map(Step::Write),
        3 => (1..200_000_usize).prop_map(Step::Read),
        1 => (0..300_000_u64).prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 0..40)
}

fn machine(seed: u64) -> (World, Box<dyn Os>) {
    let world = World::new(Options { scheduler: Box::new(Seeded::new(seed)), ..Options::default() });
    let (_clock, os) = world.main_thread();
    (world, os)
}

/// Lets time pass, a millisecond at least.
fn wait(os: &mut dyn Os, now_ns: &mut u64, ns: u64) {
    *now_ns += ns + 1_000_000;
    os.poll(PollTimeout::Until(LoopTime::from_ns(*now_ns)), &mut Vec::new());
}

/// A client and the server's end of its connection.
fn connection(os: &mut dyn Os, now_ns: &mut u64) -> (i32, i32) {
    let address = SocketAddress::ip(Address::LOOPBACK_V4, 8_000);
    let server = os.socket(Domain::V4, SocketKind::Stream).expect("descriptors are free");
    os.bind(server, &address).expect("the port is free");
    os.listen(server, 8).expect("it is bound");
    let client = os.socket(Domain::V4, SocketKind::Stream).expect("descriptors are free");
    os.connect(client, &address).expect("somebody listens");
    for _ in 0..100 {
        match os.accept(server) {
            Ok(end) => {
                os.close(server).expect("it is open");
                return (client, end);
            }
            Err(Errno::EAGAIN) => wait(os, now_ns, 0),
            Err(errno) => panic!("accept gives {errno:?}"),
        }
    }
    panic!("the connection never arrives")
}

/// Writes and reads as told, then reads to the end; gives what was written and what was read.
fn transfer(steps: &[Step], seed: u64) -> (Vec<u8>, Vec<u8>) {
    let (_world, mut os) = machine(seed);
    let mut now_ns = 0;
    let (client, end) = connection(&mut *os, &mut now_ns);
    let (mut written, mut read) = (Vec::new(), Vec::new());
    for step in steps {
        match step {
            Step::Write(len) => {
                let bytes: Vec<u8> = (0..*len).map(|at| (written.len() + at) as u8).collect();
                match os.write(client, &[&bytes]) {
                    Ok(taken) => written.extend(&bytes[..taken]),
                    Err(errno) => assert_eq!(errno, Errno::EAGAIN),
                }
            }
            Step::Read(len) => match os.read(end, *len) {
                Ok(bytes) => {
                    assert!(!bytes.is_empty() && bytes.len() <= *len, "{} of {len} bytes before the end", bytes.len());
                    read.extend(bytes);
                }
                Err(errno) => assert_eq!(errno, Errno::EAGAIN),
            },
            Step::Wait(ns) => wait(&mut *os, &mut now_ns, *ns),
        }
    }
    os.shutdown(client).expect("it is connected");
    loop {
        match os.read(end, PLENTY) {
            Ok(bytes) if bytes.is_empty() => return (written, read),
            Ok(bytes) => read.extend(bytes),
            Err(Errno::EAGAIN) => wait(&mut *os, &mut now_ns, 0),
            Err(errno) => panic!("read gives {errno:?}"),
        }
    }
}

proptest! {
    // Rule 1.
    #[test]
    fn bytes_written_are_bytes_read(steps in steps(), seed in any::<u64>()) {
        let (written, read) = transfer(&steps, seed);
        prop_assert_eq!(written.len(), read.len());
        prop_assert!(written == read, "the bytes differ");
    }

    // Rule 3.
    #[test]
    fn signals_come_in_the_order_in_which_they_were_sent(
        sent in prop::collection::vec(prop::sample::select(vec![1, 2, 10, 12, 15]), 0..12),
        seed in any::<u64>(),
    ) {
        let (_world, mut os) = machine(seed);
        for signal in [1, 2, 10, 12, 15] {
            os.watch_signal(signal, true);
        }
        let pid = os.process_id();
        for signal in &sent {
            prop_assert_eq!(os.kill(pid, *signal), Ok(()));
        }
        let mut ready = Vec::new();
        os.poll(PollTimeout::Until(LoopTime::from_ns(5_000_000)), &mut ready);
        let came: Vec<i32> =
            ready.iter().filter_map(|ready| if let Ready::Signal(signal) = ready { Some(*signal) } else { None }).collect();
        prop_assert_eq!(came, sent);
    }
}

// Rule 2.

#[test]
fn a_writer_is_refused_once_the_buffers_are_full_and_goes_on_once_something_was_read() {
    let (_world, mut os) = machine(1);
    let mut now_ns = 0;
    let (client, end) = connection(&mut *os, &mut now_ns);
    let chunk = vec![0_u8; 1 << 20];
    let mut taken = VecDeque::new();
    while let Ok(len) = os.write(client, &[&chunk]) {
        taken.push_back(len);
        assert!(taken.iter().sum::<usize>() < PLENTY, "buffers without an end");
        wait(&mut *os, &mut now_ns, 0);
    }
    assert_eq!(os.write(client, &[&chunk]), Err(Errno::EAGAIN));
    while os.read(end, PLENTY).is_ok() {
        wait(&mut *os, &mut now_ns, 0);
    }
    assert!(os.write(client, &[&chunk]).is_ok());
}

// Rule 4.

#[test]
fn a_socket_lives_until_its_last_descriptor_is_closed() {
    let (_world, mut os) = machine(1);
    let mut now_ns = 0;
    let (client, end) = connection(&mut *os, &mut now_ns);
    let pid = os.process_id();
    let twin = os.pass_fd(client, pid).expect("the process is there");
    os.close(client).expect("it is open");
    os.write(twin, &[b"still here"]).expect("it is connected");
    wait(&mut *os, &mut now_ns, 0);
    assert_eq!(os.read(end, 100), Ok(b"still here".to_vec()));
    os.close(twin).expect("it is open");
    wait(&mut *os, &mut now_ns, 0);
    assert_eq!(os.read(end, 100), Ok(Vec::new()));
    assert_eq!(os.pass_fd(twin, pid), Err(Errno::EBADF));
    assert_eq!(os.pass_fd(end, loopscope_engine::os::ProcessId(1)), Err(Errno::ESRCH));
}
