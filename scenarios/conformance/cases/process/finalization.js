// node: >=22
// process.finalization calls for objects that are alive at the end, those of beforeExit first.
const kept = { name: 'kept' };
const forgotten = { name: 'forgotten' };
process.finalization.register(kept, (object, event) => console.log(object.name, event));
process.finalization.registerBeforeExit(kept, (object, event) => console.log(object.name, event));
process.finalization.register(forgotten, () => console.log('never'));
process.finalization.unregister(forgotten);
for (const bad of [1, null]) {
  try {
    process.finalization.register(bad, () => {});
  } catch (error) {
    console.log(error.code, error.message);
  }
}
process.on('beforeExit', () => console.log('beforeExit'));
process.on('exit', () => console.log('exit'));
setTimeout(() => console.log('timer'), 1);
