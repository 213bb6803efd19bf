// An interval with an end.
let beats = 0;
const beat = setInterval(() => {
  console.log('beat', ++beats);
  if (beats === 3) clearInterval(beat);
}, 100);
