// The race is over after 10 ms; its time-out keeps the process for two minutes.
const sleep = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value));
Promise.race([sleep(10, 'work'), sleep(120_000, 'too late')]).then((winner) => console.log(winner));
