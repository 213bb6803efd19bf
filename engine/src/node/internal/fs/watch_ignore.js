// The `ignore` option of fs.watch: which names are not to be reported (Node's doc: «fs.watch», options.ignore).
'use strict';

/**
 * @param {string | RegExp | Function | Array} ignore a glob pattern, a regular expression, a test, or a list of them
 * @returns {(filename: string | Buffer) => boolean} whether a name is to be left out
 */
function createIgnoreMatcher(ignore) {
  require('internal/validators').validateIgnoreOption(ignore, 'options.ignore');
  const tests = (Array.isArray(ignore) ? ignore : [ignore]).map((one) => {
    if (typeof one === 'function') return one;
    if (typeof one !== 'string') return (name) => one.test(name);
    const { matchGlob } = require('internal/fs/glob_pattern');
    return (name) => matchGlob(one.includes('/') ? one : `**/${one}`, name);
  });
  return (filename) => tests.some((test) => test(String(filename)));
}

module.exports = { createIgnoreMatcher };
