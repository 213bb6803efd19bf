// nodes: 18 20 26
process.on('uncaughtException', (error) => console.log(`uncaught: ${error.message}`));
for (const n of [1, 2]) {
  setTimeout(() => {
    process.nextTick(() => console.log(`tick ${n}`));
    Promise.resolve().then(() => console.log(`promise ${n}`));
    console.log(`timer ${n}`);
    if (n === 1) throw new Error('timer 1');
  }, 1);
}
