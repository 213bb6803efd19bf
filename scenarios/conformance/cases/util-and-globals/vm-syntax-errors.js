// node: >=18
// What keeps a text from being a script is an error of the context that was to run it.
const vm = require('vm');
const attempt = (name, run) => {
  try {
    run();
  } catch (error) {
    console.log(name, error.name, error instanceof SyntaxError);
  }
};
const context = vm.createContext({});
attempt('new context', () => vm.runInNewContext('a b'));
attempt('context', () => vm.runInContext('let let = 1', context));
attempt('this context', () => vm.runInThisContext('}'));
attempt('script', () => new vm.Script('('));
attempt('later', () => vm.runInContext('JSON.parse("{")', context));
