// nodes: 18 20 26
process.on('unhandledRejection', (reason) => console.log(`unhandled: ${reason}`));
process.on('rejectionHandled', () => console.log('handled after all'));

const early = Promise.reject('early');
process.nextTick(() => early.catch(() => console.log('early: caught in a tick')));

const late = Promise.reject('late');
setImmediate(() => late.catch(() => console.log('late: caught in an immediate')));
