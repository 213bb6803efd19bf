// nodes: 26
// crypto: fast
const { pbkdf2Sync } = require('crypto');
const rows = Array.from({ length: 200_000 }, (_, id) => ({ id, name: `row ${id}` }));

const suspects = {
  computing: () => { for (let i = 0, sum = 0; i < 3e8; i++) sum += i; },
  serializing: () => JSON.stringify(rows),
  'a synchronous API': () => pbkdf2Sync('password', 'salt', 400_000, 32, 'sha256'),
  waiting: () => new Promise((resolve) => setTimeout(resolve, 200)),
};

async function measure() {
  for (const [name, work] of Object.entries(suspects)) {
    let beats = 0;
    const heartbeat = setInterval(() => { beats += 1; }, 5);
    const began = performance.now();
    await work();
    const ms = performance.now() - began;
    clearInterval(heartbeat);
    console.log(`${name}: ${ms >= 5 && beats === 0 ? 'blocks the loop' : 'lets the loop turn'}`);
  }
}
setImmediate(measure);
