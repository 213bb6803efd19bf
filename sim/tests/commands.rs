//! The small commands that the simulated machine has beside Node.

use loopscope_sim::Simulation;

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
