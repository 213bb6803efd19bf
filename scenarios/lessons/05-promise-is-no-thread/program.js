// nodes: 18 20 26
const answer = new Promise((resolve) => {
  console.log('executor begins');
  const end = Date.now() + 20;
  while (Date.now() < end);
  console.log('executor ends');
  resolve(42);
});
answer.then((value) => console.log(`reaction: ${value}`));
console.log('script goes on');
