// A rejection that nobody catches ends the process.
setTimeout(() => Promise.reject(new Error('lost')), 5);
