// WebAssembly from answers of fetch(): compileStreaming() and instantiateStreaming(). The WebAssembly Web API; what Node
// wants of a Response. The body is read to its end first: a simulated machine compiles no faster in pieces.
'use strict';

const { codes: { ERR_INVALID_ARG_TYPE, ERR_WEBASSEMBLY_RESPONSE } } = require('internal/errors');

/** The bytes of a module. @throws for what is no good answer */
async function readModule(source) {
  const response = await source;
  if (!(response instanceof require('internal/fetch').Response)) {
    throw new ERR_INVALID_ARG_TYPE('source', ['Response', 'Promise resolving to Response'], response);
  }
  const type = response.headers.get('Content-Type');
  if (type !== 'application/wasm') throw new ERR_WEBASSEMBLY_RESPONSE(`has unsupported MIME type '${type}'`);
  if (!response.ok) throw new ERR_WEBASSEMBLY_RESPONSE(`has status code ${response.status}`);
  if (response.bodyUsed) throw new ERR_WEBASSEMBLY_RESPONSE('body has already been used');
  return new Uint8Array(await response.arrayBuffer());
}

async function compile(source, method) {
  try {
    return await WebAssembly.compile(await readModule(source));
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) error.message = error.message.replace('WebAssembly.compile()', method);
    throw error;
  }
}

/** `WebAssembly.compileStreaming()`. */
function compileStreaming(source) {
  return compile(source, 'WebAssembly.compileStreaming()');
}

/** `WebAssembly.instantiateStreaming()`. */
async function instantiateStreaming(source, imports) {
  const module = await compile(source, 'WebAssembly.instantiateStreaming()');
  return { module, instance: await WebAssembly.instantiate(module, imports) };
}

module.exports = { compileStreaming, instantiateStreaming };
