// node: >=18
// args: --disable-proto=throw --disallow-code-generation-from-strings --title=renamed
// Flags that take features away: each use says so.
for (const use of [() => ({}).__proto__, () => { ({}).__proto__ = null; }, () => eval('1'), () => new Function('return 1')()]) {
  try {
    console.log(use());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
console.log({ __proto__: null } instanceof Object, Object.getPrototypeOf({}) === Object.prototype, process.title);
