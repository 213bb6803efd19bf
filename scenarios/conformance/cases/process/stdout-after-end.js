// node: >=18
// A standard stream that was ended is shut down but never closed: a later write reaches it, and finds a broken pipe.
const codes = [];
process.stdout.on('error', (error) => codes.push(error.code));
process.stdout.end('ended\n');
process.stdout.write('one');
setTimeout(() => process.stdout.write('two', (error) => codes.push(`callback ${error.code}`)), 5);
// What was seen can no longer be printed.
process.on('exit', () => {
  process.exitCode = codes.join() === 'ERR_STREAM_WRITE_AFTER_END,callback EPIPE,EPIPE' ? 7 : 8;
});
