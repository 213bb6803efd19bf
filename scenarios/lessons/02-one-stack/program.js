// nodes: 18 20 26
setTimeout(() => console.log('timer, 5 ms'), 5);
Promise.resolve().then(() => console.log('promise'));
console.log('work begins');
const end = Date.now() + 50;
while (Date.now() < end);
console.log('work ends');
