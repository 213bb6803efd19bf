// nodes: 18 20 26
setTimeout(() => console.log('first timer, 5 ms'), 5);

async function loopOfPromises() {
  const end = Date.now() + 30;
  while (Date.now() < end) await null;
  console.log('loop of promises ends');
}

function loopOfImmediates() {
  setTimeout(() => console.log('second timer, 5 ms'), 5);
  const end = Date.now() + 30;
  setImmediate(function again() {
    if (Date.now() < end) setImmediate(again);
    else console.log('loop of immediates ends');
  });
}

loopOfPromises().then(loopOfImmediates);
