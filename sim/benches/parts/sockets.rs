//! Sockets of the simulated kernel: a message there and back, and many bytes one way.

use criterion::{Criterion, Throughput};
use loopscope_engine::clock::LoopTime;
use loopscope_engine::os::names::Address;
use loopscope_engine::os::socket::{Domain, SocketAddress, SocketKind};
use loopscope_engine::os::{Errno, Os, PollTimeout};
use loopscope_sim::{Options, World};

/// More than the longest that a packet travels.
const STEP_NS: u64 = 1_000_000;

/// A machine, its time, and the two ends of a connection.
struct Connection {
    os: Box<dyn Os>,
    now_ns: u64,
    client: i32,
    server: i32,
    _world: World,
}

impl Connection {
    fn new() -> Self {
        let world = World::new(Options::default());
        let (_clock, mut os) = world.main_thread();
        let address = SocketAddress::ip(Address::LOOPBACK_V4, 8_000);
        let listener = os.socket(Domain::V4, SocketKind::Stream).expect("descriptors are free");
        os.bind(listener, &address).expect("the port is free");
        os.listen(listener, 8).expect("it is bound");
        let client = os.socket(Domain::V4, SocketKind::Stream).expect("descriptors are free");
        os.connect(client, &address).expect("somebody listens");
        let mut connection = Self { os, now_ns: 0, client, server: listener, _world: world };
        connection.server = connection.retry(|os| os.accept(listener));
        connection
    }

    /// Asks until the kernel has an answer, letting time pass.
    fn retry<T>(&mut self, mut ask: impl FnMut(&mut dyn Os) -> Result<T, Errno>) -> T {
        loop {
            match ask(&mut *self.os) {
                Ok(answer) => return answer,
                Err(Errno::EAGAIN) => {
                    self.now_ns += STEP_NS;
                    self.os.poll(PollTimeout::Until(LoopTime::from_ns(self.now_ns)), &mut Vec::new());
                }
                Err(errno) => panic!("[simulator bug] a healthy connection gives {errno:?}"),
            }
        }
    }

    /// Sends so many bytes from one end to the other.
    fn send(&mut self, from: i32, to: i32, bytes: &[u8]) {
        let (mut written, mut read) = (0, 0);
        while read < bytes.len() {
            if written < bytes.len() {
                // OK because a full buffer empties below.
                written += self.os.write(from, &[&bytes[written..]]).unwrap_or(0);
            }
            read += self.retry(|os| os.read(to, bytes.len())).len();
        }
    }
}

pub(crate) fn measure(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sockets");
    group.throughput(Throughput::Elements(1));
    group.bench_function("a message there and back", |bencher| {
        let mut connection = Connection::new();
        let (client, server) = (connection.client, connection.server);
        bencher.iter(|| {
            connection.send(client, server, b"ping");
            connection.send(server, client, b"pong");
        });
    });
    let bytes = vec![b'x'; 1 << 20];
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("a mebibyte one way", |bencher| {
        let mut connection = Connection::new();
        let (client, server) = (connection.client, connection.server);
        bencher.iter(|| connection.send(client, server, &bytes));
    });
    group.finish();
}
