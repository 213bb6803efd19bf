// Says more about a link error than V8 does: what a CommonJS module gives, and how to import it.
'use strict';

/** The error to throw for a graph that could not be linked. */
function explain(error, record) {
  if (!(error instanceof SyntaxError)) return error;
  const match = /^The requested module '(.+)' does not provide an export named '(.+)'$/.exec(error.message);
  if (match === null || record.format === undefined) return error;
  const [, specifier, name] = match;
  const child = childFormat(specifier, record.url);
  if (child !== 'commonjs' && child !== 'commonjs-or-module') return error;
  const before = error.message;
  error.message = `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, which may not ` +
    'support all module.exports as named exports.\nCommonJS modules can always be imported via the default export, ' +
    `for example using:\n\nimport pkg from '${specifier}';\nconst { ${name} } = pkg;\n`;
  error.stack = error.stack.replace(before, () => error.message);
  return error;
}

function childFormat(specifier, url) {
  try {
    return require('internal/modules/esm/resolve').resolve(specifier, url).format;
  } catch {
    return undefined;
  }
}

module.exports = { explain };
