// A promise does not make a thread: what stands behind the await runs here.
async function crunch() {
  await null;
  const until = Date.now() + 60;
  while (Date.now() < until);
}
setImmediate(() => crunch().then(() => console.log('crunched')));
setTimeout(() => console.log('timer'), 20);
