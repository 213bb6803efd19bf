// nodes: 18 20 26
setTimeout(() => console.log('2 ms'), 2);
setTimeout(() => console.log('1 ms'), 1);
setTimeout(() => console.log('0 ms'), 0);
setTimeout(() => console.log('0.9 ms'), 0.9);
Promise.resolve().then(() => console.log('promise'));
console.log('script ends');
