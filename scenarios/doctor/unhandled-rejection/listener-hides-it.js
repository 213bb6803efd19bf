// A listener keeps the process going; the rejection is lost all the same.
process.on('unhandledRejection', () => {});
setTimeout(() => Promise.reject(new Error('swept under the carpet')), 5);
setTimeout(() => console.log('goes on'), 10);
