// node: >=18
// A rejection that is no error is thrown as one, whose message names the reason in words for which no code runs.
const reasons = [5, null, undefined, 'text', { a: 1 }, [1], new Map(), /x/, Symbol('s'), 1n, { toString() { return 'own'; } }];
const next = () => {
  if (reasons.length > 0) Promise.reject(reasons.shift());
};
process.on('uncaughtException', (error, origin) => {
  console.log(error.name, error.code, origin, /reason "([^]*)"/.exec(error.message)[1]);
  setImmediate(next);
});
next();
