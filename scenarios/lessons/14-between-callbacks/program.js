// nodes: 10 18 26
for (const n of [1, 2]) {
  setTimeout(() => {
    console.log(`timer ${n}`);
    Promise.resolve().then(() => console.log(`promise ${n}`));
    process.nextTick(() => console.log(`tick ${n}`));
  }, 1);
}
