//! Processes beside the program: the machine's small commands, and children that read what their parent writes.

use loopscope_sim::Simulation;
use loopscope_sim::simulation::CODE_LIMIT;

#[test]
fn every_command_that_the_machine_shows_can_be_run() {
    let program = "const { spawnSync } = require('child_process');
        const names = require('fs').readdirSync('/usr/bin');
        for (const name of names) {
            const { error, status } = spawnSync(`/bin/${name}`, name === 'sleep' ? ['0'] : [], { input: '' });
            if (error !== undefined || status === null) console.log(name, error?.code, status);
        }
        console.log(names.includes('sh'));";
    assert_eq!(Simulation::of_text(program).run().stdout, "true\n");
}

/// A parent that starts `child` with a pipe as its standard input, and goes on as `then` says.
fn parent(child: &str, then: &str) -> Simulation {
    Simulation::of_text(&format!(
        "const child = require('child_process').spawn(process.execPath, ['-e', `const fs = require('fs'); {child}`],
             {{ stdio: ['pipe', 'inherit', 'inherit'] }});
         child.on('exit', (code, signal) => console.log('exit', code, signal));
         {then}"
    ))
}

const READ_AT_ONCE: &str = "console.log(fs.readSync(0, Buffer.alloc(8)))";
const READ_IN_THE_POOL: &str = "fs.read(0, Buffer.alloc(8), 0, 8, null, (error, count) => console.log(count))";

#[test]
fn a_read_of_a_pipe_waits_until_there_is_something_to_read() {
    for child in [READ_AT_ONCE, READ_IN_THE_POOL] {
        let simulation = parent(child, "setTimeout(() => child.stdin.end('abc'), 500)");
        assert!((1..20).all(|seed| simulation.run_seed(seed).stdout == "3\nexit 0 null\n"), "{child}");
    }
}

#[test]
fn a_process_that_is_killed_while_it_reads_ends_without_a_word() {
    for child in [READ_AT_ONCE, READ_IN_THE_POOL] {
        let run = parent(child, "setTimeout(() => child.kill(), 500)").run();
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("exit null SIGTERM\n", ""), "{child}");
    }
}

#[test]
fn a_read_that_nothing_will_end_ends_the_run() {
    for child in [READ_AT_ONCE, READ_IN_THE_POOL] {
        assert_eq!(parent(child, "").run().exit, CODE_LIMIT, "{child}");
    }
}
