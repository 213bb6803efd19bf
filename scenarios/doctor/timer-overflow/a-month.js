// 30 days do not fit into 31 bits of milliseconds: the timer fires at once.
const renew = setTimeout(() => console.log('renewed, at once'), 30 * 86_400_000);
