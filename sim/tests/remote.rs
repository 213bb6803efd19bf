//! Other machines of the network: peers that a program is a client of, and loads that it serves.
//!
//! Rules under test:
//!
//! 1. A peer has a name and an address, and does what it was told to do after a time within its bounds.
//! 2. A load begins when the program listens; every request has one outcome; when all have one the program is ended.
//! 3. Every latency is a choice: a run replays from its schedule.

use loopscope_engine::os::Errno;
use loopscope_sim::costs::Bounds;
use loopscope_sim::remote::{Answer, Load, Outcome, Peer};
use loopscope_sim::{Run, Simulation};

const MS: u64 = 1_000_000;

/// A program with one peer, `db` on port 5432, that takes 20 ms.
fn with_peer(program: &str, answer: Answer) -> Simulation {
    let latency = Bounds::new(10 * MS, 20 * MS, 60 * MS);
    Simulation::of_text(program).peer(Peer { answer, port: 5432, latency, ..Peer::new("db", 0) })
}

fn outcomes(run: &Run) -> Vec<Outcome> {
    run.samples.iter().map(|sample| sample.outcome).collect()
}

const CLIENT: &str = "
    const socket = require('net').connect(5432, 'db', () => socket.write('SELECT 1'));
    socket.on('data', (data) => { console.log(String(data)); socket.end(); });
    socket.on('error', (error) => console.log(error.code));
    socket.on('close', () => console.log('closed'));";

const SERVER: &str = "
    let served = 0;
    const server = require('http').createServer((req, res) => {
      served += 1;
      req.resume().on('end', () => setTimeout(() => res.end('x'.repeat(100000)), 5));
    }).listen(8000);
    process.on('SIGTERM', () => { console.log(served); server.close(); });";

// Rule 1.

#[test]
fn a_name_is_looked_up_and_the_peer_answers() {
    assert_eq!(with_peer(CLIENT, Answer::Echo).run().stdout, "SELECT 1\nclosed\n");
    let lookup = "require('dns').lookup('db', (e, address) => console.log(address));";
    assert_eq!(with_peer(lookup, Answer::Echo).run().stdout, "10.0.1.1\n");
}

#[test]
fn a_peer_may_close_reset_refuse_or_be_lost() {
    let said = |answer| with_peer(CLIENT, answer).run().stdout;
    assert_eq!(said(Answer::Close), "closed\n");
    assert_eq!(said(Answer::Reset), "ECONNRESET\nclosed\n");
    assert_eq!(said(Answer::Refuse), "ECONNREFUSED\nclosed\n");
    assert_eq!(said(Answer::Lost), "ETIMEDOUT\nclosed\n");
}

#[test]
fn other_addresses_are_unreachable_and_other_ports_refused() {
    let at = |place: &str| {
        let program = format!("require('net').connect({place}).on('error', (error) => console.log(error.code));");
        with_peer(&program, Answer::Echo).run().stdout
    };
    assert_eq!(at("5433, 'db'"), "ECONNREFUSED\n");
    assert_eq!(at("5432, '10.0.1.2'"), "ENETUNREACH\n");
}

#[test]
fn an_answer_comes_within_the_peers_bounds() {
    let program = "
        const http = require('http');
        const began = performance.now();
        http.get('http://db:5432/', (res) => res.resume().on('end', () => console.log(performance.now() - began)));";
    let simulation = with_peer(program, Answer::Http);
    let took = |run: Run| run.stdout.trim().parse::<f64>().expect("a number of milliseconds");
    let typical = took(simulation.run());
    assert!((20.0..26.0).contains(&typical), "{typical}");
    for seed in 1..20 {
        let lucky = took(simulation.run_seed(seed));
        assert!((10.0..300.0).contains(&lucky), "{lucky}");
    }
}

#[test]
fn a_peer_that_works_on_one_thing_at_a_time_makes_the_others_wait() {
    let program = "
        const began = Date.now();
        for (let n = 0; n < 4; n++) {
          const socket = require('net').connect(5432, 'db', () => socket.write('?'));
          socket.on('data', () => { console.log(Math.floor((Date.now() - began) / 20)); socket.end(); });
        }";
    let peer = Peer { port: 5432, at_once: 1, latency: Bounds::fixed(20 * MS), ..Peer::new("db", 0) };
    assert_eq!(Simulation::of_text(program).peer(peer).run().stdout, "1\n2\n3\n4\n");
}

