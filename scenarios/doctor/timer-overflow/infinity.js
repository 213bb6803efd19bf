// Infinity is cut to one millisecond.
const beat = setInterval(() => {
  console.log('beat');
  clearInterval(beat);
}, Infinity);
