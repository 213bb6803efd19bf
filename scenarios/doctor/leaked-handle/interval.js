// The work is done, the interval is not.
const beat = setInterval(() => {}, 1000);
setTimeout(() => console.log('work is done'), 30);