// Rule 2.

#[test]
fn every_request_is_answered_and_the_program_ended() {
    let run = Simulation::of_text(SERVER).load(Load::new(50)).run();
    assert_eq!((run.stdout.as_str(), run.exit), ("50\n", 0));
    assert_eq!(outcomes(&run), [Outcome::Answered(200); 50]);
}

#[test]
fn a_program_without_a_listener_for_it_ends_by_the_signal() {
    let run =
        Simulation::of_text("require('http').createServer((q, s) => s.end()).listen(8000)").load(Load::new(3)).run();
    assert_eq!((run.exit, outcomes(&run)), (143, vec![Outcome::Answered(200); 3]));
}

#[test]
fn clients_use_their_connections_again_unless_told_not_to() {
    let program = "
        let connections = 0;
        require('http').createServer((req, res) => res.end()).on('connection', () => connections++).listen(8000);
        process.on('SIGTERM', () => { console.log(connections); process.exit(); });";
    let connections = |keep_alive| {
        let load = Load { clients: 2, keep_alive, ..Load::new(20) };
        Simulation::of_text(program).load(load).run().stdout
    };
    assert_eq!([connections(true), connections(false)], ["2\n", "20\n"]);
}

#[test]
fn a_rate_counts_from_when_a_request_was_due() {
    let load = Load { gap_ns: Some(2 * MS), clients: 1, ..Load::new(10) };
    let run = Simulation::of_text(SERVER).load(load).run();
    let began: Vec<u64> = run.samples.iter().map(|one| one.began.since_ns(run.samples[0].began) / MS).collect();
    assert_eq!(began, (0..20).step_by(2).collect::<Vec<u64>>());
    let latencies: Vec<u64> = run.samples.iter().map(|one| one.ended.since_ns(one.began)).collect();
    assert!(latencies.is_sorted(), "one client that is busy for 5 ms falls behind: {latencies:?}");
}

#[test]
fn what_a_server_does_instead_of_an_answer_is_an_outcome() {
    let outcome = |handler: &str| {
        let program = format!("require('http').createServer((req, res) => {{ {handler} }}).listen(8000);");
        outcomes(&Simulation::of_text(&program).load(Load::new(1)).run())
    };
    assert_eq!(outcome("res.statusCode = 503; res.end();"), [Outcome::Answered(503)]);
    assert_eq!(outcome("req.socket.destroy();"), [Outcome::Cut]);
    assert_eq!(outcome("req.socket.resetAndDestroy();"), [Outcome::Failed(Errno::ECONNRESET)]);
    assert_eq!(outcome("process.exit();"), [Outcome::Cut]);
    assert_eq!(outcome(""), [Outcome::Open]);
}

#[test]
fn a_load_waits_for_its_port() {
    let program = "
        const http = require('http');
        http.createServer((req, res) => console.log('other')).listen(8000);
        http.createServer((req, res) => { res.end(); process.exit(); }).listen(8001, '127.0.0.1');";
    let run = Simulation::of_text(program).load(Load { port: Some(8001), ..Load::new(1) }).run();
    assert_eq!(run.stdout, "");
    assert_eq!(run.samples.len(), 1);
}

// Rule 3.

#[test]
fn runs_with_other_machines_replay() {
    let client = with_peer(CLIENT, Answer::Echo);
    let server = Simulation::of_text(SERVER).load(Load { clients: 3, ..Load::new(9) });
    for simulation in [client, server] {
        for seed in 1..10 {
            let run = simulation.run_seed(seed);
            assert_eq!(simulation.replay(&run.schedule), run, "seed {seed}");
        }
    }
}

#[test]
fn orders_of_other_machines_are_choices() {
    let program = "
        for (const name of ['one', 'two']) {
          const socket = require('net').connect(80, name, () => socket.write(name));
          socket.on('data', (data) => { console.log(String(data)); socket.end(); });
        }";
    let simulation = Simulation::of_text(program).peer(Peer::new("one", 0)).peer(Peer::new("two", 1));
    let outcomes: std::collections::BTreeSet<String> = (1..30).map(|seed| simulation.run_seed(seed).stdout).collect();
    assert_eq!(outcomes.len(), 2);
}
