// An await in a loop over a list: short and bounded.
(async () => {
  let sum = 0;
  for (const value of Array.from({ length: 400 }, (_, i) => i)) sum += await value;
  console.log(sum);
})();
setTimeout(() => console.log('timer'), 15);
