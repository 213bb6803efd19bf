// A rejection with a catch, and one with await in try.
Promise.reject(new Error('expected')).catch((error) => console.log(error.message));
(async () => {
  try {
    await Promise.reject(new Error('expected, too'));
  } catch (error) {
    console.log(error.message);
  }
})();
