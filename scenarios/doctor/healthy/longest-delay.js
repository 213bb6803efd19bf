// The longest delay that fits, cleared in time.
const timer = setTimeout(() => {}, 2 ** 31 - 1);
setTimeout(() => clearTimeout(timer), 10);
