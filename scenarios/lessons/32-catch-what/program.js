// nodes: 18 20 26
process.on('uncaughtException', (error) => console.log(`uncaught: ${error.message}`));

try {
  setTimeout(() => { throw new Error('from the timer'); }, 1);
} catch (error) {
  console.log(`caught: ${error.message}`);
}

(async () => {
  try {
    await Promise.reject(new Error('from the promise'));
  } catch (error) {
    console.log(`caught: ${error.message}`);
  }
})();
