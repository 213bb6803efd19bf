// What is printed depends on the seed; the order does not.
console.log('dice', Math.floor(Math.random() * 6) + 1);
console.log('time', Date.now() % 1000);
