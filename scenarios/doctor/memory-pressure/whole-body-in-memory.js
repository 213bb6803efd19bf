// A whole body where a stream would do.
let rounds = 0;
const traffic = setInterval(function download() {
  const body = Buffer.concat(Array.from({ length: 40 }, () => Buffer.alloc(1_000_000, 7)));
  if (body.length > 0 && ++rounds === 8) {
    clearInterval(traffic);
    setTimeout(() => console.log('quiet again'), 200);
  }
}, 20);
