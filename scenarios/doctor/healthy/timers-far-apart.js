// Timers whose order is beyond doubt.
setTimeout(() => console.log('a'), 10);
setTimeout(() => console.log('b'), 200);
setTimeout(() => console.log('c'), 500);
